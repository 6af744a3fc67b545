//! Area tables into areas: levels, parents, partitions, complete and disjoint or not.

use std::collections::{BTreeMap, BTreeSet};

use crate::area::{Area, AreaIndex, Areas, Change, Level};
use crate::definition::{AreaRow, AreaTable, ChangeRow, Definitions, PartitionFile};
use crate::number::{Exact, Language, decimal_text, round};
use crate::problem::{Fault, Kind, Place, Problem, Problems};

/// Resolves all area tables and partitions. What is wrong with areas that a report puts together is told of that report.
pub fn resolve(definitions: &Definitions, broken: &mut BTreeMap<String, Problems>) -> Result<Areas, Problems> {
    let mut problems = Problems::new();
    let workspace = &definitions.workspace.value;
    let levels = workspace.level.iter().map(|level| (&level.id, &level.name, &level.plural, &level.dative));
    let partitions = workspace.partition.iter().map(|found| (&found.id, &found.name, &found.plural, &found.dative));
    let levels: Vec<Level> = levels
        .chain(partitions)
        .map(|(id, name, plural, dative)| Level {
            id: id.get_ref().clone(),
            name: name.clone(),
            plural: plural.clone(),
            dative: dative.clone().unwrap_or_else(|| plural.clone()),
        })
        .collect();
    let mut areas = Areas { levels, ..Areas::default() };
    let rows = areas_with_parents(definitions, &mut areas, &mut problems);
    climb(&mut areas, &rows, &mut problems);
    desert(&mut areas);
    stand_alone(definitions, &mut areas);
    // A county of which nothing smaller is known consists of itself, so that it can be put together with others.
    for (index, area) in areas.areas.iter_mut().enumerate() {
        if area.members.is_empty() && !area.uninhabited {
            area.members.insert(index);
        }
    }
    for table in definitions.areas.iter().filter(|table| table.partition.is_some()) {
        partition(table, &mut areas, &mut problems);
    }
    let first_partition = workspace.level.len();
    for (level, partition) in (first_partition..).zip(&workspace.partition) {
        let place = definitions.workspace.place(&partition.file);
        check_partition(&areas, level, (partition, &place), &mut problems);
    }
    area_sets(definitions, &mut areas, broken);
    changes(definitions, &mut areas, &mut problems);
    problems.into_result().map(|()| areas)
}

/// Adds the rows of all area tables as areas without members; row by row beside them.
fn areas_with_parents<'a>(
    definitions: &'a Definitions,
    areas: &mut Areas,
    problems: &mut Problems,
) -> Vec<&'a AreaRow> {
    let count = definitions.workspace.value.level.len();
    let known: Vec<String> = areas.levels.iter().take(count).map(|level| level.id.clone()).collect();
    let mut rows: Vec<&AreaRow> = Vec::new();
    for row in definitions.areas.iter().filter(|table| table.partition.is_none()).flat_map(|table| &table.rows) {
        let Some(level) = known.iter().position(|level| *level == row.level) else {
            let fault = Fault::UnknownName { kind: Kind::Level, name: row.level.clone(), known: known.clone() };
            problems.push(Problem::at(row.place.clone(), fault));
            continue;
        };
        if rows.iter().any(|other| other.key == row.key && other.level == row.level) {
            let fault = Fault::DuplicateName { kind: Kind::Area, name: row.key.clone() };
            problems.push(Problem::at(row.place.clone(), fault));
            continue;
        }
        for (key, text) in [("key", &row.key), ("name", &row.name)] {
            if text.is_empty() {
                problems.push(Problem::at(row.place.clone(), Fault::MissingKey { key: key.to_owned() }));
            }
        }
        if row.link.is_none() && level + 1 < count {
            problems.push(Problem::at(row.place.clone(), Fault::WithoutParent { area: row.name.clone() }));
        }
        rows.push(row);
        let (key, name) = (row.key.clone(), row.name.clone());
        areas.areas.push(Area {
            key,
            name,
            level,
            members: BTreeSet::new(),
            uninhabited: row.uninhabited,
            since: row.since,
        });
    }
    rows
}

/// Lets every base area climb to its parents and be counted there as a member.
fn climb(areas: &mut Areas, rows: &[&AreaRow], problems: &mut Problems) {
    let coarser = |from: AreaIndex, key: &str, areas: &Areas| {
        (0..rows.len()).find(|at| rows[*at].key == key && areas.areas[*at].level > areas.areas[from].level)
    };
    let mut unknown = BTreeSet::new();
    for base in 0..rows.len() {
        let is_base = areas.areas[base].level == 0;
        if is_base {
            areas.areas[base].members.insert(base);
        }
        let mut at = base;
        while let Some(link) = &rows[at].link {
            let Some(parent) = coarser(at, link, areas) else {
                if unknown.insert(at) {
                    let known: Vec<String> = rows.iter().map(|row| row.key.clone()).collect();
                    let fault = match known.contains(link) {
                        true => Fault::ParentNotCoarser { parent: link.clone() },
                        false => Fault::UnknownName { kind: Kind::Area, name: link.clone(), known },
                    };
                    problems.push(Problem::at(rows[at].place.clone(), fault));
                }
                break;
            };
            if is_base {
                areas.areas[parent].members.insert(base);
                let deserted = areas.areas[parent].uninhabited;
                areas.areas[base].uninhabited |= deserted;
            }
            at = parent;
        }
    }
}

/// Areas of nothing but uninhabited ones are uninhabited: an official association of one forest is no row either.
fn desert(areas: &mut Areas) {
    for at in 0..areas.areas.len() {
        let members = &areas.areas[at].members;
        let deserted = !members.is_empty() && members.iter().all(|member| areas.areas[*member].uninhabited);
        areas.areas[at].uninhabited |= deserted;
    }
}

/// Areas of which the tables have only some parts stand for themselves: a Land is no sum of the one county that is known of
/// it, and the county has none of its values. A level says so; without a word it holds where every area of the level has
/// the same parts as a finer one.
fn stand_alone(definitions: &Definitions, areas: &mut Areas) {
    for (level, definition) in definitions.workspace.value.level.iter().enumerate().skip(1) {
        let of_level: Vec<AreaIndex> = areas.of_level(level);
        let has_same_parts = |area: &AreaIndex| {
            let mut finer = areas.areas.iter().filter(|found| found.level < level && !found.uninhabited);
            finer.any(|found| found.members == areas.areas[*area].members)
        };
        if !definition.complete.unwrap_or_else(|| !of_level.iter().all(has_same_parts)) {
            for area in of_level {
                areas.areas[area].members = BTreeSet::from([area]);
            }
        }
    }
}

/// Areas that reports put together stand on a level of their own, the last one.
fn area_sets(definitions: &Definitions, areas: &mut Areas, broken: &mut BTreeMap<String, Problems>) {
    let level = areas.levels.len();
    for (report, set) in
        definitions.reports.values().flat_map(|report| report.value.area_set.iter().map(move |set| (report, set)))
    {
        let mut problems = Problems::new();
        let mut members = BTreeSet::new();
        for key in &set.members {
            match super::find_area(areas, key, || report.place(key)) {
                Ok(found) => members.extend(areas.get(found).members.clone()),
                Err(problem) => problems.push(problem),
            }
        }
        if set.members.is_empty() {
            problems.push(Problem::at(report.place(&set.id), Fault::MissingKey { key: "members".to_owned() }));
        }
        let known = areas.areas.iter().find(|area| area.key == *set.id.get_ref());
        // Several reports may mean the same.
        if known.is_some_and(|known| known.level != level || known.name != set.name || known.members != members) {
            let fault = Fault::DuplicateName { kind: Kind::Area, name: set.id.get_ref().clone() };
            problems.push(Problem::at(report.place(&set.id), fault));
        }
        if known.is_some() || problems.has_errors() {
            if problems.has_errors() {
                broken.entry(report.id.clone()).or_default().append(problems);
            }
            continue;
        }
        let (key, name) = (set.id.get_ref().clone(), set.name.clone());
        areas.areas.push(Area { key, name, level, members, uninhabited: false, since: None });
    }
    if areas.areas.iter().any(|area| area.level == level) {
        let language = definitions.workspace.value.language;
        let word = |german: &str, english: &str| language.pick(german, english).to_owned();
        areas.levels.push(Level {
            id: "area_set".to_owned(),
            name: word("Handlungsraum", "action area"),
            plural: word("Handlungsräume", "action areas"),
            dative: word("Handlungsräumen", "action areas"),
        });
    }
}

/// What became of former municipalities. The new one must be there, or have become another itself; the old one is gone.
fn changes(definitions: &Definitions, areas: &mut Areas, problems: &mut Problems) {
    let rows = &definitions.changes;
    let whole = Exact::from_integer(1);
    let mut found: BTreeMap<String, Vec<Change>> = BTreeMap::new();
    for row in rows {
        if areas.areas.iter().any(|area| area.level == 0 && area.key == row.old) {
            let fault = Fault::DuplicateName { kind: Kind::Area, name: row.old.clone() };
            problems.push(Problem::at(row.place.clone(), fault));
            continue;
        }
        let ends = ends(row, (rows, areas), rows.len());
        if ends.is_empty() {
            let known = areas.areas.iter().filter(|area| area.level == 0).map(|area| area.key.clone()).collect();
            let fault = Fault::UnknownName { kind: Kind::Area, name: row.new.clone(), known };
            problems.push(Problem::at(row.place.clone(), fault));
        }
        let formed = rows.iter().filter(|other| other.new == row.old).map(|other| other.year).max();
        let change = |(new, share): (AreaIndex, Exact)| {
            let share = Some(share).filter(|share| *share < whole);
            Change { new, year: row.year, share, formed }
        };
        found.entry(row.old.clone()).or_default().extend(ends.into_iter().map(change));
    }
    for (old, changes) in &found {
        let sum: Exact = changes.iter().map(|change| change.share.unwrap_or(whole)).sum();
        if sum != whole && !changes.is_empty() {
            let place = rows.iter().find(|row| row.old == *old).map(|row| row.place.clone());
            let found = decimal_text(round(sum, 4), Language::De);
            let fault = Fault::WrongValue { expected: format!("Σ share `{old}` = 1"), found };
            problems.push(Problem { fault, place });
        }
    }
    areas.changes = found;
}

/// Where a former municipality ends, over others that became another in turn, and which part of it.
fn ends(row: &ChangeRow, (rows, areas): (&[ChangeRow], &Areas), depth: usize) -> Vec<(AreaIndex, Exact)> {
    let share = row.share.unwrap_or(Exact::from_integer(1));
    if let Some(new) = areas.areas.iter().position(|area| area.level == 0 && area.key == row.new) {
        return vec![(new, share)];
    }
    if depth == 0 {
        return Vec::new();
    }
    let next = rows.iter().filter(|next| next.old == row.new && next.year >= row.year);
    let ends = next.flat_map(|next| ends(next, (rows, areas), depth - 1));
    ends.map(|(new, part)| (new, part * share)).collect()
}

fn partition(table: &AreaTable, areas: &mut Areas, problems: &mut Problems) {
    let bases: BTreeMap<String, AreaIndex> = areas
        .areas
        .iter()
        .enumerate()
        .filter(|(_, area)| area.level == 0)
        .map(|(at, area)| (area.key.clone(), at))
        .collect();
    let mut parts: Vec<Area> = Vec::new();
    for row in &table.rows {
        let member = row.link.clone().unwrap_or_default();
        let Some(index) = bases.get(&member) else {
            let known = bases.keys().cloned().collect();
            let fault = Fault::UnknownName { kind: Kind::Area, name: member, known };
            problems.push(Problem::at(row.place.clone(), fault));
            continue;
        };
        let level = areas.levels.iter().position(|level| Some(&level.id) == table.partition.as_ref());
        let other_name = parts.iter().any(|part| part.key == row.key && part.name != row.name);
        if other_name || areas.areas.iter().any(|area| area.key == row.key) {
            let fault = Fault::DuplicateName { kind: Kind::Area, name: row.key.clone() };
            problems.push(Problem::at(row.place.clone(), fault));
            continue;
        }
        match parts.iter_mut().find(|part| part.key == row.key) {
            Some(part) => drop(part.members.insert(*index)),
            None => parts.push(Area {
                key: row.key.clone(),
                name: row.name.clone(),
                level: level.unwrap_or_default(),
                members: BTreeSet::from([*index]),
                uninhabited: false,
                since: None,
            }),
        }
    }
    areas.areas.extend(parts);
}

/// Tells what a partition leaves out and what it has twice, both at once, unless it may.
fn check_partition(areas: &Areas, level: usize, (partition, place): (&PartitionFile, &Place), problems: &mut Problems) {
    let mut seen = BTreeSet::new();
    let mut twice = BTreeSet::new();
    for member in areas.of_level(level).into_iter().flat_map(|part| &areas.get(part).members) {
        if !seen.insert(*member) {
            twice.insert(*member);
        }
    }
    let uncovered = areas.of_level(0).into_iter().filter(|base| !seen.contains(base));
    let names = |indices: Vec<AreaIndex>| indices.into_iter().map(|at| areas.get(at).name.clone()).collect::<Vec<_>>();
    let level = areas.levels[level].plural.clone();
    let uncovered = names(uncovered.collect());
    if !uncovered.is_empty() && !partition.partial {
        problems.push(Problem::at(place.clone(), Fault::AreasUncovered { level: level.clone(), areas: uncovered }));
    }
    let twice = names(twice.into_iter().collect());
    if !twice.is_empty() && !partition.overlap {
        problems.push(Problem::at(place.clone(), Fault::AreasOverlap { level, areas: twice }));
    }
}
