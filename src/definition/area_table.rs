//! The area tables: CSV rows, word for word.

use std::path::{Path, PathBuf};

use super::gazetteer::{self, GazetteerRecord};
use super::{AreaFile, ChangeFile, Name, WorkspaceDefinition, Written, YEARS, unreadable};
use crate::number::{self, Exact};
use crate::problem::{Fault, Kind, Place, Problem, Problems};

/// The rows of one file.
#[derive(Debug, Clone)]
pub struct AreaTable {
    /// The partition this file makes, by its id; `None` for areas with parents.
    pub partition: Option<String>,
    /// Its rows.
    pub rows: Vec<AreaRow>,
}

/// One row.
#[derive(Debug, Clone)]
pub struct AreaRow {
    /// The official key, leading zeros kept.
    pub key: String,
    /// The name to print.
    pub name: String,
    /// The level it belongs to.
    pub level: String,
    /// For areas: the key of the next coarser area. For partitions: the member of this row.
    pub link: Option<String>,
    /// True for areas without inhabitants, which no table shows.
    pub uninhabited: bool,
    /// First year in which it existed, where it is younger than the data.
    pub since: Option<i32>,
    /// Where the row stands.
    pub place: Place,
}

/// Reads all area tables and partitions that the workspace names.
pub fn read_all(folder: &Path, workspace: &Written<WorkspaceDefinition>) -> Result<Vec<AreaTable>, Problems> {
    let mut problems = Problems::new();
    let mut tables = Vec::new();
    for file in &workspace.value.area_table {
        tables.extend(problems.collect(read_areas(folder, workspace, file)));
    }
    for partition in &workspace.value.partition {
        let rows = read_records(folder, workspace, &partition.file, b';').and_then(|records| {
            records.rows("key", "name", Some("member"), workspace.place(&partition.file), |_| {
                partition.id.get_ref().clone()
            })
        });
        let partition = Some(partition.id.get_ref().clone());
        tables.extend(problems.collect(rows).map(|rows| AreaTable { partition, rows }));
    }
    problems.into_result().map(|()| tables)
}

/// A municipality that became (part of) another.
#[derive(Debug, Clone)]
pub struct ChangeRow {
    /// Its key until then.
    pub old: String,
    /// Whom it belongs to since.
    pub new: String,
    /// First year in which it does.
    pub year: i32,
    /// Which part of it; all without one.
    pub share: Option<Exact>,
    /// Where the row stands.
    pub place: Place,
}

/// Reads merged, split and renamed municipalities.
pub fn read_changes(folder: &Path, workspace: &Written<WorkspaceDefinition>) -> Result<Vec<ChangeRow>, Problems> {
    let Some(ChangeFile { file }) = &workspace.value.changes else { return Ok(Vec::new()) };
    let records = read_records(folder, workspace, file, b';')?;
    let place = workspace.place(file);
    let column = |name: &str| records.column(name, &place);
    let (old, new, year) = (column("old")?, column("new")?, column("year")?);
    let share = records.header.iter().position(|column| column == "share");
    let mut problems = Problems::new();
    let mut rows = Vec::new();
    for (line, fields) in &records.rows {
        let field = |at: usize| fields.get(at).map(|text| text.trim()).unwrap_or_default();
        let place = Place::line(&records.file, *line);
        let since = read_year(("year", field(year)), &place);
        let Some(since) = problems.collect(since.map_err(Problems::from)) else { continue };
        let text = share.map(field).unwrap_or_default();
        let one = Exact::from_integer(1);
        let part = number::parse(text, ',').filter(|part| *part > Exact::from_integer(0) && *part <= one);
        if !text.is_empty() && part.is_none() {
            let (expected, found) = ("share > 0, ≤ 1, `,`".to_owned(), text.to_owned());
            problems.push(Problem::at(place.clone(), Fault::WrongValue { expected, found }));
        }
        let (old, new) = (field(old).to_owned(), field(new).to_owned());
        rows.push(ChangeRow { old, new, year: since, share: part.filter(|part| *part < one), place });
    }
    problems.into_result().map(|()| rows)
}

fn read_year((column, text): (&str, &str), place: &Place) -> Result<i32, Problem> {
    text.parse().ok().filter(|year| YEARS.contains(year)).ok_or_else(|| {
        let expected = format!("{column}: {}–{}", YEARS.start(), YEARS.end());
        Problem::at(place.clone(), Fault::WrongValue { expected, found: text.to_owned() })
    })
}

/// Rows of the list of municipalities: one level of its records, with the parents that counties work with.
fn gazetteer_rows(
    workspace: &Written<WorkspaceDefinition>,
    file: &AreaFile,
    text: &str,
    path: &Path,
) -> Result<Vec<AreaRow>, Problem> {
    let level = file.level.as_ref().map(|level| level.get_ref().clone()).unwrap_or_default();
    // What lies above the coarsest level of the workspace is not its business.
    let is_coarsest = workspace.value.level.last().is_some_and(|last| *last.id.get_ref() == level);
    let wanted = file.record.unwrap_or(60);
    let within = file.within.as_deref().unwrap_or_default();
    let records = gazetteer::records(text).map_err(|line| gazetteer::no_record(path, line))?;
    let records = records.into_iter().filter(|record| record.kind == wanted && record.key.starts_with(within));
    let row = |record: GazetteerRecord| AreaRow {
        key: record.key,
        name: record.name,
        level: level.clone(),
        link: Some(record.parent).filter(|parent| !parent.is_empty() && !is_coarsest),
        uninhabited: record.numbers.is_some_and(|[_, people, _]| people == 0),
        since: None,
        place: Place::line(path, record.line),
    };
    Ok(records.map(row).collect())
}

fn read_areas(folder: &Path, workspace: &Written<WorkspaceDefinition>, file: &AreaFile) -> Result<AreaTable, Problems> {
    let delimiter = file.delimiter.0;
    let (path, text) = read_file(folder, workspace, &file.file)?;
    if gazetteer::is_gazetteer(&text) {
        return Ok(AreaTable { partition: None, rows: gazetteer_rows(workspace, file, &text, &path)? });
    }
    let mut records = read_records(folder, workspace, &file.file, delimiter)?;
    let place = workspace.place(&file.file);
    for (column, wanted) in &file.filter {
        let at = records.column(column, &place)?;
        records.rows.retain(|(_, fields)| fields.get(at) == Some(wanted));
    }
    let level_column = match &file.level {
        Some(_) => None,
        None => Some(records.column("level", &place)?),
    };
    let level = |fields: &[String]| match (&file.level, level_column) {
        (Some(level), _) => level.get_ref().clone(),
        (None, Some(at)) => fields.get(at).cloned().unwrap_or_default(),
        (None, None) => String::new(),
    };
    let rows = records.rows(file.key.get_ref(), file.name.get_ref(), Some(file.parent.get_ref()), place, level)?;
    Ok(AreaTable { partition: None, rows })
}

/// A CSV file as text.
struct Records {
    file: PathBuf,
    header: Vec<String>,
    /// Line number and fields.
    rows: Vec<(usize, Vec<String>)>,
}

impl Records {
    fn column(&self, name: &str, place: &Place) -> Result<usize, Problem> {
        self.header.iter().position(|column| column == name).ok_or_else(|| {
            let fault = Fault::UnknownName { kind: Kind::Column, name: name.to_owned(), known: self.header.clone() };
            Problem::at(place.clone(), fault)
        })
    }

    fn rows(
        &self,
        key: &str,
        name: &str,
        link: Option<&str>,
        place: Place,
        level: impl Fn(&[String]) -> String,
    ) -> Result<Vec<AreaRow>, Problems> {
        let key = self.column(key, &place)?;
        let name = self.column(name, &place)?;
        let link = link.map(|link| self.column(link, &place)).transpose()?;
        let since = self.header.iter().position(|column| column == "since");
        let uninhabited = self.header.iter().position(|column| column == "uninhabited");
        let field =
            |fields: &[String], at: usize| fields.get(at).map(|text| text.trim().to_owned()).unwrap_or_default();
        let year = |line: usize, fields: &[String]| match since.map(|at| field(fields, at)).unwrap_or_default() {
            text if text.is_empty() => Ok(None),
            text => read_year(("since", &text), &Place::line(&self.file, line)).map(Some),
        };
        let mut problems = Problems::new();
        let rows = self.rows.iter().map(|(line, fields)| AreaRow {
            key: field(fields, key),
            name: field(fields, name),
            level: level(fields),
            link: link.map(|at| field(fields, at)).filter(|text| !text.is_empty()),
            uninhabited: uninhabited.is_some_and(|at| is_yes(&field(fields, at))),
            since: problems.collect(year(*line, fields).map_err(Problems::from)).flatten(),
            place: Place::line(&self.file, *line),
        });
        let rows = rows.collect();
        problems.into_result().map(|()| rows)
    }
}

/// „ja" and its like; anything else, „nein" among it, means that somebody lives there.
fn is_yes(text: &str) -> bool {
    ["ja", "j", "yes", "y", "1", "true", "x"].contains(&text.to_lowercase().as_str())
}

/// A file of areas with the name the planner knows; the list of municipalities was not always UTF-8.
fn read_file(
    folder: &Path,
    workspace: &Written<WorkspaceDefinition>,
    name: &Name,
) -> Result<(PathBuf, String), Problems> {
    let inside = workspace.value.data.join(name.get_ref());
    let file = if folder.join(&inside).exists() { inside } else { PathBuf::from(name.get_ref()) };
    let bytes = std::fs::read(folder.join(&file))
        .map_err(|error| Problem::at(workspace.place(name), unreadable(&file, &error).fault))?;
    match String::from_utf8(bytes) {
        // Line numbers count the ends of lines as Unix writes them.
        Ok(text) => Ok((file, text.trim_start_matches('\u{feff}').replace("\r\n", "\n"))),
        Err(error) => {
            let text = encoding_rs::WINDOWS_1252.decode(error.as_bytes()).0.into_owned();
            match gazetteer::is_gazetteer(&text) {
                true => Ok((file, text)),
                false => Err(Problem::at(workspace.place(name), Fault::NotUtf8 { path: file }).into()),
            }
        }
    }
}

fn read_records(
    folder: &Path,
    workspace: &Written<WorkspaceDefinition>,
    name: &Name,
    delimiter: u8,
) -> Result<Records, Problems> {
    let (file, text) = read_file(folder, workspace, name)?;
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(text.as_bytes());
    let malformed = |error: csv::Error| {
        let line = error.position().map_or(0, csv::Position::line);
        let place = Place::line(&file, usize::try_from(line).unwrap_or(0));
        Problem::at(place, Fault::UnreadableFile { path: file.clone(), reason: error.to_string() })
    };
    let header = reader.headers().map_err(malformed)?.iter().map(str::to_owned).collect();
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(malformed)?;
        let line = record.position().map_or(0, csv::Position::line);
        rows.push((usize::try_from(line).unwrap_or(0), record.iter().map(str::to_owned).collect()));
    }
    if rows.is_empty() {
        let fault = Fault::NoRows { file: file.display().to_string() };
        return Err(Problem::at(workspace.place(name), fault).into());
    }
    Ok(Records { file, header, rows })
}
