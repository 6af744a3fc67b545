//! Where facilities are: a shape for every kind, as large as its places, with the number under which the list below the map
//! names it. The land may be shaded by the need.

use super::Atlas;
use super::choropleth::{Classes, FOOT};
use super::frame::{MapContent, faces, finished, highlighted, scale_bar, sign_entries, sign_fill};
use super::sheet::Sheet;
use super::svg::{Anchor, Svg};
use crate::area::{AreaIndex, Position};
use crate::figures::Drawing;
use crate::plan::Look;
use crate::typeface::{Font, Frame, LABEL, SMALL, STRONG, overlap, wrapped};

/// Area of the largest shape, as the radius of a circle in millimetres.
const LARGEST: f64 = 4.2;
/// No shape is smaller.
const SMALLEST: f64 = 1.0;
const BOLD: Font = Font { bold: true, ..SMALL };
const GAP: f64 = 4.0;
/// More numbers are a swarm, and their list a page of its own.
const MOST_NAMED: usize = 60;

/// A kind of facilities on the map.
pub struct SiteKind {
    /// „Familienzentren".
    pub name: String,
    /// In their order.
    pub sites: Vec<Site>,
}

/// A facility on the map.
pub struct Site {
    /// Where it is.
    pub position: Position,
    /// How many places it has.
    pub places: Option<u32>,
    /// Its name as the list prints it.
    pub label: String,
}

/// Whether a place lies on the sheet.
pub fn is_on((atlas, sheet): (&Atlas, &Sheet), position: Position) -> bool {
    let place = atlas.point(position).and_then(|point| sheet.place(point));
    place.is_some_and(|(x, y)| (0.0..=sheet.width).contains(&x) && (0.0..=sheet.height).contains(&y))
}

/// Draws them; classes are those of the shaded land, empty where it is not.
pub fn sites(
    (atlas, sheet): (&Atlas, &Sheet),
    content: &MapContent<'_>,
    kinds: &[SiteKind],
    classes: &Classes<'_>,
    look: &Look,
) -> Drawing {
    let mut svg = Svg::default();
    let is_shaded = !classes.classes.is_empty();
    faces(&mut svg, sheet, look, |area: AreaIndex| match content.datum(area, 0).filter(|_| is_shaded) {
        Some(datum) => Some(sign_fill(datum).unwrap_or_else(|| classes.colour(datum.shade, look))),
        None => Some(look.paper.clone()),
    });
    svg.borders(&sheet.borders(), &look.line, 0.2);
    highlighted(&mut svg, sheet, content, look);
    let shapes = shapes((atlas, sheet), kinds);
    for shape in &shapes {
        outline(&mut svg, shape.kind, shape.at, shape.radius, &colour(shape.kind, is_shaded, look));
    }
    let is_named = shapes.len() <= MOST_NAMED;
    if is_named {
        numbers(&mut svg, sheet, &shapes, is_shaded, look);
    }
    scale_bar(&mut svg, sheet, look);
    let mut top = sheet.height + FOOT;
    let mut first = 1;
    for (at, kind) in kinds.iter().enumerate() {
        outline(&mut svg, at, (1.4, top + 1.6), 1.3, &colour(at, is_shaded, look));
        let title = format!("{} ({})", kind.name, kind.sites.len());
        for line in wrapped(&title, sheet.width - 4.0, STRONG, content.language) {
            svg.text(&line, (3.6, top + STRONG.leading() / 2.0), STRONG, Anchor::Start, &look.ink);
            top += STRONG.leading();
        }
        if is_named {
            top = list(&mut svg, (sheet, content), kind, first, top, look);
        }
        first += kind.sites.len();
        top += 1.2;
    }
    let mut entries = if is_shaded { classes.entries(look) } else { Vec::new() };
    entries.extend(sign_entries(Some(sheet), content));
    let mut text = content.description(content.language.pick("Karte der Einrichtungen", "Map of facilities"));
    for kind in kinds {
        let names: Vec<&str> = kind.sites.iter().map(|site| site.label.as_str()).collect();
        text = match names.len() {
            0 => text,
            1..=12 => text.say(&format!("{}: {}", kind.name, names.join("; "))),
            count => text.say(&format!("{}: {count}", kind.name)),
        };
    }
    finished(svg, sheet.width, top, &entries, look, text.finish())
}

/// A shape on paper.
struct Shape {
    kind: usize,
    number: usize,
    at: (f64, f64),
    radius: f64,
}

/// Large ones first, so that small ones lie on them.
fn shapes((atlas, sheet): (&Atlas, &Sheet), kinds: &[SiteKind]) -> Vec<Shape> {
    let all = || kinds.iter().enumerate().flat_map(|(kind, of)| of.sites.iter().map(move |site| (kind, site)));
    let most = all().filter_map(|(_, site)| site.places).max().map_or(1.0, f64::from).max(1.0);
    let many = (all().count() as f64 / 25.0).max(1.0).sqrt();
    let mut shapes: Vec<Shape> = all()
        .enumerate()
        .filter_map(|(at, (kind, site))| {
            let part = site.places.map_or(0.15, |places| f64::from(places) / most);
            let radius = (LARGEST / many * part.sqrt()).max(SMALLEST);
            let place = sheet.place(atlas.point(site.position)?)?;
            Some(Shape { kind, number: at + 1, at: place, radius })
        })
        .collect();
    shapes.sort_by(|one, other| other.radius.total_cmp(&one.radius).then(one.number.cmp(&other.number)));
    part(&mut shapes);
    shapes
}

/// How far a shape may move from its place, in millimetres, so that another one does not hide it.
const FARTHEST: f64 = 3.0;

/// Moves shapes that hide each other apart, each by half of what they overlap, as long as they stay near their places.
fn part(shapes: &mut [Shape]) {
    let places: Vec<(f64, f64)> = shapes.iter().map(|shape| shape.at).collect();
    for _ in 0..40 {
        for one in 0..shapes.len() {
            for other in one + 1..shapes.len() {
                let apart =
                    |at: usize, by: f64| (places[at].0 - shapes[at].at.0).hypot(places[at].1 - shapes[at].at.1) < by;
                let needed = shapes[one].radius + shapes[other].radius;
                let (mut across, mut down) =
                    (shapes[other].at.0 - shapes[one].at.0, shapes[other].at.1 - shapes[one].at.1);
                let distance = across.hypot(down);
                if distance >= needed || !apart(one, FARTHEST) || !apart(other, FARTHEST) {
                    continue;
                }
                // In the very same place the later one goes to the right.
                (across, down) = if distance > 0.01 { (across / distance, down / distance) } else { (1.0, 0.0) };
                let step = (needed - distance) / 4.0;
                for (at, by) in [(one, -step), (other, step)] {
                    shapes[at].at.0 += across * by;
                    shapes[at].at.1 += down * by;
                }
            }
        }
    }
}

/// On shaded land all shapes are dark, so that they stand out; their form tells the kind.
fn colour(kind: usize, is_shaded: bool, look: &Look) -> String {
    if is_shaded { look.ink.clone() } else { look.categories[kind % look.categories.len()].clone() }
}

/// A circle, a square, a diamond, a triangle, one on its tip: all with the area of the circle.
fn outline(svg: &mut Svg, kind: usize, (x, y): (f64, f64), radius: f64, fill: &str) {
    let corners: &[(f64, f64)] = match kind % 5 {
        0 => return svg.circle((x, y), radius, fill, "#ffffff"),
        1 => &[(-0.886, -0.886), (0.886, -0.886), (0.886, 0.886), (-0.886, 0.886)],
        2 => &[(0.0, -1.253), (1.253, 0.0), (0.0, 1.253), (-1.253, 0.0)],
        3 => &[(0.0, -1.55), (1.35, 0.78), (-1.35, 0.78)],
        _ => &[(0.0, 1.55), (1.35, -0.78), (-1.35, -0.78)],
    };
    let corners: Vec<(f64, f64)> =
        corners.iter().map(|(right, down)| (x + right * radius, y + down * radius)).collect();
    svg.polygon(&corners, fill, "#ffffff");
}

/// The numbers: inside where they fit, else beside, where nothing else is.
fn numbers(svg: &mut Svg, sheet: &Sheet, shapes: &[Shape], is_shaded: bool, look: &Look) {
    let frame = |(x, y): (f64, f64), half: f64, high: f64| (x - half, y - high, x + half, y + high);
    let mut taken: Vec<Frame> = Vec::new();
    let covered: Vec<Frame> = shapes.iter().map(|shape| frame(shape.at, shape.radius, shape.radius)).collect();
    for (at, shape) in shapes.iter().enumerate() {
        let text = shape.number.to_string();
        let (half, high) = (BOLD.width(&text) / 2.0 + 0.2, BOLD.size * 0.15);
        let is_covered = covered[at + 1..].iter().any(|other| overlap(&frame(shape.at, half, high), other));
        if half < shape.radius * 0.8 && !is_covered {
            let fill = colour(shape.kind, is_shaded, look);
            let ink = if crate::colour::is_dark(&fill) { "#ffffff" } else { look.ink.as_str() };
            svg.text(&text, shape.at, BOLD, Anchor::Middle, ink);
            continue;
        }
        let (right, down) = (shape.radius + half + 0.3, shape.radius + high + 0.5);
        let around = [
            (right, 0.0),
            (-right, 0.0),
            (0.0, -down),
            (0.0, down),
            (right, -down),
            (-right, -down),
            (right, down),
            (-right, down),
        ];
        let near = around.iter().map(|(across, deep)| (shape.at.0 + across, shape.at.1 + deep));
        let far = around.iter().map(|(across, deep)| (shape.at.0 + across * 1.9, shape.at.1 + deep * 1.9));
        let free = |place: &(f64, f64)| {
            let frame = frame(*place, half, high);
            let inside = frame.0 > 0.0 && frame.2 < sheet.width && frame.1 > 0.0 && frame.3 < sheet.height;
            inside && taken.iter().chain(&covered).all(|other| !overlap(&frame, other))
        };
        let place = near.chain(far).find(free);
        // The list below the map names it all the same.
        let Some(place) = place else { continue };
        if (place.0 - shape.at.0).hypot(place.1 - shape.at.1) > right.max(down) * 1.6 {
            svg.line(shape.at, ((shape.at.0 + place.0) / 2.0, (shape.at.1 + place.1) / 2.0), &look.grey, 0.15);
        }
        taken.push(frame(place, half, high));
        svg.text(&text, place, BOLD, Anchor::Middle, &look.ink);
    }
}

/// Names in columns, each below its number; gives where they end.
fn list(
    svg: &mut Svg,
    (sheet, content): (&Sheet, &MapContent<'_>),
    kind: &SiteKind,
    first: usize,
    top: f64,
    look: &Look,
) -> f64 {
    const LEFT: f64 = 3.6;
    let text = |at: usize, label: &str| format!("{} {label}", first + at);
    let room = sheet.width - LEFT;
    let names: Vec<Vec<String>> = (kind.sites.iter().enumerate())
        .map(|(at, site)| wrapped(&text(at, &site.label), room, LABEL, content.language))
        .collect();
    let widest = names.iter().flatten().map(|line| LABEL.width(line)).fold(1.0, f64::max);
    let columns = ((room + GAP) / (widest + GAP)).floor().clamp(1.0, 4.0) as usize;
    let deep = names.len().div_ceil(columns).max(1);
    let mut bottom = top;
    for (column, names) in names.chunks(deep).enumerate() {
        let mut y = top;
        for line in names.iter().flatten() {
            let place = (LEFT + (widest + GAP) * column as f64, y + LABEL.leading() / 2.0);
            svg.text(line, place, LABEL, Anchor::Start, &look.ink);
            y += LABEL.leading();
        }
        bottom = f64::max(bottom, y);
    }
    bottom
}
