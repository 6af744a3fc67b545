//! Faces in the colours of classes, with ranks as labels: one map, or a small one for every year with the same classes.

use super::frame::{MapContent, faces, finished, highlighted, ranks, scale_bar, sign_entries, sign_fill};
use super::legend::{Entry, LegendClass};
use super::sheet::Sheet;
use super::svg::{Anchor, Svg};
use crate::area::AreaIndex;
use crate::figures::{Drawing, Row};
use crate::number::join_words;
use crate::plan::Look;
use crate::typeface::STRONG;

/// Room below the land for the scale bar.
pub(super) const FOOT: f64 = 5.2;
/// Classes with more areas than this are counted for those who hear the map.
const MOST_NAMED: usize = 6;
const GAP: f64 = 4.0;
const HEAD: f64 = 5.0;

/// Classes with their colours.
pub struct Classes<'a> {
    /// From low to high.
    pub classes: &'a [LegendClass],
    /// The colours that their shades are positions in.
    pub colours: &'a [String],
}

impl Classes<'_> {
    /// The colour of a shade; that of paper without one.
    pub(super) fn colour(&self, shade: Option<usize>, look: &Look) -> String {
        shade.and_then(|shade| self.colours.get(shade)).unwrap_or(&look.paper).clone()
    }

    /// Its part of a legend.
    pub(super) fn entries(&self, look: &Look) -> Vec<Entry> {
        let entry = |class: &LegendClass| Entry {
            fill: self.colour(Some(class.shade), look),
            label: class.label.clone(),
            count: class.count,
        };
        self.classes.iter().map(entry).collect()
    }
}

/// One map.
pub fn choropleth(sheet: &Sheet, content: &MapContent<'_>, classes: &Classes<'_>, look: &Look) -> Drawing {
    let mut svg = Svg::default();
    let fill = |area: AreaIndex| {
        let datum = content.datum(area, 0)?;
        Some(sign_fill(datum).unwrap_or_else(|| classes.colour(datum.shade, look)))
    };
    faces(&mut svg, sheet, look, fill);
    let ground = |area: AreaIndex| classes.colour(content.datum(area, 0).and_then(|datum| datum.shade), look);
    ranks(&mut svg, sheet, content, ground, look);
    highlighted(&mut svg, sheet, content, look);
    scale_bar(&mut svg, sheet, look);
    let mut entries = classes.entries(look);
    entries.extend(sign_entries(Some(sheet), content));
    let text = content.description(content.language.pick("Karte", "Map"));
    let text = classes.classes.iter().rev().fold(text, |text, class| {
        let inside = |row: &&Row| row.data.first().is_some_and(|datum| datum.shade == Some(class.shade));
        let names: Vec<String> = content.grid.rows.iter().filter(inside).map(|row| row.label.clone()).collect();
        match names.len() {
            0 => text,
            1..=MOST_NAMED => text.say(&format!("{}: {}", class.label, join_words(&names, content.language))),
            count => text.say(&format!("{}: {count}", class.label)),
        }
    });
    finished(svg, sheet.width, sheet.height + FOOT, &entries, look, text.gaps(content.grid).finish())
}

/// A small map for every column, all with the same classes.
pub fn series(sheet: &Sheet, content: &MapContent<'_>, classes: &Classes<'_>, width: f64, look: &Look) -> Drawing {
    let columns = (((width + GAP) / (sheet.width + GAP)) as usize).max(1);
    let mut svg = Svg::default();
    let panel = HEAD + sheet.height + 2.0;
    for (at, column) in content.grid.columns.iter().enumerate() {
        let mut map = Svg::default();
        let fill = |area: AreaIndex| {
            let datum = content.datum(area, at)?;
            Some(sign_fill(datum).unwrap_or_else(|| classes.colour(datum.shade, look)))
        };
        faces(&mut map, sheet, look, fill);
        let place = ((sheet.width + GAP) * (at % columns) as f64, panel * (at / columns) as f64);
        svg.insert(&map, (place.0, place.1 + HEAD));
        svg.text(&column.label, (place.0, place.1 + 2.2), STRONG, Anchor::Start, &look.ink);
    }
    let rows = content.grid.columns.len().div_ceil(columns) as f64;
    let mut bar = Svg::default();
    scale_bar(&mut bar, sheet, look);
    let last = (content.grid.columns.len() - 1) % columns;
    svg.insert(&bar, ((sheet.width + GAP) * last as f64, panel * (rows - 1.0) + HEAD));
    let mut entries = classes.entries(look);
    entries.extend(sign_entries(Some(sheet), content));
    let kind = content
        .language
        .pick("Karten mehrerer Jahre mit denselben Klassen", "Maps of several years with the same classes");
    let alt = content.description(kind).gaps(content.grid).finish();
    finished(svg, width, panel * rows + FOOT - 1.0, &entries, look, alt)
}
