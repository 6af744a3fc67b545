//! Plain cells and what is built of them. Comes in: values with their status. Goes out: typed cells,
//! the measured cube, series, tables and drawings that the doors exchange. No arithmetic of
//! statistics, no text formatting of documents.

mod cell;
mod drawing;
mod measured;

pub use cell::{Amount, Cell, Flags, Sign};
pub use drawing::{Column, Datum, Drawing, Grid, Mark, Role, Row, ends};
pub use measured::{CodePart, Delivered, Measured, Shape};
