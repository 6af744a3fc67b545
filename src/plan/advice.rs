//! What recommendations must have before a council reads them, and whether they contradict each other. Comes in: the
//! registers, resolved. Goes out: warnings with their lines.

use super::register::{RecommendationPlan, RegisterPlan};
use crate::definition::register::{Circle, MoneyKind, State};
use crate::definition::{ListKind, Name};
use crate::plan::{Document, ElementPlan};
use crate::problem::{Fault, Lint, Notes, Place, Problem};

/// Checks the registers, once for the workspace.
pub fn check(registers: &RegisterPlan, indicators: &[String], notes: &mut Notes) {
    let source = &registers.written.recommendations.source;
    let mut tell = |id: &Name, lint: Lint| notes.push(Problem::at(source.place(id.span()), Fault::Lint(lint)));
    let alive: Vec<&RecommendationPlan> = registers
        .recommendations
        .iter()
        .filter(|found| !matches!(found.definition.state, State::Dropped | State::Postponed))
        .collect();
    for found in &alive {
        let entry = &found.definition;
        let missing: Vec<&'static str> = [
            ("goals", entry.goals.is_empty()),
            ("field", entry.field.is_none()),
            ("money", entry.money.is_empty() && entry.staff.is_empty()),
            ("responsible", entry.responsible.is_none()),
            ("target", entry.target.is_empty() && entry.milestone.is_empty()),
            ("instead", entry.instead.is_none()),
            ("priority", entry.priority.is_none()),
        ]
        .into_iter()
        .filter_map(|(key, is_missing)| is_missing.then_some(key))
        .collect();
        if !missing.is_empty() {
            tell(&entry.id, Lint::Incomplete { recommendation: entry.id.get_ref().clone(), missing });
        }
    }
    for found in &alive {
        let entry = &found.definition;
        let id = || entry.id.get_ref().clone();
        let year =
            |day: &Option<toml::Spanned<toml::value::Datetime>>| Some(day.as_ref()?.get_ref().date?.year.to_string());
        let (from, until) = (year(&entry.from), year(&entry.until));
        let running = entry.money.iter().filter(|money| money.kind == MoneyKind::Running);
        let last = running.flat_map(|money| money.amounts.keys()).map(toml::Spanned::get_ref).max();
        if let (Some(last), Some(until)) = (last, until.as_ref().filter(|until| last.is_some_and(|last| last < *until)))
        {
            let (last, until) = (last.clone(), until.clone());
            tell(&entry.id, Lint::RunningMoneyEnds { recommendation: id(), last, until });
        }
        for money in &entry.money {
            let outside = money.amounts.keys().map(toml::Spanned::get_ref).find(|year| {
                from.as_ref().is_some_and(|from| *year < from) || until.as_ref().is_some_and(|until| *year > until)
            });
            if let Some(year) = outside {
                tell(&entry.id, Lint::MoneyOutsideSchedule { recommendation: id(), year: year.clone() });
            }
            let planned =
                |year: &&toml::Spanned<String>| money.amounts.keys().any(|key| key.get_ref() == year.get_ref());
            if let Some(year) = money.spent.keys().find(|year| !planned(year)) {
                let (recommendation, year) = (id(), year.get_ref().clone());
                tell(&entry.id, Lint::SpentWithoutPlan { recommendation, name: money.name.clone(), year });
            }
        }
    }
    for (at, one) in alive.iter().enumerate() {
        for other in &alive[at + 1..] {
            if let Some(indicator) = opposed(one, other) {
                let (one, id) = (one.definition.id.get_ref().clone(), &other.definition.id);
                let (other, indicator) = (id.get_ref().clone(), indicators[indicator].clone());
                tell(id, Lint::OppositeTargets { one, other, indicator });
            }
        }
    }
    let evidence = &registers.written.evidence;
    for found in &evidence.value.participation {
        let persons = *found.persons.get_ref();
        for quote in found.quote.iter().filter(|quote| names_somebody(&quote.by)) {
            let place = evidence.source.place(found.persons.span());
            notes.push(Problem::at(place, Fault::Lint(Lint::PersonNamed { name: quote.by.clone() })));
        }
        if persons < 5 && !found.quote.is_empty() {
            let place = evidence.source.place(found.persons.span());
            notes.push(Problem::at(place, Fault::Lint(Lint::FewVoices { title: found.title.clone(), persons })));
        }
    }
}

/// „Frau Müller", „Petra Müller": a title, or two words with capitals and nothing else.
fn names_somebody(by: &str) -> bool {
    let capital = |word: &str| word.chars().next().is_some_and(char::is_uppercase);
    let words: Vec<&str> = by.split_whitespace().collect();
    ["Frau", "Herr", "Herrn", "Dr."].iter().any(|title| words.first() == Some(title))
        || matches!(words.as_slice(), [first, last] if capital(first) && capital(last))
}

/// An indicator that two recommendations want elsewhere in the same year and place. Targets of different years may be
/// steps on one way.
fn opposed(one: &RecommendationPlan, other: &RecommendationPlan) -> Option<usize> {
    for left in &one.targets {
        for right in other.targets.iter().filter(|right| right.indicator == left.indicator) {
            let shared = left.areas.is_empty() && right.areas.is_empty()
                || left.areas.iter().any(|area| right.areas.contains(area));
            if shared && left.by == right.by && left.value != right.value {
                return Some(left.indicator);
            }
        }
    }
    None
}

/// Checks what a topic report must have: all seven steps, the perspective of those affected, contributions that are there.
pub fn of_report(document: &Document, registers: &RegisterPlan, notes: &mut Notes) {
    let definition = &document.definition;
    let mut tell = |place: Option<&Place>, lint: Lint| {
        let place = place.cloned().unwrap_or_else(|| document.source.place(definition.template.span()));
        notes.push(Problem::at(place, Fault::Lint(lint)));
    };
    for chapter in &document.chapters {
        use crate::definition::Contribution as Of;
        if let Some((owner, state)) = chapter.contribution.as_ref().filter(|(_, state)| *state != Of::Released) {
            let missing = *state == Of::Missing;
            tell(
                chapter.place.as_ref(),
                Lint::ContributionOpen { chapter: chapter.title.clone(), owner: owner.clone(), missing },
            );
        }
    }
    for list in document.elements().filter_map(ElementPlan::list) {
        // What a template proposes may be more than a county has.
        if list.place.file == document.source.path() && list.is_empty(registers) {
            tell(Some(&list.place), Lint::EmptyList { kind: list.word.clone() });
        }
    }
    let steps: Vec<usize> = document.chapters.iter().filter_map(|chapter| chapter.step).collect();
    if steps.is_empty() {
        return;
    }
    let missing: Vec<usize> = (1..=7).filter(|step| !steps.contains(step)).collect();
    if !missing.is_empty() {
        let last = document.chapters.iter().rev().find(|chapter| chapter.step.is_some());
        tell(last.and_then(|chapter| chapter.place.as_ref()), Lint::StepsMissing { steps: missing });
    }
    let is_public = |group: &usize| registers.written.bodies.value.group[*group].circle == Circle::Public;
    let heard = document.elements().any(|element| match element {
        ElementPlan::List(list) if list.kind == ListKind::Participation => {
            list.entries.iter().any(|at| registers.participation[*at].groups.iter().any(is_public))
        }
        _ => false,
    });
    if !heard && definition.without_affected.is_none() {
        tell(None, Lint::WithoutAffected);
    }
}
