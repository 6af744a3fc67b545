//! What prose asks for, from the protected figures.

use std::sync::Arc;

use num_traits::{CheckedSub, Signed};

use super::selection::Selection;
use crate::area::AreaIndex;
use crate::disclosure::Figures;
use crate::figures::{Cell, Sign};
use crate::number::{decimal_text, join_words, round};
use crate::plan::{Document, Plan};
use crate::problem::{Fault, Kind};
use crate::text::{Ask, Question};
use crate::wording::{in_prose, points};

/// Answers for one document: without `area` the compared one, without `year` that of the indicator's page.
pub fn ask(plan: Arc<Plan>, figures: Arc<Figures>, document: &Document) -> Ask {
    let (compare, language) = (document.compare, document.language);
    let (areas, from, to) = (document.areas.clone(), document.from, document.to);
    Arc::new(move |question| {
        let selection = |indicator: usize| {
            let decimals = plan.cube.indicators[indicator].decimals;
            Selection::new(&figures, (indicator, decimals), &areas, compare, from, to)
        };
        match question {
            Question::Value { indicator, area, year } => {
                let position = indicator_named(&plan, indicator)?;
                let area = area_named(&plan, area.as_deref(), compare)?;
                let year = year.unwrap_or_else(|| selection(position).year);
                let cell = figures.value(position, area, year);
                refuse_gap(&plan, indicator, area, year, cell)?;
                Ok(in_prose(&plan.cube.indicators[position], cell, language))
            }
            Question::Change { indicator, area, since } => {
                let position = indicator_named(&plan, indicator)?;
                let area = area_named(&plan, area.as_deref(), compare)?;
                let year = selection(position).year;
                let found = &plan.cube.indicators[position];
                if *since >= year {
                    let fault = Fault::WrongValue { expected: format!("since < {year}"), found: since.to_string() };
                    return Err(fault);
                }
                let (before, after) = (figures.value(position, area, *since), figures.value(position, area, year));
                refuse_gap(&plan, indicator, area, *since, before)?;
                refuse_gap(&plan, indicator, area, year, after)?;
                if let Some(year) = plan.cube.break_between(found, *since, year) {
                    return Err(Fault::AcrossBreak { indicator: indicator.clone(), year });
                }
                match after.combine(before, |after, before| after.checked_sub(&before)) {
                    Cell::Number { value, .. } => {
                        let amount = decimal_text(round(value.abs(), found.decimals), language);
                        let unit = points(found, language);
                        Ok(if unit.is_empty() { amount } else { format!("{amount}\u{a0}{unit}") })
                    }
                    cell => Ok(in_prose(found, cell, language)),
                }
            }
            Question::Extreme { indicator, highest } => {
                let position = indicator_named(&plan, indicator)?;
                let found = selection(position);
                let end = if *highest { found.highest() } else { found.lowest() };
                let names: Vec<String> = end.iter().map(|area| plan.cube.areas.get(*area).name.clone()).collect();
                match names.is_empty() {
                    false => Ok(join_words(&names, language)),
                    true => Err(Fault::NoValue {
                        indicator: indicator.clone(),
                        area: plan.cube.areas.get(compare).name.clone(),
                        period: to,
                    }),
                }
            }
        }
    })
}

fn indicator_named(plan: &Plan, id: &str) -> Result<usize, Fault> {
    plan.cube.indicator(id).ok_or_else(|| {
        let known = plan.cube.indicators.iter().map(|indicator| indicator.id.clone()).collect();
        Fault::UnknownName { kind: Kind::Indicator, name: id.to_owned(), known }
    })
}

fn area_named(plan: &Plan, key: Option<&str>, compare: AreaIndex) -> Result<AreaIndex, Fault> {
    let Some(key) = key else { return Ok(compare) };
    let areas = &plan.cube.areas;
    if let Some(found) = areas.find(key) {
        return Ok(found);
    }
    let named: Vec<AreaIndex> = (0..areas.areas.len()).filter(|area| areas.get(*area).name == key).collect();
    if named.len() > 1 {
        let keys = named.iter().map(|area| areas.get(*area).key.clone()).collect();
        return Err(Fault::Ambiguous { name: key.to_owned(), keys });
    }
    named.first().copied().ok_or_else(|| {
        let known = areas.areas.iter().rev().map(|area| area.name.clone()).collect();
        Fault::UnknownName { kind: Kind::Area, name: key.to_owned(), known }
    })
}

/// A sentence can say that a number is secret; it cannot say that there is none.
fn refuse_gap(plan: &Plan, indicator: &str, area: AreaIndex, period: i32, cell: Cell) -> Result<(), Fault> {
    match cell.sign() {
        Some(Sign::NotAvailable | Sign::Missing) => Err(Fault::NoValue {
            indicator: indicator.to_owned(),
            area: plan.cube.areas.get(area).name.clone(),
            period,
        }),
        _ => Ok(()),
    }
}
