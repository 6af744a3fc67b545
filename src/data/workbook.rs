//! Workbooks (XLSX, XLSB, XLS, ODS): the cells of a sheet as a planner sees them. Comes in: the bytes
//! of a workbook. Goes out: rows of text; merged cells are repeated, numbers written with a decimal
//! comma, dates in German.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _, Write as _};
use std::path::{Path, PathBuf};

use calamine::{Data, Dimensions, Reader, SheetVisible, Sheets};

use super::sheet::Sheet;
use crate::problem::{Fault, Kind, Problem};

type Book<'a> = Sheets<Cursor<&'a [u8]>>;

/// The names of the sheets that are not empty, and one of them: the named one, else the one with most cells.
pub fn open(file: &Path, bytes: &[u8], wanted: Option<&str>) -> Result<(Vec<String>, Sheet), Problem> {
    let unreadable = |error: calamine::Error| {
        Problem::new(Fault::UnreadableFile { path: file.to_owned(), reason: error.to_string() })
    };
    let cleaned = without_superscripts(bytes);
    let bytes = cleaned.as_deref().unwrap_or(bytes);
    let mut book = calamine::open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(unreadable)?;
    let mut names = Vec::new();
    let mut largest = (0, String::new());
    let hidden: Vec<String> = book
        .sheets_metadata()
        .iter()
        .filter(|sheet| sheet.visible != SheetVisible::Visible)
        .map(|sheet| sheet.name.clone())
        .collect();
    // What the office has hidden is read only when it is asked for.
    for name in book.sheet_names().into_iter().filter(|name| !hidden.contains(name) || wanted == Some(name)) {
        let range = book.worksheet_range(&name).map_err(unreadable)?;
        let filled = range.used_cells().count();
        if filled > largest.0 {
            largest = (filled, name.clone());
        }
        if filled > 0 {
            names.push(name);
        }
    }
    let chosen = wanted.map_or(largest.1, str::to_owned);
    if !names.contains(&chosen) {
        return Err(Problem::new(Fault::UnknownName { kind: Kind::Sheet, name: chosen, known: names }));
    }
    let range = book.worksheet_range(&chosen).map_err(unreadable)?;
    let (rows, columns) = range.end().map_or((0, 0), |(row, column)| (row + 1, column + 1));
    let text = |row: u32, column: u32| range.get_value((row, column)).map(cell).unwrap_or_default();
    let mut cells: Vec<Vec<String>> =
        (0..rows).map(|row| (0..columns).map(|column| text(row, column)).collect()).collect();
    for merged in merged(&mut book, &chosen) {
        repeat(&mut cells, merged);
    }
    while columns > 1 && cells.iter().all(|row| row.first().is_none_or(String::is_empty)) {
        // A margin on the left belongs to no table.
        cells.iter_mut().filter(|row| !row.is_empty()).for_each(|row| drop(row.remove(0)));
        if cells.iter().all(Vec::is_empty) {
            break;
        }
    }
    let file = PathBuf::from(format!("{}#{chosen}", file.display()));
    Ok((names, Sheet::cells(file, cells, true)))
}

/// The workbook without the raised signs of footnotes, which would be read as digits of the number before them;
/// `None` where there are none.
fn without_superscripts(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut cleaned: BTreeMap<usize, (String, String)> = BTreeMap::new();
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).ok()?;
        let name = file.name().ok()?.into_owned();
        if name == "xl/sharedStrings.xml" || name.starts_with("xl/worksheets/sheet") {
            let mut text = String::new();
            if file.read_to_string(&mut text).is_ok() && text.contains("\"superscript\"") {
                cleaned.insert(at, (name, without_raised_runs(&text)));
            }
        }
    }
    if cleaned.is_empty() {
        return None;
    }
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..archive.len() {
        match cleaned.get(&at) {
            Some((name, text)) => {
                writer.start_file(name.as_str(), zip::write::SimpleFileOptions::default()).ok()?;
                writer.write_all(text.as_bytes()).ok()?;
            }
            None => writer.raw_copy_file(archive.by_index_raw(at).ok()?).ok()?,
        }
    }
    Some(writer.finish().ok()?.into_inner())
}

/// Text of a workbook without its runs of raised letters.
fn without_raised_runs(xml: &str) -> String {
    let mut kept = String::with_capacity(xml.len());
    let mut rest = xml;
    while let Some(start) = rest.find("<r>") {
        let end = rest[start..].find("</r>").map_or(rest.len(), |length| start + length + "</r>".len());
        kept.push_str(&rest[..start]);
        if !rest[start..end].contains("\"superscript\"") {
            kept.push_str(&rest[start..end]);
        }
        rest = &rest[end..];
    }
    kept.push_str(rest);
    kept
}

fn merged(book: &mut Book<'_>, sheet: &str) -> Vec<Dimensions> {
    match book {
        Sheets::Xlsx(book) => book.merge_cells_by_sheet_name(sheet).unwrap_or_default(),
        Sheets::Xls(book) => book.merge_cells_by_sheet_name(sheet).unwrap_or_default(),
        _ => Vec::new(),
    }
}

/// Writes the first cell of a merged range into all of it.
fn repeat(cells: &mut [Vec<String>], merged: Dimensions) {
    let at = |position: (u32, u32)| (position.0 as usize, position.1 as usize);
    let (start, end) = (at(merged.start), at(merged.end));
    let Some(text) = cells.get(start.0).and_then(|row| row.get(start.1)).cloned() else { return };
    for row in cells.iter_mut().take(end.0 + 1).skip(start.0) {
        for cell in row.iter_mut().take(end.1 + 1).skip(start.1) {
            cell.clone_from(&text);
        }
    }
}

fn cell(data: &Data) -> String {
    match data {
        Data::Empty | Data::Error(_) => String::new(),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => joined(text),
        Data::Int(number) => number.to_string(),
        Data::Float(number) => float(*number),
        Data::Bool(yes) => yes.to_string(),
        Data::DateTime(date) => {
            let (year, month, day, ..) = date.to_ymd_hms_milli();
            format!("{day:02}.{month:02}.{year}")
        }
    }
}

/// Spreadsheets know fifteen digits; what stands behind them is noise of the binary form.
fn float(number: f64) -> String {
    let known: f64 = format!("{number:.14e}").parse().unwrap_or(number);
    known.to_string().replace('.', ",")
}

/// One line without soft hyphens.
fn joined(text: &str) -> String {
    let words = text.replace('\u{ad}', "").replace("-\r\n", "-").replace("-\n", "-");
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A heading without the hyphens that a narrow column needed: „Migrations-⏎hintergrund" is one word.
pub fn heading(text: &str) -> String {
    let mut joined = String::new();
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let before = joined.chars().last().is_some_and(|before| before.is_lowercase());
        let after = letters.peek().is_some_and(|after| after.is_lowercase());
        if !(letter == '-' && before && after) {
            joined.push(letter);
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn floats_lose_their_noise_and_gain_a_comma() {
        assert_eq!(float(2_087.8), "2087,8");
        assert_eq!(float(1_001_000.0), "1001000");
        assert_eq!(float(-0.03), "-0,03");
        assert_eq!(float(0.1 + 0.2), "0,3");
    }

    #[test]
    fn headings_of_narrow_columns_are_joined() {
        assert_eq!(heading(&joined("Migrations-\nhintergrund")), "Migrationshintergrund");
        assert_eq!(heading("Text-kenn-zeichen"), "Textkennzeichen");
        assert_eq!(heading("SGB II-Quote"), "SGB II-Quote");
        assert_eq!(joined("Kinder- und Jugend\u{ad}hilfe"), "Kinder- und Jugendhilfe");
    }

    #[test]
    fn raised_signs_of_footnotes_are_no_digits() {
        let run = |raised: &str, text: &str| format!("<r><rPr>{raised}</rPr><t>{text}</t></r>");
        let raised = "<vertAlign val=\"superscript\"/>";
        let xml = format!("<si>{}{}</si><si><t>7</t></si>", run("", "17600"), run(raised, "1"));
        assert_eq!(without_raised_runs(&xml), format!("<si>{}</si><si><t>7</t></si>", run("", "17600")));
    }

    #[test]
    fn merged_cells_are_repeated() {
        let mut cells = vec![vec!["a".to_owned(), String::new()], vec![String::new(), "x".to_owned()]];
        repeat(&mut cells, Dimensions { start: (0, 0), end: (0, 1) });
        assert_eq!(cells[0], ["a", "a"]);
    }
}
