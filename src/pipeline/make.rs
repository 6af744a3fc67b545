//! Documents on their way to the disk: every copy composed, set and exported, and the files of one output folder.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::{Listener, Request, found, is_apart, timed};
use crate::area::AreaIndex;
use crate::deliver::Files;
use crate::document::{self, Workshop};
use crate::plan::Plan;
use crate::problem::{Fault, Kind, Notes, Problem, Problems};
use crate::typeset::Pdf;

/// What is made: a document, or one of its annexes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Asked<'a> {
    /// The document.
    pub(super) id: &'a str,
    /// The position of its annex, where that is made and not the document itself.
    pub(super) annex: Option<usize>,
}

/// Every selected document and every annex of one: an annex says on its pages what it belongs to.
pub(super) fn asked<'a>(plan: &Plan, selected: &'a [String]) -> Vec<Asked<'a>> {
    let annexes = |id: &String| plan.document(id).map_or(0, |document| document.annexes.len());
    let of = |id: &'a String| (0..annexes(id)).map(Some).chain([None]).map(move |annex| Asked { id, annex });
    selected.iter().flat_map(of).collect()
}

/// A document ready to be written, or why it is not.
pub(super) struct Made {
    /// Its copies; one where it is not made for every area.
    pub(super) result: Result<Vec<Copy>, Problems>,
    /// Warnings on the way.
    pub(super) notes: Notes,
}

/// One PDF of a document.
pub(super) struct Copy {
    /// Its file, without ending.
    pub(super) name: String,
    /// The PDF.
    pub(super) pdf: Pdf,
    project: BTreeMap<String, Vec<u8>>,
}

/// The areas of which copies are asked for; all where none is named, and one copy for all where a document knows no copies.
pub(super) fn copies(plan: &Plan, id: &str, request: &[String]) -> Result<Vec<Option<AreaIndex>>, Problems> {
    let all = found(plan, id)?.copies();
    if all.is_empty() {
        return Ok(vec![None]);
    }
    let areas = &plan.cube.areas;
    let is_asked = |area: &&AreaIndex| {
        let found = areas.get(**area);
        request.is_empty() || request.iter().any(|wanted| *wanted == found.key || *wanted == found.name)
    };
    let mut problems = Problems::new();
    let has_copy =
        |wanted: &String| all.iter().any(|area| [&areas.get(*area).key, &areas.get(*area).name].contains(&wanted));
    for name in request.iter().filter(|wanted| !has_copy(wanted)) {
        let known = all.iter().map(|area| areas.get(*area).name.clone()).collect();
        problems.push(Problem::new(Fault::UnknownName { kind: Kind::Area, name: name.clone(), known }));
    }
    problems.into_result().map(|()| all.iter().filter(is_asked).copied().map(Some).collect())
}

/// Makes all copies of a document that are asked for, side by side.
pub(super) fn make(workshop: &Workshop, asked: Asked<'_>, request: &Request, listen: Listener<'_>) -> Made {
    let whole = found(&workshop.plan, asked.id);
    let made = whole.and_then(|whole| {
        let annex = asked.annex.map(|position| (whole.annexes[position].document.as_str(), position));
        let stamp = annex.map(|(_, position)| document::annex_stamp(whole, position));
        let id = annex.map_or(asked.id, |(id, _)| id);
        let areas = copies(&workshop.plan, id, &request.areas)?;
        let made = areas.into_par_iter().map(|area| copy(workshop, id, area, stamp.as_deref(), listen));
        Ok(made.collect::<Vec<(Result<Copy, Problems>, Notes)>>())
    });
    let mut notes = Notes::new();
    let result = made.and_then(|made| {
        let mut problems = Problems::new();
        let mut all = Vec::new();
        for (result, warnings) in made {
            notes.append(warnings);
            all.extend(problems.collect(result));
        }
        problems.few_of_each().into_result().map(|()| all)
    });
    Made { result, notes }
}

fn copy(
    workshop: &Workshop,
    id: &str,
    area: Option<AreaIndex>,
    stamp: Option<&str>,
    listen: Listener<'_>,
) -> (Result<Copy, Problems>, Notes) {
    let mut notes = Notes::new();
    let mut all_steps = || {
        let document = found(&workshop.plan, id)?;
        let name = document::file_name(&workshop.plan, document, area);
        let listed = stamp.map_or_else(|| name.clone(), |stamp| format!("{name} ({stamp})"));
        let told = Some(listed.as_str());
        let project =
            timed(listen, "compose", told, || document::compose(workshop, document, area, stamp, &mut notes))?;
        let typesetter = &workshop.typesetter;
        let laid_out = timed(listen, "layout", told, || typesetter.lay_out(&project, &mut notes))?;
        let pdf = timed(listen, "export", told, || typesetter.export(&laid_out, &project))?;
        Ok(Copy { name, pdf, project: project.files })
    };
    (all_steps(), notes)
}

/// The files of one output folder: the copies of the document, its annexes, on request the Typst projects. Beside them
/// the annexes whose figures are not for everybody.
pub(super) fn files<'a>(
    plan: &Plan,
    id: &'a str,
    made: &BTreeMap<Asked<'a>, Made>,
    keep: bool,
) -> Result<(Files, Files), Problems> {
    let get = |asked: Asked<'a>| match made.get(&asked).map(|made| &made.result) {
        Some(Ok(made)) => Ok(made),
        Some(Err(problems)) => Err(problems.clone()),
        None => Err(plan.broken.get(asked.id).cloned().unwrap_or_default()),
    };
    let copies = get(Asked { id, annex: None })?;
    let mut files = Files::new();
    for copy in copies {
        files.insert(format!("{}.pdf", copy.name), copy.pdf.bytes.clone());
        if keep {
            let folder = if copies.len() > 1 { format!("typst/{}", copy.name) } else { "typst".to_owned() };
            files.extend(copy.project.iter().map(|(path, bytes)| (format!("{folder}/{path}"), bytes.clone())));
        }
    }
    let mut apart = Files::new();
    let document = found(plan, id)?;
    for (position, annex) in document.annexes.iter().enumerate() {
        let annexed = get(Asked { id, annex: Some(position) }).map_err(|mut problems| {
            let place = document.source.place(document.definition.annex[position].report.span());
            problems.push(Problem::at(place, Fault::AnnexFailed { report: annex.document.clone() }));
            problems
        })?;
        let folder = if is_apart(plan, &annex.document) { &mut apart } else { &mut files };
        for copy in annexed {
            folder.insert(document::annex_file(position, &copy.name, document.language), copy.pdf.bytes.clone());
        }
    }
    Ok((files, apart))
}
