//! Writes the data of the sample workspace: the fictional Kreis Holmau, which lies in the sea. Every
//! figure is invented; the same program always writes the same files.
//!
//! `cargo run --example sample-county` in the repository writes `data/`.

mod figures;
mod land;
mod noise;

use std::collections::BTreeMap;
use std::path::Path;

/// All files by name, relative to the data folder.
pub fn files() -> BTreeMap<&'static str, String> {
    let land = land::Land::new();
    let mut files = figures::tables(&land);
    files.insert("areas.csv", land.area_table());
    files.insert("planungsraeume.csv", land.partition(&["Nord", "Mitte", "Süd"], land::by_latitude));
    files.insert("verantwortungsraeume.csv", land.partition(&["West", "Ost"], land::by_longitude));
    files.insert("boundaries.geojson", land.boundaries());
    files
}

#[allow(dead_code, reason = "the test suite includes this file for `files` alone")]
fn main() -> std::io::Result<()> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    std::fs::create_dir_all(&folder)?;
    for (name, text) in files() {
        std::fs::write(folder.join(name), text)?;
    }
    Ok(())
}
