//! From the areas that a file has to all areas: published rows win, the rest is added up from the
//! coarsest level that fits together exactly and was delivered whole.

use std::collections::BTreeSet;

use super::count::Counted;
use crate::area::{AreaIndex, Areas};
use crate::figures::{Amount, Flags, Sign};
use crate::number::{Exact, Language, decimal_text, round};
use crate::plan::{BaseFigure, Cube, SourcePlan};
use crate::problem::{Fault, Notes, Place, Problem};

/// Missing rows are told where there are this many times as many others: else a level was not meant to be delivered.
const FEW: usize = 4;

/// How areas fit together; worked out once for all figures.
pub struct Parts {
    /// Which areas of each level make up an area exactly.
    of: Vec<Vec<Option<Vec<AreaIndex>>>>,
    /// The first area in which everybody lives.
    whole: Option<AreaIndex>,
}

impl Parts {
    /// For all areas and levels.
    pub fn new(areas: &Areas) -> Parts {
        let whole = (0..areas.areas.len()).find(|area| areas.is_whole(*area));
        Parts { of: areas.all_parts(), whole }
    }
}

/// The cells of a base figure for all areas and years of the cube, by area, then year.
pub fn all_areas(
    cube: &Cube,
    parts: &Parts,
    (source, base): (&SourcePlan, &BaseFigure),
    counted: &Counted,
    notes: &mut Notes,
) -> Vec<Amount> {
    let levels_delivered: BTreeSet<usize> = counted.places().map(|(area, _)| cube.areas.get(area).level).collect();
    let delivered: Vec<bool> = (0..cube.areas.levels.len()).map(|level| levels_delivered.contains(&level)).collect();
    let years_delivered: BTreeSet<i32> = counted.places().map(|(_, year)| year).collect();
    let mut cells = Vec::with_capacity(cube.areas.areas.len() * cube.years.clone().count());
    for area in 0..cube.areas.areas.len() {
        let own_level = cube.areas.get(area).level;
        let is_undivided = has_whole_splits(&cube.areas, area);
        for year in cube.years.clone() {
            let published = counted.get(area, year);
            let sum = base.additive.then(|| sum_of_parts(cube, &parts.of[area], &delivered, counted, year)).flatten();
            // Who has all parts of what was divided has the whole of it.
            let sum = sum
                .map(|sum| Amount { flags: Flags { divided: sum.flags.divided && !is_undivided, ..sum.flags }, ..sum });
            let numbers = (published.filter(|cell| cell.sign.is_none()), sum.filter(|cell| cell.sign.is_none()));
            if let (Some(published), Some(sum)) = numbers
                && published.units != sum.units
                // What was changed at the source does not add up, and is not expected to.
                && source.source.altered.is_none()
            {
                notes.push(differs(cube, (source, base), (area, year), published, sum));
            }
            let absent = match years_delivered.contains(&year) && delivered[own_level] {
                true if cube.areas.get(area).is_unborn(year) => Sign::NoArea,
                true => Sign::Missing,
                false => Sign::NotAvailable,
            };
            let cell = published.or(sum).unwrap_or(Amount::sign(absent));
            cells.push(scaled(after_break(cell, source, year), base));
        }
    }
    cells
}

/// True where of every area that was divided all successors lie inside, or none.
fn has_whole_splits(areas: &Areas, whole: AreaIndex) -> bool {
    areas.changes.values().filter(|changes| changes.len() > 1).all(|changes| {
        let inside = changes.iter().filter(|change| areas.lies_in(change.new, whole)).count();
        inside == 0 || inside == changes.len()
    })
}

/// Tells years in which the whole has no number because few rows are missing: documents would silently take another year.
pub fn tell_incomplete(
    cube: &Cube,
    parts: &Parts,
    (source, base): (&SourcePlan, &BaseFigure),
    (counted, cells): (&Counted, &[Amount]),
    notes: &mut Notes,
) {
    let shape = cube.shape();
    let has_parts = |whole: &AreaIndex| cube.areas.inhabited_members(*whole).len() > 1;
    let Some(whole) = parts.whole.filter(has_parts).filter(|_| base.additive) else { return };
    for year in cube.years.clone() {
        let sign = shape.base_position(whole, year).and_then(|at| cells.get(at)).and_then(|cell| cell.sign);
        if sign != Some(Sign::Missing) || counted.get(whole, year).is_some() {
            continue;
        }
        let there = |area: &AreaIndex| counted.get(*area, year).is_some();
        let delivered = |level: usize| cube.areas.of_level(level).iter().filter(|area| there(area)).count();
        let Some(level) = (0..cube.areas.levels.len()).max_by_key(|level| delivered(*level)) else { continue };
        let lacks = |area: &AreaIndex| !cube.areas.get(*area).is_unborn(year) && !there(area);
        let lacking: Vec<AreaIndex> = cube.areas.of_level(level).into_iter().filter(lacks).collect();
        if !lacking.is_empty() && lacking.len() * FEW <= delivered(level) {
            let areas = lacking.iter().map(|area| cube.areas.get(*area).name.clone()).collect();
            let whole = cube.areas.get(whole).name.clone();
            let fault = Fault::Incomplete { year, whole, areas };
            notes.push(Problem::at(Place::file(&source.file), fault));
        }
    }
}

/// The sum over the coarsest level that was delivered whole; else over the coarsest that fits, which then
/// says what is missing. Coarse levels lose less to secrecy and rounding on the way.
fn sum_of_parts(
    cube: &Cube,
    parts: &[Option<Vec<AreaIndex>>],
    delivered: &[bool],
    counted: &Counted,
    year: i32,
) -> Option<Amount> {
    let fitting = parts.iter().zip(delivered).rev().filter(|(_, delivered)| **delivered);
    let sums = fitting.filter_map(|(parts, _)| sum(cube, counted, parts.as_ref()?, year));
    let mut first = None;
    for sum in sums {
        if sum.sign != Some(Sign::Missing) {
            return Some(sum);
        }
        first = first.or(Some(sum));
    }
    first
}

/// `None` where nothing at all was delivered for the year.
fn sum(cube: &Cube, counted: &Counted, parts: &[AreaIndex], year: i32) -> Option<Amount> {
    let mut total: Option<Amount> = None;
    let mut senseless = false;
    let mut missing = false;
    for part in parts {
        match counted.get(*part, year) {
            // Where a count makes no sense, as school leavers without a school, there is nothing to add.
            Some(Amount { sign: Some(Sign::Meaningless | Sign::NoArea), .. }) => senseless = true,
            Some(cell) => {
                total = Some(match total {
                    Some(total) => total.plus(cell).unwrap_or(Amount::sign(Sign::Meaningless)),
                    None => cell,
                });
            }
            None => {
                let part = cube.areas.get(*part);
                missing |= !part.uninhabited && !part.is_unborn(year);
            }
        }
    }
    match (total, senseless) {
        (Some(total), _) if missing => Some(Amount::sign(Sign::Missing.max(total.sign.unwrap_or(Sign::Missing)))),
        (Some(total), _) => {
            let partial = total.flags.partial || senseless && total.sign.is_none();
            Some(Amount { flags: Flags { partial, ..total.flags }, ..total })
        }
        (None, true) => Some(Amount::sign(Sign::Meaningless)),
        (None, false) => None,
    }
}

/// The difference between what is published and what the parts add up to. Where a source has secrets, a warning
/// names numbers of the whole only: which of the others have to be hidden is not known yet.
fn differs(
    cube: &Cube,
    (source, base): (&SourcePlan, &BaseFigure),
    (area, period): (AreaIndex, i32),
    published: Amount,
    sum: Amount,
) -> Problem {
    let [published, sum] = [published, sum].map(|amount| amount.value().unwrap_or_default());
    let least = source.source.protection.as_ref().map_or(0, |rule| rule.minimum());
    let is_small = [published, sum].iter().any(|value| *value < Exact::from_integer(i128::from(least)));
    let is_secret = source.source.has_secrets() && (is_small || !cube.areas.is_whole(area));
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

fn after_break(cell: Amount, source: &SourcePlan, year: i32) -> Amount {
    let breaks = cell.sign.is_none() && source.source.breaks.iter().any(|found| found.year == year);
    Amount { flags: Flags { after_break: breaks || cell.flags.after_break, ..cell.flags }, ..cell }
}

/// What each unit counts, once, after all sums.
fn scaled(cell: Amount, base: &BaseFigure) -> Amount {
    let Some(factor) = base.factor.filter(|_| cell.sign.is_none()) else { return cell };
    let units = round(Exact::from_integer(cell.units.into()) * factor, 0).units();
    i64::try_from(units).map_or(Amount::sign(Sign::Meaningless), |units| Amount { units, ..cell })
}
