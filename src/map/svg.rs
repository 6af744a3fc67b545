//! The pieces of SVG that maps are made of: whole hundredths of a millimetre, relative steps, one path for all areas of a
//! colour. Short numbers make small files, and parsing them is what costs.

use std::fmt::Write as _;

use geo::{Coord, MultiPolygon};

use crate::typeface::{FAMILY, Font, POINT};

/// Units in a millimetre.
const FINE: f64 = 100.0;

/// Hatching of faces without a number.
const PATTERNS: &str = concat!(
    r#"<defs><pattern id="secret" width="110" height="110" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">"#,
    r##"<rect width="110" height="110" fill="#fff"/><path d="M0 0V110" stroke="#5b6b7a" stroke-width="50"/></pattern>"##,
    r#"<pattern id="missing" width="160" height="160" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)">"#,
    r##"<rect width="160" height="160" fill="#fff"/><path d="M0 0V160" stroke="#8796a4" stroke-width="30"/></pattern>"##,
    r#"<pattern id="deserted" width="90" height="90" patternUnits="userSpaceOnUse">"#,
    r##"<rect width="90" height="90" fill="#fff"/><path d="M0 45H90" stroke="#8796a4" stroke-width="14"/></pattern></defs>"##,
);
/// Fillings with these patterns.
pub const SECRET: &str = "url(#secret)";
pub const MISSING: &str = "url(#missing)";
pub const DESERTED: &str = "url(#deserted)";

/// Where a text stands relative to its point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    /// The text begins there.
    Start,
    /// The text is centred there.
    Middle,
}

/// A drawing in the making, all lengths in millimetres.
#[derive(Default)]
pub struct Svg {
    body: String,
}

impl Svg {
    /// Faces of one colour with a border.
    pub fn faces(&mut self, path: &str, fill: &str, border: &str, thickness: f64) {
        if path.is_empty() {
            return;
        }
        let thickness = fine(thickness);
        // OK to ignore, here and below: writing to a string does not fail
        let _ = write!(
            self.body,
            r#"<path d="{path}" fill="{fill}" fill-rule="evenodd" stroke="{border}" stroke-width="{thickness}" stroke-linejoin="round"/>"#
        );
    }

    /// Borders alone.
    pub fn borders(&mut self, path: &str, colour: &str, thickness: f64) {
        self.faces(path, "none", colour, thickness);
    }

    /// A box.
    pub fn rect(&mut self, (x, y): (f64, f64), (width, height): (f64, f64), fill: &str, border: &str) {
        let (x, y, width, height) = (fine(x), fine(y), fine(width), fine(height));
        let _ = write!(
            self.body,
            r#"<rect x="{x}" y="{y}" width="{width}" height="{height}" fill="{fill}" stroke="{border}" stroke-width="18"/>"#
        );
    }

    /// A circle with a white edge.
    pub fn circle(&mut self, (x, y): (f64, f64), radius: f64, fill: &str, border: &str) {
        let (x, y, radius) = (fine(x), fine(y), fine(radius));
        let _ = write!(
            self.body,
            r#"<circle cx="{x}" cy="{y}" r="{radius}" fill="{fill}" fill-opacity=".85" stroke="{border}" stroke-width="25"/>"#
        );
    }

    /// A filled shape with straight edges.
    pub fn polygon(&mut self, corners: &[(f64, f64)], fill: &str, border: &str) {
        let points: Vec<String> = corners.iter().map(|(x, y)| format!("{} {}", fine(*x), fine(*y))).collect();
        let points = points.join(" ");
        let _ = write!(
            self.body,
            r#"<polygon points="{points}" fill="{fill}" fill-opacity=".85" stroke="{border}" stroke-width="25"/>"#
        );
    }

    /// A straight line.
    pub fn line(&mut self, from: (f64, f64), to: (f64, f64), colour: &str, thickness: f64) {
        let [x, y, to_x, to_y] = [from.0, from.1, to.0, to.1].map(fine);
        let thickness = fine(thickness);
        let _ = write!(self.body, r#"<path d="M{x} {y}L{to_x} {to_y}" stroke="{colour}" stroke-width="{thickness}"/>"#);
    }

    /// A line of text, vertically centred on the point.
    pub fn text(&mut self, words: &str, (x, y): (f64, f64), font: Font, anchor: Anchor, colour: &str) {
        let size = font.size * POINT;
        let (x, y) = (fine(x), fine(y + size * 0.36));
        let size = fine(size);
        let anchor = match anchor {
            Anchor::Start => "",
            Anchor::Middle => r#" text-anchor="middle""#,
        };
        let weight = if font.bold { r#" font-weight="bold""# } else { "" };
        let words = words.replace('&', "&amp;").replace('<', "&lt;");
        let _ = write!(
            self.body,
            r#"<text x="{x}" y="{y}" font-size="{size}"{anchor}{weight} fill="{colour}">{words}</text>"#
        );
    }

    /// Several lines of text, together centred on the point.
    pub fn lines(&mut self, lines: &[String], (x, y): (f64, f64), font: Font, anchor: Anchor, colour: &str) {
        let first = y - font.leading() * lines.len().saturating_sub(1) as f64 / 2.0;
        for (row, line) in lines.iter().enumerate() {
            self.text(line, (x, first + font.leading() * row as f64), font, anchor, colour);
        }
    }

    /// Another drawing, moved.
    pub fn insert(&mut self, other: &Svg, (x, y): (f64, f64)) {
        let _ = write!(self.body, r#"<g transform="translate({} {})">{}</g>"#, fine(x), fine(y), other.body);
    }

    /// The whole file.
    pub fn finish(&self, width: f64, height: f64) -> String {
        let patterns = if self.body.contains("url(#") { PATTERNS } else { "" };
        format!(
            r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} {}" width="{width:.2}mm" height="{height:.2}mm" font-family="{FAMILY}">{patterns}{}</svg>"#,
            fine(width),
            fine(height),
            self.body
        )
    }
}

fn fine(length: f64) -> i64 {
    (length * FINE).round() as i64
}

/// All rings of an outline in one path: with `evenodd` the holes stay open. `place` gives millimetres.
pub fn path(outline: &MultiPolygon<f64>, place: &impl Fn(Coord<f64>) -> (f64, f64)) -> String {
    let mut text = String::new();
    for ring in outline.0.iter().flat_map(|polygon| std::iter::once(polygon.exterior()).chain(polygon.interiors())) {
        let mut points: Vec<(i64, i64)> =
            ring.coords().map(|point| place(*point)).map(|(x, y)| (fine(x), fine(y))).collect();
        points.dedup();
        if points.len() > 1 && points.first() == points.last() {
            points.pop();
        }
        let [first, rest @ ..] = points.as_slice() else { continue };
        if rest.is_empty() {
            continue;
        }
        let _ = write!(text, "M{} {}l", first.0, first.1);
        let mut last = *first;
        for (step, point) in rest.iter().enumerate() {
            let (x, y) = (point.0 - last.0, point.1 - last.1);
            // A minus parts two numbers as well as a space does.
            let gap = |value: i64| if value < 0 { "" } else { " " };
            let _ = write!(text, "{}{x}{}{y}", if step == 0 { "" } else { gap(x) }, gap(y));
            last = *point;
        }
        text.push('z');
    }
    text
}
