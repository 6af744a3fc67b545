//! The paper of a map: which areas lie where at which scale. Made once for a document, used by all of
//! its maps.

use std::fmt::Write as _;

use geo::{BoundingRect, Contains, Coord, Distance, Euclidean, LineString, MultiPolygon, Point};

use super::Atlas;
use crate::area::AreaIndex;

/// Distance in millimetres below which two points of a border are one.
const FINEST: f64 = 0.06;

/// Outlines as SVG paths in millimetres.
pub struct Sheet {
    /// The areas with their paths.
    pub(super) shapes: Vec<Shape>,
    /// Where nobody lives.
    pub(super) deserted: Vec<String>,
    /// The county behind a selection of its areas.
    pub(super) background: Option<String>,
    /// Width in millimetres.
    pub(super) width: f64,
    /// Height in millimetres, without the legend.
    pub(super) height: f64,
    /// Millimetres on paper per metre of land.
    pub(super) scale: f64,
}

/// One area on the sheet.
pub(super) struct Shape {
    pub(super) area: AreaIndex,
    pub(super) path: String,
    /// The point that lies deepest inside.
    pub(super) label: (f64, f64),
    /// How far that point is from the border, in millimetres.
    pub(super) room: f64,
}

impl Sheet {
    /// Fits areas on paper; `background` is drawn behind them where they are not all of it.
    pub fn new(
        atlas: &Atlas,
        areas: &[AreaIndex],
        background: Option<AreaIndex>,
        width: f64,
        most_height: f64,
    ) -> Option<Sheet> {
        let outlines: Vec<(AreaIndex, &MultiPolygon<f64>)> =
            areas.iter().filter_map(|area| Some((*area, atlas.outline(*area)?))).collect();
        let background = background.and_then(|area| atlas.outline(area));
        let extent = background
            .into_iter()
            .chain(outlines.iter().map(|(_, outline)| *outline))
            .filter_map(BoundingRect::bounding_rect)
            .reduce(|one, two| {
                geo::Rect::new(
                    Coord { x: one.min().x.min(two.min().x), y: one.min().y.min(two.min().y) },
                    Coord { x: one.max().x.max(two.max().x), y: one.max().y.max(two.max().y) },
                )
            })?;
        const MARGIN: f64 = 0.6;
        let scale = ((width - 2.0 * MARGIN) / extent.width()).min((most_height - 2.0 * MARGIN) / extent.height());
        let height = extent.height() * scale + 2.0 * MARGIN;
        let indent = (width - extent.width() * scale) / 2.0;
        let place = |point: Coord<f64>| {
            ((point.x - extent.min().x) * scale + indent, (extent.max().y - point.y) * scale + MARGIN)
        };
        let shapes = outlines
            .iter()
            .map(|(area, outline)| {
                let (inside, distance) = deepest_point(outline);
                Shape { area: *area, path: path(outline, &place), label: place(inside), room: distance * scale }
            })
            .collect();
        Some(Sheet {
            shapes,
            deserted: atlas
                .deserted()
                .iter()
                .filter(|outline| outline.bounding_rect().is_some_and(|frame| extent.contains(&frame)))
                .map(|outline| path(outline, &place))
                .collect(),
            background: background.map(|outline| path(outline, &place)),
            width,
            height,
            scale,
        })
    }
}

/// All rings in one path: with `evenodd` the holes stay open.
fn path(outline: &MultiPolygon<f64>, place: &impl Fn(Coord<f64>) -> (f64, f64)) -> String {
    let mut text = String::new();
    for ring in outline.0.iter().flat_map(|polygon| std::iter::once(polygon.exterior()).chain(polygon.interiors())) {
        let mut last = (f64::MIN, f64::MIN);
        for (count, (x, y)) in ring.coords().map(|point| place(*point)).enumerate() {
            if (x - last.0).hypot(y - last.1) < FINEST && count > 0 {
                continue;
            }
            last = (x, y);
            // OK to ignore: writing to a string does not fail
            let _ = write!(text, "{}{x:.2} {y:.2}", if count == 0 { 'M' } else { 'L' });
        }
        text.push('Z');
    }
    text
}

/// The point of a grid that lies farthest from all borders, and its distance.
fn deepest_point(outline: &MultiPolygon<f64>) -> (Coord<f64>, f64) {
    const STEPS: u32 = 22;
    let Some(frame) = outline.bounding_rect() else { return (Coord { x: 0.0, y: 0.0 }, 0.0) };
    let rings: Vec<&LineString<f64>> =
        outline.0.iter().flat_map(|polygon| std::iter::once(polygon.exterior()).chain(polygon.interiors())).collect();
    let mut best = (frame.center(), 0.0);
    for column in 1..STEPS {
        for row in 1..STEPS {
            let point = Point::new(
                frame.min().x + frame.width() * f64::from(column) / f64::from(STEPS),
                frame.min().y + frame.height() * f64::from(row) / f64::from(STEPS),
            );
            if outline.contains(&point) {
                let distance = rings.iter().map(|ring| Euclidean.distance(&point, *ring)).fold(f64::MAX, f64::min);
                if distance > best.1 {
                    best = (point.into(), distance);
                }
            }
        }
    }
    best
}
