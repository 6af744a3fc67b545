//! Charts and maps: every kind in the gallery, at its edges, with random data, and with real boundaries.

use std::fs;

use crate::labels;
use crate::workspace::sample;

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
