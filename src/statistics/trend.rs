//! The direction of a time series. Comes in: a year and an exact value each, in any order. Goes out: rising,
//! falling, steady or unclear. The rule has two parts. Size: the median of all slopes between two years (Sen,
//! Journal of the American Statistical Association 63, 1968, 1379–1389) times the length of the period is the
//! change; below the given limit the series is steady. Direction: else, of all pairs of years, the rising ones minus
//! the falling ones (Mann–Kendall's S; Kendall, Rank Correlation Methods, 1975) must be more than half of all pairs;
//! then the series rises or falls, otherwise it is unclear. Fewer than three years, or one year twice, are unclear.
//! It is a rule for wording and no test of significance.

use num_traits::{CheckedDiv, CheckedMul, CheckedSub, Signed};

use super::spread::quantile;
use crate::number::Exact;

/// With fewer years nothing is said.
const FEWEST_YEARS: usize = 3;

/// What a series does over its period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trend {
    /// Later values are mostly higher.
    Rising,
    /// Later values are mostly lower.
    Falling,
    /// Hardly any change.
    Steady,
    /// Change without a direction; or too few years.
    Unclear,
}

/// The trend of the values by year; a change over the whole period of less than `steady_below` is none.
pub fn trend(points: &[(i32, Exact)], steady_below: Exact) -> Trend {
    let mut sorted = points.to_vec();
    sorted.sort_unstable_by_key(|(year, _)| *year);
    let twice = sorted.windows(2).any(|pair| pair[0].0 == pair[1].0);
    if twice || sorted.len() < FEWEST_YEARS {
        return Trend::Unclear;
    }
    if sorted.iter().all(|(_, value)| *value == sorted[0].1) {
        return Trend::Steady;
    }
    match change(&sorted) {
        Some(change) if change.abs() < steady_below => Trend::Steady,
        _ => direction(&sorted).unwrap_or(Trend::Unclear),
    }
}

/// Rising or falling where more than half of all pairs agree beyond those that contradict.
fn direction(sorted: &[(i32, Exact)]) -> Option<Trend> {
    let agreement: i64 = pairs(sorted).map(|(earlier, later)| later.1.cmp(&earlier.1) as i64).sum();
    let agreed = 2 * agreement.unsigned_abs() > pairs(sorted).count() as u64;
    agreed.then_some(if agreement > 0 { Trend::Rising } else { Trend::Falling })
}

/// The median slope per year times the years from first to last; `None` where it does not fit 128 bits.
fn change(sorted: &[(i32, Exact)]) -> Option<Exact> {
    let mut slopes: Vec<Exact> = pairs(sorted).map(slope).collect::<Option<_>>()?;
    slopes.sort_unstable();
    let median = quantile(&slopes, Exact::new(1, 2))?;
    median.checked_mul(&years_between(sorted.first()?, sorted.last()?))
}

fn slope((earlier, later): (&(i32, Exact), &(i32, Exact))) -> Option<Exact> {
    later.1.checked_sub(&earlier.1)?.checked_div(&years_between(earlier, later))
}

fn years_between(earlier: &(i32, Exact), later: &(i32, Exact)) -> Exact {
    Exact::from_integer(i128::from(later.0) - i128::from(earlier.0))
}

/// Every year with every later one.
fn pairs<Point>(sorted: &[Point]) -> impl Iterator<Item = (&Point, &Point)> {
    sorted
        .iter()
        .enumerate()
        .flat_map(move |(index, earlier)| sorted[index + 1..].iter().map(move |later| (earlier, later)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Tenths by year from 2016, steady below one.
    fn trend_of(tenths: &[i128]) -> Trend {
        let points: Vec<(i32, Exact)> =
            (2016..).zip(tenths).map(|(year, value)| (year, Exact::new(*value, 10))).collect();
        trend(&points, Exact::from_integer(1))
    }

    #[test]
    fn a_series_that_keeps_its_direction_rises_or_falls() {
        assert_eq!(trend_of(&[50, 61, 72, 85]), Trend::Rising);
        assert_eq!(trend_of(&[85, 72, 61, 50]), Trend::Falling);
    }

    #[test]
    fn one_year_against_the_others_does_not_hide_the_direction() {
        // child poverty in the county 2016 to 2022: 17 of 21 pairs fall, three rise
        assert_eq!(trend_of(&[103, 115, 114, 107, 103, 96, 92]), Trend::Falling);
    }

    #[test]
    fn a_rise_too_small_to_speak_of_is_steady() {
        assert_eq!(trend_of(&[50, 51, 52]), Trend::Steady);
    }

    #[test]
    fn small_ups_and_downs_are_steady() {
        assert_eq!(trend_of(&[50, 52, 49, 51, 50]), Trend::Steady);
    }

    #[test]
    fn one_value_throughout_is_steady_whatever_the_limit() {
        let points = [2020, 2021, 2022].map(|year| (year, Exact::from_integer(7)));
        assert_eq!(trend(&points, Exact::from_integer(0)), Trend::Steady);
    }

    #[test]
    fn a_change_without_a_direction_is_unclear() {
        assert_eq!(trend_of(&[10, 60, 20, 50]), Trend::Unclear);
    }

    #[test]
    fn half_of_the_pairs_is_not_enough_for_a_direction() {
        // four years, six pairs: four rise, one falls, one is level, so S is 3
        assert_eq!(trend_of(&[10, 20, 40, 20]), Trend::Unclear);
    }

    #[test]
    fn too_few_years_are_unclear() {
        assert_eq!(trend_of(&[]), Trend::Unclear);
        assert_eq!(trend_of(&[50, 90]), Trend::Unclear);
    }

    #[test]
    fn a_year_with_two_values_is_unclear() {
        let points = [2020_i32, 2021, 2021, 2022].map(|year| (year, Exact::from_integer(i128::from(year))));
        assert_eq!(trend(&points, Exact::from_integer(1)), Trend::Unclear);
    }

    #[test]
    fn the_order_of_the_points_does_not_matter() {
        let points = [(2022, Exact::from_integer(9)), (2020, Exact::from_integer(5)), (2021, Exact::from_integer(7))];
        assert_eq!(trend(&points, Exact::from_integer(1)), Trend::Rising);
    }

    #[test]
    fn the_change_is_the_median_slope_times_the_period() {
        // slopes per year 4, 2, 3, 0, 5/2 and 5 have the median 11/4, over three years 33/4
        let points = [1, 5, 5, 10].map(Exact::from_integer);
        let points: Vec<(i32, Exact)> = (2020..).zip(points).collect();
        assert_eq!(change(&points), Some(Exact::new(33, 4)));
    }
}
