//! Sentences made from figures. Every number in them is printed with the decimals of its indicator.

use num_traits::{CheckedSub, Signed};

use super::{after_number, points, worded};
use crate::definition::IndicatorKind;
use crate::figures::Cell;
use crate::number::{Language, decimal_text, ordinal_count, round};
use crate::plan::Indicator;

/// The lowest and the highest value among areas.
#[derive(Debug, Clone)]
pub struct Extremes {
    /// How many areas have a number.
    pub areas: usize,
    /// „Räumen", after „in den".
    pub dative: String,
    /// The area with the lowest value, and the value.
    pub lowest: (String, Cell),
    /// The area with the highest value, and the value.
    pub highest: (String, Cell),
}

/// How the compared area's value moved.
#[derive(Debug, Clone, Copy)]
pub struct Course {
    /// The year that is compared with.
    pub since: i32,
    /// Its value.
    pub before: Cell,
    /// The value now.
    pub now: Cell,
    /// True where `since` is the first year after a break.
    pub after_break: bool,
}

/// „In Holmau", „Im Kreis Holmau", „Im Amt Seenland".
pub fn at_place(area: &str, language: Language) -> String {
    const MASCULINE_OR_NEUTER: [&str; 6] =
        ["Kreis ", "Landkreis ", "Amt ", "Planungsraum ", "Verantwortungsraum ", "Land "];
    let contracted = language == Language::De && MASCULINE_OR_NEUTER.iter().any(|word| area.starts_with(word));
    format!("{} {area}", if contracted { "Im" } else { "In" })
}

/// The reading example of an indicator with a value in it.
pub fn reading(indicator: &Indicator, area: &str, cell: Cell, language: Language) -> Option<String> {
    cell.value()?;
    let text = worded(cell, indicator.decimals, language);
    let text = match cell.value() {
        // „um +3,1 von 100 verändert": the direction belongs to the number.
        Some(value) if indicator.kind == IndicatorKind::Change && value.is_positive() => format!("+{text}"),
        _ => text,
    };
    let place = at_place(area, language);
    Some(indicator.reading.replace("In {area}", &place).replace("{area}", area).replace("{value}", &text))
}

/// What an indicator says in two or three sentences: the compared area, the range, the course.
pub fn key_sentence(
    indicator: &Indicator,
    compare: (&str, Cell),
    extremes: Option<&Extremes>,
    course: Option<Course>,
    language: Language,
) -> String {
    let mut sentences = vec![short_key_sentence(indicator, compare, extremes, language)];
    sentences.extend(course.and_then(|course| course_sentence(indicator, course, language)));
    sentences.join(" ")
}

/// The compared area and the range.
pub fn short_key_sentence(
    indicator: &Indicator,
    (compare, cell): (&str, Cell),
    extremes: Option<&Extremes>,
    language: Language,
) -> String {
    let mut sentences = Vec::new();
    sentences.extend(reading(indicator, compare, cell, language));
    if let Some(found) = extremes.filter(|found| found.areas > 1) {
        let text = |cell| worded(cell, indicator.decimals, language);
        let (low, high) = (text(found.lowest.1), text(found.highest.1));
        let count = ordinal_count(found.areas, language);
        sentences.push(match language {
            Language::De => format!(
                "In den {count} {} reicht der Wert von {low} ({}) bis {high} ({}).",
                found.dative, found.lowest.0, found.highest.0
            ),
            Language::En => format!(
                "Across the {count} {} it ranges from {low} ({}) to {high} ({}).",
                found.dative, found.lowest.0, found.highest.0
            ),
        });
    }
    if sentences.is_empty() {
        sentences.push(language.pick("Für diese Auswahl liegt kein Wert vor.", "No value is available.").to_owned());
    }
    sentences.join(" ")
}

fn course_sentence(indicator: &Indicator, course: Course, language: Language) -> Option<String> {
    let (before, now) = (course.before.value()?, course.now.value()?);
    let moved = now.checked_sub(&before)?;
    let difference = round(moved, indicator.decimals);
    let amount = decimal_text(round(moved.abs(), indicator.decimals), language);
    let unit = points(indicator, language);
    let since = course.since;
    Some(match (language, difference.units().signum()) {
        (Language::De, 0) => format!("Seit {since} ist der Wert unverändert."),
        (Language::De, sign) => {
            let direction = if sign > 0 { "gestiegen" } else { "gesunken" };
            let after = if course.after_break { " (erstes Jahr nach dem Bruch in der Reihe)" } else { "" };
            format!("Seit {since}{after} ist er um {amount} {unit} {direction}.")
        }
        (Language::En, 0) => format!("Since {since} it has not changed."),
        (Language::En, sign) => {
            let direction = if sign > 0 { "risen" } else { "fallen" };
            let after = if course.after_break { " (first year after the break in series)" } else { "" };
            format!("Since {since}{after} it has {direction} by {amount} {unit}.")
        }
    })
}

/// `9,2 %`: a value as prose prints it; a sign is spelled out.
pub fn in_prose(indicator: &Indicator, cell: Cell, language: Language) -> String {
    match cell {
        Cell::Number { .. } => {
            format!("{}{}", worded(cell, indicator.decimals, language), after_number(indicator, language))
        }
        Cell::Sign(sign) => super::spoken_sign(sign, language).to_owned(),
    }
}
