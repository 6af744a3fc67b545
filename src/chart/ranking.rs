//! Ranked bars: areas by falling value, the county as a line across.

use plotters::style::RGBColor;

use super::canvas::{Anchor, Canvas, colour, draw, shortened, width};
use crate::definition::Look;
use crate::figures::{AreaValue, Drawing};
use crate::number::{Language, to_f64};
use crate::problem::Problem;

const SIZE: f64 = 7.2;
const ROW: f64 = 5.1;
const RANK_WIDTH: f64 = 4.6;
const FOOT: f64 = 5.0;

/// What a bar chart shows.
pub struct Ranking<'a> {
    /// The areas in any order.
    pub values: &'a [AreaValue],
    /// The compared area: short name, exact value, printed value; none for counts.
    pub reference: Option<(&'a str, f64, &'a str)>,
    /// What and when, for the alternative text: „Kinderarmut 2022, Prozent".
    pub subject: &'a str,
    /// Width in millimetres.
    pub width: f64,
    /// Rows are made lower where the chart would get higher than this.
    pub most_height: f64,
    /// Language of the alternative text.
    pub language: Language,
}

/// Draws the bars.
pub fn ranking(chart: &Ranking<'_>, look: &Look) -> Result<Drawing, Problem> {
    let mut rows: Vec<&AreaValue> = chart.values.iter().collect();
    rows.sort_by_key(|row| row.rank.unwrap_or(usize::MAX));
    let row_height = ROW.min((chart.most_height - FOOT) / rows.len().max(1) as f64);
    let height = row_height * rows.len() as f64 + FOOT;
    let svg = draw(chart.width, height, |canvas| paint(canvas, chart, look, &rows, row_height))?;
    Ok(Drawing { svg, width: chart.width, height, alt: alt(chart, &rows) })
}

fn paint(
    canvas: &Canvas<'_>,
    chart: &Ranking<'_>,
    look: &Look,
    rows: &[&AreaValue],
    row_height: f64,
) -> Result<(), Problem> {
    let (ink, grey, primary, accent) =
        (colour(&look.ink), colour(&look.grey), colour(&look.primary), colour(&look.accent));
    let size = SIZE.min(row_height * 1.75);
    let number = |row: &AreaValue| row.cell.value().map(to_f64);
    let longest = rows.iter().map(|row| width(&row.label, size, false)).fold(0.0, f64::max);
    let names = longest.min(chart.width * 0.46);
    let text_room = rows.iter().map(|row| width(&row.text, size, false)).fold(0.0, f64::max) + 1.6;
    let reference = chart.reference.map_or(0.0, |(_, value, _)| value);
    let values = || rows.iter().filter_map(|row| number(row)).chain([reference, 0.0]);
    let (low, high) = (values().fold(0.0, f64::min), values().fold(0.0, f64::max));
    let left = RANK_WIDTH + names + 2.0 + if low < 0.0 { text_room } else { 0.0 };
    let right = chart.width - text_room;
    let x = |value: f64| left + (value - low) / (high - low).max(f64::MIN_POSITIVE) * (right - left);

    for (at, row) in rows.iter().enumerate() {
        let middle = row_height * (at as f64 + 0.5);
        if let Some(rank) = row.rank {
            canvas.text(&rank.to_string(), (RANK_WIDTH - 1.4, middle), size * 0.92, false, grey, Anchor::End)?;
        }
        let label = shortened(&row.label, names, size, false);
        canvas.text(&label, (RANK_WIDTH, middle), size, false, ink, Anchor::Start)?;
        let Some(value) = number(row) else {
            canvas.text(&row.text, (x(0.0) + 0.8, middle), size, false, grey, Anchor::Start)?;
            continue;
        };
        let half = row_height * 0.34;
        let fill = row.shade.and_then(|shade| look.scale.get(shade)).unwrap_or(&look.paper);
        let (from, to) = (x(value.min(0.0)), x(value.max(0.0)));
        canvas.bar((from, middle - half), (to, middle + half), colour(fill), primary)?;
    }
    let bottom = row_height * rows.len() as f64;
    if low < 0.0 {
        canvas.line(&[(x(0.0), 0.0), (x(0.0), bottom)], grey, 0.18)?;
    }
    if let Some((name, value, text)) = chart.reference {
        // A white edge keeps the line apart from dark bars.
        canvas.line(&[(x(value), 0.0), (x(value), bottom + 0.6)], RGBColor(255, 255, 255), 0.7)?;
        canvas.dashes((x(value), 0.0), (x(value), bottom + 0.6), accent, 0.3)?;
        let label = format!("{name} {text}");
        let half = width(&label, size, true) / 2.0;
        let middle = x(value).clamp(half, (chart.width - half).max(half));
        canvas.text(&label, (middle, bottom + 2.6), size, true, accent, Anchor::Middle)?;
    }
    // Numbers last and on white, so that the line never crosses one.
    for (at, row) in rows.iter().enumerate() {
        let Some(value) = number(row) else { continue };
        let middle = row_height * (at as f64 + 0.5);
        let room = width(&row.text, size, false);
        let beside = if value < 0.0 { x(value) - 0.9 - room } else { x(value.max(0.0)) + 0.9 };
        // Where the line would touch the number, the number moves past the line.
        let line = chart.reference.map(|(_, value, _)| x(value));
        let start = match line.filter(|line| (beside - 0.5..beside + room + 0.5).contains(line)) {
            Some(line) if value < 0.0 => line - 0.9 - room,
            Some(line) => line + 0.9,
            None => beside,
        };
        canvas.blank((start - 0.3, middle - size * 0.19), (start + room + 0.3, middle + size * 0.19))?;
        canvas.text(&row.text, (start, middle), size, false, ink, Anchor::Start)?;
    }
    Ok(())
}

fn alt(chart: &Ranking<'_>, rows: &[&AreaValue]) -> String {
    let language = chart.language;
    let mut text = format!("{}: {}. ", language.pick("Balken nach Rang", "Ranked bars"), chart.subject);
    let parts: Vec<String> = rows.iter().map(|row| format!("{} {}", row.label, row.spoken)).collect();
    text.push_str(&parts.join("; "));
    if let Some((name, _, value)) = chart.reference {
        text.push_str(&format!("; {} {name} {value}", language.pick("zum Vergleich", "for comparison")));
    }
    text.push('.');
    text
}
