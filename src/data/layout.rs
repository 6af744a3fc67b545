//! Where in a table keys, periods, codes and numbers stand. Comes in: the first rows of a sheet and what
//! `sources.toml` says of its columns. Goes out: a layout by which all rows can be read. A table may have
//! one header row or several stacked ones, one value per row or one per column.

use std::collections::{BTreeMap, BTreeSet};

use super::headings::{self, Column, ValueColumn};
use super::period;
use super::sheet::{Row, Sheet};
use super::value::{self, Dialect, State};
use super::vocabulary::{self, Meaning};
use crate::definition::Name;
use crate::number::is_digits;
use crate::plan::SourcePlan;
use crate::problem::{Fault, Kind, Problem, Problems};

/// Rows that are looked at before a layout is decided.
pub const SAMPLE: usize = 5000;
/// A column of numbers with more different ones than this is no dimension.
const MOST_CODES: usize = 300;

/// By which all rows are read.
#[derive(Debug, Clone, Default)]
pub struct Layout {
    /// Line of the first row of data.
    pub first: u32,
    /// Columns whose texts together are the key; none where all rows are of one area.
    pub key: Vec<usize>,
    /// Column with the name of the area.
    pub name: Option<usize>,
    /// Column with the period.
    pub period: Option<usize>,
    /// The period of all rows, where neither a column nor a heading has it.
    pub fixed_period: Option<String>,
    /// Columns that tell facts of one area and period apart.
    pub dimensions: Vec<DimensionColumn>,
    /// Columns with numbers.
    pub values: Vec<ValueColumn>,
    /// Column with the unit of measure.
    pub unit: Option<usize>,
    /// Fields of a row; rows with others are mistakes, except in workbooks.
    pub width: usize,
    /// What stands above each column.
    pub headings: Vec<String>,
    /// The lines above the header.
    pub title: Vec<String>,
    /// The header of columns that are not used.
    pub unused: Vec<String>,
}

impl Layout {
    /// `columns = …` and `dimensions = …` for `sources.toml`; `None` where headings speak for themselves.
    pub fn columns_entry(&self) -> Option<String> {
        let text = |at: &usize| toml::Value::String(self.headings.get(*at).cloned().unwrap_or_default()).to_string();
        let [value] = self.values.as_slice() else { return None };
        let named = [
            ("area", self.key.first()),
            ("period", self.period.as_ref()),
            ("value", Some(&value.at)),
            ("quality", value.quality.as_ref()),
        ];
        let columns: Vec<String> =
            named.iter().filter_map(|(name, at)| at.map(|at| format!("{name} = {}", text(at)))).collect();
        let mut entry = format!("columns = {{ {} }}", columns.join(", "));
        if !self.dimensions.is_empty() {
            let dimensions = self.dimensions.iter();
            let dimensions = dimensions.map(|column| format!("{0} = {0}", text(&column.code)));
            entry.push_str(&format!("\ndimensions = {{ {} }}", dimensions.collect::<Vec<_>>().join(", ")));
        }
        Some(entry)
    }
}

/// A column of codes.
#[derive(Debug, Clone, Default)]
pub struct DimensionColumn {
    /// How base figures may call it.
    pub names: Vec<String>,
    /// Columns with further names, which may differ from row to row.
    pub name_columns: Vec<usize>,
    /// Column with the code.
    pub code: usize,
    /// Column with what the code means.
    pub label: Option<usize>,
}

/// Finds the layout of a table.
pub fn find(sheet: &Sheet, plan: &SourcePlan, dialect: &Dialect) -> Result<Layout, Problems> {
    let (source, place) = (&plan.source, &plan.place);
    let head = sheet.head(SAMPLE)?;
    let nothing = || Problem::at(place.clone(), Fault::NoRows { file: sheet.file.display().to_string() });
    let first = headings::first_data_row(&head, source, dialect).ok_or_else(nothing)?;
    let (top, header) = headings::header(&head, first);
    let width = header.iter().chain([&&head[first]]).map(|row| row.fields.len()).max().unwrap_or(0);
    let has_several = |row: &&Row| row.fields.iter().filter(|text| !text.is_empty()).count() > 1;
    let data: Vec<&Row> = head[first..].iter().filter(|row| row.fields.len() == width).filter(has_several).collect();
    if width < 2 {
        let header = head[first].fields.first().cloned().unwrap_or_default();
        return Err(Problem::at(place.clone(), Fault::OneColumn { header }).into());
    }
    let line = |row: &Row| {
        // A title that is merged over all columns stands in each of them.
        let mut texts = row.fields.clone();
        texts.dedup();
        texts.join(" ").trim().to_owned()
    };
    let title: Vec<String> = head[..top].iter().map(line).filter(|line| !line.is_empty()).collect();
    // Tables of the databases repeat every head; there a blank says that nothing is told apart.
    let is_classic = title.first().is_some_and(|line| line.starts_with("GENESIS-") || line.starts_with("Tab"));
    let columns = headings::columns(&header, width, sheet.is_workbook(), !is_classic);
    refuse_personal(sheet, &columns, header.first().map_or(1, |row| row.line))?;
    let headings = columns.iter().map(|column| column.label.clone()).collect();
    let mut layout = Layout { first: head[first].line, width, headings, title, ..Layout::default() };
    roles(&mut layout, &columns, &data, plan, dialect)?;
    if layout.period.is_none() && layout.values.iter().any(|value| value.period.is_none()) {
        let written = source.period.map(|year| year.to_string());
        layout.fixed_period = written.or_else(|| period_alone(&layout.title));
        if layout.fixed_period.is_none() {
            years_inside_headings(&mut layout.values);
            layout.fixed_period = only_year(&layout.title);
        }
        // A column of changes or sums beside columns of years is of no year.
        if layout.fixed_period.is_none() && layout.values.iter().any(|value| value.period.is_some()) {
            let (dated, undated) = layout.values.into_iter().partition(|value| value.period.is_some());
            layout.values = dated;
            let undated: Vec<ValueColumn> = undated;
            layout.unused.extend(undated.into_iter().map(|value| value.code));
        }
        if layout.fixed_period.is_none() && layout.values.iter().any(|value| value.period.is_none()) {
            return Err(Problem::at(place.clone(), Fault::NoYear).into());
        }
    }
    Ok(layout)
}

/// The period of a line that says nothing else: `Jahr: 2016`, `31.12.2015`.
fn period_alone(title: &[String]) -> Option<String> {
    let title: Vec<&String> = title.iter().filter(|line| says_period(line)).collect();
    let alone = |line: &String| {
        let text = line.rsplit_once(':').map_or(line.as_str(), |(_, text)| text).trim();
        period::read(text).map(|_| text.to_owned())
    };
    title.into_iter().rev().find_map(alone)
}

/// False for lines whose dates are of the boundaries, the publication or the retrieval.
fn says_period(line: &str) -> bool {
    const OTHERS: [&str; 8] =
        ["gebietsstand", "stand:", "stand ", "datenstand", "erstell", "abruf", "zuordnungsstand", "veröffentlich"];
    let line = line.to_lowercase();
    !OTHERS.iter().any(|word| line.contains(word)) || line.contains("berichtsjahr")
}

/// The only year that the title mentions.
fn only_year(title: &[String]) -> Option<String> {
    let said = title.iter().filter(|line| says_period(line));
    let years: BTreeSet<i32> = said.flat_map(|line| period::years_in(line)).collect();
    (years.len() == 1).then(|| years.first().map(i32::to_string))?
}

/// `bevoelkerung_2022-05-15`: the year stands inside the heading of its column.
fn years_inside_headings(values: &mut [ValueColumn]) {
    // „ab 2011" says since when a column is kept, not which year it is of.
    let is_of_year = |code: &str| !["ab ", "bis ", "seit ", "vor ", "Zensus "].iter().any(|word| code.contains(word));
    for value in values.iter_mut().filter(|value| value.period.is_none() && is_of_year(&value.code)) {
        if let [year] = period::years_in(&value.code).as_slice() {
            value.period = Some(year.to_string());
            value.label = without_date(&value.label, *year);
        }
    }
}

/// A heading without the date that begins with a year in it.
fn without_date(text: &str, year: i32) -> String {
    let Some((before, after)) = text.split_once(&year.to_string()) else { return text.to_owned() };
    let after = after.trim_start_matches(|letter: char| letter.is_ascii_digit() || "-.".contains(letter));
    format!("{}{after}", before.trim_end_matches([' ', '_', '-', '.', '('])).trim().to_owned()
}

/// A list of persons is no statistic: whoever keeps names and birthdays must add up before delivering.
fn refuse_personal(sheet: &Sheet, columns: &[Column], line: u32) -> Result<(), Problems> {
    let mut problems = Problems::new();
    for column in columns.iter().filter(|column| vocabulary::is_personal(&column.label)) {
        problems.push(Problem::at(sheet.place(line), Fault::PersonalData { column: column.label.clone() }));
    }
    problems.into_result()
}

/// Decides what each column is for: as `sources.toml` says, else by heading, else by content.
fn roles(
    layout: &mut Layout,
    columns: &[Column],
    data: &[&Row],
    plan: &SourcePlan,
    dialect: &Dialect,
) -> Result<(), Problems> {
    let (source, place) = (&plan.source, &plan.place);
    let mut problems = Problems::new();
    let mut free: BTreeSet<usize> = (0..columns.len()).collect();
    let mut named = |name: &Name, kind: Kind| {
        let found = columns.iter().position(|column| column.is_called(name.get_ref()));
        if found.is_none() {
            let known = columns.iter().map(|column| column.label.clone()).filter(|label| !label.is_empty()).collect();
            let fault = Fault::UnknownName { kind, name: name.get_ref().clone(), known };
            let at = plan.columns.get(name.get_ref()).unwrap_or(place);
            problems.push(Problem::at(at.clone(), fault));
        }
        found
    };
    let written = &source.columns;
    let is_written = written.value.is_some() || !written.values.is_empty();
    layout.key = written.area.iter().chain(&written.area_parts).filter_map(|name| named(name, Kind::Column)).collect();
    layout.period = written.period.as_ref().and_then(|name| named(name, Kind::Column));
    layout.unit = written.unit.as_ref().and_then(|name| named(name, Kind::Column));
    let quality = written.quality.as_ref().and_then(|name| named(name, Kind::Column));
    let values: Vec<usize> =
        written.value.iter().chain(&written.values).filter_map(|name| named(name, Kind::Column)).collect();
    for (name, column) in &source.dimensions {
        if let Some(code) = named(column, Kind::Column) {
            layout.dimensions.push(DimensionColumn { names: vec![name.clone()], code, ..DimensionColumn::default() });
        }
    }
    problems.into_result()?;
    let taken = layout.key.iter().chain(&layout.period).chain(&layout.unit).chain(&quality).chain(&values);
    let taken = taken.copied().chain(layout.dimensions.iter().map(|column| column.code));
    let taken: Vec<usize> = taken.collect();
    free.retain(|at| !taken.contains(at));

    let meaning = |at: usize| vocabulary::meaning(&columns[at].label);
    let sample = |at: usize| data.iter().map(move |row| row.fields[at].as_str());
    if layout.key.is_empty() && source.area.is_none() {
        layout.key = key_parts(columns).or_else(|| Some(vec![key_column(&free, columns, data)?])).unwrap_or_default();
        free.retain(|at| !layout.key.contains(at));
    }
    let has_dated_columns = columns.iter().any(|column| column.period.is_some());
    if layout.period.is_none() && source.period.is_none() && !has_dated_columns {
        let is_period = |at: usize| sample(at).all(|text| text.is_empty() || period::read(text).is_some());
        let is_date = |at: usize| sample(at).all(|text| text.contains(['.', '-', '/', ' ']));
        let fitting: Vec<usize> = free.iter().copied().filter(|at| is_period(*at)).collect();
        let named = |at: &usize| meaning(*at) == Some(Meaning::Period) || columns[*at].label.is_empty() || is_written;
        let dated: Vec<usize> = fitting.iter().copied().filter(|at| is_date(*at)).collect();
        let only_dated = if let [only] = dated.as_slice() { Some(*only) } else { None };
        layout.period = fitting.iter().copied().find(named).or(only_dated);
        free.retain(|at| layout.period != Some(*at));
    }
    if layout.unit.is_none() {
        layout.unit = free.iter().copied().find(|at| meaning(*at) == Some(Meaning::Unit));
        free.retain(|at| layout.unit != Some(*at));
    }
    if layout.key.is_empty() && source.area.is_none() {
        return Err(Problem::at(place.clone(), Fault::NoKeyColumn).into());
    }
    refuse_two_tables(layout, columns, data, plan)?;
    let is_long = is_written || free.iter().any(|at| meaning(*at) == Some(Meaning::Value));
    let numeric = |at: usize| is_numeric(sample(at), dialect);
    let values: Vec<usize> = match is_written {
        true => values,
        false if is_long => free.iter().copied().filter(|at| meaning(*at) == Some(Meaning::Value)).take(1).collect(),
        false => free
            .iter()
            .copied()
            .filter(|at| {
                numeric(*at)
                    && !matches!(meaning(*at), Some(Meaning::Quality | Meaning::Key | Meaning::Code | Meaning::Nothing))
            })
            .collect(),
    };
    free.retain(|at| !values.contains(at));
    let beside = |at: usize| {
        quality.or_else(|| free.iter().copied().find(|next| *next > at && meaning(*next) == Some(Meaning::Quality)))
    };
    layout.values = values.iter().map(|at| columns[*at].value(*at, beside(*at))).collect();
    free.retain(|at| layout.values.iter().all(|value| value.quality != Some(*at)));
    if layout.values.is_empty() {
        return Err(Problem::at(place.clone(), Fault::NoValueColumn).into());
    }
    // What is written is all that is meant; else every column that tells facts apart counts.
    for at in free {
        let is_attribute =
            is_written || meaning(at) == Some(Meaning::Nothing) || belongs_to_area(&layout.key, at, data);
        let codes: BTreeSet<&str> = sample(at).collect();
        if is_attribute || codes.len() > MOST_CODES || (codes.len() == 1 && codes.first() == Some(&"")) {
            if layout.name.is_none() && !numeric(at) && !layout.key.is_empty() {
                layout.name = Some(at);
            } else {
                layout.unused.push(columns[at].label.clone());
            }
            continue;
        }
        let label = if columns[at].label.is_empty() { "stub" } else { columns[at].label.as_str() };
        layout.dimensions.push(DimensionColumn {
            names: vec![label.to_owned()],
            code: at,
            ..DimensionColumn::default()
        });
    }
    if layout.values.len() == 1 && is_long {
        // One value per row needs no dimension that says so.
        layout.values[0].label.clear();
        layout.values[0].code.clear();
    }
    Ok(())
}

/// A second column of keys behind an empty one begins another table, whose rows are other areas.
fn refuse_two_tables(layout: &Layout, columns: &[Column], data: &[&Row], plan: &SourcePlan) -> Result<(), Problems> {
    let [key] = layout.key.as_slice() else { return Ok(()) };
    let is_empty = |at: usize| columns[at].label.is_empty() && data.iter().all(|row| row.fields[at].is_empty());
    let gap = (*key + 1..columns.len()).find(|at| is_empty(*at));
    let is_keys =
        |at: &usize| data.iter().filter(|row| vocabulary::is_key(&row.fields[*at])).count() * 10 > data.len() * 7;
    let second = gap.and_then(|gap| (gap + 1..columns.len()).find(is_keys));
    match second.filter(|at| vocabulary::meaning(&columns[*at].label) == vocabulary::meaning(&columns[*key].label)) {
        Some(at) => {
            let column = format!("{} ({})", at + 1, columns[at].label);
            Err(Problem::at(plan.place.clone(), Fault::TwoTables { column }).into())
        }
        None => Ok(()),
    }
}

/// The columns of a key that is cut into its parts, as in the list of municipalities.
fn key_parts(columns: &[Column]) -> Option<Vec<usize>> {
    const PARTS: [&str; 5] = ["Land", "RB", "Kreis", "VB", "Gem"];
    let is_part = |column: &Column, part: &str| {
        column.label.split(" | ").any(|text| text == part || (part == "Gem" && text == "Gemeinde"))
    };
    PARTS.iter().map(|part| columns.iter().position(|column| is_part(column, part))).collect()
}

/// The column of keys: by its heading, else the one where most texts look like keys.
fn key_column(free: &BTreeSet<usize>, columns: &[Column], data: &[&Row]) -> Option<usize> {
    let share =
        |at: usize| data.iter().filter(|row| vocabulary::is_key(&row.fields[at])).count() * 100 / data.len().max(1);
    let is_named = |at: &usize| vocabulary::meaning(&columns[*at].label) == Some(Meaning::Key);
    // Of several the finest: the Amt stands beside its municipalities. Only keys begin with zeros, no number does.
    let different = |at: usize| {
        let texts: BTreeSet<&str> = data.iter().map(|row| row.fields[at].as_str()).collect();
        if texts.iter().any(|text| text.len() > 1 && text.starts_with('0')) { texts.len() } else { 0 }
    };
    let named: Vec<usize> = free.iter().copied().filter(is_named).collect();
    let rank = |at: &usize| (share(*at), different(*at), std::cmp::Reverse(*at));
    if let Some(best) = named.iter().copied().max_by_key(rank) {
        return Some(best);
    }
    let is_year = |at: usize| data.iter().all(|row| period::read(&row.fields[at]).is_some());
    let fitting = free.iter().copied().filter(|at| share(*at) >= 70 && !is_year(*at));
    fitting.max_by_key(rank)
}

/// True where almost all cells are numbers or signs, and at least one is a number or all are signs.
fn is_numeric<'a>(sample: impl Iterator<Item = &'a str>, dialect: &Dialect) -> bool {
    let (mut known, mut numbers, mut filled, mut all) = (0, 0, 0, 0);
    for text in sample {
        // Zeros in front are kept by keys and codes only.
        if text.len() > 1 && text.starts_with('0') && is_digits(text) {
            return false;
        }
        all += 1;
        if !text.is_empty() {
            filled += 1;
            let state = value::read(text, "", dialect).state;
            known += usize::from(state != State::UNREADABLE);
            numbers += usize::from(state == State::NUMBER || state.sign().is_some() || state == State::DASH);
        }
    }
    filled > 0 && known * 10 >= filled * 6 && numbers > 0 && (filled * 50 >= all || filled > 3)
}

/// True where each key has one text only, such as its name: nothing by which facts are told apart. What is the same for
/// all of several keys is nobody's name: „jung" in a table of young people.
fn belongs_to_area(key: &[usize], at: usize, data: &[&Row]) -> bool {
    let mut texts: BTreeMap<Vec<&str>, &str> = BTreeMap::new();
    let has_one_each = data.iter().all(|row| {
        let key = key.iter().map(|at| row.fields[*at].as_str()).collect();
        *texts.entry(key).or_insert(&row.fields[at]) == row.fields[at]
    });
    let differs = texts.len() < 2 || texts.values().any(|text| Some(text) != texts.values().next());
    !key.is_empty() && has_one_each && differs
}
