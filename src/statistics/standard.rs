//! Direct age standardisation, so that areas with many old people can be compared with young ones. Comes in: for
//! each age group the events, the population and the weight of a standard population. Goes out: the rate that the
//! standard population would have, per head. A rate from fewer than ten events should not be published (Morris and
//! others, Population Health Metrics 16, 2018).

use num_traits::{CheckedDiv, CheckedMul, Signed};

use super::spread::sum;
use crate::number::Exact;

/// One age group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stratum {
    /// Events in the area.
    pub count: Exact,
    /// Population of the area.
    pub population: Exact,
    /// Size of the group in the standard population, in any unit.
    pub weight: Exact,
}

/// The weighted mean of the rates; `None` where a population or all weights are zero.
pub fn directly_standardised(strata: &[Stratum]) -> Option<Exact> {
    let expected: Vec<Exact> = strata.iter().map(expected_events).collect::<Option<_>>()?;
    let weights: Vec<Exact> = strata.iter().map(|stratum| stratum.weight).collect();
    sum(&expected)?.checked_div(&sum(&weights)?)
}

/// What the standard population would have in this age group.
fn expected_events(stratum: &Stratum) -> Option<Exact> {
    let population = Some(stratum.population).filter(Signed::is_positive)?;
    stratum.weight.checked_mul(&stratum.count)?.checked_div(&population)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::number::round;

    /// Children with Down's syndrome, births, births in the standard population by age of the mother: fifth and
    /// later children, Michigan 1950–1964 (Fleiss 1981, table 14.4).
    const LATER_CHILDREN: [(u32, u32, u32); 6] = [
        (0, 327, 319_933),
        (8, 30_666, 931_318),
        (63, 123_419, 786_511),
        (112, 149_919, 488_235),
        (262, 104_088, 237_863),
        (295, 34_392, 61_313),
    ];

    const THREE_GROUPS: [(u32, u32, u32); 3] = [(12, 4000, 5), (30, 5000, 3), (18, 1000, 2)];

    fn exact(strata: &[(u32, u32, u32)]) -> Vec<Stratum> {
        let number = |value: u32| Exact::from_integer(i128::from(value));
        strata
            .iter()
            .map(|(count, population, weight)| Stratum {
                count: number(*count),
                population: number(*population),
                weight: number(*weight),
            })
            .collect()
    }

    #[test]
    fn a_rate_is_the_weighted_mean_of_the_groups() {
        assert_eq!(directly_standardised(&exact(&THREE_GROUPS)), Some(Exact::new(69, 10_000)));
    }

    #[test]
    fn later_children_have_the_rate_of_fay_and_feuer_1997() {
        let rate = directly_standardised(&exact(&LATER_CHILDREN)).unwrap();
        assert_eq!(round(rate, 10).units(), 7_552_901);
    }

    #[test]
    fn equal_rates_need_no_standard() {
        let strata = [(1, 100, 7), (2, 200, 1), (5, 500, 3)];
        assert_eq!(directly_standardised(&exact(&strata)), Some(Exact::new(1, 100)));
    }

    #[test]
    fn eighteen_age_groups_have_a_rate() {
        let strata: Vec<(u32, u32, u32)> = (0..18).map(|group| (10 + group, 10_007 + 101 * group, 5_500)).collect();
        assert_eq!(round(directly_standardised(&exact(&strata)).unwrap(), 10).units(), 16_834_895);
    }

    #[test]
    fn without_population_events_or_weight_there_is_nothing() {
        assert_eq!(directly_standardised(&exact(&[(1, 0, 1)])), None);
        assert_eq!(directly_standardised(&exact(&[(1, 10, 0)])), None);
        assert_eq!(directly_standardised(&[]), None);
    }
}
