//! Units behind numbers, in captions, and for differences.

use crate::definition::IndicatorKind;
use crate::number::Language;
use crate::plan::Indicator;

/// What stands right after a number in a sentence: ` %`, ` je 1 000`, ` m²`; may be empty.
pub fn after_number(indicator: &Indicator, language: Language) -> String {
    match &indicator.unit {
        _ if indicator.in_percent() => "\u{202f}%".to_owned(),
        Some(unit) => format!("\u{a0}{}", unbroken(unit)),
        None if indicator.kind == IndicatorKind::Rate => {
            format!("\u{a0}{}\u{a0}{}", language.pick("je", "per"), indicator.per)
        }
        None => String::new(),
    }
}

/// The unit in a caption: `Prozent`, `je 1 000`, `m²`.
pub fn caption_unit(indicator: &Indicator, language: Language) -> String {
    match &indicator.unit {
        _ if indicator.in_percent() => language.pick("Prozent", "per cent").to_owned(),
        Some(unit) => unbroken(unit),
        None => language.pick("Wert", "value").to_owned(),
    }
}

/// The unit of a difference: shares differ by percentage points.
pub fn points(indicator: &Indicator, language: Language) -> String {
    match &indicator.unit {
        _ if indicator.in_percent() => language.pick("Prozentpunkte", "percentage points").to_owned(),
        Some(unit) if matches!(indicator.kind, IndicatorKind::Count | IndicatorKind::Quotient) => unbroken(unit),
        _ => language.pick("Punkte", "points").to_owned(),
    }
}

/// Digits of a unit stay together: „je 1 000".
fn unbroken(unit: &str) -> String {
    let letters: Vec<char> = unit.chars().collect();
    let digit = |at: usize| letters.get(at).is_some_and(char::is_ascii_digit);
    letters
        .iter()
        .enumerate()
        .map(|(at, letter)| match letter {
            ' ' if at > 0 && digit(at - 1) && digit(at + 1) => '\u{202f}',
            letter => *letter,
        })
        .collect()
}
