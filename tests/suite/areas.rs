//! Areas that change, overlap and are named otherwise; signs of every set.

use std::fs;

use drucksache::data;
use drucksache::definition;
use drucksache::disclosure::Figures;
use drucksache::figures::Sign;
use drucksache::plan::{self, Plan};
use drucksache::problem::{Notes, Problems};

use crate::workspace::{build, protected, small_county};

/// The report of the small county.
const REPORT: &str = "template = \"fachbericht\"\ntitle = \"Probe\"\ndate = 2025-01-31\nas_of = 2024-12-31\n\n[areas]\n\
                      level = \"gemeinde\"\ncompare = \"88001\"\n\n[period]\nfrom = 2023\nto = 2024\n\n\
                      [[chapter]]\ntitle = \"Leute\"\nindicators = [\"leute\", \"jugend\"]\n";

type Measured = Result<(Plan, Figures, Notes), Problems>;

/// Measures a small county with some files changed.
fn measured(files: &[(&str, &str)]) -> Measured {
    let folder = small_county(files);
    let mut notes = Notes::new();
    let plan = plan::resolve(definition::read(folder.path())?, &mut notes)?;
    let figures = protected(&plan.cube, &data::measure(&plan.cube, &mut notes)?);
    Ok((plan, figures, notes))
}

fn count((plan, figures, _): &(Plan, Figures, Notes), area: &str, year: i32) -> Result<i128, Sign> {
    let (indicator, area) = (plan.cube.indicator("leute").unwrap(), plan.cube.areas.find(area).unwrap());
    let cell = figures.value(indicator, area, year);
    cell.value().map(|value| value.to_integer()).ok_or_else(|| cell.sign().unwrap())
}

#[test]
fn a_merged_municipality_counts_in_the_one_it_became() {
    let changes = [
        ("drucksache.toml", "+\n[changes]\nfile = \"aenderungen.csv\"\n"),
        (
            "data/aenderungen.csv",
            "old;new;year;share\n88001008;88001003;2024;\n88001009;88001001;2024;0,25\n88001009;88001002;2024;0,75\n",
        ),
        (
            "data/leute.csv",
            "+88001008;2023;jung;3\n88001008;2023;alt;4\n88001009;2023;jung;40\n88001009;2023;alt;0\n88001008;2024;jung;-\n88001008;2024;alt;-\n",
        ),
    ];
    let found = measured(&changes).unwrap_or_else(|problems| panic!("{problems}"));
    assert!(found.2.is_empty(), "{}", found.2);
    assert_eq!([count(&found, "88001003", 2023), count(&found, "88001003", 2024)], [Ok(87), Ok(82)]);
    assert_eq!([count(&found, "88001001", 2023), count(&found, "88001002", 2023)], [Ok(50), Ok(90)]);
    assert_eq!(count(&found, "88001", 2023), Ok(227), "the county loses nobody");
    let (plan, figures, _) = &found;
    let split = figures.value(plan.cube.indicator("leute").unwrap(), plan.cube.areas.find("88001002").unwrap(), 2023);
    assert!(split.flags().is_estimated(), "what is divided by a share is estimated");
    let county = figures.value(plan.cube.indicator("leute").unwrap(), plan.cube.areas.find("88001").unwrap(), 2023);
    assert!(!county.flags().is_estimated(), "the county has all parts");
}

#[test]
fn a_blank_cell_before_the_merger_does_not_stand_against_the_former() {
    let changes = [
        ("drucksache.toml", "+\n[changes]\nfile = \"aenderungen.csv\"\n"),
        ("data/aenderungen.csv", "old;new;year\n88001008;88001003;2024\n"),
        (
            "data/leute.csv",
            "schluessel;alter;2023;2024\n88001001;jung;10;11\n88001001;alt;30;31\n88001002;jung;20;21\n88001002;alt;40;41\n\
             88001003;jung;;31\n88001003;alt;;51\n88001008;jung;3;\n88001008;alt;4;\n",
        ),
    ];
    let found = measured(&changes).unwrap_or_else(|problems| panic!("{problems}"));
    assert_eq!([count(&found, "88001003", 2023), count(&found, "88001003", 2024)], [Ok(7), Ok(82)]);
    assert_eq!(count(&found, "88001", 2023), Ok(107));
}

#[test]
fn a_former_municipality_without_a_row_leaves_a_gap() {
    let changes = [
        ("drucksache.toml", "+\n[changes]\nfile = \"aenderungen.csv\"\n"),
        ("data/aenderungen.csv", "old;new;year\n88001008;88001003;2024\n88001009;88001003;2024\n"),
        ("data/leute.csv", "+88001008;2023;jung;3\n88001008;2023;alt;4\n88001008;2024;jung;3\n"),
    ];
    let found = measured(&changes).unwrap_or_else(|problems| panic!("{problems}"));
    assert_eq!(count(&found, "88001003", 2023), Err(Sign::Missing), "the other one is not known");
    assert_eq!(count(&found, "88001", 2023), Err(Sign::Missing));
    let told = found.2.to_string();
    assert!(told.contains("D0079") && told.contains("`88001008` is no area any more since 2024"), "{told}");
    assert!(told.contains("data/leute.csv:16:1"), "{told}");
}

#[test]
fn a_former_municipality_is_known_by_every_form_of_its_key() {
    // The changes have keys of eight digits, the file those of twelve, and one of seven.
    let changes = [
        ("drucksache.toml", "+\n[changes]\nfile = \"aenderungen.csv\"\n"),
        ("data/aenderungen.csv", "old;new;year\n08001008;08001003;2024\n08001009;08001003;2024\n"),
        (
            "data/areas.csv",
            "key;name;level;parent\n08001001;Ahrendorf;gemeinde;08001\n08001002;Bökensiel;gemeinde;08001\n\
             08001003;Cismar;gemeinde;08001\n08001;Kreis Quarnow;kreis;\n",
        ),
        (
            "data/leute.csv",
            "schluessel;jahr;alter;wert\n080010001001;2023;jung;1\n080010001001;2023;alt;1\n080010001002;2023;jung;1\n\
             080010001002;2023;alt;1\n080010001003;2023;jung;1\n080010001003;2023;alt;1\n080010001008;2023;jung;5\n\
             080010001008;2023;alt;5\n8001009;2023;jung;7\n8001009;2023;alt;7\n",
        ),
        ("reports/probe.toml", &REPORT.replace("88001", "08001")),
    ];
    let found = measured(&changes).unwrap_or_else(|problems| panic!("{problems}"));
    assert_eq!([count(&found, "08001003", 2023), count(&found, "08001", 2023)], [Ok(26), Ok(30)]);
}

#[test]
fn a_former_municipality_that_had_been_put_together_is_not_missed_before() {
    // 31 and 32 became 8 in 2023, and that Cismar in 2024.
    let changes = [
        ("drucksache.toml", "+\n[changes]\nfile = \"aenderungen.csv\"\n"),
        (
            "data/aenderungen.csv",
            "old;new;year\n88001031;88001008;2023\n88001032;88001008;2023\n88001008;88001003;2024\n",
        ),
        (
            "data/leute.csv",
            "+88001001;2022;jung;1\n88001001;2022;alt;1\n88001002;2022;jung;1\n88001002;2022;alt;1\n88001003;2022;jung;1\n\
             88001003;2022;alt;1\n88001031;2022;jung;2\n88001031;2022;alt;3\n88001032;2022;jung;4\n88001032;2022;alt;5\n\
             88001008;2023;jung;7\n88001008;2023;alt;9\n",
        ),
        ("reports/probe.toml", &REPORT.replace("from = 2023", "from = 2022")),
    ];
    let found = measured(&changes).unwrap_or_else(|problems| panic!("{problems}"));
    assert_eq!([count(&found, "88001003", 2022), count(&found, "88001003", 2023)], [Ok(16), Ok(96)]);
    // One row of it less in a year, and the sum would be too small.
    let fewer = changes[2].1.replace("88001031;2022;jung;2\n88001031;2022;alt;3\n", "");
    let files = [changes[0], changes[1], ("data/leute.csv", fewer.as_str()), changes[3]];
    let found = measured(&files).unwrap_or_else(|problems| panic!("{problems}"));
    assert_eq!(count(&found, "88001003", 2022), Err(Sign::Missing));
}

#[test]
fn a_former_municipality_that_lacks_one_year_leaves_a_gap_in_one_that_goes_on() {
    let rows = "+88001001;2022;jung;1\n88001001;2022;alt;1\n88001002;2022;jung;1\n88001002;2022;alt;1\n\
                88001003;2022;jung;1\n88001003;2022;alt;1\n88001008;2022;jung;7\n88001008;2022;alt;9\n";
    let changes = [
        ("drucksache.toml", "+\n[changes]\nfile = \"aenderungen.csv\"\n"),
        ("data/aenderungen.csv", "old;new;year\n88001008;88001003;2024\n"),
        ("data/leute.csv", rows),
        ("reports/probe.toml", &REPORT.replace("from = 2023", "from = 2022")),
    ];
    let found = measured(&changes).unwrap_or_else(|problems| panic!("{problems}"));
    assert_eq!([count(&found, "88001003", 2022), count(&found, "88001003", 2023)], [Ok(18), Err(Sign::Missing)]);
}

#[test]
fn nobody_in_a_former_municipality_is_nobody_in_the_new_one() {
    let changes = [
        ("drucksache.toml", "+\n[changes]\nfile = \"aenderungen.csv\"\n"),
        ("data/aenderungen.csv", "old;new;year\n88001008;88001004;2024\n"),
        (
            "data/areas.csv",
            "key;name;level;parent;since\n88001001;Ahrendorf;gemeinde;88001;\n88001002;Bökensiel;gemeinde;88001;\n\
             88001003;Cismar;gemeinde;88001;\n88001004;Dorn;gemeinde;88001;2024\n88001;Kreis Quarnow;kreis;;\n",
        ),
        (
            "data/leute.csv",
            "+88001004;2023;jung;-\n88001004;2023;alt;-\n88001008;2023;jung;-\n88001008;2023;alt;-\n88001004;2024;jung;3\n\
             88001004;2024;alt;4\n",
        ),
    ];
    let found = measured(&changes).unwrap_or_else(|problems| panic!("{problems}"));
    assert_eq!([count(&found, "88001004", 2023), count(&found, "88001004", 2024)], [Ok(0), Ok(7)]);
}

#[test]
fn numbers_that_were_worked_out_for_the_new_area_are_not_counted_twice() {
    let rows = "+88001008;2023;jung;12\n88001008;2023;alt;22\n";
    let changes = |areas: &'static str| {
        [
            ("drucksache.toml", "+\n[changes]\nfile = \"aenderungen.csv\"\n"),
            ("data/aenderungen.csv", "old;new;year\n88001008;88001003;2024\n"),
            ("data/leute.csv", rows),
            ("data/areas.csv", areas),
        ]
    };
    let areas = "key;name;level;parent;since\n88001001;Ahrendorf;gemeinde;88001;\n88001002;Bökensiel;gemeinde;88001;\n\
                 88001003;Cismar;gemeinde;88001;\n88001;Kreis Quarnow;kreis;;\n";
    let found = measured(&changes(areas)).unwrap_or_else(|problems| panic!("{problems}"));
    assert_eq!(count(&found, "88001003", 2023), Ok(114));
    let told = found.2.to_string();
    assert!(told.contains("D0078") && told.contains("`since = 2024`"), "80 before, 82 after: {told}");
    let areas = "key;name;level;parent;since\n88001001;Ahrendorf;gemeinde;88001;\n88001002;Bökensiel;gemeinde;88001;\n\
                 88001003;Cismar;gemeinde;88001;2024\n88001;Kreis Quarnow;kreis;;\n";
    let found = measured(&changes(areas)).unwrap_or_else(|problems| panic!("{problems}"));
    assert_eq!(count(&found, "88001003", 2023), Ok(80));
    assert!(found.2.is_empty(), "{}", found.2);
}

#[test]
fn one_missing_row_of_the_last_year_is_told() {
    let areas: String = (1..=6).map(|at| format!("8800100{at};Ort {at};gemeinde;88001;\n")).collect();
    let areas = format!("key;name;level;parent;since\n{areas}88001;Kreis Quarnow;kreis;;\n");
    let rows: String = (1..=6)
        .map(|at| format!("8800100{at};2023;jung;1\n8800100{at};2023;alt;2\n8800100{at};2024;jung;1\n"))
        .collect();
    let rows = format!("schluessel;jahr;alter;wert\n{rows}{}", "88001001;2024;alt;3\n");
    let last: String = (2..=5).map(|at| format!("8800100{at};2024;alt;3\n")).collect();
    let whole = format!("{rows}{last}88001006;2024;alt;3\n");
    let rows = format!("{rows}{last}").replace("88001006;2024;jung;1\n", "");
    let told = |rows: &str| {
        let files = [("data/areas.csv", areas.as_str()), ("data/leute.csv", rows)];
        measured(&files).unwrap_or_else(|problems| panic!("{problems}")).2.to_string()
    };
    assert_eq!(told(&whole), "");
    let told = told(&rows);
    assert_eq!(told.matches("D0089").count(), 1);
    assert!(told.contains("no number for Kreis Quarnow in 2024: no row for `Ort 6`"), "{told}");
}

#[test]
fn a_sign_beside_the_last_year_loses_no_other_year() {
    for (heading, is_estimated) in [("2024*", false), ("2024p", false), ("Prognose 2024", true)] {
        let head = format!("schluessel;alter;2023;{heading}\n");
        let rows = "88001001;jung;10;11\n88001001;alt;30;31\n88001002;jung;20;21\n88001002;alt;40;41\n\
                    88001003;jung;30;31\n88001003;alt;50;51\n";
        let text = head + rows;
        let found = measured(&[("data/leute.csv", &text)]).unwrap_or_else(|problems| panic!("{heading}: {problems}"));
        assert_eq!([count(&found, "88001", 2023), count(&found, "88001", 2024)], [Ok(180), Ok(186)], "{heading}");
        let (plan, figures, _) = &found;
        let county = plan.cube.areas.find("88001").unwrap();
        let flags = figures.value(plan.cube.indicator("leute").unwrap(), county, 2024).flags();
        assert_eq!((flags.is_estimated(), flags.provisional), (is_estimated, heading == "2024p"), "{heading}");
    }
}

#[test]
fn years_with_and_without_a_day_are_not_mixed_in_silence() {
    let rows = "schluessel;jahr;alter;wert\n88001001;2023;jung;1\n88001001;2023;alt;1\n88001002;31.12.2023;jung;1\n\
                88001002;31.12.2023;alt;1\n88001003;2023;jung;1\n88001003;2023;alt;1\n";
    let text = measured(&[("data/leute.csv", rows)]).err().map(|problems| problems.to_string()).unwrap_or_default();
    assert!(text.contains("D0074") && text.contains("31.12."), "{text}");
}

#[test]
fn what_is_among_others_is_not_added_to_them() {
    let rows = "+88001001;2024;darunter Kinder;5\n88001002;2024;darunter Kinder;6\n88001003;2024;darunter Kinder;7\n";
    let found = measured(&[("data/leute.csv", rows)]).unwrap_or_else(|problems| panic!("{problems}"));
    assert_eq!(count(&found, "88001", 2024), Ok(186));
}

#[test]
fn a_land_above_the_only_county_is_more_than_the_county() {
    let settings = "+\n[[level]]\nid = \"land\"\nname = \"Land\"\nplural = \"Länder\"\n";
    let areas = "key;name;level;parent\n88001001;Ahrendorf;gemeinde;88001\n88001002;Bökensiel;gemeinde;88001\n\
                 88001003;Cismar;gemeinde;88001\n88001;Kreis Quarnow;kreis;88\n88;Land;land;\n";
    let files = |people: &'static str| {
        measured(&[("drucksache.toml", settings), ("data/areas.csv", areas), ("data/leute.csv", people)])
            .unwrap_or_else(|problems| panic!("{problems}"))
    };
    let published = files("+88;2024;jung;900\n88;2024;alt;9000\n");
    assert_eq!([count(&published, "88001", 2024), count(&published, "88", 2024)], [Ok(186), Ok(9_900)]);
    let unpublished = files("+");
    assert_eq!(count(&unpublished, "88001", 2024), Ok(186));
    assert!(count(&unpublished, "88", 2024).is_err(), "what is known of the Land is not the Land");
}

#[test]
fn changes_must_lead_somewhere_and_be_whole() {
    let changes = |rows: &'static str| {
        let text = format!("old;new;year;share\n{rows}\n");
        let problems = measured(&[("drucksache.toml", "+\n[changes]\nfile = \"a.csv\"\n"), ("data/a.csv", &text)]);
        problems.err().map(|problems| problems.to_string()).unwrap_or_default()
    };
    assert!(changes("88001008;88001099;2024;").contains("unknown area: `88001099`"));
    assert!(changes("88001001;88001002;2024;").contains("area defined twice: `88001001`"));
    assert!(changes("88001008;88001001;2024;0,5").contains("Σ share `88001008` = 1"));
    assert!(changes("88001008;88001001;bald;").contains("data/a.csv:2"));
}

#[test]
fn a_dash_is_no_zero_before_the_area_existed() {
    let files = [
        (
            "data/areas.csv",
            "key;name;level;parent;since\n88001001;A;gemeinde;88001;\n88001002;B;gemeinde;88001;\n88001003;C;gemeinde;88001;2024\n88001;K;kreis;;\n",
        ),
        (
            "data/leute.csv",
            "schluessel;jahr;wert\n88001001;2023;10\n88001002;2023;-\n88001003;2023;-\n88001001;2024;10\n88001002;2024;-\n88001003;2024;5\n",
        ),
        (
            "indicator-sets/leute.toml",
            "title = \"L\"\n[[base]]\nid = \"leute\"\nname = \"L\"\nsource = \"leute\"\n[[indicator]]\nid = \"leute\"\nname = \"L\"\ndefinition = \"L\"\nkind = \"count\"\nnumerator = [\"leute\"]\nreading = \"x\"\n",
        ),
        (
            "reports/probe.toml",
            "template = \"fachbericht\"\ntitle = \"P\"\ndate = 2025-01-31\nas_of = 2024-12-31\n[areas]\nlevel = \"gemeinde\"\ncompare = \"88001\"\n[period]\nfrom = 2023\nto = 2024\n[[chapter]]\ntitle = \"L\"\nindicators = [\"leute\"]\n",
        ),
    ];
    let found = measured(&files).unwrap_or_else(|problems| panic!("{problems}"));
    assert_eq!(count(&found, "88001002", 2023), Ok(0));
    assert_eq!(count(&found, "88001003", 2023), Err(Sign::NoArea));
    assert_eq!(count(&found, "88001", 2023), Ok(10), "what did not exist is no gap");
    assert_eq!(count(&found, "88001", 2024), Ok(15));
}

#[test]
fn responsibilities_may_overlap_but_are_never_added_up() {
    let partition = "+\n[[partition]]\nid = \"team\"\nname = \"Team\"\nplural = \"Teams\"\nfile = \"teams.csv\"\n";
    let teams = "key;name;member\nT1;Nord;88001001\nT1;Nord;88001002\nT2;Süd;88001002\n";
    let refused = measured(&[("drucksache.toml", partition), ("data/teams.csv", teams)]).err().unwrap().to_string();
    assert!(refused.contains("D0030") && refused.contains("D0031"), "both are told at once: {refused}");
    let allowed = format!("{partition}overlap = true\npartial = true\n");
    let found = measured(&[("drucksache.toml", &allowed), ("data/teams.csv", teams)])
        .unwrap_or_else(|problems| panic!("{problems}"));
    assert_eq!([count(&found, "T1", 2024), count(&found, "T2", 2024)], [Ok(104), Ok(62)]);
}

#[test]
fn cells_changed_at_the_source_are_not_expected_to_add_up() {
    let county = "+88001;2024;jung;64\n88001;2024;alt;123\n";
    let told = measured(&[("data/leute.csv", county)]).unwrap_or_else(|problems| panic!("{problems}")).2.to_string();
    assert!(told.contains("D0040"), "{told}");
    let altered = [("data/leute.csv", county), ("data/sources.toml", "+altered = \"cell-key\"\n")];
    let found = measured(&altered).unwrap_or_else(|problems| panic!("{problems}"));
    assert!(found.2.is_empty(), "{}", found.2);
    assert_eq!(count(&found, "88001", 2024), Ok(187), "the published county stands");
    let folder = small_county(&altered);
    let (output, mut notes) = (tempfile::tempdir().unwrap(), Notes::new());
    build(folder.path(), output.path(), &mut notes).unwrap();
    let typst = fs::read_to_string(output.path().join("probe/typst/fachbericht/main.typ")).unwrap();
    assert!(typst.contains("Teile ergeben nicht genau ihre Summe"));
}

#[test]
fn the_list_of_municipalities_is_an_area_table() {
    let Some(folder) = crate::readers::real_data() else { return };
    let file = folder.join("gemeindeverzeichnis/GV100AD_31082025.txt");
    let settings = format!(
        "data = \"/\"\nsources = \"data/sources.toml\"\n[publisher]\nname = \"K\"\nhead = \"L\"\nunit = \"S\"\n\
         [[level]]\nid = \"gemeinde\"\nname = \"G\"\nplural = \"G\"\n[[level]]\nid = \"raum\"\nname = \"R\"\nplural = \"R\"\n\
         [[level]]\nid = \"kreis\"\nname = \"K\"\nplural = \"K\"\n\
         [[area_table]]\nfile = {file:?}\nlevel = \"gemeinde\"\nrecord = 60\nwithin = \"01060\"\n\
         [[area_table]]\nfile = {file:?}\nlevel = \"raum\"\nrecord = 50\nwithin = \"01060\"\n\
         [[area_table]]\nfile = {file:?}\nlevel = \"kreis\"\nrecord = 40\nwithin = \"01060\"\n"
    );
    let folder = small_county(&[("drucksache.toml", &settings)]);
    let definitions = definition::read(folder.path()).unwrap_or_else(|problems| panic!("{problems}"));
    let areas = plan::areas(&definitions).unwrap_or_else(|problems| panic!("{problems}"));
    assert_eq!([areas.of_level(0).len(), areas.of_level(1).len(), areas.of_level(2).len()], [95, 15, 1]);
    let county = areas.find("01060").unwrap();
    assert_eq!(areas.get(county).members.len(), 96);
    assert_eq!(areas.get(areas.find("010605043").unwrap()).name, "Auenland Südholstein");
}

#[test]
fn every_set_of_signs_has_its_legend() {
    for (signs, sign, zero, meaning) in
        [("classic", ".", "–", "unbekannt"), ("letters", "g", "0", "geheim"), ("shorthand", "[c]", "0", "geheim")]
    {
        let settings = format!("signs = \"{signs}\"\n");
        let people = "+88001001;2022;jung;.\n88001001;2022;alt;.\n88001002;2022;jung;-\n88001002;2022;alt;-\n88001003;2022;jung;1\n88001003;2022;alt;2\n";
        let report = fs::read_to_string(small_county(&[]).path().join("reports/probe.toml"))
            .unwrap()
            .replace("from = 2023\nto = 2024", "from = 2022\nto = 2022");
        let folder = small_county(&[("data/leute.csv", people), ("reports/probe.toml", &report)]);
        let path = folder.path().join("drucksache.toml");
        let text = settings + &fs::read_to_string(&path).unwrap();
        fs::write(&path, text).unwrap();
        let (output, mut notes) = (tempfile::tempdir().unwrap(), Notes::new());
        let outcome = build(folder.path(), output.path(), &mut notes).unwrap_or_else(|problems| panic!("{problems}"));
        assert!(outcome.problems.is_empty(), "{}", outcome.problems);
        let typst = fs::read_to_string(output.path().join("probe/typst/fachbericht/main.typ")).unwrap();
        for text in [sign, zero] {
            assert!(typst.contains(&format!("\"text\": \"{text}\"")), "{signs}: {text}");
        }
        assert!(typst.contains(&format!("{sign} ")) && typst.contains(meaning), "{signs}");
    }
}

/// The areas of the only report, by name.
fn chosen(areas: &str, further: &str) -> Result<Vec<String>, String> {
    let report = fs::read_to_string(small_county(&[]).path().join("reports/probe.toml")).unwrap();
    let report = report.replace("level = \"gemeinde\"", areas) + further;
    let folder = small_county(&[("reports/probe.toml", &report)]);
    let output = tempfile::tempdir().unwrap();
    let outcome = build(folder.path(), output.path(), &mut Notes::new()).map_err(|problems| problems.to_string())?;
    if !outcome.problems.is_empty() {
        return Err(outcome.problems.to_string());
    }
    let typst = fs::read_to_string(output.path().join("probe/typst/fachbericht/main.typ")).unwrap();
    let names = ["Ahrendorf", "Bökensiel", "Cismar", "Nordraum"];
    let row = |name: &&str| typst.contains(&format!("\"name\": \"{name}\""));
    Ok(names.into_iter().filter(row).map(str::to_owned).collect())
}

#[test]
fn a_rule_chooses_areas_from_the_figures() {
    // Young people in 2024: 11 of 42, 21 of 62, 31 of 82; the county 63 of 186.
    let rule = |rule: &str| chosen(&format!("level = \"gemeinde\"\nwhere = \"{rule}\""), "");
    assert_eq!(rule("jugend > kreis").unwrap(), ["Cismar"]);
    assert_eq!(rule("jugend < kreis").unwrap(), ["Ahrendorf"], "33.87 is the county's printed twin and its equal");
    assert_eq!(rule("jugend >= 33,8").unwrap(), ["Bökensiel", "Cismar"]);
    assert_eq!(rule("jugend < kreis - 1 sd").unwrap(), ["Ahrendorf"]);
    assert!(rule("jugend > kreis + 3 sd").unwrap_err().contains("D0015"));
    let wrong = rule("jugend ist hoch").unwrap_err();
    assert!(wrong.contains("D0085") && wrong.contains("reports/probe.toml:"), "{wrong}");
    assert!(rule("jugnd > kreis").unwrap_err().contains("did you mean `jugend`"));
}

#[test]
fn areas_are_put_together_for_a_report() {
    let set = "\n[[area_set]]\nid = \"nord\"\nname = \"Nordraum\"\nmembers = [\"88001001\", \"88001002\"]\n";
    assert_eq!(chosen("keys = [\"nord\", \"88001003\"]", set).unwrap(), ["Cismar", "Nordraum"]);
    let found = measured(&[("reports/probe.toml", &format!("+{set}"))]).unwrap_or_else(|problems| panic!("{problems}"));
    assert_eq!(count(&found, "nord", 2024), Ok(104));
    let report = fs::read_to_string(small_county(&[]).path().join("reports/probe.toml")).unwrap();
    let twice = |second: &str| {
        let (one, two) = (format!("+{set}"), format!("{report}{second}"));
        let folder = small_county(&[("reports/probe.toml", one.as_str()), ("reports/zwei.toml", &two)]);
        let output = tempfile::tempdir().unwrap();
        let outcome = build(folder.path(), output.path(), &mut Notes::new()).unwrap_or_else(|found| panic!("{found}"));
        assert!(output.path().join("probe/probe.pdf").is_file(), "the other report is made");
        outcome.problems.to_string()
    };
    assert_eq!(twice(set), "", "two reports may mean the same");
    let other = twice(&set.replace("88001002", "88001003"));
    assert!(other.contains("D0014") && other.contains("zwei.toml"), "{other}");
    let wrong = chosen("keys = [\"nord\"]", &set.replace("88001002", "88001009")).unwrap_err();
    assert!(wrong.contains("unknown area: `88001009`") && wrong.contains("reports/probe.toml:"), "{wrong}");
}

#[test]
fn gaps_and_deliveries_are_lists() {
    let gap = "+[[source.gap]]\nfrom = 2022\nto = 2022\nreason = \"not-asked\"\nnote = \"bitte nachliefern\"\n";
    let report = fs::read_to_string(small_county(&[]).path().join("reports/probe.toml"))
        .unwrap()
        .replace("from = 2023", "from = 2022");
    let folder = small_county(&[
        ("data/sources.toml", gap),
        ("reports/probe.toml", &report),
        ("data/leute.csv", "+88001001;2021;jung;.\n88001001;2021;alt;5\n"),
    ]);
    let list = |what: &str| {
        let output = crate::workspace::run(&["--workspace", &folder.path().display().to_string(), "list", what]);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    let gaps = list("gaps");
    assert!(gaps.starts_with("indikator;schluessel;raum;jahr;stand;anbieter;bemerkung\n"), "{gaps}");
    assert!(gaps.contains("leute;88001001;Ahrendorf;2022;noch nicht angefragt;Ämter;bitte nachliefern\n"), "{gaps}");
    assert!(gaps.contains("leute;88001001;Ahrendorf;2024;vorhanden;Ämter;\n"), "{gaps}");
    let deliveries = list("deliveries");
    assert!(deliveries.contains("Ämter;leute;leute.csv;;2024;3/3;0/1"), "{deliveries}");
}

#[test]
fn a_total_by_any_word_is_not_counted_twice() {
    for word in ["insgesamt", "Summe", "beide Geschlechter", "Bevölkerung insgesamt", "", "T"] {
        let mut rows = String::from("schluessel;jahr;alter;wert\n");
        for (key, parts) in [("88001001", [11, 31]), ("88001002", [21, 41]), ("88001003", [31, 51])] {
            rows += &format!(
                "{key};2024;jung;{}\n{key};2024;alt;{}\n{key};2024;{word};{}\n",
                parts[0],
                parts[1],
                parts[0] + parts[1]
            );
        }
        let found = measured(&[("data/leute.csv", &rows)]).unwrap_or_else(|problems| panic!("{word}: {problems}"));
        assert_eq!(count(&found, "88001", 2024), Ok(186), "`{word}`");
    }
}

#[test]
fn other_counties_make_a_group_to_compare_with() {
    let areas = "key;name;level;parent\n88001001;Ahrendorf;gemeinde;88001\n88001002;Bökensiel;gemeinde;88001\n88001003;Cismar;gemeinde;88001\n\
                 88001;Kreis Quarnow;kreis;\n88002;Kreis A;kreis;\n88003;Kreis B;kreis;\n";
    let people = "+88002;2024;jung;10\n88002;2024;alt;30\n88003;2024;jung;30\n88003;2024;alt;30\n";
    let report = fs::read_to_string(small_county(&[]).path().join("reports/probe.toml")).unwrap();
    let report = report.replace("compare = \"88001\"", "compare = \"88001\"\nalso = [\"gruppe\"]")
        + "\n[[area_set]]\nid = \"gruppe\"\nname = \"Vergleichskreise\"\nmembers = [\"88002\", \"88003\"]\n";
    let found = measured(&[("data/areas.csv", areas), ("data/leute.csv", people), ("reports/probe.toml", &report)]);
    let found = found.unwrap_or_else(|problems| panic!("{problems}"));
    assert_eq!(count(&found, "gruppe", 2024), Ok(100));
    assert_eq!(count(&found, "88001", 2024), Ok(186), "other counties are no part of it");
    assert!(found.2.is_empty(), "{}", found.2);
}
