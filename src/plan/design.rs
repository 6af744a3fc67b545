//! The corporate design beside its colours: logo, faces, margins, header, footer, marks. Comes in: `[look]` as written and
//! the files that it names. Goes out: the same, checked. How it is set on paper is the business of the templates.

use std::path::Path;
use std::sync::Arc;

use crate::definition::{Definitions, Margins};
use crate::problem::{Fault, Kind, Place, Problem, Problems, SourceText};
use crate::typeface;

/// Width of texts and drawings, and of an A4 page, in millimetres.
const TEXT: f64 = 170.0;
/// In millimetres: narrower margins cannot be printed, wider ones leave no room.
const LEAST_MARGIN: f64 = 12.0;
const MOST_MARGIN: f64 = 45.0;
/// Above and below, together, where a county has no margins of its own.
const USUAL_ABOVE_AND_BELOW: f64 = 44.0;
/// With more above and below, the page of an indicator does not hold it.
const MOST_ABOVE_AND_BELOW: f64 = 52.0;
const PAGE: f64 = 210.0;

/// How documents of a county look, beside their colours.
#[derive(Debug, Clone, Default)]
pub struct Design {
    /// Coat of arms or logo.
    pub logo: Option<Logo>,
    /// Font files.
    pub faces: Vec<Arc<[u8]>>,
    /// Their family; the embedded face helps out where it lacks a letter.
    pub family: Option<String>,
    /// Margins of reports.
    pub margins: Margins,
    /// At the head of every page.
    pub header: Option<String>,
    /// At the foot of every page.
    pub footer: Option<String>,
    /// The mark of documents that are not for everybody.
    pub confidential: Option<String>,
    /// The word across drafts.
    pub draft: Option<String>,
}

impl Design {
    /// By how many millimetres its margins make pages less high than the usual ones, never below zero.
    pub fn less_height(&self) -> f64 {
        (self.margins.top + self.margins.bottom - USUAL_ABOVE_AND_BELOW).max(0.0)
    }
}

/// Coat of arms or logo.
#[derive(Debug, Clone)]
pub struct Logo {
    /// The file.
    pub bytes: Arc<[u8]>,
    /// `svg` or `png`.
    pub ending: String,
    /// What it shows.
    pub alt: String,
}

/// Words in curly brackets that nothing is filled in for would be printed as they are.
pub(super) fn unfilled(source: &SourceText, text: &str, known: &[&str]) -> Problems {
    let mut problems = Problems::new();
    // Two brackets are a question; definitions refuse it where nobody answers.
    if text.contains("{{") {
        return problems;
    }
    for word in text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(word, _)| word) {
        if !known.contains(&word) {
            let written = format!("{{{word}}}");
            let place = match source.text.find(&written) {
                Some(at) => source.place(at..at + written.len()),
                None => Place::file(source.path()),
            };
            let known = known.iter().map(|known| format!("{{{known}}}")).collect();
            problems.push(Problem::at(place, Fault::UnknownName { kind: Kind::Placeholder, name: written, known }));
        }
    }
    problems
}

/// A letter that the face lacks, on every page.
fn unprintable(source: &SourceText, line: &str) -> Problems {
    let Some(character) = typeface::lacks(line) else { return Problems::new() };
    let fault = Fault::Glyph { character, text: line.to_owned() };
    match source.text.find(character) {
        Some(at) => Problem::at(source.place(at..at + character.len_utf8()), fault).into(),
        None => Problem::at(Place::file(source.path()), fault).into(),
    }
}

/// Whether a file begins like a picture of its ending.
fn is_picture(bytes: &[u8], ending: &str) -> bool {
    match ending {
        "png" => bytes.starts_with(b"\x89PNG\r\n"),
        _ => std::str::from_utf8(bytes).is_ok_and(|text| text.contains("<svg") && text.contains("</svg>")),
    }
}

/// Checks what the workspace says.
pub fn resolve(definitions: &Definitions) -> Result<Design, Problems> {
    let workspace = &definitions.workspace;
    let look = &workspace.value.look;
    let mut problems = Problems::new();
    let logo = look.logo.as_ref().and_then(|name| {
        let ending = Path::new(name.get_ref()).extension().unwrap_or_default().to_string_lossy().to_lowercase();
        if !["svg", "png"].contains(&ending.as_str()) {
            let fault = Fault::WrongValue { expected: "`.svg` / `.png`".to_owned(), found: name.get_ref().clone() };
            problems.push(Problem::at(workspace.place(name), fault));
        }
        if look.logo_alt.is_none() {
            problems.push(Problem::at(workspace.place(name), Fault::MissingKey { key: "logo_alt".to_owned() }));
        }
        let (bytes, alt) = (definitions.design_files.get(name.get_ref())?.clone(), look.logo_alt.clone()?);
        if !is_picture(&bytes, &ending) {
            let fault = Fault::WrongValue { expected: ending.to_uppercase(), found: name.get_ref().clone() };
            problems.push(Problem::at(workspace.place(name), fault));
        }
        Some(Logo { bytes, ending, alt })
    });
    let mut faces = Vec::new();
    let mut family = None;
    for name in &look.faces {
        let Some(bytes) = definitions.design_files.get(name.get_ref()) else { continue };
        match typeface::family(bytes) {
            Some(found) => {
                family = family.or(Some(found));
                faces.push(bytes.clone());
            }
            None => {
                let fault = Fault::WrongValue { expected: "`.ttf` / `.otf`".to_owned(), found: name.get_ref().clone() };
                problems.push(Problem::at(workspace.place(name), fault));
            }
        }
    }
    if let Some(margins) = &look.margins {
        let found = margins.get_ref();
        let mut wrong = |expected: String, found: String| {
            let fault = Fault::WrongValue { expected, found };
            problems.push(Problem::at(workspace.place(margins), fault));
        };
        if (found.left + found.right - (PAGE - TEXT)).abs() >= 0.01 {
            let expected = format!("`left` + `right` = {}", PAGE - TEXT);
            wrong(expected, format!("{} + {}", found.left, found.right));
        }
        // The page of an indicator is as high as the usual margins leave it.
        if found.top + found.bottom > MOST_ABOVE_AND_BELOW {
            let expected = format!("`top` + `bottom` ≤ {MOST_ABOVE_AND_BELOW}");
            wrong(expected, format!("{} + {}", found.top, found.bottom));
        }
        for (side, margin) in
            [("top", found.top), ("bottom", found.bottom), ("left", found.left), ("right", found.right)]
        {
            if !(LEAST_MARGIN..=MOST_MARGIN).contains(&margin) {
                wrong(format!("`{side}` = {LEAST_MARGIN}–{MOST_MARGIN}"), margin.to_string());
            }
        }
    }
    for line in [&look.header, &look.footer].into_iter().flatten() {
        problems.append(unfilled(&workspace.source, line, &["title", "publisher", "unit", "date"]));
    }
    for line in [&look.header, &look.footer, &look.confidential, &look.draft].into_iter().flatten() {
        problems.append(unprintable(&workspace.source, line));
    }
    problems.into_result()?;
    Ok(Design {
        logo,
        faces,
        family,
        margins: look.margins.as_ref().map(|margins| *margins.get_ref()).unwrap_or_default(),
        header: look.header.clone(),
        footer: look.footer.clone(),
        confidential: look.confidential.clone(),
        draft: look.draft.clone(),
    })
}
