//! What stands at the end: signs that occur, catalogue of indicators, overview of data gaps.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::Draft;
use super::block::Block;
use super::gaps;
use super::indicator::IndicatorPage;
use super::picture::DataTable;
use super::remarks::Remark;
use super::table::TableView;
use crate::figures::Sign;
use crate::number::join_words;
use crate::wording::{caption_unit, sign_meaning, spoken_sign, years};

/// An entry of the catalogue.
#[derive(Debug, Clone, Serialize)]
pub struct CatalogueEntry {
    /// Id, to jump to its page.
    pub id: String,
    /// Name.
    pub name: String,
    /// What of whom.
    pub definition: String,
    /// The formula in words.
    pub formula: String,
    /// Unit.
    pub unit: String,
    /// Sources.
    pub source: String,
}

/// A gap: which indicator, where and when, and why.
#[derive(Debug, Clone, Serialize)]
pub struct Gap {
    /// Name of the indicator.
    pub indicator: String,
    /// Areas with years.
    pub extent: String,
    /// What the sign says.
    pub reason: String,
}

/// The signs and marks that occur in tables, with their meanings.
pub fn signs<'a>(
    draft: &Draft<'_>,
    pages: impl Iterator<Item = &'a IndicatorPage>,
    numbers: &[DataTable],
    blocks: impl Iterator<Item = &'a Block>,
) -> Vec<Remark> {
    let of_pages = pages.filter_map(|page| page.table.as_ref()).flat_map(TableView::signs);
    let of_pictures = numbers.iter().flat_map(DataTable::texts).cloned();
    let of_tables = blocks.flat_map(Block::texts);
    let occurring: BTreeSet<String> = of_pages.chain(of_pictures).chain(of_tables).collect();
    occurring
        .into_iter()
        .filter_map(|text| {
            let meaning = sign_meaning(&text, draft.style())?;
            Some(Remark { label: text, text: meaning.to_owned() })
        })
        .collect()
}

/// All indicators of the document.
pub fn catalogue(draft: &Draft<'_>) -> Vec<CatalogueEntry> {
    let cube = &draft.workshop.plan.cube;
    let entry = |at: usize| {
        let indicator = &cube.indicators[at];
        let sources: Vec<String> =
            cube.sources_of(indicator).into_iter().map(|source| cube.sources[source].source.title.clone()).collect();
        CatalogueEntry {
            id: indicator.id.clone(),
            name: indicator.name.clone(),
            definition: match &indicator.version {
                Some(version) => {
                    let word = draft.document.language.pick("Fassung", "version");
                    format!("{} ({word} {version})", indicator.definition)
                }
                None => indicator.definition.clone(),
            },
            formula: draft.formula(indicator),
            unit: caption_unit(indicator, draft.document.language),
            source: sources.join("; "),
        }
    };
    draft.document.indicators().into_iter().map(entry).collect()
}

/// Where numbers are missing, by indicator and reason.
pub fn gaps(draft: &Draft<'_>) -> Vec<Gap> {
    let (document, cube) = (draft.document, &draft.workshop.plan.cube);
    let language = document.language;
    let mut all = Vec::new();
    for at in document.indicators() {
        let mut found: BTreeMap<(Sign, String), BTreeMap<i32, Vec<usize>>> = BTreeMap::new();
        let begin = gaps::first_year(cube, draft.figures, at);
        for area in &document.areas {
            for year in document.from..=document.to {
                if let Some(sign) = draft.figures.value(at, *area, year).sign() {
                    // What `sources.toml` says of a year explains more than the sign.
                    let known = gaps::known(cube, &cube.indicators[at], sign, (year, begin), language);
                    let reason = match known {
                        Some((reason, note)) if note.is_empty() => reason.to_owned(),
                        Some((reason, note)) => format!("{reason}: {note}"),
                        None => spoken_sign(sign, language).to_owned(),
                    };
                    found.entry((sign, reason)).or_default().entry(year).or_default().push(*area);
                }
            }
        }
        for ((_, reason), by_year) in found {
            // The same areas in several years make one entry.
            let mut by_areas: BTreeMap<Vec<usize>, Vec<i32>> = BTreeMap::new();
            for (year, areas) in by_year {
                by_areas.entry(areas).or_default().push(year);
            }
            let extent: Vec<String> = by_areas
                .iter()
                .map(|(areas, when)| {
                    let names: Vec<String> = areas.iter().map(|area| cube.areas.get(*area).name.clone()).collect();
                    let place = match areas.len() == document.areas.len() {
                        true => format!("{} {}", language.pick("in allen", "in all"), draft.level().after_in(language)),
                        false => join_words(&names, language),
                    };
                    format!("{place} ({})", years(when, language))
                })
                .collect();
            all.push(Gap { indicator: cube.indicators[at].name.clone(), extent: extent.join("; "), reason });
        }
    }
    all
}
