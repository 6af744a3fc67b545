//! The legend below a map: boxes with classes that people can say, and how many areas are in each.

use std::fmt::Write as _;

use super::svg::text;
use crate::plan::Look;
use crate::typeface::{self, POINT};

const SIZE: f64 = 7.0 * POINT;
const BOX: (f64, f64) = (4.4, 2.7);
const LINE: f64 = 4.3;
const GAP: f64 = 3.2;

/// A class of values as the legend prints it.
#[derive(Debug, Clone)]
pub struct LegendClass {
    /// „3,7 bis 4,6".
    pub label: String,
    /// How many areas are in it.
    pub count: usize,
    /// Its colour: position in the scale of the look.
    pub shade: usize,
}

/// One box with its text.
pub(super) struct Entry<'a> {
    pub(super) fill: &'a str,
    pub(super) label: String,
    pub(super) count: Option<usize>,
}

/// Draws entries in columns; the SVG and its height.
pub(super) fn draw(entries: &[Entry<'_>], width: f64, top: f64, look: &Look) -> (String, f64) {
    let count = |entry: &Entry<'_>| entry.count.map(|count| format!(" ({count})")).unwrap_or_default();
    let widest = entries
        .iter()
        .map(|entry| typeface::width(&format!("{}{}", entry.label, count(entry)), SIZE, false))
        .fold(0.0, f64::max);
    let column_width = BOX.0 + 1.4 + widest + GAP;
    let columns = ((width + GAP) / column_width).floor().clamp(1.0, 3.0) as usize;
    let mut svg = String::new();
    for (index, entry) in entries.iter().enumerate() {
        let x = column_width * (index % columns) as f64;
        let y = top + LINE * (index / columns) as f64;
        // OK to ignore: writing to a string does not fail
        let _ = write!(
            svg,
            r#"<rect x="{:.2}" y="{y:.2}" width="{}" height="{}" fill="{}" stroke="{}" stroke-width="0.18"/>"#,
            x + 0.1,
            BOX.0,
            BOX.1,
            entry.fill,
            look.primary
        );
        let baseline = (x + BOX.0 + 1.5, y + BOX.1 / 2.0 + SIZE * 0.36);
        text(&mut svg, &entry.label, baseline, SIZE, "start", false, &look.ink);
        let after = baseline.0 + typeface::width(&entry.label, SIZE, false);
        text(&mut svg, count(entry).trim_start(), (after + 0.6, baseline.1), SIZE, "start", false, &look.grey);
    }
    (svg, LINE * entries.len().div_ceil(columns) as f64)
}
