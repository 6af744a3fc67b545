//! Ranked bars, or dots on stems: areas by falling value, the county as a line across, intervals as whiskers. More rows
//! than a page has room for stand in columns side by side, all on one scale.

use plotters::style::WHITE;

use super::Chart;
use super::canvas::{Anchor, Canvas, Form, draw};
use super::rows::Rows;
use crate::figures::{Datum, Drawing, Mark, Role, Row};
use crate::plan::Look;
use crate::problem::Problem;
use crate::typeface::{Font, STRONG};

const RANK_WIDTH: f64 = 4.6;
const FOOT: f64 = 5.0;
const GUTTER: f64 = 6.0;
/// So far a bar goes past a line before it has a white edge there.
const LEAST_BEYOND: f64 = 1.2;

/// How a value is drawn.
#[derive(Clone, Copy, PartialEq)]
enum Style {
    Bar,
    Stem,
}

/// Bars.
pub fn bars(chart: &Chart<'_>, look: &Look) -> Result<Drawing, Problem> {
    ranked(chart, look, Style::Bar)
}

/// Dots on stems.
pub fn lollipop(chart: &Chart<'_>, look: &Look) -> Result<Drawing, Problem> {
    ranked(chart, look, Style::Stem)
}

fn ranked(chart: &Chart<'_>, look: &Look, style: Style) -> Result<Drawing, Problem> {
    let rows = &chart.grid.rows;
    let foot = if chart.marks().next().is_some() { FOOT } else { 0.8 };
    let room = chart.most_height - foot;
    let columns = rows.len().div_ceil(Rows::capacity(room)).max(1);
    let width = (chart.width - GUTTER * (columns - 1) as f64) / columns as f64;
    // Narrow charts need their width for the numbers.
    let most = if width > 60.0 { 0.46 } else { 0.3 };
    let part = most - RANK_WIDTH / width * f64::from(u8::from(chart.ranked)) * 0.3;
    let panels: Vec<(&[Row], Rows)> = rows
        .chunks(rows.len().div_ceil(columns).max(1))
        .map(|rows| (rows, Rows::new(rows, (width, part), (0.0, room), chart.language)))
        .collect();
    let height = panels.iter().map(|(_, rows)| rows.bottom()).fold(0.0, f64::max) + foot;
    let svg = draw((chart.width, height), look, |canvas| {
        for (at, (rows, places)) in panels.iter().enumerate() {
            let left = (width + GUTTER) * at as f64;
            Panel { chart, rows, places, left, right: left + width, style }.paint(canvas)?;
        }
        Ok(())
    })?;
    let kind = match style {
        Style::Bar => chart.language.pick("Balken nach Rang", "Ranked bars"),
        Style::Stem => chart.language.pick("Punkte nach Rang", "Ranked dots"),
    };
    let alt = chart.description(kind).range(chart.grid, 0);
    let alt = chart.marks().fold(alt, |alt, mark| alt.mark(Some(mark)));
    chart.drawing(svg, height, alt)
}

/// One column of rows.
struct Panel<'a> {
    chart: &'a Chart<'a>,
    rows: &'a [Row],
    places: &'a Rows,
    left: f64,
    right: f64,
    style: Style,
}

impl Panel<'_> {
    fn paint(&self, canvas: &Canvas<'_>) -> Result<(), Problem> {
        let (chart, inks, font) = (self.chart, &canvas.inks, self.places.font);
        let datum = |row: &Row| row.data[0].clone();
        let text_room =
            self.rows.iter().map(|row| font.weight(true).width(&row.data[0].text)).fold(0.0, f64::max) + 1.6;
        let marked = || chart.marks().map(|mark| mark.value).chain([0.0]);
        let ends = chart.grid.ends().unwrap_or_default();
        let (low, high) = (marked().fold(ends.0, f64::min), marked().fold(ends.1, f64::max));
        let names = self.left + if chart.ranked { RANK_WIDTH } else { 0.0 };
        let from = names + self.places.width + 2.0 + if low < 0.0 { text_room } else { 0.0 };
        let to = self.right - text_room;
        let x = |value: f64| from + (value - low) / (high - low).max(f64::MIN_POSITIVE) * (to - from);

        self.places.paint(canvas, self.rows, names)?;
        for (at, row) in self.rows.iter().enumerate() {
            let middle = self.places.middle(at);
            if let Some(rank) = row.data[0].rank.filter(|_| chart.ranked) {
                let font = Font { size: font.size * 0.92, bold: false };
                canvas.text(&rank.to_string(), (names - 1.4, middle), font, inks.grey, Anchor::End)?;
            }
            let Some(value) = row.data[0].number() else { continue };
            self.value(canvas, at, row, (x(value.min(0.0)), x(value.max(0.0)), x(value)))?;
        }
        let bottom = self.places.bottom();
        if low < 0.0 {
            canvas.line(&[(x(0.0), 0.0), (x(0.0), bottom)], inks.grey, 0.18)?;
        }
        self.marks(canvas, &x)?;
        for (at, row) in self.rows.iter().enumerate() {
            if let Some((low, high)) = row.data[0].interval.filter(|_| row.data[0].number().is_some()) {
                let y = self.places.middle(at);
                canvas.line(&[(x(low), y), (x(high), y)], inks.ink, 0.22)?;
                for end in [low, high] {
                    canvas.line(&[(x(end), y - 0.7), (x(end), y + 0.7)], inks.ink, 0.22)?;
                }
            }
        }
        // Numbers last and on white, so that the line never crosses one.
        for (at, row) in self.rows.iter().enumerate() {
            match row.data[0].number() {
                Some(value) => self.number(canvas, at, &datum(row), value, &x, row.role == Role::Highlighted)?,
                None => {
                    let place = (x(0.0) + 0.8, self.places.middle(at));
                    canvas.text_on_paper(&row.data[0].text, place, self.places.font, inks.grey, Anchor::Start)?;
                }
            }
        }
        Ok(())
    }

    fn value(
        &self,
        canvas: &Canvas<'_>,
        at: usize,
        row: &Row,
        (from, to, end): (f64, f64, f64),
    ) -> Result<(), Problem> {
        let inks = &canvas.inks;
        let (middle, half) = (self.places.middle(at), self.places.half(at));
        let fill = if row.role == Role::Reference { inks.accent } else { inks.shade(row.data[0].shade) };
        if self.style == Style::Stem {
            let colour = if row.role == Role::Reference { inks.accent } else { inks.primary };
            canvas.line(&[(from, middle), (to, middle)], inks.line, 0.3)?;
            let form = if row.data[0].is_open() { Form::Ring } else { Form::Disc };
            return canvas.dot((end, middle), (half * 0.8).min(1.2), colour, form);
        }
        canvas.bar((from, middle - half), (to, middle + half), fill, inks.primary)
    }

    /// Lines across, with their names below.
    fn marks(&self, canvas: &Canvas<'_>, x: &impl Fn(f64) -> f64) -> Result<(), Problem> {
        let bottom = self.places.bottom();
        let mut free = self.left;
        let mut marks: Vec<(&Mark, bool)> = self.chart.target.iter().map(|mark| (mark, true)).collect();
        marks.extend(self.chart.reference.iter().map(|mark| (mark, false)));
        marks.sort_by(|one, other| one.0.value.total_cmp(&other.0.value));
        let labels: Vec<String> = marks.iter().map(|(mark, _)| format!("{} {}", mark.name, mark.text)).collect();
        let widths: Vec<f64> = labels.iter().map(|label| STRONG.width(label)).collect();
        for (at, ((mark, is_target), label)) in marks.iter().zip(&labels).enumerate() {
            let colour = if *is_target { canvas.inks.ink } else { canvas.inks.accent };
            let place = &x;
            let x = x(mark.value);
            self.edge(canvas, x, place)?;
            canvas.dashes((x, 0.0), (x, bottom + 0.6), colour, 0.3)?;
            let after: f64 = widths[at + 1..].iter().map(|width| width + 2.0).sum();
            let start = (x - widths[at] / 2.0).min(self.right - widths[at] - after).max(free);
            canvas.text(label, (start, bottom + 2.6), STRONG, colour, Anchor::Start)?;
            free = start + widths[at] + 2.0;
        }
        Ok(())
    }

    /// A white edge keeps a line apart from dark bars; not from those that end at it, whose last bit would be hidden.
    fn edge(&self, canvas: &Canvas<'_>, line: f64, x: &impl Fn(f64) -> f64) -> Result<(), Problem> {
        for (at, row) in self.rows.iter().enumerate() {
            let Some(value) = row.data[0].number() else { continue };
            let (middle, half) = (self.places.middle(at), self.places.half(at));
            let beyond = if value < 0.0 { line - x(value) } else { x(value) - line };
            if beyond > LEAST_BEYOND {
                canvas.line(&[(line, middle - half), (line, middle + half)], WHITE, 0.7)?;
            }
        }
        Ok(())
    }

    fn number(
        &self,
        canvas: &Canvas<'_>,
        at: usize,
        datum: &Datum,
        value: f64,
        x: &impl Fn(f64) -> f64,
        bold: bool,
    ) -> Result<(), Problem> {
        let font = self.places.font.weight(bold);
        let room = font.width(&datum.text);
        // Beside whiskers numbers stand in a column of their own.
        if self.chart.grid.rows.iter().any(|row| row.data[0].interval.is_some()) {
            let at = (self.right, self.places.middle(at));
            return canvas.text_on_paper(&datum.text, at, font, canvas.inks.ink, Anchor::End);
        }
        let dot = if self.style == Style::Stem { 1.2 } else { 0.0 };
        let (low, high) = datum.interval.unwrap_or((value, value));
        let below = value < 0.0;
        let end = if below { x(low.min(value)) - dot } else { x(high.max(value)) + dot };
        let beside = if below { end - 0.9 - room } else { end + 0.9 };
        // Where a line would cross the number, it stands inside of its bar: past the line it would be on the wrong side.
        let mut lines = self.chart.marks().map(|mark| x(mark.value));
        let is_crossed = lines.any(|line| (beside - 0.5..beside + room + 0.5).contains(&line));
        if is_crossed && self.style == Style::Bar && (x(value) - x(0.0)).abs() > room + 2.0 {
            let is_reference = self.rows[at].role == Role::Reference;
            let fill = if is_reference { canvas.inks.accent } else { canvas.inks.shade(datum.shade) };
            let (place, anchor) = if below { (x(value) + 0.9, Anchor::Start) } else { (x(value) - 0.9, Anchor::End) };
            return canvas.text(&datum.text, (place, self.places.middle(at)), font, canvas.inks.on(fill), anchor);
        }
        let names = self.left + if self.chart.ranked { RANK_WIDTH } else { 0.0 } + self.places.width + 0.6;
        let start = beside.min(self.right - room).max(names);
        canvas.text_on_paper(&datum.text, (start, self.places.middle(at)), font, canvas.inks.ink, Anchor::Start)
    }
}

impl Chart<'_> {
    /// The lines across.
    fn marks(&self) -> impl Iterator<Item = &Mark> {
        self.reference.iter().chain(&self.target)
    }
}
