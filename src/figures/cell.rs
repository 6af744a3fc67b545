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
    /// The area did not exist then.
    NoArea,
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
    /// Kept secret here: by a rule, or so that another secret cannot be computed. Nobody may tell which.
    Secret,
}

impl Sign {
    /// All signs, weakest first.
    pub const ALL: [Sign; 9] = [
        Sign::NotAvailable,
        Sign::NoArea,
        Sign::Meaningless,
        Sign::Uncertain,
        Sign::Later,
        Sign::Missing,
        Sign::Unknown,
        Sign::SecretAtSource,
        Sign::Secret,
    ];

    /// True where the number exists and may not be seen.
    pub fn is_secret(self) -> bool {
        matches!(self, Sign::Unknown | Sign::SecretAtSource | Sign::Secret)
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
    /// Estimated, because it is a share of what was counted for an area that is now divided.
    pub divided: bool,
    /// Without parts for which the count makes no sense.
    pub partial: bool,
    /// Of limited reliability.
    pub uncertain: bool,
    /// First value after a break in the series.
    pub after_break: bool,
    /// A multiple of a base, by chance: its zero need not be one.
    pub rounded: bool,
}

impl Flags {
    /// True where nobody counted it.
    pub fn is_estimated(self) -> bool {
        self.estimated || self.divided
    }

    /// What holds for a value made of two.
    pub fn union(self, other: Flags) -> Flags {
        Flags {
            provisional: self.provisional || other.provisional,
            revised: self.revised || other.revised,
            estimated: self.estimated || other.estimated,
            divided: self.divided || other.divided,
            partial: self.partial || other.partial,
            uncertain: self.uncertain || other.uncertain,
            after_break: self.after_break || other.after_break,
            rounded: self.rounded || other.rounded,
        }
    }
}

/// The value of a base figure in so many millionths, or its sign; small, because there are millions of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Amount {
    /// Millionths; 0 beside a sign.
    pub units: i64,
    /// Why there is no number.
    pub sign: Option<Sign>,
    /// What is to be said about the number.
    pub flags: Flags,
}

impl Amount {
    /// Millionths in a whole.
    pub const WHOLE: i64 = 1_000_000;

    /// No number, and why.
    pub fn sign(sign: Sign) -> Amount {
        Amount { units: 0, sign: Some(sign), flags: Flags::default() }
    }

    /// The number, if it is one.
    pub fn value(&self) -> Option<Exact> {
        match self.sign {
            None => Some(Exact::new(self.units.into(), Amount::WHOLE.into())),
            Some(_) => None,
        }
    }

    /// As a cell.
    pub fn cell(&self) -> Cell {
        match (self.value(), self.sign) {
            (Some(value), _) => Cell::Number { value, flags: self.flags },
            (None, sign) => Cell::Sign(sign.unwrap_or(Sign::NotAvailable)),
        }
    }

    /// The sum of two, or the stronger sign; `None` beyond 64 bits.
    pub fn plus(self, other: Amount) -> Option<Amount> {
        Some(match self.sign.max(other.sign) {
            Some(sign) => Amount::sign(sign),
            None => {
                let units = self.units.checked_add(other.units)?;
                Amount { units, sign: None, flags: self.flags.union(other.flags) }
            }
        })
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
