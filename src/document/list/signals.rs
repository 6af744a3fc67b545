//! Early warnings: what moved fast in the last years, and where, for better and worse. A value has moved where the change is
//! no chance, or, where chance is not known, at least half a standard deviation of the areas, and where it goes beyond
//! the change of the compared area, which no area is to be blamed or praised for; it is ranked by how far beyond.

use std::collections::BTreeMap;

use num_traits::CheckedSub;

use super::Listing;
use super::profile::most_frequent;
use crate::area::AreaIndex;
use crate::definition::Polarity;
use crate::document::block::{Block, CellBlock, ColumnBlock, RowBlock, RowRole};
use crate::document::remarks::unrounded;
use crate::document::selection::Selection;
use crate::number::{Exact, Language, round, to_f64};
use crate::statistics::{difference, standard_deviation};
use crate::wording::{caption_unit, difference as printed_difference, in_place, print};

/// Over how many years.
const YEARS: i32 = 5;
/// More of either kind are too many to look after.
const MOST: usize = 8;
/// More of one indicator would hide the others.
const MOST_OF_ONE: usize = 3;
/// In standard deviations.
const LEAST: f64 = 0.5;
/// Beyond the compared area, likewise.
const BEYOND: f64 = 0.25;

/// A value that moved.
struct Signal {
    indicator: usize,
    area: AreaIndex,
    before: i32,
    now: i32,
    /// Beyond the compared area's change, in standard deviations of the areas; above zero where it is for the worse.
    worse_by: f64,
}

/// The table; two groups, each with the farthest first.
pub fn signals(listing: &Listing<'_>) -> Block {
    let language = listing.language();
    let cube = &listing.draft.workshop.plan.cube;
    let mut found: Vec<Signal> = listing.shown_indicators().into_iter().flat_map(|at| listing.moved(at)).collect();
    found.sort_by(|left, right| right.worse_by.abs().total_cmp(&left.worse_by.abs()));
    let (document, level, style) = (listing.draft.document, listing.draft.level(), listing.draft.style());
    let checked = listing.shown_indicators().into_iter().filter(|at| cube.indicators[*at].has_a_good_side()).count();
    let (worse, better) = (few(&found, true), few(&found, false));
    let told = || worse.iter().chain(&better);
    // Two years head the columns; what is of another year says so.
    let usual = (most_frequent(told().map(|signal| signal.before)), most_frequent(told().map(|signal| signal.now)));
    let row = |signal: &&Signal| {
        let indicator = &cube.indicators[signal.indicator];
        let value = |year: i32| listing.draft.figures.value(signal.indicator, signal.area, year);
        let text = |year: i32, usual: Option<i32>| {
            let note = if usual == Some(year) { String::new() } else { year.to_string() };
            CellBlock { note, ..print(value(year), indicator.decimals, style).into() }
        };
        let compared = |year: i32| listing.draft.figures.value(signal.indicator, document.compare, year);
        let (before, now) = (value(signal.before), value(signal.now));
        RowBlock::of(vec![
            CellBlock::of(&cube.areas.get(signal.area).name),
            CellBlock::of(&indicator.name),
            CellBlock::of(caption_unit(indicator, language)),
            text(signal.before, usual.0),
            text(signal.now, usual.1),
            printed_difference(before, now, false, indicator.decimals, style).into(),
            printed_difference(compared(signal.before), compared(signal.now), false, indicator.decimals, style).into(),
        ])
    };
    let mut rows = Vec::new();
    for (of, title) in [
        (&worse, language.pick("Ungünstige Entwicklungen", "For the worse")),
        (&better, language.pick("Günstige Entwicklungen", "For the better")),
    ] {
        rows.push(RowBlock::of(vec![CellBlock::of(title)]).in_role(RowRole::Group));
        if of.is_empty() {
            let none = language.pick("keine nach dieser Regel", "none by this rule");
            rows.push(RowBlock::of([none, "", "", "", "", "", ""].map(CellBlock::of).to_vec()));
        }
        rows.extend(of.iter().map(row));
    }
    let place = in_place(&listing.draft.compared_name(), language);
    let in_compared = format!("{} {place}", language.pick("Änderung", "Change"));
    let year = |usual: Option<i32>, words: &str| usual.map_or_else(|| words.to_owned(), |year| year.to_string());
    let columns = vec![
        ColumnBlock::words(&listing.draft.level().name, 1.0),
        ColumnBlock::words(language.pick("Indikator", "Indicator"), 1.75),
        ColumnBlock { width: 16.0, ..ColumnBlock::words(language.pick("Einheit", "Unit"), 0.0) },
        ColumnBlock { width: 14.0, ..ColumnBlock::number(year(usual.0, language.pick("vorher", "before"))) },
        ColumnBlock { width: 14.0, ..ColumnBlock::number(year(usual.1, language.pick("jetzt", "now"))) },
        ColumnBlock { width: 18.0, ..ColumnBlock::number(language.pick("Änderung", "Change")) },
        ColumnBlock { width: 20.0, ..ColumnBlock::number(in_compared) },
    ];
    let told: Vec<usize> = told().map(|signal| signal.indicator).collect();
    let changes = unrounded(told.iter().any(|at| cube.indicators[*at].in_percent()), language);
    let mut table = listing.plain_table(("Was sich schnell ändert", "What changes fast"), columns, rows);
    table.source = listing.draft.sources_of(told.into_iter());
    table.notes.push(
        match language {
            Language::De => format!(
                "Geprüft: {checked} Indikatoren in {} {}. Regel: Änderung über {YEARS} Jahre (nach einem Bruch in der Reihe kürzer), die statistisch \
                 gesichert ist (95 %) oder, wo sich das nicht bestimmen lässt, mindestens eine halbe Standardabweichung beträgt, und die um \
                 mindestens eine viertel über die Änderung {place} hinausgeht; geordnet danach, wie weit, höchstens {MOST} je Richtung und \
                 {MOST_OF_ONE} je Indikator. Indikatoren ohne Wertung fehlen. {}",
                document.areas.len(),
                level.dative,
                changes
            ),
            Language::En => format!(
                "Looked at: {checked} indicators in {} {}. Rule: change over {YEARS} years (fewer after a break in series) that is statistically \
                 sure (95 per cent) or, where that is not known, at least half a standard deviation, and that goes at least a quarter of \
                 one beyond the change {place}; ordered by how far, at most {MOST} of each kind and {MOST_OF_ONE} of each indicator. \
                 Indicators without a good side are left out. {}",
                document.areas.len(),
                level.plural,
                changes
            ),
        },
    );
    Block::Table(table)
}

/// The farthest in one direction, few of each indicator.
fn few(found: &[Signal], worse: bool) -> Vec<&Signal> {
    let mut of_indicator: BTreeMap<usize, usize> = BTreeMap::new();
    let of = found.iter().filter(|signal| (signal.worse_by > 0.0) == worse);
    let of = of.filter(|signal| {
        let count = of_indicator.entry(signal.indicator).or_default();
        *count += 1;
        *count <= MOST_OF_ONE
    });
    of.take(MOST).collect()
}

impl Listing<'_> {
    /// The indicators that it names, or all that have a page.
    pub(super) fn shown_indicators(&self) -> Vec<usize> {
        match self.plan.indicators.as_slice() {
            [] => self.draft.document.indicators(),
            own => own.to_vec(),
        }
    }

    /// Where an indicator moved.
    fn moved(&self, at: usize) -> Vec<Signal> {
        let (document, figures) = (self.draft.document, self.draft.figures);
        let cube = &self.draft.workshop.plan.cube;
        let indicator = &cube.indicators[at];
        let high_is_worse = match indicator.polarity {
            Polarity::Unfavourable => 1.0,
            Polarity::Favourable => -1.0,
            Polarity::Neutral => return Vec::new(),
        };
        if !indicator.has_a_good_side() {
            return Vec::new();
        }
        let (from, to) = (document.from, document.to);
        let selection = Selection::new(figures, (at, indicator.decimals), &document.areas, document.compare, from, to);
        let now = selection.year;
        let Some(before) = self.comparable(at, &selection, YEARS) else { return Vec::new() };
        let fine = |value: Exact| round(value, indicator.decimals + 6).exact();
        let values: Vec<Exact> = selection.cells.iter().filter_map(|(_, cell)| cell.value().map(fine)).collect();
        let Some(deviation) = standard_deviation(&values).map(to_f64).filter(|found| *found > 0.0) else {
            return Vec::new();
        };
        let change = |area: AreaIndex| {
            let is_divided = |year: i32| figures.value(at, area, year).flags().divided;
            if is_divided(before) != is_divided(now) {
                return None;
            }
            let (old, new) = (figures.value(at, area, before).value()?, figures.value(at, area, now).value()?);
            Some(to_f64(fine(new).checked_sub(&fine(old))?) / deviation)
        };
        let usual = change(document.compare).unwrap_or(0.0);
        let signal = |area: &AreaIndex| {
            let (old, new) = (figures.value(at, *area, before).value()?, figures.value(at, *area, now).value()?);
            let moved = change(*area)?;
            let beyond = moved - usual;
            let intervals = figures.interval(at, *area, before).zip(figures.interval(at, *area, now));
            let is_sure = match intervals {
                Some((first, last)) => !difference((to_f64(new), last), (to_f64(old), first)).contains(0.0),
                None => moved.abs() >= LEAST,
            };
            let visible = round(new, indicator.decimals) != round(old, indicator.decimals);
            let goes_beyond = beyond.abs() >= BEYOND && beyond.signum() == moved.signum();
            (is_sure && visible && goes_beyond).then_some(Signal {
                indicator: at,
                area: *area,
                before,
                now,
                worse_by: beyond * high_is_worse,
            })
        };
        document.areas.iter().filter_map(signal).collect()
    }
}
