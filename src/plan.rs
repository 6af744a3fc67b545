//! What is meant. Comes in: definitions as written. Goes out: the cube that has to be measured and
//! every document, with all names resolved to positions. All mistakes that can be found without
//! opening a data file are found here. It measures nothing and writes no text.

mod advice;
mod amount;
mod annex;
mod areas;
mod chapter;
mod council;
mod cube;
mod design;
mod document;
mod editions;
mod formula;
mod indicators;
mod kind;
mod list;
mod look;
mod paper;
mod picture;
mod plain;
mod protection;
mod register;
mod resolver;
mod rule;
mod scope;

pub use annex::AnnexPlan;
pub use chapter::{ChapterPlan, ElementPlan, PassagePlan, TablePlan};
pub use cube::{BaseFigure, Cube, Filter, Indicator, SourcePlan};
pub use design::Design;
pub use document::{Document, INTERNAL};
pub use editions::Earlier;
pub use formula::exact;
pub use list::ListPlan;
pub use look::Look;
pub use paper::PaperPlan;
pub use picture::PicturePlan;
pub use protection::Secrecy;
pub use register::{FacilityKindPlan, FacilityPlan, ParticipationPlan, RecommendationPlan, RegisterPlan, TargetPlan};
pub use resolver::EACH;
pub use rule::{Comparison, Reference, Rule};
pub use scope::Scope;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use toml::Spanned;

use crate::area::{AreaIndex, Areas};
use crate::definition::{
    Definitions, Edition, Inclusive, Name, Publisher, SignSet, Status, TemplateDefinition, TemplateFolder, Written,
};
use crate::number::Language;
use crate::problem::{Fault, Kind, Notes, Place, Problem, Problems, SourceText};

/// Everything a build does, resolved.
#[derive(Debug)]
pub struct Plan {
    /// What is measured.
    pub cube: Cube,
    /// What the county keeps beside its figures.
    pub registers: RegisterPlan,
    /// The documents that can be made, annexes before the papers that carry them.
    pub documents: Vec<Document>,
    /// The documents that cannot, and why.
    pub broken: BTreeMap<String, Problems>,
    /// Indicators of the library that the sources of the workspace cannot feed, and why.
    pub unusable: BTreeMap<String, Problem>,
    /// What earlier editions published.
    pub editions: Vec<Edition>,
    /// Colours.
    pub look: Look,
    /// Logo, faces, margins, marks.
    pub design: Design,
    /// Who publishes.
    pub publisher: Publisher,
    /// Where the council information system shows a paper, with `{number}` in it.
    pub paper_link: Option<String>,
    /// Which signs stand where there is no number.
    pub signs: SignSet,
    /// A notice at the foot of every page.
    pub notice: Option<String>,
    /// The sign in forms for all sexes.
    pub inclusive: Option<Inclusive>,
    /// Language of documents that name none.
    pub language: Language,
    /// What kinds of documents templates make, by name.
    pub kinds: BTreeMap<String, Written<TemplateDefinition>>,
    /// Template folders by name.
    pub templates: BTreeMap<String, TemplateFolder>,
    /// The boundary file of the base areas.
    pub boundaries: Option<BoundaryPlan>,
    /// Every file that goes in, by the name the planner knows.
    pub inputs: BTreeMap<String, Input>,
}

/// The content of an input, or where it is.
#[derive(Debug, Clone)]
pub enum Input {
    /// A text that was read as a definition.
    Text(Arc<str>),
    /// A file that is read later.
    File(PathBuf),
}

/// Where the boundaries are.
#[derive(Debug, Clone)]
pub struct BoundaryPlan {
    /// The file as it can be opened.
    pub path: PathBuf,
    /// The file as the planner names it, with its place.
    pub place: Place,
    /// Property with the key.
    pub key: String,
    /// Source line of maps.
    pub credit: String,
}

/// The areas of a workspace alone.
pub fn areas(definitions: &Definitions) -> Result<Areas, Problems> {
    areas::resolve(definitions, &mut BTreeMap::new())
}

/// Resolves every name; all mistakes in one go.
pub fn resolve(mut definitions: Definitions, notes: &mut Notes) -> Result<Plan, Problems> {
    let mut problems = Problems::new();
    let mut broken = BTreeMap::new();
    let areas = problems.collect(areas::resolve(&definitions, &mut broken));
    for (report, problems) in broken {
        definitions.reports.remove(&report);
        definitions.broken_reports.entry(report).or_default().append(problems);
    }
    let look = problems.collect(look::resolve(&definitions.workspace));
    if let Some(look) = &look {
        problems.collect(look::check_bounds(look, &definitions.indicator_sets));
    }
    let design = problems.collect(design::resolve(&definitions)).unwrap_or_default();
    let paper_link = problems.collect(paper::link(&definitions.workspace)).flatten();
    let indicators = indicators::resolve(&definitions, &mut problems);
    let (Some(areas), Some(look), false) = (areas, look, problems.has_errors()) else {
        definitions.broken_reports.values().for_each(|broken| problems.append(broken.clone()));
        // What reports say of areas cannot be judged without areas: no mistakes that follow from others.
        return Err(problems);
    };
    let ids: Vec<String> = indicators.indicators.iter().map(|indicator| indicator.id.clone()).collect();
    let inputs = inputs(&definitions);
    let written = std::mem::take(&mut definitions.registers);
    let registers = register::resolve(written, &areas, &ids);
    problems.into_result()?;
    advice::check(&registers, &ids, notes);
    let (documents, broken) = document::resolve(&definitions, &areas, &indicators, &registers, notes);

    let years = cube::years(&documents, &indicators.indicators);
    let boundaries = definitions.workspace.value.boundaries.as_ref().map(|boundaries| BoundaryPlan {
        path: locate(&definitions, boundaries.file.get_ref()),
        place: definitions.workspace.place(&boundaries.file),
        key: boundaries.key.get_ref().clone(),
        credit: boundaries.credit.clone(),
    });
    Ok(Plan {
        cube: Cube {
            areas,
            sources: indicators.sources,
            base_figures: indicators.base_figures,
            indicators: indicators.indicators,
            sets: indicators.sets,
            years,
        },
        registers,
        documents,
        broken,
        unusable: indicators.unusable,
        editions: definitions.editions.into_iter().map(|edition| edition.value).collect(),
        look,
        design,
        publisher: definitions.workspace.value.publisher,
        paper_link,
        signs: definitions.workspace.value.signs,
        notice: definitions.workspace.value.notice,
        inclusive: definitions.workspace.value.inclusive,
        language: definitions.workspace.value.language,
        kinds: definitions.kinds,
        templates: definitions.templates,
        boundaries,
        inputs,
    })
}

/// Definitions as they were read, data files where they lie.
fn inputs(definitions: &Definitions) -> BTreeMap<String, Input> {
    let texts = [&definitions.workspace.source, &definitions.sources.source]
        .into_iter()
        .chain(definitions.indicator_sets.values().map(|set| &set.source))
        .chain(definitions.reports.values().map(|report| &report.source))
        .chain(definitions.texts.values())
        .chain(definitions.registers.sources())
        .chain(definitions.editions.iter().map(|edition| &edition.source))
        .chain(definitions.templates.values().flat_map(BTreeMap::values));
    let workspace = &definitions.workspace.value;
    let files = (workspace.area_table.iter().map(|table| &table.file))
        .chain(workspace.partition.iter().map(|partition| &partition.file))
        .chain(workspace.changes.iter().map(|changes| &changes.file))
        .chain(workspace.boundaries.iter().map(|boundaries| &boundaries.file))
        .chain(workspace.look.logo.iter().chain(&workspace.look.faces))
        .chain(definitions.sources.value.source.iter().map(|source| &source.file));
    let name = |path: &std::path::Path| path.display().to_string().replace('\\', "/");
    texts
        .map(|text| (name(text.path()), Input::Text(text.text.clone())))
        .chain(files.map(|file| (file.get_ref().clone(), Input::File(locate(definitions, file.get_ref())))))
        .collect()
}

impl Plan {
    /// What documents of a status may show; internal readers see the public documents as well. As long as nothing
    /// sets internal documents apart, all count as public.
    pub fn scope(&self, status: Status) -> Scope {
        let apart = self.cube.has_internal_rules() && status == Status::Public;
        let counted = |document: &&Document| !apart || document.definition.status == Status::Public;
        Scope::of(&self.cube, self.documents.iter().filter(counted), status)
    }

    /// What readers of documents of a status know from earlier editions.
    pub fn earlier(&self, status: Status) -> Vec<Earlier> {
        editions::earlier(&self.cube, &self.editions, status)
    }

    /// A document by its id.
    pub fn document(&self, id: &str) -> Option<&Document> {
        self.documents.iter().find(|document| document.id == id)
    }
}

/// A data file: in the data folder, or else in the workspace.
fn locate(definitions: &Definitions, file: &str) -> PathBuf {
    let delivered = definitions.data_folder().join(file);
    if delivered.exists() { delivered } else { definitions.folder.join(file) }
}

/// Finds a written name among the known ones.
fn find<'a>(
    kind: Kind,
    name: &Spanned<String>,
    place: impl FnOnce() -> Place,
    known: impl Iterator<Item = &'a str>,
) -> Result<usize, Problem> {
    let known: Vec<&str> = known.collect();
    known.iter().position(|candidate| *candidate == name.get_ref()).ok_or_else(|| {
        let known = known.iter().map(|name| (*name).to_owned()).collect();
        Problem::at(place(), Fault::UnknownName { kind, name: name.get_ref().clone(), known })
    })
}

/// An area by key or name; a name that several areas have is nobody's.
fn find_area(areas: &Areas, key: &Name, place: impl FnOnce() -> Place) -> Result<AreaIndex, Problem> {
    let all = &areas.areas;
    let named: Vec<AreaIndex> = (0..all.len()).filter(|at| all[*at].name == *key.get_ref()).collect();
    match (areas.find(key.get_ref()), named.as_slice()) {
        (Some(found), _) => Ok(found),
        (None, [only]) => Ok(*only),
        (None, []) => {
            let known = all.iter().rev().flat_map(|area| [area.name.clone(), area.key.clone()]).collect();
            let name = key.get_ref().clone();
            Err(Problem::at(place(), Fault::UnknownName { kind: Kind::Area, name, known }))
        }
        (None, several) => {
            let keys = several.iter().map(|at| all[*at].key.clone()).collect();
            Err(Problem::at(place(), Fault::Ambiguous { name: key.get_ref().clone(), keys }))
        }
    }
}

/// Names that stand twice, each told where it stands again.
fn repeated(source: &SourceText, kind: Kind, names: &[&Spanned<String>]) -> Problems {
    let mut problems = Problems::new();
    for (at, name) in names.iter().enumerate() {
        if names[..at].iter().any(|other| other.get_ref() == name.get_ref()) {
            let fault = Fault::DuplicateName { kind, name: name.get_ref().clone() };
            problems.push(Problem::at(source.place(name.span()), fault));
        }
    }
    problems
}
