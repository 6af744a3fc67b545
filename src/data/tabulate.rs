//! From the texts of a file to areas, years and codes of the workspace. Comes in: facts. Goes out: a table
//! of small integers, ready to be filtered and added up. Keys that belong to no area are told, and so are
//! keys that had to be repaired.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::Hash;

use super::facts::{Dimension, Facts};
use super::flat;
use super::open::Opened;
use super::period::{self, Period};
use crate::area::{AreaIndex, Areas, Change, Keys, Repair};
use crate::plan::SourcePlan;
use crate::problem::{Fault, Kind, Notes, Place, Problem, Problems};

/// How many unknown keys of a file are told one by one.
const KEYS_TOLD: usize = 5;

/// The facts of a file in terms of the workspace.
pub struct Table<'a> {
    /// What was read.
    pub opened: &'a Opened,
    /// The file as the planner names it.
    pub file: Place,
    /// Per key of the file: its area and what had to be done to the key.
    pub areas: Vec<Option<(AreaIndex, Repair)>>,
    /// Per key of the file: what became of the area, if it is a former one.
    pub changes: Vec<&'a [Change]>,
    /// Per key of the file: how the workspace writes that of a former area.
    pub former: Vec<Option<&'a str>>,
    /// All areas of the workspace.
    pub county: &'a Areas,
    /// Per period of the file: its year.
    pub years: Vec<i32>,
    /// The dimensions; the last may be `time`, made from parts of a year.
    pub dimensions: Vec<Coded>,
    /// Per fact: which combination of codes it has.
    pub combination: Vec<u32>,
    /// Per combination: a code of every dimension.
    pub combinations: Vec<Vec<u32>>,
}

/// A dimension with its codes, by position.
pub struct Coded {
    /// How base figures may call it.
    pub names: Vec<String>,
    /// Code and label.
    pub codes: Vec<(String, String)>,
    /// True where only one code can be meant at a time: measures and parts of a year are never added up.
    pub exclusive: bool,
    /// True for parts of a year: reference days, months, quarters.
    pub is_time: bool,
}

/// Key, period and all codes but one of a fact, that one set to zero: what its parts and their total share.
pub type Beside = (u32, u32, Vec<u32>);

impl Table<'_> {
    /// A fact without its code in one dimension, and that code.
    pub fn apart(&self, fact: usize, dimension: usize) -> (Beside, u32) {
        let facts = &self.opened.facts;
        let mut codes = self.combinations[self.combination[fact] as usize].clone();
        let code = std::mem::replace(&mut codes[dimension], 0);
        ((facts.key[fact], facts.period[fact], codes), code)
    }

    /// The position of the dimension of a name.
    pub fn dimension(&self, name: &str) -> Result<usize, Fault> {
        let found = self.dimensions.iter().position(|dimension| dimension.names.iter().any(|own| own == name));
        found.ok_or_else(|| {
            let known = self.dimensions.iter().filter_map(|dimension| dimension.names.first().cloned()).collect();
            Fault::UnknownName { kind: Kind::Dimension, name: name.to_owned(), known }
        })
    }

    /// True for a key of an area that is there or was.
    pub fn is_wanted(&self, key: u32) -> bool {
        self.areas[key as usize].is_some() || !self.changes[key as usize].is_empty()
    }
}

impl Coded {
    fn of(dimension: &Dimension) -> Coded {
        let codes = dimension.codes.texts().zip(&dimension.labels);
        let is_time = dimension.names.iter().any(|name| is_part_of_year(name));
        Coded {
            names: dimension.names.clone(),
            codes: codes.map(|(code, label)| (code.to_owned(), label.clone())).collect(),
            is_time,
            exclusive: is_time
                || dimension.names.first().is_some_and(|name| name == "measure" || name.starts_with(flat::VARIABLE)),
        }
    }
}

/// Finds areas, years and combinations.
pub fn tabulate<'a>(
    opened: &'a Opened,
    source: &SourcePlan,
    keys: &Keys<'a>,
    notes: &mut Notes,
) -> Result<Table<'a>, Problems> {
    let facts = &opened.facts;
    let areas: Vec<Option<(AreaIndex, Repair)>> = facts.keys.texts().map(|key| keys.find(key)).collect();
    if areas.iter().all(Option::is_none) {
        let fault = match facts.keys.texts().next() {
            Some(key) => Fault::NoKeyKnown { key: key.to_owned() },
            None => Fault::NoRows { file: source.file.display().to_string() },
        };
        return Err(Problem::at(source.place.clone(), fault).into());
    }
    if let Some(text) = &opened.ambiguous {
        notes.push(Problem::at(source.place.clone(), Fault::AmbiguousNumber { text: text.clone() }));
    }
    if let Some(line) = facts.without_key.first() {
        let fault = Fault::RowsWithoutKey { count: facts.without_key.len() };
        notes.push(Problem::at(opened.place(source, *line), fault));
    }
    let county = keys.areas();
    let former: Vec<Option<&str>> = facts.keys.texts().map(|key| keys.former(key)).collect();
    let changes_of = |old: &Option<&str>| old.and_then(|old| county.changes.get(old)).map_or(&[][..], Vec::as_slice);
    let changes: Vec<&[Change]> = former.iter().map(changes_of).collect();
    tell_keys(opened, source, keys, &areas, &changes, notes);
    let periods = periods(opened, source, &areas)?;
    let years: Vec<i32> = periods.iter().map(|period| period.as_ref().map_or(0, |period| period.year)).collect();
    let mut dimensions: Vec<Coded> = facts.dimensions.iter().map(Coded::of).collect();
    let parts = parts_of_years(&periods);
    if let Some(parts) = &parts {
        let codes = parts.iter().map(|part| (part.clone(), part.clone())).collect();
        dimensions.push(Coded { names: vec!["time".to_owned()], codes, exclusive: true, is_time: true });
    }
    let part_of = |period: &Option<Period>| {
        let part = period.as_ref().map_or("", |period| period.part.as_str());
        parts.as_ref().and_then(|parts| parts.iter().position(|other| other == part))
    };
    let part_by_period: Vec<Option<usize>> = periods.iter().map(part_of).collect();
    let (combination, combinations) = combine(facts, &part_by_period);
    let file = Place::file(&source.file);
    Ok(Table { opened, file, areas, changes, former, county, years, dimensions, combination, combinations })
}

/// Months and quarters of a stock are never added up in silence.
fn is_part_of_year(name: &str) -> bool {
    matches!(name.to_lowercase().as_str(), "monat" | "month" | "quartal" | "quarter" | "semester" | "halbjahr")
}

/// Every combination of codes that occurs gets a number. Positions of codes are the digits of one large number by which a
/// combination is found again, unless there are too many dimensions for one.
fn combine(facts: &Facts, part_by_period: &[Option<usize>]) -> (Vec<u32>, Vec<Vec<u32>>) {
    let part = |fact: usize| part_by_period[facts.period[fact] as usize];
    let codes = |fact: usize| -> Vec<u32> {
        let part = part(fact).and_then(|part| u32::try_from(part).ok());
        facts.codes.iter().map(|column| column[fact]).chain(part).collect()
    };
    let parts = part_by_period.iter().flatten().max().map_or(1, |most| *most as u64 + 1);
    let sizes: Vec<u64> =
        facts.dimensions.iter().map(|dimension| dimension.codes.texts().len().max(1) as u64).collect();
    let digits = |fact: usize| -> u64 {
        let digits = facts.codes.iter().zip(&sizes);
        let digits = digits.fold(0, |number: u64, (column, size)| number * size + u64::from(column[fact]));
        digits * parts + part(fact).map_or(0, |part| part as u64)
    };
    match sizes.iter().try_fold(parts, |product, size| product.checked_mul(*size)) {
        Some(_) => numbered(facts.len(), digits, codes),
        None => numbered(facts.len(), codes, codes),
    }
}

/// Numbers for what is the same, in the order of appearance, and the codes behind each.
fn numbered<Key: Clone + Eq + Hash>(
    count: usize,
    key: impl Fn(usize) -> Key,
    codes: impl Fn(usize) -> Vec<u32>,
) -> (Vec<u32>, Vec<Vec<u32>>) {
    let mut known: HashMap<Key, u32> = HashMap::new();
    let mut combinations: Vec<Vec<u32>> = Vec::new();
    let mut column = Vec::with_capacity(count);
    // Rows repeat each other: the last one is tried first.
    let mut last: Option<(Key, u32)> = None;
    for fact in 0..count {
        let key = key(fact);
        let number = match &last {
            Some((same, number)) if *same == key => *number,
            _ => *known.entry(key.clone()).or_insert_with(|| {
                combinations.push(codes(fact));
                u32::try_from(combinations.len() - 1).unwrap_or(u32::MAX)
            }),
        };
        last = Some((key, number));
        column.push(number);
    }
    (column, combinations)
}

/// Reads all periods; one that cannot be read is a mistake where an area of the workspace has it.
fn periods(
    opened: &Opened,
    source: &SourcePlan,
    areas: &[Option<(AreaIndex, Repair)>],
) -> Result<Vec<Option<Period>>, Problems> {
    let facts = &opened.facts;
    let periods: Vec<Option<Period>> = facts.periods.texts().map(period::read).collect();
    let mut problems = Problems::new();
    let mut told = BTreeSet::new();
    if periods.iter().any(Option::is_none) {
        for fact in 0..facts.len() {
            let (key, period) = (facts.key[fact] as usize, facts.period[fact]);
            if periods[period as usize].is_none() && areas[key].is_some() && told.insert(period) {
                let fault = Fault::UnreadablePeriod { text: facts.periods.text(period).to_owned() };
                problems.push(Problem::at(opened.place(source, facts.line[fact]), fault));
            }
        }
    }
    problems.into_result().map(|()| periods)
}

/// The parts of years, where a year has several: months, semesters, reference days.
fn parts_of_years(periods: &[Option<Period>]) -> Option<Vec<String>> {
    let mut by_year: BTreeMap<i32, BTreeSet<&str>> = BTreeMap::new();
    for period in periods.iter().flatten() {
        by_year.entry(period.year).or_default().insert(&period.part);
    }
    let several = by_year.values().any(|parts| parts.len() > 1);
    several.then(|| {
        let parts: BTreeSet<&str> = by_year.into_values().flatten().collect();
        parts.into_iter().map(str::to_owned).collect()
    })
}

/// Tells keys that belong to no area, and keys that lost a zero. Rows of other counties are usual in tables
/// for the whole country and not worth a word.
fn tell_keys(
    opened: &Opened,
    source: &SourcePlan,
    keys: &Keys<'_>,
    areas: &[Option<(AreaIndex, Repair)>],
    changes: &[&[Change]],
    notes: &mut Notes,
) {
    let facts = &opened.facts;
    let line_of = |key: usize| {
        let fact = facts.key.iter().position(|other| *other as usize == key);
        opened.place(source, fact.map_or(0, |fact| facts.line[fact]))
    };
    let texts: Vec<&str> = facts.keys.texts().collect();
    let repaired: Vec<usize> =
        (0..areas.len()).filter(|key| areas[*key].is_some_and(|(_, repair)| repair == Repair::LostZero)).collect();
    if let Some(first) = repaired.first() {
        let fault = Fault::LostZero { key: texts[*first].to_owned(), count: repaired.len() };
        notes.push(Problem::at(line_of(*first), fault));
    }
    let known = areas.iter().flatten().count();
    let is_wide = known * 2 < areas.len();
    let unknown: Vec<usize> = (0..areas.len())
        .filter(|key| {
            areas[*key].is_none()
                && changes[*key].is_empty()
                && !keys.is_above(texts[*key])
                && (!is_wide || keys.is_inside(texts[*key]))
        })
        .collect();
    for key in unknown.iter().take(KEYS_TOLD) {
        notes.push(Problem::at(line_of(*key), Fault::UnknownAreaKey { key: texts[*key].to_owned() }));
    }
    if let Some(next) = unknown.get(KEYS_TOLD) {
        let more = unknown.len() - KEYS_TOLD;
        notes.push(Problem::at(line_of(*next), Fault::MoreUnknownKeys { key: texts[*next].to_owned(), more }));
    }
}
