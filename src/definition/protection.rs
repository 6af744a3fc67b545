//! What must stay secret of a source, and how: word for word as `sources.toml` says it.

use serde::Deserialize;
use toml::Spanned;

use super::Name;

/// The rules of a source. Each has the same reason in print.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Protection {
    /// How.
    #[serde(default)]
    pub method: Method,
    /// The smallest count that may be seen; 1 to `minimum` − 1 stay secret.
    pub minimum: Option<Spanned<i64>>,
    /// What becomes of zero.
    #[serde(default)]
    pub zero: Zero,
    /// Counts of fewer people than this stay secret.
    pub minimum_denominator: Option<Spanned<i64>>,
    /// True where a count close to the whole stays secret as well: „alle oder keiner".
    #[serde(default)]
    pub complement: bool,
    /// How many units must stand behind a count or an amount.
    pub units: Option<Units>,
    /// The largest contributions must not make up too much of an amount.
    pub dominance: Option<Dominance>,
    /// Nobody who contributes may estimate another contribution too well.
    pub p_percent: Option<PercentRule>,
    /// With `method = "round"`: counts become multiples of this.
    pub round_to: Option<Spanned<i64>>,
    /// With `method = "round"`: a text that stays in house; without it nobody can tell which way a count was rounded.
    pub salt: Option<Name>,
    /// The reason that is printed.
    pub reason: String,
}

/// How a source is protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Method {
    /// Secret counts are hidden, and others with them.
    #[default]
    Suppress,
    /// Every count is rounded, up or down by chance; the same count always in the same way.
    Round,
    /// The provider has protected the file: what is in it may be seen.
    AtSource,
    /// Everybody may see it anyway.
    Public,
}

/// What becomes of zero under a minimum count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Zero {
    /// It may be seen.
    #[default]
    Show,
    /// It stays secret as well.
    Hide,
}

/// How many units must stand behind a count: households, providers.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Units {
    /// The base figure that counts them.
    pub base: Name,
    /// The fewest.
    pub minimum: Spanned<i64>,
}

/// (n, k): the largest contributions against the whole.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dominance {
    /// The dimension that tells contributors apart.
    pub by: Name,
    /// How many contributions are taken together.
    #[serde(default = "one")]
    pub largest: usize,
    /// More per cent of the whole than this are too much.
    pub share: Spanned<i64>,
}

/// p-percent: how close the second largest contributor comes to the largest.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PercentRule {
    /// The dimension that tells contributors apart.
    pub by: Name,
    /// Per cent of the largest contribution that must stay uncertain.
    pub percent: Spanned<i64>,
}

fn one() -> usize {
    1
}

impl Protection {
    /// The smallest count that may be seen; one where the rule names none.
    pub fn minimum(&self) -> i64 {
        self.minimum.as_ref().map_or(1, |minimum| *minimum.get_ref())
    }

    /// True where counts are hidden.
    pub fn hides(&self) -> bool {
        self.method == Method::Suppress
    }

    /// The dimensions that tell contributors apart.
    pub fn contributors(&self) -> Option<&Name> {
        let dominance = self.dominance.as_ref().map(|rule| &rule.by);
        dominance.or(self.p_percent.as_ref().map(|rule| &rule.by))
    }
}
