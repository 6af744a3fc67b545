//! An indicator set: base figures (what is counted) and indicators (what is made of the counts).

use std::collections::BTreeMap;

use serde::Deserialize;

use toml::Spanned;

use super::{Break, Name};

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
    /// A dimension of `where`: one base figure for each of its codes, called `id.code`; the id alone means all of them.
    pub each: Option<Name>,
    /// False for published rates, means and the like: they are never added up over areas.
    #[serde(default = "yes")]
    pub additive: bool,
    /// True for births, arrivals and the like, whose months and quarters add up to a year; people are counted once.
    #[serde(default)]
    pub flow: bool,
    /// What each unit counts: 1000 for a table in thousands, 0.35 for a need that is a share of the people.
    pub factor: Option<Spanned<f64>>,
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
    #[serde(default)]
    pub numerator: Vec<Name>,
    /// Base figures that are taken off above the line.
    #[serde(default)]
    pub minus: Vec<Name>,
    /// Base figures that are added up below the line.
    #[serde(default)]
    pub denominator: Vec<Name>,
    /// For `rate`, `standardised` and `cumulated`: per how many.
    pub per: Option<i64>,
    /// For `change` and `growth`: over how many years.
    pub years: Option<i64>,
    /// For `index`: the year that is 100.
    pub base_year: Option<i32>,
    /// For `mean`: base figures and the value that each of their units has.
    #[serde(default)]
    pub values: Vec<WeightedBase>,
    /// For `standardised` and `cumulated`: age classes with their weights.
    #[serde(default)]
    pub strata: Vec<StratumDefinition>,
    /// For `composite` and `median`: other indicators.
    #[serde(default)]
    pub parts: Vec<PartDefinition>,
    /// Numerators and denominators are added up over so many years, the last one included.
    pub pool: Option<Spanned<i64>>,
    /// Below this the denominator is too small for a value.
    pub minimum_denominator: Option<i64>,
    /// True where a share may lie beyond 100 per cent: children from elsewhere in day care.
    #[serde(default)]
    pub may_exceed: bool,
    /// Unit after the number; shares and growth have per cent.
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
    /// The finest level at which it exists, where the files do not say it.
    pub level: Option<Name>,
    /// Who answers for it (Fachplanung), if not who answers for the set.
    pub owner: Option<String>,
    /// Field of action (Handlungsfeld).
    pub field: Option<String>,
    /// Where a county finds it: statistic, table code, INKAR code.
    pub table: Option<String>,
    /// Version of this definition.
    pub version: Option<String>,
    /// Years from which on it is defined otherwise than before.
    #[serde(default, rename = "break")]
    pub breaks: Vec<Break>,
    /// How maps and bars are classed.
    #[serde(default)]
    pub classes: ClassMethod,
    /// Upper ends of classes, the same in every year.
    #[serde(default)]
    pub bounds: Vec<f64>,
}

/// A base figure with the value of each of its units: people of an age class and its middle.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WeightedBase {
    /// The base figure.
    pub base: Name,
    /// What each unit counts.
    pub at: f64,
}

/// An age class with its weight in the standard population.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StratumDefinition {
    /// Cases.
    pub numerator: Name,
    /// People.
    pub denominator: Name,
    /// Weight, or width of the class.
    pub weight: f64,
}

/// An indicator that another is made of.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PartDefinition {
    /// Which.
    pub indicator: Name,
    /// How much it counts.
    #[serde(default = "unweighted")]
    pub weight: f64,
    /// Turned round: high becomes low.
    #[serde(default)]
    pub reverse: bool,
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
    /// Numerator ÷ area.
    Density,
    /// Each of several base figures as a share of their sum: one indicator per figure.
    Distribution,
    /// Supply ÷ need × 100, with the places that are missing.
    Coverage,
    /// Numerator minus the numerator `years` years before.
    Change,
    /// The same in per cent of the numerator then.
    Growth,
    /// Numerator in per cent of the numerator of `base_year`.
    Index,
    /// Mean of `values`, weighted by their counts.
    Mean,
    /// Rates of `strata`, weighted by a standard population.
    Standardised,
    /// Sum of the rates of `strata` times their widths, such as the total fertility rate.
    Cumulated,
    /// Median of another indicator over the areas inside.
    Median,
    /// Weighted mean of the z-values of other indicators.
    Composite,
}

impl IndicatorKind {
    /// True where the value is made of other indicators, after protection.
    pub fn is_derived(self) -> bool {
        matches!(self, IndicatorKind::Median | IndicatorKind::Composite)
    }
}

/// How values are put into classes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ClassMethod {
    /// Natural breaks by Fisher.
    #[default]
    Natural,
    /// So many areas in each, as far as equal values allow.
    Quantile,
    /// Equally wide.
    Equal,
    /// By standard deviations from the mean.
    Deviation,
    /// Equally wide, with round borders.
    Pretty,
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

fn unweighted() -> f64 {
    1.0
}

fn yes() -> bool {
    true
}

impl IndicatorSet {
    /// Writes out base figures for each code, and their names where formulas name all of them.
    pub fn written_out(mut self, all: &BTreeMap<String, Vec<Name>>) -> IndicatorSet {
        let base = std::mem::take(&mut self.base);
        self.base = base.into_iter().flat_map(BaseFigureDefinition::for_each).collect();
        for indicator in &mut self.indicator {
            for figures in [&mut indicator.numerator, &mut indicator.minus, &mut indicator.denominator] {
                let names = std::mem::take(figures).into_iter();
                let one = |name: Name| match all.get(name.get_ref()) {
                    Some(several) => {
                        several.iter().map(|each| Name::new(name.span(), each.get_ref().clone())).collect()
                    }
                    None => vec![name],
                };
                *figures = names.flat_map(one).collect();
            }
        }
        self
    }

    /// The base figures that stand for several, with the names of all of them.
    pub fn several(&self) -> impl Iterator<Item = (String, Vec<Name>)> {
        let several = self.base.iter().filter(|base| base.each.is_some());
        several.map(|base| {
            let each = base.clone().for_each().into_iter().map(|figure| figure.id);
            (base.id.get_ref().clone(), each.collect())
        })
    }
}

impl BaseFigureDefinition {
    /// One for each code of its dimension; itself where it names none.
    fn for_each(self) -> Vec<BaseFigureDefinition> {
        let Some(each) = &self.each else { return vec![self] };
        let dimension = self.filter.keys().find(|dimension| dimension.get_ref() == each.get_ref()).cloned();
        let codes = dimension.as_ref().and_then(|dimension| self.filter.get(dimension)).cloned().unwrap_or_default();
        let one = |code: Name| {
            let mut filter = self.filter.clone();
            filter.extend(dimension.clone().map(|dimension| (dimension, vec![code.clone()])));
            BaseFigureDefinition {
                id: Name::new(self.id.span(), format!("{}.{}", self.id.get_ref(), code.get_ref())),
                // „Männer, 0–4": a range of ages has a dash.
                name: format!("{}, {}", self.name, code.get_ref().replace('-', "–")),
                filter,
                each: None,
                ..self.clone()
            }
        };
        codes.into_iter().map(one).collect()
    }
}
