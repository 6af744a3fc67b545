//! Numbers as they stand in delivered files, read exactly.

use super::{Exact, power_of_ten};

/// True for digits and nothing else.
pub fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Reads `1234`, `-1.234,5`, `1 234`, `12,25` (decimal comma) or, with `'.'` as decimal sign, their
/// English forms. Anything else is `None`: a sign, a word, two decimal signs, wrong groups.
pub fn parse(text: &str, decimal_sign: char) -> Option<Exact> {
    let text = text.trim();
    let (negative, digits) = match text.strip_prefix(['-', '\u{2212}']) {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let (whole, fraction) = digits.split_once(decimal_sign).unwrap_or((digits, ""));
    if whole.is_empty() || !fraction.bytes().all(|byte| byte.is_ascii_digit()) || fraction.len() > 15 {
        return None;
    }
    let whole = ungroup(whole, decimal_sign)?;
    let places = u8::try_from(fraction.len()).ok()?;
    let units: i128 = format!("{whole}{fraction}").parse().ok()?;
    let value = Exact::new(units, power_of_ten(places));
    Some(if negative { -value } else { value })
}

/// Removes separators of thousands; groups after the first must have three digits.
fn ungroup(whole: &str, decimal_sign: char) -> Option<String> {
    let separators: &[char] = match decimal_sign {
        ',' => &['.', ' ', '\u{a0}', '\u{202f}', '\'', '’'],
        _ => &[',', ' ', '\u{a0}', '\u{202f}', '\'', '’'],
    };
    let groups: Vec<&str> = whole.split(separators).collect();
    let well_formed = groups.iter().all(|group| is_digits(group))
        && groups.iter().skip(1).all(|group| group.len() == 3)
        // „0.125" is an English fraction, not a German thousand.
        && (groups.len() == 1 || !groups[0].starts_with('0'))
        && groups.iter().map(|group| group.len()).sum::<usize>() <= 24;
    well_formed.then(|| groups.concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_german_and_english_forms() {
        assert_eq!(parse("1.299,99", ','), Some(Exact::new(129_999, 100)));
        assert_eq!(parse("1,299.99", '.'), Some(Exact::new(129_999, 100)));
        assert_eq!(parse(" 12345 ", ','), Some(Exact::from_integer(12_345)));
        assert_eq!(parse("−0,5", ','), Some(Exact::new(-1, 2)));
    }

    #[test]
    fn refuses_what_is_no_number() {
        for text in ["", "-", ".", "x", "...", "1,2,3", "1.23,4", "12a", "1.2345", "/", "0.125", "01.234"] {
            assert_eq!(parse(text, ','), None, "{text}");
        }
    }
}
