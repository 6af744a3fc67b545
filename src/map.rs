//! The door to geometry: maps as our own SVG, because areas have holes and hatching. Comes in:
//! boundaries of the base areas, protected values with printed texts. Goes out: drawings with an
//! alternative text made from the same values. It computes no class and prints no number itself.

mod atlas;
mod boundaries;
mod choropleth;
mod legend;
mod sheet;
mod svg;

pub use atlas::Atlas;
pub use boundaries::read as read_boundaries;
pub use choropleth::{MapContent, draw};
pub use legend::LegendClass;
pub use sheet::Sheet;
