//! What may be seen. Comes in: the measured cube, the rules of its sources, and what documents show. Goes out:
//! [`Figures`], which nobody else can make and which everything behind takes, and an [`Account`] of what was hidden.
//! A count that breaks a rule is hidden with all values made of it (`rules`), further ones so that it cannot be
//! computed (`shield`), and an attacker who knows what is left is tried on the result (`audit`).

mod account;
mod amounts;
mod attack;
mod audit;
mod behind;
mod derived;
mod insist;
mod ledger;
mod published;
mod remedy;
mod rounding;
mod rules;
mod shield;
mod system;
#[cfg(test)]
mod trial;
mod uncertainty;
mod unknown;

pub use account::{Account, Hidden};
pub use attack::Bounds;
pub use published::edition;
pub use remedy::{POOL, Remedy};
pub use rules::Reason;

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use rayon::prelude::*;

use crate::area::AreaIndex;
use crate::definition::Status;
use crate::figures::{Cell, Delivered, Measured, Shape, Sign};
use crate::formula;
use crate::plan::{Cube, Document, Earlier, Scope};
use crate::problem::Problems;
use crate::statistics::Interval;
use ledger::Family;
use shield::is_proven;
use system::Secret;

/// The protected cube: all that tables, drawings, sentences and files may show.
#[derive(Debug)]
pub struct Figures {
    shape: Shape,
    cells: Vec<Cell>,
    intervals: HashMap<usize, Interval>,
    delivered: Vec<Delivered>,
    uncountable: BTreeMap<usize, Problems>,
}

impl Figures {
    /// The protected value of an indicator.
    pub fn value(&self, indicator: usize, area: AreaIndex, year: i32) -> Cell {
        let cell = self.shape.position(indicator, area, year).and_then(|at| self.cells.get(at));
        cell.copied().unwrap_or(Cell::Sign(Sign::NotAvailable))
    }

    /// Between which values the rate lies with 95 per cent confidence, seen as one of many years that could have
    /// been; for shares and rates that may be seen.
    pub fn interval(&self, indicator: usize, area: AreaIndex, year: i32) -> Option<Interval> {
        self.intervals.get(&self.shape.position(indicator, area, year)?).copied()
    }

    /// A composite indicator as it would be without one of its parts, by area.
    pub fn without_part(&self, cube: &Cube, indicator: usize, part: usize, year: i32) -> Vec<Cell> {
        let mut lesser = cube.indicators[indicator].clone();
        lesser.parts.remove(part);
        derived::composite(cube, &self.shape, &self.cells, &lesser, year)
    }

    /// What a document may show: every indicator of it, or asked for in its texts, in its areas and years.
    fn shown_in(&self, cube: &Cube, document: &Document) -> Vec<(usize, AreaIndex, i32)> {
        let scope = Scope::of(cube, std::iter::once(document), document.definition.status);
        let mut areas = document.shown_areas();
        let levels: Vec<usize> = areas.iter().map(|area| cube.areas.get(*area).level).collect();
        // A level that only texts ask for is taken whole.
        let asked = (0..self.shape.areas).filter(|area| !levels.contains(&cube.areas.get(*area).level));
        areas.extend(asked);
        areas.sort_unstable();
        areas.dedup();
        let mut shown = Vec::new();
        for indicator in 0..self.shape.indicators {
            for area in &areas {
                let years = self.shape.years.clone();
                let is_shown = |year: &i32| scope.shows(indicator, cube.areas.get(*area).level, *year);
                shown.extend(years.filter(is_shown).map(|year| (indicator, *area, year)));
            }
        }
        shown
    }

    /// What came from whom for which year.
    pub fn delivered(&self) -> &[Delivered] {
        &self.delivered
    }

    /// Why a base figure of the library cannot be counted here.
    pub fn uncountable(&self, figure: usize) -> Option<&Problems> {
        self.uncountable.get(&figure)
    }
}

/// What may be seen, for both kinds of documents.
#[derive(Debug)]
pub struct Protected {
    public: Arc<Figures>,
    internal: Option<Arc<Figures>>,
    /// What is hidden from whom.
    pub accounts: Vec<Account>,
}

impl Protected {
    /// Internal documents see what public ones see, unless they have rules of their own.
    pub fn new(public: (Figures, Account), internal: Option<(Figures, Account)>) -> Protected {
        let (internal, account) = internal.map(|(figures, account)| (Arc::new(figures), account)).unzip();
        Protected { public: Arc::new(public.0), internal, accounts: std::iter::once(public.1).chain(account).collect() }
    }

    /// The figures for documents of a status.
    pub fn figures(&self, status: Status) -> &Arc<Figures> {
        self.internal.as_ref().filter(|_| status == Status::Internal).unwrap_or(&self.public)
    }

    /// The account of what is hidden in documents of a status.
    pub fn account(&self, status: Status) -> &Account {
        let own = self.accounts.iter().find(|account| account.status == status);
        own.unwrap_or(&self.accounts[0])
    }
}

/// Hides what must stay secret in what a scope shows, and checks that it cannot be computed, not even by those who
/// know what was published earlier. Hidden numbers, all counts behind the values and everything beyond the scope are gone afterwards.
pub fn protect(measured: &Measured, cube: &Cube, scope: &Scope, earlier: &[Earlier]) -> (Figures, Account) {
    let shape = measured.shape.clone();
    let rounded = rounding::rounded(cube, measured, scope);
    let base = rounded.as_ref().unwrap_or(&measured.base);
    let mut families = ledger::families(cube, measured, scope, earlier);
    let guarded: Vec<Guarded> = families.par_iter_mut().map(|family| guard(cube, measured, family)).collect();
    let mut cells = match &rounded {
        Some(base) => formula::evaluate(cube, &shape, base),
        None => measured.cells.clone(),
    };
    for indicator in 0..shape.indicators {
        for area in 0..shape.areas {
            for year in shape.years.clone() {
                let shown = scope.shows(indicator, cube.areas.get(area).level, year);
                if let Some(cell) = shape.position(indicator, area, year).and_then(|at| cells.get_mut(at))
                    && !shown
                {
                    *cell = Cell::Sign(Sign::NotAvailable);
                }
            }
        }
    }
    let of_indicator = cells.chunks((shape.areas * shape.years.clone().count()).max(1));
    let values = of_indicator.map(|cells| cells.iter().filter(|cell| cell.value().is_some()).count()).collect();
    for (family, guarded) in families.iter().zip(&guarded) {
        let hidden = family.entries.iter().zip(&guarded.judged).filter(|(_, judged)| judged.is_some());
        for (indicator, area, year) in hidden.flat_map(|(entry, _)| &entry.values) {
            if let Some(cell) = shape.position(*indicator, *area, *year).and_then(|at| cells.get_mut(at)) {
                *cell = Cell::Sign(Sign::Secret);
            }
        }
    }
    let account = account::account((cube, measured, scope), earlier, (&families, &guarded), (&cells, values));
    derived::evaluate(cube, &shape, &mut cells);
    let intervals = uncertainty::intervals(cube, &shape, base, &cells);
    let (delivered, uncountable) = (measured.delivered.clone(), measured.uncountable.clone());
    (Figures { shape, cells, intervals, delivered, uncountable }, account)
}

/// What was found and decided about the sums of a family.
struct Guarded {
    /// Per sum: why it is hidden, and how far apart its bounds must be.
    judged: Vec<Option<(Reason, i64)>>,
    secrets: Vec<Secret>,
}

/// Hides the secret sums of a family, and what else is needed.
fn guard(cube: &Cube, measured: &Measured, family: &mut Family) -> Guarded {
    let (mut judged, secrets) = rules::secrets(cube, measured, family);
    for (sum, reason) in family.system.sums.iter_mut().zip(&judged) {
        sum.visible = reason.is_none() || sum.fixed;
    }
    let proofs = shield::shield(&mut family.system, &secrets);
    let unproven = secrets.iter().zip(&proofs).filter(|(secret, proof)| !is_proven(secret, proof));
    let unproven: Vec<Secret> = unproven.map(|(secret, _)| secret.clone()).collect();
    insist::insist(&mut family.system, &unproven);
    for (reason, sum) in judged.iter_mut().zip(&family.system.sums) {
        if reason.is_none() && !sum.visible {
            *reason = Some((Reason::Secondary, 0));
        }
    }
    Guarded { judged, secrets }
}
