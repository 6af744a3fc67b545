//! What a county knows and from where: all indicators with their formulas, all files with their next delivery and rules of
//! secrecy, all that is missing.

use std::collections::BTreeMap;

use super::Listing;
use crate::definition::register::Request;
use crate::definition::{Polarity, Status};
use crate::document::block::{Block, CellBlock, ColumnBlock, RowBlock, RowRole};
use crate::document::gaps::{self, GapRow};
use crate::number::Language;
use crate::wording::{Word, caption_unit, date, years};

/// All indicators that documents of the workspace use, by set.
pub fn catalogue(listing: &Listing<'_>) -> Block {
    let (language, cube) = (listing.language(), &listing.draft.workshop.plan.cube);
    let used: std::collections::BTreeSet<usize> = match listing.plan.indicators.as_slice() {
        [] => listing.draft.workshop.plan.documents.iter().flat_map(|document| document.indicators()).collect(),
        own => own.iter().copied().collect(),
    };
    let mut by_set: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for at in used {
        by_set.entry(cube.indicators[at].set).or_default().push(at);
    }
    let mut rows = Vec::new();
    for (set, indicators) in by_set {
        rows.push(RowBlock::of(vec![CellBlock::of(&cube.sets[set])]).in_role(RowRole::Group));
        for indicator in indicators.into_iter().map(|at| &cube.indicators[at]) {
            let sources = cube.sources_of(indicator).into_iter();
            let sources: Vec<String> = sources.map(|source| cube.sources[source].source.title.clone()).collect();
            let polarity = match indicator.polarity {
                Polarity::Favourable => language.pick("hoch ist günstig", "high is favourable"),
                Polarity::Unfavourable => language.pick("hoch ist ungünstig", "high is unfavourable"),
                Polarity::Neutral => "",
            };
            rows.push(RowBlock::of(vec![
                CellBlock { note: polarity.to_owned(), ..CellBlock::of(&indicator.name) },
                CellBlock { note: listing.draft.formula(indicator), ..CellBlock::of(&indicator.definition) },
                CellBlock::of(caption_unit(indicator, language)),
                CellBlock::of(sources.join("; ")),
            ]));
        }
    }
    let columns = vec![
        ColumnBlock::words(language.pick("Indikator", "Indicator"), 1.1),
        ColumnBlock::words(language.pick("Definition und Berechnung", "Definition and calculation"), 2.2),
        ColumnBlock { width: 21.0, ..ColumnBlock::words(language.pick("Einheit", "Unit"), 0.0) },
        ColumnBlock::words(language.pick("Quelle", "Source"), 1.1),
    ];
    listing.table(("Katalog der Indikatoren", "Catalogue of indicators"), columns, rows)
}

/// All delivered files: what, from whom, as of when, how often, when next, and what is kept secret.
pub fn deliveries(listing: &Listing<'_>) -> Block {
    let (language, cube) = (listing.language(), &listing.draft.workshop.plan.cube);
    let row = |source: &crate::definition::Source| {
        let as_of = source.as_of.as_ref().map(|day| date(day, language)).unwrap_or_default();
        let next = source.due.as_ref().map(|day| date(day, language)).unwrap_or_default();
        let title = match &source.table {
            Some(table) => format!("{} ({table})", source.title),
            None => source.title.clone(),
        };
        RowBlock::of(vec![
            CellBlock { note: source.licence.clone().unwrap_or_default(), ..CellBlock::of(title) },
            CellBlock { note: source.contact.clone().unwrap_or_default(), ..CellBlock::of(&source.provider) },
            CellBlock { note: source.reference.clone().unwrap_or_default(), ..CellBlock::of(as_of) },
            CellBlock::of(source.cadence.clone().unwrap_or_default()),
            CellBlock::of(next),
            CellBlock::of(listing.draft.rule_words(source, Status::Public)),
        ])
    };
    let rows = cube.sources.iter().map(|found| row(&found.source)).collect();
    let columns = vec![
        ColumnBlock::words(language.pick("Statistik", "Statistic"), 1.3),
        ColumnBlock::words(language.pick("Anbieter", "Provider"), 1.2),
        ColumnBlock { width: 20.0, ..ColumnBlock::words(language.pick("Stand", "As of"), 0.0) },
        ColumnBlock { width: 17.0, ..ColumnBlock::words(language.pick("Turnus", "Cadence"), 0.0) },
        ColumnBlock { width: 19.0, ..ColumnBlock::words(language.pick("nächste Lieferung", "next delivery"), 0.0) },
        ColumnBlock::words(language.pick("Geheimhaltung", "Secrecy"), 1.0),
    ];
    listing.table(("Datenquellen und Lieferungen", "Sources and deliveries"), columns, rows)
}

/// Data that are needed and not delivered: what is worth most comes first, of that what takes least.
pub fn requests(listing: &Listing<'_>) -> Block {
    let (language, plan) = (listing.language(), &listing.draft.workshop.plan);
    let mut requests: Vec<&Request> = plan.registers.written.requests.value.request.iter().collect();
    requests.sort_by_key(|request| (request.benefit, std::cmp::Reverse(request.effort)));
    let row = |request: &Request| {
        let level = request.level.as_ref().map(|level| level.get_ref());
        let level = plan.cube.areas.levels.iter().find(|found| Some(&found.id) == level);
        let since = request.date.as_ref().map(|day| date(day.get_ref(), language));
        let told = since.into_iter().chain(request.note.clone()).collect::<Vec<_>>().join("; ");
        RowBlock::of(vec![
            CellBlock { note: request.purpose.clone().unwrap_or_default(), ..CellBlock::of(&request.data) },
            CellBlock::of(&request.provider),
            CellBlock::of(level.map(|level| level.plural.clone()).unwrap_or_default()),
            CellBlock::of(request.benefit.word(language)),
            CellBlock::of(request.effort.word(language)),
            CellBlock { note: told, ..CellBlock::of(request.state.word(language)) },
        ])
    };
    let rows = requests.into_iter().map(row).collect();
    let columns = vec![
        ColumnBlock::words(language.pick("Was fehlt und wofür", "What is missing, and what for"), 1.7),
        ColumnBlock::words(language.pick("Anzufragen bei", "To be asked from"), 1.0),
        ColumnBlock { width: 24.0, ..ColumnBlock::words(language.pick("Ebene", "Level"), 0.0) },
        ColumnBlock { width: 15.0, ..ColumnBlock::words(language.pick("Nutzen", "Benefit"), 0.0) },
        ColumnBlock { width: 17.0, ..ColumnBlock::words(language.pick("Aufwand", "Effort"), 0.0) },
        ColumnBlock::words(language.pick("Stand", "State"), 1.1),
    ];
    listing.table(("Abfragebedarf nach Nutzen und Aufwand", "Requests by benefit and effort"), columns, rows)
}

/// What is missing in all documents of the workspace, with whom to ask.
pub fn gaps(listing: &Listing<'_>) -> Block {
    let (language, workshop) = (listing.language(), listing.draft.workshop);
    let present = language.pick("vorhanden", "present");
    let mut found: BTreeMap<(String, &str, String), BTreeMap<i32, usize>> = BTreeMap::new();
    for row in gaps::gap_rows(&workshop.plan, &workshop.protected, language) {
        let GapRow { indicator, state, provider, year, .. } = row;
        if state != present && state != language.pick("geheim", "confidential") {
            *found.entry((indicator, state, provider)).or_default().entry(year).or_default() += 1;
        }
    }
    let cube = &workshop.plan.cube;
    let row = |((indicator, state, provider), when): ((String, &str, String), BTreeMap<i32, usize>)| {
        let name = cube.indicator(&indicator).map(|at| cube.indicators[at].name.clone()).unwrap_or(indicator);
        let values: usize = when.values().sum();
        let when: Vec<i32> = when.into_keys().collect();
        let asked = if can_be_filled(state, language) { provider } else { "–".to_owned() };
        let cells = [name, state.to_owned(), years(&when, language), asked, values.to_string()];
        RowBlock::of(cells.into_iter().map(CellBlock::of).collect())
    };
    let (open, closed): (Vec<_>, Vec<_>) =
        found.into_iter().partition(|((_, state, _), _)| can_be_filled(state, language));
    let mut rows = Vec::new();
    for (title, group) in [
        (language.pick("Anzufragen", "To be asked for"), open),
        (language.pick("Ohne Anfrage: kein Wert möglich oder vorgesehen", "Nothing to ask for"), closed),
    ] {
        if !group.is_empty() {
            rows.push(RowBlock::of(vec![CellBlock::of(title)]).in_role(RowRole::Group));
            rows.extend(group.into_iter().map(row));
        }
    }
    let columns = vec![
        ColumnBlock::words(language.pick("Indikator", "Indicator"), 1.3),
        ColumnBlock { width: 36.0, ..ColumnBlock::words(language.pick("Stand", "State"), 0.0) },
        ColumnBlock::words(language.pick("Jahre", "Years"), 1.0),
        ColumnBlock::words(language.pick("Anzufragen bei", "To be asked from"), 1.2),
        ColumnBlock::number(language.pick("Werte", "Values")),
    ];
    listing.table(("Datenlücken und Abfragebedarf", "Data gaps and requests"), columns, rows)
}

/// True for what somebody could still deliver; false for what is never collected or makes no sense.
fn can_be_filled(state: &str, language: Language) -> bool {
    [("nicht geliefert", "not delivered"), ("folgt später", "follows later"), ("noch nicht angefragt", "not yet asked")]
        .into_iter()
        .any(|(german, english)| state == language.pick(german, english))
}
