//! Chapters of reports, resolved: texts, indicators, and what stands in them one after the other.

use toml::Spanned;

use super::RegisterPlan;
use super::design::unfilled;
use super::list::ListPlan;
use super::picture::{self, PicturePlan};
use super::resolver::Resolver;
use crate::area::AreaIndex;
use crate::definition::{Chapter, Contribution, Name, Passage, Show, TableDefinition, YEARS};
use crate::problem::{Fault, Kind, Place, Problem, Problems, SourceText};

/// A chapter, resolved.
#[derive(Debug)]
pub struct ChapterPlan {
    /// Its heading.
    pub title: String,
    /// Its Markdown.
    pub text: Option<SourceText>,
    /// Its indicators.
    pub indicators: Vec<usize>,
    /// Where the report asks for each of them.
    pub places: Vec<Place>,
    /// What is shown of each.
    pub show: Vec<Show>,
    /// Its step on the cycle of seven, from 1.
    pub step: Option<usize>,
    /// Who contributes it, and how far that is.
    pub contribution: Option<(String, Contribution)>,
    /// Where the report tells how far that is, or else the step.
    pub place: Option<Place>,
    /// What stands after its text, in order.
    pub elements: Vec<ElementPlan>,
}

impl ChapterPlan {
    /// True where nothing would stand below its heading.
    pub(super) fn is_empty(&self, registers: &RegisterPlan) -> bool {
        let is_blank = |element: &ElementPlan| element.list().is_some_and(|list| list.is_empty(registers));
        self.text.is_none() && self.indicators.is_empty() && self.elements.iter().all(is_blank)
    }

    /// Its charts and maps.
    pub fn pictures(&self) -> impl Iterator<Item = &PicturePlan> {
        self.elements.iter().filter_map(|element| match element {
            ElementPlan::Picture(picture) => Some(picture),
            _ => None,
        })
    }
}

/// Something that stands in a chapter.
#[derive(Debug, Clone)]
pub enum ElementPlan {
    /// A chart or a map.
    Picture(PicturePlan),
    /// A table of figures.
    Table(TablePlan),
    /// What a register holds, or what follows from figures.
    List(ListPlan),
    /// A text.
    Passage(PassagePlan),
}

/// A table of figures, resolved.
#[derive(Debug, Clone)]
pub struct TablePlan {
    /// Where the report asks for it.
    pub place: Place,
    /// How texts refer to it.
    pub id: Option<String>,
    /// The caption as written.
    pub title: Option<String>,
    /// What is to be said below it.
    pub note: Option<String>,
    /// Columns.
    pub indicators: Vec<usize>,
    /// The years as written.
    pub years: Vec<i32>,
    /// Whether the change has a column.
    pub change: bool,
    /// Rows.
    pub areas: Vec<AreaIndex>,
    /// True where they are not simply those of the report.
    pub own_areas: bool,
    /// The areas that put the rows into groups.
    pub groups: Vec<AreaIndex>,
    /// The area that is looked at.
    pub highlight: Option<AreaIndex>,
    /// True where that is the one of each copy.
    pub each: bool,
    /// True for a page on its side.
    pub landscape: bool,
}

/// A text, resolved.
#[derive(Debug, Clone)]
pub struct PassagePlan {
    /// Its Markdown.
    pub text: SourceText,
    /// A heading above it.
    pub title: Option<String>,
    /// Who wrote it.
    pub by: Option<String>,
    /// For whom.
    pub office: Option<String>,
}

impl ElementPlan {
    /// The list that it is.
    pub fn list(&self) -> Option<&ListPlan> {
        match self {
            ElementPlan::List(list) => Some(list),
            _ => None,
        }
    }

    /// How texts refer to it.
    pub fn id(&self) -> Option<&String> {
        match self {
            ElementPlan::Picture(picture) => picture.id.as_ref(),
            ElementPlan::Table(table) => table.id.as_ref(),
            ElementPlan::List(list) => list.id.as_ref(),
            ElementPlan::Passage(_) => None,
        }
    }

    /// Where the report asks for it.
    pub fn place(&self) -> Place {
        match self {
            ElementPlan::Picture(picture) => picture.place.clone(),
            ElementPlan::Table(table) => table.place.clone(),
            ElementPlan::List(list) => list.place.clone(),
            ElementPlan::Passage(passage) => Place::file(passage.text.path()),
        }
    }

    /// All areas that it shows beside those of the report.
    pub fn areas(&self) -> Vec<AreaIndex> {
        match self {
            ElementPlan::Picture(picture) => picture.areas.iter().copied().chain(picture.highlight).collect(),
            ElementPlan::Table(table) => table.areas.iter().chain(&table.groups).copied().collect(),
            ElementPlan::List(list) => list.areas.clone(),
            ElementPlan::Passage(_) => Vec::new(),
        }
    }

    /// All indicators that it shows.
    pub fn indicators(&self) -> Vec<usize> {
        match self {
            ElementPlan::Picture(picture) => picture.all_indicators().collect(),
            ElementPlan::Table(table) => table.indicators.clone(),
            ElementPlan::List(list) => list.indicators.clone(),
            ElementPlan::Passage(_) => Vec::new(),
        }
    }

    /// The years that it goes back or forward to, beside those of the report.
    pub fn years(&self) -> &[i32] {
        match self {
            ElementPlan::Picture(picture) => &picture.years,
            ElementPlan::Table(table) => &table.years,
            ElementPlan::List(list) => &list.years,
            ElementPlan::Passage(_) => &[],
        }
    }

    /// What is printed of it as it is written: title and note.
    fn words(&mut self) -> [&mut Option<String>; 2] {
        match self {
            ElementPlan::Picture(picture) => [&mut picture.title, &mut picture.note],
            ElementPlan::Table(table) => [&mut table.title, &mut table.note],
            ElementPlan::List(list) => [&mut list.title, &mut list.note],
            ElementPlan::Passage(passage) => [&mut passage.title, &mut passage.by],
        }
    }

    /// The same about one area of those that have a document each, with its name for `{area}`.
    pub fn about(&self, area: AreaIndex, name: &str) -> ElementPlan {
        let mut element = self.clone();
        element.words().into_iter().flatten().for_each(|words| *words = words.replace("{area}", name));
        match &mut element {
            ElementPlan::Picture(picture) => picture.turn_to(area),
            ElementPlan::Table(table) if table.each => table.highlight = Some(area),
            _ => {}
        }
        element
    }
}

impl Resolver<'_> {
    /// A chapter of the report, or of its template.
    pub(super) fn chapter(&self, chapter: &Chapter, areas: &[AreaIndex]) -> Result<ChapterPlan, Problems> {
        let mut problems = Problems::new();
        let text = chapter.text.as_ref().and_then(|name| problems.collect(self.text(name)).flatten());
        let mut indicators = Vec::new();
        let mut places = Vec::new();
        if let Some(set) = &chapter.indicator_set {
            let found = problems.collect(self.set(set)).unwrap_or_default();
            places.extend(found.iter().map(|_| self.place(set)));
            indicators.extend(found);
        }
        for name in &chapter.indicators {
            let found = problems.collect(self.group(name)).unwrap_or_default();
            places.extend(found.iter().map(|_| self.place(name)));
            indicators.extend(found);
        }
        if let Some(step) = chapter.step.as_ref().filter(|step| !(1..=7).contains(step.get_ref())) {
            let fault = Fault::WrongValue { expected: "1–7".to_owned(), found: step.get_ref().to_string() };
            problems.push(Problem::at(self.place(step), fault));
        }
        let mut elements: Vec<(usize, ElementPlan)> = Vec::new();
        for written in &chapter.picture {
            let plan = problems.collect(picture::resolve(self, written, areas)).map(ElementPlan::Picture);
            elements.extend(plan.map(|plan| (written.span().start, plan)));
        }
        for written in &chapter.table {
            let plan = problems.collect(self.table(written, areas)).map(ElementPlan::Table);
            elements.extend(plan.map(|plan| (written.span().start, plan)));
        }
        for written in &chapter.list {
            let plan = problems.collect(self.list(written.get_ref(), areas)).map(ElementPlan::List);
            elements.extend(plan.map(|plan| (written.span().start, plan)));
        }
        for written in &chapter.passage {
            let plan = problems.collect(self.passage(written.get_ref())).flatten().map(ElementPlan::Passage);
            elements.extend(plan.map(|plan| (written.span().start, plan)));
        }
        // The order of the file is the order of print, whatever the kinds.
        elements.sort_by_key(|(start, _)| *start);
        let filled: &[&str] = if self.report.value.each.is_some() { &["area"] } else { &[] };
        let words = elements.iter_mut().flat_map(|(_, element)| element.words()).filter_map(|words| words.as_deref());
        for words in words.chain([chapter.title.as_str()]) {
            problems.append(unfilled(self.source, words, filled));
        }
        problems.into_result()?;
        Ok(ChapterPlan {
            title: chapter.title.clone(),
            text,
            indicators,
            places,
            show: chapter.show.clone(),
            step: chapter.step.as_ref().map(|step| *step.get_ref()),
            contribution: chapter.owner.clone().map(|owner| {
                let told = chapter.contribution.as_ref().map(|told| *told.get_ref());
                (owner, told.unwrap_or(Contribution::Released))
            }),
            place: (chapter.contribution.as_ref().map(|told| self.place(told)))
                .or(chapter.step.as_ref().map(|step| self.place(step))),
            elements: elements.into_iter().map(|(_, element)| element).collect(),
        })
    }

    /// A text of the report; what a template proposes may be absent.
    fn text(&self, name: &Name) -> Result<Option<SourceText>, Problems> {
        let texts = &self.definitions.texts;
        let found = texts.get(&(self.report.id.clone(), name.get_ref().clone())).cloned();
        if found.is_some() || self.source.path() != self.report.source.path() {
            return Ok(found);
        }
        let known = texts.keys().filter(|(report, _)| *report == self.report.id).map(|(_, file)| file.clone());
        let fault = Fault::UnknownName { kind: Kind::Text, name: name.get_ref().clone(), known: known.collect() };
        Err(Problem::at(self.place(name), fault).into())
    }

    fn passage(&self, written: &Passage) -> Result<Option<PassagePlan>, Problems> {
        let text = self.text(&written.text)?;
        let (title, by, office) = (written.title.clone(), written.by.clone(), written.office.clone());
        Ok(text.map(|text| PassagePlan { text, title, by, office }))
    }

    /// Years as written, the earlier ones first.
    pub(super) fn rising(&self, written: &[Spanned<i32>]) -> Result<Vec<i32>, Problems> {
        let mut problems = Problems::new();
        for year in written.iter().filter(|year| !YEARS.contains(year.get_ref())) {
            let expected = format!("{}–{}", YEARS.start(), YEARS.end());
            let fault = Fault::WrongValue { expected, found: year.get_ref().to_string() };
            problems.push(Problem::at(self.place(year), fault));
        }
        let years: Vec<i32> = written.iter().map(|year| *year.get_ref()).collect();
        if let Some(pair) = written.windows(2).find(|pair| pair[0].get_ref() >= pair[1].get_ref()) {
            let mut rising = years.clone();
            rising.sort_unstable();
            rising.dedup();
            let fault = Fault::WrongValue { expected: format!("{rising:?}"), found: format!("{years:?}") };
            problems.push(Problem::at(self.place(&pair[1]), fault));
        }
        problems.into_result().map(|()| years)
    }

    fn table(&self, written: &Spanned<TableDefinition>, areas: &[AreaIndex]) -> Result<TablePlan, Problems> {
        let mut problems = Problems::new();
        let table = written.get_ref();
        let place = self.source.place(written.span());
        let mut indicators = Vec::new();
        for name in &table.indicators {
            indicators.extend(problems.collect(self.group(name)).unwrap_or_default());
        }
        problems.append(self.once(Kind::Indicator, &table.indicators));
        if indicators.is_empty() && !problems.has_errors() {
            problems.push(Problem::at(place.clone(), Fault::MissingKey { key: "indicators".to_owned() }));
        }
        let years = problems.collect(self.rising(&table.years)).unwrap_or_default();
        if table.change && table.years.len() < 2 {
            let fault = Fault::WrongValue { expected: "years = [2019, 2024]".to_owned(), found: "change".to_owned() };
            problems.push(Problem::at(place.clone(), fault));
        }
        let chosen = match (&table.areas, &table.level) {
            (Some(keys), None) => Some(problems.collect(self.inhabited_areas(keys)).unwrap_or_default()),
            (None, Some(level)) => Some(problems.collect(self.level(level)).unwrap_or_default()),
            (Some(_), Some(level)) => {
                let fault = Fault::Exclusive { one: "areas", other: "level" };
                problems.push(Problem::at(self.place(level), fault));
                None
            }
            (None, None) => None,
        };
        let own_areas = chosen.is_some();
        let areas: Vec<AreaIndex> = chosen.unwrap_or_else(|| areas.to_vec());
        let groups = table.group.as_ref().and_then(|level| problems.collect(self.level(level))).unwrap_or_default();
        if let (Some(level), Some(group), Some(area)) = (&table.group, groups.first(), areas.first())
            && self.member_count(*group) <= self.member_count(*area)
            && groups.iter().all(|group| self.member_count(*group) <= 1)
        {
            let expected = "`group` coarser than the areas of the table".to_owned();
            problems
                .push(Problem::at(self.place(level), Fault::WrongValue { expected, found: level.get_ref().clone() }));
        }
        let highlight = table.highlight.as_ref().and_then(|key| problems.collect(self.inhabited_area(key)));
        problems.into_result()?;
        Ok(TablePlan {
            place,
            id: table.id.as_ref().map(|id| id.get_ref().clone()),
            title: table.title.clone(),
            note: table.note.clone(),
            indicators,
            years,
            change: table.change,
            areas,
            own_areas,
            groups,
            highlight,
            each: table.highlight.as_ref().is_some_and(|key| self.is_each(key)),
            landscape: table.landscape,
        })
    }
}
