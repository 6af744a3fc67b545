//! The map of facilities: which of them lie in the areas of the picture, and what the land behind them is shaded by. Its data
//! table has places by area.

use super::Made;
use super::mapped::{classed, drawn};
use super::values::Values;
use crate::area::{AreaIndex, Position};
use crate::definition::register::Facility;
use crate::figures::{Cell, Column, Datum, Grid};
use crate::map::{self, Classes, Sheet, Site, SiteKind};
use crate::number::{Exact, Language, join_words};
use crate::problem::{Fault, Problem};
use crate::wording::{in_place, print};

/// Draws it.
pub fn sites(values: &Values<'_>, sheet: &Sheet) -> Result<Made, Problem> {
    let (language, look) = (values.language(), &values.draft.workshop.plan.look);
    let Some(atlas) = &values.draft.workshop.atlas else {
        return Err(values.problem(Fault::MissingKey { key: "boundaries".to_owned() }));
    };
    let shaded = values.plan.indicators.iter().flatten().next().copied();
    let (mut grid, classes) = match shaded {
        Some(at) => classed(values, at, values.year(at)),
        None => {
            let rows = values.plan.areas.iter().map(|area| values.row(*area, Vec::new())).collect();
            (Grid { stub: values.stub(), columns: Vec::new(), rows }, Vec::new())
        }
    };
    let kinds: Vec<(usize, &str)> = values.plan.facilities.iter().map(|at| (*at, values.kind_name(*at))).collect();
    let mut drawn_kinds = Vec::new();
    let (mut nowhere, mut outside) = (Vec::new(), Vec::new());
    for (kind, name) in &kinds {
        let mut sites = Vec::new();
        for (facility, position) in values.facilities(*kind) {
            match position {
                Some(position) if !map::is_on((atlas, sheet), position) => outside.push(facility.name.clone()),
                Some(position) => {
                    sites.push(Site { position, places: facility.places, label: label(facility) });
                }
                None => nowhere.push(facility.name.clone()),
            }
        }
        drawn_kinds.push(SiteKind { name: (*name).to_owned(), sites });
    }
    let names: Vec<String> = kinds.iter().map(|(_, name)| (*name).to_owned()).collect();
    let place = in_place(&values.name(values.draft.document.compare), language);
    let subject = format!("{} {place} {}", join_words(&names, language), values.year_of_sites());
    let caption = match shaded {
        Some(at) => format!("{subject}; {} {}, {}", values.indicator(at).name, values.year(at), values.unit(at)),
        None => subject,
    };
    let colours = Classes { classes: &classes, colours: &look.scale };
    let drawing = drawn(values, &grid, &caption, None, |content| {
        map::sites((atlas, sheet), content, &drawn_kinds, &colours, look)
    });
    // What cannot be seen of numbers in shapes stands in the table.
    for (kind, name) in &kinds {
        grid.columns.push(Column { label: format!("{name}: {}", values.places_name(*kind)), ..Column::default() });
        for row in &mut grid.rows {
            let places = row.area.map_or(0, |area| values.places(*kind, area));
            row.data.push(values.whole(places));
        }
    }
    let mut made = Made::new(drawing, grid, caption);
    if drawn_kinds.iter().flat_map(|kind| &kind.sites).any(|site| site.places.is_some()) {
        made = made.noting(language.pick(
            "Die Fläche der Zeichen zeigt die Plätze, ihre Zahl steht in Klammern.",
            "The area of the shapes shows the places, their number stands in brackets.",
        ));
    }
    if !outside.is_empty() {
        let names = join_words(&outside, language);
        made = made.noting(match language {
            Language::De => format!("Der Ort liegt außerhalb der Karte: {names}."),
            Language::En => format!("The place lies outside of the map: {names}."),
        });
    }
    if !nowhere.is_empty() {
        let names = join_words(&nowhere, language);
        made = made.noting(match language {
            Language::De => format!("Ohne Ort im Verzeichnis: {names}."),
            Language::En => format!("Without a place in the register: {names}."),
        });
    }
    Ok(made)
}

fn label(facility: &Facility) -> String {
    match facility.places {
        Some(places) => format!("{} ({places})", facility.name),
        None => facility.name.clone(),
    }
}

impl Values<'_> {
    fn kind_name(&self, kind: usize) -> &str {
        &self.draft.workshop.plan.registers.written.facilities.value.kind[kind].name
    }

    fn places_name(&self, kind: usize) -> String {
        let written = &self.draft.workshop.plan.registers.written.facilities.value.kind[kind].places;
        written.clone().unwrap_or_else(|| self.language().pick("Plätze", "places").to_owned())
    }

    /// The written year, else that of the data.
    fn year_of_sites(&self) -> i32 {
        self.plan.years.last().copied().unwrap_or_else(|| self.draft.document.state_of_data())
    }

    /// Open facilities of a kind inside of the areas of the picture.
    fn facilities(&self, kind: usize) -> impl Iterator<Item = (&Facility, Option<Position>)> {
        let plan = &self.draft.workshop.plan;
        let shown = |area: AreaIndex| self.plan.areas.iter().any(|of| plan.cube.areas.lies_in(area, *of));
        let of = plan.registers.facilities_of(kind);
        let open = of.filter(move |(facility, found)| shown(found.area) && facility.is_open(self.year_of_sites()));
        open.map(|(facility, found)| (facility, found.position))
    }

    fn places(&self, kind: usize, of: AreaIndex) -> i128 {
        let plan = &self.draft.workshop.plan;
        plan.registers.places(&plan.cube.areas, (kind, of), self.year_of_sites())
    }

    fn whole(&self, number: i128) -> Datum {
        let cell = Cell::number(Exact::from_integer(number));
        let text = print(cell, 0, self.draft.style()).text;
        Datum { cell, spoken: text.clone(), text, rank: None, shade: None, interval: None }
    }
}
