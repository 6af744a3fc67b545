//! Two indicators against each other, a dot for every area with its name where there is room, its area as large as a third
//! value where there is one. Also the funnel: a value against the people behind it, with the range that chance explains.

use plotters::style::RGBColor;

use super::Chart;
use super::axis::Axis;
use super::canvas::{Anchor, Canvas, Form, Point, draw};
use crate::figures::{Drawing, Role, Row, ends};
use crate::plan::Look;
use crate::problem::Problem;
use crate::typeface::{Frame, LABEL, SMALL, overlap, wrapped};

/// The range of chance around the reference, per number of people.
pub struct Chance {
    /// People, then the ends of the range in which 95 of 100 values lie, then 99.8.
    pub limits: Vec<(f64, [f64; 2], [f64; 2])>,
}

const LARGEST: f64 = 4.0;
const DOT: f64 = 0.85;

/// Draws the dots.
pub fn scatter(chart: &Chart<'_>, look: &Look) -> Result<Drawing, Problem> {
    let svg = draw((chart.width, chart.most_height), look, |canvas| Plane::new(chart, canvas, (0, 1), None).paint())?;
    let kind = chart.language.pick("Streudiagramm", "Scatter chart");
    chart.drawing(svg, chart.most_height, chart.description(kind).ranges(chart.grid))
}

/// Draws values over the people behind them; columns: value, people.
pub fn funnel(chart: &Chart<'_>, chance: &Chance, look: &Look) -> Result<Drawing, Problem> {
    let paint = |canvas: &Canvas<'_>| Plane::new(chart, canvas, (1, 0), Some(chance)).paint();
    let svg = draw((chart.width, chart.most_height), look, paint)?;
    let kind = chart.language.pick("Trichterdiagramm", "Funnel chart");
    let alt = chart.description(kind).ranges(chart.grid).mark(chart.reference.as_ref());
    let outside: Vec<String> =
        chart.grid.rows.iter().filter(|row| chance.is_beyond(row)).map(|row| row.label.clone()).collect();
    let alt = match outside.is_empty() {
        true => alt,
        false => alt.say(&format!(
            "{}: {}",
            chart.language.pick("Außerhalb des Zufalls", "Beyond chance"),
            crate::number::join_words(&outside, chart.language)
        )),
    };
    chart.drawing(svg, chart.most_height, alt)
}

impl Chance {
    /// True where a value lies beyond the range that chance explains in 99.8 of 100 cases.
    pub fn is_beyond(&self, row: &Row) -> bool {
        let (Some(value), Some(people)) = (row.data[0].number(), row.data[1].number()) else { return false };
        let nearest =
            self.limits.iter().min_by(|one, other| (one.0 - people).abs().total_cmp(&(other.0 - people).abs()));
        nearest.is_some_and(|(_, _, [low, high])| !(*low..=*high).contains(&value))
    }
}

/// With more dots than this, names that have no room beside theirs are left out.
const MOST_LED: usize = 40;
/// How far from its dot a name may stand at the end of a line, in millimetres, and in how many directions.
const DISTANCES: [f64; 4] = [2.5, 4.0, 6.0, 8.5];
const DIRECTIONS: usize = 16;

/// Lines from a dot with the place of the name at their end, the nearest first.
fn led((x, y): Point, radius: f64, width: f64) -> impl Iterator<Item = (Point, Point, Point)> {
    DISTANCES.into_iter().flat_map(move |distance| {
        (0..DIRECTIONS).map(move |at| {
            let angle = std::f64::consts::TAU * at as f64 / DIRECTIONS as f64;
            let (across, up) = (angle.cos(), angle.sin());
            let start = (x + across * radius, y + up * radius);
            let end = (x + across * (radius + distance), y + up * (radius + distance));
            let name = if across >= 0.0 { end.0 + 0.4 } else { end.0 - 0.4 - width };
            (start, end, (name, end.1))
        })
    })
}

/// True where a line goes through a frame.
fn crosses((start, end): (Point, Point), frame: &Frame) -> bool {
    const STEPS: usize = 24;
    (0..=STEPS).any(|step| {
        let part = step as f64 / STEPS as f64;
        let (x, y) = (start.0 + (end.0 - start.0) * part, start.1 + (end.1 - start.1) * part);
        (frame.0..=frame.2).contains(&x) && (frame.1..=frame.3).contains(&y)
    })
}

struct Plane<'a, 'b> {
    chart: &'a Chart<'a>,
    canvas: &'a Canvas<'b>,
    columns: (usize, usize),
    chance: Option<&'a Chance>,
    across: Axis,
    up: Axis,
    plot: (Point, Point),
}

impl<'a, 'b> Plane<'a, 'b> {
    fn new(
        chart: &'a Chart<'a>,
        canvas: &'a Canvas<'b>,
        columns: (usize, usize),
        chance: Option<&'a Chance>,
    ) -> Plane<'a, 'b> {
        let range = |column: usize| ends(chart.grid.numbers(column).map(|(_, value)| value)).unwrap_or((0.0, 1.0));
        let (mut low, mut high) = range(columns.1);
        for (_, _, [least, most]) in chance.iter().flat_map(|chance| &chance.limits) {
            // The mouth of the funnel may be wider than what is drawn.
            (low, high) = (low.min(least.max(low * 0.5)), high.max(most.min(high * 1.3)));
        }
        let (top, bottom) = (5.0, chart.most_height - 9.0);
        let most = if bottom - top > 60.0 { 6 } else { 4 };
        let up = Axis::new((low, high), (bottom, top), most, chart.from_zero);
        let (left, right) = (up.room(chart.language), chart.width - 2.0);
        let across =
            Axis::new(range(columns.0), (left, right), if right - left > 100.0 { 7 } else { 4 }, chance.is_some());
        Plane { chart, canvas, columns, chance, across, up, plot: ((left, top), (right, bottom)) }
    }

    fn paint(&self) -> Result<(), Problem> {
        let (canvas, chart, inks) = (self.canvas, self.chart, &self.canvas.inks);
        let ((left, top), (right, bottom)) = self.plot;
        self.up.paint_left(canvas, (left, right), chart.language)?;
        self.across.paint_below(canvas, (top, bottom), chart.width, chart.language)?;
        let title = |column: usize| {
            let column = &chart.grid.columns[column];
            format!("{}, {}", column.label, column.unit)
        };
        let fitting =
            |text: String| wrapped(&text, chart.width, LABEL, chart.language).into_iter().next().unwrap_or_default();
        canvas.text(&fitting(title(self.columns.1)), (0.0, 1.8), LABEL, inks.ink, Anchor::Start)?;
        canvas.text(&fitting(title(self.columns.0)), (right, bottom + 6.6), LABEL, inks.ink, Anchor::End)?;
        if let Some(chance) = self.chance {
            self.limits(chance)?;
        }
        let mut taken: Vec<Frame> = Vec::new();
        if let Some(mark) = &chart.reference {
            let y = self.up.at(mark.value);
            canvas.dashes((left, y), (right, y), inks.accent, 0.3)?;
            let text = format!("{} {}", mark.name, mark.text);
            let room = LABEL.weight(true).width(&text);
            taken.push((right - room - 0.6, y - 3.0, right, y - 0.2));
            canvas.text_on_paper(&text, (right, y - 1.6), LABEL.weight(true), inks.accent, Anchor::End)?;
        }
        let dots = self.dots();
        taken.extend(dots.iter().map(|(_, (x, y), radius)| (x - radius, y - radius, x + radius, y + radius)));
        for (row, at, radius) in &dots {
            let colour: RGBColor = match row.role {
                Role::Reference | Role::Highlighted => inks.accent,
                Role::Ordinary => inks.primary,
            };
            let beyond = self.chance.is_some_and(|chance| chance.is_beyond(row));
            canvas.dot(*at, *radius, colour, if beyond { Form::Diamond } else { Form::Disc })?;
        }
        self.names(&dots, taken)
    }

    /// Largest first, so that small dots lie on large ones.
    fn dots(&self) -> Vec<(&'a Row, Point, f64)> {
        let rows = &self.chart.grid.rows;
        let size = |row: &Row| if self.chance.is_some() { None } else { row.data.get(2)?.number() };
        let most = rows.iter().filter_map(size).fold(0.0, f64::max);
        let mut dots: Vec<(&Row, Point, f64)> = rows
            .iter()
            .filter_map(|row| {
                let (x, y) = (row.data[self.columns.0].number()?, row.data[self.columns.1].number()?);
                let radius =
                    size(row).filter(|_| most > 0.0).map_or(DOT, |size| LARGEST * (size.max(0.0) / most).sqrt());
                Some((row, (self.across.at(x), self.up.at(y)), radius.max(0.4)))
            })
            .collect();
        dots.sort_by(|one, other| other.2.total_cmp(&one.2));
        dots
    }

    /// Names where they touch neither each other nor a dot; the table has all of them.
    fn names(&self, dots: &[(&Row, Point, f64)], mut taken: Vec<Frame>) -> Result<(), Problem> {
        let ((left, top), (right, bottom)) = self.plot;
        let important =
            |row: &Row| row.role != Role::Ordinary || self.chance.is_some_and(|chance| chance.is_beyond(row));
        let (first, then): (Vec<_>, Vec<_>) = dots.iter().partition(|(row, ..)| important(row));
        for (row, (x, y), radius) in first.into_iter().chain(then) {
            let font = SMALL.weight(row.role != Role::Ordinary);
            let (width, half) = (font.width(&row.label), font.leading() / 2.0);
            let gap = radius + 0.6;
            let places = [
                (x + gap, y),
                (x - gap - width, y),
                (x - width / 2.0, y - gap - half),
                (x - width / 2.0, y + gap + half),
                (x + gap * 0.6, y - gap * 0.7 - half),
                (x - gap * 0.6 - width, y - gap * 0.7 - half),
                (x + gap * 0.6, y + gap * 0.7 + half),
                (x - gap * 0.6 - width, y + gap * 0.7 + half),
            ];
            let frame = |(x, y): &Point| (*x, y - half, x + width, y + half);
            let own = (x - radius, y - radius, x + radius, y + radius);
            let is_free = |at: &&Point| {
                let frame = frame(at);
                frame.0 >= left
                    && frame.2 <= right
                    && frame.1 >= top
                    && frame.3 <= bottom
                    && taken.iter().filter(|other| **other != own).all(|other| !overlap(&frame, other))
            };
            let near = places.into_iter().find(|at| is_free(&at));
            let far = || {
                // Of many dots most are a cloud, in which lines would be one more riddle.
                let all = if dots.len() > MOST_LED { 0 } else { DIRECTIONS };
                led((x, y), radius, width).take(all * DISTANCES.len()).find(|(start, end, at)| {
                    let others = || taken.iter().filter(|other| **other != own);
                    is_free(&at) && others().all(|other| !crosses((*start, *end), other))
                })
            };
            let Some((leader, at)) =
                near.map(|at| (None, at)).or_else(|| far().map(|(start, end, at)| (Some([start, end]), at)))
            else {
                continue;
            };
            if let Some(leader) = leader {
                self.canvas.line(&leader, self.canvas.inks.grey, 0.15)?;
            }
            taken.push(frame(&at));
            self.canvas.text_on_paper(&row.label, at, font, self.canvas.inks.ink, Anchor::Start)?;
        }
        Ok(())
    }

    /// The funnel, cut off at the edges of the plot.
    fn limits(&self, chance: &Chance) -> Result<(), Problem> {
        let ((_, top), (_, bottom)) = self.plot;
        let wide = |limits: &(f64, [f64; 2], [f64; 2]), end: usize| (limits.0, limits.2[end]);
        let narrow = |limits: &(f64, [f64; 2], [f64; 2]), end: usize| (limits.0, limits.1[end]);
        for end in [0, 1] {
            for (of, dashed) in [(&wide as &dyn Fn(&_, usize) -> Point, false), (&narrow, true)] {
                let points: Vec<Point> = (chance.limits.iter().map(|limits| of(limits, end)))
                    .map(|(people, value)| (self.across.at(people), self.up.at(value)))
                    .collect();
                for pair in points.windows(2).filter(|pair| pair.iter().all(|(_, y)| (top..=bottom).contains(y))) {
                    if !dashed {
                        self.canvas.line(pair, self.canvas.inks.grey, 0.25)?;
                    } else if (pair[1].0 - pair[0].0).hypot(pair[1].1 - pair[0].1) > 0.05 {
                        self.canvas.dashes(pair[0], pair[1], self.canvas.inks.grey, 0.2)?;
                    }
                }
            }
        }
        Ok(())
    }
}
