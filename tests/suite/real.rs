//! The real Kreis Segeberg, from open data that is read where it lies and skipped where it does not.

use std::io::Write;
use std::sync::OnceLock;

use drucksache::pipeline::Outcome;
use drucksache::problem::Notes;

use crate::workspace::{build, root};

/// Builds the workspace once; `None` without the data.
fn segeberg() -> Option<&'static (Outcome, Notes)> {
    static BUILT: OnceLock<Option<(Outcome, Notes)>> = OnceLock::new();
    let built = BUILT.get_or_init(|| {
        let workspace = root().join("tests/real/segeberg");
        if !workspace.join("../../../../shared/data/SOURCES.md").exists() {
            return None;
        }
        let output = tempfile::tempdir().unwrap();
        let mut notes = Notes::new();
        let outcome = build(&workspace, output.path(), &mut notes).unwrap_or_else(|problems| panic!("{problems}"));
        Some((outcome, notes))
    });
    if built.is_none() {
        // Written past the capture of the test harness: who runs the tests should see it.
        let _ = writeln!(std::io::stderr(), "skipped: no open data beside the repository");
    }
    built.as_ref()
}

fn pages(outcome: &'static Outcome, id: &str) -> &'static [String] {
    let delivery = outcome.deliveries.iter().find(|delivery| delivery.document == id);
    &delivery.unwrap_or_else(|| panic!("{}", outcome.problems)).pages
}

fn page(pages: &'static [String], definition: &str) -> &'static String {
    // Spaces between numbers and what they count are firm.
    let has = |page: &&String| page.replace('\u{a0}', " ").contains(definition);
    let with_change = pages.iter().find(|page| has(page) && page.contains("Änderung"));
    with_change.or_else(|| pages.iter().find(has)).unwrap()
}

/// The lines of a page that are whole numbers.
fn numbers(page: &str) -> Vec<i64> {
    page.lines().filter_map(|line| line.trim().replace('\u{202f}', "").parse().ok()).collect()
}

#[test]
fn the_county_is_the_sum_of_its_fifteen_areas() {
    let Some((outcome, _)) = segeberg() else { return };
    let page = page(pages(outcome, "raeume"), "Einwohnerinnen und Einwohner am 31. Dezember, 2015");
    assert!(page.lines().any(|line| line.trim() == "267\u{202f}503"), "{page}");
    // Column 2015 of the table: fifteen areas, then the county.
    let names = ["Bad Bramstedt", "Norderstedt", "Amt Trave-Land", "Kreis Segeberg"];
    assert!(names.iter().all(|name| page.lines().any(|line| line.trim() == *name)), "{page}");
    let rows = table_rows(page);
    assert_eq!(rows.len(), 16, "{rows:?}");
    let county = rows.last().unwrap()[1];
    assert_eq!(county, 267_503);
    assert_eq!(rows[..15].iter().map(|row| row[1]).sum::<i64>(), county);
}

/// Numbers of the rows of the table on a page: previous year and year.
fn table_rows(page: &str) -> Vec<Vec<i64>> {
    let table = page.split("Änderung").nth(1).unwrap();
    let mut rows: Vec<Vec<i64>> = Vec::new();
    for line in table.lines().map(str::trim) {
        let is_name = line.chars().next().is_some_and(char::is_alphabetic);
        if line.starts_with("Quelle") || line.starts_with("Abbildung") {
            break;
        }
        if is_name {
            rows.push(Vec::new());
        } else if let (Some(row), Some(number)) = (rows.last_mut(), numbers(line).first())
            && row.len() < 2
        {
            row.push(*number);
        }
    }
    rows.retain(|row| row.len() == 2);
    rows
}

#[test]
fn published_unemployment_stands_although_the_parts_add_up_to_one_less() {
    let Some((outcome, _)) = segeberg() else { return };
    let page = page(pages(outcome, "raeume"), "Arbeitslose im Jahresdurchschnitt, 2016");
    assert!(page.contains("6\u{202f}987") && !page.contains("6\u{202f}986"), "{page}");
    let notes = segeberg().unwrap().1.to_string();
    assert!(notes.contains("6\u{202f}987") && notes.contains("6\u{202f}986"), "the difference is told: {notes}");
}

#[test]
fn the_forest_estate_is_no_row() {
    let Some((outcome, _)) = segeberg() else { return };
    for id in ["raeume", "gemeinden"] {
        assert!(pages(outcome, id).iter().all(|page| !page.contains("Buchholz")), "{id}");
    }
    let register = root().join("tests/real/segeberg/../../../../shared/data/gemeindeverzeichnis");
    let register = std::fs::read_to_string(register.join("gv-segeberg-2018-2023-2025.csv")).unwrap();
    let mut reader = csv::Reader::from_reader(register.as_bytes());
    let rows = reader.records().map(Result::unwrap).filter(|row| &row[0] == "2018-09-30");
    let names: Vec<String> = rows.map(|row| row[4].to_owned()).collect();
    assert_eq!(names.len(), 96, "95 municipalities and the forest estate");
    let is_row =
        |page: &&String| page.lines().any(|line| line.trim().starts_with("Änderung zu ")) && page.contains("Tabelle");
    let tables: Vec<&String> = pages(outcome, "gemeinden").iter().filter(is_row).collect();
    let printed = |name: &str| tables.iter().any(|page| page.lines().any(|line| line.trim() == name));
    let missing: Vec<&String> = names.iter().filter(|name| !printed(name)).collect();
    assert_eq!(missing.len(), 1, "{missing:?}");
    assert!(missing[0].contains("Buchholz"), "{missing:?}");
}

#[test]
fn the_census_break_is_marked() {
    let Some((outcome, _)) = segeberg() else { return };
    let page = page(pages(outcome, "raeume"), "Einwohnerinnen und Einwohner am 31. Dezember, 2015");
    let text = page.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(text.contains("Bruch") && text.contains("2011: Fortschreibung auf Grundlage des Zensus 2011"), "{text}");
    assert!(text.contains("Seit 2011 (erstes Jahr nach dem Bruch in der Reihe)"), "{text}");
}

#[test]
fn the_county_gets_a_report_fifteen_profiles_and_a_paper() {
    let Some((outcome, _)) = segeberg() else { return };
    assert!(outcome.problems.is_empty(), "{}", outcome.problems);
    let profiles: Vec<_> = outcome.deliveries.iter().filter(|found| found.document.starts_with("profil-")).collect();
    assert_eq!(profiles.len(), 15);
    let report = pages(outcome, "sozialbericht");
    let paper = pages(outcome, "mitteilung").join("\n");
    for wanted in ["DrS/2018/007", "Drucksache", "Beschlussvorschlag", "Bezug zum strategischen Management", "Anlage 1"]
    {
        assert!(paper.replace('\u{a0}', " ").contains(wanted), "{wanted}: {paper}");
    }
    // One body of figures: the same number in report, profile and paper.
    let number = "267\u{202f}503";
    assert!(paper.contains(number) && report.iter().any(|page| page.contains(number)));
    assert!(profiles.iter().all(|profile| profile.pages.iter().any(|page| page.contains(number))));
}
