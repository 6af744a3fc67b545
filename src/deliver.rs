//! The last step: files on the disk. Comes in: finished files of one document and of its inputs. Goes
//! out: one output folder that appears whole or not at all, with a manifest of what went in and out.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::definition::Edition;
use crate::plan::Input;
use crate::problem::{Fault, Problem, Problems, SourceText};

/// The file that says a folder was made by this program, and of what.
const MANIFEST: &str = "manifest.json";

/// The record of what a document publishes.
pub const PUBLISHED: &str = "published.json";

/// From what each document was made last, in the officer's folder.
pub const BUILDS: &str = "builds.json";

/// The files of one output folder by relative path.
pub type Files = BTreeMap<String, Vec<u8>>;

/// What was made of one document.
#[derive(Debug, Clone)]
pub struct Delivery {
    /// Id of the document.
    pub document: String,
    /// Its main file.
    pub file: PathBuf,
    /// The text of every page of the main file.
    pub pages: Vec<String>,
    /// Size of the main file in bytes.
    pub bytes: usize,
}

/// `manifest.json`.
#[derive(Debug, Serialize)]
struct Manifest<'a> {
    document: &'a str,
    program: &'a str,
    version: &'a str,
    standard: &'a str,
    inputs: &'a BTreeMap<String, String>,
    outputs: BTreeMap<&'a str, String>,
}

/// SHA-256 of every input; a file that has gone meanwhile has none.
pub fn fingerprints(inputs: &BTreeMap<String, Input>) -> BTreeMap<String, String> {
    let content = |input: &Input| match input {
        Input::Text(text) => fingerprint(text.as_bytes()),
        Input::File(path) => fs::read(path).map(|bytes| fingerprint(&bytes)).unwrap_or_default(),
    };
    inputs.iter().map(|(name, input)| (name.clone(), content(input))).collect()
}

/// SHA-256 as hexadecimal text.
fn fingerprint(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// One fingerprint of all inputs together.
pub fn fingerprint_of(inputs: &BTreeMap<String, String>) -> String {
    let lines: String = inputs.iter().map(|(name, hash)| format!("{name}\t{hash}\n")).collect();
    fingerprint(lines.as_bytes())
}

/// From what each document was made last; empty where nobody has told.
pub fn builds(folder: &Path) -> BTreeMap<String, String> {
    let told = fs::read(folder.join(BUILDS)).ok();
    told.and_then(|text| serde_json::from_slice(&text).ok()).unwrap_or_default()
}

/// Writes a folder beside the old one and then takes its place: an older output stays until the new one
/// is complete.
pub fn folder(
    output: &Path,
    document: &str,
    mut files: Files,
    inputs: &BTreeMap<String, String>,
) -> Result<(), Problems> {
    let target = output.join(document);
    if target.exists() && !target.join(MANIFEST).is_file() {
        return Err(Problem::new(Fault::ForeignFolder { path: target }).into());
    }
    if let Some(path) = stranger(&target)? {
        return Err(Problem::new(Fault::ForeignFolder { path }).into());
    }
    let manifest = Manifest {
        document,
        program: env!("CARGO_PKG_NAME"),
        version: env!("CARGO_PKG_VERSION"),
        standard: "PDF/A-2a, PDF/UA-1",
        inputs,
        outputs: files.iter().map(|(path, bytes)| (path.as_str(), fingerprint(bytes))).collect(),
    };
    let manifest = serde_json::to_string_pretty(&manifest).map_err(Problem::internal)?;
    files.insert(MANIFEST.to_owned(), format!("{manifest}\n").into_bytes());
    replace(output, document, &files)
        .map_err(|error| Problem::new(Fault::UnwritableFile { path: target, reason: error.kind().to_string() }).into())
}

/// The manifest of an earlier output.
fn earlier(target: &Path) -> Option<serde_json::Value> {
    serde_json::from_slice(&fs::read(target.join(MANIFEST)).ok()?).ok()
}

/// A file in an earlier output that no build has put there. What desktops leave behind is nobody's.
/// An earlier output that cannot be read is a stranger's as a whole.
fn stranger(target: &Path) -> Result<Option<PathBuf>, Problem> {
    let foreign = |path: &Path| Problem::new(Fault::ForeignFolder { path: path.to_owned() });
    if !target.exists() {
        return Ok(None);
    }
    let manifest = earlier(target).ok_or_else(|| foreign(target))?;
    let own = |path: &Path| {
        let name = path.strip_prefix(target).unwrap_or(path).to_string_lossy().replace('\\', "/");
        name == MANIFEST || manifest["outputs"].get(&name).is_some()
    };
    let litter = |path: &Path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        [".DS_Store", "Thumbs.db", "desktop.ini"].contains(&name.as_ref())
            || name.starts_with(".~")
            || name.starts_with("~$")
    };
    let mut folders = vec![target.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).map_err(|_| foreign(&folder))? {
            let path = entry.map_err(|_| foreign(&folder))?.path();
            match path.is_dir() {
                true => folders.push(path),
                false if own(&path) || litter(&path) => {}
                false => return Ok(Some(path)),
            }
        }
    }
    Ok(None)
}

/// With the PDFs that an earlier build made from the very same inputs: where only some copies of a document are asked for, the
/// others stay, for they would be made the same again.
pub fn with_unchanged(output: &Path, document: &str, mut files: Files, inputs: &BTreeMap<String, String>) -> Files {
    let target = output.join(document);
    let Some(earlier) = earlier(&target) else { return files };
    let same = earlier["version"] == env!("CARGO_PKG_VERSION")
        && serde_json::to_value(inputs).is_ok_and(|inputs| inputs == earlier["inputs"]);
    for (name, hash) in earlier["outputs"].as_object().into_iter().flatten().filter(|_| same) {
        if name.ends_with(".pdf") && !files.contains_key(name) {
            let bytes = fs::read(target.join(name)).unwrap_or_default();
            if *hash == fingerprint(&bytes) {
                files.insert(name.clone(), bytes);
            }
        }
    }
    files
}

/// Something as a JSON file.
pub fn json(value: &impl Serialize) -> Result<Vec<u8>, Problems> {
    let text = serde_json::to_string(value).map_err(Problem::internal)?;
    Ok(format!("{text}\n").into_bytes())
}

/// Keeps the record of a finished output as an edition of the workspace: what it says is out. Returns its file.
pub fn release(output: &Path, document: &str, workspace: &Path) -> Result<PathBuf, Problems> {
    let record = output.join(document).join(PUBLISHED);
    let not_there = || Problem::new(Fault::NotReleasable { report: document.to_owned() });
    let text = fs::read(&record).map_err(|_| not_there())?;
    let edition: Edition = serde_json::from_slice(&text).map_err(|_| not_there())?;
    let file = PathBuf::from("editions").join(format!("{document}-{}.json", edition.date));
    let target = workspace.join(&file);
    // What the first of them published is out, whatever the second says.
    if fs::read(&target).is_ok_and(|before| before != text) {
        return Err(Problem::new(Fault::AlreadyReleased { path: file }).into());
    }
    let written = fs::create_dir_all(workspace.join("editions")).and_then(|()| fs::write(&target, text));
    written.map_err(|error| Problem::new(Fault::UnwritableFile { path: target, reason: error.kind().to_string() }))?;
    Ok(file)
}

/// Writes texts into a workspace at their own paths, all or none: nothing that is there is written over.
pub fn copies(workspace: &Path, texts: &[SourceText]) -> Result<Vec<PathBuf>, Problems> {
    let mut problems = Problems::new();
    let there = texts.iter().filter(|text| workspace.join(text.path()).exists());
    there.for_each(|text| problems.push(Problem::new(Fault::AlreadyThere { path: text.path().to_owned() })));
    problems.into_result()?;
    for text in texts {
        let target = workspace.join(text.path());
        let folder = target.parent().unwrap_or(workspace);
        let written = fs::create_dir_all(folder).and_then(|()| fs::write(&target, text.text.as_bytes()));
        written
            .map_err(|error| Problem::new(Fault::UnwritableFile { path: target, reason: error.kind().to_string() }))?;
    }
    Ok(texts.iter().map(|text| text.path().to_owned()).collect())
}

/// Rows as a CSV file.
pub fn csv(rows: &[Vec<String>]) -> Result<Vec<u8>, Problems> {
    let mut writer = csv::WriterBuilder::new().delimiter(b';').from_writer(Vec::new());
    for row in rows {
        writer.write_record(row).map_err(Problem::internal)?;
    }
    Ok(writer.into_inner().map_err(Problem::internal)?)
}

fn replace(output: &Path, document: &str, files: &Files) -> io::Result<()> {
    fs::create_dir_all(output)?;
    let target = output.join(document);
    let fresh = tempfile::Builder::new().prefix(&format!(".{document}-")).tempdir_in(output)?;
    for (path, bytes) in files {
        let file = fresh.path().join(path);
        if let Some(folder) = file.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(file, bytes)?;
    }
    readable_by_all(fresh.path())?;
    if !target.exists() {
        return fs::rename(fresh.keep(), &target);
    }
    // From here on nothing is deleted until the new folder stands: the old one waits under another name.
    let old = output.join(format!(".{document}-old"));
    if old.exists() {
        fs::remove_dir_all(&old)?;
    }
    fs::rename(&target, &old)?;
    let fresh = fresh.keep();
    match fs::rename(&fresh, &target) {
        Ok(()) => fs::remove_dir_all(&old),
        Err(error) => {
            fs::rename(&old, &target)?;
            fs::remove_dir_all(&fresh)?;
            Err(error)
        }
    }
}

/// A temporary folder is the owner's alone; an output folder is like any other.
#[cfg(unix)]
fn readable_by_all(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(folder, fs::Permissions::from_mode(0o755))
}

#[cfg(not(unix))]
fn readable_by_all(_: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_of_somebody_else_stays() {
        let output = tempfile::tempdir().unwrap();
        fs::create_dir(output.path().join("a")).unwrap();
        fs::write(output.path().join("a/text.md"), "mine").unwrap();
        let files = Files::from([("a.pdf".to_owned(), b"x".to_vec())]);
        assert!(folder(output.path(), "a", files, &BTreeMap::new()).is_err());
        assert_eq!(fs::read_to_string(output.path().join("a/text.md")).unwrap(), "mine");
    }

    #[test]
    fn what_somebody_put_into_an_output_stays() {
        let output = tempfile::tempdir().unwrap();
        let write =
            || folder(output.path(), "a", Files::from([("b/a.pdf".to_owned(), b"x".to_vec())]), &BTreeMap::new());
        write().unwrap();
        fs::write(output.path().join("a/.DS_Store"), "").unwrap();
        write().unwrap();
        fs::write(output.path().join("a/b/Protokoll.docx"), "mine").unwrap();
        assert!(write().is_err());
        assert_eq!(fs::read_to_string(output.path().join("a/b/Protokoll.docx")).unwrap(), "mine");
    }

    #[test]
    fn a_folder_is_replaced_whole() {
        let output = tempfile::tempdir().unwrap();
        let write = |names: &[&str]| {
            let files = names.iter().map(|name| ((*name).to_owned(), b"x".to_vec())).collect();
            folder(output.path(), "a", files, &BTreeMap::new()).unwrap();
        };
        write(&["one.pdf", "two.pdf"]);
        write(&["one.pdf"]);
        let mut names: Vec<String> = fs::read_dir(output.path().join("a"))
            .unwrap()
            .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        assert_eq!(names, ["manifest.json", "one.pdf"]);
        assert_eq!(fs::read_dir(output.path()).unwrap().count(), 1, "nothing temporary is left");
    }
}
