//! Recommendations as they are put before the council: each with finding, measures, goals, people and money; all in one
//! table; and what they cost together.

use std::collections::{BTreeMap, BTreeSet};

use toml::Spanned;
use toml::value::Datetime;

use super::Listing;
use super::attainment;
use crate::definition::register::{Money, Recommendation, State};
use crate::document::block::{Block, CellBlock, ColumnBlock, EntryBlock, Fact, RowBlock, RowRole, TableBlock, Words};
use crate::document::pictures::Files;
use crate::number::{Language, decimal_text, join_words, round};
use crate::plan::RecommendationPlan;
use crate::problem::Problems;
use crate::wording::{Word, date, euros};

impl<'a> Listing<'a> {
    /// The recommendations that it shows, in order.
    pub(super) fn recommendations(&self) -> impl Iterator<Item = &'a RecommendationPlan> {
        let registers = &self.draft.workshop.plan.registers;
        self.plan.entries.iter().map(|at| &registers.recommendations[*at])
    }

    pub(super) fn language(&self) -> Language {
        self.draft.document.language
    }

    pub(super) fn field_title(&self, found: &RecommendationPlan) -> Option<&'a String> {
        let fields = &self.draft.workshop.plan.registers.written.goals.value.field;
        found.field.map(|field| &fields[field].title)
    }

    /// „1. Januar 2026 bis 31. Dezember 2027".
    pub(super) fn span(&self, from: Option<&Spanned<Datetime>>, until: Option<&Spanned<Datetime>>) -> Option<String> {
        let language = self.language();
        let day = |found: &Spanned<Datetime>| date(found.get_ref(), language);
        match (from.map(day), until.map(day)) {
            (Some(from), Some(until)) => Some(format!("{from} {} {until}", language.pick("bis", "to"))),
            (Some(from), None) => Some(format!("{} {from}", language.pick("ab", "from"))),
            (None, Some(until)) => Some(format!("{} {until}", language.pick("bis", "until"))),
            (None, None) => None,
        }
    }

    fn facts(&self, found: &RecommendationPlan) -> Result<Vec<Fact>, Problems> {
        let (language, registers) = (self.language(), &self.draft.workshop.plan.registers);
        let entry = &found.definition;
        let mut facts = Vec::new();
        let mut push =
            |german: &str, english: &str, words: Words| facts.push(Fact::of(language.pick(german, english), words));
        if let Some(finding) = &entry.finding {
            let source = &registers.written.recommendations.source;
            push("Befund", "Finding", Words::Rich(self.phrase(source, finding)?));
        }
        if !entry.measures.is_empty() {
            push("Maßnahmen", "Measures", Words::List(entry.measures.clone()));
        }
        if !found.goals.is_empty() {
            let goals = found.goals.iter().map(|at| &registers.written.goals.value.goal[*at]);
            let goals: Vec<String> = goals.map(|goal| format!("{} {}", goal.number, goal.title)).collect();
            push("Strategische Ziele", "Strategic goals", Words::Plain(goals.join("; ")));
        }
        if !found.evidence.is_empty() {
            let occasions = found.evidence.iter().map(|at| &registers.participation[*at].definition);
            let occasions =
                occasions.map(|found| format!("{} ({})", found.title, date(found.date.get_ref(), language)));
            push("Beteiligung", "Participation", Words::Plain(occasions.collect::<Vec<_>>().join("; ")));
        }
        if let Some(responsible) = &entry.responsible {
            push("Verantwortlich", "Responsible", Words::Plain(responsible.clone()));
        }
        if !entry.involved.is_empty() {
            push("Beteiligt", "Involved", Words::Plain(join_words(&entry.involved, language)));
        }
        if let Some(span) = self.span(entry.from.as_ref(), entry.until.as_ref()) {
            push("Zeitraum", "Period", Words::Plain(span));
        }
        let posts = posts(entry, language);
        if !posts.is_empty() {
            push("Personal", "Staff", Words::Plain(posts));
        }
        if let Some(instead) = &entry.instead {
            push("Gegenfinanzierung", "Paid for by", Words::Plain(instead.clone()));
        }
        Ok(facts)
    }
}

/// „2,0 Vollzeitstellen (S 12)".
fn posts(entry: &Recommendation, language: Language) -> String {
    let text = |post: &crate::definition::register::Post| {
        let share = crate::plan::exact(*post.share.get_ref()).map(|share| decimal_text(round(share, 2), language));
        let share = share.unwrap_or_default();
        let share = share.strip_suffix('0').unwrap_or(&share);
        let unit = language.pick("Vollzeitstellen", "full-time posts");
        match &post.grade {
            Some(grade) => format!("{share}\u{a0}{unit} ({grade})"),
            None => format!("{share}\u{a0}{unit}"),
        }
    };
    join_words(&entry.staff.iter().map(text).collect::<Vec<_>>(), language)
}

/// What a row of money gives in a year.
pub(super) fn of_year(amounts: &BTreeMap<Spanned<String>, i64>, year: &str) -> i128 {
    amounts.iter().filter(|(name, _)| name.get_ref() == year).map(|(_, amount)| i128::from(*amount)).sum()
}

/// All budget years of some rows of money.
pub(super) fn years<'a>(money: impl Iterator<Item = &'a Money>) -> Vec<String> {
    let years = money.flat_map(|money| money.amounts.keys().chain(money.spent.keys()));
    years.map(|year| year.get_ref().clone()).collect::<BTreeSet<_>>().into_iter().collect()
}

/// Every recommendation with everything that is known of it.
pub fn entries(listing: &Listing<'_>, files: &mut Files) -> Result<Vec<Block>, Problems> {
    let language = listing.language();
    let mut problems = Problems::new();
    let mut blocks = Vec::new();
    for (at, found) in listing.recommendations().enumerate() {
        let entry = &found.definition;
        let key = format!("{}-{}", listing.key, at + 1);
        let Some(facts) = problems.collect(listing.facts(found)) else { continue };
        let priority = entry
            .priority
            .map(|priority| format!("{} {}", language.pick("Priorität", "priority"), priority.word(language)));
        let tags = listing.field_title(found).cloned().into_iter().chain(priority);
        let mut tables = Vec::new();
        if !entry.money.is_empty() {
            tables.push(money(&format!("{key}-money"), &entry.money, &entry.title, language));
        }
        tables.extend(attainment::milestones(listing, found, &key));
        tables.extend(
            problems.collect(attainment::targets(listing, found, &key, files).map_err(Problems::from)).flatten(),
        );
        blocks.push(Block::Entry(EntryBlock {
            key,
            number: entry.number.clone(),
            title: entry.title.clone(),
            tags: tags.chain([entry.state.word(language).to_owned()]).collect(),
            facts,
            tables,
            ..EntryBlock::default()
        }));
    }
    problems.into_result().map(|()| blocks)
}

/// What one recommendation costs, by account and budget year.
fn money(key: &str, money: &[Money], title: &str, language: Language) -> TableBlock {
    let years = years(money.iter());
    let mut columns = vec![ColumnBlock::words(language.pick("Euro", "Euros"), 1.0)];
    let account = language.pick("Produktkonto", "Account");
    columns.push(ColumnBlock::words(account, 0.7));
    columns.extend(years.iter().map(ColumnBlock::number));
    let row = |found: &Money| {
        let mut cells = vec![CellBlock { note: found.kind.word(language).to_owned(), ..CellBlock::of(&found.name) }];
        cells.push(CellBlock::of(found.account.clone().unwrap_or_default()));
        cells.extend(years.iter().map(|year| CellBlock::of(euros(of_year(&found.amounts, year), language))));
        RowBlock::of(cells)
    };
    let mut rows: Vec<RowBlock> = money.iter().map(row).collect();
    if money.len() > 1 {
        let sum = |year: &String| euros(money.iter().map(|found| of_year(&found.amounts, year)).sum(), language);
        let mut cells = vec![CellBlock::of(language.pick("Summe", "Total")), CellBlock::default()];
        cells.extend(years.iter().map(|year| CellBlock::of(sum(year))));
        rows.push(RowBlock::of(cells).in_role(RowRole::Total));
    }
    let caption = match language {
        Language::De => format!("Kosten: {title}"),
        Language::En => format!("Costs: {title}"),
    };
    TableBlock::new(key, caption, columns, rows)
}

/// All recommendations in one table.
pub fn overview(listing: &Listing<'_>) -> Block {
    let language = listing.language();
    let years = years(listing.recommendations().flat_map(|found| &found.definition.money));
    let span = match (years.first(), years.last()) {
        (Some(first), Some(last)) if first != last => format!("Euro {first}–{last}"),
        (Some(only), _) => format!("Euro {only}"),
        _ => "Euro".to_owned(),
    };
    let columns = vec![
        ColumnBlock { width: 9.0, ..ColumnBlock::words(language.pick("Nr.", "No."), 0.0) },
        ColumnBlock::words(language.pick("Empfehlung", "Recommendation"), 2.0),
        ColumnBlock::words(language.pick("Handlungsfeld", "Field"), 1.0),
        ColumnBlock::words(language.pick("Verantwortlich", "Responsible"), 1.0),
        ColumnBlock { width: 17.0, ..ColumnBlock::words(language.pick("Priorität", "Priority"), 0.0) },
        ColumnBlock { width: 24.0, ..ColumnBlock::words(language.pick("Stand", "State"), 0.0) },
        ColumnBlock::number(span),
    ];
    let row = |found: &RecommendationPlan| {
        let entry = &found.definition;
        let all: i128 =
            entry.money.iter().flat_map(|money| money.amounts.values()).map(|euros| i128::from(*euros)).sum();
        RowBlock::of(vec![
            CellBlock::of(&entry.number),
            CellBlock::of(&entry.title),
            CellBlock::of(listing.field_title(found).cloned().unwrap_or_default()),
            CellBlock::of(entry.responsible.clone().unwrap_or_default()),
            CellBlock::of(entry.priority.map(|priority| priority.word(language)).unwrap_or_default()),
            CellBlock::of(entry.state.word(language)),
            CellBlock::of(euros(all, language)),
        ])
    };
    let rows = listing.recommendations().map(row).collect();
    let caption = listing.caption("Alle Handlungsempfehlungen", "All recommendations");
    let table = TableBlock::new(listing.key, caption, columns, rows);
    Block::Table(TableBlock { id: listing.plan.id.clone(), notes: listing.notes(), ..table })
}

/// What all recommendations that were not given up cost per budget year, once and every year: from the year of the
/// document on, with what was before in one column.
pub fn costs(listing: &Listing<'_>) -> Block {
    let language = listing.language();
    let (dropped, kept): (Vec<&Recommendation>, Vec<&Recommendation>) =
        listing.recommendations().map(|found| &found.definition).partition(|entry| entry.state == State::Dropped);
    let all = years(kept.iter().flat_map(|entry| &entry.money));
    let now = listing.draft.document.definition.date.get_ref().date.map_or(0, |day| i32::from(day.year));
    let is_past = |year: &String| year.parse::<i32>().is_ok_and(|year| year < now);
    let (past, ahead): (Vec<String>, Vec<String>) = all.into_iter().partition(is_past);
    let mut columns = vec![
        ColumnBlock { width: 9.0, ..ColumnBlock::words(language.pick("Nr.", "No."), 0.0) },
        ColumnBlock::words(language.pick("Empfehlung", "Recommendation"), 1.0),
        ColumnBlock { width: 18.0, ..ColumnBlock::words(language.pick("Art", "Kind"), 0.0) },
    ];
    if let (Some(first), Some(last)) = (past.first(), past.last()) {
        let before = if first == last { first.clone() } else { format!("{first}–{last}") };
        columns.push(ColumnBlock { width: 22.0, ..ColumnBlock::number(before) });
    }
    columns.extend(ahead.iter().map(ColumnBlock::number));
    let spans: Vec<Vec<String>> =
        [past].into_iter().filter(|past| !past.is_empty()).chain(ahead.into_iter().map(|year| vec![year])).collect();
    let mut rows = Vec::new();
    let mut totals = vec![0i128; spans.len()];
    for entry in &kept {
        let kinds: BTreeSet<_> = entry.money.iter().map(|money| money.kind).collect();
        for kind in kinds {
            let of_kind = || entry.money.iter().filter(|money| money.kind == kind);
            let sum = |years: &Vec<String>| -> i128 {
                let amounts = |year: &String| of_kind().map(|money| of_year(&money.amounts, year)).sum::<i128>();
                years.iter().map(amounts).sum()
            };
            let sums: Vec<i128> = spans.iter().map(sum).collect();
            totals.iter_mut().zip(&sums).for_each(|(total, sum)| *total += sum);
            let words = [&entry.number, &entry.title, kind.word(language)].map(CellBlock::of);
            let money = sums.iter().map(|sum| CellBlock::of(euros(*sum, language)));
            rows.push(RowBlock::of(words.into_iter().chain(money).collect()));
        }
    }
    let words = [String::new(), language.pick("Summe", "Total").to_owned(), String::new()].map(CellBlock::of);
    let sums = totals.iter().map(|total| CellBlock::of(euros(*total, language)));
    rows.push(RowBlock::of(words.into_iter().chain(sums).collect()).in_role(RowRole::Total));
    let usual = ("Kosten je Haushaltsjahr, Euro", "Costs per budget year, euros");
    // Money comes from the register, not from the sources of the targets.
    let mut table = TableBlock { source: String::new(), ..listing.plain_table(usual, columns, rows) };
    let numbers = |of: &[&Recommendation]| {
        join_words(&of.iter().map(|entry| entry.number.clone()).collect::<Vec<String>>(), language)
    };
    let (decided, open): (Vec<&Recommendation>, Vec<&Recommendation>) =
        kept.iter().partition(|entry| entry.decision.is_some());
    if !decided.is_empty() && !open.is_empty() {
        table.notes.push(match language {
            Language::De => format!("Beschlossen: {}; noch nicht entschieden: {}.", numbers(&decided), numbers(&open)),
            Language::En => format!("Decided: {}; not yet decided: {}.", numbers(&decided), numbers(&open)),
        });
    }
    if !dropped.is_empty() {
        table.notes.push(match language {
            Language::De => format!("Ohne verworfene Empfehlungen: {}.", numbers(&dropped)),
            Language::En => format!("Without recommendations that were dropped: {}.", numbers(&dropped)),
        });
    }
    Block::Table(table)
}
