//! Everything a template may ask for, as printed texts.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Draft;
use super::appendix::{self, CatalogueEntry, Gap};
use super::block::Block;
use super::indicator::{CourseView, IndicatorPage};
use super::list::own_source;
use super::logo_path;
use super::paper::{self, AboutView, AnnexView, PaperView};
use super::picture::DataTable;
use super::remarks::Remark;
use super::secrecy::{self, SecrecyView};
use super::tiles::Tile;
use crate::definition::{ListKind, Margins, OriginKind, PictureKind, Publisher, Status};
use crate::plan::{ElementPlan, Look};
use crate::problem::Problems;
use crate::text::Markup;
use crate::typeface;
use crate::wording::date;

/// A chapter.
#[derive(Debug, Serialize)]
pub struct ChapterView {
    title: String,
    text: Option<Markup>,
    pages: Vec<IndicatorPage>,
    /// What stands after its text, in order.
    blocks: Vec<Block>,
}

/// A key statement of the summary.
#[derive(Debug, Serialize)]
pub struct Highlight {
    id: String,
    title: String,
    year: String,
    value: String,
    unit: String,
    text: String,
    course: Option<CourseView>,
}

/// Colours and the face.
#[derive(Debug, Serialize)]
struct LookView<'a> {
    #[serde(flatten)]
    colours: &'a Look,
    /// Families in the order in which they are asked for a letter.
    faces: Vec<String>,
}

/// Logo, margins and marks.
#[derive(Debug, Serialize)]
struct DesignView {
    logo: Option<LogoView>,
    margins: Margins,
    header: String,
    footer: Option<String>,
    confidential: String,
    /// The word across every page; none where the document is no draft.
    watermark: Option<String>,
    /// What it is an annex to, on every page.
    stamp: Option<String>,
}

/// Where the logo is, and what it shows.
#[derive(Debug, Serialize)]
struct LogoView {
    path: String,
    alt: String,
}

/// The whole document.
#[derive(Debug, Serialize)]
pub struct DocumentView<'a> {
    title: String,
    subtitle: Option<String>,
    /// The area that this copy is about.
    area: Option<String>,
    /// Where the topic comes from, and why those affected were not heard: labels with texts.
    background: Vec<(String, String)>,
    date: String,
    as_of: String,
    internal: bool,
    language: &'static str,
    region: &'static str,
    notice: Option<String>,
    publisher: &'a Publisher,
    look: LookView<'a>,
    design: DesignView,
    day: BTreeMap<&'static str, u16>,
    /// Names of the areas in the order of every table, the compared one last.
    areas: Vec<String>,
    highlights: Vec<Highlight>,
    chapters: Vec<ChapterView>,
    /// True where pages of indicators say how values are to be seen.
    assessed: bool,
    /// The values of all pictures.
    numbers: Vec<DataTable>,
    signs: Vec<Remark>,
    catalogue: Vec<CatalogueEntry>,
    gaps: Vec<Gap>,
    sources: Vec<String>,
    secrecy: Option<SecrecyView>,
    paper: Option<PaperView>,
    /// The paper that it is about.
    about: Option<AboutView>,
    annexes: Vec<AnnexView>,
}

/// Gathers the parts.
pub fn view<'a>(
    draft: &'a Draft<'_>,
    pages: &BTreeMap<usize, IndicatorPage>,
    blocks: Vec<Vec<Block>>,
) -> Result<DocumentView<'a>, Problems> {
    let (document, plan) = (draft.document, &draft.workshop.plan);
    let (definition, language) = (&document.definition, document.language);
    let mut problems = Problems::new();
    let mut chapters = Vec::new();
    let pictures = blocks.iter().flatten().filter_map(|block| match block {
        Block::Picture(picture) => picture.data(),
        _ => None,
    });
    let numbers: Vec<DataTable> = pictures.cloned().collect();
    let signs = appendix::signs(draft, pages.values(), &numbers, blocks.iter().flatten());
    let mut blocks = blocks.into_iter();
    for chapter in &document.chapters {
        let text = chapter.text.as_ref().and_then(|text| problems.collect(draft.text(text)));
        chapters.push(ChapterView {
            title: draft.about_area(&chapter.title),
            text,
            pages: chapter.indicators.iter().filter_map(|at| pages.get(at)).cloned().collect(),
            blocks: blocks.next().unwrap_or_default(),
        });
    }
    let paper = problems.collect(paper::view(draft)).flatten();
    let about = problems.collect(paper::about(draft)).flatten();
    problems.into_result()?;

    let highlights = document.highlights.iter().filter_map(|at| pages.get(at)).map(|page| {
        // An index has no value for the whole: then the highest one says more.
        let tile = page.tiles.iter().find(|tile| tile.is_meant);
        let is_compared = page.tiles.first().is_some_and(|tile| tile.is_meant);
        let unit = |tile: &Tile| match is_compared {
            true => tile.unit.clone(),
            false => format!("{} {}", tile.unit, tile.label),
        };
        let (value, unit) = tile.map(|tile| (tile.value.clone(), unit(tile))).unwrap_or_default();
        Highlight {
            id: page.id.clone(),
            title: page.title.clone(),
            year: page.year.clone(),
            value,
            unit,
            text: page.short.clone(),
            course: page.course.clone(),
        }
    });
    // What the document proposes by itself has to have a value; what somebody asks for may say that there is none.
    let asked = !definition.highlights.is_empty();
    let highlights = highlights.filter(|found| asked || found.value.contains(|letter: char| letter.is_ascii_digit()));
    Ok(DocumentView {
        title: draft.about_area(&definition.title),
        subtitle: definition.subtitle.as_deref().map(|text| draft.about_area(text)),
        area: draft.area.map(|area| plan.cube.areas.get(area).name.clone()),
        background: background(draft),
        date: date(definition.date.get_ref(), language),
        as_of: date(definition.as_of.get_ref(), language),
        internal: definition.status == Status::Internal,
        language: language.pick("de", "en"),
        region: language.pick("DE", "GB"),
        notice: plan.notice.clone(),
        publisher: &plan.publisher,
        look: LookView {
            colours: &plan.look,
            faces: plan.design.family.iter().cloned().chain([typeface::FAMILY.to_owned()]).collect(),
        },
        design: design(draft),
        day: day(draft),
        areas: document
            .areas
            .iter()
            .chain([&document.compare])
            .map(|area| plan.cube.areas.get(*area).name.clone())
            .collect(),
        highlights: highlights.collect(),
        assessed: chapters.iter().any(|chapter| !chapter.pages.is_empty()),
        chapters,
        numbers,
        signs,
        catalogue: appendix::catalogue(draft),
        gaps: appendix::gaps(draft),
        sources: sources(draft),
        secrecy: secrecy::appendix(draft),
        paper,
        about,
        annexes: paper::annexes(draft),
    })
}

fn background(draft: &Draft<'_>) -> Vec<(String, String)> {
    let (definition, language) = (&draft.document.definition, draft.document.language);
    let mut lines = Vec::new();
    if let Some(origin) = &definition.origin {
        let words = match origin.kind {
            OriginKind::A => language.pick("Auftrag der Politik", "Asked for by the council"),
            OriginKind::B => language.pick("Anliegen der Verwaltung", "Brought up by the administration"),
            OriginKind::C => language.pick("Hinweis von außen", "Brought up from outside"),
        };
        let paper = origin.paper.as_ref().map(|paper| format!(" ({paper})")).unwrap_or_default();
        let text = origin.text.as_ref().map(|text| format!(". {text}")).unwrap_or_default();
        lines.push((language.pick("Anlass", "Origin").to_owned(), format!("{words}{paper}{text}")));
    }
    if let Some(reason) = &definition.without_affected {
        let label = language.pick("Betroffene nicht gehört", "Those affected were not heard");
        lines.push((label.to_owned(), reason.clone()));
    }
    lines
}

fn design(draft: &Draft<'_>) -> DesignView {
    let (definition, plan, language) = (&draft.document.definition, &draft.workshop.plan, draft.document.language);
    let title = draft.about_area(&definition.title);
    let day = date(definition.date.get_ref(), language);
    let filled = |text: &str| {
        text.replace("{title}", &title)
            .replace("{publisher}", &plan.publisher.name)
            .replace("{unit}", &plan.publisher.unit)
            .replace("{date}", &day)
    };
    let design = &plan.design;
    let word = |own: &Option<String>, german, english| {
        own.clone().unwrap_or_else(|| language.pick(german, english).to_owned())
    };
    DesignView {
        logo: design.logo.as_ref().map(|logo| LogoView { path: logo_path(&logo.ending), alt: logo.alt.clone() }),
        margins: design.margins,
        header: filled(design.header.as_deref().unwrap_or("{title}  ·  {publisher}")),
        footer: design.footer.as_deref().map(filled),
        confidential: word(&design.confidential, "Intern", "Internal"),
        watermark: definition.draft.then(|| word(&design.draft, "Entwurf", "Draft")),
        stamp: draft.stamp.map(str::to_owned),
    }
}

/// The date in parts, for the metadata that PDF/A demands.
fn day(draft: &Draft<'_>) -> BTreeMap<&'static str, u16> {
    let date = draft.document.definition.date.get_ref().date;
    date.map(|day| BTreeMap::from([("year", day.year), ("month", day.month.into()), ("day", day.day.into())]))
        .unwrap_or_default()
}

/// All sources of the document, each once.
fn sources(draft: &Draft<'_>) -> Vec<String> {
    let cube = &draft.workshop.plan.cube;
    let shown = draft.document.elements().flat_map(|element| element.indicators());
    let asked = (0..cube.indicators.len()).filter(|at| {
        let question = format!("\"{}\"", cube.indicators[*at].id);
        draft.document.texts().any(|text| text.text.contains(&question))
    });
    let all = draft.document.indicators().into_iter().chain(shown).chain(asked);
    let mut found: Vec<usize> = all.flat_map(|at| cube.sources_of(&cube.indicators[at])).collect();
    found.sort_unstable();
    found.dedup();
    let registered = draft.document.elements().any(|element| match element {
        ElementPlan::List(list) => matches!(list.kind, ListKind::Facilities | ListKind::Needs),
        ElementPlan::Picture(picture) => picture.kind == PictureKind::Sites,
        _ => false,
    });
    let register = || own_source(&draft.workshop.plan.publisher, draft.document.language);
    found.into_iter().map(|source| draft.source_text(source)).chain(registered.then(register)).collect()
}
