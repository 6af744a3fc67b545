//! From the areas that a file has to all areas: published rows win, the rest is added up from the
//! coarsest level that fits together exactly.

use std::collections::BTreeSet;

use num_traits::CheckedAdd;

use super::count::Counted;
use crate::area::AreaIndex;
use crate::figures::{Cell, Flags, Sign};
use crate::number::{Exact, Language, decimal_text, round};
use crate::plan::{BaseFigure, Cube, SourcePlan};
use crate::problem::{Fault, Notes, Place, Problem};

/// The cells of a base figure for all areas and years of the cube, by area, then year.
pub fn all_areas(
    cube: &Cube,
    source: &SourcePlan,
    base: &BaseFigure,
    counted: &Counted,
    notes: &mut Notes,
) -> Vec<Cell> {
    let levels: BTreeSet<usize> = counted.keys().map(|(area, _)| cube.areas.get(*area).level).collect();
    let years_delivered: BTreeSet<i32> = counted.keys().map(|(_, year)| *year).collect();
    let mut cells = Vec::with_capacity(cube.areas.areas.len() * cube.years.clone().count());
    for area in 0..cube.areas.areas.len() {
        let own_level = cube.areas.get(area).level;
        // Coarsest first: less is lost to secrecy and rounding on the way.
        let parts = levels
            .iter()
            .rev()
            .filter(|level| **level != own_level)
            .find_map(|level| cube.areas.parts(area, *level).filter(|parts| !parts.is_empty()));
        for year in cube.years.clone() {
            let published = counted.get(&(area, year)).copied();
            let sum = parts.as_ref().map(|parts| sum(cube, counted, parts, year));
            if let (Some(published), Some(sum)) =
                (published.and_then(|cell| cell.value()), sum.and_then(|cell| cell.value()))
                && published != sum
            {
                let text = |value: Exact| decimal_text(round(value, 0), Language::De);
                let fault = Fault::PublishedDiffers {
                    figure: base.name.clone(),
                    area: cube.areas.get(area).name.clone(),
                    period: year,
                    published: text(published),
                    sum: text(sum),
                };
                notes.push(Problem::at(Place::file(source.source.file.get_ref()), fault));
            }
            let absent = if !years_delivered.contains(&year) {
                Sign::NotAvailable
            } else if levels.contains(&own_level) {
                Sign::Missing
            } else {
                Sign::NotAvailable
            };
            let cell = published.or(sum).unwrap_or(Cell::Sign(absent));
            cells.push(after_break(cell, source, year));
        }
    }
    cells
}

fn sum(cube: &Cube, counted: &Counted, parts: &[AreaIndex], year: i32) -> Cell {
    let mut total = Cell::number(Exact::from_integer(0));
    let mut delivered = false;
    for part in parts {
        let cell = match counted.get(&(*part, year)) {
            // Where a count makes no sense, as school leavers without a school, there is nothing to add.
            Some(Cell::Sign(Sign::Meaningless)) => continue,
            Some(cell) => *cell,
            None if cube.areas.get(*part).uninhabited => continue,
            None => Cell::Sign(Sign::Missing),
        };
        delivered |= counted.contains_key(&(*part, year));
        total = total.combine(cell, |left, right| left.checked_add(&right));
    }
    if delivered { total } else { Cell::Sign(Sign::NotAvailable) }
}

fn after_break(cell: Cell, source: &SourcePlan, year: i32) -> Cell {
    match cell {
        Cell::Number { value, flags } if source.source.breaks.iter().any(|found| found.year == year) => {
            Cell::Number { value, flags: Flags { after_break: true, ..flags } }
        }
        cell => cell,
    }
}
