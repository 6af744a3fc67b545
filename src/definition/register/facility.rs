//! What there is on the ground: day-care centres, advice centres, homes, with places and providers.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use crate::definition::Name;

/// `facilities.toml`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Facilities {
    /// Kinds of facilities.
    #[serde(default)]
    pub kind: Vec<FacilityKind>,
    /// Every one of them.
    #[serde(default)]
    pub facility: Vec<Facility>,
}

/// A kind of facilities.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FacilityKind {
    /// How facilities call it.
    pub id: Name,
    /// „Familienzentren".
    pub name: String,
    /// What is counted: „Plätze", „Beratungen".
    pub places: Option<String>,
    /// Id of the indicator that counts who needs them, for the coverage: „einwohner_u3".
    pub demand: Option<Name>,
}

/// One facility.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Facility {
    /// „Familienzentrum am Markt".
    pub name: String,
    /// Id of its kind.
    pub kind: Name,
    /// Key of its area.
    pub area: Name,
    /// How many.
    pub places: Option<u32>,
    /// Who runs it.
    pub provider: Option<String>,
    /// Since which year.
    pub since: Option<Spanned<i32>>,
    /// Where it is, in degrees.
    pub point: Option<Spanned<BTreeMap<String, f64>>>,
}
