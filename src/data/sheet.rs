//! A file as rows of text, whatever it was: CSV is read as it streams by, a sheet of a workbook lies in
//! memory. Comes in: text or cells. Goes out: rows with the lines they stand in.

use std::borrow::Cow;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use crate::problem::{Fault, Lines, Place, Problem};

/// Rows of text.
#[derive(Debug)]
pub struct Sheet {
    /// The file as the planner names it, with the sheet behind a `#`.
    pub file: PathBuf,
    content: Content,
}

#[derive(Debug)]
enum Content {
    Text { text: String, delimiter: u8 },
    Cells { rows: Vec<Vec<String>>, hyphenated: bool },
}

/// A row with the line in which it begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// From 1.
    pub line: u32,
    /// Its fields, trimmed.
    pub fields: Vec<String>,
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

impl Sheet {
    /// CSV.
    pub fn text(file: &Path, text: String, delimiter: u8) -> Sheet {
        Sheet { file: file.to_owned(), content: Content::Text { text, delimiter } }
    }

    /// A sheet of a workbook, where headings may be hyphenated to fit narrow columns; or other rows in memory.
    pub fn cells(file: PathBuf, rows: Vec<Vec<String>>, hyphenated: bool) -> Sheet {
        Sheet { file, content: Content::Cells { rows, hyphenated } }
    }

    /// Shows every row from a line on until the visitor has enough.
    pub fn each(&self, from: u32, mut visit: impl FnMut(u32, &[&str]) -> ControlFlow<()>) -> Result<(), Problem> {
        match &self.content {
            Content::Cells { rows, .. } => {
                for (line, row) in (1_u32..).zip(rows).filter(|(line, _)| *line >= from) {
                    let fields: Vec<&str> = row.iter().map(String::as_str).collect();
                    if visit(line, &fields).is_break() {
                        break;
                    }
                }
                Ok(())
            }
            Content::Text { text, delimiter } => self.each_record(text, *delimiter, from, visit),
        }
    }

    fn each_record(
        &self,
        text: &str,
        delimiter: u8,
        from: u32,
        mut visit: impl FnMut(u32, &[&str]) -> ControlFlow<()>,
    ) -> Result<(), Problem> {
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(delimiter)
            .has_headers(false)
            .flexible(true)
            .from_reader(text.as_bytes());
        let mut lines = Lines::new(text);
        let mut record = csv::StringRecord::new();
        let mut fields: Vec<&str> = Vec::new();
        loop {
            let more = reader.read_record(&mut record).map_err(|error| {
                let reason = error.to_string().lines().next().unwrap_or_default().chars().take(120).collect();
                Problem::at(Place::file(&self.file), Fault::UnreadableFile { path: self.file.clone(), reason })
            })?;
            if !more {
                return Ok(());
            }
            let offset = record.position().map_or(0, csv::Position::byte);
            let line = lines.line(usize::try_from(offset).unwrap_or(usize::MAX));
            let line = u32::try_from(line).unwrap_or(u32::MAX);
            if line < from {
                continue;
            }
            // The vector of fields keeps its room, not its content, from record to record.
            let mut row = std::mem::take(&mut fields);
            row.extend(record.iter().map(str::trim));
            let flow = visit(line, &row);
            row.clear();
            fields = row.into_iter().map(|_| "").collect();
            if flow.is_break() {
                return Ok(());
            }
        }
    }

    /// The first rows.
    pub fn head(&self, count: usize) -> Result<Vec<Row>, Problem> {
        let mut head = Vec::new();
        self.each(1, |line, fields| {
            head.push(Row { line, fields: fields.iter().map(|field| (*field).to_owned()).collect() });
            if head.len() < count { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        })?;
        Ok(head)
    }

    /// True for a sheet of a workbook.
    pub fn is_workbook(&self) -> bool {
        matches!(self.content, Content::Cells { hyphenated: true, .. })
    }

    /// The name of the sheet in its workbook.
    pub fn name(&self) -> Option<String> {
        let file = self.file.to_string_lossy();
        self.is_workbook().then(|| file.rsplit_once('#').map(|(_, name)| name.to_owned())).flatten()
    }

    /// Who published it and the state of the data, as the lines below the table say.
    pub fn imprint(&self) -> (Option<String>, Option<String>) {
        let lines: Vec<String> = match &self.content {
            Content::Text { text, .. } => text.lines().rev().take(12).map(str::to_owned).collect(),
            Content::Cells { rows, .. } => rows.iter().rev().take(12).map(|row| row.concat()).collect(),
        };
        let after = |line: &String, mark: &str| line.split_once(mark).map(|(_, rest)| rest.trim().to_owned());
        let provider = lines.iter().find_map(|line| after(line, "©").or_else(|| after(line, "(C)opyright")));
        let provider = provider.map(|text| text.split(',').next().unwrap_or_default().trim().to_owned());
        let date = lines.iter().find_map(|line| after(line, "Stand:"));
        let date = date.and_then(|date| {
            let day: Vec<&str> = date.split([' ', '/']).next()?.split('.').collect();
            match day.as_slice() {
                [day, month, year] if year.len() == 4 => Some(format!("{year}-{month:0>2}-{day:0>2}")),
                _ => None,
            }
        });
        (provider, date)
    }

    /// The place of a line, with its text.
    pub fn place(&self, line: u32) -> Place {
        let line = line as usize;
        match &self.content {
            Content::Text { text, .. } => Place::excerpt(&self.file, line, Lines::excerpt(text, line)),
            Content::Cells { rows, .. } => {
                let row = rows.get(line.wrapping_sub(1)).map(|row| row.join(" │ ")).unwrap_or_default();
                Place::excerpt(&self.file, line, row)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_1252_is_told_from_utf_8() {
        assert_eq!(decode(b"L\xfctjendorf"), "Lütjendorf");
        assert_eq!(decode("\u{feff}Lütjendorf".as_bytes()), "Lütjendorf");
    }

    #[test]
    fn rows_know_their_lines_after_breaks_in_quotes() {
        let sheet = Sheet::text(Path::new("a.csv"), "a;b\r\n\"x\ny\";2\r\n3; 4 \r\n".to_owned(), b';');
        let rows = sheet.head(9).unwrap();
        assert_eq!(rows.iter().map(|row| row.line).collect::<Vec<_>>(), [1, 2, 4]);
        assert_eq!(rows[2].fields, ["3", "4"]);
    }
}
