//! Printed numbers: decimal comma or point, narrow no-break space between thousands, true minus.

use super::{Decimal, Exact, round};

/// U+202F, between thousands and before the percent sign.
const NARROW_SPACE: char = '\u{202f}';
/// U+2212, the sign of negative numbers; the hyphen is no minus.
const MINUS: char = '\u{2212}';

/// The language of documents or of messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Deserialize, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// German.
    #[default]
    De,
    /// English.
    En,
}

impl Language {
    fn decimal_sign(self) -> char {
        match self {
            Language::De => ',',
            Language::En => '.',
        }
    }

    /// Chooses between a German and an English text.
    pub fn pick<'a>(self, german: &'a str, english: &'a str) -> &'a str {
        match self {
            Language::De => german,
            Language::En => english,
        }
    }
}

/// `1 234,5`, `−0,3`, `44`.
pub fn decimal_text(value: Decimal, language: Language) -> String {
    let magnitude = value.units().unsigned_abs();
    let base = 10_u128.pow(u32::from(value.places()));
    let mut text = String::new();
    if value.units() < 0 {
        text.push(MINUS);
    }
    push_grouped(&mut text, &(magnitude / base).to_string());
    if value.places() > 0 {
        text.push(language.decimal_sign());
        let width = usize::from(value.places());
        text.push_str(&format!("{:0width$}", magnitude % base));
    }
    text
}

/// `1 234`: a count, an amount of money.
pub fn whole_text(number: i128, language: Language) -> String {
    decimal_text(round(Exact::from_integer(number), 0), language)
}

/// Like [`decimal_text`], with a plus before what is above zero: for changes.
pub fn signed_text(value: Decimal, language: Language) -> String {
    let text = decimal_text(value, language);
    if value.units() > 0 { format!("+{text}") } else { text }
}

fn push_grouped(text: &mut String, digits: &str) {
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(NARROW_SPACE);
        }
        text.push(digit);
    }
}

/// Cardinal numbers up to twelve in words, as German and English prose has them, then digits.
pub fn count_in_words(count: usize, language: Language) -> String {
    const GERMAN: [&str; 13] =
        ["null", "ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf"];
    const ENGLISH: [&str; 13] =
        ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    let words = match language {
        Language::De => GERMAN,
        Language::En => ENGLISH,
    };
    words.get(count).map_or_else(|| count.to_string(), |word| (*word).to_owned())
}

/// `A`, `A und B`, `A, B und C`; „sowie" behind names that have an „und" of their own.
pub fn join_words(words: &[String], language: Language) -> String {
    match words {
        [] => String::new(),
        [only] => only.clone(),
        [head @ .., last] => {
            let is_joined = language == Language::De && words.iter().any(|word| word.contains(" und "));
            let and = if is_joined { "sowie" } else { language.pick("und", "and") };
            format!("{} {and} {last}", head.join(", "))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Exact, round};
    use super::*;

    fn german(numerator: i128, denominator: i128, places: u8) -> String {
        decimal_text(round(Exact::new(numerator, denominator), places), Language::De)
    }

    #[test]
    fn rounds_half_away_from_zero() {
        assert_eq!(german(1225, 100, 1), "12,3");
        assert_eq!(german(-25, 100, 1), "−0,3");
        assert_eq!(german(25, 10, 0), "3");
        assert_eq!(german(2675, 1000, 2), "2,68");
        assert_eq!(german(1, 3, 3), "0,333");
    }

    #[test]
    fn groups_thousands_and_keeps_zeros() {
        assert_eq!(german(267_503, 1, 0), "267\u{202f}503");
        assert_eq!(german(1_000, 1, 2), "1\u{202f}000,00");
        assert_eq!(german(999, 1, 0), "999");
        assert_eq!(german(-12_345_678, 10, 1), "−1\u{202f}234\u{202f}567,8");
    }

    #[test]
    fn words_and_lists() {
        assert_eq!(count_in_words(4, Language::De), "vier");
        assert_eq!(count_in_words(13, Language::De), "13");
        let names = ["A", "B", "C"].map(String::from);
        assert_eq!(join_words(&names, Language::De), "A, B und C");
    }
}
