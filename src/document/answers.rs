//! What prose asks for, from the protected figures: values, changes, phrases by rule, references.

use std::collections::BTreeMap;
use std::sync::Arc;

use num_traits::CheckedSub;

use super::course;
use super::selection::Selection;
use crate::area::AreaIndex;
use crate::definition::ListKind;
use crate::disclosure::Figures;
use crate::figures::{Cell, Sign};
use crate::number::{Language, join_words, to_f64};
use crate::plan::{Document, EACH, ElementPlan, Indicator, PaperPlan, Plan};
use crate::problem::{Fault, Kind};
use crate::statistics::standing;
use crate::text::{Ask, Question, paper_reference, reference};
use crate::wording::{self, Distance, in_place, in_prose};

/// Who answers for one document.
struct Answers {
    plan: Arc<Plan>,
    figures: Arc<Figures>,
    areas: Vec<AreaIndex>,
    compare: AreaIndex,
    /// The area that this copy is about.
    here: Option<AreaIndex>,
    language: Language,
    years: (i32, i32),
    /// What a paper costs, by budget year.
    costs: BTreeMap<String, i128>,
    /// What can be referred to: what stands in the text for it.
    references: BTreeMap<String, String>,
}

/// Answers for one document: without `area` the compared one, without `year` that of the indicator's page.
pub fn ask(plan: Arc<Plan>, figures: Arc<Figures>, document: &Document, here: Option<AreaIndex>) -> Ask {
    let answers = Answers {
        references: references(&plan, document),
        costs: costs(&plan, document),
        plan,
        figures,
        areas: document.areas.clone(),
        compare: document.compare,
        here,
        language: document.language,
        years: (document.from, document.to),
    };
    Arc::new(move |question| answers.answer(question))
}

/// What the paper costs, or the one that the document is about.
fn costs(plan: &Plan, document: &Document) -> BTreeMap<String, i128> {
    let about = document.of.as_ref().and_then(|id| plan.document(id)).and_then(|other| other.paper.as_ref());
    document.paper.as_ref().or(about).map(PaperPlan::costs).unwrap_or_default()
}

/// Pictures, tables and lists with an id, indicators with a page, annexes, papers of the workspace.
fn references(plan: &Plan, document: &Document) -> BTreeMap<String, String> {
    let mut all: BTreeMap<String, String> = BTreeMap::new();
    let language = document.language;
    let papers = plan.documents.iter().filter_map(|other| Some((other, other.definition.paper.as_ref()?)));
    all.extend(papers.map(|(other, paper)| (other.id.clone(), called(plan, paper.number.get_ref()))));
    for (at, annex) in document.annexes.iter().enumerate() {
        all.insert(annex.document.clone(), format!("{}\u{a0}{}", language.pick("Anlage", "Annex"), at + 1));
    }
    for at in document.indicators() {
        let id = &plan.cube.indicators[at].id;
        all.insert(id.clone(), reference("see-page", &format!("indikator-{id}")));
    }
    for (element, id) in document.elements().filter_map(|element| Some((element, element.id()?))) {
        let has_number = !matches!(element, ElementPlan::List(list) if is_of_entries(list.kind));
        let function = if has_number { "see-figure" } else { "see-page" };
        all.insert(id.clone(), reference(function, &format!("ziel-{id}")));
    }
    all
}

/// The number of a paper, which leads to it where the workspace says how.
fn called(plan: &Plan, number: &str) -> String {
    plan.paper_link.as_ref().map_or_else(|| number.to_owned(), |link| paper_reference(link, number))
}

/// True for lists that are no table with a number.
fn is_of_entries(kind: ListKind) -> bool {
    use ListKind as Of;
    matches!(kind, Of::Recommendations | Of::Attainment | Of::Participation | Of::Profile | Of::Profiles)
}

impl Answers {
    fn answer(&self, question: &Question) -> Result<String, Fault> {
        match question {
            Question::Value { indicator, area, year } => {
                let (at, found) = self.indicator(indicator)?;
                let area = self.area(area.as_deref())?;
                let cell = self.cell(at, area, year.unwrap_or_else(|| self.selection(at).year))?;
                Ok(in_prose(found, cell, self.language))
            }
            Question::Change { indicator, area, since } => {
                let (found, moved) = self.moved(indicator, area.as_deref(), *since)?;
                Ok(wording::amount(found, moved, self.language))
            }
            Question::Trend { indicator, area, since } => {
                let (found, moved) = self.moved(indicator, area.as_deref(), *since)?;
                let (at, _) = self.indicator(indicator)?;
                let (area, years) = (self.area(area.as_deref())?, (*since, self.selection(at).year));
                let shape = course::shape(&course::values(&self.figures, at, area, years), found.decimals);
                Ok(wording::moved_in_shape(found, moved, shape, self.language))
            }
            Question::AboveBelow { indicator, area, than, year } => {
                let (at, found) = self.indicator(indicator)?;
                if found.adds_up() {
                    // A part is always below the whole: that says nothing.
                    let expected = self.language.pick("Anteil oder Rate", "share or rate").to_owned();
                    return Err(Fault::WrongValue { expected, found: indicator.clone() });
                }
                let (area, than) = (self.area(area.as_deref())?, self.area(than.as_deref())?);
                if area == than {
                    let name = self.plan.cube.areas.get(area).name.clone();
                    return Err(Fault::WrongValue {
                        expected: self.language.pick("zwei verschiedene Räume", "two different areas").to_owned(),
                        found: name,
                    });
                }
                let year = year.unwrap_or_else(|| self.selection(at).year);
                let (value, other) = (self.cell(at, area, year)?, self.cell(at, than, year)?);
                let interval = self.figures.interval(at, area, year);
                let sure = match (interval, other.value()) {
                    (Some(interval), Some(other)) => Some(standing(interval, to_f64(other))),
                    _ => None,
                };
                let place = in_place(&self.plan.cube.areas.get(than).name, self.language);
                Ok(wording::above_below(found, &Distance { value, other, standing: sure, place }, self.language))
            }
            Question::OutOf { indicator, area, year } => {
                let (at, found) = self.indicator(indicator)?;
                if !found.in_percent() {
                    let expected = self.language.pick("Anteil in Prozent", "share in per cent").to_owned();
                    return Err(Fault::WrongValue { expected, found: indicator.clone() });
                }
                let area = self.area(area.as_deref())?;
                let cell = self.cell(at, area, year.unwrap_or_else(|| self.selection(at).year))?;
                Ok(wording::out_of(found, cell, self.language))
            }
            Question::About { indicator, area, year } => {
                let (at, found) = self.indicator(indicator)?;
                let area = self.area(area.as_deref())?;
                let cell = self.cell(at, area, year.unwrap_or_else(|| self.selection(at).year))?;
                Ok(wording::about(found, cell, self.language))
            }
            Question::Extreme { indicator, highest } => {
                let (at, _) = self.indicator(indicator)?;
                let found = self.selection(at);
                let end = if *highest { found.highest() } else { found.lowest() };
                let names: Vec<String> = end.iter().map(|area| self.plan.cube.areas.get(*area).name.clone()).collect();
                match names.is_empty() {
                    false => Ok(join_words(&names, self.language)),
                    true => Err(self.no_value(at, self.compare, self.years.1)),
                }
            }
            Question::Money { year } => {
                let costs = self.costs.iter().filter(|(of, _)| year.is_none_or(|year| **of == year.to_string()));
                let sum: i128 = costs.clone().map(|(_, amount)| amount).sum();
                if costs.count() == 0 {
                    let known: Vec<String> = self.costs.keys().cloned().collect();
                    if known.is_empty() {
                        return Err(Fault::MissingKey { key: "[paper.finance]".to_owned() });
                    }
                    let expected = known.join(", ");
                    let found = year.map(|year| year.to_string()).unwrap_or_default();
                    return Err(Fault::WrongValue { expected, found });
                }
                Ok(wording::in_euros(sum, self.language))
            }
            Question::Inside { area } => {
                // Without a name: the area of the copy, else the compared one, as everywhere.
                let area = match (area, self.here) {
                    (None, Some(here)) => here,
                    (area, _) => self.area(area.as_deref())?,
                };
                Ok(in_place(&self.plan.cube.areas.get(area).name, self.language))
            }
            Question::Here => match self.here {
                Some(area) => Ok(self.plan.cube.areas.get(area).name.clone()),
                None => Err(Fault::MissingKey { key: "each = \"…\"".to_owned() }),
            },
            Question::Paper { number } => Ok(called(&self.plan, number)),
            Question::See { id } => self.references.get(id).cloned().ok_or_else(|| {
                let known = self.references.keys().cloned().collect();
                Fault::UnknownName { kind: Kind::Reference, name: id.clone(), known }
            }),
        }
    }

    fn selection(&self, indicator: usize) -> Selection {
        let decimals = self.plan.cube.indicators[indicator].decimals;
        let (from, to) = self.years;
        Selection::new(&self.figures, (indicator, decimals), &self.areas, self.compare, from, to)
    }

    fn indicator(&self, id: &str) -> Result<(usize, &Indicator), Fault> {
        let indicators = &self.plan.cube.indicators;
        self.plan.cube.indicator(id).map(|at| (at, &indicators[at])).ok_or_else(|| {
            let known = indicators.iter().map(|indicator| indicator.id.clone()).collect();
            Fault::UnknownName { kind: Kind::Indicator, name: id.to_owned(), known }
        })
    }

    fn area(&self, key: Option<&str>) -> Result<AreaIndex, Fault> {
        let Some(key) = key else { return Ok(self.compare) };
        if let (EACH, Some(here)) = (key, self.here) {
            return Ok(here);
        }
        let areas = &self.plan.cube.areas;
        if let Some(found) = areas.find(key) {
            return Ok(found);
        }
        let named: Vec<AreaIndex> = (0..areas.areas.len()).filter(|area| areas.get(*area).name == key).collect();
        // Of areas of the same name the one that the report shows is meant.
        let shown: Vec<AreaIndex> = named.iter().copied().filter(|area| self.areas.contains(area)).collect();
        if let [only] = shown.as_slice() {
            return Ok(*only);
        }
        if named.len() > 1 {
            let keys = named.iter().map(|area| areas.get(*area).key.clone()).collect();
            return Err(Fault::Ambiguous { name: key.to_owned(), keys });
        }
        named.first().copied().ok_or_else(|| {
            let known = areas.areas.iter().rev().map(|area| area.name.clone()).collect();
            Fault::UnknownName { kind: Kind::Area, name: key.to_owned(), known }
        })
    }

    /// A sentence can say that a number is secret; it cannot say that there is none.
    fn cell(&self, indicator: usize, area: AreaIndex, year: i32) -> Result<Cell, Fault> {
        let cell = self.figures.value(indicator, area, year);
        match cell.sign() {
            Some(Sign::NotAvailable) if !(self.years.0..=self.years.1).contains(&year) => {
                // Beyond the period of the report nothing is measured, whatever a file has.
                Err(Fault::WrongValue {
                    expected: format!("{}–{}", self.years.0, self.years.1),
                    found: year.to_string(),
                })
            }
            Some(Sign::NotAvailable | Sign::Missing) => Err(self.no_value(indicator, area, year)),
            _ => Ok(cell),
        }
    }

    fn no_value(&self, indicator: usize, area: AreaIndex, period: i32) -> Fault {
        let area = self.plan.cube.areas.get(area).name.clone();
        Fault::NoValue { indicator: self.plan.cube.indicators[indicator].id.clone(), area, period }
    }

    /// The difference since a year, unrounded; none across a break.
    fn moved(&self, indicator: &str, area: Option<&str>, since: i32) -> Result<(&Indicator, Cell), Fault> {
        let (at, found) = self.indicator(indicator)?;
        let area = self.area(area)?;
        let year = self.selection(at).year;
        if since >= year {
            return Err(Fault::WrongValue { expected: format!("since < {year}"), found: since.to_string() });
        }
        let (before, after) = (self.cell(at, area, since)?, self.cell(at, area, year)?);
        if let Some(year) = self.plan.cube.break_between(found, since, year) {
            return Err(Fault::AcrossBreak { indicator: indicator.to_owned(), year });
        }
        // The division of this area is no development either; other areas have one.
        if before.flags().divided != after.flags().divided {
            return Ok((found, Cell::Sign(Sign::Meaningless)));
        }
        Ok((found, after.combine(before, |after, before| after.checked_sub(&before))))
    }
}
