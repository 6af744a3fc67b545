//! A value is a number or a sign, never a bare float.

use crate::number::Exact;

/// One value of one indicator, area and period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cell {
    /// A number with what is to be said about it. Exactly zero is a number.
    Number {
        /// The exact value.
        value: Exact,
        /// What is to be said about it.
        flags: Flags,
    },
    /// No number, and why.
    Sign(Sign),
}

/// Why there is no number. In order of strength: a sum takes the strongest sign of its parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sign {
    /// The indicator does not exist there.
    NotAvailable,
    /// Would make no sense, such as a rate without a denominator.
    Meaningless,
    /// Not certain enough to be stated.
    Uncertain,
    /// Follows later.
    Later,
    /// Not delivered.
    Missing,
    /// Unknown or secret: the source does not say which.
    Unknown,
    /// Kept secret by the provider.
    SecretAtSource,
    /// Kept secret here, by the rule of a source.
    Secret,
    /// Kept secret here so that another secret cannot be computed.
    SecretSecondary,
}

impl Sign {
    /// All signs, weakest first.
    pub const ALL: [Sign; 9] = [
        Sign::NotAvailable,
        Sign::Meaningless,
        Sign::Uncertain,
        Sign::Later,
        Sign::Missing,
        Sign::Unknown,
        Sign::SecretAtSource,
        Sign::Secret,
        Sign::SecretSecondary,
    ];

    /// True where the number exists and may not be seen.
    pub fn is_secret(self) -> bool {
        matches!(self, Sign::Unknown | Sign::SecretAtSource | Sign::Secret | Sign::SecretSecondary)
    }
}

/// What is to be said about a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Flags {
    /// Provisional.
    pub provisional: bool,
    /// Revised since it was first published.
    pub revised: bool,
    /// Estimated.
    pub estimated: bool,
    /// Of limited reliability.
    pub uncertain: bool,
    /// First value after a break in the series.
    pub after_break: bool,
}

impl Flags {
    /// What holds for a value made of two.
    pub fn union(self, other: Flags) -> Flags {
        Flags {
            provisional: self.provisional || other.provisional,
            revised: self.revised || other.revised,
            estimated: self.estimated || other.estimated,
            uncertain: self.uncertain || other.uncertain,
            after_break: self.after_break || other.after_break,
        }
    }
}

impl Cell {
    /// A final number.
    pub fn number(value: Exact) -> Cell {
        Cell::Number { value, flags: Flags::default() }
    }

    /// The number, if it is one.
    pub fn value(&self) -> Option<Exact> {
        match self {
            Cell::Number { value, .. } => Some(*value),
            Cell::Sign(_) => None,
        }
    }

    /// The sign, if it is one.
    pub fn sign(&self) -> Option<Sign> {
        match self {
            Cell::Number { .. } => None,
            Cell::Sign(sign) => Some(*sign),
        }
    }

    /// What is to be said about the number; nothing about a sign.
    pub fn flags(&self) -> Flags {
        match self {
            Cell::Number { flags, .. } => *flags,
            Cell::Sign(_) => Flags::default(),
        }
    }

    /// Combines two cells: numbers by the operation, else the stronger sign.
    pub fn combine(self, other: Cell, operation: impl Fn(Exact, Exact) -> Option<Exact>) -> Cell {
        match (self, other) {
            (Cell::Number { value: left, flags: one }, Cell::Number { value: right, flags: two }) => {
                match operation(left, right) {
                    Some(value) => Cell::Number { value, flags: one.union(two) },
                    None => Cell::Sign(Sign::Meaningless),
                }
            }
            (Cell::Sign(left), Cell::Sign(right)) => Cell::Sign(left.max(right)),
            (Cell::Sign(sign), _) | (_, Cell::Sign(sign)) => Cell::Sign(sign),
        }
    }
}
