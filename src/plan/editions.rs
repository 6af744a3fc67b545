//! What earlier editions published, in terms of this workspace. Comes in: their records. Goes out: counts that readers
//! know already and that cannot be taken back. What no figure of today counts is of no use against today's secrets.

use std::collections::{BTreeMap, BTreeSet};

use super::Cube;
use crate::area::AreaIndex;
use crate::definition::{Edition, Status};

/// A count that an earlier edition published, or kept secret.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Earlier {
    /// Base figures that are added up, in order.
    pub figures: Vec<usize>,
    /// First and last year.
    pub years: (i32, i32),
    /// The inhabited base areas.
    pub members: BTreeSet<AreaIndex>,
    /// True where it was kept secret.
    pub hidden: bool,
}

/// What readers of documents of a status know; internal readers know the public editions too.
pub fn earlier(cube: &Cube, editions: &[Edition], status: Status) -> Vec<Earlier> {
    let mut by_signature: BTreeMap<String, usize> = BTreeMap::new();
    for figure in 0..cube.base_figures.len() {
        by_signature.entry(cube.signature(figure)).or_insert(figure);
    }
    let bases: BTreeMap<&str, AreaIndex> = (0..cube.areas.areas.len())
        .filter(|area| cube.areas.get(*area).members.contains(area))
        .map(|area| (cube.areas.get(area).key.as_str(), area))
        .collect();
    let mut found = BTreeSet::new();
    let known = editions.iter().filter(|edition| edition.status == Status::Public || status == Status::Internal);
    let told = |edition: &'_ Edition| {
        let shown = edition.counts.iter().map(|count| (count.clone(), false));
        shown.chain(edition.hidden.iter().map(|count| (count.clone(), true))).collect::<Vec<_>>()
    };
    let counts =
        known.flat_map(|edition| told(edition).into_iter().map(move |(count, hidden)| (edition, count, hidden)));
    for (edition, count, hidden) in counts {
        let figures: Option<BTreeSet<usize>> =
            count.figures.iter().map(|signature| by_signature.get(signature).copied()).collect();
        let Some(figures) = figures else { continue };
        for (key, years) in &count.areas {
            let keys = edition.areas.get(key).into_iter().flatten();
            let members: Option<BTreeSet<AreaIndex>> = keys.map(|key| bases.get(key.as_str()).copied()).collect();
            let Some(members) = members.filter(|members| !members.is_empty()) else { continue };
            let inside = |year: &&i32| cube.years.contains(*year) && cube.years.contains(&(*year - count.pool + 1));
            found.extend(years.iter().filter(inside).map(|year| Earlier {
                figures: figures.iter().copied().collect(),
                years: (year - count.pool + 1, *year),
                members: members.clone(),
                hidden,
            }));
        }
    }
    found.into_iter().collect()
}
