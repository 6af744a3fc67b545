//! How one number becomes another: the first and the last row are levels, those between are steps up or down, joined by
//! hairlines.

use super::Chart;
use super::axis::Axis;
use super::canvas::{Anchor, HAIR, draw};
use super::rows::Rows;
use crate::figures::{Datum, Drawing, Grid, Role, Row, ends};
use crate::plan::Look;
use crate::problem::Problem;

/// Draws the steps; rows of the reference are levels.
pub fn waterfall(chart: &Chart<'_>, look: &Look) -> Result<Drawing, Problem> {
    let grid = chart.grid;
    let names = Rows::new(&grid.rows, (chart.width, 0.4), (0.6, chart.most_height - 5.0), chart.language);
    let height = names.bottom() + 4.4;
    let spans = spans(grid);
    let cut = cut(grid, &spans);
    let svg = draw((chart.width, height), look, |canvas| {
        let inks = &canvas.inks;
        let text_room = grid.rows.iter().map(|row| names.font.width(&row.data[0].text)).fold(0.0, f64::max) + 2.0;
        let all = ends(spans.iter().flatten().flat_map(|(one, two)| [*one, *two])).unwrap_or_default();
        let range = match cut {
            Some((low, high)) => (low - (high - low) * 0.3, high.max(all.1)),
            None => (all.0.min(0.0), all.1.max(0.0)),
        };
        let cut = cut.is_some();
        let axis = Axis::new(range, (names.width + 3.0, chart.width - text_room), 5, !cut);
        axis.paint_below(canvas, (0.6, names.bottom()), chart.width, chart.language)?;
        names.paint(canvas, &grid.rows, 0.0)?;
        let edge = names.width + 3.0;
        for (at, (row, span)) in grid.rows.iter().zip(&spans).enumerate() {
            let (middle, half) = (names.middle(at), names.half(at));
            let Some((from, to)) = span else {
                canvas.text(&row.data[0].text, (edge + 0.8, middle), names.font, inks.grey, Anchor::Start)?;
                continue;
            };
            let is_level = row.role == Role::Reference;
            let begin = if is_level { edge } else { axis.at(*from) };
            let end = axis.at(*to);
            let (left, right) = (begin.min(end), begin.max(end));
            let fill = match (is_level, to < from) {
                (true, _) => inks.accent,
                (false, true) => inks.scale.get(1).copied().unwrap_or(inks.paper),
                (false, false) => inks.scale.get(3).copied().unwrap_or(inks.primary),
            };
            canvas.bar((left, middle - half), (right, middle + half), fill, inks.primary)?;
            if is_level && cut {
                // Two white strokes: the bar is longer than it is drawn.
                for x in [edge + 2.0, edge + 3.0] {
                    let stroke = [(x - 0.4, middle + half + 0.3), (x + 0.4, middle - half - 0.3)];
                    canvas.line(&stroke, plotters::style::WHITE, 0.45)?;
                }
            }
            if let Some(Some(_)) = spans.get(at + 1) {
                canvas.line(
                    &[(end, middle + half), (end, names.middle(at + 1) - names.half(at + 1))],
                    inks.grey,
                    HAIR,
                )?;
            }
            canvas.text_on_paper(&row.data[0].text, (right + 1.0, middle), names.font, inks.ink, Anchor::Start)?;
        }
        Ok(())
    })?;
    let kind = chart.language.pick("Wasserfalldiagramm", "Waterfall chart");
    chart.drawing(svg, height, chart.description(kind).values(grid))
}

/// True where the axis does not begin at zero.
pub fn is_cut(grid: &Grid) -> bool {
    cut(grid, &spans(grid)).is_some()
}

/// The range of the steps, where they would hardly be seen on an axis from zero; a broken edge says so.
fn cut(grid: &Grid, spans: &[Option<(f64, f64)>]) -> Option<(f64, f64)> {
    let steps = spans.iter().zip(&grid.rows).filter(|(_, row)| row.role != Role::Reference);
    let moved = ends(steps.filter_map(|(span, _)| *span).flat_map(|(one, two)| [one, two]));
    let all = ends(spans.iter().flatten().flat_map(|(one, two)| [*one, *two])).unwrap_or_default();
    moved.filter(|(low, high)| *low > 0.0 && high - low < all.1 * 0.3)
}

/// Where each row begins and ends; a row without a number leaves the rest unknown.
fn spans(grid: &Grid) -> Vec<Option<(f64, f64)>> {
    let mut level = Some(0.0);
    let span = |row: &Row| {
        let value = row.data.first().and_then(Datum::number);
        let span = match row.role {
            Role::Reference => value.map(|value| (0.0, value)),
            _ => level.zip(value).map(|(level, value)| (level, level + value)),
        };
        level = span.map(|(_, end)| end);
        span
    };
    grid.rows.iter().map(span).collect()
}
