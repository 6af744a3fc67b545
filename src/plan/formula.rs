//! One indicator as written into a formula over positions. What a kind needs must be there, and numbers must
//! stay within what exact arithmetic has room for.

use std::borrow::Cow;
use std::collections::BTreeMap;

use num_traits::Zero;

use super::{BaseFigure, Indicator, find};
use crate::definition::{IndicatorDefinition, IndicatorKind, IndicatorSet, Name, PartDefinition, Written, YEARS};
use crate::number::{self, Exact};
use crate::problem::{Fault, Kind, Problem};

/// More decimals than any statistic prints; exact arithmetic has room for them.
const MOST_DECIMALS: u8 = 6;
/// More years than any series is pooled or compared over.
const MOST_YEARS: i64 = 100;

/// An exact number of a decimal as TOML writes it.
pub fn exact(decimal: f64) -> Option<Exact> {
    number::parse(&decimal.to_string(), '.').filter(|_| decimal.abs() < 1e9)
}

/// A distribution is one indicator for each of its base figures; all others are one.
pub fn expanded(indicator: &IndicatorDefinition) -> impl Iterator<Item = Cow<'_, IndicatorDefinition>> {
    let parts: Vec<Cow<'_, IndicatorDefinition>> = match indicator.kind {
        IndicatorKind::Distribution => {
            indicator.numerator.iter().map(|part| Cow::Owned(share_of(indicator, part))).collect()
        }
        _ => vec![Cow::Borrowed(indicator)],
    };
    parts.into_iter()
}

fn share_of(whole: &IndicatorDefinition, part: &Name) -> IndicatorDefinition {
    let id = format!("{}.{}", whole.id.get_ref(), part.get_ref());
    IndicatorDefinition {
        id: Name::new(whole.id.span(), id),
        numerator: vec![part.clone()],
        denominator: if whole.denominator.is_empty() { whole.numerator.clone() } else { whole.denominator.clone() },
        ..whole.clone()
    }
}

/// What one indicator is resolved with.
pub struct Formula<'a> {
    /// The set it stands in.
    pub set: &'a Written<IndicatorSet>,
    /// Position of the set.
    pub set_position: usize,
    /// Base figures by position.
    pub base_figures: &'a [BaseFigure],
    /// Indicators that are known so far, by position.
    pub indicators: &'a [Indicator],
    /// Base figures and indicators that cannot be used, and why.
    pub unusable: [&'a BTreeMap<String, Problem>; 2],
    /// Levels from fine to coarse.
    pub levels: &'a [&'a str],
}

impl Formula<'_> {
    /// Resolves it.
    pub fn resolve(&self, written: &IndicatorDefinition) -> Result<Indicator, Problem> {
        self.check(written)?;
        let per = match (written.kind, written.per) {
            (IndicatorKind::Rate | IndicatorKind::Standardised, Some(per)) => per,
            (IndicatorKind::Cumulated, per) => per.unwrap_or(1),
            (IndicatorKind::Rate | IndicatorKind::Standardised, None) => return Err(self.missing(written, "per")),
            (
                IndicatorKind::Share
                | IndicatorKind::Distribution
                | IndicatorKind::Coverage
                | IndicatorKind::Growth
                | IndicatorKind::Index,
                _,
            ) => 100,
            _ => 1,
        };
        if !(1..=1_000_000).contains(&per) {
            return Err(self.wrong(written, "per 1–1000000", per));
        }
        let values = written.values.iter().map(|value| Ok((self.base(&value.base)?, self.exact(written, value.at)?)));
        let strata = written.strata.iter().map(|stratum| {
            let (cases, people) = (self.base(&stratum.numerator)?, self.base(&stratum.denominator)?);
            Ok((cases, people, self.exact(written, stratum.weight)?))
        });
        let bounds = written.bounds.iter().map(|bound| self.exact(written, *bound));
        let mut numerator = self.bases(&written.numerator)?;
        let name = match (written.kind, numerator.as_slice()) {
            (IndicatorKind::Distribution, [part]) => {
                format!("{}: {}", written.name, self.base_figures[*part].name)
            }
            _ => written.name.clone(),
        };
        let values: Vec<(usize, Exact)> = values.collect::<Result<_, Problem>>()?;
        if written.kind == IndicatorKind::Mean {
            numerator = values.iter().map(|(figure, _)| *figure).collect();
        }
        Ok(Indicator {
            id: written.id.get_ref().clone(),
            set: self.set_position,
            name,
            additive: numerator.iter().all(|figure| self.base_figures[*figure].additive),
            definition: written.definition.clone(),
            kind: written.kind,
            numerator,
            minus: self.bases(&written.minus)?,
            denominator: self.bases(&written.denominator)?,
            per,
            years: i32::try_from(written.years.unwrap_or(1)).unwrap_or(1),
            base_year: written.base_year.unwrap_or_default(),
            values,
            strata: strata.collect::<Result<_, Problem>>()?,
            parts: written.parts.iter().map(|part| self.part(written, part)).collect::<Result<_, Problem>>()?,
            pool: written.pool.as_ref().map_or(1, |pool| i32::try_from(*pool.get_ref()).unwrap_or(1)),
            minimum_denominator: written.minimum_denominator,
            may_exceed: written.may_exceed,
            level: written.level.as_ref().map(|level| self.level(level)).transpose()?,
            unit: written.unit.clone(),
            decimals: written.decimals,
            polarity: written.polarity,
            reading: written.reading.clone(),
            limits: written.limits.clone(),
            owner: written.owner.clone().or_else(|| self.set.value.owner.clone()),
            field: written.field.clone(),
            table: written.table.clone(),
            version: written.version.clone(),
            breaks: written.breaks.clone(),
            classes: written.classes,
            bounds: bounds.collect::<Result<_, Problem>>()?,
        })
    }

    /// What each kind cannot do without, and what no kind may have.
    fn check(&self, written: &IndicatorDefinition) -> Result<(), Problem> {
        use IndicatorKind as Of;
        let needs: &[(&str, bool)] = &[
            ("numerator", written.numerator.is_empty()),
            ("denominator", written.denominator.is_empty()),
            ("years", written.years.is_none()),
            ("base_year", written.base_year.is_none()),
            ("values", written.values.is_empty()),
            ("strata", written.strata.is_empty()),
            ("parts", written.parts.is_empty()),
        ];
        let wanted: &[&str] = match written.kind {
            Of::Count | Of::Distribution => &["numerator"],
            Of::Share | Of::Rate | Of::Quotient | Of::Density | Of::Coverage => &["numerator", "denominator"],
            Of::Change | Of::Growth => &["numerator", "years"],
            Of::Index => &["numerator", "base_year"],
            Of::Mean => &["values"],
            Of::Standardised | Of::Cumulated => &["strata"],
            Of::Median | Of::Composite => &["parts"],
        };
        for (key, is_missing) in needs {
            if wanted.contains(key) && *is_missing {
                return Err(self.missing(written, key));
            }
        }
        if written.decimals > MOST_DECIMALS {
            return Err(self.wrong(written, &format!("decimals 0–{MOST_DECIMALS}"), written.decimals));
        }
        let pool = written.pool.as_ref().map(|pool| *pool.get_ref());
        for (key, years) in [("years", written.years), ("pool", pool)] {
            if years.is_some_and(|years| !(1..=MOST_YEARS).contains(&years)) {
                return Err(self.wrong(written, &format!("{key} 1–{MOST_YEARS}"), years.unwrap_or_default()));
            }
        }
        let added: Vec<&Name> = written.numerator.iter().chain(&written.minus).collect();
        let divided: Vec<&Name> = written.denominator.iter().collect();
        for names in [added, divided] {
            let twice = names.iter().enumerate().find(|(at, name)| names[..*at].contains(name));
            if let Some((_, name)) = twice {
                let fault = Fault::DuplicateName { kind: Kind::BaseFigure, name: name.get_ref().clone() };
                return Err(Problem::at(self.set.place(name), fault));
            }
        }
        if let Some(year) = written.base_year.filter(|year| !YEARS.contains(year)) {
            return Err(self.wrong(written, &format!("base_year {}–{}", YEARS.start(), YEARS.end()), year));
        }
        if written.kind == Of::Median && written.parts.len() > 1 {
            return Err(self.wrong(written, "parts: 1", written.parts.len()));
        }
        // Weights that are all zero weigh nothing.
        if !written.strata.is_empty() && written.strata.iter().all(|stratum| stratum.weight <= 0.0) {
            return Err(self.wrong(written, "strata: weight > 0", "0"));
        }
        if written.bounds.windows(2).any(|pair| pair[0] >= pair[1]) {
            return Err(self.wrong(written, "bounds: a < b < c …", format!("{:?}", written.bounds)));
        }
        match wrong_placeholder(&written.reading) {
            Some(placeholder) => {
                let known = ["{area}", "{value}"].map(str::to_owned).to_vec();
                let fault = Fault::UnknownName { kind: Kind::Key, name: placeholder, known };
                Err(Problem::at(self.set.place(&written.id), fault))
            }
            None => Ok(()),
        }
    }

    fn base(&self, name: &Name) -> Result<usize, Problem> {
        match self.unusable[0].get(name.get_ref()) {
            Some(problem) => Err(problem.clone()),
            None => {
                let known = self.base_figures.iter().map(|base| base.id.as_str());
                find(Kind::BaseFigure, name, || self.set.place(name), known)
            }
        }
    }

    fn bases(&self, names: &[Name]) -> Result<Vec<usize>, Problem> {
        names.iter().map(|name| self.base(name)).collect()
    }

    fn part(&self, written: &IndicatorDefinition, part: &PartDefinition) -> Result<(usize, Exact), Problem> {
        if let Some(problem) = self.unusable[1].get(part.indicator.get_ref()) {
            return Err(problem.clone());
        }
        let known = self.indicators.iter().filter(|found| !found.is_derived()).map(|found| found.id.as_str());
        let at = find(Kind::Indicator, &part.indicator, || self.set.place(&part.indicator), known)?;
        let weight = self.exact(written, part.weight)?;
        if weight.is_zero() {
            return Err(self.wrong(written, "weight > 0", part.weight));
        }
        // Known ones come first: their positions among all are those among themselves.
        Ok((at, if part.reverse { -weight } else { weight }))
    }

    fn level(&self, level: &Name) -> Result<usize, Problem> {
        find(Kind::Level, level, || self.set.place(level), self.levels.iter().copied())
    }

    fn exact(&self, written: &IndicatorDefinition, decimal: f64) -> Result<Exact, Problem> {
        exact(decimal).ok_or_else(|| self.wrong(written, "0,5 … 1000", decimal))
    }

    fn missing(&self, written: &IndicatorDefinition, key: &str) -> Problem {
        Problem::at(self.set.place(&written.id), Fault::MissingKey { key: key.to_owned() })
    }

    fn wrong(&self, written: &IndicatorDefinition, expected: &str, found: impl ToString) -> Problem {
        let fault = Fault::WrongValue { expected: expected.to_owned(), found: found.to_string() };
        Problem::at(self.set.place(&written.id), fault)
    }
}

/// The first thing in braces of a reading example that nothing stands for.
fn wrong_placeholder(reading: &str) -> Option<String> {
    let rest = reading.replace("{area}", "").replace("{value}", "");
    let start = rest.find(['{', '}'])?;
    let end = rest[start..].find('}').map_or(rest.len(), |length| start + length + 1);
    Some(rest[start..end].to_owned())
}
