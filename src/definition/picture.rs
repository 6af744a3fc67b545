//! A picture that a chapter asks for: a kind, and a few keys that all kinds share.

use serde::{Deserialize, Serialize};
use toml::Spanned;

use super::Name;

/// One `[[chapter.picture]]`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PictureDefinition {
    /// What is drawn.
    pub kind: Spanned<PictureKind>,
    /// How texts refer to it.
    pub id: Option<Name>,
    /// The caption; else it is made from what is shown.
    pub title: Option<String>,
    /// What is to be said below it: assumptions, what it does not show.
    pub note: Option<String>,
    /// How much of the column it takes.
    #[serde(default)]
    pub size: PictureSize,
    /// What is shown.
    #[serde(default)]
    pub indicators: Vec<Name>,
    /// What it is held against: the need, the people behind, the scenarios, a part of the bars.
    #[serde(default)]
    pub against: Vec<Name>,
    /// Keys of the areas; else those of the report.
    pub areas: Option<Vec<Name>>,
    /// Or all areas of a level.
    pub level: Option<Name>,
    /// The area that is looked at.
    pub highlight: Option<Name>,
    /// The years; else the last one with numbers, or all of the report.
    pub years: Option<Vec<Spanned<i32>>>,
    /// What is to be reached.
    pub target: Option<Spanned<f64>>,
    /// Areas by rank, or as they are listed.
    pub order: Option<Spanned<PictureOrder>>,
    /// Whether shares and rates get their intervals.
    pub intervals: Option<Spanned<bool>>,
    /// The steps of a ring, the events of a timeline, the rows of a matrix.
    #[serde(default)]
    pub step: Vec<Step>,
    /// The columns of a matrix.
    #[serde(default)]
    pub columns: Vec<Name>,
    /// The step at which the reader is, from 1.
    pub here: Option<Spanned<usize>>,
    /// Kinds of facilities on a map of them; else all.
    #[serde(default)]
    pub facilities: Vec<Name>,
}

/// A step of a ring, an event, a row of a matrix.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// What it is called.
    pub label: String,
    /// When it is, on a timeline.
    pub when: Option<String>,
    /// A line below, or the cells of a row.
    #[serde(default)]
    pub text: Vec<String>,
}

/// How much of the column a picture takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum PictureSize {
    /// All of it.
    #[default]
    Full,
    /// Half of it.
    Half,
    /// A third of it.
    Third,
}

/// In which order areas are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PictureOrder {
    /// By falling value.
    #[default]
    Rank,
    /// As the report lists them.
    Listed,
}

/// What can be drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PictureKind {
    /// Ranked bars.
    Bars,
    /// Ranked dots on stems.
    Lollipop,
    /// Bars side by side for several years or indicators.
    Grouped,
    /// Parts on top of each other.
    Stacked,
    /// Parts of a whole of 100 per cent.
    Shares,
    /// Lines over years.
    Lines,
    /// Lines over years, the first year being 100.
    Index,
    /// A small line chart for every area, all on one scale.
    Multiples,
    /// Two years, joined by lines.
    Slope,
    /// Two years, a dot each.
    Dumbbell,
    /// A table with a small line in every row.
    Sparklines,
    /// Age classes, men left, women right.
    Pyramid,
    /// Areas by indicators, coloured by distance from the mean.
    Heatmap,
    /// Answers to statements, centred on the neutral one.
    Likert,
    /// Two indicators against each other.
    Scatter,
    /// What is there against what is needed.
    Bullet,
    /// The past, and several futures.
    Fan,
    /// Values against the number of people behind them, with the range of chance.
    Funnel,
    /// One area within the range of all others, over several indicators.
    Spine,
    /// How one number becomes another.
    Waterfall,
    /// A ring of steps.
    Cycle,
    /// Events in time.
    Timeline,
    /// Who does what.
    Matrix,
    /// Faces in the colours of classes.
    Map,
    /// Circles for absolute numbers.
    Symbols,
    /// Faces in the colours of distance from the compared area.
    Around,
    /// Two indicators in three by three colours.
    Bivariate,
    /// One tile of equal size for every area.
    Tiles,
    /// Names of the areas.
    Locator,
    /// A small map for every year, all with the same classes.
    Maps,
    /// Where facilities are.
    Sites,
}
