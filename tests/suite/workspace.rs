//! Workspaces for tests: the sample, and small ones made on the fly from its data.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

use drucksache::deliver::Delivery;
use drucksache::pipeline::{self, Outcome, Request};
use drucksache::problem::{Notes, Problems};

/// The repository, which is the sample workspace.
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Builds documents of a workspace into a folder.
pub fn build(workspace: &Path, output: &Path, notes: &mut Notes) -> Result<Outcome, Problems> {
    let request = Request { documents: Vec::new(), output: output.to_owned(), keep: true };
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

/// A workspace of its own over the data of the sample. `change` may edit its `drucksache.toml`.
pub fn over_sample_data(files: &[(&str, &str)], change: impl Fn(String) -> String) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let data = root().join("data");
    let settings = fs::read_to_string(root().join("drucksache.toml")).unwrap();
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
    fs::copy(root().join("drucksache.toml"), folder.path().join("drucksache.toml")).unwrap();
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
