//! The library built into the program: indicator sets and report templates, which a workspace may
//! override or extend by files of the same name.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use include_dir::{Dir, include_dir};

use super::{files_in, read_text};
use crate::problem::{Fault, Kind, Problem, Problems, SourceText};

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
        files.extend(texts(built_in).map(|text| (name_of(text.path()), text)));
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

/// What the program brings along under these names: a template with all of its files, an indicator set, or one file
/// such as `vorlage/main.typ`. Each file has the path that it takes in a workspace.
pub fn built_in(names: &[String]) -> Result<Vec<SourceText>, Problems> {
    let mut all = indicator_sets();
    all.extend(REPORT_TEMPLATES.dirs().flat_map(texts));
    let inside = |file: &SourceText| file.path().components().skip(1).collect::<PathBuf>();
    let called = |file: &SourceText, name: &str| {
        let inside = inside(file);
        [file.path(), &inside, &inside.with_extension("")].into_iter().any(|path| path == Path::new(name))
            || inside.parent() == Some(Path::new(name))
    };
    let mut problems = Problems::new();
    for name in names.iter().filter(|name| !all.iter().any(|file| called(file, name))) {
        let own = |file: &SourceText| {
            let inside = inside(file);
            let folder = inside.parent().filter(|folder| !folder.as_os_str().is_empty());
            folder.map_or_else(|| inside.with_extension(""), Path::to_owned).display().to_string()
        };
        let mut known: Vec<String> = all.iter().map(own).collect();
        known.dedup();
        problems.push(Problem::new(Fault::UnknownName { kind: Kind::LibraryFile, name: name.clone(), known }));
    }
    problems.into_result()?;
    all.retain(|file| names.iter().any(|name| called(file, name)));
    Ok(all)
}

/// The files of a built-in template.
fn texts(template: &Dir<'static>) -> impl Iterator<Item = SourceText> {
    template.files().filter_map(|file| {
        Some(SourceText::new(Path::new("report-templates").join(file.path()), file.contents_utf8()?))
    })
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}
