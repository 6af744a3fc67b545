//! Names of the areas: inside where they fit, else a number with the name below the map.

use super::choropleth::FOOT;
use super::frame::{MapContent, faces, finished, highlighted, name_inside, scale_bar, sign_entries};
use super::sheet::Sheet;
use super::svg::{Anchor, Svg};
use crate::figures::Drawing;
use crate::number::join_words;
use crate::plan::Look;
use crate::typeface::{Font, Frame, LABEL, SMALL, overlap, wrapped};

const GAP: f64 = 4.0;
/// With more areas only the one that is looked at has its name.
const MANY: usize = 30;
/// So many have room for their names beside a map of half a page.
const FEW: usize = 16;
/// In millimetres; a narrower map of one area among others has no list of those whose names do not fit.
const WIDE: f64 = 120.0;

/// Draws the names.
pub fn locator(sheet: &Sheet, content: &MapContent<'_>, look: &Look) -> Drawing {
    let mut svg = Svg::default();
    let shade = look.scale.first().cloned().unwrap_or_default();
    faces(&mut svg, sheet, look, |area| {
        content.grid.rows.iter().any(|row| row.area == Some(area)).then(|| shade.clone())
    });
    svg.borders(&sheet.borders(), &look.grey, 0.22);
    highlighted(&mut svg, sheet, content, look);
    let mut taken: Vec<Frame> = Vec::new();
    let mut outside: Vec<(&str, &super::sheet::Shape)> = Vec::new();
    // Where one of many is looked at, the names of the others would be a page of their own.
    let is_small = sheet.width < WIDE && content.grid.rows.len() > FEW;
    let only = content.highlight.filter(|_| content.grid.rows.len() > MANY);
    for row in content.grid.rows.iter().filter(|row| only.is_none() || row.area == only) {
        let Some(shape) = sheet.shapes.iter().find(|shape| Some(shape.area) == row.area) else { continue };
        match name_inside(shape, &row.label, content.language) {
            Some((lines, font)) => {
                let font = Font { bold: content.highlight == Some(shape.area), ..font };
                let half = lines.iter().map(|line| font.width(line)).fold(0.0, f64::max) / 2.0;
                let high = font.leading() * lines.len() as f64 / 2.0;
                let (x, y) = shape.label;
                taken.push((x - half, y - high, x + half, y + high));
                svg.lines(&lines, shape.label, font, Anchor::Middle, &look.ink);
            }
            // A small map shows where one lies; a list of its neighbours would be longer than the map.
            None if is_small && content.highlight.is_some_and(|area| area != shape.area) => {}
            None => outside.push((&row.label, shape)),
        }
    }
    outside.sort_by(|one, other| one.0.cmp(other.0));
    // Numbers where a name does not fit; moved a little where they would touch, with a line to their area.
    let bold = Font { bold: true, ..SMALL };
    for (at, (_, shape)) in outside.iter().enumerate() {
        let text = (at + 1).to_string();
        let (half, high) = (bold.width(&text) / 2.0 + 0.2, bold.size * 0.15);
        let (x, y) = shape.label;
        let places = [
            (0.0, 0.0),
            (3.2, 0.0),
            (-3.2, 0.0),
            (0.0, 3.0),
            (0.0, -3.0),
            (3.0, 2.6),
            (-3.0, 2.6),
            (3.0, -2.6),
            (-3.0, -2.6),
        ];
        let frame =
            |(across, down): &(f64, f64)| (x + across - half, y + down - high, x + across + half, y + down + high);
        let free = |place: &&(f64, f64)| {
            let frame = frame(place);
            frame.0 > 0.0
                && frame.2 < sheet.width
                && frame.1 > 0.0
                && frame.3 < sheet.height
                && taken.iter().all(|other| !overlap(&frame, other))
        };
        let Some(place) = places.iter().find(free) else { continue };
        taken.push(frame(place));
        if place.0 != 0.0 || place.1 != 0.0 {
            svg.line((x, y), (x + place.0 * 0.7, y + place.1 * 0.7), &look.grey, 0.15);
        }
        svg.text(&text, (x + place.0, y + place.1), bold, Anchor::Middle, &look.ink);
    }
    scale_bar(&mut svg, sheet, look);
    let names = outside.iter().enumerate();
    let names: Vec<(Font, Vec<String>)> = names
        .map(|(at, (name, shape))| {
            // The one that is looked at stands out in the list as well.
            let font = LABEL.weight(content.highlight == Some(shape.area));
            (font, wrapped(&format!("{} {name}", at + 1), sheet.width, font, content.language))
        })
        .collect();
    let lines =
        |(font, lines): &(Font, Vec<String>)| -> Vec<f64> { lines.iter().map(|line| font.width(line)).collect() };
    let widest = names.iter().flat_map(lines).fold(1.0, f64::max);
    let columns = ((sheet.width + GAP) / (widest + GAP)).floor().clamp(1.0, 6.0) as usize;
    let deep = names.len().div_ceil(columns).max(1);
    let top = sheet.height + FOOT;
    let mut bottom = top;
    for (column, names) in names.chunks(deep).enumerate() {
        let mut y = top;
        for (font, line) in names.iter().flat_map(|(font, lines)| lines.iter().map(move |line| (*font, line))) {
            let place = ((widest + GAP) * column as f64, y + LABEL.leading() / 2.0);
            svg.text(line, place, font, Anchor::Start, &look.ink);
            y += LABEL.leading();
        }
        bottom = f64::max(bottom, y);
    }
    let language = content.language;
    let all: Vec<String> = content.grid.rows.iter().map(|row| row.label.clone()).collect();
    let kind = language.pick("Übersichtskarte", "Locator map");
    let alt = match all.len() {
        0..=30 => format!("{kind}: {}. {}.", content.subject, join_words(&all, language)),
        count => format!("{kind}: {}, {count}.", content.subject),
    };
    let entries = sign_entries(Some(sheet), content);
    finished(svg, sheet.width, bottom + 0.5, &entries, look, alt)
}
