//! One document. Comes in: a resolved document, protected figures, outlines. Goes out: the Typst project that it is
//! set from. Here figures are chosen, drawn and put into words; how they are set on paper is the business of the
//! templates.

mod answers;
mod appendix;
mod assessment;
mod block;
mod choice;
mod classing;
mod course;
mod deadline;
mod element;
mod gaps;
mod indicator;
mod list;
mod naming;
mod paper;
mod picture;
mod pictures;
mod remarks;
mod secrecy;
mod selection;
mod sensitivity;
mod table;
mod tabulation;
mod tiles;
mod typed;
mod view;

pub use choice::fitting;
pub use deadline::{Deadline, deadlines};
pub use gaps::{GapRow, gap_rows};
pub use naming::{annex_file, annex_stamp, file_name};
pub use secrecy::{consequences, officer_rows};

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use rayon::prelude::*;

use crate::area::{AreaIndex, Areas, Level};
use crate::definition::{Coarser, Edition, ListKind, PictureKind, Written};
use crate::disclosure::{self, Figures, Protected};
use crate::figures::Sign;
use crate::map::{Atlas, Content, Sheet};
use crate::plan::{Document, ElementPlan, Input, Plan};
use crate::problem::{Fault, Lint, Notes, Problem, Problems, SourceText};
use crate::project::TypstProject;
use crate::text::{self, Ask, Markup};
use crate::typeface;
use crate::typeset::Typesetter;
use crate::wording::{Style, print};

/// What all documents of a build share.
pub struct Workshop {
    /// What is meant.
    pub plan: Arc<Plan>,
    /// What may be seen, in public and internal documents.
    pub protected: Protected,
    /// Outlines, where the workspace has boundaries.
    pub atlas: Option<Atlas>,
    /// Fonts and library of the compiler.
    pub typesetter: Typesetter,
}

/// A document on its way to paper: everything that its parts are made from.
struct Draft<'a> {
    workshop: &'a Workshop,
    document: &'a Document,
    /// The area that this copy is about.
    area: Option<AreaIndex>,
    /// What it is an annex to.
    stamp: Option<&'a str>,
    /// What may be seen in it.
    figures: &'a Figures,
    /// The paper of the maps on its pages.
    sheet: Option<Sheet>,
    /// The paper of the maps in its chapters, made once for all of the same land and size.
    sheets: Mutex<HashMap<SheetKey, Arc<OnceLock<Option<Sheet>>>>>,
    ask: Ask,
    /// True where its areas are not all of the compared one.
    partial: bool,
}

/// What a sheet is made for: areas, background, borders over them, width and height in hundredths of a millimetre.
type SheetKey = (Vec<AreaIndex>, Option<AreaIndex>, Vec<AreaIndex>, (u32, u32));

/// Width and height of maps without their legend, in millimetres.
const MAP: (f64, f64) = (87.0, 74.3);
/// The same where there are so many areas that the map goes over the whole page.
const LARGE_MAP: (f64, f64) = (170.0, 112.0);
/// With more areas than this, tables go on pages of their own.
const ONE_PAGE: usize = 18;

/// Chooses, draws and words a document; `area` is the one that a copy is about, where every area has one; `stamp` says on
/// every page what it is an annex to.
pub fn compose(
    workshop: &Workshop,
    document: &Document,
    area: Option<AreaIndex>,
    stamp: Option<&str>,
    notes: &mut Notes,
) -> Result<TypstProject, Problems> {
    paper::refuse_broken(&workshop.plan, document)?;
    let partial = is_partial(&workshop.plan.cube.areas, &document.areas, document.compare);
    let background = partial.then_some(document.compare);
    let (width, height) = if has_many_areas(document) { LARGE_MAP } else { MAP };
    let height = height - workshop.plan.design.less_height();
    let atlas = workshop.atlas.as_ref();
    let land = Content { areas: &document.areas, background, overlay: &[] };
    let sheet = atlas.and_then(|atlas| Sheet::new(atlas, &land, width, height));
    let figures = workshop.protected.figures(document.definition.status);
    let ask = answers::ask(workshop.plan.clone(), figures.clone(), document, area);
    let draft = Draft { workshop, document, area, stamp, figures, sheet, sheets: Mutex::default(), ask, partial };
    draft.refuse_unmeasured()?;
    // The texts of all copies are the same.
    if area.is_none() || area == document.copies().first().copied() {
        draft.typed_numbers(notes);
    }

    let mut problems = Problems::new();
    let pages: Vec<_> = document.indicators().into_par_iter().map(|at| (at, indicator::page(&draft, at))).collect();
    let mut drawn = BTreeMap::new();
    let mut files = Vec::new();
    for (indicator, page) in pages {
        if let Some((page, drawings)) = problems.collect(page) {
            drawn.insert(indicator, page);
            files.extend(drawings);
        }
    }
    let blocks = problems.collect(element::blocks(&draft)).map(|(blocks, drawings)| {
        files.extend(drawings);
        blocks
    });
    let view = problems.collect(view::view(&draft, &drawn, blocks.unwrap_or_default()));
    problems.into_result()?;

    let templates = &workshop.plan.templates;
    let (folder, shared) = (&templates[&document.template], templates.get("shared").cloned().unwrap_or_default());
    let mut project = text::compose(&document.template, folder, &shared, &view)?;
    refuse_missing_glyphs(&project, document, &workshop.plan)?;
    project.files.extend(files.into_iter().map(|(path, svg)| (path, svg.into_bytes())));
    if let Some(logo) = &workshop.plan.design.logo {
        let path = logo_path(&logo.ending).trim_start_matches('/').to_owned();
        project.files.insert(path, logo.bytes.to_vec());
    }
    project.ident = match area {
        Some(area) => {
            format!("{}/{}/{}", workshop.plan.publisher.name, document.id, workshop.plan.cube.areas.get(area).key)
        }
        None => format!("{}/{}", workshop.plan.publisher.name, document.id),
    };
    if let Some(stamp) = stamp {
        project.ident = format!("{}/{stamp}", project.ident);
    }
    if let Some(day) = document.definition.date.get_ref().date {
        project.date = (day.year, day.month, day.day);
    }
    Ok(project)
}

/// Where the logo lies in a project.
fn logo_path(ending: &str) -> String {
    format!("/design/logo.{ending}")
}

/// The record of what a document publishes, for later editions.
pub fn record(workshop: &Workshop, document: &Document) -> Edition {
    let (cube, figures) = (&workshop.plan.cube, workshop.protected.figures(document.definition.status));
    let style = Style { language: document.language, signs: workshop.plan.signs };
    disclosure::edition(cube, figures, document, |indicator, area, year| {
        print(figures.value(indicator, area, year), cube.indicators[indicator].decimals, style).text
    })
}

/// PDF/A forbids characters that the face lacks; told here with the place where they were written, which Typst would not
/// know. Drawings write nothing that the source does not write.
fn refuse_missing_glyphs(project: &TypstProject, document: &Document, plan: &Plan) -> Result<(), Problems> {
    let mut problems = Problems::new();
    let sources = project.files.iter().filter(|(path, _)| path.ends_with(".typ"));
    let source: String = sources.map(|(_, bytes)| String::from_utf8_lossy(bytes)).collect();
    let mut letters: BTreeSet<char> = source.chars().collect();
    letters.retain(|letter| typeface::lacks(letter.encode_utf8(&mut [0; 4])).is_some());
    let others = plan.inputs.iter().filter_map(|(path, input)| match input {
        Input::Text(text) => Some(SourceText::new(path, text.clone())),
        Input::File(_) => None,
    });
    let own = [&document.source].into_iter().chain(document.texts()).cloned();
    let written: Vec<SourceText> = own.chain(others.filter(|_| !letters.is_empty())).collect();
    for character in letters {
        let text = source.split('"').find(|text| text.contains(character)).unwrap_or_default();
        let fault = Fault::Glyph { character, text: text.chars().take(60).collect() };
        let place = written.iter().find_map(|source| {
            let at = source.text.find(character)?;
            Some(source.place(at..at + character.len_utf8()))
        });
        problems.push(place.map_or_else(|| Problem::new(fault.clone()), |place| Problem::at(place, fault.clone())));
    }
    problems.into_result()
}

/// The areas that the maps of some documents need, those of the facilities on them included.
pub fn mapped_areas<'a>(plan: &Plan, documents: impl Iterator<Item = &'a Document>) -> Vec<AreaIndex> {
    let mut areas = Vec::new();
    for document in documents {
        areas.extend(document.shown_areas());
        if document.pictures().any(|picture| picture.kind == PictureKind::Sites) {
            areas.extend(plan.registers.facilities.iter().map(|facility| facility.area));
        }
    }
    areas.sort_unstable();
    areas.dedup();
    areas
}

/// Warns of facilities whose place lies outside of the area that their register says.
pub fn misplaced(plan: &Plan, atlas: &Atlas, notes: &mut Notes) {
    let Written { source, value, .. } = &plan.registers.written.facilities;
    if value.facility.len() != plan.registers.facilities.len() {
        return;
    }
    for (facility, found) in value.facility.iter().zip(&plan.registers.facilities) {
        let (Some(point), Some(position)) = (&facility.point, found.position) else { continue };
        if !atlas.may_lie_in(position, found.area) {
            let area = plan.cube.areas.get(found.area).name.clone();
            let fault = Fault::Lint(Lint::PlaceElsewhere { facility: facility.name.clone(), area });
            notes.push(Problem::at(source.place(point.span()), fault));
        }
    }
}

/// True where a table of all areas does not fit beside pictures.
fn has_many_areas(document: &Document) -> bool {
    document.areas.len() > ONE_PAGE
}

/// True where the areas are not all of the compared one.
fn is_partial(areas: &Areas, shown: &[AreaIndex], compare: AreaIndex) -> bool {
    let covered: BTreeSet<AreaIndex> = shown.iter().flat_map(|area| &areas.get(*area).members).copied().collect();
    !areas.inhabited_members(compare).is_subset(&covered)
}

impl Draft<'_> {
    /// How figures are written.
    fn style(&self) -> Style {
        Style { language: self.document.language, signs: self.workshop.plan.signs }
    }

    /// The level of the areas in its tables; a mixed selection is called like its first area.
    fn level(&self) -> &Level {
        self.workshop.plan.cube.areas.level_of(self.document.areas[0])
    }

    /// The paper of a map in a chapter; whoever asks first makes it.
    fn sheet_of(&self, content: &Content<'_>, (width, height): (f64, f64)) -> Arc<OnceLock<Option<Sheet>>> {
        let size = ((width * 100.0).round() as u32, (height * 100.0).round() as u32);
        let key = (content.areas.to_vec(), content.background, content.overlay.to_vec(), size);
        let mut sheets = self.sheets.lock().unwrap_or_else(PoisonError::into_inner);
        let sheet = sheets.entry(key).or_default().clone();
        drop(sheets);
        let atlas = self.workshop.atlas.as_ref();
        sheet.get_or_init(|| atlas.and_then(|atlas| Sheet::new(atlas, content, width, height)));
        sheet
    }

    /// An indicator that has no value anywhere here is a mistake in the definition, not a gap.
    fn refuse_unmeasured(&self) -> Result<(), Problems> {
        let mut problems = Problems::new();
        let (plan, figures) = (&self.workshop.plan, self.figures);
        let asked = self.document.chapters.iter().flat_map(|chapter| chapter.indicators.iter().zip(&chapter.places));
        let profiles = self.document.elements().filter_map(ElementPlan::list);
        let profiles = profiles.filter(|list| matches!(list.kind, ListKind::Profile | ListKind::Profiles));
        let named = profiles.flat_map(|list| list.groups.iter().flatten().map(|indicator| (indicator, &list.place)));
        for (indicator, place) in asked.chain(named) {
            let mut figures_of = plan.cube.indicators[*indicator].base_figures();
            if let Some(uncountable) = figures_of.find_map(|figure| figures.uncountable(figure)) {
                problems.append(uncountable.clone());
                continue;
            }
            let is_marked = self.document.definition.areas.coarser == Coarser::Mark
                && self.is_measured(*indicator, &[self.document.compare]);
            if !self.has_any(*indicator) || !self.is_measured_in_most(*indicator) && !is_marked {
                let fault = Fault::LevelTooFine {
                    indicator: plan.cube.indicators[*indicator].id.clone(),
                    level: self.level().plural.clone(),
                    year: None,
                };
                problems.push(Problem::at(place.clone(), fault));
            }
        }
        problems.into_result()
    }

    /// False for an indicator of which nothing came: a page of gaps is no page.
    fn has_any(&self, indicator: usize) -> bool {
        let areas = self.document.areas.iter().chain([&self.document.compare]);
        let mut cells = areas.flat_map(|area| (self.document.from..=self.document.to).map(|year| (*area, year)));
        cells.any(|(area, year)| {
            let sign = self.figures.value(indicator, area, year).sign();
            !matches!(sign, Some(Sign::NotAvailable | Sign::Missing | Sign::NoArea))
        })
    }

    fn is_measured(&self, indicator: usize, areas: &[AreaIndex]) -> bool {
        let value = |area: &AreaIndex, year| self.figures.value(indicator, *area, year);
        let mut years = self.document.from..=self.document.to;
        years.any(|year| areas.iter().any(|area| value(area, year).sign() != Some(Sign::NotAvailable)))
    }

    /// True where at least half of the areas have values. Towns that are areas of a coarser level at the same time have values
    /// of that level, and say nothing about the others.
    fn is_measured_in_most(&self, indicator: usize) -> bool {
        let areas = &self.document.areas;
        let measured = areas.iter().filter(|area| self.is_measured(indicator, &[**area])).count();
        2 * measured >= areas.len() && measured > 0
    }

    /// True where the compared area has values and the areas of the tables have none.
    fn is_coarser(&self, indicator: usize) -> bool {
        self.is_measured(indicator, &[self.document.compare]) && !self.is_measured(indicator, &self.document.areas)
    }

    /// A title with the area that this copy is about where `{area}` stands.
    fn about_area(&self, title: &str) -> String {
        title.replace("{area}", self.area_name())
    }

    /// The name of the area that this copy is about; empty where there is one document for all.
    fn area_name(&self) -> &str {
        self.area.map(|area| self.workshop.plan.cube.areas.get(area).name.as_str()).unwrap_or_default()
    }

    /// A text file of the planner.
    fn text(&self, text: &SourceText) -> Result<Markup, Problems> {
        text::prose(text, None, &self.ask, self.workshop.plan.inclusive)
    }
}
