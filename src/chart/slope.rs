//! Two years as two columns, areas as lines between them: the order then and now. Names and values stand at both ends
//! and never touch.

use plotters::style::RGBColor;

use super::Chart;
use super::axis::Axis;
use super::canvas::{Anchor, Form, HAIR, draw};
use crate::figures::{Drawing, Role, Row};
use crate::plan::Look;
use crate::problem::Problem;
use crate::typeface::{LABEL, STRONG, apart, wrapped};

/// Draws the lines.
pub fn slope(chart: &Chart<'_>, look: &Look) -> Result<Drawing, Problem> {
    let grid = chart.grid;
    let leading = LABEL.leading() + 0.2;
    let room = chart.width * 0.33;
    let lines = |row: &Row, column: usize| {
        let text = format!("{} {}", row.label, row.data[column].text.replace(' ', "\u{a0}"));
        wrapped(&text, room, LABEL.weight(row.role != Role::Ordinary), chart.language)
    };
    let deepest = |column: usize| grid.rows.iter().map(|row| lines(row, column).len()).max().unwrap_or(1);
    let block = leading * deepest(0).max(deepest(1)) as f64;
    let head = 6.0;
    let height = (block * grid.rows.len() as f64 * 1.15 + head + 2.0).max(chart.most_height.min(70.0));
    let svg = draw((chart.width, height), look, |canvas| {
        let inks = &canvas.inks;
        let ends = grid.ends().unwrap_or_default();
        let axis = Axis::exact_between(ends, (height - 1.0 - block / 2.0, head + block / 2.0));
        let (left, right) = (room + 4.4, chart.width - room - 4.4);
        for (x, column) in [left, right].into_iter().zip(&grid.columns) {
            canvas.line(&[(x, head - 1.5), (x, height - 0.5)], inks.line, 0.2)?;
            canvas.text(&column.label, (x, 2.2), STRONG, inks.ink, Anchor::Middle)?;
        }
        let colour = |row: &Row| -> RGBColor {
            match row.role {
                Role::Reference => inks.accent,
                Role::Highlighted => inks.primary,
                Role::Ordinary => inks.scale.get(2).copied().unwrap_or(inks.grey),
            }
        };
        let places: Vec<Vec<Option<f64>>> = (grid.rows.iter())
            .map(|row| row.data.iter().map(|datum| datum.number().map(|value| axis.at(value))).collect())
            .collect();
        for (row, place) in grid.rows.iter().zip(&places) {
            let thickness = if row.role == Role::Ordinary { 0.4 } else { 0.7 };
            if let (Some(one), Some(two)) = (place[0], place[1]) {
                canvas.line(&[(left, one), (right, two)], colour(row), thickness)?;
            }
            for (x, (y, datum)) in [left, right].into_iter().zip(place.iter().zip(&row.data)) {
                if let Some(y) = y {
                    canvas.dot((x, *y), 0.8, colour(row), if datum.is_open() { Form::Ring } else { Form::Disc })?;
                }
            }
        }
        for (column, x, anchor) in [(0, left - 3.4, Anchor::End), (1, right + 3.4, Anchor::Start)] {
            let bottom = height - block / 2.0;
            let wanted: Vec<f64> = places.iter().map(|place| place[column].unwrap_or(bottom)).collect();
            let heights: Vec<f64> = grid.rows.iter().map(|row| lines(row, column).len() as f64 * leading).collect();
            let places = apart(&wanted, &heights, (head - 1.0, height));
            let dot = if column == 0 { left } else { right };
            for ((row, y), wish) in grid.rows.iter().zip(places).zip(&wanted) {
                // A leader ties a label to its line where it had to move.
                if (y - wish).abs() > 0.5 {
                    let ends = [(dot + (x - dot) * 0.3, *wish), (dot + (x - dot) * 0.85, y)];
                    canvas.line(&ends, inks.line, HAIR)?;
                }
                let ink = if row.role == Role::Reference { inks.accent } else { inks.ink };
                let font = LABEL.weight(row.role != Role::Ordinary);
                canvas.lines(&lines(row, column), (x, y), font, ink, anchor)?;
            }
        }
        Ok(())
    })?;
    let kind = chart.language.pick("Liniendiagramm mit zwei Jahren", "Slope chart of two years");
    chart.drawing(svg, height, chart.description(kind).ranges(grid))
}
