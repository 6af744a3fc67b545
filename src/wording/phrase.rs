//! Phrases inside sentences of the planner, chosen by rule from figures: how far something moved and in which direction,
//! how it stands to another area, how many of a hundred. They say what the numbers say and never why.

use num_traits::{Signed, Zero};

use super::{after_number, directed, in_prose, points, worded};
use crate::figures::Cell;
use crate::number::{Exact, Language, decimal_text, round};
use crate::plan::Indicator;
use crate::statistics::Standing;

/// How far something moved, without a sign: `1,2 Prozentpunkte`.
pub fn amount(indicator: &Indicator, moved: Cell, language: Language) -> String {
    let Some(value) = moved.value() else { return in_prose(indicator, moved, language) };
    let amount = decimal_text(round(value.abs(), indicator.decimals), language);
    match points(indicator, language).as_str() {
        "" => amount,
        unit => format!("{amount}\u{a0}{unit}"),
    }
}

/// How far something moved and where to, after „ist": `um 1,2 Prozentpunkte gestiegen`, `nahezu unverändert geblieben`; in
/// English after "has".
pub fn moved(indicator: &Indicator, moved: Cell, language: Language) -> String {
    let Some(value) = moved.value() else {
        let text = in_prose(indicator, moved, language);
        return match language {
            Language::De => format!("nicht zu vergleichen {text}"),
            Language::En => format!("not comparably changed {text}"),
        };
    };
    let far = amount(indicator, moved, language);
    match (language, round(value, indicator.decimals).units().signum()) {
        (Language::De, 0) if value.is_zero() => "unverändert geblieben".to_owned(),
        (Language::En, 0) if value.is_zero() => "not changed".to_owned(),
        (Language::De, 0) => "nahezu unverändert geblieben".to_owned(),
        (Language::En, 0) => "hardly changed".to_owned(),
        (Language::De, 1) => format!("um {far} gestiegen"),
        (Language::En, 1) => format!("risen by {far}"),
        (Language::De, _) => format!("um {far} gesunken"),
        (Language::En, _) => format!("fallen by {far}"),
    }
}

/// How a value came from its first year to its last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Mostly in the direction of the whole change, or nothing can be said.
    Straight,
    /// Hardly changed, as the years between show.
    Steady,
    /// Up and down.
    Uneven,
    /// Since this year it moves the other way, and how far.
    Turned(i32, Cell),
}

/// The same by the shape of the course: `unter Schwankungen um 0,3 Prozentpunkte gestiegen`, `um 1,2 Prozentpunkte
/// gesunken, seit 2021 aber um 0,6 Prozentpunkte gestiegen`.
pub fn moved_in_shape(indicator: &Indicator, whole: Cell, shape: Shape, language: Language) -> String {
    let words = moved(indicator, whole, language);
    let is_seen = whole.value().is_some_and(|value| round(value, indicator.decimals).units() != 0);
    match (shape, language) {
        (Shape::Turned(year, back), Language::De) => {
            format!("{words}, seit {year} aber {}", moved(indicator, back, language))
        }
        (Shape::Turned(year, back), Language::En) => {
            format!("{words}, but {} since {year}", moved(indicator, back, language))
        }
        (Shape::Uneven, Language::De) if is_seen => format!("unter Schwankungen {words}"),
        (Shape::Uneven, Language::En) if is_seen => format!("{words} with ups and downs"),
        (Shape::Steady, Language::De) if is_seen => "nahezu unverändert geblieben".to_owned(),
        (Shape::Steady, Language::En) if is_seen => "hardly changed".to_owned(),
        _ => words,
    }
}

/// A value beside another one.
#[derive(Debug, Clone)]
pub struct Distance {
    /// The value.
    pub value: Cell,
    /// What it is held against.
    pub other: Cell,
    /// Whether the difference may be chance; none where nothing is known of it.
    pub standing: Option<Standing>,
    /// Where the other value is from: „im Kreis Holmau".
    pub place: String,
}

/// How a value stands to another one, after „liegt": `um 3,9 Prozentpunkte über dem Wert im Kreis Holmau`. Printed values
/// are subtracted, so that whoever does the same finds the same.
pub fn above_below(indicator: &Indicator, distance: &Distance, language: Language) -> String {
    let place = &distance.place;
    let (Some(value), Some(other)) = (distance.value.value(), distance.other.value()) else {
        let hidden = if distance.value.value().is_none() { distance.value } else { distance.other };
        return in_prose(indicator, hidden, language);
    };
    let decimals = indicator.decimals;
    let apart = round(value, decimals).exact() - round(other, decimals).exact();
    let far = amount(indicator, Cell::number(apart), language);
    let chance = match distance.standing {
        Some(Standing::NotDifferent) => language.pick(" (nicht gesichert)", " (may be chance)"),
        _ => "",
    };
    match (language, apart.is_zero(), apart.is_positive()) {
        (Language::De, true, _) => format!("gleichauf mit dem Wert {place}"),
        (Language::En, true, _) => format!("level with the value {place}"),
        (Language::De, _, true) => format!("um {far} über dem Wert {place}{chance}"),
        (Language::De, _, false) => format!("um {far} unter dem Wert {place}{chance}"),
        (Language::En, _, true) => format!("{far} above the value {place}{chance}"),
        (Language::En, _, false) => format!("{far} below the value {place}{chance}"),
    }
}

/// A share as a natural frequency: `9 von 100`; below one per cent `4 von 1 000`. „etwa" where the share is not whole.
pub fn out_of(indicator: &Indicator, share: Cell, language: Language) -> String {
    let Some(percent) = share.value() else { return in_prose(indicator, share, language) };
    let printed = round(percent, indicator.decimals).exact();
    // So many that somebody is among them.
    let one = Exact::from_integer(1);
    let mut factor = if printed.abs() < one { 10 } else { 1 };
    while !printed.is_zero() && (percent * Exact::from_integer(factor)).abs() < one && factor < 1000 {
        factor *= 10;
    }
    let whole = factor * 100;
    // Rounded once, from the value itself; „etwa" where the printed value is not whole.
    let count = percent * Exact::from_integer(factor);
    let about =
        if (printed * Exact::from_integer(factor)).is_integer() { "" } else { language.pick("etwa ", "about ") };
    let text = |value: Exact| decimal_text(round(value, 0), language);
    let of = language.pick("von", "in");
    format!("{about}{}\u{a0}{of}\u{a0}{}", text(count), text(Exact::from_integer(whole)))
}

/// A number of three leading digits: `rund 212 000`; „rund" only where that is not the number itself.
pub fn about(indicator: &Indicator, cell: Cell, language: Language) -> String {
    let Some(value) = cell.value() else { return in_prose(indicator, cell, language) };
    let mut unit = Exact::from_integer(1);
    while value.abs() >= unit * Exact::from_integer(1000) {
        unit *= Exact::from_integer(10);
    }
    if unit <= Exact::from_integer(1) {
        return in_prose(indicator, cell, language);
    }
    let near = round(value / unit, 0).exact() * unit;
    let word = if near == value { "" } else { language.pick("rund\u{a0}", "about\u{a0}") };
    let text = directed(indicator, cell, worded(Cell::number(near), 0, language));
    format!("{word}{text}{}", after_number(indicator, language))
}
