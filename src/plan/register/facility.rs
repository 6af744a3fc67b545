//! Facilities, resolved: where they are, who needs them, and what the need may become.

use toml::Spanned;

use super::lookup::Lookup;
use super::{RegisterPlan, ids};
use crate::area::{AreaIndex, Areas, Position};
use crate::definition::Written;
use crate::definition::register::{Facility, FacilityKind, Point};
use crate::number::Exact;
use crate::plan::formula;
use crate::problem::{Fault, Kind, Problem, Problems};

/// A kind of facilities, resolved.
#[derive(Debug, Default)]
pub struct FacilityKindPlan {
    /// Who needs them.
    pub demand: Option<usize>,
    /// Places that 100 of them need.
    pub rate: Option<Exact>,
    /// What the need may become.
    pub scenarios: Vec<ScenarioPlan>,
}

/// One of several futures, resolved.
#[derive(Debug)]
pub struct ScenarioPlan {
    /// Who will need places.
    pub demand: usize,
    /// Places that 100 of them will need.
    pub rate: Exact,
}

/// A facility, resolved.
#[derive(Debug)]
pub struct FacilityPlan {
    /// Its kind.
    pub kind: usize,
    /// Its area.
    pub area: AreaIndex,
    /// Where it is.
    pub position: Option<Position>,
}

impl FacilityKindPlan {
    /// All indicators that tell the need.
    pub fn indicators(&self) -> impl Iterator<Item = usize> {
        self.demand.into_iter().chain(self.scenarios.iter().map(|scenario| scenario.demand))
    }
}

/// Looks up kinds and facilities.
pub(super) fn resolve(
    plan: &RegisterPlan,
    areas: &Areas,
    indicators: &[String],
    problems: &mut Problems,
) -> (Vec<FacilityKindPlan>, Vec<FacilityPlan>) {
    let Written { source, value, .. } = &plan.written.facilities;
    let mut lookup = Lookup { source, problems, unread: plan.unread() };
    lookup.unique(Kind::FacilityKind, &value.kind.iter().map(|found| &found.id).collect::<Vec<_>>());
    let kinds = value.kind.iter().map(|kind| lookup.kind(kind, indicators)).collect();
    let known = ids(value.kind.iter().map(|found| &found.id));
    let found = value.facility.iter().filter_map(|facility| lookup.facility(facility, &known, areas));
    let found = found.collect();
    for (at, facility) in value.facility.iter().enumerate() {
        let same = |other: &&Facility| {
            other.name == facility.name
                && other.kind.get_ref() == facility.kind.get_ref()
                && other.area.get_ref() == facility.area.get_ref()
        };
        if value.facility[..at].iter().find(same).is_some() {
            let fault = Fault::DuplicateName { kind: Kind::Entry, name: facility.name.clone() };
            lookup.problems.push(Problem::at(source.place(facility.kind.span()), fault));
        }
    }
    (kinds, found)
}

impl Lookup<'_> {
    fn kind(&mut self, kind: &FacilityKind, indicators: &[String]) -> FacilityKindPlan {
        let demand = kind.demand.as_ref().and_then(|name| self.position(Kind::Indicator, name, indicators));
        let rate = kind.rate.as_ref().and_then(|rate| self.rate(rate));
        let needs_demand = kind.demand.is_none() && (kind.rate.is_some() || !kind.scenario.is_empty());
        if needs_demand {
            self.missing(&kind.id, "demand");
        }
        let mut scenarios = Vec::new();
        for (at, scenario) in kind.scenario.iter().enumerate() {
            if kind.scenario[..at].iter().any(|other| other.name == scenario.name) {
                let fault = Fault::DuplicateName { kind: Kind::Entry, name: scenario.name.clone() };
                self.problems.push(Problem::at(self.source.place(scenario.demand.span()), fault));
            }
            let own = scenario.rate.as_ref().and_then(|rate| self.rate(rate));
            if scenario.rate.is_none() && kind.rate.is_none() {
                self.missing(&scenario.demand, "rate");
            }
            let demand = self.position(Kind::Indicator, &scenario.demand, indicators);
            scenarios.extend(demand.zip(own.or(rate)).map(|(demand, rate)| ScenarioPlan { demand, rate }));
        }
        FacilityKindPlan { demand, rate, scenarios }
    }

    fn rate(&mut self, rate: &Spanned<f64>) -> Option<Exact> {
        let found = formula::exact(*rate.get_ref()).filter(|_| *rate.get_ref() > 0.0);
        if found.is_none() {
            self.wrong(rate, "0 < rate < 10⁹", rate.get_ref());
        }
        found
    }

    fn facility(&mut self, facility: &Facility, kinds: &[String], areas: &Areas) -> Option<FacilityPlan> {
        let kind = self.position(Kind::FacilityKind, &facility.kind, kinds);
        let area = self.area(&facility.area, areas);
        facility.since.iter().chain(&facility.until).for_each(|year| self.year(year));
        if let (Some(since), Some(until)) = (&facility.since, &facility.until)
            && until.get_ref() < since.get_ref()
        {
            self.wrong(until, &format!("until >= {}", since.get_ref()), until.get_ref());
        }
        let position = facility.point.as_ref().and_then(|point| {
            let found = position(point.get_ref());
            if found.is_none() {
                self.wrong(point, "{ lat = 53.9, lon = 9.9 } / { east = 565000, north = 5970000 }", written(point));
            }
            found
        });
        Some(FacilityPlan { kind: kind?, area: area?, position })
    }
}

fn position(point: &Point) -> Option<Position> {
    match *point {
        Point { lat: Some(north), lon: Some(east), north: None, east: None }
        | Point { lat: None, lon: None, north: Some(north), east: Some(east) } => Position::told(east, north),
        _ => None,
    }
}

fn written(point: &Spanned<Point>) -> String {
    let Point { lat, lon, north, east } = point.get_ref();
    let keys = [("lat", lat), ("lon", lon), ("east", east), ("north", north)];
    let given = keys.iter().filter_map(|(key, value)| value.map(|value| format!("{key} = {value}")));
    format!("{{ {} }}", given.collect::<Vec<_>>().join(", "))
}
