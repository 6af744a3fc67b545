//! Every kind of document: its text, what fills it from registers and figures, and a document for every area.

use std::collections::BTreeSet;
use std::fs;

use drucksache::definition;
use drucksache::pipeline::{self, Request};
use drucksache::plan::{self, Plan};
use drucksache::problem::Notes;

use crate::golden;
use crate::workspace::{project, root, run, sample, small_county};

/// The thirteen kinds of documents.
const KINDS: [&str; 13] = [
    "sozialbericht",
    "fachbericht",
    "fokus",
    "vorlage",
    "umsetzungsbericht",
    "gebietsprofil",
    "datenkonzept",
    "kurzfassung",
    "handout",
    "sprechzettel",
    "einfach",
    "evaluation",
    "beteiligung",
];

fn plan() -> Plan {
    plan::resolve(definition::read(&root()).unwrap(), &mut Notes::new()).unwrap()
}

/// Pages in one line, all spaces alike, divided words put together.
fn line(pages: &[String]) -> String {
    pages.join(" ").split_whitespace().collect::<Vec<_>>().join(" ").replace(" \u{ad} ", "")
}

/// All text of a document of the sample.
fn text(id: &str) -> String {
    line(&sample().deliveries[id].pages)
}

#[test]
fn the_texts_of_all_documents_are_golden() {
    let folder = root().join("tests/golden/texts");
    let mut known = BTreeSet::new();
    for (id, delivery) in &sample().deliveries {
        // One profile is like the other.
        if id.starts_with("gebietsprofil") && id != "gebietsprofil-grevenhude" {
            continue;
        }
        let pages: Vec<String> = delivery.pages.iter().map(|page| page.trim_end().to_owned()).collect();
        known.insert(format!("{id}.txt"));
        golden::compare_at(&folder.join(format!("{id}.txt")), &(pages.join("\n\u{2500}\u{2500}\u{2500}\n") + "\n"));
    }
    for entry in fs::read_dir(folder).unwrap() {
        let name = entry.unwrap().file_name().to_string_lossy().into_owned();
        assert!(known.contains(&name), "{name} belongs to no document");
    }
}

#[test]
fn every_kind_of_document_that_planning_needs_is_there() {
    let plan = plan();
    let used: BTreeSet<&str> = plan.documents.iter().map(|document| document.template.as_str()).collect();
    for wanted in KINDS {
        assert!(used.contains(wanted), "{wanted}");
        assert!(!plan.kinds[wanted].value.about.is_empty(), "{wanted} says what it is for");
    }
    let kinds: BTreeSet<_> =
        plan.documents.iter().filter_map(|document| Some(document.definition.paper.as_ref()?.kind)).collect();
    assert_eq!(kinds.len(), 4, "decision, information, report, answer");
}

#[test]
fn every_area_has_a_profile_with_its_own_figures() {
    let plan = plan();
    let names: Vec<String> = {
        let document = plan.document("gebietsprofil").unwrap();
        document.copies().iter().map(|area| plan.cube.areas.get(*area).name.clone()).collect()
    };
    assert_eq!(names.len(), 15);
    let profiles: Vec<_> = sample().deliveries.iter().filter(|(id, _)| id.starts_with("gebietsprofil-")).collect();
    assert_eq!(profiles.len(), 15);
    let mut texts = BTreeSet::new();
    for (id, delivery) in profiles {
        let title = format!("Profil {}", names.iter().find(|name| id.ends_with(&ascii(name))).unwrap());
        assert_eq!(delivery.pages.len(), 3, "{id}: two pages and their numbers");
        for page in &delivery.pages {
            let head: String = page.lines().take(2).collect();
            assert!(head.contains(&title), "{id} is about {title}: {page}");
        }
        assert!(texts.insert(delivery.pages.join("")), "{id} is like another one");
    }
}

fn ascii(name: &str) -> String {
    let plain = name.to_lowercase().replace('ä', "ae").replace('ö', "oe").replace('ü', "ue").replace('ß', "ss");
    plain.replace([' ', '_'], "-")
}

#[test]
fn one_profile_can_be_made_alone_and_a_wrong_name_is_answered() {
    let output = tempfile::tempdir().unwrap();
    let request = Request {
        documents: vec!["gebietsprofil".to_owned()],
        areas: vec!["Grevenhude".to_owned()],
        output: output.path().to_owned(),
        keep: false,
    };
    let outcome = pipeline::build(&root(), &request, &mut Notes::new(), &|_| {}).unwrap();
    let files: Vec<String> = outcome.deliveries.iter().map(|found| found.document.clone()).collect();
    assert_eq!(files, ["gebietsprofil-grevenhude"]);
    let alone = fs::read(&outcome.deliveries[0].file).unwrap();
    assert!(alone == fs::read(&sample().deliveries["gebietsprofil-grevenhude"].file).unwrap());
    // A second one stands beside the first, as nothing has changed meanwhile.
    let request = Request { areas: vec!["990010001".to_owned()], ..request };
    pipeline::build(&root(), &request, &mut Notes::new(), &|_| {}).unwrap();
    let folder = fs::read_dir(output.path().join("gebietsprofil")).unwrap();
    let pdfs = folder.filter(|entry| entry.as_ref().unwrap().path().extension().is_some_and(|ending| ending == "pdf"));
    assert_eq!(pdfs.count(), 2);

    let folder = output.path().to_str().unwrap();
    let workspace = root();
    let workspace = workspace.to_str().unwrap();
    let done = run(&[
        "build",
        "gebietsprofil",
        "--area",
        "Tarnbek",
        "--area",
        "Grevenhud",
        "--output",
        folder,
        "--workspace",
        workspace,
    ]);
    let told = String::from_utf8(done.stderr).unwrap();
    assert_eq!(done.status.code(), Some(1));
    assert!(told.contains("gemeint `Grevenhude`?"), "{told}");
}

#[test]
fn copies_made_from_other_secrets_do_not_stay() {
    let profile = "template = \"gebietsprofil\"\ntitle = \"P {area}\"\ndate = 2025-01-31\nas_of = 2024-12-31\neach = \"gemeinde\"\n\
                   [areas]\nlevel = \"gemeinde\"\ncompare = \"88001\"\n[period]\nfrom = 2023\nto = 2024\n[[chapter]]\ntitle = \"L\"\n\
                   indicators = [\"jugend\"]\n";
    let secret = "+protection = { minimum = 3, reason = \"unter 3\" }\n";
    let folder = small_county(&[("reports/profil.toml", profile), ("data/sources.toml", secret)]);
    let output = tempfile::tempdir().unwrap();
    let pdfs = |area: &str| {
        let (documents, areas) = (vec!["profil".to_owned()], vec![area.to_owned()]);
        let request = Request { documents, areas, output: output.path().to_owned(), keep: false };
        let outcome = pipeline::build(folder.path(), &request, &mut Notes::new(), &|_| {}).unwrap();
        assert!(outcome.problems.is_empty(), "{}", outcome.problems);
        let files = fs::read_dir(output.path().join("profil")).unwrap().flatten().map(|entry| entry.path());
        files.filter(|path| path.extension().is_some_and(|ending| ending == "pdf")).count()
    };
    assert_eq!([pdfs("88001001"), pdfs("88001002")], [1, 2]);
    let file = folder.path().join("data/leute.csv");
    let people = fs::read_to_string(&file).unwrap().replacen(";jung;", ";jung;1", 1);
    fs::write(&file, people).unwrap();
    assert_eq!(pdfs("88001003"), 1, "made from other figures");
}

#[test]
fn judgements_follow_from_the_figures_by_one_rule() {
    // 32.9 in 2019, 42 by 2026: the straight line is at 39.4 in 2024, the figures say 39.1.
    let text = text("umsetzungsbericht");
    assert!(text.contains("32,9 2019 39,1 2024 42,0 2026 hinter dem Plan"), "{text}");
    // 7.1 in 2018 and in 2024, 6 by 2024.
    assert!(text.contains("7,1 2018 7,1 2024 6,0 2024 nicht erreicht"), "{text}");
    assert!(text.contains("12,9 2024 12,9 2024 10,0 2029 am Beginn"), "nothing can have changed yet: {text}");
    // Planned for the years with spending, and spent: 480 000 + 210 000 of 2024.
    assert!(text.contains("690 000 651 400"), "{text}");
}

#[test]
fn the_same_money_stands_in_register_paper_and_handout() {
    for (id, wanted) in [
        ("vorlage", "114 000"),
        ("handout", "114 000"),
        ("fokus", "114 000"),
        ("sprechzettel", "114 000"),
        ("mitteilung", "111 000"),
    ] {
        assert!(text(id).contains(wanted), "{id}: {wanted}");
    }
}

#[test]
fn references_lead_to_what_they_name() {
    assert!(text("antwort").contains("Alle Räume zeigt Tabelle 1"), "{}", text("antwort"));
    assert!(text("mitteilung").contains("(Anlage 1)"), "{}", text("mitteilung"));
    assert!(text("evaluation").contains("Abbildung 2 zeigt"), "{}", text("evaluation"));
}

#[test]
fn groups_in_tables_end_with_the_value_of_the_group() {
    let groups = "key;name;member\nN;Norden;88001001\nN;Norden;88001002\nS;Süden;88001003\n";
    let report = "+\n[[chapter.table]]\nid = \"gruppen\"\nindicators = [\"jugend\"]\nyears = [2023, 2024]\nchange = true\n\
                  group = \"teil\"\nhighlight = \"88001002\"\nlandscape = true\n";
    let partition = "+\n[[partition]]\nid = \"teil\"\nname = \"Teil\"\nplural = \"Teile\"\nfile = \"teile.csv\"\n";
    let folder =
        small_county(&[("drucksache.toml", partition), ("data/teile.csv", groups), ("reports/probe.toml", report)]);
    let output = tempfile::tempdir().unwrap();
    let outcome = crate::workspace::build(folder.path(), output.path(), &mut Notes::new()).unwrap();
    let text = line(&outcome.deliveries[0].pages);
    // 10 + 20 of 40 + 60, 11 + 21 of 42 + 62.
    assert!(
        text.contains("Norden Ahrendorf 25,0 26,2 +1,2 Bökensiel 33,3 33,9 +0,5 Norden zusammen 30,0 30,8 +0,8"),
        "{text}"
    );
    assert!(text.contains("Süden Cismar"), "{text}");
    let typst = fs::read_to_string(project(&outcome.deliveries[0]).join("fachbericht/main.typ")).unwrap();
    assert!(typst.contains("\"role\": \"highlighted\"") && typst.contains("\"landscape\": true"));
}

#[test]
fn a_mistake_in_a_register_concerns_the_documents_that_use_it() {
    let folder = small_county(&[
        (
            "data/recommendations.toml",
            "[[recommendation]]\nid = \"a\"\nnumber = \"1\"\ntitle = \"A\"\nfield = \"nirgends\"\n",
        ),
        ("data/goals.toml", "[[field]]\nid = \"armut\"\ntitle = \"Armut\"\n"),
        (
            "reports/umsetzung.toml",
            "template = \"umsetzungsbericht\"\ntitle = \"U\"\ndate = 2025-01-31\nas_of = 2024-12-31\n\n[areas]\n\
             level = \"gemeinde\"\ncompare = \"88001\"\n\n[period]\nfrom = 2023\nto = 2024\n",
        ),
    ]);
    let output = tempfile::tempdir().unwrap();
    let outcome = crate::workspace::build(folder.path(), output.path(), &mut Notes::new()).unwrap();
    let made: Vec<&str> = outcome.deliveries.iter().map(|found| found.document.as_str()).collect();
    assert_eq!(made, ["probe"]);
    assert!(outcome.problems.to_string().contains("nirgends"), "{}", outcome.problems);
}

#[test]
fn a_broken_paper_is_told_once_and_not_as_unknown_to_its_handout() {
    let head = "date = 2025-01-31\nas_of = 2024-12-31\n[areas]\nlevel = \"gemeinde\"\ncompare = \"88001\"\n[period]\nfrom = 2023\nto = 2024\n";
    let folder = small_county(&[
        ("reports/vorlage.toml", &format!("template = \"vorlage\"\ntitel = \"V\"\n{head}")),
        ("reports/handout.toml", &format!("template = \"handout\"\ntitle = \"H\"\nof = \"vorlage\"\n{head}")),
    ]);
    let output = tempfile::tempdir().unwrap();
    let outcome = crate::workspace::build(folder.path(), output.path(), &mut Notes::new()).unwrap();
    let told = outcome.problems.to_string();
    assert!(told.contains("reports/vorlage.toml:2:1") && !told.contains("handout"), "{told}");
}

#[test]
fn phrases_say_what_the_figures_say() {
    let asked = "text = \"lage.md\"\n";
    let report = "template = \"fachbericht\"\ntitle = \"Probe\"\ndate = 2025-01-31\nas_of = 2024-12-31\n\n[areas]\n\
                  level = \"gemeinde\"\ncompare = \"88001\"\n\n[period]\nfrom = 2023\nto = 2024\n\n\
                  [[chapter]]\ntitle = \"Leute\"\n";
    let prose = "{{ out_of(\"jugend\") }} sind jung[^1]. Ihr Anteil ist {{ trend(\"jugend\", since=2023) }}. Ahrendorf liegt \
                 {{ above_below(\"jugend\", area=\"Ahrendorf\") }}, Cismar {{ above_below(\"jugend\", area=\"Cismar\") }}. Es \
                 sind {{ about(\"leute\") }}.\n\n[^1]: Unter 18.\n";
    let folder = small_county(&[("reports/probe.toml", &format!("{report}{asked}")), ("reports/probe/lage.md", prose)]);
    let output = tempfile::tempdir().unwrap();
    let outcome = crate::workspace::build(folder.path(), output.path(), &mut Notes::new()).unwrap();
    let text = line(&outcome.deliveries[0].pages);
    // 63 of 186 after 60 of 180; 11 of 42, 31 of 82.
    assert!(text.contains("Etwa 34 von 100 sind jung"), "{text}");
    assert!(text.contains("Ihr Anteil ist um 0,5 Prozentpunkte gestiegen."), "{text}");
    assert!(
        text.contains("Ahrendorf liegt um 7,7 Prozentpunkte unter dem Wert im Kreis Quarnow (nicht gesichert)"),
        "{text}"
    );
    assert!(text.contains("Cismar um 3,9 Prozentpunkte über dem Wert"), "{text}");
    assert!(text.contains("Es sind 186.") && text.contains("Unter 18."), "{text}");
}

#[test]
fn every_requirement_of_the_two_concepts_is_answered() {
    let table = fs::read_to_string(root().join("docs/anforderungen.md")).unwrap();
    let rows: Vec<&str> = table.lines().filter(|line| line.starts_with("| R")).collect();
    assert_eq!(rows.len(), 87);
    for (number, row) in (1..).zip(rows) {
        let cells: Vec<&str> = row.split('|').map(str::trim).collect();
        assert_eq!(cells[1], format!("R{number}"));
        assert!(["ja", "teils", "offen"].contains(&cells[4]) && cells[5].len() > 5, "{row}");
    }
    // What is named as a list or a template is one.
    let plan = plan();
    for template in plan.kinds.keys().filter(|name| !name.contains('.') && *name != "galerie") {
        assert!(table.contains(&format!("`{template}`")), "{template} answers nothing");
    }
}

/// A county at the edge: a name of ninety letters, a number of twelve digits, nothing, missing, secret.
fn edge(extra: &[(&str, &str)]) -> tempfile::TempDir {
    let long = "Verwaltungsgemeinschaft Großgemeinde Klein Schönböken-Süderdorf an der Unteren Wümmeniederung";
    let areas = format!(
        "key;name;level;parent\n88001001;{long};gemeinde;88001\n88001002;Ö;gemeinde;88001\n88001003;Cismar;gemeinde;88001\n\
         88001;Kreis Quarnow;kreis;\n"
    );
    let people = "schluessel;jahr;alter;wert\n88001001;2023;jung;123456789012\n88001001;2023;alt;30\n88001002;2023;jung;0\n\
                  88001002;2023;alt;0\n88001003;2023;jung;.\n88001003;2023;alt;/\n88001001;2024;jung;1\n\
                  88001001;2024;alt;999999999999\n88001002;2024;jung;0\n88001002;2024;alt;0\n88001003;2024;jung;1\n88001003;2024;alt;2\n";
    let secret = "+protection = { minimum = 3, reason = \"unter 3\" }\n";
    let recommendation = format!(
        "[[recommendation]]\nid = \"a\"\nnumber = \"1.1.1\"\ntitle = \"{long}\"\nmeasures = [\"{long}\"]\nresponsible = \"{long}\"\n\n\
         [[recommendation.money]]\nname = \"{long}\"\naccount = \"36300.5012000.0000\"\namounts = {{ 2026 = 9000000000, 2027 = 0 }}\n\
         spent = {{ 2026 = 1 }}\n\n[[recommendation.target]]\nindicator = \"jugend\"\nareas = [\"88001001\", \"88001002\", \"88001003\"]\n\
         from = 2023\nvalue = 0.0\nby = 2028\n\n[[recommendation]]\nid = \"b\"\nnumber = \"2\"\ntitle = \"B\"\n"
    );
    let evidence = format!(
        "[[participation]]\nid = \"g\"\ntitle = \"{long}\"\nmethod = \"interview\"\ndate = 2024-02-01\ndepth = \"decision\"\n\
         persons = 12\nsteps = [1, 7]\nresults = [\"{long} {long}\"]\n"
    );
    let facilities = format!(
        "[[kind]]\nid = \"k\"\nname = \"{long}\"\ndemand = \"leute\"\n\n[[facility]]\nname = \"{long}\"\nkind = \"k\"\n\
         area = \"88001002\"\nplaces = 4000000000\n"
    );
    let mut files = vec![
        ("data/areas.csv", areas.as_str()),
        ("data/leute.csv", people),
        ("data/sources.toml", secret),
        ("data/recommendations.toml", &recommendation),
        ("data/evidence.toml", &evidence),
        ("data/facilities.toml", &facilities),
    ];
    files.extend(extra);
    small_county(&files)
}

#[test]
fn every_template_stands_the_edges() {
    let lists = [
        "recommendations",
        "overview",
        "costs",
        "progress",
        "attainment",
        "goals",
        "fields",
        "changes",
        "bodies",
        "participation",
        "ladder",
        "facilities",
        "calendar",
        "glossary",
        "signals",
        "profiles",
        "contributions",
        "catalogue",
        "deliveries",
        "gaps",
    ];
    let lists: String =
        lists.iter().map(|kind| format!("[[chapter.list]]\nkind = \"{kind}\"\nid = \"{kind}\"\n\n")).collect();
    let see = "{{ see(\"goals\") }}, {{ see(\"recommendations\") }}, {{ see(\"overview\") }}, {{ see(\"tabelle\") }}\n";
    let body = "[areas]\nlevel = \"gemeinde\"\ncompare = \"88001\"\n\n[period]\nfrom = 2023\nto = 2024\n\n";
    let paper = "[paper]\nnumber = \"1\"\nkind = \"information\"\nlead = \"L\"\nrecommendations = [\"a\", \"b\"]\n\n";
    let table = "[[chapter.table]]\nid = \"tabelle\"\nindicators = [\"leute\", \"jugend\"]\nyears = [2023, 2024]\nchange = true\n\
                 landscape = true\n\n";
    let templates = KINDS;
    let reports: Vec<(String, String)> = templates
        .iter()
        .map(|template| {
            let head = format!(
                "template = \"{template}\"\ntitle = \"Am Rand\"\ndate = 2025-01-31\nas_of = 2024-12-31\ndraft = true\n"
            );
            let own = match *template {
                "gebietsprofil" => "each = \"gemeinde\"\nsimilar = [\"jugend\"]\n",
                "handout" | "sprechzettel" => "of = \"vorlage\"\n",
                "fokus" => "due = 2025-02-01\n",
                _ => "",
            };
            let paper = if *template == "vorlage" { paper } else { "" };
            let chapter = "[[chapter]]\ntitle = \"Kapitel\"\ntext = \"k.md\"\nindicators = [\"leute\", \"jugend\"]\n\n";
            (format!("reports/{template}.toml"), format!("{head}{own}\n{body}{paper}{chapter}{table}{lists}"))
        })
        .collect();
    let texts: Vec<String> = templates.iter().map(|template| format!("reports/{template}/k.md")).collect();
    let mut files: Vec<(&str, &str)> = reports.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    files.extend(texts.iter().map(|name| (name.as_str(), see)));
    let folder = edge(&files);
    let output = tempfile::tempdir().unwrap();
    let outcome = crate::workspace::build(folder.path(), output.path(), &mut Notes::new()).unwrap();
    assert!(outcome.problems.is_empty(), "{}", outcome.problems);
    // Thirteen kinds, one of them for three areas, and the usual report of the county.
    assert_eq!(outcome.deliveries.len(), templates.len() + 2 + 1);
    for delivery in &outcome.deliveries {
        let text = line(&delivery.pages);
        assert!(!text.contains("NaN") && !text.contains("inf"), "{}: {text}", delivery.document);
    }
}

#[test]
fn the_template_of_the_handbook_makes_a_document() {
    let handbook = fs::read_to_string(root().join("docs/handbuch/satz.md")).unwrap();
    let own = handbook.split("```typst\n").nth(1).unwrap().split("```").next().unwrap();
    let report = "template = \"kurzbericht\"\ntitle = \"Probe\"\ndate = 2025-01-31\nas_of = 2024-12-31\n\n[areas]\nlevel = \
                  \"gemeinde\"\ncompare = \"88001\"\n\n[period]\nfrom = 2023\nto = 2024\n\n[[chapter]]\ntitle = \"Leute\"\n\
                  indicators = [\"jugend\"]\n";
    let folder = small_county(&[
        ("reports/probe.toml", report),
        ("report-templates/kurzbericht/main.typ", own),
        ("report-templates/kurzbericht/template.toml", "name = \"Kurzbericht\"\nabout = \"Kurz\"\n"),
    ]);
    let output = tempfile::tempdir().unwrap();
    let outcome = crate::workspace::build(folder.path(), output.path(), &mut Notes::new()).unwrap();
    assert!(outcome.problems.is_empty(), "{}", outcome.problems);
    assert!(line(&outcome.deliveries[0].pages).contains("KURZBERICHT"));
}

#[test]
fn what_is_copied_from_the_library_takes_its_place() {
    let folder = small_county(&[]);
    let workspace = folder.path().to_str().unwrap();
    let copy = |names: &[&str]| {
        let done = run(&[&["copy"], names, &["--workspace", workspace]].concat());
        let [out, err] = [done.stdout, done.stderr].map(|bytes| String::from_utf8(bytes).unwrap());
        (done.status.code(), out, err)
    };
    let (code, printed, _) = copy(&["fachbericht", "grundsicherung", "vorlage/labels-neutral.toml"]);
    assert_eq!(code, Some(0));
    let copied: Vec<&str> = printed.lines().collect();
    for file in [
        "indicator-sets/grundsicherung.toml",
        "report-templates/fachbericht/main.typ",
        "report-templates/fachbericht/template.toml",
        "report-templates/vorlage/labels-neutral.toml",
    ] {
        assert!(copied.contains(&file), "{printed}");
        assert_eq!(fs::read(folder.path().join(file)).unwrap(), fs::read(root().join(file)).unwrap(), "{file}");
    }
    assert!(!folder.path().join("report-templates/vorlage/main.typ").exists());

    let main = folder.path().join("report-templates/fachbericht/main.typ");
    let own = fs::read_to_string(&main).unwrap() + "\nEin eigener letzter Satz.\n";
    fs::write(&main, &own).unwrap();
    let (code, printed, said) = copy(&["shared", "fachbericht"]);
    assert_eq!((code, printed.as_str()), (Some(1), ""));
    assert!(said.contains("report-templates/fachbericht/main.typ") && said.contains("D0006"), "{said}");
    assert_eq!(fs::read_to_string(&main).unwrap(), own, "nothing is written over");
    assert!(!folder.path().join("report-templates/shared").exists(), "all or none");

    let (code, _, said) = copy(&["grundsicherun"]);
    assert!(code == Some(1) && said.contains("`grundsicherung`"), "{said}");

    let output = tempfile::tempdir().unwrap();
    let outcome = crate::workspace::build(folder.path(), output.path(), &mut Notes::new()).unwrap();
    assert!(outcome.problems.is_empty(), "{}", outcome.problems);
    assert!(line(&outcome.deliveries[0].pages).contains("Ein eigener letzter Satz."));
}

#[test]
fn wider_margins_leave_every_indicator_its_page() {
    let indicators: Vec<String> = {
        let plan = plan();
        let document = plan.document("sozialbericht").unwrap();
        document.indicators().iter().map(|at| format!("{:?}", plan.cube.indicators[*at].id)).collect()
    };
    let report = crate::workspace::report("analyseraum", &indicators.join(", "));
    let pages = |margins: &str| {
        let change = |text: String| format!("{text}\n[look]\nmargins = {margins}\n");
        let folder = crate::workspace::over_sample_data(&[("reports/probe.toml", report.as_str())], change);
        let output = tempfile::tempdir().unwrap();
        crate::workspace::build(folder.path(), output.path(), &mut Notes::new())
            .map(|outcome| outcome.deliveries[0].pages.clone())
    };
    let whole = |page: &&String| page.contains("Lesebeispiel") && page.contains("Quelle:");
    let found = pages("{ top = 28, bottom = 24, left = 22, right = 18 }").unwrap();
    assert_eq!(found.iter().filter(whole).count(), indicators.len());
    let told = pages("{ top = 34, bottom = 24, left = 10, right = 18 }").unwrap_err().to_string();
    for part in ["`left` + `right` = 40", "`top` + `bottom` ≤ 52", "`left` = 12–45", "drucksache.toml"] {
        assert!(told.contains(part), "{part}: {told}");
    }
}

#[test]
fn what_would_be_printed_wrongly_is_told_where_it_is_written() {
    let head = "date = 2025-01-31\nas_of = 2024-12-31\n\n[areas]\nlevel = \"gemeinde\"\ncompare = \"88001\"\n\n[period]\nfrom = 2023\n\
                to = 2024\n\n";
    let chapter = "[[chapter]]\ntitle = \"Leute\"\nindicators = [\"jugend\"]\n";
    let report = format!("template = \"fachbericht\"\ntitle = \"Probe\"\n{head}{chapter}");
    let labels = fs::read_to_string(root().join("report-templates/vorlage/labels-neutral.toml")).unwrap();
    let paper = format!(
        "template = \"vorlage\"\ntitle = \"Probe\"\n{head}[paper]\nnumber = \"1\"\nkind = \"report\"\nlead = \"L\"\n\n{chapter}"
    );
    let facilities = "[[kind]]\nid = \"tafel\"\nname = \"Tafel\"\ndemand = \"jugend\"\nrate = 1.5\n";
    let list = format!("{report}\n[[chapter.list]]\nkind = \"needs\"\n");
    let own = "report-templates/vorlage/labels-eigen.toml";
    let twice =
        labels.replace("\"matter\", ", "\"matter\", \"matter\", ").replace("report = \"Bericht der Verwaltung\"\n", "");
    type Case<'a> = (&'a [(&'a str, &'a str)], &'a [&'a str]);
    let evidence = "[[participation]]\nid = \"p\"\ntitle = \"P\"\nmethod = \"workshop\"\ndate = 2024-05-02\nuntil = 2024-05-01\npersons = 9\ndepth = \"consultation\"\n";
    let steps = format!("{report}\n[[chapter.list]]\nkind = \"participation\"\n");
    let cases: [Case<'_>; 7] = [
        (
            &[("drucksache.toml", "+\n[look]\nheader = \"{herausgeber}\"\n"), ("reports/probe.toml", &report)],
            &["drucksache.toml:", "unknown placeholder: `{herausgeber}`", "`{publisher}`"],
        ),
        (
            &[("reports/probe.toml", &report.replace("\"Probe\"", "\"Probe {area}\""))],
            &["probe.toml:2:", "placeholder"],
        ),
        (
            &[("reports/probe.toml", &report.replace("date = 2025", "each = \"kreis\"\ndate = 2025"))],
            &["probe.toml:3:8", "each = \"gemeinde\""],
        ),
        (
            &[
                ("drucksache.toml", "+\n[papers]\nlabels = \"eigen\"\n"),
                (own, &labels.replace("\"matter\", ", "")),
                ("reports/probe.toml", &paper),
            ],
            &["labels-eigen.toml:4:1", "order = [… \"matter\"]"],
        ),
        (
            &[("drucksache.toml", "+\n[papers]\nlabels = \"eigen\"\n"), (own, &twice), ("reports/probe.toml", &paper)],
            &["defined twice: `matter`", "kinds.report"],
        ),
        (
            &[("data/facilities.toml", facilities), ("reports/probe.toml", &list)],
            &["data/facilities.toml:4:10", "kind = \"count\""],
        ),
        (
            &[("data/evidence.toml", evidence), ("reports/probe.toml", &steps)],
            &["data/evidence.toml:6:9", "expected until >= 2024-05-02"],
        ),
    ];
    for (files, parts) in cases {
        let folder = small_county(files);
        let output = tempfile::tempdir().unwrap();
        let told = match crate::workspace::build(folder.path(), output.path(), &mut Notes::new()) {
            Ok(outcome) => outcome.problems.to_string(),
            Err(problems) => problems.to_string(),
        };
        for part in parts {
            assert!(told.contains(part), "{part}: {told}");
        }
    }
}
