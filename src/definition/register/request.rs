//! What is needed and nobody delivers yet, with what it would be worth and cost to get it.

use serde::Deserialize;
use toml::Spanned;
use toml::value::Datetime;

use super::Priority;
use crate::definition::Name;

/// `requests.toml`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Requests {
    /// In any order: what is worth most and costs least is printed first.
    #[serde(default)]
    pub request: Vec<Request>,
}

/// Data that somebody is asked for, or should be.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Request {
    /// „Wohnungslose Haushalte".
    pub data: String,
    /// Which question it would answer.
    pub purpose: Option<String>,
    /// Who has it.
    pub provider: String,
    /// For areas of which level.
    pub level: Option<Name>,
    /// What it would be worth.
    pub benefit: Priority,
    /// What it would take to get it.
    pub effort: Priority,
    /// How far that is.
    #[serde(default)]
    pub state: RequestState,
    /// Since when.
    pub date: Option<Spanned<Datetime>>,
    /// Conditions, reasons of a refusal.
    pub note: Option<String>,
}

/// How far a request is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum RequestState {
    /// Nobody has been asked.
    #[default]
    Open,
    /// Asked, without an answer.
    Asked,
    /// It will come.
    Promised,
    /// It will not come.
    Refused,
}
