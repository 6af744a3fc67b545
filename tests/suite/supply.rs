//! Facilities: needs against supply by hand, places on the map, slips in the register.

use std::fs;

use drucksache::number::Language;
use drucksache::pipeline;
use drucksache::problem::Notes;

use crate::workspace::{build, project, report, root, sample, small_county, with_copied_data};

const LIST: &str = "+\n[[chapter.list]]\nkind = \"needs\"\nyears = [2026, 2027]\n";

/// Everybody needs half a place; tomorrow in two futures, the second with a rate of its own.
const KIND: &str = "[[kind]]\nid = \"k\"\nname = \"Krippen\"\ndemand = \"leute\"\nrate = 50.0\ncost = 1000\n\n\
    [[kind.scenario]]\nname = \"wenig\"\ndemand = \"wenig\"\nassumes = \"Es wird ruhig.\"\n\n\
    [[kind.scenario]]\nname = \"viel\"\ndemand = \"viel\"\nrate = 60.0\nassumes = \"Es wird voll.\"\n\n";

fn forecast() -> Vec<(&'static str, &'static str)> {
    vec![
        (
            "data/sources.toml",
            "+\n[[source]]\nid = \"morgen\"\nfile = \"morgen.csv\"\ntitle = \"Prognose\"\nprovider = \"Ämter\"\n\
             dimensions = { fall = \"fall\" }\n",
        ),
        (
            "data/morgen.csv",
            "schluessel;jahr;fall;wert\n88001;2026;wenig;170\n88001;2027;wenig;151\n88001;2026;viel;210\n88001;2027;viel;250\n",
        ),
        (
            "indicator-sets/morgen.toml",
            "title = \"Morgen\"\n\n[[base]]\nid = \"wenig\"\nname = \"W\"\nsource = \"morgen\"\nwhere = { fall = [\"wenig\"] }\n\n\
             [[base]]\nid = \"viel\"\nname = \"V\"\nsource = \"morgen\"\nwhere = { fall = [\"viel\"] }\n\n\
             [[indicator]]\nid = \"wenig\"\nname = \"W\"\ndefinition = \"W\"\nkind = \"count\"\ndecimals = 0\nnumerator = [\"wenig\"]\n\
             reading = \"{area} {value}\"\n\n[[indicator]]\nid = \"viel\"\nname = \"V\"\ndefinition = \"V\"\nkind = \"count\"\ndecimals = 0\n\
             numerator = [\"viel\"]\nreading = \"{area} {value}\"\n",
        ),
    ]
}

fn facility(name: &str, area: &str, more: &str) -> String {
    format!("[[facility]]\nname = \"{name}\"\nkind = \"k\"\narea = \"{area}\"\n{more}\n\n")
}

fn told(files: &[(&str, &str)]) -> String {
    let folder = small_county(files);
    match pipeline::check(folder.path(), &[], Language::De, &mut Notes::new(), &|_| {}) {
        Ok(_) => String::new(),
        Err(problems) => problems.to_string(),
    }
}

#[test]
fn needs_can_be_checked_by_hand() {
    let register = KIND.to_owned()
        + &facility("Nord", "88001001", "places = 30\nsince = 2010")
        + &facility("Süd", "88001002", "places = 25\nsince = 2027")
        + &facility("Alt", "88001003", "places = 40\nuntil = 2026");
    let mut files = forecast();
    files.extend([("data/facilities.toml", register.as_str()), ("reports/probe.toml", LIST)]);
    let folder = small_county(&files);
    let output = tempfile::tempdir().unwrap();
    let outcome = build(folder.path(), output.path(), &mut Notes::new()).unwrap();
    assert!(outcome.problems.is_empty(), "{}", outcome.problems);
    let text = outcome.deliveries[0].pages.join(" ").split_whitespace().collect::<Vec<_>>().join(" ");
    // 42, 62 and 82 people in 2024, half a place each; Süd is not there yet.
    assert!(text.contains("Ahrendorf 42 21 30 +9 143 Bökensiel 62 31 – −31 – Cismar 82 41 40 −1 98"), "{text}");
    assert!(text.contains("Kreis Quarnow 186 93 70 −23 75"), "{text}");
    // 170 / 2 and 210 × 0.6 against 30 + 40; then 151 / 2, rounded, and 250 × 0.6 against 30 + 25. A thousand euros each.
    assert!(text.contains("2026 70 85 126 −15 −56 15 000 56 000"), "{text}");
    assert!(text.contains("2027 55 76 150 −21 −95 21 000 95 000"), "{text}");
    for words in
        ["wenig: Es wird ruhig.", "viel: Es wird voll. Bedarf: 60 Plätze je 100.", "Bedarf: 50 Plätze je 100 (Leute)"]
    {
        assert!(text.contains(words), "{words}: {text}");
    }
}

#[test]
fn what_is_secret_of_those_in_need_stays_secret() {
    let register = KIND.to_owned() + &facility("Nord", "88001001", "places = 30");
    let few = "schluessel;jahr;alter;wert\n88001001;2023;jung;1\n88001001;2023;alt;0\n88001002;2023;jung;20\n88001002;2023;alt;40\n\
               88001003;2023;jung;30\n88001003;2023;alt;50\n88001001;2024;jung;1\n88001001;2024;alt;1\n88001002;2024;jung;21\n\
               88001002;2024;alt;41\n88001003;2024;jung;31\n88001003;2024;alt;51\n";
    let sources = "+protection = { minimum = 3, reason = \"unter 3\" }\n\n[[source]]\nid = \"morgen\"\nfile = \"morgen.csv\"\n\
                   title = \"Prognose\"\nprovider = \"Ämter\"\ndimensions = { fall = \"fall\" }\n";
    let mut files = forecast();
    files.retain(|(name, _)| *name != "data/sources.toml");
    files.extend([
        ("data/sources.toml", sources),
        ("data/leute.csv", few),
        ("data/facilities.toml", register.as_str()),
        ("reports/probe.toml", LIST),
    ]);
    let folder = small_county(&files);
    let output = tempfile::tempdir().unwrap();
    let outcome = build(folder.path(), output.path(), &mut Notes::new()).unwrap();
    let text = outcome.deliveries[0].pages.join(" ").split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(text.contains("Ahrendorf * * 30 * *"), "{text}");
}

#[test]
fn slips_in_the_register_have_their_line() {
    let cases = [
        (facility("A", "88001001", "point = { lat = 9.9, lon = 53.9 }"), "{ lat = 9.9, lon = 53.9 }"),
        (facility("A", "88001001", "point = { lat = 53.9, east = 565000 }"), "{ lat = 53.9, east = 565000 }"),
        (facility("A", "88001001", "since = 2020\nuntil = 2019"), "until >= 2020"),
        (facility("A", "88001009", ""), "88001009"),
    ];
    for (slip, words) in cases {
        let mut files = forecast();
        let register = KIND.to_owned() + &slip;
        files.push(("data/facilities.toml", register.as_str()));
        let told = told(&files);
        assert!(told.contains(words) && told.contains("facilities.toml:"), "{words}: {told}");
    }
    let rates = [
        ("[[kind]]\nid = \"k\"\nname = \"K\"\nrate = 5.0\n", "demand"),
        ("[[kind]]\nid = \"k\"\nname = \"K\"\ndemand = \"leute\"\nrate = -5.0\n", "0 < rate"),
        (
            "[[kind]]\nid = \"k\"\nname = \"K\"\ndemand = \"leute\"\n\n[[kind.scenario]]\nname = \"S\"\ndemand = \"wenig\"\nassumes = \"A\"\n",
            "rate",
        ),
    ];
    for (register, words) in rates {
        let mut files = forecast();
        files.push(("data/facilities.toml", register));
        let told = told(&files);
        assert!(told.contains(words), "{words}: {told}");
    }
    let without_years = "+\n[[chapter.list]]\nkind = \"needs\"\n";
    let mut files = forecast();
    files.extend([("data/facilities.toml", KIND), ("reports/probe.toml", without_years)]);
    let told = told(&files);
    assert!(told.contains("years") && told.contains("probe.toml:"), "{told}");
}

#[test]
fn a_facility_lies_where_its_place_says() {
    let point = |name: &str, area: &str, point: &str| facility(name, area, &format!("places = 20\npoint = {point}"));
    let register = "[[kind]]\nid = \"k\"\nname = \"Zentren\"\n\n".to_owned()
        + &point("Am Siel", "990010001", "{ lat = 54.772, lon = 7.262 }")
        + &point("Hafen", "990010002", "{ lat = 54.834, lon = 7.061 }");
    let sites = "\n[[chapter.picture]]\nkind = \"sites\"\nfacilities = [\"k\"]\n";
    let folder = with_copied_data(&(report("analyseraum", "\"kinderarmut\"") + sites));
    let output = tempfile::tempdir().unwrap();
    let metres = register.replace("{ lat = 54.772, lon = 7.262 }", "{ east = 388198.9, north = 6070805.6 }");
    assert_ne!(metres, register);
    let drawing = |register: &str, notes: &mut Notes| {
        fs::write(folder.path().join("data/facilities.toml"), register).unwrap();
        let outcome = build(folder.path(), output.path(), notes).unwrap();
        assert!(outcome.problems.is_empty(), "{}", outcome.problems);
        fs::read_to_string(project(&outcome.deliveries[0]).join("drawings/picture-1.svg")).unwrap()
    };
    let mut notes = Notes::new();
    let (one, other) = (drawing(&register, &mut notes), drawing(&metres, &mut notes));
    assert_eq!(one, other, "degrees and metres of one place");
    assert!(notes.is_empty(), "{notes}");
    // The town hall of another town.
    let elsewhere = register.replace("{ lat = 54.834, lon = 7.061 }", "{ lat = 54.772, lon = 7.262 }");
    assert_ne!(drawing(&elsewhere, &mut notes), one);
    let told = notes.to_string();
    assert!(told.contains("D0131") && told.contains("`Hafen`") && told.contains("facilities.toml:"), "{told}");
}

#[test]
fn everybody_reads_or_hears_all_facilities_of_the_map() {
    let register = fs::read_to_string(root().join("data/facilities.toml")).unwrap();
    let report = &sample().deliveries["fachbericht"];
    let typst = fs::read_to_string(project(report).join("fachbericht/main.typ")).unwrap();
    let alternative = typst.split('"').find(|text| text.starts_with("Karte der Einrichtungen")).unwrap();
    let open =
        register.split("[[facility]]").skip(1).filter(|of| of.contains("familienzentrum") && !of.contains("2027"));
    for facility in open {
        let name = facility.split('"').nth(1).unwrap();
        assert!(alternative.contains(name), "{name}: {alternative}");
    }
}
