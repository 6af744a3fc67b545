//! The outlines of all areas that are drawn: base boundaries read once, projected to UTM 32, and merged
//! into the areas they make up.

use std::collections::{BTreeMap, HashMap};

use geo::{Coord, CoordsIter, Distance, Euclidean, MapCoords, MultiPolygon, Point, unary_union};
use rayon::prelude::*;

use super::boundaries;
use crate::area::{AreaIndex, Areas, Keys, Position};
use crate::plan::BoundaryPlan;
use crate::problem::{Fault, Notes, Problem, Problems};

/// Outlines in metres, EPSG:25832.
pub struct Atlas {
    outlines: BTreeMap<AreaIndex, MultiPolygon<f64>>,
    /// Base areas where nobody lives.
    deserted: Vec<MultiPolygon<f64>>,
}

impl Atlas {
    /// Reads the boundary file and merges the outlines of the areas that are asked for.
    pub fn read(
        plan: &BoundaryPlan,
        areas: &Areas,
        wanted: &[AreaIndex],
        notes: &mut Notes,
    ) -> Result<Atlas, Problems> {
        let base = by_area(boundaries::read(plan)?, areas);
        for index in areas.of_level(0).into_iter().filter(|index| !base.contains_key(index)) {
            let fault = Fault::AreaWithoutBoundary { area: areas.get(index).name.clone() };
            notes.push(Problem::at(plan.place.clone(), fault));
        }
        let corners = Corners::new(base.values());
        let outline = |index: &AreaIndex| {
            let members = areas.get(*index).members.iter().filter_map(|member| base.get(member));
            let members: Vec<&MultiPolygon<f64>> = members.collect();
            let merged = match members.as_slice() {
                [only] => (*only).clone(),
                several => corners.restored(unary_union(several.iter().copied())),
            };
            (*index, merged)
        };
        let outlines = wanted.par_iter().map(outline).filter(|(_, outline)| !outline.0.is_empty()).collect();
        let deserted = areas
            .areas
            .iter()
            .enumerate()
            .filter(|(_, area)| area.level == 0 && area.uninhabited)
            .filter_map(|(index, _)| base.get(&index).cloned())
            .collect();
        Ok(Atlas { outlines, deserted })
    }

    /// The outline of an area.
    pub fn outline(&self, area: AreaIndex) -> Option<&MultiPolygon<f64>> {
        self.outlines.get(&area)
    }

    /// A place in metres; none where it cannot be projected.
    pub(super) fn point(&self, position: Position) -> Option<Coord<f64>> {
        boundaries::Projection::new().ok()?.point(position).ok()
    }

    /// False where a place lies outside of an area whose outline is known.
    pub fn may_lie_in(&self, position: Position, area: AreaIndex) -> bool {
        let (Some(outline), Some(point)) = (self.outline(area), self.point(position)) else { return true };
        // Points of a survey and of generalised borders differ by some metres.
        Euclidean.distance(&Point::from(point), outline) < 150.0
    }

    /// Where nobody lives.
    pub fn deserted(&self) -> &[MultiPolygon<f64>] {
        &self.deserted
    }
}

/// The points of all base borders. Merging moves points by less than a millimetre; put back, they are the same again for
/// all areas that share them.
struct Corners {
    by_cell: HashMap<(i64, i64), Vec<Coord<f64>>>,
}

impl Corners {
    fn new<'a>(outlines: impl Iterator<Item = &'a MultiPolygon<f64>>) -> Corners {
        let mut by_cell: HashMap<(i64, i64), Vec<Coord<f64>>> = HashMap::new();
        for point in outlines.flat_map(CoordsIter::coords_iter) {
            by_cell.entry(cell(point)).or_default().push(point);
        }
        Corners { by_cell }
    }

    fn restored(&self, outline: MultiPolygon<f64>) -> MultiPolygon<f64> {
        outline.map_coords(|point| {
            let (column, row) = cell(point);
            let near = (-1..=1).flat_map(|x| (-1..=1).map(move |y| (column + x, row + y)));
            let near = near.filter_map(|cell| self.by_cell.get(&cell)).flatten();
            let found = near.map(|other| ((other.x - point.x).hypot(other.y - point.y), *other));
            found
                .filter(|(distance, _)| *distance < 0.05)
                .min_by(|one, two| one.0.total_cmp(&two.0))
                .map_or(point, |found| found.1)
        })
    }
}

/// Squares of a metre.
fn cell(point: Coord<f64>) -> (i64, i64) {
    (point.x.floor() as i64, point.y.floor() as i64)
}

/// Outlines of base areas, by keys in any official form.
fn by_area(outlines: BTreeMap<String, MultiPolygon<f64>>, areas: &Areas) -> BTreeMap<AreaIndex, MultiPolygon<f64>> {
    let keys = Keys::new(areas);
    let mut base: BTreeMap<AreaIndex, MultiPolygon<f64>> = BTreeMap::new();
    for (key, outline) in outlines {
        let Some((found, _)) = keys.find(&key) else { continue };
        // A town without an Amt is found by the key of its Verband.
        let members: Vec<AreaIndex> = areas.get(found).members.iter().copied().collect();
        if let [only] = members.as_slice() {
            base.entry(*only).or_insert(outline);
        }
    }
    base
}

#[cfg(test)]
mod tests {
    use geo::{Area, Contains, Point, polygon};

    use super::*;

    #[test]
    fn an_enclave_is_a_hole_and_shared_borders_vanish() {
        let west = polygon!(
            exterior: [(x: 0.0, y: 0.0), (x: 4.0, y: 0.0), (x: 4.0, y: 4.0), (x: 0.0, y: 4.0)],
            interiors: [[(x: 1.0, y: 1.0), (x: 1.0, y: 2.0), (x: 2.0, y: 2.0), (x: 2.0, y: 1.0)]],
        );
        let east = polygon![(x: 4.0, y: 0.0), (x: 6.0, y: 0.0), (x: 6.0, y: 4.0), (x: 4.0, y: 4.0)];
        let merged: MultiPolygon<f64> = unary_union(&[MultiPolygon(vec![west]), MultiPolygon(vec![east])]);
        assert_eq!(merged.0.len(), 1);
        assert_eq!(merged.0[0].interiors().len(), 1);
        assert!((merged.unsigned_area() - 23.0_f64).abs() < 1e-9);
        assert!(!merged.contains(&Point::new(1.5, 1.5)));
    }
}
