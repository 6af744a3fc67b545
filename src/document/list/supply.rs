//! What there is on the ground. Comes in: the register of facilities, protected figures of those who need them. Goes out:
//! facilities with sums, and places by area beside those who need them. What that means for the need is told in `needs`.

use num_traits::Zero;

use super::Listing;
use crate::area::AreaIndex;
use crate::definition::Publisher;
use crate::definition::register::{Facility, FacilityKind};
use crate::document::block::{Block, CellBlock, ColumnBlock, RowBlock, RowRole, TableBlock};
use crate::document::selection::Selection;
use crate::figures::{Cell, Sign};
use crate::number::{Exact, Language, join_words, round};
use crate::plan::FacilityKindPlan;
use crate::wording::{Style, print};

/// A kind of facilities with its position.
pub(super) struct Supply<'a> {
    pub listing: &'a Listing<'a>,
    pub at: usize,
    pub kind: &'a FacilityKind,
    pub plan: &'a FacilityKindPlan,
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
    let table = listing.plain_table(("Einrichtungen und Plätze", "Facilities and places"), columns, rows);
    let table = Block::Table(TableBlock { source: register(listing), ..table });
    let coverages = supplies(listing).filter_map(|supply| supply.coverage()).collect::<Vec<_>>();
    [table].into_iter().chain(coverages).collect()
}

/// Where facilities are from.
fn register(listing: &Listing<'_>) -> String {
    let language = listing.language();
    format!("{}: {}.", language.pick("Quelle", "Source"), own_source(&listing.draft.workshop.plan.publisher, language))
}

/// Who keeps the register of facilities.
pub fn own_source(publisher: &Publisher, language: Language) -> String {
    let unit = &publisher.unit;
    match language {
        Language::De => format!("{unit}, Verzeichnis der Einrichtungen"),
        Language::En => format!("{unit}, register of facilities"),
    }
}

pub(super) fn supplies<'a>(listing: &'a Listing<'a>) -> impl Iterator<Item = Supply<'a>> {
    let registers = &listing.draft.workshop.plan.registers;
    let kinds = listing.plan.entries.iter().filter_map(move |at| {
        Some((*at, registers.written.facilities.value.kind.get(*at)?, registers.facility_kinds.get(*at)?))
    });
    kinds.map(move |(at, kind, plan)| Supply { listing, at, kind, plan })
}

pub(super) fn whole(number: i128, style: Style) -> CellBlock {
    print(Cell::number(Exact::from_integer(number)), 0, style).into()
}

/// A whole number, or the sign that stands instead of it.
pub(super) fn units(cell: Cell) -> Result<i128, Sign> {
    match cell {
        Cell::Number { value, .. } => Ok(round(value, 0).units()),
        Cell::Sign(sign) => Err(sign),
    }
}

/// Places per 100 of what a cell counts.
pub(super) fn per_hundred(places: i128, cell: Cell) -> Cell {
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
        registers.facilities_of(self.at).map(|(facility, found)| (facility, found.area))
    }

    /// Places inside of an area at the end of a year.
    pub(super) fn places(&self, area: AreaIndex, year: i32) -> i128 {
        let plan = &self.listing.draft.workshop.plan;
        plan.registers.places(&plan.cube.areas, (self.at, area), year)
    }

    /// Whole places that are needed for those whom an indicator counts.
    pub(super) fn need(&self, demand: usize, rate: Exact, area: AreaIndex, year: i32) -> Cell {
        match self.listing.draft.figures.value(demand, area, year) {
            Cell::Number { value, flags } => {
                let need = round(value * rate / Exact::from_integer(100), 0).exact();
                Cell::Number { value: need, flags }
            }
            sign => sign,
        }
    }

    pub(super) fn year(&self, demand: usize) -> i32 {
        let (draft, document) = (self.listing.draft, self.listing.draft.document);
        let decimals = draft.workshop.plan.cube.indicators[demand].decimals;
        let (areas, compare) = (&document.areas, document.compare);
        Selection::new(draft.figures, (demand, decimals), areas, compare, document.from, document.to).year
    }

    pub(super) fn places_title(&self) -> String {
        let usual = self.listing.language().pick("Plätze", "Places");
        self.kind.places.clone().unwrap_or_else(|| usual.to_owned())
    }

    pub(super) fn table(
        &self,
        part: usize,
        caption: String,
        columns: Vec<ColumnBlock>,
        rows: Vec<RowBlock>,
    ) -> TableBlock {
        let key = format!("{}-{}-{part}", self.listing.key, self.at + 1);
        TableBlock::new(key, caption, columns, rows)
    }

    /// A row for every area of the report and one for the compared area; without the areas where they have no values.
    pub(super) fn by_area(&self, demand: usize, year: i32, row: impl Fn(AreaIndex) -> Vec<CellBlock>) -> Vec<RowBlock> {
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
        let caption = match language {
            Language::De => format!("{}: {} und {} {year}", self.kind.name, self.places_title(), indicator.name),
            Language::En => format!("{}: {} and {} {year}", self.kind.name, self.places_title(), indicator.name),
        };
        let mut table = self.table(1, caption, columns, rows);
        table.notes.extend(self.whole_note());
        table.notes.extend(self.uncounted_note());
        table.source = self.source([demand].into_iter());
        Some(Block::Table(table))
    }

    /// Facilities of which nobody has said how many places they have.
    pub(super) fn uncounted_note(&self) -> Option<String> {
        let (language, draft) = (self.listing.language(), self.listing.draft);
        let areas = &draft.workshop.plan.cube.areas;
        let uncounted = self
            .facilities()
            .filter(|(facility, area)| facility.places.is_none() && areas.lies_in(*area, draft.document.compare));
        let names: Vec<String> = uncounted.map(|(facility, _)| facility.name.clone()).collect();
        let list = join_words(&names, language);
        (!names.is_empty()).then(|| match language {
            Language::De => format!("Ohne Angabe der Plätze und deshalb nicht gezählt: {list}."),
            Language::En => format!("Without a number of places, and therefore not counted: {list}."),
        })
    }

    /// That the last row holds more than those above it: areas that are not shown, or facilities that belong to none of them.
    pub(super) fn whole_note(&self) -> Option<String> {
        let (language, draft) = (self.listing.language(), self.listing.draft);
        let today = draft.document.state_of_data();
        let inside: i128 = draft.document.areas.iter().map(|area| self.places(*area, today)).sum();
        if !draft.partial && inside < self.places(draft.document.compare, today) {
            return Some(match language {
                Language::De => {
                    format!("{}: mit Einrichtungen, die in keinem der Gebiete darüber liegen.", draft.compared_name())
                }
                Language::En => {
                    format!("{}: with facilities that lie in none of the areas above.", draft.compared_name())
                }
            });
        }
        draft.partial.then(|| match language {
            Language::De => format!("{}: mit den Gebieten, die hier nicht gezeigt sind.", draft.compared_name()),
            Language::En => format!("{}: with the areas that are not shown here.", draft.compared_name()),
        })
    }

    /// The register first, then who counts those who need places.
    pub(super) fn source(&self, indicators: impl Iterator<Item = usize>) -> String {
        let draft = self.listing.draft;
        let counted = draft.sources_of(indicators);
        let (own, colon) = (register(self.listing), counted.find(": ").map_or(0, |at| at + 2));
        format!("{}; {}", own.trim_end_matches('.'), &counted[colon..])
    }
}
