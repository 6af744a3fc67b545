//! Bars side by side: several years or indicators per area, on one scale.

use super::Chart;
use super::axis::Axis;
use super::canvas::{Anchor, Canvas, draw};
use super::key::{Key, Sample};
use super::rows::Rows;
use crate::figures::Drawing;
use crate::plan::Look;
use crate::problem::Problem;
use crate::typeface::SMALL;

/// Thickness of one bar and the air below a group, in millimetres.
const BAR: f64 = 2.7;
const AIR: f64 = 1.6;

/// Draws the groups.
pub fn grouped(chart: &Chart<'_>, look: &Look) -> Result<Drawing, Problem> {
    let grid = chart.grid;
    let bars = grid.columns.len().max(1) as f64;
    let entries = |canvas: &Canvas<'_>| {
        let shades = canvas.inks.shades(grid.columns.len());
        let sample = |fill| Sample::Face { fill, hatched: false };
        shades.into_iter().zip(&grid.columns).map(|(fill, column)| (sample(fill), column.label.clone())).collect()
    };
    let labels = grid.columns.iter().map(|column| column.label.clone());
    let key_height = Key::height(labels, (chart.width, chart.language));
    let usual = bars * BAR + AIR;
    let names = Rows::of_height(&grid.rows, (chart.width, 0.4), key_height, usual, chart.language);
    let height = names.bottom() + 1.0;
    let svg = draw((chart.width, height), look, |canvas| {
        Key::new(entries(canvas), (chart.width, chart.language)).paint(canvas)?;
        let data = || grid.rows.iter().flat_map(|row| &row.data);
        let text_room = data().map(|datum| SMALL.width(&datum.text)).fold(0.0, f64::max) + 1.4;
        let ends = grid.ends().unwrap_or_default();
        let low_room = if ends.0 < 0.0 { text_room } else { 0.0 };
        let axis = Axis::exact(ends, (names.width + 2.0 + low_room, chart.width - text_room));
        names.paint(canvas, &grid.rows, 0.0)?;
        let shades = canvas.inks.shades(grid.columns.len());
        let zero = axis.at(0.0);
        for (at, row) in grid.rows.iter().enumerate() {
            let first = names.middle(at) - bars * BAR / 2.0;
            for (column, (datum, fill)) in row.data.iter().zip(&shades).enumerate() {
                let top = first + BAR * column as f64;
                let middle = top + BAR / 2.0;
                let Some(value) = datum.number() else {
                    canvas.text(&datum.text, (zero + 0.8, middle), SMALL, canvas.inks.grey, Anchor::Start)?;
                    continue;
                };
                let end = axis.at(value);
                canvas.bar(
                    (zero.min(end), top + 0.15),
                    (zero.max(end), top + BAR - 0.15),
                    *fill,
                    canvas.inks.primary,
                )?;
                let (at, anchor) = if value < 0.0 { (end - 0.7, Anchor::End) } else { (end + 0.7, Anchor::Start) };
                canvas.text(&datum.text, (at, middle), SMALL, canvas.inks.ink, anchor)?;
            }
        }
        canvas.line(&[(zero, names.top(0)), (zero, names.bottom() - AIR / 2.0)], canvas.inks.grey, 0.18)
    })?;
    let kind = chart.language.pick("Gruppierte Balken", "Grouped bars");
    chart.drawing(svg, height, chart.description(kind).ranges(grid))
}
