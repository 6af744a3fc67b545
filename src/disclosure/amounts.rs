//! How much the parts of a family are, and how much they can be. Comes in: measured counts. Goes out: amounts of places,
//! which are sets of base areas: what a file says of an area that is just this set, else the sum of its areas.

use std::collections::{BTreeSet, HashMap};

use super::ledger::Family;
use super::system::{Atom, Cap, FAR_BELOW};
use crate::area::AreaIndex;
use crate::definition::IndicatorKind;
use crate::figures::{Amount, CodePart, Measured, Sign};
use crate::plan::Cube;

/// Amounts of places.
pub struct Amounts<'a> {
    cube: &'a Cube,
    measured: &'a Measured,
    /// The areas that are just a set of base areas.
    same: HashMap<Vec<AreaIndex>, Vec<AreaIndex>>,
}

impl Amounts<'_> {
    /// Of a measured cube.
    pub fn new<'a>(cube: &'a Cube, measured: &'a Measured) -> Amounts<'a> {
        let mut same: HashMap<Vec<AreaIndex>, Vec<AreaIndex>> = HashMap::new();
        for area in 0..cube.areas.areas.len() {
            same.entry(cube.areas.inhabited_members(area).into_iter().collect()).or_default().push(area);
        }
        Amounts { cube, measured, same }
    }

    /// The count of a code part in a place. True beside it where the provider keeps it secret.
    pub fn part(&self, part: usize, place: &[AreaIndex], year: i32) -> (Option<i64>, bool) {
        self.sum_over(&self.measured.parts[part].cells, place, year)
    }

    /// What is known of some code parts in an area, over some years.
    pub fn of_area(&self, parts: &BTreeSet<usize>, area: AreaIndex, years: (i32, i32)) -> i64 {
        let cells = parts.iter().flat_map(|part| (years.0..=years.1).map(move |year| (*part, year)));
        let Measured { shape, parts, .. } = self.measured;
        cells.filter_map(|(part, year)| shape.number(&parts[part].cells, area, year)).fold(0, i64::saturating_add)
    }

    fn sum_over(&self, cells: &[Amount], place: &[AreaIndex], year: i32) -> (Option<i64>, bool) {
        let cell = |area: &AreaIndex| {
            let at = self.measured.shape.base_position(*area, year).and_then(|at| cells.get(at));
            at.copied().unwrap_or(Amount::sign(Sign::NotAvailable))
        };
        let mut total = Some(0_i64);
        let mut is_secret = false;
        let mut add = |amount: Amount| {
            is_secret |= amount.sign.is_some_and(Sign::is_secret);
            total = total.filter(|_| amount.sign.is_none()).and_then(|sum| sum.checked_add(amount.units));
        };
        place.iter().for_each(|area| add(cell(area)));
        if total.is_some() {
            return (total, false);
        }
        for amount in self.same.get(place).into_iter().flatten().map(cell) {
            if amount.sign.is_none() {
                return (Some(amount.units), false);
            }
            is_secret |= amount.sign.is_some_and(Sign::is_secret);
        }
        (None, is_secret)
    }

    /// No numerator of a share is larger than its denominator, where that is not of the same family.
    pub fn add_limits(&self, family: &mut Family, indicators: &BTreeSet<usize>) {
        for indicator in indicators.iter().filter(|indicator| is_part_of_whole(self.cube, **indicator)) {
            let indicator = &self.cube.indicators[*indicator];
            let counts = |part: &usize, figure: &usize| self.measured.parts[*part].figures.contains(figure);
            let [figure] = indicator.numerator.as_slice() else { continue };
            let codes: Vec<usize> =
                (0..family.parts.len()).filter(|code| counts(&family.parts[*code], figure)).collect();
            let is_inside = |figure: &usize| family.parts.iter().any(|part| counts(part, figure));
            let is_scaled = |figure: &usize| self.cube.base_figures[*figure].factor.is_some();
            let scaled = indicator.numerator.iter().chain(&indicator.denominator).any(is_scaled);
            if scaled || !indicator.minus.is_empty() || indicator.denominator.iter().any(is_inside) {
                continue;
            }
            for place in 0..family.places.len() {
                for (offset, year) in self.measured.shape.years.clone().enumerate() {
                    let of_figure =
                        |figure: &usize| self.sum_over(&self.measured.base[*figure], &family.places[place], year).0;
                    let Some(most) = indicator.denominator.iter().map(of_figure).sum::<Option<i64>>() else { continue };
                    let atoms: Vec<Atom> =
                        codes.iter().map(|code| family.system.atom([*code, place, offset])).collect();
                    for atom in &atoms {
                        let part = &mut family.system.parts[*atom as usize];
                        part.limit = part.limit.min(most).max(part.amount.unwrap_or(0));
                    }
                    if atoms.len() > 1 {
                        let most = most.max(family.system.known(&atoms));
                        family.system.add_cap(Cap { atoms, most });
                    }
                }
            }
        }
    }
}

/// What no count of a part can fall below: zero, unless some do.
pub fn least(part: &CodePart) -> i64 {
    let is_negative = part.cells.iter().any(|amount| amount.sign.is_none() && amount.units < 0);
    if is_negative { FAR_BELOW } else { 0 }
}

/// True where the numerator of an indicator is among the people of its denominator.
pub fn is_part_of_whole(cube: &Cube, indicator: usize) -> bool {
    let indicator = &cube.indicators[indicator];
    matches!(indicator.kind, IndicatorKind::Share | IndicatorKind::Distribution) && !indicator.may_exceed
}
