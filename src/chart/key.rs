//! What the colours and forms of a chart mean, in a line above it. Direct labels are better; this is for charts whose
//! rows repeat the same parts.

use plotters::style::RGBColor;

use super::canvas::{Anchor, Canvas, Form, HAIR, Point};
use crate::number::Language;
use crate::problem::Problem;
use crate::typeface::{LABEL, wrapped};

/// How an entry looks.
pub enum Sample {
    /// A box, hatched where the colour has another meaning already.
    Face { fill: RGBColor, hatched: bool },
    /// A dot.
    Dot { colour: RGBColor, form: Form },
    /// A line, dashed or not.
    Line { colour: RGBColor, dashed: bool },
    /// An upright stroke.
    Stroke { colour: RGBColor },
}

const LINE: f64 = 4.0;
const SAMPLE: f64 = 4.0;
const GAP: f64 = 4.0;

/// Entries in order.
pub struct Key {
    entries: Vec<(Sample, String)>,
    /// Where each begins, and its lines.
    places: Vec<(Point, Vec<String>)>,
}

impl Key {
    /// Sets entries side by side, in as many lines as they need.
    pub fn new(entries: Vec<(Sample, String)>, (width, language): (f64, Language)) -> Key {
        let places = places(entries.iter().map(|(_, text)| text.as_str()), width, language);
        Key { entries, places }
    }

    /// Room that entries take above a chart, in millimetres.
    pub fn height(labels: impl Iterator<Item = String>, (width, language): (f64, Language)) -> f64 {
        let labels: Vec<String> = labels.collect();
        let places = places(labels.iter().map(String::as_str), width, language);
        let bottoms = places.iter().map(|((_, y), lines)| y + depth(lines.len()));
        bottoms.fold(0.0, f64::max) + if labels.is_empty() { 0.0 } else { 1.6 }
    }

    /// Paints it at the top of the drawing.
    pub fn paint(&self, canvas: &Canvas<'_>) -> Result<(), Problem> {
        for ((sample, _), ((x, y), lines)) in self.entries.iter().zip(&self.places) {
            let middle = y + LINE / 2.0;
            match sample {
                Sample::Face { fill, hatched } => {
                    let (from, to) = ((x + 0.1, middle - 1.3), (x + SAMPLE, middle + 1.3));
                    canvas.bar(from, to, *fill, canvas.inks.primary)?;
                    if *hatched {
                        canvas.hatch(from, to, canvas.inks.ink)?;
                    }
                }
                Sample::Dot { colour, form } => canvas.dot((x + SAMPLE / 2.0, middle), 0.95, *colour, *form)?,
                Sample::Line { colour, dashed: true } => {
                    canvas.dashes((*x, middle), (x + SAMPLE, middle), *colour, 0.4)?;
                }
                Sample::Line { colour, dashed: false } => {
                    canvas.line(&[(*x, middle), (x + SAMPLE, middle)], *colour, 0.5)?;
                }
                Sample::Stroke { colour } => {
                    canvas.line(&[(x + SAMPLE / 2.0, middle - 1.5), (x + SAMPLE / 2.0, middle + 1.5)], *colour, 0.6)?;
                    canvas.line(&[(*x, middle), (x + SAMPLE, middle)], canvas.inks.line, HAIR)?;
                }
            }
            let centre = middle + LABEL.leading() * (lines.len() - 1) as f64 / 2.0;
            canvas.lines(lines, (x + SAMPLE + 1.2, centre), LABEL, canvas.inks.ink, Anchor::Start)?;
        }
        Ok(())
    }
}

fn depth(lines: usize) -> f64 {
    LINE + LABEL.leading() * lines.saturating_sub(1) as f64
}

/// A label that is wider than the chart takes several lines.
fn places<'a>(labels: impl Iterator<Item = &'a str>, width: f64, language: Language) -> Vec<(Point, Vec<String>)> {
    let mut found: Vec<(Point, Vec<String>)> = Vec::new();
    let (mut x, mut y, mut deepest) = (0.0, 0.0, LINE);
    for label in labels {
        let lines = wrapped(label, width - SAMPLE - 1.4, LABEL, language);
        let room = SAMPLE + 1.2 + lines.iter().map(|line| LABEL.width(line)).fold(0.0, f64::max);
        if x > 0.0 && x + room > width {
            (x, y, deepest) = (0.0, y + deepest, LINE);
        }
        deepest = f64::max(deepest, depth(lines.len()));
        found.push(((x, y), lines));
        x += room + GAP;
    }
    found
}
