//! What an attacker can find out. Comes in: what everybody knows of some counts: sums, how many there are at most,
//! that counts are whole and not negative. Goes out: for any of them the smallest and the largest value that fits.
//! Another way than the one that decides what to hide: sums are subtracted from each other until only unknown
//! remainders are left; a remainder that shares nothing with others gives its bounds at once, linked ones by linear
//! programmes (the attacker's problem of Fischetti and Salazar 2001), solved by microlp.

use std::collections::{BTreeMap, BTreeSet};

use microlp::{ComparisonOp, Error, OptimizationDirection, Problem, Solution};

use super::system::Atom;
use crate::figures::Amount;

/// What an attacker knows.
#[derive(Debug, Clone)]
pub struct Knowledge {
    /// Per atom: the least and the most it can be.
    pub limits: Vec<Bounds>,
    /// Sums of atoms that are published, each with its value.
    pub sums: Vec<(Vec<Atom>, i64)>,
    /// Atoms that together can be no more than so many.
    pub caps: Vec<(Vec<Atom>, i64)>,
    /// Per atom: true where it counts whole persons or cases.
    pub whole: Vec<bool>,
    /// Hidden sums that are known to be at least so much.
    pub leasts: Vec<(Vec<Atom>, i64)>,
}

/// From the smallest to the largest value that fits; `i64::MAX` where nothing bounds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    /// The smallest.
    pub low: i64,
    /// The largest.
    pub high: i64,
}

impl Bounds {
    /// How far apart they are.
    pub fn width(self) -> i64 {
        self.high.saturating_sub(self.low)
    }

    fn plus(self, other: Bounds) -> Bounds {
        Bounds { low: self.low.saturating_add(other.low), high: self.high.saturating_add(other.high) }
    }
}

/// True where a stranger's bounds are as far apart as needed, and those of one who is counted all but himself.
pub fn are_far_enough(stranger: Bounds, insider: Bounds, needed: i64) -> bool {
    stranger.width() >= needed && insider.width() >= needed - Amount::WHOLE
}

/// Larger groups of linked remainders are not solved in whole numbers, only rounded to them.
const WHOLE_PROGRAMME: usize = 40;
/// So many neighbours of a linked target are tried as the attacker's own cell.
const OWN_CELLS: usize = 12;

/// Where the solver has no answer, nothing is proven: as if the count were known.
const UNPROVEN: Bounds = Bounds { low: 0, high: 0 };

/// An attacker at work: remainders, and the groups in which they hang together.
#[derive(Debug)]
pub struct Attack {
    limits: Vec<Bounds>,
    whole: Vec<bool>,
    remainders: Vec<(Vec<Atom>, i64)>,
    /// Per atom: the remainders that contain it.
    of_atom: Vec<Vec<usize>>,
    /// Per remainder: its group.
    group: Vec<usize>,
    groups: Vec<Vec<usize>>,
    /// What a hidden sum is at least.
    leasts: BTreeMap<Vec<Atom>, i64>,
}

impl Attack {
    /// Subtracts what can be subtracted.
    pub fn new(knowledge: Knowledge) -> Attack {
        let Knowledge { mut limits, mut sums, caps, mut whole, leasts } = knowledge;
        // What is left below a cap is one more unknown count.
        for (mut atoms, most) in caps {
            let rest = u32::try_from(limits.len()).unwrap_or(Atom::MAX);
            whole.push(atoms.iter().all(|atom| whole[*atom as usize]));
            limits.push(Bounds { low: 0, high: most });
            atoms.push(rest);
            sums.push((atoms, most));
        }
        sums.sort_by_key(|(atoms, _)| atoms.len());
        let mut found = Remainders { list: Vec::new(), of_atom: vec![Vec::new(); limits.len()] };
        let mut waiting: std::collections::VecDeque<(Vec<Atom>, i64)> = sums.into();
        while let Some((atoms, value)) = waiting.pop_front() {
            let (atoms, value) = found.subtract(atoms, value);
            if atoms.is_empty() {
                continue;
            }
            // What contains the new one gets smaller by it, and may in turn be contained in others.
            waiting.extend(found.take_those_around(&atoms));
            found.insert(atoms, value);
        }
        let remainders: Vec<(Vec<Atom>, i64)> = found.list.into_iter().flatten().collect();
        let mut of_atom = vec![Vec::new(); limits.len()];
        for (at, (atoms, _)) in remainders.iter().enumerate() {
            atoms.iter().for_each(|atom| of_atom[*atom as usize].push(at));
        }
        let (group, groups) = groups(&remainders, &of_atom);
        let leasts = leasts.into_iter().collect();
        Attack { limits, whole, remainders, of_atom, group, groups, leasts }
    }

    /// How far apart the values of a count can be, for all that everybody knows.
    pub fn range(&self, target: &[Atom]) -> i64 {
        target.iter().fold(0, |sum: i64, atom| sum.saturating_add(self.limits[*atom as usize].width()))
    }

    /// The bounds of a count.
    pub fn bounds(&self, target: &[Atom]) -> Bounds {
        self.bounds_as(target, None, &mut BTreeSet::new())
    }

    /// The narrowest bounds that somebody reaches who is himself counted in one of the atoms. His own person is no
    /// secret to him: where he stands alone, he knows that there is one.
    pub fn bounds_of_insider(&self, target: &[Atom]) -> Bounds {
        let mut steady = BTreeSet::new();
        let mut best = self.bounds_as(target, None, &mut steady);
        let mut own: BTreeSet<Atom> = target.iter().copied().collect();
        let groups: BTreeSet<usize> =
            target.iter().flat_map(|atom| &self.of_atom[*atom as usize]).map(|at| self.group[*at]).collect();
        for group in groups {
            let touches = |at: &&usize| target.iter().any(|atom| self.of_atom[*atom as usize].contains(*at));
            let near = self.groups[group].iter().filter(touches).flat_map(|at| &self.remainders[*at].0).copied();
            match self.groups[group].len() {
                // In a single remainder all atoms outside the target do the same.
                1 => own.extend(near.filter(|atom| !target.contains(atom)).take(1)),
                _ => own.extend(near.collect::<BTreeSet<Atom>>().into_iter().take(OWN_CELLS)),
            }
        }
        // Who stands where both ends have somebody anyway learns nothing new.
        for atom in own.difference(&steady) {
            let bounds = self.bounds_as(target, Some(*atom), &mut BTreeSet::new());
            if bounds.low <= bounds.high && bounds.width() < best.width() {
                best = bounds;
            }
        }
        best
    }

    /// The bounds where one person is known to stand in an atom. Adds to `steady` the atoms of linked remainders in which
    /// somebody stands at both ends.
    fn bounds_as(&self, target: &[Atom], own: Option<Atom>, steady: &mut BTreeSet<Atom>) -> Bounds {
        let mut bounds = Bounds { low: 0, high: 0 };
        let mut by_group: BTreeMap<usize, Vec<Atom>> = BTreeMap::new();
        for atom in target {
            match self.of_atom[*atom as usize].first() {
                Some(remainder) => by_group.entry(self.group[*remainder]).or_default().push(*atom),
                None => bounds = bounds.plus(self.limits(*atom, own)),
            }
        }
        for (group, atoms) in by_group {
            bounds = bounds.plus(match self.groups[group].as_slice() {
                [only] => self.in_remainder(*only, &atoms, own),
                several => self.in_group(several, &atoms, own, steady),
            });
        }
        let least = self.leasts.get(target).copied().unwrap_or(i64::MIN);
        Bounds { low: bounds.low.max(least), ..bounds }
    }

    fn limits(&self, atom: Atom, own: Option<Atom>) -> Bounds {
        let known = self.limits[atom as usize];
        if own == Some(atom) { Bounds { low: known.low.max(Amount::WHOLE), ..known } } else { known }
    }

    fn in_remainder(&self, remainder: usize, target: &[Atom], own: Option<Atom>) -> Bounds {
        let (atoms, value) = &self.remainders[remainder];
        let (mut inside, mut outside) = (Bounds { low: 0, high: 0 }, Bounds { low: 0, high: 0 });
        for atom in atoms {
            let bounds = self.limits(*atom, own);
            match target.contains(atom) {
                true => inside = inside.plus(bounds),
                false => outside = outside.plus(bounds),
            }
        }
        Bounds {
            low: inside.low.max(value.saturating_sub(outside.high)),
            high: inside.high.min(value.saturating_sub(outside.low)),
        }
    }

    fn in_group(
        &self,
        remainders: &[usize],
        target: &[Atom],
        own: Option<Atom>,
        steady: &mut BTreeSet<Atom>,
    ) -> Bounds {
        let atoms: BTreeSet<Atom> = remainders.iter().flat_map(|at| &self.remainders[*at].0).copied().collect();
        let are_whole = atoms.iter().all(|atom| self.whole[*atom as usize]);
        let whole = are_whole && atoms.len() <= WHOLE_PROGRAMME;
        let solve = |direction: OptimizationDirection| -> Result<Option<(f64, BTreeSet<Atom>)>, Error> {
            let mut problem = Problem::new(direction);
            let mut variables = BTreeMap::new();
            for atom in &atoms {
                let goal = if target.contains(atom) { 1.0 } else { 0.0 };
                let Bounds { low, high } = self.limits(*atom, own);
                let (low, high) = (units(low), units(high));
                let variable = match whole {
                    true => problem.add_integer_var(goal, (low as i32, high.min(f64::from(i32::MAX)) as i32)),
                    false => problem.add_var(goal, (low, high)),
                };
                variables.insert(*atom, variable);
            }
            for remainder in remainders {
                let (atoms, value) = &self.remainders[*remainder];
                let sum: Vec<_> = atoms.iter().map(|atom| (variables[atom], 1.0)).collect();
                problem.add_constraint(&sum, ComparisonOp::Eq, units(*value));
            }
            let inhabited = |solution: &Solution| -> BTreeSet<Atom> {
                let here = variables.iter().filter(|(_, variable)| solution.var_value(**variable) > 1.0 - 1e-6);
                here.map(|(atom, _)| *atom).collect()
            };
            let solved = problem.solve()?.into_solution();
            Ok(solved.map(|solution| (solution.objective(), inhabited(&solution))).ok())
        };
        let (low, here) = match solve(OptimizationDirection::Minimize) {
            Ok(Some((value, here))) => (inward(value, are_whole), here),
            // Nobody can stand there.
            Err(Error::Infeasible) => return Bounds { low: 1, high: 0 },
            _ => return UNPROVEN,
        };
        match solve(OptimizationDirection::Maximize) {
            Ok(Some((value, there))) => {
                steady.extend(here.intersection(&there));
                Bounds { low, high: -inward(-value, are_whole) }
            }
            Err(Error::Unbounded) => Bounds { low, high: i64::MAX },
            _ => UNPROVEN,
        }
    }
}

/// A lower bound in millionths, of whole numbers the next one; an upper one with its sign turned round.
fn inward(value: f64, whole: bool) -> i64 {
    let units = Amount::WHOLE as f64;
    (if whole { (value - 1e-6).ceil() * units } else { (value * units).ceil() }) as i64
}

/// For the solver, persons instead of millionths.
fn units(amount: i64) -> f64 {
    if amount == i64::MAX { f64::INFINITY } else { amount as f64 / Amount::WHOLE as f64 }
}

/// Sums that do not contain each other.
struct Remainders {
    list: Vec<Option<(Vec<Atom>, i64)>>,
    of_atom: Vec<Vec<usize>>,
}

impl Remainders {
    /// Takes off all that lie within, the largest first.
    fn subtract(&self, mut atoms: Vec<Atom>, mut value: i64) -> (Vec<Atom>, i64) {
        loop {
            let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
            for atom in &atoms {
                self.of_atom[*atom as usize].iter().for_each(|at| *shared.entry(*at).or_default() += 1);
            }
            let mut within: Vec<(usize, usize)> = shared
                .into_iter()
                .filter(|(at, count)| self.list[*at].as_ref().is_some_and(|(other, _)| other.len() == *count))
                .map(|(at, count)| (count, at))
                .collect();
            if within.is_empty() || atoms.is_empty() {
                return (atoms, value);
            }
            within.sort_unstable_by(|one, other| other.cmp(one));
            let mut gone: BTreeSet<Atom> = BTreeSet::new();
            for (other, amount) in within.iter().filter_map(|(_, at)| self.list[*at].as_ref()) {
                if other.iter().all(|atom| !gone.contains(atom)) {
                    gone.extend(other);
                    value = value.saturating_sub(*amount);
                }
            }
            atoms.retain(|atom| !gone.contains(atom));
        }
    }

    /// Removes those that contain all of these atoms.
    fn take_those_around(&mut self, atoms: &[Atom]) -> Vec<(Vec<Atom>, i64)> {
        let Some((first, others)) = atoms.split_first() else { return Vec::new() };
        let around = |at: &&usize| {
            self.list[**at].as_ref().is_some_and(|(own, _)| others.iter().all(|atom| own.binary_search(atom).is_ok()))
        };
        let found: Vec<usize> = self.of_atom[*first as usize].iter().filter(around).copied().collect();
        let mut taken = Vec::new();
        for at in found {
            if let Some((own, value)) = self.list[at].take() {
                own.iter().for_each(|atom| self.of_atom[*atom as usize].retain(|other| *other != at));
                taken.push((own, value));
            }
        }
        taken
    }

    fn insert(&mut self, atoms: Vec<Atom>, value: i64) {
        atoms.iter().for_each(|atom| self.of_atom[*atom as usize].push(self.list.len()));
        self.list.push(Some((atoms, value)));
    }
}

/// Remainders that share atoms, directly or over others.
fn groups(remainders: &[(Vec<Atom>, i64)], of_atom: &[Vec<usize>]) -> (Vec<usize>, Vec<Vec<usize>>) {
    let mut group = vec![usize::MAX; remainders.len()];
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for start in 0..remainders.len() {
        if group[start] != usize::MAX {
            continue;
        }
        let mut members = vec![start];
        group[start] = groups.len();
        let mut next = 0;
        while next < members.len() {
            for other in remainders[members[next]].0.iter().flat_map(|atom| &of_atom[*atom as usize]) {
                if group[*other] == usize::MAX {
                    group[*other] = groups.len();
                    members.push(*other);
                }
            }
            next += 1;
        }
        groups.push(members);
    }
    (group, groups)
}
