//! Lists of chapters, resolved: which entries of registers they show, and which indicators, areas and years they need.

use super::resolver::{EACH, Resolver};
use crate::area::AreaIndex;
use crate::definition::register::{Recommendation, Register};
use crate::definition::{ListDefinition, ListKind, Name};
use crate::problem::{Fault, Kind, Place, Problem, Problems};

/// A list, resolved.
#[derive(Debug, Clone)]
pub struct ListPlan {
    /// What is listed.
    pub kind: ListKind,
    /// Where the report asks for it.
    pub place: Place,
    /// How texts refer to it.
    pub id: Option<String>,
    /// The caption as written.
    pub title: Option<String>,
    /// What is to be said below it.
    pub note: Option<String>,
    /// Positions of the recommendations, occasions or kinds of facilities that it shows; of all, where none is named.
    pub entries: Vec<usize>,
    /// Indicators that it is made from.
    pub indicators: Vec<usize>,
    /// The same by written name, several for a distribution.
    pub groups: Vec<Vec<usize>>,
    /// How many answered, for each item of a survey.
    pub against: Vec<usize>,
    /// Areas for which it needs them, beside those of the report.
    pub areas: Vec<AreaIndex>,
    /// Texts of its entries that may ask for values.
    pub texts: Vec<String>,
    /// Years that it goes back to.
    pub years: Vec<i32>,
}

impl Resolver<'_> {
    /// A list of a chapter.
    pub(super) fn list(&self, list: &ListDefinition, areas: &[AreaIndex]) -> Result<ListPlan, Problems> {
        let mut problems = Problems::new();
        let kind = *list.kind.get_ref();
        let place = self.place(&list.kind);
        let registers = self.registers;
        problems.append(registers.broken(used(kind)));
        if kind == ListKind::Profile && self.report.value.each.is_none() && areas.len() > 1 {
            problems.push(Problem::at(place.clone(), Fault::MissingKey { key: EACH.to_owned() }));
        }
        problems.append(self.once(Kind::Entry, &list.only));
        let mut fields = Vec::new();
        for name in &list.fields {
            fields.extend(problems.collect(self.named(Kind::Field, name, &registers.field_ids())));
        }
        let fits = |field: Option<usize>| fields.is_empty() || field.is_some_and(|field| fields.contains(&field));
        // Nobody can be found in a file that cannot be read; that is told already.
        let readable = problems.is_empty();
        let chosen = |ids: &[String], kind: Kind, problems: &mut Problems| -> Vec<usize> {
            if !readable {
                return Vec::new();
            }
            let found = |name: &Name| problems.collect(self.named(kind, name, ids));
            list.only.iter().filter_map(found).collect()
        };
        let mut indicators = Vec::new();
        let (mut texts, mut years, mut further) = (Vec::new(), Vec::new(), Vec::new());
        let entries = match kind {
            ListKind::Recommendations
            | ListKind::Overview
            | ListKind::Costs
            | ListKind::Progress
            | ListKind::Attainment => {
                let named = chosen(&registers.recommendation_ids(), Kind::Recommendation, &mut problems);
                let all = registers.recommendations_by_number().into_iter();
                let all = all.filter(|at| fits(registers.recommendations[*at].field));
                let entries = if list.only.is_empty() { all.collect() } else { named };
                for found in entries.iter().map(|at| &registers.recommendations[*at]) {
                    texts.extend(spoken(&found.definition));
                    for target in &found.targets {
                        indicators.push(target.indicator);
                        years.push(target.from);
                        further.extend(&target.areas);
                    }
                }
                entries
            }
            ListKind::Participation | ListKind::Ladder => {
                let named = chosen(&registers.participation_ids(), Kind::Participation, &mut problems);
                let all = (0..registers.participation.len()).filter(|at| fits(registers.participation[*at].field));
                if list.only.is_empty() { all.collect() } else { named }
            }
            ListKind::Fields => {
                indicators.extend(registers.field_indicators.iter().flatten());
                Vec::new()
            }
            ListKind::Facilities | ListKind::Needs => {
                let named = chosen(&registers.facility_kind_ids(), Kind::FacilityKind, &mut problems);
                let mut entries = named;
                if list.only.is_empty() {
                    entries.extend(0..registers.facility_kinds.len());
                }
                if kind == ListKind::Needs && !problems.has_errors() {
                    let has_rate = |at: &usize| registers.facility_kinds[*at].rate.is_some();
                    let ahead = |at: &usize| !registers.facility_kinds[*at].scenarios.is_empty();
                    let mut missing = |key: &str| {
                        problems.push(Problem::at(place.clone(), Fault::MissingKey { key: key.to_owned() }));
                    };
                    if !list.only.is_empty() && !entries.iter().all(has_rate) || !entries.iter().any(has_rate) {
                        missing("rate");
                    }
                    if list.years.is_empty() && entries.iter().any(ahead) {
                        missing("years");
                    }
                    entries.retain(has_rate);
                }
                for at in &entries {
                    problems.append(self.uncounted(*at));
                    indicators.extend(registers.facility_kinds.get(*at).iter().flat_map(|kind| kind.indicators()));
                }
                entries
            }
            _ => Vec::new(),
        };
        years.extend(problems.collect(self.rising(&list.years)).unwrap_or_default());
        for set in &list.indicator_sets {
            indicators.extend(problems.collect(self.set(set)).unwrap_or_default());
        }
        let group = |name: &Name, problems: &mut Problems| problems.collect(self.group(name)).unwrap_or_default();
        let groups: Vec<Vec<usize>> = list.indicators.iter().map(|name| group(name, &mut problems)).collect();
        let against: Vec<usize> = list.against.iter().flat_map(|name| group(name, &mut problems)).collect();
        indicators.extend(groups.iter().flatten().chain(&against));
        if matches!(kind, ListKind::Profile | ListKind::Profiles) {
            further.extend(areas);
        }
        problems.into_result()?;
        Ok(ListPlan {
            kind,
            place,
            id: list.id.as_ref().map(|id| id.get_ref().clone()),
            title: list.title.clone(),
            note: list.note.clone(),
            entries,
            indicators,
            groups,
            against,
            areas: further,
            texts,
            years,
        })
    }

    /// Places are counted per head: whoever needs them is counted, no share and no rate.
    fn uncounted(&self, kind: usize) -> Problems {
        let facilities = &self.registers.written.facilities;
        let mut problems = Problems::new();
        let Some(kind) = facilities.value.kind.get(kind) else { return problems };
        let names = kind.demand.iter().chain(kind.scenario.iter().map(|scenario| &scenario.demand));
        for name in names {
            let mut found = self.indicators.indicators.iter().filter(|found| found.id == *name.get_ref());
            if found.any(|found| !found.adds_up()) {
                let fault =
                    Fault::WrongValue { expected: "kind = \"count\"".to_owned(), found: name.get_ref().clone() };
                problems.push(Problem::at(facilities.source.place(name.span()), fault));
            }
        }
        problems
    }

    /// The position of an id in a register.
    pub(super) fn named(&self, kind: Kind, name: &Name, known: &[String]) -> Result<usize, Problems> {
        let known = known.iter().map(String::as_str);
        Ok(super::find(kind, name, || self.place(name), known)?)
    }
}

/// The registers that a list is made from.
fn used(kind: ListKind) -> &'static [Register] {
    use ListKind as Of;
    match kind {
        Of::Recommendations | Of::Overview | Of::Costs | Of::Progress | Of::Attainment => {
            &[Register::Recommendations, Register::Goals, Register::Evidence]
        }
        Of::Goals | Of::Fields | Of::Changes => &[Register::Goals, Register::Recommendations],
        Of::Bodies => &[Register::Bodies],
        Of::Participation | Of::Ladder => &[Register::Evidence, Register::Bodies],
        Of::Facilities | Of::Needs => &[Register::Facilities],
        Of::Calendar => &[Register::Calendar],
        Of::Glossary => &[Register::Glossary],
        Of::Requests => &[Register::Requests],
        _ => &[],
    }
}

/// The texts of a recommendation that may ask for values.
pub(super) fn spoken(recommendation: &Recommendation) -> Vec<String> {
    let texts = [&recommendation.finding, &recommendation.progress, &recommendation.deviation, &recommendation.next];
    texts.into_iter().flatten().map(|text| text.get_ref().clone()).collect()
}
