//! How values scatter. Comes in: exact numbers. Goes out: the five numbers of a box plot with the mean, quantiles,
//! the standard deviation and z-values. Quantiles follow Hyndman and Fan (The American Statistician 50, 1996,
//! 361–365) type 7, the default of R and of spreadsheets; the standard deviation is that of the whole population
//! (divided by the count), because all areas are known. What does not fit 128 bits is `None`, never wrong.

use num_traits::{CheckedAdd, CheckedDiv, CheckedMul, CheckedSub, One, Zero};

use crate::number::{Decimal, Exact, round};

/// Decimal places of a standard deviation and of z-values.
const FINE: u8 = 12;

/// Decimal places to which values are rounded before they are squared.
const ROUGH: u8 = 6;

/// Four times the ratio of a fine unit to a rough one, squared.
const FOUR_TIMES_FINER: i128 = 4_000_000_000_000;

/// Numerators and denominators below this can be rounded to `FINE` places within 128 bits.
const ROOM: i128 = 1 << 79;

/// Where values begin, halve and end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spread {
    /// How many values there are.
    pub count: usize,
    /// The least value.
    pub minimum: Exact,
    /// A quarter of the values lies below.
    pub lower_quartile: Exact,
    /// Half of the values lies below.
    pub median: Exact,
    /// Three quarters of the values lie below.
    pub upper_quartile: Exact,
    /// The greatest value.
    pub maximum: Exact,
    /// The arithmetic mean of the values, each counted once.
    pub mean: Exact,
}

/// The spread of the values in any order; `None` without values.
pub fn spread(values: &[Exact]) -> Option<Spread> {
    let mut sorted = values.to_vec();
    sorted.sort_unstable();
    let quarters = |part| quantile(&sorted, Exact::new(part, 4));
    Some(Spread {
        count: sorted.len(),
        minimum: quarters(0)?,
        lower_quartile: quarters(1)?,
        median: quarters(2)?,
        upper_quartile: quarters(3)?,
        maximum: quarters(4)?,
        mean: mean(&sorted)?,
    })
}

/// The value below which this share of the rising values lies; between two values it runs straight.
pub fn quantile(sorted: &[Exact], share: Exact) -> Option<Exact> {
    if !(Exact::zero()..=Exact::one()).contains(&share) {
        return None;
    }
    let last = sorted.len().checked_sub(1)?;
    let position = share.checked_mul(&Exact::from_integer(last as i128))?;
    let below = usize::try_from(position.to_integer()).ok()?;
    let lower = sorted.get(below)?;
    let Some(upper) = sorted.get(below + 1) else { return Some(*lower) };
    let step = upper.checked_sub(lower)?.checked_mul(&position.fract())?;
    lower.checked_add(&step)
}

/// Root of the mean squared distance from the mean, to 12 decimal places, of values rounded to six.
pub fn standard_deviation(values: &[Exact]) -> Option<Exact> {
    let units: Vec<i128> = values.iter().map(|value| Some(rounded(*value, ROUGH)?.units())).collect::<Option<_>>()?;
    let count = units.len() as i128;
    let total = units.iter().try_fold(0_i128, |total, unit| total.checked_add(*unit))?;
    let squares =
        units.iter().try_fold(0_i128, |total, unit| i128::checked_add(total, i128::checked_mul(*unit, *unit)?))?;
    let scatter = squares.checked_mul(count)?.checked_sub(total.checked_mul(total)?)?;
    root(scatter, count.checked_mul(count)?)
}

/// How many standard deviations each value lies above the mean, to 12 decimal places so that z-values can be
/// added up; `None` with fewer than two numbers or without scatter.
pub fn z_values(values: &[Option<Exact>]) -> Option<Vec<Option<Exact>>> {
    let present: Vec<Exact> = values.iter().flatten().copied().collect();
    let present = all_rounded(&present, ROUGH)?;
    let deviation = standard_deviation(&present)?;
    if present.len() < 2 || deviation.is_zero() {
        return None;
    }
    let mean = mean(&present)?;
    let z_value = |value: Exact| {
        let distance = rounded(value, ROUGH)?.exact().checked_sub(&mean)?;
        Some(rounded(distance.checked_div(&deviation)?, FINE)?.exact())
    };
    values
        .iter()
        .map(|value| match value {
            Some(value) => z_value(*value).map(Some),
            None => Some(None),
        })
        .collect()
}

/// The sum, exact as long as the common denominator fits 128 bits. A dozen populations have none that small:
/// then the parts are rounded to 12 decimal places, far below anything that is printed.
pub(super) fn sum(parts: &[Exact]) -> Option<Exact> {
    exact_sum(parts).or_else(|| exact_sum(&all_rounded(parts, FINE)?))
}

fn exact_sum(parts: &[Exact]) -> Option<Exact> {
    parts.iter().try_fold(Exact::zero(), |total, part| total.checked_add(part))
}

fn mean(values: &[Exact]) -> Option<Exact> {
    sum(values)?.checked_div(&Exact::from_integer(values.len() as i128))
}

fn all_rounded(values: &[Exact], places: u8) -> Option<Vec<Exact>> {
    values.iter().map(|value| Some(rounded(*value, places)?.exact())).collect()
}

fn rounded(value: Exact, places: u8) -> Option<Decimal> {
    let fits = (-ROOM..ROOM).contains(value.numer()) && *value.denom() < ROOM;
    fits.then(|| round(value, places))
}

/// The root of `scatter / divisor` square rough units, rounded half up to a fine unit: half of one more than
/// the root of four times as much, all in whole numbers.
fn root(scatter: i128, divisor: i128) -> Option<Exact> {
    let whole = scatter.checked_div(divisor)?.checked_mul(FOUR_TIMES_FINER)?;
    let rest = scatter.checked_rem(divisor)?.checked_mul(FOUR_TIMES_FINER)? / divisor;
    let doubled = whole.checked_add(rest)?.checked_isqrt()?;
    Some(Exact::new((doubled + 1) / 2, 10_i128.pow(u32::from(FINE))))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole(values: &[i128]) -> Vec<Exact> {
        values.iter().copied().map(Exact::from_integer).collect()
    }

    #[test]
    fn fifteen_areas_have_the_mean_that_is_not_the_county_value() {
        let hundredths = [968, 1430, 922, 613, 1433, 1156, 1431, 599, 1066, 430, 443, 368, 404, 460, 464];
        let values: Vec<Exact> = hundredths.iter().map(|value| Exact::new(*value, 100)).collect();
        let found = spread(&values).unwrap();
        assert_eq!(found.count, 15);
        assert_eq!((found.minimum, found.maximum), (Exact::new(368, 100), Exact::new(1433, 100)));
        assert_eq!((found.lower_quartile, found.upper_quartile), (Exact::new(4515, 1000), Exact::new(1111, 100)));
        assert_eq!(found.median, Exact::new(613, 100));
        assert_eq!(round(found.mean, 2).units(), 812);
        assert_eq!(standard_deviation(&values), Some(Exact::new(3_954_468_976_853, 1_000_000_000_000)));
    }

    #[test]
    fn quartiles_run_straight_between_values() {
        let values = whole(&[1, 2, 3, 4]);
        assert_eq!(quantile(&values, Exact::new(1, 4)), Some(Exact::new(7, 4)));
        assert_eq!(quantile(&values, Exact::new(1, 2)), Some(Exact::new(5, 2)));
        assert_eq!(quantile(&values, Exact::new(1, 1)), Some(Exact::new(4, 1)));
        assert_eq!(quantile(&values, Exact::new(5, 4)), None);
    }

    #[test]
    fn nothing_has_no_spread() {
        assert_eq!(spread(&[]), None);
        assert_eq!(standard_deviation(&[]), None);
    }

    #[test]
    fn the_standard_deviation_divides_by_the_count() {
        assert_eq!(standard_deviation(&whole(&[2, 4, 4, 4, 5, 5, 7, 9])), Some(Exact::from_integer(2)));
        let third = Exact::new(816_496_580_928, 1_000_000_000_000);
        assert_eq!(standard_deviation(&whole(&[1, 2, 3])), Some(third));
        assert_eq!(standard_deviation(&whole(&[7])), Some(Exact::zero()));
    }

    #[test]
    fn z_values_count_standard_deviations_from_the_mean() {
        let values = [2, 4, 4, 4, 5, 5, 7, 9].map(|value| Some(Exact::from_integer(value)));
        let halves = [-3, -1, -1, -1, 0, 0, 2, 4].map(|value| Some(Exact::new(value, 2)));
        assert_eq!(z_values(&values), Some(halves.to_vec()));
    }

    #[test]
    fn a_missing_value_stays_missing_and_counts_for_nothing() {
        let values = [Some(Exact::from_integer(1)), None, Some(Exact::from_integer(2))];
        assert_eq!(z_values(&values), Some(vec![Some(-Exact::one()), None, Some(Exact::one())]));
    }

    #[test]
    fn without_scatter_there_are_no_z_values() {
        assert_eq!(z_values(&[Some(Exact::one()), Some(Exact::one())]), None);
        assert_eq!(z_values(&[Some(Exact::one()), None]), None);
    }

    #[test]
    fn many_denominators_still_have_a_sum() {
        let parts: Vec<Exact> = (1..=60).map(|part| Exact::new(1, 10_000 + part * part)).collect();
        assert_eq!(exact_sum(&parts), None);
        assert_eq!(round(sum(&parts).unwrap(), 9).units(), 5_390_906);
    }

    #[test]
    fn what_does_not_fit_is_none() {
        let huge = [Exact::from_integer(i128::MAX), Exact::from_integer(i128::MAX)];
        assert_eq!(sum(&huge), None);
        assert_eq!(standard_deviation(&huge), None);
    }
}
