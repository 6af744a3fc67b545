//! Classes of a map beside natural breaks. Comes in: printed values in units of their last decimal place. Goes
//! out: for each class the first and the last value that occurs, and how many there are. A value belongs to a
//! class where lower border < value ≤ upper border; the least value belongs to the first. Borders follow the usual
//! methods of cartography (Slocum and others, Thematic Cartography and Geovisualization): equal intervals,
//! quantiles (type 7), standard deviations, round numbers, fixed. Equal values never part and empty classes are
//! left out, so that no border separates what prints equal.

use std::ops::RangeInclusive;

use super::classes::Classes;
use super::spread::quantile;
use crate::number::Exact;

/// Borders lie so many halves of a standard deviation from the mean.
const HALVES: [i128; 4] = [-3, -1, 1, 3];

/// At most so many classes of equal width between the least and the greatest value.
pub fn equal_intervals(values: &[i128], classes: usize) -> Classes<i128> {
    let Some((least, greatest)) = ends(values) else { return together(values) };
    let count = classes as i128;
    let border = |part: i128| Exact::from_integer(least) + Exact::new((greatest - least) * part, count);
    let borders: Vec<Exact> = (1..count).map(border).collect();
    cut(values, |value| borders_below(&borders, &Exact::from_integer(value)))
}

/// At most so many classes with about equally many values; fewer where equal values keep together.
pub fn quantiles(values: &[i128], classes: usize) -> Classes<i128> {
    let mut sorted: Vec<Exact> = values.iter().copied().map(Exact::from_integer).collect();
    sorted.sort_unstable();
    let count = classes as i128;
    let borders: Vec<Exact> = (1..count).filter_map(|part| quantile(&sorted, Exact::new(part, count))).collect();
    cut(values, |value| borders_below(&borders, &Exact::from_integer(value)))
}

/// Five classes with borders half a standard deviation and one and a half away from the mean, or the inner three where
/// at most so many are fewer than five.
pub fn deviations(values: &[i128], classes: usize) -> Classes<i128> {
    let halves = if classes > HALVES.len() { &HALVES[..] } else { &HALVES[1..3] };
    let count = values.len() as i128;
    let total: i128 = values.iter().sum();
    let squares: i128 = values.iter().map(|value| value * value).sum();
    // both sides are squared with their sign, because the root of the scatter is no exact number
    let scatter = count * squares - total * total;
    cut(values, |value| {
        let distance = 2 * (count * value - total);
        halves.partition_point(|half| half * half.abs() * scatter < distance * distance.abs())
    })
}

/// At most so many classes with borders at multiples of 1, 2 or 5 times a power of ten, as narrow as they can be.
pub fn pretty(values: &[i128], classes: usize) -> Classes<i128> {
    let Some((least, greatest)) = ends(values) else { return together(values) };
    let fits = |step: &i128| multiples_between(least, greatest, *step) < classes as i128;
    match round_steps().find(fits) {
        Some(step) => cut(values, |value| multiples_between(least, value, step)),
        None => together(values),
    }
}

/// Classes up to and including each of the bounds, and one for what lies above the last of them.
pub fn fixed(values: &[i128], upper_bounds: &[i128]) -> Classes<i128> {
    let mut borders = upper_bounds.to_vec();
    borders.sort_unstable();
    cut(values, |value| borders_below(&borders, &value))
}

/// One class of all values, none without values.
fn together(values: &[i128]) -> Classes<i128> {
    cut(values, |_| 0)
}

fn ends(values: &[i128]) -> Option<(i128, i128)> {
    Some((*values.iter().min()?, *values.iter().max()?))
}

fn borders_below<T: PartialOrd>(borders: &[T], value: &T) -> usize {
    borders.partition_point(|border| border < value)
}

/// How many multiples of `step` lie above `least` and below `value`.
fn multiples_between(least: i128, value: i128, step: i128) -> i128 {
    let up_to_least = least.div_euclid(step);
    let below_value = (value - 1).div_euclid(step);
    (below_value - up_to_least).max(0)
}

/// 1, 2, 5, 10, 20, 50 and so on.
fn round_steps() -> impl Iterator<Item = i128> {
    (0..37).flat_map(|power| [1, 2, 5].map(|digit| digit * 10_i128.pow(power)))
}

/// Puts neighbours into one class where `class`, which must not fall with rising values, says the same of both.
fn cut<Key: PartialEq>(values: &[i128], class: impl Fn(i128) -> Key) -> Classes<i128> {
    let mut sorted = values.to_vec();
    sorted.sort_unstable();
    let groups: Vec<&[i128]> = sorted.chunk_by(|left, right| class(*left) == class(*right)).collect();
    let range = |group: &&[i128]| -> RangeInclusive<i128> { group[0]..=group[group.len() - 1] };
    Classes { ranges: groups.iter().map(range).collect(), counts: groups.iter().map(|group| group.len()).collect() }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Children in poverty in 15 areas, in hundredths of a percent.
    const AREAS: [i128; 15] = [968, 1430, 922, 613, 1433, 1156, 1431, 599, 1066, 430, 443, 368, 404, 460, 464];

    #[test]
    fn equal_intervals_share_the_range_evenly() {
        let classes = equal_intervals(&AREAS, 3);
        assert_eq!(classes.ranges, [368..=613, 922..=1066, 1156..=1433]);
        assert_eq!(classes.counts, [8, 3, 4]);
    }

    #[test]
    fn quantiles_share_the_values_evenly() {
        let classes = quantiles(&AREAS, 3);
        assert_eq!(classes.ranges, [368..=460, 464..=968, 1066..=1433]);
        assert_eq!(classes.counts, [5, 5, 5]);
    }

    #[test]
    fn deviations_count_from_the_mean() {
        let classes = deviations(&AREAS, 5);
        assert_eq!(classes.ranges, [368..=613, 922..=968, 1066..=1156, 1430..=1433]);
        assert_eq!(classes.counts, [8, 2, 2, 3]);
    }

    #[test]
    fn a_value_on_a_border_of_deviations_lies_below_it() {
        // mean 0 and standard deviation 2: the borders are -3, -1, 1 and 3
        assert_eq!(deviations(&[-2, -2, 2, 2], 5).ranges, [-2..=-2, 2..=2]);
        assert_eq!(deviations(&[-3, -3, -1, -1, 0, 0, 1, 1, 3, 3], 5).counts, [2, 2, 4, 2]);
        assert_eq!(deviations(&[-3, -3, -1, -1, 0, 0, 1, 1, 3, 3], 4).counts, [4, 4, 2]);
    }

    #[test]
    fn pretty_borders_are_round_numbers() {
        let classes = pretty(&AREAS, 4);
        assert_eq!(classes.ranges, [368..=464, 599..=968, 1066..=1433]);
        assert_eq!(classes.counts, [6, 4, 5]);
    }

    #[test]
    fn the_least_value_needs_no_class_of_its_own() {
        let classes = pretty(&[0, 10, 20, 21, 40, 100], 5);
        assert_eq!(classes.ranges, [0..=20, 21..=40, 100..=100]);
    }

    #[test]
    fn one_class_holds_values_on_both_sides_of_zero() {
        assert_eq!(pretty(&[-5, 5], 1).counts, [2]);
    }

    #[test]
    fn fixed_bounds_belong_to_the_class_below() {
        let classes = fixed(&[1, 5, 6, 10, 99], &[5, 10, 20]);
        assert_eq!(classes.ranges, [1..=5, 6..=10, 99..=99]);
        assert_eq!(classes.counts, [2, 2, 1]);
    }

    #[test]
    fn no_values_make_no_classes() {
        for classes in every_method(&[], 5) {
            assert_eq!(classes.counts, Vec::<usize>::new());
        }
    }

    fn every_method(values: &[i128], classes: usize) -> [Classes<i128>; 5] {
        [
            equal_intervals(values, classes),
            quantiles(values, classes),
            pretty(values, classes),
            deviations(values, 5),
            fixed(values, &[-20, 0, 0, 30]),
        ]
    }

    /// Few different values, so that many are equal.
    fn some_values() -> impl Strategy<Value = Vec<i128>> {
        proptest::collection::vec(-60_i128..60, 0..50)
    }

    proptest! {
        #[test]
        fn every_value_falls_in_exactly_one_class(values in some_values(), classes in 1_usize..8) {
            for found in every_method(&values, classes) {
                for value in &values {
                    prop_assert_eq!(found.ranges.iter().filter(|range| range.contains(value)).count(), 1);
                }
            }
        }

        #[test]
        fn classes_rise(values in some_values(), classes in 1_usize..8) {
            for found in every_method(&values, classes) {
                prop_assert!(found.ranges.iter().all(|range| range.start() <= range.end()));
                prop_assert!(found.ranges.windows(2).all(|pair| pair[0].end() < pair[1].start()));
            }
        }

        #[test]
        fn counts_sum_to_the_number_of_values(values in some_values(), classes in 1_usize..8) {
            for found in every_method(&values, classes) {
                prop_assert_eq!(found.counts.iter().sum::<usize>(), values.len());
                prop_assert_eq!(found.counts.len(), found.ranges.len());
                prop_assert!(found.counts.iter().all(|count| *count > 0));
            }
        }

        #[test]
        fn equal_values_share_a_class(values in some_values(), classes in 1_usize..8) {
            for found in every_method(&values, classes) {
                for (range, count) in found.ranges.iter().zip(&found.counts) {
                    prop_assert_eq!(values.iter().filter(|value| range.contains(*value)).count(), *count);
                }
            }
        }

        #[test]
        fn there_are_never_more_classes_than_asked(values in some_values(), classes in 1_usize..8) {
            for found in &every_method(&values, classes)[..3] {
                prop_assert!(found.counts.len() <= classes);
            }
        }
    }
}
