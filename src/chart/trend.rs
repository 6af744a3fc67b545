//! Lines over years: the compared area and the ends of the range, labelled directly.

use plotters::style::RGBColor;

use super::canvas::{Anchor, Canvas, colour, draw, shortened, width};
use super::scale::{places, ticks};
use crate::definition::Look;
use crate::figures::{Cell, Drawing, Series};
use crate::number::{Exact, Language, decimal_text, round, to_f64};
use crate::problem::Problem;
use crate::wording::worded;

const SIZE: f64 = 7.2;
/// The part of the width that labels may take.
const MOST_LABEL: f64 = 0.48;

/// What a line chart shows.
pub struct Trend<'a> {
    /// The lines.
    pub series: &'a [Series],
    /// First years after a break.
    pub breaks: &'a [i32],
    /// Decimal places of printed values.
    pub decimals: u8,
    /// What and when, for the alternative text.
    pub subject: &'a str,
    /// Width in millimetres.
    pub width: f64,
    /// Height in millimetres.
    pub height: f64,
    /// Language of labels and of the alternative text.
    pub language: Language,
}

/// Where values lie on paper.
struct Plot {
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
    years: (i32, i32),
    range: (f64, f64),
}

impl Plot {
    fn x(&self, year: i32) -> f64 {
        let span = f64::from((self.years.1 - self.years.0).max(1));
        self.left + f64::from(year - self.years.0) / span * (self.right - self.left)
    }

    fn y(&self, value: f64) -> f64 {
        self.bottom - (value - self.range.0) / (self.range.1 - self.range.0) * (self.bottom - self.top)
    }
}

/// Draws the lines.
pub fn trend(chart: &Trend<'_>, look: &Look) -> Result<Drawing, Problem> {
    let svg = draw(chart.width, chart.height, |canvas| paint(canvas, chart, look))?;
    Ok(Drawing { svg, width: chart.width, height: chart.height, alt: alt(chart) })
}

fn paint(canvas: &Canvas<'_>, chart: &Trend<'_>, look: &Look) -> Result<(), Problem> {
    let (ink, grey, hairline) = (colour(&look.ink), colour(&look.grey), colour(&look.line));
    let cells = || chart.series.iter().flat_map(|series| &series.points);
    let values = || cells().filter_map(|(_, cell)| cell.value()).map(to_f64);
    let ticks = ticks(values().fold(0.0, f64::min), values().fold(0.0, f64::max), 4);
    let tick_places = places(&ticks);
    let tick_text = |value: f64| {
        let scaled = (value * 10f64.powi(i32::from(tick_places))).round() as i128;
        let exact = Exact::new(scaled, 10_i128.pow(u32::from(tick_places)));
        decimal_text(round(exact, tick_places), chart.language)
    };
    let labels: Vec<String> = chart.series.iter().map(|series| label(series, chart)).collect();
    let label_widths = chart.series.iter().zip(&labels).map(|(series, text)| width(text, SIZE, series.reference));
    let label_room = label_widths.fold(0.0, f64::max);
    let plot = Plot {
        left: ticks.iter().map(|tick| width(&tick_text(*tick), SIZE, false)).fold(0.0, f64::max) + 2.0,
        right: chart.width - label_room.min(chart.width * MOST_LABEL) - 2.6,
        top: 2.0,
        bottom: chart.height - 5.6,
        years: (cells().map(|(year, _)| *year).min().unwrap_or(0), cells().map(|(year, _)| *year).max().unwrap_or(1)),
        range: (ticks.first().copied().unwrap_or(0.0), ticks.last().copied().unwrap_or(1.0)),
    };
    for tick in &ticks {
        let y = plot.y(*tick);
        canvas.line(&[(plot.left, y), (plot.right, y)], if *tick == 0.0 { grey } else { hairline }, 0.14)?;
        canvas.text(&tick_text(*tick), (plot.left - 1.2, y), SIZE, false, grey, Anchor::End)?;
    }
    paint_years(canvas, &plot, grey)?;
    for first in chart.breaks.iter().filter(|year| (plot.years.0 + 1..=plot.years.1).contains(*year)) {
        let x = (plot.x(*first) + plot.x(first - 1)) / 2.0;
        canvas.dashes((x, plot.top - 1.0), (x, plot.bottom), grey, 0.2)?;
        let text = chart.language.pick("Bruch", "break");
        let near_end = x + width(text, SIZE, false) + 1.0 > plot.right;
        let (at, anchor) = if near_end { (x - 0.8, Anchor::End) } else { (x + 0.8, Anchor::Start) };
        let room = width(text, SIZE * 0.92, false);
        let start = if near_end { at - room } else { at };
        canvas.blank((start - 0.2, plot.top - 1.4), (start + room + 0.2, plot.top + 1.2))?;
        canvas.text(text, (at, plot.top - 0.2), SIZE * 0.92, false, grey, anchor)?;
    }
    let colours = line_colours(chart.series, look);
    for (series, colour) in chart.series.iter().zip(&colours) {
        paint_line(canvas, &plot, chart, series, *colour)?;
    }
    let heights = label_heights(chart.series, &plot);
    for (((series, text), colour), height) in chart.series.iter().zip(&labels).zip(&colours).zip(heights) {
        let shade = if series.reference { *colour } else { ink };
        canvas.text(text, (plot.right + 2.0, height), SIZE, series.reference, shade, Anchor::Start)?;
    }
    Ok(())
}

fn paint_years(canvas: &Canvas<'_>, plot: &Plot, grey: RGBColor) -> Result<(), Problem> {
    let years = plot.years.1 - plot.years.0 + 1;
    let room = (plot.right - plot.left) / f64::from(years.max(1));
    let narrowest = (width("2024 ", SIZE, false) / room).ceil().max(1.0) as i32;
    // A step that meets the first and the last year, where there is one.
    let step = (narrowest..=2 * narrowest).find(|step| (years - 1) % step == 0).unwrap_or(narrowest);
    for year in (plot.years.0..=plot.years.1).filter(|year| (plot.years.1 - year) % step == 0) {
        canvas.text(&year.to_string(), (plot.x(year), plot.bottom + 3.2), SIZE, false, grey, Anchor::Middle)?;
    }
    Ok(())
}

/// The line in pieces: a gap where a value is missing, and where a break lies between two years.
fn paint_line(
    canvas: &Canvas<'_>,
    plot: &Plot,
    chart: &Trend<'_>,
    series: &Series,
    colour: RGBColor,
) -> Result<(), Problem> {
    let thickness = if series.reference { 0.6 } else { 0.4 };
    let step = every(series);
    let points: Vec<(i32, f64, Cell)> =
        series.points.iter().filter_map(|(year, cell)| Some((*year, to_f64(cell.value()?), *cell))).collect();
    for pair in points.windows(2) {
        let ((one, from, _), (two, to, _)) = (pair[0], pair[1]);
        let broken = chart.breaks.iter().any(|first| (one + 1..=two).contains(first));
        if two - one <= step && !broken {
            canvas.line(&[(plot.x(one), plot.y(from)), (plot.x(two), plot.y(to))], colour, thickness)?;
        }
    }
    for (year, value, cell) in points {
        let hollow = cell.flags().provisional || cell.flags().estimated;
        canvas.dot((plot.x(year), plot.y(value)), if series.reference { 0.75 } else { 0.6 }, colour, hollow)?;
    }
    Ok(())
}

/// The usual distance between two values: what is collected every second year is no gap.
fn every(series: &Series) -> i32 {
    let years: Vec<i32> =
        series.points.iter().filter(|(_, cell)| cell.value().is_some()).map(|(year, _)| *year).collect();
    years.windows(2).map(|pair| pair[1] - pair[0]).min().unwrap_or(1)
}

/// The reference in the accent colour, the others in shades of the scale that print apart.
fn line_colours(series: &[Series], look: &Look) -> Vec<RGBColor> {
    let mut shades = [look.scale.last(), look.scale.get(2)].into_iter().flatten().cycle();
    series
        .iter()
        .map(|series| match series.reference {
            true => colour(&look.accent),
            false => colour(shades.next().unwrap_or(&look.primary)),
        })
        .collect()
}

fn label(series: &Series, chart: &Trend<'_>) -> String {
    match series.points.iter().rev().find(|(_, cell)| cell.value().is_some()) {
        Some((_, cell)) => {
            let value = worded(*cell, chart.decimals, chart.language);
            let room = chart.width * MOST_LABEL - width(&value, SIZE, series.reference) - 1.5;
            format!("{} {value}", shortened(&series.label, room, SIZE, series.reference))
        }
        None => series.label.clone(),
    }
}

/// Where the labels stand: at the last value, pushed apart where they would touch.
fn label_heights(series: &[Series], plot: &Plot) -> Vec<f64> {
    const APART: f64 = 3.4;
    let wanted = |series: &Series| {
        let last = series.points.iter().rev().find_map(|(_, cell)| cell.value());
        last.map_or(plot.bottom, |value| plot.y(to_f64(value)))
    };
    let mut order: Vec<(usize, f64)> = series.iter().map(wanted).enumerate().collect();
    order.sort_by(|left, right| left.1.total_cmp(&right.1));
    for at in 1..order.len() {
        order[at].1 = order[at].1.max(order[at - 1].1 + APART);
    }
    let mut limit = plot.bottom + 1.0;
    for (_, y) in order.iter_mut().rev() {
        *y = y.min(limit);
        limit = *y - APART;
    }
    let mut heights = vec![0.0; series.len()];
    for (index, y) in order {
        heights[index] = y;
    }
    heights
}

fn alt(chart: &Trend<'_>) -> String {
    let language = chart.language;
    let mut text = format!("{}: {}. ", language.pick("Liniendiagramm", "Line chart"), chart.subject);
    let lines: Vec<String> = chart
        .series
        .iter()
        .filter_map(|series| {
            let numbers = || series.points.iter().filter(|(_, cell)| cell.value().is_some());
            let ((first, one), (last, two)) = (numbers().next()?, numbers().next_back()?);
            let print = |cell: Cell| worded(cell, chart.decimals, language);
            Some(match language {
                Language::De => format!("{}: {first} {}, {last} {}", series.label, print(*one), print(*two)),
                Language::En => format!("{}: {} in {first}, {} in {last}", series.label, print(*one), print(*two)),
            })
        })
        .collect();
    text.push_str(&lines.join("; "));
    for first in chart.breaks {
        text.push_str(&match language {
            Language::De => format!("; Bruch in der Reihe ab {first}"),
            Language::En => format!("; break in series from {first}"),
        });
    }
    text.push('.');
    text
}
