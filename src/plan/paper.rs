//! What must hold in a council paper before anybody reads it.

use std::collections::BTreeMap;

use super::Document;
use crate::definition::{Definitions, Paper, Status};
use crate::number::{Exact, decimal_text, is_digits, round};
use crate::problem::{Fault, Notes, Problem, Problems};

/// Checks one document; papers only.
pub fn check(document: &Document, definitions: &Definitions, notes: &mut Notes) -> Result<(), Problems> {
    let mut problems = Problems::new();
    let Some(paper) = &document.definition.paper else { return Ok(()) };
    resolution(document, paper, &mut problems);
    dates(document, paper, notes);
    finance(document, paper, &mut problems);
    let internal = |id: &str| {
        let annex = definitions.reports.get(id);
        annex.is_some_and(|annex| annex.value.status == Status::Internal)
    };
    for (plan, written) in document.annexes.iter().zip(&document.definition.annex) {
        if plan.public && internal(&plan.document) {
            let place = document.source.place(written.report.span());
            problems.push(Problem::at(place, Fault::InternalAnnexPublic { report: plan.document.clone() }));
        }
    }
    problems.into_result()
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
    let mut sums: BTreeMap<&str, (i128, i128)> = BTreeMap::new();
    let mut places = BTreeMap::new();
    for (year, amount) in finance.item.iter().flat_map(|item| &item.amounts) {
        sums.entry(year.get_ref().as_str()).or_default().0 += i128::from(*amount);
        places.entry(year.get_ref().as_str()).or_insert_with(|| document.source.place(year.span()));
    }
    for (year, amount) in finance.cover.iter().flat_map(|cover| &cover.amounts) {
        sums.entry(year.get_ref().as_str()).or_default().1 += i128::from(*amount);
        places.entry(year.get_ref().as_str()).or_insert_with(|| document.source.place(year.span()));
    }
    for (year, place) in &places {
        if year.len() != 4 || !is_digits(year) {
            let fault = Fault::WrongValue { expected: "2026".to_owned(), found: (*year).to_owned() };
            problems.push(Problem::at(place.clone(), fault));
        }
    }
    for (year, (amounts, cover)) in sums.into_iter().filter(|(_, (amounts, cover))| amounts != cover) {
        let text = |sum: i128| decimal_text(round(Exact::from_integer(sum), 0), document.language);
        let fault = Fault::FinanceDiffers { year: year.to_owned(), amounts: text(amounts), cover: text(cover) };
        problems.push(Problem::at(places[year].clone(), fault));
    }
}
