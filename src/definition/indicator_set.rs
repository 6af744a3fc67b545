//! An indicator set: base figures (what is counted) and indicators (what is made of the counts).

use std::collections::BTreeMap;

use serde::Deserialize;

use super::Name;

/// One file of `indicator-sets/`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IndicatorSet {
    /// The topic, as it is printed.
    pub title: String,
    /// Who answers for it.
    pub owner: Option<String>,
    /// What is counted.
    #[serde(default)]
    pub base: Vec<BaseFigureDefinition>,
    /// What is made of the counts.
    #[serde(default)]
    pub indicator: Vec<IndicatorDefinition>,
}

/// A base figure (Kennzahl): rows of one source, filtered and added up.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BaseFigureDefinition {
    /// How indicators call it.
    pub id: Name,
    /// What is counted: „Einwohnerinnen und Einwohner unter 15 Jahren".
    pub name: String,
    /// The source it is counted in.
    pub source: Name,
    /// Dimension → the codes that count; a dimension left out counts by its total, else whole.
    #[serde(default, rename = "where")]
    pub filter: BTreeMap<Name, Vec<Name>>,
}

/// An indicator: a formula over base figures.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IndicatorDefinition {
    /// How reports call it.
    pub id: Name,
    /// Short name, the title of its page.
    pub name: String,
    /// One line: what of whom.
    pub definition: String,
    /// How the value is made.
    pub kind: IndicatorKind,
    /// Base figures that are added up above the line.
    pub numerator: Vec<Name>,
    /// Base figures that are taken off above the line.
    #[serde(default)]
    pub minus: Vec<Name>,
    /// Base figures that are added up below the line.
    #[serde(default)]
    pub denominator: Vec<Name>,
    /// For `rate`: per how many. For `change`: over how many years.
    pub per: Option<i64>,
    /// Unit after the number; `share` and `change` have per cent.
    pub unit: Option<String>,
    /// Decimal places in print.
    #[serde(default = "one")]
    pub decimals: u8,
    /// Is a high value good?
    #[serde(default)]
    pub polarity: Polarity,
    /// „In {area} leben {value} von 100 Kindern …"
    pub reading: String,
    /// What the indicator does not show.
    pub limits: Option<String>,
}

/// How the value is made from numerator and denominator.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum IndicatorKind {
    /// The numerator itself.
    Count,
    /// Numerator ÷ denominator × 100, in per cent.
    Share,
    /// Numerator ÷ denominator × `per`.
    Rate,
    /// Numerator ÷ denominator.
    Quotient,
    /// Numerator against the numerator `per` years before, in per cent.
    Change,
}

/// Whether a high value is good.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Polarity {
    /// High is good.
    Favourable,
    /// High is bad.
    Unfavourable,
    /// Neither.
    #[default]
    Neutral,
}

fn one() -> u8 {
    1
}
