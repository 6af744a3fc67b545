//! What must not be in the rows that count: cells that cannot be read, second rows, mixed units. Comes in: a table
//! and what its figures count. Goes out: mistakes and warnings with file and line.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::ops::RangeInclusive;

use super::tabulate::Table;
use crate::figures::Amount;
use crate::plan::{BaseFigure, SourcePlan};
use crate::problem::{Fault, Notes, Place, Problem, Problems};

/// How many cells of a figure that cannot be read are told.
const CELLS_TOLD: usize = 5;

/// Fractions are told where there are this many times as many whole numbers.
const FEW: usize = 30;

/// What must not be in the rows that count.
pub struct Check<'a> {
    /// The table.
    pub table: &'a Table<'a>,
    /// Its file.
    pub source: &'a SourcePlan,
    /// Its figures.
    pub figures: &'a [&'a BaseFigure],
    /// Per combination of codes: the figures that count it.
    pub by_combination: &'a [Vec<u32>],
}

impl Check<'_> {
    fn counts(&self, fact: usize, years: &RangeInclusive<i32>) -> bool {
        let facts = &self.table.opened.facts;
        self.table.is_wanted(facts.key[fact])
            && years.contains(&self.table.years[facts.period[fact] as usize])
            && !self.by_combination[self.table.combination[fact] as usize].is_empty()
    }

    fn place(&self, fact: usize) -> Place {
        self.table.opened.place(self.source, self.table.opened.facts.line[fact])
    }

    /// Cells that are neither number nor sign, where a figure counts them.
    pub fn refuse_unreadable(&self, years: &RangeInclusive<i32>) -> Result<(), Problems> {
        let facts = &self.table.opened.facts;
        let mut found: Vec<(&usize, &String)> =
            facts.unreadable.iter().filter(|(fact, _)| self.counts(**fact, years)).collect();
        found.sort_unstable();
        let mut problems = Problems::new();
        for (fact, text) in found.into_iter().take(CELLS_TOLD) {
            problems.push(Problem::at(self.place(*fact), Fault::UnreadableNumber { text: text.clone() }));
        }
        problems.into_result()
    }

    /// Months of a stock that are added up would count the same people again and again.
    pub fn refuse_added_times(&self) -> Result<(), Problems> {
        let (table, facts) = (self.table, &self.table.opened.facts);
        let mut problems = Problems::new();
        for (at, dimension) in table.dimensions.iter().enumerate().filter(|(_, dimension)| dimension.is_time) {
            // Per figure and year: which of its codes occur.
            let mut codes: BTreeMap<(u32, i32), BTreeSet<u32>> = BTreeMap::new();
            let wanted = (0..facts.len()).filter(|fact| table.is_wanted(facts.key[*fact]));
            let of_fact = |fact: usize| (table.years[facts.period[fact] as usize], table.combination[fact] as usize);
            let occurring: HashSet<(i32, usize)> = wanted.map(of_fact).collect();
            for (year, combination) in occurring {
                for figure in &self.by_combination[combination] {
                    codes.entry((*figure, year)).or_default().insert(table.combinations[combination][at]);
                }
            }
            for (figure, own) in (0..).zip(self.figures).filter(|(_, own)| !own.flow) {
                let of_year = codes.range((figure, i32::MIN)..=(figure, i32::MAX)).find(|(_, codes)| codes.len() > 1);
                if let Some((_, codes)) = of_year {
                    let filter = own.filter.iter().find(|filter| dimension.names.contains(&filter.dimension.0));
                    let place = filter.map_or(&own.place, |filter| &filter.dimension.1);
                    let fault = Fault::TimesAdded { figure: own.name.clone(), count: codes.len() };
                    problems.push(Problem::at(place.clone(), fault));
                }
            }
        }
        problems.into_result()
    }

    /// Two rows for the same key, year and codes would be counted twice.
    pub fn refuse_duplicates(&self, years: &RangeInclusive<i32>) -> Result<(), Problems> {
        let facts = &self.table.opened.facts;
        let (first, last) = (*years.start(), *years.end());
        let span = usize::try_from(last - first + 1).unwrap_or(0);
        let combinations = self.table.combinations.len();
        let mut seen = vec![0_u64; (facts.keys.texts().len() * span * combinations).div_ceil(64)];
        for fact in (0..facts.len()).filter(|fact| self.counts(*fact, years)) {
            let year = usize::try_from(self.table.years[facts.period[fact] as usize] - first).unwrap_or(0);
            let bit = (facts.key[fact] as usize * span + year) * combinations + self.table.combination[fact] as usize;
            let (word, mask) = (bit / 64, 1 << (bit % 64));
            if seen[word] & mask > 0 {
                return Err(Problem::at(self.place(fact), Fault::DuplicateRow).into());
            }
            seen[word] |= mask;
        }
        Ok(())
    }

    /// A fraction among whole numbers is most often a slip: half a person.
    pub fn tell_fractions(&self, notes: &mut Notes) {
        let facts = &self.table.opened.facts;
        let is_fraction = |number: i64| number % Amount::WHOLE != 0;
        if !facts.number.iter().copied().any(is_fraction) {
            return;
        }
        // Per figure: how many rows, how many of them are fractions, and the first of these.
        let mut found: Vec<(usize, usize, usize)> = vec![(0, 0, 0); self.figures.len()];
        for fact in (0..facts.len()).filter(|fact| self.table.is_wanted(facts.key[*fact])) {
            for figure in &self.by_combination[self.table.combination[fact] as usize] {
                let (rows, fractions, first) = &mut found[*figure as usize];
                *rows += 1;
                if is_fraction(facts.number[fact]) {
                    *first = if *fractions == 0 { fact } else { *first };
                    *fractions += 1;
                }
            }
        }
        let mut told = BTreeSet::new();
        for (figure, (rows, fractions, first)) in self.figures.iter().zip(found) {
            if fractions > 0 && fractions * FEW <= rows && told.insert(first) {
                let fault = Fault::Fraction { figure: figure.name.clone(), count: fractions };
                notes.push(Problem::at(self.place(first), fault));
            }
        }
    }

    /// One figure in two units is no figure.
    pub fn tell_mixed_units(&self, notes: &mut Notes) {
        let facts = &self.table.opened.facts;
        if facts.units.texts().len() < 2 {
            return;
        }
        // Per figure and unit: how many rows, and the first of them.
        let mut units: BTreeMap<u32, BTreeMap<u32, (usize, usize)>> = BTreeMap::new();
        for fact in (0..facts.len()).filter(|fact| self.table.areas[facts.key[*fact] as usize].is_some()) {
            for figure in &self.by_combination[self.table.combination[fact] as usize] {
                let of_figure = units.entry(*figure).or_default();
                of_figure.entry(facts.unit[fact]).or_insert((0, fact)).0 += 1;
            }
        }
        for (figure, units) in units.into_iter().filter(|(_, units)| units.len() > 1) {
            let Some((_, rarest)) = units.values().min() else { continue };
            let word =
                |unit: &u32| Some(facts.units.text(*unit)).filter(|text| !text.is_empty()).unwrap_or("–").to_owned();
            let units = units.keys().map(word).collect();
            let fault = Fault::MixedUnits { figure: self.figures[figure as usize].name.clone(), units };
            notes.push(Problem::at(self.place(*rarest), fault));
        }
    }
}
