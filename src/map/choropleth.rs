//! One map: faces in the colours of classes, or circles for absolute numbers, with ranks as labels.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::legend::{self, Entry, LegendClass};
use super::sheet::{Shape, Sheet};
use super::svg::{PATTERNS, face, text};
use crate::colour::is_dark;
use crate::figures::{Datum, Drawing, Grid, Row};
use crate::number::{Language, join_words};
use crate::plan::Look;
use crate::typeface::{FAMILY, POINT};
use crate::wording::Description;

const LABEL: f64 = 7.2 * POINT;
/// Classes with more areas than this are counted for those who hear the map.
const MOST_NAMED: usize = 6;

/// What a map shows.
pub struct MapContent<'a> {
    /// The areas in any order, with their values in the first column.
    pub grid: &'a Grid,
    /// Classes from low to high; empty where circles stand for absolute numbers.
    pub classes: &'a [LegendClass],
    /// What and when, for the alternative text.
    pub subject: &'a str,
    /// The compared area with its printed value, for the alternative text.
    pub reference: Option<(&'a str, &'a str)>,
    /// Language of legend and alternative text.
    pub language: Language,
}

/// Draws a map with its legend.
pub fn draw(sheet: &Sheet, content: &MapContent<'_>, look: &Look) -> Drawing {
    let by_area: BTreeMap<usize, &Datum> =
        content.grid.rows.iter().filter_map(|row| Some((row.area?, row.data.first()?))).collect();
    let shown = || sheet.shapes.iter().filter_map(|shape| Some((shape, *by_area.get(&shape.area)?)));
    let mut body = String::new();
    if let Some(path) = &sheet.background {
        face(&mut body, path, &look.paper, &look.line, 0.25);
    }
    for (shape, value) in shown() {
        // Areas that stand alone on white need an outline of their own.
        let (border, thickness) = match sheet.background {
            Some(_) => (look.primary.as_str(), 0.18),
            None => ("#ffffff", 0.35),
        };
        face(&mut body, &shape.path, &fill(value, content, look), border, thickness);
    }
    for path in &sheet.deserted {
        face(&mut body, path, &look.line, "#ffffff", 0.35);
    }
    if content.classes.is_empty() {
        circles(&mut body, &shown().collect::<Vec<_>>(), look);
    } else {
        for (shape, value) in shown() {
            rank(&mut body, shape, value, look);
        }
    }
    scale_bar(&mut body, sheet, look);
    let (legend, legend_height) = legend::draw(&entries(sheet, content, look), sheet.width, sheet.height + 2.5, look);
    let height = sheet.height + 2.5 + legend_height;
    let svg = format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {0:.2} {height:.2}" width="{0:.2}mm" height="{height:.2}mm" font-family="{FAMILY}"><defs>{PATTERNS}</defs>{body}{legend}</svg>"#,
        sheet.width,
    );
    Drawing { svg, width: sheet.width, height, alt: alt(content) }
}

fn fill(value: &Datum, content: &MapContent<'_>, look: &Look) -> String {
    match (value.cell.sign(), value.shade) {
        (Some(sign), _) if sign.is_secret() => "url(#secret)".to_owned(),
        (Some(_), _) => "url(#missing)".to_owned(),
        (None, _) if content.classes.is_empty() => look.paper.clone(),
        (None, shade) => shade.and_then(|shade| look.scale.get(shade)).unwrap_or(&look.paper).clone(),
    }
}

/// The rank in the area, in white where the face is dark; smaller where there is little room.
fn rank(body: &mut String, shape: &Shape, value: &Datum, look: &Look) {
    let Some(rank) = value.rank.map(|rank| rank.to_string()) else { return };
    let background = value.shade.and_then(|shade| look.scale.get(shade)).map_or("#ffffff", String::as_str);
    let size = LABEL.min(shape.room * 1.7).max(LABEL * 0.72);
    if shape.room < LABEL * 0.22 {
        return;
    }
    let colour = if is_dark(background) { "#ffffff" } else { look.ink.as_str() };
    text(body, &rank, (shape.label.0, shape.label.1 + size * 0.36), size, "middle", true, colour);
}

/// Circles whose area is proportional to the number.
fn circles(body: &mut String, shown: &[(&Shape, &Datum)], look: &Look) {
    const LARGEST: f64 = 7.0;
    let number = |value: &Datum| value.number().filter(|number| *number > 0.0);
    let most = shown.iter().filter_map(|(_, value)| number(value)).fold(0.0, f64::max);
    for (shape, _) in shown {
        face(body, &shape.path, "none", &look.line, 0.25);
    }
    for (shape, value) in shown {
        let Some(number) = number(value) else { continue };
        let radius = LARGEST * (number / most).sqrt();
        let colour = &look.primary;
        let _ = write!(
            body,
            r##"<circle cx="{:.2}" cy="{:.2}" r="{radius:.2}" fill="{colour}" fill-opacity="0.85" stroke="#ffffff" stroke-width="0.25"/>"##,
            shape.label.0, shape.label.1
        );
        let Some(rank) = value.rank.map(|rank| rank.to_string()) else { continue };
        let inside = radius > LABEL * 0.75;
        let down = if inside { LABEL * 0.36 } else { radius + LABEL };
        let ink = if inside { "#ffffff" } else { look.ink.as_str() };
        text(body, &rank, (shape.label.0, shape.label.1 + down), LABEL, "middle", true, ink);
    }
}

/// A round number of kilometres at the lower right.
fn scale_bar(body: &mut String, sheet: &Sheet, look: &Look) {
    let most = sheet.width / sheet.scale / 4.0;
    let lengths = [100_000.0, 50_000.0, 20_000.0, 10_000.0, 5_000.0, 2_000.0, 1_000.0];
    let length = lengths.into_iter().find(|length| *length <= most).unwrap_or(500.0);
    let (right, bottom) = (sheet.width - 1.0, sheet.height - 1.0);
    let left = right - length * sheet.scale;
    let _ = write!(body, r#"<path d="M{left:.2} {bottom:.2}H{right:.2}" stroke="{}" stroke-width="0.35"/>"#, look.ink);
    let label = if length < 1_000.0 { "500 m".to_owned() } else { format!("{} km", length / 1_000.0) };
    text(body, &label, ((left + right) / 2.0, bottom - 1.2), LABEL * 0.92, "middle", false, &look.ink);
}

/// What the legend has to explain: the classes, and only those signs that occur.
fn entries<'a>(sheet: &Sheet, content: &'a MapContent<'_>, look: &'a Look) -> Vec<Entry<'a>> {
    let language = content.language;
    let mut entries: Vec<Entry<'_>> = content
        .classes
        .iter()
        .map(|class| {
            let fill = look.scale.get(class.shade).unwrap_or(&look.paper);
            Entry { fill, label: class.label.clone(), count: Some(class.count) }
        })
        .collect();
    let signs = || content.data().filter_map(|value| value.cell.sign());
    let secret = signs().filter(|sign| sign.is_secret()).count();
    let missing = signs().count() - secret;
    let mut push = |fill, german: &str, english: &str, count| {
        entries.push(Entry { fill, label: language.pick(german, english).to_owned(), count });
    };
    if secret > 0 {
        push("url(#secret)", "geheim gehalten", "confidential", Some(secret));
    }
    if missing > 0 {
        push("url(#missing)", "ohne Wert", "no value", Some(missing));
    }
    if content.classes.is_empty() {
        push(look.primary.as_str(), "Kreisfläche: Wert", "area of circle: value", None);
    }
    if sheet.background.is_some() {
        push(look.paper.as_str(), "nicht betrachtet", "not considered", None);
    }
    if !sheet.deserted.is_empty() {
        push(look.line.as_str(), "unbewohnt", "uninhabited", None);
    }
    entries
}

impl MapContent<'_> {
    fn data(&self) -> impl Iterator<Item = &Datum> {
        self.grid.rows.iter().filter_map(|row| row.data.first())
    }
}

/// Kind and range first, then who is in which class.
fn alt(content: &MapContent<'_>) -> String {
    let language = content.language;
    let mut text = Description::new(language.pick("Karte", "Map"), content.subject, language).range(content.grid, 0);
    if let Some((name, value)) = content.reference {
        text = text.say(&format!("{} {name} {value}", language.pick("Zum Vergleich", "For comparison")));
    }
    for class in content.classes.iter().rev() {
        let inside = |row: &&Row| row.data.first().is_some_and(|datum| datum.shade == Some(class.shade));
        let names: Vec<String> = content.grid.rows.iter().filter(inside).map(|row| row.label.clone()).collect();
        text = match names.len() {
            0 => text,
            1..=MOST_NAMED => text.say(&format!("{}: {}", class.label, join_words(&names, language))),
            count => text.say(&format!("{}: {count}", class.label)),
        };
    }
    text.gaps(content.grid).finish()
}
