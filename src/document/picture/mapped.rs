//! Maps of a chapter: faces in classes, circles, distances from the compared area, two indicators, tiles, names, years.

use super::Made;
use super::values::Values;
use crate::area::AreaIndex;
use crate::definition::{PictureKind, PictureSize};
use crate::document::classing::Classing;
use crate::document::is_partial;
use crate::document::pictures::{Pictures, sizes};
use crate::document::selection::Selection;
use crate::figures::{Column, Datum, Drawing, Grid};
use crate::map::{self, Classes, Content, LegendClass, MapContent, Sheet};
use crate::number::{Decimal, Exact, Language, round, signed_text};
use crate::plan::Look;
use crate::problem::{Fault, Problem};
use crate::statistics::quantiles;
use crate::wording::{compared_value, in_place, points};

/// Height of the land in millimetres, at most.
fn most_height(size: PictureSize) -> f64 {
    match size {
        PictureSize::Full => 135.0,
        PictureSize::Half => 82.0,
        PictureSize::Third => 58.0,
    }
}

/// Draws a map; there is none without boundaries.
pub fn map(values: &Values<'_>) -> Result<Made, Problem> {
    use PictureKind as Of;
    if values.draft.workshop.atlas.is_none() {
        let fault = Fault::MissingKey { key: "boundaries".to_owned() };
        return Err(values.problem(fault));
    };
    let width = match values.plan.kind {
        Of::Maps => panel(values),
        _ => values.width(),
    };
    let areas = &values.draft.workshop.plan.cube.areas;
    let compare = values.draft.document.compare;
    let partial = is_partial(areas, &values.plan.areas, compare);
    // Finer areas than those of the report get the borders of the report's areas over them.
    let level = |list: &[AreaIndex]| list.first().map(|area| areas.get(*area).level);
    let finer = level(&values.plan.areas) < level(&values.draft.document.areas);
    let content = Content {
        areas: &values.plan.areas,
        background: partial.then_some(compare),
        overlay: if finer { &values.draft.document.areas } else { &[] },
    };
    let height = match values.plan.kind {
        Of::Maps => width * 0.95,
        // Below it stand the names that have no room inside.
        Of::Locator if values.plan.size == PictureSize::Half => most_height(PictureSize::Half) * 0.82,
        _ => most_height(values.plan.size),
    };
    let sheet = values.draft.sheet_of(&content, (width, height));
    let Some(Some(sheet)) = sheet.get() else {
        let fault = Fault::AreaWithoutBoundary { area: values.name(values.plan.areas[0]) };
        return Err(values.problem(fault));
    };
    match values.plan.kind {
        Of::Map => choropleth(values, sheet),
        Of::Symbols => symbols(values, sheet),
        Of::Around => around(values, sheet),
        Of::Tiles => tiles(values, sheet),
        Of::Maps => years(values, sheet),
        Of::Bivariate => bivariate(values, sheet),
        Of::Sites => super::sites::sites(values, sheet),
        _ => locator(values, sheet),
    }
}

/// Width of a small map; three or four stand beside each other.
fn panel(values: &Values<'_>) -> f64 {
    let width = values.width();
    let columns = match (values.plan.size, values.plan.years.len()) {
        (PictureSize::Full, 4 | 7 | 8) => 4.0,
        (PictureSize::Full, 2) => 2.0,
        (PictureSize::Full, _) => 3.0,
        _ => 2.0,
    };
    (width - 4.0 * (columns - 1.0)) / columns
}

/// The areas' values of a year with ranks, classes and shades, as on the page of an indicator.
pub(super) fn classed(values: &Values<'_>, at: usize, year: i32) -> (Grid, Vec<LegendClass>) {
    let indicator = values.indicator(at);
    let (draft, areas) = (values.draft, &values.plan.areas);
    let selection = Selection::new(draft.figures, (at, indicator.decimals), areas, draft.document.compare, year, year);
    let pictures = Pictures::new(draft, at, indicator, &selection);
    (Grid { stub: values.stub(), ..pictures.grid }, pictures.classes)
}

pub(super) fn drawn(
    values: &Values<'_>,
    grid: &Grid,
    subject: &str,
    year: Option<i32>,
    draw: impl FnOnce(&MapContent<'_>) -> Drawing,
) -> Drawing {
    let reference = year.and_then(|year| values.reference(values.first(), year));
    draw(&MapContent {
        grid,
        subject,
        reference: reference.as_ref().map(|mark| (mark.name.as_str(), mark.text.as_str())),
        highlight: values.plan.highlight,
        language: values.language(),
    })
}

fn caption(values: &Values<'_>, year: i32) -> String {
    let at = values.first();
    format!("{} {year} {}, {}", values.indicator(at).name, values.across(), values.unit(at))
}

/// The classes of an indicator in a year, by whatever draws them.
fn classes(
    values: &Values<'_>,
    draw: impl Fn(&MapContent<'_>, &Classes<'_>, &Look) -> Drawing,
) -> Result<Made, Problem> {
    let (at, look) = (values.first(), &values.draft.workshop.plan.look);
    let year = values.year(at);
    let (grid, classes) = classed(values, at, year);
    let caption = caption(values, year);
    let colours = Classes { classes: &classes, colours: &look.scale };
    let drawing = drawn(values, &grid, &caption, Some(year), |content| draw(content, &colours, look));
    Ok(Made::new(drawing, grid, caption))
}

fn choropleth(values: &Values<'_>, sheet: &Sheet) -> Result<Made, Problem> {
    let made = classes(values, |content, classes, look| map::choropleth(sheet, content, classes, look))?;
    Ok(rank_note(values, made))
}

fn rank_note(values: &Values<'_>, made: Made) -> Made {
    let ranks = made.grid.iter().flat_map(|grid| &grid.rows).filter_map(|row| row.data.first()?.rank);
    let last = ranks.max();
    if values.plan.areas.len() > map::MOST_RANKS || last.is_none_or(|last| last < 2) {
        return made;
    }
    made.noting(values.language().pick("Zahlen in der Karte: Rang.", "Numbers on the map: rank."))
}

fn tiles(values: &Values<'_>, sheet: &Sheet) -> Result<Made, Problem> {
    let made = classes(values, |content, classes, look| map::tiles(sheet, content, classes, look))?;
    Ok(made.noting(values.language().pick(
        "Jeder Raum ist gleich groß gezeichnet und liegt ungefähr an seinem Ort.",
        "Every area is drawn equally large and lies about where it is.",
    )))
}

fn symbols(values: &Values<'_>, sheet: &Sheet) -> Result<Made, Problem> {
    let (at, language) = (values.first(), values.language());
    let year = values.year(at);
    let mut grid = values.by_area(&[(at, year, values.indicator(at).name.clone())]);
    values.rank(&mut grid, 0);
    let caption = caption(values, year);
    let look = &values.draft.workshop.plan.look;
    let sizes = sizes(&grid, language);
    let drawing = drawn(values, &grid, &caption, None, |content| map::symbols(sheet, content, &sizes, look));
    let made = Made::new(drawing, grid, caption);
    Ok(made.noting(language.pick(
        "Die Fläche der Kreise zeigt die Zahl; Zahlen in den Kreisen: Rang.",
        "The area of the circles shows the number; numbers in them: rank.",
    )))
}

/// Distances from the compared area in seven or five equal classes with round borders.
fn around(values: &Values<'_>, sheet: &Sheet) -> Result<Made, Problem> {
    let (at, language) = (values.first(), values.language());
    let (indicator, year) = (values.indicator(at), values.year(at));
    let look = &values.draft.workshop.plan.look;
    let middle = look.diverging.len() / 2;
    let mut grid = values.by_area(&[(at, year, indicator.name.clone())]);
    values.rank(&mut grid, 0);
    let units = |datum: &Datum| datum.units(indicator.decimals);
    let compared = values.datum(at, values.draft.document.compare, year);
    let Some(centre) = units(&compared) else {
        let area = values.name(values.draft.document.compare);
        let fault = Fault::NoValue { indicator: indicator.id.clone(), area, period: year };
        return Err(values.problem(fault));
    };
    let distances: Vec<Option<i128>> = grid.rows.iter().map(|row| Some(units(&row.data[0])? - centre)).collect();
    let most = distances.iter().flatten().map(|distance| distance.abs()).max().unwrap_or(0);
    let step = even_step(most, middle as i128);
    // The middle class reaches half a step to either side; the outermost are open.
    let class = |distance: i128| {
        let steps = ((distance.abs() + step / 2 - 1).max(0) / step).min(middle as i128) as usize;
        if distance < 0 { middle - steps } else { middle + steps }
    };
    for (row, distance) in grid.rows.iter_mut().zip(&distances) {
        row.data[0].shade = distance.map(class);
    }
    let border = |steps: usize| step / 2 + step * (steps as i128 - 1);
    let text = |units: i128| {
        let value: Decimal = round(Exact::new(units, 10_i128.pow(u32::from(indicator.decimals))), indicator.decimals);
        signed_text(value, language)
    };
    let label = |shade: usize| {
        let steps = shade.abs_diff(middle);
        let sign = if shade < middle { -1 } else { 1 };
        let (near, far) = (sign * border(steps), sign * border(steps + 1));
        let to = language.pick("bis", "to");
        match (steps, sign) {
            (0, _) => format!("{} {to} {}", text(-step / 2), text(step / 2)),
            (steps, -1) if steps == middle => format!("{} {}", language.pick("unter", "below"), text(near)),
            (steps, _) if steps == middle => format!("{} {}", language.pick("über", "above"), text(near)),
            (_, -1) => format!("{} {} {to} {}", language.pick("unter", "below"), text(near), text(far)),
            _ => format!("{} {} {to} {}", language.pick("über", "above"), text(near), text(far)),
        }
    };
    let classes: Vec<LegendClass> = (0..look.diverging.len())
        .map(|shade| LegendClass {
            label: label(shade),
            count: Some(distances.iter().flatten().filter(|distance| class(**distance) == shade).count()),
            shade,
        })
        .filter(|class| class.count != Some(0))
        .collect();
    let name = values.draft.compared_name();
    let unit = match points(indicator, language) {
        unit if unit.is_empty() => values.unit(at),
        unit => unit,
    };
    let caption = match language {
        Language::De => {
            let value = compared_value(&name, language);
            format!("{} {year}: Abstand zum {value} ({}), {unit}", indicator.name, compared.text)
        }
        Language::En => format!("{} {year}: distance from {name} ({}), {unit}", indicator.name, compared.text),
    };
    let colours = Classes { classes: &classes, colours: &look.diverging };
    let drawing = drawn(values, &grid, &caption, None, |content| map::choropleth(sheet, content, &colours, look));
    let label = language.pick("Abstand", "distance").to_owned();
    grid.columns.push(Column { label, ..grid.columns[0].clone() });
    for (row, distance) in grid.rows.iter_mut().zip(&distances) {
        let sign = row.data[0].cell;
        let text = distance.map_or_else(|| row.data[0].text.clone(), text);
        row.data.push(Datum { text, cell: sign, ..row.data[0].clone() });
    }
    Ok(rank_note(values, Made::new(drawing, grid, caption)))
}

/// The least even step of 2, 4, 10, 20 … units with which so many classes reach the farthest value.
fn even_step(most: i128, classes: i128) -> i128 {
    let mut magnitude = 1;
    loop {
        for factor in [2, 4, 10] {
            let step = factor * magnitude;
            if step / 2 + step * classes >= most {
                return step;
            }
        }
        magnitude *= 10;
    }
}

/// A small map for every year, with the classes of all of them together.
fn years(values: &Values<'_>, sheet: &Sheet) -> Result<Made, Problem> {
    let (at, look, language) = (values.first(), &values.draft.workshop.plan.look, values.language());
    let indicator = values.indicator(at);
    let mut grid = values.by_year(at, &values.plan.areas, &values.plan.years);
    let printed = |datum: &Datum| datum.units(indicator.decimals);
    let units: Vec<i128> = grid.rows.iter().flat_map(|row| &row.data).filter_map(printed).collect();
    let classing = Classing::new(indicator, &units, look.scale.len());
    for datum in grid.rows.iter_mut().flat_map(|row| &mut row.data) {
        datum.shade = printed(datum).and_then(|units| classing.shade(units));
    }
    let classes = classing.legend(indicator, language, false);
    let labels: Vec<String> = values.plan.years.iter().map(i32::to_string).collect();
    let years = crate::number::join_words(&labels, language);
    let caption = format!("{} {years} {}, {}", indicator.name, values.across(), values.unit(at));
    let colours = Classes { classes: &classes, colours: &look.scale };
    let width = values.width();
    let drawing = drawn(values, &grid, &caption, None, |content| map::series(sheet, content, &colours, width, look));
    let made = Made::new(drawing, grid, caption);
    let (first, last) = (values.plan.years[0], values.plan.years[values.plan.years.len() - 1]);
    Ok(made.noting_all(values.break_note(at, first, last)))
}

/// Two indicators, each in thirds of the areas.
fn bivariate(values: &Values<'_>, sheet: &Sheet) -> Result<Made, Problem> {
    let (shown, language) = (values.shown(), values.language());
    let columns = values.dated(&shown);
    let mut grid = values.by_area(&columns);
    for column in 0..2 {
        let decimals = grid.columns[column].decimals;
        let units: Vec<i128> = grid.rows.iter().filter_map(|row| row.data[column].units(decimals)).collect();
        let thirds = quantiles(&units, 3);
        for row in &mut grid.rows {
            row.data[column].shade = row.data[column].units(decimals).and_then(|units| thirds.of(&units));
        }
    }
    let caption = values.both(&columns);
    let look = &values.draft.workshop.plan.look;
    let drawing = drawn(values, &grid, &caption, None, |content| map::bivariate(sheet, content, look));
    Ok(Made::new(drawing, grid, caption).noting(language.pick(
        "A, B, C: unteres, mittleres, oberes Drittel der Räume im ersten Indikator; 1, 2, 3: im zweiten. Gemeinsames Auftreten ist keine Ursache.",
        "A, B, C: lower, middle, upper third of the areas in the first indicator; 1, 2, 3: in the second. Occurring together is no cause.",
    )))
}

/// Names of the areas; nothing is measured.
fn locator(values: &Values<'_>, sheet: &Sheet) -> Result<Made, Problem> {
    let rows = values.plan.areas.iter().map(|area| values.row(*area, Vec::new())).collect();
    let grid = Grid { stub: values.stub(), columns: Vec::new(), rows };
    let place = values.name(values.draft.document.compare);
    let plural = values.plural();
    let caption = match values.language() {
        Language::De => {
            format!("Lage der {plural} {}", in_place(&place, Language::De))
        }
        Language::En => format!("Where the {plural} of {place} are"),
    };
    let look = &values.draft.workshop.plan.look;
    let drawing = drawn(values, &grid, &caption, None, |content| map::locator(sheet, content, look));
    Ok(Made::new(drawing, grid, caption))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_from_the_compared_value_are_round_and_reach_the_farthest() {
        for (most, classes, step) in
            [(0, 3, 2), (7, 3, 2), (8, 3, 4), (14, 3, 4), (15, 3, 10), (120, 3, 40), (120, 2, 100)]
        {
            assert_eq!(even_step(most, classes), step, "{most} in {classes}");
        }
    }
}
