//! Rules of secrecy, resolved: what they ask of a count, and the strictest of several. Comes in: rules as written.
//! Goes out: numbers and positions; whom they hit is decided in `disclosure`.

use super::{Cube, find};
use crate::definition::{Method, Protection, Source, Sources, Status, Written, Zero};
use crate::problem::{Fault, Kind, Problem, Problems};

/// What rules ask of a count. All zero: nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Secrecy {
    /// Smaller counts stay secret.
    pub minimum: i64,
    /// So does zero.
    pub hides_zero: bool,
    /// So do counts of fewer people than this.
    pub minimum_denominator: i64,
    /// So do counts that leave fewer than the minimum of the whole.
    pub complement: bool,
    /// Base figures that count the units behind it, with the fewest there must be.
    pub units: Vec<(usize, i64)>,
    /// How many of the largest contributions may make up how many per cent.
    pub dominance: Vec<(usize, i64)>,
    /// Per cent of the largest contribution that must stay uncertain.
    pub p_percent: i64,
}

impl Secrecy {
    /// What both ask.
    pub fn and(mut self, other: Secrecy) -> Secrecy {
        self.minimum = self.minimum.max(other.minimum);
        self.hides_zero |= other.hides_zero;
        self.minimum_denominator = self.minimum_denominator.max(other.minimum_denominator);
        self.complement |= other.complement;
        self.units.extend(other.units);
        self.dominance.extend(other.dominance);
        self.p_percent = self.p_percent.max(other.p_percent);
        self
    }
}

impl Cube {
    /// The rule of a source by which counts are hidden, for documents of a status; `None` where nothing is.
    pub fn secrecy(&self, source: usize, status: Status) -> Option<Secrecy> {
        let rule = self.sources[source].source.protection(status).filter(|rule| rule.hides())?;
        let number = |written: &Option<toml::Spanned<i64>>| written.as_ref().map_or(0, |number| *number.get_ref());
        let units = rule.units.as_ref().and_then(|units| {
            let figure = self.base_figures.iter().position(|base| base.id == *units.base.get_ref())?;
            Some((figure, *units.minimum.get_ref()))
        });
        Some(Secrecy {
            minimum: number(&rule.minimum),
            hides_zero: rule.zero == Zero::Hide,
            minimum_denominator: number(&rule.minimum_denominator),
            complement: rule.complement,
            units: units.into_iter().collect(),
            dominance: rule.dominance.iter().map(|rule| (rule.largest, *rule.share.get_ref())).collect(),
            p_percent: rule.p_percent.as_ref().map_or(0, |rule| *rule.percent.get_ref()),
        })
    }

    /// True for a base figure whose source hides counts from readers of documents of a status.
    pub fn is_protected(&self, figure: usize, status: Status) -> bool {
        let source = &self.sources[self.base_figures[figure].source].source;
        source.protection(status).is_some_and(Protection::hides)
    }

    /// True where internal documents have rules of their own.
    pub fn has_internal_rules(&self) -> bool {
        self.sources.iter().any(|source| source.source.internal.is_some())
    }
}

/// Fewer letters can be tried out.
const LEAST_SALT: usize = 16;

/// Rules that would protect nothing, or that contradict themselves.
pub fn check(written: &Written<Sources>, source: &Source, problems: &mut Problems) {
    for rule in source.protection.iter().chain(&source.internal) {
        check_rule(written, source, rule, problems);
    }
}

fn check_rule(written: &Written<Sources>, source: &Source, rule: &Protection, problems: &mut Problems) {
    let at = written.place(&source.id);
    let numbers = [
        (rule.minimum.as_ref(), 1..=1_000_000, "minimum"),
        (rule.minimum_denominator.as_ref(), 1..=1_000_000, "minimum_denominator"),
        (rule.units.as_ref().map(|units| &units.minimum), 1..=1_000_000, "units.minimum"),
        (rule.dominance.as_ref().map(|rule| &rule.share), 1..=100, "dominance.share"),
        (rule.p_percent.as_ref().map(|rule| &rule.percent), 1..=100, "p_percent.percent"),
        (rule.round_to.as_ref(), 2..=1_000, "round_to"),
    ];
    for (number, allowed, key) in numbers {
        if let Some(number) = number.filter(|number| !allowed.contains(number.get_ref())) {
            let expected = format!("{key} {}–{}", allowed.start(), allowed.end());
            let found = number.get_ref().to_string();
            problems.push(Problem::at(written.place(number), Fault::WrongValue { expected, found }));
        }
    }
    if rule.reason.trim().is_empty() {
        problems.push(Problem::at(at.clone(), Fault::MissingKey { key: "reason".to_owned() }));
    }
    let hiding = [
        ("minimum", rule.minimum.is_some()),
        ("minimum_denominator", rule.minimum_denominator.is_some()),
        ("complement", rule.complement),
        ("units", rule.units.is_some()),
        ("dominance", rule.dominance.is_some()),
        ("p_percent", rule.p_percent.is_some()),
        ("zero", rule.zero == Zero::Hide),
    ];
    let asks = hiding.iter().filter(|(_, asked)| *asked).map(|(key, _)| *key);
    let rounds = rule.round_to.as_ref().map(|_| "round_to");
    let salts = rule.salt.as_ref().map(|_| "salt");
    let rounds = || rounds.into_iter().chain(salts);
    let (missing, wrong): (Option<&str>, Vec<&str>) = match rule.method {
        Method::Suppress => (asks.clone().next().is_none().then_some("minimum"), rounds().collect()),
        Method::Round => {
            (["round_to", "salt"].into_iter().find(|key| !rounds().any(|own| own == *key)), asks.collect())
        }
        Method::AtSource | Method::Public => (None, asks.chain(rounds()).collect()),
    };
    if let Some(key) = missing {
        problems.push(Problem::at(at.clone(), Fault::MissingKey { key: key.to_owned() }));
    }
    if !wrong.is_empty() && missing.is_none() {
        let expected = "suppress: minimum, …; round: round_to, salt; at-source, public: reason".to_owned();
        let method = match rule.method {
            Method::Suppress => "suppress",
            Method::Round => "round",
            Method::AtSource => "at-source",
            Method::Public => "public",
        };
        let found = format!("{method}: {}", wrong.join(", "));
        let numbers = [&rule.minimum, &rule.minimum_denominator, &rule.round_to];
        let written_at = numbers.into_iter().flatten().map(|number| written.place(number)).next();
        problems.push(Problem::at(written_at.unwrap_or(at), Fault::WrongValue { expected, found }));
    }
    if let Some(salt) = rule.salt.as_ref().filter(|salt| salt.get_ref().chars().count() < LEAST_SALT) {
        let (expected, found) = (format!("salt: {LEAST_SALT} …"), salt.get_ref().chars().count().to_string());
        problems.push(Problem::at(written.place(salt), Fault::WrongValue { expected, found }));
    }
    if let (Some(one), Some(other)) = (&rule.dominance, &rule.p_percent)
        && one.by.get_ref() != other.by.get_ref()
    {
        let fault = Fault::WrongValue { expected: one.by.get_ref().clone(), found: other.by.get_ref().clone() };
        problems.push(Problem::at(written.place(&other.by), fault));
    }
}

/// The base figures that rules name, once they are known.
pub fn check_units(written: &Written<Sources>, known: &[&str], problems: &mut Problems) {
    for source in &written.value.source {
        for units in source.protection.iter().chain(&source.internal).filter_map(|rule| rule.units.as_ref()) {
            let place = || written.place(&units.base);
            problems.collect(find(Kind::BaseFigure, &units.base, place, known.iter().copied()).map_err(Problems::from));
        }
    }
}
