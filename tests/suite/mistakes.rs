//! Mistakes of planners, each answered with its place, all in one run, nothing destroyed.

use std::fs;

use crate::golden;
use crate::workspace::{over_sample_data, report, run, small_county, with_copied_data};

/// A report with a mistake in almost every line.
const WRONG: &str = r#"template = "sozialbricht"
title = "Probe"
date = 2025-01-31
as_of = 2024-12-31
highlights = ["kinderarmt"]

[areas]
level = "analyseraeume"
compare = "99002"

[period]
from = 2015
to = 2024

[[chapter]]
title = "Eins"
text = "fehlt.md"
indicator_set = "bevölkerung"

[[chapter]]
title = "Zwei"
indicators = ["anteil_u18", "antiel_65"]
"#;

const SLIPS: &str = r#"template = "fachbericht"
titel = "Probe"
date = "gestern"
as_of = 2024-12-31

[areas]
level = "analyseraum"
compare = "99001"

[period]
from = 2015
to = "2024"
"#;

fn mistakes(files: &[(&str, &str)], language: &str) -> (Option<i32>, String) {
    let workspace = over_sample_data(files, |text| text);
    let output = workspace.path().join("output");
    fs::create_dir_all(output.join("probe")).unwrap();
    fs::write(output.join("probe/probe.pdf"), "old").unwrap();
    fs::write(output.join("probe/manifest.json"), "{}").unwrap();
    let done = run(&["build", "--workspace", workspace.path().to_str().unwrap(), "--lang", language]);
    let text = String::from_utf8(done.stderr).unwrap();
    assert_eq!(fs::read_to_string(output.join("probe/probe.pdf")).unwrap(), "old", "an older output stays");
    assert_eq!(fs::read_dir(&output).unwrap().count(), 1, "nothing half-done is left");
    (done.status.code(), text)
}

#[test]
fn every_wrong_name_is_told_with_its_place() {
    for (language, golden) in [("de", "mistakes.txt"), ("en", "mistakes-en.txt")] {
        let (code, text) = mistakes(&[("reports/probe.toml", WRONG)], language);
        assert_eq!(code, Some(1));
        let shortened: Vec<&str> = text.lines().map(|line| line.get(..150).unwrap_or(line)).collect();
        golden::compare(golden, &(shortened.join("\n") + "\n"));
    }
}

#[test]
fn slips_in_toml_are_told_with_line_and_column() {
    let (code, text) = mistakes(&[("reports/probe.toml", SLIPS)], "de");
    assert_eq!(code, Some(1));
    for wanted in ["probe.toml:2:1", "gemeint `title`?", "probe.toml:3:8", "probe.toml:12:6"] {
        assert!(text.contains(wanted), "{wanted}\n{text}");
    }
}

#[test]
fn broken_toml_and_broken_sets_are_told_together() {
    let files = [
        ("reports/probe.toml", "template = \"fachbericht\"\ntitle = \"Probe\nx"),
        ("indicator-sets/eigen.toml", "title = \"Eigen\"\n\n[[base]]\nid = \"x\"\nname = \"X\"\n"),
    ];
    let (code, text) = mistakes(&files, "de");
    assert_eq!(code, Some(1));
    assert!(text.contains("reports/probe.toml:2:") && text.contains("indicator-sets/eigen.toml:3:"), "{text}");
    assert!(text.contains("`source`"), "{text}");
}

#[test]
fn a_wrong_question_in_a_text_has_its_line() {
    let report =
        report("analyseraum", "\"anteil_u18\"").replace("title = \"Kapitel\"", "title = \"Kapitel\"\ntext = \"a.md\"");
    let files = [
        ("reports/probe.toml", report.as_str()),
        ("reports/probe/a.md", "Erste Zeile.\n\nAnteil: {{ value(\"anteil_u81\") }}.\n"),
    ];
    let (code, text) = mistakes(&files, "de");
    assert_eq!(code, Some(1));
    assert!(text.contains("reports/probe/a.md:3:19") && text.contains("gemeint `anteil_u18`?"), "{text}");
}

#[test]
fn one_broken_document_does_not_stop_the_others() {
    let good = report("analyseraum", "\"anteil_u18\"");
    let bad = report("planungsraum", "\"sgb2_quote\"");
    let workspace = over_sample_data(&[("reports/gut.toml", &good), ("reports/schlecht.toml", &bad)], |text| text);
    let done = run(&["build", "--workspace", workspace.path().to_str().unwrap()]);
    let text = String::from_utf8(done.stderr).unwrap();
    assert_eq!(done.status.code(), Some(1), "{text}");
    assert!(workspace.path().join("output/gut/gut.pdf").exists(), "{text}");
    assert!(!workspace.path().join("output/schlecht").exists());
    assert!(text.contains("D0033"), "{text}");
}

/// The sample's data in a workspace of its own, with one file changed.
fn with_changed_data(report: &str, file: &str, change: impl Fn(String) -> String) -> (Option<i32>, String) {
    let workspace = with_copied_data(report);
    let data = workspace.path().join("data");
    let text = fs::read_to_string(data.join(file)).unwrap();
    let changed = change(text.clone());
    assert_ne!(text, changed, "the change must change something");
    fs::write(data.join(file), changed).unwrap();
    let done = run(&["build", "--workspace", workspace.path().to_str().unwrap()]);
    (done.status.code(), String::from_utf8(done.stderr).unwrap())
}

#[test]
fn an_unreadable_number_has_the_line_of_its_file() {
    let report = report("analyseraum", "\"altersarmut\"");
    let (code, text) =
        with_changed_data(&report, "sgb12.csv", |text| text.replacen("990010003;2015;", "990010003;2015;zwölf", 1));
    assert_eq!(code, Some(1), "{text}");
    // The file has secrets: its line is named, not repeated.
    assert!(text.contains("data/sgb12.csv:4:1") && !text.contains("| 990010003;2015;zwölf"), "{text}");
}

#[test]
fn a_row_with_a_missing_field_is_no_missing_value() {
    let report = report("analyseraum", "\"altersarmut\"");
    let (code, text) =
        with_changed_data(&report, "sgb12.csv", |text| text.replacen("990010002;2015;", "990010002;", 1));
    assert_eq!(code, Some(1), "{text}");
    assert!(text.contains("D0028") && text.contains("sgb12.csv:3"), "{text}");
}

#[test]
fn an_area_without_a_parent_would_be_missing_in_every_sum() {
    let report = report("analyseraum", "\"altersarmut\"");
    let cut = |text: String| text.replacen("99001010;Brokfeld;gemeinde;990015010;", "99001010;Brokfeld;gemeinde;;", 1);
    let (code, text) = with_changed_data(&report, "areas.csv", cut);
    assert_eq!(code, Some(1), "{text}");
    assert!(text.contains("D0017") && text.contains("areas.csv:11"), "{text}");
}

#[test]
fn numbers_out_of_bounds_are_answered_not_crashed_on() {
    let base = "title = \"S\"\n\n[[base]]\nid = \"b\"\nname = \"B\"\nsource = \"einwohner\"\n\n[[indicator]]\nid = \
                \"i\"\nname = \"I\"\ndefinition = \"D\"\nkind = \"change\"\nnumerator = [\"b\"]\nreading = \"{value}\"\n";
    for slip in ["decimals = 200\nper = 1", "per = 2000000000", "per = 1\nreading = \"{wert}\""] {
        let set = if slip.contains("reading") { base.replace("reading = \"{value}\"\n", "") } else { base.to_owned() };
        let (code, text) = mistakes(&[("indicator-sets/eigen.toml", &(set + slip + "\n"))], "de");
        assert_eq!(code, Some(1), "{slip}\n{text}");
        assert!(text.contains("indicator-sets/eigen.toml:9:6"), "{slip}\n{text}");
    }
    let (code, text) =
        mistakes(&[("reports/probe.toml", &report("kreis", "\"einwohner\"").replace("2015", "-99999999"))], "de");
    assert_eq!(code, Some(1), "{text}");
    assert!(text.contains("reports/probe.toml:11:8"), "{text}");
}

#[test]
fn slips_in_area_tables_and_borders_of_classes_have_their_place() {
    let told = |file: &str, text: &str| {
        let folder = small_county(&[(file, text)]);
        let done = run(&["check", "--workspace", folder.path().to_str().unwrap(), "--lang", "en"]);
        String::from_utf8(done.stderr).unwrap()
    };
    let since = told("data/areas.csv", "+88001004;Dorn;gemeinde;88001;bald\n");
    assert!(since.contains("expected since: 1900–2100, found bald") && since.contains("data/areas.csv:6:1"), "{since}");
    let delimiter = told("drucksache.toml", "+delimiter = \"→\"\n");
    assert!(delimiter.contains("expected a delimiter") && delimiter.contains("drucksache.toml:"), "{delimiter}");
    let set = "[[indicator]]\nid = \"alle\"\nname = \"Alle\"\ndefinition = \"Alle\"\nkind = \"count\"\n\
               numerator = [\"leute\"]\nreading = \"{value}\"\nbounds = [1, 2, 3, 4, 5]\n";
    let bounds = told("indicator-sets/leute.toml", &format!("+\n{set}"));
    assert!(bounds.contains("expected bounds ≤ 4 (look.scale: 5), found 5"), "{bounds}");
    let twice = set.replace("[\"leute\"]", "[\"jung\", \"jung\"]").replace("[1, 2, 3, 4, 5]", "[1]");
    let twice = told("indicator-sets/leute.toml", &format!("+\n{twice}"));
    assert!(twice.contains("base figure defined twice: `jung`"), "{twice}");
}

#[test]
fn a_broken_draft_does_not_stop_the_others_and_mistakes_of_all_kinds_come_together() {
    let good = report("analyseraum", "\"anteil_u18\"");
    let files = [
        ("reports/gut.toml", good.as_str()),
        ("reports/entwurf.toml", "template = \"fachbericht\"\ntitel = 1\n"),
        ("reports/falsch.toml", WRONG),
    ];
    let workspace = over_sample_data(&files, |text| text);
    let folder = workspace.path().to_str().unwrap();
    let done = run(&["build", "--workspace", folder]);
    let text = String::from_utf8(done.stderr).unwrap();
    assert_eq!(done.status.code(), Some(1), "{text}");
    assert!(workspace.path().join("output/gut/gut.pdf").exists(), "{text}");
    assert!(text.contains("entwurf.toml:2:1") && text.contains("falsch.toml:22:29"), "{text}");
    assert!(run(&["build", "gut", "--workspace", folder]).status.success());
}

#[test]
fn an_output_folder_of_somebody_else_is_not_touched() {
    let workspace = over_sample_data(&[("reports/probe.toml", &report("kreis", "\"anteil_u18\""))], |text| text);
    let mine = workspace.path().join("reports/probe/text.md");
    fs::create_dir(mine.parent().unwrap()).unwrap();
    fs::write(&mine, "mein Text").unwrap();
    let folder = |name: &str| workspace.path().join(name).to_str().unwrap().to_owned();
    let done = run(&["build", "--workspace", &folder(""), "--output", &folder("reports")]);
    assert_eq!(done.status.code(), Some(2), "{}", String::from_utf8_lossy(&done.stderr));
    assert_eq!(fs::read_to_string(&mine).unwrap(), "mein Text");
}

#[test]
fn a_template_for_papers_asks_for_the_paper() {
    let text = report("kreis", "\"anteil_u18\"").replace("\"fachbericht\"", "\"vorlage\"");
    let (code, text) = mistakes(&[("reports/probe.toml", &text)], "de");
    assert_eq!(code, Some(1), "{text}");
    assert!(text.contains("D0064") && text.contains("reports/probe.toml:1:12"), "{text}");
}

#[test]
fn wrong_use_and_no_workspace_have_their_own_exit_code() {
    assert_eq!(run(&["bauen"]).status.code(), Some(2));
    let empty = tempfile::tempdir().unwrap();
    assert_eq!(run(&["build", "--workspace", empty.path().to_str().unwrap()]).status.code(), Some(2));
}

#[test]
fn the_handbook_explains_every_message() {
    let read = |file: &str| fs::read_to_string(crate::workspace::root().join("src/problem").join(file)).unwrap();
    let catalogue = read("code.rs") + &read("lint.rs");
    let handbook = fs::read_to_string(crate::workspace::root().join("docs/handbuch/meldungen.md")).unwrap();
    let codes = catalogue.split("\"D0").skip(1).map(|rest| format!("D0{}", &rest[..3]));
    let codes: Vec<String> = codes.collect();
    assert!(codes.len() > 90, "{codes:?}");
    let missing: Vec<String> = codes.into_iter().filter(|code| !handbook.contains(&format!("| {code} |"))).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn a_colour_that_is_none_is_told_with_its_place() {
    let workspace = over_sample_data(&[("reports/probe.toml", &report("kreis", "\"einwohner\""))], |text| {
        text + "\n[look]\nprimary = \"blau\"\n"
    });
    let done = run(&["build", "--workspace", workspace.path().to_str().unwrap()]);
    let text = String::from_utf8(done.stderr).unwrap();
    assert!(
        done.status.code() == Some(1) && text.contains("gefunden blau") && text.contains("drucksache.toml:"),
        "{text}"
    );
}

/// A mistake in every picture, and colours that cannot be read.
const PICTURES: &str = r#"template = "fachbericht"
title = "Probe"
date = 2025-01-31
as_of = 2024-12-31

[areas]
level = "analyseraum"
compare = "99001"

[period]
from = 2015
to = 2024

[[chapter]]
title = "Eins"

[[chapter.picture]]
kind = "pie"
indicators = ["anteil_u18"]

[[chapter.picture]]
kind = "dumbbell"
indicators = ["anteil_u18"]
years = [2015, 2020, 2024]

[[chapter.picture]]
kind = "map"
indicators = ["einwohner"]

[[chapter.picture]]
kind = "scatter"
indicators = ["anteil_u18", "anteil_56"]
target = 3.0

[[chapter.picture]]
kind = "lines"
indicators = ["anteil_u18"]
level = "gemeinde"
years = [2024, 2015]

[[chapter.picture]]
kind = "spine"
indicators = ["anteil_u18", "anteil_65"]
highlight = "990010099"

[[chapter.picture]]
kind = "cycle"
here = 4

[[chapter.picture.step]]
label = "Thema"

[[chapter.picture.step]]
label = "Daten"
"#;

#[test]
fn every_mistake_in_a_picture_has_its_line_and_a_hint() {
    let (code, text) = mistakes(&[("reports/probe.toml", PICTURES)], "de");
    assert_eq!(code, Some(1));
    let shortened: Vec<&str> = text.lines().map(|line| line.get(..150).unwrap_or(line)).collect();
    let (_, second) = mistakes(&[("reports/probe.toml", &PICTURES.replace("\"pie\"", "\"bars\""))], "de");
    let further: Vec<&str> = second.lines().map(|line| line.get(..150).unwrap_or(line)).collect();
    golden::compare("mistakes-pictures.txt", &(shortened.join("\n") + "\n\n" + &further.join("\n") + "\n"));
}

/// What would be printed as it stands, twice, or not at all.
const LISTS: &str = r#"template = "fachbericht"
title = "Probe"
date = 2025-01-31
as_of = 2024-12-31
highlights = ["anteil_u18", "anteil_u18"]

[areas]
keys = ["990010001", "990010002", "Holmau"]
compare = "99001"
also = ["99001"]

[period]
from = 2015
to = 2024

[[chapter]]
title = "Lage in {area}"
indicators = ["anteil_u18"]

[[chapter]]
title = " "

[[chapter.picture]]
kind = "bars"
indicators = ["anteil_u18"]
title = "Anteil {{ value(\"anteil_u18\") }}"

[[chapter.picture]]
kind = "lines"
indicators = ["anteil_u18", "anteil_u18"]

[[chapter.table]]
indicators = ["anteil_u18", "anteil_u18"]
areas = ["99001", "99001"]

[[chapter.list]]
kind = "goals"
only = ["5"]
years = [2030]

[[chapter.list]]
kind = "costs"
only = ["familienzentren"]
fields = ["armut"]
"#;

#[test]
fn what_would_be_printed_twice_or_not_at_all_is_refused() {
    let (code, text) = mistakes(&[("reports/probe.toml", LISTS)], "de");
    assert_eq!(code, Some(1));
    let rest = LISTS.replace("\" \"", "\"Zwei\"").replace("{{ value(\\\"anteil_u18\\\") }}", "junger Menschen");
    let (_, second) = mistakes(&[("reports/probe.toml", &rest)], "de");
    let all = text + "\n" + &second;
    let lines: Vec<&str> = all.lines().map(|line| line.get(..150).unwrap_or(line)).collect();
    golden::compare("mistakes-lists.txt", &(lines.join("\n") + "\n"));
}

#[test]
fn a_list_without_entries_is_told_and_a_document_for_every_area_counts_its_slips_once() {
    let own = "template = \"fachbericht\"\ntitle = \"Probe\"\ndate = 2025-01-31\nas_of = 2024-12-31\neach = \"gemeinde\"\n\n\
               [areas]\nlevel = \"gemeinde\"\ncompare = \"99001\"\n\n[period]\nfrom = 2015\nto = 2024\n\n[[chapter]]\n\
               title = \"Eins {area}\"\ntext = \"eins.md\"\n\n[[chapter.list]]\nkind = \"requests\"\n";
    let text = "Es sind {{ value(\"sgb2_quote\", area=\"each\", year=2020) }}.\n";
    let workspace = with_copied_data(own);
    fs::create_dir(workspace.path().join("reports/probe")).unwrap();
    fs::write(workspace.path().join("reports/probe/eins.md"), text).unwrap();
    fs::write(workspace.path().join("data/requests.toml"), "").unwrap();
    let done = run(&["check", "--workspace", workspace.path().to_str().unwrap()]);
    let told = String::from_utf8(done.stderr).unwrap();
    assert_eq!(told.matches("[D0041]").count(), 3, "{told}");
    assert!(told.contains("D0140") && told.contains("[D0084]"), "{told}");
}

#[test]
fn what_fits_no_figures_is_told_when_figures_are_known() {
    for (picture, code) in [
        ("kind = \"bars\"\nindicators = [\"sgb2_quote\"]\nlevel = \"planungsraum\"", "D0033"),
        ("kind = \"funnel\"\nindicators = [\"kinderarmut\"]\nagainst = [\"einwohner\"]", "D0013"),
        ("kind = \"pyramid\"\nindicators = [\"anteil_u18\", \"anteil_65\", \"anteil_80\"]", "D0100"),
        ("kind = \"likert\"\nindicators = [\"anteil_u18\"]", "D0100"),
        ("kind = \"bars\"\nindicators = [\"kinderarmut\"]\nyears = [2030]", "D0033"),
        ("kind = \"multiples\"\nindicators = [\"kinderarmut\"]\nsize = \"third\"", "D0106"),
        ("kind = \"lines\"\nindicators = [\"kinderarmut\", \"einwohner\"]", "D0107"),
        ("kind = \"shares\"\nindicators = [\"kinderarmut\", \"anteil_65\"]", "D0107"),
        ("kind = \"symbols\"\nindicators = [\"kinderarmut\"]", "D0013"),
        ("kind = \"bullet\"\nindicators = [\"kinderarmut\"]", "D0100"),
        (
            "kind = \"likert\"\nindicators = [\"anteil_u18\"]\nagainst = [\"sgb2_quote\"]",
            "erwartet einwohner, gefunden sgb2_quote",
        ),
    ] {
        let text = report("analyseraum", "\"anteil_u18\"") + "\n[[chapter.picture]]\n" + picture + "\n";
        let (exit, printed) = mistakes(&[("reports/probe.toml", &text)], "de");
        assert_eq!(exit, Some(1), "{picture}");
        assert!(printed.contains(code) && printed.contains("reports/probe.toml:"), "{picture}: {printed}");
    }
}

#[test]
fn colours_that_cannot_be_read_are_answered_with_better_ones() {
    let report = report("analyseraum", "\"anteil_u18\"");
    let colours = "\n[look]\ngrey = \"#a0aab4\"\naccent = \"#9a3a2e\"\ncategories = [\"#0072b2\", \"#0a6fb0\"]\n";
    let workspace = over_sample_data(&[("reports/probe.toml", &report)], |text| text + colours);
    let done = run(&["check", "--workspace", workspace.path().to_str().unwrap()]);
    let text = String::from_utf8(done.stderr).unwrap();
    for wanted in ["D0103", "#a0aab4", "reicht aus", "D0105", "drucksache.toml:"] {
        assert!(text.contains(wanted), "{wanted}\n{text}");
    }
}

#[test]
fn a_mistake_in_a_template_of_ones_own_has_its_file_and_line() {
    let main = fs::read_to_string(crate::workspace::root().join("report-templates/einfach/main.typ")).unwrap();
    let report = "template = \"einfach\"\ntitle = \"Probe\"\ndate = 2025-01-31\nas_of = 2024-12-31\n\n[areas]\nlevel = \
                  \"gemeinde\"\ncompare = \"88001\"\n\n[period]\nfrom = 2023\nto = 2024\n\n[[chapter]]\ntitle = \"A\"\n\n\
                  [[chapter]]\ntitle = \"B\"\n";
    let told = |command: &str, from: &str, to: &str| {
        assert!(main.contains(from), "{from}");
        let own = main.replace(from, to);
        let folder = crate::workspace::small_county(&[
            ("reports/probe.toml", report),
            ("report-templates/einfach/main.typ", &own),
        ]);
        let done = run(&[command, "--workspace", folder.path().to_str().unwrap()]);
        assert_eq!(done.status.code(), Some(1));
        let line = own.lines().position(|line| line.contains(to)).unwrap() + 1;
        let text = String::from_utf8(done.stderr).unwrap();
        assert!(text.contains(&format!("report-templates/einfach/main.typ:{line}:")), "{line}: {text}");
        // Typst tells both ends of a bracket that does not fit.
        assert!(text.matches("main.typ:").count() <= 2, "told once for all chapters: {text}");
    };
    // What cannot be read is found without setting it; what is no name only then.
    told("check", "{{ chapter.text or \"\" }})", "{{ chapter.text or \"\" }}]");
    told("check", "{% for chapter in chapters %}", "{% for chapter in kapitel %}");
    told("build", "#set text(size: 13pt", "#sett text(size: 13pt");
    told("build", "#block(width: 140mm", "#block(wdth: 140mm");
}

#[test]
fn what_would_mislead_in_a_report_is_refused() {
    let told = |change: &dyn Fn(String) -> String, rows: &str| {
        let folder = small_county(&[("data/leute.csv", rows)]);
        let report = folder.path().join("reports/probe.toml");
        fs::write(&report, change(fs::read_to_string(&report).unwrap())).unwrap();
        let output = folder.path().join("output");
        let arguments = ["build", "--lang", "en", "--workspace", folder.path().to_str().unwrap()];
        let done = run(&arguments.into_iter().chain(["--output", output.to_str().unwrap()]).collect::<Vec<_>>());
        String::from_utf8(done.stderr).unwrap()
    };
    let same = |report: String| report;
    // The county is none of its own municipalities.
    let keys = |report: String| report.replace("level = \"gemeinde\"", "keys = [\"88001001\", \"88001\"]");
    let nested = told(&keys, "+");
    assert!(nested.contains("D0031") && nested.contains("reports/probe.toml:7:"), "{nested}");
    // Of the young nothing came but signs: no page of gaps.
    let rows = "schluessel;jahr;alter;wert\n88001001;2024;jung;.\n88001001;2024;alt;30\n88001002;2024;jung;.\n\
                88001002;2024;alt;40\n88001003;2024;jung;.\n88001003;2024;alt;50\n";
    let signs = "+signs = { \".\" = \"missing\" }\n";
    let folder = small_county(&[("data/leute.csv", rows), ("data/sources.toml", signs)]);
    let done = run(&["check", "--lang", "en", "--workspace", folder.path().to_str().unwrap()]);
    let empty = String::from_utf8(done.stderr).unwrap();
    assert!(empty.contains("D0033") && empty.contains("`jugend`"), "{empty}");
    // Ages without sexes make no pyramid; a line without its first year has no 100.
    let picture = |kind: &str, indicators: &str, more: &str| {
        format!("\n[[chapter.picture]]\nkind = \"{kind}\"\nindicators = [{indicators}]\n{more}")
    };
    let pyramid = |report: String| report + &picture("pyramid", "\"leute\", \"jugend\"", "");
    let sides = told(&pyramid, "+");
    assert!(sides.contains("reports/probe.toml:"), "{sides}");
    assert!(!told(&same, "+").contains("error"), "the usual report is built");
}

#[test]
fn the_number_of_answers_counts_the_statement_beside_which_it_stands() {
    let answers = "schluessel;jahr;frage;antwort;wert\n88001;2024;klar;ja;20\n88001;2024;klar;nein;10\n88001;2024;zeit;ja;5\n\
                   88001;2024;zeit;nein;9\n";
    let sources = "+\n[[source]]\nid = \"umfrage\"\nfile = \"umfrage.csv\"\ntitle = \"Umfrage\"\nprovider = \"Kreis\"\n\
                   columns = { area = \"schluessel\", period = \"jahr\", value = \"wert\" }\n\
                   dimensions = { frage = \"frage\", antwort = \"antwort\" }\n";
    let question = |id: &str| {
        format!(
            "\n[[base]]\nid = \"a_{id}\"\nname = \"Antworten\"\nsource = \"umfrage\"\neach = \"antwort\"\n\
             where = {{ frage = [\"{id}\"], antwort = [\"ja\", \"nein\"] }}\n\n[[base]]\nid = \"n_{id}\"\nname = \"Antworten\"\n\
             source = \"umfrage\"\nwhere = {{ frage = [\"{id}\"] }}\n\n[[indicator]]\nid = \"f_{id}\"\nname = \"{id}\"\n\
             definition = \"{id}\"\nkind = \"distribution\"\nnumerator = [\"a_{id}\"]\nreading = \"{{value}}\"\n\n[[indicator]]\n\
             id = \"zahl_{id}\"\nname = \"Zahl\"\ndefinition = \"Zahl\"\nkind = \"count\"\nnumerator = [\"n_{id}\"]\nreading = \"{{value}}\"\n"
        )
    };
    let set = format!("+{}{}", question("klar"), question("zeit"));
    let told = |numbers: &str| {
        let report = format!(
            "+\n[[chapter.picture]]\nkind = \"likert\"\nindicators = [\"f_klar\", \"f_zeit\"]\nagainst = [{numbers}]\n"
        );
        let files = [
            ("data/umfrage.csv", answers),
            ("data/sources.toml", sources),
            ("indicator-sets/leute.toml", set.as_str()),
            ("reports/probe.toml", report.as_str()),
        ];
        let folder = small_county(&files);
        let done = run(&["check", "--lang", "en", "--workspace", folder.path().to_str().unwrap()]);
        String::from_utf8(done.stderr).unwrap()
    };
    // Whether it is a base figure of its own or the sum of the answers.
    let right = told("\"zahl_klar\", \"zahl_zeit\"");
    assert!(!right.contains("D0013"), "{right}");
    let swapped = told("\"zahl_zeit\", \"zahl_klar\"");
    assert!(swapped.contains("expected zahl_klar, found zahl_zeit"), "{swapped}");
}
