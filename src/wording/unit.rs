//! Units behind numbers, in captions, and for differences.

use crate::definition::IndicatorKind;
use crate::figures::Cell;
use crate::number::{Language, round, whole_text};
use crate::plan::Indicator;

/// What stands right after a number in a sentence: ` %`, ` je 1 000`, ` m²`; may be empty.
pub fn after_number(indicator: &Indicator, language: Language) -> String {
    match &indicator.unit {
        _ if indicator.in_percent() => "\u{202f}%".to_owned(),
        Some(unit) => format!("\u{a0}{}", unbroken(unit)),
        None if matches!(indicator.kind, IndicatorKind::Rate | IndicatorKind::Standardised) => {
            format!("\u{a0}{}\u{a0}{}", language.pick("je", "per"), per(indicator, language))
        }
        None => String::new(),
    }
}

/// The unit in a caption: `Prozent`, `je 1 000`, `m²`.
pub fn caption_unit(indicator: &Indicator, language: Language) -> String {
    match &indicator.unit {
        _ if indicator.in_percent() => language.pick("Prozent", "per cent").to_owned(),
        Some(unit) => unbroken(unit),
        None if indicator.kind == IndicatorKind::Count => language.pick("Anzahl", "number").to_owned(),
        None if matches!(indicator.kind, IndicatorKind::Rate | IndicatorKind::Standardised) => {
            format!("{} {}", language.pick("je", "per"), per(indicator, language))
        }
        None => language.pick("Wert", "value").to_owned(),
    }
}

/// The unit of a difference: shares differ by percentage points.
pub fn points(indicator: &Indicator, language: Language) -> String {
    match &indicator.unit {
        _ if indicator.in_percent() => language.pick("Prozentpunkte", "percentage points").to_owned(),
        Some(unit) if indicator.is_amount() => unbroken(unit),
        None if indicator.is_amount() => String::new(),
        _ if indicator.per > 1 => format!("{} {}", language.pick("je", "per"), per(indicator, language)),
        _ => language.pick("Punkte", "points").to_owned(),
    }
}

fn per(indicator: &Indicator, language: Language) -> String {
    whole_text(indicator.per.into(), language)
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

/// The text of a value, with a plus where it says how something grew: `+8 118`, `9,2`.
pub fn directed(indicator: &Indicator, cell: Cell, text: String) -> String {
    match cell.value() {
        Some(value) if indicator.is_change() && round(value, indicator.decimals).units() > 0 => format!("+{text}"),
        _ => text,
    }
}
