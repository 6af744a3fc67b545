//! Age classes on top of each other, men to the left, women to the right. Of each side the columns are: all, a part of
//! them drawn darker where there is one, the same in an earlier year as an outline where there is one. Classes of
//! different width have bars of different height, and their length is per class of the usual width: area counts.

use super::Chart;
use super::axis::Axis;
use super::canvas::{Anchor, Canvas, Point, draw};
use super::key::{Key, Sample};
use crate::figures::{Drawing, Row};
use crate::plan::Look;
use crate::problem::Problem;
use crate::typeface::{LABEL, STRONG};

/// Which columns belong to the two sides.
pub struct Sides<'a> {
    /// What the sides are called.
    pub names: [&'a str; 2],
    /// What the darker part is called, where there is one.
    pub part: Option<&'a str>,
    /// What the outline is called, where there is one.
    pub outline: Option<&'a str>,
    /// What the bars are called: the year.
    pub bars: &'a str,
}

impl Sides<'_> {
    /// Position of a column: of the left or the right side, bars, part or outline.
    fn column(&self, right: usize, layer: usize) -> usize {
        layer * 2 + right
    }

    fn outline_layer(&self) -> usize {
        if self.part.is_some() { 2 } else { 1 }
    }
}

/// Draws the pyramid; rows from the youngest to the oldest.
pub fn pyramid(chart: &Chart<'_>, sides: &Sides<'_>, look: &Look) -> Result<Drawing, Problem> {
    let grid = chart.grid;
    let spans: Vec<f64> = spans(&grid.rows);
    let usual = usual(&spans);
    let years: f64 = spans.iter().sum();
    let labels = [Some(sides.bars), sides.part, sides.outline].into_iter().flatten().map(str::to_owned);
    let key_height = if sides.part.is_some() || sides.outline.is_some() {
        Key::height(labels, (chart.width, chart.language))
    } else {
        0.0
    };
    let (top, foot) = (key_height + 5.0, 4.4);
    let per_year = ((chart.most_height - top - foot) / years.max(1.0)).min(5.2 / usual);
    let height = top + per_year * years + foot;
    let svg = draw((chart.width, height), look, |canvas| {
        let gutter = grid.rows.iter().map(|row| LABEL.width(&row.label)).fold(0.0, f64::max) + 4.0;
        let middle = chart.width / 2.0;
        let number = |row: usize, column: usize| {
            grid.rows[row].data.get(column).and_then(|datum| datum.number()).map(|value| value / spans[row] * usual)
        };
        let columns = grid.columns.len();
        let all = (0..grid.rows.len()).flat_map(|row| (0..columns).filter_map(move |column| number(row, column)));
        let most = all.fold(0.0, f64::max);
        let right = Axis::new((0.0, most), (middle + gutter / 2.0, chart.width - 1.0), 3, true);
        let left = right.between(middle - gutter / 2.0, 1.0);
        let bottom = height - foot;
        for (axis, name, anchor) in [(&left, sides.names[0], Anchor::End), (&right, sides.names[1], Anchor::Start)] {
            for (tick, _) in axis.texts(chart.language) {
                let x = axis.at(tick);
                canvas.line(&[(x, top - 0.6), (x, bottom)], canvas.inks.line, 0.14)?;
            }
            axis.numbers(canvas, bottom + 2.3, chart.width, chart.language)?;
            canvas.text(name, (axis.at(0.0), key_height + 2.0), STRONG, canvas.inks.ink, anchor)?;
        }
        key(canvas, sides, chart)?;
        let mut y = bottom;
        let mut outlines: [Vec<Point>; 2] = [Vec::new(), Vec::new()];
        for (at, row) in grid.rows.iter().enumerate() {
            let (low, high) = (y, y - per_year * spans[at]);
            y = high;
            let centre = (low + high) / 2.0;
            let font = LABEL.within(low - high);
            canvas.text(&row.label, (middle, centre), font, canvas.inks.ink, Anchor::Middle)?;
            for (side, axis) in [&left, &right].into_iter().enumerate() {
                let layers = if sides.part.is_some() { 2 } else { 1 };
                let fills = [canvas.inks.shade(Some(if layers == 2 { 1 } else { 2 })), canvas.inks.primary];
                for (layer, fill) in fills.into_iter().enumerate().take(layers) {
                    let column = sides.column(side, layer);
                    let datum = &row.data[column];
                    match number(at, column) {
                        Some(value) => {
                            let ends = [axis.at(0.0), axis.at(value)];
                            let (from, to) = (ends[0].min(ends[1]), ends[0].max(ends[1]));
                            canvas.bar((from, high + 0.15), (to, low - 0.15), fill, canvas.inks.primary)?;
                        }
                        None if layer == 0 => {
                            let (x, anchor) = if side == 0 { (-0.8, Anchor::End) } else { (0.8, Anchor::Start) };
                            canvas.text(&datum.text, (axis.at(0.0) + x, centre), font, canvas.inks.grey, anchor)?;
                        }
                        None => {}
                    }
                }
                if sides.outline.is_some()
                    && let Some(value) = number(at, sides.column(side, sides.outline_layer()))
                {
                    outlines[side].extend([(axis.at(value), low), (axis.at(value), high)]);
                }
            }
        }
        for outline in &outlines {
            canvas.line(outline, canvas.inks.accent, 0.4)?;
        }
        Ok(())
    })?;
    let kind = chart.language.pick("Alterspyramide", "Population pyramid");
    chart.drawing(svg, height, chart.description(kind).ranges(grid))
}

fn key(canvas: &Canvas<'_>, sides: &Sides<'_>, chart: &Chart<'_>) -> Result<(), Problem> {
    let face = |shade: usize| Sample::Face { fill: canvas.inks.shade(Some(shade)), hatched: false };
    let mut entries = Vec::new();
    if let Some(part) = sides.part {
        entries.push((face(1), sides.bars.to_owned()));
        entries.push((Sample::Face { fill: canvas.inks.primary, hatched: false }, part.to_owned()));
    } else if sides.outline.is_some() {
        entries.push((face(2), sides.bars.to_owned()));
    }
    if let Some(outline) = sides.outline {
        entries.push((Sample::Line { colour: canvas.inks.accent, dashed: false }, outline.to_owned()));
    }
    Key::new(entries, (chart.width, chart.language)).paint(canvas)
}

/// How many years each class has, read from its label: „15–17" has three; an open class counts like the one before.
fn spans(rows: &[Row]) -> Vec<f64> {
    let mut last = 5.0;
    let spans = rows.iter().map(|row| {
        let numbers: Vec<f64> =
            row.label.split(|letter: char| !letter.is_ascii_digit()).filter_map(|part| part.parse().ok()).collect();
        if let [first, end] = numbers.as_slice()
            && end >= first
        {
            last = end - first + 1.0;
        }
        last
    });
    spans.collect()
}

/// The width that most classes have.
fn usual(spans: &[f64]) -> f64 {
    let count = |span: f64| spans.iter().filter(|other| **other == span).count();
    spans.iter().copied().max_by(|one, other| count(*one).cmp(&count(*other)).then(other.total_cmp(one))).unwrap_or(1.0)
}

/// What the axis of a pyramid counts, where its classes differ in width.
pub fn usual_width(rows: &[Row]) -> Option<u32> {
    let spans = spans(rows);
    let first = spans.first()?;
    spans.iter().any(|span| span != first).then(|| usual(&spans) as u32)
}
