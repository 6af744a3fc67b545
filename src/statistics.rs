//! Pure mathematics of published figures. Comes in: exact numbers. Goes out: ranks and classes. It
//! knows no area and no indicator.

mod classes;
mod rank;

pub use classes::{Classes, natural_breaks};
pub use rank::ranks;
