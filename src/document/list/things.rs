//! Facilities with their places, dates, words that have to be explained, and who contributes what.

use std::collections::BTreeMap;

use num_traits::Zero;

use super::Listing;
use crate::area::AreaIndex;
use crate::definition::ListKind;
use crate::definition::register::{Facility, FacilityKind};
use crate::document::block::{Block, CellBlock, ColumnBlock, RowBlock, RowRole, TableBlock};
use crate::document::selection::Selection;
use crate::figures::Cell;
use crate::number::{Exact, decimal_text, round};
use crate::wording::{Word, cycle_step, date, print};

/// Every facility by kind, then for each kind with a demand how far its places reach.
pub fn facilities(listing: &Listing<'_>) -> Vec<Block> {
    let (language, plan) = (listing.language(), &listing.draft.workshop.plan);
    let (registers, areas) = (&plan.registers, &plan.cube.areas);
    let written = &registers.written.facilities.value;
    let of = |kind: usize| -> Vec<(&Facility, AreaIndex)> {
        let all = written.facility.iter().zip(&registers.facilities);
        all.filter(|(_, (found, _))| *found == kind).map(|(facility, (_, area))| (facility, *area)).collect()
    };
    let count = |number: i128| decimal_text(round(Exact::from_integer(number), 0), language);
    let mut rows = Vec::new();
    let mut coverages = Vec::new();
    for (at, kind) in written.kind.iter().enumerate() {
        let facilities = of(at);
        rows.push(RowBlock::of(vec![CellBlock::of(&kind.name)]).in_role(RowRole::Group));
        for (facility, area) in &facilities {
            rows.push(RowBlock::of(vec![
                CellBlock::of(&facility.name),
                CellBlock::of(&areas.get(*area).name),
                CellBlock::of(facility.provider.clone().unwrap_or_default()),
                CellBlock::of(facility.since.as_ref().map(|year| year.get_ref().to_string()).unwrap_or_default()),
                CellBlock::of(facility.places.map(|places| count(places.into())).unwrap_or_default()),
            ]));
        }
        let sum: i128 = facilities.iter().filter_map(|(facility, _)| facility.places).map(i128::from).sum();
        let mut total: Vec<CellBlock> = (0..5).map(|_| CellBlock::default()).collect();
        total[0].text = format!("{} ({})", language.pick("zusammen", "together"), facilities.len());
        total[4].text = count(sum);
        rows.push(RowBlock::of(total).in_role(RowRole::Subtotal));
        if kind.demand.is_some() {
            coverages.extend(coverage(listing, kind, &facilities, at));
        }
    }
    let columns = vec![
        ColumnBlock::words(language.pick("Einrichtung", "Facility"), 1.6),
        ColumnBlock::words(language.pick("Gebiet", "Area"), 1.0),
        ColumnBlock::words(language.pick("Träger", "Provider"), 1.2),
        ColumnBlock { width: 12.0, ..ColumnBlock::words(language.pick("seit", "since"), 0.0) },
        ColumnBlock::number(language.pick("Plätze", "Places")),
    ];
    let mut blocks = vec![listing.table(("Einrichtungen und Plätze", "Facilities and places"), columns, rows)];
    blocks.extend(coverages);
    blocks
}

/// Places against those who need them, by area of the report.
fn coverage(
    listing: &Listing<'_>,
    kind: &FacilityKind,
    facilities: &[(&Facility, AreaIndex)],
    at: usize,
) -> Option<Block> {
    let (language, plan, document) = (listing.language(), &listing.draft.workshop.plan, listing.draft.document);
    let (cube, figures) = (&plan.cube, listing.draft.figures);
    let demand = cube.indicator(kind.demand.as_ref()?.get_ref())?;
    let indicator = &cube.indicators[demand];
    let selection = Selection::new(
        figures,
        (demand, indicator.decimals),
        &document.areas,
        document.compare,
        document.from,
        document.to,
    );
    let places = |area: AreaIndex| -> i128 {
        let members = &cube.areas.get(area).members;
        let inside = facilities.iter().filter(|(_, at)| cube.areas.get(*at).members.is_subset(members));
        inside.filter_map(|(facility, _)| facility.places).map(i128::from).sum()
    };
    let row = |area: AreaIndex| {
        let (there, needed) = (places(area), figures.value(demand, area, selection.year));
        let share = match needed {
            Cell::Number { value, flags } if !value.is_zero() => {
                Cell::Number { value: Exact::from_integer(there * 100) / value, flags }
            }
            Cell::Number { .. } => Cell::Sign(crate::figures::Sign::Meaningless),
            sign => sign,
        };
        let style = listing.draft.style();
        let there = print(Cell::number(Exact::from_integer(there)), 0, style);
        RowBlock::of(vec![
            CellBlock::of(&cube.areas.get(area).name),
            there.into(),
            print(needed, 0, style).into(),
            print(share, 1, style).into(),
        ])
    };
    let mut rows: Vec<RowBlock> = document.areas.iter().map(|area| row(*area)).collect();
    rows.push(row(document.compare).in_role(RowRole::Total));
    let per = language.pick("Plätze je 100", "Places per 100");
    let columns = vec![
        ColumnBlock::words(&listing.draft.level().name, 1.0),
        ColumnBlock::number(kind.places.clone().unwrap_or_else(|| language.pick("Plätze", "Places").to_owned())),
        ColumnBlock { width: 46.0, ..ColumnBlock::number(format!("{} {}", indicator.name, selection.year)) },
        ColumnBlock { width: 24.0, ..ColumnBlock::number(per) },
    ];
    let caption = format!("{}: {}", kind.name, language.pick("Plätze und Bedarf", "places and need"));
    let mut table = TableBlock::new(format!("{}-{}", listing.key, at + 1), caption, columns, rows);
    table.source = listing.draft.sources_of([demand].into_iter());
    Some(Block::Table(table))
}

/// What is due, by day.
pub fn calendar(listing: &Listing<'_>) -> Block {
    let language = listing.language();
    let mut entries: Vec<_> = listing.draft.workshop.plan.registers.written.calendar.value.entry.iter().collect();
    entries.sort_by_key(|entry| entry.date.get_ref().to_string());
    let row = |entry: &crate::definition::register::Entry| {
        let day = date(entry.date.get_ref(), language);
        let span = match &entry.until {
            Some(until) => format!("{day} {} {}", language.pick("bis", "to"), date(until.get_ref(), language)),
            None => day,
        };
        let cells = [span, entry.kind.clone(), entry.text.clone(), entry.responsible.clone().unwrap_or_default()];
        RowBlock::of(cells.into_iter().map(CellBlock::of).collect())
    };
    let rows = entries.into_iter().map(row).collect();
    let columns = vec![
        ColumnBlock { width: 26.0, ..ColumnBlock::words(language.pick("Wann", "When"), 0.0) },
        ColumnBlock { width: 26.0, ..ColumnBlock::words(language.pick("Art", "Kind"), 0.0) },
        ColumnBlock::words(language.pick("Was", "What"), 1.6),
        ColumnBlock::words(language.pick("Verantwortlich", "Responsible"), 1.0),
    ];
    listing.table(("Kalender", "Calendar"), columns, rows)
}

/// Words that the document uses and the glossary explains, by letters.
pub fn glossary(listing: &Listing<'_>) -> Block {
    let (language, plan) = (listing.language(), &listing.draft.workshop.plan);
    let text = listing.draft.all_words();
    let occurs = |word: &str| text.contains(&word.to_lowercase());
    let terms = plan.registers.written.glossary.value.term.iter();
    let found = terms.filter(|term| [term.word.get_ref()].into_iter().chain(&term.forms).any(|form| occurs(form)));
    let by_letters: BTreeMap<String, _> = found.map(|term| (term.word.get_ref().to_lowercase(), term)).collect();
    let row = |term: &crate::definition::register::Term| {
        RowBlock::of(vec![CellBlock::of(term.word.get_ref()), CellBlock::of(&term.text)])
    };
    let rows = by_letters.into_values().map(row).collect();
    let columns = vec![
        ColumnBlock::words(language.pick("Begriff", "Term"), 1.0),
        ColumnBlock::words(language.pick("Bedeutung", "Meaning"), 3.0),
    ];
    listing.table(("Begriffe in diesem Dokument", "Terms in this document"), columns, rows)
}

/// Who contributes which chapter, and how far that is.
pub fn contributions(listing: &Listing<'_>) -> Block {
    let language = listing.language();
    let rows = listing.draft.document.chapters.iter().filter_map(|chapter| {
        let (owner, state) = chapter.contribution.as_ref()?;
        let step = chapter.step.map(|step| format!("{step} {}", cycle_step(step, language))).unwrap_or_default();
        let cells = [chapter.title.clone(), step, owner.clone(), state.word(language).to_owned()];
        Some(RowBlock::of(cells.into_iter().map(CellBlock::of).collect()))
    });
    let rows = rows.collect();
    let columns = vec![
        ColumnBlock::words(language.pick("Kapitel", "Chapter"), 1.4),
        ColumnBlock::words(language.pick("Schritt im Kreislauf", "Step"), 1.2),
        ColumnBlock::words(language.pick("Beitrag von", "Contributed by"), 1.2),
        ColumnBlock { width: 24.0, ..ColumnBlock::words(language.pick("Stand", "State"), 0.0) },
    ];
    listing.table(("Beiträge und ihr Stand", "Contributions and their state"), columns, rows)
}

impl crate::document::Draft<'_> {
    /// All texts that the document is made from, in small letters: what occurs in it.
    pub(in crate::document) fn all_words(&self) -> String {
        let (document, plan) = (self.document, &self.workshop.plan);
        let mut texts: Vec<String> = vec![document.source.text.to_string()];
        texts.extend(document.texts().map(|text| text.text.to_string()));
        for element in document.elements() {
            if let crate::plan::ElementPlan::List(list) = element {
                texts.extend(list.texts.iter().cloned());
            }
        }
        let all = document
            .elements()
            .any(|element| matches!(element, crate::plan::ElementPlan::List(list) if list.kind == ListKind::Catalogue));
        let catalogued = plan.documents.iter().filter(|_| all).flat_map(|document| document.indicators());
        let shown = document.elements().flat_map(|element| element.indicators());
        let shown = document.indicators().into_iter().chain(shown).chain(catalogued);
        for indicator in shown.map(|at| &plan.cube.indicators[at]) {
            texts.extend([indicator.name.clone(), indicator.definition.clone()]);
            texts.extend(indicator.limits.clone());
        }
        texts.join("\n").to_lowercase()
    }
}
