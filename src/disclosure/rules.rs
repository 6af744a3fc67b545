//! Which counts stay secret by themselves, and why. Comes in: a family of sums and the rules of its sources. Goes out:
//! the reason of each sum that has one, and what has to be protected: those sums, and parts that no table shows but
//! a difference would.

use super::ledger::Family;
use super::system::{Secret, atom_at};
use crate::figures::{Amount, Measured};
use crate::plan::{Cube, Secrecy};

/// Why a count is hidden.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// So that another one cannot be computed.
    Secondary,
    /// An earlier edition kept it secret, and a revision would tell what it was.
    Before,
    /// Smaller than the minimum.
    Small,
    /// Of too few people.
    FewPeople,
    /// All, or all but a few.
    NearlyAll,
    /// Too few units stand behind it.
    FewUnits,
    /// One or two contributors make it up.
    Dominated,
}

/// Where a rule names no number, nobody may come closer than this many.
const USUAL_WIDTH: i64 = 3;
/// Amounts of too few units must stay uncertain by so many per cent of themselves.
const UNITS_RANGE: i64 = 20;

/// The reason of every sum with the width that it demands, and all secrets of a family.
pub fn secrets(cube: &Cube, measured: &Measured, family: &Family) -> (Vec<Option<(Reason, i64)>>, Vec<Secret>) {
    let judge = Judge { cube, measured, family };
    let mut judged: Vec<Option<(Reason, i64)>> = (0..family.system.sums.len()).map(|sum| judge.sum(sum)).collect();
    let mut secrets = Vec::new();
    for (found, sum) in judged.iter_mut().zip(&family.system.sums) {
        let Some((_, width)) = found else { continue };
        if sum.fixed {
            // What is out already is hidden from now on, but no secret any more.
            *width = 0;
        } else {
            let secret = Secret::new(&family.system, sum.atoms.clone(), *width);
            *width = secret.width;
            secrets.push(secret);
        }
    }
    // What no table shows may still follow from two that differ by it.
    for atom in 0..family.system.parts.len() {
        let atom = atom_at(atom);
        let is_shown = family.system.containing(atom).any(|sum| family.system.sums[sum].atoms == [atom]);
        let Some(amount) = family.system.parts[atom as usize].amount.filter(|_| !is_shown) else { continue };
        let is_secret = is_small(amount, &family.secrecy) || family.secret_at_source.contains(&atom);
        if is_secret && family.system.containing(atom).next().is_some() {
            secrets.push(Secret::new(&family.system, vec![atom], width(&family.secrecy)));
        }
    }
    (judged, secrets)
}

/// Below the minimum, or zero where that is no less secret.
pub fn is_small(amount: i64, secrecy: &Secrecy) -> bool {
    match amount {
        0 => secrecy.hides_zero,
        amount => amount.abs() < secrecy.minimum.saturating_mul(Amount::WHOLE),
    }
}

/// How far apart two worlds must be: as far as the minimum.
fn width(secrecy: &Secrecy) -> i64 {
    let least = if secrecy.minimum > 1 { secrecy.minimum } else { USUAL_WIDTH };
    least.saturating_mul(Amount::WHOLE)
}

struct Judge<'a> {
    cube: &'a Cube,
    measured: &'a Measured,
    family: &'a Family,
}

impl Judge<'_> {
    fn sum(&self, sum: usize) -> Option<(Reason, i64)> {
        let entry = &self.family.entries[sum];
        let (secrecy, value) = (&entry.secrecy, entry.value);
        let usual = width(secrecy);
        if is_small(value, secrecy) {
            return Some((Reason::Small, usual));
        }
        if self.family.secret_before.contains(&sum) && !self.family.system.sums[sum].fixed {
            return Some((Reason::Before, usual));
        }
        if value == 0 {
            return None;
        }
        if let Some(width) = self.dominated(sum) {
            return Some((Reason::Dominated, width.max(usual)));
        }
        let has_few_units = secrecy.units.iter().any(|(figure, least)| {
            let units = self.counted(*figure, sum);
            units.is_some_and(|units| units < least.saturating_mul(Amount::WHOLE))
        });
        if has_few_units {
            return Some((Reason::FewUnits, usual.max(value.abs() / 100 * UNITS_RANGE)));
        }
        let wholes: Vec<i64> =
            entry.values.iter().filter_map(|(indicator, _, _)| self.whole(*indicator, sum)).collect();
        let least = secrecy.minimum_denominator.saturating_mul(Amount::WHOLE);
        if wholes.iter().any(|whole| *whole < least) {
            return Some((Reason::FewPeople, usual));
        }
        let close = |(indicator, _, _): &(usize, usize, i32)| {
            let whole = self.whole(*indicator, sum).filter(|_| super::amounts::is_part_of_whole(self.cube, *indicator));
            whole.is_some_and(|whole| (0..secrecy.minimum.max(1) * Amount::WHOLE).contains(&(whole - value)))
        };
        (secrecy.complement && entry.values.iter().any(close)).then_some((Reason::NearlyAll, usual))
    }

    /// The people of whom an indicator counts these, in the years of the sum; `None` where the sum is not what the
    /// indicator counts.
    fn whole(&self, indicator: usize, sum: usize) -> Option<i64> {
        let indicator = &self.cube.indicators[indicator];
        let behind = &self.family.entries[sum].behind;
        let counts = behind.figures.iter().all(|figure| indicator.numerator.contains(figure));
        if !counts || indicator.denominator.is_empty() {
            return None;
        }
        indicator.denominator.iter().map(|figure| self.counted(*figure, sum)).sum()
    }

    /// Another base figure in the area and the years of a sum.
    fn counted(&self, figure: usize, sum: usize) -> Option<i64> {
        let entry = &self.family.entries[sum];
        let Measured { shape, base, .. } = self.measured;
        let years = entry.behind.years.0..=entry.behind.years.1;
        years.map(|year| shape.number(&base[figure], entry.area, year)).sum()
    }

    /// How wide the bounds of a sum must be that one or two contributors make up; `None` where nobody dominates.
    fn dominated(&self, sum: usize) -> Option<i64> {
        let entry = &self.family.entries[sum];
        let secrecy = &entry.secrecy;
        if secrecy.dominance.is_empty() && secrecy.p_percent == 0 {
            return None;
        }
        let contributions = contributions(self.measured, &entry.behind, entry.area);
        dominance(&contributions, secrecy)
    }
}

/// What each contributor gives to a count, the largest first.
fn contributions(measured: &Measured, behind: &super::behind::Behind, area: usize) -> Vec<i64> {
    let mut by_contributor: Vec<i64> = Vec::new();
    for figure in &behind.figures {
        for (contributor, cells) in measured.contributions.get(figure).into_iter().flatten().enumerate() {
            by_contributor.resize(by_contributor.len().max(contributor + 1), 0);
            for year in behind.years.0..=behind.years.1 {
                by_contributor[contributor] += measured.shape.number(cells, area, year).unwrap_or(0);
            }
        }
    }
    by_contributor.retain(|amount| *amount > 0);
    by_contributor.sort_unstable_by(|one, other| other.cmp(one));
    by_contributor
}

/// The (n, k) rule and the p-percent rule, with the protection each demands upwards (Hundepool et al. 2012, 4.2.2).
fn dominance(contributions: &[i64], secrecy: &Secrecy) -> Option<i64> {
    let total: i64 = contributions.iter().sum();
    let mut demanded: Option<i64> = None;
    let mut demand = |width: i64| demanded = Some(demanded.unwrap_or(0).max(width));
    for (largest, share) in &secrecy.dominance {
        let most: i64 = contributions.iter().take(*largest).sum();
        if total > 0 && i128::from(most) * 100 > i128::from(total) * i128::from(*share) {
            demand(wide(most, 100, *share) - total);
        }
    }
    if let (Some(largest), true) = (contributions.first(), secrecy.p_percent > 0) {
        let others: i64 = contributions.iter().skip(2).sum();
        let needed = wide(*largest, secrecy.p_percent, 100);
        if others < needed {
            demand(needed - others);
        }
    }
    demanded
}

fn wide(amount: i64, times: i64, over: i64) -> i64 {
    i64::try_from(i128::from(amount) * i128::from(times) / i128::from(over)).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_counts_are_secret_and_zero_by_rule() {
        let rule = |hides_zero| Secrecy { minimum: 3, hides_zero, ..Secrecy::default() };
        let small = |count: i64, hides_zero| is_small(count * Amount::WHOLE, &rule(hides_zero));
        assert!(small(1, false) && small(2, false) && small(-2, false) && small(0, true));
        assert!(!small(3, false) && !small(0, false));
    }

    #[test]
    fn one_large_contributor_dominates() {
        let rule = Secrecy { dominance: vec![(1, 80)], ..Secrecy::default() };
        assert_eq!(dominance(&[90, 5, 5], &rule), Some(12), "90 are 80 per cent of 112");
        assert_eq!(dominance(&[80, 15, 5], &rule), None);
        let rule = Secrecy { p_percent: 10, ..Secrecy::default() };
        assert_eq!(dominance(&[100, 60, 5], &rule), Some(5), "the second can tell the first up to five");
        assert_eq!(dominance(&[100, 60, 10], &rule), None);
    }
}
