//! Base figures: rows of a table, filtered, checked and added up by polars, all figures of a file in one query.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::RangeInclusive;

use polars::prelude::{Column, DataFrame, DataType, IntoLazy, JoinArgs, JoinType, NamedFrom, Series, col, len};

use super::check::Check;
use super::former::Formers;
use super::selection::{self, Wholes};
use super::tabulate::Table;
use crate::area::{AreaIndex, Change, Repair};
use crate::figures::{Amount, Flags, Sign};
use crate::number::{Exact, round};
use crate::plan::{BaseFigure, SourcePlan};
use crate::problem::{Fault, Notes, Problem, Problems};

/// What a file itself has of a base figure, by area and year.
#[derive(Debug)]
pub struct Counted {
    first_year: i32,
    years: usize,
    cells: Vec<Option<Amount>>,
}

impl Counted {
    fn new(areas: usize, years: &RangeInclusive<i32>) -> Counted {
        let count = years.clone().count();
        Counted { first_year: *years.start(), years: count, cells: vec![None; areas * count] }
    }

    fn position(&self, area: AreaIndex, year: i32) -> Option<usize> {
        let offset = usize::try_from(year - self.first_year).ok().filter(|offset| *offset < self.years)?;
        Some(area * self.years + offset)
    }

    /// The cell of an area and year.
    pub fn get(&self, area: AreaIndex, year: i32) -> Option<Amount> {
        self.cells.get(self.position(area, year)?).copied().flatten()
    }

    /// Areas and years that have a cell, in their order.
    pub fn places(&self) -> impl Iterator<Item = (AreaIndex, i32)> + '_ {
        let filled = self.cells.iter().enumerate().filter(|(_, cell)| cell.is_some());
        filled.map(|(at, _)| (at / self.years, self.first_year + i32::try_from(at % self.years).unwrap_or(0)))
    }

    /// Puts zero wherever another has a cell and this has none: who gives nothing has no row.
    pub fn fill_like(&mut self, other: &Counted) {
        let zero = Amount { units: 0, sign: None, flags: Flags::default() };
        for (cell, other) in self.cells.iter_mut().zip(&other.cells) {
            if other.is_some() {
                cell.get_or_insert(zero);
            }
        }
    }

    /// Fills a cell that is empty.
    fn fill(&mut self, area: AreaIndex, year: i32, amount: Amount) {
        if let Some(cell) = self.position(area, year).and_then(|at| self.cells.get_mut(at)) {
            cell.get_or_insert(amount);
        }
    }

    /// Empties a cell without a number that says only that there is none.
    fn forget_blank(&mut self, area: AreaIndex, year: i32) {
        if let Some(cell) = self.position(area, year).and_then(|at| self.cells.get_mut(at)) {
            *cell = cell.filter(|own| !matches!(own.sign, Some(Sign::Missing | Sign::NotAvailable)));
        }
    }

    /// Says that a cell is not whole.
    pub fn lack(&mut self, area: AreaIndex, year: i32) {
        if let Some(cell) = self.position(area, year).and_then(|at| self.cells.get_mut(at)) {
            *cell = cell.map(|own| Amount::sign(own.sign.map_or(Sign::Missing, |sign| sign.max(Sign::Missing))));
        }
    }

    /// Adds to a cell.
    fn add(&mut self, area: AreaIndex, year: i32, amount: Amount) {
        if let Some(cell) = self.position(area, year).and_then(|at| self.cells.get_mut(at)) {
            *cell = match *cell {
                Some(own) => Some(own.plus(amount).unwrap_or(Amount::sign(Sign::Meaningless))),
                None => Some(amount),
            };
        }
    }
}

/// The figures of a file.
pub struct Counts {
    /// One per figure that was asked for.
    pub figures: Vec<Counted>,
    /// The combinations of codes that each of them counts.
    pub selections: Vec<Vec<u32>>,
    /// Those of the library that this file cannot answer, by position, and why.
    pub uncountable: BTreeMap<usize, Problems>,
}

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
    let wholes = Wholes::new(table);
    let mut selections: Vec<Vec<u32>> = Vec::new();
    for (at, figure) in figures.iter().enumerate() {
        selections.push(match selection::combinations(&wholes, source, figure) {
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
    let by_combination = by_combination(table, &selections);
    let check = Check { table, source, figures, by_combination: &by_combination };
    check.refuse_unreadable(years)?;
    check.refuse_duplicates(years)?;
    check.refuse_added_times()?;
    check.tell_mixed_units(notes);
    check.tell_fractions(notes);
    let mut counted = count_selections(table, &selections, years)?;
    let formers = Formers::of(table, &by_combination, years);
    formers.complete(&mut counted);
    let names: Vec<&str> = figures.iter().map(|figure| figure.name.as_str()).collect();
    formers.tell_twice(source, &names, notes);
    Ok(Counts { figures: counted, selections, uncountable })
}

/// Adds up the rows of some selections of combinations.
pub fn count_selections(
    table: &Table<'_>,
    selections: &[Vec<u32>],
    years: &RangeInclusive<i32>,
) -> Result<Vec<Counted>, Problems> {
    let by_combination = by_combination(table, selections);
    let is_sum: Vec<bool> = selections.iter().map(|selection| selection.len() > 1).collect();
    let mut sums = sums(table, &by_combination, &is_sum, years)?;
    sums.append_single(table, &by_combination, &is_sum, years);
    Ok(cells(table, selections.len(), &by_combination, sums, years))
}

/// Per combination of codes: the selections that count it.
fn by_combination(table: &Table<'_>, selections: &[Vec<u32>]) -> Vec<Vec<u32>> {
    let mut by_combination: Vec<Vec<u32>> = vec![Vec::new(); table.combinations.len()];
    for (figure, selection) in (0_u32..).zip(selections) {
        for combination in selection {
            by_combination[*combination as usize].push(figure);
        }
    }
    by_combination
}

/// Sum and count of rows by figure, key and year.
struct Sums {
    figure: Vec<u32>,
    key: Vec<u32>,
    year: Vec<i32>,
    units: Vec<i64>,
    rows: Vec<u32>,
}

impl Sums {
    /// Figures that count one combination of codes: with duplicates refused, every row stands alone.
    fn append_single(
        &mut self,
        table: &Table<'_>,
        by_combination: &[Vec<u32>],
        is_sum: &[bool],
        years: &RangeInclusive<i32>,
    ) {
        let facts = &table.opened.facts;
        let single: Vec<Vec<u32>> = by_combination
            .iter()
            .map(|figures| figures.iter().copied().filter(|figure| !is_sum[*figure as usize]).collect())
            .collect();
        for fact in 0..facts.len() {
            let figures = &single[table.combination[fact] as usize];
            let year = table.years[facts.period[fact] as usize];
            if figures.is_empty() || !years.contains(&year) || !table.is_wanted(facts.key[fact]) {
                continue;
            }
            for figure in figures {
                self.figure.push(*figure);
                self.key.push(facts.key[fact]);
                self.year.push(year);
                self.units.push(facts.number[fact]);
                self.rows.push(1);
            }
        }
    }
}

/// The one query for figures that add up several combinations: rows joined with the figures that count them,
/// grouped and added up.
fn sums(
    table: &Table<'_>,
    by_combination: &[Vec<u32>],
    is_sum: &[bool],
    years: &RangeInclusive<i32>,
) -> Result<Sums, Problems> {
    let facts = &table.opened.facts;
    let pairs: Vec<(u32, u32)> = (0_u32..)
        .zip(by_combination)
        .flat_map(|(combination, figures)| figures.iter().map(move |figure| (combination, *figure)))
        .filter(|(_, figure)| is_sum[*figure as usize])
        .collect();
    if pairs.is_empty() {
        return Ok(Sums { figure: Vec::new(), key: Vec::new(), year: Vec::new(), units: Vec::new(), rows: Vec::new() });
    }
    let mut is_added = vec![false; by_combination.len()];
    pairs.iter().for_each(|(combination, _)| is_added[*combination as usize] = true);
    let counted = |fact: &usize| {
        table.is_wanted(facts.key[*fact])
            && years.contains(&table.years[facts.period[*fact] as usize])
            && is_added[table.combination[*fact] as usize]
    };
    let rows: Vec<usize> = (0..facts.len()).filter(counted).collect();
    refuse_overflow(table, &rows)?;
    let frame = frame(vec![
        column("key", rows.iter().map(|fact| facts.key[*fact]).collect::<Vec<u32>>()),
        column("year", rows.iter().map(|fact| table.years[facts.period[*fact] as usize]).collect::<Vec<i32>>()),
        column("combination", rows.iter().map(|fact| table.combination[*fact]).collect::<Vec<u32>>()),
        column("units", rows.iter().map(|fact| facts.number[*fact]).collect::<Vec<i64>>()),
    ])?;
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

/// No figure is more than all numbers of its key and year together; where all of the file together are not too many,
/// none of these are.
fn refuse_overflow(table: &Table<'_>, rows: &[usize]) -> Result<(), Problems> {
    const TOO_MANY: f64 = 9e18;
    let facts = &table.opened.facts;
    let size = |fact: usize| (facts.number[fact] as f64).abs();
    if rows.iter().map(|fact| size(*fact)).sum::<f64>() < TOO_MANY {
        return Ok(());
    }
    let mut sizes: HashMap<(u32, i32), f64> = HashMap::new();
    for fact in rows {
        let year = table.years[facts.period[*fact] as usize];
        *sizes.entry((facts.key[*fact], year)).or_default() += size(*fact);
    }
    if sizes.values().any(|size| *size >= TOO_MANY) {
        let text = format!("Σ > {}", i64::MAX / Amount::WHOLE);
        return Err(Problem::at(table.file.clone(), Fault::UnreadableNumber { text }).into());
    }
    Ok(())
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

/// Sums with their signs and marks, by area.
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
    for at in (0..sums.rows.len()).filter(|at| sums.rows[*at] > 1) {
        let most = complete.entry((sums.figure[at], sums.year[at])).or_default();
        *most = (*most).max(sums.rows[at]);
    }
    let mut counted: Vec<Counted> = (0..figures).map(|_| Counted::new(table.county.areas.len(), years)).collect();
    // Where two keys of a file mean the same area, the exact one wins: it comes first.
    let ranks: BTreeSet<Repair> = table.areas.iter().flatten().map(|(_, repair)| *repair).collect();
    for rank in ranks {
        for at in 0..sums.rows.len() {
            let (figure, key, year) = (sums.figure[at], sums.key[at], sums.year[at]);
            let Some((area, repair)) = table.areas[key as usize] else { continue };
            // Before it existed, a dash is no zero.
            let is_unborn = table.county.get(area).is_unborn(year);
            let amount = amount(&sums, at, &beside, &complete);
            if repair == rank && !(is_unborn && amount.sign.is_none() && amount.units == 0) {
                counted[figure as usize].fill(area, year, amount);
            }
        }
    }
    // Until the year of the change, a former municipality counts in the one it became.
    let has_former = table.changes.iter().any(|changes| !changes.is_empty());
    let formers = (0..sums.rows.len()).filter(|_| has_former).flat_map(|at| {
        let (figure, year) = (sums.figure[at] as usize, sums.year[at]);
        let changes = table.changes[sums.key[at] as usize].iter().filter(move |change| year < change.year);
        changes.map(move |change| (figure, year, change, at))
    });
    let formers: Vec<(usize, i32, &Change, Amount)> = formers
        .map(|(figure, year, change, at)| (figure, year, change, amount(&sums, at, &beside, &complete)))
        .collect();
    let is_worked_out = |(figure, year, change, _): &(usize, i32, &Change, Amount)| {
        let own = counted[*figure].get(change.new, *year).is_some_and(|own| own.sign.is_none() && own.units != 0);
        own && table.county.get(change.new).is_unborn(*year)
    };
    let formers: Vec<(usize, i32, &Change, Amount)> =
        formers.into_iter().filter(|former| !is_worked_out(former)).collect();
    // In a wide table the new one has a blank cell for years in which only the former had numbers.
    for (figure, year, change, _) in formers.iter().filter(|(.., amount)| amount.sign.is_none()) {
        counted[*figure].forget_blank(change.new, *year);
    }
    for (figure, year, change, amount) in formers {
        counted[figure].add(change.new, year, part_of(amount, change));
    }
    counted
}

/// The sum of a figure, key and year, unless a sign or a missing part stands against it.
fn amount(
    sums: &Sums,
    at: usize,
    beside: &HashMap<(u32, u32, i32), (Option<Sign>, Flags)>,
    complete: &HashMap<(u32, i32), u32>,
) -> Amount {
    let (figure, key, year) = (sums.figure[at], sums.key[at], sums.year[at]);
    let found = if beside.is_empty() { None } else { beside.get(&(figure, key, year)) };
    let (sign, flags) = found.copied().unwrap_or_default();
    let lacks_parts = complete.get(&(figure, year)).is_some_and(|most| sums.rows[at] < *most);
    match sign.or(lacks_parts.then_some(Sign::Missing)) {
        Some(sign) => Amount::sign(sign),
        None => Amount { units: sums.units[at], sign: None, flags },
    }
}

/// The share of a split municipality; what is divided by a share is estimated.
fn part_of(amount: Amount, change: &Change) -> Amount {
    let Some(share) = change.share.filter(|_| amount.sign.is_none()) else { return amount };
    let part = round(Exact::from_integer(amount.units.into()) * share, 0).units();
    Amount { units: i64::try_from(part).unwrap_or(0), flags: Flags { divided: true, ..amount.flags }, ..amount }
}
