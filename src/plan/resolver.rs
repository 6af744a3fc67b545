//! How reports look things up. Comes in: a name as written, with its place. Goes out: the position of an area, level, set or
//! indicator, or an error at that place with what was probably meant.

use std::collections::BTreeSet;

use toml::Spanned;

use super::cube::{BaseFigure, Indicator};
use super::find;
use super::indicators::Indicators;
use super::register::RegisterPlan;
use super::rule::{self, Rule};
use crate::area::{AreaIndex, Areas};
use crate::definition::{Definitions, IndicatorKind, Name, ReportDefinition, Written};
use crate::problem::{Fault, Kind, Place, Problem, Problems, SourceText};

/// The word by which a report that is made for every area speaks of the one at hand.
pub const EACH: &str = "each";

/// A report with everything that its names may mean.
pub(super) struct Resolver<'a> {
    pub(super) definitions: &'a Definitions,
    pub(super) areas: &'a Areas,
    pub(super) indicators: &'a Indicators,
    pub(super) registers: &'a RegisterPlan,
    pub(super) report: &'a Written<ReportDefinition>,
    /// Where names are read from: the report, or the template that has chapters for it.
    pub(super) source: &'a SourceText,
}

impl Resolver<'_> {
    /// An area by key or name.
    pub(super) fn area(&self, key: &Name) -> Result<AreaIndex, Problems> {
        Ok(super::find_area(self.areas, key, || self.place(key))?)
    }

    /// What a list names twice would be printed and added twice.
    pub(super) fn once(&self, kind: Kind, names: &[Name]) -> Problems {
        super::repeated(self.source, kind, &names.iter().collect::<Vec<_>>())
    }

    /// How many base areas an area has.
    pub(super) fn member_count(&self, area: AreaIndex) -> usize {
        self.areas.get(area).members.len()
    }

    /// The key of an area.
    pub(super) fn area_key(&self, area: AreaIndex) -> String {
        self.areas.get(area).key.clone()
    }

    /// All areas of a level.
    pub(super) fn level(&self, name: &Name) -> Result<Vec<AreaIndex>, Problems> {
        let known = self.areas.levels.iter().map(|level| level.id.as_str());
        Ok(self.areas.of_level(find(Kind::Level, name, || self.place(name), known)?))
    }

    /// „sgb2_quote > kreis".
    pub(super) fn rule(&self, written: &Name, compare: AreaIndex) -> Result<Rule, Problems> {
        let indicators: Vec<&str> = self.indicators.indicators.iter().map(|found| found.id.as_str()).collect();
        let level = self.areas.level_of(compare);
        let compared = [level.id.as_str(), level.name.as_str(), self.areas.get(compare).key.as_str(), "compare"];
        Ok(rule::read(written.get_ref(), self.place(written), &indicators, &compared)?)
    }

    /// Where something of the report, or of its template, stands.
    pub(super) fn place<T>(&self, spanned: &Spanned<T>) -> Place {
        self.source.place(spanned.span())
    }

    /// True where a name stands for the one area of each copy.
    pub(super) fn is_each(&self, key: &Name) -> bool {
        key.get_ref() == EACH && self.report.value.each.is_some()
    }

    /// Where nobody lives there is nothing to report. `each` stands for the first of the areas that have a document each.
    pub(super) fn inhabited_area(&self, key: &Name) -> Result<AreaIndex, Problems> {
        if let (true, Some(level)) = (self.is_each(key), &self.report.value.each) {
            return self.level(level).map(|areas| areas.first().copied().unwrap_or_default());
        }
        let area = self.area(key)?;
        if self.areas.get(area).uninhabited {
            let what = self.areas.get(area).name.clone();
            return Err(Problem::at(self.place(key), Fault::NothingSelected { what }).into());
        }
        Ok(area)
    }

    /// Several areas; what is named twice would stand in two rows, whether by key or by name.
    pub(super) fn inhabited_areas(&self, keys: &[Name]) -> Result<Vec<AreaIndex>, Problems> {
        let mut problems = Problems::new();
        let (mut found, mut named) = (Vec::new(), Vec::new());
        for key in keys {
            let Some(area) = problems.collect(self.inhabited_area(key)) else { continue };
            if named.contains(&area) {
                let fault = Fault::DuplicateName { kind: Kind::Area, name: key.get_ref().clone() };
                problems.push(Problem::at(self.place(key), fault));
            }
            // `each` is another area in every copy.
            named.extend((!self.is_each(key)).then_some(area));
            found.push(area);
        }
        problems.into_result().map(|()| found)
    }

    /// All indicators of a set.
    pub(super) fn set(&self, set: &Name) -> Result<Vec<usize>, Problems> {
        let known = self.indicators.by_set.keys().map(String::as_str);
        find(Kind::IndicatorSet, set, || self.place(set), known)?;
        let mut problems = Problems::new();
        let ids = &self.indicators.by_set[set.get_ref()];
        let found = ids.iter().filter_map(|id| problems.collect(self.indicator(&Spanned::new(set.span(), id.clone()))));
        let found = found.collect();
        problems.into_result().map(|()| found)
    }

    /// An indicator, or all of a distribution.
    pub(super) fn group(&self, name: &Name) -> Result<Vec<usize>, Problems> {
        let one = vec![name.get_ref().clone()];
        let mut problems = Problems::new();
        let ids = self.indicators.groups.get(name.get_ref()).unwrap_or(&one).iter();
        let found = ids.filter_map(|id| problems.collect(self.indicator(&Spanned::new(name.span(), id.clone()))));
        let found = found.collect();
        problems.into_result().map(|()| found)
    }

    /// An indicator that can be used.
    pub(super) fn indicator(&self, name: &Name) -> Result<usize, Problems> {
        if let Some(problem) = self.indicators.unusable.get(name.get_ref()) {
            return Err(problem.clone().into());
        }
        if let Some(first) = self.indicators.groups.get(name.get_ref()).and_then(|parts| parts.first()) {
            // A distribution where one indicator is asked for.
            let fault = Fault::WrongValue { expected: format!("{first} …"), found: name.get_ref().clone() };
            return Err(Problem::at(self.place(name), fault).into());
        }
        let known = self.indicators.indicators.iter().map(|indicator| indicator.id.as_str());
        Ok(find(Kind::Indicator, name, || self.place(name), known).map_err(|problem| self.with_groups(problem))?)
    }

    /// How many answered stands beside the answers that they gave: a number that counts the same statement, in the order of
    /// the statements; one from another file may count them as well.
    pub(super) fn answered(&self, items: &[Vec<usize>], numbers: &[Name]) -> Problems {
        let known = &self.indicators.indicators;
        let mut problems = Problems::new();
        for (item, name) in items.iter().zip(numbers) {
            let (Some(item), Ok(number)) = (item.first().map(|at| &known[*at]), self.indicator(name)) else { continue };
            let is_from_elsewhere = |number: &Indicator| {
                let sources = |of: &[usize]| -> BTreeSet<usize> {
                    of.iter().map(|at| self.indicators.base_figures[*at].source).collect()
                };
                number.kind == IndicatorKind::Count
                    && sources(&number.numerator).is_disjoint(&sources(&item.denominator))
                    && item.kind == IndicatorKind::Distribution
            };
            let number = &known[number];
            if !item.denominator.is_empty() && !self.counts_them(item, number) && !is_from_elsewhere(number) {
                let same =
                    |number: &&Indicator| number.kind == IndicatorKind::Count && number.numerator == item.denominator;
                let fitting = known.iter().find(same);
                let fitting = fitting.or_else(|| known.iter().find(|number| self.counts_them(item, number)));
                let expected =
                    fitting.map_or_else(|| format!("kind = \"count\", {}", item.id), |number| number.id.clone());
                let fault = Fault::WrongValue { expected, found: name.get_ref().clone() };
                problems.push(Problem::at(self.place(name), fault));
            }
        }
        problems
    }

    /// True for a count of those whose answers have shares: the same base figures, or others of the same source that are
    /// chosen by the same codes of what all answers share, such as the statement.
    fn counts_them(&self, item: &Indicator, number: &Indicator) -> bool {
        let figures = |of: &[usize]| of.iter().map(|at| &self.indicators.base_figures[*at]).collect::<Vec<_>>();
        let (answers, counted) = (figures(&item.denominator), figures(&number.numerator));
        if number.kind != IndicatorKind::Count || !number.minus.is_empty() || counted.is_empty() {
            return false;
        }
        let codes = |figure: &BaseFigure, dimension: &str| -> BTreeSet<String> {
            let own = figure.filter.iter().find(|filter| filter.dimension.0 == dimension);
            own.into_iter().flat_map(|filter| &filter.codes).map(|(code, _)| code.clone()).collect()
        };
        let dimensions: BTreeSet<&str> =
            answers.iter().flat_map(|figure| &figure.filter).map(|filter| filter.dimension.0.as_str()).collect();
        let (same, other): (Vec<&BaseFigure>, Vec<&BaseFigure>) =
            counted.into_iter().partition(|figure| answers.iter().any(|answer| answer.source == figure.source));
        let agrees = |dimension: &&str| {
            let wanted: BTreeSet<BTreeSet<String>> = answers.iter().map(|answer| codes(answer, dimension)).collect();
            let own: Vec<BTreeSet<String>> = same.iter().map(|figure| codes(figure, dimension)).collect();
            match wanted.len() {
                // All answers share it: so must their number.
                1 => own.iter().all(|own| wanted.contains(own)),
                // They are told apart by it: their number counts all of them.
                _ => {
                    let all: BTreeSet<&String> = own.iter().flatten().collect();
                    own.iter().any(BTreeSet::is_empty) || wanted.iter().flatten().all(|code| all.contains(code))
                }
            }
        };
        other.is_empty() && dimensions.iter().all(agrees)
    }

    /// A distribution is suggested by its own name, not by those of its parts.
    fn with_groups(&self, mut problem: Problem) -> Problem {
        if let Fault::UnknownName { known, .. } = &mut problem.fault {
            let groups = &self.indicators.groups;
            known.retain(|id| !groups.values().any(|parts| parts.contains(id)));
            known.extend(groups.keys().cloned());
        }
        problem
    }
}
