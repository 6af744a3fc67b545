//! Figures in words. Comes in: protected cells, areas, indicators. Goes out: printed numbers and signs,
//! units, sentences in German or English. It chooses no figure and lays nothing out.

mod date;
mod description;
mod phrase;
mod place;
mod printed;
mod register;
mod sentence;
mod signs;
mod unit;

pub use date::{date, years};
pub use description::Description;
pub use phrase::{Distance, Shape, about, above_below, amount, moved, moved_in_shape, out_of};
pub use place::{at_place, compared_value, in_place};
pub use printed::{Printed, difference, print, signed, worded};
pub use register::{Word, cycle_step, euros, in_euros};
pub use sentence::{Course, Extremes, in_prose, key_sentence, reading};
pub use signs::{Style, short_meaning, sign_meaning, spoken_sign};
pub use unit::{after_number, caption_unit, directed, points};
