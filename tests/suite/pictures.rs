//! Charts and maps: every kind in the gallery, at its edges, with random data, and with real boundaries.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use drucksache::chart::{self, Chart, Sides};
use drucksache::figures::{Cell, Column, Datum, Drawing, Grid, Mark, Role, Row, Sign};
use drucksache::number::{Exact, Language};
use drucksache::plan::Look;
use drucksache::problem::{Notes, Problem};
use proptest::prelude::*;

use crate::labels;
use crate::readers::real_data;
use crate::workspace::{build, over_sample_data, project, report, sample};

/// All drawings of the sample workspace with their paths.
fn drawings() -> Vec<(String, String)> {
    let mut found = Vec::new();
    for (id, delivery) in &sample().deliveries {
        for entry in fs::read_dir(project(delivery).join("drawings")).into_iter().flatten() {
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

#[test]
fn pictures_show_the_areas_that_fit_the_rule_of_their_report() {
    let text = report("analyseraum", "\"sgb2_quote\"")
        .replace("compare = \"99001\"", "where = \"sgb2_quote > kreis + 1 sd\"\ncompare = \"99001\"");
    let text = text + "\n[[chapter.picture]]\nkind = \"bars\"\nindicators = [\"kinderarmut\"]\n";
    let workspace = over_sample_data(&[("reports/probe.toml", &text)], |settings| settings);
    let output = tempfile::tempdir().unwrap();
    build(workspace.path(), output.path(), &mut Notes::new()).unwrap_or_else(|problems| panic!("{problems}"));
    let svg = fs::read_to_string(output.path().join("probe/typst/drawings/picture-1.svg")).unwrap();
    let (_, _, labels) = labels::read(&svg);
    assert!(labels.iter().any(|label| label.text == "Grevenhude"));
    assert!(!labels.iter().any(|label| label.text == "Amt Seenland"), "{labels:?}");
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

/// A name as long as German ones are.
fn name() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "Amt",
        "Bad",
        "Verwaltungsgemeinschaft",
        "Daseinsvorsorge",
        "Oberkirch",
        "Südholstein-Auenland",
        "und",
        "am",
        "See",
        "Kreis",
        "Grundsicherung",
        "Alleinerziehende",
        "Stadt",
    ]);
    prop::collection::vec(word, 1..6).prop_map(|words| words.join(" "))
}

fn datum(value: Option<(i64, u8)>) -> Datum {
    let cell = match value {
        Some((units, places)) => Cell::number(Exact::new(units.into(), 10_i128.pow(places.into()))),
        None => Cell::Sign(Sign::Secret),
    };
    let text = match value {
        Some((units, places)) => {
            format!("{:.1$}", units as f64 / 10f64.powi(places.into()), usize::from(places)).replace('.', ",")
        }
        None => "*".to_owned(),
    };
    let interval = value.map(|(units, places)| {
        let value = units as f64 / 10f64.powi(places.into());
        (value - value.abs() * 0.3, value + value.abs() * 0.4)
    });
    Datum { cell, spoken: text.clone(), text, rank: value.map(|_| 12), shade: value.map(|_| 2), interval }
}

/// Values of one magnitude, a sign among them here and there.
fn grid(columns: usize, positive: bool) -> impl Strategy<Value = Grid> {
    let low = if positive { 0 } else { -999 };
    let row = (name(), prop::collection::vec(prop::option::weighted(0.9, low..1000_i64), columns), 0..6_u8);
    (prop::collection::vec(row, 1..18), prop::collection::vec(name(), columns), 0..3_u8, 0..4_u32).prop_map(
        move |(rows, names, places, magnitude)| Grid {
            stub: "Raum".to_owned(),
            columns: (names.into_iter().enumerate())
                .map(|(at, label)| Column {
                    label,
                    year: Some(2010 + at as i32),
                    unit: "Prozent".to_owned(),
                    decimals: places,
                })
                .collect(),
            rows: (rows.into_iter())
                .map(|(label, values, role)| Row {
                    label,
                    area: None,
                    role: [
                        Role::Ordinary,
                        Role::Ordinary,
                        Role::Ordinary,
                        Role::Ordinary,
                        Role::Highlighted,
                        Role::Reference,
                    ][usize::from(role)],
                    data: values
                        .into_iter()
                        .map(|units| datum(units.map(|units| (units * 10_i64.pow(magnitude), places))))
                        .collect(),
                })
                .collect(),
        },
    )
}

/// What is wrong with the labels of a chart.
fn faults(kind: &str, drawing: Result<Drawing, Problem>) -> Vec<String> {
    let drawing = drawing.unwrap_or_else(|problem| panic!("{kind}: {problem:?}"));
    labels::faults(&drawing.svg).into_iter().map(|fault| format!("{kind}: {fault}")).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 80, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn labels_stand_apart_whatever_the_data(
        any in grid(4, false),
        parts in grid(4, true),
        size in prop::sample::select(vec![53.3, 82.5, 170.0]),
        ranked in any::<bool>(),
    ) {
        let mut found: Vec<String> = Vec::new();
        let look = Look::default();
        let mark = |value: f64, name: &str| Some(Mark { name: name.to_owned(), value, text: "12,3".to_owned() });
        let ends = any.ends().unwrap_or_default();
        let chart = |grid| Chart {
            grid,
            subject: "Probe",
            reference: None,
            target: None,
            band: None,
            breaks: &[2012],
            tabled: true,
            ranked,
            from_zero: true,
            width: size,
            most_height: if size < 100.0 { 60.0 } else { 200.0 },
            language: Language::De,
        };
        let columns = |grid: &Grid, count: usize| {
            let mut grid = grid.clone();
            grid.columns.truncate(count);
            grid.rows.iter_mut().for_each(|row| row.data.truncate(count));
            grid
        };
        let (one, mut two, mut three) = (columns(&any, 1), columns(&any, 2), columns(&parts, 3));
        two.columns.iter_mut().zip(["2019", "2024"]).for_each(|(column, year)| column.label = year.to_owned());
        three.columns[2].label = "Differenz".to_owned();
        let marked = |grid| Chart { reference: mark(ends.1 * 0.5, "Kreis"), target: mark(ends.1 * 0.52, "Ziel"), ..chart(grid) };
        found.extend(faults("bars", chart::bars(&marked(&one), &look)));
        found.extend(faults("lollipop", chart::lollipop(&marked(&one), &look)));
        found.extend(faults("grouped", chart::grouped(&chart(&any), &look)));
        found.extend(faults("stacked", chart::stacked(&chart(&parts), &look)));
        found.extend(faults("shares", chart::shares(&chart(&parts), &look)));
        found.extend(faults("likert", chart::likert(&chart(&parts), &look)));
        found.extend(faults("dumbbell", chart::dumbbell(&chart(&two), &look)));
        found.extend(faults("slope", chart::slope(&chart(&two), &look)));
        found.extend(faults("bullet", chart::bullet(&chart(&three), &look)));
        found.extend(faults("multiples", chart::multiples(&chart(&any), &look)));
        found.extend(faults("waterfall", chart::waterfall(&chart(&one), &look)));
        found.extend(faults("scatter", chart::scatter(&Chart { most_height: 74.0, ..chart(&two) }, &look)));
        let few = Grid { rows: any.rows.iter().take(5).cloned().collect(), ..any.clone() };
        found.extend(faults("trend", chart::trend(&Chart { target: mark(ends.1 * 0.5, "Ziel"), most_height: 52.0, ..chart(&few) }, &look)));
        let sides = Sides { names: ["Männer", "Frauen"], part: None, outline: Some("2010"), bars: "2024" };
        let mut ages = parts.clone();
        ages.rows.iter_mut().enumerate().for_each(|(at, row)| row.label = format!("{}–{}", at * 5, at * 5 + 4));
        found.extend(faults("pyramid", chart::pyramid(&Chart { most_height: 80.0, ..chart(&ages) }, &sides, &look)));
        let classes = ["unter −1,5", "−1,5 bis −1,0", "−1,0 bis −0,5", "−0,5 bis 0,5", "0,5 bis 1,0", "1,0 bis 1,5", "über 1,5"];
        found.extend(faults("heatmap", chart::heatmap(&chart(&any), &classes.map(str::to_owned), &look)));
        prop_assert_eq!(found, Vec::<String>::new());
    }
}
