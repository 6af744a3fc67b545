//! The story of a build, told once: read, plan, measure, protect, then every document for itself.
//! Comes in: a workspace folder and a selection. Goes out: deliveries, and the problems of documents
//! that could not be made. It knows the order of things and nothing else.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use rayon::prelude::*;

use crate::data;
use crate::definition;
use crate::deliver::{self, Delivery, Files};
use crate::disclosure;
use crate::document::{self, Workshop};
use crate::map::Atlas;
use crate::plan::{self, Document, Plan};
use crate::problem::{Fault, Kind, Notes, Problem, Problems};
use crate::typeset::{Pdf, Typesetter};

/// What is asked for.
#[derive(Debug, Clone, Default)]
pub struct Request {
    /// Ids of documents; all where empty.
    pub documents: Vec<String>,
    /// Where the output folders are put.
    pub output: PathBuf,
    /// Write the Typst project beside the PDF.
    pub keep: bool,
}

/// A step that has ended: for progress and timing. It gets no clock, its listener may have one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// A stage for the whole workspace.
    Stage(&'static str),
    /// A stage of one document.
    Document {
        /// Id of the document.
        id: String,
        /// What was done.
        stage: &'static str,
    },
}

/// Who listens to steps as they end.
pub type Listener<'a> = &'a (dyn Fn(Step) + Sync);

/// What a build brought.
#[derive(Debug, Default)]
pub struct Outcome {
    /// What was written.
    pub deliveries: Vec<Delivery>,
    /// Why documents are missing.
    pub problems: Problems,
    /// Warnings.
    pub notes: Notes,
}

/// Builds documents. A document that fails does not stop the others.
pub fn build(workspace: &Path, request: &Request, listen: Listener<'_>) -> Result<Outcome, Problems> {
    let mut outcome = Outcome::default();
    let (workshop, selected) = prepare(workspace, &request.documents, &mut outcome.notes, listen)?;
    let inputs = deliver::fingerprints(&workshop.plan.inputs);

    let notes = Mutex::new(Notes::new());
    let made: BTreeMap<&str, Result<Made, Problems>> = with_annexes(&workshop.plan, &selected)
        .into_par_iter()
        .map(|id| (id, make(&workshop, id, &notes, listen)))
        .collect();
    outcome.notes.append(notes.into_inner().unwrap_or_default());

    for id in &selected {
        if let Some(problems) = workshop.plan.broken.get(id) {
            outcome.problems.append(problems.clone());
            continue;
        }
        match files(&workshop.plan, id, &made, request.keep) {
            Ok((files, pdf)) => {
                let delivered = deliver::folder(&request.output, id, files, &inputs);
                if outcome.problems.collect(delivered).is_some() {
                    let file = request.output.join(id).join(format!("{id}.pdf"));
                    let (pages, bytes) = (pdf.pages.clone(), pdf.bytes.len());
                    outcome.deliveries.push(Delivery { document: id.clone(), file, pages, bytes });
                }
            }
            Err(problems) => outcome.problems.append(problems),
        }
    }
    listen(Step::Stage("deliver"));
    Ok(outcome)
}

/// Everything short of typesetting: all mistakes that can be found without a PDF.
pub fn check(workspace: &Path, documents: &[String], listen: Listener<'_>) -> Result<Notes, Problems> {
    let mut notes = Notes::new();
    let (workshop, selected) = prepare(workspace, documents, &mut notes, listen)?;
    let mut problems = Problems::new();
    for broken in selected.iter().filter_map(|id| workshop.plan.broken.get(id)) {
        problems.append(broken.clone());
    }
    let composed: Vec<Result<_, Problems>> = selected
        .par_iter()
        .filter_map(|id| workshop.plan.document(id))
        .map(|found| document::compose(&workshop, found).map(drop))
        .collect();
    for result in composed {
        problems.append(result.err().unwrap_or_default());
    }
    problems.into_result().map(|()| notes)
}

/// Read, plan, measure, protect: once for the workspace.
fn prepare(
    workspace: &Path,
    documents: &[String],
    notes: &mut Notes,
    listen: Listener<'_>,
) -> Result<(Workshop, Vec<String>), Problems> {
    let definitions = definition::read(workspace)?;
    listen(Step::Stage("read"));
    let plan = plan::resolve(definitions, notes)?;
    let selected = select(&plan, documents)?;
    listen(Step::Stage("plan"));
    let measured = data::measure(&plan.cube, notes)?;
    listen(Step::Stage("measure"));
    let figures = disclosure::protect(measured, &plan.cube);
    listen(Step::Stage("protect"));
    let wanted = with_annexes(&plan, &selected);
    let mapped = document::mapped_areas(plan.documents.iter().filter(|document| wanted.contains(document.id.as_str())));
    let atlas = match &plan.boundaries {
        Some(boundaries) => Some(Atlas::read(boundaries, &plan.cube.areas, &mapped, notes)?),
        None => None,
    };
    listen(Step::Stage("outline"));
    let typesetter = Typesetter::new();
    Ok((Workshop { plan: Arc::new(plan), figures: Arc::new(figures), atlas, typesetter }, selected))
}

/// A document ready to be written.
struct Made {
    pdf: Pdf,
    project: Files,
}

fn make(workshop: &Workshop, id: &str, notes: &Mutex<Notes>, listen: Listener<'_>) -> Result<Made, Problems> {
    let step = |stage| listen(Step::Document { id: id.to_owned(), stage });
    let found = found(&workshop.plan, id)?;
    let composed = document::compose(workshop, found)?;
    step("compose");
    let mut own_notes = Notes::new();
    let pdf = document::typeset(workshop, &composed, &mut own_notes)?;
    step("typeset");
    if let Ok(mut notes) = notes.lock() {
        notes.append(own_notes);
    }
    Ok(Made { pdf, project: composed.project.files })
}

fn found<'a>(plan: &'a Plan, id: &str) -> Result<&'a Document, Problems> {
    plan.document(id).ok_or_else(|| {
        let known = plan.documents.iter().map(|document| document.id.clone()).collect();
        Problem::new(Fault::UnknownName { kind: Kind::Report, name: id.to_owned(), known }).into()
    })
}

fn select(plan: &Plan, documents: &[String]) -> Result<Vec<String>, Problems> {
    if documents.is_empty() {
        return Ok(plan.documents.iter().map(|document| &document.id).chain(plan.broken.keys()).cloned().collect());
    }
    let mut problems = Problems::new();
    for id in documents.iter().filter(|id| !plan.broken.contains_key(*id)) {
        problems.collect(found(plan, id));
    }
    problems.into_result().map(|()| documents.to_vec())
}

/// The selected documents and all that is attached to them.
fn with_annexes<'a>(plan: &'a Plan, selected: &[String]) -> BTreeSet<&'a str> {
    let mut open: Vec<&Document> = selected.iter().filter_map(|id| plan.document(id)).collect();
    let mut all = BTreeSet::new();
    while let Some(document) = open.pop() {
        if all.insert(document.id.as_str()) {
            open.extend(document.annexes.iter().filter_map(|annex| plan.document(&annex.document)));
        }
    }
    all
}

/// The files of one output folder: the document, its annexes, on request its Typst project.
fn files<'a>(
    plan: &Plan,
    id: &str,
    made: &'a BTreeMap<&str, Result<Made, Problems>>,
    keep: bool,
) -> Result<(Files, &'a Pdf), Problems> {
    let get = |id: &str| match made.get(id) {
        Some(Ok(made)) => Ok(made),
        Some(Err(problems)) => Err(problems.clone()),
        None => Err(plan.broken.get(id).cloned().unwrap_or_default()),
    };
    let own = get(id)?;
    let mut files = Files::from([(format!("{id}.pdf"), own.pdf.bytes.clone())]);
    for (position, annex) in found(plan, id)?.annexes.iter().enumerate() {
        files.insert(document::annex_file(position, &annex.document), get(&annex.document)?.pdf.bytes.clone());
    }
    if keep {
        files.extend(own.project.iter().map(|(path, bytes)| (format!("typst/{path}"), bytes.clone())));
    }
    Ok((files, &own.pdf))
}
