//! The sample workspace: everything that the issue of the day promises of it.

use std::collections::BTreeSet;
use std::fs;

use drucksache::definition;
use drucksache::plan;
use drucksache::problem::Notes;

use crate::workspace::{build, root, run, sample};

#[path = "../../examples/sample-county/county.rs"]
mod sample_county;

fn cube() -> plan::Plan {
    plan::resolve(definition::read(&root()).unwrap(), &mut Notes::new()).unwrap()
}

#[test]
fn the_generator_still_writes_the_committed_files() {
    for (name, text) in sample_county::files() {
        let committed = fs::read_to_string(root().join("data").join(name)).unwrap();
        assert!(committed == text, "data/{name} differs from what examples/sample-county writes");
    }
}

#[test]
fn the_county_is_as_irregular_as_real_ones() {
    let cube = cube().cube;
    let areas = &cube.areas;
    let level = |id: &str| areas.levels.iter().position(|level| level.id == id).unwrap();
    assert_eq!(areas.of_level(level("analyseraum")).len(), 15);
    assert_eq!(areas.of_level(level("gemeinde")).len(), 95);
    assert_eq!(areas.areas.iter().filter(|area| area.level == 0).count(), 96);
    assert_eq!(areas.of_level(level("planungsraum")).len(), 3);
    assert_eq!(areas.of_level(level("verantwortungsraum")).len(), 2);
    assert_eq!(areas.areas.iter().filter(|area| area.uninhabited).count(), 1);
}

#[test]
fn boundaries_have_holes_and_parts() {
    let text = fs::read_to_string(root().join("data/boundaries.geojson")).unwrap();
    let boundaries: serde_json::Value = serde_json::from_str(&text).unwrap();
    let shapes: Vec<&Vec<serde_json::Value>> = boundaries["features"]
        .as_array()
        .unwrap()
        .iter()
        .map(|feature| feature["geometry"]["coordinates"].as_array().unwrap())
        .collect();
    assert!(shapes.iter().any(|polygons| polygons.len() == 2), "a municipality in two parts");
    let holes = shapes.iter().flat_map(|polygons| polygons.iter()).filter(|rings| rings.as_array().unwrap().len() > 1);
    assert!(holes.count() >= 1, "an enclave");
}

#[test]
fn six_sets_and_more_than_twenty_four_indicators_are_reported() {
    let plan = cube();
    assert!(plan.cube.sets.len() >= 6);
    let pages = plan.documents.iter().flat_map(plan::Document::indicators);
    let shown = plan.documents.iter().flat_map(plan::Document::elements).flat_map(plan::ElementPlan::indicators);
    let used: BTreeSet<usize> = pages.chain(shown).collect();
    assert_eq!(used.len(), plan.cube.indicators.len(), "the sample uses every indicator of the library");
    assert!(used.len() >= 24);
}

#[test]
fn every_template_of_the_library_has_a_sample() {
    let plan = cube();
    let used: BTreeSet<&str> = plan.documents.iter().map(|document| document.template.as_str()).collect();
    let known: BTreeSet<&str> = plan.templates.keys().map(String::as_str).filter(|name| *name != "shared").collect();
    assert_eq!(used, known);
}

#[test]
fn every_page_says_that_the_figures_are_invented() {
    for (id, delivery) in &sample().deliveries {
        for (number, page) in delivery.pages.iter().enumerate() {
            assert!(page.replace('\n', " ").contains("Erfundene Zahlen"), "{id}, page {}", number + 1);
        }
    }
}

#[test]
fn the_forest_is_never_a_row() {
    for (id, delivery) in &sample().deliveries {
        for page in &delivery.pages {
            let is_method = page.contains("Auftrag, Räume und Methode");
            assert!(is_method || !page.contains("Holmer Wald"), "{id}");
        }
    }
}

#[test]
fn a_second_build_gives_the_same_bytes() {
    let again = tempfile::tempdir().unwrap();
    build(&root(), again.path(), &mut Notes::new()).unwrap();
    for delivery in sample().deliveries.values() {
        let file = delivery.file.strip_prefix(sample().output.path()).unwrap();
        for file in [file.to_owned(), file.with_file_name("manifest.json")] {
            let first = fs::read(sample().output.path().join(&file)).unwrap();
            assert!(first == fs::read(again.path().join(&file)).unwrap(), "{} differs", file.display());
        }
    }
}

#[test]
fn the_manifest_names_inputs_and_outputs() {
    let text = fs::read_to_string(sample().output.path().join("vorlage/manifest.json")).unwrap();
    let manifest: serde_json::Value = serde_json::from_str(&text).unwrap();
    for input in ["drucksache.toml", "einwohner.csv", "reports/vorlage.toml", "report-templates/vorlage/main.typ"] {
        let hash = manifest["inputs"][input].as_str().unwrap_or_default();
        assert_eq!(hash.len(), 64, "{input}");
    }
    for output in ["vorlage.pdf", "anlage-1-fachbericht.pdf"] {
        assert!(manifest["outputs"][output].is_string(), "{output}");
    }
}

#[test]
fn the_commands_of_the_readme_are_commands_of_the_program() {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    assert!(readme.contains("cargo run -- build") && readme.contains("cargo test"));
    for line in readme.lines().filter_map(|line| line.trim().strip_prefix("drucksache ")) {
        let command = line.split_whitespace().next().unwrap();
        let help = run(&[command, "--help"]);
        assert!(help.status.success(), "drucksache {command}");
    }
}

/// A fenced block of the README, unindented.
fn block(readme: &str, language: &str) -> String {
    let (_, rest) = readme.split_once(&format!("   ```{language}\n")).unwrap();
    let (inside, _) = rest.split_once("   ```").unwrap();
    inside.lines().map(|line| line.strip_prefix("   ").unwrap_or(line)).map(|line| format!("{line}\n")).collect()
}

#[test]
fn the_first_report_of_the_readme_builds_and_its_mistake_reads_as_shown() {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let (report, text) = (block(&readme, "toml"), block(&readme, "markdown"));
    let workspace = crate::workspace::over_sample_data(
        &[("reports/mein-bericht.toml", &report), ("reports/mein-bericht/alter.md", &text)],
        |text| text,
    );
    let folder = workspace.path().to_str().unwrap();
    let done = run(&["build", "mein-bericht", "--workspace", folder]);
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));

    let wrong = report.replace("[\"anteil_65\"", "[\"anteil_56\"");
    fs::write(workspace.path().join("reports/mein-bericht.toml"), wrong).unwrap();
    let done = run(&["build", "mein-bericht", "--workspace", folder]);
    let printed = String::from_utf8(done.stderr).unwrap();
    assert!(printed.starts_with(block(&readme, "text").trim_end()), "{printed}");
}

#[test]
fn every_indicator_fills_one_page_and_no_page_is_nearly_empty() {
    let indicators = cube().document("sozialbericht").unwrap().indicators().len();
    let pages = &sample().deliveries["sozialbericht"].pages;
    let with_source = pages.iter().filter(|page| page.contains("Quelle:") && page.contains("Lesebeispiel")).count();
    assert_eq!(with_source, indicators);
    for (number, page) in pages.iter().enumerate().skip(1) {
        // A drawing fills a page with few words.
        let is_drawn = page.contains("Karte ") || page.contains("Abbildung ");
        assert!(page.lines().count() > if is_drawn { 12 } else { 24 }, "page {}: {page}", number + 1);
    }
}
