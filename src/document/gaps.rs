//! Data gaps as data: indicator × area × year with the reason, for the appendix and for the letter to suppliers.

use crate::definition::{GapReason, Status};
use crate::disclosure::{Figures, Protected};
use crate::figures::Sign;
use crate::number::Language;
use crate::plan::{Cube, Document, Indicator, Plan};

/// One cell of the overview.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GapRow {
    /// Id of the indicator.
    pub indicator: String,
    /// Key of the area.
    pub area: String,
    /// Its name.
    pub name: String,
    /// The year.
    pub year: i32,
    /// Present, or why not.
    pub state: &'static str,
    /// Who delivers the sources.
    pub provider: String,
    /// What is to be said to them.
    pub note: String,
}

/// All cells of the areas and years that documents show, each once, in the order of the indicators.
pub fn gap_rows(plan: &Plan, protected: &Protected, language: Language) -> Vec<GapRow> {
    let mut rows = Vec::new();
    for (position, indicator) in plan.cube.indicators.iter().enumerate() {
        let showing: Vec<&Document> =
            plan.documents.iter().filter(|document| document.indicators().contains(&position)).collect();
        let is_public = showing.iter().any(|document| document.definition.status == Status::Public);
        let figures = protected.figures(if is_public { Status::Public } else { Status::Internal });
        let mut cells: Vec<(usize, i32)> = showing
            .iter()
            .flat_map(|document| {
                let areas = document.areas.iter().chain([&document.compare]);
                areas.flat_map(|area| (document.from..=document.to).map(|year| (*area, year)))
            })
            .collect();
        cells.sort_unstable();
        cells.dedup();
        let all = providers(&plan.cube, [indicator].into_iter());
        let begin = first_year(&plan.cube, figures, position);
        for (area, year) in cells {
            let sign = figures.value(position, area, year).sign();
            let (state, note) = state(&plan.cube, indicator, sign, (year, begin), language);
            let found = plan.cube.areas.get(area);
            // What is made of others is asked for where the others are missing.
            let parts = indicator.parts.iter().map(|(part, _)| *part);
            let missing = parts.filter(|part| sign.is_some() && figures.value(*part, area, year).sign().is_some());
            let missing: Vec<&Indicator> = missing.map(|part| &plan.cube.indicators[part]).collect();
            let asked = if missing.is_empty() { all.clone() } else { providers(&plan.cube, missing.into_iter()) };
            rows.push(GapRow {
                indicator: indicator.id.clone(),
                area: found.key.clone(),
                name: found.name.clone(),
                year,
                state,
                provider: asked,
                note,
            });
        }
    }
    rows
}

/// Who delivers what some indicators are made of, each once.
fn providers<'a>(cube: &'a Cube, indicators: impl Iterator<Item = &'a Indicator>) -> String {
    let mut providers: Vec<&str> = Vec::new();
    for source in indicators.flat_map(|indicator| cube.sources_of(indicator)) {
        let provider = cube.sources[source].source.provider.as_str();
        if !providers.contains(&provider) {
            providers.push(provider);
        }
    }
    providers.join(", ")
}

/// The state of a cell; what `sources.toml` says of a year explains what is simply not there.
fn state(
    cube: &Cube,
    indicator: &Indicator,
    sign: Option<Sign>,
    when: (i32, Option<i32>),
    language: Language,
) -> (&'static str, String) {
    let pick = |german: &'static str, english: &'static str| language.pick(german, english);
    let Some(sign) = sign else { return (pick("vorhanden", "present"), String::new()) };
    if let Some(known) = known(cube, indicator, sign, when, language) {
        return known;
    }
    let state = match sign {
        Sign::NotAvailable => pick("nicht erhoben", "not collected"),
        Sign::Missing => pick("nicht geliefert", "not delivered"),
        Sign::Later => pick("folgt später", "follows later"),
        Sign::Uncertain => pick("nicht sicher genug", "not reliable enough"),
        Sign::Meaningless | Sign::NoArea => pick("nicht sinnvoll", "not sensible"),
        _ => pick("geheim", "confidential"),
    };
    (state, String::new())
}

/// The first year in which any area has a value.
pub fn first_year(cube: &Cube, figures: &Figures, position: usize) -> Option<i32> {
    let areas = 0..cube.areas.areas.len();
    cube.years.clone().find(|year| areas.clone().any(|area| figures.value(position, area, *year).value().is_some()))
}

/// Why nothing came in a year, and a note: what `sources.toml` says of it; or the years before the first value, where
/// changes and sums over years have nothing to start from.
pub fn known(
    cube: &Cube,
    indicator: &Indicator,
    sign: Sign,
    (year, begin): (i32, Option<i32>),
    language: Language,
) -> Option<(&'static str, String)> {
    if !matches!(sign, Sign::NotAvailable | Sign::Missing) {
        return None;
    }
    let sources = cube.sources_of(indicator).into_iter();
    let mut gaps = sources.flat_map(|source| &cube.sources[source].source.gaps);
    let Some(gap) = gaps.find(|gap| (gap.from..=gap.to).contains(&year)) else {
        let looks_back = |begin: i32| indicator.years_behind(begin).into_iter().any(|needed| needed <= year);
        let starts = begin.is_some_and(|begin| year < begin && looks_back(begin));
        let reason = language.pick("nicht berechenbar, Vorjahre fehlen", "not computable, earlier years are missing");
        return starts.then(|| (reason, String::new()));
    };
    let reason = match gap.reason {
        GapReason::NotDeliverable => language.pick("nicht lieferbar", "not deliverable"),
        GapReason::NotAsked => language.pick("noch nicht angefragt", "not yet asked"),
        GapReason::NotSensible => language.pick("nicht sinnvoll", "not sensible"),
    };
    Some((reason, gap.note.clone().unwrap_or_default()))
}
