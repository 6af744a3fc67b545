//! The drawings of an indicator: map, ranked bars, trend.

use serde::Serialize;

use super::Draft;
use super::classing::Classing;
use super::selection::Selection;
use crate::area::AreaIndex;
use crate::chart::{Chart, bars, trend};
use crate::definition::IndicatorKind;
use crate::figures::{Cell, Column, Datum, Drawing, Grid, Mark, Role, Row};
use crate::map::{self, Classes, LegendClass, MapContent, Sizes};
use crate::number::{Language, count_in_words, to_f64, whole_text};
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

impl PictureView {
    /// Puts a drawing into the project under a name.
    pub fn new(name: &str, drawing: Drawing, [caption, listed]: [String; 2], files: &mut Files) -> PictureView {
        let path = format!("drawings/{name}.svg");
        files.push((path.clone(), drawing.svg));
        PictureView {
            path: format!("/{path}"),
            alt: drawing.alt,
            width: drawing.width,
            height: drawing.height,
            caption,
            listed,
        }
    }
}

/// A cell of a chapter's overview.
#[derive(Debug, Clone, Serialize)]
pub struct ProfileCell {
    /// The printed value or sign.
    pub text: String,
    /// `p`, `s` beside it.
    pub marks: String,
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
    /// One column: the values of the areas in order.
    pub grid: Grid,
    pub classes: Vec<LegendClass>,
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
        let is_count = indicator.kind == IndicatorKind::Count && indicator.additive;
        let data = selection.cells.iter().zip(&printed).zip(selection.ranks());
        let rows = data.map(|(((area, cell), value), rank)| {
            let shade = match value {
                Some(_) if is_count => Some(scale / 2),
                Some(value) => classing.shade(value.units()),
                None => None,
            };
            let datum = Datum { rank, shade, ..draft.datum(indicator, *cell) };
            Row { label: areas.get(*area).name.clone(), area: Some(*area), role: Role::Ordinary, data: vec![datum] }
        });
        let column = draft.column(indicator, indicator.name.clone(), None);
        let grid = Grid { stub: draft.level().name.clone(), columns: vec![column], rows: rows.collect() };
        let classes = if is_count { Vec::new() } else { classing.legend(indicator, language, true) };
        Pictures { draft, at, indicator, selection, grid, classes }
    }

    fn language(&self) -> Language {
        self.draft.document.language
    }

    fn unit(&self) -> String {
        self.draft.unit(self.indicator)
    }

    fn subject(&self) -> String {
        format!("{} {}, {}", self.indicator.name, self.selection.year, self.unit())
    }

    /// The compared area with its value; a sum is no comparison.
    fn reference(&self) -> Option<Mark> {
        self.draft.reference(self.indicator, self.selection.compare)
    }

    fn placed(&self, kind: &str, drawing: Drawing, title: String, files: &mut Files) -> PictureView {
        let listed = match kind {
            "map" => self.indicator.name.clone(),
            // The first word says what it is; the years stand beside the figure.
            _ => format!("{}, {}", self.indicator.name, title.split(' ').next().unwrap_or_default()),
        };
        let caption = format!("{title}, {}", self.unit());
        PictureView::new(&format!("{}-{kind}", self.indicator.id), drawing, [caption, listed], files)
    }

    /// The areas' values with their shades, then the compared area's.
    pub fn profile(&self) -> Vec<ProfileCell> {
        let is_count = self.indicator.kind == IndicatorKind::Count && self.indicator.additive;
        let cell = |cell: Cell, shade: Option<usize>| {
            let printed = print(cell, self.indicator.decimals, self.draft.style());
            let text = directed(self.indicator, cell, printed.text);
            ProfileCell { text, marks: printed.marks, shade: shade.filter(|_| !is_count) }
        };
        let data = self.grid.rows.iter().map(|row| &row.data[0]);
        data.map(|datum| cell(datum.cell, datum.shade)).chain([cell(self.selection.compare, None)]).collect()
    }

    /// „zwölf Räumen".
    fn areas_after_in(&self) -> String {
        format!(
            "{} {}",
            count_in_words(self.grid.rows.len(), self.language()),
            self.draft.level().after_in(self.language())
        )
    }

    /// The map; none without boundaries.
    pub fn map(&self, files: &mut Files) -> Option<PictureView> {
        let sheet = self.draft.sheet.as_ref()?;
        let (reference, subject) = (self.reference(), self.subject());
        let content = MapContent {
            grid: &self.grid,
            subject: &subject,
            reference: reference.as_ref().map(|mark| (mark.name.as_str(), mark.text.as_str())),
            highlight: None,
            language: self.language(),
        };
        let look = &self.draft.workshop.plan.look;
        let drawing = match self.classes.as_slice() {
            [] => map::symbols(sheet, &content, &sizes(&self.grid, self.language()), look),
            classes => map::choropleth(sheet, &content, &Classes { classes, colours: &look.scale }, look),
        };
        let year = self.selection.year;
        let title = match self.language() {
            Language::De => format!("In den {} {year}", self.areas_after_in()),
            Language::En => format!("Across {} {year}", self.areas_after_in()),
        };
        Some(self.placed("map", drawing, title, files))
    }

    /// The ranked bars.
    pub fn ranking(
        &self,
        (width, most_height): (f64, f64),
        tabled: bool,
        files: &mut Files,
    ) -> Result<PictureView, Problem> {
        let mut grid = self.grid.clone();
        grid.rows.sort_by_key(|row| row.data[0].rank.unwrap_or(usize::MAX));
        let subject = self.subject();
        let chart = Chart {
            reference: self.reference(),
            ranked: true,
            tabled,
            width,
            most_height,
            ..self.draft.chart(&grid, &subject)
        };
        let drawing = bars(&chart, &self.draft.workshop.plan.look)?;
        let title = format!("{} {}", self.language().pick("Rangfolge", "Ranking"), self.selection.year);
        Ok(self.placed("ranking", drawing, title, files))
    }

    /// The trend: the compared area with the ends of the range; a sum alone. Then whether a piece of a line is dashed, and
    /// whether the axis begins above zero.
    pub fn trend(&self, width: f64, height: f64, files: &mut Files) -> Result<(PictureView, [bool; 2]), Problem> {
        let document = self.draft.document;
        let areas = &self.draft.workshop.plan.cube.areas;
        let value = |area: AreaIndex, year: i32| self.draft.figures.value(self.at, area, year);
        let mut lines: Vec<(AreaIndex, String, Role)> = Vec::new();
        if !self.indicator.adds_up() && self.grid.rows.len() > 1 {
            let ends = [self.selection.highest(), self.selection.lowest()];
            let ends = ends.iter().filter_map(|areas| areas.first().copied());
            lines.extend(ends.map(|area| (area, areas.get(area).name.clone(), Role::Ordinary)));
        }
        lines.push((document.compare, self.draft.compared_name(), Role::Reference));
        // The axis ends where the numbers end: what is collected later is no gap.
        let with_number = |year: &i32| lines.iter().any(|(area, ..)| value(*area, *year).value().is_some());
        let years: Vec<i32> = (document.from..=document.to).filter(with_number).collect();
        let (first, last) = match (years.first(), years.last()) {
            (Some(first), Some(last)) => (*first, *last),
            _ => (document.from, document.to),
        };
        let unit = self.unit();
        let column = |year: i32| self.draft.column(self.indicator, year.to_string(), Some(year));
        let rows = lines.into_iter().map(|(area, label, role)| {
            let data = (first..=last).map(|year| self.draft.datum(self.indicator, value(area, year)));
            Row { label, area: Some(area), role, data: data.collect() }
        });
        let rows: Vec<Row> = rows.filter(|row| row.last().is_some()).collect();
        let grid = Grid { stub: self.draft.level().name.clone(), columns: (first..=last).map(column).collect(), rows };
        let breaks: Vec<i32> =
            self.draft.breaks(self.indicator).into_iter().filter(|year| (first + 1..=last).contains(year)).collect();
        let language = self.language();
        let through = language.pick("bis", "to");
        let subject = format!("{} {first} {through} {last}, {unit}", self.indicator.name);
        let is_cut = grid.is_stripe();
        let chart = Chart {
            breaks: &breaks,
            width,
            most_height: height,
            from_zero: !is_cut,
            ..self.draft.chart(&grid, &subject)
        };
        let drawing = trend(&chart, &self.draft.workshop.plan.look)?;
        let title = format!("{} {first} {through} {last}", language.pick("Entwicklung", "Trend"));
        let is_open = grid.rows.iter().flat_map(|row| &row.data).any(Datum::is_open);
        Ok((self.placed("trend", drawing, title, files), [is_open, is_cut]))
    }
}

/// Three round numbers below the greatest, for the legend of circles.
pub(super) fn sizes(grid: &Grid, language: Language) -> Sizes {
    let most = grid.rows.iter().filter_map(|row| row.data.first()?.number()).map(f64::abs).fold(0.0, f64::max);
    let round_below = |value: f64| {
        let magnitude = 10f64.powf(value.log10().floor());
        [8.0, 6.0, 5.0, 4.0, 3.0, 2.0, 1.0]
            .into_iter()
            .map(|factor| factor * magnitude)
            .find(|size| *size <= value * 1.1)
    };
    let sizes = [most, most / 4.0, most / 20.0].into_iter().filter(|size| *size >= 1.0).filter_map(round_below);
    let text = |size: f64| whole_text(size as i128, language);
    sizes.map(|size| (size, text(size))).collect()
}

impl Draft<'_> {
    /// A value as drawings take it, without rank and shade.
    pub(super) fn datum(&self, indicator: &Indicator, cell: Cell) -> Datum {
        let language = self.document.language;
        Datum {
            cell,
            text: directed(indicator, cell, print(cell, indicator.decimals, self.style()).text),
            spoken: match cell.sign() {
                Some(sign) => spoken_sign(sign, language).to_owned(),
                None => directed(indicator, cell, worded(cell, indicator.decimals, language)),
            },
            rank: None,
            shade: None,
            interval: None,
        }
    }

    /// The unit of an indicator in a caption.
    pub(super) fn unit(&self, indicator: &Indicator) -> String {
        caption_unit(indicator, self.document.language)
    }

    /// A column of an indicator.
    pub(super) fn column(&self, indicator: &Indicator, label: String, year: Option<i32>) -> Column {
        Column { label, year, unit: self.unit(indicator), decimals: indicator.decimals }
    }

    /// A line across; none without a number.
    pub(super) fn mark(&self, name: String, indicator: &Indicator, cell: Cell) -> Option<Mark> {
        let value = to_f64(cell.value()?);
        Some(Mark { name, value, text: print(cell, indicator.decimals, self.style()).text })
    }

    /// The compared area as a line across; a sum is no comparison.
    pub(super) fn reference(&self, indicator: &Indicator, compared: Cell) -> Option<Mark> {
        if indicator.adds_up() { None } else { self.mark(self.compared_name(), indicator, compared) }
    }

    /// A chart with nothing but its values.
    pub(super) fn chart<'a>(&self, grid: &'a Grid, subject: &'a str) -> Chart<'a> {
        Chart {
            grid,
            subject,
            reference: None,
            target: None,
            band: None,
            breaks: &[],
            tabled: true,
            ranked: false,
            from_zero: true,
            width: 0.0,
            most_height: 0.0,
            language: self.document.language,
        }
    }

    /// What the compared area is called beside a line: „Kreis".
    pub(super) fn compared_name(&self) -> String {
        self.workshop.plan.cube.areas.level_of(self.document.compare).name.clone()
    }
}
