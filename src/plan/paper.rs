//! What must hold in a council paper before anybody reads it.

use std::collections::BTreeMap;

use super::Document;
use crate::definition::Paper;
use crate::number::{Exact, decimal_text, round};
use crate::problem::{Fault, Notes, Problem, Problems};

/// Checks one document; papers only.
pub fn check(document: &Document, documents: &[Document], notes: &mut Notes, problems: &mut Problems) {
    let Some(paper) = &document.definition.paper else { return };
    resolution(document, paper, problems);
    dates(document, paper, notes);
    finance(document, paper, problems);
    let internal = |id: &str| {
        let annex = documents.iter().find(|other| other.id == id);
        annex.is_some_and(|annex| annex.definition.status == crate::definition::Status::Internal)
    };
    for (plan, written) in document.annexes.iter().zip(&document.definition.annex) {
        if plan.public && internal(&plan.document) {
            let place = document.source.place(written.report.span());
            problems.push(Problem::at(place, Fault::InternalAnnexPublic { report: plan.document.clone() }));
        }
    }
}

fn resolution(document: &Document, paper: &Paper, problems: &mut Problems) {
    let decision = paper.consultation.iter().find(|turn| turn.decides);
    if let (Some(turn), None) = (decision, &paper.resolution) {
        let place = document.source.place(turn.committee.span());
        problems.push(Problem::at(place, Fault::PaperWithoutResolution));
    }
}

fn dates(document: &Document, paper: &Paper, notes: &mut Notes) {
    for pair in paper.consultation.windows(2) {
        if pair[1].date.date < pair[0].date.date {
            let place = document.source.place(pair[1].committee.span());
            notes.push(Problem::at(place, Fault::PaperDates { committee: pair[1].committee.get_ref().clone() }));
        }
    }
}

fn finance(document: &Document, paper: &Paper, problems: &mut Problems) {
    let Some(finance) = &paper.finance else { return };
    let mut sums: BTreeMap<&str, (i64, i64)> = BTreeMap::new();
    let mut places = BTreeMap::new();
    for (year, amount) in finance.item.iter().flat_map(|item| &item.amounts) {
        sums.entry(year.get_ref().as_str()).or_default().0 += amount;
        places.entry(year.get_ref().as_str()).or_insert_with(|| document.source.place(year.span()));
    }
    for (year, amount) in finance.cover.iter().flat_map(|cover| &cover.amounts) {
        sums.entry(year.get_ref().as_str()).or_default().1 += amount;
        places.entry(year.get_ref().as_str()).or_insert_with(|| document.source.place(year.span()));
    }
    for (year, (amounts, cover)) in sums.into_iter().filter(|(_, (amounts, cover))| amounts != cover) {
        let text = |sum: i64| decimal_text(round(Exact::from_integer(sum.into()), 0), document.language);
        let fault = Fault::FinanceDiffers { year: year.to_owned(), amounts: text(amounts), cover: text(cover) };
        problems.push(Problem::at(places[year].clone(), fault));
    }
}
