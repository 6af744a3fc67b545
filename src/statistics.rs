//! Pure mathematics of published figures. Comes in: exact numbers. Goes out: ranks, classes, intervals, trends,
//! correlations, judgements. It knows no area and no indicator.

mod attainment;
mod classes;
mod correlation;
mod grouping;
mod interval;
mod nearest;
mod rank;
mod spread;
mod standard;
mod trend;

pub use attainment::{Attainment, Way, attainment};
pub use classes::{Classes, natural_breaks};
pub use correlation::{control_limits, rank_correlation};
pub use grouping::{deviations, equal_intervals, fixed, pretty, quantiles};
pub use interval::{Interval, Standing, difference, poisson, standing, wilson};
pub use nearest::nearest;
pub use rank::ranks;
pub use spread::{Spread, quantile, spread, standard_deviation, z_values};
pub use standard::{Stratum, directly_standardised};
pub use trend::{Trend, trend};
