//! The page of one indicator: what it says, in figures, pictures and words.

use num_traits::{CheckedSub, Signed, Zero};
use serde::Serialize;

use super::pictures::{Files, PictureView, Pictures, ProfileCell};
use super::selection::Selection;
use super::table::{TableView, table};
use super::{Draft, has_many_areas};
use crate::definition::{IndicatorKind, Show};
use crate::figures::{Cell, Sign};
use crate::number::{Exact, Language, decimal_text, round, signed_text};
use crate::plan::Indicator;
use crate::problem::Problems;
use crate::wording::{
    Course, Extremes, after_number, caption_unit, date, key_sentence, points, reading, short_key_sentence, worded,
};

/// A key figure.
#[derive(Debug, Clone, Serialize)]
pub struct Tile {
    /// What it is.
    pub label: String,
    /// The figure.
    pub value: String,
    /// What stands after it.
    pub unit: String,
    /// Which area, or how it changed.
    pub note: String,
}

/// A label and a text.
#[derive(Debug, Clone, Serialize)]
pub struct Remark {
    /// „Berechnung".
    pub label: String,
    /// The text.
    pub text: String,
}

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
    /// Caption of the table.
    pub table_caption: String,
    /// Calculation, reading example, limits.
    pub remarks: Vec<Remark>,
    /// Where the figures come from.
    pub source: String,
    /// True where the table has pages of its own.
    pub many: bool,
}

/// Makes a page with its drawings.
pub fn page(draft: &Draft<'_>, at: usize) -> Result<(IndicatorPage, Files), Problems> {
    let (document, cube) = (draft.document, &draft.workshop.plan.cube);
    let language = document.language;
    let indicator = &cube.indicators[at];
    let selection =
        Selection::new(&draft.workshop.figures, at, &document.areas, document.compare, document.from, document.to);
    let show = draft.shown(at);
    let shows = |block| show.contains(&block);
    let many = has_many_areas(document);
    let pictures = Pictures::new(draft, at, indicator, &selection);
    let mut files = Files::new();
    let map = if shows(Show::Map) { pictures.map(&mut files) } else { None };
    let ranking = match shows(Show::Ranking) && !many && document.areas.len() > 1 {
        // A paper is short: its chart leaves room for the text.
        true if document.definition.paper.is_some() => Some(pictures.ranking(81.0, 62.0, &mut files)?),
        true => Some(pictures.ranking(79.0, 86.0, &mut files)?),
        false => None,
    };
    // One year makes no line.
    let trend = match shows(Show::Trend) && selection.previous.is_some() {
        true => Some(pictures.trend(79.0, 41.0, &mut files)?),
        false => None,
    };
    let table = shows(Show::Table).then(|| table(draft, at, indicator, &selection, many));

    let compare = cube.areas.get(document.compare).name.as_str();
    let extremes = draft.extremes(&selection);
    let course = draft.course(at, indicator, &selection);
    let unit = caption_unit(indicator, language);
    let stub = document.areas.first().map_or_else(String::new, |area| cube.areas.level_of(*area).dative.clone());
    let page = IndicatorPage {
        id: indicator.id.clone(),
        title: indicator.name.clone(),
        definition: format!("{}, {}", indicator.definition, selection.year),
        key: key_sentence(indicator, (compare, selection.compare), extremes.as_ref(), course, language),
        short: short_key_sentence(indicator, (compare, selection.compare), extremes.as_ref(), language),
        tiles: draft.tiles(at, indicator, &selection),
        map,
        ranking,
        trend,
        table,
        profile: pictures.profile(),
        table_caption: match language {
            Language::De => format!("Nach {stub}, {unit}"),
            Language::En => format!("By {stub}, {unit}"),
        },
        remarks: draft.remarks(indicator, &selection),
        source: draft.source_line(indicator, shows(Show::Map)),
        many,
    };
    Ok((page, files))
}

impl Draft<'_> {
    /// Which blocks a chapter wants of an indicator.
    fn shown(&self, at: usize) -> &[Show] {
        let chapter = self.document.chapters.iter().find(|chapter| chapter.indicators.contains(&at));
        chapter.map_or(&[], |chapter| chapter.show.as_slice())
    }

    /// First years after a break that lie within the document.
    pub(super) fn breaks(&self, indicator: &Indicator) -> Vec<i32> {
        let cube = &self.workshop.plan.cube;
        let sources = cube.sources_of(indicator).into_iter();
        let mut breaks: Vec<i32> = sources
            .flat_map(|source| &cube.sources[source].source.breaks)
            .map(|found| found.year)
            .filter(|year| (self.document.from + 1..=self.document.to).contains(year))
            .collect();
        breaks.sort_unstable();
        breaks.dedup();
        breaks
    }

    fn extremes(&self, selection: &Selection) -> Option<Extremes> {
        let areas = &self.workshop.plan.cube.areas;
        let named = |area: usize| Some((areas.get(area).name.clone(), selection.cell(area)?));
        Some(Extremes {
            areas: selection.cells.iter().filter(|(_, cell)| cell.value().is_some()).count(),
            dative: areas.level_of(*self.document.areas.first()?).dative.clone(),
            lowest: named(selection.lowest()?)?,
            highest: named(selection.highest()?)?,
        })
    }

    /// From the first year with a number, or the first after the last break, to the year of the page.
    fn course(&self, at: usize, indicator: &Indicator, selection: &Selection) -> Option<Course> {
        if indicator.kind == IndicatorKind::Change {
            return None;
        }
        let last_break = self.breaks(indicator).into_iter().rfind(|year| *year <= selection.year);
        let start = last_break.unwrap_or(self.document.from);
        let value = |year: i32| self.workshop.figures.value(at, self.document.compare, year);
        let since = (start..selection.year).find(|year| value(*year).value().is_some())?;
        Some(Course { since, before: value(since), now: selection.compare, after_break: last_break == Some(since) })
    }

    fn tiles(&self, at: usize, indicator: &Indicator, selection: &Selection) -> Vec<Tile> {
        let language = self.document.language;
        let areas = &self.workshop.plan.cube.areas;
        let unit = after_number(indicator, language);
        let mut tiles = Vec::new();
        let before =
            selection.previous.map(|year| (year, self.workshop.figures.value(at, self.document.compare, year)));
        tiles.push(Tile {
            label: areas.level_of(self.document.compare).name.clone(),
            value: worded(selection.compare, indicator.decimals, language),
            unit: suffix(selection.compare, &unit),
            note: before
                .map(|(year, cell)| change_note(indicator, year, cell, selection.compare, language))
                .unwrap_or_default(),
        });
        let (Some(highest), Some(lowest)) = (selection.highest(), selection.lowest()) else { return tiles };
        if self.document.areas.len() < 2 {
            return tiles;
        }
        for (label, area) in [
            (language.pick("höchster Wert", "highest value"), highest),
            (language.pick("niedrigster Wert", "lowest value"), lowest),
        ] {
            let cell = selection.cell(area).unwrap_or(Cell::Sign(Sign::NotAvailable));
            tiles.push(Tile {
                label: label.to_owned(),
                value: worded(cell, indicator.decimals, language),
                unit: suffix(cell, &unit),
                note: areas.get(area).name.clone(),
            });
        }
        let range = |year: i32| {
            let found = |area: &usize| self.workshop.figures.value(at, *area, year).value();
            let values: Vec<Exact> = self.document.areas.iter().filter_map(found).collect();
            Some(values.iter().max()? - values.iter().min()?)
        };
        if let Some(span) = range(selection.year) {
            let text = |span: Exact| decimal_text(round(span, indicator.decimals), language);
            let words = match indicator.kind {
                IndicatorKind::Share | IndicatorKind::Change | IndicatorKind::Rate => {
                    format!("\u{a0}{}", language.pick("Punkte", "points"))
                }
                _ => unit,
            };
            tiles.push(Tile {
                label: language.pick("Spannweite", "range").to_owned(),
                value: text(span),
                unit: words,
                note: selection
                    .previous
                    .and_then(|year| Some(format!("{year}: {}", text(range(year)?))))
                    .unwrap_or_default(),
            });
        }
        tiles
    }

    fn remarks(&self, indicator: &Indicator, selection: &Selection) -> Vec<Remark> {
        let (cube, language) = (&self.workshop.plan.cube, self.document.language);
        let mut remarks = Vec::new();
        let mut push = |german: &str, english: &str, text: String| {
            remarks.push(Remark { label: language.pick(german, english).to_owned(), text });
        };
        push("Berechnung", "Calculation", format!("{}.", self.formula(indicator)));
        let level = cube.areas.level_of(self.document.compare).name.clone();
        if let Some(mean) = mean_of_rates(indicator, selection) {
            let mean = decimal_text(round(mean, indicator.decimals), language);
            push(
                &format!("{level}wert"),
                &format!("{level} value"),
                match language {
                    Language::De => format!("aus den Summen berechnet, nicht Mittel der Werte ({mean})."),
                    Language::En => format!("from the sums, not the mean of the values ({mean})."),
                },
            );
        }
        let example = selection
            .highest()
            .and_then(|area| reading(indicator, &cube.areas.get(area).name, selection.cell(area)?, language));
        if let Some(example) = example {
            push("Lesebeispiel", "How to read", example);
        }
        if let Some(limits) = &indicator.limits {
            push("Grenzen", "Limits", limits.clone());
        }
        for source in cube.sources_of(indicator) {
            let source = &cube.sources[source].source;
            for found in source.breaks.iter().filter(|found| self.breaks(indicator).contains(&found.year)) {
                push("Bruch", "Break", format!("{}: {}.", found.year, found.reason));
            }
            let hidden = selection.cells.iter().any(|(_, cell)| cell.sign() == Some(Sign::Secret));
            if let (Some(rule), true) = (&source.protection, hidden) {
                push("Geheimhaltung", "Confidentiality", format!("{}.", rule.reason));
            }
        }
        remarks
    }

    /// The formula in words.
    pub(super) fn formula(&self, indicator: &Indicator) -> String {
        let (cube, language) = (&self.workshop.plan.cube, self.document.language);
        let names = |figures: &[usize]| {
            figures.iter().map(|figure| cube.base_figures[*figure].name.as_str()).collect::<Vec<_>>().join(" + ")
        };
        let mut above = names(&indicator.numerator);
        if !indicator.minus.is_empty() {
            above = format!("({above} − {})", names(&indicator.minus));
        }
        let per = decimal_text(round(Exact::from_integer(indicator.per.into()), 0), language);
        match indicator.kind {
            IndicatorKind::Count => above,
            IndicatorKind::Quotient => format!("{above} ÷ {}", names(&indicator.denominator)),
            IndicatorKind::Share | IndicatorKind::Rate => {
                format!("{above} ÷ {} × {per}", names(&indicator.denominator))
            }
            IndicatorKind::Change => match language {
                Language::De => format!("({above} − Stand {per} Jahre zuvor) ÷ Stand {per} Jahre zuvor × 100"),
                Language::En => format!("({above} − {per} years before) ÷ {per} years before × 100"),
            },
        }
    }

    /// Provider, statistic, table, reference date, licence: what a licence demands and a reader needs.
    fn source_line(&self, indicator: &Indicator, with_map: bool) -> String {
        let (plan, language) = (&self.workshop.plan, self.document.language);
        let mut parts = Vec::new();
        for source in plan.cube.sources_of(indicator) {
            parts.push(self.source_text(source));
        }
        let mut text = format!(
            "{}: {}; {}.",
            language.pick("Quelle", "Source"),
            parts.join("; "),
            language.pick("eigene Berechnung", "own calculation")
        );
        if let Some(boundaries) = plan.boundaries.as_ref().filter(|_| with_map) {
            text.push_str(&format!(" {}.", boundaries.credit));
            text.push_str(language.pick(" Zahlen in der Karte: Rang.", " Numbers on the map: rank."));
        }
        text.push_str(language.pick(
            " Änderungen sind aus ungerundeten Werten berechnet.",
            " Changes are computed from unrounded values.",
        ));
        text
    }

    /// One source in words.
    pub(super) fn source_text(&self, source: usize) -> String {
        let source = &self.workshop.plan.cube.sources[source].source;
        let language = self.document.language;
        let mut text = format!("{}, {}", source.provider, source.title);
        if let Some(table) = &source.table {
            text.push_str(&format!(" ({table})"));
        }
        if let Some(reference) = &source.reference {
            text.push_str(&format!(", {reference}"));
        }
        if let Some(as_of) = &source.as_of {
            text.push_str(&format!(", {} {}", language.pick("Stand", "as of"), date(as_of, language)));
        }
        if let Some(licence) = &source.licence {
            text.push_str(&format!(", {licence}"));
        }
        text
    }
}

/// No unit behind a sign.
fn suffix(cell: Cell, unit: &str) -> String {
    if cell.value().is_some() { unit.to_owned() } else { String::new() }
}

fn change_note(indicator: &Indicator, year: i32, before: Cell, now: Cell, language: Language) -> String {
    if now.flags().after_break && indicator.kind != IndicatorKind::Change {
        return match language {
            Language::De => format!("mit {year} nicht vergleichbar"),
            Language::En => format!("not comparable with {year}"),
        };
    }
    let Cell::Number { value, .. } = now.combine(before, |now, before| now.checked_sub(&before)) else {
        return String::new();
    };
    let short = match indicator.kind {
        IndicatorKind::Count | IndicatorKind::Quotient => points(indicator, language),
        _ => language.pick("Punkte", "points").to_owned(),
    };
    match (language, value.is_zero() || round(value.abs(), indicator.decimals).units() == 0) {
        (Language::De, true) => format!("unverändert zu {year}"),
        (Language::En, true) => format!("unchanged from {year}"),
        (Language::De, false) => {
            format!("{} {short} zu {year}", signed_text(round(value, indicator.decimals), language))
        }
        (Language::En, false) => {
            format!("{} {short} on {year}", signed_text(round(value, indicator.decimals), language))
        }
    }
}

/// The mean that would be wrong; told only where every area has a number and the two differ in print.
fn mean_of_rates(indicator: &Indicator, selection: &Selection) -> Option<Exact> {
    if !matches!(indicator.kind, IndicatorKind::Share | IndicatorKind::Rate | IndicatorKind::Quotient) {
        return None;
    }
    // Rounded finely first: the exact denominators of many rates have no common multiple in 128 bits.
    let fine = indicator.decimals + 6;
    let values: Option<Vec<Exact>> =
        selection.cells.iter().map(|(_, cell)| Some(round(cell.value()?, fine).exact())).collect();
    let values = values.filter(|values| values.len() > 2)?;
    let mean = values.iter().sum::<Exact>() / Exact::from_integer(i128::try_from(values.len()).ok()?);
    let own = selection.compare.value()?;
    (round(mean, indicator.decimals) != round(own, indicator.decimals)).then_some(mean)
}
