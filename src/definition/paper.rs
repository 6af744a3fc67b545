//! What makes a report a council paper: number, committees, resolution, money, effects, questions, annexes.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;
use toml::value::Datetime;

use super::Name;
use super::register::MoneyKind;

/// `[paper]`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Paper {
    /// „DrS/2025/117".
    pub number: Name,
    /// What it asks of the council; the labels of the county say what that is called.
    pub kind: PaperKind,
    /// Who leads.
    pub lead: String,
    /// Who took part.
    #[serde(default)]
    pub participants: Vec<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// „50.01-12/25".
    pub file_number: Option<String>,
    /// Number of the paper that it replaces.
    pub replaces: Option<String>,
    /// Number of the paper that it supplements.
    pub supplements: Option<String>,
    /// Ids of strategic goals; words where the county keeps no register of them.
    #[serde(default)]
    pub goals: Vec<Name>,
    /// Ids of the recommendations that it puts before the council.
    #[serde(default)]
    pub recommendations: Vec<Name>,
    /// Which budget it feeds: „Doppelhaushalt 2026/2027".
    pub budget: Option<String>,
    /// Who signs: „In Vertretung …".
    pub signature: Option<String>,
    /// What it says in a few sentences; a text that may ask for values.
    pub summary: Option<Name>,
    /// The law that it rests on, and who is responsible.
    pub legal: Option<Name>,
    /// The committees in their order.
    #[serde(default)]
    pub consultation: Vec<Consultation>,
    /// What is to be decided.
    pub resolution: Option<Resolution>,
    /// What it costs.
    pub finance: Option<Finance>,
    /// What it touches: the names are those of the county's form.
    #[serde(default)]
    pub effects: BTreeMap<Name, Effect>,
    /// Who asked, for answers.
    pub inquiry: Option<Inquiry>,
}

/// What a paper asks of the council.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PaperKind {
    /// That it decides.
    Decision,
    /// That it takes note, and perhaps decides.
    Information,
    /// That it takes note of what the administration reports.
    Report,
    /// Nothing: it answers.
    Answer,
}

impl PaperKind {
    /// All kinds with the words of the files.
    pub const ALL: [(PaperKind, &str); 4] = [
        (PaperKind::Decision, "decision"),
        (PaperKind::Information, "information"),
        (PaperKind::Report, "report"),
        (PaperKind::Answer, "answer"),
    ];
}

/// One committee's turn.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Consultation {
    /// „Sozialausschuss".
    pub committee: Spanned<String>,
    /// Date of the meeting.
    pub date: Datetime,
    /// Agenda item: „Ö 4".
    pub item: Option<String>,
    /// „Vorberatung", „Entscheidung".
    pub role: Name,
    /// True where this committee decides.
    #[serde(default)]
    pub decides: bool,
    /// What came out, after the meeting.
    pub result: Option<String>,
}

/// The proposed resolution; every item is a text that may ask for values.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Resolution {
    /// „Der Kreistag beschließt:"
    pub intro: Name,
    /// The numbered items.
    pub items: Vec<Name>,
}

/// The financial effects, in whole euros per budget year.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Finance {
    /// What is spent; else what the recommendations of the paper cost.
    #[serde(default)]
    pub item: Vec<FinanceItem>,
    /// Where it comes from.
    #[serde(default)]
    pub cover: Vec<CoverSource>,
    /// „36300.5318000".
    pub account: Option<String>,
    /// „36300 Kinder- und Jugendhilfe".
    pub plan: Option<String>,
    /// Euros beyond the budget, which the main committee has to agree to.
    pub beyond_budget: Option<i64>,
    /// A sentence below the table.
    pub note: Option<String>,
}

/// A row of costs.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FinanceItem {
    /// „Personal (2,0 Stellen)".
    pub name: String,
    /// Once or every year.
    #[serde(default)]
    pub kind: MoneyKind,
    /// „36300.5012000".
    pub account: Option<String>,
    /// Budget year → euros.
    pub amounts: BTreeMap<Spanned<String>, i64>,
}

/// A row of cover.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CoverSource {
    /// „Teilplan 36300".
    pub name: String,
    /// Budget year → euros.
    pub amounts: BTreeMap<Spanned<String>, i64>,
}

/// Whether something is touched, and how.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Effect {
    /// Yes or no.
    pub affected: bool,
    /// How.
    pub text: Option<String>,
}

/// What somebody asked, with the answers.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Inquiry {
    /// „Fraktion A".
    pub by: String,
    /// When.
    pub date: Spanned<Datetime>,
    /// Number of the paper with the questions.
    pub paper: Option<String>,
    /// The questions in order.
    pub question: Vec<AnsweredQuestion>,
}

/// A question and its answer.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AnsweredQuestion {
    /// Word for word.
    pub text: String,
    /// A text that may ask for values.
    pub answer: Name,
}

/// What is attached to a document.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Annex {
    /// Another report of the workspace.
    pub report: Name,
    /// Its title in the list of annexes; else the report's.
    pub title: Option<String>,
    /// Whether the annex may be seen by everybody.
    #[serde(default = "yes")]
    pub public: bool,
    /// Why not, as it is printed.
    pub reason: Option<String>,
}

fn yes() -> bool {
    true
}

/// `labels-….toml` of the template of papers: what a county calls things, and which of them its form has.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Labels {
    /// Whose they are.
    pub name: String,
    /// What a paper is called: „Drucksache", „Vorlage".
    pub paper: String,
    /// Forms of numbers: `#` is a digit, all else stands for itself. Any number is right where there is none.
    #[serde(default)]
    pub numbers: Vec<String>,
    /// What committees may do with a paper. Any word is right where there is none.
    #[serde(default)]
    pub roles: Vec<String>,
    /// What the kinds of papers are called.
    pub kinds: BTreeMap<PaperKind, String>,
    /// In which order the parts of a paper stand.
    pub order: Vec<PaperPart>,
    /// Titles of the parts.
    pub titles: BTreeMap<PaperPart, String>,
    /// The lines of the form.
    #[serde(default)]
    pub effect: Vec<EffectLabel>,
}

/// A part of a paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum PaperPart {
    /// What it says in a few sentences.
    Summary,
    /// What is to be decided.
    Resolution,
    /// Questions and answers.
    Questions,
    /// The chapters.
    Matter,
    /// The law that it rests on.
    Legal,
    /// What it costs.
    Finance,
    /// What it touches.
    Effects,
    /// What is attached.
    Annexes,
}

impl PaperPart {
    /// All parts with the words of the files.
    pub const ALL: [(PaperPart, &str); 8] = [
        (PaperPart::Summary, "summary"),
        (PaperPart::Resolution, "resolution"),
        (PaperPart::Questions, "questions"),
        (PaperPart::Matter, "matter"),
        (PaperPart::Legal, "legal"),
        (PaperPart::Finance, "finance"),
        (PaperPart::Effects, "effects"),
        (PaperPart::Annexes, "annexes"),
    ];
}

/// A line of the form of effects.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EffectLabel {
    /// How papers call it.
    pub id: Name,
    /// As it is printed.
    pub label: String,
}
