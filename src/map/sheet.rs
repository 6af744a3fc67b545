//! The paper of a map: which areas lie where at which scale. Made once for all maps of the same areas and size. Far
//! islands stand in a box of their own, at the same scale; borders have as many points as the paper can show.

use geo::{
    Area, BoundingRect, Contains, Coord, Distance, Euclidean, LineString, MultiPolygon, Point, Polygon, Rect, Translate,
};

use super::Atlas;
use super::svg::path;
use super::topology;
use crate::area::AreaIndex;

/// Triangles of a border that are smaller than this fall away, in square millimetres.
const FINEST: f64 = 0.012;
/// Points of all borders of a sheet; more would make the file larger than a map may be.
const MOST_POINTS: usize = 17_000;
const MARGIN: f64 = 0.6;

/// Outlines as SVG paths.
pub struct Sheet {
    /// The areas with their paths.
    pub(super) shapes: Vec<Shape>,
    /// Areas of another level, whose borders lie over the others.
    pub(super) overlay: String,
    /// Where nobody lives.
    pub(super) deserted: String,
    /// The county behind a selection of its areas.
    pub(super) background: Option<String>,
    /// The box around far islands: corner and size.
    pub(super) inset: Option<((f64, f64), (f64, f64))>,
    /// Width in millimetres.
    pub(super) width: f64,
    /// Height in millimetres, without the legend.
    pub(super) height: f64,
    /// Millimetres on paper per metre of land.
    pub(super) scale: f64,
    /// The corner of the land that lies in the corner of the paper.
    north_west: Coord<f64>,
    /// Room at the left, in millimetres.
    indent: f64,
    /// The land of far islands, and how far it was moved, in metres.
    moved: Option<(Rect<f64>, (f64, f64))>,
}

/// One area on the sheet.
pub(super) struct Shape {
    pub(super) area: AreaIndex,
    pub(super) path: String,
    /// The same in millimetres, for labels.
    pub(super) outline: MultiPolygon<f64>,
    /// The point that lies deepest inside.
    pub(super) label: (f64, f64),
    /// How far that point is from the border, in millimetres.
    pub(super) room: f64,
}

/// What is put on a sheet.
pub struct Content<'a> {
    /// The areas that have values.
    pub areas: &'a [AreaIndex],
    /// Drawn behind them where they are not all of it.
    pub background: Option<AreaIndex>,
    /// Areas whose borders lie over the others.
    pub overlay: &'a [AreaIndex],
}

impl Sheet {
    /// Fits areas on paper; `None` where none of them has an outline.
    pub fn new(atlas: &Atlas, content: &Content<'_>, width: f64, most_height: f64) -> Option<Sheet> {
        let of = |areas: &[AreaIndex]| -> Vec<(AreaIndex, MultiPolygon<f64>)> {
            areas.iter().filter_map(|area| Some((*area, atlas.outline(*area)?.clone()))).collect()
        };
        let areas = of(content.areas);
        let background: Vec<AreaIndex> = content.background.into_iter().collect();
        let (background, overlay) = (of(&background), of(content.overlay));
        let mut all: Vec<MultiPolygon<f64>> = Vec::new();
        for group in [&areas, &background, &overlay] {
            all.extend(group.iter().map(|(_, outline)| outline.clone()));
        }
        let land = extent(all.iter())?;
        all.extend(
            atlas
                .deserted()
                .iter()
                .filter(|outline| extent([*outline].into_iter()).is_some_and(|frame| land.contains(&frame)))
                .cloned(),
        );
        let islands = far_islands(&all, land);
        let main = islands.as_ref().map_or(land, |islands| islands.mainland);
        let scale = ((width - 2.0 * MARGIN) / main.width()).min((most_height - 2.0 * MARGIN) / main.height());
        let height = main.height() * scale + 2.0 * MARGIN;
        let indent = (width - main.width() * scale) / 2.0;
        let place =
            |point: Coord<f64>| ((point.x - main.min().x) * scale + indent, (main.max().y - point.y) * scale + MARGIN);

        let (mut inset, mut moved) = (None, None);
        if let Some(islands) = &islands {
            // Into the corner with the least land, shifted in metres so that everything else stays the same.
            let (box_width, box_height) = (islands.frame.width() * scale + 3.0, islands.frame.height() * scale + 3.0);
            let corner = free_corner(&all, islands, &place, (width, height), (box_width, box_height));
            let (x, y) = place(Coord { x: islands.frame.min().x, y: islands.frame.max().y });
            let shift = ((corner.0 + 1.5 - x) / scale, -(corner.1 + 1.5 - y) / scale);
            for outline in &mut all {
                for polygon in outline.0.iter_mut().filter(|polygon| islands.has(polygon)) {
                    polygon.translate_mut(shift.0, shift.1);
                }
            }
            inset = Some((corner, (box_width, box_height)));
            moved = Some((islands.frame, shift));
        }

        let outlines: Vec<&MultiPolygon<f64>> = all.iter().collect();
        let mut tolerance = FINEST / (scale * scale);
        let mut simple = topology::simplified(&outlines, tolerance);
        while points(&simple) > MOST_POINTS {
            tolerance *= 1.6;
            let simpler = topology::simplified(&outlines, tolerance);
            // What vanishes keeps its whole outline: of very many areas no fewer points are left.
            if points(&simpler) >= points(&simple) {
                break;
            }
            simple = simpler;
        }
        let shapes = areas.iter().zip(&simple).map(|((area, _), outline)| Shape::new(*area, outline, &place)).collect();
        let text = |range: std::ops::Range<usize>| -> String {
            simple[range].iter().map(|outline| path(outline, &place)).collect()
        };
        let (first, second) = (areas.len() + background.len(), areas.len() + background.len() + overlay.len());
        Some(Sheet {
            shapes,
            overlay: text(first..second),
            deserted: text(second..simple.len()),
            background: content.background.is_some().then(|| text(areas.len()..first)),
            inset,
            width,
            height,
            scale,
            north_west: Coord { x: main.min().x, y: main.max().y },
            indent,
            moved,
        })
    }

    /// Where a point of the land lies on the paper; `None` beside it.
    pub(super) fn place(&self, point: Coord<f64>) -> Option<(f64, f64)> {
        let (east, north) = match self.moved {
            Some((islands, shift)) if islands.contains(&point) => shift,
            _ => (0.0, 0.0),
        };
        let x = (point.x + east - self.north_west.x) * self.scale + self.indent;
        let y = (self.north_west.y - point.y - north) * self.scale + MARGIN;
        ((0.0..=self.width).contains(&x) && (0.0..=self.height).contains(&y)).then_some((x, y))
    }

    /// The borders of all areas.
    pub(super) fn borders(&self) -> String {
        self.shapes.iter().map(|shape| shape.path.as_str()).collect()
    }
}

impl Shape {
    fn new(area: AreaIndex, outline: &MultiPolygon<f64>, place: &impl Fn(Coord<f64>) -> (f64, f64)) -> Shape {
        use geo::MapCoords;
        let on_paper = outline.map_coords(|point| {
            let (x, y) = place(point);
            Coord { x, y }
        });
        let (inside, room) = deepest_point(&on_paper);
        Shape { area, path: path(outline, place), outline: on_paper, label: (inside.x, inside.y), room }
    }
}

fn points(outlines: &[MultiPolygon<f64>]) -> usize {
    let polygons = outlines.iter().flat_map(|outline| &outline.0);
    polygons
        .flat_map(|polygon| std::iter::once(polygon.exterior()).chain(polygon.interiors()))
        .map(|ring| ring.0.len())
        .sum()
}

fn extent<'a>(outlines: impl Iterator<Item = &'a MultiPolygon<f64>>) -> Option<Rect<f64>> {
    outlines.filter_map(BoundingRect::bounding_rect).reduce(joined)
}

fn joined(one: Rect<f64>, two: Rect<f64>) -> Rect<f64> {
    Rect::new(
        Coord { x: one.min().x.min(two.min().x), y: one.min().y.min(two.min().y) },
        Coord { x: one.max().x.max(two.max().x), y: one.max().y.max(two.max().y) },
    )
}

/// Land that lies so far off that it would make everything else small.
struct Islands {
    mainland: Rect<f64>,
    frame: Rect<f64>,
}

impl Islands {
    fn has(&self, polygon: &Polygon<f64>) -> bool {
        polygon.bounding_rect().is_some_and(|frame| self.frame.contains(&frame) || self.frame == frame)
    }
}

/// Polygons are grouped by their distance; the largest group is the mainland. Others go into a box where that enlarges
/// the map by a quarter at least and they are a small part of the land.
fn far_islands(all: &[MultiPolygon<f64>], land: Rect<f64>) -> Option<Islands> {
    let gap = land.width().hypot(land.height()) * 0.08;
    let mut groups: Vec<(Rect<f64>, f64)> = Vec::new();
    for polygon in all.iter().flat_map(|outline| &outline.0) {
        let (mut frame, mut size) = (polygon.bounding_rect()?, polygon.unsigned_area());
        while let Some(near) = groups.iter().position(|(other, _)| distance(&frame, other) < gap) {
            let (other, area) = groups.swap_remove(near);
            (frame, size) = (joined(frame, other), size + area);
        }
        groups.push((frame, size));
    }
    let main = groups.iter().enumerate().max_by(|one, two| one.1.1.total_cmp(&two.1.1)).map(|(at, _)| at)?;
    let (mainland, size) = groups.swap_remove(main);
    let frame = groups.iter().map(|(frame, _)| *frame).reduce(joined)?;
    let rest: f64 = groups.iter().map(|(_, area)| area).sum();
    let gain = (land.width() / mainland.width()).max(land.height() / mainland.height());
    let small = frame.width() < mainland.width() * 0.4 && frame.height() < mainland.height() * 0.4;
    (gain > 1.25 && rest < size * 0.1 && small).then_some(Islands { mainland, frame })
}

fn distance(one: &Rect<f64>, two: &Rect<f64>) -> f64 {
    let x = (one.min().x - two.max().x).max(two.min().x - one.max().x).max(0.0);
    let y = (one.min().y - two.max().y).max(two.min().y - one.max().y).max(0.0);
    x.hypot(y)
}

/// The corner of the paper where a box hides the least land.
fn free_corner(
    all: &[MultiPolygon<f64>],
    islands: &Islands,
    place: &impl Fn(Coord<f64>) -> (f64, f64),
    (width, height): (f64, f64),
    (box_width, box_height): (f64, f64),
) -> (f64, f64) {
    let (right, bottom) = (width - box_width - 0.3, height - box_height - 0.3);
    let corners = [(0.3, 0.3), (0.3, bottom), (right, 0.3), (right, bottom)];
    let hidden = |(x, y): &(f64, f64)| {
        let inside = |point: &Coord<f64>| {
            let (left, top) = place(*point);
            (*x..x + box_width).contains(&left) && (*y..y + box_height).contains(&top)
        };
        let mainland = all.iter().flat_map(|outline| &outline.0).filter(|polygon| !islands.has(polygon));
        mainland.flat_map(|polygon| polygon.exterior().coords()).filter(|point| inside(point)).count()
    };
    corners.into_iter().min_by_key(hidden).unwrap_or(corners[0])
}

/// The point of a grid that lies farthest from all borders, and its distance.
fn deepest_point(outline: &MultiPolygon<f64>) -> (Coord<f64>, f64) {
    const STEPS: u32 = 16;
    let largest = outline.0.iter().max_by(|one, two| one.unsigned_area().total_cmp(&two.unsigned_area()));
    let Some((polygon, frame)) = largest.and_then(|polygon| Some((polygon, polygon.bounding_rect()?))) else {
        return (Coord { x: 0.0, y: 0.0 }, 0.0);
    };
    let rings: Vec<&LineString<f64>> = std::iter::once(polygon.exterior()).chain(polygon.interiors()).collect();
    let mut best = (frame.center(), 0.0);
    for column in 1..STEPS {
        for row in 1..STEPS {
            let point = Point::new(
                frame.min().x + frame.width() * f64::from(column) / f64::from(STEPS),
                frame.min().y + frame.height() * f64::from(row) / f64::from(STEPS),
            );
            if polygon.contains(&point) {
                let distance = rings.iter().map(|ring| Euclidean.distance(&point, *ring)).fold(f64::MAX, f64::min);
                if distance > best.1 {
                    best = (point.into(), distance);
                }
            }
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use geo::unary_union;

    use super::*;
    use crate::map::read_boundaries;
    use crate::plan::BoundaryPlan;
    use crate::problem::Place;

    /// Open geodata beside the project; the test says so where it is not there.
    fn real(file: &str, key: &str) -> Option<Vec<MultiPolygon<f64>>> {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/geo").join(file);
        let (place, key) = (Place::file(file), key.to_owned());
        let plan = BoundaryPlan { path, place, key, credit: String::new() };
        plan.path
            .exists()
            .then(|| read_boundaries(&plan).unwrap_or_else(|problems| panic!("{problems}")))
            .map(|outlines| outlines.into_values().collect())
    }

    fn holes(outlines: &MultiPolygon<f64>) -> f64 {
        let rings = outlines.0.iter().flat_map(Polygon::interiors);
        rings.map(|ring| Polygon::new(ring.clone(), Vec::new()).unsigned_area()).sum()
    }

    #[test]
    fn real_borders_are_simplified_without_gaps_and_overlaps() {
        for (file, key, metres) in [
            ("schleswig-holstein-gemeinden-vg250ew.geojson", "ags", 250_000.0),
            ("deutschland-kreise-vg5000.geojson", "ARS", 900_000.0),
            ("segeberg-gemeinden.geojson", "AGS", 60_000.0),
        ] {
            let Some(outlines) = real(file, key) else { continue };
            let scale = 170.0 / metres;
            // Coarser than any map of it, so that a gap would show.
            let found = topology::simplified(&outlines.iter().collect::<Vec<_>>(), 10.0 * FINEST / (scale * scale));
            assert!(points(&found) * 2 < points(&outlines), "{file}: {} of {}", points(&found), points(&outlines));
            let sum = |outlines: &[MultiPolygon<f64>]| outlines.iter().map(MultiPolygon::unsigned_area).sum::<f64>();
            let (before, after) = (unary_union(&outlines), unary_union(&found));
            // What lies twice or not at all, in thousandths of the land, is no more than before.
            let twice = |sum: f64, union: &MultiPolygon<f64>| (sum - union.unsigned_area()) / sum;
            let more = twice(sum(&found), &after) - twice(sum(&outlines), &before);
            assert!(more < 2e-4, "{file}: overlaps grow by {more}");
            let gaps = (holes(&after) - holes(&before)) / sum(&outlines);
            assert!(gaps < 2e-4, "{file}: gaps grow by {gaps}");
        }
    }

    #[test]
    fn far_islands_leave_the_map_and_near_ones_stay() {
        let square = |x: f64, y: f64, size: f64| {
            let corner = |right: f64, up: f64| Coord { x: x + right * size, y: y + up * size };
            let ring = vec![corner(0.0, 0.0), corner(1.0, 0.0), corner(1.0, 1.0), corner(0.0, 1.0)];
            MultiPolygon(vec![Polygon::new(LineString(ring), Vec::new())])
        };
        let found = |islands: &[MultiPolygon<f64>]| {
            let all: Vec<MultiPolygon<f64>> =
                [square(0.0, 0.0, 40_000.0)].into_iter().chain(islands.to_vec()).collect();
            far_islands(&all, extent(all.iter()).unwrap_or(Rect::new((0.0, 0.0), (1.0, 1.0))))
        };
        let far = found(&[square(-60_000.0, 30_000.0, 2_000.0), square(-57_000.0, 30_000.0, 1_000.0)]);
        assert!(far.is_some_and(|far| far.mainland.width() == 40_000.0 && far.frame.width() == 4_000.0));
        assert!(found(&[square(42_000.0, 0.0, 2_000.0)]).is_none(), "an island off the coast");
        assert!(found(&[square(90_000.0, 0.0, 30_000.0)]).is_none(), "half of the county");
    }
}
