//! What a strict council office would send back before anybody reads the paper. Comes in: a resolved document. Goes out:
//! errors where a paper contradicts itself, warnings where it is incomplete or unfair.

use std::collections::BTreeMap;

use super::Document;
use super::amount::{accounts_in, amounts};
use super::paper::{PaperPlan, sums};
use super::register::RegisterPlan;
use crate::definition::{
    Definitions, Finance, Need, Paper, PaperKind, ReportDefinition, Status, TemplateDefinition, Written,
};
use crate::number::{Language, is_digits, whole_text};
use crate::problem::{Fault, Lint, Notes, Place, Problem, Problems};

/// Words by which a resolution leans on what stands elsewhere.
const LEANING: [&str; 8] =
    ["siehe oben", "s. o.", "wie oben", "obige", "vorgenannt", "o. g.", "oben genannt", "see above"];

/// Checks one document.
pub fn check(
    document: &Document,
    definitions: &Definitions,
    registers: &RegisterPlan,
    notes: &mut Notes,
) -> Result<(), Problems> {
    let mut problems = Problems::new();
    annexes(document, definitions, notes, &mut problems);
    let asks = |kind: &Written<TemplateDefinition>| kind.value.needs.contains(&Need::Paper);
    let prints = definitions.kinds.get(&document.template).is_none_or(asks);
    if let (Some(paper), false) = (&document.definition.paper, prints) {
        let place = document.source.place(paper.number.span());
        notes.push(lint(place, Lint::PaperNotAsked { template: document.template.clone() }));
        return problems.into_result();
    }
    if let (Some(paper), Some(plan)) = (&document.definition.paper, &document.paper) {
        numbered(document, paper, definitions, notes);
        resolution(document, paper, plan, notes, &mut problems);
        entitled(document, paper, registers, notes);
        dates(document, paper, notes);
        finance(document, plan, &mut problems);
        recommended(document, plan, registers, &mut problems);
        form(document, paper, plan, notes);
    }
    problems.into_result()
}

fn lint(place: Place, lint: Lint) -> Problem {
    Problem::at(place, Fault::Lint(lint))
}

fn annexes(document: &Document, definitions: &Definitions, notes: &mut Notes, problems: &mut Problems) {
    let is_internal =
        |id: &str| definitions.reports.get(id).is_some_and(|annex| annex.value.status == Status::Internal);
    let is_public = document.definition.status == Status::Public;
    let texts: Vec<&str> = document.texts().map(|text| &*text.text).chain([&*document.source.text]).collect();
    for (number, (plan, written)) in document.annexes.iter().zip(&document.definition.annex).enumerate() {
        let place = document.source.place(written.report.span());
        if plan.public && is_internal(&plan.document) {
            problems.push(Problem::at(place.clone(), Fault::InternalAnnexPublic { report: plan.document.clone() }));
        } else if is_public && !plan.public && written.reason.is_none() {
            notes.push(lint(place.clone(), Lint::AnnexWithoutReason { title: plan.title.clone() }));
        }
        let word = document.language.pick("Anlage", "Annex");
        let (called, asked) = (format!("{word} {}", number + 1), format!("see(\"{}\")", plan.document));
        let asked_in_toml = format!("see(\\\"{}\\\")", plan.document);
        let is_cited =
            |text: &&str| [&called, &asked, &asked_in_toml].iter().any(|words| text.contains(words.as_str()));
        if document.definition.paper.is_some() && !texts.iter().any(is_cited) {
            notes.push(lint(place, Lint::AnnexNotCited { number: number + 1, title: plan.title.clone() }));
        }
    }
}

/// A number belongs to one paper.
fn numbered(document: &Document, paper: &Paper, definitions: &Definitions, notes: &mut Notes) {
    let number = paper.number.get_ref();
    let is_same = |report: &ReportDefinition| report.paper.as_ref().is_some_and(|it| it.number.get_ref() == number);
    let before = definitions.reports.range(..document.id.clone());
    if let Some((other, _)) = before.into_iter().find(|(_, report)| is_same(&report.value)) {
        let place = document.source.place(paper.number.span());
        notes.push(lint(place, Lint::NumberTwice { number: number.clone(), other: other.clone() }));
    }
}

/// Where the register says which committees decide, the others do not.
fn entitled(document: &Document, paper: &Paper, registers: &RegisterPlan, notes: &mut Notes) {
    let committees = &registers.written.bodies.value.committee;
    if !committees.iter().any(|committee| committee.decides) {
        return;
    }
    for turn in paper.consultation.iter().filter(|turn| turn.decides) {
        let found = committees.iter().find(|committee| committee.name.get_ref() == turn.committee.get_ref());
        if found.is_some_and(|committee| !committee.decides) {
            let place = document.source.place(turn.committee.span());
            notes.push(lint(place, Lint::NotEntitled { committee: turn.committee.get_ref().clone() }));
        }
    }
}

fn resolution(document: &Document, paper: &Paper, plan: &PaperPlan, notes: &mut Notes, problems: &mut Problems) {
    let decision = paper.consultation.iter().find(|turn| turn.decides);
    let must = decision.is_some() || paper.kind == PaperKind::Decision;
    if must && paper.resolution.is_none() {
        let span = decision.map_or(paper.number.span(), |turn| turn.committee.span());
        problems.push(Problem::at(document.source.place(span), Fault::PaperWithoutResolution));
    }
    if paper.kind == PaperKind::Answer && paper.inquiry.is_none() {
        problems.push(lint(document.source.place(paper.number.span()), Lint::WithoutInquiry));
    }
    if must && decision.is_none() {
        notes.push(lint(document.source.place(paper.number.span()), Lint::Undecided));
    }
    let Some(resolution) = &paper.resolution else { return };
    if resolution.items.iter().all(|item| item.get_ref().trim().is_empty()) {
        problems.push(Problem::at(document.source.place(resolution.intro.span()), Fault::PaperWithoutResolution));
    }
    if matches!(paper.kind, PaperKind::Report | PaperKind::Answer) {
        let kind = plan.labels.kinds.get(&paper.kind).cloned().unwrap_or_default();
        notes.push(lint(document.source.place(resolution.intro.span()), Lint::ResolutionInReport { kind }));
    }
    let known = known_amounts(plan, document.language);
    for item in [&resolution.intro].into_iter().chain(&resolution.items) {
        let place = document.source.place(item.span());
        let text = item.get_ref();
        if let Some(words) = LEANING.iter().find(|words| text.to_lowercase().contains(*words)) {
            notes.push(lint(place.clone(), Lint::NotSelfContained { words: (*words).to_owned() }));
        }
        for amount in
            amounts(text, document.language).into_iter().filter(|amount| !known.keys().any(|sum| amount.says(*sum)))
        {
            let known = known.values().cloned().collect();
            problems.push(lint(place.clone(), Lint::AmountDiffers { amount: amount.written, known }));
        }
        let accounts = accounts_of(plan);
        let is_unknown = |found: &&str| !accounts.is_empty() && !accounts.iter().any(|known| known.contains(found));
        for account in accounts_in(text).filter(is_unknown) {
            let known = accounts.iter().map(|account| (*account).to_owned()).collect();
            notes.push(lint(place.clone(), Lint::AccountDiffers { account: account.to_owned(), known }));
        }
    }
}

/// The accounts of the finance table and the plan that it belongs to.
fn accounts_of(plan: &PaperPlan) -> Vec<&str> {
    let Some(finance) = &plan.finance else { return Vec::new() };
    let items = finance.item.iter().filter_map(|item| item.account.as_deref());
    let mut accounts: Vec<&str> = items.chain(finance.account.as_deref()).chain(finance.plan.as_deref()).collect();
    accounts.sort_unstable();
    accounts.dedup();
    accounts
}

/// All sums and rows of the finance table as they are printed, with the total over all years.
fn known_amounts(plan: &PaperPlan, language: Language) -> BTreeMap<i128, String> {
    let costs = plan.costs();
    let rows = plan.finance.iter().flat_map(|finance| {
        let items = finance.item.iter().flat_map(|item| item.amounts.values());
        items.chain(finance.cover.iter().flat_map(|cover| cover.amounts.values())).map(|amount| i128::from(*amount))
    });
    let all = rows.chain(costs.values().copied()).chain([costs.values().sum::<i128>()]);
    all.map(|amount| (amount, whole_text(amount, language))).collect()
}

fn dates(document: &Document, paper: &Paper, notes: &mut Notes) {
    for pair in paper.consultation.windows(2) {
        if pair[1].date.date < pair[0].date.date {
            let place = document.source.place(pair[1].committee.span());
            notes.push(Problem::at(place, Fault::PaperDates { committee: pair[1].committee.get_ref().clone() }));
        }
    }
    if let Some(first) =
        paper.consultation.first().filter(|turn| turn.date.date < document.definition.date.get_ref().date)
    {
        let place = document.source.place(first.committee.span());
        notes.push(Problem::at(place, Fault::PaperDates { committee: first.committee.get_ref().clone() }));
    }
}

/// Costs and cover must agree in every year for which cover is named.
fn finance(document: &Document, plan: &PaperPlan, problems: &mut Problems) {
    let Some(finance) = &plan.finance else { return };
    let (costs, cover) = (plan.costs(), sums(finance.cover.iter().map(|cover| &cover.amounts)));
    let places = year_places(document, document.definition.paper.as_ref().and_then(|paper| paper.finance.as_ref()));
    for (year, place) in &places {
        if year.len() != 4 || !is_digits(year) {
            let fault = Fault::WrongValue { expected: "2026".to_owned(), found: year.clone() };
            problems.push(Problem::at(place.clone(), fault));
        }
    }
    if cover.is_empty() {
        return;
    }
    for year in costs.keys().chain(cover.keys().filter(|year| !costs.contains_key(*year))) {
        let (costs, cover) = (costs.get(year).copied(), cover.get(year).copied());
        if costs.unwrap_or_default() != cover.unwrap_or_default() {
            let text = |sum: Option<i128>| whole_text(sum.unwrap_or_default(), document.language);
            let fault = Fault::FinanceDiffers { year: year.clone(), amounts: text(costs), cover: text(cover) };
            let place = places.get(year).cloned().unwrap_or_else(|| Place::file(document.source.path()));
            problems.push(Problem::at(place, fault));
        }
    }
}

/// Where the report writes each budget year first.
fn year_places(document: &Document, finance: Option<&Finance>) -> BTreeMap<String, Place> {
    let mut places = BTreeMap::new();
    let Some(finance) = finance else { return places };
    let items = finance.item.iter().flat_map(|item| item.amounts.keys());
    for year in items.chain(finance.cover.iter().flat_map(|cover| cover.amounts.keys())) {
        places.entry(year.get_ref().clone()).or_insert_with(|| document.source.place(year.span()));
    }
    places
}

/// A paper with a table of its own and recommendations with money must say the same.
fn recommended(document: &Document, plan: &PaperPlan, registers: &RegisterPlan, problems: &mut Problems) {
    let entries = plan.recommendations.iter().flat_map(|at| &registers.recommendations[*at].definition.money);
    let theirs = sums(entries.map(|money| &money.amounts));
    let ours = plan.costs();
    let Some(paper) = document.definition.paper.as_ref().filter(|_| !theirs.is_empty()) else { return };
    let place = paper.recommendations.first().map(|name| document.source.place(name.span()));
    for year in ours.keys().chain(theirs.keys().filter(|year| !ours.contains_key(*year))) {
        let (own, other) = (ours.get(year).copied().unwrap_or(0), theirs.get(year).copied().unwrap_or(0));
        if let (true, Some(place)) = (own != other, &place) {
            let (paper, recommendations) = (whole_text(own, document.language), whole_text(other, document.language));
            problems.push(lint(place.clone(), Lint::CostsDiffer { year: year.clone(), paper, recommendations }));
        }
    }
}

/// Every line of the county's form is answered.
fn form(document: &Document, paper: &Paper, plan: &PaperPlan, notes: &mut Notes) {
    if matches!(paper.kind, PaperKind::Report | PaperKind::Answer) {
        return;
    }
    for label in &plan.labels.effect {
        if !paper.effects.keys().any(|name| name.get_ref() == label.id.get_ref()) {
            let place = document.source.place(paper.number.span());
            notes.push(lint(place, Lint::EffectMissing { label: label.label.clone(), id: label.id.get_ref().clone() }));
        }
    }
}
