//! The library built into the program: indicator sets and report templates, which a workspace may
//! override or extend by files of the same name.

use std::collections::BTreeMap;
use std::path::Path;

use include_dir::{Dir, include_dir};

use super::{files_in, read_text};
use crate::problem::{Problems, SourceText};

static INDICATOR_SETS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/indicator-sets");
static REPORT_TEMPLATES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/report-templates");

/// A set of the sample county that no other county has a use for.
const SAMPLE_ONLY: &str = "galerie.toml";

/// The files of one template folder, by file name.
pub type TemplateFolder = BTreeMap<String, SourceText>;

/// The indicator sets of the library.
pub fn indicator_sets() -> Vec<SourceText> {
    let mut sets: Vec<SourceText> = INDICATOR_SETS
        .files()
        .filter(|file| file.path().extension().is_some_and(|ending| ending == "toml"))
        .filter(|file| file.path() != Path::new(SAMPLE_ONLY))
        .filter_map(|file| Some(SourceText::new(Path::new("indicator-sets").join(file.path()), file.contents_utf8()?)))
        .collect();
    sets.sort_by(|left, right| left.file.cmp(&right.file));
    sets
}

/// The template folders of library and workspace, file by file.
pub fn templates(folder: &Path) -> Result<BTreeMap<String, TemplateFolder>, Problems> {
    let mut templates: BTreeMap<String, TemplateFolder> = BTreeMap::new();
    for built_in in REPORT_TEMPLATES.dirs() {
        let files = templates.entry(name_of(built_in.path())).or_default();
        for file in built_in.files() {
            let Some(text) = file.contents_utf8() else { continue };
            files.insert(name_of(file.path()), SourceText::new(Path::new("report-templates").join(file.path()), text));
        }
    }
    let own = folder.join("report-templates");
    for entry in own.read_dir().into_iter().flatten().flatten().filter(|entry| entry.path().is_dir()) {
        let inside = Path::new("report-templates").join(entry.file_name());
        let files = templates.entry(entry.file_name().to_string_lossy().into_owned()).or_default();
        for file in files_in(folder, &inside, "typ")?.into_iter().chain(files_in(folder, &inside, "toml")?) {
            files.insert(name_of(&file), read_text(folder, &file)?);
        }
    }
    Ok(templates)
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}
