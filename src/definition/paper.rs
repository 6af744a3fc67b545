//! What makes a report a council paper: number, committees, resolution, money, annexes.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;
use toml::value::Datetime;

use super::Name;

/// `[paper]`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Paper {
    /// „DrS/2025/117".
    pub number: String,
    /// „Beschlussvorlage".
    pub kind: String,
    /// Who leads.
    pub lead: String,
    /// Who took part.
    #[serde(default)]
    pub participants: Vec<String>,
    /// Strategic goals.
    #[serde(default)]
    pub goals: Vec<String>,
    /// Who signs: „In Vertretung …".
    pub signature: Option<String>,
    /// The committees in their order.
    #[serde(default)]
    pub consultation: Vec<Consultation>,
    /// What is to be decided.
    pub resolution: Option<Resolution>,
    /// What it costs.
    pub finance: Option<Finance>,
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
    pub role: String,
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
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Finance {
    /// What is spent.
    pub item: Vec<FinanceItem>,
    /// Where it comes from.
    pub cover: Vec<CoverSource>,
    /// „36300.5318000".
    pub account: Option<String>,
    /// A sentence below the table.
    pub note: Option<String>,
}

/// A row of costs.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FinanceItem {
    /// „Personal (2,0 Stellen)".
    pub name: String,
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
}

fn yes() -> bool {
    true
}
