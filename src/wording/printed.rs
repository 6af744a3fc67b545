//! Cells as they are printed: number or sign, with the marks that belong beside it.

use num_traits::{CheckedSub, Zero};

use crate::figures::{Cell, Flags, Sign};
use crate::number::{Exact, Language, decimal_text, round, rounds_to_nothing, signed_text};

/// A printed cell.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Printed {
    /// Number or sign.
    pub text: String,
    /// `p`, `r`, `s`, `u` beside a number.
    pub marks: String,
}

/// A value with so many decimals, or its sign. Exactly zero is „–", nearly zero is a zero.
pub fn print(cell: Cell, decimals: u8, language: Language) -> Printed {
    match cell {
        Cell::Number { value, flags } if value.is_zero() => Printed { text: "–".to_owned(), marks: marks(flags) },
        Cell::Number { value, flags } if rounds_to_nothing(value, decimals) => {
            let zero = round(Exact::zero(), decimals);
            Printed { text: decimal_text(zero, language), marks: marks(flags) }
        }
        Cell::Number { value, flags } => {
            Printed { text: decimal_text(round(value, decimals), language), marks: marks(flags) }
        }
        Cell::Sign(sign) => Printed { text: character(sign).to_owned(), marks: String::new() },
    }
}

/// A value inside a sentence or label: zero is „0" there, not a dash.
pub fn worded(cell: Cell, decimals: u8, language: Language) -> String {
    match cell.value() {
        Some(value) if value.is_zero() => "0".to_owned(),
        _ => print(cell, decimals, language).text,
    }
}

/// The change between two cells, computed before rounding: `+0,4`, `−1,2`, `0,0`. A sign where one of
/// them has no number or a break lies between them.
pub fn difference(before: Cell, after: Cell, broken: bool, decimals: u8, language: Language) -> Printed {
    let change = match broken {
        true => Cell::Sign(Sign::Meaningless),
        false => after.combine(before, |after, before| after.checked_sub(&before)),
    };
    let text = match change {
        Cell::Number { value, .. } => signed_text(round(value, decimals), language),
        Cell::Sign(sign) => character(sign).to_owned(),
    };
    Printed { text, marks: String::new() }
}

/// The character that stands instead of a number.
fn character(sign: Sign) -> &'static str {
    match sign {
        Sign::NotAvailable | Sign::Missing => "k.\u{202f}A.",
        Sign::Meaningless | Sign::NoArea => "x",
        Sign::Uncertain => "/",
        Sign::Later => "…",
        Sign::Unknown => ".",
        Sign::SecretAtSource | Sign::Secret | Sign::SecretSecondary => "*",
    }
}

fn marks(flags: Flags) -> String {
    [(flags.provisional, 'p'), (flags.revised, 'r'), (flags.estimated, 's'), (flags.uncertain, 'u')]
        .into_iter()
        .filter(|(set, _)| *set)
        .map(|(_, mark)| mark)
        .collect()
}

/// What a printed sign or mark means, for the legend; `None` for numbers.
pub fn sign_meaning(text: &str, language: Language) -> Option<&'static str> {
    Some(match text {
        "–" => language.pick("nichts vorhanden, genau null", "nothing, exactly zero"),
        "k.\u{202f}A." => language.pick("keine Angabe: nicht geliefert oder nicht erhoben", "not available"),
        "x" => language.pick("keine sinnvolle Angabe möglich", "not meaningful"),
        "/" => language.pick("Zahlenwert nicht sicher genug", "not reliable enough"),
        "…" => language.pick("Angabe fällt später an", "follows later"),
        "." => language.pick("Zahlenwert unbekannt oder geheim zu halten", "unknown or confidential"),
        "*" => language.pick("geheim gehalten, weil Fallzahlen zu klein sind", "confidential: numbers too small"),
        "p" => language.pick("vorläufig", "provisional"),
        "r" => language.pick("berichtigt", "revised"),
        "s" => language.pick("geschätzt", "estimated"),
        "u" => language.pick("Aussagewert eingeschränkt", "of limited reliability"),
        "|" => language.pick(
            "Bruch in der Reihe: Werte davor und danach sind nicht vergleichbar",
            "break in series: values before and after cannot be compared",
        ),
        _ => return None,
    })
}

/// The same in a word or two, for the line below a table.
pub fn short_meaning(text: &str, language: Language) -> Option<&'static str> {
    Some(match text {
        "–" => language.pick("genau null", "exactly zero"),
        "k.\u{202f}A." => language.pick("keine Angabe", "not available"),
        "x" => language.pick("nicht sinnvoll", "not meaningful"),
        "*" => language.pick("geheim", "confidential"),
        "." => language.pick("unbekannt oder geheim", "unknown or confidential"),
        "|" => language.pick("Bruch in der Reihe", "break in series"),
        text => sign_meaning(text, language)?,
    })
}

/// A sign as it is read aloud.
pub fn spoken_sign(sign: Sign, language: Language) -> &'static str {
    match sign {
        Sign::NotAvailable => language.pick("nicht erhoben", "not collected"),
        Sign::Missing => language.pick("nicht geliefert", "not delivered"),
        Sign::NoArea => language.pick("Raum bestand nicht", "area did not exist"),
        Sign::Meaningless => language.pick("nicht sinnvoll", "not meaningful"),
        Sign::Uncertain => language.pick("nicht sicher genug", "not reliable enough"),
        Sign::Later => language.pick("folgt später", "follows later"),
        Sign::Unknown => language.pick("unbekannt oder geheim", "unknown or confidential"),
        Sign::SecretAtSource | Sign::Secret | Sign::SecretSecondary => language.pick("geheim gehalten", "confidential"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(numerator: i128, denominator: i128) -> Cell {
        Cell::number(Exact::new(numerator, denominator))
    }

    #[test]
    fn zero_nearly_zero_and_signs_are_told_apart() {
        let text = |cell| print(cell, 1, Language::De).text;
        assert_eq!(text(number(0, 1)), "–");
        assert_eq!(text(number(1, 100)), "0,0");
        assert_eq!(text(number(-123, 10)), "−12,3");
        assert_eq!(text(Cell::Sign(Sign::Secret)), "*");
    }

    #[test]
    fn changes_are_taken_before_rounding_and_not_over_a_break() {
        let text = |broken| difference(number(1084, 100), number(968, 100), broken, 1, Language::De).text;
        assert_eq!(text(false), "−1,2");
        assert_eq!(text(true), "x");
    }
}
