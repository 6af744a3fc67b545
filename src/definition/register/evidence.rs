//! What people said and who took part: interviews, focus groups, workshops, surveys.

use serde::Deserialize;
use toml::Spanned;
use toml::value::Datetime;

use crate::definition::Name;

/// `evidence.toml`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Evidence {
    /// In the order of print.
    #[serde(default)]
    pub participation: Vec<Participation>,
}

/// One occasion on which people were heard.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Participation {
    /// How others call it.
    pub id: Name,
    /// „Gespräche in vier Familienzentren".
    pub title: String,
    /// How they were heard.
    pub method: Method,
    /// When, or the first day.
    pub date: Spanned<Datetime>,
    /// The last day.
    pub until: Option<Spanned<Datetime>>,
    /// Ids of the groups.
    #[serde(default)]
    pub groups: Vec<Name>,
    /// How far they could decide.
    pub depth: Depth,
    /// In which steps of the cycle, 1 to 7.
    #[serde(default)]
    pub steps: Vec<Spanned<usize>>,
    /// Id of the field of action.
    pub field: Option<Name>,
    /// How many were asked.
    pub invited: Option<u32>,
    /// How many took part.
    pub persons: Spanned<u32>,
    /// How those who took part are kept from being known.
    pub anonymity: Option<String>,
    /// How people were chosen, asked and listened to.
    pub text: Option<String>,
    /// What came out.
    #[serde(default)]
    pub results: Vec<String>,
    /// What they said.
    #[serde(default)]
    pub quote: Vec<Quote>,
    /// What became of it.
    #[serde(default)]
    pub follow_up: Vec<String>,
}

/// What somebody said.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Quote {
    /// Word for word.
    pub text: String,
    /// Who, without a name: „Mutter von zwei Kindern".
    pub by: String,
}

/// How people were heard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Method {
    /// Interviews along a guide.
    Interview,
    /// A group that talks about one topic.
    Focusgroup,
    /// A group that works on one.
    Workshop,
    /// Questionnaires.
    Survey,
    /// A conference.
    Conference,
    /// A meeting with a group that has others.
    Meeting,
    /// A meeting for everybody.
    Hearing,
    /// A network of relations, drawn.
    Network,
}

/// How far those who take part can decide.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Depth {
    /// They are told.
    Information,
    /// They are asked.
    Consultation,
    /// They work on it.
    Involvement,
    /// They decide with others.
    Decision,
}
