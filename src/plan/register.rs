//! Registers, resolved: what refers to goals, fields, evidence, indicators and areas has found them. Comes in: the entries
//! as written. Goes out: the same with positions. What is missing in them is told by `lint`.

mod facility;
mod lookup;

pub use facility::{FacilityKindPlan, FacilityPlan};

use std::collections::BTreeMap;

use self::lookup::Lookup;
use crate::area::{AreaIndex, Areas};
use crate::definition::register::{Facility, Participation, Recommendation, Register};
use crate::definition::{Name, Registers, Written};
use crate::number::Exact;
use crate::problem::{Fault, Kind, Problem, Problems};

/// All registers of a workspace.
#[derive(Debug, Default)]
pub struct RegisterPlan {
    /// As written, for what needs no looking up.
    pub written: Registers,
    /// What is recommended.
    pub recommendations: Vec<RecommendationPlan>,
    /// Who took part when.
    pub participation: Vec<ParticipationPlan>,
    /// Positions of the indicators of every field of action.
    pub field_indicators: Vec<Vec<usize>>,
    /// What is known of every kind of facilities.
    pub facility_kinds: Vec<FacilityKindPlan>,
    /// Every facility.
    pub facilities: Vec<FacilityPlan>,
}

/// A recommendation, resolved.
#[derive(Debug)]
pub struct RecommendationPlan {
    /// As written.
    pub definition: Recommendation,
    /// Its field of action.
    pub field: Option<usize>,
    /// The goals that it serves.
    pub goals: Vec<usize>,
    /// The occasions that it rests on.
    pub evidence: Vec<usize>,
    /// What is to be reached.
    pub targets: Vec<TargetPlan>,
}

/// What an indicator is to be.
#[derive(Debug, Clone)]
pub struct TargetPlan {
    /// The indicator.
    pub indicator: usize,
    /// Where; empty for the area that a report compares with.
    pub areas: Vec<AreaIndex>,
    /// From which year.
    pub from: i32,
    /// What is to be reached.
    pub value: Exact,
    /// By which year.
    pub by: i32,
}

/// An occasion of participation, resolved.
#[derive(Debug)]
pub struct ParticipationPlan {
    /// As written.
    pub definition: Participation,
    /// Its groups.
    pub groups: Vec<usize>,
    /// Its field of action.
    pub field: Option<usize>,
    /// Its steps on the cycle.
    pub steps: Vec<usize>,
}

impl RegisterPlan {
    /// What is wrong in some registers.
    pub fn broken(&self, registers: &[Register]) -> Problems {
        let mut problems = Problems::new();
        let found = registers.iter().filter_map(|register| self.written.broken.get(register));
        found.for_each(|broken| problems.append(broken.clone()));
        problems
    }

    fn unread(&self) -> Vec<Register> {
        self.written.broken.keys().copied().collect()
    }

    /// Positions of all recommendations, 2.2 before 3.1 and 9 before 10.
    pub fn recommendations_by_number(&self) -> Vec<usize> {
        let key = |at: &usize| -> Vec<(u32, String)> {
            let parts = self.recommendations[*at].definition.number.split('.');
            parts.map(|part| (part.trim().parse().unwrap_or(u32::MAX), part.to_owned())).collect()
        };
        let mut all: Vec<usize> = (0..self.recommendations.len()).collect();
        all.sort_by_cached_key(key);
        all
    }

    /// Ids in order.
    pub fn recommendation_ids(&self) -> Vec<String> {
        ids(self.written.recommendations.value.recommendation.iter().map(|found| &found.id))
    }

    /// Ids in order.
    pub fn participation_ids(&self) -> Vec<String> {
        ids(self.written.evidence.value.participation.iter().map(|found| &found.id))
    }

    /// Ids in order.
    pub fn field_ids(&self) -> Vec<String> {
        ids(self.written.goals.value.field.iter().map(|found| &found.id))
    }

    /// The facilities of a kind, as written and resolved.
    pub fn facilities_of(&self, kind: usize) -> impl Iterator<Item = (&Facility, &FacilityPlan)> {
        let all = self.written.facilities.value.facility.iter().zip(&self.facilities);
        all.filter(move |(_, found)| found.kind == kind)
    }

    /// Places of a kind inside of an area at the end of a year.
    pub fn places(&self, areas: &Areas, (kind, area): (usize, AreaIndex), year: i32) -> i128 {
        let inside = self.facilities_of(kind).filter(|(_, found)| areas.lies_in(found.area, area));
        let open = inside.filter(|(facility, _)| facility.is_open(year));
        open.filter_map(|(facility, _)| facility.places).map(i128::from).sum()
    }

    /// Ids in order.
    pub fn facility_kind_ids(&self) -> Vec<String> {
        ids(self.written.facilities.value.kind.iter().map(|found| &found.id))
    }

    /// Ids in order.
    pub fn goal_ids(&self) -> Vec<String> {
        ids(self.written.goals.value.goal.iter().map(|found| &found.id))
    }

    /// Names of the committees; papers may name others only where there are none.
    pub fn committees(&self) -> Vec<String> {
        ids(self.written.bodies.value.committee.iter().map(|found| &found.name))
    }
}

fn ids<'a>(names: impl Iterator<Item = &'a Name>) -> Vec<String> {
    names.map(|name| name.get_ref().clone()).collect()
}

/// Looks up everything that registers refer to.
pub fn resolve(written: Registers, areas: &Areas, indicators: &[String]) -> RegisterPlan {
    let mut plan = RegisterPlan { written, ..RegisterPlan::default() };
    let mut found: BTreeMap<Register, Problems> = BTreeMap::new();
    let mut of = |register: Register, problems: Problems| found.entry(register).or_default().append(problems);
    let mut problems = Problems::new();
    plan.field_indicators = goals(&plan, indicators, &mut problems);
    of(Register::Goals, std::mem::take(&mut problems));
    bodies(&plan, &mut problems);
    of(Register::Bodies, std::mem::take(&mut problems));
    plan.participation = participation(&plan, &mut problems);
    of(Register::Evidence, std::mem::take(&mut problems));
    plan.recommendations = recommendations(&plan, areas, indicators, &mut problems);
    of(Register::Recommendations, std::mem::take(&mut problems));
    (plan.facility_kinds, plan.facilities) = facility::resolve(&plan, areas, indicators, &mut problems);
    of(Register::Facilities, std::mem::take(&mut problems));
    calendar(&plan, &mut problems);
    of(Register::Calendar, std::mem::take(&mut problems));
    requests(&plan, areas, &mut problems);
    of(Register::Requests, std::mem::take(&mut problems));
    let Written { source, value, .. } = &plan.written.glossary;
    let words: Vec<&Name> = value.term.iter().map(|term| &term.word).collect();
    of(Register::Glossary, super::repeated(source, Kind::Term, &words));
    for (register, problems) in found.into_iter().filter(|(_, problems)| problems.has_errors()) {
        plan.written.broken.entry(register).or_default().append(problems);
    }
    plan
}

fn bodies(plan: &RegisterPlan, problems: &mut Problems) {
    let Written { source, value, .. } = &plan.written.bodies;
    let mut lookup = Lookup { source, problems, unread: plan.unread() };
    lookup.unique(Kind::Group, &value.group.iter().map(|found| &found.id).collect::<Vec<_>>());
    lookup.unique(Kind::Committee, &value.committee.iter().map(|found| &found.name).collect::<Vec<_>>());
}

fn calendar(plan: &RegisterPlan, problems: &mut Problems) {
    let Written { source, value, .. } = &plan.written.calendar;
    let mut lookup = Lookup { source, problems, unread: plan.unread() };
    value.entry.iter().for_each(|entry| lookup.span(Some(&entry.date), entry.until.as_ref()));
}

fn requests(plan: &RegisterPlan, areas: &Areas, problems: &mut Problems) {
    let Written { source, value, .. } = &plan.written.requests;
    let mut lookup = Lookup { source, problems, unread: plan.unread() };
    lookup.days(value.request.iter().filter_map(|request| request.date.as_ref()));
    let levels: Vec<String> = areas.levels.iter().map(|level| level.id.clone()).collect();
    for level in value.request.iter().filter_map(|request| request.level.as_ref()) {
        lookup.position(Kind::Level, level, &levels);
    }
}

fn goals(plan: &RegisterPlan, indicators: &[String], problems: &mut Problems) -> Vec<Vec<usize>> {
    let Written { source, value, .. } = &plan.written.goals;
    let mut lookup = Lookup { source, problems, unread: plan.unread() };
    lookup.unique(Kind::Goal, &value.goal.iter().map(|found| &found.id).collect::<Vec<_>>());
    lookup.unique(Kind::Field, &value.field.iter().map(|found| &found.id).collect::<Vec<_>>());
    lookup.days(value.change.iter().map(|change| &change.date));
    let known: Vec<String> =
        [plan.goal_ids(), plan.field_ids(), plan.recommendation_ids()].into_iter().flatten().collect();
    for change in &value.change {
        lookup.position(Kind::Entry, &change.of, &known);
    }
    for step in value.field.iter().filter_map(|field| field.step.as_ref()) {
        lookup.range(step, 1..=7);
    }
    let fields = value.field.iter();
    fields.map(|field| lookup.positions(Kind::Indicator, &field.indicators, indicators)).collect()
}

fn participation(plan: &RegisterPlan, problems: &mut Problems) -> Vec<ParticipationPlan> {
    let bodies = &plan.written.bodies;
    let groups = ids(bodies.value.group.iter().map(|found| &found.id));
    let Written { source, value, .. } = &plan.written.evidence;
    let mut lookup = Lookup { source, problems, unread: plan.unread() };
    lookup.unique(Kind::Participation, &value.participation.iter().map(|found| &found.id).collect::<Vec<_>>());
    let resolved = value.participation.iter().map(|found| {
        lookup.span(Some(&found.date), found.until.as_ref());
        if let Some(invited) = found.invited.filter(|invited| invited < found.persons.get_ref()) {
            lookup.wrong(&found.persons, &format!("persons <= {invited}"), found.persons.get_ref());
        }
        found.steps.iter().for_each(|step| lookup.range(step, 1..=7));
        ParticipationPlan {
            groups: lookup.positions(Kind::Group, &found.groups, &groups),
            field: found.field.as_ref().and_then(|field| lookup.position(Kind::Field, field, &plan.field_ids())),
            steps: found.steps.iter().map(|step| *step.get_ref()).collect(),
            definition: found.clone(),
        }
    });
    resolved.collect()
}

fn recommendations(
    plan: &RegisterPlan,
    areas: &Areas,
    indicators: &[String],
    problems: &mut Problems,
) -> Vec<RecommendationPlan> {
    let Written { source, value, .. } = &plan.written.recommendations;
    let mut lookup = Lookup { source, problems, unread: plan.unread() };
    lookup.unique(Kind::Recommendation, &value.recommendation.iter().map(|found| &found.id).collect::<Vec<_>>());
    for (at, found) in value.recommendation.iter().enumerate() {
        if value.recommendation[..at].iter().any(|other| other.number == found.number) {
            let fault = Fault::DuplicateName { kind: Kind::Recommendation, name: found.number.clone() };
            lookup.problems.push(Problem::at(source.place(found.id.span()), fault));
        }
    }
    let committees = plan.committees();
    let resolved = value.recommendation.iter().map(|found| {
        lookup.span(found.from.as_ref(), found.until.as_ref());
        lookup.days(found.milestone.iter().flat_map(|step| [&step.due].into_iter().chain(&step.done)));
        let amounts = found.money.iter().flat_map(|money| money.amounts.iter().chain(&money.spent));
        amounts.filter(|(_, amount)| **amount < 0).for_each(|(year, amount)| lookup.wrong(year, "≥ 0", amount));
        let shares = found.staff.iter().map(|post| &post.share);
        shares.filter(|share| *share.get_ref() <= 0.0).for_each(|share| lookup.wrong(share, "> 0", share.get_ref()));
        lookup.years(found.money.iter().flat_map(|money| money.amounts.keys().chain(money.spent.keys())));
        if let Some(decision) = &found.decision {
            lookup.days([&decision.date]);
            if !committees.is_empty() {
                lookup.position(Kind::Committee, &decision.committee, &committees);
            }
        }
        let targets = found.target.iter().filter_map(|target| lookup.target(target, areas, indicators)).collect();
        RecommendationPlan {
            field: found.field.as_ref().and_then(|field| lookup.position(Kind::Field, field, &plan.field_ids())),
            goals: lookup.positions(Kind::Goal, &found.goals, &plan.goal_ids()),
            evidence: lookup.positions(Kind::Participation, &found.evidence, &plan.participation_ids()),
            targets,
            definition: found.clone(),
        }
    });
    resolved.collect()
}
