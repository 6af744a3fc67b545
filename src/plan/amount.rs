//! Sums of money and accounts in running text, as offices write them. Comes in: a text. Goes out: what it names, exactly
//! and as written. Whether that agrees with a table is the business of `council`.

use crate::number::{Exact, Language, parse, round};

/// A sum of money in a text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Amount {
    /// As written, with its unit.
    pub written: String,
    value: Exact,
    decimals: u8,
    /// A thousand for „TEUR".
    factor: i128,
}

impl Amount {
    /// Whether it says this sum of euros, as finely as it is written: 1,5 Mio. Euro says 1 523 000.
    pub fn says(&self, euros: i128) -> bool {
        round(Exact::new(euros, self.factor), self.decimals) == round(self.value, self.decimals)
    }
}

/// Between a number and its unit, and within numbers.
const SPACES: [char; 3] = [' ', '\u{a0}', '\u{202f}'];

/// What stands before „Euro", and how many euros it means.
const SCALES: [(&str, i128); 8] = [
    ("T", 1_000),
    ("Tsd.", 1_000),
    ("Tausend", 1_000),
    ("thousand", 1_000),
    ("Mio.", 1_000_000),
    ("Millionen", 1_000_000),
    ("Million", 1_000_000),
    ("million", 1_000_000),
];

/// What comes after the price of one thing.
const RATES: [&str; 5] = ["je ", "pro ", "/", "per ", "a "];

/// What comes before the price of one thing, and before the thing: „je Einwohner 2,50 Euro".
const RATES_BEFORE: [&str; 3] = ["je", "pro", "per"];

/// True where the last word but one before a number makes it a price.
fn is_rate(before: &str) -> bool {
    let word = before.split_whitespace().rev().nth(1).unwrap_or_default().to_lowercase();
    RATES_BEFORE.contains(&word.as_str())
}

/// What may stand between the digits of a number.
fn is_part(letter: char) -> bool {
    letter.is_ascii_digit() || SPACES.contains(&letter) || matches!(letter, '.' | ',' | '\'' | '’')
}

/// The sums in a text: `152 000 Euro`, `1.500 €`, `EUR 300`, `24 TEUR`, `1,5 Mio. Euro`.
pub(super) fn amounts(text: &str, language: Language) -> Vec<Amount> {
    let sign = language.pick(",", ".").chars().next().unwrap_or(',');
    let mut found = Vec::new();
    for unit in ["Euro", "EUR", "€", "euros"] {
        for (at, _) in text.match_indices(unit) {
            let end = at + unit.len();
            if text[end..].starts_with(char::is_alphabetic) {
                continue;
            }
            let before = text[..at].trim_end_matches(SPACES);
            let scale = SCALES.iter().find_map(|(word, factor)| Some((before.strip_suffix(word)?, *factor)));
            let (before, factor) = scale.unwrap_or((before, 1));
            let after = text[end..].trim_start_matches(SPACES);
            // What a place or a head costs is no sum of the table.
            if RATES.iter().any(|word| after.starts_with(word)) {
                continue;
            }
            let (before, following) = (last_number(before, sign), first_number(after, sign));
            // „2027 EUR 62.000", „Teilplan 31500 EUR 62.000": a year or an account before the unit is no amount.
            let is_bare = |number: &str| number.len() > 3 && number.bytes().all(|byte| byte.is_ascii_digit());
            let number = match (before, following) {
                (Some(before), Some(following)) if is_bare(before) && !is_bare(following) => Err(following),
                (Some(before), _) => Ok(before),
                (None, Some(following)) => Err(following),
                (None, None) => continue,
            };
            let (number, from, to) = match number {
                Ok(number) => (number, number.as_ptr().addr() - text.as_ptr().addr(), end),
                Err(number) => (number, at, text.len() - after.len() + number.len()),
            };
            if is_rate(&text[..from]) {
                continue;
            }
            let decimals = number.split_once(sign).map_or(0, |(_, fraction)| fraction.len() as u8);
            if let Some(value) = parse(number, sign) {
                found.push(Amount { written: text[from..to].to_owned(), value, decimals, factor });
            }
        }
    }
    found
}

/// The number at the end of a text; a year before it is none of its groups. „1.500,-" is 1500.
fn last_number(text: &str, sign: char) -> Option<&str> {
    let text = text.trim_end_matches(SPACES);
    let text = [",--", ".--", ",-", ".-", ",–", ".–", ",—"]
        .into_iter()
        .find_map(|none| text.strip_suffix(none))
        .unwrap_or(text);
    if !text.ends_with(|letter: char| letter.is_ascii_digit()) {
        return None;
    }
    let start = text.char_indices().rev().take_while(|(_, letter)| is_part(*letter)).last()?.0;
    let starts = text[start..].char_indices().filter(|(_, letter)| letter.is_ascii_digit()).map(|(at, _)| start + at);
    let begins = |at: &usize| !text[..*at].ends_with(|letter: char| letter.is_ascii_digit());
    starts.filter(begins).map(|at| &text[at..]).find(|number| is_grouped(number, sign))
}

/// The number at the beginning of a text.
fn first_number(text: &str, sign: char) -> Option<&str> {
    let end = text.find(|letter: char| !is_part(letter)).unwrap_or(text.len());
    let is_digit = |letter: char| letter.is_ascii_digit();
    let ends = text[..end].char_indices().rev().map(|(at, letter)| at + letter.len_utf8());
    let ends = ends.filter(|at| text[..*at].ends_with(is_digit) && !text[*at..].starts_with(is_digit));
    ends.map(|at| &text[..at]).find(|number| is_grouped(number, sign))
}

/// Groups of three digits, the first of them shorter or alone.
fn is_grouped(number: &str, sign: char) -> bool {
    let whole = number.split(sign).next().unwrap_or_default();
    let first = whole.find(|letter: char| !letter.is_ascii_digit());
    parse(number, sign).is_some() && first.is_none_or(|length| length <= 3)
}

/// Words before an account.
const ACCOUNTS: [&str; 7] = ["Produktkonto", "Sachkonto", "Konto", "Produkt", "Teilplan", "Kostenstelle", "account"];

/// The accounts that a text names: „Produktkonto 36300.5012000".
pub(super) fn accounts_in(text: &str) -> impl Iterator<Item = &str> {
    ACCOUNTS.into_iter().flat_map(move |word| {
        text.match_indices(word).filter_map(move |(at, _)| {
            let rest = text[at + word.len()..].strip_prefix(SPACES)?;
            let is_part = |letter: char| letter.is_ascii_digit() || matches!(letter, '.' | '/' | '-');
            let length = rest.find(|letter: char| !is_part(letter)).unwrap_or(rest.len());
            let account = rest[..length].trim_end_matches(['.', '/', '-']);
            (account.len() > 3 && text[..at].chars().next_back().is_none_or(|letter| !letter.is_alphanumeric()))
                .then_some(account)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_as_offices_write_them() {
        let text = "für 2026 Mittel von 152 000 Euro, 1.500 €, 24 TEUR, 7 Tsd. Euro und rund 1,5 Mio. Euro";
        let found = amounts(text, Language::De);
        let says = |euros: i128| found.iter().filter(|amount| amount.says(euros)).count();
        assert_eq!(found.len(), 5);
        assert_eq!([152_000, 1_500, 24_000, 7_000, 1_523_000].map(says), [1, 1, 1, 1, 1]);
        assert_eq!([152_001, 1_550_000].map(says), [0, 0]);
        assert!(found.iter().any(|amount| amount.written == "1,5 Mio. Euro"));
        let text = "Für 2026 75 000 Euro, für 2027 640 000 Euro, EUR 64.000, € 300, 1.200,- Euro und 1.300.- €";
        let found = amounts(text, Language::De);
        let says = |euros: i128| found.iter().filter(|amount| amount.says(euros)).count();
        assert_eq!([75_000, 640_000, 64_000, 300, 1_200, 1_300].map(says), [1; 6], "{found:?}");
        assert_eq!(found.len(), 6, "{found:?}");
        let found = amounts(
            "im Jahr 2027 EUR 62.000, Teilplan 31500 EUR 7.000, 100 Euro je Platz, 2,50 €/Kopf und je Kind 3 Euro",
            Language::De,
        );
        let written: Vec<&str> = found.iter().map(|amount| amount.written.as_str()).collect();
        assert_eq!(written, ["EUR 62.000", "EUR 7.000"]);
        for text in ["64'000 Euro", "64.000,-- €", "64’000,— EUR"] {
            assert!(amounts(text, Language::De).iter().any(|amount| amount.says(64_000)), "{text}");
        }
        assert!(amounts("in 2027 62,000 euros", Language::En)[0].says(62_000));
        assert!(amounts("in Euro und Cent, 12 Europaklassen", Language::De).is_empty());
    }

    #[test]
    fn accounts_are_found_behind_their_word() {
        let text = "aus dem Teilplan 36300, Produktkonto 36300.5012000. Das Produkt 12 nicht.";
        let mut found: Vec<&str> = accounts_in(text).collect();
        found.sort_unstable();
        assert_eq!(found, ["36300", "36300.5012000"]);
    }
}
