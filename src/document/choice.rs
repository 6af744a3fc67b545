//! Areas by rule, from protected figures: an area whose value is hidden is not chosen, and the borders are made
//! from what is left.

use num_traits::CheckedMul;

use super::selection::Selection;
use crate::area::AreaIndex;
use crate::disclosure::Figures;
use crate::figures::Cell;
use crate::number::{Exact, round};
use crate::plan::{Cube, Document, Reference, Rule};
use crate::problem::{Fault, Problem};
use crate::statistics::{spread, standard_deviation};

/// The areas of a document that fit its rule, in the latest year in which the compared area has a number.
pub fn fitting(cube: &Cube, figures: &Figures, document: &Document) -> Result<Vec<AreaIndex>, Problem> {
    let Some(rule) = &document.rule else { return Ok(document.areas.clone()) };
    let decimals = cube.indicators[rule.indicator].decimals;
    let (from, to) = (document.from, document.to);
    let selection = Selection::new(figures, (rule.indicator, decimals), &document.areas, document.compare, from, to);
    // Six decimals more than in print are enough to compare, and keep means within 128 bits.
    let number = |cell: &Cell| cell.value().map(|value| round(value, decimals + 6).exact());
    let nothing = || {
        let what = document.definition.areas.rule.as_ref().map(|rule| rule.get_ref().clone()).unwrap_or_default();
        Problem::at(rule.place.clone(), Fault::NothingSelected { what })
    };
    let values: Vec<Exact> = selection.cells.iter().filter_map(|(_, cell)| number(cell)).collect();
    let limit = limit(rule, &values, number(&selection.compare)).ok_or_else(nothing)?;
    let fits = |cell: &Cell| number(cell).is_some_and(|value| rule.comparison.holds(value, limit));
    let fitting = selection.cells.iter().filter(|(_, cell)| fits(cell));
    let chosen: Vec<AreaIndex> = fitting.map(|(area, _)| *area).collect();
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
