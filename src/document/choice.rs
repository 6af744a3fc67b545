//! Areas by rule, from protected figures: an area whose value is hidden is not chosen, and the borders are made
//! from what is left.

use num_traits::CheckedMul;

use crate::area::AreaIndex;
use crate::disclosure::Figures;
use crate::number::{Exact, round};
use crate::plan::{Cube, Document, Reference, Rule};
use crate::problem::{Fault, Problem};
use crate::statistics::{spread, standard_deviation};

/// The areas of a document that fit its rule, in the latest year in which the compared area has a number.
pub fn fitting(cube: &Cube, figures: &Figures, document: &Document) -> Result<Vec<AreaIndex>, Problem> {
    let Some(rule) = &document.rule else { return Ok(document.areas.clone()) };
    let number = |area: AreaIndex, year: i32| {
        // Twelve decimals are enough to compare, and keep means within 128 bits.
        let decimals = cube.indicators[rule.indicator].decimals + 6;
        figures.value(rule.indicator, area, year).value().map(|value| round(value, decimals).exact())
    };
    let years = || (document.from..=document.to).rev();
    let year = years().find(|year| number(document.compare, *year).is_some());
    let year = year.or_else(|| years().find(|year| document.areas.iter().any(|area| number(*area, *year).is_some())));
    let nothing = || {
        let what = document.definition.areas.rule.as_ref().map(|rule| rule.get_ref().clone()).unwrap_or_default();
        Problem::at(rule.place.clone(), Fault::NothingSelected { what })
    };
    let year = year.ok_or_else(nothing)?;
    let values: Vec<Exact> = document.areas.iter().filter_map(|area| number(*area, year)).collect();
    let limit = limit(rule, &values, number(document.compare, year)).ok_or_else(nothing)?;
    let fits = |area: &AreaIndex| number(*area, year).is_some_and(|value| rule.comparison.holds(value, limit));
    let chosen: Vec<AreaIndex> = document.areas.iter().copied().filter(fits).collect();
    if chosen.is_empty() { Err(nothing()) } else { Ok(chosen) }
}

fn limit(rule: &Rule, values: &[Exact], compared: Option<Exact>) -> Option<Exact> {
    let reference = match rule.reference {
        Reference::Compared => compared?,
        Reference::Median => spread(values)?.median,
        Reference::Mean => spread(values)?.mean,
        Reference::Number => Exact::from_integer(0),
    };
    let distance = match rule.in_deviations {
        true => standard_deviation(values)?.checked_mul(&rule.distance)?,
        false => rule.distance,
    };
    Some(reference + distance)
}
