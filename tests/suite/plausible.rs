//! Slips in delivered files: each is told with file and line, and real data stays unremarked.

use drucksache::data;
use drucksache::definition;
use drucksache::plan;
use drucksache::problem::Notes;

use crate::workspace::small_county;

/// What is said of a file of people with these rows added.
fn said(rows: &str, further: &[(&str, &str)]) -> String {
    let people = format!("+{rows}");
    let mut files = vec![("data/leute.csv", people.as_str())];
    files.extend(further);
    let folder = small_county(&files);
    let mut notes = Notes::new();
    let definitions = definition::read(folder.path()).unwrap_or_else(|problems| panic!("{problems}"));
    let plan = plan::resolve(definitions, &mut notes).unwrap_or_else(|problems| panic!("{problems}"));
    match data::measure(&plan.cube, &mut notes) {
        Ok(_) => notes.to_string(),
        Err(problems) => problems.to_string(),
    }
}

#[test]
fn the_usual_file_is_not_remarked() {
    assert_eq!(said("", &[]), "");
}

#[test]
fn a_jump_against_the_year_before_has_its_line() {
    let text = said(
        "",
        &[
            (
                "data/leute.csv",
                "schluessel;jahr;wert\n88001001;2023;1585\n88001002;2023;400\n88001001;2024;2\n88001002;2024;410\n",
            ),
            (
                "indicator-sets/leute.toml",
                "title = \"L\"\n[[base]]\nid = \"leute\"\nname = \"Leute\"\nsource = \"leute\"\n[[indicator]]\nid = \"leute\"\nname = \"L\"\ndefinition = \"L\"\nkind = \"count\"\nnumerator = [\"leute\"]\nreading = \"x\"\n",
            ),
            (
                "reports/probe.toml",
                "template = \"fachbericht\"\ntitle = \"P\"\ndate = 2025-01-31\nas_of = 2024-12-31\n[areas]\nlevel = \"gemeinde\"\ncompare = \"88001\"\n[period]\nfrom = 2023\nto = 2024\n[[chapter]]\ntitle = \"L\"\nindicators = [\"leute\"]\n",
            ),
        ],
    );
    assert!(
        text.contains("D0080") && text.contains("`Leute` jumps in Ahrendorf in 2024: * after 1\u{202f}585"),
        "{text}"
    );
    assert!(text.contains("data/leute.csv:4:1"), "{text}");
}

#[test]
fn a_total_that_its_parts_do_not_give_has_its_line() {
    let mut rows = String::new();
    for (key, parts) in [("88001001", [10, 30]), ("88001002", [20, 40]), ("88001003", [30, 50])] {
        for year in [2021, 2022] {
            let total = parts[0] + parts[1] + if key == "88001003" && year == 2022 { 9 } else { 0 };
            rows += &format!(
                "{key};{year};jung;{}\n{key};{year};alt;{}\n{key};{year};insgesamt;{total}\n",
                parts[0], parts[1]
            );
        }
    }
    let head = format!("schluessel;jahr;alter;wert\n{rows}");
    let text = said("", &[("data/leute.csv", &head)]);
    assert!(text.contains("D0081") && text.contains("codes of `alter` add up to 80, the total says 89"), "{text}");
    assert!(text.contains("data/leute.csv:19:1"), "{text}");
}

#[test]
fn mixed_units_and_second_rows_are_told() {
    let units = "schluessel;jahr;alter;einheit;wert\n88001001;2023;jung;Anzahl;10\n88001001;2023;alt;1000;30\n88001002;2023;jung;Anzahl;10\n\
                 88001002;2023;alt;1000;30\n88001003;2023;jung;Anzahl;10\n88001003;2023;alt;1000;30\n";
    let text = said("", &[("data/leute.csv", units)]);
    assert!(text.contains("D0075") && text.contains("`Leute` mixes units: `Anzahl` and `1000`"), "{text}");
    let percent = "schluessel;jahr;alter;wert\n88001001;2023;jung;10\n88001002;2023;jung;31%\n88001003;2023;jung;10\n";
    let text = said("", &[("data/leute.csv", percent)]);
    assert!(text.contains("D0075") && text.contains("`%`") && text.contains("data/leute.csv:3:1"), "{text}");
    let text = said("88001001;2024;jung;11\n", &[]);
    assert!(text.contains("D0024") && text.contains("data/leute.csv:14:1"), "{text}");
}

#[test]
fn a_survey_with_a_column_for_every_question_is_read() {
    let names: Vec<String> = (1..=24).map(|question| format!("frage{question}")).collect();
    let mut rows = format!("schluessel;jahr;alter;{};wert\n", names.join(";"));
    for key in ["88001001", "88001002", "88001003"] {
        for answer in 0..10 {
            let age = if answer < 5 { "jung" } else { "alt" };
            let answers: Vec<String> = (0..24).map(|question| format!("a{}", (answer + question) % 10)).collect();
            rows += &format!(
                "{key};2023;{age};{};{}\n{key};2024;{age};{};1\n",
                answers.join(";"),
                answer + 1,
                answers.join(";")
            );
        }
    }
    let text = said("", &[("data/leute.csv", &rows)]);
    assert!(!text.contains("error"), "{text}");
}

#[test]
fn a_share_beyond_the_whole_is_told() {
    let text = said(
        "",
        &[(
            "indicator-sets/leute.toml",
            "+\n[[indicator]]\nid = \"x\"\nname = \"X\"\ndefinition = \"X\"\nkind = \"share\"\nnumerator = [\"leute\"]\ndenominator = [\"jung\"]\nreading = \"x\"\n",
        )],
    );
    assert!(text.contains("D0082") && text.contains("`x` is not between 0 and 100 per cent"), "{text}");
}

#[test]
fn keys_that_lost_a_zero_are_repaired_and_strangers_told() {
    let areas = "key;name;level;parent\n08001001;Ahrendorf;gemeinde;08001\n08001002;Bökensiel;gemeinde;08001\n08001;Kreis;kreis;\n";
    let people = "schluessel;jahr;alter;wert\n8001001;2023;jung;1\n8001001;2023;alt;2\n8001002;2023;jung;1\n8001002;2023;alt;2\n08001999;2023;jung;1\n08001999;2023;alt;1\n";
    let report = "template = \"fachbericht\"\ntitle = \"P\"\ndate = 2025-01-31\nas_of = 2024-12-31\n[areas]\nlevel = \"gemeinde\"\ncompare = \"08001\"\n[period]\nfrom = 2023\nto = 2023\n[[chapter]]\ntitle = \"L\"\nindicators = [\"leute\"]\n";
    let text = said("", &[("data/areas.csv", areas), ("data/leute.csv", people), ("reports/probe.toml", report)]);
    assert!(
        text.contains("D0076") && text.contains("leading zero lost in keys (2 of them), for instance `8001001`"),
        "{text}"
    );
    assert!(text.contains("D0023") && text.contains("`08001999`") && text.contains("data/leute.csv:6:1"), "{text}");
}

#[test]
fn points_in_time_are_added_up_only_where_something_happens_in_between() {
    let head = "schluessel;monat;jahr;alter;wert\n";
    let rows: String = ["88001001", "88001002", "88001003"]
        .iter()
        .flat_map(|key| {
            ["November", "Dezember"].map(|month| format!("{key};{month};2024;jung;5\n{key};{month};2024;alt;9\n"))
        })
        .collect();
    let set = |flow: &str| {
        let head = "title = \"L\"\n";
        let base = |id: &str, age: &str| {
            format!(
                "[[base]]\nid = \"{id}\"\nname = \"{id}\"\nsource = \"leute\"\n{flow}where = {{ monat = [\"November\", \"Dezember\"]{age} }}\n"
            )
        };
        let indicator = "[[indicator]]\nid = \"leute\"\nname = \"L\"\ndefinition = \"L\"\nkind = \"count\"\nnumerator = [\"leute\"]\n\
                         reading = \"x\"\n[[indicator]]\nid = \"jugend\"\nname = \"J\"\ndefinition = \"J\"\nkind = \"share\"\n\
                         numerator = [\"jung\"]\ndenominator = [\"leute\"]\nreading = \"x\"\n";
        format!("{head}{}{}{indicator}", base("leute", ""), base("jung", ", alter = [\"jung\"]"))
    };
    let text = head.to_owned() + &rows;
    let told = |flow: &str| said("", &[("data/leute.csv", text.as_str()), ("indicator-sets/leute.toml", &set(flow))]);
    assert!(told("").contains("D0069") && told("").contains("adds up 2 points in time"), "{}", told(""));
    assert!(!told("flow = true\n").contains("D0069"), "{}", told("flow = true\n"));
}

#[test]
fn a_rule_over_contributors_that_the_file_does_not_name_is_refused() {
    let rule = "+protection = { dominance = { by = \"treager\", largest = 1, share = 85 }, reason = \"Regel\" }\n";
    let text = said("", &[("data/sources.toml", rule)]);
    assert!(text.contains("unknown dimension: `treager`") && text.contains("data/sources.toml:"), "{text}");
}

#[test]
fn half_a_person_among_whole_ones_is_told() {
    let mut rows = String::from("schluessel;jahr;alter;wert\n");
    for year in 2014..=2024 {
        for key in ["88001001", "88001002", "88001003"] {
            let young = if year == 2024 && key == "88001002" { "12,5" } else { "12" };
            rows += &format!("{key};{year};jung;{young}\n{key};{year};alt;40\n");
        }
    }
    let text = said("", &[("data/leute.csv", &rows)]);
    assert!(text.contains("D0068") && text.contains("data/leute.csv:64:1"), "{text}");
    assert!(!said("", &[("data/leute.csv", &rows.replace("12,5", "13"))]).contains("D0068"));
}
