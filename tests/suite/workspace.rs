//! Workspaces for tests: the sample, and small ones made on the fly from its data.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

use drucksache::definition::Status;
use drucksache::deliver::Delivery;
use drucksache::disclosure::{self, Figures};
use drucksache::figures::Measured;
use drucksache::pipeline::{self, Outcome, Request};
use drucksache::plan::{Cube, Scope};
use drucksache::problem::{Notes, Problems};

/// The figures of everything that a workspace could show.
pub fn protected(cube: &Cube, measured: &Measured) -> Figures {
    disclosure::protect(measured, cube, &Scope::everything(cube, Status::Public), &[]).0
}

/// The repository, which is the sample workspace.
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Builds documents of a workspace into a folder.
pub fn build(workspace: &Path, output: &Path, notes: &mut Notes) -> Result<Outcome, Problems> {
    let request = Request { output: output.to_owned(), keep: true, ..Request::default() };
    pipeline::build(workspace, &request, notes, &|_| {})
}

/// The sample workspace, built once for all tests.
pub struct Sample {
    /// What was delivered, by document.
    pub deliveries: BTreeMap<String, Delivery>,
    /// The output folder.
    pub output: tempfile::TempDir,
}

/// Builds the sample on first use.
pub fn sample() -> &'static Sample {
    static SAMPLE: OnceLock<Sample> = OnceLock::new();
    SAMPLE.get_or_init(|| {
        let output = tempfile::tempdir().unwrap();
        let mut notes = Notes::new();
        let outcome = build(&root(), output.path(), &mut notes).unwrap_or_else(|problems| panic!("{problems}"));
        assert!(outcome.problems.is_empty(), "{}", outcome.problems);
        assert!(notes.is_empty(), "{notes}");
        let deliveries = outcome.deliveries.into_iter().map(|found| (found.document.clone(), found)).collect();
        Sample { deliveries, output }
    })
}

/// The Typst project that was kept beside a PDF.
pub fn project(delivery: &Delivery) -> PathBuf {
    let folder = delivery.file.parent().unwrap().join("typst");
    let own = folder.join(&delivery.document);
    if own.join("drawings").is_dir() { own } else { folder }
}

/// A workspace of its own over the data of the sample. `change` may edit its `drucksache.toml`.
pub fn over_sample_data(files: &[(&str, &str)], change: impl Fn(String) -> String) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let data = root().join("data");
    let settings = fs::read_to_string(root().join("drucksache.toml")).unwrap();
    // Its corporate design stays at home: tests have their own.
    let settings = settings.split("\n# Corporate design").next().unwrap().to_owned() + "\n";
    let paths = format!("data = {:?}\nsources = {:?}\n", data, data.join("sources.toml"));
    fs::write(folder.path().join("drucksache.toml"), change(paths + &settings)).unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

/// A workspace with a copy of the sample's data, to be changed, and one report.
pub fn with_copied_data(report: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    fs::create_dir(&data).unwrap();
    for entry in fs::read_dir(root().join("data")).unwrap() {
        let path = entry.unwrap().path();
        fs::copy(&path, data.join(path.file_name().unwrap())).unwrap();
    }
    for file in ["drucksache.toml", "logo.svg"] {
        fs::copy(root().join(file), folder.path().join(file)).unwrap();
    }
    fs::create_dir(folder.path().join("reports")).unwrap();
    fs::write(folder.path().join("reports/probe.toml"), report).unwrap();
    folder
}

/// A report over all areas of a level with some indicators.
pub fn report(level: &str, indicators: &str) -> String {
    format!(
        "template = \"fachbericht\"\ntitle = \"Probe\"\ndate = 2025-01-31\nas_of = 2024-12-31\n\n[areas]\nlevel = \
         \"{level}\"\ncompare = \"99001\"\n\n[period]\nfrom = 2015\nto = 2024\n\n[[chapter]]\ntitle = \
         \"Kapitel\"\nindicators = [{indicators}]\n"
    )
}

/// Runs the program as a user does.
pub fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_drucksache")).args(arguments).output().unwrap()
}

/// A county of three municipalities in a few lines, to be changed by files of the same name.
pub fn small_county(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let settings = "[publisher]\nname = \"Kreis Quarnow\"\nhead = \"Der Landrat\"\nunit = \"Sozialplanung\"\n\n\
                    [[level]]\nid = \"gemeinde\"\nname = \"Gemeinde\"\nplural = \"Gemeinden\"\n\n\
                    [[level]]\nid = \"kreis\"\nname = \"Kreis\"\nplural = \"Kreise\"\ndative = \"Kreisen\"\n\n\
                    [[area_table]]\nfile = \"areas.csv\"\n";
    let areas = "key;name;level;parent;since\n88001001;Ahrendorf;gemeinde;88001;\n88001002;Bökensiel;gemeinde;88001;\n\
                 88001003;Cismar;gemeinde;88001;\n88001;Kreis Quarnow;kreis;;\n";
    let sources = "[[source]]\nid = \"leute\"\nfile = \"leute.csv\"\ntitle = \"Bevölkerung\"\nprovider = \"Ämter\"\n";
    let people = "schluessel;jahr;alter;wert\n88001001;2023;jung;10\n88001001;2023;alt;30\n88001002;2023;jung;20\n\
                  88001002;2023;alt;40\n88001003;2023;jung;30\n88001003;2023;alt;50\n88001001;2024;jung;11\n\
                  88001001;2024;alt;31\n88001002;2024;jung;21\n88001002;2024;alt;41\n88001003;2024;jung;31\n88001003;2024;alt;51\n";
    let set = "title = \"Leute\"\n\n[[base]]\nid = \"leute\"\nname = \"Leute\"\nsource = \"leute\"\n\n\
               [[base]]\nid = \"jung\"\nname = \"Junge\"\nsource = \"leute\"\nwhere = { alter = [\"jung\"] }\n\n\
               [[indicator]]\nid = \"leute\"\nname = \"Leute\"\ndefinition = \"Leute\"\nkind = \"count\"\ndecimals = 0\n\
               numerator = [\"leute\"]\nreading = \"In {area} leben {value} Leute.\"\n\n\
               [[indicator]]\nid = \"jugend\"\nname = \"Jugend\"\ndefinition = \"Anteil\"\nkind = \"share\"\n\
               numerator = [\"jung\"]\ndenominator = [\"leute\"]\nreading = \"In {area} sind {value} von 100 jung.\"\n";
    let report = "template = \"fachbericht\"\ntitle = \"Probe\"\ndate = 2025-01-31\nas_of = 2024-12-31\n\n[areas]\n\
                  level = \"gemeinde\"\ncompare = \"88001\"\n\n[period]\nfrom = 2023\nto = 2024\n\n\
                  [[chapter]]\ntitle = \"Leute\"\nindicators = [\"leute\", \"jugend\"]\n";
    let usual = [
        ("drucksache.toml", settings),
        ("data/areas.csv", areas),
        ("data/sources.toml", sources),
        ("data/leute.csv", people),
        ("indicator-sets/leute.toml", set),
        ("reports/probe.toml", report),
    ];
    for (name, text) in usual.iter().chain(files) {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        // What begins with a plus is added to the usual text.
        let text = match text.strip_prefix('+') {
            Some(more) => fs::read_to_string(&path).unwrap() + more,
            None => (*text).to_owned(),
        };
        fs::write(path, text).unwrap();
    }
    folder
}
