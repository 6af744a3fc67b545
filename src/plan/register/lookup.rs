//! How registers look things up. Comes in: what entries refer to, and their days, years and numbers, as written. Goes out:
//! positions; what cannot be meant is told at its place.

use std::ops::RangeInclusive;

use toml::Spanned;
use toml::value::Datetime;

use super::TargetPlan;
use crate::area::{AreaIndex, Areas};
use crate::definition::register::{Register, Target};
use crate::definition::{Name, YEARS};
use crate::plan::{find, find_area, formula, repeated};
use crate::problem::{Fault, Kind, Problem, Problems, SourceText};

/// A register with what was found wrong so far.
pub(super) struct Lookup<'a> {
    pub(super) source: &'a SourceText,
    pub(super) problems: &'a mut Problems,
    /// Registers that could not be read.
    pub(super) unread: Vec<Register>,
}

impl Lookup<'_> {
    pub(super) fn position(&mut self, kind: Kind, name: &Name, known: &[String]) -> Option<usize> {
        // Nobody can be found in a file that cannot be read; that is told already.
        let register = match kind {
            Kind::Goal | Kind::Field => Some(Register::Goals),
            Kind::Group | Kind::Committee => Some(Register::Bodies),
            Kind::Participation => Some(Register::Evidence),
            _ => None,
        };
        let unread = |register: Register| self.unread.contains(&register);
        if register.is_some_and(unread)
            || kind == Kind::Entry && [Register::Goals, Register::Recommendations].into_iter().any(unread)
        {
            return None;
        }
        let place = || self.source.place(name.span());
        let found = find(kind, name, place, known.iter().map(String::as_str));
        let found = found.map_err(|mut problem| {
            // The parts of distributions are too many to be suggested.
            if let Fault::UnknownName { known, .. } = &mut problem.fault {
                known.retain(|id| kind != Kind::Indicator || !id.contains('.'));
            }
            Problems::from(problem)
        });
        self.problems.collect(found)
    }

    pub(super) fn positions(&mut self, kind: Kind, names: &[Name], known: &[String]) -> Vec<usize> {
        names.iter().filter_map(|name| self.position(kind, name, known)).collect()
    }

    pub(super) fn area(&mut self, key: &Name, areas: &Areas) -> Option<AreaIndex> {
        let found = find_area(areas, key, || self.source.place(key.span()));
        self.problems.collect(found.map_err(Problems::from))
    }

    pub(super) fn target(&mut self, target: &Target, areas: &Areas, indicators: &[String]) -> Option<TargetPlan> {
        let found = target.areas.iter().filter_map(|key| self.area(key, areas)).collect();
        let indicator = self.position(Kind::Indicator, &target.indicator, indicators);
        let (from, by) = (*target.from.get_ref(), *target.by.get_ref());
        self.year(&target.from);
        self.year(&target.by);
        if by <= from {
            self.wrong(&target.by, &format!("by > {from}"), by);
        }
        let value = formula::exact(*target.value.get_ref());
        if value.is_none() {
            self.wrong(&target.value, "< 10⁹", target.value.get_ref());
        }
        Some(TargetPlan { indicator: indicator?, areas: found, from, value: value?, by })
    }

    pub(super) fn unique(&mut self, kind: Kind, names: &[&Name]) {
        self.problems.append(repeated(self.source, kind, names));
    }

    pub(super) fn days<'b>(&mut self, dates: impl IntoIterator<Item = &'b Spanned<Datetime>>) {
        for date in dates.into_iter().filter(|date| date.get_ref().date.is_none()) {
            self.wrong(date, "2025-07-31", date.get_ref());
        }
    }

    /// A first and a last day, in this order.
    pub(super) fn span(&mut self, from: Option<&Spanned<Datetime>>, until: Option<&Spanned<Datetime>>) {
        self.days(from.into_iter().chain(until));
        if let (Some(from), Some(until)) = (from, until)
            && until.get_ref().date < from.get_ref().date
        {
            self.wrong(until, &format!("until >= {}", from.get_ref()), until.get_ref());
        }
    }

    pub(super) fn range(&mut self, number: &Spanned<usize>, range: RangeInclusive<usize>) {
        if !range.contains(number.get_ref()) {
            self.wrong(number, &format!("{}–{}", range.start(), range.end()), number.get_ref());
        }
    }

    pub(super) fn year(&mut self, year: &Spanned<i32>) {
        if !YEARS.contains(year.get_ref()) {
            self.wrong(year, &format!("{}–{}", YEARS.start(), YEARS.end()), year.get_ref());
        }
    }

    /// Budget years, which are keys and therefore texts.
    pub(super) fn years<'b>(&mut self, years: impl Iterator<Item = &'b Spanned<String>>) {
        for year in years.filter(|year| !year.get_ref().parse().is_ok_and(|year| YEARS.contains(&year))) {
            self.wrong(year, "2026", year.get_ref());
        }
    }

    pub(super) fn missing(&mut self, at: &Spanned<String>, key: &str) {
        let fault = Fault::MissingKey { key: key.to_owned() };
        self.problems.push(Problem::at(self.source.place(at.span()), fault));
    }

    pub(super) fn wrong<T>(&mut self, at: &Spanned<T>, expected: &str, found: impl ToString) {
        let fault = Fault::WrongValue { expected: expected.to_owned(), found: found.to_string() };
        self.problems.push(Problem::at(self.source.place(at.span()), fault));
    }
}
