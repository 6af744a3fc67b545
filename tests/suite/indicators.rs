//! Every kind of indicator against what can be worked out by hand, in a county of three municipalities.

use std::fs;

use drucksache::data;
use drucksache::definition;
use drucksache::disclosure::Figures;
use drucksache::figures::{Cell, Sign};
use drucksache::number::{Exact, round};
use drucksache::plan::{self, Plan};
use drucksache::problem::{Notes, Problems};

use crate::workspace::{build, protected, small_county};

/// A further indicator of the small county, measured.
fn with(indicator: &str) -> Result<(Plan, Figures), Problems> {
    let set = format!("+\n{indicator}");
    let folder = small_county(&[("indicator-sets/leute.toml", &set)]);
    let mut notes = Notes::new();
    let plan = plan::resolve(definition::read(folder.path())?, &mut notes)?;
    let figures = protected(&plan.cube, &data::measure(&plan.cube, &mut notes)?);
    Ok((plan, figures))
}

fn cell(indicator: &str, area: &str, year: i32) -> Cell {
    let text = format!(
        "[[indicator]]\nid = \"x\"\nname = \"X\"\ndefinition = \"X\"\nreading = \"{{area}} {{value}}\"\n{indicator}\n"
    );
    let (plan, figures) = with(&text).unwrap_or_else(|problems| panic!("{problems}"));
    let at = plan.cube.indicator("x").or(plan.cube.indicator("x.jung")).unwrap();
    figures.value(at, plan.cube.areas.find(area).unwrap(), year)
}

fn value(indicator: &str, area: &str, year: i32) -> Exact {
    let cell = cell(indicator, area, year);
    cell.value().unwrap_or_else(|| panic!("{indicator}: {cell:?}"))
}

fn ratio(above: i128, below: i128) -> Exact {
    Exact::new(above, below)
}

#[test]
fn changes_growth_and_index_compare_sums_of_two_years() {
    assert_eq!(value("kind = \"change\"\nyears = 1\nnumerator = [\"leute\"]", "88001", 2024), ratio(6, 1));
    assert_eq!(value("kind = \"growth\"\nyears = 1\nnumerator = [\"leute\"]", "88001", 2024), ratio(600, 180));
    assert_eq!(value("kind = \"index\"\nbase_year = 2023\nnumerator = [\"leute\"]", "88001001", 2024), ratio(4200, 40));
    assert_eq!(value("kind = \"index\"\nbase_year = 2023\nnumerator = [\"leute\"]", "88001001", 2023), ratio(100, 1));
}

#[test]
fn nothing_is_compared_over_a_break() {
    let kinds = ["change\"\nyears = 1", "growth\"\nyears = 1", "index\"\nbase_year = 2023"];
    for kind in kinds {
        let set = format!(
            "+\n[[indicator]]\nid = \"x\"\nname = \"X\"\ndefinition = \"X\"\nreading = \"{{area}} {{value}}\"\nkind = \"{kind}\n\
             numerator = [\"leute\"]\n"
        );
        let sources = "+\n[[source.break]]\nyear = 2024\nreason = \"neue Zählung\"\n";
        let folder = small_county(&[("indicator-sets/leute.toml", &set), ("data/sources.toml", sources)]);
        let mut notes = Notes::new();
        let plan = plan::resolve(definition::read(folder.path()).unwrap(), &mut notes).unwrap();
        let figures = protected(&plan.cube, &data::measure(&plan.cube, &mut notes).unwrap());
        let (at, area) = (plan.cube.indicator("x").unwrap(), plan.cube.areas.find("88001").unwrap());
        assert_eq!(figures.value(at, area, 2024).sign(), Some(Sign::Meaningless), "{kind}");
    }
}

#[test]
fn published_rates_in_per_cent_differ_by_points() {
    for (unit, expected) in [("%", true), ("Prozent", true), ("je 100", false)] {
        let text = format!(
            "[[indicator]]\nid = \"x\"\nname = \"X\"\ndefinition = \"X\"\nreading = \"{{area}} {{value}}\"\nkind = \"count\"\n\
             unit = \"{unit}\"\nnumerator = [\"leute\"]\n"
        );
        let (plan, _) = with(&text).unwrap_or_else(|problems| panic!("{problems}"));
        let indicator = &plan.cube.indicators[plan.cube.indicator("x").unwrap()];
        assert_eq!(indicator.in_percent(), expected, "{unit}");
    }
}

#[test]
fn counts_are_pooled_before_they_are_divided() {
    let kind = "kind = \"share\"\npool = 2\nnumerator = [\"jung\"]\ndenominator = [\"leute\"]";
    assert_eq!(value(kind, "88001001", 2024), ratio(2100, 82));
    assert_eq!(cell(kind, "88001001", 2023).sign(), Some(Sign::NotAvailable), "a year of the two is not there");
}

#[test]
fn a_mean_weighs_the_middle_of_each_class() {
    let base = "[[base]]\nid = \"alt\"\nname = \"Alte\"\nsource = \"leute\"\nwhere = { alter = [\"alt\"] }\n\n";
    let (plan, figures) = with(&format!(
        "{base}[[indicator]]\nid = \"x\"\nname = \"X\"\ndefinition = \"X\"\nreading = \"{{area}} {{value}}\"\nkind = \"mean\"\n\
         values = [{{ base = \"jung\", at = 7.5 }}, {{ base = \"alt\", at = 60 }}]\n"
    ))
    .unwrap();
    let area = plan.cube.areas.find("88001001").unwrap();
    let found = figures.value(plan.cube.indicator("x").unwrap(), area, 2023).value();
    assert_eq!(found, Some((ratio(75, 10) * 10 + ratio(60, 1) * 30) / 40));
}

#[test]
fn standardised_and_cumulated_rates_weigh_their_classes() {
    let strata = "strata = [{ numerator = \"jung\", denominator = \"leute\", weight = 3 }, { numerator = \"leute\", denominator = \"leute\", weight = 1 }]";
    let found = value(&format!("kind = \"standardised\"\nper = 100\n{strata}"), "88001001", 2023);
    assert_eq!(found, (ratio(3, 4) + ratio(1, 1)) / 4 * 100);
    let found = value(&format!("kind = \"cumulated\"\n{strata}"), "88001001", 2023);
    assert_eq!(found, ratio(3, 4) + ratio(1, 1));
}

#[test]
fn a_distribution_is_one_share_for_each_figure() {
    let text = "[[base]]\nid = \"alt\"\nname = \"Alte\"\nsource = \"leute\"\nwhere = { alter = [\"alt\"] }\n\n[[indicator]]\nid = \"x\"\n\
                name = \"Alter\"\ndefinition = \"X\"\nreading = \"{area} {value}\"\nkind = \"distribution\"\nnumerator = [\"jung\", \"alt\"]\n";
    let (plan, figures) = with(text).unwrap();
    let area = plan.cube.areas.find("88001").unwrap();
    let share = |id: &str| figures.value(plan.cube.indicator(id).unwrap(), area, 2023).value().unwrap();
    assert_eq!([share("x.jung"), share("x.alt")], [ratio(100, 3), ratio(200, 3)]);
    assert_eq!(plan.cube.indicators[plan.cube.indicator("x.jung").unwrap()].name, "Alter: Junge");
}

#[test]
fn coverage_is_supply_over_need() {
    let text = "[[base]]\nid = \"bedarf\"\nname = \"Bedarf\"\nsource = \"leute\"\nwhere = { alter = [\"jung\"] }\nfactor = 0.35\n\n[[indicator]]\n\
                id = \"x\"\nname = \"X\"\ndefinition = \"X\"\nreading = \"{area} {value}\"\nkind = \"coverage\"\nnumerator = [\"jung\"]\ndenominator = [\"bedarf\"]\n";
    let (plan, figures) = with(text).unwrap();
    let found = figures.value(plan.cube.indicator("x").unwrap(), plan.cube.areas.find("88001").unwrap(), 2023);
    assert_eq!(found.value(), Some(ratio(10_000, 35)));
}

#[test]
fn medians_and_composites_come_from_protected_cells() {
    let median = "kind = \"median\"\nparts = [{ indicator = \"jugend\" }]";
    assert_eq!(value(median, "88001", 2023), ratio(100, 3), "of 25, 33.3 and 37.5");
    assert_eq!(value(median, "88001001", 2023), ratio(25, 1), "an area without areas inside is its own median");
    let composite = "kind = \"composite\"\npolarity = \"neutral\"\nparts = [{ indicator = \"leute\", weight = 2 }, { indicator = \"jugend\", reverse = true }]";
    let scores: Vec<Exact> = ["88001001", "88001002", "88001003"].map(|area| value(composite, area, 2023)).to_vec();
    // z of 40, 60, 80 is -1.2247, 0, 1.2247; of the shares -1.336, 0.267, 1.069: (2z - z')/3.
    let rounded: Vec<i128> = scores.iter().map(|score| round(*score, 3).units()).collect();
    assert_eq!(rounded, [-371, -89, 460]);
    assert_eq!(
        cell(composite, "88001", 2023).sign(),
        Some(Sign::Meaningless),
        "one county has nothing to be compared with"
    );
}

#[test]
fn too_few_people_make_no_rate() {
    let kind = "kind = \"share\"\nminimum_denominator = 50\nnumerator = [\"jung\"]\ndenominator = [\"leute\"]";
    assert_eq!(cell(kind, "88001001", 2023).sign(), Some(Sign::Uncertain));
    assert!(cell(kind, "88001002", 2023).value().is_some());
}

#[test]
fn what_a_kind_needs_is_asked_for_with_its_place() {
    let wrong = |text: &str| {
        let head = "[[indicator]]\nid = \"x\"\nname = \"X\"\ndefinition = \"X\"\nreading = \"{area} {value}\"\n";
        with(&format!("{head}{text}\n")).err().map(|problems| problems.to_string()).unwrap_or_default()
    };
    for (text, said) in [
        ("kind = \"growth\"\nnumerator = [\"leute\"]", "missing key: `years`"),
        ("kind = \"index\"\nnumerator = [\"leute\"]", "missing key: `base_year`"),
        ("kind = \"standardised\"\nper = 100", "missing key: `strata`"),
        ("kind = \"mean\"", "missing key: `values`"),
        ("kind = \"composite\"", "missing key: `parts`"),
        ("kind = \"composite\"\nparts = [{ indicator = \"jugnd\" }]", "did you mean `jugend`"),
        ("kind = \"share\"\nnumerator = [\"leute\"]\ndenominator = [\"leute\"]\nbounds = [3, 2]", "bounds: a < b < c"),
        ("kind = \"share\"\nnumerator = [\"leute\"]\ndenominator = [\"leute\"]\npool = 0", "pool 1–100"),
    ] {
        let found = wrong(text);
        assert!(found.contains(said) && found.contains("indicator-sets/leute.toml:"), "{text}: {found}");
    }
}

#[test]
fn a_page_says_who_is_surely_above_or_below() {
    let people = "schluessel;jahr;alter;wert\n88001001;2024;jung;300\n88001001;2024;alt;700\n88001002;2024;jung;200\n88001002;2024;alt;800\n\
                  88001003;2024;jung;1\n88001003;2024;alt;4\n";
    let report = fs::read_to_string(small_county(&[]).path().join("reports/probe.toml"))
        .unwrap()
        .replace("from = 2023", "from = 2024");
    let folder = small_county(&[("data/leute.csv", people), ("reports/probe.toml", &report)]);
    let (output, mut notes) = (tempfile::tempdir().unwrap(), Notes::new());
    let outcome = build(folder.path(), output.path(), &mut notes).unwrap_or_else(|problems| panic!("{problems}"));
    assert!(outcome.problems.is_empty(), "{}", outcome.problems);
    let typst = fs::read_to_string(output.path().join("probe/typst/fachbericht/main.typ")).unwrap();
    assert!(typst.contains("Gesichert über dem Kreiswert (95\u{a0}%): Ahrendorf; gesichert darunter: Bökensiel."));
    assert!(typst.contains("Zu kleine Zahlen für einen Vergleich: Cismar."));
}

#[test]
fn an_indicator_of_a_coarser_level_is_refused_or_marked() {
    let set = "+\n[[indicator]]\nid = \"x\"\nname = \"X\"\ndefinition = \"X\"\nreading = \"{area} {value}\"\nkind = \"count\"\nnumerator = [\"leute\"]\nlevel = \"kreis\"\n";
    let report =
        fs::read_to_string(small_county(&[]).path().join("reports/probe.toml")).unwrap().replace("\"jugend\"", "\"x\"");
    let outcome = |report: &str| {
        let folder = small_county(&[("indicator-sets/leute.toml", set), ("reports/probe.toml", report)]);
        let (output, mut notes) = (tempfile::tempdir().unwrap(), Notes::new());
        let outcome = build(folder.path(), output.path(), &mut notes).unwrap();
        let typst = fs::read_to_string(output.path().join("probe/typst/fachbericht/main.typ")).unwrap_or_default();
        (outcome.problems.to_string(), typst)
    };
    let (problems, _) = outcome(&report);
    assert!(problems.contains("D0033") && problems.contains("reports/probe.toml"), "{problems}");
    let (problems, typst) = outcome(&report.replace("compare = \"88001\"", "compare = \"88001\"\ncoarser = \"mark\""));
    assert!(problems.is_empty(), "{problems}");
    assert!(typst.contains("nur eingeschränkt verwendbar: liegt nicht für Gemeinden vor, nur für Kreis Quarnow."));
}

#[test]
fn further_areas_stand_below_the_compared_one() {
    let areas = "key;name;level;parent\n88001001;Ahrendorf;gemeinde;88001\n88001002;Bökensiel;gemeinde;88001\n88001003;Cismar;gemeinde;88001\n\
                 88001;Kreis Quarnow;kreis;\n88002;Kreis Nachbar;kreis;\n";
    let people = "+88002;2024;jung;5\n88002;2024;alt;5\n";
    let report = fs::read_to_string(small_county(&[]).path().join("reports/probe.toml"))
        .unwrap()
        .replace("compare = \"88001\"", "compare = \"88001\"\nalso = [\"88002\"]");
    let folder =
        small_county(&[("data/areas.csv", areas), ("data/leute.csv", people), ("reports/probe.toml", &report)]);
    let (output, mut notes) = (tempfile::tempdir().unwrap(), Notes::new());
    let outcome = build(folder.path(), output.path(), &mut notes).unwrap_or_else(|problems| panic!("{problems}"));
    assert!(outcome.problems.is_empty(), "{}", outcome.problems);
    let pages = &outcome.deliveries[0].pages;
    let printed = |page: &String| page.contains("Kreis Nachbar") && page.lines().any(|line| line.trim() == "50,0");
    assert!(pages.iter().any(printed), "{pages:?}");
}
