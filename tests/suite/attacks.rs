//! One attack after the other: each succeeds against a county without rules, and fails against the same county with them.
//! The attacker reads what is published: the record beside each document, its drawings, its Typst source.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use drucksache::pipeline::{self, Request};
use drucksache::problem::Notes;

/// Cases by municipality: under 15, 15 to 17, older. The fifth has two cases, the second one of 15 to 17.
const CASES: [[i64; 3]; 8] = [[6, 4, 9], [5, 1, 8], [7, 5, 11], [6, 4, 7], [1, 0, 1], [8, 5, 9], [9, 6, 12], [4, 4, 5]];
const PEOPLE: [i64; 8] = [310, 420, 380, 290, 12, 350, 510, 240];
const GROUPS: [&str; 3] = ["u15", "15-17", "18plus"];
const RULE: &str = "protection = { minimum = 3, reason = \"Anzahl unter 3\" }\n";

fn key(municipality: usize) -> String {
    format!("88001{:03}", municipality + 1)
}

/// Cases of a year: those of 2023 are as above, other years have nothing small.
fn cases(world: &[[i64; 3]; 8], municipality: usize, group: usize, year: i32) -> i64 {
    match (year, world[municipality][group]) {
        (2023, count) => count,
        _ => CASES[municipality][group] + 3 + i64::from(year % 3),
    }
}

/// A county of eight municipalities in three rooms, two planning areas, and an area of action that differs from the first
/// of them by the fifth municipality.
fn county(world: &[[i64; 3]; 8], rule: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let mut areas = "key;name;level;parent\n".to_owned();
    let mut planning = "key;name;member\n".to_owned();
    let (mut people, mut counts, mut costs) = (
        "schluessel;jahr;wert\n".to_owned(),
        "schluessel;jahr;gruppe;wert\n".to_owned(),
        "schluessel;jahr;wert\n".to_owned(),
    );
    let names = ["Ahorn", "Buchen", "Cedern", "Dorn", "Eiben", "Fichten", "Ginster", "Hasel"];
    for (municipality, name) in names.iter().enumerate() {
        let key = key(municipality);
        let room = ["R1", "R1", "R1", "R2", "R2", "R2", "R3", "R3"][municipality];
        areas.push_str(&format!("{key};{name};gemeinde;{room}\n"));
        let part = if municipality < 4 { "P1;Planungsraum Eins" } else { "P2;Planungsraum Zwei" };
        planning.push_str(&format!("{part};{key}\n"));
        for year in 2021..=2023 {
            people.push_str(&format!("{key};{year};{}\n", PEOPLE[municipality]));
            let mut all = 0;
            for (group, name) in GROUPS.iter().enumerate() {
                let count = cases(world, municipality, group, year);
                all += count;
                counts.push_str(&format!("{key};{year};{name};{count}\n"));
            }
            costs.push_str(&format!("{key};{year};{}\n", all * 1000 + 17 * municipality as i64));
        }
    }
    areas.push_str(
        "R1;Raum Eins;raum;88001\nR2;Raum Zwei;raum;88001\nR3;Raum Drei;raum;88001\n88001;Kreis Quarnow;kreis;\n",
    );
    let level = |id: &str| format!("[[level]]\nid = \"{id}\"\nname = \"{id}\"\nplural = \"{id}\"\n\n");
    let settings = format!(
        "[publisher]\nname = \"Kreis Quarnow\"\nhead = \"Der Landrat\"\nunit = \"Sozialplanung\"\n\n{}{}{}[[area_table]]\nfile = \
         \"areas.csv\"\n\n[[partition]]\nid = \"planung\"\nname = \"Planungsraum\"\nplural = \"Planungsräume\"\nfile = \
         \"planung.csv\"\n\n[boundaries]\nfile = \"grenzen.geojson\"\ncredit = \"Grenzen: erfunden\"\n",
        level("gemeinde"),
        level("raum"),
        level("kreis"),
    );
    let source = |id: &str, rule: &str| {
        format!("[[source]]\nid = \"{id}\"\nfile = \"{id}.csv\"\ntitle = \"{id}\"\nprovider = \"Amt\"\n{rule}\n")
    };
    let units = if rule == RULE {
        "protection = { units = { base = \"faelle\", minimum = 3 }, reason = \"weniger als drei Fälle\" }\n"
    } else {
        ""
    };
    let sources = source("leute", "")
        + &source("faelle", &format!("dimensions = {{ gruppe = \"gruppe\" }}\n{rule}"))
        + &source("kosten", units);
    let base = |id: &str, source: &str, filter: &str| {
        format!("[[base]]\nid = \"{id}\"\nname = \"{id}\"\nsource = \"{source}\"\n{filter}\n")
    };
    let indicator = |id: &str, kind: &str, rest: &str| {
        format!(
            "[[indicator]]\nid = \"{id}\"\nname = \"{id}\"\ndefinition = \"{id}\"\nkind = \"{kind}\"\n{rest}\nreading = \"In {{area}} {{value}}.\"\n\n"
        )
    };
    let set = "title = \"Fälle\"\n\n".to_owned()
        + &base("leute", "leute", "")
        + &base("faelle", "faelle", "")
        + &base("u15", "faelle", "where = { gruppe = [\"u15\"] }\n")
        + &base("u18", "faelle", "where = { gruppe = [\"u15\", \"15-17\"] }\n")
        + &base("kosten", "kosten", "")
        + &indicator("leute", "count", "numerator = [\"leute\"]\ndecimals = 0")
        + &indicator("faelle", "count", "numerator = [\"faelle\"]\ndecimals = 0")
        + &indicator("faelle_u15", "count", "numerator = [\"u15\"]\ndecimals = 0")
        + &indicator("faelle_u18", "count", "numerator = [\"u18\"]\ndecimals = 0")
        + &indicator("faelle_3j", "count", "numerator = [\"faelle\"]\npool = 3\ndecimals = 0")
        + &indicator("quote", "share", "numerator = [\"faelle\"]\ndenominator = [\"leute\"]\ndecimals = 3")
        + &indicator(
            "kosten_je_fall",
            "quotient",
            "numerator = [\"kosten\"]\ndenominator = [\"faelle\"]\ndecimals = 2",
        );
    let report = |areas: &str, more: &str| {
        format!(
            "template = \"fachbericht\"\ntitle = \"Probe\"\ndate = 2025-01-31\nas_of = 2023-12-31\n{more}\n[areas]\n{areas}\ncompare = \
             \"88001\"\n\n[period]\nfrom = 2021\nto = 2023\n\n[[chapter]]\ntitle = \"Fälle\"\nindicators = [\"leute\", \"faelle\", \
             \"faelle_u15\", \"faelle_u18\", \"faelle_3j\", \"quote\", \"kosten_je_fall\"]\n"
        )
    };
    let members: Vec<String> = (0..5).map(|municipality| format!("\"{}\"", key(municipality))).collect();
    let set_of_areas =
        format!("[[area_set]]\nid = \"H\"\nname = \"Handlungsraum\"\nmembers = [{}]\n", members.join(", "));
    let planned = report("level = \"planung\"\nalso = [\"H\"]", "") + "\n" + &set_of_areas;
    for (name, text) in [
        ("drucksache.toml", settings),
        ("data/areas.csv", areas),
        ("data/planung.csv", planning),
        ("data/grenzen.geojson", squares()),
        ("data/sources.toml", sources),
        ("data/leute.csv", people),
        ("data/faelle.csv", counts),
        ("data/kosten.csv", costs),
        ("indicator-sets/faelle.toml", set),
        ("reports/gemeinden.toml", report("level = \"gemeinde\"", "") + &pictures()),
        ("reports/raeume.toml", report("level = \"raum\"", "")),
        ("reports/planung.toml", planned),
    ] {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

/// Every kind of picture that could tell a secret, by a length, a colour, an order, a sentence.
fn pictures() -> String {
    let picture = |kind: &str, indicators: &str, more: &str| {
        format!("\n[[chapter.picture]]\nkind = \"{kind}\"\nindicators = [{indicators}]\n{more}\n")
    };
    let (rate, count, years) = ("\"quote\"", "\"faelle\"", "years = [2021, 2023]");
    [
        picture("bars", rate, "intervals = true"),
        picture("lollipop", count, ""),
        picture("grouped", count, years),
        picture("stacked", "\"faelle_u15\", \"faelle\"", ""),
        picture("lines", rate, ""),
        picture("index", count, ""),
        picture("multiples", rate, ""),
        picture("sparklines", count, ""),
        picture("slope", rate, years),
        picture("dumbbell", count, years),
        picture("heatmap", "\"quote\", \"kosten_je_fall\"", ""),
        picture("scatter", "\"quote\", \"kosten_je_fall\"", "against = [\"faelle\"]"),
        picture("funnel", rate, "against = [\"leute\"]"),
        picture("bullet", count, "against = [\"faelle_u18\"]"),
        picture("spine", "\"quote\", \"kosten_je_fall\"", &format!("highlight = \"{}\"", key(4))),
        picture("waterfall", "\"leute\", \"faelle\"", &format!("highlight = \"{}\"", key(4))),
        picture("map", rate, ""),
        picture("symbols", count, ""),
        picture("around", rate, ""),
        picture("bivariate", "\"quote\", \"kosten_je_fall\"", ""),
        picture("tiles", rate, ""),
        picture("maps", rate, years),
    ]
    .concat()
}

/// Eight squares side by side.
fn squares() -> String {
    let square = |at: usize| {
        let (west, east) = (10.0 + at as f64 * 0.1, 10.1 + at as f64 * 0.1);
        format!(
            "{{\"type\":\"Feature\",\"properties\":{{\"key\":\"{}\"}},\"geometry\":{{\"type\":\"Polygon\",\"coordinates\":[[[{west},54.0],\
             [{east},54.0],[{east},54.1],[{west},54.1],[{west},54.0]]]}}}}",
            key(at)
        )
    };
    let all: Vec<String> = (0..8).map(square).collect();
    format!("{{\"type\":\"FeatureCollection\",\"features\":[{}]}}", all.join(","))
}

/// Everything that was published, read back from the output folder.
struct Published {
    output: tempfile::TempDir,
    values: BTreeMap<(String, String, i32), String>,
}

fn publish(folder: &Path) -> Published {
    let output = tempfile::tempdir().unwrap();
    let mut notes = Notes::new();
    let request = Request { output: output.path().to_owned(), keep: true, ..Request::default() };
    let outcome =
        pipeline::build(folder, &request, &mut notes, &|_| {}).unwrap_or_else(|problems| panic!("{problems}"));
    assert!(outcome.problems.is_empty(), "{}", outcome.problems);
    let mut values = BTreeMap::new();
    for entry in fs::read_dir(output.path()).unwrap() {
        let file = entry.unwrap().path().join("published.json");
        let Ok(text) = fs::read_to_string(file) else { continue };
        let record: serde_json::Value = serde_json::from_str(&text).unwrap();
        for (indicator, areas) in record["values"].as_object().unwrap() {
            for (area, years) in areas.as_object().unwrap() {
                for (year, text) in years.as_object().unwrap() {
                    let at = (indicator.clone(), area.clone(), year.parse().unwrap());
                    values.insert(at, text.as_str().unwrap().to_owned());
                }
            }
        }
    }
    Published { output, values }
}

impl Published {
    /// A printed number; `None` for a sign.
    fn number(&self, indicator: &str, area: &str, year: i32) -> Option<f64> {
        let text = self.values.get(&(indicator.to_owned(), area.to_owned(), year))?;
        match text.as_str() {
            "–" => Some(0.0),
            text => text.replace(['\u{202f}', '\u{a0}'], "").replace(',', ".").parse().ok(),
        }
    }

    fn files(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let mut folders = vec![self.output.path().to_owned()];
        let mut files = BTreeMap::new();
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                // `intern` is for the data protection officer.
                match path.file_name().unwrap().to_str().unwrap() {
                    "intern" => {}
                    _ if path.is_dir() => folders.push(path),
                    _ => {
                        drop(files.insert(
                            path.strip_prefix(self.output.path()).unwrap().to_owned(),
                            fs::read(&path).unwrap(),
                        ))
                    }
                }
            }
        }
        files
    }
}

fn open() -> &'static Published {
    static OPEN: OnceLock<Published> = OnceLock::new();
    OPEN.get_or_init(|| publish(county(&CASES, "").path()))
}

fn guarded() -> &'static Published {
    static GUARDED: OnceLock<Published> = OnceLock::new();
    GUARDED.get_or_init(|| publish(county(&CASES, RULE).path()))
}

const SECRET: &str = "88001005";

/// An attack that computes a number from what is published, without looking at the number itself.
fn wins(attack: impl Fn(&Published) -> Option<f64>, secret: f64) {
    let found = attack(open());
    assert!(found.is_some_and(|found| (found - secret).abs() < 0.5), "succeeds without rules: {found:?}");
    assert_eq!(attack(guarded()), None, "fails with rules");
}

#[test]
fn a_total_less_its_visible_parts() {
    let attack = |seen: &Published| {
        let number = |area: &str| seen.number("faelle", area, 2023);
        Some(number("R2")? - number("88001004")? - number("88001006")?)
    };
    wins(attack, 2.0);
    assert_eq!(guarded().number("faelle", SECRET, 2023), None);
    let county = |seen: &Published| {
        let others: Option<f64> = (0..8).filter(|at| *at != 4).map(|at| seen.number("faelle", &key(at), 2023)).sum();
        Some(seen.number("faelle", "88001", 2023)? - others?)
    };
    wins(county, 2.0);
}

#[test]
fn two_areas_that_differ_by_one_municipality() {
    wins(|seen| Some(seen.number("faelle", "H", 2023)? - seen.number("faelle", "P1", 2023)?), 2.0);
}

#[test]
fn two_groupings_of_age() {
    let of = "88001002";
    wins(|seen| Some(seen.number("faelle_u18", of, 2023)? - seen.number("faelle_u15", of, 2023)?), 1.0);
}

#[test]
fn sums_over_years_less_single_years() {
    let attack = |seen: &Published| {
        let year = |year| seen.number("faelle", SECRET, year);
        Some(seen.number("faelle_3j", SECRET, 2023)? - year(2022)? - year(2021)?)
    };
    wins(attack, 2.0);
}

#[test]
fn a_rate_with_many_decimals_times_the_population() {
    let attack = |seen: &Published| {
        let cases =
            |area: &str| Some((seen.number("quote", area, 2023)? * seen.number("leute", area, 2023)? / 100.0).round());
        Some(cases("R2")? - cases("88001004")? - cases("88001006")?)
    };
    wins(attack, 2.0);
}

#[test]
fn an_average_times_its_count() {
    let attack = |seen: &Published| {
        let sum = |area: &str| Some(seen.number("kosten_je_fall", area, 2023)? * seen.number("faelle", area, 2023)?);
        Some(((sum("R2")? - sum("88001004")? - sum("88001006")?) / 1000.0).round())
    };
    wins(attack, 2.0);
}

/// The county in which a case of the fifth municipality is one of another whose number is hidden as well.
fn other_world() -> [[i64; 3]; 8] {
    let partner = (0..8).find(|at| *at != 4 && guarded().number("faelle", &key(*at), 2023).is_none()).unwrap();
    let mut world = CASES;
    world[4][2] -= 1;
    world[partner][2] += 1;
    world
}

#[test]
fn bars_coordinates_texts_orders_and_files_do_not_depend_on_a_secret() {
    let differing = |one: &Published, other: &Published| -> Vec<PathBuf> {
        let (one, other) = (one.files(), other.files());
        assert_eq!(one.keys().collect::<Vec<_>>(), other.keys().collect::<Vec<_>>());
        one.into_iter().filter(|(path, bytes)| other[path] != *bytes).map(|(path, _)| path).collect()
    };
    let world = other_world();
    let leaking = differing(open(), &publish(county(&world, "").path()));
    let leaks = |ending: &str| leaking.iter().any(|path| path.to_string_lossy().ends_with(ending));
    assert!(
        leaks("faelle-ranking.svg") && leaks("main.typ") && leaks("published.json") && leaks(".pdf"),
        "{leaking:?}"
    );
    let other = publish(county(&world, RULE).path());
    let leaking = differing(guarded(), &other);
    assert!(leaking.is_empty(), "{leaking:?}");
}

#[test]
fn borders_of_classes_and_the_order_of_bars() {
    // The fifth municipality has the highest rate: the last class of the map ends with it, and its bar comes first.
    let read = |seen: &Published, file: &str| {
        fs::read_to_string(seen.output.path().join("gemeinden/typst/drawings").join(file)).unwrap()
    };
    let secret = "16,667";
    assert!(read(open(), "quote-map.svg").contains(secret));
    assert!(
        !read(guarded(), "quote-map.svg").contains(secret) && !read(guarded(), "quote-ranking.svg").contains(secret)
    );
    let order = |seen: &Published| {
        let text = read(seen, "quote-ranking.svg");
        let names = ["Dorn", "Eiben", "Fichten", "Hasel"];
        let mut found: Vec<(usize, &str)> = names.iter().filter_map(|name| Some((text.find(*name)?, *name))).collect();
        found.sort_unstable();
        found.into_iter().map(|(_, name)| name).collect::<Vec<_>>()
    };
    assert_eq!(order(open())[0], "Eiben");
    assert_ne!(order(guarded())[0], "Eiben");
}

#[test]
fn a_new_edition_against_an_old_one() {
    // The old edition shows the second room and one municipality of it; the third one protects the secret. The new one
    // shows two municipalities only, and has no need to hide the third, had the old one never been.
    let number = |seen: &Published, area: &str| seen.number("faelle", area, 2023);
    let old = guarded();
    let (partner, other) = match number(old, "88001004") {
        None => ("88001004", "88001006"),
        Some(_) => ("88001006", "88001004"),
    };
    let next = |remembers: bool| {
        let folder = county(&CASES, RULE);
        for report in ["raeume", "planung"] {
            fs::remove_file(folder.path().join(format!("reports/{report}.toml"))).unwrap();
        }
        let report = folder.path().join("reports/gemeinden.toml");
        let text = fs::read_to_string(&report).unwrap().replace("2025-01-31", "2026-01-31").replace(&pictures(), "");
        let text = text.replace(
            "level = \"gemeinde\"\ncompare = \"88001\"",
            &format!("keys = [\"{partner}\"]\ncompare = \"{partner}\""),
        );
        fs::write(report, text).unwrap();
        if remembers {
            keep_editions(old, folder.path());
        }
        publish(folder.path())
    };
    let attack = |new: &Published| Some(number(old, "R2")? - number(old, other)? - number(new, partner)?);
    assert_eq!(attack(&next(false)), Some(2.0), "succeeds where old editions are forgotten");
    assert_eq!(attack(&next(true)), None, "fails where they are kept");
}

#[test]
fn a_revised_edition_against_an_old_one() {
    // Seven late cases of the fifth municipality: its new number and the change of the room tell the old one.
    let mut revised = CASES;
    revised[4] = [3, 3, 3];
    let number = |seen: &Published, area: &str| seen.number("faelle", area, 2023);
    let next = |remembers: bool| {
        let folder = county(&revised, RULE);
        if remembers {
            keep_editions(guarded(), folder.path());
        }
        publish(folder.path())
    };
    let attack = |new: &Published| Some(number(new, SECRET)? - (number(new, "R2")? - number(guarded(), "R2")?));
    assert_eq!(attack(&next(false)), Some(2.0), "succeeds where old editions are forgotten");
    assert_eq!(attack(&next(true)), None, "fails where they are kept");
}

/// What was published becomes the editions of a workspace.
fn keep_editions(old: &Published, workspace: &Path) {
    fs::create_dir(workspace.join("editions")).unwrap();
    for report in ["gemeinden", "raeume", "planung"] {
        let record = old.output.path().join(report).join("published.json");
        fs::copy(record, workspace.join(format!("editions/{report}.json"))).unwrap();
    }
}

#[test]
fn rounded_counts_with_an_exact_total_elsewhere() {
    let rounding = "protection = { method = \"round\", round_to = 5, salt = \"Deich, Siel und Koog 17\", reason = \"auf 5 gerundet\" }\n";
    let rounded = publish(county(&CASES, rounding).path());
    let total: i64 = CASES.iter().flatten().sum();
    let others = |seen: &Published| -> f64 {
        (0..8).filter(|at| *at != 4).map(|at| seen.number("faelle", &key(at), 2023).unwrap_or(0.0)).sum()
    };
    assert_eq!(total as f64 - others(open()), 2.0, "exact counts give it away");
    let all_rounded = (0..8).all(|at| rounded.number("faelle", &key(at), 2023).is_none_or(|count| count % 5.0 == 0.0));
    assert!(all_rounded);
    // Who has everything but the text that stays in house cannot repeat the drawing.
    let again = publish(county(&CASES, &rounding.replace("17", "18")).path());
    let drawn = |seen: &Published| -> Vec<Option<f64>> {
        (0..8)
            .flat_map(|at| (2021..=2023).map(move |year| (at, year)))
            .map(|(at, year)| seen.number("faelle", &key(at), year))
            .collect()
    };
    assert!(drawn(&rounded) != drawn(&again));
    // Each of seven rounded counts may be four more or four less.
    let (low, high) = (total as f64 - others(&rounded) - 28.0, total as f64 - others(&rounded) + 28.0);
    assert!(low < 0.0 && high >= 5.0, "{low} to {high}");
}
