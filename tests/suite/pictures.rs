//! Charts and maps: every kind in the gallery, at its edges, with random data, and with real boundaries.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use drucksache::problem::Notes;

use crate::labels;
use crate::readers::real_data;
use crate::workspace::{build, sample};

/// All drawings of the sample workspace with their paths.
fn drawings() -> Vec<(String, String)> {
    let mut found = Vec::new();
    for id in sample().deliveries.keys() {
        for entry in fs::read_dir(sample().output.path().join(id).join("typst/drawings")).unwrap() {
            let path = entry.unwrap().path();
            let name = format!("{id}/{}", path.file_name().unwrap().to_string_lossy());
            found.push((name, fs::read_to_string(path).unwrap()));
        }
    }
    found.sort();
    found
}

#[test]
fn no_label_touches_another_or_leaves_its_drawing() {
    let drawings = drawings();
    assert!(drawings.len() > 150, "{}", drawings.len());
    let faults: Vec<String> = (drawings.iter())
        .flat_map(|(name, svg)| labels::faults(svg).into_iter().map(move |fault| format!("{name}: {fault}")))
        .collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// A workspace of all areas of a boundary file with a made-up share, and maps of them.
fn country(boundaries: &Path, key: &str, name: &str, maps: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let text = fs::read_to_string(boundaries).unwrap();
    let features: serde_json::Value = serde_json::from_str(&text).unwrap();
    let mut areas = String::from("key;name;level;parent\n00;Land;land;\n");
    let mut figures = String::from("key;jahr;wert\n");
    let mut seen = std::collections::BTreeSet::new();
    for (at, feature) in features["features"].as_array().unwrap().iter().enumerate() {
        let text = |name: &str| feature["properties"][name].as_str().unwrap_or_default().replace(';', ",");
        if seen.insert(text(key)) {
            writeln!(areas, "{};{};gebiet;00", text(key), text(name)).unwrap();
            writeln!(figures, "{};2024;{}", text(key), at * 7 % 211).unwrap();
        }
    }
    let settings = format!(
        "[publisher]\nname = \"Land\"\nhead = \"A\"\nunit = \"B\"\n\n[[level]]\nid = \"gebiet\"\nname = \"Gebiet\"\n\
         plural = \"Gebiete\"\n\n[[level]]\nid = \"land\"\nname = \"Land\"\nplural = \"Länder\"\n\n[[area_table]]\n\
         file = \"areas.csv\"\n\n[boundaries]\nfile = {boundaries:?}\nkey = \"{key}\"\ncredit = \"X\"\n"
    );
    let sources = "[[source]]\nid = \"werte\"\nfile = \"werte.csv\"\ntitle = \"Werte\"\nprovider = \"Y\"\n\
                   columns = { area = \"key\", period = \"jahr\", value = \"wert\" }\nprotection = { method = \"public\", reason = \"Z\" }\n";
    let set = "title = \"Werte\"\n[[base]]\nid = \"wert\"\nname = \"Wert\"\nsource = \"werte\"\nadditive = false\n\
               [[indicator]]\nid = \"wert\"\nname = \"Wert\"\ndefinition = \"Wert\"\nkind = \"count\"\ndecimals = 0\n\
               numerator = [\"wert\"]\nunit = \"Punkte\"\nreading = \"{area} {value}\"\n";
    let report = format!(
        "template = \"fachbericht\"\ntitle = \"Karten\"\ndate = 2025-01-31\nas_of = 2024-12-31\n[areas]\nlevel = \"gebiet\"\n\
         compare = \"00\"\n[period]\nfrom = 2024\nto = 2024\n[[chapter]]\ntitle = \"Karten\"\n{maps}"
    );
    fs::create_dir_all(folder.path().join("data")).unwrap();
    fs::create_dir_all(folder.path().join("reports")).unwrap();
    fs::create_dir_all(folder.path().join("indicator-sets")).unwrap();
    for (name, text) in [
        ("drucksache.toml", settings.as_str()),
        ("data/areas.csv", &areas),
        ("data/werte.csv", &figures),
        ("data/sources.toml", sources),
        ("indicator-sets/werte.toml", set),
        ("reports/karten.toml", &report),
    ] {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

#[test]
fn whole_countries_are_drawn_within_150_kilobytes_per_map() {
    let Some(data) = real_data() else { return };
    let maps = "[[chapter.picture]]\nkind = \"map\"\nindicators = [\"wert\"]\n[[chapter.picture]]\nkind = \"map\"\n\
                indicators = [\"wert\"]\nsize = \"half\"\n";
    for (file, key, name) in [
        ("schleswig-holstein-gemeinden-vg250ew.geojson", "ags", "name"),
        ("deutschland-kreise-vg5000.geojson", "ARS", "GEN"),
    ] {
        let workspace = country(&data.join("geo").join(file), key, name, maps);
        let output = tempfile::tempdir().unwrap();
        let mut notes = Notes::new();
        let outcome =
            build(workspace.path(), output.path(), &mut notes).unwrap_or_else(|problems| panic!("{problems}"));
        assert!(outcome.problems.is_empty(), "{}", outcome.problems);
        for number in [1, 2] {
            let path = output.path().join(format!("karten/typst/drawings/picture-{number}.svg"));
            let svg = fs::read_to_string(path).unwrap();
            assert!(svg.len() < 150_000, "{file} {number}: {} bytes", svg.len());
            assert_eq!(labels::faults(&svg), Vec::<String>::new(), "{file} {number}");
        }
    }
}
