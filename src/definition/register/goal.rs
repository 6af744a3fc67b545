//! Strategic goals, fields of action, and the log of their changes.

use serde::Deserialize;
use toml::Spanned;
use toml::value::Datetime;

use crate::definition::Name;

/// `goals.toml`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Goals {
    /// What the county wants.
    #[serde(default)]
    pub goal: Vec<Goal>,
    /// Where it acts.
    #[serde(default)]
    pub field: Vec<ActionField>,
    /// What was changed, when and why.
    #[serde(default)]
    pub change: Vec<Change>,
}

/// A strategic goal.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Goal {
    /// How others call it.
    pub id: Name,
    /// „5".
    pub number: String,
    /// „Zusammenleben aller Menschen".
    pub title: String,
    /// What is meant.
    pub text: Option<String>,
    /// Number of the paper that decided it.
    pub paper: Option<String>,
}

/// A field of action.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ActionField {
    /// How others call it.
    pub id: Name,
    /// „Armut".
    pub title: String,
    /// What belongs to it.
    pub text: Option<String>,
    /// Which sector planning leads.
    pub lead: Option<String>,
    /// Where its topic stands on the cycle of seven steps.
    pub step: Option<Spanned<usize>>,
    /// Ids of its indicators.
    #[serde(default)]
    pub indicators: Vec<Name>,
}

/// A change of a goal, a recommendation or a topic.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Change {
    /// When.
    pub date: Spanned<Datetime>,
    /// Id of the goal, field or recommendation.
    pub of: Name,
    /// What is different.
    pub what: String,
    /// Why.
    pub why: String,
}
