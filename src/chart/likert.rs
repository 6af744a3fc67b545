//! Answers to statements as bars that are centred on the neutral answer: agreement to the right, disagreement to the
//! left. Columns go from full agreement to none; with an odd number the middle one is neutral.

use super::Chart;
use super::canvas::{Anchor, draw};
use super::key::{Key, Sample};
use super::rows::Rows;
use crate::figures::{Datum, Drawing};
use crate::plan::Look;
use crate::problem::Problem;
use crate::typeface::LABEL;

/// Draws the bars.
pub fn likert(chart: &Chart<'_>, look: &Look) -> Result<Drawing, Problem> {
    let grid = chart.grid;
    let count = grid.columns.len();
    let labels = grid.columns.iter().map(|column| column.label.clone());
    let key_height = Key::height(labels, (chart.width, chart.language));
    let names = Rows::of_height(&grid.rows, (chart.width, 0.4), key_height, 6.4, chart.language);
    let height = names.bottom() + 0.6;
    let svg = draw((chart.width, height), look, |canvas| {
        let inks = &canvas.inks;
        // From agreement to disagreement: the high end of the diverging scale first would mean „bad"; blue agrees.
        let last = inks.diverging.len() - 1;
        let colour = |answer: usize| inks.diverging[answer * last / count.saturating_sub(1).max(1)];
        let entries = (0..count)
            .map(|answer| (Sample::Face { fill: colour(answer), hatched: false }, grid.columns[answer].label.clone()));
        Key::new(entries.collect(), (chart.width, chart.language)).paint(canvas)?;
        let sum = |data: &[Datum]| data.iter().filter_map(Datum::number).sum::<f64>();
        let neutral = |data: &[Datum]| if count % 2 == 1 { data[count / 2].number().unwrap_or(0.0) / 2.0 } else { 0.0 };
        let left = |data: &[Datum]| sum(&data[..count / 2]) + neutral(data);
        let right = |data: &[Datum]| sum(data) - left(data);
        let widest = |side: &dyn Fn(&[Datum]) -> f64| grid.rows.iter().map(|row| side(&row.data)).fold(0.0, f64::max);
        let (most_left, most_right) = (widest(&left), widest(&right));
        let (from, to) = (names.width + 3.0, chart.width - 1.0);
        let scale = (to - from) / (most_left + most_right).max(1.0);
        let centre = from + most_left * scale;
        names.paint(canvas, &grid.rows, 0.0)?;
        for (at, row) in grid.rows.iter().enumerate() {
            let (middle, half) = (names.middle(at), names.half(at));
            let mut x = centre - left(&row.data) * scale;
            if row.data.iter().all(|datum| datum.number().is_none()) {
                let text = row.data.first().map_or("", |datum| datum.text.as_str());
                canvas.text(text, (centre, middle), LABEL, inks.grey, Anchor::Middle)?;
                continue;
            }
            for (answer, datum) in row.data.iter().enumerate() {
                let Some(value) = datum.number() else { continue };
                let end = x + value * scale;
                canvas.bar((x, middle - half), (end, middle + half), colour(answer), inks.grey)?;
                if LABEL.width(&datum.text) + 0.8 < end - x {
                    let at = ((x + end) / 2.0, middle);
                    canvas.text(&datum.text, at, LABEL, inks.on(colour(answer)), Anchor::Middle)?;
                }
                x = end;
            }
        }
        // Between the bars only: it would strike out the numbers in the middle.
        for at in 0..grid.rows.len() {
            let (middle, half) = (names.middle(at), names.half(at));
            canvas.line(&[(centre, names.top(at)), (centre, middle - half)], inks.ink, 0.2)?;
            canvas.line(&[(centre, middle + half), (centre, names.top(at + 1))], inks.ink, 0.2)?;
        }
        Ok(())
    })?;
    let kind = chart.language.pick("Antworten als Balken um die Mitte", "Answers as bars around the middle");
    chart.drawing(svg, height, chart.description(kind).values(grid))
}
