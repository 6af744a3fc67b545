//! The cube: what has to be measured for all documents together.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;
use std::path::PathBuf;

use super::Document;
use crate::area::Areas;
use crate::definition::{Break, ClassMethod, IndicatorKind, Polarity, Source};
use crate::figures::Shape;
use crate::number::Exact;
use crate::problem::Place;

/// Indicators × areas × years, with the files they come from.
#[derive(Debug)]
pub struct Cube {
    /// All areas of all levels and partitions.
    pub areas: Areas,
    /// The delivered files.
    pub sources: Vec<SourcePlan>,
    /// What is counted.
    pub base_figures: Vec<BaseFigure>,
    /// What is made of the counts.
    pub indicators: Vec<Indicator>,
    /// Titles of the indicator sets, in order of their files.
    pub sets: Vec<String>,
    /// First and last year.
    pub years: RangeInclusive<i32>,
}

/// One delivered file.
#[derive(Debug, Clone)]
pub struct SourcePlan {
    /// As written.
    pub source: Source,
    /// The file as it can be opened.
    pub path: PathBuf,
    /// The file as the planner names it, from the workspace.
    pub file: PathBuf,
    /// Where `sources.toml` names the file.
    pub place: Place,
    /// Where `sources.toml` names each column: area, period, value, quality, dimensions.
    pub columns: BTreeMap<String, Place>,
    /// Where `sources.toml` names the sheet.
    pub sheet: Option<Place>,
}

impl SourcePlan {
    /// A file that no `sources.toml` names.
    pub fn of_file(source: Source, file: PathBuf) -> SourcePlan {
        let (path, place) = (file.clone(), Place::file(&file));
        SourcePlan { source, path, file, place, columns: BTreeMap::new(), sheet: None }
    }

    /// Where to say which sheet is meant.
    pub fn sheet_place(&self) -> &Place {
        self.sheet.as_ref().unwrap_or(&self.place)
    }
}

/// A count: rows of one source, filtered and added up.
#[derive(Debug, Clone)]
pub struct BaseFigure {
    /// How indicators call it.
    pub id: String,
    /// What is counted.
    pub name: String,
    /// Position of its source.
    pub source: usize,
    /// False for what is never added up over areas.
    pub additive: bool,
    /// True where months of a year may be added up.
    pub flow: bool,
    /// What each unit counts.
    pub factor: Option<Exact>,
    /// Which codes of which dimensions count.
    pub filter: Vec<Filter>,
    /// Where it stands.
    pub place: Place,
    /// True where the workspace wrote it: then it must be countable, used or not.
    pub own: bool,
}

/// The codes of a dimension that count, with places.
#[derive(Debug, Clone)]
pub struct Filter {
    /// The dimension.
    pub dimension: (String, Place),
    /// Its codes.
    pub codes: Vec<(String, Place)>,
}

/// A formula over base figures.
#[derive(Debug, Clone)]
pub struct Indicator {
    /// How reports call it.
    pub id: String,
    /// Position of its set.
    pub set: usize,
    /// Title of its page.
    pub name: String,
    /// What of whom.
    pub definition: String,
    /// How the value is made.
    pub kind: IndicatorKind,
    /// Positions of the base figures above the line.
    pub numerator: Vec<usize>,
    /// Positions of the base figures taken off above the line.
    pub minus: Vec<usize>,
    /// Positions of the base figures below the line.
    pub denominator: Vec<usize>,
    /// Per how many.
    pub per: i64,
    /// Over how many years a change goes.
    pub years: i32,
    /// The year that is 100.
    pub base_year: i32,
    /// Base figures of a mean with the value of each of their units.
    pub values: Vec<(usize, Exact)>,
    /// Age classes: cases, people, weight.
    pub strata: Vec<(usize, usize, Exact)>,
    /// False where its counts are never added up over areas: a published rate.
    pub additive: bool,
    /// Other indicators that it is made of, with their weights; below zero where they are turned round.
    pub parts: Vec<(usize, Exact)>,
    /// Over how many years it is pooled; one where it is not.
    pub pool: i32,
    /// Below this the denominator is too small for a value.
    pub minimum_denominator: Option<i64>,
    /// True where a share may lie beyond 100 per cent.
    pub may_exceed: bool,
    /// The level below which it does not exist.
    pub level: Option<usize>,
    /// Is a high value good?
    pub polarity: Polarity,
    /// Who answers for it.
    pub owner: Option<String>,
    /// Field of action.
    pub field: Option<String>,
    /// Where a county finds it: statistic, table code, INKAR code.
    pub table: Option<String>,
    /// Version of the definition.
    pub version: Option<String>,
    /// Years from which on it is defined otherwise.
    pub breaks: Vec<Break>,
    /// How values are put into classes.
    pub classes: ClassMethod,
    /// Upper ends of classes, the same in every year.
    pub bounds: Vec<Exact>,
    /// Unit after the number; per cent where none is written for shares and growth.
    pub unit: Option<String>,
    /// Decimal places in print.
    pub decimals: u8,
    /// The sentence that shows how to read it.
    pub reading: String,
    /// What it does not show.
    pub limits: Option<String>,
}

impl Cube {
    /// How a part counts in an index of burdens, which rises with what is unfavourable and falls with what is favourable.
    pub fn signed_weight(&self, (part, weight): &(usize, Exact)) -> Exact {
        match self.indicators[*part].polarity {
            Polarity::Favourable => -*weight,
            Polarity::Unfavourable | Polarity::Neutral => *weight,
        }
    }

    /// Its extent.
    pub fn shape(&self) -> Shape {
        Shape { indicators: self.indicators.len(), areas: self.areas.areas.len(), years: self.years.clone() }
    }

    /// The position of an indicator.
    pub fn indicator(&self, id: &str) -> Option<usize> {
        self.indicators.iter().position(|indicator| indicator.id == id)
    }

    /// First years after a break in any source of an indicator, in order.
    pub fn breaks(&self, indicator: &Indicator) -> Vec<i32> {
        let sources = self.sources_of(indicator).into_iter();
        let breaks = sources.flat_map(|source| &self.sources[source].source.breaks).chain(&indicator.breaks);
        breaks.map(|found| found.year).collect::<BTreeSet<i32>>().into_iter().collect()
    }

    /// The break that lies between two years, the later one included.
    pub fn break_between(&self, indicator: &Indicator, before: i32, after: i32) -> Option<i32> {
        self.breaks(indicator).into_iter().rfind(|year| (before + 1..=after).contains(year))
    }

    /// The sources of an indicator, each once, numerator first.
    pub fn sources_of(&self, indicator: &Indicator) -> Vec<usize> {
        let mut sources = Vec::new();
        for figure in self.all_base_figures(indicator) {
            let source = self.base_figures[figure].source;
            if !sources.contains(&source) {
                sources.push(source);
            }
        }
        sources
    }

    /// What a base figure counts, in words that stay the same whatever it is called: source and codes.
    pub fn signature(&self, figure: usize) -> String {
        let base = &self.base_figures[figure];
        let mut filters: Vec<String> = base
            .filter
            .iter()
            .map(|filter| {
                let mut codes: Vec<&str> = filter.codes.iter().map(|(code, _)| code.as_str()).collect();
                codes.sort_unstable();
                format!(" {}={}", filter.dimension.0, codes.join("|"))
            })
            .collect();
        filters.sort_unstable();
        format!("{}{}", self.sources[base.source].source.id.get_ref(), filters.concat())
    }

    /// The base figures of an indicator and of those it is made of.
    pub fn all_base_figures(&self, indicator: &Indicator) -> Vec<usize> {
        let parts = indicator.parts.iter().flat_map(|(part, _)| self.indicators[*part].base_figures());
        indicator.base_figures().chain(parts).collect()
    }
}

impl Indicator {
    /// All base figures of its own, numerator first.
    pub fn base_figures(&self) -> impl Iterator<Item = usize> {
        let strata = self.strata.iter().flat_map(|(cases, people, _)| [*cases, *people]);
        let own = self.numerator.iter().chain(&self.minus).chain(&self.denominator).copied();
        own.chain(self.values.iter().map(|(figure, _)| *figure)).chain(strata)
    }

    /// The years whose counts go into the value of a year.
    pub fn years_behind(&self, year: i32) -> Vec<i32> {
        let pooled = |year: i32| year - self.pool + 1..=year;
        match self.kind {
            IndicatorKind::Change | IndicatorKind::Growth => pooled(year).chain(pooled(year - self.years)).collect(),
            IndicatorKind::Index => pooled(year).chain(pooled(self.base_year)).collect(),
            _ => pooled(year).collect(),
        }
    }

    /// True where differences have the unit of the value, not points.
    pub fn is_amount(&self) -> bool {
        use IndicatorKind as Of;
        matches!(
            self.kind,
            Of::Count | Of::Quotient | Of::Density | Of::Change | Of::Mean | Of::Cumulated | Of::Median | Of::Composite
        )
    }

    /// True where the values of parts add up to that of the whole, which is then nothing to compare them with.
    pub fn adds_up(&self) -> bool {
        self.additive && matches!(self.kind, IndicatorKind::Count | IndicatorKind::Change)
    }

    /// True for what can be better or worse and is compared between areas.
    pub fn has_a_good_side(&self) -> bool {
        self.polarity != Polarity::Neutral && !self.adds_up() && !self.is_change()
    }

    /// True where the value says how something changed.
    pub fn is_change(&self) -> bool {
        matches!(self.kind, IndicatorKind::Change | IndicatorKind::Growth)
    }

    /// True where a value says where an area stands among the others of the same year, and nothing about other years.
    pub fn holds_within_a_year(&self) -> bool {
        self.kind == IndicatorKind::Composite
    }

    /// True where the value is made of other indicators, after protection.
    pub fn is_derived(&self) -> bool {
        self.kind.is_derived()
    }

    /// True where the value is a number of per cent, by its kind or because a published rate says so.
    pub fn in_percent(&self) -> bool {
        use IndicatorKind as Of;
        matches!(self.kind, Of::Share | Of::Growth | Of::Coverage | Of::Distribution)
            || self.kind != Of::Change && self.unit.as_deref().is_some_and(|unit| PERCENT.contains(&unit.trim()))
    }
}

/// Units of published rates that mean per cent.
const PERCENT: [&str; 5] = ["%", "Prozent", "v. H.", "per cent", "percent"];

/// The years that all documents need together, with what changes look back on.
pub fn years(documents: &[Document], indicators: &[Indicator]) -> RangeInclusive<i32> {
    if documents.is_empty() {
        return 0..=0;
    }
    let first = documents.iter().map(|document| document.from).min().unwrap_or(0);
    let last = documents.iter().map(|document| document.to).max().unwrap_or(0);
    // What stands in chapters may look farther back, or ahead.
    let asked = || documents.iter().flat_map(Document::elements).flat_map(|element| element.years().iter().copied());
    let (first, last) = (asked().fold(first, i32::min), asked().fold(last, i32::max));
    let behind: Vec<i32> = indicators.iter().flat_map(|indicator| indicator.years_behind(first)).collect();
    let behind = || behind.iter().copied().filter(|year| (1900..2200).contains(year));
    behind().min().unwrap_or(first).min(first)..=behind().max().unwrap_or(last).max(last)
}
