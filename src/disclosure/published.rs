//! The record of what a document publishes, for later editions: printed values, and which counts follow from them. Comes
//! in: protected figures and what the document shows. Goes out: an [`Edition`]. It holds nothing that is hidden.

use std::collections::{BTreeMap, BTreeSet};

use super::Figures;
use super::behind::behind;
use crate::area::AreaIndex;
use crate::definition::{Edition, FORMAT, PublishedCount};
use crate::figures::{Cell, Sign};
use crate::plan::{Cube, Document};

/// Sums of figures over so many years.
type Counted = (Vec<String>, i32);
/// Counts by area and year.
type Counts = BTreeMap<Counted, BTreeMap<String, BTreeSet<i32>>>;

/// What readers of a document know; `print` writes a value as the document does.
pub fn edition(
    cube: &Cube,
    figures: &Figures,
    document: &Document,
    print: impl Fn(usize, AreaIndex, i32) -> String,
) -> Edition {
    let status = document.definition.status;
    let is_protected = |figure: usize| cube.is_protected(figure, status);
    let mut edition = Edition {
        format: FORMAT,
        document: document.id.clone(),
        date: document.definition.date.get_ref().to_string(),
        status,
        areas: BTreeMap::new(),
        counts: Vec::new(),
        hidden: Vec::new(),
        values: BTreeMap::new(),
    };
    let (mut shown, mut hidden) = (Counts::new(), Counts::new());
    for (indicator, area, year) in figures.shown_in(cube, document) {
        let (found, key) = (&cube.indicators[indicator], &cube.areas.get(area).key);
        edition.areas.entry(key.clone()).or_insert_with(|| {
            let members = cube.areas.inhabited_members(area).into_iter();
            members.map(|member| cube.areas.get(member).key.clone()).collect()
        });
        let values = edition.values.entry(found.id.clone()).or_default().entry(key.clone()).or_default();
        values.insert(year, print(indicator, area, year));
        let counts = match figures.value(indicator, area, year) {
            Cell::Number { .. } => &mut shown,
            Cell::Sign(Sign::Secret) => &mut hidden,
            Cell::Sign(_) => continue,
        };
        for count in behind(found, year, is_protected) {
            let mut signatures: Vec<String> = count.figures.iter().map(|figure| cube.signature(*figure)).collect();
            signatures.sort_unstable();
            let counted = (signatures, count.years.1 - count.years.0 + 1);
            counts.entry(counted).or_default().entry(key.clone()).or_default().insert(count.years.1);
        }
    }
    // What one value hides another may show.
    for (counted, areas) in &mut hidden {
        for (key, years) in areas {
            let known = shown.get(counted).and_then(|areas| areas.get(key));
            years.retain(|year| known.is_none_or(|known| !known.contains(year)));
        }
    }
    let count = |((figures, pool), areas): (Counted, BTreeMap<String, BTreeSet<i32>>)| PublishedCount {
        figures,
        pool,
        areas: areas
            .into_iter()
            .filter(|(_, years)| !years.is_empty())
            .map(|(key, years)| (key, years.into_iter().collect()))
            .collect(),
    };
    edition.counts = shown.into_iter().map(count).collect();
    edition.hidden = hidden.into_iter().map(count).collect();
    edition.hidden.retain(|count| !count.areas.is_empty());
    edition
}
