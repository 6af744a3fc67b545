//! What is due when: budget, committees, participation, deliveries.

use serde::Deserialize;
use toml::Spanned;
use toml::value::Datetime;

/// `calendar.toml`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Calendar {
    /// In any order; printed by day.
    #[serde(default)]
    pub entry: Vec<Entry>,
}

/// One date.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// When, or the first day.
    pub date: Spanned<Datetime>,
    /// The last day.
    pub until: Option<Spanned<Datetime>>,
    /// „Haushalt", „Ausschuss", „Beteiligung".
    pub kind: String,
    /// What happens.
    pub text: String,
    /// Who sees to it.
    pub responsible: Option<String>,
}
