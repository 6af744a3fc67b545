//! What former municipalities bring into those they became. Comes in: a table and what was counted from it. Goes out:
//! the same without sums that lack a part, and warnings where a part may count twice or not at all. It adds nothing up.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

use super::count::Counted;
use super::tabulate::Table;
use super::value::State;
use crate::area::{AreaIndex, Change};
use crate::figures::Amount;
use crate::plan::SourcePlan;
use crate::problem::{Fault, Notes, Problem};

/// What the rows of a table have of areas in which others were merged, by figure, area and year.
pub struct Formers<'a> {
    table: &'a Table<'a>,
    years: RangeInclusive<i32>,
    /// Former ones that have a row, and what they have together.
    former: BTreeMap<(u32, AreaIndex, i32), (BTreeSet<&'a str>, i128)>,
    /// What the new one has itself, and the first line of it.
    own: BTreeMap<(u32, AreaIndex, i32), (i128, u32)>,
    /// Former ones that have a row in any year, by figure.
    known: BTreeSet<(u32, &'a str)>,
}

impl<'a> Formers<'a> {
    /// Looks through the rows that count. `by_combination` has the figures that count a combination of codes.
    pub fn of(table: &'a Table<'a>, by_combination: &[Vec<u32>], years: &RangeInclusive<i32>) -> Formers<'a> {
        let (former, own, known) = (BTreeMap::new(), BTreeMap::new(), BTreeSet::new());
        let mut found = Formers { table, years: years.clone(), former, own, known };
        let grown: BTreeSet<AreaIndex> = table.changes.iter().copied().flatten().map(|change| change.new).collect();
        let facts = &table.opened.facts;
        for fact in (0..facts.len()).filter(|_| !grown.is_empty()) {
            let (key, year) = (facts.key[fact], table.years[facts.period[fact] as usize]);
            let (number, is_number) = (i128::from(facts.number[fact]), facts.state[fact] == State::NUMBER);
            let own = table.areas[key as usize].map(|(area, _)| area).filter(|area| grown.contains(area));
            for figure in by_combination[table.combination[fact] as usize].iter().filter(|_| years.contains(&year)) {
                let changes = table.changes[key as usize].iter().filter(|change| year < change.year);
                for (change, old) in changes.filter_map(|change| Some((change, table.former[key as usize]?))) {
                    let (keys, sum) = found.former.entry((*figure, change.new, year)).or_default();
                    keys.insert(old);
                    *sum += number;
                    found.known.insert((*figure, old));
                }
                if let Some(area) = own.filter(|_| is_number) {
                    found.own.entry((*figure, area, year)).or_insert((0, facts.line[fact])).0 += number;
                }
            }
        }
        found
    }

    /// Where a former one has no row beside others that have one, or none in a year although it has in another, the sum
    /// would be too small.
    pub fn complete(&self, counted: &mut [Counted]) {
        let county = self.table.county;
        let mut formers: BTreeMap<AreaIndex, Vec<(&str, &Change)>> = BTreeMap::new();
        for (old, change) in county.changes.iter().flat_map(|(old, changes)| changes.iter().map(move |one| (old, one)))
        {
            formers.entry(change.new).or_default().push((old, change));
        }
        for (figure, counted) in (0..).zip(counted) {
            for (area, formers) in &formers {
                for year in self.years.clone() {
                    if counted.get(*area, year).is_some() && self.lacks(figure, (*area, year), formers) {
                        counted.lack(*area, year);
                    }
                }
            }
        }
    }

    fn lacks(&self, figure: u32, (area, year): (AreaIndex, i32), formers: &[(&str, &Change)]) -> bool {
        let place = (figure, area, year);
        if self.table.county.get(area).is_unborn(year) && self.own.contains_key(&place) {
            return false;
        }
        let there = self.former.get(&place).map(|(keys, _)| keys);
        let is_there = |old: &str| there.is_some_and(|there| there.contains(old));
        let stood = formers
            .iter()
            .filter(|(_, change)| year < change.year && change.formed.is_none_or(|formed| year >= formed));
        let mut missing = stood.filter(|(old, _)| !is_there(old));
        missing.any(|(old, _)| there.is_some() || self.known.contains(&(figure, *old)))
    }

    /// Tells a new one whose own number of the year before the merger goes on without those of the former ones: it seems
    /// to have them in it already.
    pub fn tell_twice(&self, source: &SourcePlan, names: &[&str], notes: &mut Notes) {
        let areas = self.table.county;
        let mut told = BTreeSet::new();
        for (place, (keys, former)) in &self.former {
            let (figure, area, year) = *place;
            let changes: Vec<&Change> = keys.iter().filter_map(|old| areas.changes.get(*old)).flatten().collect();
            let is_last = changes.iter().any(|change| change.new == area && change.year == year + 1);
            let is_whole = changes.iter().all(|change| change.share.is_none());
            let after = self.own.get(&(figure, area, year + 1));
            let (Some((own, line)), Some((after, _))) = (self.own.get(place), after) else { continue };
            let is_known = areas.get(area).is_unborn(year);
            let goes_on = goes_on(*own, *former, *after);
            if is_last && is_whole && !is_known && goes_on && told.insert((area, year)) {
                let (figure, area) = (names[figure as usize].to_owned(), areas.get(area).name.clone());
                let fault = Fault::CountedTwice { figure, area, year };
                notes.push(Problem::at(self.table.opened.place(source, *line), fault));
            }
        }
    }
}

/// True where the number of the year after lies where the own one was, and farther from the sum than chance carries a
/// count: two and three standard deviations of a Poisson count.
fn goes_on(own: i128, former: i128, after: i128) -> bool {
    let [own, former, after] = [own, former, after].map(|units| units as f64 / Amount::WHOLE as f64);
    let deviation = after.max(1.0).sqrt();
    (after - own).abs() < 2.0 * deviation && (after - own - former).abs() > 3.0 * deviation
}

/// Tells numbers of former municipalities from the year on in which they are others: they count nowhere.
pub fn tell_late(table: &Table<'_>, source: &SourcePlan, notes: &mut Notes) {
    let facts = &table.opened.facts;
    let mut late: BTreeMap<u32, (i32, u32, usize)> = BTreeMap::new();
    for fact in 0..facts.len() {
        let (key, year) = (facts.key[fact], table.years[facts.period[fact] as usize]);
        let since = table.changes[key as usize].iter().map(|change| change.year).max();
        if let Some(since) = since.filter(|since| year >= *since && facts.number[fact] != 0) {
            late.entry(key).or_insert((since, facts.line[fact], 0)).2 += 1;
        }
    }
    for (key, (since, line, count)) in late {
        let fault = Fault::FormerKey { key: facts.keys.text(key).to_owned(), since, count };
        notes.push(Problem::at(table.opened.place(source, line), fault));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_numbers_do_not_tell_whether_others_are_in_them() {
        let goes_on =
            |own: i128, former: i128, after: i128| goes_on(own * 1_000_000, former * 1_000_000, after * 1_000_000);
        assert!(goes_on(80, 34, 82) && goes_on(4000, 900, 4050));
        assert!(!goes_on(80, 34, 112), "the new one is larger by those who came");
        assert!(!goes_on(5, 3, 5) && !goes_on(40, 12, 41), "chance could do as much");
    }
}
