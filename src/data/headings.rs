//! The words above the columns of a table. Comes in: header rows. Goes out: for every column the texts
//! above it, told apart into period, unit and measure, and what a heading usually means in German and
//! English files.

use super::period;
use super::sheet::Row;
use super::value::{self, Dialect, State};
use super::workbook;
use crate::area::plain_key;
use crate::definition::Source;

/// What a heading says of its column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    /// Key of the area.
    Key,
    /// Year or date.
    Period,
    /// The number.
    Value,
    /// Marks beside the number.
    Quality,
    /// Unit of measure.
    Unit,
    /// Age, month and the like: numbers that are never values.
    Code,
    /// Running numbers, postal codes.
    Nothing,
}

const KEYS: [&str; 32] = [
    "schluessel",
    "key",
    "ags",
    "ars",
    "rs",
    "gkz",
    "krs",
    "vbg",
    "kennziffer",
    "gemeindeschluessel",
    "amtlichergemeindeschluessel",
    "amtlicherregionalschluessel",
    "regionalschluessel",
    "kreisschluessel",
    "gemeindekennziffer",
    "gebietsschluessel",
    "raumschluessel",
    "schluesselnummer",
    "gemeindenummer",
    "kreisnummer",
    "area",
    "areakey",
    "areacode",
    "areaid",
    "gebietid",
    "raumid",
    "regionid",
    "regioncode",
    "regionalcode",
    "geocode",
    "geo",
    "agsgemeinde",
];
const PERIODS: [&str; 14] = [
    "jahr",
    "year",
    "zeit",
    "time",
    "timeperiod",
    "periode",
    "period",
    "stichtag",
    "datum",
    "date",
    "berichtsjahr",
    "berichtsmonat",
    "zeitbezug",
    "zeitraum",
];
const VALUES: [&str; 8] = ["wert", "value", "obsvalue", "anzahl", "count", "zahl", "betrag", "number"];
const QUALITIES: [&str; 8] =
    ["q", "qualitaet", "quality", "valueq", "kennzeichen", "obsstatus", "qualitaetskennzeichen", "flag"];
const UNITS: [&str; 5] = ["einheit", "unit", "valueunit", "masseinheit", "unitofmeasure"];
const CODES: [&str; 14] = [
    "alter",
    "altersjahr",
    "age",
    "geburtsjahr",
    "baujahr",
    "monat",
    "month",
    "quartal",
    "quarter",
    "woche",
    "week",
    "semester",
    "halbjahr",
    "tag",
];
const NOTHINGS: [&str; 7] = ["plz", "postleitzahl", "lfdnr", "nr", "satzart", "textkennzeichen", "id"];
const PERSONAL: [&str; 20] = [
    "vorname",
    "nachname",
    "familienname",
    "geburtsname",
    "firstname",
    "lastname",
    "surname",
    "geburtsdatum",
    "geburtstag",
    "dateofbirth",
    "birthdate",
    "strasse",
    "hausnummer",
    "anschrift",
    "adresse",
    "address",
    "telefon",
    "email",
    "iban",
    "versicherungsnummer",
];
const MEASURES: [&str; 30] = [
    "anzahl",
    "prozent",
    "%",
    "in %",
    "eur",
    "euro",
    "1000",
    "1 000",
    "tsd.",
    "tsd. eur",
    "1000 eur",
    "mill. eur",
    "mio. eur",
    "qkm",
    "km2",
    "km²",
    "ha",
    "qm",
    "m2",
    "m²",
    "jahre",
    "number",
    "percent",
    "per cent",
    "personen",
    "promille",
    "je 1000",
    "eur/qm",
    "sq. km",
    "years",
];

/// Lower case without umlauts, signs and digits at the end: `GKZ1222` is `gkz`.
fn normal(label: &str) -> String {
    let lower = label.to_lowercase().replace('ä', "ae").replace('ö', "oe").replace('ü', "ue").replace('ß', "ss");
    let plain: String = lower.chars().filter(|letter| letter.is_alphanumeric()).collect();
    plain.trim_end_matches(|letter: char| letter.is_ascii_digit()).to_owned()
}

/// What a heading usually means; `None` for measures, dimensions and names.
pub fn meaning(label: &str) -> Option<Meaning> {
    let label = normal(label);
    let has = |words: &[&str]| words.contains(&label.as_str());
    match () {
        () if has(&KEYS) => Some(Meaning::Key),
        () if has(&PERIODS) => Some(Meaning::Period),
        () if has(&VALUES) => Some(Meaning::Value),
        () if has(&QUALITIES) => Some(Meaning::Quality),
        () if has(&UNITS) => Some(Meaning::Unit),
        () if has(&CODES) => Some(Meaning::Code),
        () if has(&NOTHINGS) => Some(Meaning::Nothing),
        () => None,
    }
}

/// True for columns of lists of persons.
pub fn is_personal(label: &str) -> bool {
    let label = normal(label);
    PERSONAL.contains(&label.as_str()) || label.starts_with("geburtsdat") || label.starts_with("strasse")
}

/// True for a text that looks like an official key: so many digits, or the letters for Germany. What looks
/// like a year is none.
pub fn is_key(text: &str) -> bool {
    let text = &*plain_key(text);
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let is_alone = digits == text.len() || (digits >= 5 && text[digits..].starts_with([' ', '\u{a0}']));
    let is_year = digits == 4 && digits == text.len() && ("1900".."2100").contains(&text);
    text == "DG" || (is_alone && matches!(digits, 2..=12) && !is_year)
}

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

/// The first of the header rows: those above the data that have more than a title in their first field.
pub fn top_of_header(head: &[Row], first: usize) -> usize {
    let is_header = |row: &Row| row.fields.iter().skip(1).any(|text| !text.is_empty());
    let is_blank = |row: &Row| row.fields.iter().all(String::is_empty);
    let mut top = first;
    while top > 0 && (is_header(&head[top - 1]) || (is_blank(&head[top - 1]) && top == first)) {
        top -= 1;
    }
    top
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
}

impl Column {
    /// True where the planner may call it so.
    pub fn is_called(&self, name: &str) -> bool {
        self.label == name || (!self.short.is_empty() && self.short == name)
    }

    /// As a column of numbers.
    pub fn value(&self, at: usize, quality: Option<usize>) -> ValueColumn {
        let (period, unit) = (self.period.clone(), self.unit.clone());
        ValueColumn { at, period, code: self.label.clone(), label: self.short.clone(), unit, quality }
    }
}

/// The columns of a table by the texts above them.
pub fn columns(header: &[&Row], width: usize, is_workbook: bool) -> Vec<Column> {
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
                    if let Some(date) = date_of(&text) {
                        column.period = Some(date.to_owned());
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

/// The date of a heading that says nothing else: `2015`, `am 31.12.2022 (Jahr)`.
fn date_of(text: &str) -> Option<&str> {
    let bare = text.strip_prefix("am ").unwrap_or(text);
    let bare = bare.split_once(" (").map_or(bare, |(date, _)| date);
    period::read(bare).map(|_| bare)
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
    fn headings_mean_the_same_in_many_spellings() {
        assert_eq!(meaning("Amtlicher Gemeindeschlüssel"), Some(Meaning::Key));
        assert_eq!(meaning("GKZ1222"), Some(Meaning::Key));
        assert_eq!(meaning("OBS_VALUE"), Some(Meaning::Value));
        assert_eq!(meaning("Zeitbezug"), Some(Meaning::Period));
        assert_eq!(meaning("alter"), Some(Meaning::Code));
        assert_eq!(meaning("gruppe"), None);
        assert!(is_personal("Geburtsdatum") && is_personal("Straße") && !is_personal("Name"));
    }

    #[test]
    fn stacked_headers_are_told_into_period_unit_and_measure() {
        let rows =
            rows(&[";;31.12.2015;31.12.2015", ";;Geschlecht;Geschlecht", ";;Insgesamt;männlich", ";;Anzahl;Anzahl"]);
        let columns = columns(&rows.iter().collect::<Vec<_>>(), 4, false);
        assert_eq!(columns[3].label, "Geschlecht | männlich");
        assert_eq!(columns[3].short, "männlich");
        assert_eq!(columns[3].period.as_deref(), Some("31.12.2015"));
        assert_eq!(columns[3].unit, "Anzahl");
        assert_eq!(columns[0].label, "");
    }

    #[test]
    fn a_year_is_no_key_and_a_key_no_year() {
        for text in ["01060", "01060005", "1060005", "010605086018", "DG", "01", "1060", "01060 Segeberg"] {
            assert!(is_key(text), "{text}");
        }
        for text in ["2016", "Segeberg", "31.12.2015", "", "5", "12,5"] {
            assert!(!is_key(text), "{text}");
        }
    }
}
