//! The door to geometry: maps as our own SVG, because areas have holes and hatching. Comes in:
//! boundaries of the base areas, protected values with printed texts. Goes out: drawings with an
//! alternative text made from the same values. It computes no class and prints no number itself.

mod atlas;
mod bivariate;
mod boundaries;
mod choropleth;
mod frame;
mod legend;
mod locator;
mod sheet;
mod sites;
mod svg;
mod symbols;
mod tiles;
mod topology;

pub use atlas::Atlas;
pub use bivariate::bivariate;
pub use boundaries::read as read_boundaries;
pub use choropleth::{Classes, choropleth, series};
pub use frame::{MOST_RANKS, MapContent};
pub use legend::LegendClass;
pub use locator::locator;
pub use sheet::{Content, Sheet};
pub use sites::{Site, SiteKind, is_on, sites};
pub use symbols::{Sizes, symbols};
pub use tiles::tiles;
