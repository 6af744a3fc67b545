//! A line as small as a word, for a row of a table: no axis, a dot at the last value.

use super::Chart;
use super::axis::{Axis, Years};
use super::canvas::{Form, draw};
use crate::figures::Drawing;
use crate::plan::Look;
use crate::problem::Problem;

/// Draws the first row.
pub fn sparkline(chart: &Chart<'_>, look: &Look) -> Result<Drawing, Problem> {
    let grid = chart.grid;
    let height = chart.most_height;
    let svg = draw((chart.width, height), look, |canvas| {
        let ends = grid.ends().unwrap_or_default();
        let axis = Axis::exact_between(ends, (height - 0.9, 0.9));
        let years = Years::new(grid.columns.iter().filter_map(|column| column.year), (0.9, chart.width - 0.9));
        let data = grid.rows.iter().take(1).flat_map(|row| &row.data);
        let points: Vec<Option<(f64, f64)>> = (grid.columns.iter().zip(data))
            .map(|(column, datum)| Some((years.at(f64::from(column.year?)), axis.at(datum.number()?))))
            .collect();
        for pair in points.windows(2) {
            if let [Some(one), Some(two)] = pair {
                canvas.line(&[*one, *two], canvas.inks.primary, 0.35)?;
            }
        }
        match points.iter().flatten().next_back() {
            Some(last) => canvas.dot(*last, 0.7, canvas.inks.primary, Form::Disc),
            None => Ok(()),
        }
    })?;
    let kind = chart.language.pick("Verlauf", "Course");
    let alt = chart.description(kind).courses(grid.rows.iter().take(1), &grid.columns);
    chart.drawing(svg, height, alt)
}
