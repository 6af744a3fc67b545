//! Dates, words that have to be explained, and who contributes what.

use std::collections::BTreeMap;

use super::Listing;
use crate::definition::register::Entry;
use crate::definition::{ListKind, PictureKind};
use crate::document::block::{Block, CellBlock, ColumnBlock, RowBlock};
use crate::document::selection::Selection;
use crate::plan::ElementPlan;
use crate::wording::{Word, cycle_step, date, points};

/// What is due from the day of the document on, by day; all where nothing is.
pub fn calendar(listing: &Listing<'_>) -> Block {
    let language = listing.language();
    let all = &listing.draft.workshop.plan.registers.written.calendar.value.entry;
    let today = listing.draft.document.definition.date.get_ref().date;
    let last = |entry: &Entry| entry.until.as_ref().unwrap_or(&entry.date).get_ref().date;
    let mut entries: Vec<&Entry> = all.iter().filter(|entry| last(entry) >= today).collect();
    if entries.is_empty() {
        entries = all.iter().collect();
    }
    entries.sort_by_key(|entry| entry.date.get_ref().to_string());
    let row = |entry: &Entry| {
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
        let cells = [listing.draft.about_area(&chapter.title), step, owner.clone(), state.word(language).to_owned()];
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
            if let ElementPlan::List(list) = element {
                texts.extend(list.texts.iter().cloned());
            }
        }
        let all = document
            .elements()
            .any(|element| matches!(element, ElementPlan::List(list) if list.kind == ListKind::Catalogue));
        let catalogued = plan.documents.iter().filter(|_| all).flat_map(|document| document.indicators());
        let shown = document.elements().flat_map(|element| element.indicators());
        let shown = document.indicators().into_iter().chain(shown).chain(catalogued);
        for indicator in shown.map(|at| &plan.cube.indicators[at]) {
            texts.extend([indicator.name.clone(), indicator.definition.clone(), points(indicator, document.language)]);
            texts.extend(indicator.limits.clone());
        }
        // What the pages of indicators say by rule.
        for at in document.indicators() {
            let (indicator, areas) = (&plan.cube.indicators[at], &document.areas);
            let place = (at, indicator.decimals);
            let found = Selection::new(self.figures, place, areas, document.compare, document.from, document.to);
            texts.extend(self.assessment(at, indicator, &found).into_iter().map(|remark| remark.text));
        }
        // Rules and legends that speak of it.
        let deviates = document.elements().any(|element| match element {
            ElementPlan::Picture(picture) => picture.kind == PictureKind::Heatmap,
            ElementPlan::List(list) => list.kind == ListKind::Signals,
            _ => false,
        });
        texts.extend(
            deviates.then(|| self.document.language.pick("Standardabweichung", "standard deviation").to_owned()),
        );
        texts.join("\n").to_lowercase()
    }
}
