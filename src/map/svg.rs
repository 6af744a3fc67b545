//! The pieces of SVG that maps are made of.

use std::fmt::Write as _;

/// Hatching of faces without a number.
pub const PATTERNS: &str = concat!(
    r#"<pattern id="secret" width="1.1" height="1.1" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">"#,
    r##"<rect width="1.1" height="1.1" fill="#ffffff"/><path d="M0 0V1.1" stroke="#5b6b7a" stroke-width="0.5"/></pattern>"##,
    r#"<pattern id="missing" width="1.6" height="1.6" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)">"#,
    r##"<rect width="1.6" height="1.6" fill="#ffffff"/><path d="M0 0V1.6" stroke="#8796a4" stroke-width="0.3"/></pattern>"##,
);

/// An area of land.
pub fn face(body: &mut String, path: &str, fill: &str, border: &str, thickness: f64) {
    // OK to ignore: writing to a string does not fail
    let _ = write!(
        body,
        r#"<path d="{path}" fill="{fill}" fill-rule="evenodd" stroke="{border}" stroke-width="{thickness}" stroke-linejoin="round"/>"#
    );
}

/// A line of text; `at` is on the baseline, `size` in millimetres.
pub fn text(body: &mut String, words: &str, at: (f64, f64), size: f64, anchor: &str, bold: bool, colour: &str) {
    let weight = if bold { r#" font-weight="bold""# } else { "" };
    let words = words.replace('&', "&amp;").replace('<', "&lt;");
    let _ = write!(
        body,
        r#"<text x="{:.2}" y="{:.2}" font-size="{size:.2}" text-anchor="{anchor}"{weight} fill="{colour}">{words}</text>"#,
        at.0, at.1
    );
}
