//! Committees, groups, and the occasions on which people took part: who, how, how far, and what came of it.

use std::collections::BTreeMap;

use super::Listing;
use crate::definition::register::{Circle, Depth, Participation};
use crate::document::block::{Block, CellBlock, ColumnBlock, EntryBlock, Fact, QuoteBlock, RowBlock, RowRole, Words};
use crate::number::{Exact, decimal_text, round};
use crate::plan::ParticipationPlan;
use crate::wording::{Word, cycle_step, date};

/// All circles, in the order of print.
const CIRCLES: [Circle; 6] =
    [Circle::Internal, Circle::Municipal, Circle::Institutional, Circle::Political, Circle::Public, Circle::Other];

/// Committees with what they may do, then groups by circle with how deep they took part until the day of the document.
pub fn bodies(listing: &Listing<'_>) -> Block {
    let language = listing.language();
    let registers = &listing.draft.workshop.plan.registers;
    let bodies = &registers.written.bodies.value;
    let deepest = |group: usize| {
        let occasions = registers.participation.iter().filter(|found| found.groups.contains(&group));
        let held = occasions.filter(|found| listing.is_held(found));
        held.map(|found| found.definition.depth).max()
    };
    let group = |title: &str| RowBlock::of(vec![CellBlock::of(title)]).in_role(RowRole::Group);
    let mut rows = Vec::new();
    if !bodies.committee.is_empty() {
        rows.push(group(language.pick("Gremien des Kreistags", "Committees of the council")));
    }
    for committee in &bodies.committee {
        let decides = if committee.decides {
            language.pick("entscheidet", "decides")
        } else {
            language.pick("berät", "advises")
        };
        rows.push(RowBlock::of(vec![
            CellBlock::of(committee.name.get_ref()),
            CellBlock::of(decides),
            CellBlock::of(committee.text.clone().unwrap_or_default()),
        ]));
    }
    for circle in CIRCLES {
        let of: Vec<_> = bodies.group.iter().enumerate().filter(|(_, group)| group.circle == circle).collect();
        if !of.is_empty() {
            rows.push(group(circle.word(language)));
        }
        for (at, found) in of {
            let role =
                deepest(at).map_or(language.pick("noch nicht beteiligt", "not yet"), |depth| depth.word(language));
            let cells = [found.name.clone(), role.to_owned(), found.text.clone().unwrap_or_default()];
            rows.push(RowBlock::of(cells.into_iter().map(CellBlock::of).collect()));
        }
    }
    let columns = vec![
        ColumnBlock::words(language.pick("Gremium oder Gruppe", "Body"), 1.0),
        ColumnBlock {
            width: 24.0,
            ..ColumnBlock::words(language.pick("Rolle, Beteiligung", "Role, participation"), 0.0)
        },
        ColumnBlock::words(language.pick("Zuständig für, bestehend aus", "Responsible for, made of"), 1.3),
    ];
    listing.table(("Gremien und Gruppen", "Committees and groups"), columns, rows)
}

impl<'a> Listing<'a> {
    fn occasions(&self) -> impl Iterator<Item = &'a ParticipationPlan> {
        let registers = &self.draft.workshop.plan.registers;
        self.plan.entries.iter().map(|at| &registers.participation[*at])
    }

    /// True for what lies not ahead of the document.
    fn is_held(&self, found: &ParticipationPlan) -> bool {
        found.definition.date.get_ref().date <= self.draft.document.definition.date.get_ref().date
    }

    fn groups(&self, found: &ParticipationPlan) -> Vec<String> {
        let groups = &self.draft.workshop.plan.registers.written.bodies.value.group;
        found.groups.iter().map(|group| groups[*group].name.clone()).collect()
    }

    /// „24 Personen (77,4 % der 31 Eingeladenen)".
    fn taking_part(&self, entry: &Participation) -> String {
        let language = self.language();
        let persons = *entry.persons.get_ref();
        let mut text = format!("{persons}\u{a0}{}", language.pick("Personen", "persons"));
        if let Some(invited) = entry.invited.filter(|invited| *invited > 0) {
            let rate = Exact::new(i128::from(persons) * 100, i128::from(invited));
            let rate = decimal_text(round(rate, 1), language);
            text.push_str(&match language {
                crate::number::Language::De => format!(" ({rate}\u{202f}% der {invited} Eingeladenen)"),
                crate::number::Language::En => format!(" ({rate}\u{202f}% of {invited} invited)"),
            });
        }
        text
    }
}

/// Every occasion with method, people, results and what became of them.
pub fn participation(listing: &Listing<'_>) -> Vec<Block> {
    let language = listing.language();
    let mut blocks = Vec::new();
    for (at, found) in listing.occasions().enumerate() {
        let entry = &found.definition;
        let mut facts = Vec::new();
        let mut push =
            |german: &str, english: &str, words: Words| facts.push(Fact::of(language.pick(german, english), words));
        push(
            "Wann",
            "When",
            Words::Plain(match &entry.until {
                Some(until) => format!(
                    "{} {} {}",
                    date(entry.date.get_ref(), language),
                    language.pick("bis", "to"),
                    date(until.get_ref(), language)
                ),
                None => date(entry.date.get_ref(), language),
            }),
        );
        push("Wer", "Who", Words::Plain(listing.joined(&listing.groups(found))));
        // What lies ahead of the document has no results yet.
        let is_ahead = !listing.is_held(found);
        if !is_ahead {
            push("Teilgenommen", "Took part", Words::Plain(listing.taking_part(entry)));
        }
        if !found.steps.is_empty() {
            let steps = found.steps.iter().map(|step| format!("{step} {}", cycle_step(*step, language)));
            push("Schritte", "Steps", Words::Plain(steps.collect::<Vec<_>>().join("; ")));
        }
        for (german, english, text) in [("Vorgehen", "How", &entry.text), ("Schutz", "Protection", &entry.anonymity)] {
            if let Some(text) = text {
                push(german, english, Words::Plain(text.clone()));
            }
        }
        for (german, english, list) in
            [("Ergebnisse", "Results", &entry.results), ("Was daraus wurde", "What became of it", &entry.follow_up)]
        {
            if !list.is_empty() && !is_ahead {
                push(german, english, Words::List(list.clone()));
            }
        }
        let quotes = entry
            .quote
            .iter()
            .filter(|_| !is_ahead)
            .map(|quote| QuoteBlock { text: quote.text.clone(), by: quote.by.clone() });
        blocks.push(Block::Entry(EntryBlock {
            key: format!("{}-{}", listing.key, at + 1),
            title: entry.title.clone(),
            tags: [entry.method.word(language), entry.depth.word(language)]
                .into_iter()
                .chain(is_ahead.then(|| language.pick("geplant", "planned")))
                .map(str::to_owned)
                .collect(),
            facts,
            quotes: quotes.collect(),
            ..EntryBlock::default()
        }));
    }
    blocks
}

/// In which step who took part, and how far: steps in rows, circles in columns, the farthest depth in the cells.
pub fn ladder(listing: &Listing<'_>) -> Block {
    let language = listing.language();
    let groups = &listing.draft.workshop.plan.registers.written.bodies.value.group;
    let mut cells: BTreeMap<(usize, Circle), (Depth, usize)> = BTreeMap::new();
    for found in listing.occasions().filter(|found| listing.is_held(found)) {
        for step in &found.steps {
            let mut circles: Vec<Circle> = found.groups.iter().map(|group| groups[*group].circle).collect();
            circles.sort_unstable();
            circles.dedup();
            for circle in circles {
                let cell = cells.entry((*step, circle)).or_insert((Depth::Information, 0));
                *cell = (cell.0.max(found.definition.depth), cell.1 + 1);
            }
        }
    }
    let shown: Vec<Circle> =
        CIRCLES.into_iter().filter(|circle| cells.keys().any(|(_, found)| found == circle)).collect();
    let row = |step: usize| {
        let cell = |circle: &Circle| match cells.get(&(step, *circle)) {
            Some((depth, 1)) => CellBlock::of(depth.word(language)),
            Some((depth, count)) => {
                let times = language.pick("-mal", "\u{a0}times");
                CellBlock { note: format!("{count}{times}"), ..CellBlock::of(depth.word(language)) }
            }
            None => CellBlock::default(),
        };
        let name = CellBlock::of(format!("{step} {}", cycle_step(step, language)));
        RowBlock::of([name].into_iter().chain(shown.iter().map(cell)).collect())
    };
    let rows = (1..=7).map(row).collect();
    let mut columns = vec![ColumnBlock::words(language.pick("Schritt", "Step"), 1.4)];
    columns.extend(shown.iter().map(|circle| ColumnBlock::words(circle.word(language), 1.0)));
    listing.table(("Wer wann wie weit beteiligt war", "Who took part, when and how far"), columns, rows)
}
