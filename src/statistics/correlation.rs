//! How two series hang together, and what chance explains. Comes in: exact numbers. Goes out: Spearman's rank correlation,
//! and the limits of a funnel plot.

use num_traits::{CheckedMul, CheckedSub};

use super::standard_deviation;
use crate::number::{Decimal, Exact};

/// Spearman's rank correlation: Pearson's correlation of the ranks, equal values sharing the mean of theirs. `None` with
/// fewer than two pairs or where one side is the same everywhere.
pub fn rank_correlation(pairs: &[(Decimal, Decimal)]) -> Option<Exact> {
    let first = mean_ranks(&pairs.iter().map(|(one, _)| *one).collect::<Vec<Decimal>>());
    let second = mean_ranks(&pairs.iter().map(|(_, two)| *two).collect::<Vec<Decimal>>());
    let count = i128::try_from(pairs.len()).ok().filter(|count| *count > 1)?;
    let mean = Exact::new(count + 1, 2);
    let mut sum = Exact::from_integer(0);
    for (one, two) in first.iter().zip(&second) {
        sum += one.checked_sub(&mean)?.checked_mul(&two.checked_sub(&mean)?)?;
    }
    let spread = standard_deviation(&first)?.checked_mul(&standard_deviation(&second)?)?;
    let whole = spread.checked_mul(&Exact::from_integer(count))?;
    (whole > Exact::from_integer(0)).then(|| sum / whole)
}

/// Ranks from 1 by rising value; equal values share the mean of their ranks.
fn mean_ranks(values: &[Decimal]) -> Vec<Exact> {
    let rank = |value: &Decimal| {
        let below = values.iter().filter(|other| *other < value).count() as i128;
        let equal = values.iter().filter(|other| *other == value).count() as i128;
        Exact::new(2 * below + equal + 1, 2)
    };
    values.iter().map(rank).collect()
}

/// Between which shares (or cases per person) a value lies for so many people, if `expected` holds everywhere, within so
/// many standard deviations: the limits of the score test (Spiegelhalter, Statistics in Medicine 24, 2005, 1185–1202),
/// which is the one behind Wilson's interval. A share stays between 0 and 1, a rate above 0.
pub fn control_limits(expected: f64, people: f64, deviations: f64, is_share: bool) -> (f64, f64) {
    let variance = if is_share { expected * (1.0 - expected) } else { expected };
    let reach = deviations * (variance.max(0.0) / people).sqrt();
    let high = expected + reach;
    ((expected - reach).max(0.0), if is_share { high.min(1.0) } else { high })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::number::{round, to_f64};

    fn pairs(values: &[(i128, i128)]) -> Vec<(Decimal, Decimal)> {
        let whole = |value: i128| round(Exact::from_integer(value), 0);
        values.iter().map(|(one, two)| (whole(*one), whole(*two))).collect()
    }

    #[test]
    fn the_correlation_is_that_of_the_ranks() {
        let correlation = |values: &[(i128, i128)]| rank_correlation(&pairs(values)).map(to_f64);
        let rising = correlation(&[(1, 10), (2, 100), (3, 1000)]);
        assert!(rising.is_some_and(|value| (value - 1.0).abs() < 1e-9), "{rising:?}");
        // By hand: ranks 1 2 3 4 5 against 2 1 4 3 5, 1 − 6·4 ÷ (5·24).
        let mixed = correlation(&[(1, 20), (2, 10), (3, 40), (4, 30), (5, 50)]);
        assert!(mixed.is_some_and(|value| (value - 0.8).abs() < 1e-9), "{mixed:?}");
        // Two equal values share rank 2.5: 4.5 ÷ √(4.5 · 5).
        let tied = correlation(&[(1, 1), (2, 2), (2, 3), (4, 4)]);
        assert!(tied.is_some_and(|value| (value - 4.5 / (4.5_f64 * 5.0).sqrt()).abs() < 1e-9), "{tied:?}");
        assert_eq!(correlation(&[(1, 1), (1, 2)]), None);
    }

    #[test]
    fn the_funnel_narrows_with_the_root_of_the_people() {
        let (low, high) = control_limits(0.1, 900.0, 2.0, true);
        assert!((low - 0.08).abs() < 1e-12 && (high - 0.12).abs() < 1e-12);
        assert_eq!(control_limits(0.1, 4.0, 3.09, true).0, 0.0);
        assert!(control_limits(0.9, 4.0, 3.09, true).1 <= 1.0);
    }
}
