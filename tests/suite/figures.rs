//! Figures from file to page, against what can be counted by hand in the files.

use std::collections::BTreeMap;
use std::fs;

use drucksache::data;
use drucksache::definition;
use drucksache::definition::Status;
use drucksache::disclosure::{self, Figures};
use drucksache::figures::{Cell, Sign};
use drucksache::number::{Exact, Language};
use drucksache::plan::{self, Plan};
use drucksache::problem::Notes;
use drucksache::wording::print;

use crate::golden;
use crate::workspace::{protected, report, root, sample, with_copied_data};

/// What the sample documents show.
fn measured() -> (Plan, Figures) {
    let mut notes = Notes::new();
    let plan = plan::resolve(definition::read(&root()).unwrap(), &mut notes).unwrap();
    let measured = data::measure(&plan.cube, &mut notes).unwrap();
    let figures = disclosure::protect(&measured, &plan.cube, &plan.scope(Status::Public), &[]).0;
    assert!(notes.is_empty(), "{notes}");
    (plan, figures)
}

/// Everything that the sample could show.
fn everything() -> (Plan, Figures) {
    let mut notes = Notes::new();
    let plan = plan::resolve(definition::read(&root()).unwrap(), &mut notes).unwrap();
    let figures = protected(&plan.cube, &data::measure(&plan.cube, &mut notes).unwrap());
    (plan, figures)
}

/// Sums of a file by area, counted without the program.
fn by_hand(file: &str, wanted: impl Fn(&csv::StringRecord) -> bool) -> BTreeMap<String, i128> {
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_path(root().join("data").join(file)).unwrap();
    let value = reader.headers().unwrap().iter().position(|name| name == "wert").unwrap();
    let mut sums = BTreeMap::new();
    for record in reader.records().map(Result::unwrap).filter(wanted) {
        *sums.entry(record[0].to_owned()).or_default() += record[value].parse::<i128>().unwrap();
    }
    sums
}

#[test]
fn child_poverty_is_children_in_need_over_all_children() {
    let (plan, figures) = measured();
    let indicator = plan.cube.indicator("kinderarmut").unwrap();
    let need = by_hand("leistungen.csv", |row| &row[1] == "2024" && &row[2] == "nef_u15");
    let children = by_hand("einwohner.csv", |row| &row[1] == "2024" && ["0-2", "3-5", "6-14"].contains(&&row[2]));
    let areas = &plan.cube.areas;
    for (at, area) in areas.areas.iter().enumerate().filter(|(_, area)| need.contains_key(&area.key)) {
        let below: i128 = area.members.iter().filter_map(|member| children.get(&areas.get(*member).key)).sum();
        let expected = Exact::new(need[&area.key] * 100, below);
        assert_eq!(figures.value(indicator, at, 2024).value(), Some(expected), "{}", area.name);
        let printed = print(Cell::number(expected), 1, Language::De).text;
        let page = sample().deliveries["sozialbericht"].pages.iter().find(|page| {
            page.contains("nef_u15")
                || page.contains("Kinder unter 15\u{a0}Jahren in Bedarfsgemeinschaften (SGB II), Anteil")
        });
        assert!(page.unwrap().lines().any(|line| line.trim() == printed), "{}: {printed}", area.name);
    }
}

#[test]
fn the_county_is_the_sum_of_its_municipalities_and_of_each_partition() {
    let (plan, figures) = everything();
    let (indicator, areas) = (plan.cube.indicator("einwohner").unwrap(), &plan.cube.areas);
    let county = figures.value(indicator, areas.find("99001").unwrap(), 2024).value().unwrap();
    for level in 0..areas.levels.len() {
        let sum: Exact =
            areas.of_level(level).into_iter().map(|area| figures.value(indicator, area, 2024).value().unwrap()).sum();
        assert_eq!(sum, county, "{}", areas.levels[level].plural);
    }
}

#[test]
fn small_counts_never_come_through() {
    let (plan, figures) = measured();
    let indicator = plan.cube.indicator("inobhutnahmen").unwrap();
    let mut hidden = 0;
    for year in 2015..=2024 {
        let counts = by_hand("jugendhilfe.csv", |row| row[1] == year.to_string() && &row[2] == "inobhutnahmen");
        for (key, count) in counts {
            let cell = figures.value(indicator, plan.cube.areas.find(&key).unwrap(), year);
            let small = (1..3).contains(&count);
            assert!(cell.sign() == Some(Sign::Secret) || !small, "{key} {year}: {count}");
            hidden += usize::from(small);
        }
    }
    assert!(hidden > 0, "the sample has something to hide");
}

#[test]
fn signs_of_the_source_stay_what_they_are() {
    let (plan, figures) = everything();
    let cell = |indicator: &str, area: &str, year: i32| {
        let at = plan.cube.indicator(indicator).unwrap();
        figures.value(at, plan.cube.areas.find(area).unwrap(), year)
    };
    assert_eq!(cell("alleinerziehende_sgb2", "990015030", 2023).sign(), Some(Sign::SecretAtSource));
    assert_eq!(cell("wohngeld", "990015050", 2024).sign(), Some(Sign::Later));
    assert_eq!(cell("einpersonenhaushalte", "990015040", 2023).sign(), Some(Sign::Missing));
    assert_eq!(cell("ohne_schulabschluss", "990010007", 2024).sign(), Some(Sign::Meaningless));
    assert_eq!(cell("pflege_stationaer", "990015030", 2023).value(), Some(Exact::from_integer(0)));
    assert_eq!(cell("pflegequote", "99001", 2024).sign(), Some(Sign::NotAvailable));
    assert!(cell("arbeitslosenanteil", "99001", 2024).flags().provisional);
    assert!(cell("sgb2_quote", "99001", 2023).flags().revised);
    assert!(cell("wohngeld", "99001", 2023).flags().after_break);
    // What is published for the county stands, even where a part is missing.
    assert!(cell("einpersonenhaushalte", "99001", 2023).value().is_some());
    assert!(cell("ohne_schulabschluss", "99001", 2024).value().is_some(), "areas without a school add nothing");
}

#[test]
fn protected_figures_are_golden() {
    let (plan, figures) = measured();
    let indicator = plan.cube.indicator("kinderarmut").unwrap();
    let mut text = String::from("key;name;year;value;marks\n");
    for (at, area) in plan.cube.areas.areas.iter().enumerate().filter(|(_, area)| area.level > 0) {
        for year in [2015, 2023, 2024] {
            let printed = print(figures.value(indicator, at, year), 1, Language::De);
            text.push_str(&format!("{};{};{year};{};{}\n", area.key, area.name, printed.text, printed.marks));
        }
    }
    golden::compare("kinderarmut.csv", &text);
}

#[test]
fn the_typst_source_of_the_paper_is_golden() {
    let folder = sample().output.path().join("vorlage/typst");
    golden::compare("vorlage.typ", &fs::read_to_string(folder.join("vorlage/main.typ")).unwrap());
    golden::compare("ranking.svg", &fs::read_to_string(folder.join("drawings/kinderarmut-ranking.svg")).unwrap());
}

#[test]
fn a_warning_names_no_secret_number() {
    // A county row that differs from its parts is told, but of a source that has secrets only numbers
    // of the whole county.
    let workspace = with_copied_data(&report("analyseraum", "\"inobhutnahmen\""));
    let file = workspace.path().join("data/jugendhilfe.csv");
    let rows = "99001;2015;inobhutnahmen;2;\n99001;2015;hilfen_zur_erziehung;7777;\n";
    fs::write(&file, fs::read_to_string(&file).unwrap() + rows).unwrap();
    let mut notes = Notes::new();
    let plan = plan::resolve(definition::read(workspace.path()).unwrap(), &mut notes).unwrap();
    data::measure(&plan.cube, &mut notes).unwrap();
    let text = notes.to_string();
    assert!(text.contains("7\u{202f}777"), "{text}");
    assert_eq!(text.matches("published *, sum of parts *").count(), 1, "{text}");
}

#[test]
fn no_output_shows_a_hidden_value() {
    // The rates that the program hides, computed by hand, must stand nowhere on their page.
    let (plan, figures) = measured();
    let indicator = plan.cube.indicator("inobhutnahmen").unwrap();
    let children = |year: i32| {
        by_hand("einwohner.csv", move |row| {
            row[1] == year.to_string() && ["0-2", "3-5", "6-14", "15-17"].contains(&&row[2])
        })
    };
    let typst = fs::read_to_string(sample().output.path().join("sozialbericht/typst/sozialbericht/main.typ")).unwrap();
    let page = typst.split("\"id\": \"inobhutnahmen\"").nth(1).unwrap().split("\"id\": ").next().unwrap();
    let areas = &plan.cube.areas;
    for (at, area) in areas.areas.iter().enumerate().filter(|(_, area)| area.level == 1) {
        if figures.value(indicator, at, 2023).sign() == Some(Sign::Secret) {
            let below: i128 =
                area.members.iter().filter_map(|member| children(2023).get(&areas.get(*member).key).copied()).sum();
            let above = by_hand("jugendhilfe.csv", |row| row[1] == *"2023" && &row[2] == "inobhutnahmen")[&area.key];
            let rate = print(Cell::number(Exact::new(above * 1000, below)), 1, Language::De).text;
            let row =
                page.split(&format!("\"name\": \"{}\"", area.name)).nth(1).unwrap().split("\"name\"").next().unwrap();
            assert!(row.contains("\"text\": \"*\"") && !row.contains(&format!("\"{rate}\"")), "{}: {row}", area.name);
        }
    }
}

#[test]
fn a_total_for_some_areas_only_does_not_hide_the_parts_of_the_others() {
    let workspace = with_copied_data(&report("analyseraum", "\"einwohner\""));
    let file = workspace.path().join("data/einwohner.csv");
    fs::write(&file, fs::read_to_string(&file).unwrap() + "99001001;2024;insgesamt;m;99999\n").unwrap();
    let mut notes = Notes::new();
    let plan = plan::resolve(definition::read(workspace.path()).unwrap(), &mut notes).unwrap();
    let figures = protected(&plan.cube, &data::measure(&plan.cube, &mut notes).unwrap());
    let (sample, expected) = measured();
    let (one, two) = (plan.cube.indicator("einwohner").unwrap(), sample.cube.indicator("einwohner").unwrap());
    let county = plan.cube.areas.find("99001").unwrap();
    for year in [2023, 2024] {
        assert_eq!(figures.value(one, county, year), expected.value(two, county, year), "{year}");
    }
}
