//! What is needed against what there is: today by area, and in the years ahead in several scenarios. Comes in: kinds of
//! facilities with a rate, protected figures of those who need them. Goes out: tables. Needs are rounded to whole places
//! before anything is subtracted, so that every row can be checked by hand.

use super::Listing;
use super::supply::{Supply, per_hundred, supplies, units, whole};
use crate::area::AreaIndex;
use crate::document::block::{Block, CellBlock, ColumnBlock, RowBlock, RowRole, Spanner};
use crate::figures::{Cell, Sign};
use crate::number::{Decimal, Exact, Language, decimal_text, round, signed_text, whole_text};
use crate::problem::{Fault, Problem};
use crate::wording::{in_place, print};

/// Per kind: the need of today by area, then what it may become.
pub fn needs(listing: &Listing<'_>) -> Result<Vec<Block>, Problem> {
    let mut blocks = Vec::new();
    for supply in supplies(listing) {
        blocks.extend(supply.need_today());
        supply.refuse_years_without_forecast()?;
        let ahead = supply.need_ahead();
        if let Some(Block::Table(table)) =
            ahead.as_ref().filter(|block| matches!(block, Block::Table(it) if it.is_too_wide()))
        {
            let fault = Fault::TableTooWide { columns: table.columns.len() };
            return Err(Problem::at(listing.plan.place.clone(), fault));
        }
        blocks.extend(ahead);
    }
    if let Some(Block::Table(first)) = blocks.first_mut() {
        first.id.clone_from(&listing.plan.id);
        first.caption = listing.plan.title.clone().unwrap_or_else(|| first.caption.clone());
    }
    if let Some(Block::Table(last)) = blocks.last_mut() {
        last.notes.extend(listing.notes());
    }
    Ok(blocks)
}

impl Supply<'_> {
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
        table.notes.extend(self.whole_note());
        table.notes.extend(self.uncounted_note());
        table.source = self.source([demand].into_iter());
        Some(Block::Table(table))
    }

    /// A year that no scenario reaches is a slip in the list, no gap in the data.
    fn refuse_years_without_forecast(&self) -> Result<(), Problem> {
        let (draft, plan) = (self.listing.draft, self.listing.plan);
        let places: Vec<AreaIndex> =
            [draft.document.compare].into_iter().chain(draft.document.areas.iter().copied()).collect();
        for scenario in &self.plan.scenarios {
            let is_known = |year: &i32| {
                let mut values = places.iter().map(|area| draft.figures.value(scenario.demand, *area, *year));
                values.any(|cell| !matches!(cell.sign(), Some(Sign::NotAvailable | Sign::Missing)))
            };
            if let Some(year) = plan.years.iter().find(|year| !is_known(year)) {
                let indicator = draft.workshop.plan.cube.indicators[scenario.demand].id.clone();
                let fault = Fault::LevelTooFine { indicator, level: draft.level().plural.clone(), year: Some(*year) };
                return Err(Problem::at(plan.place.clone(), fault));
            }
        }
        Ok(())
    }

    /// How needs are made.
    fn rule(&self, rate: Exact, who: &str) -> String {
        let language = self.listing.language();
        let rate = decimal_text(round_as_needed(rate), language);
        let rule = match language {
            Language::De => {
                format!("Bedarf: {rate} Plätze je 100 ({who}), auf ganze Plätze gerundet; alles Weitere folgt daraus.")
            }
            Language::En => {
                format!("Need: {rate} places per 100 ({who}), rounded to whole places; all else follows from that.")
            }
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
            Language::De if areas.is_empty() => format!("{}: Bestand und künftiger Bedarf, {place}", self.kind.name),
            Language::De => format!(
                "{}: Bestand und künftiger Bedarf {} und in den {}",
                self.kind.name,
                in_place(place, language),
                draft.level().dative
            ),
            Language::En => format!("{}: supply and future need, {place}", self.kind.name),
        };
        let mut table = self.table(2, caption, columns, rows);
        // Many scenarios, or long names of them.
        table.landscape = table.is_wide();
        let none = Spanner { title: String::new(), columns: 1 };
        let titles = [
            pick("Bedarf", "Need"),
            pick("Bestand minus Bedarf", "Supply minus need"),
            pick("Kosten, Euro je Jahr", "Costs, euros a year"),
        ];
        let spanner = |title| Spanner { title, columns: count };
        table.spanners = [none].into_iter().chain(titles.into_iter().take(groups).map(spanner)).collect();
        let usual = self.plan.rate.unwrap_or(scenarios[0].rate);
        let counted = self.plan.demand.map(|at| &draft.workshop.plan.cube.indicators[at].name);
        let who = match counted {
            Some(name) => format!("{name}, {}", pick("vorausberechnet je Variante", "forecast by scenario")),
            None => pick("vorausberechnete Menschen der Variante", "people of the scenario"),
        };
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
            let assumes = scenario.assumes.trim_end();
            let stop = if assumes.ends_with(['.', '!', '?']) { "" } else { "." };
            table.notes.push(format!("{}: {assumes}{stop}{own}", scenario.name));
        }
        if let Some(cost) = cost {
            let cost = whole_text(cost, language);
            table.notes.push(match language {
                Language::De => format!("Kosten: fehlende Plätze mal {cost} Euro."),
                Language::En => format!("Costs: missing places times {cost} euros."),
            });
        }
        table.notes.push(pick(
            "Bestand: was bis zum Ende des Jahres offen ist, geplante Einrichtungen eingeschlossen.",
            "Supply: what is open at the end of the year, decided facilities included.",
        ));
        if !areas.is_empty() {
            let whole = draft.compared_name();
            table.notes.push(match language {
                Language::De => {
                    format!("{whole}: Überschüsse der einen und fehlende Plätze der anderen heben sich auf.")
                }
                Language::En => format!("{whole}: surplus of some and missing places of others cancel out."),
            });
        }
        table.source = self.source(scenarios.iter().map(|scenario| scenario.demand));
        Some(Block::Table(table))
    }
}

/// With as many decimals as it was written with, two at most.
fn round_as_needed(rate: Exact) -> Decimal {
    let fits = |decimals: &u8| round(rate, *decimals).exact() == rate;
    round(rate, (0..2).find(fits).unwrap_or(2))
}
