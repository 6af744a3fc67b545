//! What all readers make of their files: one record per number, still as text; and the step from there
//! to a table of typed columns.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};

use polars::prelude::{Column, DataFrame, NamedFrom, Series};

use crate::area::Areas;
use crate::definition::SourceSign;
use crate::figures::{Flags, Sign};
use crate::number::{self, Exact};
use crate::plan::SourcePlan;
use crate::problem::{Fault, Lines, Notes, Place, Problem, Problems};

/// Decimal places kept of numbers in files; sums stay exact in integers of this unit.
pub const PLACES: u32 = 6;
/// How many unknown keys of a file are told one by one.
const KEYS_TOLD: usize = 5;

/// A file as columns of text, row by row.
#[derive(Debug, Default)]
pub struct Records {
    /// Area keys.
    pub keys: Vec<String>,
    /// Years or dates.
    pub periods: Vec<String>,
    /// Numbers or signs.
    pub values: Vec<String>,
    /// Marks beside the numbers; empty where the file has none.
    pub qualities: Vec<String>,
    /// Dimensions by name.
    pub dimensions: Vec<(String, Vec<String>)>,
    /// Line of each record in the file.
    pub lines: Vec<u32>,
    /// True where rows for other areas are usual, as in tables for the whole country.
    pub wide_area: bool,
}

/// A file as typed columns: `area`, `period`, `units`, `sign`, `line`, a column
/// per mark, and the dimensions.
pub struct Table {
    /// The columns.
    pub frame: DataFrame,
    /// Names of the dimensions with the codes that occur.
    pub dimensions: Vec<(String, BTreeSet<String>)>,
    /// The file as the planner names it.
    pub file: std::path::PathBuf,
}

/// UTF-8 where it is valid, else Windows-1252, as German authorities deliver it.
pub fn decode(bytes: &[u8]) -> Cow<'_, str> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if let Some((encoding, _)) = encoding_rs::Encoding::for_bom(bytes) {
        return encoding.decode(bytes).0;
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => encoding_rs::WINDOWS_1252.decode(bytes).0,
    }
}

impl Records {
    /// Reads keys, periods and numbers; rows of areas that the workspace does not have fall away.
    pub fn table(self, source: &SourcePlan, text: &str, areas: &Areas, notes: &mut Notes) -> Result<Table, Problems> {
        let mut problems = Problems::new();
        let file = source.file.clone();
        let place = |row: usize| {
            let line = self.lines[row] as usize;
            Place::excerpt(&file, line, Lines::excerpt(text, line))
        };
        let mut unknown = BTreeSet::new();
        let mut deserted = BTreeSet::new();
        let mut known: HashMap<&str, Option<usize>> = HashMap::new();
        let (mut area, mut period, mut units, mut sign, mut line) =
            (Vec::new(), Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let (mut provisional, mut revised, mut estimated, mut uncertain) =
            (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let mut kept = Vec::new();
        for row in 0..self.keys.len() {
            let index = *known.entry(&self.keys[row]).or_insert_with(|| areas.find(&self.keys[row]));
            let Some(index) = index else {
                if !self.wide_area && unknown.insert(&self.keys[row]) && unknown.len() <= KEYS_TOLD {
                    let fault = Fault::UnknownAreaKey { key: self.keys[row].clone() };
                    notes.push(Problem::at(place(row), fault));
                }
                continue;
            };
            let Some(year) = year(&self.periods[row]) else {
                let fault = Fault::UnreadablePeriod { text: self.periods[row].clone() };
                problems.push(Problem::at(place(row), fault));
                continue;
            };
            let quality = self.qualities.get(row).map_or("", String::as_str);
            let Some(read) = read_value(&self.values[row], quality, source) else {
                let text = if marked(quality).is_none() { quality } else { &self.values[row] };
                problems.push(Problem::at(place(row), Fault::UnreadableNumber { text: text.to_owned() }));
                continue;
            };
            if areas.get(index).uninhabited && read.units != 0 && deserted.insert(index) {
                let fault = Fault::UninhabitedHasData { area: areas.get(index).name.clone() };
                notes.push(Problem::at(place(row), fault));
            }
            area.push(u32::try_from(index).unwrap_or(u32::MAX));
            period.push(year);
            units.push(read.units);
            sign.push(read.sign.map_or(0, |sign| sign as u32 + 1));
            provisional.push(u32::from(read.flags.provisional));
            revised.push(u32::from(read.flags.revised));
            estimated.push(u32::from(read.flags.estimated));
            uncertain.push(u32::from(read.flags.uncertain));
            line.push(self.lines[row]);
            kept.push(row);
        }
        problems.into_result()?;
        if kept.is_empty() {
            let fault = match self.keys.first() {
                Some(key) => Fault::NoKeyKnown { key: key.clone() },
                None => Fault::NoRows { file: file.display().to_string() },
            };
            return Err(Problem::at(source.place.clone(), fault).into());
        }
        let mut columns = vec![
            column("area", area),
            column("period", period),
            column("units", units),
            column("sign", sign),
            column("provisional", provisional),
            column("revised", revised),
            column("estimated", estimated),
            column("uncertain", uncertain),
            column("line", line),
        ];
        let mut dimensions = Vec::new();
        for (name, codes) in &self.dimensions {
            let codes: Vec<&str> = kept.iter().map(|row| codes[*row].as_str()).collect();
            let occurring: BTreeSet<&str> = codes.iter().copied().collect();
            dimensions.push((name.clone(), occurring.into_iter().map(str::to_owned).collect()));
            columns.push(Series::new(dimension(name).as_str().into(), codes).into());
        }
        let frame = DataFrame::new_infer_height(columns).map_err(Problem::internal)?;
        Ok(Table { frame, dimensions, file })
    }
}

/// The column of a dimension; its own name space, so that a dimension may be called `area`.
pub fn dimension(name: &str) -> String {
    format!("dimension {name}")
}

/// A row of a CSV file, trimmed, with its line.
pub struct Row {
    /// The line in which it begins.
    pub line: u32,
    /// Its fields.
    pub fields: Vec<String>,
}

/// The rows of a CSV text one by one, whatever their lengths; the header is the first.
pub fn rows(source: &SourcePlan, text: &str) -> impl Iterator<Item = Result<Row, Problem>> {
    let reader = csv::ReaderBuilder::new()
        .delimiter(u8::try_from(source.source.columns.delimiter).unwrap_or(b';'))
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut lines = Lines::new(text);
    reader.into_records().map(move |record| {
        let record = record.map_err(|error| {
            let reason = error.to_string().lines().next().unwrap_or_default().chars().take(120).collect();
            Problem::at(source.place.clone(), Fault::UnreadableFile { path: source.file.clone(), reason })
        })?;
        let offset = record.position().map_or(0, csv::Position::byte);
        let line = lines.line(usize::try_from(offset).unwrap_or(usize::MAX));
        let fields = record.iter().map(|field| field.trim().to_owned()).collect();
        Ok(Row { line: u32::try_from(line).unwrap_or(u32::MAX), fields })
    })
}

/// A row with more or fewer fields than the header: no value of it can be trusted.
pub fn wrong_field_count(source: &SourcePlan, text: &str, row: &Row, expected: usize) -> Problem {
    let line = row.line as usize;
    let place = Place::excerpt(&source.file, line, Lines::excerpt(text, line));
    Problem::at(place, Fault::FieldCount { expected, found: row.fields.len() })
}

fn column<T>(name: &str, values: Vec<T>) -> Column
where
    Series: NamedFrom<Vec<T>, [T]>,
{
    Series::new(name.into(), values).into()
}

/// The year of `2024`, `31.12.2024`, `2024-12-31`, `2024/25`.
fn year(text: &str) -> Option<i32> {
    let text = text.trim();
    let digits = |part: &str| part.len() == 4 && part.bytes().all(|byte| byte.is_ascii_digit());
    let candidate = match text {
        _ if digits(text) => text,
        _ if text.is_char_boundary(4) && text.len() > 4 && digits(&text[..4]) && text[4..].starts_with(['-', '/']) => {
            &text[..4]
        }
        _ => text.rsplit('.').next().filter(|part| digits(part))?,
    };
    candidate.parse().ok().filter(|year| (1800..2200).contains(year))
}

struct ReadValue {
    units: i64,
    sign: Option<Sign>,
    flags: Flags,
}

fn read_value(text: &str, quality: &str, source: &SourcePlan) -> Option<ReadValue> {
    let text = text.trim();
    let declared = source.source.signs.get(text).copied();
    let (text, marks) = match text.rsplit_once(|letter: char| letter.is_ascii_digit()) {
        // „12,3 p": the mark stands beside the number.
        Some((_, after)) if declared.is_none() => (&text[..text.len() - after.len()], after),
        _ => (text, ""),
    };
    let sign_text = if text.is_empty() && !quality.trim().is_empty() { quality.trim() } else { text };
    if let Some(sign) = declared.or_else(|| source.source.signs.get(sign_text).copied()).or_else(|| usual(sign_text)) {
        let sign = match sign {
            SourceSign::Nothing => None,
            SourceSign::Secret => Some(Sign::SecretAtSource),
            SourceSign::Unknown => Some(Sign::Unknown),
            SourceSign::Later => Some(Sign::Later),
            SourceSign::Uncertain => Some(Sign::Uncertain),
            SourceSign::Meaningless => Some(Sign::Meaningless),
            SourceSign::Missing => Some(Sign::Missing),
        };
        return Some(ReadValue { units: 0, sign, flags: Flags::default() });
    }
    let (text, bracketed) = match text.strip_prefix('(') {
        Some(rest) => (rest, true),
        None => (text, false),
    };
    let value = number::parse(text, source.source.columns.decimal)? * Exact::from_integer(10_i128.pow(PLACES));
    let units = value.is_integer().then(|| i64::try_from(value.to_integer()).ok())??;
    let flags = marked(quality)?.union(marked(marks)?);
    Some(ReadValue { units, sign: None, flags: Flags { uncertain: flags.uncertain || bracketed, ..flags } })
}

/// The signs of official statistics.
fn usual(text: &str) -> Option<SourceSign> {
    Some(match text {
        "-" | "–" => SourceSign::Nothing,
        "." | "·" => SourceSign::Unknown,
        "..." | "…" => SourceSign::Later,
        "/" => SourceSign::Uncertain,
        "x" | "X" => SourceSign::Meaningless,
        "" => SourceSign::Missing,
        _ => return None,
    })
}

/// The marks beside a number; `e` says that it is final.
fn marked(marks: &str) -> Option<Flags> {
    let mut flags = Flags::default();
    for mark in marks.chars().filter(|mark| !mark.is_whitespace()) {
        match mark {
            'p' => flags.provisional = true,
            'r' => flags.revised = true,
            's' => flags.estimated = true,
            'u' | '(' | ')' => flags.uncertain = true,
            'e' => {}
            _ => return None,
        }
    }
    Some(flags)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_in_the_forms_of_statistics() {
        for text in ["2024", "31.12.2024", "2024-12-31", "2024/25", " 2024 "] {
            assert_eq!(year(text), Some(2024), "{text}");
        }
        for text in ["", "24", "Insgesamt", "31.12.24", "x2024", "2015 bis 2017"] {
            assert_eq!(year(text), None, "{text}");
        }
    }

    #[test]
    fn windows_1252_is_told_from_utf_8() {
        assert_eq!(decode(b"L\xfctjendorf"), "Lütjendorf");
        assert_eq!(decode("\u{feff}Lütjendorf".as_bytes()), "Lütjendorf");
    }
}
