//! A report definition: one document of the workspace.

use serde::Deserialize;
use toml::Spanned;
use toml::value::Datetime;

use super::{Annex, Chapter, Name, Paper};
use crate::number::Language;

/// One file of `reports/`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReportDefinition {
    /// Folder in `report-templates/`.
    pub template: Name,
    /// Title of the document.
    pub title: String,
    /// Line below the title.
    pub subtitle: Option<String>,
    /// Date of the document; the program never asks the clock.
    pub date: Spanned<Datetime>,
    /// State of the data.
    pub as_of: Spanned<Datetime>,
    /// Who may see it.
    #[serde(default)]
    pub status: Status,
    /// True for drafts: a word across every page says so.
    #[serde(default)]
    pub draft: bool,
    /// Another language than the workspace's.
    pub language: Option<Language>,
    /// Id of the report that is a paper, for summaries and sheets about it.
    pub of: Option<Name>,
    /// A level: one document is made for every area of it.
    pub each: Option<Name>,
    /// Indicators by which areas are told to be similar.
    #[serde(default)]
    pub similar: Vec<Name>,
    /// The areas in its tables.
    pub areas: AreaSelection,
    /// Areas put together for this report (Handlungsräume), from areas of any level.
    #[serde(default)]
    pub area_set: Vec<AreaSet>,
    /// The years in its charts.
    pub period: Period,
    /// Indicators whose key sentences open the report; else the first of each chapter.
    #[serde(default)]
    pub highlights: Vec<Name>,
    /// Why those affected were not heard, where they were not.
    pub without_affected: Option<String>,
    /// Where the topic comes from, for topic reports.
    pub origin: Option<Origin>,
    /// By when the document has to be there.
    pub due: Option<Spanned<Datetime>>,
    /// The chapters.
    #[serde(default)]
    pub chapter: Vec<Chapter>,
    /// What makes it a council paper.
    pub paper: Option<Paper>,
    /// What is attached.
    #[serde(default)]
    pub annex: Vec<Annex>,
}

/// Who may see a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Everybody.
    #[default]
    Public,
    /// The administration.
    Internal,
}

/// Where a topic comes from.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Origin {
    /// Who brought it up.
    pub kind: OriginKind,
    /// Number of the paper or order.
    pub paper: Option<String>,
    /// What was asked for.
    pub text: Option<String>,
}

/// Who brought a topic up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum OriginKind {
    /// The council.
    A,
    /// The administration.
    B,
    /// Somebody outside.
    C,
}

/// Which areas a report shows.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AreaSelection {
    /// All areas of a level or partition.
    pub level: Option<Name>,
    /// Or just these.
    pub keys: Option<Vec<Name>>,
    /// Of the level only those that fit a rule: `sgb2_quote > kreis + 1 sd`.
    #[serde(rename = "where")]
    pub rule: Option<Name>,
    /// The area all others are compared with, last row of every table.
    pub compare: Name,
    /// Further areas below it: Land, Bund, other counties.
    #[serde(default)]
    pub also: Vec<Name>,
    /// What becomes of an indicator that does not exist at this level.
    #[serde(default)]
    pub coarser: Coarser,
}

/// Areas put together for one report.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AreaSet {
    /// Its key.
    pub id: Name,
    /// Its printed name.
    pub name: String,
    /// Keys of the areas it consists of.
    pub members: Vec<Name>,
}

/// What becomes of an indicator that exists at coarser levels only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Coarser {
    /// The report is not made; the problem says why.
    #[default]
    Refuse,
    /// It is shown for the compared area and marked as of limited use.
    Mark,
}

/// First and last year.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Period {
    /// First year of charts.
    pub from: Spanned<i32>,
    /// The year of tables, maps and sentences.
    pub to: Spanned<i32>,
}
