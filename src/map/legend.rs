//! The legend below a map: boxes with classes that people can say, and how many areas are in each.

use super::svg::{Anchor, Svg};
use crate::plan::Look;
use crate::typeface::Font;

const FONT: Font = Font { size: 7.0, bold: false };
const BOX: (f64, f64) = (4.4, 2.7);
const LINE: f64 = 4.3;
const GAP: f64 = 3.2;

/// A class of values as the legend prints it.
#[derive(Debug, Clone)]
pub struct LegendClass {
    /// „3,7 bis 4,6".
    pub label: String,
    /// How many areas are in it; none where several maps share the legend.
    pub count: Option<usize>,
    /// Its colour: position in the scale of the look.
    pub shade: usize,
}

/// One box with its text.
pub(super) struct Entry {
    pub(super) fill: String,
    pub(super) label: String,
    pub(super) count: Option<usize>,
}

impl Entry {
    fn count(&self) -> String {
        self.count.map(|count| format!("({count})")).unwrap_or_default()
    }
}

/// Draws entries in columns below `top`; gives the height.
pub(super) fn draw(svg: &mut Svg, entries: &[Entry], width: f64, top: f64, look: &Look) -> f64 {
    let text = |entry: &Entry| FONT.width(&format!("{} {}", entry.label, entry.count()));
    let widest = entries.iter().map(text).fold(0.0, f64::max);
    let column = BOX.0 + 1.4 + widest + GAP;
    let columns = ((width + GAP) / column).floor().clamp(1.0, 4.0) as usize;
    for (index, entry) in entries.iter().enumerate() {
        let (x, y) = (column * (index % columns) as f64, top + LINE * (index / columns) as f64);
        svg.rect((x + 0.1, y), BOX, &entry.fill, &look.primary);
        let at = (x + BOX.0 + 1.5, y + BOX.1 / 2.0);
        svg.text(&entry.label, at, FONT, Anchor::Start, &look.ink);
        if entry.count.is_some() {
            let after = at.0 + FONT.width(&entry.label) + 0.6;
            svg.text(&entry.count(), (after, at.1), FONT, Anchor::Start, &look.grey);
        }
    }
    LINE * entries.len().div_ceil(columns) as f64
}
