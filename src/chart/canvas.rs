//! A drawing surface in millimetres over plotters' integer pixels.

use std::sync::Once;

use plotters::coord::Shift;
use plotters::prelude::{
    BLACK, Circle, Color, DrawingArea, FontDesc, FontFamily, FontStyle, IntoDrawingArea, PathElement, Polygon,
    RGBColor, Rectangle, SVGBackend, ShapeStyle, Text, TextStyle, WHITE,
};
use plotters::style::text_anchor::{HPos, Pos, VPos};

use crate::colour::channels;
use crate::plan::Look;
use crate::problem::Problem;
use crate::typeface::{self, Font, POINT};

/// plotters knows integer pixels only: a hundred per millimetre keep thin lines and small steps.
const PIXELS: f64 = 100.0;
/// plotters-svg divides font sizes by this before it writes them.
const FONT_FACTOR: f64 = 1.24;

static FONTS: Once = Once::new();

/// A point on paper, from the upper left.
pub type Point = (f64, f64);

/// Thickness of axes and leaders.
pub const HAIR: f64 = 0.14;

/// Where a text stands relative to its point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    /// The text begins there.
    Start,
    /// The text is centred there.
    Middle,
    /// The text ends there.
    End,
}

/// The form of a dot: groups differ by more than their colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A disc.
    Disc,
    /// A disc without filling: not final.
    Ring,
    /// A square.
    Square,
    /// A square on its corner.
    Diamond,
    /// A triangle that points up.
    Triangle,
    /// A triangle that points down.
    Fallen,
}

/// The colours of the look, as plotters takes them.
pub struct Inks {
    pub ink: RGBColor,
    pub grey: RGBColor,
    pub line: RGBColor,
    pub paper: RGBColor,
    pub primary: RGBColor,
    pub accent: RGBColor,
    pub scale: Vec<RGBColor>,
    pub diverging: Vec<RGBColor>,
    pub categories: Vec<RGBColor>,
}

impl Inks {
    fn new(look: &Look) -> Inks {
        let all = |colours: &[String]| colours.iter().map(|text| colour(text)).collect();
        Inks {
            ink: colour(&look.ink),
            grey: colour(&look.grey),
            line: colour(&look.line),
            paper: colour(&look.paper),
            primary: colour(&look.primary),
            accent: colour(&look.accent),
            scale: all(&look.scale),
            diverging: all(&look.diverging),
            categories: all(&look.categories),
        }
    }

    /// The shade of a class.
    pub fn shade(&self, shade: Option<usize>) -> RGBColor {
        shade.and_then(|shade| self.scale.get(shade)).copied().unwrap_or(self.paper)
    }

    /// So many shades of the scale that print apart, from light to dark; more than it has repeat.
    pub fn shades(&self, count: usize) -> Vec<RGBColor> {
        let last = self.scale.len().saturating_sub(1);
        let at = |part: usize| match count {
            0 | 1 => last * 3 / 4,
            // The lightest is hardly a colour: few parts leave it out.
            2 | 3 => 1 + part * (last - 1) / (count - 1),
            count => part * last / (count.min(last + 1) - 1) % (last + 1),
        };
        (0..count).filter_map(|part| self.scale.get(at(part)).copied()).collect()
    }

    /// The colour of letters on a ground.
    pub fn on(&self, ground: RGBColor) -> RGBColor {
        let RGBColor(red, green, blue) = ground;
        if crate::colour::is_dark(&format!("#{red:02x}{green:02x}{blue:02x}")) { WHITE } else { self.ink }
    }
}

/// A surface that shapes are put on, all lengths in millimetres, font sizes in points.
pub struct Canvas<'a> {
    area: DrawingArea<SVGBackend<'a>, Shift>,
    /// Its colours.
    pub inks: Inks,
}

/// A colour from `#rrggbb`; black where it is none.
fn colour(text: &str) -> RGBColor {
    channels(text).map_or(BLACK, |[red, green, blue]| RGBColor(red, green, blue))
}

/// Draws on a fresh surface and gives the SVG.
pub fn draw(
    (width, height): (f64, f64),
    look: &Look,
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
    let canvas = Canvas { area, inks: Inks::new(look) };
    paint(&canvas)?;
    canvas.area.present().map_err(Problem::internal)?;
    drop(canvas);
    Ok(compact(&svg))
}

/// The same without what means nothing: parsing is what costs.
fn compact(svg: &str) -> String {
    let lines: String = svg.lines().collect();
    lines.replace(" opacity=\"1\"", "").replace(" stroke=\"none\"", "").replace(" text-anchor=\"start\"", "")
}

impl Canvas<'_> {
    /// A line through points.
    pub fn line(&self, points: &[Point], colour: RGBColor, thickness: f64) -> Result<(), Problem> {
        let points: Vec<(i32, i32)> = points.iter().map(|point| pixel(*point)).collect();
        self.area.draw(&PathElement::new(points, stroke(colour, thickness))).map_err(Problem::internal)
    }

    /// A dashed straight line.
    pub fn dashes(&self, from: Point, to: Point, colour: RGBColor, thickness: f64) -> Result<(), Problem> {
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
    pub fn bar(&self, from: Point, to: Point, fill: RGBColor, border: RGBColor) -> Result<(), Problem> {
        self.patch(from, to, fill)?;
        let corners = [pixel(from), pixel(to)];
        self.area.draw(&Rectangle::new(corners, stroke(border, 0.18))).map_err(Problem::internal)
    }

    /// A filled box without a border.
    pub fn patch(&self, from: Point, to: Point, fill: RGBColor) -> Result<(), Problem> {
        self.area.draw(&Rectangle::new([pixel(from), pixel(to)], fill.filled())).map_err(Problem::internal)
    }

    /// A patch of paper colour behind a text.
    pub fn blank(&self, from: Point, to: Point) -> Result<(), Problem> {
        self.patch(from, to, WHITE)
    }

    /// Slanting lines inside a box: what has no number, or another part of the same colour.
    pub fn hatch(&self, from: Point, to: Point, colour: RGBColor) -> Result<(), Problem> {
        const STEP: f64 = 1.1;
        let (width, height) = (to.0 - from.0, to.1 - from.1);
        let mut along = STEP / 2.0;
        while along < width + height {
            // From the upper edge or the right one down to the lower or the left one.
            let start = if along <= width { (from.0 + along, from.1) } else { (to.0, from.1 + along - width) };
            let end = if along <= height { (from.0, from.1 + along) } else { (from.0 + along - height, to.1) };
            self.line(&[start, end], colour, HAIR)?;
            along += STEP;
        }
        Ok(())
    }

    /// A filled shape.
    pub fn shape(&self, points: &[Point], fill: RGBColor) -> Result<(), Problem> {
        let points: Vec<(i32, i32)> = points.iter().map(|point| pixel(*point)).collect();
        self.area.draw(&Polygon::new(points, fill.filled())).map_err(Problem::internal)
    }

    /// A dot of a form.
    pub fn dot(&self, at: Point, radius: f64, colour: RGBColor, form: Form) -> Result<(), Problem> {
        let (x, y) = at;
        match form {
            Form::Disc | Form::Ring => {
                let (radius, at) = ((radius * PIXELS).round() as i32, pixel(at));
                if form == Form::Disc {
                    return self.area.draw(&Circle::new(at, radius, colour.filled())).map_err(Problem::internal);
                }
                self.area.draw(&Circle::new(at, radius, WHITE.filled())).map_err(Problem::internal)?;
                self.area.draw(&Circle::new(at, radius, stroke(colour, 0.25))).map_err(Problem::internal)
            }
            Form::Square => {
                let half = radius * 0.88;
                self.patch((x - half, y - half), (x + half, y + half), colour)
            }
            Form::Diamond => {
                let half = radius * 1.25;
                self.shape(&[(x, y - half), (x + half, y), (x, y + half), (x - half, y)], colour)
            }
            Form::Fallen => {
                let half = radius * 1.1;
                self.shape(&[(x, y + half), (x + half, y - half * 0.8), (x - half, y - half * 0.8)], colour)
            }
            Form::Triangle => {
                let half = radius * 1.1;
                self.shape(&[(x, y - half), (x + half, y + half * 0.8), (x - half, y + half * 0.8)], colour)
            }
        }
    }

    /// A line of text, vertically centred on the point.
    pub fn text(&self, text: &str, at: Point, font: Font, colour: RGBColor, anchor: Anchor) -> Result<(), Problem> {
        let style = if font.bold { FontStyle::Bold } else { FontStyle::Normal };
        let face = FontDesc::new(FontFamily::Name(typeface::FAMILY), font.size * POINT * PIXELS * FONT_FACTOR, style);
        let anchor = match anchor {
            Anchor::Start => HPos::Left,
            Anchor::Middle => HPos::Center,
            Anchor::End => HPos::Right,
        };
        let style = TextStyle::from(face).color(&colour).pos(Pos::new(anchor, VPos::Center));
        // plotters moves the baseline down by half an x-height; capitals are centred a little lower.
        let at = (at.0, at.1 + font.size * POINT * 0.085);
        self.area.draw(&Text::new(text, pixel(at), style)).map_err(Problem::internal)
    }

    /// Several lines of text, together centred on the point.
    pub fn lines(
        &self,
        lines: &[String],
        at: Point,
        font: Font,
        colour: RGBColor,
        anchor: Anchor,
    ) -> Result<(), Problem> {
        let first = at.1 - font.leading() * (lines.len().saturating_sub(1)) as f64 / 2.0;
        for (row, line) in lines.iter().enumerate() {
            self.text(line, (at.0, first + font.leading() * row as f64), font, colour, anchor)?;
        }
        Ok(())
    }

    /// A text on paper colour, so that no line crosses it.
    pub fn text_on_paper(
        &self,
        text: &str,
        at: Point,
        font: Font,
        colour: RGBColor,
        anchor: Anchor,
    ) -> Result<(), Problem> {
        let room = font.width(text);
        let start = match anchor {
            Anchor::Start => at.0,
            Anchor::Middle => at.0 - room / 2.0,
            Anchor::End => at.0 - room,
        };
        let half = font.size * 0.19;
        self.blank((start - 0.3, at.1 - half), (start + room + 0.3, at.1 + half))?;
        self.text(text, at, font, colour, anchor)
    }
}

fn pixel((x, y): Point) -> (i32, i32) {
    ((x * PIXELS).round() as i32, (y * PIXELS).round() as i32)
}

fn stroke(colour: RGBColor, thickness: f64) -> ShapeStyle {
    colour.stroke_width(((thickness * PIXELS).round() as u32).max(1))
}
