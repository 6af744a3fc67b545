//! Strategic goals with the recommendations that serve them, fields of action on the steering cycle, and what was changed.

use super::Listing;
use crate::document::block::{Block, CellBlock, ColumnBlock, RowBlock, TableBlock};
use crate::document::selection::Selection;
use crate::number::{Language, join_words};
use crate::wording::{cycle_step, date, in_prose};

/// Goals with the recommendations that serve them.
pub fn goals(listing: &Listing<'_>) -> Block {
    let (language, registers) = (listing.language(), &listing.draft.workshop.plan.registers);
    let row = |(at, goal): (usize, &crate::definition::register::Goal)| {
        let serving = registers.recommendations.iter().filter(|found| found.goals.contains(&at));
        let serving: Vec<String> =
            serving.map(|found| format!("{} {}", found.definition.number, found.definition.title)).collect();
        RowBlock::of(vec![
            CellBlock::of(&goal.number),
            CellBlock { note: goal.paper.clone().unwrap_or_default(), ..CellBlock::of(&goal.title) },
            CellBlock::of(goal.text.clone().unwrap_or_default()),
            CellBlock::of(if serving.is_empty() {
                language.pick("keine", "none").to_owned()
            } else {
                serving.join("; ")
            }),
        ])
    };
    let rows = registers.written.goals.value.goal.iter().enumerate().map(row).collect();
    let columns = vec![
        ColumnBlock { width: 9.0, ..ColumnBlock::words(language.pick("Nr.", "No."), 0.0) },
        ColumnBlock::words(language.pick("Ziel", "Goal"), 1.0),
        ColumnBlock::words(language.pick("Was gemeint ist", "What is meant"), 1.2),
        ColumnBlock::words(language.pick("Empfehlungen", "Recommendations"), 1.2),
    ];
    listing.table(("Strategische Ziele und Empfehlungen", "Strategic goals and recommendations"), columns, rows)
}

/// Fields of action with their place on the cycle and their indicators.
pub fn fields(listing: &Listing<'_>) -> Block {
    let (language, registers) = (listing.language(), &listing.draft.workshop.plan.registers);
    let row = |(field, indicators): (&crate::definition::register::ActionField, &Vec<usize>)| {
        let step = field.step.as_ref().map(|step| *step.get_ref());
        let step = step.map(|step| format!("{step} {}", cycle_step(step, language))).unwrap_or_default();
        let values: Vec<String> = indicators.iter().filter_map(|at| listing.latest(*at)).collect();
        RowBlock::of(vec![
            CellBlock { note: field.text.clone().unwrap_or_default(), ..CellBlock::of(&field.title) },
            CellBlock::of(field.lead.clone().unwrap_or_default()),
            CellBlock::of(step),
            CellBlock::of(values.join("; ")),
        ])
    };
    let fields = registers.written.goals.value.field.iter().zip(&registers.field_indicators);
    let rows = fields.map(row).collect();
    let compared = listing.draft.compared_name();
    let columns = vec![
        ColumnBlock::words(language.pick("Handlungsfeld", "Field of action"), 1.6),
        ColumnBlock::words(language.pick("Federführung", "Lead"), 1.0),
        ColumnBlock::words(language.pick("Stand im Kreislauf", "Step"), 1.0),
        ColumnBlock::words(format!("{} ({compared})", language.pick("Indikatoren", "Indicators")), 1.6),
    ];
    let usual = ("Handlungsfelder im Steuerungskreislauf", "Fields of action on the steering cycle");
    let mut table = listing.plain_table(usual, columns, rows);
    let from = listing.draft.document.from;
    table.notes.push(match language {
        Language::De => format!("Pfeile: Änderung seit {from} oder dem ersten Jahr danach; ↕ heißt, dass der Verlauf schwankt oder sich umgekehrt hat."),
        Language::En => format!("Arrows: change since {from} or the first year after it; ↕ means that the course goes up and down or has turned."),
    });
    Block::Table(table)
}

/// What was changed, when and why, the latest first.
pub fn changes(listing: &Listing<'_>) -> Block {
    let (language, registers) = (listing.language(), &listing.draft.workshop.plan.registers);
    let goals = &registers.written.goals.value;
    let title = |id: &str| {
        let goal = goals.goal.iter().find(|found| found.id.get_ref() == id).map(|found| found.title.clone());
        let field = || goals.field.iter().find(|found| found.id.get_ref() == id).map(|found| found.title.clone());
        let recommendations = registers.written.recommendations.value.recommendation.iter();
        let found = || recommendations.clone().find(|found| found.id.get_ref() == id);
        goal.or_else(field).or_else(|| found().map(|found| format!("{} {}", found.number, found.title)))
    };
    let mut changes: Vec<_> = goals.change.iter().collect();
    changes.sort_by_key(|change| std::cmp::Reverse(change.date.get_ref().to_string()));
    let row = |change: &crate::definition::register::Change| {
        RowBlock::of(vec![
            CellBlock::of(title(change.of.get_ref()).unwrap_or_default()),
            CellBlock::of(date(change.date.get_ref(), language)),
            CellBlock::of(&change.what),
            CellBlock::of(&change.why),
        ])
    };
    let rows = changes.into_iter().map(row).collect();
    let columns = vec![
        ColumnBlock::words(language.pick("Ziel, Thema, Empfehlung", "Goal, topic, recommendation"), 1.1),
        ColumnBlock { width: 20.0, ..ColumnBlock::words(language.pick("Datum", "Date"), 0.0) },
        ColumnBlock::words(language.pick("Was sich geändert hat", "What changed"), 1.3),
        ColumnBlock::words(language.pick("Warum", "Why"), 1.3),
    ];
    listing.table(
        ("Geänderte Ziele, Themen und Empfehlungen", "Changed goals, topics and recommendations"),
        columns,
        rows,
    )
}

impl Listing<'_> {
    /// „Kinderarmut 9,0 % (2024) ↓": the compared area's last value with its direction by rule.
    pub(super) fn latest(&self, at: usize) -> Option<String> {
        let (document, figures) = (self.draft.document, self.draft.figures);
        let indicator = &self.draft.workshop.plan.cube.indicators[at];
        let (areas, compare) = (&document.areas, document.compare);
        let found = Selection::new(figures, (at, indicator.decimals), areas, compare, document.from, document.to);
        found.compare.value()?;
        let text = in_prose(indicator, found.compare, document.language);
        let arrow = self.draft.direction(at, &found);
        Some(format!("{} {text} ({}) {arrow}", indicator.name, found.year).trim_end().to_owned())
    }

    /// A table of the register with the usual caption.
    pub(super) fn table(&self, usual: (&str, &str), columns: Vec<ColumnBlock>, rows: Vec<RowBlock>) -> Block {
        Block::Table(self.plain_table(usual, columns, rows))
    }

    /// The same, where notes are added.
    pub(super) fn plain_table(
        &self,
        usual: (&str, &str),
        columns: Vec<ColumnBlock>,
        rows: Vec<RowBlock>,
    ) -> TableBlock {
        let table = TableBlock::new(self.key, self.caption(usual.0, usual.1), columns, rows);
        let source = self.draft.sources_of(self.plan.indicators.iter().copied());
        TableBlock { id: self.plan.id.clone(), notes: self.notes(), source, ..table }
    }

    /// Names put together, or „–".
    pub(super) fn joined(&self, names: &[String]) -> String {
        if names.is_empty() { "–".to_owned() } else { join_words(names, self.language()) }
    }
}
