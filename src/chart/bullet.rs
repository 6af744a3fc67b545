//! What is there against what is needed: a bar, a stroke where it ought to end, and the gap in numbers. Columns: what is
//! there, what is needed, the difference.

use super::Chart;
use super::axis::Axis;
use super::canvas::{Anchor, draw};
use super::key::{Key, Sample};
use super::rows::Rows;
use crate::figures::Drawing;
use crate::plan::Look;
use crate::problem::Problem;
use crate::typeface::STRONG;

/// Draws the bars.
pub fn bullet(chart: &Chart<'_>, look: &Look) -> Result<Drawing, Problem> {
    let grid = chart.grid;
    let labels = || grid.columns.iter().take(2).map(|column| column.label.clone());
    let key_height = Key::height(labels(), (chart.width, chart.language));
    let room = chart.most_height - key_height - 4.4;
    let names = Rows::new(&grid.rows, (chart.width, 0.4), (key_height + 3.6, room), chart.language);
    let height = names.bottom() + 4.4;
    let svg = draw((chart.width, height), look, |canvas| {
        let inks = &canvas.inks;
        let fill = inks.scale.get(2).copied().unwrap_or(inks.primary);
        let samples = [Sample::Face { fill, hatched: false }, Sample::Stroke { colour: inks.accent }];
        Key::new(samples.into_iter().zip(labels()).collect(), (chart.width, chart.language)).paint(canvas)?;
        let column = |at: usize| grid.rows.iter().map(move |row| &row.data[at]);
        let widest = |at: usize| column(at).map(|datum| STRONG.width(&datum.text)).fold(0.0, f64::max);
        let (own, gap) = (widest(0) + 1.6, widest(2).max(STRONG.width(&grid.columns[2].label)) + 2.0);
        let most = column(0).chain(column(1)).filter_map(|datum| datum.number()).fold(0.0, f64::max);
        let axis = Axis::new((0.0, most), (names.width + own + 2.0, chart.width - gap), 5, true);
        axis.paint_below(canvas, (names.top(0), names.bottom()), chart.width, chart.language)?;
        names.paint(canvas, &grid.rows, 0.0)?;
        let head = names.top(0) - 1.8;
        canvas.text(&grid.columns[2].label, (chart.width, head), STRONG, inks.grey, Anchor::End)?;
        for (at, row) in grid.rows.iter().enumerate() {
            let (middle, half) = (names.middle(at), names.half(at));
            let [there, needed, missing] = [&row.data[0], &row.data[1], &row.data[2]];
            let ink = |known: bool| if known { inks.ink } else { inks.grey };
            let left = (names.width + own, middle);
            canvas.text(&there.text, left, names.font, ink(there.number().is_some()), Anchor::End)?;
            if let Some(value) = there.number() {
                canvas.bar((axis.at(0.0), middle - half), (axis.at(value), middle + half), fill, inks.primary)?;
            }
            if let Some(value) = needed.number() {
                let x = axis.at(value);
                canvas.line(&[(x, middle - half * 1.35), (x, middle + half * 1.35)], inks.accent, 0.7)?;
            }
            let bold = missing.number().is_some_and(|gap| gap < 0.0);
            let right = (chart.width, middle);
            canvas.text(&missing.text, right, names.font.weight(bold), ink(missing.number().is_some()), Anchor::End)?;
        }
        Ok(())
    })?;
    let kind =
        chart.language.pick("Bestand und Bedarf als Balken mit Zielstrich", "Supply and need as bars with a mark");
    chart.drawing(svg, height, chart.description(kind).ranges(grid))
}
