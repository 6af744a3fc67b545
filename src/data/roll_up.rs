//! From the areas that a file has to all areas: published rows win, the rest is added up from the
//! coarsest level that fits together exactly and was delivered whole.

use std::collections::BTreeSet;

use num_traits::CheckedAdd;

use super::count::Counted;
use crate::area::{AreaIndex, Areas};
use crate::figures::{Cell, Flags, Sign};
use crate::number::{Exact, Language, decimal_text, round};
use crate::plan::{BaseFigure, Cube, SourcePlan};
use crate::problem::{Fault, Notes, Place, Problem};

/// Which areas of each level make up an area exactly; worked out once for all figures.
pub struct Parts(Vec<Vec<Option<Vec<AreaIndex>>>>);

impl Parts {
    /// For all areas and levels.
    pub fn new(areas: &Areas) -> Parts {
        let of_area = |area: AreaIndex| {
            let other = |level: &usize| *level != areas.get(area).level;
            let parts = |level: usize| areas.parts(area, level).filter(|parts| other(&level) && !parts.is_empty());
            (0..areas.levels.len()).map(parts).collect()
        };
        Parts((0..areas.areas.len()).map(of_area).collect())
    }
}

/// The cells of a base figure for all areas and years of the cube, by area, then year.
pub fn all_areas(
    cube: &Cube,
    parts: &Parts,
    (source, base): (&SourcePlan, &BaseFigure),
    counted: &Counted,
    notes: &mut Notes,
) -> Vec<Cell> {
    let has_level = |level: usize| counted.keys().any(|(area, _)| cube.areas.get(*area).level == level);
    let delivered: Vec<bool> = (0..cube.areas.levels.len()).map(has_level).collect();
    let years_delivered: BTreeSet<i32> = counted.keys().map(|(_, year)| *year).collect();
    let mut cells = Vec::with_capacity(cube.areas.areas.len() * cube.years.clone().count());
    for area in 0..cube.areas.areas.len() {
        let own_level = cube.areas.get(area).level;
        for year in cube.years.clone() {
            let published = counted.get(&(area, year)).copied();
            let sum = sum_of_parts(cube, &parts.0[area], &delivered, counted, year);
            if let (Some(published), Some(sum)) =
                (published.and_then(|cell| cell.value()), sum.and_then(|cell| cell.value()))
                && published != sum
            {
                notes.push(differs(cube, (source, base), (area, year), published, sum));
            }
            let absent = match years_delivered.contains(&year) && delivered[own_level] {
                true => Sign::Missing,
                false => Sign::NotAvailable,
            };
            let cell = published.or(sum).unwrap_or(Cell::Sign(absent));
            cells.push(after_break(cell, source, year));
        }
    }
    cells
}

/// The sum over the coarsest level that was delivered whole; else over the coarsest that fits, which then
/// says what is missing. Coarse levels lose less to secrecy and rounding on the way.
fn sum_of_parts(
    cube: &Cube,
    parts: &[Option<Vec<AreaIndex>>],
    delivered: &[bool],
    counted: &Counted,
    year: i32,
) -> Option<Cell> {
    let fitting = parts.iter().zip(delivered).rev().filter(|(_, delivered)| **delivered);
    let sums = fitting.filter_map(|(parts, _)| sum(cube, counted, parts.as_ref()?, year));
    let mut first = None;
    for sum in sums {
        if sum.sign() != Some(Sign::Missing) {
            return Some(sum);
        }
        first = first.or(Some(sum));
    }
    first
}

/// `None` where nothing at all was delivered for the year.
fn sum(cube: &Cube, counted: &Counted, parts: &[AreaIndex], year: i32) -> Option<Cell> {
    let mut total: Option<Cell> = None;
    let mut senseless = false;
    let mut missing = false;
    for part in parts {
        match counted.get(&(*part, year)) {
            // Where a count makes no sense, as school leavers without a school, there is nothing to add.
            Some(Cell::Sign(Sign::Meaningless)) => senseless = true,
            Some(cell) => {
                total = Some(match total {
                    Some(total) => total.combine(*cell, |left, right| left.checked_add(&right)),
                    None => *cell,
                });
            }
            None => missing |= !cube.areas.get(*part).uninhabited,
        }
    }
    match (total, senseless) {
        (Some(total), _) if missing => Some(total.combine(Cell::Sign(Sign::Missing), |_, _| None)),
        (Some(total), _) => Some(total),
        (None, true) => Some(Cell::Sign(Sign::Meaningless)),
        (None, false) => None,
    }
}

/// The difference between what is published and what the parts add up to. A number that must stay secret
/// is not named in a warning either.
fn differs(
    cube: &Cube,
    (source, base): (&SourcePlan, &BaseFigure),
    (area, period): (AreaIndex, i32),
    published: Exact,
    sum: Exact,
) -> Problem {
    let minimum = source.source.protection.as_ref().map_or(0, |rule| *rule.minimum.get_ref());
    let is_secret = [published, sum].iter().any(|value| *value < Exact::from_integer(i128::from(minimum)));
    let places = u8::from(!published.is_integer() || !sum.is_integer()) * 2;
    let text = |value: Exact| match is_secret {
        true => "*".to_owned(),
        false => decimal_text(round(value, places), Language::De),
    };
    let fault = Fault::PublishedDiffers {
        figure: base.name.clone(),
        area: cube.areas.get(area).name.clone(),
        period,
        published: text(published),
        sum: text(sum),
    };
    Problem::at(Place::file(&source.file), fault)
}

fn after_break(cell: Cell, source: &SourcePlan, year: i32) -> Cell {
    match cell {
        Cell::Number { value, flags } if source.source.breaks.iter().any(|found| found.year == year) => {
            Cell::Number { value, flags: Flags { after_break: true, ..flags } }
        }
        cell => cell,
    }
}
