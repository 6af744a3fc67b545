//! Registers: what a county keeps beside its figures. Comes in: TOML files beside the table of sources. Goes out: their
//! entries word for word. All of them may be absent; what they refer to is looked up in `plan`.

mod body;
mod calendar;
mod evidence;
mod facility;
mod glossary;
mod goal;
mod recommendation;

pub use body::{Bodies, Circle, Committee, Group};
pub use calendar::{Calendar, Entry};
pub use evidence::{Depth, Evidence, Method as EvidenceMethod, Participation, Quote};
pub use facility::{Facilities, Facility, FacilityKind};
pub use glossary::{Glossary, Term};
pub use goal::{ActionField, Change, Goal, Goals};
pub use recommendation::{
    Decision, Milestone, Money, MoneyKind, Post, Priority, Recommendation, Recommendations, State, Target, Vote,
};

use std::path::Path;

use serde::de::DeserializeOwned;

use super::{Written, read_toml};
use crate::problem::{Problems, SourceText};

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
}

impl Registers {
    /// Reads those that are there, from the folder of the table of sources.
    pub fn read(workspace: &Path, folder: &Path) -> Result<Registers, Problems> {
        let mut problems = Problems::new();
        let registers = Registers {
            recommendations: read(workspace, folder, "recommendations.toml", &mut problems),
            goals: read(workspace, folder, "goals.toml", &mut problems),
            bodies: read(workspace, folder, "bodies.toml", &mut problems),
            evidence: read(workspace, folder, "evidence.toml", &mut problems),
            facilities: read(workspace, folder, "facilities.toml", &mut problems),
            calendar: read(workspace, folder, "calendar.toml", &mut problems),
            glossary: read(workspace, folder, "glossary.toml", &mut problems),
        };
        problems.into_result().map(|()| registers)
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
        ];
        all.into_iter().filter(|source| !source.text.is_empty())
    }
}

fn read<T: DeserializeOwned + Default>(
    workspace: &Path,
    folder: &Path,
    name: &str,
    problems: &mut Problems,
) -> Written<T> {
    let file = folder.join(name);
    if !workspace.join(&file).is_file() {
        return Written { source: SourceText::new(file, ""), ..Written::default() };
    }
    problems.collect(read_toml(workspace, &file)).unwrap_or_default()
}
