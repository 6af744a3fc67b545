//! A small line chart for every area, all on one scale, the compared area as a thin line in each: shapes are compared,
//! not single values.

use super::Chart;
use super::axis::{Axis, Years};
use super::canvas::{Anchor, Canvas, Form, HAIR, draw};
use super::course::{Piece, Spot, pieces, spots};
use crate::figures::{Drawing, Role, Row};
use crate::plan::Look;
use crate::problem::Problem;
use crate::typeface::{SMALL, STRONG, wrapped};

const GAP: f64 = 5.0;
const PLOT: f64 = 17.0;

/// Draws the panels. The first row with the role of the reference is drawn in all of them.
pub fn multiples(chart: &Chart<'_>, look: &Look) -> Result<Drawing, Problem> {
    let grid = chart.grid;
    let rows: Vec<&Row> = grid.rows.iter().filter(|row| row.role != Role::Reference).collect();
    let ends = grid.ends().unwrap_or_default();
    let scale = Axis::new(ends, (PLOT, 0.0), 3, chart.from_zero);
    let left = scale.room(chart.language);
    let columns = (((chart.width - left + GAP) / (27.0 + GAP)).floor() as usize).clamp(1, rows.len().clamp(1, 6));
    let width = (chart.width - left - GAP * (columns - 1) as f64) / columns as f64;
    let title = |row: &Row| wrapped(&row.label, width, STRONG, chart.language);
    let head = rows.iter().map(|row| title(row).len()).max().unwrap_or(1) as f64 * STRONG.leading() + 2.4;
    let panel = head + PLOT + 4.6;
    let height = panel * rows.len().div_ceil(columns) as f64 + 1.5;
    let reference = grid.rows.iter().find(|row| row.role == Role::Reference);
    let svg = draw((chart.width, height), look, |canvas| {
        for (at, row) in rows.iter().enumerate() {
            let (x, y) = (left + (width + GAP) * (at % columns) as f64, panel * (at / columns) as f64);
            let lines = title(row);
            let first = y + head - 2.0 - STRONG.leading() * lines.len() as f64 / 2.0;
            canvas.lines(&lines, (x, first), STRONG, canvas.inks.ink, Anchor::Start)?;
            let top = y + head;
            let axis = scale.between(top + PLOT, top);
            for (tick, text) in axis.texts(chart.language) {
                let line = axis.at(tick);
                let colour = if tick == 0.0 { canvas.inks.grey } else { canvas.inks.line };
                canvas.line(&[(x, line), (x + width, line)], colour, HAIR)?;
                if at % columns == 0 {
                    canvas.text(&text, (x - 1.0, line), SMALL, canvas.inks.grey, Anchor::End)?;
                }
            }
            let years = Years::new(grid.columns.iter().filter_map(|column| column.year), (x + 0.8, x + width - 0.8));
            years.paint_ends(canvas, top + PLOT + 2.4)?;
            if let Some(reference) = reference {
                line(canvas, chart, (&axis, &years, top), reference, (canvas.inks.accent, 0.25), false)?;
            }
            line(canvas, chart, (&axis, &years, top), row, (canvas.inks.primary, 0.5), true)?;
        }
        Ok(())
    })?;
    let kind = chart.language.pick("Kleine Liniendiagramme auf einer Skala", "Small line charts on one scale");
    let alt = chart.description(kind).courses(grid.rows.iter().take(20), &grid.columns).breaks(chart.breaks);
    chart.drawing(svg, height, alt)
}

/// One line with a dot and its value at the end.
fn line(
    canvas: &Canvas<'_>,
    chart: &Chart<'_>,
    (axis, years, top): (&Axis, &Years, f64),
    row: &Row,
    (colour, thickness): (plotters::style::RGBColor, f64),
    labelled: bool,
) -> Result<(), Problem> {
    let spots = spots(chart, row, (axis, years));
    for Piece { from, to, open } in pieces(chart, &spots) {
        match open && labelled {
            true => canvas.dashes(from, to, colour, thickness)?,
            false => canvas.line(&[from, to], colour, thickness)?,
        }
    }
    let Some(Spot { at: (x, y), datum: last, .. }) = spots.last().filter(|_| labelled) else { return Ok(()) };
    canvas.dot((*x, *y), 0.7, colour, if last.is_open() { Form::Ring } else { Form::Disc })?;
    // Above the dot, below it where the line comes from above.
    let falls = spots.iter().rev().nth(1).is_some_and(|before| before.at.1 < *y - 0.6);
    let low = axis.at(0.0).max(*y);
    // At the upper edge there is the title above it.
    let beneath = (falls && y + 3.2 < low) || *y < top + 2.0;
    // It ends at the dot, unless it would begin on the numbers of the axis.
    let start = (x - SMALL.width(&last.text)).max(years.at_left());
    let at = (start, if beneath { y + 2.2 } else { y - 2.2 });
    canvas.text_on_paper(&last.text, at, SMALL, canvas.inks.ink, Anchor::Start)
}
