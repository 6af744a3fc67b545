//! Parts on top of each other, as numbers or as shares of a whole. The parts have an order and shades of one colour from
//! light to dark; those beyond the scale are hatched. Numbers stand in the parts where they fit.

use super::Chart;
use super::axis::Axis;
use super::canvas::{Anchor, Canvas, draw};
use super::key::{Key, Sample};
use super::rows::Rows;
use crate::figures::{Datum, Drawing};
use crate::plan::Look;
use crate::problem::Problem;
use crate::typeface::{LABEL, SMALL};

/// Numbers on top of each other; the axis goes as far as the largest sum.
pub fn stacked(chart: &Chart<'_>, look: &Look) -> Result<Drawing, Problem> {
    paint(chart, look, largest(chart), chart.language.pick("Gestapelte Balken", "Stacked bars"))
}

/// Shares of a whole of 100 per cent; shares of rounded counts may go a little beyond.
pub fn shares(chart: &Chart<'_>, look: &Look) -> Result<Drawing, Problem> {
    let most = if largest(chart) > 100.5 { largest(chart) } else { 100.0 };
    paint(chart, look, most, chart.language.pick("Anteile am Ganzen als Balken", "Shares of the whole as bars"))
}

fn largest(chart: &Chart<'_>) -> f64 {
    let sum = |data: &[Datum]| data.iter().filter_map(Datum::number).sum::<f64>();
    chart.grid.rows.iter().map(|row| sum(&row.data)).fold(0.0, f64::max)
}

fn paint(chart: &Chart<'_>, look: &Look, most: f64, kind: &str) -> Result<Drawing, Problem> {
    let grid = chart.grid;
    let labels = grid.columns.iter().map(|column| column.label.clone());
    let key_height = Key::height(labels, (chart.width, chart.language));
    let foot = 4.2;
    let room = chart.most_height - key_height - foot;
    let names = Rows::new(&grid.rows, (chart.width, 0.42), (key_height, room), chart.language);
    let height = names.bottom() + foot;
    let svg = draw((chart.width, height), look, |canvas| {
        let parts = styles(canvas, grid.columns.len());
        let entries = parts.iter().zip(&grid.columns);
        let entries = entries
            .map(|((fill, hatched), column)| (Sample::Face { fill: *fill, hatched: *hatched }, column.label.clone()));
        Key::new(entries.collect(), (chart.width, chart.language)).paint(canvas)?;
        let axis = Axis::new((0.0, most), (names.width + 2.0, chart.width - 2.0), 5, true);
        axis.paint_below(canvas, (key_height, names.bottom()), chart.width, chart.language)?;
        names.paint(canvas, &grid.rows, 0.0)?;
        for (at, row) in grid.rows.iter().enumerate() {
            let (middle, half) = (names.middle(at), names.half(at));
            let mut begun = 0.0;
            for (datum, (fill, hatched)) in row.data.iter().zip(&parts) {
                // What has no number leaves the rest of the bar open: nothing may be placed behind it.
                let Some(value) = datum.number() else {
                    let text = ((axis.at(begun) + 0.8).min(chart.width - SMALL.width(&datum.text)), middle);
                    canvas.text_on_paper(&datum.text, text, SMALL, canvas.inks.grey, Anchor::Start)?;
                    break;
                };
                let (from, to) = ((axis.at(begun), middle - half), (axis.at(begun + value), middle + half));
                begun += value;
                if to.0 - from.0 < 0.02 {
                    continue;
                }
                canvas.bar(from, to, *fill, canvas.inks.primary)?;
                let font = LABEL.within(half * 2.0);
                let fits = font.width(&datum.text) + 1.0 < to.0 - from.0;
                if *hatched {
                    canvas.hatch(from, to, canvas.inks.ink)?;
                    if fits {
                        canvas.text_on_paper(
                            &datum.text,
                            ((from.0 + to.0) / 2.0, middle),
                            font,
                            canvas.inks.ink,
                            Anchor::Middle,
                        )?;
                    }
                } else if fits {
                    canvas.text(
                        &datum.text,
                        ((from.0 + to.0) / 2.0, middle),
                        font,
                        canvas.inks.on(*fill),
                        Anchor::Middle,
                    )?;
                }
            }
        }
        Ok(())
    })?;
    chart.drawing(svg, height, chart.description(kind).ranges(grid))
}

/// Colour and hatching of each part.
fn styles(canvas: &Canvas<'_>, count: usize) -> Vec<(plotters::style::RGBColor, bool)> {
    let scale = canvas.inks.scale.len();
    let plain = canvas.inks.shades(count.min(scale)).into_iter().map(|fill| (fill, false));
    // Light ones again, this time hatched.
    let hatched = canvas.inks.scale.iter().map(|fill| (*fill, true));
    plain.chain(hatched).take(count).collect()
}
