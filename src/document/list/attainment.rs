//! What became of recommendations: decision, state, target against actual value with its course, milestones, money. The
//! values come from the figures, the judgement from one rule.

use std::collections::{BTreeMap, BTreeSet};

use super::Listing;
use super::recommendations::{of_year, years};
use crate::area::AreaIndex;
use crate::chart::{self, Chart};
use crate::definition::Polarity;
use crate::definition::register::{Decision, Money};
use crate::document::block::{Block, CellBlock, ColumnBlock, EntryBlock, Fact, RowBlock, RowRole, TableBlock, Words};
use crate::document::pictures::{Files, PictureView};
use crate::figures::{Cell, Grid, Role, Row, Sign};
use crate::number::{Exact, Language, round};
use crate::plan::{RecommendationPlan, TargetPlan};
use crate::problem::{Problem, Problems};
use crate::statistics::{self, Attainment, Way};
use crate::wording::{Word, caption_unit, date, directed, euros, print};

/// A target in one area, with what the figures say.
struct Progress<'a> {
    target: &'a TargetPlan,
    area: AreaIndex,
    start: Cell,
    /// The last year after the start that was delivered, whether its number may be seen or not.
    now: Option<(i32, Cell)>,
    judgement: Option<Attainment>,
}

impl<'a> Listing<'a> {
    fn progress(&self, target: &'a TargetPlan, area: AreaIndex) -> Progress<'a> {
        let figures = self.draft.figures;
        let indicator = &self.draft.workshop.plan.cube.indicators[target.indicator];
        let value = |year: i32| figures.value(target.indicator, area, year);
        let is_there = |year: &i32| {
            !matches!(value(*year).sign(), Some(Sign::NotAvailable | Sign::NoArea | Sign::Missing | Sign::Later))
        };
        let latest = (target.from..=self.draft.document.to).rev().find(is_there);
        let now = latest.map(|year| (year, value(year)));
        let printed = |cell: Cell| Some(round(cell.value()?, indicator.decimals).exact());
        let falling_is_good = match indicator.polarity {
            Polarity::Favourable => Some(false),
            Polarity::Unfavourable => Some(true),
            Polarity::Neutral => None,
        };
        let start = value(target.from);
        let judged = || {
            // In the first year nothing can have changed.
            let (year, cell) = now.filter(|(year, _)| *year > target.from)?;
            // Across a break the two are different things.
            if self.draft.workshop.plan.cube.break_between(indicator, target.from, year).is_some() {
                return None;
            }
            let reached: Exact = round(target.value, indicator.decimals).exact();
            let way = Way { start: printed(start)?, target: reached, from: target.from, by: target.by };
            Some(statistics::attainment(&way, (year, printed(cell)?), falling_is_good))
        };
        Progress { target, area, start, now, judgement: judged() }
    }

    fn all_progress(&self, found: &'a RecommendationPlan) -> Vec<Progress<'a>> {
        let of = |target: &'a TargetPlan| {
            let compare = [self.draft.document.compare];
            let areas = if target.areas.is_empty() { compare.to_vec() } else { target.areas.clone() };
            areas.into_iter().map(|area| self.progress(target, area)).collect::<Vec<_>>()
        };
        found.targets.iter().flat_map(of).collect()
    }

    /// The first year of its line.
    fn first(&self, progress: &Progress<'_>) -> i32 {
        self.draft.document.from.min(progress.target.from)
    }

    /// „2015–2024": the years of its line.
    fn years_of_line(&self, progress: &Progress<'_>) -> String {
        progress.now.map(|(last, _)| format!("{}–{last}", self.first(progress))).unwrap_or_default()
    }

    /// A line over the years from the start to now.
    fn course(&self, progress: &Progress<'_>, name: &str, files: &mut Files) -> Result<Option<PictureView>, Problem> {
        let Some((last, _)) = progress.now else { return Ok(None) };
        let indicator = &self.draft.workshop.plan.cube.indicators[progress.target.indicator];
        let years: Vec<i32> = (self.first(progress)..=last).collect();
        if years.len() < 2 {
            return Ok(None);
        }
        let value = |year: i32| self.draft.figures.value(progress.target.indicator, progress.area, year);
        let row = Row {
            label: self.draft.workshop.plan.cube.areas.get(progress.area).name.clone(),
            area: Some(progress.area),
            role: Role::Ordinary,
            data: years.iter().map(|year| self.draft.datum(indicator, value(*year))).collect(),
        };
        let columns = years.iter().map(|year| self.draft.column(indicator, year.to_string(), Some(*year))).collect();
        let grid = Grid { stub: String::new(), columns, rows: vec![row] };
        let chart = Chart { width: 26.0, most_height: 5.5, ..self.draft.chart(&grid, &indicator.name) };
        let drawing = chart::sparkline(&chart, &self.draft.workshop.plan.look)?;
        Ok(Some(PictureView::new(name, drawing, <[String; 2]>::default(), files)))
    }
}

/// Targets against actual values, with course and judgement; none where a recommendation has no target.
pub fn targets(
    listing: &Listing<'_>,
    found: &RecommendationPlan,
    key: &str,
    files: &mut Files,
) -> Result<Option<TableBlock>, Problem> {
    let (language, cube) = (listing.language(), &listing.draft.workshop.plan.cube);
    let style = listing.draft.style();
    let mut rows = Vec::new();
    let all = listing.all_progress(found);
    let spans: BTreeSet<String> = all.iter().map(|progress| listing.years_of_line(progress)).collect();
    for (at, progress) in all.iter().enumerate() {
        let indicator = &cube.indicators[progress.target.indicator];
        let text = |cell: Cell| directed(indicator, cell, print(cell, indicator.decimals, style).text);
        let dated = |cell: Cell, year: i32| CellBlock { note: year.to_string(), ..CellBlock::of(text(cell)) };
        let picture = listing.course(progress, &format!("{key}-course-{}", at + 1), files)?;
        let judged = judged(progress, language).to_owned();
        rows.push(RowBlock::of(vec![
            CellBlock { note: caption_unit(indicator, language), ..CellBlock::of(&indicator.name) },
            CellBlock::of(&cube.areas.get(progress.area).name),
            dated(progress.start, progress.target.from),
            CellBlock {
                note: if spans.len() > 1 { listing.years_of_line(progress) } else { String::new() },
                picture,
                ..CellBlock::default()
            },
            progress.now.map_or_else(|| CellBlock::of("."), |(year, cell)| dated(cell, year)),
            dated(Cell::number(progress.target.value), progress.target.by),
            CellBlock::of(judged),
        ]));
    }
    if rows.is_empty() {
        return Ok(None);
    }
    let course = language.pick("Verlauf", "Course");
    let course = match spans.first() {
        Some(only) if spans.len() == 1 => format!("{course} {only}"),
        _ => course.to_owned(),
    };
    let columns = vec![
        ColumnBlock::words(language.pick("Indikator", "Indicator"), 1.5),
        ColumnBlock::words(language.pick("Gebiet", "Area"), 1.0),
        ColumnBlock { width: 15.0, ..ColumnBlock::number(language.pick("Beginn", "Start")) },
        ColumnBlock { width: 29.0, ..ColumnBlock::words(course, 0.0) },
        ColumnBlock { width: 13.0, ..ColumnBlock::number(language.pick("Ist", "Actual")) },
        ColumnBlock { width: 13.0, ..ColumnBlock::number(language.pick("Ziel", "Target")) },
        ColumnBlock { width: 24.0, ..ColumnBlock::words(language.pick("Beurteilung", "Judgement"), 0.0) },
    ];
    let title = &found.definition.title;
    let caption = match language {
        Language::De => format!("Ziel und Stand: {title}"),
        Language::En => format!("Target and state: {title}"),
    };
    let mut table = TableBlock::new(format!("{key}-targets"), caption, columns, rows);
    table.source = listing.draft.sources_of(found.targets.iter().map(|target| target.indicator));
    Ok(Some(table))
}

/// Every recommendation with what became of it.
pub fn entries(listing: &Listing<'_>, files: &mut Files) -> Result<Vec<Block>, Problems> {
    let language = listing.language();
    let registers = &listing.draft.workshop.plan.registers;
    let source = &registers.written.recommendations.source;
    let mut problems = Problems::new();
    let mut blocks = Vec::new();
    for (at, found) in listing.recommendations().enumerate() {
        let entry = &found.definition;
        let key = format!("{}-{}", listing.key, at + 1);
        let mut facts = Vec::new();
        let mut push =
            |german: &str, english: &str, words: Words| facts.push(Fact::of(language.pick(german, english), words));
        match &entry.decision {
            Some(decision) => push("Beschluss", "Decision", Words::Plain(decided(decision, language))),
            None => push("Beschluss", "Decision", Words::Plain(language.pick("noch keiner", "none yet").to_owned())),
        }
        for (german, english, text) in [
            ("Was geschehen ist", "What has been done", &entry.progress),
            ("Warum es abweicht", "Why it differs", &entry.deviation),
            ("Nächster Schritt", "Next step", &entry.next),
        ] {
            let words = text.as_ref().and_then(|text| problems.collect(listing.phrase(source, text)));
            if let Some(words) = words {
                push(german, english, Words::Rich(words));
            }
        }
        if let Some(responsible) = &entry.responsible {
            push("Verantwortlich", "Responsible", Words::Plain(responsible.clone()));
        }
        let made = targets(listing, found, &key, files).map_err(Problems::from);
        let mut tables: Vec<TableBlock> = problems.collect(made).flatten().into_iter().collect();
        tables.extend(milestones(listing, found, &key));
        tables.extend(money(found, &key, language));
        blocks.push(Block::Entry(EntryBlock {
            key,
            number: entry.number.clone(),
            title: entry.title.clone(),
            tags: listing
                .field_title(found)
                .cloned()
                .into_iter()
                .chain([entry.state.word(language).to_owned()])
                .collect(),
            facts,
            tables,
            ..EntryBlock::default()
        }));
    }
    problems.into_result().map(|()| blocks)
}

/// What is said of a target: its judgement, or why there is none.
fn judged(progress: &Progress<'_>, language: Language) -> &'static str {
    match (progress.judgement, progress.now) {
        (Some(judgement), _) => judgement.word(language),
        (None, Some((year, _))) if year == progress.target.from => language.pick("am Beginn", "at the start"),
        (None, _) => language.pick("nicht zu beurteilen", "cannot be judged"),
    }
}

/// How many targets of each judgement, and the state of every recommendation.
pub fn overview(listing: &Listing<'_>) -> Block {
    let language = listing.language();
    let columns = vec![
        ColumnBlock { width: 9.0, ..ColumnBlock::words(language.pick("Nr.", "No."), 0.0) },
        ColumnBlock::words(language.pick("Empfehlung", "Recommendation"), 2.0),
        ColumnBlock { width: 24.0, ..ColumnBlock::words(language.pick("Stand", "State"), 0.0) },
        ColumnBlock::words(language.pick("Ziele", "Targets"), 1.2),
        ColumnBlock::number(language.pick("Euro geplant", "Euros planned")),
        ColumnBlock::number(language.pick("Euro verausgabt", "Euros spent")),
    ];
    let mut sums = (0, 0);
    let mut rows: Vec<RowBlock> = Vec::new();
    for found in listing.recommendations() {
        let entry = &found.definition;
        // The judged ones first, in the order of judgements.
        let mut counts: BTreeMap<(Option<Attainment>, &str), usize> = BTreeMap::new();
        for progress in &listing.all_progress(found) {
            *counts.entry((progress.judgement, judged(progress, language))).or_default() += 1;
        }
        let (unjudged, judged): (Vec<_>, Vec<_>) =
            counts.into_iter().partition(|((judgement, _), _)| judgement.is_none());
        let judged = judged.into_iter().chain(unjudged).map(|((_, words), count)| format!("{count} {words}"));
        let spent_in: Vec<&str> =
            entry.money.iter().flat_map(|money| money.spent.keys()).map(|year| year.get_ref().as_str()).collect();
        let planned: i128 = entry
            .money
            .iter()
            .flat_map(|money| &money.amounts)
            .filter(|(year, _)| spent_in.contains(&year.get_ref().as_str()))
            .map(|(_, amount)| i128::from(*amount))
            .sum();
        let spent = entry.money.iter().flat_map(|money| money.spent.values()).map(|euros| i128::from(*euros)).sum();
        sums = (sums.0 + planned, sums.1 + spent);
        rows.push(RowBlock::of(vec![
            CellBlock::of(&entry.number),
            CellBlock::of(&entry.title),
            CellBlock::of(entry.state.word(language)),
            CellBlock::of(judged.collect::<Vec<_>>().join(", ")),
            CellBlock::of(if spent_in.is_empty() { String::new() } else { euros(planned, language) }),
            CellBlock::of(if spent_in.is_empty() { String::new() } else { euros(spent, language) }),
        ]));
    }
    let words = ["", language.pick("Summe", "Total"), "", ""].map(CellBlock::of);
    let sums = [sums.0, sums.1].map(|sum| CellBlock::of(euros(sum, language)));
    rows.push(RowBlock::of(words.into_iter().chain(sums).collect()).in_role(RowRole::Total));
    let caption = listing.caption("Umsetzung auf einen Blick", "Implementation at a glance");
    let mut table = TableBlock::new(listing.key, caption, columns, rows);
    table.id.clone_from(&listing.plan.id);
    table.notes = listing.notes();
    table.notes.push(
        language
            .pick(
                "Beurteilt wird gegen den Wert, der bei gleichmäßigem Weg vom Beginn zum Ziel erreicht sein müsste. Geplant: Mittel der Jahre, für die Ausgaben gemeldet sind.",
                "Judged against the straight line from start to target. Planned: money of the years for which spending is known.",
            )
            .to_owned(),
    );
    Block::Table(table)
}

/// „DrS/2025/117, Kreistag, 9. Oktober 2025: ungeändert beschlossen (31 Ja, 12 Nein, 2 Enthaltungen)".
fn decided(decision: &Decision, language: Language) -> String {
    let (yes, no, abstained) =
        decision.vote.iter().fold((0, 0, 0), |sum, vote| (sum.0 + vote.yes, sum.1 + vote.no, sum.2 + vote.abstained));
    let votes = match language {
        _ if decision.vote.is_empty() => String::new(),
        Language::De => format!(" ({yes} Ja, {no} Nein, {abstained} Enthaltungen)"),
        Language::En => format!(" ({yes} yes, {no} no, {abstained} abstained)"),
    };
    let day = date(decision.date.get_ref(), language);
    format!("{}, {}, {day}: {}{votes}", decision.paper, decision.committee.get_ref(), decision.result)
}

/// Steps that are done or not, as seen on the date of the document.
pub fn milestones(listing: &Listing<'_>, found: &RecommendationPlan, key: &str) -> Option<TableBlock> {
    let language = listing.language();
    let day = listing.draft.document.definition.date.get_ref().date;
    let row = |step: &crate::definition::register::Milestone| {
        let state = match &step.done {
            Some(done) => date(done.get_ref(), language),
            None if step.due.get_ref().date < day => language.pick("überfällig", "overdue").to_owned(),
            None => language.pick("offen", "open").to_owned(),
        };
        RowBlock::of(vec![
            CellBlock::of(&step.text),
            CellBlock::of(date(step.due.get_ref(), language)),
            CellBlock::of(state),
        ])
    };
    let rows: Vec<RowBlock> = found.definition.milestone.iter().map(row).collect();
    let columns = vec![
        ColumnBlock::words(language.pick("Meilenstein", "Milestone"), 1.0),
        ColumnBlock { width: 36.0, ..ColumnBlock::words(language.pick("vorgesehen", "due"), 0.0) },
        ColumnBlock { width: 36.0, ..ColumnBlock::words(language.pick("erreicht", "done"), 0.0) },
    ];
    let title = &found.definition.title;
    let caption = match language {
        Language::De => format!("Meilensteine: {title}"),
        Language::En => format!("Milestones: {title}"),
    };
    (!rows.is_empty()).then(|| TableBlock::new(format!("{key}-milestones"), caption, columns, rows))
}

/// Planned and spent, by budget year; none where nothing has been spent.
fn money(found: &RecommendationPlan, key: &str, language: Language) -> Option<TableBlock> {
    let money = &found.definition.money;
    if money.iter().all(|money| money.spent.is_empty()) {
        return None;
    }
    let years = years(money.iter());
    let sum = |spent: bool, year: &str| {
        let of = |money: &'_ Money| if spent { money.spent.clone() } else { money.amounts.clone() };
        let is_told = money.iter().any(|money| of(money).keys().any(|told| told.get_ref() == year));
        let amounts = money.iter().map(|money| of_year(&of(money), year));
        // What has not been told yet is no zero.
        CellBlock::of(if is_told { euros(amounts.sum(), language) } else { "…".to_owned() })
    };
    let row = |german: &str, english: &str, spent: bool| {
        let cells = years.iter().map(|year| sum(spent, year));
        RowBlock::of([CellBlock::of(language.pick(german, english))].into_iter().chain(cells).collect())
    };
    let columns = [ColumnBlock::words("Euro", 1.0)].into_iter().chain(years.iter().map(ColumnBlock::number)).collect();
    let rows = vec![row("geplant", "planned", false), row("verausgabt", "spent", true)];
    let title = &found.definition.title;
    let caption = match language {
        Language::De => format!("Mittel: {title}"),
        Language::En => format!("Money: {title}"),
    };
    Some(TableBlock::new(format!("{key}-money"), caption, columns, rows))
}
