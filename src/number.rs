//! Exact numbers and how they are written. Comes in: integers, decimal text. Goes out: exact
//! ratios, decimals rounded once, printed German or English number text. It knows nothing of
//! cells, signs or tables.

mod format;
mod parse;

pub use format::{Language, count_in_words, decimal_text, join_words, signed_text, whole_text};
pub use parse::{is_digits, parse};

use num_rational::Ratio;
use num_traits::{Signed, Zero};

/// A number without rounding error. Sums and rates stay in this form until they are printed.
pub type Exact = Ratio<i128>;

/// A number rounded to a fixed count of decimal places.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Decimal {
    /// The value in units of the last decimal place: `123` with one place is 12.3.
    units: i128,
    places: u8,
}

impl Decimal {
    /// The value in units of the last place.
    pub fn units(self) -> i128 {
        self.units
    }

    /// Count of decimal places.
    pub fn places(self) -> u8 {
        self.places
    }

    /// The exact value that was rounded to; for differences between printed numbers.
    pub fn exact(self) -> Exact {
        Exact::new(self.units, power_of_ten(self.places))
    }

    /// For coordinates in drawings only, never for arithmetic.
    pub fn to_f64(self) -> f64 {
        self.units as f64 / power_of_ten(self.places) as f64
    }
}

/// Rounds half away from zero (DIN 1333) on the exact value: 12.25 becomes 12.3, −0.25 becomes −0.3.
pub fn round(value: Exact, places: u8) -> Decimal {
    let scaled = value * Exact::from_integer(power_of_ten(places));
    let doubled = scaled.abs() * Exact::from_integer(2) + Exact::from_integer(1);
    let magnitude = (doubled / Exact::from_integer(2)).floor().to_integer();
    let units = if scaled.is_negative() { -magnitude } else { magnitude };
    Decimal { units, places }
}

/// True where a value is not zero but prints as zero with this many places.
pub fn rounds_to_nothing(value: Exact, places: u8) -> bool {
    !value.is_zero() && round(value, places).units == 0
}

/// For coordinates in drawings only.
pub fn to_f64(value: Exact) -> f64 {
    *value.numer() as f64 / *value.denom() as f64
}

fn power_of_ten(places: u8) -> i128 {
    10_i128.pow(u32::from(places))
}
