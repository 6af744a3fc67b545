//! Report definitions into documents: areas, years, chapters, annexes as positions.

use std::collections::{BTreeMap, BTreeSet};

use super::annex::{AnnexPlan, in_order_of_annexes};
use super::chapter::{ChapterPlan, ElementPlan};
use super::design::unfilled;
use super::indicators::Indicators;
use super::paper::PaperPlan;
use super::picture::PicturePlan;
use super::register::RegisterPlan;
use super::resolver::Resolver;
use super::rule::Rule;
use super::{advice, council, find, plain};
use crate::area::{AreaIndex, Areas};
use crate::definition::{Definitions, ReportDefinition, YEARS};
use crate::number::Language;
use crate::problem::{Fault, Kind, Notes, Place, Problem, Problems, SourceText};

/// The folder in the output for what is not for everybody: what is hidden and why, and internal documents with rules of
/// their own. No report may be called like it.
pub const INTERNAL: &str = "intern";
/// Folders that a report cannot have for itself: that one, and those of the officer inside of it.
const RESERVED: [&str; 3] = [INTERNAL, "geheimhaltung", "confidentiality"];

/// One document, resolved.
#[derive(Debug)]
pub struct Document {
    /// The name of its definition, its folder in the output and its files.
    pub id: String,
    /// As written, for titles, dates and the fields of papers.
    pub definition: ReportDefinition,
    /// The text of the definition, for places.
    pub source: SourceText,
    /// Folder of its template.
    pub template: String,
    /// True where its texts are in plain language.
    pub plain: bool,
    /// Language of the document.
    pub language: Language,
    /// The areas in its tables, in order.
    pub areas: Vec<AreaIndex>,
    /// A rule that the areas still have to fit, when figures are known.
    pub rule: Option<Rule>,
    /// The area all others are compared with.
    pub compare: AreaIndex,
    /// Further areas below it.
    pub also: Vec<AreaIndex>,
    /// The areas of which each has a document of its own.
    pub each: Vec<AreaIndex>,
    /// Indicators by which areas are told to be similar.
    pub similar: Vec<usize>,
    /// First year of charts.
    pub from: i32,
    /// The year of tables, maps and sentences.
    pub to: i32,
    /// Indicators whose key sentences open the document.
    pub highlights: Vec<usize>,
    /// The chapters.
    pub chapters: Vec<ChapterPlan>,
    /// What makes it a council paper.
    pub paper: Option<PaperPlan>,
    /// Id of the paper that it is about.
    pub of: Option<String>,
    /// What is attached.
    pub annexes: Vec<AnnexPlan>,
}

impl Document {
    /// The indicators that have a page, in order of appearance; none stands twice.
    pub fn indicators(&self) -> Vec<usize> {
        self.chapters.iter().flat_map(|chapter| &chapter.indicators).copied().collect()
    }

    /// Takes the areas that fit its rule, also for what names none of its own.
    pub fn choose(&mut self, areas: Vec<AreaIndex>) {
        for element in self.chapters.iter_mut().flat_map(|chapter| &mut chapter.elements) {
            match element {
                ElementPlan::Picture(picture) if !picture.own_areas => picture.areas.clone_from(&areas),
                ElementPlan::Table(table) if !table.own_areas => table.areas.clone_from(&areas),
                _ => {}
            }
        }
        self.each.retain(|area| areas.contains(area));
        self.areas = areas;
    }

    /// The areas of which each has a document of its own; none where there is one document for all.
    pub fn copies(&self) -> &[AreaIndex] {
        &self.each
    }

    /// What stands in its chapters, in order.
    pub fn elements(&self) -> impl Iterator<Item = &ElementPlan> {
        self.chapters.iter().flat_map(|chapter| &chapter.elements)
    }

    /// All areas that its tables and pictures show.
    pub fn shown_areas(&self) -> Vec<AreaIndex> {
        let own = self.areas.iter().chain(&self.also).chain([&self.compare]).copied();
        let areas: BTreeSet<AreaIndex> = own.chain(self.elements().flat_map(ElementPlan::areas)).collect();
        areas.into_iter().collect()
    }

    /// The year of the state of its data.
    pub fn state_of_data(&self) -> i32 {
        self.definition.as_of.get_ref().date.map_or(self.to, |day| i32::from(day.year))
    }

    /// All Markdown texts of its chapters.
    pub fn texts(&self) -> impl Iterator<Item = &SourceText> {
        let passages = self.elements().filter_map(|element| match element {
            ElementPlan::Passage(passage) => Some(&passage.text),
            _ => None,
        });
        self.chapters.iter().filter_map(|chapter| chapter.text.as_ref()).chain(passages)
    }

    /// All pictures of its chapters.
    pub fn pictures(&self) -> impl Iterator<Item = &PicturePlan> {
        self.chapters.iter().flat_map(ChapterPlan::pictures)
    }
}

/// Documents that can be made, annexes before the papers that carry them; and those that cannot.
type Resolved = (Vec<Document>, BTreeMap<String, Problems>);

/// Resolves all reports, each for itself: a broken one does not stop the others.
pub fn resolve(
    definitions: &Definitions,
    areas: &Areas,
    indicators: &Indicators,
    registers: &RegisterPlan,
    notes: &mut Notes,
) -> Resolved {
    let mut broken = definitions.broken_reports.clone();
    let mut documents = BTreeMap::new();
    for report in definitions.reports.values() {
        let resolver = Resolver { definitions, areas, indicators, registers, report, source: &report.source };
        match resolver
            .document()
            .and_then(|document| council::check(&document, definitions, registers, notes).map(|()| document))
        {
            Ok(document) => {
                plain::check(&document, definitions, notes);
                advice::of_report(&document, registers, notes);
                documents.insert(document.id.clone(), document);
            }
            Err(problems) => drop(broken.insert(report.id.clone(), problems)),
        }
    }
    let documents = in_order_of_annexes(documents, &mut broken);
    (documents, broken)
}

impl Resolver<'_> {
    fn document(&self) -> Result<Document, Problems> {
        let mut problems = Problems::new();
        let written = &self.report.value;
        let templates = self.definitions.templates.keys().map(String::as_str).filter(|name| *name != "shared");
        let template = find(Kind::Template, &written.template, || self.place(&written.template), templates);
        problems.collect(template.map_err(Problems::from));
        let kind = self.kind();
        problems.append(self.unmet(kind));
        if RESERVED.contains(&self.report.id.as_str()) {
            let file = Place::file(self.report.source.path());
            let name = self.report.id.clone();
            problems.push(Problem::at(file, Fault::DuplicateName { kind: Kind::Folder, name }));
        }

        let filled: &[&str] = if written.each.is_some() { &["area"] } else { &[] };
        for line in [Some(&written.title), written.subtitle.as_ref()].into_iter().flatten() {
            problems.append(unfilled(&self.report.source, line, filled));
        }

        let areas = problems.collect(self.selected_areas()).unwrap_or_default();
        let compare = problems.collect(self.area(&written.areas.compare)).unwrap_or_default();
        let rule = written.areas.rule.as_ref().and_then(|rule| problems.collect(self.rule(rule, compare)));
        let also = problems.collect(self.also(&areas, compare)).unwrap_or_default();
        let (from, to) = (written.period.from.get_ref(), written.period.to.get_ref());
        for year in [&written.period.from, &written.period.to] {
            if !YEARS.contains(year.get_ref()) {
                let (first, last) = (YEARS.start(), YEARS.end());
                let fault =
                    Fault::WrongValue { expected: format!("{first}–{last}"), found: year.get_ref().to_string() };
                problems.push(Problem::at(self.place(year), fault));
            }
        }
        if let (Some(date), Some(as_of)) = (written.date.get_ref().date, written.as_of.get_ref().date)
            && as_of > date
        {
            let fault = Fault::WrongValue { expected: format!("as_of <= {date}"), found: as_of.to_string() };
            problems.push(Problem::at(self.place(&written.as_of), fault));
        }
        for date in [&written.date, &written.as_of] {
            if date.get_ref().date.is_none() {
                let fault = Fault::WrongValue { expected: "2025-07-31".to_owned(), found: date.get_ref().to_string() };
                problems.push(Problem::at(self.place(date), fault));
            }
        }
        if from > to {
            let what = format!("{from}–{to}");
            problems.push(Problem::at(self.place(&written.period.to), Fault::NothingSelected { what }));
        }
        let mut each = written.each.as_ref().and_then(|level| problems.collect(self.level(level))).unwrap_or_default();
        if let (Some(level), Some(first)) = (&written.each, areas.first())
            && !each.is_empty()
            && !each.iter().any(|area| areas.contains(area))
        {
            // All else that is said of `each` would follow from that.
            let expected = format!("each = \"{}\"", self.areas.level_of(*first).id);
            let fault = Fault::WrongValue { expected, found: level.get_ref().clone() };
            return Err(Problem::at(self.place(level), fault).into());
        }
        each.retain(|area| areas.contains(area));
        let mut similar = Vec::new();
        for name in &written.similar {
            similar.extend(problems.collect(self.indicator(name)));
        }
        // What the template proposes holds for reports that say nothing themselves.
        let proposed = kind.filter(|_| written.chapter.is_empty());
        let source = proposed.map_or(self.source, |kind| &kind.source);
        let resolver = Resolver { source, ..*self };
        let mut chapters: Vec<ChapterPlan> = Vec::new();
        for chapter in proposed.map_or(&written.chapter, |kind| &kind.value.chapter) {
            chapters.extend(problems.collect(resolver.chapter(chapter, &areas)));
        }
        if proposed.is_some() {
            // What a template proposes may be more than a county has.
            chapters.retain(|chapter| !chapter.is_empty(self.registers));
        }
        let mut seen = BTreeSet::new();
        for (indicator, place) in chapters.iter().flat_map(|chapter| chapter.indicators.iter().zip(&chapter.places)) {
            if !seen.insert(*indicator) {
                let name = self.indicators.indicators[*indicator].id.clone();
                problems.push(Problem::at(place.clone(), Fault::DuplicateName { kind: Kind::Indicator, name }));
            }
        }
        // A chapter that cannot be read may hold what is missing.
        let all_read = !problems.has_errors();
        problems.append(self.once(Kind::Indicator, &written.highlights));
        let mut highlights = Vec::new();
        for name in &written.highlights {
            let Some(found) = problems.collect(self.indicator(name)) else { continue };
            if all_read && !seen.contains(&found) {
                let known = seen.iter().map(|at| self.indicators.indicators[*at].id.clone()).collect();
                let fault = Fault::UnknownName { kind: Kind::Highlight, name: name.get_ref().clone(), known };
                problems.push(Problem::at(self.place(name), fault));
            }
            highlights.push(found);
        }
        if highlights.is_empty() {
            highlights = chapters.iter().filter_map(|chapter| chapter.indicators.first().copied()).collect();
        }
        // Two of the same name could not be told apart by a reference.
        let mut ids: BTreeSet<String> = seen.iter().map(|at| self.indicators.indicators[*at].id.clone()).collect();
        ids.extend(written.annex.iter().map(|annex| annex.report.get_ref().clone()));
        for element in chapters.iter().flat_map(|chapter| &chapter.elements) {
            if let Some(id) = element.id().filter(|id| !ids.insert((*id).clone())) {
                let fault = Fault::DuplicateName { kind: Kind::Reference, name: id.clone() };
                problems.push(Problem::at(element.place(), fault));
            }
        }
        let annexes = problems.collect(self.annexes()).unwrap_or_default();
        let language = written.language.unwrap_or(self.definitions.workspace.value.language);
        let paper = problems.collect(self.paper(language)).flatten();
        let of = written.of.as_ref().and_then(|name| problems.collect(self.paper_named(name)));
        problems.into_result()?;
        Ok(Document {
            id: self.report.id.clone(),
            definition: written.clone(),
            source: self.report.source.clone(),
            template: written.template.get_ref().clone(),
            plain: kind.is_some_and(|kind| kind.value.plain),
            language,
            areas,
            rule,
            compare,
            also,
            each,
            similar,
            from: *from,
            to: *to,
            highlights,
            chapters,
            paper,
            of,
            annexes,
        })
    }

    /// Further areas below the compared one, each in one row only.
    fn also(&self, areas: &[AreaIndex], compare: AreaIndex) -> Result<Vec<AreaIndex>, Problems> {
        let mut problems = Problems::new();
        let mut also = Vec::new();
        for key in &self.report.value.areas.also {
            let Some(area) = problems.collect(self.area(key)) else { continue };
            if area == compare || areas.contains(&area) || also.contains(&area) {
                let fault = Fault::DuplicateName { kind: Kind::Area, name: key.get_ref().clone() };
                problems.push(Problem::at(self.place(key), fault));
            }
            also.push(area);
        }
        problems.into_result().map(|()| also)
    }

    fn selected_areas(&self) -> Result<Vec<AreaIndex>, Problems> {
        let selection = &self.report.value.areas;
        let mut problems = Problems::new();
        let found = match (&selection.level, &selection.keys) {
            (Some(level), None) => problems.collect(self.level(level)).unwrap_or_default(),
            (None, Some(keys)) => problems.collect(self.inhabited_areas(keys)).unwrap_or_default(),
            (Some(level), Some(_)) => {
                let fault = Fault::Exclusive { one: "level", other: "keys" };
                return Err(Problem::at(self.place(level), fault).into());
            }
            (None, None) => {
                let place = self.place(&selection.compare);
                return Err(Problem::at(place, Fault::MissingKey { key: "level` / `keys".to_owned() }).into());
            }
        };
        // Who is compared with all others cannot be ranked among its own parts.
        let compare = super::find_area(self.areas, &selection.compare, || self.place(&selection.compare)).ok();
        let among = compare.filter(|whole| found.iter().any(|area| area != whole && self.areas.lies_in(*area, *whole)));
        let at = among.and_then(|whole| found.iter().position(|area| *area == whole));
        if let (Some(keys), Some(at)) = (&selection.keys, at) {
            let place = keys.get(at).map_or_else(|| self.place(&selection.compare), |key| self.place(key));
            let areas = vec![self.areas.get(found[at]).name.clone()];
            problems.push(Problem::at(place, Fault::AreasOverlap { level: "keys".to_owned(), areas }));
        }
        problems.into_result()?;
        if found.is_empty() {
            let place = self.place(selection.level.as_ref().unwrap_or(&selection.compare));
            return Err(Problem::at(place, Fault::NothingSelected { what: "[areas]".to_owned() }).into());
        }
        Ok(found)
    }
}
