//! Everything that documents of a kind publish, as systems of sums. Comes in: measured counts and the scope. Goes
//! out: a system for each family of figures that hang together, with the sums behind every value that may be shown.
//! Areas are taken apart as far as published sums tell them apart, and no further.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::amounts::{Amounts, least};
use super::behind::{Behind, behind, leading};
use super::system::{Atom, Part, Sum, System};
use crate::area::AreaIndex;
use crate::figures::{Amount, Measured};
use crate::plan::{Cube, Earlier, Scope, Secrecy};

/// A value that may be shown: indicator, area, year.
pub type Place = (usize, AreaIndex, i32);

/// Figures that hang together, with their system.
#[derive(Debug)]
pub struct Family {
    /// Positions of their code parts, in the order of the codes of the system.
    pub parts: Vec<usize>,
    /// Their sums.
    pub system: System,
    /// The areas of each place of the system: base areas, or one area where counts are not added up.
    pub places: Vec<Vec<AreaIndex>>,
    /// Per sum: the values that show it, and what it counts where.
    pub entries: Vec<Entry>,
    /// What the rules of all its sources ask.
    pub secrecy: Secrecy,
    /// Atoms that the provider keeps secret.
    pub secret_at_source: BTreeSet<Atom>,
    /// Sums that an earlier edition kept secret.
    pub secret_before: BTreeSet<usize>,
}

/// What a sum is.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The values that fall when it is hidden.
    pub values: Vec<Place>,
    /// What is counted.
    pub behind: Behind,
    /// Where.
    pub area: AreaIndex,
    /// How many.
    pub value: i64,
    /// What the rules of the sources of its indicators ask.
    pub secrecy: Secrecy,
}

/// Codes, places, years of a sum: the same sum stands once, whatever shows it.
type What<'a> = (Vec<usize>, &'a [usize], (i32, i32));

/// Sees to it that the total of the compared area is the last to go.
const COARSEST: u64 = 1 << 40;

/// The families of everything that a scope shows, with what earlier editions showed.
pub fn families(cube: &Cube, measured: &Measured, scope: &Scope, earlier: &[Earlier]) -> Vec<Family> {
    let secrecy: Vec<Option<Secrecy>> =
        (0..cube.sources.len()).map(|source| cube.secrecy(source, scope.status)).collect();
    let is_protected = |figure: usize| cube.is_protected(figure, scope.status);
    let mut parts_of: Vec<Vec<usize>> = vec![Vec::new(); cube.base_figures.len()];
    for (part, found) in measured.parts.iter().enumerate() {
        found.figures.iter().for_each(|figure| parts_of[*figure].push(part));
    }
    let mut links = Links::new(measured.parts.len());
    let mut wanted: Vec<Vec<(Place, Behind)>> = Vec::new();
    for (position, indicator) in cube.indicators.iter().enumerate() {
        let mut of_indicator = Vec::new();
        let protected = indicator.base_figures().any(is_protected);
        for area in (0..measured.shape.areas).filter(|_| protected && !scope.leaves_out(position)) {
            for year in measured.shape.years.clone() {
                let at = measured.shape.position(position, area, year);
                let shown = scope.shows(position, cube.areas.get(area).level, year)
                    && at.is_some_and(|at| measured.cells[at].value().is_some());
                if shown {
                    let counts = behind(indicator, year, is_protected);
                    of_indicator.extend(counts.into_iter().map(|behind| ((position, area, year), behind)));
                }
            }
        }
        for (_, behind) in &of_indicator {
            links.join(behind.figures.iter().flat_map(|figure| &parts_of[*figure]).copied());
        }
        wanted.push(of_indicator);
    }
    // Old counts tie figures together as new ones do.
    let earlier = earlier.iter().filter(|earlier| earlier.figures.iter().all(|figure| is_protected(*figure)));
    for earlier in earlier.clone() {
        links.join(earlier.figures.iter().flat_map(|figure| &parts_of[*figure]).copied());
    }
    let mut by_family: BTreeMap<usize, Vec<(Place, Behind)>> = BTreeMap::new();
    for (place, behind) in wanted.into_iter().flatten() {
        if let Some(part) = behind.figures.iter().flat_map(|figure| &parts_of[*figure]).next() {
            by_family.entry(links.root(*part)).or_default().push((place, behind));
        }
    }
    let mut old: BTreeMap<usize, Vec<&Earlier>> = BTreeMap::new();
    for earlier in earlier {
        if let Some(part) = earlier.figures.iter().flat_map(|figure| &parts_of[*figure]).next() {
            old.entry(links.root(*part)).or_default().push(earlier);
        }
    }
    let of_sources = |place: &Place| {
        let sources = cube.sources_of(&cube.indicators[place.0]).into_iter();
        sources.filter_map(|source| secrecy[source].clone()).fold(Secrecy::default(), Secrecy::and)
    };
    let mut rules: HashMap<usize, Secrecy> = HashMap::new();
    let amounts = Amounts::new(cube, measured);
    by_family
        .into_iter()
        .map(|(root, wanted)| {
            let parts = (0..measured.parts.len()).filter(|part| links.root(*part) == root).collect();
            let wanted = wanted
                .into_iter()
                .map(|(place, behind)| {
                    (place, behind, rules.entry(place.0).or_insert_with(|| of_sources(&place)).clone())
                })
                .collect();
            let old = old.get(&root).map_or(&[][..], Vec::as_slice);
            Builder { is_protected: &is_protected, cube, measured, amounts: &amounts, parts_of: &parts_of }
                .family(parts, wanted, old)
        })
        .collect()
}

/// Parts that are joined, directly or over others.
struct Links(Vec<usize>);

impl Links {
    fn new(count: usize) -> Links {
        Links((0..count).collect())
    }

    fn root(&self, mut at: usize) -> usize {
        while self.0[at] != at {
            at = self.0[at];
        }
        at
    }

    fn join(&mut self, parts: impl Iterator<Item = usize>) {
        let mut first = None;
        for part in parts {
            let root = self.root(part);
            let first = *first.get_or_insert(root);
            let (low, high) = (self.root(first).min(root), self.root(first).max(root));
            self.0[high] = low;
        }
    }
}

struct Builder<'a> {
    /// True for base figures that have rules.
    is_protected: &'a (dyn Fn(usize) -> bool + Sync),
    cube: &'a Cube,
    measured: &'a Measured,
    amounts: &'a Amounts<'a>,
    parts_of: &'a [Vec<usize>],
}

impl Builder<'_> {
    fn family(&self, parts: Vec<usize>, wanted: Vec<(Place, Behind, Secrecy)>, earlier: &[&Earlier]) -> Family {
        let figures: BTreeSet<usize> =
            parts.iter().flat_map(|part| &self.measured.parts[*part].figures).copied().collect();
        let additive = figures.iter().all(|figure| self.cube.base_figures[*figure].additive);
        let used: BTreeSet<AreaIndex> = wanted.iter().map(|((_, area, _), _, _)| *area).collect();
        let mut spots: Vec<BTreeSet<AreaIndex>> = Vec::new();
        let mut of_area: BTreeMap<AreaIndex, usize> = BTreeMap::new();
        for area in used {
            of_area.insert(area, spots.len());
            spots.push(if additive { self.cube.areas.inhabited_members(area) } else { BTreeSet::from([area]) });
        }
        let earlier: &[&Earlier] = if additive { earlier } else { &[] };
        let first_earlier = spots.len();
        spots.extend(earlier.iter().map(|earlier| earlier.members.clone()));
        let (places, of_spot) = self.places(&spots);
        let years = self.measured.shape.years.clone();
        let lattice = [parts.len(), places.len(), years.clone().count()];
        let mut atoms = Vec::with_capacity(lattice.iter().product());
        let mut secret_at_source = BTreeSet::new();
        for part in &parts {
            let least = least(&self.measured.parts[*part]);
            for place in &places {
                for year in years.clone() {
                    let (amount, is_secret) = self.amounts.part(*part, place, year);
                    if is_secret {
                        secret_at_source.insert(super::system::atom_at(atoms.len()));
                    }
                    atoms.push(Part { amount, least, limit: i64::MAX });
                }
            }
        }
        let system = System::new(lattice, atoms);
        let mut family = Family {
            parts,
            system,
            places,
            entries: Vec::new(),
            secrecy: Secrecy::default(),
            secret_at_source,
            secret_before: BTreeSet::new(),
        };
        let indicators: BTreeSet<usize> = wanted.iter().map(|((indicator, _, _), _, _)| *indicator).collect();
        self.amounts.add_limits(&mut family, &indicators);
        let mut known: HashMap<What<'_>, usize> = HashMap::new();
        for (place, behind, secrecy) in &wanted {
            let (_, area, _) = *place;
            let key = (self.codes(&family, &behind.figures), of_spot[of_area[&area]].as_slice(), behind.years);
            let sum = *known.entry(key).or_insert_with_key(|(codes, places, _)| {
                let atoms = self.atoms(&family, codes, places, behind.years);
                let sum = Sum::new(atoms, 0);
                let (behind, secrecy) = (behind.clone(), secrecy.clone());
                let value = self.value(&behind, area);
                family.entries.push(Entry { values: Vec::new(), behind, area, value, secrecy });
                family.system.add(sum)
            });
            let entry = &mut family.entries[sum];
            entry.values.push(*place);
            if entry.secrecy != *secrecy {
                entry.secrecy = entry.secrecy.clone().and(secrecy.clone());
            }
        }
        for (earlier, places) in earlier.iter().zip(&of_spot[first_earlier..]) {
            let key = (self.codes(&family, &earlier.figures), places.as_slice(), earlier.years);
            if earlier.hidden {
                family.secret_before.extend(known.get(&key));
                continue;
            }
            let sum = *known.entry(key).or_insert_with_key(|(codes, places, _)| {
                let atoms = self.atoms(&family, codes, places, earlier.years);
                let (figures, years) = (earlier.figures.clone(), earlier.years);
                family.entries.push(Entry {
                    values: Vec::new(),
                    behind: Behind { figures, years },
                    area: earlier.members.first().copied().unwrap_or_default(),
                    value: family.system.known(&atoms),
                    secrecy: Secrecy::default(),
                });
                family.system.add(Sum { fixed: true, ..Sum::new(atoms, 0) })
            });
            family.system.sums[sum].fixed = true;
        }
        family.secrecy = family.entries.iter().fold(Secrecy::default(), |all, entry| match all == entry.secrecy {
            true => all,
            false => all.and(entry.secrecy.clone()),
        });
        let pools: BTreeSet<i32> =
            family.entries.iter().map(|entry| entry.behind.years.1 - entry.behind.years.0 + 1).collect();
        family.system.pools =
            pools.into_iter().filter(|pool| *pool > 1).filter_map(|pool| usize::try_from(pool).ok()).collect();
        self.weigh(&mut family);
        family.system.beside = beside(&family.entries);
        super::unknown::settle(&mut family);
        self.print_zeros(&mut family);
        family
    }

    /// Counts by which a value is zero are printed where they are, unless a rule hides zeros or an earlier edition
    /// had something else to hide there.
    fn print_zeros(&self, family: &mut Family) {
        let printed = |sum: usize| {
            let entry = &family.entries[sum];
            let is_open = !entry.secrecy.hides_zero && (entry.value != 0 || !family.secret_before.contains(&sum));
            is_open
                && entry.values.iter().any(|place| self.is_leading(family, entry, *place))
                && family.system.sums[sum].atoms.iter().all(|atom| !family.secret_at_source.contains(atom))
        };
        let printed: Vec<bool> = (0..family.entries.len()).map(printed).collect();
        family.system.print_zeros(|sum| printed[sum]);
    }

    /// True where a value is zero whenever the count is.
    fn is_leading(&self, family: &Family, entry: &Entry, (indicator, _, year): Place) -> bool {
        let indicator = &self.cube.indicators[indicator];
        let counts = behind(indicator, year, self.is_protected);
        let codes = |count: &Behind| self.codes(family, &count.figures);
        leading(indicator, &counts)
            .is_some_and(|count| count.years == entry.behind.years && codes(count) == codes(&entry.behind))
    }

    /// The codes of some figures, in order, each once.
    fn codes(&self, family: &Family, figures: &[usize]) -> Vec<usize> {
        let parts = figures.iter().flat_map(|figure| &self.parts_of[*figure]);
        let codes: BTreeSet<usize> = parts.filter_map(|part| family.parts.binary_search(part).ok()).collect();
        codes.into_iter().collect()
    }

    fn atoms(&self, family: &Family, codes: &[usize], places: &[usize], (from, to): (i32, i32)) -> Vec<Atom> {
        let first = *self.measured.shape.years.start();
        let years = (from..=to).filter(|year| self.measured.shape.years.contains(year));
        let years: Vec<usize> = years.filter_map(|year| usize::try_from(year - first).ok()).collect();
        let mut atoms = Vec::with_capacity(codes.len() * places.len() * years.len());
        for code in codes {
            for place in places {
                atoms.extend(years.iter().map(|year| family.system.atom([*code, *place, *year])));
            }
        }
        atoms.sort_unstable();
        atoms
    }

    /// What a file or the sum of its parts says of a count.
    fn value(&self, behind: &Behind, area: AreaIndex) -> i64 {
        let parts = behind.figures.iter().flat_map(|figure| &self.parts_of[*figure]).copied().collect();
        self.amounts.of_area(&parts, area, behind.years)
    }

    /// Base areas that no published set of areas tells apart make one place. Places, and the places of each set.
    fn places(&self, spots: &[BTreeSet<AreaIndex>]) -> (Vec<Vec<AreaIndex>>, Vec<Vec<usize>>) {
        let mut containing: BTreeMap<AreaIndex, Vec<usize>> = BTreeMap::new();
        for (spot, members) in spots.iter().enumerate() {
            members.iter().for_each(|member| containing.entry(*member).or_default().push(spot));
        }
        let mut places: BTreeMap<Vec<usize>, Vec<AreaIndex>> = BTreeMap::new();
        for (member, spots) in containing {
            places.entry(spots).or_default().push(member);
        }
        let mut of_spot = vec![Vec::new(); spots.len()];
        let mut members = Vec::new();
        for (place, (spots, own)) in places.into_iter().enumerate() {
            spots.iter().for_each(|spot| of_spot[*spot].push(place));
            members.push(own);
        }
        (members, of_spot)
    }

    /// Small areas and few values go first; what falls in the year before or after as well costs less.
    fn weigh(&self, family: &mut Family) {
        let everywhere = self.cube.areas.of_level(0).len() as u64;
        for (entry, sum) in family.entries.iter().zip(&mut family.system.sums) {
            let members = self.cube.areas.inhabited_members(entry.area).len() as u64;
            let size = u64::from(u64::BITS - members.leading_zeros()) + 1;
            let is_top = sum.atoms.len() > 1 && members == everywhere;
            let amount = sum.atoms.iter().filter_map(|atom| family.system.parts[*atom as usize].amount).sum::<i64>();
            let persons = (amount / Amount::WHOLE).max(0) as u64;
            sum.weight = entry.values.len() as u64 * 1000 * size + persons.isqrt().min(999);
            if is_top {
                sum.weight += COARSEST;
            }
        }
    }
}

/// Per sum: the same count in the year before and after.
fn beside(entries: &[Entry]) -> Vec<Vec<u32>> {
    let counted = |entry: &Entry, year: i32| {
        let behind = &entry.behind;
        (behind.figures.clone(), behind.years.1 - behind.years.0, entry.area, year)
    };
    let by_year: HashMap<_, u32> =
        entries.iter().zip(0_u32..).map(|(entry, sum)| (counted(entry, entry.behind.years.1), sum)).collect();
    let neighbours = |entry: &Entry| {
        let years = [entry.behind.years.1 - 1, entry.behind.years.1 + 1];
        years.iter().filter_map(|year| by_year.get(&counted(entry, *year)).copied()).collect()
    };
    entries.iter().map(neighbours).collect()
}
