//! The door to plotters: one file per kind of chart. Comes in: a grid of protected values with printed texts, and a few
//! options that all kinds share. Goes out: drawings in the embedded face with an alternative text made from the same
//! values. It reads no figures itself and draws no maps.

mod axis;
mod bars;
mod bullet;
mod canvas;
mod course;
mod dumbbell;
mod grouped;
mod heatmap;
mod key;
mod likert;
mod multiples;
mod pyramid;
mod rows;
mod scatter;
mod scheme;
mod slope;
mod sparkline;
mod spine;
mod stacked;
mod trend;
mod waterfall;

pub use bars::{bars, lollipop};
pub use bullet::bullet;
pub use dumbbell::dumbbell;
pub use grouped::grouped;
pub use heatmap::heatmap;
pub use likert::likert;
pub use multiples::multiples;
pub use pyramid::{Sides, pyramid, usual_width};
pub use scatter::{Chance, funnel, scatter};
pub use scheme::{Scheme, Station, cycle, matrix, timeline};
pub use slope::slope;
pub use sparkline::sparkline;
pub use spine::spine;
pub use stacked::{shares, stacked};
pub use trend::trend;
pub use waterfall::{is_cut, waterfall};

use crate::figures::{Drawing, Grid, Mark};
use crate::number::Language;
use crate::problem::Problem;
use crate::wording::Description;

/// What a chart shows, whatever its kind.
pub struct Chart<'a> {
    /// The values; rows are drawn in their order.
    pub grid: &'a Grid,
    /// What, when and in which unit, for the alternative text: „Kinderarmut 2022, Prozent".
    pub subject: &'a str,
    /// A line across for the compared area; none for counts.
    pub reference: Option<Mark>,
    /// A line across for what is to be reached.
    pub target: Option<Mark>,
    /// Per column the ends of a band behind the lines, and its name.
    pub band: Option<Band<'a>>,
    /// First years after a break.
    pub breaks: &'a [i32],
    /// True where all values stand in a table beside it; else the alternative text has them.
    pub tabled: bool,
    /// True where ranks stand before the names.
    pub ranked: bool,
    /// True where axes of lines begin at zero; those of bars always do.
    pub from_zero: bool,
    /// Width in millimetres.
    pub width: f64,
    /// Height in millimetres that is not exceeded.
    pub most_height: f64,
    /// Language of labels and of the alternative text.
    pub language: Language,
}

/// A band behind lines: the middle half of all areas, the range of scenarios.
pub struct Band<'a> {
    /// What it is called.
    pub name: &'a str,
    /// Its ends per column; none where there are too few values.
    pub ends: Vec<Option<(f64, f64)>>,
}

impl Chart<'_> {
    /// The alternative text begins with the kind of chart.
    fn description(&self, kind: &str) -> Description {
        Description::new(kind, self.subject, self.language)
    }

    /// The finished drawing; the alternative text ends with what is missing.
    fn drawing(&self, svg: String, height: f64, description: Description) -> Result<Drawing, Problem> {
        let description = if self.tabled { description } else { description.values(self.grid) };
        let alt = description.gaps(self.grid).finish();
        Ok(Drawing { svg, width: self.width, height: (height * 100.0).round() / 100.0, alt })
    }
}
