//! Borders with fewer points. Comes in: outlines that share borders. Goes out: the same, simplified; what two areas share
//! is simplified once and stays shared, so that no gap opens between neighbours. Borders are cut where three meet; each
//! piece is simplified by itself with the method of Visvalingam and Whyatt (The Cartographic Journal 30, 1993, 46–51).

use std::collections::HashMap;

use geo::{Area, Coord, LineString, MultiPolygon, Polygon, SimplifyVw};

/// A point in centimetres: equal for all areas that share it.
type Key = (i64, i64);

/// Simplifies all outlines; triangles below `tolerance` (in square metres) fall away.
pub fn simplified(outlines: &[&MultiPolygon<f64>], tolerance: f64) -> Vec<MultiPolygon<f64>> {
    let junctions = junctions(outlines);
    let mut pieces: HashMap<(Key, Key, Key, usize), Vec<Coord<f64>>> = HashMap::new();
    let mut ring = |ring: &LineString<f64>| simplified_ring(ring, &junctions, tolerance, &mut pieces);
    let mut found = Vec::with_capacity(outlines.len());
    for outline in outlines {
        let mut polygons: Vec<Polygon<f64>> = Vec::new();
        for polygon in &outline.0 {
            let exterior = ring(polygon.exterior());
            if exterior.0.len() < 4 {
                continue;
            }
            let interiors = polygon.interiors().iter().map(&mut ring).filter(|ring| ring.0.len() >= 4).collect();
            polygons.push(Polygon::new(exterior, interiors));
        }
        if polygons.is_empty() {
            // No area vanishes, however small it is.
            polygons.extend(
                outline.0.iter().max_by(|one, two| one.unsigned_area().total_cmp(&two.unsigned_area())).cloned(),
            );
        }
        found.push(MultiPolygon(polygons));
    }
    found
}

fn key(point: Coord<f64>) -> Key {
    ((point.x * 100.0).round() as i64, (point.y * 100.0).round() as i64)
}

fn rings<'a>(outlines: &'a [&MultiPolygon<f64>]) -> impl Iterator<Item = &'a LineString<f64>> {
    let polygons = outlines.iter().flat_map(|outline| &outline.0);
    polygons.flat_map(|polygon| std::iter::once(polygon.exterior()).chain(polygon.interiors()))
}

/// Points with more than two different neighbours: there borders meet. True for those.
fn junctions(outlines: &[&MultiPolygon<f64>]) -> HashMap<Key, bool> {
    let mut seen: HashMap<Key, ([Key; 2], u8)> = HashMap::new();
    for ring in rings(outlines) {
        let keys: Vec<Key> = distinct(ring).into_iter().map(key).collect();
        let count = keys.len();
        for (at, point) in keys.iter().enumerate() {
            let entry = seen.entry(*point).or_insert(([(0, 0); 2], 0));
            for neighbour in [keys[(at + count - 1) % count], keys[(at + 1) % count]] {
                let known = usize::from(entry.1.min(2));
                if entry.0[..known].contains(&neighbour) {
                    continue;
                }
                if known < 2 {
                    entry.0[known] = neighbour;
                }
                entry.1 = entry.1.saturating_add(1);
            }
        }
    }
    seen.into_iter().map(|(point, (_, neighbours))| (point, neighbours > 2)).collect()
}

/// The points of a ring, each once: without the closing one and without repetitions.
fn distinct(ring: &LineString<f64>) -> Vec<Coord<f64>> {
    let mut points: Vec<Coord<f64>> = ring.0.clone();
    points.dedup_by_key(|point| key(*point));
    while points.len() > 1 && key(points[0]) == key(points[points.len() - 1]) {
        points.pop();
    }
    points
}

fn simplified_ring(
    ring: &LineString<f64>,
    junctions: &HashMap<Key, bool>,
    tolerance: f64,
    pieces: &mut HashMap<(Key, Key, Key, usize), Vec<Coord<f64>>>,
) -> LineString<f64> {
    let mut points = distinct(ring);
    if points.len() < 3 {
        return LineString(Vec::new());
    }
    let is_junction = |point: &Coord<f64>| junctions.get(&key(*point)).copied().unwrap_or(false);
    // A ring begins where borders meet, or at the same point for both sides.
    let start = points.iter().position(is_junction).unwrap_or_else(|| {
        let least = points.iter().enumerate().min_by_key(|(_, point)| key(**point));
        least.map_or(0, |(at, _)| at)
    });
    points.rotate_left(start);
    points.push(points[0]);
    let mut outline: Vec<Coord<f64>> = Vec::new();
    let mut begun = 0;
    for end in 1..points.len() {
        if end + 1 < points.len() && !is_junction(&points[end]) {
            continue;
        }
        let piece = simplified_piece(&points[begun..=end], tolerance, pieces);
        outline.extend_from_slice(&piece[usize::from(begun > 0)..]);
        begun = end;
    }
    LineString(outline)
}

/// A border between two meeting points, in the one direction that both sides agree on.
fn simplified_piece(
    piece: &[Coord<f64>],
    tolerance: f64,
    pieces: &mut HashMap<(Key, Key, Key, usize), Vec<Coord<f64>>>,
) -> Vec<Coord<f64>> {
    let count = piece.len();
    if count < 3 {
        return piece.to_vec();
    }
    let forth = (key(piece[0]), key(piece[1]), key(piece[count - 1]));
    let back = (key(piece[count - 1]), key(piece[count - 2]), key(piece[0]));
    let reversed = back < forth;
    let name = if reversed { back } else { forth };
    let found = pieces.entry((name.0, name.1, name.2, count)).or_insert_with(|| {
        let mut points = piece.to_vec();
        if reversed {
            points.reverse();
        }
        // A closed piece keeps its farthest point, or it would shrink to nothing.
        if key(points[0]) == key(points[count - 1]) {
            let far = |point: &Coord<f64>| (point.x - points[0].x).hypot(point.y - points[0].y);
            let middle =
                (1..count - 1).max_by(|one, two| far(&points[*one]).total_cmp(&far(&points[*two]))).unwrap_or(1);
            let mut halves = LineString(points[..=middle].to_vec()).simplify_vw(tolerance).0;
            let rest = LineString(points[middle..].to_vec()).simplify_vw(tolerance).0;
            halves.extend_from_slice(&rest[1..]);
            return halves;
        }
        LineString(points).simplify_vw(tolerance).0
    });
    let mut points = found.clone();
    if reversed {
        points.reverse();
    }
    points
}

#[cfg(test)]
mod tests {
    use geo::{BooleanOps, unary_union};

    use super::*;

    /// A wavy border between two squares, and an island inside one of them.
    fn neighbours() -> [MultiPolygon<f64>; 3] {
        let wave = |step: i32| {
            let y = f64::from(step) * 10.0;
            Coord { x: 1000.0 + 40.0 * (y / 70.0).sin() + 9.0 * (y / 11.0).cos(), y }
        };
        let border: Vec<Coord<f64>> = (0..=100).map(wave).collect();
        let lake: Vec<Coord<f64>> = (0..36)
            .map(|turn| {
                let angle = f64::from(turn).to_radians() * 10.0;
                Coord { x: 400.0 + 100.0 * angle.cos(), y: 500.0 + 100.0 * angle.sin() }
            })
            .collect();
        let mut west = vec![Coord { x: 0.0, y: 0.0 }];
        west.extend(&border);
        west.push(Coord { x: 0.0, y: 1000.0 });
        let mut east: Vec<Coord<f64>> = border.clone();
        east.reverse();
        east.extend([Coord { x: 2000.0, y: 0.0 }, Coord { x: 2000.0, y: 1000.0 }]);
        let mut hole = lake.clone();
        hole.reverse();
        [
            MultiPolygon(vec![Polygon::new(LineString(west), vec![LineString(hole)])]),
            MultiPolygon(vec![Polygon::new(LineString(east), Vec::new())]),
            MultiPolygon(vec![Polygon::new(LineString(lake), Vec::new())]),
        ]
    }

    #[test]
    fn neighbours_and_enclaves_stay_without_gaps() {
        let outlines = neighbours();
        let found = simplified(&outlines.iter().collect::<Vec<_>>(), 400.0);
        let points = |outlines: &[MultiPolygon<f64>]| {
            rings(&outlines.iter().collect::<Vec<_>>()).map(|ring| ring.0.len()).sum::<usize>()
        };
        assert!(points(&found) * 2 < points(&outlines), "{} of {}", points(&found), points(&outlines));
        let whole = unary_union(&found);
        assert_eq!(whole.0.len(), 1);
        assert!(whole.0[0].interiors().is_empty(), "a gap between neighbours");
        assert!((whole.unsigned_area() - 2_000_000.0).abs() < 1.0);
        assert!(found[0].intersection(&found[1]).unsigned_area() < 1e-3, "an overlap");
    }
}
