//! Tables that a chapter asks for: areas in rows, indicators and years in columns. Comes in: a resolved table and protected
//! figures. Goes out: printed texts with caption, notes and source; nothing is left to compute.

use super::Draft;
use super::block::{CellBlock, ColumnBlock, RowBlock, RowRole, Spanner, TableBlock};
use super::remarks::unrounded;
use super::selection::Selection;
use crate::area::AreaIndex;
use crate::figures::Sign;
use crate::number::{Language, count_in_words, join_words};
use crate::plan::{Indicator, TablePlan};
use crate::problem::{Fault, Problem, Problems};
use crate::wording::{caption_unit, difference, directed, in_place, points, print};

/// A table on its way.
struct Tabulation<'a> {
    draft: &'a Draft<'a>,
    plan: &'a TablePlan,
}

/// What stands in a column: an indicator in a year, or its change over the years.
#[derive(Clone, Copy)]
enum Content {
    Value(usize, i32),
    Change(usize, i32, i32),
}

/// Makes the table; `key` is its own name in the project.
pub fn table(draft: &Draft<'_>, plan: &TablePlan, key: &str) -> Result<TableBlock, Problems> {
    let tabulation = Tabulation { draft, plan };
    tabulation.refuse_empty()?;
    let contents: Vec<Vec<Content>> = plan.indicators.iter().map(|at| tabulation.contents(*at)).collect();
    let flat: Vec<Content> = contents.iter().flatten().copied().collect();
    let mut columns = vec![ColumnBlock::words(tabulation.stub(), 1.0)];
    columns.extend(flat.iter().map(|content| tabulation.column(*content, contents.len() > 1)));
    let mut table = TableBlock::new(key, tabulation.caption(), columns, tabulation.rows(&flat));
    if contents.len() > 1 && contents.iter().any(|of| of.len() > 1) {
        let spanner = |(at, of): (&usize, &Vec<Content>)| Spanner {
            title: tabulation.indicator(*at).name.clone(),
            columns: of.len(),
        };
        table.spanners = plan.indicators.iter().zip(&contents).map(spanner).collect();
    }
    table.id.clone_from(&plan.id);
    table.landscape = plan.landscape || table.is_wide();
    if table.is_too_wide() {
        return Err(Problem::at(plan.place.clone(), Fault::TableTooWide { columns: table.columns.len() }).into());
    }
    table.notes = tabulation.notes();
    table.source = draft.sources_of(plan.indicators.iter().copied());
    Ok(table)
}

impl<'a> Tabulation<'a> {
    fn language(&self) -> Language {
        self.draft.document.language
    }

    fn indicator(&self, at: usize) -> &'a Indicator {
        &self.draft.workshop.plan.cube.indicators[at]
    }

    fn year(&self, at: usize) -> i32 {
        let document = self.draft.document;
        let decimals = self.indicator(at).decimals;
        let (areas, compare) = (&self.plan.areas, document.compare);
        Selection::new(self.draft.figures, (at, decimals), areas, compare, document.from, document.to).year
    }

    fn contents(&self, at: usize) -> Vec<Content> {
        let years = if self.plan.years.is_empty() { vec![self.year(at)] } else { self.plan.years.clone() };
        let mut contents: Vec<Content> = years.iter().map(|year| Content::Value(at, *year)).collect();
        if let (true, [first, .., last]) = (self.plan.change, years.as_slice()) {
            contents.push(Content::Change(at, *first, *last));
        }
        contents
    }

    fn column(&self, content: Content, several: bool) -> ColumnBlock {
        let (at, title) = match content {
            Content::Value(at, year) if several && self.plan.years.is_empty() => {
                (at, format!("{} {year}", self.indicator(at).name))
            }
            Content::Value(at, year) if several && self.plan.years.len() == 1 && !self.plan.change => {
                (at, format!("{} {year}", self.indicator(at).name))
            }
            Content::Value(at, year) => (at, year.to_string()),
            Content::Change(at, first, last) => {
                let word = self.language().pick("Änderung", "Change");
                // Between two columns it is the change from the one to the other.
                let of_two = self.plan.years.len() == 2;
                (at, if of_two { word.to_owned() } else { format!("{word} {first}–{last}") })
            }
        };
        let unit = match content {
            Content::Value(..) if !several => String::new(),
            Content::Value(..) => caption_unit(self.indicator(at), self.language()),
            Content::Change(..) if self.indicator(at).in_percent() => {
                self.language().pick("%-Punkte", "% points").to_owned()
            }
            Content::Change(..) => points(self.indicator(at), self.language()),
        };
        ColumnBlock { unit, ..ColumnBlock::number(title) }
    }

    fn cell(&self, content: Content, area: AreaIndex) -> CellBlock {
        let (figures, style) = (self.draft.figures, self.draft.style());
        match content {
            Content::Value(at, year) => {
                let (indicator, cell) = (self.indicator(at), figures.value(at, area, year));
                let printed = print(cell, indicator.decimals, style);
                let text = directed(indicator, cell, printed.text.clone());
                CellBlock { text, ..printed.into() }
            }
            Content::Change(at, first, last) => {
                let indicator = self.indicator(at);
                let broken = self.draft.workshop.plan.cube.break_between(indicator, first, last).is_some();
                let (before, after) = (figures.value(at, area, first), figures.value(at, area, last));
                difference(before, after, broken, indicator.decimals, style).into()
            }
        }
    }

    fn row(&self, contents: &[Content], area: AreaIndex, role: RowRole) -> RowBlock {
        let name = self.draft.workshop.plan.cube.areas.get(area).name.clone();
        let cells = contents.iter().map(|content| self.cell(*content, area));
        let role = if Some(area) == self.plan.highlight { RowRole::Highlighted } else { role };
        RowBlock { role, cells: [CellBlock::of(name)].into_iter().chain(cells).collect() }
    }

    /// Areas in groups, each group with its own values below; those of no group come last.
    fn rows(&self, contents: &[Content]) -> Vec<RowBlock> {
        let areas = &self.draft.workshop.plan.cube.areas;
        let document = self.draft.document;
        let mut rows = Vec::new();
        let mut left = self.plan.areas.clone();
        for group in &self.plan.groups {
            let of = &areas.get(*group).members;
            let within = |area: &AreaIndex| areas.get(*area).members.iter().all(|member| of.contains(member));
            let inside: Vec<AreaIndex> = left.iter().copied().filter(within).collect();
            if inside.is_empty() {
                continue;
            }
            left.retain(|area| !inside.contains(area));
            let name = areas.get(*group).name.clone();
            rows.push(RowBlock::of(vec![CellBlock::of(&name)]).in_role(RowRole::Group));
            rows.extend(inside.iter().map(|area| self.row(contents, *area, RowRole::Plain)));
            let mut together = self.row(contents, *group, RowRole::Subtotal);
            together.cells[0].text = match self.language() {
                Language::De => format!("{name} zusammen"),
                Language::En => format!("{name} together"),
            };
            rows.push(together);
        }
        if !self.plan.groups.is_empty() && !left.is_empty() {
            let several = self.language().pick("In mehreren Gebieten", "In several of them");
            rows.push(RowBlock::of(vec![CellBlock::of(several)]).in_role(RowRole::Group));
        }
        rows.extend(left.iter().map(|area| self.row(contents, *area, RowRole::Plain)));
        let below = [document.compare].into_iter().chain(document.also.iter().copied());
        let below = below.filter(|area| !self.plan.areas.contains(area));
        rows.extend(below.map(|area| self.row(contents, area, RowRole::Total)));
        rows
    }

    fn stub(&self) -> String {
        let areas = &self.draft.workshop.plan.cube.areas;
        self.plan.areas.first().map(|area| areas.level_of(*area).name.clone()).unwrap_or_default()
    }

    /// What, where, when, in which unit.
    fn caption(&self) -> String {
        if let Some(title) = &self.plan.title {
            return title.clone();
        }
        let (language, areas) = (self.language(), &self.draft.workshop.plan.cube.areas);
        let names: Vec<String> = self.plan.indicators.iter().map(|at| self.indicator(*at).name.clone()).collect();
        let place = match self.plan.areas.as_slice() {
            [only] => in_place(&areas.get(*only).name, language),
            [first, ..] => {
                let count = count_in_words(self.plan.areas.len(), language);
                match language {
                    Language::De => format!("in den {count} {}", areas.level_of(*first).dative),
                    Language::En => format!("in {count} {}", areas.level_of(*first).plural),
                }
            }
            [] => String::new(),
        };
        let when = match (self.plan.years.as_slice(), self.plan.indicators.as_slice()) {
            ([], [only]) => format!(" {}", self.year(*only)),
            ([], _) => String::new(),
            ([only], _) => format!(" {only}"),
            (years, _) => {
                let years: Vec<String> = years.iter().map(i32::to_string).collect();
                format!(" {}", join_words(&years, language))
            }
        };
        let unit = match self.plan.indicators.as_slice() {
            [only] => format!(", {}", caption_unit(self.indicator(*only), language)),
            _ => String::new(),
        };
        format!("{} {place}{when}{unit}", join_words(&names, language))
    }

    fn notes(&self) -> Vec<String> {
        let language = self.language();
        let cube = &self.draft.workshop.plan.cube;
        let mut notes: Vec<String> = self.plan.note.iter().cloned().collect();
        if !self.plan.groups.is_empty() {
            let own = "Werte der Gruppen aus den Summen aller ihrer Teile, auch wo diese in keiner Zeile stehen.";
            let english = "Values of groups are computed from the sums of all of their parts.";
            notes.push(language.pick(own, english).to_owned());
        }
        if let (true, [first, .., last]) = (self.plan.change, self.plan.years.as_slice()) {
            notes.push(unrounded(false, language).to_owned());
            for at in &self.plan.indicators {
                if let Some(year) = cube.break_between(self.indicator(*at), *first, *last) {
                    let name = &self.indicator(*at).name;
                    notes.push(match language {
                        Language::De => format!("{name}: Bruch {year}, davor nicht vergleichbar."),
                        Language::En => format!("{name}: break in {year}, not comparable with earlier years."),
                    });
                }
            }
        }
        notes
    }

    /// An indicator that has no value anywhere here is a mistake in the definition, not a gap.
    fn refuse_empty(&self) -> Result<(), Problems> {
        let areas = &self.draft.workshop.plan.cube.areas;
        let all: Vec<i32> = (self.draft.document.from..=self.draft.document.to).collect();
        let has_any = |at: usize, years: &[i32], of: &[AreaIndex]| {
            let mut cells = years.iter().flat_map(|year| of.iter().map(move |area| (*area, *year)));
            cells.any(|(area, year)| {
                let sign = self.draft.figures.value(at, area, year).sign();
                !matches!(sign, Some(Sign::NotAvailable | Sign::Missing))
            })
        };
        let with_compared: Vec<AreaIndex> =
            self.plan.areas.iter().copied().chain([self.draft.document.compare]).collect();
        let mut problems = Problems::new();
        for at in &self.plan.indicators {
            let level = |area: AreaIndex| areas.level_of(area).plural.clone();
            // Every year that was asked for has a column of its own.
            let year = self.plan.years.iter().find(|year| !has_any(*at, &[**year], &with_compared));
            let missing = match self.plan.groups.first() {
                _ if year.is_some() || !has_any(*at, &all, &self.plan.areas) => {
                    Some(self.plan.areas.first().map_or_else(|| self.stub(), |area| level(*area)))
                }
                Some(first) if !has_any(*at, &all, &self.plan.groups) => Some(level(*first)),
                _ => None,
            };
            if let Some(level) = missing {
                let fault =
                    Fault::LevelTooFine { indicator: self.indicator(*at).id.clone(), level, year: year.copied() };
                problems.push(Problem::at(self.plan.place.clone(), fault));
            }
        }
        problems.into_result()
    }
}
