//! What there is on the ground, against what is needed. Comes in: the register of facilities, protected figures of those who
//! need them. Goes out: facilities with sums, places by area, and the need of the years ahead in several scenarios. Needs
//! are rounded to whole places before anything is subtracted, so that every row can be checked by hand.

use num_traits::Zero;

use super::Listing;
use crate::area::AreaIndex;
use crate::definition::register::{Facility, FacilityKind};
use crate::document::block::{Block, CellBlock, ColumnBlock, RowBlock, RowRole, Spanner, TableBlock};
use crate::document::selection::Selection;
use crate::figures::{Cell, Sign};
use crate::number::{Decimal, Exact, Language, decimal_text, round, signed_text};
use crate::plan::FacilityKindPlan;
use crate::wording::{Style, print};

/// A kind of facilities with its position.
struct Supply<'a> {
    listing: &'a Listing<'a>,
    at: usize,
    kind: &'a FacilityKind,
    plan: &'a FacilityKindPlan,
}

/// Every facility by kind, then for each kind with a demand how far its places reach.
pub fn facilities(listing: &Listing<'_>) -> Vec<Block> {
    let (language, areas) = (listing.language(), &listing.draft.workshop.plan.cube.areas);
    let style = listing.draft.style();
    let mut rows = Vec::new();
    for supply in supplies(listing) {
        let today = listing.draft.document.state_of_data();
        let row = |(facility, area): &(&Facility, AreaIndex)| {
            let since = facility.since.as_ref().map(|year| *year.get_ref());
            let when = match (since, &facility.until) {
                (Some(since), _) if since > today => format!("{} {since}", language.pick("ab", "from")),
                (Some(since), Some(until)) => format!("{since}–{}", until.get_ref()),
                (Some(since), None) => since.to_string(),
                (None, Some(until)) => format!("{} {}", language.pick("bis", "until"), until.get_ref()),
                (None, None) => String::new(),
            };
            RowBlock::of(vec![
                CellBlock::of(&facility.name),
                CellBlock::of(&areas.get(*area).name),
                CellBlock::of(facility.provider.clone().unwrap_or_default()),
                CellBlock::of(when),
                facility.places.map(|places| whole(places.into(), style)).unwrap_or_default(),
            ])
        };
        let sum = |name: &str, of: &[(&Facility, AreaIndex)]| {
            let places: i128 = of.iter().filter_map(|(facility, _)| facility.places).map(i128::from).sum();
            let mut cells = vec![CellBlock::default(); 5];
            cells[0].text = format!("{name} ({})", of.len());
            cells[4] = whole(places, style);
            RowBlock::of(cells).in_role(RowRole::Subtotal)
        };
        let (there, planned): (Vec<_>, Vec<_>) = supply
            .facilities()
            .filter(|(facility, _)| !facility.is_closed(today))
            .partition(|(facility, _)| facility.is_open(today));
        rows.push(RowBlock::of(vec![CellBlock::of(&supply.kind.name)]).in_role(RowRole::Group));
        rows.extend(there.iter().map(row));
        rows.push(sum(language.pick("zusammen", "together"), &there));
        if !planned.is_empty() {
            rows.extend(planned.iter().map(row));
            rows.push(sum(language.pick("geplant", "planned"), &planned));
        }
    }
    let columns = vec![
        ColumnBlock::words(language.pick("Einrichtung", "Facility"), 1.6),
        ColumnBlock::words(language.pick("Gebiet", "Area"), 1.0),
        ColumnBlock::words(language.pick("Träger", "Provider"), 1.2),
        ColumnBlock { width: 17.0, ..ColumnBlock::words(language.pick("seit", "since"), 0.0) },
        ColumnBlock::number(language.pick("Plätze", "Places")),
    ];
    let table = listing.table(("Einrichtungen und Plätze", "Facilities and places"), columns, rows);
    let coverages = supplies(listing).filter_map(|supply| supply.coverage()).collect::<Vec<_>>();
    [table].into_iter().chain(coverages).collect()
}

/// Per kind: the need of today by area, then what it may become.
pub fn needs(listing: &Listing<'_>) -> Vec<Block> {
    let mut blocks = Vec::new();
    for supply in supplies(listing) {
        blocks.extend(supply.need_today());
        blocks.extend(supply.need_ahead());
    }
    if let Some(Block::Table(first)) = blocks.first_mut() {
        first.id.clone_from(&listing.plan.id);
        first.caption = listing.plan.title.clone().unwrap_or_else(|| first.caption.clone());
    }
    if let Some(Block::Table(last)) = blocks.last_mut() {
        last.notes.extend(listing.notes());
    }
    blocks
}

fn supplies<'a>(listing: &'a Listing<'a>) -> impl Iterator<Item = Supply<'a>> {
    let registers = &listing.draft.workshop.plan.registers;
    let kinds = listing.plan.entries.iter().filter_map(move |at| {
        Some((*at, registers.written.facilities.value.kind.get(*at)?, registers.facility_kinds.get(*at)?))
    });
    kinds.map(move |(at, kind, plan)| Supply { listing, at, kind, plan })
}

fn whole(number: i128, style: Style) -> CellBlock {
    print(Cell::number(Exact::from_integer(number)), 0, style).into()
}

/// A whole number, or the sign that stands instead of it.
fn units(cell: Cell) -> Result<i128, Sign> {
    match cell {
        Cell::Number { value, .. } => Ok(round(value, 0).units()),
        Cell::Sign(sign) => Err(sign),
    }
}

/// Places per 100 of what a cell counts.
fn per_hundred(places: i128, cell: Cell) -> Cell {
    match cell {
        Cell::Number { value, flags } if !value.is_zero() => {
            Cell::Number { value: Exact::from_integer(places * 100) / value, flags }
        }
        Cell::Number { .. } => Cell::Sign(Sign::Meaningless),
        sign => sign,
    }
}

impl<'a> Supply<'a> {
    fn facilities(&self) -> impl Iterator<Item = (&'a Facility, AreaIndex)> {
        let registers = &self.listing.draft.workshop.plan.registers;
        let (all, kind) = (registers.written.facilities.value.facility.iter(), self.at);
        let of = all.zip(&registers.facilities).filter(move |(_, found)| found.kind == kind);
        of.map(|(facility, found)| (facility, found.area))
    }

    /// Places inside of an area at the end of a year.
    fn places(&self, area: AreaIndex, year: i32) -> i128 {
        let areas = &self.listing.draft.workshop.plan.cube.areas;
        let members = &areas.get(area).members;
        let inside = self.facilities().filter(|(_, at)| areas.get(*at).members.is_subset(members));
        let open = inside.filter(|(facility, _)| facility.is_open(year));
        open.filter_map(|(facility, _)| facility.places).map(i128::from).sum()
    }

    /// Whole places that are needed for those whom an indicator counts.
    fn need(&self, demand: usize, rate: Exact, area: AreaIndex, year: i32) -> Cell {
        match self.listing.draft.figures.value(demand, area, year) {
            Cell::Number { value, flags } => {
                let need = round(value * rate / Exact::from_integer(100), 0).exact();
                Cell::Number { value: need, flags }
            }
            sign => sign,
        }
    }

    fn year(&self, demand: usize) -> i32 {
        let (draft, document) = (self.listing.draft, self.listing.draft.document);
        let decimals = draft.workshop.plan.cube.indicators[demand].decimals;
        let (areas, compare) = (&document.areas, document.compare);
        Selection::new(draft.figures, (demand, decimals), areas, compare, document.from, document.to).year
    }

    fn places_title(&self) -> String {
        let usual = self.listing.language().pick("Plätze", "Places");
        self.kind.places.clone().unwrap_or_else(|| usual.to_owned())
    }

    fn table(&self, part: usize, caption: String, columns: Vec<ColumnBlock>, rows: Vec<RowBlock>) -> TableBlock {
        let key = format!("{}-{}-{part}", self.listing.key, self.at + 1);
        TableBlock::new(key, caption, columns, rows)
    }

    /// A row for every area of the report and one for the compared area; without the areas where they have no values.
    fn by_area(&self, demand: usize, year: i32, row: impl Fn(AreaIndex) -> Vec<CellBlock>) -> Vec<RowBlock> {
        let document = self.listing.draft.document;
        let cell = |area: &AreaIndex| self.listing.draft.figures.value(demand, *area, year);
        let known = document.areas.iter().any(|area| cell(area).sign() != Some(Sign::NotAvailable));
        let areas = document.areas.iter().filter(|area| known && **area != document.compare);
        let rows = areas.map(|area| RowBlock::of(row(*area)));
        rows.chain([RowBlock::of(row(document.compare)).in_role(RowRole::Total)]).collect()
    }

    /// Places against those who need them, by area of the report.
    fn coverage(&self) -> Option<Block> {
        let (language, draft) = (self.listing.language(), self.listing.draft);
        let demand = self.plan.demand?;
        let (indicator, style) = (&draft.workshop.plan.cube.indicators[demand], draft.style());
        let year = self.year(demand);
        let rows = self.by_area(demand, year, |area| {
            let (there, needed) = (self.places(area, year), draft.figures.value(demand, area, year));
            let name = CellBlock::of(&draft.workshop.plan.cube.areas.get(area).name);
            let share = print(per_hundred(there, needed), 1, style).into();
            vec![name, whole(there, style), print(needed, indicator.decimals, style).into(), share]
        });
        let columns = vec![
            ColumnBlock::words(&draft.level().name, 1.0),
            ColumnBlock::number(self.places_title()),
            ColumnBlock { width: 46.0, ..ColumnBlock::number(format!("{} {year}", indicator.name)) },
            ColumnBlock { width: 24.0, ..ColumnBlock::number(language.pick("Plätze je 100", "Places per 100")) },
        ];
        let caption = format!("{}: {} {year}", self.kind.name, language.pick("Plätze und Bedarf", "places and need"));
        let mut table = self.table(1, caption, columns, rows);
        table.source = draft.sources_of([demand].into_iter());
        Some(Block::Table(table))
    }

    fn need_today(&self) -> Option<Block> {
        let (language, draft) = (self.listing.language(), self.listing.draft);
        let (demand, rate) = (self.plan.demand?, self.plan.rate?);
        let (indicator, style) = (&draft.workshop.plan.cube.indicators[demand], draft.style());
        let year = self.year(demand);
        let rows = self.by_area(demand, year, |area| {
            let (there, need) = (self.places(area, year), self.need(demand, rate, area, year));
            vec![
                CellBlock::of(&draft.workshop.plan.cube.areas.get(area).name),
                print(draft.figures.value(demand, area, year), indicator.decimals, style).into(),
                print(need, 0, style).into(),
                whole(there, style),
                self.signed(units(need).map(|need| there - need)),
                print(per_hundred(there, need), 0, style).into(),
            ]
        });
        let pick = |german: &str, english: &str| language.pick(german, english).to_owned();
        let columns = vec![
            ColumnBlock::words(&draft.level().name, 1.0),
            ColumnBlock { width: 34.0, ..ColumnBlock::number(&indicator.name) },
            ColumnBlock::number(pick("Bedarf", "Need")),
            ColumnBlock::number(pick("Bestand", "Supply")),
            ColumnBlock { width: 25.0, ..ColumnBlock::number(pick("Bestand minus Bedarf", "Supply minus need")) },
            ColumnBlock { width: 20.0, unit: "%".to_owned(), ..ColumnBlock::number(pick("Deckung", "Coverage")) },
        ];
        let caption = match language {
            Language::De => format!("{}: Bestand und Bedarf {year}, {}", self.kind.name, self.places_title()),
            Language::En => format!("{}: supply and need {year}, {}", self.kind.name, self.places_title()),
        };
        let mut table = self.table(1, caption, columns, rows);
        table.notes.push(self.rule(rate, &indicator.name));
        table.source = draft.sources_of([demand].into_iter());
        Some(Block::Table(table))
    }

    /// How needs are made.
    fn rule(&self, rate: Exact, who: &str) -> String {
        let language = self.listing.language();
        let rate = decimal_text(round_as_needed(rate), language);
        let rule = match language {
            Language::De => format!("Bedarf: {rate} Plätze je 100 ({who}), auf ganze Plätze gerundet."),
            Language::En => format!("Need: {rate} places per 100 ({who}), rounded to whole places."),
        };
        match &self.kind.basis {
            Some(basis) => format!("{rule} {}: {basis}.", language.pick("Grundlage", "Basis")),
            None => rule,
        }
    }

    fn signed(&self, found: Result<i128, Sign>) -> CellBlock {
        let (language, style) = (self.listing.language(), self.listing.draft.style());
        match found {
            Ok(difference) => CellBlock::of(signed_text(round(Exact::from_integer(difference), 0), language)),
            Err(sign) => print(Cell::Sign(sign), 0, style).into(),
        }
    }

    /// Years in rows, scenarios in columns: what will be needed, what will be missing, what that costs.
    fn need_ahead(&self) -> Option<Block> {
        let (language, draft) = (self.listing.language(), self.listing.draft);
        let document = draft.document;
        let scenarios = &self.plan.scenarios;
        let years = &self.listing.plan.years;
        if scenarios.is_empty() {
            return None;
        }
        let style = draft.style();
        let need =
            |at: usize, area: AreaIndex, year: i32| self.need(scenarios[at].demand, scenarios[at].rate, area, year);
        let count = scenarios.len();
        let cost = self.kind.cost.as_ref().map(|cost| i128::from(*cost.get_ref()));
        let row = |area: AreaIndex, year: i32| {
            let there = self.places(area, year);
            let needs: Vec<Cell> = (0..count).map(|at| need(at, area, year)).collect();
            let mut cells = vec![CellBlock::of(year.to_string()), whole(there, style)];
            cells.extend(needs.iter().map(|need| CellBlock::from(print(*need, 0, style))));
            cells.extend(needs.iter().map(|need| self.signed(units(*need).map(|need| there - need))));
            if let Some(cost) = cost {
                cells.extend(needs.iter().map(|need| match units(*need) {
                    Ok(need) => whole((need - there).max(0) * cost, style),
                    Err(sign) => print(Cell::Sign(sign), 0, style).into(),
                }));
            }
            RowBlock::of(cells)
        };
        // Often only the county has a forecast.
        let has_forecast = |area: &AreaIndex| {
            let mut all = years.iter().flat_map(|year| (0..count).map(|at| need(at, *area, *year)));
            all.any(|cell| cell.sign() != Some(Sign::NotAvailable))
        };
        let areas: Vec<AreaIndex> =
            document.areas.iter().copied().filter(|area| *area != document.compare && has_forecast(area)).collect();
        let mut rows = Vec::new();
        // What the council decides on stands first.
        for area in [document.compare].into_iter().chain(areas.iter().copied()) {
            if !areas.is_empty() {
                let name = CellBlock::of(&draft.workshop.plan.cube.areas.get(area).name);
                rows.push(RowBlock::of(vec![name]).in_role(RowRole::Group));
            }
            rows.extend(years.iter().map(|year| row(area, *year)));
        }
        let pick = |german: &str, english: &str| language.pick(german, english).to_owned();
        let mut columns =
            vec![ColumnBlock::words(pick("Jahr", "Year"), 1.0), ColumnBlock::number(pick("Bestand", "Supply"))];
        let groups = if cost.is_some() { 3 } else { 2 };
        for _ in 0..groups {
            columns.extend(self.kind.scenario.iter().map(|scenario| ColumnBlock::number(&scenario.name)));
        }
        let place = &draft.workshop.plan.cube.areas.get(document.compare).name;
        let caption = match language {
            Language::De => format!("{}: Bestand und künftiger Bedarf, {place}", self.kind.name),
            Language::En => format!("{}: supply and future need, {place}", self.kind.name),
        };
        let mut table = self.table(2, caption, columns, rows);
        let none = Spanner { title: String::new(), columns: 1 };
        let titles = [
            pick("Bedarf", "Need"),
            pick("Bestand minus Bedarf", "Supply minus need"),
            pick("Kosten, Euro je Jahr", "Costs, euros a year"),
        ];
        let spanner = |title| Spanner { title, columns: count };
        table.spanners = [none].into_iter().chain(titles.into_iter().take(groups).map(spanner)).collect();
        let usual = self.plan.rate.unwrap_or(scenarios[0].rate);
        let who = pick("vorausberechnete Menschen der Variante", "people of the scenario");
        table.notes.push(self.rule(usual, &who));
        for (scenario, found) in self.kind.scenario.iter().zip(scenarios) {
            let own = match found.rate == usual {
                true => String::new(),
                false => format!(
                    " {} {} {}.",
                    pick("Bedarf:", "Need:"),
                    decimal_text(round_as_needed(found.rate), language),
                    pick("Plätze je 100", "places per 100")
                ),
            };
            table.notes.push(format!("{}: {}{own}", scenario.name, scenario.assumes));
        }
        if let Some(cost) = cost {
            let cost = decimal_text(round(Exact::from_integer(cost), 0), language);
            table.notes.push(match language {
                Language::De => format!("Kosten: fehlende Plätze mal {cost} Euro."),
                Language::En => format!("Costs: missing places times {cost} euros."),
            });
        }
        table.notes.push(pick(
            "Bestand: was bis zum Ende des Jahres offen ist, beschlossene Einrichtungen eingeschlossen.",
            "Supply: what is open at the end of the year, decided facilities included.",
        ));
        table.source = draft.sources_of(scenarios.iter().map(|scenario| scenario.demand));
        Some(Block::Table(table))
    }
}

/// With as many decimals as it was written with, two at most.
fn round_as_needed(rate: Exact) -> Decimal {
    let fits = |decimals: &u8| round(rate, *decimals).exact() == rate;
    round(rate, (0..2).find(fits).unwrap_or(2))
}
