//! One area within the range of all others, an indicator per row: the range as a bar, its middle half darker, the compared
//! area in the same place in every row, the area as a dot whose form says on which side it surely lies. Columns: the area,
//! the compared area, the least, the lower quarter, the upper quarter, the greatest value.

use super::Chart;
use super::canvas::{Anchor, Form, draw};
use super::key::{Key, Sample};
use super::rows::Rows;
use crate::figures::{Datum, Drawing};
use crate::plan::Look;
use crate::problem::Problem;
use crate::typeface::{LABEL, SMALL, wrapped};

/// Draws the rows.
pub fn spine(chart: &Chart<'_>, look: &Look) -> Result<Drawing, Problem> {
    let grid = chart.grid;
    let language = chart.language;
    let names_of_forms = [
        language.pick("niedriger als der Vergleichswert, gesichert", "surely lower than the compared value"),
        language.pick("im Bereich des Zufalls oder ohne Bereich", "within chance, or without a range"),
        language.pick("höher, gesichert", "surely higher"),
    ];
    let labels = names_of_forms.map(str::to_owned);
    let key_height = Key::height(labels.iter().cloned(), (chart.width, chart.language));
    let column = chart.width * 0.085;
    let heads: Vec<Vec<String>> =
        [0, 1, 2, 5].map(|at| wrapped(&grid.columns[at].label, column - 1.0, SMALL, language)).to_vec();
    let head = heads.iter().map(Vec::len).max().unwrap_or(1) as f64 * SMALL.leading() + 1.4;
    let top = key_height + head;
    let names = Rows::of_height(&grid.rows, (chart.width, 0.3), top, 6.2, language);
    let height = names.bottom() + 0.6;
    let svg = draw((chart.width, height), look, |canvas| {
        let inks = &canvas.inks;
        let forms = [Form::Fallen, Form::Disc, Form::Triangle];
        let samples = forms.map(|form| Sample::Dot { colour: inks.primary, form });
        Key::new(samples.into_iter().zip(labels.clone()).collect(), (chart.width, chart.language)).paint(canvas)?;
        names.paint(canvas, &grid.rows, 0.0)?;
        // A dot at the very end must not touch the number before it.
        let from = names.width + 2.0 + column * 3.0 + 1.6;
        let to = chart.width - column;
        let centre = (from + to) / 2.0;
        let places = [names.width + 2.0 + column, names.width + 2.0 + column * 2.0, from - 3.1, chart.width];
        for (x, lines) in places.iter().zip(&heads) {
            let middle = top - 0.7 - SMALL.leading() * lines.len() as f64 / 2.0;
            canvas.lines(lines, (*x, middle), SMALL, inks.grey, Anchor::End)?;
        }
        for (at, row) in grid.rows.iter().enumerate() {
            let (middle, half) = (names.middle(at), 1.6);
            for (x, column) in places.iter().zip([0, 1, 2, 5]) {
                let font = LABEL.weight(column == 0);
                let datum = &row.data[column];
                let ink = if column == 1 { inks.accent } else { inks.ink };
                canvas.text(&datum.text, (*x, middle), font, ink, Anchor::End)?;
            }
            let numbers: Vec<Option<f64>> = row.data.iter().map(Datum::number).collect();
            let [own, Some(compared), Some(low), lower, upper, Some(high)] = numbers[..] else { continue };
            // The farther end touches the edge; the compared area is in the middle of every row.
            let reach = (high - compared).max(compared - low).max(f64::MIN_POSITIVE);
            let x = |value: f64| centre + (value - compared) / reach * (to - from) / 2.0 * 0.98;
            canvas.patch((x(low), middle - half), (x(high), middle + half), inks.shade(Some(0)))?;
            if let (Some(lower), Some(upper)) = (lower, upper) {
                canvas.patch((x(lower), middle - half), (x(upper), middle + half), inks.shade(Some(1)))?;
            }
            let Some(own) = own else { continue };
            let form = match row.data[0].interval {
                Some((_, high)) if high < compared => Form::Fallen,
                Some((low, _)) if low > compared => Form::Triangle,
                _ => Form::Disc,
            };
            canvas.dot((x(own), middle), 1.05, inks.primary, form)?;
        }
        canvas.line(&[(centre, top), (centre, names.bottom())], inks.accent, 0.4)
    })?;
    let kind = language.pick("Profil eines Raums in der Spanne aller Räume", "Profile of one area in the range of all");
    let alt = grid.rows.iter().fold(chart.description(kind), |alt, row| {
        let [own, compared, low, .., high] = &row.data[..] else { return alt };
        let words = language.pick("bei einer Spanne von", "in a range from");
        let to = language.pick("bis", "to");
        alt.say(&format!(
            "{}: {}, {} {}, {words} {} {to} {}",
            row.label, own.spoken, grid.columns[1].label, compared.spoken, low.spoken, high.spoken
        ))
    });
    chart.drawing(svg, height, alt)
}
