//! The door to the delivered files, and the only room that names polars. Comes in: the cube, files as
//! delivered. Goes out: base figures and indicator values for every area and year, unprotected. Each
//! file is read once. It protects nothing and prints nothing.

mod check;
mod count;
mod cube_file;
mod dialect;
mod facts;
mod flat;
mod former;
mod headings;
mod inspect;
mod layout;
mod open;
mod parquet;
mod parts;
mod period;
mod plausible;
mod roll_up;
mod selection;
mod sheet;
mod table;
mod tabulate;
mod value;
mod vocabulary;
mod workbook;

pub use inspect::{InspectedSign, Inspection, inspect};

use std::collections::BTreeMap;

use num_traits::Signed;
use rayon::prelude::*;

use crate::area::Keys;
use crate::definition::{IndicatorKind, Protection};
use crate::figures::{Amount, Cell, CodePart, Delivered, Measured, Shape};
use crate::formula;
use crate::number::Exact;
use crate::plan::{BaseFigure, Cube, SourcePlan};
use crate::problem::{Fault, Notes, Problem, Problems};

/// Measures every indicator of the cube; all mistakes of all files in one go.
pub fn measure(cube: &Cube, notes: &mut Notes) -> Result<Measured, Problems> {
    let fitting = roll_up::Parts::new(&cube.areas);
    let keys = Keys::new(&cube.areas);
    // Files are independent of each other: read them side by side, tell about them in order.
    let read: Vec<Result<Counts, Problems>> =
        (0..cube.sources.len()).into_par_iter().map(|source| measure_source(cube, &fitting, &keys, source)).collect();
    let mut problems = Problems::new();
    let mut base = vec![Vec::new(); cube.base_figures.len()];
    let mut uncountable = BTreeMap::new();
    let mut delivered = Vec::new();
    let mut parts = Vec::new();
    let mut contributions = BTreeMap::new();
    for counts in read.into_iter().filter_map(|result| problems.collect(result)) {
        notes.append(counts.notes);
        uncountable.extend(counts.uncountable);
        delivered.extend(counts.delivered);
        parts.extend(counts.parts);
        contributions.extend(counts.contributions);
        for (figure, cells) in counts.figures {
            base[figure] = cells;
        }
    }
    problems.into_result()?;
    let shape = cube.shape();
    let cells = formula::evaluate(cube, &shape, &base);
    tell_impossible(cube, &shape, &cells, notes);
    Ok(Measured { shape, base, parts, contributions, cells, delivered, uncountable })
}

/// What one file brought: base figures by position, their cells by area and year, and warnings.
#[derive(Default)]
struct Counts {
    figures: Vec<(usize, Vec<Amount>)>,
    uncountable: BTreeMap<usize, Problems>,
    delivered: Vec<Delivered>,
    parts: Vec<CodePart>,
    contributions: BTreeMap<usize, Vec<Vec<Amount>>>,
    notes: Notes,
}

/// Lines of files with secrets are not repeated in messages.
fn measure_source(cube: &Cube, fitting: &roll_up::Parts, keys: &Keys<'_>, position: usize) -> Result<Counts, Problems> {
    let source = &cube.sources[position];
    let counts = count_source(cube, fitting, keys, position);
    if !source.source.has_secrets() {
        return counts;
    }
    let mut counts = counts.map_err(|problems| problems.without_lines(&source.file))?;
    counts.notes = std::mem::take(&mut counts.notes).without_lines(&source.file);
    Ok(counts)
}

fn count_source(cube: &Cube, fitting: &roll_up::Parts, keys: &Keys<'_>, position: usize) -> Result<Counts, Problems> {
    let mut counts = Counts::default();
    let wanted: Vec<usize> =
        (0..cube.base_figures.len()).filter(|figure| cube.base_figures[*figure].source == position).collect();
    if wanted.is_empty() {
        return Ok(counts);
    }
    let source = &cube.sources[position];
    let opened = open::read(source, open::bytes(source)?)?;
    let table = tabulate::tabulate(&opened, source, keys, &mut counts.notes)?;
    let figures: Vec<&BaseFigure> = wanted.iter().map(|figure| &cube.base_figures[*figure]).collect();
    let counted = count::count(&table, source, &figures, &cube.years, &mut counts.notes)?;
    counts.delivered = deliveries(cube, position, &counted.figures);
    plausible::tell_totals(&table, source, &mut counts.notes);
    former::tell_late(&table, source, &mut counts.notes);
    for (figure, counted) in figures.iter().zip(&counted.figures) {
        plausible::tell_jumps(cube, &table, (source, figure), counted, &mut counts.notes);
    }
    for (at, problems) in counted.uncountable {
        counts.uncountable.insert(wanted[at], problems);
    }
    let rolled: Vec<(usize, Vec<Amount>, Notes)> = wanted
        .par_iter()
        .zip(&counted.figures)
        .map(|(figure, counted)| {
            let mut notes = Notes::new();
            let base = &cube.base_figures[*figure];
            let cells = roll_up::all_areas(cube, fitting, (source, base), counted, &mut notes);
            roll_up::tell_incomplete(cube, fitting, (source, base), (counted, &cells), &mut notes);
            (*figure, cells, notes)
        })
        .collect();
    for (figure, cells, notes) in rolled {
        counts.figures.push((figure, cells));
        counts.notes.append(notes);
    }
    if source.source.has_secrets() {
        let apart = Apart { cube, fitting, table: &table, source, wanted: &wanted };
        counts.parts = apart.parts(&counts.figures, &counted.selections)?;
        counts.contributions = apart.contributions(&counted.figures, &counted.selections)?;
    }
    Ok(counts)
}

/// Counts of a file with secrets, taken apart for disclosure control.
struct Apart<'a> {
    cube: &'a Cube,
    fitting: &'a roll_up::Parts,
    table: &'a tabulate::Table<'a>,
    source: &'a SourcePlan,
    wanted: &'a [usize],
}

impl Apart<'_> {
    /// What no figure tells apart, in units of the file: a rule counts persons, whatever a figure makes of them.
    fn parts(&self, figures: &[(usize, Vec<Amount>)], selections: &[Vec<u32>]) -> Result<Vec<CodePart>, Problems> {
        let parts = parts::parts(self.table, selections);
        let whole = |(counting, combinations): &parts::Part| {
            let is_scaled = |at: usize| self.cube.base_figures[self.wanted[at]].factor.is_some();
            let same = |at: &&usize| selections[**at] == *combinations && !is_scaled(**at);
            counting.iter().find(same).map(|at| figures[*at].1.clone())
        };
        let missing: Vec<&parts::Part> = parts.iter().filter(|part| whole(part).is_none()).collect();
        let selections: Vec<Vec<u32>> = missing.iter().map(|(_, combinations)| combinations.clone()).collect();
        // What one of its figures adds up over areas can be added up.
        let is_additive = |at: &usize| self.cube.base_figures[self.wanted[*at]].additive;
        let additive: Vec<bool> = missing.iter().map(|(counting, _)| counting.iter().any(is_additive)).collect();
        let mut counted = self.counted(&selections, &additive, None)?.into_iter();
        let mut found: Vec<CodePart> = Vec::new();
        for part in &parts {
            let cells = whole(part).or_else(|| counted.next()).unwrap_or_default();
            found.push(CodePart { figures: part.0.iter().map(|at| self.wanted[*at]).collect(), cells });
        }
        Ok(found)
    }

    /// What single contributors give, where a rule asks for it.
    fn contributions(
        &self,
        figures: &[count::Counted],
        selections: &[Vec<u32>],
    ) -> Result<BTreeMap<usize, Vec<Vec<Amount>>>, Problems> {
        let rules = self.source.source.protection.iter().chain(&self.source.source.internal);
        let Some(by) = rules.filter_map(Protection::contributors).next() else { return Ok(BTreeMap::new()) };
        // A rule over what is not in the file would protect nothing.
        let dimension = self.table.dimension(by.get_ref()).map_err(|fault| {
            let place = self.source.columns.get(by.get_ref()).unwrap_or(&self.source.place);
            Problem::at(place.clone(), fault)
        })?;
        let mut found = BTreeMap::new();
        for ((figure, selection), counted) in self.wanted.iter().zip(selections).zip(figures) {
            let contributors = parts::contributors(self.table, selection, dimension);
            let additive = vec![self.cube.base_figures[*figure].additive; contributors.len()];
            found.insert(*figure, self.counted(&contributors, &additive, Some(counted))?);
        }
        Ok(found)
    }

    /// Further selections of rows, for all areas, added up over them where that makes sense; nothing where only the whole
    /// has something.
    fn counted(
        &self,
        selections: &[Vec<u32>],
        additive: &[bool],
        whole: Option<&count::Counted>,
    ) -> Result<Vec<Vec<Amount>>, Problems> {
        let mut counted = count::count_selections(self.table, selections, &self.cube.years)?;
        if let Some(whole) = whole {
            counted.iter_mut().for_each(|counted| counted.fill_like(whole));
        }
        let base = &self.cube.base_figures[self.wanted[0]];
        let all_areas = |(counted, additive): (&count::Counted, &bool)| {
            let base = BaseFigure { factor: None, additive: *additive, ..base.clone() };
            roll_up::all_areas(self.cube, self.fitting, (self.source, &base), counted, &mut Notes::new())
        };
        Ok(counted.iter().zip(additive).map(all_areas).collect())
    }
}

/// How many areas of each level have anything, by year.
fn deliveries(cube: &Cube, source: usize, counted: &[count::Counted]) -> Vec<Delivered> {
    let years = cube.years.clone().count();
    let mut has = vec![false; years * cube.areas.areas.len()];
    for (area, year) in counted.iter().flat_map(count::Counted::places) {
        let offset = usize::try_from(year - cube.years.start()).unwrap_or(0);
        has[offset * cube.areas.areas.len() + area] = true;
    }
    let mut delivered: Vec<Delivered> = Vec::new();
    for (year, of_year) in cube.years.clone().zip(has.chunks(cube.areas.areas.len().max(1))) {
        let mut areas = vec![0; cube.areas.levels.len()];
        for (area, _) in of_year.iter().enumerate().filter(|(_, has)| **has) {
            areas[cube.areas.get(area).level] += 1;
        }
        if areas.iter().any(|count| *count > 0) {
            delivered.push(Delivered { source, year, areas });
        }
    }
    delivered
}

/// Shares beyond the whole and counts below nothing, told once for each indicator.
fn tell_impossible(cube: &Cube, shape: &Shape, cells: &[Cell], notes: &mut Notes) {
    let hundred = Exact::from_integer(100);
    for (position, indicator) in cube.indicators.iter().enumerate() {
        let places = (0..shape.areas).flat_map(|area| shape.years.clone().map(move |year| (area, year)));
        let value = |(area, year): &(usize, i32)| cells.get(shape.position(position, *area, *year)?)?.value();
        let is_impossible = |value: Exact| match indicator.kind {
            IndicatorKind::Share => value.is_negative() || (value > hundred && !indicator.may_exceed),
            IndicatorKind::Count => value.is_negative() && indicator.minus.is_empty() && indicator.additive,
            _ => false,
        };
        let mut found: Vec<(usize, i32)> = places.filter(|place| value(place).is_some_and(is_impossible)).collect();
        // The worst first.
        found.sort_by_key(|place| std::cmp::Reverse(value(place).map(|value| value.abs())));
        let place = || cube.base_figures[indicator.numerator[0]].place.clone();
        for (area, year) in found.iter().take(plausible::TOLD) {
            let (indicator_name, area, year) = (indicator.id.clone(), cube.areas.get(*area).name.clone(), *year);
            let fault = match indicator.kind {
                IndicatorKind::Share => Fault::BeyondWhole { indicator: indicator_name, area, year },
                _ => Fault::NegativeCount { indicator: indicator_name, area, year },
            };
            notes.push(Problem::at(place(), fault));
        }
        if found.len() > plausible::TOLD {
            notes.push(Problem::at(place(), Fault::MoreOfTheSame { more: found.len() - plausible::TOLD }));
        }
    }
}
