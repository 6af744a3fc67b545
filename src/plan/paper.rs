//! Council papers, resolved: labels of the county, goals, recommendations, and the money of a paper whose table comes from
//! them. What a strict office would send back is told by `council`.

use std::collections::BTreeMap;

use super::resolver::Resolver;
use super::{find, repeated};
use crate::definition::register::{Money, Register};
use crate::definition::{
    CoverSource, Finance, FinanceItem, Labels, Name, Paper, PaperKind, PaperPart, WorkspaceDefinition, Written,
};
use crate::number::Language;
use crate::problem::{Fault, Kind, Lint, Problem, Problems};

/// A paper, resolved.
#[derive(Debug)]
pub struct PaperPlan {
    /// What the county calls things.
    pub labels: Labels,
    /// Strategic goals as they are printed.
    pub goals: Vec<String>,
    /// The recommendations that it puts before the council.
    pub recommendations: Vec<usize>,
    /// What it costs, its own rows or those of its recommendations.
    pub finance: Option<Finance>,
}

impl PaperPlan {
    /// What it costs by budget year.
    pub fn costs(&self) -> BTreeMap<String, i128> {
        sums(self.finance.iter().flat_map(|finance| &finance.item).map(|item| &item.amounts))
    }
}

/// Every part has its place and its title and every kind its name: a paper loses nothing because of its labels.
fn incomplete(labels: &Written<Labels>) -> Problems {
    let Written { source, value, .. } = labels;
    let mut problems = Problems::new();
    let mut tell = |key: &str, fault: Fault| {
        let at = source.text.find(key).map_or(0, |at| at);
        problems.push(Problem::at(source.place(at..at + key.len()), fault));
    };
    for (part, word) in PaperPart::ALL {
        match value.order.iter().filter(|found| **found == part).count() {
            0 => tell("order", Fault::MissingKey { key: format!("order = [… \"{word}\"]") }),
            1 => {}
            _ => tell("order", Fault::DuplicateName { kind: Kind::Choice, name: word.to_owned() }),
        }
        if value.titles.get(&part).is_none_or(|title| title.trim().is_empty()) {
            tell("[titles]", Fault::MissingKey { key: format!("titles.{word}") });
        }
    }
    for (kind, word) in PaperKind::ALL {
        if value.kinds.get(&kind).is_none_or(|name| name.trim().is_empty()) {
            tell("[kinds]", Fault::MissingKey { key: format!("kinds.{word}") });
        }
    }
    let lines: Vec<&Name> = value.effect.iter().map(|effect| &effect.id).collect();
    problems.append(repeated(source, Kind::Effect, &lines));
    problems
}

/// Where the council information system shows a paper: an address with `{number}` in it.
pub(super) fn link(workspace: &Written<WorkspaceDefinition>) -> Result<Option<String>, Problems> {
    let Some(link) = &workspace.value.papers.link else { return Ok(None) };
    let address = link.get_ref();
    let is_address = address.starts_with("https://") || address.starts_with("http://");
    if is_address && address.contains("{number}") {
        return Ok(Some(address.clone()));
    }
    let fault = Fault::WrongValue { expected: "https://…{number}".to_owned(), found: address.clone() };
    Err(Problem::at(workspace.source.place(link.span()), fault).into())
}

/// Sums by budget year.
pub(super) fn sums<'a>(
    amounts: impl Iterator<Item = &'a BTreeMap<toml::Spanned<String>, i64>>,
) -> BTreeMap<String, i128> {
    let mut sums = BTreeMap::new();
    for (year, amount) in amounts.flatten() {
        *sums.entry(year.get_ref().clone()).or_default() += i128::from(*amount);
    }
    sums
}

impl Resolver<'_> {
    /// The paper of a report; none where it is no paper.
    pub(super) fn paper(&self, language: Language) -> Result<Option<PaperPlan>, Problems> {
        let Some(paper) = &self.report.value.paper else { return Ok(None) };
        let mut problems = Problems::new();
        let labels = problems.collect(self.labels(language)).unwrap_or_default();
        problems.append(self.unlabelled(paper, &labels));
        let registers = self.registers;
        let asked = [
            (Register::Goals, !paper.goals.is_empty()),
            (Register::Recommendations, !paper.recommendations.is_empty()),
            (Register::Bodies, !paper.consultation.is_empty()),
        ];
        for (register, _) in asked.into_iter().filter(|(_, asked)| *asked) {
            problems.append(registers.broken(&[register]));
        }
        let goals = paper.goals.iter().filter_map(|name| match registers.goal_ids().as_slice() {
            [] => Some(name.get_ref().clone()),
            known => {
                let known = known.iter().map(String::as_str);
                let found = find(Kind::Goal, name, || self.place(name), known).map_err(Problems::from);
                let goal = &registers.written.goals.value.goal[problems.collect(found)?];
                Some(format!("{} {}", goal.number, goal.title))
            }
        });
        let goals = goals.collect();
        problems.append(self.once(Kind::Recommendation, &paper.recommendations));
        problems.append(self.once(Kind::Goal, &paper.goals));
        let known = registers.recommendation_ids();
        // Nobody can be found in a file that cannot be read; that is told already.
        let readable = registers.broken(&[Register::Recommendations]).is_empty();
        let recommendations = paper.recommendations.iter().filter(|_| readable).filter_map(|name| {
            let found = find(Kind::Recommendation, name, || self.place(name), known.iter().map(String::as_str));
            problems.collect(found.map_err(Problems::from))
        });
        let recommendations: Vec<usize> = recommendations.collect();
        problems.into_result()?;
        let finance = self.money_of(paper, &recommendations);
        Ok(Some(PaperPlan { labels, goals, recommendations, finance }))
    }

    /// The id of another report that is a paper.
    pub(super) fn paper_named(&self, name: &Name) -> Result<String, Problems> {
        if let Some(broken) = self.definitions.broken_reports.get(name.get_ref()) {
            return Err(broken.clone());
        }
        let papers = self.definitions.reports.values().filter(|report| report.value.paper.is_some());
        let known = papers.map(|report| report.id.as_str());
        find(Kind::Report, name, || self.place(name), known)?;
        Ok(name.get_ref().clone())
    }

    /// The labels that the workspace names, in the language of the document where there are such.
    fn labels(&self, language: Language) -> Result<Labels, Problems> {
        let known = &self.definitions.labels;
        let workspace = &self.definitions.workspace;
        let neutral = Name::new(0..0, "neutral".to_owned());
        let name = workspace.value.papers.labels.as_ref().unwrap_or(&neutral);
        let names = known.keys().map(String::as_str).filter(|name| !name.contains('.'));
        find(Kind::Labels, name, || workspace.place(name), names)?;
        let Some(own) = known.get(name.get_ref()) else { return Ok(Labels::default()) };
        let english = |name: &str| known.get(&format!("{name}.en")).filter(|_| language == Language::En);
        let found = english(name.get_ref()).or_else(|| english(neutral.get_ref())).unwrap_or(own);
        incomplete(found).into_result()?;
        // Whatever the language, numbers have the form of the county.
        Ok(Labels { numbers: own.value.numbers.clone(), ..found.value.clone() })
    }

    /// Committees, roles, numbers and lines of the form that the county does not know.
    fn unlabelled(&self, paper: &Paper, labels: &Labels) -> Problems {
        let mut problems = Problems::new();
        let mut known_name = |kind: Kind, name: &Name, known: &[String]| {
            if !known.is_empty() {
                let found = find(kind, name, || self.place(name), known.iter().map(String::as_str));
                problems.collect(found.map_err(Problems::from));
            }
        };
        let committees = self.registers.committees();
        for turn in &paper.consultation {
            known_name(Kind::Committee, &turn.committee, &committees);
            known_name(Kind::Role, &turn.role, &labels.roles);
        }
        let effects: Vec<String> = labels.effect.iter().map(|effect| effect.id.get_ref().clone()).collect();
        for name in paper.effects.keys() {
            known_name(Kind::Effect, name, &effects);
        }
        if !labels.numbers.is_empty() && !labels.numbers.iter().any(|form| fits(paper.number.get_ref(), form)) {
            let lint = Lint::NumberForm { number: paper.number.get_ref().clone(), forms: labels.numbers.clone() };
            problems.push(Problem::at(self.place(&paper.number), Fault::Lint(lint)));
        }
        problems
    }

    /// The rows of a paper's own table, or what its recommendations cost.
    fn money_of(&self, paper: &Paper, recommendations: &[usize]) -> Option<Finance> {
        let own = paper.finance.clone();
        if own.as_ref().is_some_and(|finance| !finance.item.is_empty()) || recommendations.is_empty() {
            return own;
        }
        let several = recommendations.len() > 1;
        let items = recommendations.iter().flat_map(|at| {
            let entry = &self.registers.recommendations[*at].definition;
            entry.money.iter().map(move |money: &Money| FinanceItem {
                name: if several { format!("{} {}", entry.number, money.name) } else { money.name.clone() },
                kind: money.kind,
                account: money.account.clone(),
                amounts: money.amounts.clone(),
            })
        });
        let item: Vec<FinanceItem> = items.collect();
        if item.is_empty() {
            return own;
        }
        let cover: Vec<CoverSource> = own.as_ref().map(|finance| finance.cover.clone()).unwrap_or_default();
        Some(Finance { item, cover, ..own.unwrap_or_default() })
    }
}

/// True where a number has a form: `#` is a digit, all else stands for itself.
fn fits(number: &str, form: &str) -> bool {
    let mut letters = number.chars();
    let fits = form.chars().all(|wanted| {
        letters.next().is_some_and(|found| if wanted == '#' { found.is_ascii_digit() } else { found == wanted })
    });
    fits && letters.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::fits;

    #[test]
    fn numbers_have_the_form_of_their_county() {
        assert!(fits("DrS/2025/117", "DrS/####/###"));
        assert!(fits("VO/30.17.016", "VO/##.##.###"));
        for number in ["DrS/2025/17", "DrS/2025/117-1", "drs/2025/117", ""] {
            assert!(!fits(number, "DrS/####/###"), "{number}");
        }
    }
}
