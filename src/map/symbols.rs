//! Circles whose area is proportional to an absolute number, with three circles as a legend.

use super::choropleth::FOOT;
use super::frame::{MapContent, faces, finished, highlighted, scale_bar, sign_entries, sign_fill};
use super::sheet::{Shape, Sheet};
use super::svg::{Anchor, Svg};
use crate::figures::{Datum, Drawing};
use crate::plan::Look;
use crate::typeface::{Font, LABEL, SMALL};

/// Radius of the largest circle, in millimetres.
const LARGEST: f64 = 7.0;
const BOLD: Font = Font { bold: true, ..LABEL };

/// Sizes that the legend shows, with their printed numbers, largest first.
pub type Sizes = Vec<(f64, String)>;

/// Draws the circles.
pub fn symbols(sheet: &Sheet, content: &MapContent<'_>, sizes: &Sizes, look: &Look) -> Drawing {
    let mut svg = Svg::default();
    faces(&mut svg, sheet, look, |area| {
        let datum = content.datum(area, 0)?;
        Some(sign_fill(datum).unwrap_or_else(|| look.paper.clone()))
    });
    svg.borders(&sheet.borders(), &look.line, 0.2);
    let number = |datum: &Datum| datum.number().filter(|number| *number != 0.0);
    let most = content.data(0).filter_map(|(_, datum)| number(datum)).map(f64::abs).fold(0.0, f64::max);
    let many = (sheet.shapes.len() as f64 / 30.0).max(1.0).sqrt();
    let radius = |number: f64| LARGEST / many * (number.abs() / most).sqrt();
    let mut shown: Vec<(&Shape, &Datum, f64)> = (sheet.shapes.iter())
        .filter_map(|shape| {
            let datum = content.datum(shape.area, 0)?;
            Some((shape, datum, number(datum)?))
        })
        .collect();
    // Small circles lie on large ones.
    shown.sort_by(|one, other| other.2.abs().total_cmp(&one.2.abs()));
    for (shape, datum, number) in &shown {
        let radius = radius(*number).max(0.3);
        // What is less than nothing is hollow.
        let (fill, edge) =
            if *number < 0.0 { ("#ffffff", look.primary.as_str()) } else { (look.primary.as_str(), "#ffffff") };
        svg.circle(shape.label, radius, fill, edge);
        let Some(rank) = datum.rank.map(|rank| rank.to_string()) else { continue };
        if BOLD.width(&rank) / 2.0 + 0.4 < radius {
            svg.text(&rank, shape.label, BOLD, Anchor::Middle, if *number < 0.0 { &look.ink } else { "#ffffff" });
        }
    }
    highlighted(&mut svg, sheet, content, look);
    scale_bar(&mut svg, sheet, look);
    let mut x = 0.0;
    let middle = sheet.height + FOOT + LARGEST / many;
    for (size, text) in sizes {
        let radius = radius(*size);
        svg.circle((x + radius + 0.2, middle), radius, "none", &look.primary);
        svg.text(text, (x + radius * 2.0 + 1.2, middle), SMALL, Anchor::Start, &look.ink);
        x += radius * 2.0 + SMALL.width(text) + 4.0;
    }
    let text = content.description(content.language.pick("Karte mit Kreisen", "Map with circles"));
    let top = middle + LARGEST / many + 2.0;
    let entries = sign_entries(Some(sheet), content);
    finished(svg, sheet.width, top, &entries, look, text.gaps(content.grid).finish())
}
