//! A chapter of a report: its text, its indicators, and what stands in it one after the other.

use serde::{Deserialize, Serialize};
use toml::Spanned;

use super::{Name, PictureDefinition};

/// `[[chapter]]`. Pictures, tables, lists and passages stand in it in the order in which they are written.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Chapter {
    /// Its heading.
    pub title: String,
    /// Markdown file in the folder named like the report.
    pub text: Option<Name>,
    /// All indicators of a set.
    pub indicator_set: Option<Name>,
    /// Or just these.
    #[serde(default)]
    pub indicators: Vec<Name>,
    /// What is shown of each.
    #[serde(default = "everything")]
    pub show: Vec<Show>,
    /// Its step on the cycle of seven, from 1.
    pub step: Option<Spanned<usize>>,
    /// Who contributes it.
    pub owner: Option<String>,
    /// How far the contribution is.
    pub contribution: Option<Spanned<Contribution>>,
    /// Charts and maps.
    #[serde(default)]
    pub picture: Vec<Spanned<PictureDefinition>>,
    /// Tables of figures.
    #[serde(default)]
    pub table: Vec<Spanned<TableDefinition>>,
    /// What registers hold, and what follows from figures.
    #[serde(default)]
    pub list: Vec<Spanned<ListDefinition>>,
    /// Further texts, with or without an author.
    #[serde(default)]
    pub passage: Vec<Spanned<Passage>>,
}

/// A block of an indicator's page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Show {
    /// Areas × years.
    Table,
    /// Line chart.
    Trend,
    /// Ranked bars.
    Ranking,
    /// Choropleth.
    Map,
}

fn everything() -> Vec<Show> {
    vec![Show::Table, Show::Trend, Show::Ranking, Show::Map]
}

/// How far somebody's contribution is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Contribution {
    /// Nothing yet.
    Missing,
    /// Not to be quoted.
    Draft,
    /// As it will be printed.
    Released,
}

/// One `[[chapter.table]]`: areas in rows, indicators and years in columns.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TableDefinition {
    /// How texts refer to it.
    pub id: Option<Name>,
    /// The caption; else it is made from what is shown.
    pub title: Option<String>,
    /// What is to be said below it.
    pub note: Option<String>,
    /// What is shown.
    pub indicators: Vec<Name>,
    /// The years; else the last one with numbers.
    #[serde(default)]
    pub years: Vec<Spanned<i32>>,
    /// Whether the change from the first year to the last has a column.
    #[serde(default)]
    pub change: bool,
    /// Keys of the areas; else those of the report.
    pub areas: Option<Vec<Name>>,
    /// Or all areas of a level.
    pub level: Option<Name>,
    /// A level or partition whose areas put the rows into groups, each with its own values below.
    pub group: Option<Name>,
    /// The area that is looked at.
    pub highlight: Option<Name>,
    /// True for a page on its side.
    #[serde(default)]
    pub landscape: bool,
}

/// One `[[chapter.list]]`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListDefinition {
    /// What is listed.
    pub kind: Spanned<ListKind>,
    /// How texts refer to it.
    pub id: Option<Name>,
    /// The caption; else the usual one.
    pub title: Option<String>,
    /// What is to be said below it.
    pub note: Option<String>,
    /// Ids of the entries; else all.
    #[serde(default)]
    pub only: Vec<Name>,
    /// Entries of these fields of action only.
    #[serde(default)]
    pub fields: Vec<Name>,
    /// Indicators that it is made from; else those of the report.
    #[serde(default)]
    pub indicators: Vec<Name>,
    /// How many answered, for each item of a survey.
    #[serde(default)]
    pub against: Vec<Name>,
    /// Years ahead, for what will be needed.
    #[serde(default)]
    pub years: Vec<Spanned<i32>>,
    /// Sets of indicators that it is made from.
    #[serde(default)]
    pub indicator_sets: Vec<Name>,
}

/// What can be listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ListKind {
    /// Recommendations, each with everything that is known of it.
    Recommendations,
    /// Recommendations in one table.
    Overview,
    /// What recommendations cost per budget year.
    Costs,
    /// State, targets and money of all recommendations in one table.
    Progress,
    /// Recommendations with decision, state, target and actual value.
    Attainment,
    /// Strategic goals with the recommendations that serve them.
    Goals,
    /// Fields of action with their place on the cycle.
    Fields,
    /// What was changed, when and why.
    Changes,
    /// Committees and groups.
    Bodies,
    /// Occasions of participation, each with what came out.
    Participation,
    /// Step × group × depth of participation.
    Ladder,
    /// Facilities by kind and area, with sums.
    Facilities,
    /// What there is against what is needed, today and in the years ahead.
    Needs,
    /// What is due when.
    Calendar,
    /// Words that occur and have to be explained.
    Glossary,
    /// Items of a survey: answers, agreement, mean.
    Items,
    /// What changes fast and where, for better and worse.
    Signals,
    /// One area in all indicators.
    Profile,
    /// All areas of the report, a page each.
    Profiles,
    /// Who contributes what, and how far it is.
    Contributions,
    /// All indicators with definition, formula and source.
    Catalogue,
    /// Files, providers, state and next delivery.
    Deliveries,
    /// Data that are needed and not delivered, by what they are worth and cost.
    Requests,
    /// What is missing.
    Gaps,
}

/// One `[[chapter.passage]]`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Passage {
    /// Markdown file in the folder named like the report.
    pub text: Name,
    /// A heading above it.
    pub title: Option<String>,
    /// Who wrote it.
    pub by: Option<String>,
    /// For whom.
    pub office: Option<String>,
}
