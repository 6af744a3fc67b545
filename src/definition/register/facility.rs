//! What there is on the ground: day-care centres, advice centres, homes, with places and providers.

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
    /// So many places are needed for 100 of them.
    pub rate: Option<Spanned<f64>>,
    /// Who says so: „Beschluss des Jugendhilfeausschusses vom 12.3.2024".
    pub basis: Option<String>,
    /// What a place costs in a year, in euros.
    pub cost: Option<Spanned<u32>>,
    /// What the need may become.
    #[serde(default)]
    pub scenario: Vec<Scenario>,
}

/// One of several futures.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scenario {
    /// „mittlere Variante".
    pub name: String,
    /// Id of the indicator that counts who will need places.
    pub demand: Name,
    /// So many places will be needed for 100 of them; else as today.
    pub rate: Option<Spanned<f64>>,
    /// What is assumed: „Zuzug wie in den letzten fünf Jahren".
    pub assumes: String,
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
    /// Until which year.
    pub until: Option<Spanned<i32>>,
    /// Where it is.
    pub point: Option<Spanned<Point>>,
}

impl Facility {
    /// True where it has places at the end of a year.
    pub fn is_open(&self, year: i32) -> bool {
        self.since.as_ref().is_none_or(|since| *since.get_ref() <= year) && !self.is_closed(year)
    }

    /// True where it had places before a year and has none in it.
    pub fn is_closed(&self, year: i32) -> bool {
        self.until.as_ref().is_some_and(|until| *until.get_ref() < year)
    }
}

/// A place on the map: in degrees, or in metres.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Point {
    /// Degrees north.
    pub lat: Option<f64>,
    /// Degrees east.
    pub lon: Option<f64>,
    /// Metres north in UTM 32.
    pub north: Option<f64>,
    /// Metres east in UTM 32.
    pub east: Option<f64>,
}
