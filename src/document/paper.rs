//! The fields of a council paper as printed texts, in the words and the order of the county.

use std::collections::BTreeSet;

use serde::Serialize;

use super::Draft;
use super::block::{CellBlock, ColumnBlock, RowBlock, RowRole, TableBlock};
use super::naming::annex_file;
use crate::definition::register::MoneyKind;
use crate::definition::{Finance, Name, Paper, PaperKind, PaperPart, Status};
use crate::number::Language;
use crate::plan::{Document, PaperPlan, Plan};
use crate::problem::{Fault, Problem, Problems, SourceText};
use crate::text::{Markup, prose};
use crate::wording::{date, euros, in_euros};

/// A committee's turn.
#[derive(Debug, Serialize)]
pub struct TurnView {
    committee: String,
    date: String,
    item: String,
    role: String,
    result: String,
}

/// The financial effects.
#[derive(Debug, Serialize)]
pub struct FinanceView {
    table: TableBlock,
    /// How many budget years it has.
    years: usize,
    /// Lines of the form: label and answer.
    lines: Vec<(String, String)>,
    note: Option<String>,
}

/// The proposed resolution.
#[derive(Debug, Serialize)]
pub struct ResolutionView {
    intro: Markup,
    items: Vec<Markup>,
}

/// A line of the form of effects.
#[derive(Debug, Serialize)]
pub struct EffectView {
    label: String,
    /// None where the paper does not say.
    affected: Option<bool>,
    text: String,
}

/// Questions with their answers.
#[derive(Debug, Serialize)]
pub struct InquiryView {
    by: String,
    date: String,
    paper: String,
    questions: Vec<(String, Markup)>,
}

/// A part of the paper with its title.
#[derive(Debug, Serialize)]
pub struct PartView {
    part: PaperPart,
    title: String,
}

/// A council paper.
#[derive(Debug, Serialize)]
pub struct PaperView {
    number: String,
    /// What the county calls papers.
    word: String,
    kind: String,
    /// Label and text of every line of the head, in order.
    head: Vec<(String, String)>,
    signature: Option<String>,
    consultation: Vec<TurnView>,
    parts: Vec<PartView>,
    summary: Option<Markup>,
    legal: Option<Markup>,
    resolution: Option<ResolutionView>,
    finance: Option<FinanceView>,
    effects: Vec<EffectView>,
    inquiry: Option<InquiryView>,
}

/// An annex in the list.
#[derive(Debug, Serialize)]
pub struct AnnexView {
    title: String,
    public: bool,
    reason: String,
    file: String,
}

/// All fields; `None` for documents that are no papers.
pub fn view(draft: &Draft<'_>) -> Result<Option<PaperView>, Problems> {
    let (Some(paper), Some(plan)) = (&draft.document.definition.paper, &draft.document.paper) else { return Ok(None) };
    let language = draft.document.language;
    let mut problems = Problems::new();
    let mut text =
        |name: &Option<Name>| name.as_ref().and_then(|name| problems.collect(phrase(draft, draft.document, name)));
    let (summary, legal) = (text(&paper.summary), text(&paper.legal));
    let resolution = problems.collect(resolution(draft, draft.document, paper)).flatten();
    let inquiry = problems.collect(inquiry(draft, paper)).flatten();
    problems.into_result()?;
    let labels = &plan.labels;
    let parts = labels
        .order
        .iter()
        .map(|part| PartView { part: *part, title: labels.titles.get(part).cloned().unwrap_or_default() });
    Ok(Some(PaperView {
        number: paper.number.get_ref().clone(),
        word: labels.paper.clone(),
        kind: labels.kinds.get(&paper.kind).cloned().unwrap_or_default(),
        head: head(draft, paper, plan),
        signature: paper.signature.clone(),
        consultation: turns(paper, language),
        parts: parts.collect(),
        summary,
        legal,
        resolution,
        finance: plan.finance.as_ref().map(|finance| money(draft, plan, finance, paper.budget.as_ref())),
        effects: effects(paper, plan),
        inquiry,
    }))
}

/// The paper that a summary or a sheet is about.
#[derive(Debug, Serialize)]
pub struct AboutView {
    number: String,
    title: String,
    kind: String,
    consultation: Vec<TurnView>,
    resolution: Option<ResolutionView>,
    finance: Option<FinanceView>,
}

/// Nothing can be said about a paper that has mistakes.
pub fn refuse_broken(plan: &Plan, document: &Document) -> Result<(), Problems> {
    let Some(id) = document.of.as_ref().filter(|id| plan.document(id).is_none()) else { return Ok(()) };
    let place = document.definition.of.as_ref().map(|name| document.source.place(name.span()));
    Err(Problem { fault: Fault::AnnexFailed { report: id.clone() }, place }.into())
}

/// The paper that the document is about; `None` where it is about none.
pub fn about(draft: &Draft<'_>) -> Result<Option<AboutView>, Problems> {
    let plan = &draft.workshop.plan;
    let Some(other) = draft.document.of.as_ref().and_then(|id| plan.document(id)) else { return Ok(None) };
    let (Some(paper), Some(resolved)) = (&other.definition.paper, &other.paper) else { return Ok(None) };
    Ok(Some(AboutView {
        number: paper.number.get_ref().clone(),
        title: other.definition.title.clone(),
        kind: resolved.labels.kinds.get(&paper.kind).cloned().unwrap_or_default(),
        consultation: turns(paper, draft.document.language),
        resolution: resolution(draft, other, paper)?,
        finance: resolved.finance.as_ref().map(|finance| money(draft, resolved, finance, paper.budget.as_ref())),
    }))
}

fn turns(paper: &Paper, language: Language) -> Vec<TurnView> {
    let turn = |turn: &crate::definition::Consultation| TurnView {
        committee: turn.committee.get_ref().clone(),
        date: date(&turn.date, language),
        item: turn.item.clone().unwrap_or_default(),
        role: turn.role.get_ref().clone(),
        result: turn.result.clone().unwrap_or_default(),
    };
    paper.consultation.iter().map(turn).collect()
}

/// The annexes of a document.
pub fn annexes(draft: &Draft<'_>) -> Vec<AnnexView> {
    let plan = &draft.workshop.plan;
    let language = draft.document.language;
    let entry = |(position, annex): (usize, &crate::plan::AnnexPlan)| {
        let document = plan.document(&annex.document);
        // A document for every area is as many files, whose names differ in the end.
        let copies = document.map(|document| document.copies()).unwrap_or_default();
        let (title, file) = match copies.len() {
            0 => (annex.title.clone(), annex_file(position, &annex.document, language)),
            count => {
                let files = language.pick("Dateien", "files");
                let title = annex.title.replace("{area}", "").trim().to_owned();
                let file = annex_file(position, &annex.document, language).replace(".pdf", "-….pdf");
                (format!("{title}, {count}\u{a0}{files}"), file)
            }
        };
        AnnexView {
            title,
            public: annex.public && document.is_none_or(|document| document.definition.status == Status::Public),
            reason: draft.document.definition.annex[position].reason.clone().unwrap_or_default(),
            file,
        }
    };
    draft.document.annexes.iter().enumerate().map(entry).collect()
}

/// A text inside the definition, which may ask for values.
fn phrase(draft: &Draft<'_>, document: &Document, name: &Name) -> Result<Markup, Problems> {
    let place = document.source.place(name.span());
    let source = SourceText::new(document.source.path(), name.get_ref().as_str());
    prose(&source, Some(&place), &draft.ask, draft.workshop.plan.inclusive)
}

/// What stands in the head, in the order in which a councillor looks for it; what is not there has no line.
fn head(draft: &Draft<'_>, paper: &Paper, plan: &PaperPlan) -> Vec<(String, String)> {
    let language = draft.document.language;
    let day = date(draft.document.definition.date.get_ref(), language);
    let text = |written: &Option<String>| written.clone().unwrap_or_default();
    let goals = match plan.goals.len() {
        0 | 1 => ("Strategisches Ziel", "Strategic goal"),
        _ => ("Strategische Ziele", "Strategic goals"),
    };
    let lines = [
        (("Datum", "Date"), day),
        (("Federführend", "Lead"), paper.lead.clone()),
        (goals, plan.goals.join("; ")),
        (("Beteiligt", "Involved"), paper.participants.join(", ")),
        (("Verfasst von", "Author"), text(&paper.author)),
        (("Aktenzeichen", "File"), text(&paper.file_number)),
        (("Haushalt", "Budget"), text(&paper.budget)),
        (("Ersetzt", "Replaces"), text(&paper.replaces)),
        (("Ergänzt", "Supplements"), text(&paper.supplements)),
    ];
    let lines = lines.into_iter().filter(|(_, text)| !text.is_empty());
    lines.map(|((german, english), text)| (language.pick(german, english).to_owned(), text)).collect()
}

fn resolution(draft: &Draft<'_>, document: &Document, paper: &Paper) -> Result<Option<ResolutionView>, Problems> {
    let Some(resolution) = &paper.resolution else { return Ok(None) };
    let mut problems = Problems::new();
    let intro = problems.collect(phrase(draft, document, &resolution.intro));
    let items = resolution.items.iter().filter_map(|item| problems.collect(phrase(draft, document, item))).collect();
    problems.into_result()?;
    Ok(intro.map(|intro| ResolutionView { intro, items }))
}

fn inquiry(draft: &Draft<'_>, paper: &Paper) -> Result<Option<InquiryView>, Problems> {
    let Some(inquiry) = &paper.inquiry else { return Ok(None) };
    let mut problems = Problems::new();
    let questions = inquiry.question.iter().filter_map(|question| {
        problems.collect(phrase(draft, draft.document, &question.answer)).map(|answer| (question.text.clone(), answer))
    });
    let questions = questions.collect();
    problems.into_result()?;
    Ok(Some(InquiryView {
        by: inquiry.by.clone(),
        date: date(inquiry.date.get_ref(), draft.document.language),
        paper: inquiry.paper.clone().unwrap_or_default(),
        questions,
    }))
}

/// Every line of the county's form with the paper's answer.
fn effects(paper: &Paper, plan: &PaperPlan) -> Vec<EffectView> {
    // Who asks for nothing has no form to fill in.
    if matches!(paper.kind, PaperKind::Report | PaperKind::Answer) && paper.effects.is_empty() {
        return Vec::new();
    }
    let line = |label: &crate::definition::EffectLabel| {
        let found =
            paper.effects.iter().find(|(name, _)| name.get_ref() == label.id.get_ref()).map(|(_, effect)| effect);
        EffectView {
            label: label.label.clone(),
            affected: found.map(|effect| effect.affected),
            text: found.and_then(|effect| effect.text.clone()).unwrap_or_default(),
        }
    };
    plan.labels.effect.iter().map(line).collect()
}

/// What is given up for the recommendations of a paper.
fn instead(draft: &Draft<'_>, plan: &PaperPlan) -> String {
    let registers = &draft.workshop.plan.registers;
    let all = plan.recommendations.iter().filter_map(|at| registers.recommendations[*at].definition.instead.clone());
    all.collect::<Vec<_>>().join(" ")
}

/// Costs and cover by budget year, those spent once apart from those of every year where there are both.
fn money(draft: &Draft<'_>, plan: &PaperPlan, finance: &Finance, budget: Option<&String>) -> FinanceView {
    let language = draft.document.language;
    let rows = || finance.item.iter().map(|item| &item.amounts).chain(finance.cover.iter().map(|row| &row.amounts));
    let years: BTreeSet<&String> = rows().flat_map(|amounts| amounts.keys()).map(toml::Spanned::get_ref).collect();
    let with_accounts = finance.item.iter().any(|item| item.account.is_some());
    let of_year = |amounts: &std::collections::BTreeMap<toml::Spanned<String>, i64>, year: &str| {
        amounts.iter().find(|(name, _)| name.get_ref() == year).map_or(0, |(_, amount)| i128::from(*amount))
    };
    let cells = |name: &str, account: &Option<String>, sums: Vec<i128>| {
        let account = with_accounts.then(|| CellBlock::of(account.clone().unwrap_or_default()));
        let sums = sums.into_iter().map(|sum| CellBlock::of(euros(sum, language)));
        RowBlock::of([CellBlock::of(name)].into_iter().chain(account).chain(sums).collect())
    };
    let kinds: BTreeSet<MoneyKind> = finance.item.iter().map(|item| item.kind).collect();
    let mut table = Vec::new();
    for kind in &kinds {
        if kinds.len() > 1 {
            let word = match kind {
                MoneyKind::Once => language.pick("Einmalige Kosten", "Costs once"),
                MoneyKind::Running => language.pick("Laufende Kosten (Folgekosten)", "Costs of every year"),
            };
            table.push(RowBlock::of(vec![CellBlock::of(word)]).in_role(RowRole::Group));
        }
        for item in finance.item.iter().filter(|item| item.kind == *kind) {
            table.push(cells(
                &item.name,
                &item.account,
                years.iter().map(|year| of_year(&item.amounts, year)).collect(),
            ));
        }
    }
    let costs = plan.costs();
    let totals = years.iter().map(|year| costs.get(*year).copied().unwrap_or_default()).collect();
    table.push(cells(language.pick("Summe", "Total"), &None, totals).in_role(RowRole::Total));
    for cover in &finance.cover {
        table.push(cells(&cover.name, &None, years.iter().map(|year| of_year(&cover.amounts, year)).collect()));
    }
    let mut columns = vec![ColumnBlock::words("Euro", 1.0)];
    columns.extend(
        with_accounts
            .then(|| ColumnBlock { width: 30.0, ..ColumnBlock::words(language.pick("Produktkonto", "Account"), 0.0) }),
    );
    columns.extend(years.iter().map(|year| ColumnBlock::number(year.as_str())));
    // Where there is one kind of costs, the caption says which.
    let costs = match kinds.iter().collect::<Vec<_>>().as_slice() {
        [MoneyKind::Once] => language.pick("Einmalige Kosten", "Costs once"),
        [MoneyKind::Running] => language.pick("Laufende Kosten", "Running costs"),
        _ => language.pick("Kosten", "Costs"),
    };
    let caption = match (finance.cover.is_empty(), language) {
        (true, Language::De) => format!("{costs} je Haushaltsjahr"),
        (false, Language::De) => format!("{costs} und Deckung je Haushaltsjahr"),
        (true, Language::En) => format!("{costs} per budget year"),
        (false, Language::En) => format!("{costs} and cover per budget year"),
    };
    let label = |german: &str, english: &str| language.pick(german, english).to_owned();
    let lines = [
        (label("Haushalt", "Budget"), budget.cloned()),
        (label("Teilplan", "Plan"), finance.plan.clone()),
        (label("Produktkonto", "Account"), finance.account.clone()),
        (label("Gegenfinanzierung", "Paid for by"), Some(instead(draft, plan)).filter(|text| !text.is_empty())),
        (
            label("Über- oder außerplanmäßig", "Beyond the budget"),
            finance.beyond_budget.map(|euro| in_euros(euro.into(), language)),
        ),
    ];
    FinanceView {
        years: years.len(),
        table: TableBlock::new("finance", caption, columns, table),
        lines: lines.into_iter().filter_map(|(label, text)| Some((label, text?))).collect(),
        note: finance.note.clone(),
    }
}
