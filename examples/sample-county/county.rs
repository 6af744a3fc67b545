//! The fictional Kreis Holmau, which lies in the sea: its land and its figures as files. Every figure is
//! invented, and always the same.

mod figures;
mod gallery;
mod land;
mod noise;

use std::collections::BTreeMap;

/// All files by name, relative to the data folder.
pub fn files() -> BTreeMap<&'static str, String> {
    let land = land::Land::new();
    let mut files = figures::tables(&land);
    files.extend(gallery::tables(&land, &files));
    files.insert("areas.csv", land.area_table());
    files.insert("planungsraeume.csv", land.partition(&["Nord", "Mitte", "Süd"], land::by_latitude));
    files.insert("verantwortungsraeume.csv", land.partition(&["West", "Ost"], land::by_longitude));
    files.insert("boundaries.geojson", land.boundaries());
    files
}
