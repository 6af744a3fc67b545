//! Two years per area, a dot each, joined by a line: who moved how far, in which direction.

use super::Chart;
use super::axis::Axis;
use super::canvas::{Anchor, Form, draw};
use super::key::{Key, Sample};
use super::rows::Rows;
use crate::figures::{Drawing, Role};
use crate::plan::Look;
use crate::problem::Problem;

/// Draws the pairs.
pub fn dumbbell(chart: &Chart<'_>, look: &Look) -> Result<Drawing, Problem> {
    let grid = chart.grid;
    let labels = grid.columns.iter().map(|column| column.label.clone());
    let (key_height, foot) = (Key::height(labels, (chart.width, chart.language)), 4.2);
    let room = chart.most_height - key_height - foot;
    // Narrow charts need their width for the numbers on both sides.
    let part = if chart.width > 60.0 { 0.42 } else { 0.28 };
    let names = Rows::new(&grid.rows, (chart.width, part), (key_height, room), chart.language);
    let height = names.bottom() + foot;
    let svg = draw((chart.width, height), look, |canvas| {
        let inks = &canvas.inks;
        let (before, after) = (inks.scale.get(2).copied().unwrap_or(inks.grey), inks.primary);
        let samples =
            [Sample::Dot { colour: before, form: Form::Ring }, Sample::Dot { colour: after, form: Form::Disc }];
        let entries = samples.into_iter().zip(&grid.columns).map(|(sample, column)| (sample, column.label.clone()));
        Key::new(entries.collect(), (chart.width, chart.language)).paint(canvas)?;
        let data = || grid.rows.iter().flat_map(|row| &row.data);
        let text_room = data().map(|datum| names.font.width(&datum.text)).fold(0.0, f64::max) + 2.2;
        let ends = grid.ends().unwrap_or_default();
        let axis = Axis::new(ends, (names.width + 2.0 + text_room, chart.width - text_room), 5, chart.from_zero);
        axis.paint_below(canvas, (key_height, names.bottom()), chart.width, chart.language)?;
        names.paint(canvas, &grid.rows, 0.0)?;
        for (at, row) in grid.rows.iter().enumerate() {
            let y = names.middle(at);
            let (late, line) =
                if row.role == Role::Reference { (inks.accent, inks.accent) } else { (after, inks.grey) };
            let [first, last] = [&row.data[0], &row.data[1]];
            let places = [first.number(), last.number()].map(|value| value.map(|value| axis.at(value)));
            if let [Some(one), Some(two)] = places {
                canvas.line(&[(one, y), (two, y)], line, 0.5)?;
            }
            if let Some(x) = places[0] {
                canvas.dot((x, y), 0.95, if row.role == Role::Reference { late } else { before }, Form::Ring)?;
            }
            if let Some(x) = places[1] {
                canvas.dot((x, y), 0.95, late, if last.is_open() { Form::Diamond } else { Form::Disc })?;
            }
            let known: Vec<f64> = places.into_iter().flatten().collect();
            // Numbers at the outer sides, so that they never cross the line between the dots.
            let rising = matches!(places, [Some(one), Some(two)] if one > two) || places[0].is_none();
            let (left, right) = if rising { (last, first) } else { (first, last) };
            let (low, high) = match known.as_slice() {
                [] => (axis.at(ends.0), axis.at(ends.0)),
                known => {
                    (known.iter().copied().fold(f64::MAX, f64::min), known.iter().copied().fold(f64::MIN, f64::max))
                }
            };
            let shade = |datum: &crate::figures::Datum| if datum.number().is_some() { inks.ink } else { inks.grey };
            canvas.text_on_paper(&left.text, (low - 1.5, y), names.font, shade(left), Anchor::End)?;
            canvas.text_on_paper(&right.text, (high + 1.5, y), names.font, shade(right), Anchor::Start)?;
        }
        Ok(())
    })?;
    let kind = chart.language.pick("Zwei Jahre als Punktpaare", "Two years as pairs of dots");
    chart.drawing(svg, height, chart.description(kind).ranges(grid))
}
