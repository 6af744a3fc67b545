//! The last resort, where no move of a few corners protects a secret: further sums are hidden around it, ring by ring, until
//! an attacker who knows all that is left comes no closer than allowed. Comes in: a system after `shield`, with the secrets
//! that have no proof. Goes out: the same with more hidden. Rarely needed: where earlier editions fix many sums.

use std::collections::BTreeSet;

use super::attack::{Attack, Bounds, Knowledge, are_far_enough};
use super::system::{Atom, Secret, System};
use crate::figures::Amount;

/// Hides around each unproven secret: first what else is told of its places, in any year, then what contains it, then what
/// shares a sum with it, then all of its years.
pub fn insist(system: &mut System, unproven: &[Secret]) {
    for secret in unproven {
        for ring in 0..4 {
            if holds(system, secret) {
                break;
            }
            for sum in around(system, secret, ring) {
                system.sums[sum].visible &= system.sums[sum].fixed;
            }
        }
    }
}

/// The sums of a ring around a secret.
fn around(system: &System, secret: &Secret, ring: usize) -> BTreeSet<usize> {
    let containing: BTreeSet<usize> = secret.atoms.iter().flat_map(|atom| system.containing(*atom)).collect();
    match ring {
        0 => {
            let spot = |atom: &Atom| [system.place(*atom)[0], system.place(*atom)[1]];
            let spots: BTreeSet<[usize; 2]> = secret.atoms.iter().map(spot).collect();
            let of_spots = |sum: &usize| system.sums[*sum].atoms.iter().all(|atom| spots.contains(&spot(atom)));
            (0..system.sums.len()).filter(of_spots).collect()
        }
        1 => containing,
        2 => {
            let atoms = containing.iter().flat_map(|sum| &system.sums[*sum].atoms);
            atoms.flat_map(|atom| system.containing(*atom)).collect()
        }
        _ => {
            let years: BTreeSet<usize> = secret.atoms.iter().map(|atom| system.place(*atom)[2]).collect();
            let of_years =
                |sum: &usize| system.sums[*sum].atoms.iter().any(|atom| years.contains(&system.place(*atom)[2]));
            (0..system.sums.len()).filter(of_years).collect()
        }
    }
}

/// True where neither a stranger nor somebody who is counted comes too close.
fn holds(system: &System, secret: &Secret) -> bool {
    let visible = system.sums.iter().filter(|sum| sum.visible);
    let attack = Attack::new(Knowledge {
        limits: system.parts.iter().map(|part| Bounds { low: part.least, high: part.limit }).collect(),
        sums: visible.map(|sum| (sum.atoms.clone(), system.known(&sum.atoms))).collect(),
        caps: system.all_caps().iter().map(|cap| (cap.atoms.clone(), cap.most)).collect(),
        leasts: system.hidden_leasts().map(|(sum, least)| (sum.atoms.clone(), least)).collect(),
        whole: system.parts.iter().map(|part| part.amount.is_some_and(|amount| amount % Amount::WHOLE == 0)).collect(),
    });
    are_far_enough(attack.bounds(&secret.atoms), attack.bounds_of_insider(&secret.atoms), secret.width)
}
