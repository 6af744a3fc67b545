//! How a text file separates columns and writes decimals, told from its first lines. Comes in: text. Goes
//! out: a delimiter and a decimal sign; what `sources.toml` says is not asked here.

use crate::number::is_digits;

/// Lines that are looked at.
const LINES: usize = 200;

/// The delimiter by which most lines fall into the same number of fields.
pub fn delimiter(text: &str) -> u8 {
    let fitting = |delimiter: u8| {
        let mut counts = std::collections::BTreeMap::<usize, usize>::new();
        for line in text.lines().take(LINES).filter(|line| !line.trim().is_empty()) {
            *counts.entry(fields(line, delimiter)).or_default() += 1;
        }
        // Lines of one field, such as titles, speak for no delimiter.
        counts.into_iter().filter(|(fields, _)| *fields > 1).map(|(_, lines)| lines).max().unwrap_or(0)
    };
    // Of equals the first: a decimal comma must not win against the semicolon.
    let mut best = (b';', fitting(b';'));
    for candidate in [b'\t', b'|', b','] {
        let lines = fitting(candidate);
        if lines > best.1 {
            best = (candidate, lines);
        }
    }
    best.0
}

fn fields(line: &str, delimiter: u8) -> usize {
    let mut quoted = false;
    1 + line
        .bytes()
        .filter(|byte| {
            quoted ^= *byte == b'"';
            *byte == delimiter && !quoted
        })
        .count()
}

/// The fields of the first lines as they are written.
fn written_fields(text: &str, delimiter: u8) -> impl Iterator<Item = &str> {
    text.lines().take(LINES * 5).flat_map(move |line| line.split(char::from(delimiter))).map(str::trim)
}

/// The same without their quotes.
fn bare_fields(text: &str, delimiter: u8) -> impl Iterator<Item = &str> {
    written_fields(text, delimiter).map(|field| field.trim_matches('"'))
}

/// Comma or point, by the numbers that occur. `1.234` alone is a German thousand, unless columns are separated
/// by commas.
pub fn decimal(text: &str, delimiter: u8) -> char {
    let (mut comma, mut point) = (0, 0);
    for field in bare_fields(text, delimiter) {
        match sign_of(field) {
            Some(',') => comma += 1,
            Some('.') => point += 1,
            _ => {}
        }
    }
    match () {
        () if comma > point => ',',
        () if point > comma => '.',
        () if delimiter == b',' => '.',
        () => ',',
    }
}

/// The same for files that never group thousands, as those of statistical databases.
pub fn ungrouped_decimal(text: &str, delimiter: u8) -> char {
    let is_plain = |field: &str, sign: char| {
        let mut parts = field.trim_start_matches('-').split(sign);
        let digits = |part: Option<&str>| part.is_some_and(is_digits);
        digits(parts.next()) && digits(parts.next()) && parts.next().is_none()
    };
    let (mut comma, mut point) = (0, 0);
    for field in written_fields(text, delimiter) {
        comma += usize::from(is_plain(field, ','));
        point += usize::from(is_plain(field, '.'));
    }
    if point > comma { '.' } else { ',' }
}

/// A number that could be a thousand or a fraction, where nothing else in the file decides.
pub fn ambiguous(text: &str, delimiter: u8, decimal: char) -> Option<String> {
    let fields = || bare_fields(text, delimiter);
    let is_grouped_by = |field: &str, sign: char| {
        let mut parts = field.trim_start_matches('-').split(sign);
        let first = parts.next().is_some_and(|part| part.len() <= 3 && is_digits(part) && part != "0");
        let rest: Vec<&str> = parts.collect();
        first && rest.len() == 1 && rest[0].len() == 3 && is_digits(rest[0])
    };
    // A decimal comma makes `3,101` a fraction, whatever was meant.
    let is_grouped = |field: &&str| is_grouped_by(field, '.') || (decimal == ',' && is_grouped_by(field, ','));
    let found = fields().find(is_grouped)?;
    let is_decided = match decimal {
        ',' => fields().any(|field| sign_of(field) == Some(',')),
        _ => {
            fields().any(|field| matches!(field.split_once('.'), Some((_, rest)) if rest.len() > 3 && is_digits(rest)))
        }
    };
    (!is_decided).then(|| found.to_owned())
}

/// The decimal sign of a number, where it can be no other: `1.299,99`, `12,5`, `0.25`.
fn sign_of(field: &str) -> Option<char> {
    let digits = field.trim_start_matches('-');
    let is_number = digits.starts_with(|letter: char| letter.is_ascii_digit())
        && digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b',' || byte == b'.');
    if !is_number {
        return None;
    }
    let (commas, points) = (digits.matches(',').count(), digits.matches('.').count());
    let last = digits.rfind([',', '.'])?;
    let behind = digits.len() - last - 1;
    let sign = if digits[last..].starts_with(',') { ',' } else { '.' };
    match (commas, points) {
        (1, 1..) | (1.., 1) => Some(sign),
        // Dates have two points and no other sign.
        (0, 2..) | (2.., 0) => None,
        _ if behind != 3 || last > 3 => Some(sign),
        _ if digits.starts_with('0') && last == 1 => Some(sign),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_delimiter_is_not_the_decimal_comma() {
        assert_eq!(delimiter("a;b;c\n1;2,5;3,5\n2;3,5;1,5\n"), b';');
        assert_eq!(delimiter("ags,name,wert\n01001,\"Kiel, Stadt\",3\n01002,Lübeck,4\n"), b',');
        assert_eq!(delimiter("a\tb\n1\t2\n"), b'\t');
        assert_eq!(delimiter("Titel\nUntertitel\n;;2015;2016\n01;Land;5;6\n"), b';');
    }

    #[test]
    fn thousands_and_fractions_look_alike_where_no_other_number_decides() {
        assert_eq!(ambiguous("a;b\n12;3.101\n", b';', ',').as_deref(), Some("3.101"));
        assert_eq!(ambiguous("a;b\n12;3,101\n", b';', ',').as_deref(), Some("3,101"));
        assert_eq!(ambiguous("a;b\n12,5;3,101\n", b';', ','), None);
    }

    #[test]
    fn the_decimal_sign_is_told_by_numbers_that_can_have_no_other() {
        assert_eq!(decimal("a;b\n1.234,5;7\n", b';'), ',');
        assert_eq!(decimal("a,b\n0.25,7\n12.345,8\n", b','), '.');
        assert_eq!(decimal("a;b\n1.234;5.678\n", b';'), ',');
        assert_eq!(decimal("a;b\n31.12.2024;10.84\n", b';'), '.');
    }
}
