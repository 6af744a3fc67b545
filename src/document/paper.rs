//! The fields of a council paper as printed texts.

use serde::Serialize;

use super::Draft;
use super::naming::annex_file;
use crate::definition::{Paper, Status};
use crate::number::{Exact, decimal_text, round};
use crate::problem::{Problems, SourceText};
use crate::text::{Markup, prose};
use crate::wording::date;

/// A committee's turn.
#[derive(Debug, Serialize)]
pub struct TurnView {
    committee: String,
    date: String,
    item: String,
    role: String,
    result: String,
}

/// A row of money.
#[derive(Debug, Serialize)]
pub struct MoneyRow {
    name: String,
    amounts: Vec<String>,
}

/// The financial effects.
#[derive(Debug, Serialize)]
pub struct FinanceView {
    years: Vec<String>,
    items: Vec<MoneyRow>,
    total: Vec<String>,
    cover: Vec<MoneyRow>,
    account: Option<String>,
    note: Option<String>,
}

/// The proposed resolution.
#[derive(Debug, Serialize)]
pub struct ResolutionView {
    intro: Markup,
    items: Vec<Markup>,
}

/// A council paper.
#[derive(Debug, Serialize)]
pub struct PaperView {
    number: String,
    kind: String,
    lead: String,
    participants: String,
    goals: Vec<String>,
    signature: Option<String>,
    consultation: Vec<TurnView>,
    resolution: Option<ResolutionView>,
    finance: Option<FinanceView>,
}

/// An annex in the list.
#[derive(Debug, Serialize)]
pub struct AnnexView {
    title: String,
    public: bool,
    file: String,
}

/// All fields; `None` for documents that are no papers.
pub fn view(draft: &Draft<'_>) -> Result<Option<PaperView>, Problems> {
    let Some(paper) = &draft.document.definition.paper else { return Ok(None) };
    let language = draft.document.language;
    Ok(Some(PaperView {
        number: paper.number.clone(),
        kind: paper.kind.clone(),
        lead: paper.lead.clone(),
        participants: paper.participants.join(", "),
        goals: paper.goals.clone(),
        signature: paper.signature.clone(),
        consultation: paper
            .consultation
            .iter()
            .map(|turn| TurnView {
                committee: turn.committee.get_ref().clone(),
                date: date(&turn.date, language),
                item: turn.item.clone().unwrap_or_default(),
                role: turn.role.clone(),
                result: turn.result.clone().unwrap_or_default(),
            })
            .collect(),
        resolution: resolution(draft, paper)?,
        finance: finance(draft, paper),
    }))
}

/// The annexes of a document.
pub fn annexes(draft: &Draft<'_>) -> Vec<AnnexView> {
    let plan = &draft.workshop.plan;
    let entry = |(position, annex): (usize, &crate::plan::AnnexPlan)| AnnexView {
        title: annex.title.clone(),
        public: annex.public
            && plan.document(&annex.document).is_none_or(|document| document.definition.status == Status::Public),
        file: annex_file(position, &annex.document),
    };
    draft.document.annexes.iter().enumerate().map(entry).collect()
}

fn resolution(draft: &Draft<'_>, paper: &Paper) -> Result<Option<ResolutionView>, Problems> {
    let Some(resolution) = &paper.resolution else { return Ok(None) };
    let mut problems = Problems::new();
    let mut text = |name: &crate::definition::Name| {
        let place = draft.document.source.place(name.span());
        let source = SourceText::new(draft.document.source.path(), name.get_ref().as_str());
        problems.collect(prose(&source, Some(&place), &draft.ask))
    };
    let intro = text(&resolution.intro);
    let items: Vec<Markup> = resolution.items.iter().filter_map(text).collect();
    problems.into_result()?;
    Ok(intro.map(|intro| ResolutionView { intro, items }))
}

fn finance(draft: &Draft<'_>, paper: &Paper) -> Option<FinanceView> {
    let finance = paper.finance.as_ref()?;
    let rows = || finance.item.iter().map(|item| &item.amounts).chain(finance.cover.iter().map(|row| &row.amounts));
    let mut years: Vec<String> = rows().flat_map(|amounts| amounts.keys()).map(|year| year.get_ref().clone()).collect();
    years.sort();
    years.dedup();
    let text = |amount: i128| match amount {
        0 => "–".to_owned(),
        amount => decimal_text(round(Exact::from_integer(amount), 0), draft.document.language),
    };
    let of_year = |amounts: &std::collections::BTreeMap<toml::Spanned<String>, i64>, year: &str| {
        amounts.iter().find(|(name, _)| name.get_ref() == year).map_or(0, |(_, amount)| *amount)
    };
    let row = |name: &str, amounts| MoneyRow {
        name: name.to_owned(),
        amounts: years.iter().map(|year| text(of_year(amounts, year).into())).collect(),
    };
    Some(FinanceView {
        items: finance.item.iter().map(|item| row(&item.name, &item.amounts)).collect(),
        total: years
            .iter()
            .map(|year| text(finance.item.iter().map(|item| i128::from(of_year(&item.amounts, year))).sum()))
            .collect(),
        cover: finance.cover.iter().map(|cover| row(&cover.name, &cover.amounts)).collect(),
        account: finance.account.clone(),
        note: finance.note.clone(),
        years,
    })
}
