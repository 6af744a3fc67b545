//! `sources.toml`: every delivered file, how it is read, whose it is, what must stay secret.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;
use toml::value::Datetime;

use super::Name;

/// The whole of `sources.toml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sources {
    /// One entry per delivered file.
    #[serde(default)]
    pub source: Vec<Source>,
}

/// One delivered file.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// How base figures call it.
    pub id: Name,
    /// Relative to the data folder.
    pub file: Name,
    /// The layout of the file.
    #[serde(default)]
    pub reader: Reader,
    /// Title of the statistic.
    pub title: String,
    /// Who delivers it, as it wishes to be named.
    pub provider: String,
    /// Code of the table at the provider.
    pub table: Option<String>,
    /// Licence, as it is printed.
    pub licence: Option<String>,
    /// State of the data.
    pub as_of: Option<Datetime>,
    /// Reference date or period of a year's value: „31.12.", „Jahresdurchschnitt".
    pub reference: Option<String>,
    /// Where the columns of a tidy file are.
    #[serde(default)]
    pub columns: Columns,
    /// Names of dimensions and the columns that hold them.
    #[serde(default)]
    pub dimensions: BTreeMap<String, Name>,
    /// Signs that stand instead of numbers, beyond the usual ones.
    #[serde(default)]
    pub signs: BTreeMap<String, SourceSign>,
    /// What must stay secret.
    pub protection: Option<Protection>,
    /// Years that cannot be compared with the year before.
    #[serde(default, rename = "break")]
    pub breaks: Vec<Break>,
}

/// The layout of a delivered file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reader {
    /// CSV with one value per row.
    #[default]
    Tidy,
    /// „Tabelle als CSV" of GENESIS databases: stacked header rows, key and name in front.
    Genesis,
}

/// The columns of a tidy file.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Columns {
    /// Key of the area.
    pub area: Name,
    /// Year or date.
    pub period: Name,
    /// Number or sign.
    pub value: Name,
    /// `p`, `r`, `s`, `()` beside the number.
    pub quality: Option<Name>,
    /// Column delimiter.
    pub delimiter: char,
    /// Decimal sign.
    pub decimal: char,
}

impl Default for Columns {
    fn default() -> Columns {
        let name = |text: &str| Name::new(0..0, text.to_owned());
        Columns {
            area: name("area"),
            period: name("period"),
            value: name("value"),
            quality: None,
            delimiter: ';',
            decimal: ',',
        }
    }
}

/// What a sign in a delivered file means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SourceSign {
    /// Exactly zero.
    Nothing,
    /// Kept secret by the provider.
    Secret,
    /// Unknown or secret: the file does not say which.
    Unknown,
    /// Follows later.
    Later,
    /// Not certain enough.
    Uncertain,
    /// Makes no sense.
    Meaningless,
    /// Not delivered.
    Missing,
}

/// The rule of a source: counts from 1 to `minimum` − 1 stay secret.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Protection {
    /// The smallest count that may be seen.
    pub minimum: Spanned<i64>,
    /// What becomes of zero.
    #[serde(default)]
    pub zero: Zero,
    /// The reason that is printed.
    pub reason: String,
}

/// What becomes of zero under a minimum count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Zero {
    /// It may be seen.
    #[default]
    Show,
    /// It stays secret as well.
    Hide,
}

/// A year from which on values cannot be compared with those before.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Break {
    /// The first year after the break.
    pub year: i32,
    /// What changed.
    pub reason: String,
}
