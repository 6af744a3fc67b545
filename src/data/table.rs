//! Rows of a table into facts, by its layout. Comes in: a sheet and a layout. Goes out: facts. Rows of other
//! lengths are mistakes, told with their lines; what stands below the table is left out.

use std::ops::ControlFlow;

use super::facts::Facts;
use super::flat;
use super::headings::ValueColumn;
use super::layout::Layout;
use super::sheet::Sheet;
use super::value::Dialect;
use super::vocabulary;
use crate::plan::SourcePlan;
use crate::problem::{Fault, Problem, Problems};

/// How many rows of other lengths are told.
const ROWS_TOLD: usize = 20;

/// Reads all rows.
pub fn read(sheet: &Sheet, layout: &Layout, source: &SourcePlan, dialect: &Dialect) -> Result<Facts, Problems> {
    let (mut facts, measures) = Facts::of(layout);
    let mut heading = |(value, measure)| Heading::new(&mut facts, value, measure);
    let columns: Vec<Heading> = layout.values.iter().zip(measures).map(&mut heading).collect();
    let fixed_area = source.source.area.as_ref().map(|name| name.get_ref().as_str());
    let whole_country = fixed_area.unwrap_or("DG");

    let mut problems = Problems::new();
    let mut codes: Vec<u32> = Vec::new();
    let mut key = String::new();
    sheet.each(layout.first, |line, fields| {
        if fields.first().is_some_and(|first| first.starts_with("____")) {
            return ControlFlow::Break(());
        }
        let filled = fields.iter().filter(|field| !field.is_empty()).count();
        if filled == 0 || (sheet.is_workbook() && is_beside_the_table(fields, layout)) {
            return ControlFlow::Continue(());
        }
        // A note below the table.
        if filled == 1 && fields.len() != layout.width && !vocabulary::is_key(fields[0]) {
            return ControlFlow::Continue(());
        }
        if fields.len() != layout.width {
            if problems.len() < ROWS_TOLD {
                let fault = Fault::FieldCount { expected: layout.width, found: fields.len() };
                problems.push(Problem::at(sheet.place(line), fault));
            }
            return ControlFlow::Continue(());
        }
        codes.clear();
        let is_blank = !layout.key.is_empty() && layout.key.iter().all(|at| fields[*at].is_empty());
        let is_named = layout.name.is_some_and(|at| !fields[at].is_empty());
        if is_blank && (is_named || key.is_empty()) {
            facts.without_key.push(line);
            return ControlFlow::Continue(());
        }
        // The key stands in the first row of its group only.
        if !is_blank {
            key.clear();
            layout.key.iter().for_each(|at| key.push_str(fields[*at]));
        }
        for (dimension, column) in facts.dimensions.iter_mut().zip(&layout.dimensions) {
            let (code, label) = (fields[column.code], column.label.map_or("", |at| fields[at]));
            for name in column.name_columns.iter().map(|at| fields[*at]) {
                if !dimension.is_called(name) {
                    dimension.names.push(name.to_owned());
                }
            }
            let is_area = column.name_columns.first().is_some_and(|at| flat::is_area_variable(fields[*at]));
            if is_area {
                key.push_str(code);
            }
            codes.push(if is_area { dimension.intern("", "") } else { dimension.intern(code, label) });
        }
        let key = facts.keys.intern(if key.is_empty() { whole_country } else { &key });
        if let Some(name) = layout.name.map(|at| fields[at]) {
            facts.names.entry(key).or_insert_with(|| name.to_owned());
        }
        let period = layout.period.map(|at| facts.periods.intern(fields[at]));
        let unit = layout.unit.map(|at| facts.units.intern(fields[at]));
        let beside = codes.len();
        for (heading, value) in columns.iter().zip(&layout.values) {
            codes.truncate(beside);
            codes.extend(heading.measure);
            let period = heading
                .period
                .or(period)
                .unwrap_or_else(|| facts.periods.intern(layout.fixed_period.as_deref().unwrap_or_default()));
            let quality = value.quality.map_or(value.mark, |at| fields[at]);
            let unit = unit.unwrap_or(heading.unit);
            facts.push(line, (key, period, unit), &codes, (fields[value.at], quality), dialect);
        }
        ControlFlow::Continue(())
    })?;
    facts.forget(flat::is_needless);
    problems.into_result().map(|()| facts)
}

/// What stands above a column, as positions.
struct Heading {
    measure: Option<u32>,
    period: Option<u32>,
    unit: u32,
}

impl Heading {
    fn new(facts: &mut Facts, value: &ValueColumn, measure: Option<u32>) -> Heading {
        let period = value.period.as_ref().map(|period| facts.periods.intern(period));
        Heading { measure, period, unit: facts.units.intern(&value.unit) }
    }
}

/// Titles between the rows, notes and sources below: no number.
fn is_beside_the_table(fields: &[&str], layout: &Layout) -> bool {
    let text = |at: &usize| fields.get(*at).copied().unwrap_or_default();
    layout.values.iter().all(|value| text(&value.at).is_empty() || text(&value.at) == text(&0))
}
