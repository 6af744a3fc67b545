//! Rules by which a report chooses areas: `sgb2_quote > kreis + 1 sd`, `kinderarmut >= 10`, `einwohner < median`.
//! Comes in: the text of a rule. Goes out: what is compared with what; the figures come later.

use crate::number::{self, Exact};
use crate::problem::{Fault, Kind, Place, Problem};

/// A rule, resolved.
#[derive(Debug, Clone)]
pub struct Rule {
    /// The indicator whose values are compared.
    pub indicator: usize,
    /// How.
    pub comparison: Comparison,
    /// With what.
    pub reference: Reference,
    /// How far from it.
    pub distance: Exact,
    /// True where the distance is in standard deviations of the areas of the level.
    pub in_deviations: bool,
    /// Where it stands.
    pub place: Place,
}

/// Above or below, with or without the border.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparison {
    /// `>`
    Above,
    /// `>=`
    AtLeast,
    /// `<`
    Below,
    /// `<=`
    AtMost,
}

/// What areas are compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reference {
    /// The area that the report compares with.
    Compared,
    /// The median of the areas of the level.
    Median,
    /// Their mean.
    Mean,
    /// A number.
    Number,
}

/// Reads a rule. The compared area goes by the id or the name of its level, or by `compare`.
pub fn read(text: &str, place: Place, indicators: &[&str], compared: &[&str]) -> Result<Rule, Problem> {
    let wrong = || Problem::at(place.clone(), Fault::WrongRule { rule: text.to_owned() });
    let words: Vec<&str> = text.split_whitespace().collect();
    let [name, comparison, reference, distance @ ..] = words.as_slice() else { return Err(wrong()) };
    let indicator = indicators.iter().position(|id| id == name).ok_or_else(|| {
        let known = indicators.iter().map(|id| (*id).to_owned()).collect();
        Problem::at(place.clone(), Fault::UnknownName { kind: Kind::Indicator, name: (*name).to_owned(), known })
    })?;
    let comparison = match *comparison {
        ">" => Comparison::Above,
        ">=" => Comparison::AtLeast,
        "<" => Comparison::Below,
        "<=" => Comparison::AtMost,
        _ => return Err(wrong()),
    };
    let decimal = |text: &str| number::parse(text, ',').or_else(|| number::parse(text, '.'));
    let (reference, start) = match *reference {
        "median" => (Reference::Median, Exact::from_integer(0)),
        "mean" => (Reference::Mean, Exact::from_integer(0)),
        word if compared.iter().any(|known| known.eq_ignore_ascii_case(word)) => {
            (Reference::Compared, Exact::from_integer(0))
        }
        word => (Reference::Number, decimal(word).ok_or_else(wrong)?),
    };
    let (distance, in_deviations) = match distance {
        [] => (start, false),
        [sign, amount] => (start + signed(sign, decimal(amount)).ok_or_else(wrong)?, false),
        [sign, amount, "sd"] if reference != Reference::Number => {
            (signed(sign, decimal(amount)).ok_or_else(wrong)?, true)
        }
        _ => return Err(wrong()),
    };
    Ok(Rule { indicator, comparison, reference, distance, in_deviations, place })
}

fn signed(sign: &str, amount: Option<Exact>) -> Option<Exact> {
    match sign {
        "+" => amount,
        "-" | "−" => amount.map(|amount| -amount),
        _ => None,
    }
}

impl Comparison {
    /// True where a value fits.
    pub fn holds(self, value: Exact, limit: Exact) -> bool {
        match self {
            Comparison::Above => value > limit,
            Comparison::AtLeast => value >= limit,
            Comparison::Below => value < limit,
            Comparison::AtMost => value <= limit,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(text: &str) -> Option<Rule> {
        read(text, Place::file("a.toml"), &["einwohner", "sgb2_quote"], &["kreis", "compare"]).ok()
    }

    #[test]
    fn rules_are_read_as_planners_say_them() {
        let found = rule("sgb2_quote > kreis + 1 sd").unwrap();
        assert_eq!((found.indicator, found.comparison, found.reference), (1, Comparison::Above, Reference::Compared));
        assert_eq!((found.distance, found.in_deviations), (Exact::from_integer(1), true));
        let found = rule("sgb2_quote >= 10,5").unwrap();
        assert_eq!((found.reference, found.distance), (Reference::Number, Exact::new(21, 2)));
        assert_eq!(rule("einwohner <= median - 100").unwrap().distance, Exact::from_integer(-100));
        for text in ["", "sgb2_quote", "sgb2_quote = 5", "sgb2_quote > amt", "sgb2_quote > 5 + 1 sd", "quote > 5"] {
            assert!(rule(text).is_none(), "{text}");
        }
    }
}
