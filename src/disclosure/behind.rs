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
}

/// The count that is zero where the value is: the only one, or the numerator. Where zeros are printed, a sign in the place
/// of the value says that this count is none; whoever hides behind a secret denominator is granted to the attacker too.
pub fn leading<'a>(indicator: &Indicator, counts: &'a [Behind]) -> Option<&'a Behind> {
    use IndicatorKind as Of;
    let is_ratio =
        matches!(indicator.kind, Of::Share | Of::Rate | Of::Quotient | Of::Density | Of::Distribution | Of::Coverage);
    match counts {
        [only] => Some(only),
        [first, ..]
            if is_ratio
                && indicator.minus.is_empty()
                && first.figures.iter().all(|figure| indicator.numerator.contains(figure)) =>
        {
            Some(first)
        }
        _ => None,
    }
}

/// All counts behind the value of a year, of those base figures that are asked for.
pub fn behind(indicator: &Indicator, year: i32, wanted: impl Fn(usize) -> bool) -> Vec<Behind> {
    use IndicatorKind as Of;
    // What is weighted is known count by count: two groups follow from a mean and their sum.
    let groups: Vec<Vec<usize>> = match indicator.kind {
        Of::Mean => indicator.values.iter().map(|(figure, _)| vec![*figure]).collect(),
        Of::Standardised | Of::Cumulated => {
            indicator.strata.iter().flat_map(|(cases, people, _)| [vec![*cases], vec![*people]]).collect()
        }
        _ => vec![indicator.numerator.clone(), indicator.minus.clone(), indicator.denominator.clone()],
    };
    let ends: Vec<i32> = match indicator.kind {
        Of::Change | Of::Growth => vec![year, year - indicator.years],
        Of::Index => vec![year, indicator.base_year],
        _ => vec![year],
    };
    let mut all = Vec::new();
    for mut figures in groups {
        figures.retain(|figure| wanted(*figure));
        figures.sort_unstable();
        figures.dedup();
        if figures.is_empty() {
            continue;
        }
        for end in &ends {
            let behind = Behind { figures: figures.clone(), years: (end - indicator.pool + 1, *end) };
            if !all.contains(&behind) {
                all.push(behind);
            }
        }
    }
    all
}
