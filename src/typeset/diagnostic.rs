//! What Typst says, as problems with the place in the template.

use typst::diag::SourceDiagnostic;
use typst::syntax::DiagSpan;
use typst::{World, WorldExt};

use super::world::ProjectWorld;
use crate::problem::{Fault, Place, Problem, Problems, SourceText};
use crate::project::TypstProject;

/// All errors of a compilation.
pub fn errors(world: &ProjectWorld, project: &TypstProject, found: &[SourceDiagnostic]) -> Problems {
    let mut problems = Problems::new();
    for error in found {
        let hints = error.hints.iter().map(|hint| hint.v.to_string()).collect();
        let fault = match missing_glyph(&error.message) {
            Some(character) => Fault::Glyph { character, text: error.message.to_string() },
            None => Fault::Typst { reason: error.message.to_string(), hints },
        };
        problems.push(placed(world, project, error, fault));
    }
    problems
}

/// A warning.
pub fn warning(world: &ProjectWorld, project: &TypstProject, found: &SourceDiagnostic) -> Problem {
    placed(world, project, found, Fault::TypstWarning { reason: found.message.to_string() })
}

fn placed(world: &ProjectWorld, project: &TypstProject, found: &SourceDiagnostic, fault: Fault) -> Problem {
    let spans = std::iter::once(found.span).chain(found.trace.iter().map(|point| point.span.into()));
    match spans.into_iter().find_map(|span| place(world, project, span)) {
        Some(place) => Problem::at(place, fault),
        None => Problem::new(fault),
    }
}

/// What cannot even be read, without layout.
pub fn syntax(world: &ProjectWorld, project: &TypstProject) -> Problems {
    let found = world.sources().flat_map(|source| source.root().errors_and_warnings().0);
    let found: Vec<SourceDiagnostic> = found.map(SourceDiagnostic::from).collect();
    errors(world, project, &found)
}

/// The place in the template, else in the filled file that `--keep` writes.
fn place(world: &ProjectWorld, project: &TypstProject, span: DiagSpan) -> Option<Place> {
    let id = span.id()?;
    let range = world.range(span)?;
    let path = id.vpath().get_without_slash().to_owned();
    let text = world.source(id).ok()?.text().to_owned();
    let line = text[..range.start.min(text.len())].matches('\n').count() + 1;
    let origin = project.origin(&path, &text, line);
    origin.or_else(|| project.files.contains_key(&path).then(|| SourceText::new(path, text).place(range)))
}

/// PDF/A refuses a document with a character that the font lacks.
fn missing_glyph(message: &str) -> Option<char> {
    if !message.contains("could not be displayed") && !message.contains("glyph") {
        return None;
    }
    let (_, rest) = message.split_once('`').or_else(|| message.split_once('"'))?;
    rest.chars().next()
}
