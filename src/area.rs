//! Areas: several systems over one base. Comes in: checked rows. Goes out: areas with their levels,
//! parents and base members, and the way from official keys to them. It reads no file and judges no definition.

mod keys;
mod position;

pub use keys::{Keys, Repair, plain_key};
pub use position::Position;

use std::collections::{BTreeMap, BTreeSet};

use crate::number::{Exact, Language};

/// A position in [`Areas`].
pub type AreaIndex = usize;

/// A level or partition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Level {
    /// How definitions call it.
    pub id: String,
    /// One of its areas: „Raum".
    pub name: String,
    /// Many: „Räume".
    pub plural: String,
    /// Many after „in den": „Räumen".
    pub dative: String,
}

impl Level {
    /// Many of them behind „in den", „nach", "across the": only German has a dative.
    pub fn after_in(&self, language: Language) -> &str {
        language.pick(&self.dative, &self.plural)
    }
}

/// One area.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Area {
    /// The official key.
    pub key: String,
    /// The printed name.
    pub name: String,
    /// Position of its level.
    pub level: usize,
    /// The base areas it consists of; itself at the base.
    pub members: BTreeSet<AreaIndex>,
    /// True where nobody lives: never a row, never a gap.
    pub uninhabited: bool,
    /// First year in which it existed, where it is younger than the data.
    pub since: Option<i32>,
}

impl Area {
    /// True for years before it existed: numbers of its own from then were worked out for it.
    pub fn is_unborn(&self, year: i32) -> bool {
        self.since.is_some_and(|since| year < since)
    }
}

/// A municipality that became another, or part of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The area it belongs to since.
    pub new: AreaIndex,
    /// First year in which it does.
    pub year: i32,
    /// Which part of it; all without one.
    pub share: Option<Exact>,
    /// First year of the former one, where it had been put together itself: before, others stand for it.
    pub formed: Option<i32>,
}

/// All areas of a workspace.
#[derive(Debug, Clone, Default)]
pub struct Areas {
    /// Levels from the finest, the base, to the coarsest; then the partitions.
    pub levels: Vec<Level>,
    /// The areas in the order of the tables, which is the order of print.
    pub areas: Vec<Area>,
    /// Former municipalities by their key, and what became of them.
    pub changes: BTreeMap<String, Vec<Change>>,
}

impl Areas {
    /// The area with a key. Where a base area and a coarser one share it, the coarser.
    pub fn find(&self, key: &str) -> Option<AreaIndex> {
        let found = self.areas.iter().enumerate().filter(|(_, area)| area.key == key);
        found.max_by_key(|(_, area)| area.level).map(|(index, _)| index)
    }

    /// The area at a position.
    pub fn get(&self, index: AreaIndex) -> &Area {
        &self.areas[index]
    }

    /// True where all base areas of one are among those of another.
    pub fn lies_in(&self, area: AreaIndex, other: AreaIndex) -> bool {
        self.get(area).members.is_subset(&self.get(other).members)
    }

    /// The inhabited areas of a level, in the order of print.
    pub fn of_level(&self, level: usize) -> Vec<AreaIndex> {
        (0..self.areas.len())
            .filter(|index| self.areas[*index].level == level && !self.areas[*index].uninhabited)
            .collect()
    }

    /// The level of an area.
    pub fn level_of(&self, index: AreaIndex) -> &Level {
        &self.levels[self.areas[index].level]
    }

    /// For every level, the areas of it that each base area belongs to.
    pub fn owners(&self) -> Vec<Vec<Vec<AreaIndex>>> {
        let mut owners = vec![vec![Vec::new(); self.areas.len()]; self.levels.len().max(1)];
        for (index, area) in self.areas.iter().enumerate() {
            for member in &area.members {
                if let Some(of_level) = owners.get_mut(area.level) {
                    of_level[*member].push(index);
                }
            }
        }
        owners
    }

    /// Areas of a level that together make up an area, uninhabited base areas aside; `None` where they do not fit
    /// together exactly or share members, which would count twice.
    pub fn parts(&self, owners: &[Vec<AreaIndex>], whole: AreaIndex) -> Option<Vec<AreaIndex>> {
        let members = &self.areas[whole].members;
        let is_deserted = |member: &AreaIndex| self.areas[*member].uninhabited;
        let mut parts: Vec<AreaIndex> = members.iter().flat_map(|member| &owners[*member]).copied().collect();
        parts.sort_unstable();
        parts.dedup();
        parts.retain(|part| {
            self.areas[*part].members.iter().all(|member| is_deserted(member) || members.contains(member))
        });
        let inhabited =
            |index: &AreaIndex| self.areas[*index].members.iter().filter(|member| !is_deserted(member)).count();
        let counted: usize = parts.iter().map(inhabited).sum();
        let covered = members.iter().filter(|member| !is_deserted(member));
        let covered =
            covered.filter(|member| owners[**member].iter().any(|owner| parts.binary_search(owner).is_ok())).count();
        (counted == covered && covered == inhabited(&whole)).then_some(parts)
    }

    /// For every area and level, the areas of that level that make it up exactly; `None` for its own level and where
    /// none do.
    pub fn all_parts(&self) -> Vec<Vec<Option<Vec<AreaIndex>>>> {
        let owners = self.owners();
        let of_area = |area: AreaIndex| {
            let parts = |level: usize| {
                let fits = (level != self.areas[area].level).then(|| self.parts(&owners[level], area)).flatten();
                fits.filter(|parts| !parts.is_empty())
            };
            (0..self.levels.len()).map(parts).collect()
        };
        (0..self.areas.len()).map(of_area).collect()
    }

    /// True where everybody lives in an area.
    pub fn is_whole(&self, index: AreaIndex) -> bool {
        self.inhabited_members(index).len() == self.of_level(0).len()
    }

    /// The base areas of an area where somebody lives.
    pub fn inhabited_members(&self, index: AreaIndex) -> BTreeSet<AreaIndex> {
        self.areas[index].members.iter().copied().filter(|member| !self.areas[*member].uninhabited).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn area(key: &str, level: usize, members: &[AreaIndex], uninhabited: bool) -> Area {
        let members = members.iter().copied().collect();
        Area { key: key.into(), name: key.into(), level, members, uninhabited, since: None }
    }

    fn county() -> Areas {
        let areas = vec![
            area("a", 0, &[0], false),
            area("b", 0, &[1], false),
            area("forest", 0, &[2], true),
            area("ab", 1, &[0, 1], false),
            area("county", 2, &[0, 1, 2], false),
        ];
        let level = |id: &str| Level { id: id.into(), name: id.into(), plural: id.into(), dative: id.into() };
        Areas { areas, levels: ["a", "b", "c"].map(level).to_vec(), ..Areas::default() }
    }

    #[test]
    fn the_uninhabited_forest_is_no_row_and_no_gap() {
        let areas = county();
        assert_eq!(areas.of_level(0), [0, 1]);
        let owners = areas.owners();
        assert_eq!(areas.parts(&owners[1], 4), Some(vec![3]));
        assert_eq!(areas.parts(&owners[0], 4), Some(vec![0, 1, 2]));
    }

    #[test]
    fn what_does_not_fit_has_no_parts() {
        let areas = county();
        assert_eq!(areas.parts(&areas.owners()[1], 0), None);
    }
}
