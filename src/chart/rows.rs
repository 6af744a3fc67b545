//! Names at the left of a chart, one row each. Comes in: labels of any length and the room there is. Goes out: where
//! every row lies; long names take several lines instead of being cut.

use super::canvas::{Anchor, Canvas};
use crate::figures::{Role, Row};
use crate::number::Language;
use crate::problem::Problem;
use crate::typeface::{Font, LABEL, wrapped};

/// Height of a row with a name of one line, where there is room.
const USUAL: f64 = 5.1;
/// Air above and below the lines of a name.
const AIR: f64 = 0.5;
/// Height of the lowest row that can be read.
const LOWEST: f64 = 2.75;

/// Rows below each other.
pub struct Rows {
    names: Vec<Vec<String>>,
    tops: Vec<f64>,
    /// Letters of the names, and of numbers beside them.
    pub font: Font,
    /// Room that the names take.
    pub width: f64,
}

impl Rows {
    /// Lays rows out below `top`; names take at most this part of the width.
    pub fn new(rows: &[Row], names: (f64, f64), (top, most_height): (f64, f64), language: Language) -> Rows {
        let usual = USUAL.min(most_height / rows.len().max(1) as f64).max(LOWEST);
        let (width, part) = names;
        let found = Rows::of_height(rows, names, top, usual, language);
        // Where names in several lines would make it too high, they get more room.
        match found.bottom() - top > most_height {
            true => Rows::of_height(rows, (width, part + 0.15), top, usual, language),
            false => found,
        }
    }

    /// Rows of a height, unless a name needs more.
    pub fn of_height(rows: &[Row], (width, part): (f64, f64), top: f64, usual: f64, language: Language) -> Rows {
        let font = LABEL.within(usual - AIR / 2.0);
        // Bold names are wider; one room for all of them.
        let lines = |row: &Row| wrapped(&row.label, width * part, font.weight(row.role != Role::Ordinary), language);
        let names: Vec<Vec<String>> = rows.iter().map(lines).collect();
        let mut tops = vec![top];
        for name in &names {
            let height = usual.max(name.len() as f64 * font.leading() + if name.len() > 1 { AIR } else { 0.0 });
            tops.push(tops[tops.len() - 1] + height);
        }
        let weighted = rows.iter().zip(&names).flat_map(|(row, name)| name.iter().map(move |line| (row, line)));
        let widths = weighted.map(|(row, line)| font.weight(row.role != Role::Ordinary).width(line));
        let width = widths.fold(0.0, f64::max);
        Rows { names, tops, font, width }
    }

    /// How many rows there is room for in a height.
    pub fn capacity(height: f64) -> usize {
        (height / LOWEST).floor().max(1.0) as usize
    }

    /// The lower end of the last row.
    pub fn bottom(&self) -> f64 {
        self.tops.last().copied().unwrap_or_default()
    }

    /// The upper end of a row.
    pub fn top(&self, row: usize) -> f64 {
        self.tops[row]
    }

    /// The middle of a row.
    pub fn middle(&self, row: usize) -> f64 {
        (self.tops[row] + self.tops[row + 1]) / 2.0
    }

    /// Half of the thickness of a bar.
    pub fn half(&self, row: usize) -> f64 {
        ((self.tops[row + 1] - self.tops[row]) * 0.34).min(USUAL * 0.34)
    }

    /// Paints the names.
    pub fn paint(&self, canvas: &Canvas<'_>, rows: &[Row], left: f64) -> Result<(), Problem> {
        for (at, (row, name)) in rows.iter().zip(&self.names).enumerate() {
            let (font, colour) = match row.role {
                Role::Ordinary => (self.font, canvas.inks.ink),
                Role::Highlighted => (self.font.weight(true), canvas.inks.ink),
                Role::Reference => (self.font.weight(true), canvas.inks.accent),
            };
            canvas.lines(name, (left, self.middle(at)), font, colour, Anchor::Start)?;
        }
        Ok(())
    }
}
