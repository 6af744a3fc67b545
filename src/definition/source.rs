//! `sources.toml`: every delivered file, how it is read, whose it is, what must stay secret.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::value::Datetime;

use super::{Method, Name, Protection, Status};

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
    /// The format of the file, where it shall not be told from its content.
    pub reader: Option<Reader>,
    /// The sheet of a workbook, or the file in a ZIP.
    pub sheet: Option<Name>,
    /// The line in which the data begins, where it shall not be told from the content.
    pub first_row: Option<u32>,
    /// The year of all rows, where the file does not say it.
    pub period: Option<i32>,
    /// The key of all rows, where the file has no column of keys.
    pub area: Option<Name>,
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
    /// How often it is delivered: „jährlich".
    pub cadence: Option<String>,
    /// When the next delivery is due.
    pub due: Option<Datetime>,
    /// Where questions go.
    pub contact: Option<String>,
    /// How the provider changed numbers for secrecy; they do not add up.
    pub altered: Option<Altered>,
    /// Where the columns of a table are, where their headings do not say it.
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
    /// What must stay secret in internal reports, where that is something else.
    pub internal: Option<Protection>,
    /// Years without data, and why.
    #[serde(default, rename = "gap")]
    pub gaps: Vec<Gap>,
    /// Years that cannot be compared with the year before.
    #[serde(default, rename = "break")]
    pub breaks: Vec<Break>,
}

impl Source {
    /// The rules for reports of a status.
    pub fn protection(&self, status: Status) -> Option<&Protection> {
        let internal = self.internal.as_ref().filter(|_| status == Status::Internal);
        internal.or(self.protection.as_ref())
    }

    /// True where counts of it may have to be hidden from somebody.
    pub fn has_secrets(&self) -> bool {
        self.protection
            .iter()
            .chain(&self.internal)
            .any(|rule| !matches!(rule.method, Method::AtSource | Method::Public))
    }

    /// A source of which nothing but the file is known.
    pub fn bare(id: &str, file: &str) -> Source {
        let name = |text: &str| Name::new(0..0, text.to_owned());
        Source {
            id: name(id),
            file: name(file),
            reader: None,
            sheet: None,
            first_row: None,
            period: None,
            area: None,
            title: String::new(),
            provider: String::new(),
            table: None,
            licence: None,
            as_of: None,
            reference: None,
            cadence: None,
            due: None,
            contact: None,
            altered: None,
            columns: Columns::default(),
            dimensions: BTreeMap::new(),
            signs: BTreeMap::new(),
            protection: None,
            internal: None,
            gaps: Vec::new(),
            breaks: Vec::new(),
        }
    }
}

/// The format of a delivered file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Reader {
    /// CSV with one value per row, or one per column.
    Tidy,
    /// „Tabelle als CSV" of GENESIS databases: stacked header rows, key and name in front.
    Genesis,
    /// Flat CSV of GENESIS databases, old and new, and of INKAR.
    Flat,
    /// Cube file of GENESIS databases.
    Cube,
    /// GV100AD, the list of municipalities.
    Gazetteer,
    /// XLSX, XLS, ODS.
    Workbook,
    /// Parquet.
    Parquet,
}

impl Reader {
    /// As definitions write it.
    pub fn name(self) -> &'static str {
        match self {
            Reader::Tidy => "tidy",
            Reader::Genesis => "genesis",
            Reader::Flat => "flat",
            Reader::Cube => "cube",
            Reader::Gazetteer => "gazetteer",
            Reader::Workbook => "workbook",
            Reader::Parquet => "parquet",
        }
    }
}

/// How a provider changed numbers for secrecy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Altered {
    /// Small random changes that are the same for the same cell (Zensus 2022).
    CellKey,
    /// Each number rounded for itself, to 3, 5 or 10.
    Rounded,
}

/// The columns of a table by their headings; stacked headings are joined by ` | `.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Columns {
    /// Key of the area.
    pub area: Option<Name>,
    /// Or the columns whose texts together are the key.
    pub area_parts: Vec<Name>,
    /// Year or date.
    pub period: Option<Name>,
    /// Number or sign.
    pub value: Option<Name>,
    /// Or several columns of numbers.
    pub values: Vec<Name>,
    /// `p`, `r`, `s`, `()` beside the number.
    pub quality: Option<Name>,
    /// Unit of measure.
    pub unit: Option<Name>,
    /// Column delimiter.
    pub delimiter: Option<Delimiter>,
    /// Decimal sign.
    pub decimal: Option<char>,
}

/// The sign between the columns of a text file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(try_from = "char")]
pub struct Delimiter(pub u8);

impl TryFrom<char> for Delimiter {
    type Error = &'static str;

    fn try_from(sign: char) -> Result<Delimiter, &'static str> {
        let is_usable = sign.is_ascii() && !sign.is_ascii_alphanumeric() && sign != '"';
        let byte = u8::try_from(sign).ok().filter(|_| is_usable);
        byte.map(Delimiter).ok_or("expected a delimiter such as `;`, `,` or `\\t`")
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

/// A year from which on values cannot be compared with those before.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Break {
    /// The first year after the break.
    pub year: i32,
    /// What changed.
    pub reason: String,
}

/// Years for which a source has nothing, and why.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Gap {
    /// First year.
    pub from: i32,
    /// Last year.
    pub to: i32,
    /// Why.
    pub reason: GapReason,
    /// In words, for the supplier.
    pub note: Option<String>,
}

/// Why a source has nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum GapReason {
    /// The supplier cannot deliver it.
    NotDeliverable,
    /// Nobody has asked yet.
    NotAsked,
    /// It would make no sense.
    NotSensible,
}
