//! A row of values as a line in pieces: a gap where a value is missing, and where a break lies between two years. Comes
//! in: a row, its axes. Goes out: the points, and which of them are joined. It draws nothing.

use super::Chart;
use super::axis::{Axis, Years};
use super::canvas::Point;
use crate::figures::{Datum, Row};

/// A value on paper.
pub struct Spot<'a> {
    year: i32,
    pub at: Point,
    pub datum: &'a Datum,
}

/// Two neighbours that are joined.
pub struct Piece {
    pub from: Point,
    pub to: Point,
    /// True where the later value is not final.
    pub open: bool,
}

/// The points of a row in the order of years.
pub fn spots<'a>(chart: &Chart<'_>, row: &'a Row, (values, years): (&Axis, &Years)) -> Vec<Spot<'a>> {
    let columns = chart.grid.columns.iter().zip(&row.data);
    let spot = |(column, datum): (&crate::figures::Column, &'a Datum)| {
        let (year, value) = (column.year?, datum.number()?);
        Some(Spot { year, at: (years.at(f64::from(year)), values.at(value)), datum })
    };
    columns.filter_map(spot).collect()
}

/// The pieces between them.
pub fn pieces(chart: &Chart<'_>, spots: &[Spot<'_>]) -> Vec<Piece> {
    // The usual distance between two values: what is collected every second year is no gap.
    let step = spots.windows(2).map(|pair| pair[1].year - pair[0].year).min().unwrap_or(1);
    let piece = |pair: &[Spot<'_>]| {
        let [one, two] = pair else { return None };
        let broken = chart.breaks.iter().any(|first| (one.year + 1..=two.year).contains(first));
        let joined = two.year - one.year <= step && !broken;
        joined.then_some(Piece { from: one.at, to: two.at, open: two.datum.is_open() })
    };
    spots.windows(2).filter_map(piece).collect()
}
