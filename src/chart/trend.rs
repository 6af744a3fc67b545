//! Lines over years: several areas, labelled at their ends, over the band of all of them. What is missing is a gap,
//! what is provisional is dashed, a break parts the line.

use plotters::style::RGBColor;

use super::axis::{Axis, Years};
use super::canvas::{Anchor, Canvas, Form, HAIR, Point, draw};
use super::course::{Piece, pieces, spots};
use super::{Band, Chart};
use crate::figures::{Datum, Drawing, Role, Row, ends};
use crate::plan::Look;
use crate::problem::Problem;
use crate::typeface::{LABEL, SMALL, apart, wrapped};

/// Room for the years below the plot.
const FOOT: f64 = 5.6;
/// The part of the width that labels may take.
const MOST_LABEL: f64 = 0.42;
/// From the end of a line to its label.
const GAP: f64 = 2.0;
/// Room for the dot of a line before its label.
const DOT: f64 = 1.8;
/// Years without a value at the end that make a line end early.
const EARLY: usize = 3;
const FORMS: [Form; 4] = [Form::Disc, Form::Square, Form::Triangle, Form::Diamond];

/// Draws the lines; long names make the drawing higher than it was asked to be.
pub fn trend(chart: &Chart<'_>, look: &Look) -> Result<Drawing, Problem> {
    let mut height = chart.most_height;
    let svg = draw((chart.width, height), look, |canvas| {
        let lines = Lines::new(chart, canvas, height);
        height = height.max(lines.labels.iter().map(Label::height).sum::<f64>() + FOOT);
        lines.paint()
    })?;
    let svg = match height > chart.most_height {
        true => draw((chart.width, height), look, |canvas| Lines::new(chart, canvas, height).paint())?,
        false => svg,
    };
    let alt = chart
        .description(chart.language.pick("Liniendiagramm", "Line chart"))
        .courses(chart.grid.rows.iter(), &chart.grid.columns)
        .mark(chart.target.as_ref())
        .mark(chart.reference.as_ref())
        .breaks(chart.breaks);
    chart.drawing(svg, height, alt)
}

/// A label at the end of a line.
struct Label {
    lines: Vec<String>,
    wanted: f64,
    colour: RGBColor,
    bold: bool,
    /// The dot of its line, where colours alone would not tell lines apart.
    dot: Option<(RGBColor, Form)>,
}

impl Label {
    fn height(&self) -> f64 {
        LABEL.leading() * self.lines.len() as f64 + 0.3
    }
}

struct Lines<'a, 'b> {
    chart: &'a Chart<'a>,
    canvas: &'a Canvas<'b>,
    values: Axis,
    years: Years,
    labels: Vec<Label>,
    plot: (Point, Point),
}

impl<'a, 'b> Lines<'a, 'b> {
    fn new(chart: &'a Chart<'a>, canvas: &'a Canvas<'b>, height: f64) -> Lines<'a, 'b> {
        let (top, bottom) = (2.0, height - FOOT);
        let marks = chart.reference.iter().chain(&chart.target).map(|mark| mark.value);
        let bands = chart.band.iter().flat_map(|band| band.ends.iter().flatten()).flat_map(|(low, high)| [*low, *high]);
        let numbers = chart.grid.rows.iter().flat_map(|row| &row.data).filter_map(Datum::number);
        let range = ends(numbers.chain(marks).chain(bands)).unwrap_or_default();
        let most = if bottom - top > 60.0 { 6 } else { 4 };
        let values = Axis::new(range, (bottom, top), most, chart.from_zero);
        let years = chart.grid.columns.iter().filter_map(|column| column.year);
        let mut lines = Lines {
            chart,
            canvas,
            values,
            years: Years::new(years.clone(), (0.0, 0.0)),
            labels: Vec::new(),
            plot: ((0.0, top), (0.0, bottom)),
        };
        lines.labels = lines.labels();
        let widest = |label: &Label| {
            let font = LABEL.weight(label.bold);
            label.lines.iter().map(|line| font.width(line)).fold(0.0, f64::max)
        };
        let room = lines.labels.iter().map(widest).fold(0.0, f64::max);
        let (left, right) = (lines.values.room(chart.language), chart.width - room - GAP - DOT - 0.4);
        lines.years = Years::new(years, (left, right));
        lines.plot = ((left, top), (right, bottom));
        lines
    }

    fn paint(&self) -> Result<(), Problem> {
        let (canvas, chart) = (self.canvas, self.chart);
        let ((left, top), (right, bottom)) = self.plot;
        if chart.grid.rows.iter().all(|row| row.last().is_none()) {
            let words = chart.language.pick("kein Wert", "no value");
            let middle = (chart.width / 2.0, (top + bottom) / 2.0);
            canvas.line(&[(left, bottom), (right, bottom)], canvas.inks.grey, HAIR)?;
            return canvas.text(words, middle, LABEL, canvas.inks.grey, Anchor::Middle);
        }
        self.values.paint_left(canvas, (left, right), chart.language)?;
        if let Some(band) = &chart.band {
            self.band(band)?;
        }
        self.years.paint(canvas, bottom)?;
        self.breaks((top, bottom), right)?;
        for mark in chart.target.iter().chain(&chart.reference) {
            let y = self.values.at(mark.value);
            canvas.dashes((left, y), (right, y), canvas.inks.ink, 0.3)?;
        }
        for (row, colour, form) in self.styled() {
            self.line(row, colour, form)?;
        }
        let early = self.early();
        for (at, (row, colour, _)) in self.styled().into_iter().enumerate() {
            if early == Some(at) {
                self.early_label(row, colour)?;
            }
        }
        let wanted: Vec<f64> = self.labels.iter().map(|label| label.wanted).collect();
        let heights: Vec<f64> = self.labels.iter().map(Label::height).collect();
        for (label, y) in self.labels.iter().zip(apart(&wanted, &heights, (0.0, bottom + 1.5))) {
            if let Some((colour, form)) = label.dot {
                canvas.dot((right + GAP + 0.3, y), 0.6, colour, form)?;
            }
            let dot = if label.dot.is_some() { DOT } else { 0.0 };
            canvas.lines(
                &label.lines,
                (right + GAP + dot, y),
                LABEL.weight(label.bold),
                label.colour,
                Anchor::Start,
            )?;
        }
        Ok(())
    }

    /// The reference in the accent colour, others in colours that everybody can tell apart, each with a form of dots.
    fn styled(&self) -> Vec<(&'a Row, RGBColor, Form)> {
        let inks = &self.canvas.inks;
        let few = [inks.scale.last(), inks.scale.get(2)];
        let ordinary = self.chart.grid.rows.iter().filter(|row| row.role != Role::Reference).count();
        let mut others = 0;
        let style = |row: &'a Row| {
            if row.role == Role::Reference {
                return (row, inks.accent, Form::Disc);
            }
            others += 1;
            let at = others - 1;
            match ordinary {
                // The ends of a range are shades of the same blue as map and bars.
                0..=2 => (row, few[at].copied().unwrap_or(inks.primary), Form::Disc),
                _ => (
                    row,
                    inks.categories[at % inks.categories.len()],
                    FORMS[(at + at / inks.categories.len()) % FORMS.len()],
                ),
            }
        };
        self.chart.grid.rows.iter().map(style).collect()
    }

    fn labels(&self) -> Vec<Label> {
        let (chart, inks) = (self.chart, &self.canvas.inks);
        let bottom = self.plot.1.1;
        let room = chart.width * MOST_LABEL;
        let several = chart.grid.rows.len() > 3;
        let mut labels: Vec<Label> = Vec::new();
        let early = self.early();
        for (at, (row, shade, form)) in self.styled().into_iter().enumerate() {
            if early == Some(at) {
                continue;
            }
            let last = row.last().map(|end| &row.data[end]);
            let bold = row.role != Role::Ordinary;
            let text = match last {
                Some(datum) => format!("{} {}", row.label, datum.spoken.replace(' ', "\u{a0}")),
                None => row.label.clone(),
            };
            let y = last.and_then(Datum::number).map_or(bottom, |value| self.values.at(value));
            let colour = if row.role == Role::Reference { shade } else { inks.ink };
            labels.push(Label {
                lines: wrapped(&text, room, LABEL.weight(bold), chart.language),
                wanted: y,
                colour,
                bold,
                dot: (row.role != Role::Reference && several)
                    .then_some((shade, if last.is_some_and(Datum::is_open) { Form::Ring } else { form })),
            });
        }
        for mark in chart.target.iter().chain(&chart.reference) {
            let text = format!("{} {}", mark.name, mark.text);
            let lines = wrapped(&text, room, LABEL, chart.language);
            labels.push(Label { lines, wanted: self.values.at(mark.value), colour: inks.ink, bold: false, dot: None });
        }
        if let Some(band) = &chart.band
            && let Some((low, high)) = band.ends.iter().rev().flatten().next()
        {
            let lines = wrapped(band.name, room, LABEL, chart.language);
            let wanted = self.values.at((low + high) / 2.0);
            labels.push(Label { lines, wanted, colour: inks.grey, bold: false, dot: None });
        }
        labels
    }

    /// The band in pieces, where it has ends.
    fn band(&self, band: &Band<'_>) -> Result<(), Problem> {
        let columns = self.chart.grid.columns.iter().zip(&band.ends);
        let ends: Vec<Option<(f64, f64, f64)>> = columns
            .map(|(column, ends)| Some((self.years.at(f64::from(column.year?)), ends.as_ref()?.0, ends.as_ref()?.1)))
            .collect();
        for run in ends.split(Option::is_none).filter(|run| run.len() > 1) {
            let upper = run.iter().flatten().map(|(x, _, high)| (*x, self.values.at(*high)));
            let lower = run.iter().flatten().rev().map(|(x, low, _)| (*x, self.values.at(*low)));
            let outline: Vec<Point> = upper.chain(lower).collect();
            self.canvas.shape(&outline, self.canvas.inks.scale[0])?;
        }
        Ok(())
    }

    fn breaks(&self, (top, bottom): (f64, f64), right: f64) -> Result<(), Problem> {
        let grey = self.canvas.inks.grey;
        for first in self.chart.breaks.iter().filter(|year| self.years.contains(**year)) {
            let x = self.years.at(f64::from(*first) - 0.5);
            self.canvas.dashes((x, top - 1.0), (x, bottom), grey, 0.2)?;
            let text = self.chart.language.pick("Bruch", "break");
            let near_end = x + SMALL.width(text) + 1.0 > right;
            let (at, anchor) = if near_end { (x - 0.8, Anchor::End) } else { (x + 0.8, Anchor::Start) };
            self.canvas.text_on_paper(text, (at, top - 0.2), SMALL, grey, anchor)?;
        }
        Ok(())
    }

    /// The only line that ends years before the others, and far enough from the left for its label: it is labelled
    /// where it ends.
    fn early(&self) -> Option<usize> {
        let rows = &self.chart.grid.rows;
        let ends_early = |row: &Row| row.last().is_some_and(|end| end + EARLY < row.data.len());
        let mut found = (0..rows.len()).filter(|at| ends_early(&rows[*at]));
        let at = found.next().filter(|_| found.next().is_none())?;
        let end = rows[at].last()?;
        // Labels take less than half of the width; the rest is the plot.
        let room = self.chart.width * (0.95 - MOST_LABEL) * end as f64 / (rows[at].data.len() - 1) as f64;
        (LABEL.weight(true).width(&end_text(&rows[at], end)) + 2.0 < room).then_some(at)
    }

    /// The label of a line that ends before the last years, above its end.
    fn early_label(&self, row: &Row, colour: RGBColor) -> Result<(), Problem> {
        let Some(end) = row.last() else { return Ok(()) };
        let (Some(year), Some(value)) = (self.chart.grid.columns[end].year, row.data[end].number()) else {
            return Ok(());
        };
        let font = LABEL.weight(row.role != Role::Ordinary);
        let text = end_text(row, end);
        let (x, y) = (self.years.at(f64::from(year)), self.values.at(value));
        let start = (x - font.width(&text) - 1.0).max(self.plot.0.0 + 0.5);
        // Below the word that names a break.
        let y = (y - 3.0).max(self.plot.0.1 + 3.0);
        self.canvas.text_on_paper(&text, (start, y), font, colour, Anchor::Start)
    }

    /// The line in pieces, with a dot for every value.
    fn line(&self, row: &Row, colour: RGBColor, form: Form) -> Result<(), Problem> {
        let thickness = if row.role == Role::Ordinary { 0.4 } else { 0.6 };
        let spots = spots(self.chart, row, (&self.values, &self.years));
        for Piece { from, to, open } in pieces(self.chart, &spots) {
            match open {
                true => self.canvas.dashes(from, to, colour, thickness)?,
                false => self.canvas.line(&[from, to], colour, thickness)?,
            }
        }
        let radius = if row.role == Role::Ordinary { 0.6 } else { 0.75 };
        for spot in spots {
            self.canvas.dot(spot.at, radius, colour, if spot.datum.is_open() { Form::Ring } else { form })?;
        }
        Ok(())
    }
}

/// „bisher 244 527".
fn end_text(row: &Row, end: usize) -> String {
    format!("{} {}", row.label, row.data[end].spoken)
}
