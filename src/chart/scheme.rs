//! Drawn words: the ring of the steering cycle, a timeline, a matrix of who does what. Comes in: labels and where the
//! reader is. Goes out: drawings that say „you are here" by more than a colour.

use super::canvas::{Anchor, Point, draw};
use crate::figures::Drawing;
use crate::number::Language;
use crate::plan::Look;
use crate::problem::Problem;
use crate::typeface::{LABEL, SMALL, STRONG, wrapped};

/// A step, an event, a row.
pub struct Station<'a> {
    /// What it is called.
    pub label: &'a str,
    /// When it is.
    pub when: Option<&'a str>,
    /// A line below it, or the cells of a row.
    pub text: &'a [String],
}

/// Stations and where the reader is.
pub struct Scheme<'a> {
    /// In order.
    pub stations: &'a [Station<'a>],
    /// Names of the columns of a matrix.
    pub columns: &'a [String],
    /// The station at which the reader is.
    pub here: Option<usize>,
    /// What it is about, for the alternative text.
    pub subject: &'a str,
    /// Width in millimetres.
    pub width: f64,
    /// Language of the alternative text.
    pub language: Language,
}

impl Scheme<'_> {
    fn alt(&self, kind: &str) -> String {
        let stations = self.stations.iter().enumerate().map(|(at, station)| {
            let here = if self.here == Some(at) { self.language.pick(" (hier)", " (here)") } else { "" };
            let cells = station.text.iter().enumerate().filter(|(_, text)| !text.is_empty());
            let cells: Vec<String> = cells
                .map(|(column, text)| match self.columns.get(column) {
                    Some(name) => format!("{name} {text}"),
                    None => text.clone(),
                })
                .collect();
            let when = station.when.map(|when| format!("{when} ")).unwrap_or_default();
            let text = if cells.is_empty() { String::new() } else { format!(": {}", cells.join(", ")) };
            format!("{}. {when}{}{here}{text}", at + 1, station.label)
        });
        let stations: Vec<String> = stations.collect();
        format!("{kind}: {}. {}.", self.subject, stations.join("; "))
    }

    fn drawing(&self, svg: String, height: f64, kind: &str) -> Drawing {
        Drawing { svg, width: self.width, height, alt: self.alt(kind) }
    }
}

/// Steps around a ring, clockwise from the top.
pub fn cycle(scheme: &Scheme<'_>, look: &Look) -> Result<Drawing, Problem> {
    let count = scheme.stations.len().max(1);
    let radius = (scheme.width * 0.2).min(34.0);
    let (inner, room) = (radius * 0.68, scheme.width / 2.0 - radius - 5.0);
    let labels: Vec<Vec<String>> = (scheme.stations.iter())
        .map(|station| {
            let mut lines = wrapped(station.label, room, STRONG, scheme.language);
            lines.extend(station.text.iter().flat_map(|text| wrapped(text, room, LABEL, scheme.language)));
            lines
        })
        .collect();
    let deepest = labels.iter().map(Vec::len).max().unwrap_or(1) as f64 * LABEL.leading();
    let height = radius * 2.0 + 2.0 * (deepest + 4.0);
    let centre = (scheme.width / 2.0, height / 2.0);
    let svg = draw((scheme.width, height), look, |canvas| {
        let inks = &canvas.inks;
        let at = |turn: f64, radius: f64| -> Point {
            let angle = std::f64::consts::TAU * turn;
            (centre.0 + radius * angle.sin(), centre.1 - radius * angle.cos())
        };
        let part = 1.0 / count as f64;
        for (step, lines) in labels.iter().enumerate() {
            let here = scheme.here == Some(step);
            let (from, to) = (part * (step as f64 - 0.5) + 0.006, part * (step as f64 + 0.5) - 0.006);
            let turns: Vec<f64> = (0..=16).map(|piece| from + (to - from) * f64::from(piece) / 16.0).collect();
            // Every piece points to the next one.
            let tip = at(to + 0.014, (radius + inner) / 2.0);
            let dent = at(from + 0.014, (radius + inner) / 2.0);
            let outer = turns.iter().map(|turn| at(*turn, radius));
            let back = turns.iter().rev().map(|turn| at(*turn, inner));
            let outline: Vec<Point> = outer.chain([tip]).chain(back).chain([dent]).collect();
            let fill = if here { inks.accent } else { inks.shade(Some(1)) };
            canvas.shape(&outline, fill)?;
            let number = at(part * step as f64, (radius + inner) / 2.0);
            canvas.text(&(step + 1).to_string(), number, STRONG, inks.on(fill), Anchor::Middle)?;
            let spot = at(part * step as f64, radius + 3.0);
            let block = LABEL.leading() * lines.len() as f64;
            let across = (std::f64::consts::TAU * part * step as f64).sin();
            let anchor = match across {
                right if right > 0.15 => Anchor::Start,
                left if left < -0.15 => Anchor::End,
                _ => Anchor::Middle,
            };
            let up = (std::f64::consts::TAU * part * step as f64).cos();
            let first = spot.1 - block / 2.0 * (1.0 + up) + LABEL.leading() / 2.0;
            let heads = wrapped(scheme.stations[step].label, room, STRONG, scheme.language).len();
            for (line, text) in lines.iter().enumerate() {
                let font = if line < heads { STRONG } else { LABEL };
                let colour = if here { inks.accent } else { inks.ink };
                canvas.text(text, (spot.0, first + LABEL.leading() * line as f64), font, colour, anchor)?;
            }
        }
        if scheme.here.is_some() {
            let text = scheme.language.pick("Sie sind hier:", "You are here:");
            canvas.text(text, (centre.0, centre.1 - 1.8), LABEL, inks.grey, Anchor::Middle)?;
            let step = scheme.language.pick("Schritt", "step");
            let number = scheme.here.map_or(0, |here| here + 1);
            canvas.text(
                &format!("{step} {number}"),
                (centre.0, centre.1 + 1.8),
                STRONG,
                inks.accent,
                Anchor::Middle,
            )?;
        }
        Ok(())
    })?;
    Ok(scheme.drawing(svg, height, scheme.language.pick("Kreislauf", "Cycle")))
}

/// Events along a line from left to right, equally far apart.
pub fn timeline(scheme: &Scheme<'_>, look: &Look) -> Result<Drawing, Problem> {
    let count = scheme.stations.len().max(1);
    // Few columns, so that words have room; further events go on below.
    let columns = count.min((scheme.width / 26.0).floor().max(1.0) as usize);
    let cell = scheme.width / columns as f64;
    let texts: Vec<[Vec<String>; 2]> = (scheme.stations.iter())
        .map(|station| {
            let words = station.text.iter().flat_map(|text| wrapped(text, cell - 3.0, SMALL, scheme.language));
            [wrapped(station.label, cell - 3.0, STRONG, scheme.language), words.collect()]
        })
        .collect();
    let depth =
        |[label, text]: &[Vec<String>; 2]| label.len() as f64 * STRONG.leading() + text.len() as f64 * SMALL.leading();
    let bands: Vec<f64> = texts.chunks(columns).map(|band| band.iter().map(depth).fold(0.0, f64::max) + 12.0).collect();
    let height: f64 = bands.iter().sum();
    let svg = draw((scheme.width, height), look, |canvas| {
        let inks = &canvas.inks;
        let mut top = 0.0;
        for (band, depth) in bands.iter().enumerate() {
            let line = top + 6.0;
            let inside = texts.len().saturating_sub(band * columns).min(columns) as f64;
            canvas.line(&[(0.0, line), (cell * inside - 3.0, line)], inks.grey, 0.3)?;
            for (at, [label, text]) in texts.iter().enumerate().skip(band * columns).take(columns) {
                let x = cell * (at % columns) as f64 + 1.2;
                let here = scheme.here == Some(at);
                let colour = if here { inks.accent } else { inks.ink };
                let form = if here { super::canvas::Form::Diamond } else { super::canvas::Form::Disc };
                canvas.dot(
                    (x, line),
                    if here { 1.5 } else { 1.0 },
                    if here { inks.accent } else { inks.primary },
                    form,
                )?;
                if let Some(when) = scheme.stations[at].when {
                    canvas.text(
                        when,
                        (x - 1.2, top + 2.0),
                        LABEL,
                        if here { inks.accent } else { inks.grey },
                        Anchor::Start,
                    )?;
                }
                let mut y = line + 4.2;
                for (line, font) in label.iter().map(|line| (line, STRONG)).chain(text.iter().map(|line| (line, SMALL)))
                {
                    canvas.text(line, (x - 1.2, y), font, colour, Anchor::Start)?;
                    y += font.leading();
                }
            }
            top += depth;
        }
        Ok(())
    })?;
    Ok(scheme.drawing(svg, height, scheme.language.pick("Zeitleiste", "Timeline")))
}

/// Rows and columns with a word in each cell; the row of the reader stands out.
pub fn matrix(scheme: &Scheme<'_>, look: &Look) -> Result<Drawing, Problem> {
    let names = scheme.width * 0.3;
    let cell = (scheme.width - names) / scheme.columns.len().max(1) as f64;
    let heads: Vec<Vec<String>> =
        scheme.columns.iter().map(|name| wrapped(name, cell - 2.0, STRONG, scheme.language)).collect();
    let head = heads.iter().map(Vec::len).max().unwrap_or(1) as f64 * STRONG.leading() + 2.0;
    let cells = |station: &Station<'_>| -> Vec<Vec<String>> {
        station.text.iter().map(|text| wrapped(text, cell - 2.0, LABEL, scheme.language)).collect()
    };
    let depth = |station: &Station<'_>| {
        let name = wrapped(station.label, names - 2.5, STRONG, scheme.language).len();
        cells(station).iter().map(Vec::len).max().unwrap_or(1).max(name) as f64 * LABEL.leading() + 2.6
    };
    let depths: Vec<f64> = scheme.stations.iter().map(depth).collect();
    let height = head + depths.iter().sum::<f64>() + 0.4;
    let svg = draw((scheme.width, height), look, |canvas| {
        let inks = &canvas.inks;
        for (column, lines) in heads.iter().enumerate() {
            let x = names + cell * (column as f64 + 0.5);
            canvas.lines(lines, (x, head / 2.0 - 0.4), STRONG, inks.ink, Anchor::Middle)?;
        }
        let mut top = head;
        for (at, (station, depth)) in scheme.stations.iter().zip(&depths).enumerate() {
            let here = scheme.here == Some(at);
            if here {
                canvas.patch((0.0, top), (scheme.width, top + depth), inks.paper)?;
                canvas.patch((0.0, top), (0.9, top + depth), inks.accent)?;
            }
            canvas.line(&[(0.0, top), (scheme.width, top)], inks.line, 0.14)?;
            let name = wrapped(station.label, names - 2.5, STRONG, scheme.language);
            let ink = if here { inks.accent } else { inks.ink };
            canvas.lines(&name, (2.0, top + depth / 2.0), STRONG, ink, Anchor::Start)?;
            for (column, lines) in cells(station).iter().enumerate() {
                let x = names + cell * (column as f64 + 0.5);
                canvas.lines(lines, (x, top + depth / 2.0), LABEL, inks.ink, Anchor::Middle)?;
            }
            top += depth;
        }
        canvas.line(&[(0.0, top), (scheme.width, top)], inks.line, 0.14)
    })?;
    Ok(scheme.drawing(svg, height, scheme.language.pick("Tafel", "Matrix")))
}
