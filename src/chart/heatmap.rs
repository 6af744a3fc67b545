//! Areas by indicators: every cell has its printed value and the colour of its distance from the mean of the areas, in
//! standard deviations. Comes in: values whose shade is a position in the diverging scale.

use super::Chart;
use super::canvas::{Anchor, draw};
use super::key::{Key, Sample};
use super::rows::Rows;
use crate::figures::{Drawing, Role};
use crate::plan::Look;
use crate::problem::Problem;
use crate::typeface::{LABEL, SMALL, wrapped};

/// Draws the cells; `classes` are the names of the colours from low to high.
pub fn heatmap(chart: &Chart<'_>, classes: &[String], look: &Look) -> Result<Drawing, Problem> {
    let grid = chart.grid;
    let count = grid.columns.len().max(1) as f64;
    let key_height = Key::height(classes.iter().cloned(), (chart.width, chart.language));
    let part = if count > 6.0 { 0.24 } else { 0.32 };
    // Heads take about a seventh of the height; the rows share the rest.
    let usual = (chart.most_height * 0.85 - key_height) / grid.rows.len().max(1) as f64;
    let sized =
        |top: f64| Rows::of_height(&grid.rows, (chart.width, part), top, usual.clamp(2.75, 5.1), chart.language);
    let cell = (chart.width - sized(0.0).width - 2.0) / count;
    let heads: Vec<Vec<String>> =
        grid.columns.iter().map(|column| wrapped(&column.label, cell - 1.0, SMALL, chart.language)).collect();
    let head = heads.iter().map(Vec::len).max().unwrap_or(1) as f64 * SMALL.leading() + 1.6;
    let top = key_height + head;
    let names = sized(top);
    let height = names.bottom() + 0.4;
    let svg = draw((chart.width, height), look, |canvas| {
        let inks = &canvas.inks;
        let colours = inks.diverging.iter().copied();
        let entries = colours.zip(classes).map(|(fill, name)| (Sample::Face { fill, hatched: false }, name.clone()));
        Key::new(entries.collect(), (chart.width, chart.language)).paint(canvas)?;
        let left = names.width + 2.0;
        for (column, lines) in heads.iter().enumerate() {
            let x = left + cell * (column as f64 + 0.5);
            let middle = top - 0.8 - SMALL.leading() * lines.len() as f64 / 2.0;
            canvas.lines(lines, (x, middle), SMALL, inks.ink, Anchor::Middle)?;
        }
        names.paint(canvas, &grid.rows, 0.0)?;
        for (at, row) in grid.rows.iter().enumerate() {
            for (column, datum) in row.data.iter().enumerate() {
                let from = (left + cell * column as f64 + 0.2, names.top(at) + 0.2);
                let to = (left + cell * (column + 1) as f64 - 0.2, names.top(at + 1) - 0.2);
                let middle = ((from.0 + to.0) / 2.0, (from.1 + to.1) / 2.0);
                let fill = datum.shade.and_then(|shade| inks.diverging.get(shade)).copied();
                match (fill, datum.number().is_some()) {
                    (Some(fill), _) => canvas.bar(from, to, fill, inks.line)?,
                    (None, false) => canvas.hatch(from, to, inks.line)?,
                    (None, true) => {}
                }
                let font = names.font.weight(row.role == Role::Reference);
                let font = if font.width(&datum.text) > cell - 1.0 { font.within(LABEL.size * 0.3) } else { font };
                match fill {
                    Some(fill) => canvas.text(&datum.text, middle, font, inks.on(fill), Anchor::Middle)?,
                    None => canvas.text_on_paper(&datum.text, middle, font, inks.ink, Anchor::Middle)?,
                }
            }
        }
        Ok(())
    })?;
    let kind = chart.language.pick("Farbtafel", "Heat map");
    chart.drawing(svg, height, chart.description(kind).ranges(grid))
}
