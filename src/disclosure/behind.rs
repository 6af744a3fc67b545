//! Which counts stand behind a value: whoever sees the value is taken to know them, whatever its decimals, because
//! denominators and sums are often printed elsewhere. Comes in: an indicator and a year. Goes out: base figures with
//! the years over which they are added up.

use crate::definition::IndicatorKind;
use crate::plan::Indicator;

/// A count behind a value.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Behind {
    /// Base figures that are added up, in order.
    pub figures: Vec<usize>,
    /// First and last year that are pooled.
    pub years: (i32, i32),
    /// False where the figures have different weights.
    pub plain: bool,
}

/// All counts behind the value of a year, of those base figures that are asked for.
pub fn behind(indicator: &Indicator, year: i32, wanted: impl Fn(usize) -> bool) -> Vec<Behind> {
    use IndicatorKind as Of;
    let cases: Vec<usize> = indicator.strata.iter().map(|(cases, _, _)| *cases).collect();
    let people: Vec<usize> = indicator.strata.iter().map(|(_, people, _)| *people).collect();
    let mut groups: Vec<(&[usize], bool)> =
        vec![(&indicator.numerator, true), (&indicator.minus, true), (&indicator.denominator, true)];
    match indicator.kind {
        Of::Mean => groups.push((&indicator.numerator, false)),
        Of::Standardised | Of::Cumulated => groups.extend([(cases.as_slice(), false), (people.as_slice(), false)]),
        _ => {}
    }
    let ends: Vec<i32> = match indicator.kind {
        Of::Change | Of::Growth => vec![year, year - indicator.years],
        Of::Index => vec![year, indicator.base_year],
        _ => vec![year],
    };
    let mut all = Vec::new();
    for (figures, plain) in groups {
        let mut figures: Vec<usize> = figures.iter().copied().filter(|figure| wanted(*figure)).collect();
        figures.sort_unstable();
        figures.dedup();
        if figures.is_empty() {
            continue;
        }
        for end in &ends {
            let behind = Behind { figures: figures.clone(), years: (end - indicator.pool + 1, *end), plain };
            if !all.contains(&behind) {
                all.push(behind);
            }
        }
    }
    all
}
