//! How long drawing takes beside typesetting, in one run: a document of 120 charts and 60 maps of 95 municipalities with
//! about 150 border points each, over the data of the sample county. Drawing includes choosing and wording the figures
//! and composing the Typst sources. `cargo bench --bench draw`.

#![expect(
    clippy::print_stdout,
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a benchmark times and prints"
)]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::sync::Mutex;
use std::time::Instant;

use drucksache::pipeline::{self, Request};
use drucksache::problem::Notes;

const HEAD: &str = r#"template = "fachbericht"
title = "Zeichnen"
date = 2025-01-31
as_of = 2024-12-31

[areas]
level = "analyseraum"
compare = "99001"

[period]
from = 2015
to = 2024

[[chapter]]
title = "Abbildungen"
"#;

fn main() {
    let folder = tempfile::tempdir().unwrap();
    write_workspace(folder.path());
    let steps: Mutex<Vec<(&'static str, bool, Instant)>> = Mutex::default();
    let request = Request { output: folder.path().join("output"), keep: true, ..Request::default() };
    // Once: Typst remembers what it has laid out before.
    let outcome = pipeline::build(folder.path(), &request, &mut Notes::new(), &|step| {
        steps.lock().unwrap().push((step.stage, step.ended, Instant::now()));
    });
    let outcome = outcome.unwrap_or_else(|problems| panic!("{problems}"));
    assert!(outcome.problems.is_empty(), "{}", outcome.problems);
    let drawings = fs::read_dir(folder.path().join("output/zeichnen/typst/drawings")).unwrap().count();
    let steps = steps.into_inner().unwrap();
    let seconds = |stage: &str| {
        let at = |end: bool| steps.iter().find(|(name, ended, _)| *name == stage && *ended == end).unwrap().2;
        (at(true) - at(false)).as_secs_f64()
    };
    let (draw, typst) = (seconds("compose"), seconds("layout") + seconds("export"));
    println!("{drawings} drawings: drawing {draw:.2} s, typesetting {typst:.2} s, ratio {:.2}", draw / typst);
}

fn write_workspace(folder: &Path) {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR"));
    let settings = fs::read_to_string(sample.join("drucksache.toml")).unwrap();
    fs::copy(sample.join("logo.svg"), folder.join("logo.svg")).unwrap();
    let data = sample.join("data");
    let settings = format!("data = {data:?}\nsources = {:?}\n{settings}", data.join("sources.toml"));
    let own = folder.join("boundaries.geojson");
    fs::write(folder.join("drucksache.toml"), settings.replace("\"boundaries.geojson\"", &format!("{own:?}"))).unwrap();
    fs::write(own, finer(&fs::read_to_string(data.join("boundaries.geojson")).unwrap())).unwrap();

    let mut report = String::from(HEAD);
    let shown = ["kinderarmut", "sgb2_quote", "anteil_65", "anteil_u18", "betreuung_u3", "pflegequote"];
    let charts = [
        ("bars", ""),
        ("lines", "areas = [\"990010001\", \"990010002\", \"990010003\"]\n"),
        ("dumbbell", "years = [2017, 2023]\n"),
        ("slope", "years = [2017, 2023]\n"),
        ("multiples", ""),
        ("grouped", "years = [2017, 2021, 2023]\n"),
    ];
    for number in 0..120 {
        let ((kind, options), indicator) = (charts[number % charts.len()], shown[number / charts.len() % shown.len()]);
        let picture = "[[chapter.picture]]\nsize = \"half\"";
        writeln!(report, "{picture}\nkind = \"{kind}\"\nindicators = [\"{indicator}\"]\n{options}").unwrap();
    }
    let mapped = ["anteil_65", "anteil_u18", "anteil_80", "jugendquotient", "altenquotient", "einwohnerdichte"];
    for number in 0..60 {
        let (indicator, year) = (mapped[number % mapped.len()], 2015 + number / mapped.len());
        let picture = "[[chapter.picture]]\nsize = \"half\"\nkind = \"map\"\nlevel = \"gemeinde\"";
        writeln!(report, "{picture}\nindicators = [\"{indicator}\"]\nyears = [{year}]").unwrap();
    }
    fs::create_dir(folder.join("reports")).unwrap();
    fs::write(folder.join("reports/zeichnen.toml"), report).unwrap();
}

/// The same borders with a further point in every fifth step.
fn finer(text: &str) -> String {
    let mut boundaries: serde_json::Value = serde_json::from_str(text).unwrap();
    for feature in boundaries["features"].as_array_mut().unwrap() {
        refine(&mut feature["geometry"]["coordinates"]);
    }
    boundaries.to_string()
}

fn refine(part: &mut serde_json::Value) {
    let Some(list) = part.as_array_mut() else { return };
    let is_ring = list.first().is_some_and(|point| point[0].is_number());
    if !is_ring {
        return list.iter_mut().for_each(refine);
    }
    let mut ring = Vec::new();
    for pair in list.windows(2) {
        ring.push(pair[0].clone());
        let [x, y, to_x, to_y] =
            [&pair[0][0], &pair[0][1], &pair[1][0], &pair[1][1]].map(|value| value.as_f64().unwrap());
        // The same points for both sides of a border, whichever way round they run.
        if ((x + to_x) * 1e4).round() as i64 % 5 == 0 {
            ring.push(serde_json::json!([(x + to_x) / 2.0 + 2e-5, (y + to_y) / 2.0 - 2e-5]));
        }
    }
    ring.extend(list.last().cloned());
    *list = ring;
}
