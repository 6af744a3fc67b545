//! Counts that the provider keeps secret. What they are together may follow from a sum that is published; then they
//! are secret here as well, and are taken to share it evenly. Comes in: a family. Goes out: amounts for such atoms.

use super::ledger::Family;
use super::system::Atom;
use crate::figures::Amount;

/// Shares out what published sums leave for unknown atoms, small sums first; other unknown atoms stand for nothing.
pub fn settle(family: &mut Family) {
    if family.secret_at_source.is_empty() {
        return;
    }
    let mut order: Vec<usize> = (0..family.system.sums.len()).collect();
    order.sort_by_key(|sum| family.system.sums[*sum].atoms.len());
    for sum in order {
        let atoms = family.system.sums[sum].atoms.clone();
        let unknown: Vec<Atom> =
            atoms.iter().copied().filter(|atom| family.system.parts[*atom as usize].amount.is_none()).collect();
        let all_secret = unknown.iter().all(|atom| family.secret_at_source.contains(atom));
        if unknown.is_empty() || !all_secret {
            continue;
        }
        let total = family.entries[sum].value;
        let known: i64 = atoms.iter().filter_map(|atom| family.system.parts[*atom as usize].amount).sum();
        let count = i64::try_from(unknown.len()).unwrap_or(i64::MAX);
        let left = (total - known).max(0);
        let whole = Amount::WHOLE;
        let each = left / whole / count * whole;
        for (at, atom) in unknown.into_iter().enumerate() {
            let part = &mut family.system.parts[atom as usize];
            let amount = if at == 0 { left - each * (count - 1) } else { each };
            part.amount = Some(amount);
            part.limit = part.limit.max(amount);
        }
    }
}
