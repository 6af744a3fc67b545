//! What a reader makes of a delivered file, for the planner to see before it is used. Comes in: a file and,
//! where there is a workspace, its areas. Goes out: what was detected, the first facts, signs, keys without
//! an area, and an entry for `sources.toml`, whose title and provider are still to be filled in.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::facts::Facts;
use super::open::{self, Opened};
use super::period;
use super::value::{self, State};
use crate::area::{Areas, Keys, Repair};
use crate::definition::{Name, Reader};
use crate::plan::SourcePlan;
use crate::problem::{Fault, Problems};

/// Facts, codes and keys that are shown.
const SHOWN: usize = 12;

/// The year of files that do not say theirs.
const UNSAID: i32 = 0;

/// What was found in a file.
#[derive(Debug, Serialize)]
pub struct Inspection {
    /// Its format, as `reader` would name it.
    pub format: &'static str,
    /// Column delimiter; for text.
    pub delimiter: Option<char>,
    /// Decimal sign.
    pub decimal: char,
    /// A number by which the decimal sign could not be told.
    pub ambiguous: Option<String>,
    /// Sheets with content; for workbooks.
    pub sheets: Vec<String>,
    /// Lines above the header.
    pub title: Vec<String>,
    /// First line of data.
    pub first_row: Option<u32>,
    /// Columns that are not used.
    pub unused: Vec<String>,
    /// How many facts there are: numbers and signs.
    pub facts: usize,
    /// First and last year.
    pub years: Option<(i32, i32)>,
    /// Periods as they stand in the file.
    pub periods: Vec<String>,
    /// The dimensions with their codes.
    pub dimensions: Vec<InspectedDimension>,
    /// Units of measure.
    pub units: Vec<String>,
    /// Signs with how often they stand there and the line of the first.
    pub signs: Vec<InspectedSign>,
    /// Numbers with a mark beside them.
    pub marked: usize,
    /// Cells that are neither number nor sign: text and line.
    pub unreadable: Vec<(String, u32)>,
    /// Different keys by their length.
    pub keys: BTreeMap<usize, usize>,
    /// Keys by the level of their area; with a workspace.
    pub levels: BTreeMap<String, usize>,
    /// Keys that lost a zero; with a workspace.
    pub lost_zeros: usize,
    /// Keys without an area, all of them; with a workspace.
    pub unknown_keys: Vec<String>,
    /// Lines of rows with numbers and without a key.
    pub without_key: Vec<u32>,
    /// The first facts.
    pub first: Vec<InspectedFact>,
    /// An entry for `sources.toml`.
    pub entry: String,
}

/// A dimension.
#[derive(Debug, Serialize)]
pub struct InspectedDimension {
    /// How base figures may call it.
    pub names: Vec<String>,
    /// Code and meaning.
    pub codes: Vec<(String, String)>,
}

/// A sign.
#[derive(Debug, Serialize)]
pub struct InspectedSign {
    /// As it stands in the file; empty for empty cells.
    pub sign: String,
    /// What it is read as, in the words of `signs`.
    pub meaning: &'static str,
    /// How often.
    pub count: usize,
    /// Line of the first.
    pub line: u32,
}

/// A number as a tidy row.
#[derive(Debug, Serialize)]
pub struct InspectedFact {
    /// Line in the file.
    pub line: u32,
    /// Key of the area.
    pub area: String,
    /// Year or date.
    pub period: String,
    /// One code per dimension.
    pub codes: Vec<String>,
    /// Number with a decimal point, or the sign.
    pub value: String,
}

/// Reads a file and says what it saw; with a key, all facts of that key instead of the first ones.
pub fn inspect(source: &SourcePlan, areas: Option<&Areas>, key: Option<&str>) -> Result<Inspection, Problems> {
    let opened = open_leniently(source, open::bytes(source)?)?;
    let facts = &opened.facts;
    let years: Vec<i32> = facts.periods.texts().filter_map(period::read).map(|period| period.year).collect();
    let mut keys: BTreeMap<usize, usize> = BTreeMap::new();
    facts.keys.texts().for_each(|key| *keys.entry(key.chars().count()).or_default() += 1);
    let known = areas.map(Keys::new);
    let mut unreadable: Vec<(String, u32)> =
        facts.unreadable.iter().map(|(fact, text)| (text.clone(), facts.line[*fact])).collect();
    unreadable.sort_by_key(|(_, line)| *line);
    let mut found = Inspection {
        format: opened.reader.name(),
        delimiter: opened.delimiter,
        decimal: opened.decimal,
        ambiguous: opened.ambiguous.clone(),
        sheets: opened.sheets.clone(),
        title: opened.layout.as_ref().map(|layout| layout.title.clone()).unwrap_or_default(),
        first_row: opened.layout.as_ref().map(|layout| layout.first),
        unused: opened.layout.as_ref().map(|layout| layout.unused.clone()).unwrap_or_default(),
        facts: facts.len(),
        years: years.iter().min().copied().zip(years.iter().max().copied()),
        periods: facts.periods.texts().map(str::to_owned).collect(),
        dimensions: dimensions(facts),
        units: facts.units.texts().filter(|unit| !unit.is_empty()).map(str::to_owned).collect(),
        signs: signs(facts),
        marked: facts.marks.iter().filter(|marks| !marks.is_empty()).count(),
        unreadable,
        keys,
        levels: BTreeMap::new(),
        lost_zeros: 0,
        unknown_keys: Vec::new(),
        without_key: facts.without_key.clone(),
        first: match key {
            Some(key) => facts_of(facts, key, known.as_ref()),
            None => first_facts(facts, known.as_ref()),
        },
        entry: String::new(),
    };
    if let Some((areas, keys)) = areas.zip(known.as_ref()) {
        match_keys(&mut found, facts, areas, keys);
    }
    found.entry = entry(source, &opened, &found);
    Ok(found)
}

/// Reads a file of which nobody has said yet whose or of which year it is.
fn open_leniently(source: &SourcePlan, bytes: Vec<u8>) -> Result<Opened, Problems> {
    let mut source = source.clone();
    for _ in 0..2 {
        let problems = match open::read(&source, bytes.clone()) {
            Ok(opened) => return Ok(opened),
            Err(problems) => problems,
        };
        let faults: Vec<Fault> = problems.clone().sorted().into_iter().map(|problem| problem.fault).collect();
        match faults.as_slice() {
            [Fault::NoYear] => source.source.period = Some(UNSAID),
            [Fault::NoKeyColumn] => source.source.area = Some(Name::new(0..0, "?".to_owned())),
            _ => return Err(problems),
        }
    }
    open::read(&source, bytes)
}

fn dimensions(facts: &Facts) -> Vec<InspectedDimension> {
    let codes = |dimension: &super::facts::Dimension| {
        dimension.codes.texts().zip(&dimension.labels).map(|(code, label)| (code.to_owned(), label.clone())).collect()
    };
    let all = facts.dimensions.iter();
    all.map(|dimension| InspectedDimension { names: dimension.names.clone(), codes: codes(dimension) }).collect()
}

fn signs(facts: &Facts) -> Vec<InspectedSign> {
    let occurring = facts.signs.iter();
    occurring
        .map(|(sign, occurrence)| InspectedSign {
            sign: sign.clone(),
            meaning: occurrence.meaning,
            count: occurrence.count,
            line: occurrence.line,
        })
        .collect()
}

/// The first facts, of areas that the workspace knows if there are any.
fn first_facts(facts: &Facts, keys: Option<&Keys<'_>>) -> Vec<InspectedFact> {
    let is_known: Vec<bool> = facts.keys.texts().map(|key| keys.is_some_and(|keys| keys.find(key).is_some())).collect();
    let any = is_known.iter().any(|known| *known);
    let wanted = (0..facts.len()).filter(|fact| !any || is_known[facts.key[*fact] as usize]);
    wanted.take(SHOWN).map(|fact| shown(facts, fact)).collect()
}

fn facts_of(facts: &Facts, key: &str, keys: Option<&Keys<'_>>) -> Vec<InspectedFact> {
    let area = |text: &str| keys.and_then(|keys| keys.find(text)).map(|(area, _)| area);
    let meant = area(key);
    let is_meant: Vec<bool> =
        facts.keys.texts().map(|text| text == key || (meant.is_some() && area(text) == meant)).collect();
    (0..facts.len()).filter(|fact| is_meant[facts.key[*fact] as usize]).map(|fact| shown(facts, fact)).collect()
}

fn shown(facts: &Facts, fact: usize) -> InspectedFact {
    let codes = facts.dimensions.iter().zip(&facts.codes);
    let state = facts.state[fact];
    InspectedFact {
        line: facts.line[fact],
        area: facts.keys.text(facts.key[fact]).to_owned(),
        period: facts.periods.text(facts.period[fact]).to_owned(),
        codes: codes.map(|(dimension, column)| dimension.codes.text(column[fact]).to_owned()).collect(),
        value: match (state, facts.unreadable.get(&fact)) {
            (_, Some(text)) => text.clone(),
            (State::NUMBER, _) => value::plain_text(facts.number[fact]),
            _ => state.word().to_owned(),
        },
    }
}

fn match_keys(found: &mut Inspection, facts: &Facts, areas: &Areas, keys: &Keys<'_>) {
    for key in facts.keys.texts() {
        match keys.find(key) {
            Some((area, repair)) => {
                *found.levels.entry(areas.level_of(area).plural.clone()).or_default() += 1;
                found.lost_zeros += usize::from(repair == Repair::LostZero);
            }
            None => found.unknown_keys.push(key.to_owned()),
        }
    }
}

/// The entry for `sources.toml`: what the program found out, and what only the planner can know left open.
fn entry(source: &SourcePlan, opened: &Opened, found: &Inspection) -> String {
    let text = |text: &str| toml::Value::String(text.to_owned()).to_string();
    let mut lines = vec!["[[source]]".to_owned()];
    lines.push(format!("id = {}", text(source.source.id.get_ref())));
    lines.push(format!("file = {}", text(source.source.file.get_ref())));
    if found.sheets.len() > 1
        && let Some(sheet) = opened.sheet.as_ref().and_then(|sheet| sheet.name())
    {
        lines.push(format!("sheet = {}", text(&sheet)));
    }
    let (table, title) = match opened.reader {
        Reader::Flat => (None, statistic(opened).unwrap_or_default()),
        _ => title(&found.title),
    };
    lines.push(format!("title = {}", text(&title)));
    let (provider, as_of) = opened.sheet.as_ref().map(|sheet| sheet.imprint()).unwrap_or_default();
    lines.push(format!("provider = {}", text(&provider.unwrap_or_default())));
    lines.extend(table.map(|table| format!("table = {}", text(&table))));
    lines.extend(as_of.map(|date| format!("as_of = {date}")));
    if let (Some(layout), Reader::Tidy | Reader::Workbook | Reader::Parquet) = (&opened.layout, opened.reader)
        && layout.values.len() == 1
        && layout.values[0].code.is_empty()
    {
        lines.extend(layout.columns_entry());
    }
    let sentinels: BTreeSet<&str> = found.first.iter().map(|fact| fact.value.as_str()).collect();
    let marker = ["-9999", "-99999", "-999"].into_iter().find(|marker| sentinels.contains(marker));
    let marker = marker.or_else(|| opened.facts.number.contains(&(-9999 * 1_000_000)).then_some("-9999"));
    lines.extend(marker.map(|marker| format!("signs = {{ \"{marker}\" = \"missing\" }}")));
    if found.years.is_none() {
        lines.push("period = 0   # das Jahr aller Zeilen / the year of all rows".to_owned());
    }
    if found.keys.len() == 1 && opened.facts.keys.texts().eq(["?"]) {
        lines.push("area = \"\"   # der Schlüssel aller Zeilen / the key of all rows".to_owned());
    }
    for dimension in &found.dimensions {
        let words = dimension.codes.iter().map(|(code, label)| if label.is_empty() { code } else { label });
        let mut words: Vec<&String> = words.collect();
        words.dedup();
        if words.len() > 1 {
            let codes: Vec<String> = words.into_iter().take(3).map(|word| text(word)).collect();
            let name = dimension.names.first().map_or("", String::as_str);
            lines.push(format!("# where = {{ {} = [{}] }}", key(name), codes.join(", ")));
        }
    }
    lines.join("\n") + "\n"
}

/// The name of the statistic that every row of a flat file repeats.
fn statistic(opened: &Opened) -> Option<String> {
    let head = opened.sheet.as_ref()?.head(2).ok()?;
    let name = |field: &String| matches!(field.to_lowercase().as_str(), "statistics_label" | "statistik_label");
    let at = head.first()?.fields.iter().position(name)?;
    head.get(1)?.fields.get(at).cloned()
}

/// A bare key where TOML allows it.
fn key(name: &str) -> String {
    let is_bare = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte));
    if is_bare { name.to_owned() } else { toml::Value::String(name.to_owned()).to_string() }
}

/// The code of the table and its title, of the lines above the header.
fn title(lines: &[String]) -> (Option<String>, String) {
    let coded = lines
        .first()
        .and_then(|line| line.split_once(':'))
        .filter(|(word, _)| word.contains("abelle") || word.contains("able"));
    match coded {
        Some((_, code)) => {
            let title = lines.iter().skip(1).take_while(|line| !line.starts_with("regionale Tiefe"));
            let title: Vec<&str> = title.take(2).map(|line| line.trim_matches(['-', ' '])).collect();
            (Some(code.trim().to_owned()), title.join(" ").trim().to_owned())
        }
        None => (None, lines.first().cloned().unwrap_or_default()),
    }
}
