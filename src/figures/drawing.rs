//! What the drawing doors take and give.

use super::Cell;
use crate::number::{round, to_f64};

/// A value as drawings take it: protected, and printed once for all of them.
#[derive(Debug, Clone)]
pub struct Datum {
    /// The value.
    pub cell: Cell,
    /// The printed value or sign.
    pub text: String,
    /// The value or sign as it is read aloud.
    pub spoken: String,
    /// Rank by value from 1; `None` without a number.
    pub rank: Option<usize>,
    /// Its colour: position in the scale of the look; `None` without a number or a class.
    pub shade: Option<usize>,
    /// Between which values it lies with 95 per cent certainty.
    pub interval: Option<(f64, f64)>,
}

impl Datum {
    /// Where it stands on an axis.
    pub fn number(&self) -> Option<f64> {
        self.cell.value().map(to_f64)
    }

    /// The printed value in units of its last decimal.
    pub fn units(&self, decimals: u8) -> Option<i128> {
        Some(round(self.cell.value()?, decimals).units())
    }

    /// True where it is not final.
    pub fn is_open(&self) -> bool {
        self.cell.flags().provisional || self.cell.flags().is_estimated()
    }
}

/// How a row stands among the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Role {
    /// One of many.
    #[default]
    Ordinary,
    /// The one that is looked at.
    Highlighted,
    /// The one all others are compared with.
    Reference,
}

/// A row of values: an area, an age class, a statement of a survey.
#[derive(Debug, Clone)]
pub struct Row {
    /// What it is labelled with.
    pub label: String,
    /// Its position in the area table, for the boundary.
    pub area: Option<usize>,
    /// How it stands among the others.
    pub role: Role,
    /// Its values, one per column.
    pub data: Vec<Datum>,
}

impl Row {
    /// Position of its last number.
    pub fn last(&self) -> Option<usize> {
        self.data.iter().rposition(|datum| datum.number().is_some())
    }
}

/// A column of values: a year, an indicator, an answer.
#[derive(Debug, Clone, Default)]
pub struct Column {
    /// What it is labelled with.
    pub label: String,
    /// The year of its values, where columns are years.
    pub year: Option<i32>,
    /// The unit of its values.
    pub unit: String,
    /// Decimal places of its values in print.
    pub decimals: u8,
}

/// What a drawing is made from, whatever its kind: rows and columns of printed values. It is its data table as well.
#[derive(Debug, Clone, Default)]
pub struct Grid {
    /// What its rows are: „Raum".
    pub stub: String,
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows, in the order in which they are drawn.
    pub rows: Vec<Row>,
}

impl Grid {
    /// All numbers of a column, with their rows.
    pub fn numbers(&self, column: usize) -> impl Iterator<Item = (&Row, f64)> {
        self.rows.iter().filter_map(move |row| Some((row, row.data.get(column)?.number()?)))
    }

    /// True where all numbers lie so close together and so far from zero that lines over a zero would be one stripe.
    pub fn is_stripe(&self) -> bool {
        self.ends().is_some_and(|(low, high)| low > 0.0 && (high - low) * 4.0 < high)
    }

    /// The least and the greatest of all numbers and of the ends of their intervals.
    pub fn ends(&self) -> Option<(f64, f64)> {
        let data = self.rows.iter().flat_map(|row| &row.data);
        ends(data.flat_map(|datum| {
            let (low, high) = datum.interval.unzip();
            [datum.number(), low, high].into_iter().flatten()
        }))
    }
}

/// The least and the greatest of some values.
pub fn ends(values: impl Iterator<Item = f64>) -> Option<(f64, f64)> {
    values.fold(None, |found, value| match found {
        None => Some((value, value)),
        Some((low, high)) => Some((f64::min(low, value), f64::max(high, value))),
    })
}

/// A value that is marked in all of a drawing: the county, a target.
#[derive(Debug, Clone)]
pub struct Mark {
    /// What it is called.
    pub name: String,
    /// Where it stands on an axis.
    pub value: f64,
    /// The printed value.
    pub text: String,
}

/// A finished drawing. The text for those who do not see it is not optional.
#[derive(Debug, Clone)]
pub struct Drawing {
    /// The picture.
    pub svg: String,
    /// Width on paper in millimetres.
    pub width: f64,
    /// Height on paper in millimetres.
    pub height: f64,
    /// What it shows, in words, made from the data.
    pub alt: String,
}
