//! Base figures: rows of a table, filtered, checked and added up by polars, all figures of a file in one query.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::RangeInclusive;

use polars::prelude::{Column, DataFrame, DataType, IntoLazy, JoinArgs, JoinType, NamedFrom, Series, col, len};

use super::tabulate::{Coded, Table};
use crate::area::{AreaIndex, Change, Repair};
use crate::figures::{Amount, Flags, Sign};
use crate::number::{Exact, round};
use crate::plan::{BaseFigure, SourcePlan};
use crate::problem::{Fault, Kind, Notes, Place, Problem, Problems};

/// What a file itself has of a base figure, by area and year.
#[derive(Debug, Default)]
pub struct Counted {
    cells: HashMap<(AreaIndex, i32), (Amount, Repair)>,
}

impl Counted {
    /// The cell of an area and year.
    pub fn get(&self, area: AreaIndex, year: i32) -> Option<Amount> {
        self.cells.get(&(area, year)).map(|(amount, _)| *amount)
    }

    /// Areas and years that have a cell.
    pub fn places(&self) -> impl Iterator<Item = (AreaIndex, i32)> + '_ {
        self.cells.keys().copied()
    }
}

/// The figures of a file.
pub struct Counts {
    /// One per figure that was asked for.
    pub figures: Vec<Counted>,
    /// Those of the library that this file cannot answer, by position, and why.
    pub uncountable: BTreeMap<usize, Problems>,
}

/// Names of the code that stands for all others.
const TOTALS: [&str; 8] = ["insgesamt", "gesamt", "zusammen", "total", "all", "_t", "ins", "lb-ins"];

/// How many cells of a figure that cannot be read are told.
const CELLS_TOLD: usize = 5;

/// Adds up the rows of some base figures of one file, within some years.
pub fn count(
    table: &Table<'_>,
    source: &SourcePlan,
    figures: &[&BaseFigure],
    years: &RangeInclusive<i32>,
    notes: &mut Notes,
) -> Result<Counts, Problems> {
    let mut problems = Problems::new();
    let mut uncountable = BTreeMap::new();
    let mut selections: Vec<Vec<u32>> = Vec::new();
    for (at, figure) in figures.iter().enumerate() {
        selections.push(match selection(table, source, figure) {
            Ok(selection) => selection,
            Err(found) if figure.own => {
                problems.append(found);
                Vec::new()
            }
            // A figure of the library may ask for what this file does not have.
            Err(found) => {
                uncountable.insert(at, found);
                Vec::new()
            }
        });
    }
    problems.into_result()?;
    let mut by_combination: Vec<Vec<u32>> = vec![Vec::new(); table.combinations.len()];
    for (figure, selection) in (0_u32..).zip(&selections) {
        for combination in selection {
            by_combination[*combination as usize].push(figure);
        }
    }
    let check = Check { table, source, figures, by_combination: &by_combination };
    check.refuse_unreadable(years)?;
    check.refuse_duplicates(years)?;
    check.tell_mixed_units(notes);
    let sums = sums(table, &by_combination, years)?;
    Ok(Counts { figures: cells(table, figures.len(), &by_combination, sums, years), uncountable })
}

/// The combinations of codes that count. A dimension that the figure does not mention counts by its total, else whole.
fn selection(table: &Table<'_>, source: &SourcePlan, figure: &BaseFigure) -> Result<Vec<u32>, Problems> {
    let mut problems = Problems::new();
    for filter in &figure.filter {
        let (name, place) = &filter.dimension;
        if !table.dimensions.iter().any(|dimension| dimension.names.contains(name)) {
            let known = table.dimensions.iter().filter_map(|dimension| dimension.names.first().cloned()).collect();
            let fault = Fault::UnknownName { kind: Kind::Dimension, name: name.clone(), known };
            problems.push(Problem::at(place.clone(), fault));
        }
    }
    let mut allowed: Vec<BTreeSet<u32>> = Vec::new();
    for (at, dimension) in table.dimensions.iter().enumerate() {
        let filter = figure.filter.iter().find(|filter| dimension.names.contains(&filter.dimension.0));
        let codes = match filter {
            Some(filter) => named(dimension, &filter.codes, &mut problems),
            None => whole(table, at),
        };
        let choices: BTreeSet<&str> = codes.iter().map(|code| dimension.codes[*code as usize].1.as_str()).collect();
        if filter.is_none() && dimension.exclusive && choices.len() > 1 {
            let known = choices.into_iter().map(str::to_owned).collect();
            let dimension = dimension.names.first().cloned().unwrap_or_default();
            let fault = Fault::ChooseOne { dimension, file: source.file.display().to_string(), known };
            problems.push(Problem::at(figure.place.clone(), fault));
        }
        allowed.push(codes);
    }
    problems.into_result()?;
    let fits = |codes: &Vec<u32>| codes.iter().zip(&allowed).all(|(code, allowed)| allowed.contains(code));
    let fitting = (0_u32..).zip(&table.combinations).filter(|(_, codes)| fits(codes));
    Ok(fitting.map(|(combination, _)| combination).collect())
}

/// Codes by their text or by what they mean.
fn named(dimension: &Coded, wanted: &[(String, Place)], problems: &mut Problems) -> BTreeSet<u32> {
    let mut codes = BTreeSet::new();
    for (name, place) in wanted {
        let found: Vec<u32> = (0_u32..)
            .zip(&dimension.codes)
            .filter(|(_, (code, label))| code == name || label == name)
            .map(|(at, _)| at)
            .collect();
        if found.is_empty() {
            let text = |(code, label): &(String, String)| if label.is_empty() { code.clone() } else { label.clone() };
            let known: BTreeSet<String> = dimension.codes.iter().map(text).collect();
            let known = known.into_iter().collect();
            let fault = Fault::UnknownName { kind: Kind::Code, name: name.clone(), known };
            problems.push(Problem::at(place.clone(), fault));
        }
        codes.extend(found);
    }
    codes
}

/// The codes that together are everything, each once: the total where every area has it, else all parts.
/// A total that stands for some areas only would make the others look as if nothing had been delivered.
fn whole(table: &Table<'_>, at: usize) -> BTreeSet<u32> {
    let dimension = &table.dimensions[at];
    let totals = totals(dimension);
    let codes = || (0_u32..).zip(&dimension.codes);
    let parts: BTreeSet<u32> = codes().map(|(at, _)| at).filter(|at| !totals.contains(at)).collect();
    if totals.is_empty() || parts.is_empty() {
        return codes().map(|(at, _)| at).collect();
    }
    let facts = &table.opened.facts;
    let mut places: HashMap<(u32, u32), bool> = HashMap::new();
    for fact in (0..facts.len()).filter(|fact| table.areas[facts.key[*fact] as usize].is_some()) {
        let codes = &table.combinations[table.combination[fact] as usize];
        *places.entry((facts.key[fact], facts.period[fact])).or_default() |= totals.contains(&codes[at]);
    }
    if places.values().all(|has_total| *has_total) { totals } else { parts }
}

/// The codes that stand for all others of their dimension.
pub fn totals(dimension: &Coded) -> BTreeSet<u32> {
    let is_word = |text: &str| TOTALS.contains(&text.trim().to_lowercase().as_str());
    let is_total =
        |(code, label): &(String, String)| is_word(code) || (!label.is_empty() && label.split(" | ").all(is_word));
    (0_u32..).zip(&dimension.codes).filter(|(_, code)| is_total(code)).map(|(at, _)| at).collect()
}

/// What must not be in the rows that count.
struct Check<'a> {
    table: &'a Table<'a>,
    source: &'a SourcePlan,
    figures: &'a [&'a BaseFigure],
    by_combination: &'a [Vec<u32>],
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

    fn refuse_unreadable(&self, years: &RangeInclusive<i32>) -> Result<(), Problems> {
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

    /// Two rows for the same key, year and codes would be counted twice.
    fn refuse_duplicates(&self, years: &RangeInclusive<i32>) -> Result<(), Problems> {
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

    /// One figure in two units is no figure.
    fn tell_mixed_units(&self, notes: &mut Notes) {
        let facts = &self.table.opened.facts;
        if facts.units.texts().len() < 2 {
            return;
        }
        let mut units: BTreeMap<u32, BTreeSet<u32>> = BTreeMap::new();
        for fact in (0..facts.len()).filter(|fact| self.table.areas[facts.key[*fact] as usize].is_some()) {
            for figure in &self.by_combination[self.table.combination[fact] as usize] {
                units.entry(*figure).or_default().insert(facts.unit[fact]);
            }
        }
        for (figure, units) in units.into_iter().filter(|(_, units)| units.len() > 1) {
            let units = units.into_iter().map(|unit| facts.units.text(unit).to_owned()).collect();
            let figure = self.figures[figure as usize];
            let fault = Fault::MixedUnits { figure: figure.name.clone(), units };
            notes.push(Problem::at(figure.place.clone(), fault));
        }
    }
}

/// Sum and count of rows by figure, key and year.
struct Sums {
    figure: Vec<u32>,
    key: Vec<u32>,
    year: Vec<i32>,
    units: Vec<i64>,
    rows: Vec<u32>,
}

/// The one query: rows joined with the figures that count them, grouped and added up.
fn sums(table: &Table<'_>, by_combination: &[Vec<u32>], years: &RangeInclusive<i32>) -> Result<Sums, Problems> {
    let facts = &table.opened.facts;
    let counted = |fact: &usize| {
        table.is_wanted(facts.key[*fact])
            && years.contains(&table.years[facts.period[*fact] as usize])
            && !by_combination[table.combination[*fact] as usize].is_empty()
    };
    let rows: Vec<usize> = (0..facts.len()).filter(counted).collect();
    let size: f64 = rows.iter().map(|fact| (facts.number[*fact] as f64).abs()).sum();
    let most = by_combination.iter().map(Vec::len).max().unwrap_or(0);
    if size * most as f64 >= 9e18 {
        let text = format!("Σ > {}", i64::MAX / Amount::WHOLE);
        return Err(Problem::at(table.file.clone(), Fault::UnreadableNumber { text }).into());
    }
    let frame = frame(vec![
        column("key", rows.iter().map(|fact| facts.key[*fact]).collect::<Vec<u32>>()),
        column("year", rows.iter().map(|fact| table.years[facts.period[*fact] as usize]).collect::<Vec<i32>>()),
        column("combination", rows.iter().map(|fact| table.combination[*fact]).collect::<Vec<u32>>()),
        column("units", rows.iter().map(|fact| facts.number[*fact]).collect::<Vec<i64>>()),
    ])?;
    let pairs: Vec<(u32, u32)> = (0_u32..)
        .zip(by_combination)
        .flat_map(|(combination, figures)| figures.iter().map(move |figure| (combination, *figure)))
        .collect();
    let figures = frame_of_figures(&pairs)?;
    let sums = frame
        .lazy()
        .join(figures.lazy(), [col("combination")], [col("combination")], JoinArgs::new(JoinType::Inner))
        .group_by([col("figure"), col("key"), col("year")])
        .agg([col("units").sum(), len().alias("rows")])
        .collect()
        .map_err(Problem::internal)?;
    let unsigned = |name: &str| -> Result<Vec<u32>, Problems> {
        let column = sums.column(name).and_then(|column| column.cast(&DataType::UInt32)).map_err(Problem::internal)?;
        Ok(column.u32().map_err(Problem::internal)?.iter().map(Option::unwrap_or_default).collect())
    };
    let year = sums.column("year").and_then(Column::i32).map_err(Problem::internal)?;
    let units = sums.column("units").and_then(Column::i64).map_err(Problem::internal)?;
    Ok(Sums {
        figure: unsigned("figure")?,
        key: unsigned("key")?,
        year: year.iter().map(Option::unwrap_or_default).collect(),
        units: units.iter().map(Option::unwrap_or_default).collect(),
        rows: unsigned("rows")?,
    })
}

fn frame(columns: Vec<Column>) -> Result<DataFrame, Problem> {
    DataFrame::new_infer_height(columns).map_err(Problem::internal)
}

fn frame_of_figures(pairs: &[(u32, u32)]) -> Result<DataFrame, Problem> {
    frame(vec![
        column("combination", pairs.iter().map(|(combination, _)| *combination).collect::<Vec<u32>>()),
        column("figure", pairs.iter().map(|(_, figure)| *figure).collect::<Vec<u32>>()),
    ])
}

fn column<T>(name: &str, values: Vec<T>) -> Column
where
    Series: NamedFrom<Vec<T>, [T]>,
{
    Series::new(name.into(), values).into()
}

/// Sums with their signs and marks, by area. Where two keys of a file mean the same area, the exact one wins.
fn cells(
    table: &Table<'_>,
    figures: usize,
    by_combination: &[Vec<u32>],
    sums: Sums,
    years: &RangeInclusive<i32>,
) -> Vec<Counted> {
    let facts = &table.opened.facts;
    let mut beside: HashMap<(u32, u32, i32), (Option<Sign>, Flags)> = HashMap::new();
    for fact in 0..facts.len() {
        let (sign, marks) = (facts.state[fact].sign(), facts.marks[fact]);
        let year = table.years[facts.period[fact] as usize];
        if (sign.is_none() && marks.is_empty()) || !years.contains(&year) {
            continue;
        }
        for figure in &by_combination[table.combination[fact] as usize] {
            let found = beside.entry((*figure, facts.key[fact], year)).or_default();
            *found = (found.0.max(sign), found.1.union(marks.flags()));
        }
    }
    // An area with fewer rows than the others lacks a part: its sum would be too small.
    let mut complete: HashMap<(u32, i32), u32> = HashMap::new();
    for at in 0..sums.rows.len() {
        let most = complete.entry((sums.figure[at], sums.year[at])).or_default();
        *most = (*most).max(sums.rows[at]);
    }
    let mut former: Vec<(u32, i32, &Change, Amount)> = Vec::new();
    let mut counted: Vec<Counted> = (0..figures).map(|_| Counted::default()).collect();
    for at in 0..sums.rows.len() {
        let (figure, key, year) = (sums.figure[at], sums.key[at], sums.year[at]);
        let (sign, flags) = beside.get(&(figure, key, year)).copied().unwrap_or_default();
        let lacks_parts = sums.rows[at] < complete[&(figure, year)];
        let amount = match sign.or(lacks_parts.then_some(Sign::Missing)) {
            Some(sign) => Amount::sign(sign),
            None => Amount { units: sums.units[at], sign: None, flags },
        };
        let cells = &mut counted[figure as usize].cells;
        if let Some((area, repair)) = table.areas[key as usize]
            && cells.get(&(area, year)).is_none_or(|(_, other)| repair < *other)
        {
            cells.insert((area, year), (amount, repair));
        }
        former.extend(table.changes[key as usize].iter().map(|change| (figure, year, change, amount)));
    }
    // Until the year of the change, a former municipality counts in the one it became.
    for (figure, year, change, amount) in former.into_iter().filter(|(_, year, change, _)| *year < change.year) {
        let part = part_of(amount, change);
        let cell = counted[figure as usize].cells.entry((change.new, year)).or_insert((NOTHING, Repair::None));
        cell.0 = cell.0.plus(part).unwrap_or(Amount::sign(Sign::Meaningless));
    }
    counted
}

const NOTHING: Amount = Amount {
    units: 0,
    sign: None,
    flags: Flags { provisional: false, revised: false, estimated: false, uncertain: false, after_break: false },
};

/// The share of a split municipality; what is divided by a share is estimated.
fn part_of(amount: Amount, change: &Change) -> Amount {
    let Some(share) = change.share.filter(|_| amount.sign.is_none()) else { return amount };
    let part = round(Exact::from_integer(amount.units.into()) * share, 0).units();
    Amount { units: i64::try_from(part).unwrap_or(0), flags: Flags { estimated: true, ..amount.flags }, ..amount }
}
