//! Two indicators at once in three by three colours. Every area has the code of its colour as well, so that nobody needs to
//! match nine shades.

use super::choropleth::FOOT;
use super::frame::{MapContent, faces, finished, highlighted, scale_bar, sign_entries, sign_fill};
use super::sheet::Sheet;
use super::svg::{Anchor, Svg};
use crate::area::AreaIndex;
use crate::colour::channels;
use crate::figures::Drawing;
use crate::plan::Look;
use crate::typeface::{Font, LABEL, SMALL, wrapped};

const CELL: f64 = 7.0;
const BOLD: Font = Font { bold: true, ..SMALL };

/// Draws the map; the shades of both columns are 0, 1 or 2.
pub fn bivariate(sheet: &Sheet, content: &MapContent<'_>, look: &Look) -> Drawing {
    let mut svg = Svg::default();
    let classes = |area: AreaIndex| Some((content.datum(area, 0)?.shade?, content.datum(area, 1)?.shade?));
    let colour = |(across, up): (usize, usize)| mixed(look, across, up);
    let fill = |area: AreaIndex| {
        let signs = [content.datum(area, 0)?, content.datum(area, 1)?].into_iter().find_map(sign_fill);
        signs.or_else(|| classes(area).map(colour))
    };
    faces(&mut svg, sheet, look, fill);
    for shape in &sheet.shapes {
        let Some(found) = classes(shape.area).filter(|_| shape.room > 1.2) else { continue };
        let ink = if crate::colour::is_dark(&colour(found)) { "#ffffff" } else { &look.ink };
        svg.text(&code(found), shape.label, BOLD, Anchor::Middle, ink);
    }
    highlighted(&mut svg, sheet, content, look);
    scale_bar(&mut svg, sheet, look);
    let top = sheet.height + FOOT + 1.0;
    for across in 0..3 {
        for up in 0..3 {
            let corner = (CELL * across as f64 + 0.2, top + CELL * (2 - up) as f64);
            svg.rect(corner, (CELL, CELL), &colour((across, up)), "#ffffff");
            let ink = if crate::colour::is_dark(&colour((across, up))) { "#ffffff" } else { &look.ink };
            svg.text(&code((across, up)), (corner.0 + CELL / 2.0, corner.1 + CELL / 2.0), BOLD, Anchor::Middle, ink);
        }
    }
    let language = content.language;
    let high = language.pick("nach rechts höher", "higher to the right");
    let up = language.pick("nach oben höher", "higher upwards");
    let left = CELL * 3.0 + 4.0;
    let room = sheet.width - left;
    for (column, (way, at)) in [(up, top + CELL * 0.7), (high, top + CELL * 2.2)].into_iter().enumerate() {
        let name = content.grid.columns.get(1 - column).map(|column| column.label.clone()).unwrap_or_default();
        let lines = wrapped(&format!("{name}: {way}"), room, LABEL, language);
        svg.lines(&lines, (left, at), LABEL, Anchor::Start, &look.ink);
    }
    let text = content.description(language.pick("Karte von zwei Indikatoren", "Map of two indicators"));
    let both = |wanted: (usize, usize)| {
        let rows = content.grid.rows.iter().filter(|row| row.area.and_then(classes) == Some(wanted));
        let names: Vec<String> = rows.map(|row| row.label.clone()).collect();
        crate::number::join_words(&names, language)
    };
    let text =
        [((2, 2), language.pick("Beide hoch", "Both high")), ((0, 0), language.pick("Beide niedrig", "Both low"))]
            .into_iter()
            .fold(text, |text, (wanted, words)| match both(wanted) {
                names if names.is_empty() => text,
                names => text.say(&format!("{words}: {names}")),
            });
    let entries = sign_entries(Some(sheet), content);
    finished(svg, sheet.width, top + CELL * 3.0 + 2.5, &entries, look, text.gaps(content.grid).finish())
}

/// A letter for the first, a digit for the second indicator: „C3" is high in both.
fn code((across, up): (usize, usize)) -> String {
    format!("{}{}", ["A", "B", "C"][across.min(2)], up + 1)
}

/// The shade of the first indicator under the shade of the second, as two inks on paper.
fn mixed(look: &Look, across: usize, up: usize) -> String {
    // The darkest shades of both inks together would be black.
    let pick = |colours: &[String], at: usize, first: usize, steps: [usize; 3]| -> [u8; 3] {
        let position = (first + steps[at.min(2)]).min(colours.len() - 2);
        channels(&colours[position]).unwrap_or([255; 3])
    };
    let blue = pick(&look.scale, across, 0, [0, 2, 3]);
    let other = pick(&look.diverging, up, look.diverging.len() / 2, [0, 1, 2]);
    let paler = |channel: u8| 255 - (255 - u16::from(channel)) * 9 / 10;
    let mixed: Vec<u16> = blue.iter().zip(other).map(|(one, two)| u16::from(*one) * paler(two) / 255).collect();
    format!("#{:02x}{:02x}{:02x}", mixed[0], mixed[1], mixed[2])
}
