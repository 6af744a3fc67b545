//! Figures in words. Comes in: protected cells, areas, indicators. Goes out: printed numbers and signs,
//! units, sentences in German or English. It chooses no figure and lays nothing out.

mod date;
mod printed;
mod sentence;
mod signs;
mod unit;

pub use date::{date, years};
pub use printed::{Printed, difference, print, worded};
pub use sentence::{Course, Extremes, at_place, in_prose, key_sentence, reading};
pub use signs::{Style, short_meaning, sign_meaning, spoken_sign};
pub use unit::{after_number, caption_unit, directed, points};
