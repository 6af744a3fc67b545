//! One tile of equal size for every area, about where the area lies: small towns are as visible as large rural districts.

use geo::{Area, Centroid};

use super::choropleth::Classes;
use super::frame::{MapContent, finished, sign_entries, sign_fill};
use super::sheet::Sheet;
use super::svg::{Anchor, Svg};
use crate::figures::Drawing;
use crate::plan::Look;
use crate::typeface::{Font, LABEL, SMALL, wrapped};

const GAP: f64 = 0.8;
const BOLD: Font = Font { bold: true, ..LABEL };

/// Draws the tiles; the sheet says where areas lie.
pub fn tiles(sheet: &Sheet, content: &MapContent<'_>, classes: &Classes<'_>, look: &Look) -> Drawing {
    let centres: Vec<(f64, f64)> = (sheet.shapes.iter())
        .map(|shape| {
            let largest = shape.outline.0.iter().max_by(|one, two| one.unsigned_area().total_cmp(&two.unsigned_area()));
            largest.and_then(Centroid::centroid).map_or(shape.label, |centre| (centre.x(), centre.y()))
        })
        .collect();
    let (columns, places) = arranged(&centres);
    let rows = places.iter().map(|(_, row)| row + 1).max().unwrap_or(1);
    let tile = (sheet.width - GAP * (columns - 1) as f64) / columns as f64;
    let high = (tile * 0.72).clamp(6.0, 15.0);
    let mut svg = Svg::default();
    for (shape, (column, row)) in sheet.shapes.iter().zip(&places) {
        let Some(datum) = content.datum(shape.area, 0) else { continue };
        let colour = classes.colour(datum.shade, look);
        let fill = sign_fill(datum).unwrap_or_else(|| colour.clone());
        let corner = ((tile + GAP) * *column as f64, (high + GAP) * *row as f64);
        let edge = if content.highlight == Some(shape.area) { &look.accent } else { &look.line };
        svg.rect(corner, (tile, high), &fill, edge);
        if datum.number().is_none() {
            // Letters on hatching cannot be read.
            svg.rect((corner.0 + 0.6, corner.1 + 0.6), (tile - 1.2, high - 1.2), "#ffffff", "#ffffff");
        }
        let ink =
            if datum.number().is_some() && crate::colour::is_dark(&colour) { "#ffffff" } else { look.ink.as_str() };
        let middle = corner.0 + tile / 2.0;
        let name = wrapped(content.name(shape.area), tile - 1.2, SMALL, content.language);
        let fits = SMALL.leading() * name.len() as f64 + BOLD.leading() + 0.6 < high;
        let text = [&datum.text, &datum.rank.map(|rank| rank.to_string()).unwrap_or_default()];
        if fits {
            let block = SMALL.leading() * name.len() as f64 + BOLD.leading();
            let top = corner.1 + (high - block) / 2.0;
            svg.lines(&name, (middle, top + SMALL.leading() * name.len() as f64 / 2.0), SMALL, Anchor::Middle, ink);
            svg.text(text[0], (middle, top + block - BOLD.leading() / 2.0), BOLD, Anchor::Middle, ink);
        } else {
            let number = if BOLD.width(text[0]) + 0.8 < tile { text[0] } else { text[1] };
            svg.text(number, (middle, corner.1 + high / 2.0), BOLD, Anchor::Middle, ink);
        }
    }
    let mut entries = classes.entries(look);
    entries.extend(sign_entries(None, content));
    let kind = content.language.pick("Karte aus gleich großen Kacheln", "Map of tiles of equal size");
    let alt = content.description(kind).gaps(content.grid).finish();
    finished(svg, sheet.width, (high + GAP) * rows as f64 + 2.5, &entries, look, alt)
}

/// A grid with about as many cells as areas, and the cell of each: near its own place, and no two in one.
fn arranged(centres: &[(f64, f64)]) -> (usize, Vec<(usize, usize)>) {
    let ends = |of: fn(&(f64, f64)) -> f64| {
        let values = || centres.iter().map(of);
        (values().fold(f64::MAX, f64::min), values().fold(f64::MIN, f64::max))
    };
    let ((left, right), (top, bottom)) = (ends(|point| point.0), ends(|point| point.1));
    let (width, height) = ((right - left).max(1.0), (bottom - top).max(1.0));
    // Tiles are wider than high; some cells stay free, so that shapes can be told.
    let cells = centres.len() as f64 * 1.3;
    let columns = (cells * width / height * 0.75).sqrt().round().clamp(1.0, centres.len().max(1) as f64) as usize;
    let rows = (cells / columns as f64).ceil() as usize;
    let place = |value: f64, from: f64, span: f64, count: usize| (value - from) / span * (count as f64 - 1.0);
    let wished: Vec<(f64, f64)> =
        centres.iter().map(|(x, y)| (place(*x, left, width, columns), place(*y, top, height, rows))).collect();
    let distance =
        |(x, y): (f64, f64), (column, row): (usize, usize)| (x - column as f64).powi(2) + (y - row as f64).powi(2);
    let cells: Vec<(usize, usize)> = (0..rows).flat_map(|row| (0..columns).map(move |column| (column, row))).collect();
    let mut pairs: Vec<(f64, usize, usize)> = (0..wished.len())
        .flat_map(|area| (0..cells.len()).map(move |cell| (area, cell)))
        .map(|(area, cell)| (distance(wished[area], cells[cell]), area, cell))
        .collect();
    pairs.sort_by(|one, other| one.0.total_cmp(&other.0).then(one.1.cmp(&other.1)).then(one.2.cmp(&other.2)));
    let mut of_area: Vec<Option<usize>> = vec![None; wished.len()];
    let mut taken = vec![false; cells.len()];
    for (_, area, cell) in pairs {
        if of_area[area].is_none() && !taken[cell] {
            (of_area[area], taken[cell]) = (Some(cell), true);
        }
    }
    let mut places: Vec<(usize, usize)> = of_area.iter().map(|cell| cells[cell.unwrap_or(0)]).collect();
    // Two that would both be nearer, or nearer together, change places.
    let mut moved = true;
    while moved {
        moved = false;
        for one in 0..places.len() {
            for two in one + 1..places.len() {
                let now = distance(wished[one], places[one]) + distance(wished[two], places[two]);
                let then = distance(wished[one], places[two]) + distance(wished[two], places[one]);
                if then + 1e-9 < now {
                    places.swap(one, two);
                    moved = true;
                }
            }
        }
    }
    (columns, places)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn every_area_has_a_tile_of_its_own(centres in prop::collection::vec((0.0..100.0, 0.0..80.0), 1..60)) {
            let (columns, places) = arranged(&centres);
            let mut sorted = places.clone();
            sorted.sort_unstable();
            sorted.dedup();
            prop_assert_eq!(sorted.len(), centres.len());
            prop_assert!(places.iter().all(|(column, _)| *column < columns));
        }
    }

    #[test]
    fn neighbours_stay_where_they_were() {
        let (_, places) = arranged(&[(0.0, 0.0), (50.0, 0.0), (0.0, 50.0), (50.0, 50.0)]);
        assert!(places[0].0 < places[1].0 && places[0].1 < places[2].1, "{places:?}");
    }
}
