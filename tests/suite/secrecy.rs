//! Secrets hold against attacks: on the sample, on the real county, and one attack after the other.

use std::fs;

use drucksache::data;
use drucksache::definition::{self, Status};
use drucksache::disclosure::{self, Account, Figures};
use drucksache::figures::Sign;
use drucksache::pipeline;
use drucksache::plan::{self, Plan, Scope};
use drucksache::problem::Notes;

use crate::readers::real_data;
use crate::workspace::{build, root, small_county};

/// A workspace measured and protected, with everything that it could show.
fn everything(folder: &std::path::Path) -> (Plan, Figures, Account) {
    let mut notes = Notes::new();
    let plan = plan::resolve(definition::read(folder).unwrap(), &mut notes).unwrap();
    let measured = data::measure(&plan.cube, &mut notes).unwrap();
    let (figures, account) =
        disclosure::protect(&measured, &plan.cube, &Scope::everything(&plan.cube, Status::Public), &[]);
    (plan, figures, account)
}

#[test]
fn the_sample_holds_with_everything_it_could_show() {
    let (_, _, account) = everything(&root());
    let (primary, secondary) = account.by_kind();
    assert!(account.exposed.is_empty(), "{:?}", account.exposed);
    assert!(primary > 10, "{primary} primary, {secondary} secondary");
}

#[test]
fn the_real_county_holds_with_its_municipalities() {
    let Some(data) = real_data() else { return };
    let real = root().join("tests/real/segeberg");
    for minimum in [3, 5, 10] {
        let folder = tempfile::tempdir().unwrap();
        for file in [
            "areas.csv",
            "drucksache.toml",
            "indicator-sets/arbeit.toml",
            "indicator-sets/bevoelkerung.toml",
            "reports/gemeinden.toml",
            "reports/raeume.toml",
        ] {
            let target = folder.path().join(file);
            fs::create_dir_all(target.parent().unwrap()).unwrap();
            let text = fs::read_to_string(real.join(file)).unwrap();
            fs::write(target, text.replace("../../../../shared/data", data.to_str().unwrap())).unwrap();
        }
        let sources = fs::read_to_string(real.join("sources.toml")).unwrap();
        fs::write(folder.path().join("sources.toml"), sources.replace("minimum = 3", &format!("minimum = {minimum}")))
            .unwrap();
        let (_, _, account) = everything(folder.path());
        let (primary, secondary) = account.by_kind();
        assert!(primary >= 30 && secondary * 4 < primary, "{minimum}: {primary} primary, {secondary} secondary");
        assert!(account.exposed.is_empty(), "{minimum}: {:?}", account.exposed);
    }
}

/// What providers spend in three municipalities; one of them spends nearly all in the second.
fn with_providers(rule: &str) -> (Plan, Figures, Account) {
    let spending = "schluessel;jahr;traeger;wert\n88001001;2024;A;400\n88001001;2024;B;350\n88001001;2024;C;300\n\
                    88001002;2024;A;950\n88001002;2024;B;40\n88001002;2024;C;10\n88001003;2024;A;500\n88001003;2024;B;450\n\
                    88001003;2024;C;420\n";
    let source = format!(
        "+\n[[source]]\nid = \"kosten\"\nfile = \"kosten.csv\"\ntitle = \"Kosten\"\nprovider = \"Amt\"\nprotection = {{ {rule}, reason = \
         \"Träger\" }}\n"
    );
    let set = "title = \"Kosten\"\n\n[[base]]\nid = \"kosten\"\nname = \"Kosten\"\nsource = \"kosten\"\n\n[[indicator]]\nid = \
               \"kosten\"\nname = \"Kosten\"\ndefinition = \"Kosten\"\nkind = \"count\"\ndecimals = 0\nnumerator = [\"kosten\"]\nreading = \
               \"In {area} {value}.\"\n";
    let folder = small_county(&[
        ("data/kosten.csv", spending),
        ("data/sources.toml", &source),
        ("indicator-sets/kosten.toml", set),
    ]);
    everything(folder.path())
}

#[test]
fn amounts_of_a_dominant_contributor_are_hidden_with_one_more() {
    for rule in
        ["dominance = { by = \"traeger\", largest = 1, share = 85 }", "p_percent = { by = \"traeger\", percent = 10 }"]
    {
        let (plan, figures, account) = with_providers(rule);
        let at = |area: &str| {
            let area = plan.cube.areas.find(area).unwrap();
            figures.value(plan.cube.indicator("kosten").unwrap(), area, 2024).value().is_some()
        };
        assert!(!at("88001002") && at("88001"), "{rule}");
        assert!(at("88001001") != at("88001003"), "{rule}: one more protects it");
        assert!(account.exposed.is_empty() && account.checked == 1, "{rule}: {account:?}");
        let hidden = account.hidden.iter().find(|hidden| hidden.demanded > 0).unwrap();
        assert!(hidden.stranger.width() >= hidden.demanded && hidden.demanded >= 3_000_000, "{rule}: {hidden:?}");
    }
    let (_, _, account) = with_providers("dominance = { by = \"traeger\", largest = 2, share = 99 }");
    assert!(account.hidden.is_empty(), "two of three are not more than 99 per cent");
}

/// A county where a rule of one kind finds something.
fn with_rule(rule: &str) -> (Plan, Figures, Account) {
    let source = format!("+protection = {{ {rule}, reason = \"Regel\" }}\n");
    let people = "schluessel;jahr;alter;wert\n88001001;2024;jung;28\n88001001;2024;alt;2\n88001002;2024;jung;20\n88001002;2024;alt;40\n\
                  88001003;2024;jung;30\n88001003;2024;alt;50\n";
    let folder = small_county(&[("data/leute.csv", people), ("data/sources.toml", &source)]);
    everything(folder.path())
}

#[test]
fn every_rule_hides_what_it_is_for() {
    let hidden = |rule: &str, indicator: &str| -> Vec<String> {
        let (plan, figures, account) = with_rule(rule);
        assert!(account.exposed.is_empty(), "{rule}: {:?}", account.exposed);
        let at = plan.cube.indicator(indicator).unwrap();
        let areas = 0..plan.cube.areas.areas.len();
        let is_hidden = |area: &usize| figures.value(at, *area, 2024).sign() == Some(Sign::Secret);
        areas.filter(is_hidden).map(|area| plan.cube.areas.get(area).name.clone()).collect()
    };
    assert!(
        hidden("minimum = 3", "jugend").contains(&"Ahrendorf".to_owned()),
        "the two old ones follow from young and all"
    );
    assert_eq!(hidden("minimum_denominator = 50", "jugend").len(), 2, "Ahrendorf has 30 people; one more protects it");
    assert!(
        hidden("minimum = 3, complement = true", "jugend").contains(&"Ahrendorf".to_owned()),
        "28 of 30 are nearly all"
    );
    assert!(hidden("units = { base = \"jung\", minimum = 25 }", "leute").contains(&"Bökensiel".to_owned()));
    for free in ["method = \"at-source\"", "method = \"public\""] {
        assert!(hidden(free, "leute").is_empty() && hidden(free, "jugend").is_empty(), "{free}");
    }
}

#[test]
fn contradicting_and_empty_rules_are_refused() {
    for (rule, code) in [
        ("zero = \"show\"", "D0012"),
        ("method = \"round\"", "D0012"),
        ("method = \"round\", round_to = 3", "D0012"),
        ("method = \"round\", round_to = 3, salt = \"kurz\"", "D0013"),
        ("minimum = 3, salt = \"Deich, Siel und Koog 17\"", "D0013"),
        ("method = \"public\", minimum = 3", "D0013"),
        ("minimum = 3, round_to = 5", "D0013"),
        ("minimum = 0", "D0013"),
        ("units = { base = \"haushalte\", minimum = 3 }", "D0011"),
    ] {
        let source = format!("+protection = {{ {rule}, reason = \"Regel\" }}\n");
        let folder = small_county(&[("data/sources.toml", &source)]);
        let problems =
            plan::resolve(definition::read(folder.path()).unwrap(), &mut Notes::new()).unwrap_err().to_string();
        assert!(problems.contains(code) && problems.contains("data/sources.toml:"), "{rule}: {problems}");
    }
}

#[test]
fn internal_reports_have_figures_and_a_folder_of_their_own() {
    let internal =
        "+protection = { minimum = 25, reason = \"öffentlich\" }\ninternal = { minimum = 5, reason = \"intern\" }\n";
    let people = "schluessel;jahr;alter;wert\n88001001;2024;jung;8\n88001001;2024;alt;30\n88001002;2024;jung;50\n88001002;2024;alt;40\n\
                  88001003;2024;jung;60\n88001003;2024;alt;50\n";
    let folder = small_county(&[("data/leute.csv", people), ("data/sources.toml", internal)]);
    let report = fs::read_to_string(folder.path().join("reports/probe.toml")).unwrap();
    fs::write(folder.path().join("reports/amt.toml"), report.replace("as_of", "status = \"internal\"\nas_of")).unwrap();
    let output = tempfile::tempdir().unwrap();
    let outcome = build(folder.path(), output.path(), &mut Notes::new()).unwrap();
    assert!(outcome.problems.is_empty(), "{}", outcome.problems);
    let value = |file: &str| {
        let record: serde_json::Value =
            serde_json::from_str(&fs::read_to_string(output.path().join(file)).unwrap()).unwrap();
        record["values"]["jugend"]["88001001"]["2024"].as_str().unwrap().to_owned()
    };
    assert_eq!([value("probe/published.json"), value("intern/amt/published.json")], ["*", "21,1"]);
    assert!(!output.path().join("amt").exists(), "files of both kinds never mix");
}

#[test]
fn negative_and_contradicting_counts_are_protected_as_well() {
    let rule = "+protection = { minimum = 3, reason = \"Regel\" }\n";
    let negative = "schluessel;jahr;alter;wert\n88001001;2024;jung;-2\n88001001;2024;alt;30\n88001002;2024;jung;-20\n88001002;2024;alt;40\n\
                    88001003;2024;jung;7\n88001003;2024;alt;50\n";
    // The county has fewer than its parts, and one part is missing.
    let contradicting = "schluessel;jahr;alter;wert\n88001001;2024;jung;2\n88001001;2024;alt;30\n88001002;2024;jung;20\n88001002;2024;alt;40\n\
                         88001003;2024;jung;\n88001003;2024;alt;50\n88001;2024;jung;19\n88001;2024;alt;120\n";
    for people in [negative, contradicting] {
        let folder = small_county(&[("data/leute.csv", people), ("data/sources.toml", rule)]);
        let (plan, figures, account) = everything(folder.path());
        assert!(account.exposed.is_empty(), "{people}: {:?}", account.exposed);
        let first = plan.cube.areas.find("88001001").unwrap();
        let young = figures.value(plan.cube.indicator("jugend").unwrap(), first, 2024);
        assert_eq!(young.sign(), Some(Sign::Secret), "{people}");
    }
}

#[test]
fn a_factor_lifts_no_count_over_the_minimum() {
    let rule = "+protection = { minimum = 12, reason = \"Regel\" }\n";
    let set = "+\n[[base]]\nid = \"zehnfach\"\nname = \"Zehnfach\"\nsource = \"leute\"\nwhere = { alter = [\"jung\"] }\nfactor = 10\n\n\
               [[indicator]]\nid = \"zehnfach\"\nname = \"Zehnfach\"\ndefinition = \"Zehnfach\"\nkind = \"count\"\nnumerator = \
               [\"zehnfach\"]\nreading = \"In {area} {value}.\"\n";
    let folder = small_county(&[("data/sources.toml", rule), ("indicator-sets/leute.toml", set)]);
    let (plan, figures, account) = everything(folder.path());
    let first = plan.cube.areas.find("88001001").unwrap();
    let value = figures.value(plan.cube.indicator("zehnfach").unwrap(), first, 2024);
    assert_eq!(value.sign(), Some(Sign::Secret), "eleven stay eleven, times ten or not");
    assert!(account.exposed.is_empty());
}

#[test]
fn a_numerator_of_several_parts_is_no_larger_than_its_people() {
    let people = "schluessel;jahr;alter;wert\n88001001;2024;jung;1\n88001001;2024;alt;2\n88001002;2024;jung;20\n88001002;2024;alt;40\n\
                  88001003;2024;jung;30\n88001003;2024;alt;50\n";
    let cases = "schluessel;jahr;gruppe;wert\n88001001;2024;a;1\n88001001;2024;b;1\n88001002;2024;a;9\n88001002;2024;b;8\n\
                 88001003;2024;a;7\n88001003;2024;b;9\n";
    let source = "+\n[[source]]\nid = \"faelle\"\nfile = \"faelle.csv\"\ntitle = \"Fälle\"\nprovider = \"Amt\"\nprotection = { minimum = 3, \
                  reason = \"Regel\" }\n";
    let set = "title = \"Fälle\"\n\n[[base]]\nid = \"faelle\"\nname = \"Fälle\"\nsource = \"faelle\"\n\n[[base]]\nid = \"a\"\nname = \
               \"A\"\nsource = \"faelle\"\nwhere = { gruppe = [\"a\"] }\n\n[[indicator]]\nid = \"quote\"\nname = \"Quote\"\ndefinition = \
               \"Quote\"\nkind = \"share\"\nnumerator = [\"faelle\"]\ndenominator = [\"leute\"]\nreading = \"In {area} {value}.\"\n";
    let folder = small_county(&[
        ("data/leute.csv", people),
        ("data/faelle.csv", cases),
        ("data/sources.toml", source),
        ("indicator-sets/faelle.toml", set),
    ]);
    let (plan, _, account) = everything(folder.path());
    let first = plan.cube.areas.find("88001001").unwrap();
    let hidden = account.hidden.iter().find(|hidden| hidden.area == first).unwrap();
    assert_eq!((hidden.stranger.low, hidden.stranger.high), (1_000_000, 3_000_000), "of three people, one to three");
    assert!(account.exposed.is_empty());
}

#[test]
fn a_mean_stays_secret_after_its_sums_were_published() {
    let people = "schluessel;jahr;alter;wert\n88001001;2024;jung;2\n88001001;2024;alt;30\n88001002;2024;jung;20\n88001002;2024;alt;40\n\
                  88001003;2024;jung;30\n88001003;2024;alt;50\n";
    let set = "+\n[[base]]\nid = \"alt\"\nname = \"Alte\"\nsource = \"leute\"\nwhere = { alter = [\"alt\"] }\n\n[[indicator]]\nid = \
               \"mittel\"\nname = \"Mittel\"\ndefinition = \"Mittel\"\nkind = \"mean\"\nvalues = [{ base = \"jung\", at = 10 }, { base = \
               \"alt\", at = 60 }]\nreading = \"In {area} {value}.\"\n";
    let rule = "+protection = { minimum = 3, reason = \"Regel\" }\n";
    let report = |level: &str, date: &str| {
        format!(
            "template = \"fachbericht\"\ntitle = \"Probe\"\ndate = {date}\nas_of = 2024-12-31\n\n[areas]\nlevel = \"{level}\"\ncompare = \
             \"88001\"\n\n[period]\nfrom = 2024\nto = 2024\n\n[[chapter]]\ntitle = \"Leute\"\nindicators = [\"mittel\", \"leute\"]\n"
        )
    };
    let folder = small_county(&[
        ("data/leute.csv", people),
        ("data/sources.toml", rule),
        ("indicator-sets/leute.toml", set),
        ("reports/probe.toml", &report("kreis", "2025-01-31")),
    ]);
    let output = folder.path().join("output");
    build(folder.path(), &output, &mut Notes::new()).unwrap();
    pipeline::release(folder.path(), &output, &["probe".to_owned()]).unwrap();
    fs::write(folder.path().join("reports/probe.toml"), report("gemeinde", "2026-01-31")).unwrap();
    build(folder.path(), &output, &mut Notes::new()).unwrap_or_else(|problems| panic!("{problems}"));
    let record: serde_json::Value =
        serde_json::from_str(&fs::read_to_string(output.join("probe/published.json")).unwrap()).unwrap();
    let mean = |area: &str| record["values"]["mittel"][area]["2024"].as_str().unwrap().to_owned();
    assert_eq!(mean("88001001"), "*");
    assert!([mean("88001002"), mean("88001003")].contains(&"*".to_owned()), "one more protects it");
    assert_ne!(mean("88001"), "*");
}

#[test]
fn where_zeros_are_printed_a_sign_means_somebody() {
    // One, one, one of 53: were a sign allowed to mean nobody, the three would look safe behind each other.
    let row = |area: &str, count: &str| format!("{area};2024;jung;{count}\n{area};2024;alt;0\n");
    let all = [("88001001", "1"), ("88001002", "1"), ("88001003", "1"), ("88001004", "20"), ("88001005", "30")];
    let people: String = all.iter().map(|(area, count)| row(area, count)).collect();
    let areas = "key;name;level;parent\n88001001;A;gemeinde;88001\n88001002;B;gemeinde;88001\n88001003;C;gemeinde;88001\n\
                 88001004;D;gemeinde;88001\n88001005;E;gemeinde;88001\n88001;Kreis Quarnow;kreis;\n";
    let text = format!("schluessel;jahr;alter;wert\n{people}");
    let rule = "+protection = { minimum = 3, reason = \"unter 3\" }\n";
    let folder = small_county(&[("data/areas.csv", areas), ("data/leute.csv", &text), ("data/sources.toml", rule)]);
    let (plan, figures, account) = everything(folder.path());
    let sign = |key: &str| {
        let at = plan.cube.indicator("leute").unwrap();
        figures.value(at, plan.cube.areas.find(key).unwrap(), 2024).sign()
    };
    let hidden = all.iter().filter(|(key, _)| sign(key).is_some()).count();
    assert_eq!(hidden, 4, "the three, and one with whom they could be more");
    assert!(account.exposed.is_empty());
    let people = plan.cube.base_figures.iter().position(|figure| figure.id == "leute").unwrap();
    let own = account.hidden.iter().filter(|hidden| hidden.figures == [people]);
    let bounds: Vec<i64> = own.map(|hidden| hidden.stranger.low).collect();
    assert_eq!(bounds, [1_000_000; 4]);
}

#[test]
fn a_share_of_secret_numbers_says_as_much_by_its_sign() {
    // The share of one secret number in another that is printed: a sign means that somebody is counted above the line.
    let row = |area: &str, young: &str, old: &str| format!("{area};2024;jung;{young}\n{area};2024;alt;{old}\n");
    let all = [("88001001", "1", "40"), ("88001002", "1", "45"), ("88001003", "1", "99"), ("88001004", "0", "120")];
    let people: String = all.iter().map(|(area, young, old)| row(area, young, old)).collect();
    let people = format!("schluessel;jahr;alter;wert\n{people}{}", row("88001005", "25", "65"));
    let areas = "key;name;level;parent\n88001001;A;gemeinde;88001\n88001002;B;gemeinde;88001\n88001003;C;gemeinde;88001\n\
                 88001004;D;gemeinde;88001\n88001005;E;gemeinde;88001\n88001;Kreis Quarnow;kreis;\n";
    let rule = "+protection = { minimum = 3, reason = \"unter 3\" }\n";
    let folder = small_county(&[("data/areas.csv", areas), ("data/leute.csv", &people), ("data/sources.toml", rule)]);
    let (plan, figures, account) = everything(folder.path());
    let at = plan.cube.indicator("jugend").unwrap();
    let value = |key: &str| figures.value(at, plan.cube.areas.find(key).unwrap(), 2024);
    assert!(value("88001").value().is_some() && value("88001004").value().is_some());
    let small = all.iter().take(3).chain([&("88001005", "", "")]);
    assert!(small.into_iter().all(|(key, _, _)| value(key).sign() == Some(Sign::Secret)), "25 would leave one each");
    assert!(account.exposed.is_empty());
}

#[test]
fn what_an_earlier_edition_fixed_stops_the_documents_that_show_it_and_no_others() {
    // Two small counts whose sum is out: whoever is counted in one of them knows the other.
    let settings = "+\n[[level]]\nid = \"raum\"\nname = \"Raum\"\nplural = \"Räume\"\n";
    let areas = "key;name;level;parent\n88001001;Ahrendorf;gemeinde;R1\n88001002;Bökensiel;gemeinde;R1\n\
                 88001003;Cismar;gemeinde;R2\nR1;Raum Eins;raum;\nR2;Raum Zwei;raum;\n";
    let people = "schluessel;jahr;alter;wert\n88001001;2024;jung;2\n88001001;2024;alt;40\n88001002;2024;jung;1\n\
                  88001002;2024;alt;50\n88001003;2024;jung;30\n88001003;2024;alt;60\n";
    let rule = "+protection = { minimum = 3, reason = \"unter 3\" }\n\n[[source]]\nid = \"flaeche\"\nfile = \"flaeche.csv\"\n\
                title = \"Fläche\"\nprovider = \"Kataster\"\n";
    let set = "+\n[[base]]\nid = \"flaeche\"\nname = \"Fläche\"\nsource = \"flaeche\"\n\n[[indicator]]\nid = \"flaeche\"\n\
               name = \"Fläche\"\ndefinition = \"Fläche\"\nkind = \"count\"\nnumerator = [\"flaeche\"]\nreading = \"{value}\"\n\n\
               [[indicator]]\nid = \"junge\"\nname = \"Junge\"\ndefinition = \"Junge\"\nkind = \"count\"\ndecimals = 0\n\
               numerator = [\"jung\"]\nreading = \"{value}\"\n";
    let report = |level: &str, indicator: &str, date: &str| {
        format!(
            "template = \"fachbericht\"\ntitle = \"Probe\"\ndate = {date}\nas_of = 2024-12-31\n\n[areas]\nlevel = \"{level}\"\n\
             compare = \"R2\"\n\n[period]\nfrom = 2024\nto = 2024\n\n[[chapter]]\ntitle = \"A\"\nindicators = [\"{indicator}\"]\nshow = [\"table\"]\n"
        )
    };
    let land = "schluessel;jahr;wert\n88001001;2024;5\n88001002;2024;6\n88001003;2024;7\n";
    let settings = settings.to_owned();
    let workspace = |reports: &[(&str, String)]| {
        let mut files: Vec<(&str, &str)> = vec![
            ("data/areas.csv", areas),
            ("data/leute.csv", people),
            ("data/flaeche.csv", land),
            ("data/sources.toml", rule),
            ("indicator-sets/leute.toml", set),
        ];
        files.extend(reports.iter().map(|(name, text)| (*name, text.as_str())));
        let folder = small_county(&files);
        let file = folder.path().join("drucksache.toml");
        let written = fs::read_to_string(&file).unwrap();
        let county = "[[level]]\nid = \"kreis\"\nname = \"Kreis\"\nplural = \"Kreise\"\ndative = \"Kreisen\"\n";
        assert!(written.contains(county));
        fs::write(file, written.replace(county, settings.trim_start_matches('+'))).unwrap();
        folder
    };
    let output = tempfile::tempdir().unwrap();
    let old = workspace(&[("reports/probe.toml", report("raum", "junge", "2025-01-31"))]);
    let built = build(old.path(), output.path(), &mut Notes::new()).unwrap();
    assert!(built.problems.is_empty(), "{}", built.problems);
    let new = workspace(&[
        ("reports/probe.toml", report("gemeinde", "junge", "2025-06-30")),
        ("reports/land.toml", report("gemeinde", "flaeche", "2025-06-30")),
    ]);
    fs::create_dir(new.path().join("editions")).unwrap();
    fs::copy(output.path().join("probe/published.json"), new.path().join("editions/alt.json")).unwrap();
    let output = tempfile::tempdir().unwrap();
    let built = build(new.path(), output.path(), &mut Notes::new()).unwrap();
    let told = built.problems.to_string();
    assert!(
        told.contains("D0090") && told.contains("`probe-2025-01-31`") && told.contains("data/sources.toml:"),
        "{told}"
    );
    let made: Vec<&str> = built.deliveries.iter().map(|delivery| delivery.document.as_str()).collect();
    assert_eq!(made, ["land"]);
}
