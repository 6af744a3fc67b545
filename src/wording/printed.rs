//! Cells as they are printed: number or sign, with the marks that belong beside it.

use num_traits::{CheckedSub, Zero};

use super::Style;
use crate::figures::{Cell, Flags, Sign};
use crate::number::{Exact, decimal_text, round, rounds_to_nothing, signed_text};

/// A printed cell.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Printed {
    /// Number or sign.
    pub text: String,
    /// `p`, `r`, `s`, `u` beside a number.
    pub marks: String,
}

/// A value with so many decimals, or its sign. Exactly zero and nearly zero are told apart.
pub fn print(cell: Cell, decimals: u8, style: impl Into<Style>) -> Printed {
    let Style { language, signs } = style.into();
    match cell {
        Cell::Number { value, flags } if value.is_zero() && !flags.rounded => {
            Printed { text: signs.zero().to_owned(), marks: marks(flags) }
        }
        Cell::Number { value, flags } if rounds_to_nothing(value, decimals) => {
            let zero = || decimal_text(round(Exact::zero(), decimals), language);
            Printed { text: signs.nearly_zero().map_or_else(zero, str::to_owned), marks: marks(flags) }
        }
        Cell::Number { value, flags } => {
            Printed { text: decimal_text(round(value, decimals), language), marks: marks(flags) }
        }
        Cell::Sign(sign) => Printed { text: signs.character(sign).to_owned(), marks: String::new() },
    }
}

/// A value inside a sentence or label: zero is „0" there, not a dash.
pub fn worded(cell: Cell, decimals: u8, style: impl Into<Style>) -> String {
    match cell.value() {
        Some(value) if value.is_zero() => "0".to_owned(),
        _ => print(cell, decimals, style).text,
    }
}

/// The change between two cells, computed before rounding: `+0,4`, `−1,2`, `0,0`. A sign where one of
/// them has no number or a break lies between them.
pub fn difference(before: Cell, after: Cell, broken: bool, decimals: u8, style: impl Into<Style>) -> Printed {
    let style = style.into();
    let change = match broken {
        true => Cell::Sign(Sign::Meaningless),
        false => after.combine(before, |after, before| after.checked_sub(&before)),
    };
    Printed { text: signed(change, decimals, style), marks: String::new() }
}

/// A difference as a number with its sign: `+12`, `−3`; a sign where there is none.
pub fn signed(cell: Cell, decimals: u8, style: impl Into<Style>) -> String {
    let Style { language, signs } = style.into();
    match cell {
        Cell::Number { value, .. } => signed_text(round(value, decimals), language),
        Cell::Sign(sign) => signs.character(sign).to_owned(),
    }
}

fn marks(flags: Flags) -> String {
    [(flags.provisional, 'p'), (flags.revised, 'r'), (flags.is_estimated(), 's'), (flags.uncertain, 'u')]
        .into_iter()
        .filter(|(set, _)| *set)
        .map(|(_, mark)| mark)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::definition::SignSet;
    use crate::number::Language;

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
        // A count that was rounded to zero need not be one.
        let rounded = Flags { rounded: true, ..Flags::default() };
        assert_eq!(text(Cell::Number { value: Exact::zero(), flags: rounded }), "0,0");
        let letters = Style { language: Language::De, signs: SignSet::Letters };
        let text = |cell| print(cell, 1, letters).text;
        assert_eq!([text(number(0, 1)), text(number(1, 100)), text(Cell::Sign(Sign::Secret))], ["0", "k", "g"]);
    }

    #[test]
    fn changes_are_taken_before_rounding_and_not_over_a_break() {
        let text = |broken| difference(number(1084, 100), number(968, 100), broken, 1, Language::De).text;
        assert_eq!(text(false), "−1,2");
        assert_eq!(text(true), "x");
    }
}
