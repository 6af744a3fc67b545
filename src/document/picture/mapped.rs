//! Maps of a chapter.

use super::Made;
use super::values::Values;
use crate::problem::{Fault, Problem};

/// Draws a map; there is none without boundaries.
pub fn map(values: &Values<'_>) -> Result<Made, Problem> {
    let fault = Fault::MissingKey { key: "boundaries".to_owned() };
    Err(Problem::at(values.plan.place.clone(), fault))
}
