//! Values as Typst code: what a template prints is always one literal.

use minijinja::value::{Value, ValueKind};

/// A space that no line ends at.
const FIRM: char = '\u{a0}';

/// Months, which stay with their day.
const MONTHS: [&str; 12] = [
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
];

/// Numbers stay with what they count, days with their month, groups of thousands with each other. Years stand alone.
fn bound(text: &str) -> String {
    let mut firm = String::with_capacity(text.len());
    for (at, letter) in text.char_indices() {
        let is_bound = letter == ' ' && {
            let (before, after) = (&text[..at], &text[at + 1..]);
            let digits = before.chars().rev().take_while(char::is_ascii_digit).count();
            let begins = !before[..before.len() - digits].ends_with(|letter: char| letter.is_alphanumeric());
            let group = after.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(after.len()) == 3;
            let counts = (1..=3).contains(&digits) && begins;
            let is_day = || before.strip_suffix('.').is_some_and(|day| day.ends_with(|day: char| day.is_ascii_digit()));
            counts && (group || after.starts_with(char::is_alphabetic))
                || is_day() && MONTHS.iter().any(|month| after.starts_with(month))
        };
        firm.push(if is_bound { FIRM } else { letter });
    }
    firm
}

/// A Typst string; control characters fall away.
pub fn string(text: &str) -> String {
    let mut literal = String::with_capacity(text.len() + 2);
    literal.push('"');
    for letter in bound(text).chars() {
        match letter {
            '"' => literal.push_str("\\\""),
            '\\' => literal.push_str("\\\\"),
            '\n' => literal.push_str("\\n"),
            letter if letter.is_control() => {}
            letter => literal.push(letter),
        }
    }
    literal.push('"');
    literal
}

/// Any value: texts, numbers, `none`, arrays, dictionaries; markup that was made here stays markup.
pub fn value(value: &Value) -> String {
    match value.kind() {
        _ if value.is_safe() => value.to_string(),
        ValueKind::String => string(value.as_str().unwrap_or_default()),
        ValueKind::Number => value.to_string(),
        ValueKind::Bool => if value.is_true() { "true" } else { "false" }.to_owned(),
        ValueKind::Seq | ValueKind::Iterable => {
            let items: Vec<String> = value.try_iter().into_iter().flatten().map(|item| self::value(&item)).collect();
            // The comma makes one item an array, not a parenthesis.
            let lines =
                items.iter().map(|item| if item.len() > 60 { format!("\n{item},") } else { format!("{item}, ") });
            format!("({})", lines.collect::<String>())
        }
        ValueKind::Map => {
            let entries: Vec<String> = value
                .try_iter()
                .into_iter()
                .flatten()
                .filter_map(|key| {
                    let found = value.get_item(&key).ok()?;
                    Some(format!("{}: {}", string(&key.to_string()), self::value(&found)))
                })
                .collect();
            if entries.is_empty() { "(:)".to_owned() } else { format!("({})", entries.join(", ")) }
        }
        _ => "none".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::bound;

    #[test]
    fn numbers_keep_what_they_count() {
        let text = "Bis zum 1. Januar 2026 in 15 Räumen je 1 000 Menschen; 2024 lebten, Nr. A12 und, 12 % am 3. Ort";
        let firm = bound(text).replace('\u{a0}', "_");
        assert_eq!(
            firm,
            "Bis zum 1._Januar 2026 in 15_Räumen je 1_000_Menschen; 2024 lebten, Nr. A12 und, 12 % am 3. Ort"
        );
    }
}
