//! Long tables, hostile names, extreme values: nothing is lost, cut or read as markup.

use drucksache::problem::{Notes, Problems};
use proptest::prelude::*;

use crate::workspace::{build, over_sample_data, report};

fn text_of(files: &[(&str, &str)], change: impl Fn(String) -> String) -> Result<Vec<String>, Problems> {
    let workspace = over_sample_data(files, change);
    let outcome = build(workspace.path(), &workspace.path().join("output"), &mut Notes::new())?;
    if !outcome.problems.is_empty() {
        return Err(outcome.problems);
    }
    Ok(outcome.deliveries.into_iter().flat_map(|delivery| delivery.pages).collect())
}

#[test]
fn no_row_is_lost_at_a_page_break() {
    let report = report("gemeinde", "\"anteil_u18\"");
    let pages = text_of(&[("reports/lang.toml", &report)], |text| text).unwrap();
    let areas = std::fs::read_to_string(crate::workspace::root().join("data/areas.csv")).unwrap();
    let names: Vec<&str> = areas
        .lines()
        .filter(|line| line.contains(";gemeinde;") && !line.ends_with(";ja"))
        .map(|line| line.split(';').nth(1).unwrap())
        .collect();
    assert_eq!(names.len(), 95);
    let tables: Vec<&String> =
        pages.iter().filter(|page| page.lines().any(|line| line.trim().starts_with("Änderung zu "))).collect();
    assert!(tables.len() >= 2, "the table goes over pages");
    for name in names {
        let rows = tables.iter().flat_map(|page| page.lines()).filter(|line| line.trim() == name).count();
        assert_eq!(rows, 1, "{name}");
    }
    assert!(tables.iter().skip(1).all(|page| page.contains("Fortsetzung")), "continued tables say so");
}

#[test]
fn a_partition_can_be_reported_like_any_level() {
    let report = report("planungsraum", "\"anteil_65\"");
    let pages = text_of(&[("reports/planung.toml", &report)], |text| text).unwrap();
    assert!(pages.iter().any(|page| page.contains("Planungsraum Mitte")));
}

#[test]
fn one_area_alone_makes_a_page() {
    let report = report("kreis", "\"anteil_65\", \"einwohner\"");
    assert!(!text_of(&[("reports/allein.toml", &report)], |text| text).unwrap().is_empty());
}

#[test]
fn english_documents_speak_english() {
    let report = report("analyseraum", "\"sgb2_quote\"");
    let pages =
        text_of(&[("reports/english.toml", &report)], |text| text.replace("language = \"de\"", "language = \"en\""));
    let text = pages.unwrap().join("\n");
    assert!(text.contains("Ranking") && text.contains("Calculation") && text.contains("6.0"), "{text}");
}

const SOURCES: &str = "[[source]]\nid = \"probe\"\nfile = \"probe.csv\"\ntitle = \"T\"\nprovider = \"P\"\n";
const SET: &str = "title = \"S\"\n\n[[base]]\nid = \"probe\"\nname = \"N\"\nsource = \"probe\"\n\n[[indicator]]\nid = \
                   \"probe\"\nname = \"I\"\ndefinition = \"D\"\nkind = \"count\"\nnumerator = [\"probe\"]\nreading = \
                   \"{value}\"\n";

/// A workspace of two areas with one indicator whose values are given.
fn two_areas(name: &str, values: [&str; 2]) -> Result<String, Problems> {
    let areas = format!("key;name;level;parent\n1;\"{}\";a;0\n2;B;a;0\n0;K;k;\n", name.replace('"', "\"\""));
    let settings = "[publisher]\nname = \"K\"\nhead = \"H\"\nunit = \"U\"\n\n[[level]]\nid = \"a\"\nname = \
                    \"Raum\"\nplural = \"Räume\"\n\n[[level]]\nid = \"k\"\nname = \"Kreis\"\nplural = \
                    \"Kreise\"\n\n[[area_table]]\nfile = \"areas.csv\"\n";
    let rows = format!("area;period;value\n1;2023;{0}\n1;2024;{0}\n2;2023;{1}\n2;2024;{1}\n", values[0], values[1]);
    let report = report("a", "\"probe\"").replace("99001", "0");
    let pages = text_of(
        &[
            ("data/areas.csv", &areas),
            ("data/sources.toml", SOURCES),
            ("data/probe.csv", &rows),
            ("indicator-sets/probe.toml", SET),
            ("reports/probe.toml", &report),
        ],
        |_| settings.to_owned(),
    )?;
    Ok(pages.join("\n"))
}

#[test]
fn extreme_values_are_set_or_signed() {
    for values in [
        ["0", "0"],
        ["-5", "7"],
        [".", "."],
        ["-", "/"],
        ["x", "..."],
        ["999999999999", "-999999999999"],
        ["0,000001", "0,4"],
    ] {
        let text = two_areas("A", values).unwrap_or_else(|problems| panic!("{values:?}\n{problems}"));
        assert!(text.contains("Tabelle"), "{values:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn any_name_is_printed_as_it_is(name in "[A-Za-zÄÖÜäöüß#$*_\\[\\]{}<>@=~`^&|%+/\\\\' .:-]{3,18}") {
        let name = format!("A{}z", name.trim());
        let text = two_areas(&name, ["1", "2"]).unwrap_or_else(|problems| panic!("{name}\n{problems}"));
        let squeezed = |text: &str| text.split_whitespace().collect::<String>().replace('\u{ad}', "");
        prop_assert!(squeezed(&text).contains(&squeezed(&name)), "{name}");
    }
}

#[test]
fn markup_in_names_stays_text() {
    let name = "= A #let x $y$ [z] *q* _u_ // <t> @r \"b\" {{ c }} \\ &lt;";
    let text = two_areas(name, ["1", "2"]).unwrap();
    let squeezed = |text: &str| text.split_whitespace().collect::<String>();
    assert!(squeezed(&text).contains(&squeezed(name)), "{text}");
}

#[test]
fn a_character_that_the_face_lacks_is_told_with_its_text() {
    let problems = two_areas("Bad 🏖 Strand", ["1", "2"]).unwrap_err().to_string();
    assert!(problems.contains("D0052") && problems.contains("🏖") && problems.contains("Bad"), "{problems}");
    let report =
        report("kreis", "\"anteil_65\"").replace("title = \"Kapitel\"", "title = \"Kapitel\"\ntext = \"a.md\"");
    let files = [("reports/probe.toml", report.as_str()), ("reports/probe/a.md", "Erster Absatz.\n\nWir 🏖 hier.\n")];
    let problems = text_of(&files, |text| text).unwrap_err().to_string();
    assert!(problems.contains("a.md:3:5"), "{problems}");
}

#[test]
fn wide_numbers_do_not_touch_each_other() {
    // Columns are as wide as their longest number: the text of each cell stays one run.
    let text = two_areas("A", ["123456789012", "-98765432109"]).unwrap();
    assert!(text.contains("123\u{202f}456\u{202f}789\u{202f}012"), "{text}");
}

#[test]
fn a_list_of_three_levels_and_a_table_with_row_headers_are_set() {
    let report =
        report("kreis", "\"anteil_65\"").replace("title = \"Kapitel\"", "title = \"Kapitel\"\ntext = \"a.md\"");
    let markdown = "- a\n  - b\n    - c\n\n| Ort | Zahl |\n| --- | --- |\n| Süd | viel |\n";
    let pages = text_of(&[("reports/probe.toml", &report), ("reports/probe/a.md", markdown)], |text| text).unwrap();
    assert!(pages.iter().any(|page| page.contains("viel")));
}
