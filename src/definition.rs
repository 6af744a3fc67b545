//! What the planner wrote, word for word. Comes in: the workspace folder and the library built into
//! the program. Goes out: strict definitions whose names keep their places. Nothing is resolved
//! here: that a name means something is the business of `plan`.

mod area_table;
mod chapter;
mod edition;
pub mod gazetteer;
mod indicator_set;
mod library;
mod paper;
mod picture;
mod protection;
pub mod register;
mod report;
mod source;
mod strict;
mod template;
mod workspace;

pub use area_table::{AreaRow, AreaTable, ChangeRow};
pub use chapter::{Chapter, Contribution, ListDefinition, ListKind, Passage, Show, TableDefinition};
pub use edition::{Edition, FORMAT, PublishedCount};
pub use indicator_set::{
    BaseFigureDefinition, ClassMethod, IndicatorDefinition, IndicatorKind, IndicatorSet, PartDefinition, Polarity,
};
pub use library::{TemplateFolder, built_in};
pub use paper::{
    Annex, Consultation, CoverSource, Effect, EffectLabel, Finance, FinanceItem, Inquiry, Labels, Paper, PaperKind,
    PaperPart, Resolution,
};
pub use picture::{PictureDefinition, PictureKind, PictureOrder, PictureSize, Step};
pub use protection::{Dominance, Method, PercentRule, Protection, Units, Zero};
pub use register::Registers;
pub use report::{AreaSelection, AreaSet, Coarser, Origin, OriginKind, Period, ReportDefinition, Status};
pub use source::{Altered, Break, Columns, Gap, GapReason, Reader, Source, SourceSign, Sources};
pub use template::{Need, TemplateDefinition};
pub use workspace::{
    AreaFile, Boundaries, ChangeFile, ChecksDefinition, Inclusive, LevelDefinition, LookDefinition, Margins,
    PapersDefinition, PartitionFile, Publisher, SignSet, WorkspaceDefinition,
};

use std::collections::BTreeMap;
use std::fs;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use toml::Spanned;

use crate::problem::{Fault, Place, Problem, Problems, SourceText};

/// Years that a definition can mean; others are slips of the keyboard.
pub const YEARS: RangeInclusive<i32> = 1900..=2100;

/// A name as written, with its place.
pub type Name = Spanned<String>;

/// A definition together with the text it was read from.
#[derive(Debug, Clone, Default)]
pub struct Written<T> {
    /// The file name without its ending; how other definitions refer to it.
    pub id: String,
    /// The text, for places.
    pub source: SourceText,
    /// What it says.
    pub value: T,
}

impl<T> Written<T> {
    /// Where something of this definition stands.
    pub fn place<U>(&self, spanned: &Spanned<U>) -> Place {
        self.source.place(spanned.span())
    }
}

/// Everything a workspace says, with the library below it.
#[derive(Debug)]
pub struct Definitions {
    /// The folder with `drucksache.toml`.
    pub folder: PathBuf,
    /// `drucksache.toml`.
    pub workspace: Written<WorkspaceDefinition>,
    /// `sources.toml` in the data folder.
    pub sources: Written<Sources>,
    /// The rows of all area tables.
    pub areas: Vec<AreaTable>,
    /// Merged, split and renamed municipalities.
    pub changes: Vec<ChangeRow>,
    /// Indicator sets by id: the library's, overridden and extended by the workspace's.
    pub indicator_sets: BTreeMap<String, Written<IndicatorSet>>,
    /// Reports by id.
    pub reports: BTreeMap<String, Written<ReportDefinition>>,
    /// Reports that could not be read, and why: they do not stop the others.
    pub broken_reports: BTreeMap<String, Problems>,
    /// What earlier editions published.
    pub editions: Vec<Written<Edition>>,
    /// Markdown texts by report id and file name.
    pub texts: BTreeMap<(String, String), SourceText>,
    /// Template folders by name, `shared` among them.
    pub templates: BTreeMap<String, TemplateFolder>,
    /// What kinds of documents templates make: by name, and by language where they have one of their own.
    pub kinds: BTreeMap<String, Written<TemplateDefinition>>,
    /// What counties call things in papers, by name, and by language where they have one of their own.
    pub labels: BTreeMap<String, Written<Labels>>,
    /// What the county keeps beside its figures.
    pub registers: Registers,
    /// Logo and faces by the name that `[look]` gives them.
    pub design_files: BTreeMap<String, Arc<[u8]>>,
}

impl Definitions {
    /// The folder that holds the delivered files; it may lie outside the workspace.
    pub fn data_folder(&self) -> PathBuf {
        self.folder.join(&self.workspace.value.data)
    }
}

/// Reads a workspace whole; all mistakes of all files in one go.
pub fn read(folder: &Path) -> Result<Definitions, Problems> {
    let workspace: Written<WorkspaceDefinition> = read_toml(folder, Path::new("drucksache.toml"))?;
    let mut problems = Problems::new();

    let sources = problems.collect(read_toml(folder, Path::new(&workspace.value.sources)));
    let areas = problems.collect(area_table::read_all(folder, &workspace));
    let changes = problems.collect(area_table::read_changes(folder, &workspace)).unwrap_or_default();
    let indicator_sets = problems.collect(indicator_sets(folder));
    let (reports, broken_reports) = problems.collect(reports(folder)).unwrap_or_default();
    let texts = problems.collect(texts(folder, &reports));
    let templates = problems.collect(library::templates(folder));
    let kinds = problems.collect(template::read_all(templates.as_ref())).unwrap_or_default();
    let labels = problems.collect(template::labels(templates.as_ref())).unwrap_or_default();
    let beside = Path::new(&workspace.value.sources).parent().unwrap_or(Path::new(""));
    let registers = Registers::read(folder, beside);
    let editions = problems.collect(edition::read_all(folder)).unwrap_or_default();

    let design_files = problems.collect(design_files(folder, &workspace)).unwrap_or_default();

    let folder = folder.to_owned();
    match (sources, areas, indicator_sets, texts, templates) {
        (Some(sources), Some(areas), Some(indicator_sets), Some(texts), Some(templates)) if !problems.has_errors() => {
            Ok(Definitions {
                folder,
                workspace,
                sources,
                areas,
                changes,
                indicator_sets,
                reports,
                broken_reports,
                editions,
                texts,
                templates,
                kinds,
                labels,
                registers,
                design_files,
            })
        }
        _ => {
            broken_reports.into_values().for_each(|broken| problems.append(broken));
            Err(problems)
        }
    }
}

/// The nearest folder from `start` upwards that has a `drucksache.toml`.
pub fn find_workspace(start: &Path) -> Result<PathBuf, Problems> {
    start
        .ancestors()
        .find(|folder| folder.join("drucksache.toml").is_file())
        .map(Path::to_owned)
        .ok_or_else(|| Problem::new(Fault::NoWorkspace { start: start.to_owned() }).into())
}

/// Reads a text file; `file` is relative to `folder` and stays so in messages.
pub fn read_text(folder: &Path, file: &Path) -> Result<SourceText, Problems> {
    let bytes = fs::read(folder.join(file)).map_err(|error| unreadable(file, &error))?;
    let text = String::from_utf8(bytes)
        .map_err(|_| Problem::at(Place::file(file), Fault::NotUtf8 { path: file.to_owned() }))?;
    Ok(SourceText::new(file, text.trim_start_matches('\u{feff}')))
}

/// The problem of a file that the system does not give us.
pub fn unreadable(file: &Path, error: &std::io::Error) -> Problem {
    let fault = Fault::UnreadableFile { path: file.to_owned(), reason: error.kind().to_string() };
    Problem::at(Place::file(file), fault)
}

fn read_toml<T: serde::de::DeserializeOwned>(folder: &Path, file: &Path) -> Result<Written<T>, Problems> {
    let source = read_text(folder, file)?;
    written(source)
}

fn written<T: serde::de::DeserializeOwned>(source: SourceText) -> Result<Written<T>, Problems> {
    let value = strict::parse(&source)?;
    let id = source.path().file_stem().unwrap_or_default().to_string_lossy().into_owned();
    Ok(Written { id, source, value })
}

type Reports = (BTreeMap<String, Written<ReportDefinition>>, BTreeMap<String, Problems>);

/// Reports that can be read, and the problems of those that cannot.
fn reports(folder: &Path) -> Result<Reports, Problems> {
    let mut reports = Reports::default();
    for file in files_in(folder, Path::new("reports"), "toml")? {
        let id = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        match read_toml(folder, &file) {
            Ok(report) => drop(reports.0.insert(id, report)),
            Err(problems) => drop(reports.1.insert(id, problems)),
        }
    }
    Ok(reports)
}

fn folder_of_toml<T: serde::de::DeserializeOwned>(
    folder: &Path,
    name: &str,
) -> Result<BTreeMap<String, Written<T>>, Problems> {
    let mut problems = Problems::new();
    let mut found = BTreeMap::new();
    for file in files_in(folder, Path::new(name), "toml")? {
        if let Some(definition) = problems.collect(read_toml(folder, &file)) {
            found.insert(definition.id.clone(), definition);
        }
    }
    problems.into_result().map(|()| found)
}

fn indicator_sets(folder: &Path) -> Result<BTreeMap<String, Written<IndicatorSet>>, Problems> {
    let mut sets = BTreeMap::new();
    for source in library::indicator_sets() {
        let set: Written<IndicatorSet> = written(source)?;
        sets.insert(set.id.clone(), set);
    }
    sets.extend(folder_of_toml(folder, "indicator-sets")?);
    Ok(sets)
}

fn design_files(
    folder: &Path,
    workspace: &Written<WorkspaceDefinition>,
) -> Result<BTreeMap<String, Arc<[u8]>>, Problems> {
    let look = &workspace.value.look;
    let mut problems = Problems::new();
    let mut files = BTreeMap::new();
    for name in look.logo.iter().chain(&look.faces) {
        match fs::read(folder.join(name.get_ref())) {
            Ok(bytes) => drop(files.insert(name.get_ref().clone(), bytes.into())),
            Err(error) => {
                let fault =
                    Fault::UnreadableFile { path: PathBuf::from(name.get_ref()), reason: error.kind().to_string() };
                problems.push(Problem::at(workspace.place(name), fault));
            }
        }
    }
    problems.into_result().map(|()| files)
}

type Texts = BTreeMap<(String, String), SourceText>;

fn texts(folder: &Path, reports: &BTreeMap<String, Written<ReportDefinition>>) -> Result<Texts, Problems> {
    let mut problems = Problems::new();
    let mut texts = BTreeMap::new();
    for id in reports.keys() {
        for file in files_in(folder, &Path::new("reports").join(id), "md")? {
            if let Some(source) = problems.collect(read_text(folder, &file)) {
                let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
                texts.insert((id.clone(), name), source);
            }
        }
    }
    problems.into_result().map(|()| texts)
}

/// Files with an ending in a folder that may be absent, in order of name, relative to the workspace.
fn files_in(folder: &Path, inside: &Path, ending: &str) -> Result<Vec<PathBuf>, Problems> {
    let path = folder.join(inside);
    if !path.is_dir() {
        return Ok(Vec::new());
    }
    let mut files = Vec::new();
    for entry in fs::read_dir(&path).map_err(|error| unreadable(inside, &error))? {
        let name = entry.map_err(|error| unreadable(inside, &error))?.file_name();
        let file = inside.join(name);
        if file.extension().is_some_and(|found| found == ending) {
            files.push(file);
        }
    }
    files.sort();
    Ok(files)
}
