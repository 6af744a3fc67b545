//! What the compiler sees: the files of one project, the embedded fonts, nothing else.

use std::collections::HashMap;
use std::sync::Arc;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt, World};

use crate::project::TypstProject;
use crate::typeface;

/// What all documents share.
pub struct Shared {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
}

impl Shared {
    /// Loads fonts and library; `faces` are those of the county.
    pub fn new(faces: &[Arc<[u8]>]) -> Shared {
        let embedded = typeface::FILES.iter().flat_map(|file| Font::iter(Bytes::new(*file)));
        let own = faces.iter().flat_map(|file| Font::iter(Bytes::new(file.to_vec())));
        let fonts: Vec<Font> = embedded.chain(own).collect();
        // Row headers of tables need it.
        let features = [Feature::A11yExtras].into_iter().collect();
        Shared {
            library: LazyHash::new(Library::builder().with_features(features).build()),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            fonts,
        }
    }
}

/// One project as a world.
pub struct ProjectWorld {
    shared: Arc<Shared>,
    main: FileId,
    sources: HashMap<FileId, Source>,
    files: HashMap<FileId, Bytes>,
}

impl ProjectWorld {
    /// Puts the files of a project under their paths.
    pub fn new(shared: Arc<Shared>, project: &TypstProject) -> ProjectWorld {
        let mut sources = HashMap::new();
        let mut files = HashMap::new();
        for (path, bytes) in &project.files {
            let Some(id) = file_id(path) else { continue };
            match std::str::from_utf8(bytes) {
                Ok(text) if path.ends_with(".typ") => drop(sources.insert(id, Source::new(id, text.to_owned()))),
                _ => drop(files.insert(id, Bytes::new(bytes.clone()))),
            }
        }
        let main = file_id(&project.main).unwrap_or_else(|| Source::detached("").id());
        ProjectWorld { shared, main, sources, files }
    }

    /// All sources of the project.
    pub fn sources(&self) -> impl Iterator<Item = &Source> {
        self.sources.values()
    }
}

fn file_id(path: &str) -> Option<FileId> {
    Some(RootedPath::new(VirtualRoot::Project, VirtualPath::new(path).ok()?).intern())
}

impl World for ProjectWorld {
    fn library(&self) -> &LazyHash<Library> {
        &self.shared.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.shared.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.sources.get(&id).cloned().ok_or_else(|| not_found(id))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.files.get(&id).cloned().ok_or_else(|| not_found(id))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.shared.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

fn not_found(id: FileId) -> FileError {
    FileError::NotFound(id.vpath().get_without_slash().into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_no_font_beyond_the_last_and_no_clock() {
        let world = ProjectWorld::new(Arc::new(Shared::new(&[])), &TypstProject::default());
        assert!(world.font(usize::MAX).is_none());
        assert!(world.today(None).is_none());
    }
}
