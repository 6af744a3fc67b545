//! Sentences made from figures. Every number in them is printed with the decimals of its indicator.

use num_traits::CheckedSub;

use super::phrase::Shape;
use super::{after_number, at_place, directed, worded};
use crate::figures::Cell;
use crate::number::{Language, count_in_words};
use crate::plan::Indicator;

/// The lowest and the highest value among areas.
#[derive(Debug, Clone)]
pub struct Extremes {
    /// How many areas have a number.
    pub areas: usize,
    /// What they are called after „in den fünfzehn": „Räumen", „betrachteten Räumen", „Räumen mit Angabe".
    pub dative: String,
    /// Who has the lowest value, and the value.
    pub lowest: (String, Cell),
    /// Who has the highest value, and the value.
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
    /// How it came here.
    pub shape: Shape,
}

/// The reading example of an indicator with a value in it.
pub fn reading(indicator: &Indicator, area: &str, cell: Cell, language: Language) -> Option<String> {
    cell.value()?;
    let text = directed(indicator, cell, worded(cell, indicator.decimals, language));
    let place = at_place(area, language);
    Some(indicator.reading.replace("In {area}", &place).replace("{area}", area).replace("{value}", &text))
}

/// What an indicator says in up to three sentences: the compared area, its course, the range.
pub fn key_sentence(
    indicator: &Indicator,
    (compare, cell): (&str, Cell),
    extremes: Option<&Extremes>,
    course: Option<Course>,
    language: Language,
) -> String {
    let mut sentences: Vec<String> = reading(indicator, compare, cell, language).into_iter().collect();
    if !sentences.is_empty() {
        sentences.extend(course.and_then(|course| course_sentence(indicator, course, language)));
    }
    sentences.extend(extremes.filter(|found| found.areas > 1).map(|found| range_sentence(indicator, found, language)));
    if sentences.is_empty() {
        sentences.push(language.pick("Für diese Auswahl liegt kein Wert vor.", "No value is available.").to_owned());
    }
    sentences.join(" ")
}

fn range_sentence(indicator: &Indicator, found: &Extremes, language: Language) -> String {
    let text = |cell| directed(indicator, cell, worded(cell, indicator.decimals, language));
    let (low, high) = (text(found.lowest.1), text(found.highest.1));
    let count = count_in_words(found.areas, language);
    let (dative, lowest, highest) = (&found.dative, &found.lowest.0, &found.highest.0);
    match language {
        Language::De if low == high => format!("In den {count} {dative} liegt der Wert bei {low}."),
        Language::En if low == high => format!("Across the {count} {dative} it is {low}."),
        Language::De => {
            format!("In den {count} {dative} reicht der Wert von {low} ({lowest}) bis {high} ({highest}).")
        }
        Language::En => format!("Across the {count} {dative} it ranges from {low} ({lowest}) to {high} ({highest})."),
    }
}

fn course_sentence(indicator: &Indicator, course: Course, language: Language) -> Option<String> {
    let moved = course.now.value()?.checked_sub(&course.before.value()?)?;
    let since = course.since;
    let after = match (course.after_break, language) {
        (false, _) => "",
        (true, Language::De) => " (erstes Jahr nach dem Bruch in der Reihe)",
        (true, Language::En) => " (first year after the break in series)",
    };
    let words = super::moved_in_shape(indicator, Cell::number(moved), course.shape, language).replace('\u{a0}', " ");
    Some(match language {
        Language::De => format!("Seit {since}{after} ist der Wert {}.", words.trim_end_matches(" geblieben")),
        Language::En => format!("Since {since}{after} it has {words}."),
    })
}

/// `9,2 %`: a value as prose prints it; a sign is spelled out in brackets, which fit into any sentence.
pub fn in_prose(indicator: &Indicator, cell: Cell, language: Language) -> String {
    match cell {
        Cell::Number { flags, .. } => {
            let text = directed(indicator, cell, worded(cell, indicator.decimals, language));
            let guessed = if flags.is_estimated() { language.pick("geschätzt ", "an estimated ") } else { "" };
            format!("{guessed}{text}{}", after_number(indicator, language))
        }
        Cell::Sign(sign) => format!("[{}]", super::spoken_sign(sign, language)),
    }
}
