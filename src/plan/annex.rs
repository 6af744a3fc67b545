//! Annexes: other reports that are attached, and the order in which documents have to be made because of them.

use std::collections::BTreeMap;

use super::document::Document;
use super::find;
use super::resolver::Resolver;
use crate::definition::Name;
use crate::problem::{Fault, Kind, Problem, Problems};

/// An annex, resolved.
#[derive(Debug)]
pub struct AnnexPlan {
    /// Id of the document that is attached.
    pub document: String,
    /// Its title in the list.
    pub title: String,
    /// May everybody see it?
    pub public: bool,
}

impl Resolver<'_> {
    /// The annexes of a report.
    pub(super) fn annexes(&self) -> Result<Vec<AnnexPlan>, Problems> {
        let names: Vec<&Name> = self.report.value.annex.iter().map(|annex| &annex.report).collect();
        let mut problems = super::repeated(&self.report.source, Kind::Report, &names);
        let annexes = self.report.value.annex.iter().filter_map(|annex| {
            let known = self.definitions.reports.keys().chain(self.definitions.broken_reports.keys());
            let place = || self.place(&annex.report);
            let found = find(Kind::Report, &annex.report, place, known.map(String::as_str));
            problems.collect(found.map_err(Problems::from))?;
            let report = self.definitions.reports.get(annex.report.get_ref());
            let title = annex.title.clone().or_else(|| report.map(|report| report.value.title.clone()));
            let title = title.unwrap_or_else(|| annex.report.get_ref().clone());
            Some(AnnexPlan { document: annex.report.get_ref().clone(), title, public: annex.public })
        });
        let annexes = annexes.collect();
        problems.into_result().map(|()| annexes)
    }
}

/// Sorts annexes before their papers; those that contain each other are broken.
pub(super) fn in_order_of_annexes(
    mut documents: BTreeMap<String, Document>,
    broken: &mut BTreeMap<String, Problems>,
) -> Vec<Document> {
    let mut sorted: Vec<Document> = Vec::new();
    while !documents.is_empty() {
        let is_ready =
            |document: &&Document| document.annexes.iter().all(|annex| !documents.contains_key(&annex.document));
        let ready = documents.values().find(is_ready).map(|document| document.id.clone());
        let Some(id) = ready else { break };
        sorted.extend(documents.remove(&id));
    }
    let path: Vec<String> = documents.keys().cloned().collect();
    for (id, document) in documents {
        if let Some(annex) = document.definition.annex.first() {
            let place = document.source.place(annex.report.span());
            broken.insert(id, Problem::at(place, Fault::CircularAnnexes { path: path.clone() }).into());
        }
    }
    sorted
}
