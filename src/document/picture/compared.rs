//! Pictures that compare areas: bars, parts of a whole, two years, indicators side by side.

use num_traits::CheckedSub;

use super::Made;
use super::values::Values;
use crate::area::AreaIndex;
use crate::chart;
use crate::definition::PictureKind;
use crate::document::pictures::Pictures;
use crate::document::selection::Selection;
use crate::figures::{Cell, Column, Datum, Grid, Role, Row};
use crate::number::{Exact, Language, count_in_words, decimal_text, round, to_f64};
use crate::problem::Problem;
use crate::statistics::{spread, z_values};
use crate::wording::{caption_unit, signed};

/// No chart of a chapter is higher, in millimetres.
const PAGE: f64 = 215.0;

/// Bars or dots by rank.
pub fn ranked(values: &Values<'_>) -> Result<Made, Problem> {
    let (at, look) = (values.first(), &values.draft.workshop.plan.look);
    let year = values.year(at);
    let mut grid = values.by_area(&[(at, year, values.indicator(at).name.clone())]);
    shaded(values, at, year, &mut grid);
    values.ranked(&mut grid, 0);
    let caption = format!("{} {year} {}, {}", values.indicator(at).name, values.across(), values.unit(at));
    let chart = chart::Chart {
        reference: values.reference(at, year),
        target: values.target(),
        ranked: grid.rows.len() > 2,
        ..values.chart(&grid, &caption, PAGE)
    };
    let drawing = match values.plan.kind {
        PictureKind::Lollipop => chart::lollipop(&chart, look)?,
        _ => chart::bars(&chart, look)?,
    };
    let made = Made::new(drawing, grid.clone(), caption);
    Ok(match grid.rows.iter().any(|row| row.data[0].interval.is_some()) {
        true => made.noting(values.language().pick(
            "Striche: Bereich, in dem der Wert mit 95 Prozent Sicherheit liegt.",
            "Whiskers: range in which the value lies with 95 per cent certainty.",
        )),
        false => made,
    })
}

/// The class of every value, as in a map of the same indicator.
fn shaded(values: &Values<'_>, at: usize, year: i32, grid: &mut Grid) {
    let (draft, indicator) = (values.draft, values.indicator(at));
    let (areas, compare) = (&values.plan.areas, draft.document.compare);
    let selection = Selection::new(draft.figures, (at, indicator.decimals), areas, compare, year, year);
    let pictures = Pictures::new(draft, at, indicator, &selection);
    // Below and above nothing, length and side say it all.
    let negative = grid.ends().is_some_and(|(low, _)| low < 0.0);
    let middle = Some(draft.workshop.plan.look.scale.len() / 2);
    for (row, classed) in grid.rows.iter_mut().zip(&pictures.grid.rows) {
        let shade = classed.data[0].shade;
        row.data[0].shade = if negative { shade.and(middle) } else { shade };
    }
}

/// Several years or indicators, a bar each.
pub fn grouped(values: &Values<'_>) -> Result<Made, Problem> {
    let shown = values.shown();
    let (_, names) = values.part_names(&shown);
    let columns: Vec<(usize, i32, String)> = match shown.as_slice() {
        [only] if !values.plan.years.is_empty() => {
            values.plan.years.iter().map(|year| (*only, *year, year.to_string())).collect()
        }
        _ => shown.iter().zip(names).map(|(at, name)| (*at, values.year(*at), name)).collect(),
    };
    let mut grid = values.by_area(&columns);
    values.ranked(&mut grid, columns.len() - 1);
    let caption = caption(values, &columns);
    let drawing = chart::grouped(&values.chart(&grid, &caption, PAGE), &values.draft.workshop.plan.look)?;
    let years = || columns.iter().map(|(_, year, _)| *year);
    let (first, last) = (years().min().unwrap_or_default(), years().max().unwrap_or_default());
    let note = if shown.len() == 1 { values.break_note(shown[0], first, last) } else { None };
    Ok(Made::new(drawing, grid, caption).noting_all(note))
}

/// What of which year, where, in which unit.
fn caption(values: &Values<'_>, columns: &[(usize, i32, String)]) -> String {
    let shown = values.shown();
    let mut years: Vec<i32> = columns.iter().map(|(_, year, _)| *year).collect();
    years.sort_unstable();
    years.dedup();
    let years: Vec<String> = years.iter().map(i32::to_string).collect();
    let years = crate::number::join_words(&years, values.language());
    let (whole, _) = values.part_names(&shown);
    let units: Vec<String> = shown.iter().map(|at| values.unit(*at)).collect();
    let unit = if units.iter().all(|unit| *unit == units[0]) { format!(", {}", units[0]) } else { String::new() };
    format!("{whole} {years} {}{unit}", values.across())
}

/// Parts on top of each other.
pub fn parts(values: &Values<'_>) -> Result<Made, Problem> {
    let shown = values.shown();
    let (_, names) = values.part_names(&shown);
    let columns: Vec<(usize, i32, String)> =
        shown.iter().zip(names).map(|(at, name)| (*at, values.year(*at), name)).collect();
    let mut grid = values.by_area(&columns);
    values.ranked(&mut grid, columns.len() - 1);
    let comparable = !values.indicator(shown[0]).adds_up();
    if comparable {
        grid = values.with_compared(grid, &columns);
    }
    let caption = caption(values, &columns);
    let look = &values.draft.workshop.plan.look;
    let chart = values.chart(&grid, &caption, PAGE);
    let drawing = match values.plan.kind {
        PictureKind::Shares => chart::shares(&chart, look)?,
        _ => chart::stacked(&chart, look)?,
    };
    let made = Made::new(drawing, grid, caption);
    Ok(match values.plan.kind {
        PictureKind::Shares => made.noting(values.language().pick(
            "Anteile ergeben durch Runden nicht immer genau 100.",
            "Because of rounding, shares do not always add up to 100.",
        )),
        _ => made,
    })
}

/// Two years as pairs of dots or as lines.
pub fn two_years(values: &Values<'_>) -> Result<Made, Problem> {
    let (at, look) = (values.first(), &values.draft.workshop.plan.look);
    let indicator = values.indicator(at);
    let columns: Vec<(usize, i32, String)> =
        values.plan.years.iter().map(|year| (at, *year, year.to_string())).collect();
    let mut grid = values.by_area(&columns);
    values.ranked(&mut grid, 1);
    if !indicator.adds_up() {
        grid = values.with_compared(grid, &columns);
    }
    let caption = caption(values, &columns);
    // Dots and ends of lines are told by where they stand: their axis need not begin at zero.
    let chart = chart::Chart { from_zero: false, ..values.chart(&grid, &caption, PAGE) };
    let drawing = match values.plan.kind {
        PictureKind::Slope => chart::slope(&chart, look)?,
        _ => chart::dumbbell(&chart, look)?,
    };
    let (before, after) = (values.plan.years[0], values.plan.years[1]);
    let positive = grid.ends().is_some_and(|(low, _)| low > 0.0);
    let mut made = Made::new(drawing, grid, caption);
    if positive {
        made = made.noting(values.axis_note());
    }
    Ok(made.noting_all(values.break_note(at, before, after)))
}

/// Upper ends of the classes of z-values, in standard deviations.
const DISTANCES: [f64; 3] = [0.5, 1.0, 1.5];

/// Areas by indicators, coloured by distance from the mean.
pub fn heatmap(values: &Values<'_>) -> Result<Made, Problem> {
    let shown = values.shown();
    let columns: Vec<(usize, i32, String)> = shown
        .iter()
        .map(|at| {
            let year = values.year(*at);
            (*at, year, format!("{}, {}, {year}", values.indicator(*at).name, values.unit(*at)))
        })
        .collect();
    let mut grid = values.by_area(&columns);
    values.ranked(&mut grid, 0);
    let look = &values.draft.workshop.plan.look;
    let middle = look.diverging.len() / 2;
    for column in 0..grid.columns.len() {
        let cells: Vec<Option<Exact>> = grid.rows.iter().map(|row| row.data[column].cell.value()).collect();
        let distances = z_values(&cells).unwrap_or_else(|| vec![None; cells.len()]);
        for (row, distance) in grid.rows.iter_mut().zip(distances) {
            row.data[column].shade = distance.map(|distance| shade(to_f64(distance), middle));
        }
    }
    grid = values.with_compared(grid, &columns);
    let caption = match values.language() {
        Language::De => {
            let count = count_in_words(shown.len(), Language::De);
            format!("Abstand vom Mittel in {count} Indikatoren {}", values.across())
        }
        Language::En => format!("Distance from the mean in {} indicators {}", shown.len(), values.across()),
    };
    let chart = values.chart(&grid, &caption, PAGE);
    let drawing = chart::heatmap(&chart, &distance_names(middle, values.language()), look)?;
    Ok(Made::new(drawing, grid, caption).noting(values.language().pick(
        "Farbe: Abstand vom ungewichteten Mittel der gezeigten Räume in Standardabweichungen (z-Wert); die Zahl ist der Wert selbst. Die Farbe wertet nicht.",
        "Colour: distance from the unweighted mean of the areas in standard deviations (z-value); the number is the value itself. Colours do not judge.",
    )))
}

/// The position of a distance in a diverging scale with so many classes on either side of the middle.
pub fn shade(distance: f64, middle: usize) -> usize {
    let steps = DISTANCES.iter().filter(|limit| distance.abs() > **limit).count().min(middle);
    if distance < 0.0 { middle - steps } else { middle + steps }
}

/// „unter −1,5", „−1,5 bis unter −1,0", … as many as the scale has.
fn distance_names(middle: usize, language: Language) -> Vec<String> {
    let text = |value: f64| {
        let tenths = Exact::new((value.abs() * 10.0).round() as i128, 10);
        let words = decimal_text(round(tenths, 1), language);
        if value < 0.0 { format!("\u{2212}{words}") } else { words }
    };
    let to = language.pick("bis", "to");
    let limits: Vec<f64> = DISTANCES.iter().take(middle).copied().collect();
    let ladder: Vec<f64> = limits.iter().rev().map(|limit| -limit).chain(limits.iter().copied()).collect();
    let first = format!("{} {}", language.pick("unter", "below"), text(ladder[0]));
    let last = format!("{} {}", language.pick("über", "above"), text(ladder[ladder.len() - 1]));
    // Every limit belongs to the class nearer to the middle.
    let between = ladder.windows(2).map(|pair| match (pair[0] < 0.0, pair[1] < 0.0) {
        (_, true) => format!("{} {to} {} {}", text(pair[0]), language.pick("unter", "below"), text(pair[1])),
        (true, false) => format!("{} {to} {}", text(pair[0]), text(pair[1])),
        (false, false) => format!("{} {} {to} {}", language.pick("über", "above"), text(pair[0]), text(pair[1])),
    });
    [first].into_iter().chain(between).chain([last]).collect()
}

/// What is there against what is needed, with the difference.
pub fn bullet(values: &Values<'_>) -> Result<Made, Problem> {
    let at = values.first();
    let (indicator, year) = (values.indicator(at), values.year(at));
    let language = values.language();
    let against = values.plan.against.iter().flatten().next().copied();
    let needed_name = match against {
        Some(need) => values.indicator(need).name.clone(),
        None => language.pick("Ziel", "target").to_owned(),
    };
    let mut grid = values.by_area(&[(at, year, indicator.name.clone())]);
    values.ranked(&mut grid, 0);
    let decimals = indicator.decimals;
    for row in &mut grid.rows {
        let needed = match (against, row.area) {
            (Some(need), Some(area)) => values.datum(need, area, year),
            _ => {
                let target = values.plan.target.map_or(Cell::Sign(crate::figures::Sign::NotAvailable), Cell::number);
                values.draft.datum(indicator, target)
            }
        };
        let gap = row.data[0].cell.combine(needed.cell, |there, needed| there.checked_sub(&needed));
        let text = signed(gap, decimals, values.draft.style());
        let missing = Datum { text: text.clone(), spoken: text, ..values.draft.datum(indicator, gap) };
        row.data.extend([needed, missing]);
    }
    let difference = language.pick("Differenz", "difference").to_owned();
    let unit = caption_unit(indicator, language);
    let column = |label: String| Column { label, year: None, unit: unit.clone(), decimals };
    grid.columns.extend([column(needed_name.clone()), column(difference)]);
    let caption = match language {
        Language::De => format!("{} {year} und {needed_name} {}, {unit}", indicator.name, values.across()),
        Language::En => format!("{} {year} and {needed_name} {}, {unit}", indicator.name, values.across()),
    };
    let drawing = chart::bullet(&values.chart(&grid, &caption, PAGE), &values.draft.workshop.plan.look)?;
    Ok(Made::new(drawing, grid, caption))
}

/// One area within the range of all.
pub fn spine(values: &Values<'_>) -> Result<Made, Problem> {
    let (draft, language) = (values.draft, values.language());
    let (area, compare) = (values.area(), draft.document.compare);
    let rows = values.shown().into_iter().map(|at| spine_row(values, at, area, compare)).collect();
    let labels = [
        values.name(area),
        draft.compared_name(),
        language.pick("niedrigster", "lowest").to_owned(),
        language.pick("unteres Viertel", "lower quarter").to_owned(),
        language.pick("oberes Viertel", "upper quarter").to_owned(),
        language.pick("höchster", "highest").to_owned(),
    ];
    let columns = labels.into_iter().map(|label| Column { label, ..Column::default() }).collect();
    let grid = Grid { stub: language.pick("Indikator", "Indicator").to_owned(), columns, rows };
    let caption = match language {
        Language::De => format!("{} im Vergleich mit {}", values.name(area), values.across().trim_start_matches("in ")),
        Language::En => format!("{} compared with {}", values.name(area), values.across().trim_start_matches("in ")),
    };
    let drawing = chart::spine(&values.chart(&grid, &caption, PAGE), &draft.workshop.plan.look)?;
    Ok(Made::new(drawing, grid, caption).noting(language.pick(
        "Heller Balken: Spanne aller gezeigten Räume; dunklerer Teil: ihre mittlere Hälfte; Linie: der Vergleichswert. Links steht niedrig, rechts hoch; jede Zeile hat ihren eigenen Maßstab.",
        "Light bar: range of all areas; darker part: their middle half; line: the compared value. Low is left, high is right; every row has a scale of its own.",
    )))
}

fn spine_row(values: &Values<'_>, at: usize, area: AreaIndex, compare: AreaIndex) -> Row {
    let (indicator, year) = (values.indicator(at), values.year(at));
    // Quarters of the printed values: nothing finer than what stands in the tables.
    let printed = |area: &AreaIndex| Some(round(values.cell(at, *area, year).value()?, indicator.decimals).exact());
    let numbers: Vec<Exact> = values.plan.areas.iter().filter_map(printed).collect();
    let found = spread(&numbers);
    let end = |value: Option<Exact>| {
        let cell = value.map_or(Cell::Sign(crate::figures::Sign::NotAvailable), Cell::number);
        values.draft.datum(indicator, cell)
    };
    // Who lies on one side is judged before rounding; the interval moves as far as rounding moves the compared value.
    let exact = values.cell(at, compare, year).value();
    let shift = printed(&compare).zip(exact).map_or(0.0, |(printed, exact)| to_f64(printed) - to_f64(exact));
    let interval = values.draft.figures.interval(at, area, year);
    let interval = interval.map(|interval| (interval.low + shift, interval.high + shift));
    // All places in a row are those of printed values: no area lies beyond the ends of the range.
    let placed = |area: AreaIndex| {
        let cell = values.cell(at, area, year);
        let datum = values.draft.datum(indicator, cell);
        let cell = printed(&area).map_or(cell, Cell::number);
        Datum { cell, ..datum }
    };
    let own = Datum { interval, ..placed(area) };
    let compared = placed(compare);
    let rest = [
        found.map(|found| found.minimum),
        found.map(|found| found.lower_quartile),
        found.map(|found| found.upper_quartile),
        found.map(|found| found.maximum),
    ];
    let data = [own, compared].into_iter().chain(rest.into_iter().map(end)).collect();
    let label = format!("{} {year}, {}", indicator.name, values.unit(at));
    Row { label, area: None, role: Role::Ordinary, data }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_have_a_colour_on_their_side_and_a_name() {
        let shades: Vec<usize> =
            [-2.0, -1.2, -0.7, -0.5, 0.0, 0.5, 0.51, 1.5, 9.0].map(|found| shade(found, 3)).to_vec();
        assert_eq!(shades, [0, 1, 2, 3, 3, 3, 4, 5, 6]);
        let names = distance_names(3, Language::De);
        assert_eq!(names.len(), 7);
        assert_eq!(
            (names[0].as_str(), names[3].as_str(), names[6].as_str()),
            ("unter −1,5", "−0,5 bis 0,5", "über 1,5")
        );
        assert_eq!(distance_names(2, Language::En).len(), 5);
    }
}
