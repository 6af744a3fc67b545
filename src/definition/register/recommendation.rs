//! Recommendations for action: what is to be done, why, by whom, with what, and what came of it.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;
use toml::value::Datetime;

use crate::definition::Name;

/// `recommendations.toml`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recommendations {
    /// In any order: they are printed by number.
    #[serde(default)]
    pub recommendation: Vec<Recommendation>,
}

/// One recommendation.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recommendation {
    /// How reports and papers call it.
    pub id: Name,
    /// „3.1".
    pub number: String,
    /// What it is about, in a few words.
    pub title: String,
    /// Id of its field of action.
    pub field: Option<Name>,
    /// Ids of the strategic goals that it serves.
    #[serde(default)]
    pub goals: Vec<Name>,
    /// How urgent it is.
    pub priority: Option<Priority>,
    /// What was found; a text that may ask for values.
    pub finding: Option<Name>,
    /// Ids of the evidence that it rests on.
    #[serde(default)]
    pub evidence: Vec<Name>,
    /// What is to be done.
    #[serde(default)]
    pub measures: Vec<String>,
    /// Who does it.
    pub responsible: Option<String>,
    /// Who takes part.
    #[serde(default)]
    pub involved: Vec<String>,
    /// First day.
    pub from: Option<Spanned<Datetime>>,
    /// Last day.
    pub until: Option<Spanned<Datetime>>,
    /// Posts that it needs.
    #[serde(default)]
    pub staff: Vec<Post>,
    /// What it costs.
    #[serde(default)]
    pub money: Vec<Money>,
    /// What is given up instead, or how it is paid for.
    pub instead: Option<String>,
    /// By which indicators its effect is told.
    #[serde(default)]
    pub target: Vec<Target>,
    /// Steps that are done or not.
    #[serde(default)]
    pub milestone: Vec<Milestone>,
    /// What the council made of it.
    pub decision: Option<Decision>,
    /// Where it stands.
    #[serde(default)]
    pub state: State,
    /// What has been done; a text that may ask for values.
    pub progress: Option<Name>,
    /// Why it is not where it should be; likewise.
    pub deviation: Option<Name>,
    /// What comes next; likewise.
    pub next: Option<Name>,
}

/// How urgent a recommendation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Priority {
    /// At once.
    High,
    /// In time.
    Medium,
    /// When there is room.
    Low,
}

/// Where a recommendation stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// Not begun.
    #[default]
    Open,
    /// Begun.
    Running,
    /// Carried out.
    Done,
    /// Put off.
    Postponed,
    /// Given up or refused.
    Dropped,
}

/// Posts of one pay grade.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Post {
    /// In full-time equivalents.
    pub share: Spanned<f64>,
    /// „S 12".
    pub grade: Option<String>,
}

/// Money of one account, in whole euros per budget year.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Money {
    /// „Personal".
    pub name: String,
    /// Once or every year.
    #[serde(default)]
    pub kind: MoneyKind,
    /// „36300.5318000".
    pub account: Option<String>,
    /// Budget year → euros that it needs.
    pub amounts: BTreeMap<Spanned<String>, i64>,
    /// Budget year → euros that have been spent.
    #[serde(default)]
    pub spent: BTreeMap<Spanned<String>, i64>,
}

/// Whether money is spent once or every year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MoneyKind {
    /// Every year.
    #[default]
    Running,
    /// Once.
    Once,
}

/// What an indicator is to be, where and when. The value at the start comes from the figures.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Target {
    /// Id of the indicator.
    pub indicator: Name,
    /// Keys of the areas; else the area that the report compares with.
    #[serde(default)]
    pub areas: Vec<Name>,
    /// The year it starts from.
    pub from: Spanned<i32>,
    /// What is to be reached.
    pub value: Spanned<f64>,
    /// By which year.
    pub by: Spanned<i32>,
}

/// A step that is done or not.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Milestone {
    /// What is to be there.
    pub text: String,
    /// By when.
    pub due: Spanned<Datetime>,
    /// When it was done.
    pub done: Option<Spanned<Datetime>>,
}

/// What the council made of a recommendation.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decision {
    /// Number of the paper, or id of the report that is the paper.
    pub paper: String,
    /// Which committee.
    pub committee: Name,
    /// When.
    pub date: Spanned<Datetime>,
    /// „ungeändert beschlossen".
    pub result: String,
    /// How it voted.
    #[serde(default)]
    pub vote: Vec<Vote>,
}

/// The votes of a party group, or of the whole committee.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Vote {
    /// „Fraktion A"; the whole committee without one.
    pub group: Option<String>,
    /// In favour.
    pub yes: u32,
    /// Against.
    pub no: u32,
    /// Neither.
    #[serde(default)]
    pub abstained: u32,
}
