//! Lists of chapters, resolved: which entries of registers they show, and which indicators, areas and years they need.

use super::register::RegisterPlan;
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
    /// The kind as it is written.
    pub word: String,
    /// Texts of its entries that may ask for values.
    pub texts: Vec<String>,
    /// Years that it goes back to.
    pub years: Vec<i32>,
}

impl ListPlan {
    /// True where registers have nothing for a list. What follows from figures and texts is not known yet.
    pub fn is_empty(&self, registers: &RegisterPlan) -> bool {
        use ListKind as Of;
        let written = &registers.written;
        match self.kind {
            Of::Recommendations | Of::Overview | Of::Costs | Of::Progress | Of::Attainment => self.entries.is_empty(),
            Of::Participation | Of::Ladder | Of::Facilities | Of::Needs => self.entries.is_empty(),
            Of::Goals => written.goals.value.goal.is_empty(),
            Of::Fields => written.goals.value.field.is_empty(),
            Of::Changes => written.goals.value.change.is_empty(),
            Of::Bodies => written.bodies.value.committee.is_empty() && written.bodies.value.group.is_empty(),
            Of::Calendar => written.calendar.value.entry.is_empty(),
            Of::Requests => written.requests.value.request.is_empty(),
            _ => false,
        }
    }
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
        problems.append(self.foreign(list));
        problems.append(self.once(Kind::Entry, &list.only));
        problems.append(self.once(Kind::Field, &list.fields));
        problems.append(self.once(Kind::Indicator, &list.indicators));
        problems.append(self.once(Kind::IndicatorSet, &list.indicator_sets));
        let mut fields = Vec::new();
        // Nobody can be found in a file that cannot be read; that is told already.
        let readable = problems.is_empty();
        for name in list.fields.iter().filter(|_| readable) {
            fields.extend(problems.collect(self.named(Kind::Field, name, &registers.field_ids())));
        }
        let fits = |field: Option<usize>| fields.is_empty() || field.is_some_and(|field| fields.contains(&field));
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
                    let missing =
                        |place: Place, key: &str| Problem::at(place, Fault::MissingKey { key: key.to_owned() });
                    // Whoever names no kind sees those whose need is known.
                    let must_have = !list.only.is_empty() || !entries.iter().any(has_rate);
                    let facilities = &registers.written.facilities;
                    for at in entries.iter().filter(|at| must_have && !has_rate(at)) {
                        problems.push(missing(facilities.place(&facilities.value.kind[*at].id), "rate"));
                    }
                    if list.years.is_empty() && entries.iter().any(ahead) {
                        problems.push(missing(place.clone(), "years"));
                    }
                    entries.retain(has_rate);
                }
                for at in &entries {
                    problems.append(self.uncounted(*at));
                    let Some(found) = registers.facility_kinds.get(*at) else { continue };
                    match kind {
                        ListKind::Needs => indicators.extend(found.indicators()),
                        _ => indicators.extend(found.demand),
                    }
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
        if let (ListKind::Items, Some(first)) = (kind, list.against.first()) {
            if list.against.len() != groups.len() {
                let (least, most, found) = (groups.len(), groups.len(), list.against.len());
                let fault =
                    Fault::PictureNeeds { kind: self.word(list), key: "against".to_owned(), least, most, found };
                problems.push(Problem::at(self.place(first), fault));
            }
            problems.append(self.answered(&groups, &list.against));
        }
        if kind == ListKind::Signals {
            // What has no good side cannot change for better or worse.
            indicators.retain(|at| self.indicators.indicators[*at].has_a_good_side());
        }
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
            word: self.word(list),
            texts,
            years,
        })
    }

    /// The kind of a list as it is written.
    fn word(&self, list: &ListDefinition) -> String {
        self.source.text[list.kind.span()].trim_matches(['"', '\'']).to_owned()
    }

    /// Keys that mean nothing for a kind of list.
    fn foreign(&self, list: &ListDefinition) -> Problems {
        let mut problems = Problems::new();
        let known = options(*list.kind.get_ref());
        let given = [
            ("only", list.only.first().map(|name| self.place(name))),
            ("fields", list.fields.first().map(|name| self.place(name))),
            ("indicators", list.indicators.first().map(|name| self.place(name))),
            ("indicator_sets", list.indicator_sets.first().map(|name| self.place(name))),
            ("against", list.against.first().map(|name| self.place(name))),
            ("years", list.years.first().map(|year| self.place(year))),
        ];
        for (option, place) in given.into_iter().filter(|(option, _)| !known.contains(option)) {
            let Some(place) = place else { continue };
            let known = ["title", "note", "id"].iter().chain(known).map(|known| (*known).to_owned()).collect();
            let kind = self.word(list);
            problems.push(Problem::at(place, Fault::ForeignOption { kind, option: option.to_owned(), known }));
        }
        if let (false, Some(field)) = (list.only.is_empty(), list.fields.first()) {
            problems.push(Problem::at(self.place(field), Fault::Exclusive { one: "only", other: "fields" }));
        }
        problems
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

/// What else a kind of list may say.
fn options(kind: ListKind) -> &'static [&'static str] {
    use ListKind as Of;
    match kind {
        Of::Recommendations | Of::Overview | Of::Costs | Of::Progress | Of::Attainment => &["only", "fields"],
        Of::Participation | Of::Ladder => &["only", "fields"],
        Of::Facilities => &["only"],
        Of::Needs => &["only", "years"],
        Of::Signals | Of::Profile | Of::Profiles | Of::Catalogue => &["indicators", "indicator_sets"],
        Of::Items => &["indicators", "against"],
        _ => &[],
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
