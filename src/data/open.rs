//! A delivered file into facts, whatever its format. Comes in: its bytes and what `sources.toml` says.
//! Goes out: facts and what was found out about the file. The format is known by its content, not by its name.

use std::io::{Cursor, Read};

use super::facts::{Dimension, Facts};
use super::layout::{self, Layout};
use super::sheet::{Sheet, decode};
use super::value::Dialect;
use super::{cube_file, dialect, flat, parquet, table, workbook};
use crate::definition::{Reader, gazetteer, unreadable};
use crate::plan::SourcePlan;
use crate::problem::{Fault, Kind, Place, Problem, Problems};

/// A file that was read.
#[derive(Debug)]
pub struct Opened {
    /// Its format.
    pub reader: Reader,
    /// Its facts.
    pub facts: Facts,
    /// Where things stand in it; for tables.
    pub layout: Option<Layout>,
    /// Column delimiter; for text.
    pub delimiter: Option<char>,
    /// Decimal sign.
    pub decimal: char,
    /// A number by which the decimal sign could not be told.
    pub ambiguous: Option<String>,
    /// Sheets with content; for workbooks.
    pub sheets: Vec<String>,
    /// Rows of text, for the places of problems.
    pub sheet: Option<Sheet>,
}

impl Opened {
    fn new(reader: Reader, facts: Facts) -> Opened {
        Opened {
            reader,
            facts,
            layout: None,
            delimiter: None,
            decimal: '.',
            ambiguous: None,
            sheets: Vec::new(),
            sheet: None,
        }
    }

    /// The place of a line.
    pub fn place(&self, source: &SourcePlan, line: u32) -> Place {
        match &self.sheet {
            Some(sheet) => sheet.place(line),
            None => Place::line(&source.file, line as usize),
        }
    }
}

/// The bytes of a delivered file.
pub fn bytes(source: &SourcePlan) -> Result<Vec<u8>, Problem> {
    let refused = |error| Problem::at(source.place.clone(), unreadable(&source.file, &error).fault);
    std::fs::read(&source.path).map_err(refused)
}

/// Reads a file whole.
pub fn read(source: &SourcePlan, bytes: Vec<u8>) -> Result<Opened, Problems> {
    let bytes = unpacked(source, bytes)?;
    let wanted = source.source.reader;
    if bytes.starts_with(b"PAR1") {
        check(source, wanted, Reader::Parquet)?;
        let (facts, layout) = parquet::read(source, bytes)?;
        return Ok(Opened { layout: Some(layout), ..Opened::new(Reader::Parquet, facts) });
    }
    if bytes.starts_with(b"PK") || bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        check(source, wanted, Reader::Workbook)?;
        return read_workbook(source, &bytes);
    }
    let text = match String::from_utf8(bytes) {
        Ok(text) if !text.starts_with('\u{feff}') => text,
        Ok(text) => text.trim_start_matches('\u{feff}').to_owned(),
        Err(error) => decode(error.as_bytes()).into_owned(),
    };
    read_text(source, text)
}

fn read_text(source: &SourcePlan, text: String) -> Result<Opened, Problems> {
    let wanted = source.source.reader;
    if cube_file::is_one(&text) {
        check(source, wanted, Reader::Cube)?;
        let facts = cube_file::read(&text, source)?;
        return Ok(Opened { sheet: Some(Sheet::text(&source.file, text, b';')), ..Opened::new(Reader::Cube, facts) });
    }
    if gazetteer::is_gazetteer(&text) {
        check(source, wanted, Reader::Gazetteer)?;
        let facts = read_gazetteer(source, &text)?;
        return Ok(Opened {
            sheet: Some(Sheet::text(&source.file, text, b';')),
            ..Opened::new(Reader::Gazetteer, facts)
        });
    }
    let written = &source.source.columns;
    let delimiter = match written.delimiter {
        Some(delimiter) => delimiter.0,
        None => dialect::delimiter(&text),
    };
    let first = text.lines().next().unwrap_or_default();
    let is_classic = ["GENESIS-", "Tabelle:", "Table:"].iter().any(|word| first.starts_with(word));
    let is_flat = first.to_lowercase().starts_with("statisti") || first.contains(";Kennziffer;");
    let decimal = written.decimal.unwrap_or_else(|| match is_classic || is_flat {
        true => dialect::ungrouped_decimal(&text, delimiter),
        false => dialect::decimal(&text, delimiter),
    });
    let may_be_ambiguous = written.decimal.is_none() && !is_classic && !is_flat && delimiter != b',';
    let ambiguous = may_be_ambiguous.then(|| dialect::ambiguous(&text, delimiter, decimal)).flatten();
    let dialect = Dialect { decimal, signs: source.source.signs.clone() };
    let sheet = Sheet::text(&source.file, text, delimiter);
    let flat = sheet.head(1)?.first().and_then(flat::layout);
    let (reader, layout) = match flat {
        Some(layout) if wanted.is_none() || wanted == Some(Reader::Flat) => (Reader::Flat, layout),
        _ => {
            let reader = if is_classic { Reader::Genesis } else { Reader::Tidy };
            check(source, wanted.filter(|wanted| !matches!(wanted, Reader::Tidy | Reader::Genesis)), reader)?;
            (reader, layout::find(&sheet, source, &dialect)?)
        }
    };
    let facts = table::read(&sheet, &layout, source, &dialect)?;
    Ok(Opened {
        layout: Some(layout),
        delimiter: Some(char::from(delimiter)),
        decimal,
        ambiguous,
        sheet: Some(sheet),
        ..Opened::new(reader, facts)
    })
}

fn read_workbook(source: &SourcePlan, bytes: &[u8]) -> Result<Opened, Problems> {
    let wanted = source.source.sheet.as_ref();
    let (sheets, sheet) = workbook::open(&source.file, bytes, wanted.map(|name| name.get_ref().as_str()))
        .map_err(|problem| Problem { place: Some(source.sheet_place().clone()), ..problem })?;
    let dialect = Dialect { decimal: source.source.columns.decimal.unwrap_or(','), signs: source.source.signs.clone() };
    let layout = layout::find(&sheet, source, &dialect)?;
    let facts = table::read(&sheet, &layout, source, &dialect)?;
    Ok(Opened {
        layout: Some(layout),
        decimal: dialect.decimal,
        sheets,
        sheet: Some(sheet),
        ..Opened::new(Reader::Workbook, facts)
    })
}

/// The only text file in a ZIP; workbooks are ZIP files too and stay as they are.
fn unpacked(source: &SourcePlan, bytes: Vec<u8>) -> Result<Vec<u8>, Problems> {
    if !bytes.starts_with(b"PK") {
        return Ok(bytes);
    }
    let unreadable =
        |reason: String| Problem::at(source.place.clone(), Fault::UnreadableFile { path: source.file.clone(), reason });
    let mut archive = zip::ZipArchive::new(Cursor::new(&bytes)).map_err(|error| unreadable(error.to_string()))?;
    let names: Vec<String> = archive.file_names().filter_map(|name| Some(name.ok()?.into_owned())).collect();
    if names.iter().any(|name| name.starts_with("xl/") || name == "content.xml") {
        return Ok(bytes);
    }
    let is_table = |name: &&String| {
        let lower = name.to_lowercase();
        let endings = [".csv", ".txt", ".asc", ".xlsx", ".xls", ".parquet"];
        !name.starts_with("__MACOSX") && endings.iter().any(|ending| lower.ends_with(ending))
    };
    let mut files: Vec<&String> = names.iter().filter(is_table).collect();
    if files.len() > 1 {
        files.retain(|name| !name.to_lowercase().ends_with(".txt"));
    }
    let wanted = source.source.sheet.as_ref().map(|name| name.get_ref());
    let chosen = match (wanted, files.as_slice()) {
        (None, [only]) => *only,
        (Some(wanted), _) if names.contains(wanted) => wanted,
        _ => {
            let name = wanted.cloned().unwrap_or_else(|| "?".to_owned());
            let fault = Fault::UnknownName { kind: Kind::Sheet, name, known: names.clone() };
            return Err(Problem::at(source.sheet_place().clone(), fault).into());
        }
    };
    let mut file = archive.by_name(chosen).map_err(|error| unreadable(error.to_string()))?;
    let mut content = Vec::new();
    file.read_to_end(&mut content).map_err(|error| unreadable(error.to_string()))?;
    Ok(content)
}

/// What is written must be what the file is: a wrong reader would read nonsense.
fn check(source: &SourcePlan, wanted: Option<Reader>, found: Reader) -> Result<(), Problems> {
    match wanted {
        Some(wanted) if wanted != found => {
            let fault = Fault::OtherFormat { wanted: wanted.name().to_owned(), found: found.name().to_owned() };
            Err(Problem::at(source.place.clone(), fault).into())
        }
        _ => Ok(()),
    }
}

/// Hectares and people of municipalities. The list names the date of its boundaries, not that of its people.
/// Its people are those of the end of the year before its boundaries; where these are of the last day of a year, nobody
/// can tell which year is meant.
fn read_gazetteer(source: &SourcePlan, text: &str) -> Result<Facts, Problem> {
    const MEASURES: [(&str, &str); 4] =
        [("flaeche", "Fläche"), ("bevoelkerung", "Bevölkerung"), ("maennlich", "männlich"), ("weiblich", "weiblich")];
    let mut facts = Facts::new(vec![Dimension::named("measure")]);
    let dialect = Dialect { decimal: ',', signs: source.source.signs.clone() };
    let records = gazetteer::records(text).map_err(|line| gazetteer::no_record(&source.file, line))?;
    for record in records {
        let Some([hectares, people, men]) = record.numbers else { continue };
        let key = facts.keys.intern(&record.key);
        facts.names.entry(key).or_insert_with(|| record.name.clone());
        let before = || {
            let (year, day) = record.date.split_at_checked(4)?;
            Some(year.parse::<i32>().ok()? - 1).filter(|_| day != "1231")
        };
        let Some(year) = source.source.period.or_else(before) else {
            return Err(Problem::at(Place::line(&source.file, record.line), Fault::NoYear));
        };
        let period = facts.periods.intern(&year.to_string());
        let line = u32::try_from(record.line).unwrap_or(u32::MAX);
        for ((code, label), number) in MEASURES.iter().zip([hectares, people, men, people.saturating_sub(men)]) {
            let unit = facts.units.intern(if *code == "flaeche" { "ha" } else { "Anzahl" });
            let code = facts.dimensions[0].intern(code, label);
            facts.push(line, (key, period, unit), &[code], (&number.to_string(), ""), &dialect);
        }
    }
    Ok(facts)
}
