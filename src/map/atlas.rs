//! The outlines of all areas that are drawn: base boundaries read once, projected to UTM 32, and merged
//! into the areas they make up.

use std::collections::BTreeMap;

use geo::{MapCoords, MultiPolygon, Polygon, unary_union};
use geojson::GeoJson;
use proj4rs::adaptors::transform_vertex_2d;
use proj4rs::proj::Proj;
use rayon::prelude::*;

use crate::area::{AreaIndex, Areas};
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
        let base = boundaries(plan)?;
        for index in areas.of_level(0).into_iter().filter(|index| !base.contains_key(&areas.get(*index).key)) {
            let fault = Fault::AreaWithoutBoundary { area: areas.get(index).name.clone() };
            notes.push(Problem::at(plan.place.clone(), fault));
        }
        let outline = |index: &AreaIndex| {
            let members = areas.get(*index).members.iter().filter_map(|member| base.get(&areas.get(*member).key));
            let members: Vec<&MultiPolygon<f64>> = members.collect();
            let merged = match members.as_slice() {
                [only] => (*only).clone(),
                several => unary_union(several.iter().copied()),
            };
            (*index, merged)
        };
        let outlines = wanted.par_iter().map(outline).filter(|(_, outline)| !outline.0.is_empty()).collect();
        let deserted = areas
            .areas
            .iter()
            .filter(|area| area.level == 0 && area.uninhabited)
            .filter_map(|area| base.get(&area.key).cloned())
            .collect();
        Ok(Atlas { outlines, deserted })
    }

    /// The outline of an area.
    pub fn outline(&self, area: AreaIndex) -> Option<&MultiPolygon<f64>> {
        self.outlines.get(&area)
    }

    /// Where nobody lives.
    pub fn deserted(&self) -> &[MultiPolygon<f64>] {
        &self.deserted
    }
}

/// Degrees of longitude and latitude that a German county can have; swapped or metric ones fall out.
fn is_in_europe(longitude: f64, latitude: f64) -> bool {
    (-10.0..30.0).contains(&longitude) && (35.0..72.0).contains(&latitude)
}

/// Boundaries by key; the parts of one key are put together.
fn boundaries(plan: &BoundaryPlan) -> Result<BTreeMap<String, MultiPolygon<f64>>, Problems> {
    let unreadable = |reason: String| Problem::at(plan.place.clone(), Fault::Boundaries { reason });
    let text = std::fs::read_to_string(&plan.path).map_err(|error| {
        let path = plan.path.file_name().unwrap_or_default().into();
        Problem::at(plan.place.clone(), Fault::UnreadableFile { path, reason: error.kind().to_string() })
    })?;
    let GeoJson::FeatureCollection(collection) =
        text.parse::<GeoJson>().map_err(|error| unreadable(error.to_string()))?
    else {
        return Err(unreadable("FeatureCollection?".to_owned()).into());
    };
    let projection = |text: &str| Proj::from_proj_string(text).map_err(|error| unreadable(error.to_string()));
    let from = projection("+proj=longlat +ellps=GRS80 +no_defs")?;
    let to = projection("+proj=utm +zone=32 +ellps=GRS80 +units=m +no_defs")?;
    let mut found: BTreeMap<String, Vec<Polygon<f64>>> = BTreeMap::new();
    for feature in collection.features {
        let key = match feature.property(&plan.key) {
            Some(geojson::JsonValue::String(key)) => key.clone(),
            Some(geojson::JsonValue::Number(key)) => key.to_string(),
            _ => return Err(unreadable(format!("feature: `{}`?", plan.key)).into()),
        };
        let Some(geometry) = feature.geometry else { continue };
        let shape = geo::Geometry::<f64>::try_from(geometry).map_err(|error| unreadable(error.to_string()))?;
        let polygons = match shape {
            geo::Geometry::Polygon(polygon) => vec![polygon],
            geo::Geometry::MultiPolygon(polygons) => polygons.0,
            _ => return Err(unreadable(format!("`{key}`: Polygon?")).into()),
        };
        for polygon in polygons {
            if let Some(point) = polygon.exterior().points().find(|point| !is_in_europe(point.x(), point.y())) {
                return Err(unreadable(format!("`{key}`: {}, {}", point.x(), point.y())).into());
            }
            let projected = polygon
                .try_map_coords(|point| {
                    transform_vertex_2d(&from, &to, (point.x.to_radians(), point.y.to_radians()))
                        .map(|(x, y)| geo::Coord { x, y })
                })
                .map_err(|error| unreadable(error.to_string()))?;
            found.entry(key.clone()).or_default().push(projected);
        }
    }
    Ok(found.into_iter().map(|(key, polygons)| (key, MultiPolygon(polygons))).collect())
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

    #[test]
    fn the_sample_county_shares_its_borders_without_gaps() {
        let plan = BoundaryPlan {
            path: concat!(env!("CARGO_MANIFEST_DIR"), "/data/boundaries.geojson").into(),
            place: crate::problem::Place::file("boundaries.geojson"),
            key: "key".to_owned(),
            credit: String::new(),
        };
        let base = boundaries(&plan).unwrap_or_else(|problems| panic!("{problems}"));
        let county: MultiPolygon<f64> = unary_union(base.values());
        assert_eq!((base.len(), county.0.len()), (96, 1));
        assert!(county.0[0].interiors().is_empty(), "a gap between two neighbours");
        let parts: f64 = base.values().map(MultiPolygon::unsigned_area).sum();
        assert!((parts / county.unsigned_area() - 1.0).abs() < 1e-6, "an overlap of two neighbours");
    }
}
