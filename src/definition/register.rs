//! Registers: what a county keeps beside its figures. Comes in: TOML files beside the table of sources. Goes out: their
//! entries word for word. All of them may be absent; what they refer to is looked up in `plan`.

mod body;
mod calendar;
mod evidence;
mod facility;
mod glossary;
mod goal;
mod recommendation;
mod request;

pub use body::{Bodies, Circle, Committee, Group};
pub use calendar::{Calendar, Entry};
pub use evidence::{Depth, Evidence, Method as EvidenceMethod, Participation, Quote};
pub use facility::{Facilities, Facility, FacilityKind, Point, Scenario};
pub use glossary::{Glossary, Term};
pub use goal::{ActionField, Change, Goal, Goals};
pub use recommendation::{
    Decision, Milestone, Money, MoneyKind, Post, Priority, Recommendation, Recommendations, State, Target, Vote,
};
pub use request::{Request, RequestState, Requests};

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;

use super::{Written, read_toml};
use crate::problem::{Problems, SourceText};

/// One of the registers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Register {
    /// `recommendations.toml`
    Recommendations,
    /// `goals.toml`
    Goals,
    /// `bodies.toml`
    Bodies,
    /// `evidence.toml`
    Evidence,
    /// `facilities.toml`
    Facilities,
    /// `calendar.toml`
    Calendar,
    /// `glossary.toml`
    Glossary,
    /// `requests.toml`
    Requests,
}

/// All registers of a workspace.
#[derive(Debug, Default)]
pub struct Registers {
    /// `recommendations.toml`: what is recommended, decided and done.
    pub recommendations: Written<Recommendations>,
    /// `goals.toml`: strategic goals, fields of action, and what changed.
    pub goals: Written<Goals>,
    /// `bodies.toml`: committees and groups.
    pub bodies: Written<Bodies>,
    /// `evidence.toml`: what people said, and who took part.
    pub evidence: Written<Evidence>,
    /// `facilities.toml`: what there is on the ground.
    pub facilities: Written<Facilities>,
    /// `calendar.toml`: what is due when.
    pub calendar: Written<Calendar>,
    /// `glossary.toml`: words that have to be explained.
    pub glossary: Written<Glossary>,
    /// `requests.toml`: data that are needed and not delivered.
    pub requests: Written<Requests>,
    /// What is wrong in them: a mistake in a register concerns the documents that use it, and no others.
    pub broken: BTreeMap<Register, Problems>,
}

impl Registers {
    /// Reads those that are there, from the folder of the table of sources.
    pub fn read(workspace: &Path, folder: &Path) -> Registers {
        let mut broken = BTreeMap::new();
        let place = |name: &str| (workspace.to_owned(), folder.join(name));
        Registers {
            recommendations: read(place("recommendations.toml"), Register::Recommendations, &mut broken),
            goals: read(place("goals.toml"), Register::Goals, &mut broken),
            bodies: read(place("bodies.toml"), Register::Bodies, &mut broken),
            evidence: read(place("evidence.toml"), Register::Evidence, &mut broken),
            facilities: read(place("facilities.toml"), Register::Facilities, &mut broken),
            calendar: read(place("calendar.toml"), Register::Calendar, &mut broken),
            glossary: read(place("glossary.toml"), Register::Glossary, &mut broken),
            requests: read(place("requests.toml"), Register::Requests, &mut broken),
            broken,
        }
    }

    /// The texts of all files, for fingerprints.
    pub fn sources(&self) -> impl Iterator<Item = &SourceText> {
        let all = [
            &self.recommendations.source,
            &self.goals.source,
            &self.bodies.source,
            &self.evidence.source,
            &self.facilities.source,
            &self.calendar.source,
            &self.glossary.source,
            &self.requests.source,
        ];
        all.into_iter().filter(|source| !source.text.is_empty())
    }
}

fn read<T: DeserializeOwned + Default>(
    (workspace, file): (PathBuf, PathBuf),
    register: Register,
    broken: &mut BTreeMap<Register, Problems>,
) -> Written<T> {
    let empty = || Written { source: SourceText::new(file.clone(), ""), ..Written::default() };
    if !workspace.join(&file).is_file() {
        return empty();
    }
    read_toml(&workspace, &file).unwrap_or_else(|problems| {
        broken.insert(register, problems);
        empty()
    })
}
