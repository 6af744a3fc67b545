//! Holds the import table: rooms import downwards only, and doors do not know each other.

use std::fs;
use std::path::{Path, PathBuf};

/// Every room with its storey. A room may use the storeys below its own, and itself.
const ROOMS: [(&str, u8); 23] = [
    ("main", 8),
    ("cli", 7),
    ("pipeline", 6),
    ("document", 5),
    ("data", 4),
    ("chart", 4),
    ("map", 4),
    ("text", 4),
    ("typeset", 4),
    ("deliver", 4),
    ("disclosure", 4),
    ("wording", 3),
    ("formula", 3),
    ("plan", 2),
    ("statistics", 2),
    ("definition", 1),
    ("area", 1),
    ("figures", 1),
    ("project", 1),
    ("typeface", 1),
    ("number", 0),
    ("colour", 0),
    ("problem", 0),
];

/// The heavy libraries, each behind the one door that may name it.
const DOORS: [(&str, &str); 25] = [
    ("polars", "data"),
    ("polars_io", "data"),
    ("calamine", "data"),
    ("zip", "data"),
    ("shapefile", "map"),
    ("rusqlite", "map"),
    ("geozero", "map"),
    ("plotters", "chart"),
    ("geo", "map"),
    ("geojson", "map"),
    ("proj4rs", "map"),
    ("minijinja", "text"),
    ("percent_encoding", "text"),
    ("pulldown_cmark", "text"),
    ("typst", "typeset"),
    ("typst_pdf", "typeset"),
    ("typst_layout", "typeset"),
    ("clap", "cli"),
    ("time", "cli"),
    ("microlp", "disclosure"),
    ("ttf_parser", "typeface"),
    ("notosans", "typeface"),
    ("hypher", "typeface"),
    ("palette", "colour"),
    ("colorous", "colour"),
];

fn storey(room: &str) -> u8 {
    let found = ROOMS.iter().find(|(name, _)| *name == room);
    found.map_or_else(|| panic!("no storey for `{room}`"), |(_, storey)| *storey)
}

fn sources() -> Vec<(String, PathBuf)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut folders = vec![root.clone()];
    let mut found = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let inside = path.strip_prefix(&root).unwrap();
                let first = inside.components().next().unwrap().as_os_str().to_str().unwrap();
                found.push((first.trim_end_matches(".rs").to_owned(), path));
            }
        }
    }
    found
}

/// The identifiers that stand right after `prefix` in a text.
fn names_after<'a>(text: &'a str, prefix: &'a str) -> impl Iterator<Item = &'a str> {
    text.split(prefix).skip(1).filter_map(|rest| {
        let name = rest.split(|letter: char| !letter.is_alphanumeric() && letter != '_').next()?;
        (!name.is_empty()).then_some(name)
    })
}

#[test]
fn rooms_import_downwards_only() {
    let mut wrong = Vec::new();
    for (room, path) in sources().into_iter().filter(|(room, _)| room != "lib") {
        let text = fs::read_to_string(&path).unwrap();
        let crate_name = if room == "main" { "drucksache::" } else { "crate::" };
        assert!(!text.contains("crate::{"), "{}: one room per line", path.display());
        for used in names_after(&text, crate_name).filter(|used| *used != room) {
            if storey(used) >= storey(&room) && !(storey(&room) == 0 && storey(used) == 0) {
                wrong.push(format!("{} uses `{used}`", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn heavy_libraries_stay_behind_their_doors() {
    let mut wrong = Vec::new();
    for (room, path) in sources() {
        let text = fs::read_to_string(&path).unwrap();
        for (library, door) in DOORS.into_iter().filter(|(_, door)| *door != room) {
            let named = text.lines().any(|line| {
                let line = line.trim_start();
                line.starts_with(&format!("use {library}::")) || line.contains(&format!(" {library}::"))
            });
            if named {
                wrong.push(format!("{} names `{library}`, which belongs to `{door}`", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn files_stay_readable_in_one_sitting() {
    for (_, path) in sources() {
        let lines = fs::read_to_string(&path).unwrap().lines().count();
        assert!(lines <= 400, "{} has {lines} lines", path.display());
    }
}

#[test]
fn every_file_belongs_to_a_room() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let texts: Vec<(PathBuf, String)> =
        sources().into_iter().map(|(_, path)| (path.clone(), fs::read_to_string(path).unwrap())).collect();
    for (path, _) in &texts {
        let name = path.file_stem().unwrap().to_str().unwrap();
        let folder = path.parent().unwrap();
        let parents = [folder.with_extension("rs"), root.join("lib.rs"), root.join("main.rs")];
        let declares = |(other, text): &&(PathBuf, String)| {
            parents.contains(other) && text.lines().any(|line| line.trim_end().ends_with(&format!("mod {name};")))
        };
        assert!(
            matches!(name, "lib" | "main") || texts.iter().any(|text| declares(&text)),
            "{} is in no room",
            path.display()
        );
    }
}

#[test]
fn nothing_that_speaks_to_the_network_is_built_in() {
    let cargo = std::process::Command::new(env!("CARGO"))
        .args(["tree", "--edges", "normal", "--prefix", "none", "--locked", "--offline"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    let tree = String::from_utf8(cargo.stdout).unwrap();
    assert!(tree.starts_with("drucksache"), "{}", String::from_utf8_lossy(&cargo.stderr));
    let names: Vec<&str> = tree.lines().filter_map(|line| line.split_whitespace().next()).collect();
    for client in ["reqwest", "hyper", "h2", "rustls", "native-tls", "openssl", "ureq", "object_store", "curl"] {
        assert!(!names.contains(&client), "{client}");
    }
}
