//! One area in all indicators: its values beside the county's and those of similar areas, its rank, how it changed, and
//! what stands out for better and worse. An indicator counts as better or worse only where the difference is no chance.

use std::collections::BTreeMap;

use super::Listing;
use crate::area::AreaIndex;
use crate::definition::Polarity;
use crate::document::block::{Block, CellBlock, ColumnBlock, EntryBlock, Fact, RowBlock, TableBlock, Words};
use crate::document::picture;
use crate::document::pictures::Files;
use crate::document::remarks::unrounded;
use crate::document::selection::Selection;
use crate::figures::Cell;
use crate::number::{Exact, Language, join_words, round, to_f64};
use crate::plan::{Indicator, PicturePlan};
use crate::problem::Problems;
use crate::statistics::{Standing, nearest, standard_deviation, standing};
use crate::wording::{caption_unit, difference, directed, in_place, in_prose, print};

/// Areas that are called similar.
const SIMILAR: usize = 4;
/// What stands out, of each kind.
const MOST: usize = 4;
/// Without an interval a value stands out from this many standard deviations.
const LEAST: f64 = 1.0;
/// Over so many years a change is shown.
const YEARS: i32 = 5;

/// How an area's value is to be seen.
struct Seen {
    indicator: usize,
    /// In standard deviations, above zero where it is better.
    better_by: f64,
}

/// The profile of one area.
pub fn profile(listing: &Listing<'_>, area: AreaIndex, key: &str) -> EntryBlock {
    let (language, cube) = (listing.language(), &listing.draft.workshop.plan.cube);
    let indicators = listing.shown_indicators();
    let similar = listing.similar(area);
    let mut seen: Vec<Seen> = indicators.iter().filter_map(|at| listing.seen(*at, area)).collect();
    seen.sort_by(|left, right| right.better_by.total_cmp(&left.better_by));
    let describe = |seen: &Seen| listing.beside(seen.indicator, area);
    let strong: Vec<String> = seen.iter().filter(|seen| seen.better_by > 0.0).take(MOST).map(describe).collect();
    let weak: Vec<String> = seen.iter().rev().filter(|seen| seen.better_by < 0.0).take(MOST).map(describe).collect();
    let mut facts = Vec::new();
    let none = || Words::Plain(language.pick("kein gesicherter Abstand", "no distance that is sure").to_owned());
    let list = |found: Vec<String>| if found.is_empty() { none() } else { Words::List(found) };
    let county = listing.draft.compared_name();
    facts.push(match language {
        Language::De => Fact::of(&format!("Günstiger als {}", in_place(&county, language)), list(strong)),
        Language::En => Fact::of(&format!("Better than the {county}"), list(strong)),
    });
    facts.push(match language {
        Language::De => Fact::of(&format!("Ungünstiger als {}", in_place(&county, language)), list(weak)),
        Language::En => Fact::of(&format!("Worse than the {county}"), list(weak)),
    });
    if !similar.is_empty() {
        let names: Vec<String> = similar.iter().map(|area| cube.areas.get(*area).name.clone()).collect();
        let (open, close) = (language.pick("„", "“"), language.pick("“", "”"));
        let quoted = |at: &usize| format!("{open}{}{close}", cube.indicators[*at].name);
        let by: Vec<String> = listing.draft.document.similar.iter().map(quoted).collect();
        let text = match language {
            Language::De => format!("{} (nach {})", join_words(&names, language), join_words(&by, language)),
            Language::En => format!("{} (by {})", join_words(&names, language), join_words(&by, language)),
        };
        facts.push(Fact::of(
            &format!("{} {}", language.pick("Ähnliche", "Similar"), listing.draft.level().plural),
            Words::Plain(text),
        ));
    }
    let mut table = listing.profile_table(area, &indicators, &similar, key);
    table.source = listing.draft.sources_of(indicators.iter().copied());
    EntryBlock {
        key: key.to_owned(),
        title: cube.areas.get(area).name.clone(),
        facts,
        tables: vec![table],
        ..EntryBlock::default()
    }
}

/// With more indicators a profile needs a page of its own; of shorter ones two stand on one.
const HALF_PAGE: usize = 4;

/// The profiles of all areas: what stands in the table as one area in the range of all.
pub fn profiles(listing: &Listing<'_>, files: &mut Files) -> Result<Vec<Block>, Problems> {
    let (draft, indicators) = (listing.draft, &listing.draft.workshop.plan.cube.indicators);
    let areas = &draft.document.areas;
    // A sum says nothing beside other sums: it only tells who is large.
    let comparable: Vec<usize> =
        listing.shown_indicators().into_iter().filter(|at| !indicators[*at].adds_up()).collect();
    let mut problems = Problems::new();
    let mut blocks = Vec::new();
    for (at, area) in areas.iter().enumerate() {
        let key = format!("{}-{}", listing.key, at + 1);
        let entry = profile(listing, *area, &key);
        let mut pictures = Vec::new();
        if comparable.len() > 1 && areas.len() > 2 {
            let plan = PicturePlan::spine(&listing.plan.place, &comparable, areas, *area);
            let made = picture::block(draft, &plan, &format!("{key}-spine"));
            pictures.extend(problems.collect(made).map(|(block, drawings)| {
                files.extend(drawings);
                block.beside_its_values()
            }));
        }
        blocks.push(Block::Entry(EntryBlock { pictures, own_page: comparable.len() > HALF_PAGE, ..entry }));
    }
    problems.into_result().map(|()| blocks)
}

impl Listing<'_> {
    fn selection(&self, at: usize) -> Selection {
        let (document, figures) = (self.draft.document, self.draft.figures);
        let decimals = self.draft.workshop.plan.cube.indicators[at].decimals;
        Selection::new(figures, (at, decimals), &document.areas, document.compare, document.from, document.to)
    }

    /// The earliest of the last years that can be compared with the year of the page: no break lies between.
    pub(super) fn comparable(&self, at: usize, selection: &Selection, years: i32) -> Option<i32> {
        let cube = &self.draft.workshop.plan.cube;
        let is_comparable = |before: &i32| {
            (selection.year - years..selection.year).contains(before)
                && cube.break_between(&cube.indicators[at], *before, selection.year).is_none()
        };
        selection.years.iter().copied().find(is_comparable)
    }

    /// Standard deviation of the areas, for distances; none where all are alike.
    fn deviation(&self, at: usize, selection: &Selection) -> Option<f64> {
        let fine = self.draft.workshop.plan.cube.indicators[at].decimals + 6;
        let values: Vec<Exact> =
            selection.cells.iter().filter_map(|(_, cell)| Some(round(cell.value()?, fine).exact())).collect();
        standard_deviation(&values).map(to_f64).filter(|found| *found > 0.0)
    }

    /// Where an area stands out from the compared one; nothing where it may be chance or where nothing is better.
    fn seen(&self, at: usize, area: AreaIndex) -> Option<Seen> {
        let indicator = &self.draft.workshop.plan.cube.indicators[at];
        let high_is_better = match indicator.polarity {
            Polarity::Favourable => 1.0,
            Polarity::Unfavourable => -1.0,
            Polarity::Neutral => return None,
        };
        if indicator.adds_up() {
            return None;
        }
        let selection = self.selection(at);
        let value = self.draft.figures.value(at, area, selection.year).value()?;
        let compared = selection.compare.value()?;
        let distance = (to_f64(value) - to_f64(compared)) / self.deviation(at, &selection)?;
        let stands_out = match self.draft.figures.interval(at, area, selection.year) {
            Some(interval) => standing(interval, to_f64(compared)) != Standing::NotDifferent,
            None => distance.abs() >= LEAST,
        };
        let visible = round(value, indicator.decimals) != round(compared, indicator.decimals);
        (stands_out && visible).then_some(Seen { indicator: at, better_by: distance * high_is_better })
    }

    /// „Kinderarmut 12,9 % (Kreis 9,0 %)".
    fn beside(&self, at: usize, area: AreaIndex) -> String {
        let (language, indicator) = (self.language(), &self.draft.workshop.plan.cube.indicators[at]);
        let selection = self.selection(at);
        let own = in_prose(indicator, self.draft.figures.value(at, area, selection.year), language);
        let compared = in_prose(indicator, selection.compare, language);
        format!("{} {own} ({} {compared})", indicator.name, self.draft.compared_name())
    }

    /// The areas nearest to one in the indicators that the report names; those without all numbers are left out.
    fn similar(&self, area: AreaIndex) -> Vec<AreaIndex> {
        let document = self.draft.document;
        let wanted = &document.similar;
        let points: Vec<(AreaIndex, Vec<f64>)> = {
            let selections: Vec<Option<(Selection, f64)>> = wanted
                .iter()
                .map(|at| {
                    let selection = self.selection(*at);
                    let deviation = self.deviation(*at, &selection)?;
                    Some((selection, deviation))
                })
                .collect();
            let point = |area: &AreaIndex| {
                let of = |found: &Option<(Selection, f64)>| {
                    let (selection, deviation) = found.as_ref()?;
                    Some(to_f64(selection.cell(*area)?.value()?) / deviation)
                };
                Some((*area, selections.iter().map(of).collect::<Option<Vec<f64>>>()?))
            };
            document.areas.iter().filter_map(point).collect()
        };
        let Some(own) = points.iter().position(|(found, _)| *found == area).filter(|_| !wanted.is_empty()) else {
            return Vec::new();
        };
        let coordinates: Vec<&[f64]> = points.iter().map(|(_, point)| point.as_slice()).collect();
        nearest(&coordinates, own, SIMILAR).into_iter().map(|at| points[at].0).collect()
    }

    fn profile_table(&self, area: AreaIndex, indicators: &[usize], similar: &[AreaIndex], key: &str) -> TableBlock {
        let (language, document) = (self.language(), self.draft.document);
        let cube = &self.draft.workshop.plan.cube;
        let style = self.draft.style();
        let text = |indicator: &Indicator, cell: Cell| {
            let printed = print(cell, indicator.decimals, style);
            CellBlock { text: directed(indicator, cell, printed.text.clone()), ..printed.into() }
        };
        let chosen: Vec<(usize, Selection, Option<i32>)> = (indicators.iter())
            .map(|at| {
                let selection = self.selection(*at);
                let before = self.comparable(*at, &selection, YEARS);
                (*at, selection, before)
            })
            .collect();
        let usual = most_frequent(chosen.iter().filter_map(|(_, _, before)| *before));
        let since = |year: i32| format!("{} {year}", language.pick("seit", "since"));
        let row = |(at, selection, before): &(usize, Selection, Option<i32>)| {
            let indicator = &cube.indicators[*at];
            let year = selection.year;
            let value = |area: AreaIndex, year: i32| self.draft.figures.value(*at, area, year);
            let mut cells = vec![
                CellBlock::of(&indicator.name),
                CellBlock::of(format!("{}, {year}", caption_unit(indicator, language))),
                text(indicator, value(area, year)),
                text(indicator, selection.compare),
            ];
            if !similar.is_empty() {
                let printed =
                    similar.iter().filter_map(|area| Some(round(value(*area, year).value()?, indicator.decimals)));
                let printed: Vec<_> = printed.collect();
                let ends = printed.iter().min().zip(printed.iter().max());
                let ends =
                    ends.map(|(low, high)| [low, high].map(|end| text(indicator, Cell::number(end.exact())).text));
                let through = language.pick("bis", "to");
                cells
                    .push(CellBlock::of(ends.map(|[low, high]| format!("{low} {through} {high}")).unwrap_or_default()));
            }
            let position = document.areas.iter().position(|found| *found == area);
            let rank = position.and_then(|at| selection.ranks()[at]);
            let of = selection.cells.iter().filter(|(_, cell)| cell.value().is_some()).count();
            cells.push(CellBlock::of(rank.map(|rank| format!("{rank}/{of}")).unwrap_or_default()));
            let change = before.map(|before| {
                let printed = difference(value(area, before), value(area, year), false, indicator.decimals, style);
                let note = if Some(before) == usual { String::new() } else { since(before) };
                CellBlock { note, ..printed.into() }
            });
            cells.push(change.unwrap_or_default());
            RowBlock::of(cells)
        };
        let rows: Vec<RowBlock> = chosen.iter().map(row).collect();
        let change = language.pick("Änderung", "Change");
        let mut columns = vec![
            ColumnBlock::words(language.pick("Indikator", "Indicator"), 1.0),
            ColumnBlock { width: 23.0, ..ColumnBlock::words(language.pick("Einheit, Jahr", "Unit, year"), 0.0) },
            ColumnBlock { width: 20.0, ..ColumnBlock::number(&cube.areas.get(area).name) },
            ColumnBlock { width: 18.0, ..ColumnBlock::number(self.draft.compared_name()) },
        ];
        if !similar.is_empty() {
            let title = format!("{} {}", language.pick("ähnliche", "similar"), self.draft.level().plural);
            columns.push(ColumnBlock { width: 28.0, ..ColumnBlock::number(title) });
        }
        columns.push(ColumnBlock { width: 12.0, ..ColumnBlock::number(language.pick("Rang", "Rank")) });
        let change = usual.map_or(change.to_owned(), |year| format!("{change} {}", since(year)));
        columns.push(ColumnBlock { width: 18.0, ..ColumnBlock::number(change) });
        let name = &cube.areas.get(area).name;
        let caption = match language {
            Language::De => format!("{name} im Vergleich"),
            Language::En => format!("{name} compared"),
        };
        let mut table = TableBlock::new(format!("{key}-table"), caption, columns, rows);
        table.notes.push(
            language
                .pick(
                    "Rang 1 hat den höchsten Wert. Günstiger oder ungünstiger heißt ein Wert nur, wenn der Abstand statistisch gesichert ist (95 %) oder, wo sich das nicht bestimmen lässt, mindestens eine Standardabweichung beträgt.",
                    "Rank 1 has the highest value. A value is called better or worse only where the distance is statistically sure (95 per cent) or, where that is not known, at least one standard deviation.",
                )
                .to_owned(),
        );
        let in_percent = chosen.iter().any(|(at, ..)| cube.indicators[*at].in_percent());
        table.notes.push(unrounded(in_percent, language).to_owned());
        table
    }
}

/// The year that occurs most, the later one of two.
pub(super) fn most_frequent(years: impl Iterator<Item = i32>) -> Option<i32> {
    let mut counts: BTreeMap<i32, usize> = BTreeMap::new();
    years.for_each(|year| *counts.entry(year).or_default() += 1);
    counts.into_iter().max_by_key(|(year, count)| (*count, *year)).map(|(year, _)| year)
}
