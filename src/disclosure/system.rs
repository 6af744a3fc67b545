//! Counts as sums of atoms: everything that a build publishes of figures that hang together. An atom is the finest
//! part that sums tell apart: a code of the file, a place, a year. Comes in: atoms with their amounts, sums over
//! them, what must stay secret. It knows which sums contain which atoms; what to hide is decided in `shield`.

/// A position among the atoms.
pub type Atom = u32;

/// Where counts can be negative, they can be so by this much: a thousand million.
pub const FAR_BELOW: i64 = -1_000_000_000 * crate::figures::Amount::WHOLE;

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
    /// True for what cannot be taken back: published earlier.
    pub fixed: bool,
    /// False where its atoms count with different weights: then it changes with any of them.
    pub plain: bool,
}

/// A count that nobody may find out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Secret {
    /// Its atoms, in order.
    pub atoms: Vec<Atom>,
    /// How far apart the smallest and the largest value must be that fit everything published.
    pub width: i64,
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
    containing: Vec<Vec<u32>>,
    cheapest: Vec<Vec<Atom>>,
}

impl System {
    /// A system without sums.
    pub fn new(lattice: [usize; 3], parts: Vec<Part>) -> System {
        System { lattice, containing: vec![Vec::new(); parts.len()], parts, ..System::default() }
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

    /// Orders the atoms of every sum by what it costs to hide them, for the search.
    pub fn prepare(&mut self) {
        let ordered = |position: usize| {
            let mut atoms = self.sums[position].atoms.clone();
            atoms.sort_by_cached_key(|atom| self.smallest(*atom, position).map_or(0, |sum| self.sums[sum].weight));
            atoms
        };
        self.cheapest = (0..self.sums.len()).map(ordered).collect();
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
        let parts = atoms.iter().map(|atom| &self.parts[*atom as usize]);
        parts.fold(0, |sum: i64, part| sum.saturating_add(part.limit.saturating_sub(part.least)))
    }
}

/// An atom by its position.
pub fn atom_at(position: usize) -> Atom {
    Atom::try_from(position).unwrap_or(Atom::MAX)
}
