//! The audit: can anybody compute what is hidden? Comes in: what readers see after protection, area by area, and a list
//! of secrets with the width that their rules demand. Goes out: for each secret the bounds that an attacker reaches,
//! as a stranger and as one of those who are counted. It builds its own system over base areas and knows nothing
//! of how the hidden values were chosen.

use std::collections::{BTreeMap, BTreeSet};

use super::amounts::{is_part_of_whole, least};
use super::attack::{Attack, Bounds, Knowledge, are_far_enough};
use super::behind::{Behind, behind, leading};
use super::system::{Atom, atom_at};
use crate::area::AreaIndex;
use crate::figures::{Amount, Cell, Measured, Sign};
use crate::plan::{Cube, Earlier, Indicator, Scope};

/// A secret as the audit is told of it.
#[derive(Debug, Clone)]
pub struct Suspect {
    /// Positions of code parts.
    pub parts: Vec<usize>,
    /// Areas that are added up.
    pub areas: Vec<AreaIndex>,
    /// First and last year.
    pub years: (i32, i32),
    /// How far apart the bounds must be.
    pub width: i64,
}

/// What an attacker finds out about a secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Finding {
    /// As a stranger.
    pub stranger: Bounds,
    /// As one of those who are counted.
    pub insider: Bounds,
    /// True where neither comes too close.
    pub holds: bool,
}

/// The audit of everything that a scope shows.
pub struct Audit {
    attack: Attack,
    atoms: Atoms,
}

impl Audit {
    /// Takes down what readers see; `cells` are the protected values, none where only earlier editions count.
    pub fn new((cube, measured, scope): (&Cube, &Measured, &Scope), cells: &[Cell], earlier: &[Earlier]) -> Audit {
        let figures = 0..cube.base_figures.len();
        let protected: Vec<bool> = figures.map(|figure| cube.is_protected(figure, scope.status)).collect();
        let mut atoms = Atoms { known: BTreeMap::new(), keys: Vec::new() };
        let mut sums: BTreeMap<Vec<Atom>, i64> = BTreeMap::new();
        let seen = Seen { cube, measured };
        let mut somebody: BTreeSet<Vec<Atom>> = BTreeSet::new();
        for (position, indicator) in cube.indicators.iter().enumerate() {
            if !indicator.base_figures().any(|figure| protected[figure]) {
                continue;
            }
            for area in 0..measured.shape.areas {
                for year in measured.shape.years.clone() {
                    let at = measured.shape.position(position, area, year);
                    let cell = at.and_then(|at| cells.get(at)).copied();
                    if !scope.shows(position, cube.areas.get(area).level, year) {
                        continue;
                    }
                    let counts = behind(indicator, year, |figure| protected[figure]);
                    if cell.is_some_and(|cell| cell.value().is_some()) {
                        for count in counts {
                            let (own, known) = seen.count(&count, &seen.members(&count, area), &mut atoms);
                            sums.insert(own, known.unwrap_or_else(|| seen.published(&count, area)));
                        }
                    } else if let (Some(count), Some(Sign::Secret)) =
                        (leading(indicator, &counts), cell.and_then(|cell| cell.sign()))
                    {
                        // Zeros are printed: behind the sign stands somebody.
                        let (own, known) = seen.count(count, &seen.members(count, area), &mut atoms);
                        if known.is_some_and(|known| known >= Amount::WHOLE) && !hides_zero(cube, &count.figures, scope)
                        {
                            somebody.insert(own);
                        }
                    }
                }
            }
        }
        for count in
            earlier.iter().filter(|count| !count.hidden && count.figures.iter().all(|figure| protected[*figure]))
        {
            let behind = Behind { figures: count.figures.clone(), years: count.years };
            let (own, known) = seen.count(&behind, &count.members, &mut atoms);
            if let Some(known) = known {
                sums.insert(own, known);
            }
        }
        for count in earlier.iter().filter(|count| count.hidden) {
            let behind = Behind { figures: count.figures.clone(), years: count.years };
            let (own, known) = seen.count(&behind, &count.members, &mut atoms);
            if known.is_some_and(|known| known >= Amount::WHOLE) && !hides_zero(cube, &count.figures, scope) {
                somebody.insert(own);
            }
        }
        let least: Vec<i64> = measured.parts.iter().map(least).collect();
        let limits = atoms.keys.iter();
        let mut limits: Vec<Bounds> =
            limits.map(|key| Bounds { low: least[key.0], high: seen.limit(key, &protected) }).collect();
        let leasts: Vec<(Vec<Atom>, i64)> = somebody.into_iter().map(|own| (own, Amount::WHOLE)).collect();
        for (own, least) in &leasts {
            if let ([only], true) = (own.as_slice(), own.iter().all(|atom| limits[*atom as usize].low >= 0)) {
                limits[*only as usize].low = *least;
            }
        }
        let caps = seen.caps(&atoms, &protected);
        let parts: Vec<bool> = (0..measured.parts.len()).map(|part| seen.is_whole(part)).collect();
        let whole = atoms.keys.iter().map(|(part, _, _)| parts[*part]).collect();
        let attack = Attack::new(Knowledge { limits, sums: sums.into_iter().collect(), caps, whole, leasts });
        Audit { attack, atoms }
    }

    /// What can be found out about a secret. Of what nobody has a sum, nothing can.
    pub fn finding(&self, suspect: &Suspect) -> Finding {
        let mut target: Vec<Atom> = Vec::new();
        for part in &suspect.parts {
            for area in &suspect.areas {
                for year in suspect.years.0..=suspect.years.1 {
                    match self.atoms.known.get(&(*part, *area, year)) {
                        Some(atom) => target.push(*atom),
                        None => return Finding { stranger: UNBOUNDED, insider: UNBOUNDED, holds: true },
                    }
                }
            }
        }
        target.sort_unstable();
        let stranger = self.attack.bounds(&target);
        if suspect.width == 0 {
            return Finding { stranger, insider: stranger, holds: true };
        }
        let insider = self.attack.bounds_of_insider(&target);
        let needed = suspect.width.min(self.attack.range(&target));
        // Where published counts contradict each other, no world fits, and nobody can conclude anything exact.
        let contradicts = stranger.low > stranger.high;
        let holds = contradicts || are_far_enough(stranger, insider, needed);
        Finding { stranger, insider, holds }
    }
}

/// True where a rule of the sources of some figures keeps zeros secret as well.
fn hides_zero(cube: &Cube, figures: &[usize], scope: &Scope) -> bool {
    let mut rules = figures.iter().filter_map(|figure| cube.secrecy(cube.base_figures[*figure].source, scope.status));
    rules.any(|rule| rule.hides_zero)
}

/// Nothing is known.
const UNBOUNDED: Bounds = Bounds { low: 0, high: i64::MAX };

/// Atoms by code part, base area and year.
struct Atoms {
    known: BTreeMap<(usize, AreaIndex, i32), Atom>,
    keys: Vec<(usize, AreaIndex, i32)>,
}

impl Atoms {
    fn of(&mut self, key: (usize, AreaIndex, i32)) -> Atom {
        *self.known.entry(key).or_insert_with(|| {
            self.keys.push(key);
            atom_at(self.keys.len() - 1)
        })
    }
}

struct Seen<'a> {
    cube: &'a Cube,
    measured: &'a Measured,
}

impl Seen<'_> {
    /// The areas whose counts are added up.
    fn members(&self, count: &Behind, area: AreaIndex) -> BTreeSet<AreaIndex> {
        match count.figures.iter().all(|figure| self.cube.base_figures[*figure].additive) {
            true => self.cube.areas.inhabited_members(area),
            false => BTreeSet::from([area]),
        }
    }

    /// The atoms of a count that is seen, and what they add up to where all are known.
    fn count(&self, count: &Behind, areas: &BTreeSet<AreaIndex>, atoms: &mut Atoms) -> (Vec<Atom>, Option<i64>) {
        let counts =
            |part: &usize| self.measured.parts[*part].figures.iter().any(|figure| count.figures.contains(figure));
        let parts = (0..self.measured.parts.len()).filter(counts);
        let years = (count.years.0..=count.years.1).filter(|year| self.measured.shape.years.contains(year));
        let keys: Vec<(usize, AreaIndex, i32)> = parts
            .flat_map(|part| areas.iter().map(move |area| (part, *area)))
            .flat_map(|(part, area)| years.clone().map(move |year| (part, area, year)))
            .collect();
        let known: Option<i64> = keys.iter().map(|key| self.amount(*key)).sum();
        let mut own: Vec<Atom> = keys.into_iter().map(|key| atoms.of(key)).collect();
        own.sort_unstable();
        (own, known)
    }

    /// What a file or the sum of its parts says of a count.
    fn published(&self, count: &Behind, area: AreaIndex) -> i64 {
        let counts =
            |part: &usize| self.measured.parts[*part].figures.iter().any(|figure| count.figures.contains(figure));
        let years = count.years.0..=count.years.1;
        let parts = (0..self.measured.parts.len()).filter(counts);
        let cells = parts.flat_map(|part| years.clone().map(move |year| (part, area, year)));
        cells.filter_map(|key| self.amount(key)).sum()
    }

    fn amount(&self, (part, area, year): (usize, AreaIndex, i32)) -> Option<i64> {
        self.measured.shape.number(&self.measured.parts[part].cells, area, year)
    }

    /// The denominators of a share that has a figure as its numerator, where they are no secret.
    fn wholes<'b>(&'b self, part: usize, protected: &'b [bool]) -> impl Iterator<Item = &'b Indicator> {
        self.cube.indicators.iter().enumerate().filter_map(move |(position, indicator)| {
            let [figure] = indicator.numerator.as_slice() else { return None };
            let mut figures = indicator.denominator.iter().chain([figure]);
            let is_scaled = figures.any(|figure| self.cube.base_figures[*figure].factor.is_some());
            let open = indicator.minus.is_empty() && indicator.denominator.iter().all(|figure| !protected[*figure]);
            let counts = self.measured.parts[part].figures.contains(figure);
            (counts && open && !is_scaled && is_part_of_whole(self.cube, position)).then_some(indicator)
        })
    }

    /// How many people there are that an indicator could count.
    fn people(&self, indicator: &Indicator, area: AreaIndex, year: i32) -> Option<i64> {
        let Measured { shape, base, .. } = self.measured;
        indicator.denominator.iter().map(|figure| shape.number(&base[*figure], area, year)).sum()
    }

    /// The most an atom can be: no share is larger than its whole, where the whole is no secret.
    fn limit(&self, (part, area, year): &(usize, AreaIndex, i32), protected: &[bool]) -> i64 {
        let wholes = self.wholes(*part, protected);
        let limit = wholes.filter_map(|indicator| self.people(indicator, *area, *year)).min().unwrap_or(i64::MAX);
        limit.max(self.amount((*part, *area, *year)).unwrap_or(0))
    }

    /// The same for numerators of several atoms.
    fn caps(&self, atoms: &Atoms, protected: &[bool]) -> Vec<(Vec<Atom>, i64)> {
        let mut caps: BTreeMap<Vec<Atom>, i64> = BTreeMap::new();
        for (part, area, year) in &atoms.keys {
            for indicator in self.wholes(*part, protected) {
                let Some(people) = self.people(indicator, *area, *year) else { continue };
                let counts = |part: &usize| self.measured.parts[*part].figures.contains(&indicator.numerator[0]);
                let keys = (0..self.measured.parts.len()).filter(counts).map(|part| (part, *area, *year));
                let Some(mut own) =
                    keys.clone().map(|key| atoms.known.get(&key).copied()).collect::<Option<Vec<Atom>>>()
                else {
                    continue;
                };
                own.sort_unstable();
                let known: i64 = keys.filter_map(|key| self.amount(key)).sum();
                if own.len() > 1 {
                    let most = caps.entry(own).or_insert(i64::MAX);
                    *most = people.max(known).min(*most);
                }
            }
        }
        caps.into_iter().collect()
    }

    /// True where a code part counts whole persons or cases.
    fn is_whole(&self, part: usize) -> bool {
        self.measured.parts[part].cells.iter().all(|amount| amount.units % Amount::WHOLE == 0)
    }
}
