//! Laws of hiding and attacking, on tables small enough that every possible world can be counted out.

use proptest::prelude::*;

use super::attack::{Attack, Bounds, Knowledge};
use super::shield::{is_proven, shield};
use super::system::{Atom, Part, Secret, Sum, System, atom_at};
use crate::figures::Amount;

const ONE: i64 = Amount::WHOLE;
/// Where no sum bounds a count, worlds are tried up to here.
const FREE: i64 = 5 * ONE;

/// A table of codes × places with all its margins, and further sums of places.
#[derive(Debug, Clone)]
struct Table {
    counts: Vec<Vec<i64>>,
    groups: Vec<Vec<usize>>,
    minimum: i64,
    /// False where no table shows single places.
    singles: bool,
    /// True where zeros are printed, so that a sign means somebody.
    zeros: bool,
    /// How many more than there are everybody knows there could be; none where nobody knows.
    room: Option<i64>,
}

impl Table {
    fn system(&self) -> System {
        let (codes, places) = (self.counts.len(), self.counts[0].len());
        let limit = |count: &i64| self.room.map_or(i64::MAX, |room| (count + room) * ONE);
        let part = |count: &i64| Part { amount: Some(count * ONE), least: 0, limit: limit(count) };
        let mut system = System::new([codes, places, 1], self.counts.iter().flatten().map(part).collect());
        let whole: Vec<usize> = (0..places).collect();
        let singles: Vec<Vec<usize>> = whole.iter().filter(|_| self.singles).map(|place| vec![*place]).collect();
        for group in singles.iter().chain(&self.groups).chain([&whole]) {
            let of_code = |code: usize| group.iter().map(move |place| atom_at(code * places + place));
            let mut sets: Vec<Vec<Atom>> = (0..codes).map(|code| of_code(code).collect()).collect();
            if codes > 1 {
                sets.push((0..codes).flat_map(of_code).collect());
            }
            for mut atoms in sets {
                atoms.sort_unstable();
                let weight = 1000 * atoms.len() as u64 + system.amount(&atoms).unwrap_or(0) as u64 / ONE as u64;
                system.add(Sum::new(atoms, weight));
            }
        }
        if self.zeros {
            system.print_zeros(|_| true);
        }
        system
    }

    /// Every sum and every atom below the minimum; what is secret among the sums is hidden.
    fn secrets(&self, system: &mut System) -> Vec<Secret> {
        let mut sets: Vec<Vec<Atom>> = system.sums.iter().map(|sum| sum.atoms.clone()).collect();
        sets.extend((0..system.parts.len()).map(|atom| vec![atom_at(atom)]));
        sets.sort();
        sets.dedup();
        let is_small =
            |atoms: &Vec<Atom>| system.amount(atoms).is_some_and(|amount| 0 < amount && amount < self.minimum * ONE);
        sets.retain(is_small);
        for sum in &mut system.sums {
            sum.visible = !sets.contains(&sum.atoms);
        }
        sets.into_iter().map(|atoms| Secret::new(system, atoms, self.minimum * ONE)).collect()
    }
}

fn knowledge(system: &System) -> Knowledge {
    let visible = system.sums.iter().filter(|sum| sum.visible);
    Knowledge {
        limits: system.parts.iter().map(|part| Bounds { low: part.least, high: part.limit }).collect(),
        sums: visible.filter_map(|sum| Some((sum.atoms.clone(), system.amount(&sum.atoms)?))).collect(),
        caps: Vec::new(),
        whole: vec![true; system.parts.len()],
        leasts: system.hidden_leasts().map(|(sum, least)| (sum.atoms.clone(), least)).collect(),
    }
}

/// The bounds of a count over every whole, non-negative world that fits what is known.
fn count_out(knowledge: &Knowledge, target: &[Atom], own: Option<Atom>) -> Option<Bounds> {
    fn descend(
        at: usize,
        left: &mut Vec<i64>,
        knowledge: &Knowledge,
        own: Option<Atom>,
        found: &mut dyn FnMut(&[i64]),
        world: &mut Vec<i64>,
    ) {
        if at == knowledge.limits.len() {
            if left.iter().all(|left| *left == 0) {
                found(world);
            }
            return;
        }
        let own_sums: Vec<usize> = (0..knowledge.sums.len())
            .filter(|sum| knowledge.sums[*sum].0.binary_search(&atom_at(at)).is_ok())
            .collect();
        let most = own_sums.iter().map(|sum| left[*sum]).min().unwrap_or(FREE).min(knowledge.limits[at].high);
        let low = knowledge.limits[at].low;
        let least = if own == Some(atom_at(at)) { low.max(ONE) } else { low };
        // The last atom of a sum is what is left of it.
        let ends = own_sums.iter().filter(|sum| knowledge.sums[**sum].0.last() == Some(&atom_at(at)));
        let forced = ends.map(|sum| left[*sum]).max();
        let mut count = forced.unwrap_or(0).max(least);
        while count <= most {
            own_sums.iter().for_each(|sum| left[*sum] -= count);
            world.push(count);
            descend(at + 1, left, knowledge, own, found, world);
            world.pop();
            own_sums.iter().for_each(|sum| left[*sum] += count);
            count += ONE;
        }
    }
    let mut bounds: Option<Bounds> = None;
    let mut left: Vec<i64> = knowledge.sums.iter().map(|(_, value)| *value).collect();
    let mut found = |world: &[i64]| {
        let amount = |atoms: &[Atom]| -> i64 { atoms.iter().map(|atom| world[*atom as usize]).sum() };
        if knowledge.leasts.iter().any(|(atoms, least)| amount(atoms) < *least) {
            return;
        }
        let value: i64 = target.iter().map(|atom| world[*atom as usize]).sum();
        let known = bounds.get_or_insert(Bounds { low: value, high: value });
        known.low = known.low.min(value);
        known.high = known.high.max(value);
    };
    descend(0, &mut left, knowledge, own, &mut found, &mut Vec::new());
    bounds
}

fn tables(
    codes: std::ops::RangeInclusive<usize>,
    places: std::ops::RangeInclusive<usize>,
) -> impl Strategy<Value = Table> {
    (codes, places).prop_flat_map(|(codes, places)| {
        let counts = prop::collection::vec(prop::collection::vec(0_i64..7, places), codes);
        let group = prop::collection::btree_set(0..places, 2..=places);
        let groups = prop::collection::vec(group.prop_map(|group| group.into_iter().collect::<Vec<usize>>()), 0..3);
        let room = prop::option::of(0_i64..4);
        // Larger tables without single counts have too many worlds to be counted out.
        let singles = any::<bool>().prop_map(move |singles| singles || codes > 1 && places > 2);
        (counts, groups, 2_i64..5, singles, room, any::<bool>()).prop_map(
            |(counts, groups, minimum, singles, room, zeros)| Table { counts, groups, minimum, singles, zeros, room },
        )
    })
}

/// Two to five levels: the places are cut in two again and again, each time at another place.
fn hierarchies() -> impl Strategy<Value = Table> {
    (tables(1..=1, 4..=6), prop::collection::vec(0_usize..8, 3)).prop_map(|(table, cuts)| {
        let places = table.counts[0].len();
        let mut level: Vec<Vec<usize>> = vec![(0..places).collect()];
        let mut groups = Vec::new();
        for cut in cuts {
            let halves = level.into_iter().flat_map(|group| {
                let at = if group.len() > 2 { 1 + cut % (group.len() - 1) } else { group.len() };
                let (one, other) = group.split_at(at);
                [one.to_vec(), other.to_vec()]
            });
            level = halves.filter(|half| !half.is_empty()).collect();
            groups.extend(level.iter().filter(|group| group.len() > 1).cloned());
        }
        groups.sort();
        groups.dedup();
        Table { groups, ..table }
    })
}

fn never_wins(table: &Table) -> Result<(), TestCaseError> {
    let mut system = table.system();
    let secrets = table.secrets(&mut system);
    holds(system, &secrets)
}

/// Hides what is needed, then lets every attacker try.
fn holds(mut system: System, secrets: &[Secret]) -> Result<(), TestCaseError> {
    let proofs = shield(&mut system, secrets);
    let knowledge = knowledge(&system);
    let attack = Attack::new(knowledge.clone());
    for (secret, proof) in secrets.iter().zip(&proofs) {
        prop_assert!(is_proven(secret, proof), "not proven: {secret:?} {proof:?}");
        let width = secret.width.min(system.range(&secret.atoms));
        let bounds = attack.bounds(&secret.atoms);
        prop_assert!(bounds.width() >= width, "audit: {secret:?} {bounds:?}");
        let insider = attack.bounds_of_insider(&secret.atoms);
        prop_assert!(insider.width() >= width - ONE, "insider: {secret:?} {insider:?}");
        for own in [None].into_iter().chain((0..knowledge.limits.len()).map(|atom| Some(atom_at(atom)))) {
            let Some(counted) = count_out(&knowledge, &secret.atoms, own) else { continue };
            let needed = width - if own.is_some() { ONE } else { 0 };
            prop_assert!(counted.width() >= needed, "counted out: {own:?} {secret:?} {counted:?}");
            prop_assert!(own.is_some() || counted.low >= bounds.low, "the audit is never too sure: {secret:?}");
            // What several hidden sums are at least may tell more than one at a time.
            let is_simple = knowledge.leasts.iter().all(|(atoms, _)| atoms.len() == 1);
            if own.is_none() && counted.high < FREE && is_simple {
                prop_assert_eq!(counted, bounds, "the audit is exact: {:?}", secret);
            }
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn nobody_computes_a_secret_of_one_hierarchy(table in tables(1..=1, 2..=7)) {
        never_wins(&table)?;
    }

    #[test]
    fn nobody_computes_a_secret_of_two_to_five_levels(table in hierarchies()) {
        never_wins(&table)?;
    }

    #[test]
    fn nobody_computes_a_secret_from_sums_over_years(
        counts in prop::collection::vec(prop::collection::vec(0_i64..6, 4), 2..=2),
        minimum in 2_i64..5,
        singles in any::<bool>(),
        zeros in any::<bool>(),
    ) {
        let part = |count: &i64| Part { amount: Some(count * ONE), least: 0, limit: i64::MAX };
        let mut system = System::new([1, 2, 4], counts.iter().flatten().map(part).collect());
        system.pools = vec![3];
        let single = (0..4).filter(|_| singles).map(|year| vec![year]);
        let windows: Vec<Vec<usize>> = single.chain([vec![0, 1, 2], vec![1, 2, 3]]).collect();
        for window in &windows {
            for places in [vec![0], vec![1], vec![0, 1]] {
                let atoms = places.iter().flat_map(|place| window.iter().map(move |year| atom_at(place * 4 + year)));
                let atoms: Vec<Atom> = atoms.collect();
                system.add(Sum::new(atoms.clone(), 1000 * atoms.len() as u64));
            }
        }
        if zeros {
            system.print_zeros(|_| true);
        }
        let table = Table { counts, groups: Vec::new(), minimum, singles, zeros, room: None };
        let secrets = table.secrets(&mut system);
        holds(system, &secrets)?;
    }

    #[test]
    fn nobody_computes_a_secret_of_linked_tables(table in tables(2..=3, 2..=3)) {
        never_wins(&table)?;
    }
}

/// Investment by activity and region, the example by which Fischetti and Salazar introduce the problem: the cell of
/// 22 is secret, and three further cells have to go in the best solution.
#[test]
fn the_textbook_example_needs_no_more_cells_than_the_best_solution() {
    let counts = vec![vec![20, 8, 17], vec![50, 19, 32], vec![10, 22, 12]];
    let table = Table { counts, groups: Vec::new(), minimum: 0, singles: true, zeros: false, room: None };
    let mut system = table.system();
    let secret = 7;
    let at = system.sums.iter().position(|sum| sum.atoms == [secret]).unwrap();
    system.sums[at].visible = false;
    let secrets = [Secret::new(&system, vec![secret], 5 * ONE)];
    let proofs = shield(&mut system, &secrets);
    assert!(is_proven(&secrets[0], &proofs[0]));
    assert_eq!(system.sums.iter().filter(|sum| !sum.visible).count(), 4, "the secret and three more");
}
