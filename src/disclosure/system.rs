//! Counts as sums of atoms: everything that a build publishes of figures that hang together. An atom is the finest
//! part that sums tell apart: a code of the file, a place, a year. Comes in: atoms with their amounts, sums over
//! them, what must stay secret. It knows which sums contain which atoms; what to hide is decided in `shield`.

use crate::figures::Amount;

/// A position among the atoms.
pub type Atom = u32;

/// Where counts can be negative, they can be so by this much: a thousand million.
pub const FAR_BELOW: i64 = -1_000_000_000 * Amount::WHOLE;

/// A smallest part of counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// How much it is; `None` where nobody here knows, so that it cannot stand for anything.
    pub amount: Option<i64>,
    /// What it cannot fall below: zero, or far below where counts are differences.
    pub least: i64,
    /// What it cannot exceed, because everybody knows how many there are at most.
    pub limit: i64,
}

/// A count that is published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sum {
    /// Its atoms, in order, each once.
    pub atoms: Vec<Atom>,
    /// What is lost when it is hidden.
    pub weight: u64,
    /// True while readers see it.
    pub visible: bool,
    /// True for what cannot be taken back: published earlier, or a zero that is printed.
    pub fixed: bool,
    /// What everybody knows that it is at least, even where it is hidden: where zeros are printed, a hidden count is none.
    pub least: i64,
    /// How much more it is than that.
    pub spare: i64,
}

impl Sum {
    /// A count that is published and of which nobody knows anything else.
    pub fn new(atoms: Vec<Atom>, weight: u64) -> Sum {
        Sum { atoms, weight, visible: true, fixed: false, least: 0, spare: i64::MAX }
    }
}

/// A count that nobody may find out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Secret {
    /// Its atoms, in order.
    pub atoms: Vec<Atom>,
    /// How far apart the smallest and the largest value must be that fit everything published.
    pub width: i64,
}

impl Secret {
    /// Nobody can ask for more than what lies open anyway leaves.
    pub fn new(system: &System, atoms: Vec<Atom>, width: i64) -> Secret {
        let width = width.min(system.range(&atoms));
        Secret { atoms, width }
    }
}

/// Atoms that together cannot be more than everybody knows there are: no numerator is larger than its denominator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cap {
    /// The atoms, in order.
    pub atoms: Vec<Atom>,
    /// The most they can be.
    pub most: i64,
}

/// Atoms on a lattice of codes, places and years, and the sums over them.
#[derive(Debug, Clone, Default)]
pub struct System {
    /// Count of codes, places and years; an atom is `(code × places + place) × years + year`.
    pub lattice: [usize; 3],
    /// The atoms.
    pub parts: Vec<Part>,
    /// What is published of them.
    pub sums: Vec<Sum>,
    /// Over how many years sums are pooled, beside single years.
    pub pools: Vec<usize>,
    /// Per sum: the same count in the year before and after; empty where that is not known.
    pub beside: Vec<Vec<u32>>,
    caps: Vec<Cap>,
    capped: Vec<Vec<u32>>,
    containing: Vec<Vec<u32>>,
    cheapest: Vec<Vec<Atom>>,
    /// Per atom: the sum that is just this atom.
    single: Vec<Option<u32>>,
}

impl System {
    /// A system without sums.
    pub fn new(lattice: [usize; 3], parts: Vec<Part>) -> System {
        let none = || vec![Vec::new(); parts.len()];
        System { lattice, containing: none(), capped: none(), parts, ..System::default() }
    }

    /// Adds a sum and returns its position.
    pub fn add(&mut self, sum: Sum) -> usize {
        let position = self.sums.len();
        for atom in &sum.atoms {
            self.containing[*atom as usize].push(u32::try_from(position).unwrap_or(u32::MAX));
        }
        self.sums.push(sum);
        position
    }

    /// Adds a cap.
    pub fn add_cap(&mut self, cap: Cap) {
        let position = u32::try_from(self.caps.len()).unwrap_or(u32::MAX);
        cap.atoms.iter().for_each(|atom| self.capped[*atom as usize].push(position));
        self.caps.push(cap);
    }

    /// Where zeros are printed, whoever sees a sign knows that somebody is there; and a zero itself is never hidden, for
    /// then a sign could mean one. Takes the sums that are printed as they are.
    pub fn print_zeros(&mut self, printed: impl Fn(usize) -> bool) {
        for at in (0..self.sums.len()).filter(|at| printed(*at)) {
            let sum = &mut self.sums[at];
            let parts = || sum.atoms.iter().map(|atom| &self.parts[*atom as usize]);
            let amount: Option<i64> = parts().map(|part| part.amount).sum();
            let Some(amount) = amount.filter(|amount| *amount >= 0 && parts().all(|part| part.least >= 0)) else {
                continue;
            };
            if amount == 0 {
                sum.fixed = true;
                for atom in &sum.atoms {
                    self.parts[*atom as usize].limit = 0;
                }
                continue;
            }
            sum.least = amount.min(Amount::WHOLE);
            sum.spare = amount - sum.least;
            if let [only] = sum.atoms.as_slice() {
                self.parts[*only as usize].least = sum.least;
            }
        }
    }

    /// The sums that are hidden and known to be something, each with its least.
    pub fn hidden_leasts(&self) -> impl Iterator<Item = (&Sum, i64)> {
        self.sums.iter().filter(|sum| !sum.visible && sum.least > 0).map(|sum| (sum, sum.least))
    }

    /// All caps.
    pub fn all_caps(&self) -> &[Cap] {
        &self.caps
    }

    /// The caps of an atom.
    pub fn caps(&self, atom: Atom) -> impl Iterator<Item = &Cap> {
        self.capped[atom as usize].iter().map(|cap| &self.caps[*cap as usize])
    }

    /// Orders the atoms of every sum by what it costs to hide them, for the search.
    pub fn prepare(&mut self) {
        let ordered = |position: usize| {
            let mut atoms = self.sums[position].atoms.clone();
            atoms.sort_by_cached_key(|atom| self.smallest(*atom, position).map_or(0, |sum| self.sums[sum].weight));
            atoms
        };
        self.cheapest = (0..self.sums.len()).map(ordered).collect();
        self.single = vec![None; self.parts.len()];
        for (sum, position) in self.sums.iter().zip(0_u32..) {
            if let [only] = sum.atoms.as_slice() {
                self.single[*only as usize] = Some(position);
            }
        }
    }

    /// What a change of an atom costs at least, whatever else changes with it.
    pub fn own_price(&self, atom: Atom) -> u64 {
        let single = self.single.get(atom as usize).copied().flatten().map(|sum| sum as usize);
        single.filter(|sum| self.sums[*sum].visible).map_or(0, |sum| self.price(sum))
    }

    /// The smallest sum around an atom, if it is smaller than a given one.
    pub fn smallest(&self, atom: Atom, than: usize) -> Option<usize> {
        let size = |sum: &usize| self.sums[*sum].atoms.len();
        self.containing(atom).min_by_key(size).filter(|sum| size(sum) < size(&than))
    }

    /// The sums that contain an atom.
    pub fn containing(&self, atom: Atom) -> impl Iterator<Item = usize> + '_ {
        self.containing[atom as usize].iter().map(|sum| *sum as usize)
    }

    /// What is lost when a sum is hidden: a quarter less where it is hidden in the year before or after as well.
    pub fn price(&self, sum: usize) -> u64 {
        let weight = self.sums[sum].weight;
        let hidden_beside = |other: &u32| !self.sums[*other as usize].visible;
        let beside = self.beside.get(sum).is_some_and(|beside| beside.iter().any(hidden_beside));
        if beside { weight - weight / 4 } else { weight }
    }

    /// The atoms of a sum, cheapest first.
    pub fn cheapest(&self, sum: usize) -> &[Atom] {
        &self.cheapest[sum]
    }

    /// Code, place and year of an atom.
    pub fn place(&self, atom: Atom) -> [usize; 3] {
        let [_, places, years] = self.lattice;
        let atom = atom as usize;
        [atom / years / places, atom / years % places, atom % years]
    }

    /// The atom of a code, place and year.
    pub fn atom(&self, [code, place, year]: [usize; 3]) -> Atom {
        let [_, places, years] = self.lattice;
        atom_at((code * places + place) * years + year)
    }

    /// The amount of a count; `None` where an atom is not known.
    #[cfg(test)]
    pub fn amount(&self, atoms: &[Atom]) -> Option<i64> {
        atoms.iter().map(|atom| self.parts[*atom as usize].amount).sum()
    }

    /// What is known of the amount of a count.
    pub fn known(&self, atoms: &[Atom]) -> i64 {
        atoms.iter().filter_map(|atom| self.parts[*atom as usize].amount).fold(0, i64::saturating_add)
    }

    /// How far apart the values of a count can be, for all that everybody knows.
    pub fn range(&self, atoms: &[Atom]) -> i64 {
        let mut range: i64 = 0;
        let mut under_caps: std::collections::BTreeMap<u32, i64> = std::collections::BTreeMap::new();
        for atom in atoms {
            let part = &self.parts[*atom as usize];
            let own = part.limit.saturating_sub(part.least);
            let sum = match self.capped[*atom as usize].first() {
                Some(cap) => under_caps.entry(*cap).or_default(),
                None => &mut range,
            };
            *sum = sum.saturating_add(own);
        }
        let capped = under_caps.into_iter().map(|(cap, sum)| sum.min(self.caps[cap as usize].most));
        capped.fold(range, i64::saturating_add).saturating_sub(self.known_inside(atoms)).max(0)
    }

    /// What is known to be inside of a count beyond the least of its atoms: of sums that share nothing in it, the small ones
    /// first, what cannot be elsewhere.
    fn known_inside(&self, atoms: &[Atom]) -> i64 {
        let mut touching: Vec<usize> = atoms.iter().flat_map(|atom| self.containing(*atom)).collect();
        touching.sort_unstable();
        touching.dedup();
        touching.retain(|at| self.sums[*at].least > 0);
        touching.sort_by_key(|at| self.sums[*at].atoms.len());
        let mut taken: std::collections::BTreeSet<Atom> = std::collections::BTreeSet::new();
        let mut known = 0;
        for sum in touching.into_iter().map(|at| &self.sums[at]) {
            let (inside, outside): (Vec<Atom>, Vec<Atom>) =
                sum.atoms.iter().partition(|atom| atoms.binary_search(atom).is_ok());
            let part = |atom: &Atom| &self.parts[*atom as usize];
            let elsewhere = outside.iter().fold(0_i64, |all, atom| all.saturating_add(part(atom).limit));
            let own: i64 = inside.iter().map(|atom| part(atom).least).sum();
            let more = sum.least.saturating_sub(elsewhere).saturating_sub(own);
            if more > 0 && inside.iter().all(|atom| !taken.contains(atom)) {
                taken.extend(&inside);
                known += more;
            }
        }
        known
    }
}

/// An atom by its position.
pub fn atom_at(position: usize) -> Atom {
    Atom::try_from(position).unwrap_or(Atom::MAX)
}
