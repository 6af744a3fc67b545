//! What a further document of the same kind costs beside the first, in one run: a profile of one municipality, then of all 95,
//! over the data of the sample county. `cargo bench --bench papers`.

#![expect(
    clippy::print_stdout,
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a benchmark times and prints"
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Mutex;
use std::time::Instant;

use drucksache::pipeline::{self, Request};
use drucksache::problem::Notes;

const PROFILE: &str = r#"template = "gebietsprofil"
title = "Gemeindeprofil {area}"
date = 2025-01-31
as_of = 2024-12-31
each = "gemeinde"
similar = ["anteil_65", "anteil_u18"]

[areas]
level = "gemeinde"
compare = "99001"

[period]
from = 2015
to = 2024

[[chapter]]
title = "Auf einen Blick"

[[chapter.picture]]
kind = "locator"
highlight = "each"
size = "half"

[[chapter.picture]]
kind = "lines"
indicators = ["anteil_65"]
areas = ["each"]
size = "half"

[[chapter.list]]
kind = "profile"
indicator_sets = ["bevoelkerung"]
"#;

fn main() {
    let folder = tempfile::tempdir().unwrap();
    write_workspace(folder.path());
    let (count, one, layout_of_one) = build(folder.path(), vec!["Lütjendorf".to_owned()]);
    assert_eq!(count, 1);
    let (count, all, layout_of_all) = build(folder.path(), Vec::new());
    let further = (all - one) / (count - 1) as f64;
    println!(
        "one profile {one:.2} s, {count} profiles {all:.2} s; a further one costs {:.2} of the first; layout {:.2} of {count} times one",
        further / one,
        layout_of_all / (count as f64 * layout_of_one)
    );
}

/// How many documents, the whole time, and that of all layouts, in seconds.
fn build(folder: &Path, areas: Vec<String>) -> (usize, f64, f64) {
    let begun: Mutex<BTreeMap<String, Instant>> = Mutex::default();
    let layout = Mutex::new(0.0);
    let request = Request { areas, output: folder.join("output"), ..Request::default() };
    let start = Instant::now();
    let outcome = pipeline::build(folder, &request, &mut Notes::new(), &|step| {
        let Some(document) = step.document.filter(|_| step.stage == "layout") else { return };
        match step.ended {
            false => drop(begun.lock().unwrap().insert(document.to_owned(), Instant::now())),
            true => *layout.lock().unwrap() += begun.lock().unwrap()[document].elapsed().as_secs_f64(),
        }
    });
    let outcome = outcome.unwrap_or_else(|problems| panic!("{problems}"));
    assert!(outcome.problems.is_empty(), "{}", outcome.problems);
    (outcome.deliveries.len(), start.elapsed().as_secs_f64(), layout.into_inner().unwrap())
}

fn write_workspace(folder: &Path) {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR"));
    let settings = fs::read_to_string(sample.join("drucksache.toml")).unwrap();
    let data = sample.join("data");
    let settings = format!("data = {data:?}\nsources = {:?}\n{settings}", data.join("sources.toml"));
    fs::write(folder.join("drucksache.toml"), settings).unwrap();
    fs::copy(sample.join("logo.svg"), folder.join("logo.svg")).unwrap();
    fs::create_dir(folder.join("reports")).unwrap();
    fs::write(folder.join("reports/gemeindeprofil.toml"), PROFILE).unwrap();
}
