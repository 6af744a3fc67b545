//! The drawings of an indicator: map, ranked bars, trend.

use serde::Serialize;

use super::Draft;
use super::classing::Classing;
use super::selection::Selection;
use crate::area::AreaIndex;
use crate::chart::{Ranking, Trend, ranking, trend};
use crate::definition::IndicatorKind;
use crate::figures::{AreaValue, Drawing, Series};
use crate::map::{self, LegendClass, MapContent};
use crate::number::{Exact, Language, decimal_text, ordinal_count, round, to_f64};
use crate::plan::Indicator;
use crate::problem::Problem;
use crate::wording::{caption_unit, directed, print, spoken_sign, worded};

/// A drawing where a template finds it.
#[derive(Debug, Clone, Serialize)]
pub struct PictureView {
    /// Path in the Typst project.
    pub path: String,
    /// For those who do not see it.
    pub alt: String,
    /// Width in millimetres.
    pub width: f64,
    /// Height in millimetres.
    pub height: f64,
    /// Beside it, where the page has named the indicator.
    pub caption: String,
    /// In the list of figures.
    pub listed: String,
}

/// A cell of a chapter's overview.
#[derive(Debug, Clone, Serialize)]
pub struct ProfileCell {
    /// The printed value or sign.
    pub text: String,
    /// Position of its colour in the scale.
    pub shade: Option<usize>,
}

/// Paths and SVG sources.
pub type Files = Vec<(String, String)>;

/// Everything the drawings of one indicator share.
pub struct Pictures<'a> {
    pub draft: &'a Draft<'a>,
    pub at: usize,
    pub indicator: &'a Indicator,
    pub selection: &'a Selection,
    values: Vec<AreaValue>,
    classes: Vec<LegendClass>,
}

impl<'a> Pictures<'a> {
    /// Ranks and classes the values once for all drawings.
    pub fn new(draft: &'a Draft<'a>, at: usize, indicator: &'a Indicator, selection: &'a Selection) -> Pictures<'a> {
        let language = draft.document.language;
        let areas = &draft.workshop.plan.cube.areas;
        let printed = selection.printed();
        let scale = draft.workshop.plan.look.scale.len();
        let units: Vec<i128> = printed.iter().flatten().map(|value| value.units()).collect();
        let classing = Classing::new(indicator, &units, scale);
        let is_count = indicator.kind == IndicatorKind::Count;
        let values = selection
            .cells
            .iter()
            .zip(&printed)
            .zip(selection.ranks())
            .map(|(((area, cell), value), rank)| AreaValue {
                area: *area,
                label: areas.get(*area).name.clone(),
                cell: *cell,
                text: directed(indicator, *cell, print(*cell, indicator.decimals, draft.style()).text),
                spoken: match cell.sign() {
                    Some(sign) => spoken_sign(sign, language).to_owned(),
                    None => directed(indicator, *cell, worded(*cell, indicator.decimals, language)),
                },
                rank,
                shade: match value {
                    Some(_) if is_count => Some(scale / 2),
                    Some(value) => classing.shade(value.units()),
                    None => None,
                },
            })
            .collect();
        let text = |units: i128| {
            if units == 0 {
                return "0".to_owned();
            }
            let value = Exact::new(units, 10_i128.pow(u32::from(indicator.decimals)));
            decimal_text(round(value, indicator.decimals), language)
        };
        let legend =
            classing.classes.ranges.iter().zip(&classing.classes.counts).enumerate().map(|(class, (range, count))| {
                LegendClass {
                    label: match (range.start(), range.end()) {
                        (low, high) if low == high => text(*low),
                        (low, high) => format!("{} {} {}", text(*low), language.pick("bis", "to"), text(*high)),
                    },
                    count: *count,
                    shade: classing.shades[class],
                }
            });
        let classes = if is_count { Vec::new() } else { legend.collect() };
        Pictures { draft, at, indicator, selection, values, classes }
    }

    fn language(&self) -> Language {
        self.draft.document.language
    }

    fn unit(&self) -> String {
        caption_unit(self.indicator, self.language())
    }

    fn subject(&self) -> String {
        format!("{} {}, {}", self.indicator.name, self.selection.year, self.unit())
    }

    /// Short name of the compared area, and its value; a sum is no comparison.
    fn reference(&self) -> Option<(String, f64, String)> {
        if self.indicator.adds_up() {
            return None;
        }
        let value = self.selection.compare.value()?;
        let areas = &self.draft.workshop.plan.cube.areas;
        let name = areas.level_of(self.draft.document.compare).name.clone();
        Some((name, to_f64(value), print(self.selection.compare, self.indicator.decimals, self.draft.style()).text))
    }

    fn placed(&self, kind: &str, drawing: Drawing, title: String, files: &mut Files) -> PictureView {
        let path = format!("drawings/{}-{kind}.svg", self.indicator.id);
        files.push((path.clone(), drawing.svg));
        PictureView {
            path: format!("/{path}"),
            alt: drawing.alt,
            width: drawing.width,
            height: drawing.height,
            listed: match kind {
                "map" => self.indicator.name.clone(),
                // The first word says what it is; the years stand beside the figure.
                _ => format!("{}, {}", self.indicator.name, title.split(' ').next().unwrap_or_default()),
            },
            caption: format!("{title}, {}", self.unit()),
        }
    }

    /// The areas' values with their shades, then the compared area's.
    pub fn profile(&self) -> Vec<ProfileCell> {
        let compare = print(self.selection.compare, self.indicator.decimals, self.draft.style()).text;
        let is_count = self.indicator.kind == IndicatorKind::Count;
        let shade = |value: &AreaValue| value.shade.filter(|_| !is_count);
        self.values
            .iter()
            .map(|value| ProfileCell { text: value.text.clone(), shade: shade(value) })
            .chain([ProfileCell { text: compare, shade: None }])
            .collect()
    }

    /// „zwölf Räumen".
    fn areas_after_in(&self) -> String {
        format!("{} {}", ordinal_count(self.values.len(), self.language()), self.draft.level().dative)
    }

    /// The map; none without boundaries.
    pub fn map(&self, files: &mut Files) -> Option<PictureView> {
        let sheet = self.draft.sheet.as_ref()?;
        let reference = self.reference();
        let content = MapContent {
            values: &self.values,
            classes: &self.classes,
            subject: &self.subject(),
            reference: reference.as_ref().map(|(name, _, text)| (name.as_str(), text.as_str())),
            language: self.language(),
        };
        let drawing = map::draw(sheet, &content, &self.draft.workshop.plan.look);
        let year = self.selection.year;
        let title = match self.language() {
            Language::De => format!("In den {} {year}", self.areas_after_in()),
            Language::En => format!("Across {} {year}", self.areas_after_in()),
        };
        Some(self.placed("map", drawing, title, files))
    }

    /// The ranked bars.
    pub fn ranking(&self, width: f64, most_height: f64, files: &mut Files) -> Result<PictureView, Problem> {
        let reference = self.reference();
        let chart = Ranking {
            values: &self.values,
            reference: reference.as_ref().map(|(name, value, text)| (name.as_str(), *value, text.as_str())),
            subject: &self.subject(),
            width,
            most_height,
            language: self.language(),
        };
        let drawing = ranking(&chart, &self.draft.workshop.plan.look)?;
        let title = format!("{} {}", self.language().pick("Rangfolge", "Ranking"), self.selection.year);
        Ok(self.placed("ranking", drawing, title, files))
    }

    /// The trend: the compared area with the ends of the range; a sum alone.
    pub fn trend(&self, width: f64, height: f64, files: &mut Files) -> Result<PictureView, Problem> {
        let document = self.draft.document;
        let areas = &self.draft.workshop.plan.cube.areas;
        let series = |area: AreaIndex, label: String, reference: bool| Series {
            label,
            points: (document.from..=document.to)
                .map(|year| (year, self.draft.figures.value(self.at, area, year)))
                .collect(),
            reference,
        };
        let mut lines = Vec::new();
        if !self.indicator.adds_up() && self.values.len() > 1 {
            let ends = [self.selection.highest(), self.selection.lowest()];
            for area in ends.iter().filter_map(|areas| areas.first().copied()) {
                lines.push(series(area, areas.get(area).name.clone(), false));
            }
        }
        lines.push(series(document.compare, areas.level_of(document.compare).name.clone(), true));
        lines.retain(|line| line.points.iter().any(|(_, cell)| cell.value().is_some()));
        // The axis ends where the numbers end: what is collected later is no gap.
        let with_number = |year: &i32| {
            lines.iter().flat_map(|line| &line.points).any(|(at, cell)| at == year && cell.value().is_some())
        };
        let years: Vec<i32> = (document.from..=document.to).filter(with_number).collect();
        let (first, last) = match (years.first(), years.last()) {
            (Some(first), Some(last)) => (*first, *last),
            _ => (document.from, document.to),
        };
        for line in &mut lines {
            line.points.retain(|(year, _)| (first..=last).contains(year));
        }
        let breaks: Vec<i32> =
            self.draft.breaks(self.indicator).into_iter().filter(|year| (first + 1..=last).contains(year)).collect();
        let (language, unit) = (self.language(), self.unit());
        let through = language.pick("bis", "to");
        let subject = format!("{} {first} {through} {last}, {unit}", self.indicator.name);
        let chart = Trend {
            series: &lines,
            breaks: &breaks,
            decimals: self.indicator.decimals,
            subject: &subject,
            width,
            height,
            language,
        };
        let drawing = trend(&chart, &self.draft.workshop.plan.look)?;
        let title = format!("{} {first} {through} {last}", language.pick("Entwicklung", "Trend"));
        Ok(self.placed("trend", drawing, title, files))
    }
}
