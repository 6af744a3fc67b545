//! What the colours and forms of a chart mean, in a line above it. Direct labels are better; this is for charts whose
//! rows repeat the same parts.

use plotters::style::RGBColor;

use super::canvas::{Anchor, Canvas, Form, HAIR, Point};
use crate::problem::Problem;
use crate::typeface::LABEL;

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
    /// Where each begins.
    starts: Vec<Point>,
}

impl Key {
    /// Sets entries side by side, in as many lines as they need.
    pub fn new(entries: Vec<(Sample, String)>, width: f64) -> Key {
        let starts = starts(entries.iter().map(|(_, text)| text.as_str()), width);
        Key { entries, starts }
    }

    /// Room that entries take above a chart, in millimetres.
    pub fn height(labels: impl Iterator<Item = String>, width: f64) -> f64 {
        let labels: Vec<String> = labels.collect();
        starts(labels.iter().map(String::as_str), width).last().map_or(0.0, |(_, y)| y + LINE + 1.6)
    }

    /// Paints it at the top of the drawing.
    pub fn paint(&self, canvas: &Canvas<'_>) -> Result<(), Problem> {
        for ((sample, text), (x, y)) in self.entries.iter().zip(&self.starts) {
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
            canvas.text(text, (x + SAMPLE + 1.2, middle), LABEL, canvas.inks.ink, Anchor::Start)?;
        }
        Ok(())
    }
}

fn starts<'a>(labels: impl Iterator<Item = &'a str>, width: f64) -> Vec<Point> {
    let mut found = Vec::new();
    let (mut x, mut y) = (0.0, 0.0);
    for label in labels {
        let room = SAMPLE + 1.2 + LABEL.width(label);
        if x > 0.0 && x + room > width {
            (x, y) = (0.0, y + LINE);
        }
        found.push((x, y));
        x += room + GAP;
    }
    found
}
