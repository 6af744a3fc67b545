//! Sums of money and accounts in running text, as offices write them. Comes in: a text. Goes out: what it names, exactly
//! and as written. Whether that agrees with a table is the business of `council`.

use crate::number::{Exact, parse, round};

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

/// The sums in a text: `152 000 Euro`, `1.500 €`, `24 TEUR`, `1,5 Mio. Euro`.
pub(super) fn amounts(text: &str) -> Vec<Amount> {
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
            let before = before.trim_end_matches(SPACES);
            let is_part =
                |letter: char| letter.is_ascii_digit() || SPACES.contains(&letter) || matches!(letter, '.' | ',');
            let start = before.char_indices().rev().take_while(|(_, letter)| is_part(*letter)).last();
            let Some((start, _)) = start else { continue };
            let number = before[start..].trim_start_matches(|letter: char| !letter.is_ascii_digit());
            let decimals = number.split_once(',').map_or(0, |(_, fraction)| fraction.len() as u8);
            if let Some(value) = parse(number, ',') {
                let from = start + before[start..].len() - number.len();
                found.push(Amount { written: text[from..end].to_owned(), value, decimals, factor });
            }
        }
    }
    found
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
        let found = amounts(text);
        let says = |euros: i128| found.iter().filter(|amount| amount.says(euros)).count();
        assert_eq!(found.len(), 5);
        assert_eq!([152_000, 1_500, 24_000, 7_000, 1_523_000].map(says), [1, 1, 1, 1, 1]);
        assert_eq!([152_001, 1_550_000].map(says), [0, 0]);
        assert!(found.iter().any(|amount| amount.written == "1,5 Mio. Euro"));
        assert!(amounts("in Euro und Cent, 12 Europaklassen").is_empty());
    }

    #[test]
    fn accounts_are_found_behind_their_word() {
        let text = "aus dem Teilplan 36300, Produktkonto 36300.5012000. Das Produkt 12 nicht.";
        let mut found: Vec<&str> = accounts_in(text).collect();
        found.sort_unstable();
        assert_eq!(found, ["36300", "36300.5012000"]);
    }
}
