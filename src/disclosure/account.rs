//! The account of what is hidden: for the data protection officer, for `check`, and in numbers for the appendix. Comes
//! in: families after protection. Goes out: every hidden count with its reason and what an attacker finds out about
//! it. It holds no value of a hidden count; the bounds are what everybody can compute from what is published.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::Guarded;
use super::attack::Bounds;
use super::audit::{Audit, Finding, Suspect};
use super::ledger::{Family, Place};
use super::remedy::{Remedy, remedies};
use super::rules::Reason;
use super::system::Atom;
use crate::area::AreaIndex;
use crate::definition::Status;
use crate::figures::{Cell, Measured};
use crate::plan::{Cube, Earlier, Scope};

/// What is hidden, and that it holds.
#[derive(Debug, Clone, Default)]
pub struct Account {
    /// For which documents.
    pub status: Status,
    /// Per indicator: how many values there are with the hidden ones.
    pub values: Vec<usize>,
    /// Every hidden count.
    pub hidden: Vec<Hidden>,
    /// How many secrets were checked, those among them that no table shows.
    pub checked: usize,
    /// Secrets that can be computed or come too close: figures, area and year of the counts around them.
    pub exposed: Vec<Hidden>,
    /// Secrets that earlier editions give away by themselves.
    pub out_before: Vec<Hidden>,
    /// What would hide less, for indicators of which much is hidden.
    pub remedies: Vec<Remedy>,
}

/// Where more per cent of the values of an indicator are hidden than this, remedies are looked for.
const COSTLY: usize = 5;

/// A hidden count.
#[derive(Debug, Clone)]
pub struct Hidden {
    /// The base figures it adds up.
    pub figures: Vec<usize>,
    /// Where.
    pub area: AreaIndex,
    /// First and last year.
    pub years: (i32, i32),
    /// Why.
    pub reason: Reason,
    /// The values that fall with it.
    pub values: Vec<Place>,
    /// How far apart the bounds must be, in millionths; zero where only others need it.
    pub demanded: i64,
    /// The bounds that a stranger computes, in millionths.
    pub stranger: Bounds,
    /// The bounds of one who is counted himself.
    pub insider: Bounds,
}

impl Account {
    /// The values that are hidden, each once.
    pub fn hidden_values(&self) -> BTreeSet<Place> {
        self.hidden.iter().flat_map(|hidden| &hidden.values).copied().collect()
    }

    /// The hidden values of each indicator.
    pub fn hidden_by_indicator(&self) -> BTreeMap<usize, BTreeSet<(AreaIndex, i32)>> {
        let mut by_indicator: BTreeMap<usize, BTreeSet<(AreaIndex, i32)>> = BTreeMap::new();
        for (indicator, area, year) in self.hidden_values() {
            by_indicator.entry(indicator).or_default().insert((area, year));
        }
        by_indicator
    }

    /// How many hidden counts have a reason of their own, and how many protect others.
    pub fn by_kind(&self) -> (usize, usize) {
        let secondary = self.hidden.iter().filter(|hidden| hidden.reason == Reason::Secondary).count();
        (self.hidden.len() - secondary, secondary)
    }
}

/// Draws up the account and runs the audit.
pub fn account(
    (cube, measured, scope): (&Cube, &Measured, &Scope),
    earlier: &[Earlier],
    (families, guarded): (&[Family], &[Guarded]),
    (cells, values): (&[Cell], Vec<usize>),
) -> Account {
    let audit = Audit::new((cube, measured, scope), cells, earlier);
    let before = (!earlier.is_empty()).then(|| Audit::new((cube, measured, scope), &[], earlier));
    let mut account = Account { status: scope.status, values, ..Account::default() };
    for (family, guarded) in families.iter().zip(guarded) {
        let clerk = Clerk { family, measured, audit: &audit, before: before.as_ref() };
        let hidden = (0..family.entries.len()).into_par_iter().filter_map(|sum| {
            let (reason, demanded) = guarded.judged[sum]?;
            Some(clerk.hidden(sum, reason, &family.system.sums[sum].atoms, demanded))
        });
        let hidden: Vec<(Hidden, Verdict)> = hidden.collect();
        account.checked += guarded.secrets.len();
        // Parts that no table shows.
        let shown: BTreeSet<&Vec<Atom>> = family.system.sums.iter().map(|sum| &sum.atoms).collect();
        let implicit = guarded.secrets.par_iter().filter(|secret| !shown.contains(&secret.atoms));
        let implicit: Vec<(Hidden, Verdict)> = implicit
            .filter_map(|secret| {
                let around = secret.atoms.first().and_then(|atom| family.system.containing(*atom).next())?;
                Some(clerk.hidden(around, Reason::Secondary, &secret.atoms, secret.width))
            })
            .collect();
        for (found, verdict) in hidden.iter().chain(&implicit) {
            match verdict {
                Verdict::Holds => {}
                Verdict::OutBefore => account.out_before.push(found.clone()),
                Verdict::Exposed => account.exposed.push(found.clone()),
            }
        }
        account.hidden.extend(hidden.into_iter().map(|(hidden, _)| hidden));
    }
    for (indicator, hidden) in account.hidden_by_indicator() {
        if hidden.len() * 100 > account.values[indicator] * COSTLY {
            account.remedies.extend(remedies(cube, measured, scope, indicator));
        }
    }
    account
}

struct Clerk<'a> {
    family: &'a Family,
    measured: &'a Measured,
    audit: &'a Audit,
    /// What earlier editions alone give away.
    before: Option<&'a Audit>,
}

/// What the audit says of a secret.
enum Verdict {
    Holds,
    OutBefore,
    Exposed,
}

impl Clerk<'_> {
    fn hidden(&self, sum: usize, reason: Reason, atoms: &[Atom], demanded: i64) -> (Hidden, Verdict) {
        let entry = &self.family.entries[sum];
        let first = *self.measured.shape.years.start();
        let places: Vec<[usize; 3]> = atoms.iter().map(|atom| self.family.system.place(*atom)).collect();
        let parts: BTreeSet<usize> = places.iter().map(|[code, _, _]| self.family.parts[*code]).collect();
        let areas: BTreeSet<AreaIndex> =
            places.iter().flat_map(|[_, place, _]| &self.family.places[*place]).copied().collect();
        let years: BTreeSet<i32> =
            places.iter().map(|[_, _, year]| first + i32::try_from(*year).unwrap_or(0)).collect();
        let years = (years.first().copied().unwrap_or(first), years.last().copied().unwrap_or(first));
        let suspect =
            Suspect { parts: parts.into_iter().collect(), areas: areas.into_iter().collect(), years, width: demanded };
        let Finding { stranger, insider, holds } = self.audit.finding(&suspect);
        let verdict = match (holds, self.before) {
            (true, _) => Verdict::Holds,
            (false, Some(before)) if !before.finding(&suspect).holds => Verdict::OutBefore,
            (false, _) => Verdict::Exposed,
        };
        let hidden = Hidden {
            figures: entry.behind.figures.clone(),
            area: entry.area,
            years: entry.behind.years,
            reason,
            values: entry.values.clone(),
            demanded,
            stranger,
            insider,
        };
        (hidden, verdict)
    }
}
