//! What is hidden beside the secret counts, so that nobody can compute them. Comes in: a system in which the secret
//! sums are hidden already. Goes out: the same with further sums hidden, and for every secret two worlds that fit
//! all that is left to see and lie as far apart as its rule demands.
//!
//! A world differs from the truth by moves: so many persons stand in another place, code or year than they do. Two
//! places are exchanged where sums only run over areas; where sums run over codes or years too, four corners of a
//! cuboid, as in the Quaderverfahren (Repsilber 1994). A move hides what it changes; the cheapest one per person is
//! taken, secret by secret, as in the heuristic of Kelly, Golden and Assad (1992). In the end, whatever no secret
//! needs any more is shown again. Worlds are whole and not negative, so they hold against integer attacks as well.

use std::collections::{BTreeMap, BTreeSet};

use super::system::{Atom, Secret, System};
use crate::figures::Amount;

/// Corners with +1 or −1: who is one more here is one less there.
type Move = Vec<(Atom, i64)>;
/// How a world differs from the truth.
pub type World = BTreeMap<Atom, i64>;

/// More places than this are not tried as far corners of cuboids.
const FAR_CORNERS: usize = 48;
/// Of a large secret count, so many atoms are tried as the place where somebody is one more.
const NEAR_CORNERS: usize = 24;

/// Two worlds in which a secret count is as large, and as small, as was needed.
#[derive(Debug, Clone, Default)]
pub struct Proof {
    /// Where it is larger.
    pub more: World,
    /// Where it is smaller.
    pub less: World,
    /// How far apart they are.
    pub width: i64,
    hidden: BTreeSet<usize>,
}

/// A move with what it costs and how far it can go.
struct Found {
    corners: Move,
    cost: u64,
    gain: i64,
}

/// Hides what is needed. Returns a proof per secret; one whose width falls short cannot be protected.
pub fn shield(system: &mut System, secrets: &[Secret]) -> Vec<Proof> {
    system.prepare();
    let mut search = Search { inside: vec![Vec::new(); system.sums.len()], system, secondary: Vec::new() };
    let hidden: Vec<usize> = (0..search.system.sums.len()).filter(|sum| !search.system.sums[*sum].visible).collect();
    hidden.into_iter().for_each(|sum| search.remember(sum));
    let mut proofs: Vec<Proof> = Vec::new();
    for secret in secrets {
        proofs.push(search.prove(secret, true));
    }
    search.show_again(secrets, &mut proofs);
    proofs
}

/// True where a proof is wide enough for its secret.
pub fn is_proven(secret: &Secret, proof: &Proof) -> bool {
    proof.width >= secret.width
}

struct Search<'a> {
    system: &'a mut System,
    /// Per sum: atoms in it that already have something hidden around them.
    inside: Vec<Vec<Atom>>,
    secondary: Vec<usize>,
}

impl Search<'_> {
    /// Two worlds for a secret, hiding what they need; or, without `hides`, only what is free.
    fn prove(&mut self, secret: &Secret, hides: bool) -> Proof {
        let needed = secret.width;
        let mut proof = Proof::default();
        while proof.width < needed {
            let Some(found) = self.best(secret, &proof, needed - proof.width, hides) else { break };
            let changed = self.changed(&found.corners);
            for sum in &changed {
                if self.system.sums[*sum].visible {
                    self.system.sums[*sum].visible = false;
                    self.secondary.push(*sum);
                    self.remember(*sum);
                }
            }
            proof.hidden.extend(changed);
            let effect = effect(secret, &found.corners);
            for (world, direction) in [(&mut proof.less, -1), (&mut proof.more, 1)] {
                let still = (needed - proof.width).max(0);
                let far = reach(self.system, world, &found.corners, direction).min(still);
                for (atom, sign) in &found.corners {
                    *world.entry(*atom).or_default() += sign * direction * far;
                }
                proof.width += far * effect;
            }
        }
        proof
    }

    /// Atoms around which something is hidden come first when the next partner is looked for.
    fn remember(&mut self, sum: usize) {
        for atom in self.system.sums[sum].atoms.clone() {
            let smallest = self.system.containing(atom).map(|other| self.system.sums[other].atoms.len()).min();
            if smallest == Some(self.system.sums[sum].atoms.len()) {
                let around: Vec<usize> = self.system.containing(atom).collect();
                around.into_iter().for_each(|other| self.inside[other].push(atom));
            }
        }
    }

    /// The sums that a move changes.
    fn changed(&self, corners: &[(Atom, i64)]) -> Vec<usize> {
        let mut touched: Vec<(usize, i64)> = Vec::new();
        for (atom, sign) in corners {
            touched.extend(self.system.containing(*atom).map(|sum| (sum, *sign)));
        }
        touched.sort_unstable();
        let mut changed = Vec::new();
        for sum in touched.chunk_by(|one, other| one.0 == other.0) {
            let net: i64 = sum.iter().map(|(_, sign)| sign).sum();
            if net != 0 {
                changed.push(sum[0].0);
            }
        }
        changed
    }

    /// What a move would hide; `None` where it would change what cannot be hidden.
    fn cost(&self, corners: &[(Atom, i64)]) -> Option<u64> {
        let mut cost: u64 = 0;
        for sum in self.changed(corners) {
            if self.system.sums[sum].visible {
                cost =
                    if self.system.sums[sum].fixed { return None } else { cost.saturating_add(self.system.price(sum)) };
            }
        }
        Some(cost)
    }

    /// The cheapest move per person that widens a secret.
    fn best(&self, secret: &Secret, proof: &Proof, needed: i64, hides: bool) -> Option<Found> {
        let mut best: Option<Found> = None;
        let mut near = secret.atoms.clone();
        near.sort_by_key(|atom| self.cost(&[(*atom, 1)]).unwrap_or(u64::MAX));
        for (at, atom) in near.into_iter().enumerate() {
            if at >= NEAR_CORNERS && best.is_some() {
                break;
            }
            let most = if hides { u64::MAX } else { 0 };
            self.around(atom, (needed, secret.width, most), &mut best, |corners, bound| {
                let effect = effect(secret, corners);
                let least = corners.iter().map(|(atom, _)| self.system.own_price(*atom)).fold(0, u64::saturating_add);
                if effect < 1 || least > bound {
                    return None;
                }
                let up = reach(self.system, &proof.more, corners, 1);
                let down = reach(self.system, &proof.less, corners, -1);
                let gain = up.saturating_add(down).saturating_mul(effect).min(needed);
                let cost = if gain > 0 { self.cost(corners)? } else { return None };
                (cost == 0 || hides).then_some((cost, gain))
            });
        }
        best
    }

    /// All moves that begin at an atom and cost no more than `most`, the near ones first; ends where nothing better
    /// can come. `width` is all that the secret needs, `needed` what it lacks.
    fn around(
        &self,
        atom: Atom,
        (needed, width, most): (i64, i64, u64),
        best: &mut Option<Found>,
        judge: impl Fn(&[(Atom, i64)], u64) -> Option<(u64, i64)>,
    ) {
        let consider = |corners: Move, best: &mut Option<Found>| {
            // What costs more cannot be better, however much it gains.
            let dearest = |best: &Found| {
                let most = u128::from(best.cost) * u128::from(needed.unsigned_abs())
                    / u128::from(best.gain.unsigned_abs().max(1));
                u64::try_from(most).unwrap_or(u64::MAX)
            };
            let bound = best.as_ref().map_or(most, |best| dearest(best).min(most));
            if let Some((cost, gain)) = judge(&corners, bound) {
                let better = best.as_ref().is_none_or(|best| is_cheaper((cost, gain), (best.cost, best.gain)));
                if better {
                    *best = Some(Found { corners, cost, gain });
                }
            }
        };
        let is_perfect = |best: &Option<Found>| best.as_ref().is_some_and(|best| best.cost == 0 && best.gain >= needed);
        consider(vec![(atom, 1)], best);
        let [code, place, year] = self.system.place(atom);
        let alike = |other: &Atom| {
            let [other_code, other_place, other_year] = self.system.place(*other);
            other_code == code && other_year == year && other_place != place
        };
        // What is exchanged inside of a sum does not change it: that counts where it is seen, or known to be something.
        let keeps = |sum: &usize| self.system.sums[*sum].visible || self.system.sums[*sum].spare < width;
        let mut rings: Vec<usize> = self.system.containing(atom).filter(keeps).collect();
        rings.sort_by_key(|sum| self.system.sums[*sum].atoms.len());
        let mut left = 0_u64;
        for ring in &rings {
            let is_hopeless = |least: u64, best: &Option<Found>| {
                let no_better = |best: &Found| !is_cheaper((least, needed), (best.cost, best.gain));
                least > most || best.as_ref().is_some_and(no_better)
            };
            if is_hopeless(left, best) {
                break;
            }
            let hidden = self.inside[*ring].iter().filter(|other| alike(other));
            for other in hidden {
                consider(vec![(atom, 1), (*other, -1)], best);
                if is_perfect(best) {
                    return;
                }
            }
            for other in self.system.cheapest(*ring).iter().filter(|other| alike(other)) {
                if is_hopeless(left.saturating_add(self.least_price(*other, *ring)), best) {
                    break;
                }
                consider(vec![(atom, 1), (*other, -1)], best);
            }
            left = left.saturating_add(if self.system.sums[*ring].visible { self.system.price(*ring) } else { 0 });
        }
        for corners in self.cuboids(atom, &rings) {
            consider(corners, best);
            if is_perfect(best) {
                return;
            }
        }
    }

    /// The least that it costs to change an atom within a ring.
    fn least_price(&self, atom: Atom, ring: usize) -> u64 {
        let smallest = self.system.smallest(atom, ring).filter(|sum| self.system.sums[*sum].visible);
        smallest.map_or(0, |sum| self.system.price(sum))
    }

    /// Moves along codes and years, alone and together with places; and shifts of all years that pooled sums do
    /// not notice.
    fn cuboids(&self, atom: Atom, rings: &[usize]) -> Vec<Move> {
        let [codes, _, years] = self.system.lattice;
        let [code, place, year] = self.system.place(atom);
        let at = |code, place, year| self.system.atom([code, place, year]);
        let mut moves = Vec::new();
        let mut beside: Vec<[usize; 2]> = Vec::new();
        beside.extend((0..codes).filter(|other| *other != code).map(|other| [other, year]));
        if !self.system.pools.is_empty() {
            beside.extend((0..years).filter(|other| *other != year).map(|other| [code, other]));
        }
        if beside.is_empty() {
            return moves;
        }
        let mut places: Vec<usize> = Vec::new();
        for ring in rings {
            let atoms = self.inside[*ring].iter().chain(self.system.cheapest(*ring));
            for [other_code, other_place, other_year] in atoms.map(|atom| self.system.place(*atom)) {
                let fits = other_code == code && other_year == year && other_place != place;
                if fits && !places.contains(&other_place) && places.len() < FAR_CORNERS {
                    places.push(other_place);
                }
            }
        }
        for [other_code, other_year] in beside {
            moves.push(vec![(atom, 1), (at(other_code, place, other_year), -1)]);
            for far in &places {
                moves.push(vec![
                    (atom, 1),
                    (at(other_code, place, other_year), -1),
                    (at(code, *far, year), -1),
                    (at(other_code, *far, other_year), 1),
                ]);
            }
        }
        for pool in &self.system.pools {
            for other in (0..*pool).filter(|other| *other != year % pool) {
                // Years of which nothing is told, for want of data, are nobody's concern.
                let is_told = |when: &usize| self.system.containing(at(code, place, *when)).next().is_some();
                let all = (0..years).filter(|at| at % pool == year % pool || at % pool == other).filter(is_told);
                let sign = |when: usize| if when % pool == other { -1 } else { 1 };
                let shift: Move = all.map(|when| (at(code, place, when), sign(when))).collect();
                // Together with another place that shifts the other way, so that sums over places stay.
                for far in places.iter().take(NEAR_CORNERS) {
                    let back = shift.iter().map(|(atom, sign)| (at(code, *far, self.system.place(*atom)[2]), -sign));
                    moves.push(shift.iter().copied().chain(back).collect());
                }
                moves.push(shift);
            }
        }
        moves
    }

    /// Shows again whatever no secret needs, dearest first.
    fn show_again(&mut self, secrets: &[Secret], proofs: &mut [Proof]) {
        let mut needing: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
        for (secret, proof) in proofs.iter().enumerate() {
            for sum in &proof.hidden {
                needing.entry(*sum).or_default().insert(secret);
            }
        }
        let mut secondary = std::mem::take(&mut self.secondary);
        secondary.sort_by_key(|sum| std::cmp::Reverse((self.system.sums[*sum].weight, *sum)));
        for sum in secondary {
            self.system.sums[sum].visible = true;
            let mut renewed: Vec<(usize, Proof)> = Vec::new();
            let all_proven = needing.get(&sum).into_iter().flatten().all(|secret| {
                if !proofs[*secret].hidden.contains(&sum) {
                    return true;
                }
                let proof = self.prove(&secrets[*secret], false);
                let wide_enough = proof.width >= proofs[*secret].width;
                renewed.push((*secret, proof));
                wide_enough
            });
            if !all_proven {
                self.system.sums[sum].visible = false;
                continue;
            }
            for (secret, proof) in renewed {
                for sum in &proof.hidden {
                    needing.entry(*sum).or_default().insert(secret);
                }
                proofs[secret] = proof;
            }
        }
    }
}

/// By how much a move changes a secret per person.
fn effect(secret: &Secret, corners: &[(Atom, i64)]) -> i64 {
    corners.iter().filter(|(atom, _)| secret.atoms.binary_search(atom).is_ok()).map(|(_, sign)| sign).sum()
}

/// How far a move can go in a direction: nothing below its least, nothing beyond its limit, nothing unknown.
fn reach(system: &System, world: &World, corners: &[(Atom, i64)], direction: i64) -> i64 {
    let room = |(atom, sign): &(Atom, i64)| {
        let part = system.parts[*atom as usize];
        let Some(amount) = part.amount else { return 0 };
        let now = amount + world.get(atom).copied().unwrap_or(0);
        if sign * direction > 0 { part.limit.saturating_sub(now) } else { now.saturating_sub(part.least) }
    };
    let own = corners.iter().map(room).min().unwrap_or(0).max(0);
    if own == 0 {
        return 0;
    }
    own.min(room_under_caps(system, world, corners, direction))
        .min(room_above_leasts(system, world, corners, direction))
}

/// How far a move can go before a sum would fall below what everybody knows it is at least.
fn room_above_leasts(system: &System, world: &World, corners: &[(Atom, i64)], direction: i64) -> i64 {
    let mut room = i64::MAX;
    for (atom, _) in corners.iter().filter(|(_, sign)| sign * direction < 0) {
        for sum in system.containing(*atom).map(|at| &system.sums[at]).filter(|sum| sum.spare < i64::MAX) {
            let is_inside = |atom: &Atom| sum.atoms.binary_search(atom).is_ok();
            let inside = corners.iter().filter(|(atom, _)| is_inside(atom));
            let less: i64 = -inside.map(|(_, sign)| sign * direction).sum::<i64>();
            if less > 0 {
                let moved: i64 = world.iter().filter(|(atom, _)| is_inside(atom)).map(|(_, by)| by).sum();
                let left = sum.spare.saturating_add(moved);
                room = room.min(left.max(0) / less / Amount::WHOLE * Amount::WHOLE);
            }
        }
    }
    room
}

/// How far a move can go before it passes a cap.
fn room_under_caps(system: &System, world: &World, corners: &[(Atom, i64)], direction: i64) -> i64 {
    let mut least = i64::MAX;
    for cap in corners.iter().flat_map(|(atom, _)| system.caps(*atom)) {
        let inside = corners.iter().filter(|(atom, _)| cap.atoms.binary_search(atom).is_ok());
        let more: i64 = inside.map(|(_, sign)| sign * direction).sum();
        if more > 0 {
            let now =
                |atom: &Atom| system.parts[*atom as usize].amount.unwrap_or(0) + world.get(atom).copied().unwrap_or(0);
            let left = cap.most.saturating_sub(cap.atoms.iter().map(now).sum());
            least = least.min(left.max(0) / more / Amount::WHOLE * Amount::WHOLE);
        }
    }
    least
}

/// Less cost per gain; for the same, more gain.
fn is_cheaper((cost, gain): (u64, i64), (other_cost, other_gain): (u64, i64)) -> bool {
    let wide = |cost: u64, gain: i64| u128::from(cost) * u128::from(gain.unsigned_abs());
    let (one, other) = (wide(cost, other_gain), wide(other_cost, gain));
    one < other || (one == other && gain > other_gain)
}
