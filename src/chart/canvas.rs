//! A drawing surface in millimetres over plotters' integer pixels.

use std::sync::Once;

use plotters::coord::Shift;
use plotters::prelude::{
    BLACK, Circle, Color, DrawingArea, FontDesc, FontFamily, FontStyle, IntoDrawingArea, PathElement, RGBColor,
    Rectangle, SVGBackend, ShapeStyle, Text, TextStyle,
};
use plotters::style::text_anchor::{HPos, Pos, VPos};

use crate::definition::channels;
use crate::problem::Problem;
use crate::typeface::{self, POINT};

/// plotters knows integer pixels only: a hundred per millimetre keep thin lines and small steps.
const PIXELS: f64 = 100.0;
/// plotters-svg divides font sizes by this before it writes them.
const FONT_FACTOR: f64 = 1.24;

static FONTS: Once = Once::new();

/// Where a text stands relative to its point.
#[derive(Debug, Clone, Copy)]
pub enum Anchor {
    /// The text begins there.
    Start,
    /// The text is centred there.
    Middle,
    /// The text ends there.
    End,
}

/// A surface that shapes are put on, all lengths in millimetres, font sizes in points.
pub struct Canvas<'a> {
    area: DrawingArea<SVGBackend<'a>, Shift>,
}

/// A colour from `#rrggbb`; black where it is none.
pub fn colour(text: &str) -> RGBColor {
    channels(text).map_or(BLACK, |[red, green, blue]| RGBColor(red, green, blue))
}

/// Draws on a fresh surface and gives the SVG.
pub fn draw(
    width: f64,
    height: f64,
    paint: impl FnOnce(&Canvas<'_>) -> Result<(), Problem>,
) -> Result<String, Problem> {
    FONTS.call_once(|| {
        let styles = [FontStyle::Normal, FontStyle::Bold];
        for (style, file) in styles.into_iter().zip(typeface::FILES) {
            // OK to ignore: a face that plotters cannot read only makes its own measuring fail
            let _ = plotters::style::register_font(typeface::FAMILY, style, file);
        }
    });
    let mut svg = String::new();
    let size = ((width * PIXELS).round() as u32, (height * PIXELS).round() as u32);
    let area = SVGBackend::with_string(&mut svg, size).into_drawing_area();
    let canvas = Canvas { area };
    paint(&canvas)?;
    canvas.area.present().map_err(Problem::internal)?;
    drop(canvas);
    Ok(svg)
}

impl Canvas<'_> {
    /// A line through points.
    pub fn line(&self, points: &[(f64, f64)], colour: RGBColor, thickness: f64) -> Result<(), Problem> {
        let points: Vec<(i32, i32)> = points.iter().map(|(x, y)| pixel(*x, *y)).collect();
        self.area.draw(&PathElement::new(points, stroke(colour, thickness))).map_err(Problem::internal)
    }

    /// A dashed straight line.
    pub fn dashes(&self, from: (f64, f64), to: (f64, f64), colour: RGBColor, thickness: f64) -> Result<(), Problem> {
        const DASH: f64 = 1.3;
        const GAP: f64 = 0.8;
        let length = (to.0 - from.0).hypot(to.1 - from.1);
        let at = |distance: f64| {
            let part = (distance / length).min(1.0);
            (from.0 + (to.0 - from.0) * part, from.1 + (to.1 - from.1) * part)
        };
        let mut start = 0.0;
        while start < length {
            self.line(&[at(start), at(start + DASH)], colour, thickness)?;
            start += DASH + GAP;
        }
        Ok(())
    }

    /// A filled box with a border.
    pub fn bar(&self, from: (f64, f64), to: (f64, f64), fill: RGBColor, border: RGBColor) -> Result<(), Problem> {
        let corners = [pixel(from.0, from.1), pixel(to.0, to.1)];
        self.area.draw(&Rectangle::new(corners, fill.filled())).map_err(Problem::internal)?;
        self.area.draw(&Rectangle::new(corners, stroke(border, 0.18))).map_err(Problem::internal)
    }

    /// A patch of paper colour behind a text.
    pub fn blank(&self, from: (f64, f64), to: (f64, f64)) -> Result<(), Problem> {
        let corners = [pixel(from.0, from.1), pixel(to.0, to.1)];
        self.area.draw(&Rectangle::new(corners, RGBColor(255, 255, 255).filled())).map_err(Problem::internal)
    }

    /// A dot; hollow where the value is not final.
    pub fn dot(&self, at: (f64, f64), radius: f64, colour: RGBColor, hollow: bool) -> Result<(), Problem> {
        let radius = (radius * PIXELS).round() as i32;
        let at = pixel(at.0, at.1);
        if hollow {
            self.area.draw(&Circle::new(at, radius, RGBColor(255, 255, 255).filled())).map_err(Problem::internal)?;
            return self.area.draw(&Circle::new(at, radius, stroke(colour, 0.25))).map_err(Problem::internal);
        }
        self.area.draw(&Circle::new(at, radius, colour.filled())).map_err(Problem::internal)
    }

    /// A line of text; `size` in points, vertically centred on the point.
    pub fn text(
        &self,
        text: &str,
        at: (f64, f64),
        size: f64,
        bold: bool,
        colour: RGBColor,
        anchor: Anchor,
    ) -> Result<(), Problem> {
        let style = if bold { FontStyle::Bold } else { FontStyle::Normal };
        let font = FontDesc::new(FontFamily::Name(typeface::FAMILY), size * POINT * PIXELS * FONT_FACTOR, style);
        let anchor = match anchor {
            Anchor::Start => HPos::Left,
            Anchor::Middle => HPos::Center,
            Anchor::End => HPos::Right,
        };
        let style = TextStyle::from(font).color(&colour).pos(Pos::new(anchor, VPos::Center));
        self.area.draw(&Text::new(text, pixel(at.0, at.1), style)).map_err(Problem::internal)
    }
}

/// Width of a text in millimetres.
pub fn width(text: &str, size: f64, bold: bool) -> f64 {
    typeface::width(text, size * POINT, bold)
}

/// A text that fits, with an ellipsis in its middle where it must be cut: long names of places differ at
/// either end. The table beside the drawing has them whole.
pub fn shortened(text: &str, room: f64, size: f64, bold: bool) -> String {
    if width(text, size, bold) <= room + 0.1 {
        return text.to_owned();
    }
    let letters: Vec<char> = text.chars().collect();
    let cut = |kept: usize| {
        let head: String = letters[..kept.div_ceil(2)].iter().collect();
        let tail: String = letters[letters.len() - kept / 2..].iter().collect();
        format!("{}…{}", head.trim_end(), tail.trim_start())
    };
    let fitting = (1..letters.len()).rev().map(cut).find(|text| width(text, size, bold) <= room);
    fitting.unwrap_or_else(|| "…".to_owned())
}

fn pixel(x: f64, y: f64) -> (i32, i32) {
    ((x * PIXELS).round() as i32, (y * PIXELS).round() as i32)
}

fn stroke(colour: RGBColor, thickness: f64) -> ShapeStyle {
    colour.stroke_width(((thickness * PIXELS).round() as u32).max(1))
}
