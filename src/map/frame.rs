//! What all maps share: land behind the areas, borders over them, the scale bar, the legend, labels that keep out of each
//! other's way.

use geo::{Contains, Point};

use super::legend::{self, Entry};
use super::sheet::{Shape, Sheet};
use super::svg::{Anchor, DESERTED, MISSING, SECRET, Svg};
use crate::area::AreaIndex;
use crate::figures::{Datum, Drawing, Grid};
use crate::number::Language;
use crate::plan::Look;
use crate::typeface::{Font, Frame, LABEL, SMALL, overlap, wrapped};
use crate::wording::Description;

/// What a map shows, whatever its kind.
pub struct MapContent<'a> {
    /// The areas with their values.
    pub grid: &'a Grid,
    /// What and when, for the alternative text.
    pub subject: &'a str,
    /// The compared area with its printed value, for the alternative text.
    pub reference: Option<(&'a str, &'a str)>,
    /// The area that is looked at.
    pub highlight: Option<AreaIndex>,
    /// Language of legend and alternative text.
    pub language: Language,
}

impl MapContent<'_> {
    /// The values of a column by their areas.
    pub(super) fn data(&self, column: usize) -> impl Iterator<Item = (AreaIndex, &Datum)> {
        self.grid.rows.iter().filter_map(move |row| Some((row.area?, row.data.get(column)?)))
    }

    /// The value of an area.
    pub(super) fn datum(&self, area: AreaIndex, column: usize) -> Option<&Datum> {
        self.grid.rows.iter().find(|row| row.area == Some(area))?.data.get(column)
    }

    /// What an area is called.
    pub(super) fn name(&self, area: AreaIndex) -> &str {
        self.grid.rows.iter().find(|row| row.area == Some(area)).map_or("", |row| row.label.as_str())
    }

    /// The alternative text begins with the kind of map and the range of its values.
    pub(super) fn description(&self, kind: &str) -> Description {
        let text = Description::new(kind, self.subject, self.language).ranges_or_range(self.grid);
        match self.reference {
            Some((name, value)) => {
                text.say(&format!("{} {name} {value}", self.language.pick("Zum Vergleich", "For comparison")))
            }
            None => text,
        }
    }
}

/// Border between areas, and its thickness: areas that stand alone on white need an outline of their own.
fn border<'a>(sheet: &Sheet, look: &'a Look) -> (&'a str, f64) {
    match sheet.background {
        Some(_) => (look.primary.as_str(), 0.18),
        // Many small areas have thin borders.
        None if sheet.shapes.len() > 60 => ("#ffffff", 0.16),
        None => ("#ffffff", 0.35),
    }
}

/// Land that is not looked at: no class of any scale is white.
const WHITE: &str = "#ffffff";

/// Land, then all areas of a colour in one path.
pub(super) fn faces(svg: &mut Svg, sheet: &Sheet, look: &Look, fill: impl Fn(AreaIndex) -> Option<String>) {
    if let Some(path) = &sheet.background {
        svg.faces(path, WHITE, &look.line, 0.25);
    }
    let mut groups: Vec<(String, String)> = Vec::new();
    for shape in &sheet.shapes {
        let Some(fill) = fill(shape.area) else { continue };
        match groups.iter_mut().find(|(known, _)| *known == fill) {
            Some((_, path)) => path.push_str(&shape.path),
            None => groups.push((fill, shape.path.clone())),
        }
    }
    let (colour, thickness) = border(sheet, look);
    for (fill, path) in &groups {
        // The lightest faces would melt into the page.
        let pale = fill.starts_with("url") || crate::colour::contrast(fill, "#ffffff") < 1.25;
        let colour = if pale && sheet.background.is_none() { &look.line } else { colour };
        svg.faces(path, fill, colour, thickness);
    }
    svg.faces(&sheet.deserted, DESERTED, &look.line, thickness);
    if !sheet.overlay.is_empty() {
        svg.borders(&sheet.overlay, &look.ink, 0.3);
    }
    if let Some((corner, size)) = sheet.inset {
        svg.rect(corner, size, "none", &look.line);
    }
}

/// The outline of the area that is looked at.
pub(super) fn highlighted(svg: &mut Svg, sheet: &Sheet, content: &MapContent<'_>, look: &Look) {
    let shape = content.highlight.and_then(|area| sheet.shapes.iter().find(|shape| shape.area == area));
    if let Some(shape) = shape {
        svg.borders(&shape.path, "#ffffff", 1.1);
        svg.borders(&shape.path, &look.accent, 0.6);
    }
}

/// The filling of an area by the sign that stands instead of its value.
pub(super) fn sign_fill(datum: &Datum) -> Option<String> {
    datum.cell.sign().map(|sign| if sign.is_secret() { SECRET.to_owned() } else { MISSING.to_owned() })
}

/// What the legend has to say of areas without a value, and of other land.
pub(super) fn sign_entries(sheet: Option<&Sheet>, content: &MapContent<'_>) -> Vec<Entry> {
    let language = content.language;
    let mut entries = Vec::new();
    let signs = || content.grid.rows.iter().flat_map(|row| &row.data).filter_map(|datum| datum.cell.sign());
    let secret = signs().filter(|sign| sign.is_secret()).count();
    let missing = signs().count() - secret;
    let counted = |count: usize| (content.grid.columns.len() == 1).then_some(count);
    let mut push = |fill: &str, german: &str, english: &str, count: Option<usize>| {
        entries.push(Entry { fill: fill.to_owned(), label: language.pick(german, english).to_owned(), count });
    };
    if secret > 0 {
        push(SECRET, "geheim gehalten", "confidential", counted(secret));
    }
    if missing > 0 {
        push(MISSING, "ohne Wert", "no value", counted(missing));
    }
    if sheet.is_some_and(|sheet| sheet.background.is_some()) {
        push(WHITE, "nicht betrachtet", "not considered", None);
    }
    if sheet.is_some_and(|sheet| !sheet.deserted.is_empty()) {
        push(DESERTED, "unbewohnt", "uninhabited", None);
    }
    entries
}

/// With more areas than this, ranks are a swarm.
pub const MOST_RANKS: usize = 120;

/// The rank in every area, where it fits; in white where the face is dark.
pub(super) fn ranks(
    svg: &mut Svg,
    sheet: &Sheet,
    content: &MapContent<'_>,
    ground: impl Fn(AreaIndex) -> String,
    look: &Look,
) {
    // Many ranks are a swarm; one, or the same everywhere, says nothing.
    let different = content.data(0).filter_map(|(_, datum)| datum.rank).max().is_some_and(|last| last > 1);
    if sheet.shapes.len() > MOST_RANKS || !different {
        return;
    }
    let mut taken: Vec<Frame> = Vec::new();
    let mut shapes: Vec<&Shape> = sheet.shapes.iter().collect();
    shapes.sort_by(|one, other| other.room.total_cmp(&one.room));
    for shape in shapes {
        let Some(rank) = content.datum(shape.area, 0).and_then(|datum| datum.rank) else { continue };
        let text = rank.to_string();
        let font = Font { bold: true, ..LABEL }.within((shape.room * 2.0).min(3.0));
        let (half, high) = (font.width(&text) / 2.0, font.size * 0.13);
        if shape.room < half.min(0.9) {
            continue;
        }
        let (x, y) = shape.label;
        let frame = (x - half, y - high, x + half, y + high);
        if taken.iter().any(|other| overlap(&frame, other)) {
            continue;
        }
        taken.push(frame);
        let colour = if crate::colour::is_dark(&ground(shape.area)) { "#ffffff" } else { look.ink.as_str() };
        svg.text(&text, (x, y), font, Anchor::Middle, colour);
    }
}

/// A name in lines that lie wholly inside an area; `None` where it has no room.
pub(super) fn name_inside(shape: &Shape, name: &str, language: Language) -> Option<(Vec<String>, Font)> {
    let width = |font: Font, part: f64| font.width(name) * part + 0.1;
    for (font, part) in [(LABEL, 1.0), (SMALL, 1.0), (LABEL, 0.6), (SMALL, 0.6), (SMALL, 0.42)] {
        let lines = wrapped(name, width(font, part), font, language);
        // A name is broken between its words; else a number is easier to read.
        if lines.join(" ").replace("- ", "-") != name {
            continue;
        }
        let half = lines.iter().map(|line| font.width(line)).fold(0.0, f64::max) / 2.0 + 0.4;
        let high = font.leading() * lines.len() as f64 / 2.0 + 0.1;
        let (x, y) = shape.label;
        let edge = [-1.0, -0.5, 0.0, 0.5, 1.0];
        let inside = edge.iter().all(|across| {
            edge.iter().all(|down| shape.outline.contains(&Point::new(x + half * across, y + high * down)))
        });
        if inside {
            return Some((lines, font));
        }
    }
    None
}

/// A round number of kilometres at the lower right.
pub(super) fn scale_bar(svg: &mut Svg, sheet: &Sheet, look: &Look) {
    let most = sheet.width / sheet.scale / 4.0;
    let lengths = [200_000.0, 100_000.0, 50_000.0, 20_000.0, 10_000.0, 5_000.0, 2_000.0, 1_000.0];
    let length = lengths.into_iter().find(|length| *length <= most).unwrap_or(500.0);
    let (right, bottom) = (sheet.width - 1.0, sheet.height + 3.2);
    let left = right - length * sheet.scale;
    svg.line((left, bottom), (right, bottom), &look.ink, 0.35);
    let label = if length < 1_000.0 { "500 m".to_owned() } else { format!("{} km", length / 1_000.0) };
    svg.text(&label, ((left + right) / 2.0, bottom - 1.8), SMALL, Anchor::Middle, &look.ink);
}

/// The legend below the sheet, and the whole drawing.
pub(super) fn finished(mut svg: Svg, width: f64, top: f64, entries: &[Entry], look: &Look, alt: String) -> Drawing {
    let height = top + legend::draw(&mut svg, entries, width, top, look);
    Drawing { svg: svg.finish(width, height), width, height: (height * 100.0).round() / 100.0, alt }
}
