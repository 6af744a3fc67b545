//! Words that have to be explained.

use serde::Deserialize;

use crate::definition::Name;

/// `glossary.toml`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Glossary {
    /// In any order; printed by letters.
    #[serde(default)]
    pub term: Vec<Term>,
}

/// One word.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// „Bedarfsgemeinschaft".
    pub word: Name,
    /// Other forms by which a text is found to use it.
    #[serde(default)]
    pub forms: Vec<String>,
    /// What it means.
    pub text: String,
}
