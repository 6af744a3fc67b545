//! The door to Typst. Comes in: a Typst project of bytes. Goes out: a PDF/A-2a that is also PDF/UA-1.
//! The compiler sees no file system, network, clock or system font.

mod diagnostic;
mod plain;
mod world;

use std::sync::Arc;

use typst::comemo;
use typst::foundations::{Datetime, Smart};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use crate::problem::{Notes, Problem, Problems};
use crate::project::TypstProject;
use world::{ProjectWorld, Shared};

/// How many compilations a cached result survives unused.
const CACHE_AGE: usize = 2;

/// A finished document.
#[derive(Debug, Clone)]
pub struct Pdf {
    /// The file.
    pub bytes: Vec<u8>,
    /// The text of each page, in the order of its pieces; for checks.
    pub pages: Vec<String>,
}

/// Fonts and library, shared by all documents of a build.
pub struct Typesetter {
    shared: Arc<Shared>,
}

impl Default for Typesetter {
    fn default() -> Typesetter {
        Typesetter::new(&[])
    }
}

impl Typesetter {
    /// Loads the embedded fonts and those of the county.
    pub fn new(faces: &[Arc<[u8]>]) -> Typesetter {
        Typesetter { shared: Arc::new(Shared::new(faces)) }
    }

    /// Reads all sources of a project without laying it out: mistakes of templates come to light early.
    pub fn read(&self, project: &TypstProject) -> Result<(), Problems> {
        diagnostic::syntax(&ProjectWorld::new(self.shared.clone(), project), project).into_result()
    }

    /// Lays a project out; what Typst warns of goes along.
    pub fn lay_out(&self, project: &TypstProject, notes: &mut Notes) -> Result<LaidOut, Problems> {
        let world = ProjectWorld::new(self.shared.clone(), project);
        let compiled = typst::compile::<PagedDocument>(&world);
        for warning in &compiled.warnings {
            notes.push(diagnostic::warning(&world, project, warning));
        }
        let document = compiled.output.map_err(|errors| diagnostic::errors(&world, project, &errors));
        // Also after a failure: results of failed compilations stay in the cache otherwise.
        comemo::evict(CACHE_AGE);
        Ok(LaidOut { document: document?, world })
    }

    /// Writes the PDF of a laid-out document.
    pub fn export(&self, laid_out: &LaidOut, project: &TypstProject) -> Result<Pdf, Problems> {
        let standards = PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1])
            .map_err(|error| Problem::internal(error.message()))?;
        let (year, month, day) = project.date;
        let timestamp = Datetime::from_ymd_hms(i32::from(year), month, day, 12, 0, 0).map(Timestamp::new_utc);
        let options = PdfOptions {
            ident: Smart::Custom(project.ident.clone()),
            creator: Smart::Custom(Some("drucksache".to_owned())),
            timestamp,
            standards,
            tagged: true,
            ..PdfOptions::default()
        };
        let bytes = typst_pdf::pdf(&laid_out.document, &options)
            .map_err(|errors| diagnostic::errors(&laid_out.world, project, &errors))?;
        Ok(Pdf { bytes, pages: plain::pages(&laid_out.document) })
    }
}

/// A document with its pages, not yet written.
pub struct LaidOut {
    document: PagedDocument,
    /// The sources it came from, for the places of what the export refuses.
    world: ProjectWorld,
}
