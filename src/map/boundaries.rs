//! Boundary files as they are delivered: GeoJSON, GeoPackage or Shapefile, in WGS 84 or in UTM 32. Comes in: the
//! file and the name of its key column. Goes out: polygons in metres (EPSG:25832) by key; the parts of one key
//! are put together. The format is told from the content, the coordinates from their size. Of a file of the
//! Bundesamt für Kartographie only land is taken (`GF` = 4), not the water off the coast.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use geo::{Coord, Geometry, MapCoords, MultiPolygon, Polygon};
use geojson::GeoJson;
use geozero::ToGeo;
use geozero::wkb::GpkgWkb;
use proj4rs::adaptors::transform_vertex_2d;
use proj4rs::proj::Proj;
use rusqlite::{Connection, OpenFlags};

use crate::area::Position;
use crate::plan::BoundaryPlan;
use crate::problem::{Fault, Problem, Problems};

/// The column by which official boundaries tell land from water.
const LAND: (&str, &str) = ("GF", "4");

/// A polygon of the file with its key.
type Feature = (String, Geometry<f64>);

/// Boundaries by key, in metres.
pub fn read(plan: &BoundaryPlan) -> Result<BTreeMap<String, MultiPolygon<f64>>, Problems> {
    let mut head = Vec::new();
    let opened = File::open(&plan.path).and_then(|file| file.take(6).read_to_end(&mut head));
    opened.map_err(|error| {
        let path = plan.path.file_name().unwrap_or_default().into();
        Problem::at(plan.place.clone(), Fault::UnreadableFile { path, reason: error.kind().to_string() })
    })?;
    let features = match head.as_slice() {
        [b'S', b'Q', b'L', b'i', b't', b'e', ..] => geopackage(plan),
        [0, 0, 0x27, 0x0a, ..] => shapefile(plan),
        _ => geojson(plan),
    };
    let unreadable = |reason: String| Problem::at(plan.place.clone(), Fault::Boundaries { reason });
    let projection = Projection::new().map_err(unreadable)?;
    let mut found: BTreeMap<String, Vec<Polygon<f64>>> = BTreeMap::new();
    for (key, geometry) in features.map_err(unreadable)? {
        let polygons = match geometry {
            Geometry::Polygon(polygon) => vec![polygon],
            Geometry::MultiPolygon(polygons) => polygons.0,
            _ => return Err(unreadable(format!("`{key}`: Polygon?")).into()),
        };
        for polygon in polygons {
            let projected = projection.project(&polygon).map_err(|reason| unreadable(format!("`{key}`: {reason}")))?;
            found.entry(key.clone()).or_default().push(projected);
        }
    }
    if found.is_empty() {
        return Err(unreadable(format!("`{}`?", plan.key)).into());
    }
    Ok(found.into_iter().map(|(key, polygons)| (key, MultiPolygon(polygons))).collect())
}

fn geojson(plan: &BoundaryPlan) -> Result<Vec<Feature>, String> {
    let bytes = std::fs::read(&plan.path).map_err(|error| error.to_string())?;
    let text = std::str::from_utf8(&bytes).map_err(|error| error.to_string())?;
    let GeoJson::FeatureCollection(collection) = text.parse::<GeoJson>().map_err(|error| error.to_string())? else {
        return Err("FeatureCollection?".to_owned());
    };
    let text = |feature: &geojson::Feature, name: &str| match feature.property(name) {
        Some(geojson::JsonValue::String(text)) => Some(text.clone()),
        Some(geojson::JsonValue::Number(number)) => Some(number.to_string()),
        _ => None,
    };
    let mut features = Vec::new();
    for feature in collection.features {
        let key = text(&feature, &plan.key).ok_or_else(|| format!("feature: `{}`?", plan.key))?;
        if text(&feature, LAND.0).is_some_and(|kind| kind != LAND.1) {
            continue;
        }
        let Some(geometry) = feature.geometry else { continue };
        features.push((key, Geometry::<f64>::try_from(geometry).map_err(|error| error.to_string())?));
    }
    Ok(features)
}

/// The layer that has the key column; where several have it, the one with most features.
fn geopackage(plan: &BoundaryPlan) -> Result<Vec<Feature>, String> {
    let text = |error: rusqlite::Error| error.to_string();
    let database = Connection::open_with_flags(&plan.path, OpenFlags::SQLITE_OPEN_READ_ONLY).map_err(text)?;
    let quoted = |name: &str| format!("\"{}\"", name.replace('"', "\"\""));
    let mut layers = database.prepare("SELECT table_name, column_name FROM gpkg_geometry_columns").map_err(text)?;
    let layers: Vec<(String, String)> = layers
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
        .map_err(text)?
        .collect::<Result<_, _>>()
        .map_err(text)?;
    let mut chosen: Option<(i64, &String, &String, bool)> = None;
    for (table, geometry) in &layers {
        let has = |column: &str| {
            let mut columns = database.prepare(&format!("PRAGMA table_info({})", quoted(table)))?;
            let names = columns.query_map([], |row| row.get::<_, String>(1))?.collect::<Result<Vec<_>, _>>()?;
            Ok::<bool, rusqlite::Error>(names.iter().any(|name| name == column))
        };
        if has(&plan.key).map_err(text)? {
            let count = format!("SELECT count(*) FROM {}", quoted(table));
            let count: i64 = database.query_row(&count, [], |row| row.get(0)).map_err(text)?;
            if chosen.is_none_or(|(most, ..)| count > most) {
                chosen = Some((count, table, geometry, has(LAND.0).map_err(text)?));
            }
        }
    }
    let Some((_, table, geometry, has_land)) = chosen else { return Err(format!("`{}`?", plan.key)) };
    let land = if has_land { format!(" WHERE CAST({} AS TEXT) = '{}'", quoted(LAND.0), LAND.1) } else { String::new() };
    let query =
        format!("SELECT CAST({} AS TEXT), {} FROM {}{land}", quoted(&plan.key), quoted(geometry), quoted(table));
    let mut rows = database.prepare(&query).map_err(text)?;
    let rows: Vec<(String, Vec<u8>)> = rows
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
        .map_err(text)?
        .collect::<Result<_, _>>()
        .map_err(text)?;
    rows.into_iter().map(|(key, blob)| Ok((key, GpkgWkb(blob).to_geo().map_err(|error| error.to_string())?))).collect()
}

/// The shapes with their rows in the table beside them, `.dbf`.
fn shapefile(plan: &BoundaryPlan) -> Result<Vec<Feature>, String> {
    let mut reader = shapefile::Reader::from_path(Path::new(&plan.path)).map_err(|error| error.to_string())?;
    let mut features = Vec::new();
    for row in reader.iter_shapes_and_records() {
        let (shape, record) = row.map_err(|error| error.to_string())?;
        let text = |name: &str| match record.get(name) {
            Some(shapefile::dbase::FieldValue::Character(Some(text))) => Some(text.trim().to_owned()),
            Some(shapefile::dbase::FieldValue::Numeric(Some(number))) => Some(number.to_string()),
            Some(shapefile::dbase::FieldValue::Integer(number)) => Some(number.to_string()),
            _ => None,
        };
        let key = text(&plan.key).ok_or_else(|| format!("feature: `{}`?", plan.key))?;
        if text(LAND.0).is_none_or(|kind| kind == LAND.1) {
            features.push((key, Geometry::<f64>::try_from(shape).map_err(|error| error.to_string())?));
        }
    }
    Ok(features)
}

/// The way from official coordinates to metres in zone 32.
pub(super) struct Projection {
    degrees: Proj,
    metres: Proj,
}

impl Projection {
    pub(super) fn new() -> Result<Projection, String> {
        let of = |text: &str| Proj::from_proj_string(text).map_err(|error| error.to_string());
        Ok(Projection {
            degrees: of("+proj=longlat +ellps=GRS80 +no_defs")?,
            metres: of("+proj=utm +zone=32 +ellps=GRS80 +units=m +no_defs")?,
        })
    }

    /// Coordinates of other systems are refused with the first of them.
    fn project(&self, polygon: &Polygon<f64>) -> Result<Polygon<f64>, String> {
        polygon.try_map_coords(|point| {
            let position = Position::told(point.x, point.y).ok_or_else(|| format!("{}, {}", point.x, point.y))?;
            self.point(position)
        })
    }

    /// A place in metres.
    pub(super) fn point(&self, position: Position) -> Result<Coord<f64>, String> {
        match position {
            Position::Metres { east, north } => Ok(Coord { x: east, y: north }),
            Position::Degrees { longitude, latitude } => {
                let radians = (longitude.to_radians(), latitude.to_radians());
                let projected = transform_vertex_2d(&self.degrees, &self.metres, radians);
                projected.map(|(x, y)| Coord { x, y }).map_err(|error| error.to_string())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use geo::{Area, BooleanOps, unary_union};
    use geozero::{CoordDimensions, ToWkb};

    use super::*;
    use crate::problem::Place;

    fn plan(path: &Path, key: &str) -> BoundaryPlan {
        let (place, key) = (Place::file("boundaries"), key.to_owned());
        BoundaryPlan { path: path.to_owned(), place, key, credit: String::new() }
    }

    fn sample() -> BTreeMap<String, MultiPolygon<f64>> {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/data/boundaries.geojson");
        read(&plan(Path::new(path), "key")).unwrap_or_else(|problems| panic!("{problems}"))
    }

    #[test]
    fn the_sample_county_shares_its_borders_without_gaps() {
        let base = sample();
        let county: MultiPolygon<f64> = unary_union(base.values());
        assert_eq!((base.len(), county.0.len()), (96, 1));
        assert!(county.0[0].interiors().is_empty(), "a gap between two neighbours");
        let parts: f64 = base.values().map(MultiPolygon::unsigned_area).sum();
        assert!((parts / county.unsigned_area() - 1.0).abs() < 1e-6, "an overlap of two neighbours");
    }

    #[test]
    fn a_geopackage_in_metres_gives_the_same_outlines() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("grenzen.gpkg");
        let database = Connection::open(&path).unwrap();
        database
            .execute_batch(
                "CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT);
                 INSERT INTO gpkg_geometry_columns VALUES ('sta', 'geom'), ('gem', 'geom');
                 CREATE TABLE sta (ARS TEXT, geom BLOB); CREATE TABLE gem (AGS TEXT, GF INTEGER, geom BLOB);",
            )
            .unwrap();
        for (key, outline) in sample() {
            let geometry = Geometry::MultiPolygon(outline);
            let blob = geometry.to_gpkg_wkb(CoordDimensions::xy(), Some(25832), Vec::new()).unwrap();
            let row = "INSERT INTO gem VALUES (?1, ?2, ?3)";
            database.execute(row, rusqlite::params![key, 4, blob]).unwrap();
            database.execute(row, rusqlite::params![key, 2, blob]).unwrap();
        }
        drop(database);
        let found = read(&plan(&path, "AGS")).unwrap_or_else(|problems| panic!("{problems}"));
        for (key, outline) in sample() {
            assert!(outline.difference(&found[&key]).unsigned_area() < 1e-6, "{key}");
            assert!((outline.unsigned_area() - found[&key].unsigned_area()).abs() < 1e-6, "water is no land: {key}");
        }
        let wrong = read(&plan(&path, "GEN")).unwrap_err().to_string();
        assert!(wrong.contains("`GEN`?"), "{wrong}");
    }

    #[test]
    fn a_shapefile_with_the_zone_in_front_gives_the_same_outlines() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("grenzen.shp");
        let table = shapefile::dbase::TableWriterBuilder::new().add_character_field("AGS".try_into().unwrap(), 12);
        let mut writer = shapefile::Writer::from_path(&path, table).unwrap();
        for (key, outline) in sample() {
            let moved = outline.map_coords(|point| geo::Coord { x: point.x + 32_000_000.0, y: point.y });
            let mut record = shapefile::dbase::Record::default();
            record.insert("AGS".to_owned(), shapefile::dbase::FieldValue::Character(Some(key)));
            writer.write_shape_and_record(&shapefile::Polygon::from(moved), &record).unwrap();
        }
        drop(writer);
        let found = read(&plan(&path, "AGS")).unwrap_or_else(|problems| panic!("{problems}"));
        for (key, outline) in sample() {
            assert!((outline.unsigned_area() / found[&key].unsigned_area() - 1.0).abs() < 1e-6, "{key}");
        }
    }

    #[test]
    fn other_systems_of_coordinates_are_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("gk.geojson");
        let polygon = "[[[3565000,5970000],[3566000,5970000],[3566000,5971000],[3565000,5970000]]]";
        let feature = format!(
            "{{\"type\":\"Feature\",\"properties\":{{\"key\":\"a\"}},\"geometry\":{{\"type\":\"Polygon\",\"coordinates\":{polygon}}}}}"
        );
        std::fs::write(&path, format!("{{\"type\":\"FeatureCollection\",\"features\":[{feature}]}}")).unwrap();
        let wrong = read(&plan(&path, "key")).unwrap_err().to_string();
        assert!(wrong.contains("`a`: 3565000, 5970000"), "{wrong}");
    }
}
