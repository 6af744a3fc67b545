//! The story of a build, told once: read, plan, measure, protect, then every document for itself.
//! Comes in: a workspace folder and a selection. Goes out: deliveries, and the problems of documents
//! that could not be made. It knows the order of things and nothing else.

mod make;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use crate::data;
use crate::definition::{self, Status};
use crate::deliver::{self, Delivery, Files};
use crate::disclosure::{self, Hidden, Protected};
use crate::document::{self, Deadline, Workshop};
use crate::figures::Measured;
use crate::map::Atlas;
use crate::number::Language;
use crate::plan::{self, Document, INTERNAL, Plan, Scope};
use crate::problem::{Fault, Kind, Notes, Problem, Problems};
use crate::typeset::Typesetter;
use make::{Asked, Made, asked, files, make};

/// What is asked for.
#[derive(Debug, Clone, Default)]
pub struct Request {
    /// Ids of documents; all where empty.
    pub documents: Vec<String>,
    /// Keys or names of the areas of which documents are made, where every area has one; all where empty.
    pub areas: Vec<String>,
    /// Where the output folders are put.
    pub output: PathBuf,
    /// Write the Typst project beside the PDF.
    pub keep: bool,
}

/// A step of the story: for progress and timing. The pipeline has no clock, its listener may have one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step<'a> {
    /// What is done.
    pub stage: &'static str,
    /// For which document; the whole workspace without one.
    pub document: Option<&'a str>,
    /// False where it begins, true where it has ended.
    pub ended: bool,
}

/// Who listens to steps as they begin and end.
pub type Listener<'a> = &'a (dyn Fn(Step<'_>) + Sync);

/// Does something between the beginning and the end of a step.
fn timed<T>(listen: Listener<'_>, stage: &'static str, document: Option<&str>, work: impl FnOnce() -> T) -> T {
    listen(Step { stage, document, ended: false });
    let done = work();
    listen(Step { stage, document, ended: true });
    done
}

/// What a build brought.
#[derive(Debug, Default)]
pub struct Outcome {
    /// What was written.
    pub deliveries: Vec<Delivery>,
    /// Why documents are missing.
    pub problems: Problems,
}

/// Builds documents. A document that fails does not stop the others; warnings go into `notes`.
pub fn build(
    workspace: &Path,
    request: &Request,
    notes: &mut Notes,
    listen: Listener<'_>,
) -> Result<Outcome, Problems> {
    let (workshop, selected) = prepare(workspace, &request.documents, notes, listen)?;
    let with_copies = |id: &String| workshop.plan.document(id).is_some_and(|document| !document.copies().is_empty());
    if !request.areas.is_empty() && !selected.iter().any(with_copies) {
        return Err(Problem::new(Fault::MissingKey { key: plan::EACH.to_owned() }).into());
    }
    let asked: Vec<Asked> = asked(&workshop.plan, &selected);
    let made: BTreeMap<Asked, Made> =
        (asked.into_par_iter()).map(|asked| (asked, make(&workshop, asked, request, listen))).collect();
    let warnings = made.values().map(|made| made.notes.clone());
    warnings.for_each(|warnings| notes.append(warnings));
    Ok(timed(listen, "deliver", None, || deliver_all(&workshop, &selected, &made, request)))
}

/// Writes every selected document, or tells why not.
fn deliver_all(workshop: &Workshop, selected: &[String], made: &BTreeMap<Asked, Made>, request: &Request) -> Outcome {
    let plan = &workshop.plan;
    let inputs = deliver::fingerprints(&plan.inputs);
    let public = without_secret_files(plan, &inputs);
    let internal = request.output.join(INTERNAL);
    let officer = plan.language.pick("geheimhaltung", "confidentiality");
    // What public manifests do not tell of their inputs, the officer's folder remembers: from what each document was made.
    let made_from = deliver::fingerprint_of(&inputs);
    let mut builds = deliver::builds(&internal.join(officer));
    let mut outcome = Outcome::default();
    for id in selected {
        let delivered = files(plan, id, made, request.keep).and_then(|(mut files, mut annexes)| {
            let record = document::record(workshop, found(plan, id)?);
            files.insert(deliver::PUBLISHED.to_owned(), deliver::json(&record)?);
            let (folder, told) = if is_apart(plan, id) { (&internal, &inputs) } else { (&request.output, &public) };
            if is_apart(plan, id) {
                files.append(&mut annexes);
            }
            if !request.areas.is_empty() && (told == &inputs || builds.get(id) == Some(&made_from)) {
                files = deliver::with_unchanged(folder, id, files, told);
            }
            deliver::folder(folder, id, files, told)?;
            if !annexes.is_empty() {
                deliver::folder(&internal, id, annexes, &inputs)?;
            }
            builds.insert(id.clone(), made_from.clone());
            let own = Asked { id, annex: None };
            let copies = made.get(&own).and_then(|made| made.result.as_ref().ok()).into_iter().flatten();
            let delivery = |copy: &make::Copy| Delivery {
                document: copy.name.clone(),
                file: folder.join(id).join(format!("{}.pdf", copy.name)),
                pages: copy.pdf.pages.clone(),
                bytes: copy.pdf.bytes.len(),
            };
            Ok(copies.map(delivery).collect::<Vec<_>>())
        });
        outcome.deliveries.extend(outcome.problems.collect(delivered).unwrap_or_default());
    }
    let has_rules = plan.cube.sources.iter().any(|source| source.source.has_secrets());
    if outcome.deliveries.is_empty() || !has_rules {
        return outcome;
    }
    let rows = document::officer_rows(plan, &workshop.protected.accounts, plan.language);
    let audited = deliver::csv(&rows).and_then(|file| {
        let builds = deliver::json(&builds)?;
        let files = Files::from([(format!("{officer}.csv"), file), (deliver::BUILDS.to_owned(), builds)]);
        deliver::folder(&internal, officer, files, &inputs)
    });
    outcome.problems.collect(audited);
    outcome
}

/// Keeps what finished outputs publish as editions of the workspace. Returns their files.
pub fn release(workspace: &Path, output: &Path, documents: &[String]) -> Result<Vec<PathBuf>, Problems> {
    let mut problems = Problems::new();
    let folder = |id: &String| {
        let internal = output.join(INTERNAL);
        if internal.join(id).is_dir() { internal } else { output.to_owned() }
    };
    let released = documents.iter().map(|id| deliver::release(&folder(id), id, workspace));
    let files = released.filter_map(|result| problems.collect(result)).collect();
    problems.into_result().map(|()| files)
}

/// Copies what the program brings along into a workspace, to be changed there. Returns the files.
pub fn copy(workspace: &Path, names: &[String]) -> Result<Vec<PathBuf>, Problems> {
    deliver::copies(workspace, &definition::built_in(names)?)
}

/// Whoever knows all but a few counts of a file could try out those few until its hash fits: the hashes of files with
/// secrets stand in internal manifests only.
fn without_secret_files(plan: &Plan, inputs: &BTreeMap<String, String>) -> BTreeMap<String, String> {
    let secret = plan.cube.sources.iter().filter(|source| source.source.has_secrets());
    let secret: BTreeSet<&str> = secret.map(|source| source.source.file.get_ref().as_str()).collect();
    let told = |(file, hash): (&String, &String)| {
        let hash = if secret.contains(file.as_str()) { format!("{INTERNAL}/") } else { hash.clone() };
        (file.clone(), hash)
    };
    inputs.iter().map(told).collect()
}

/// True for a document whose figures are others than those of public documents.
fn is_apart(plan: &Plan, id: &str) -> bool {
    let is_internal = |document: &Document| document.definition.status == Status::Internal;
    plan.cube.has_internal_rules() && plan.document(id).is_some_and(is_internal)
}

/// What a check has to tell beside mistakes.
#[derive(Debug)]
pub struct Checked {
    /// What is hidden and why.
    pub secrecy: Vec<String>,
    /// What has to be there by when.
    pub deadlines: Vec<Deadline>,
}

/// Everything short of typesetting: all mistakes that can be found without a PDF. Tells what is hidden and why.
pub fn check(
    workspace: &Path,
    documents: &[String],
    language: Language,
    notes: &mut Notes,
    listen: Listener<'_>,
) -> Result<Checked, Problems> {
    let (workshop, selected) = prepare(workspace, documents, notes, listen)?;
    let mut problems = Problems::new();
    if documents.is_empty() {
        // Of registers that no document uses nobody else would tell.
        workshop.plan.registers.written.broken.values().for_each(|broken| problems.append(broken.clone()));
    }
    let mut copies = Vec::new();
    for id in &selected {
        let of = problems.collect(make::copies(&workshop.plan, id, &[])).unwrap_or_default();
        copies.extend(of.into_iter().map(|area| (id, area)));
    }
    let compose = |(id, area): &(&String, _)| {
        let mut notes = Notes::new();
        let document = found(&workshop.plan, id);
        let composed = document.and_then(|document| document::compose(&workshop, document, *area, None, &mut notes));
        (composed.and_then(|project| workshop.typesetter.read(&project)), notes)
    };
    let composed: Vec<(Result<(), Problems>, Notes)> = copies.par_iter().map(compose).collect();
    let mut found = Problems::new();
    for (result, warnings) in composed {
        found.append(result.err().unwrap_or_default());
        notes.append(warnings);
    }
    problems.append(found.few_of_each());
    let accounts = workshop.protected.accounts.iter();
    let lines = accounts.flat_map(|account| document::consequences(&workshop.plan, account, language));
    let deadlines = document::deadlines(&workshop.plan, &selected, language);
    problems.into_result().map(|()| Checked { secrecy: lines.collect(), deadlines })
}

/// Read, plan, measure, protect: once for the workspace.
fn prepare(
    workspace: &Path,
    documents: &[String],
    notes: &mut Notes,
    listen: Listener<'_>,
) -> Result<(Workshop, Vec<String>), Problems> {
    let definitions = timed(listen, "read", None, || definition::read(workspace))?;
    let mut plan = timed(listen, "plan", None, || plan::resolve(definitions, notes))?;
    let selected = select(&plan, documents)?;
    only_of(&plan, &selected, notes);
    let measured = timed(listen, "measure", None, || data::measure(&plan.cube, notes)).map_err(|mut problems| {
        // Broken reports would be told later; without figures there is no later.
        plan.broken.values().for_each(|broken| problems.append(broken.clone()));
        problems
    })?;
    let protected = timed(listen, "protect", None, || protect(&plan, &measured, notes));
    drop(measured);
    refuse_exposed(&mut plan, &protected);
    choose_areas(&mut plan, &protected);
    let wanted = with_annexes(&plan, &selected);
    let mapped =
        document::mapped_areas(&plan, plan.documents.iter().filter(|document| wanted.contains(document.id.as_str())));
    let atlas = timed(listen, "outline", None, || match &plan.boundaries {
        Some(boundaries) => Atlas::read(boundaries, &plan.cube.areas, &mapped, notes).map(Some),
        None => Ok(None),
    })?;
    if let Some(atlas) = &atlas {
        document::misplaced(&plan, atlas, notes);
    }
    let typesetter = Typesetter::new(&plan.design.faces);
    Ok((Workshop { plan: Arc::new(plan), protected, atlas, typesetter }, selected))
}

/// What all public documents show is protected as one. Where sources have rules of their own for internal documents,
/// these see figures of their own, protected together with all that is public.
fn protect(plan: &Plan, measured: &Measured, notes: &mut Notes) -> Protected {
    let protect = |status| disclosure::protect(measured, &plan.cube, &plan.scope(status), &plan.earlier(status));
    let public = protect(Status::Public);
    let internal = plan.cube.has_internal_rules().then(|| protect(Status::Internal));
    let protected = Protected::new(public, internal);
    for found in protected.accounts.iter().flat_map(|account| &account.out_before) {
        let (figure, area, years) = named(plan, found);
        notes.push(Problem::new(Fault::ExposedBefore { figure, area, years }));
    }
    protected
}

/// Where a secret of a source could be computed, no document that shows anything of this source is made; others are.
fn refuse_exposed(plan: &mut Plan, protected: &Protected) {
    let editions: Vec<String> =
        plan.editions.iter().map(|edition| format!("{}-{}", edition.document, edition.date)).collect();
    let source_of = |figure: usize| plan.cube.base_figures[figure].source;
    let mut told: BTreeMap<usize, Problems> = BTreeMap::new();
    for found in protected.accounts.iter().flat_map(|account| &account.exposed) {
        let (figure, area, years) = named(plan, found);
        for source in found.figures.iter().map(|figure| source_of(*figure)).collect::<BTreeSet<usize>>() {
            let place = plan.cube.sources[source].place.clone();
            let (figure, area, years, editions) = (figure.clone(), area.clone(), years.clone(), editions.clone());
            told.entry(source).or_default().push(Problem::at(place, Fault::Exposed { figure, area, years, editions }));
        }
    }
    if told.is_empty() {
        return;
    }
    let (cube, mut kept) = (&plan.cube, Vec::new());
    for document in std::mem::take(&mut plan.documents) {
        let shown = Scope::of(cube, std::iter::once(&document), document.definition.status);
        let shown = cube.indicators.iter().enumerate().filter(|(at, _)| !shown.leaves_out(*at));
        let sources: BTreeSet<usize> = shown.flat_map(|(_, indicator)| cube.sources_of(indicator)).collect();
        let mut problems = Problems::new();
        told.iter()
            .filter(|(source, _)| sources.contains(source))
            .for_each(|(_, found)| problems.append(found.clone()));
        match problems.is_empty() {
            true => kept.push(document),
            false => drop(plan.broken.insert(document.id.clone(), problems.few_of_each())),
        }
    }
    plan.documents = kept;
}

/// Figures, area and years of a hidden count.
fn named(plan: &Plan, hidden: &Hidden) -> (String, String, String) {
    let names: Vec<&str> = hidden.figures.iter().map(|figure| plan.cube.base_figures[*figure].name.as_str()).collect();
    let (from, to) = hidden.years;
    let years = if from == to { to.to_string() } else { format!("{from}–{to}") };
    (names.join(" + "), plan.cube.areas.get(hidden.area).name.clone(), years)
}

/// Areas by rule, now that there are figures; a rule that nobody fits breaks its document.
fn choose_areas(plan: &mut Plan, protected: &Protected) {
    let mut documents = Vec::new();
    for mut document in std::mem::take(&mut plan.documents) {
        match document::fitting(&plan.cube, protected.figures(document.definition.status), &document) {
            Ok(areas) => {
                document.choose(areas);
                documents.push(document);
            }
            Err(problem) => drop(plan.broken.insert(document.id.clone(), problem.into())),
        }
    }
    plan.documents = documents;
}

/// The figures of a workspace for lists: what is there and what is missing.
pub fn survey(workspace: &Path, notes: &mut Notes) -> Result<(Plan, Protected), Problems> {
    let mut plan = plan::resolve(definition::read(workspace)?, notes)?;
    let measured = data::measure(&plan.cube, notes)?;
    let protected = protect(&plan, &measured, notes);
    refuse_exposed(&mut plan, &protected);
    choose_areas(&mut plan, &protected);
    Ok((plan, protected))
}

fn found<'a>(plan: &'a Plan, id: &str) -> Result<&'a Document, Problems> {
    if let Some(problems) = plan.broken.get(id) {
        return Err(problems.clone());
    }
    plan.document(id).ok_or_else(|| {
        let known = plan.documents.iter().map(|document| &document.id).chain(plan.broken.keys()).cloned().collect();
        Problem::new(Fault::UnknownName { kind: Kind::Report, name: id.to_owned(), known }).into()
    })
}

/// Of warnings about reports only those about the ones that are made.
fn only_of(plan: &Plan, selected: &[String], notes: &mut Notes) {
    let wanted = with_annexes(plan, selected);
    notes.retain(|note| {
        let file = note.place.as_ref().map(|place| place.file.to_string_lossy().replace('\\', "/")).unwrap_or_default();
        let id = file.strip_prefix("reports/").and_then(|file| file.split('/').next());
        match id.map(|id| id.strip_suffix(".toml").unwrap_or(id)) {
            Some(id) => wanted.contains(id),
            None => true,
        }
    });
}

/// The documents that are asked for, each once.
fn select(plan: &Plan, documents: &[String]) -> Result<Vec<String>, Problems> {
    let all = || plan.documents.iter().map(|document| &document.id).chain(plan.broken.keys()).cloned();
    if all().next().is_none() {
        return Err(Problem::new(Fault::NothingSelected { what: "reports/*.toml".to_owned() }).into());
    }
    if documents.is_empty() {
        return Ok(all().collect());
    }
    let mut problems = Problems::new();
    for id in documents.iter().filter(|id| !plan.broken.contains_key(*id)) {
        problems.collect(found(plan, id));
    }
    let unique: BTreeSet<&String> = documents.iter().collect();
    problems.into_result().map(|()| unique.into_iter().cloned().collect())
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
