//! The door to plotters: line charts and ranked bars. Comes in: protected values with printed texts.
//! Goes out: drawings in the embedded face with an alternative text made from the same values. It
//! reads no figures itself and draws no maps.

mod canvas;
mod ranking;
mod scale;
mod trend;

pub use ranking::{Ranking, ranking};
pub use trend::{Trend, trend};
