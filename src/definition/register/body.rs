//! Committees of the council, and groups that plan or take part.

use serde::Deserialize;

use crate::definition::Name;

/// `bodies.toml`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bodies {
    /// Of the council.
    #[serde(default)]
    pub committee: Vec<Committee>,
    /// Of planning and participation.
    #[serde(default)]
    pub group: Vec<Group>,
}

/// A committee of the council.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Committee {
    /// „Sozialausschuss", as papers call it.
    pub name: Name,
    /// What it is responsible for.
    pub text: Option<String>,
    /// True where it may decide for the council.
    #[serde(default)]
    pub decides: bool,
}

/// A group that plans or takes part.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// How others call it.
    pub id: Name,
    /// „Fokusgruppe Familie".
    pub name: String,
    /// Who it is.
    pub circle: Circle,
    /// What it does.
    pub text: Option<String>,
}

/// The six circles of those who take part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Circle {
    /// Of the county's administration.
    Internal,
    /// Of towns and municipalities.
    Municipal,
    /// Of providers and offices.
    Institutional,
    /// Of the council.
    Political,
    /// Everybody, those affected among them.
    Public,
    /// Whoever else.
    Other,
}
