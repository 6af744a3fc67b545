//! The page of one indicator: what it says, in figures, pictures and words.

use num_traits::CheckedSub;
use serde::Serialize;

use super::course;
use super::pictures::{Files, PictureView, Pictures, ProfileCell};
use super::remarks::{Remark, balanced, size};
use super::selection::Selection;
use super::sensitivity::Sensitivity;
use super::table::{TableView, table};
use super::tiles::Tile;
use super::{Draft, has_many_areas};
use crate::area::AreaIndex;
use crate::definition::{Polarity, Show};
use crate::figures::Cell;
use crate::number::{Language, count_in_words, join_words, round};
use crate::plan::Indicator;
use crate::problem::Problems;
use crate::wording::{Course, Extremes, Shape, caption_unit, key_sentence, moved_in_shape};

/// More bars than this have no room on a page, not even in two columns; the table has the ranks.
const MOST_BARS: usize = 160;

/// With more letters of remarks than this, the trend leaves them some of its height.
const CROWDED: usize = 720;

/// The page of one indicator.
#[derive(Debug, Clone, Serialize)]
pub struct IndicatorPage {
    /// Id, for references.
    pub id: String,
    /// Title.
    pub title: String,
    /// What of whom, and when.
    pub definition: String,
    /// What it says.
    pub key: String,
    /// The same without the course, for summaries.
    pub short: String,
    /// How the compared area's value moved, for tiles: an arrow with words.
    pub course: Option<CourseView>,
    /// Key figures.
    pub tiles: Vec<Tile>,
    /// Map.
    pub map: Option<PictureView>,
    /// Ranked bars.
    pub ranking: Option<PictureView>,
    /// Trend.
    pub trend: Option<PictureView>,
    /// Table.
    pub table: Option<TableView>,
    /// The areas' values for the overview of a chapter, the compared area last.
    pub profile: Vec<ProfileCell>,
    /// The year of its map, ranking and sentences.
    pub year: String,
    /// Its unit, for the head of a column.
    pub unit: String,
    /// Caption of the table.
    pub table_caption: String,
    /// Calculation, reading example, limits.
    pub remarks: Vec<Remark>,
    /// How the values lie to each other, and remarks for which there is no room above.
    pub assessment: Vec<Remark>,
    /// True where remarks have to be set smaller.
    pub dense: bool,
    /// Ranks without one of its parts; for composite indicators.
    pub sensitivity: Option<Sensitivity>,
    /// Where the figures come from.
    pub source: String,
    /// True where the table has pages of its own.
    pub many: bool,
    /// True where it is about the compared area only.
    pub compact: bool,
}

/// How a value moved: `↓`, „um 1,2 Prozentpunkte gesunken seit 2015", and what that means.
#[derive(Debug, Clone, Serialize)]
pub struct CourseView {
    arrow: &'static str,
    words: String,
    /// „günstig", „ungünstig"; empty where there is no good side or no change.
    judged: &'static str,
}

/// Makes a page with its drawings.
pub fn page(draft: &Draft<'_>, at: usize) -> Result<(IndicatorPage, Files), Problems> {
    let (document, cube) = (draft.document, &draft.workshop.plan.cube);
    let language = document.language;
    let indicator = &cube.indicators[at];
    // What exists for the compared area only says nothing about the others: no row, no bar, no map of them.
    let only_compared = draft.is_coarser(at);
    let areas: &[AreaIndex] = if only_compared { &[] } else { &document.areas };
    let compare = document.compare;
    let mut selection =
        Selection::new(draft.figures, (at, indicator.decimals), areas, compare, document.from, document.to);
    if indicator.holds_within_a_year() {
        selection.years.retain(|year| *year == selection.year);
    }
    let show = draft.shown(at);
    let shows = |block| show.contains(&block) && (!only_compared || matches!(block, Show::Table | Show::Trend));
    let many = has_many_areas(document) && !only_compared;
    let less = draft.workshop.plan.design.less_height();
    let pictures = Pictures::new(draft, at, indicator, &selection);
    let mut files = Files::new();
    let map = if shows(Show::Map) { pictures.map(&mut files) } else { None };
    let ranking = match shows(Show::Ranking) && document.areas.len() > 1 && document.areas.len() <= MOST_BARS {
        // A paper is short: its chart leaves room for the text.
        true if document.definition.paper.is_some() => {
            Some(pictures.ranking((81.0, 62.0), shows(Show::Table), &mut files)?)
        }
        true if many => Some(pictures.ranking((170.0, 225.0), shows(Show::Table), &mut files)?),
        true => Some(pictures.ranking((79.0, 82.0 - less), shows(Show::Table), &mut files)?),
        false => None,
    };
    let remarks = (draft.remarks(at, indicator, &selection), draft.assessment(at, indicator, &selection));
    let (remarks, assessment) = balanced(remarks.0, remarks.1);
    let crowded = size(&remarks) + size(&assessment) > CROWDED || size(&assessment) > CROWDED / 3;
    let height = match (areas.len() < 10, crowded) {
        _ if only_compared => 42.0,
        (true, _) => 56.0,
        (false, false) => 37.0,
        (false, true) => 30.0,
    };
    let rows = if shows(Show::Table) && !many { areas.len() + 1 } else { 0 };
    let (remarks, assessment) = placed((remarks, assessment), rows, height);
    // One year makes no line.
    let (trend, lines) = match shows(Show::Trend) && selection.previous().is_some() {
        true => pictures.trend(79.0, height - less, &mut files).map(|(trend, lines)| (Some(trend), lines))?,
        false => (None, [false; 2]),
    };
    let table = shows(Show::Table).then(|| table(draft, at, indicator, &selection, many));

    let compare = cube.areas.get(document.compare).name.as_str();
    let extremes = draft.extremes(&selection);
    let course = draft.course(at, indicator, &selection);
    let unit = caption_unit(indicator, language);
    let stub = draft.level().after_in(language);
    let page = IndicatorPage {
        id: indicator.id.clone(),
        title: indicator.name.clone(),
        definition: format!("{}, {}", indicator.definition, selection.year),
        key: key_sentence(indicator, (compare, selection.compare), extremes.as_ref(), course, language),
        short: key_sentence(indicator, (compare, selection.compare), extremes.as_ref(), None, language),
        course: course.and_then(|course| draft.course_view(indicator, course)),
        tiles: draft.tiles(at, indicator, &selection),
        map,
        ranking,
        trend,
        source: draft.source_line(indicator, &selection, (shows(Show::Map), lines), table.as_ref()),
        table,
        profile: if only_compared { Vec::new() } else { pictures.profile() },
        table_caption: match language {
            _ if only_compared => format!("{compare}, {unit}"),
            Language::De => format!("Nach {stub}, {unit}"),
            Language::En => format!("By {stub}, {unit}"),
        },
        remarks,
        assessment,
        dense: crowded,
        sensitivity: draft.sensitivity(at, indicator, &selection),
        year: selection.year.to_string(),
        unit,
        many,
        compact: only_compared,
    };
    Ok((page, files))
}

/// How much lower a page has to become, in millimetres: heights are estimates.
const SURE: f64 = 8.0;

/// Puts what is said below the table beside it instead where that makes the page less high: the table is on the left with
/// what is below it, the trend on the right with the other remarks. Heights in millimetres, as templates set them.
fn placed(
    (mut remarks, assessment): (Vec<Remark>, Vec<Remark>),
    rows: usize,
    trend: f64,
) -> (Vec<Remark>, Vec<Remark>) {
    let lines = |remarks: &[Remark], letters: usize| size(remarks).div_ceil(letters) as f64 * 2.9;
    let left = 10.0 + 3.7 * rows as f64;
    let right = trend + 14.0 + lines(&remarks, 62);
    let below = (left + 6.5 + lines(&assessment, 70)).max(right);
    let beside = left.max(right + lines(&assessment, 62));
    if rows == 0 || beside + SURE >= below {
        return (remarks, assessment);
    }
    remarks.extend(assessment);
    (remarks, Vec::new())
}

fn arrow(direction: i128, shape: Shape) -> &'static str {
    match (shape, direction) {
        (Shape::Turned(..) | Shape::Uneven, _) => "↕",
        (Shape::Steady, _) | (Shape::Straight, 0) => "→",
        (Shape::Straight, ..0) => "↓",
        (Shape::Straight, 1..) => "↑",
    }
}

impl Draft<'_> {
    /// A course without one direction is not called good or bad.
    fn course_view(&self, indicator: &Indicator, course: Course) -> Option<CourseView> {
        let language = self.document.language;
        let change = Cell::number(course.now.value()?.checked_sub(&course.before.value()?)?);
        let direction = round(change.value()?, indicator.decimals).units().signum();
        let judged = match (indicator.polarity, direction) {
            _ if course.shape != Shape::Straight => "",
            (Polarity::Neutral, _) | (_, 0) => "",
            (Polarity::Favourable, 1) | (Polarity::Unfavourable, -1) => language.pick("günstig", "favourable"),
            _ => language.pick("ungünstig", "unfavourable"),
        };
        let words = moved_in_shape(indicator, change, course.shape, language);
        let (words, since) = (words.trim_end_matches(" geblieben"), language.pick("seit", "since"));
        Some(CourseView {
            arrow: arrow(direction, course.shape),
            words: format!("{since} {} {words}", course.since),
            judged,
        })
    }

    /// Which blocks a chapter wants of an indicator.
    fn shown(&self, at: usize) -> &[Show] {
        let chapter = self.document.chapters.iter().find(|chapter| chapter.indicators.contains(&at));
        chapter.map_or(&[], |chapter| chapter.show.as_slice())
    }

    /// First years after a break that lie within the document.
    pub(super) fn breaks(&self, indicator: &Indicator) -> Vec<i32> {
        let within = self.document.from + 1..=self.document.to;
        self.workshop.plan.cube.breaks(indicator).into_iter().filter(|year| within.contains(year)).collect()
    }

    /// „Grevenhude", „Lütjendorf und 5 weitere".
    pub(super) fn names(&self, areas: &[AreaIndex]) -> String {
        let name = |area: &AreaIndex| self.workshop.plan.cube.areas.get(*area).name.clone();
        match (areas, self.document.language) {
            ([], _) => String::new(),
            ([only], _) => name(only),
            ([one, two], language) => join_words(&[name(one), name(two)], language),
            ([first, others @ ..], Language::De) => {
                format!("{} und {} weitere", name(first), count_in_words(others.len(), Language::De))
            }
            ([first, others @ ..], Language::En) => {
                format!("{} and {} more", name(first), count_in_words(others.len(), Language::En))
            }
        }
    }

    fn extremes(&self, selection: &Selection) -> Option<Extremes> {
        let language = self.document.language;
        let with_number = selection.cells.iter().filter(|(_, cell)| cell.value().is_some()).count();
        let dative = self.level().after_in(language);
        let dative = match (with_number < selection.cells.len(), self.partial) {
            (true, _) => format!("{dative} {}", language.pick("mit Angabe", "with a value")),
            (false, true) => format!("{} {dative}", language.pick("betrachteten", "selected")),
            (false, false) => dative.to_owned(),
        };
        let end = |areas: Vec<AreaIndex>| Some((self.names(&areas), selection.cell(*areas.first()?)?));
        Some(Extremes {
            areas: with_number,
            dative,
            lowest: end(selection.lowest())?,
            highest: end(selection.highest())?,
        })
    }

    /// The direction of the compared area's value, as in key figures; nothing without a course.
    pub(super) fn direction(&self, at: usize, selection: &Selection) -> &'static str {
        let indicator = &self.workshop.plan.cube.indicators[at];
        let view = self.course(at, indicator, selection).and_then(|course| self.course_view(indicator, course));
        view.map(|view| view.arrow).unwrap_or_default()
    }

    /// From the first year with a number, or the first after the last break, to the year of the page.
    fn course(&self, at: usize, indicator: &Indicator, selection: &Selection) -> Option<Course> {
        if indicator.is_change() || indicator.holds_within_a_year() {
            return None;
        }
        let last_break = self.breaks(indicator).into_iter().rfind(|year| *year <= selection.year);
        let start = last_break.unwrap_or(self.document.from);
        let values = course::values(self.figures, at, self.document.compare, (start, selection.year));
        let since = values.first().map(|(since, _)| *since).filter(|since| *since < selection.year)?;
        let (before, now) = (self.figures.value(at, self.document.compare, since), selection.compare);
        now.value()?;
        let shape = course::shape(&values, indicator.decimals);
        Some(Course { since, before, now, after_break: last_break == Some(since), shape })
    }
}
