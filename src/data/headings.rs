//! The words above the columns of a table. Comes in: header rows. Goes out: for every column the texts
//! above it, told apart into period, unit and measure, and what a heading usually means in German and
//! English files.

use super::period;
use super::sheet::Row;
use super::value::{self, Dialect, State};
use super::vocabulary::{MEASURES, is_key};
use super::workbook;
use crate::definition::Source;

/// The first row of numbers: behind it everything is data. A header row has no number below a text.
pub fn first_data_row(head: &[Row], source: &Source, dialect: &Dialect) -> Option<usize> {
    let is_number = |text: &String| !text.is_empty() && value::read(text, "", dialect).state != State::UNREADABLE;
    let has_written_columns =
        source.columns.area.is_some() || source.columns.value.is_some() || !source.columns.values.is_empty();
    let is_data = |row: &Row| {
        let key = row.fields.iter().take(7).position(|text| is_key(text) || (text.len() == 1 && is_number(text)));
        key.is_some_and(|key| {
            // „Schlüssel;Name;10;11" is a header: its key-like words stand behind plain text only.
            let after = &row.fields[key + 1..];
            after.iter().any(is_number) && after.iter().filter(|text| !text.is_empty()).count() > 0
        })
    };
    if let Some(line) = source.first_row {
        return head.iter().position(|row| row.line >= line);
    }
    if !has_written_columns && let Some(found) = head.iter().position(is_data) {
        return Some(found);
    }
    // Columns are named, or there is no key: the header is the first row that has several texts.
    let header = head.iter().position(|row| {
        let names = [&source.columns.area, &source.columns.value, &source.columns.period];
        let wanted: Vec<&String> = names.into_iter().flatten().map(toml::Spanned::get_ref).collect();
        let has = |name: &&String| row.fields.contains(name);
        if wanted.is_empty() {
            row.fields.iter().filter(|text| !text.is_empty()).count() > 1
        } else {
            wanted.iter().any(has)
        }
    });
    match header {
        Some(header) => (header + 1 < head.len()).then_some(header + 1),
        None => head.iter().position(is_data).or((head.len() > 1).then_some(1)),
    }
}

/// The header rows above the data: upwards as long as a row has a text beyond its first field. A blank row right above
/// the data is passed over, and so is the title of the first group of rows, which stands under the heads.
pub fn header(head: &[Row], first: usize) -> (usize, Vec<&Row>) {
    let is_header = |row: &Row| row.fields.iter().skip(1).any(|text| !text.is_empty());
    let mut foot = first;
    while foot > 0 && foot + BESIDE > first && is_title(&head[foot - 1]) {
        foot -= 1;
    }
    // A title counts as one only under heads that name its column.
    let names = |row: &Row| !is_title(row) && row.fields.first().is_some_and(|text| !text.is_empty());
    let foot = if foot > 0 && names(&head[foot - 1]) { foot } else { first };
    let mut top = foot;
    let is_blank = |row: &Row| row.fields.iter().all(String::is_empty);
    while top > 0 && (is_header(&head[top - 1]) || (is_blank(&head[top - 1]) && top == foot)) {
        top -= 1;
    }
    let filled = |row: &&Row| row.fields.iter().any(|text| !text.is_empty());
    (top, head[top..foot].iter().filter(filled).collect())
}

/// More titles than this do not stand above each other.
const BESIDE: usize = 4;

/// One text alone, or the same in all fields where cells are merged; or nothing.
fn is_title(row: &Row) -> bool {
    let mut texts = row.fields.iter().filter(|text| !text.is_empty());
    let first = texts.next();
    let is_merged = row.fields.len() > 1 && row.fields.iter().all(|text| Some(text) == first);
    row.fields.iter().skip(1).all(String::is_empty) || is_merged
}

/// A column of numbers.
#[derive(Debug, Clone, Default)]
pub struct ValueColumn {
    /// Which.
    pub at: usize,
    /// The period that stands above it.
    pub period: Option<String>,
    /// All that stands above it.
    pub code: String,
    /// The same without what stands above all columns.
    pub label: String,
    /// Unit of measure above it.
    pub unit: String,
    /// Column with the marks beside it.
    pub quality: Option<usize>,
    /// What the heading itself says of all its numbers: `p` for provisional, `s` for estimated.
    pub mark: &'static str,
}

/// What stands above a column.
#[derive(Debug, Clone, Default)]
pub struct Column {
    /// All texts but period and unit, joined.
    pub label: String,
    /// The same without what stands above all columns of numbers.
    pub short: String,
    /// A date or year.
    pub period: Option<String>,
    /// A unit of measure.
    pub unit: String,
    /// What the period says of all numbers below it.
    pub mark: &'static str,
}

impl Column {
    /// True where the planner may call it so.
    pub fn is_called(&self, name: &str) -> bool {
        self.label == name || (!self.short.is_empty() && self.short == name)
    }

    /// As a column of numbers.
    pub fn value(&self, at: usize, quality: Option<usize>) -> ValueColumn {
        let (period, unit) = (self.period.clone(), self.unit.clone());
        ValueColumn { at, period, code: self.label.clone(), label: self.short.clone(), unit, quality, mark: self.mark }
    }
}

/// The columns of a table by the texts above them. Where heads over several columns are written once, they are
/// carried to the right.
pub fn columns(header: &[&Row], width: usize, is_workbook: bool, carries: bool) -> Vec<Column> {
    let carried: Vec<Row> = if carries { carried(header) } else { Vec::new() };
    let carried: Vec<&Row> = carried.iter().collect();
    let header = if carries { carried.as_slice() } else { header };
    let text =
        |row: &Row, at: usize| row.fields.get(at).map(|text| heading_text(text, is_workbook)).unwrap_or_default();
    // Headings of keys and names stand before the first column that a date or a second row is above.
    let stub = header.iter().filter_map(|row| row.fields.iter().position(|text| !text.is_empty())).min().unwrap_or(0);
    let is_constant = |row: &&Row| {
        let mut texts = row.fields.iter().skip(stub).filter(|text| !text.is_empty());
        let first = texts.next();
        header.len() > 1 && row.fields.len() > stub + 1 && first.is_some() && texts.all(|text| Some(text) == first)
    };
    let is_units = |row: &&Row| {
        let mut texts = row.fields.iter().filter(|text| !text.is_empty()).peekable();
        header.len() > 1 && texts.peek().is_some() && texts.all(|text| MEASURES.contains(&text.to_lowercase().as_str()))
    };
    (0..width)
        .map(|at| {
            let mut column = Column::default();
            let (mut all, mut short): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
            for row in header {
                let text = text(row, at);
                if text.is_empty() || all.last() == Some(&text) {
                    continue;
                }
                if header.len() > 1 || at > 0 {
                    if let Some((date, mark)) = date_of(&text) {
                        column.period = Some(date.to_owned());
                        column.mark = mark;
                        continue;
                    }
                    if is_units(row) {
                        column.unit = text;
                        continue;
                    }
                }
                if !is_constant(row) {
                    short.push(text.clone());
                }
                all.push(text);
            }
            column.label = all.join(" | ");
            column.short = short.join(" | ");
            column
        })
        .collect()
}

/// Header rows whose blank cells continue the cell to their left, where the last row has a heading below.
fn carried(header: &[&Row]) -> Vec<Row> {
    let mut rows: Vec<Row> = header.iter().map(|row| (*row).clone()).collect();
    let Some((last, upper)) = rows.split_last_mut() else { return rows };
    for row in upper {
        for at in 1..row.fields.len() {
            let has_heading = last.fields.get(at).is_some_and(|text| !text.is_empty());
            // Over keys and names nothing continues.
            let is_inside = last.fields.get(at - 1).is_some_and(|text| !text.is_empty());
            if row.fields[at].is_empty() && has_heading && is_inside {
                row.fields[at] = row.fields[at - 1].clone();
            }
        }
    }
    rows
}

/// The date of a heading that says nothing else, and what it says of its numbers: `2015`, `am 31.12.2022 (Jahr)`,
/// `2024*`, `2024p`, `2024 vorläufig`, `Prognose 2030`.
fn date_of(text: &str) -> Option<(&str, &'static str)> {
    let bare = text.strip_prefix("am ").unwrap_or(text);
    let (bare, beside) = bare.split_once(" (").unwrap_or((bare, ""));
    if period::read(bare).is_some() {
        return Some((bare, mark_of(beside.trim_end_matches(')')).unwrap_or_default()));
    }
    // A word or a sign before or behind the date.
    let is_date = |letter: char| letter.is_ascii_digit() || "./-".contains(letter);
    let start = bare.find(|letter: char| letter.is_ascii_digit())?;
    let end = bare[start..].find(|letter| !is_date(letter)).map_or(bare.len(), |length| start + length);
    let (before, date, after) = (bare[..start].trim(), &bare[start..end], bare[end..].trim());
    let word = if before.is_empty() { after } else { before };
    (before.is_empty() || after.is_empty()).then_some(())?;
    Some((date, mark_of(word).filter(|_| period::read(date).is_some())?))
}

/// What a word or sign beside a date says of the numbers below it; `None` for words of another kind.
fn mark_of(text: &str) -> Option<&'static str> {
    match text.to_lowercase().trim_end_matches('.') {
        "p" | "v" | "vorl" | "vorläufig" | "vorläufige werte" | "provisional" => Some("p"),
        "r" | "rev" | "revidiert" | "revised" => Some("r"),
        "s" | "geschätzt" | "schätzung" | "prognose" | "prognosewert" | "vorausberechnung" | "forecast" => Some("s"),
        "e" | "endgültig" | "jahr" | "ist" => Some(""),
        // A sign of a note, whose text stands below the table.
        signs if signs.chars().all(|sign| "*†‡¹²³⁴⁵⁶⁷⁸⁹⁰".contains(sign)) => Some(""),
        _ => None,
    }
}

/// A heading of a workbook may be hyphenated.
fn heading_text(text: &str, is_workbook: bool) -> String {
    let text = without_note(text);
    if is_workbook { workbook::heading(text) } else { text.to_owned() }
}

/// `Bevölkerung 2)` is called `Bevölkerung`.
fn without_note(text: &str) -> &str {
    let bare = text.trim_end_matches(')');
    let digits = bare.len() - bare.trim_end_matches(|letter: char| letter.is_ascii_digit()).len();
    let before = &bare[..bare.len() - digits];
    if bare.len() < text.len() && (1..=2).contains(&digits) && !before.contains('(') { before.trim_end() } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(lines: &[&str]) -> Vec<Row> {
        let row = |(line, text): (u32, &&str)| Row { line, fields: text.split(';').map(str::to_owned).collect() };
        (1..).zip(lines).map(row).collect()
    }

    #[test]
    fn stacked_headers_are_told_into_period_unit_and_measure() {
        let rows =
            rows(&[";;31.12.2015;31.12.2015", ";;Geschlecht;Geschlecht", ";;Insgesamt;männlich", ";;Anzahl;Anzahl"]);
        let columns = columns(&rows.iter().collect::<Vec<_>>(), 4, false, false);
        assert_eq!(columns[3].label, "Geschlecht | männlich");
        assert_eq!(columns[3].short, "männlich");
        assert_eq!(columns[3].period.as_deref(), Some("31.12.2015"));
        assert_eq!(columns[3].unit, "Anzahl");
        assert_eq!(columns[0].label, "");
    }

    #[test]
    fn the_title_of_the_first_group_is_no_head() {
        let heads = |lines: &[&str], first: usize| {
            let rows = rows(lines);
            let (top, header) = header(&rows, first);
            (top, header.iter().map(|row| row.line).collect::<Vec<u32>>())
        };
        let table = ["Bevölkerung;;;", "Schlüssel;Gemeinde;2022;2023", "Verband Nord;;;", "01060005;A;1;2"];
        assert_eq!(heads(&table, 3), (1, vec![2]));
        let merged = ["Schlüssel;Gemeinde;2022;2023", "Nord;Nord;Nord;Nord", "01060005;A;1;2"];
        assert_eq!(heads(&merged, 2), (0, vec![1]));
        assert_eq!(heads(&["Titel;;;", "Schlüssel;Gemeinde;2022;2023", ";;;", "01060005;A;1;2"], 3), (1, vec![2]));
    }

    #[test]
    fn signs_beside_years_are_no_measures() {
        let found =
            ["2024", "2024*", "2024p", "2024 (vorläufig)", "Prognose 2024", "31.12.2024 r", "2024²"].map(date_of);
        let expected = ["2024", "2024", "2024", "2024", "2024", "31.12.2024", "2024"];
        assert_eq!(found.map(|date| date.map(|(date, _)| date)), expected.map(Some));
        assert_eq!(found.map(|date| date.map_or("?", |(_, mark)| mark)), ["", "", "p", "p", "s", "r", ""]);
        assert_eq!(["Wohnungen 2024", "ab 2011", "65 und älter", "2024 bis 2030"].map(date_of), [None; 4]);
    }

    #[test]
    fn heads_that_are_written_once_continue_to_the_right() {
        let rows = rows(&["AGS;Gemeinde;2022;;2023;", ";;Kinder;Plätze;Kinder;Plätze"]);
        let columns = columns(&rows.iter().collect::<Vec<_>>(), 6, false, true);
        let found: Vec<(&str, Option<&str>)> =
            columns[2..].iter().map(|column| (column.label.as_str(), column.period.as_deref())).collect();
        let expected =
            [("Kinder", Some("2022")), ("Plätze", Some("2022")), ("Kinder", Some("2023")), ("Plätze", Some("2023"))];
        assert_eq!(found, expected);
    }
}
