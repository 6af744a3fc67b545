//! Confidence intervals at 95 %, so that small areas are not read as precise. Comes in: counts and what they
//! are counted in. Goes out: the lower and the upper bound, and whether a reference lies outside. Proportions
//! follow Wilson (1927) and their differences Newcombe (Statistics in Medicine 17, 1998, 873–890, method 10);
//! counts follow Garwood (1936) below ten cases and Byar's approximation (Breslow and Day, Statistical Methods
//! in Cancer Research II, 1987, page 69) from ten on; differences of rates follow Zou and Donner (Statistics in
//! Medicine 27, 2008, 1693–1702).

/// The quantile of the normal distribution that leaves 2.5 % on each side.
const NORMAL_QUANTILE: f64 = 1.959_963_984_540_054;

/// What lies beyond each bound.
const TAIL: f64 = 0.025;

/// From this count on Byar's approximation is closer to the exact bounds than anything that is printed.
const ENOUGH_CASES: f64 = 10.0;

/// A range that covers the true value in 95 of 100 cases.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// The lower bound.
    pub low: f64,
    /// The upper bound.
    pub high: f64,
}

impl Interval {
    /// True from the lower to the upper bound, both included.
    pub fn contains(&self, value: f64) -> bool {
        (self.low..=self.high).contains(&value)
    }
}

/// Where a value stands against a reference.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// The whole interval lies above the reference.
    Above,
    /// The whole interval lies below the reference.
    Below,
    /// The interval holds the reference.
    NotDifferent,
}

/// A value differs from a reference only where the reference lies outside its interval.
pub fn standing(interval: Interval, reference: f64) -> Standing {
    if reference < interval.low {
        Standing::Above
    } else if reference > interval.high {
        Standing::Below
    } else {
        Standing::NotDifferent
    }
}

/// The interval of a proportion, from 0 to 1; `None` without a total or with more than the total.
pub fn wilson(count: f64, total: f64) -> Option<Interval> {
    let sound = total > 0.0 && total.is_finite() && (0.0..=total).contains(&count);
    sound.then(|| score(count, total))
}

/// The interval of a count of independent events; `None` unless it is a whole number from 0 on. The mean of
/// several years is no count: take their sum and divide the bounds.
pub fn poisson(count: f64) -> Option<Interval> {
    let sound = count >= 0.0 && count.is_finite() && count.fract() == 0.0;
    sound.then(|| if count < ENOUGH_CASES { garwood(count as u32) } else { byar(count) })
}

/// First estimate minus second, each with its own interval. Each bound recovers the variance from the distance of
/// the nearer bounds (Newcombe; Zou and Donner).
pub fn difference((first, of_first): (f64, Interval), (second, of_second): (f64, Interval)) -> Interval {
    let between = first - second;
    Interval {
        low: between - (first - of_first.low).hypot(of_second.high - second),
        high: between + (of_first.high - first).hypot(second - of_second.low),
    }
}

fn score(count: f64, total: f64) -> Interval {
    let share = count / total;
    let squared = NORMAL_QUANTILE.powi(2);
    let centre = share + squared / (2.0 * total);
    let reach = NORMAL_QUANTILE * (share * (1.0 - share) / total + squared / (4.0 * total.powi(2))).sqrt();
    let scale = 1.0 + squared / total;
    // the ends are exact on paper, but not in floating point
    Interval {
        low: if count > 0.0 { (centre - reach) / scale } else { 0.0 },
        high: if count < total { (centre + reach) / scale } else { 1.0 },
    }
}

fn byar(count: f64) -> Interval {
    let bound =
        |cases: f64, quantile: f64| cases * (1.0 - 1.0 / (9.0 * cases) + quantile / (3.0 * cases.sqrt())).powi(3);
    Interval { low: bound(count, -NORMAL_QUANTILE), high: bound(count + 1.0, NORMAL_QUANTILE) }
}

/// The expected counts with which so many cases or more, so many cases or fewer, become unlikely.
fn garwood(count: u32) -> Interval {
    Interval {
        low: count.checked_sub(1).map_or(0.0, |fewer| expected_where(fewer, 1.0 - TAIL)),
        high: expected_where(count, TAIL),
    }
}

/// The expected count with which `most` cases or fewer have this probability, by bisection.
fn expected_where(most: u32, probability: f64) -> f64 {
    // nine cases reach up to 17.1
    let (mut low, mut high) = (0.0, 40.0);
    for _ in 0..80 {
        let middle = f64::midpoint(low, high);
        if at_most(most, middle) > probability {
            low = middle;
        } else {
            high = middle;
        }
    }
    low
}

/// The probability of `most` cases or fewer.
fn at_most(most: u32, expected: f64) -> f64 {
    let none = (-expected).exp();
    let add = |(term, sum): (f64, f64), cases: u32| {
        let term = term * expected / f64::from(cases);
        (term, sum + term)
    };
    (1..=most).fold((none, none), add).1
}

#[cfg(test)]
mod tests {
    use super::*;

    /// First proportion minus second, each given as count and total.
    fn difference_of_proportions(first: (f64, f64), second: (f64, f64)) -> Option<Interval> {
        let first = (first.0 / first.1, wilson(first.0, first.1)?);
        let second = (second.0 / second.1, wilson(second.0, second.1)?);
        Some(difference(first, second))
    }

    /// First rate minus second per head of population, each given as count and population.
    fn difference_of_rates(first: (f64, f64), second: (f64, f64)) -> Option<Interval> {
        Some(difference(rate(first)?, rate(second)?))
    }

    fn divided(interval: Interval, divisor: f64) -> Interval {
        Interval { low: interval.low / divisor, high: interval.high / divisor }
    }

    fn rate((count, population): (f64, f64)) -> Option<(f64, Interval)> {
        let interval = poisson(count).filter(|_| population > 0.0)?;
        Some((count / population, divided(interval, population)))
    }

    fn assert_bounds(interval: Option<Interval>, low: f64, high: f64, tolerance: f64) {
        let interval = interval.unwrap();
        let close = (interval.low - low).abs() <= tolerance && (interval.high - high).abs() <= tolerance;
        assert!(close, "{interval:?} is not {low} to {high}");
    }

    #[test]
    fn wilson_gives_the_intervals_of_newcombe_1998_table_one() {
        assert_bounds(wilson(81.0, 263.0), 0.2553, 0.3662, 5e-5);
        assert_bounds(wilson(15.0, 148.0), 0.0624, 0.1605, 5e-5);
        assert_bounds(wilson(0.0, 20.0), 0.0, 0.1611, 5e-5);
        assert_bounds(wilson(1.0, 29.0), 0.0061, 0.1718, 5e-5);
    }

    #[test]
    fn wilson_never_leaves_zero_to_one() {
        assert_eq!(wilson(0.0, 7.0).unwrap().low, 0.0);
        assert_eq!(wilson(7.0, 7.0).unwrap().high, 1.0);
    }

    #[test]
    fn nothing_to_count_in_has_no_interval() {
        assert_eq!(wilson(0.0, 0.0), None);
        assert_eq!(wilson(8.0, 7.0), None);
        assert_eq!(wilson(f64::NAN, 7.0), None);
        assert_eq!(poisson(-1.0), None);
        assert_eq!(poisson(2.5), None);
        assert_eq!(difference_of_rates((3.0, 0.0), (3.0, 100.0)), None);
    }

    #[test]
    fn differences_are_those_of_newcombe_1998_table_two() {
        assert_bounds(difference_of_proportions((56.0, 70.0), (48.0, 80.0)), 0.0524, 0.3339, 5e-5);
        assert_bounds(difference_of_proportions((9.0, 10.0), (3.0, 10.0)), 0.1705, 0.8090, 5e-5);
        assert_bounds(difference_of_proportions((5.0, 56.0), (0.0, 29.0)), -0.0381, 0.1926, 5e-5);
        assert_bounds(difference_of_proportions((0.0, 10.0), (0.0, 20.0)), -0.1611, 0.2775, 5e-5);
    }

    #[test]
    fn few_cases_have_the_exact_bounds_of_garwood() {
        assert_bounds(poisson(0.0), 0.0, 3.689, 5e-4);
        assert_bounds(poisson(1.0), 0.0253, 5.572, 5e-4);
        assert_bounds(poisson(5.0), 1.623, 11.668, 5e-4);
        assert_bounds(poisson(9.0), 4.1154, 17.0848, 5e-5);
    }

    #[test]
    fn ten_cases_and_more_have_the_bounds_of_byar() {
        assert_bounds(poisson(10.0), 4.7874, 18.3915, 5e-5);
        assert_bounds(poisson(20.0), 12.2114, 30.8899, 5e-5);
        assert_bounds(poisson(100.0), 81.3621, 121.6279, 5e-5);
    }

    #[test]
    fn both_methods_meet_where_one_follows_the_other() {
        let exact = garwood(10);
        assert_bounds(poisson(10.0), exact.low, exact.high, 0.01);
    }

    #[test]
    fn a_difference_of_rates_widens_with_both_uncertainties() {
        let interval = difference_of_rates((41.0, 28_010.0), (15.0, 19_017.0)).map(|found| divided(found, 0.001));
        assert_bounds(interval, 0.0167, 1.3022, 5e-5);
    }

    #[test]
    fn only_a_reference_outside_makes_a_difference() {
        let interval = Interval { low: 0.1, high: 0.2 };
        assert_eq!(standing(interval, 0.05), Standing::Above);
        assert_eq!(standing(interval, 0.25), Standing::Below);
        assert_eq!(standing(interval, 0.2), Standing::NotDifferent);
        assert!(interval.contains(0.1) && !interval.contains(0.21));
    }
}
