//! `drucksache.toml`: who publishes, how it looks, which areas there are.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};
use toml::Spanned;

use super::Name;
use super::source::Delimiter;
use crate::number::Language;

/// The whole of `drucksache.toml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WorkspaceDefinition {
    /// Language of the documents.
    #[serde(default)]
    pub language: Language,
    /// Which signs stand where there is no number.
    #[serde(default)]
    pub signs: SignSet,
    /// A notice at the foot of every page, such as that all figures are invented.
    pub notice: Option<String>,
    /// How texts write forms for all sexes: „Einwohner:innen", „Einwohner*innen"; else as they are written.
    pub inclusive: Option<Inclusive>,
    /// Folder of the delivered files, relative to the workspace; it may lie outside.
    #[serde(default = "data_folder")]
    pub data: PathBuf,
    /// The table of sources, relative to the workspace.
    #[serde(default = "sources_file")]
    pub sources: PathBuf,
    /// Who publishes.
    pub publisher: Publisher,
    /// Corporate design.
    #[serde(default)]
    pub look: LookDefinition,
    /// What council papers are called here.
    #[serde(default)]
    pub papers: PapersDefinition,
    /// How strict checks are.
    #[serde(default)]
    pub checks: ChecksDefinition,
    /// Levels of areas, from the finest to the coarsest.
    pub level: Vec<LevelDefinition>,
    /// The files that list the areas.
    pub area_table: Vec<AreaFile>,
    /// Further partitions over the same municipalities.
    #[serde(default)]
    pub partition: Vec<PartitionFile>,
    /// Municipalities that were merged, split or given another key.
    pub changes: Option<ChangeFile>,
    /// The boundaries of the finest level.
    pub boundaries: Option<Boundaries>,
}

/// A set of signs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SignSet {
    /// The classical signs of official statistics in Germany.
    #[default]
    Classic,
    /// Letters, as the statistical office of Niedersachsen prints them.
    Letters,
    /// Words in brackets, as British statistics write them: `[c]`, `[x]`, `[z]`.
    Shorthand,
}

/// The sign in forms for all sexes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Inclusive {
    /// „Einwohner:innen"
    Colon,
    /// „Einwohner*innen"
    Star,
    /// „Einwohner_innen"
    Underscore,
}

/// Who publishes: title page, imprint, head of papers.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Publisher {
    /// „Kreis Segeberg".
    pub name: String,
    /// „Die Landrätin".
    pub head: String,
    /// „Stabsstelle Sozialplanung".
    pub unit: String,
    /// Lines of the address.
    #[serde(default)]
    pub address: Vec<String>,
    /// Where questions go.
    #[serde(default)]
    pub contact: Vec<String>,
}

/// `[papers]`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PapersDefinition {
    /// Labels of a county: `segeberg`; else `neutral`.
    pub labels: Option<Name>,
    /// Where the council information system shows a paper: `https://…?nr={number}`.
    pub link: Option<Name>,
}

/// `[checks]`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ChecksDefinition {
    /// How many months lie between the state of the data and a document at most.
    pub oldest_data: i64,
}

impl Default for ChecksDefinition {
    fn default() -> ChecksDefinition {
        ChecksDefinition { oldest_data: 24 }
    }
}

/// The corporate design: colours as `#rrggbb` or names of published schemes, logo, faces, margins, header and footer. What is
/// left out is as the house has it; sizes and spacing belong to the templates.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct LookDefinition {
    /// Text.
    pub ink: Option<Name>,
    /// Captions, sources, axis labels.
    pub grey: Option<Name>,
    /// Hairlines.
    pub line: Option<Name>,
    /// Background of boxes.
    pub paper: Option<Name>,
    /// Headings and numbers of figures.
    pub primary: Option<Name>,
    /// The county, everywhere.
    pub accent: Option<Name>,
    /// Classes of maps and bars, from low to high.
    pub scale: Option<Vec<Name>>,
    /// Or the name of a sequential scheme: `blues`, `viridis`.
    pub palette: Option<Name>,
    /// Classes below and above a middle, from low to high; an odd number of them.
    pub diverging: Option<Vec<Name>>,
    /// Or the name of a diverging scheme: `puor`, `brbg`.
    pub diverging_palette: Option<Name>,
    /// Lines and groups that have no order.
    pub categories: Option<Vec<Name>>,
    /// Coat of arms or logo: an SVG or PNG file of the workspace.
    pub logo: Option<Name>,
    /// What it shows, for those who do not see it.
    pub logo_alt: Option<String>,
    /// Font files of the workspace for the texts of documents; drawings keep the embedded face.
    pub faces: Vec<Name>,
    /// Margins of reports.
    pub margins: Option<Spanned<Margins>>,
    /// At the head of every page instead of title and publisher: `{title}`, `{publisher}`, `{unit}` and `{date}` are filled in.
    pub header: Option<String>,
    /// A further line at the foot, likewise.
    pub footer: Option<String>,
    /// The mark of documents that are not for everybody.
    pub confidential: Option<String>,
    /// The word across the pages of drafts.
    pub draft: Option<String>,
}

/// Margins in millimetres. Texts and drawings are 170 mm wide, so left and right make 40 together.
#[derive(Debug, Clone, Copy, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Margins {
    /// Above the text; the header stands in it.
    pub top: f64,
    /// Below the text; the footer stands in it.
    pub bottom: f64,
    /// At the left.
    pub left: f64,
    /// At the right.
    pub right: f64,
}

impl Default for Margins {
    fn default() -> Margins {
        Margins { top: 24.0, bottom: 20.0, left: 20.0, right: 20.0 }
    }
}

/// One level of areas.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LevelDefinition {
    /// How definitions call it.
    pub id: Name,
    /// One of them: „Raum".
    pub name: String,
    /// Many of them: „Räume".
    pub plural: String,
    /// Many of them after „in den": „Räumen".
    pub dative: Option<String>,
    /// False where the tables of areas have only some of their parts: their values are those published, never sums. Without
    /// a word that is so where every one has the same parts as a finer area.
    pub complete: Option<bool>,
}

/// A CSV file, or the list of municipalities (GV100AD), with one row per area.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AreaFile {
    /// Relative to the data folder, or to the workspace if it lies there.
    pub file: Name,
    /// The level of all its rows; else a column `level` says it.
    pub level: Option<Name>,
    /// Of a list of municipalities (GV100AD) only these records: 10 Land, 40 county, 50 Verband, 60 municipality.
    pub record: Option<u8>,
    /// Of a list of municipalities only keys that begin so.
    pub within: Option<String>,
    /// Column with the key.
    #[serde(default = "column_key")]
    pub key: Name,
    /// Column with the name.
    #[serde(default = "column_name")]
    pub name: Name,
    /// Column with the key of the next coarser area.
    #[serde(default = "column_parent")]
    pub parent: Name,
    /// Column delimiter.
    #[serde(default = "delimiter")]
    pub delimiter: Delimiter,
    /// Only rows with these values in these columns.
    #[serde(default, rename = "where")]
    pub filter: std::collections::BTreeMap<String, String>,
}

/// A CSV file (`;`) with columns `key;name;member`, one row per member.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PartitionFile {
    /// How definitions call the level it makes.
    pub id: Name,
    /// One of its areas.
    pub name: String,
    /// Many of its areas.
    pub plural: String,
    /// Many of them after „in den".
    pub dative: Option<String>,
    /// Relative to the data folder or to the workspace.
    pub file: Name,
    /// Areas of responsibility may share municipalities; then they are never added up.
    #[serde(default)]
    pub overlap: bool,
    /// Not every municipality need belong to one of them.
    #[serde(default)]
    pub partial: bool,
}

/// A CSV file with columns `old;new;year` and, for splits, `share`: from that year on, `old` is (part of) `new`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChangeFile {
    /// Relative to the data folder or to the workspace.
    pub file: Name,
}

/// The boundaries of the finest level, as GeoJSON, GeoPackage or Shapefile.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Boundaries {
    /// Relative to the data folder or to the workspace.
    pub file: Name,
    /// Property with the area's key.
    #[serde(default = "column_key")]
    pub key: Name,
    /// The source line of maps.
    pub credit: String,
}

fn data_folder() -> PathBuf {
    PathBuf::from("data")
}

fn sources_file() -> PathBuf {
    PathBuf::from("data/sources.toml")
}

fn delimiter() -> Delimiter {
    Delimiter(b';')
}

fn column_key() -> Name {
    Name::new(0..0, "key".to_owned())
}

fn column_name() -> Name {
    Name::new(0..0, "name".to_owned())
}

fn column_parent() -> Name {
    Name::new(0..0, "parent".to_owned())
}
