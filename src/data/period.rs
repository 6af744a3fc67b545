//! Periods as files write them: the year, and what distinguishes periods of the same year, such as
//! the reference day, the month or the semester. Comes in: a text. Goes out: year and part.

use crate::number::is_digits;

/// A year and the part of it; the part is empty for a whole year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Period {
    /// The year.
    pub year: i32,
    /// `31.12.`, `12`, `10P6M`: only tells periods of one year apart.
    pub part: String,
}

/// Months as headings write them.
const MONTHS: [&str; 12] = [
    "januar",
    "februar",
    "märz",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "dezember",
];

const SHORT: [&str; 14] =
    ["jan", "feb", "mär", "mrz", "apr", "mai", "jun", "jul", "aug", "sep", "sept", "okt", "nov", "dez"];

/// `2024`, `31.12.2024`, `2024-12-31`, `2024/25`, `2023-10P6M`, `202412`, `12/2024`, `Dezember 2024`,
/// `WS 2023/24`.
pub fn read(text: &str) -> Option<Period> {
    let text = text.trim();
    let text = text.strip_prefix("Jahr ").unwrap_or(text).trim_end_matches(" 00:00:00");
    let period = |year: &str, part: &str| {
        let year = year.parse().ok().filter(|year| (1800..2200).contains(year))?;
        Some(Period { year, part: part.trim().to_owned() })
    };
    if is_year(text) {
        return period(text, "");
    }
    // „Dez 2023", „Dez 22": short months, and years of two digits behind them.
    if let Some((month, year)) =
        text.split_once([' ', '-', '.']).map(|(month, year)| (month, year.trim_start_matches([' ', '.'])))
        && SHORT.contains(&month.to_lowercase().as_str())
    {
        return match year.len() {
            2 if is_digits(year) => period(&with_century(year), month),
            4 if is_year(year) => period(year, month),
            _ => None,
        };
    }
    // „31.12.23"
    if let [day, month, year] = text.split('.').collect::<Vec<_>>().as_slice()
        && [day, month, year].iter().all(|part| part.len() == 2 && is_digits(part))
    {
        return period(&with_century(year), &format!("{day}.{month}."));
    }
    if let Some((year, rest)) = text.split_at_checked(4)
        && is_year(year)
    {
        return match rest.as_bytes() {
            [b'/', b'0'..=b'9', b'0'..=b'9'] => period(year, ""),
            [b'/', ..] if rest.len() == 5 && is_year(&rest[1..]) => period(year, ""),
            [b'-', b'0'..=b'9', b'0'..=b'9', ..] if rest.len() == 3 || rest[3..].starts_with(['-', 'P', 'T', ' ']) => {
                period(year, &rest[1..])
            }
            [b'-' | b' ' | b'/', b'Q', b'1'..=b'4'] => period(year, &rest[1..]),
            // A spreadsheet writes a year as 2024.0.
            b".0" | b",0" => period(year, ""),
            [first, second] if first.is_ascii_digit() && second.is_ascii_digit() => period(year, rest),
            _ => None,
        };
    }
    let (before, year) = text.split_at_checked(text.len().checked_sub(4)?)?;
    if is_year(year) {
        let lower = before.trim_end_matches([' ', '.', '/']).to_lowercase();
        if let Some(month) = MONTHS.iter().position(|month| lower.ends_with(month)) {
            let day = lower.trim_end_matches(MONTHS[month]).trim().trim_end_matches('.');
            let is_day = day.len() <= 2 && day.bytes().all(|byte| byte.is_ascii_digit());
            return is_day.then(|| period(year, before.trim())).flatten();
        }
        let is_date = !before.is_empty() && before.bytes().all(|byte| byte.is_ascii_digit() || b"./".contains(&byte));
        let is_closed = before.ends_with(['.', '/']);
        return (is_date && is_closed).then(|| period(year, before)).flatten();
    }
    // A winter semester counts for the year in which it begins.
    let (season, years) = text.split_once(' ')?;
    if matches!(season, "WS" | "SS" | "SoSe" | "WiSe") {
        return period(years.trim().get(..4)?, season);
    }
    None
}

/// Statistics of counties begin in the seventies.
fn with_century(year: &str) -> String {
    format!("{}{year}", if year < "70" { "20" } else { "19" })
}

/// The years that stand in a line of text, each as four digits of their own: `Stand: 31.12.2023`.
pub fn years_in(text: &str) -> Vec<i32> {
    let mut years = Vec::new();
    for word in text.split(|letter: char| !letter.is_ascii_digit()) {
        if is_year(word)
            && let Ok(year) = word.parse::<i32>()
            && (1950..2100).contains(&year)
            && !years.contains(&year)
        {
            years.push(year);
        }
    }
    years
}

fn is_year(text: &str) -> bool {
    text.len() == 4 && is_digits(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_in_the_forms_of_statistics() {
        for text in ["2024", "31.12.2024", "2024-12-31", "2024/25", "2024/2025", " 2024 ", "2024.0"] {
            assert_eq!(read(text).map(|period| period.year), Some(2024), "{text}");
        }
        for text in [
            "2024-12",
            "202412",
            "12/2024",
            "Dezember 2024",
            "31. Dezember 2024",
            "2024-10P6M",
            "WS 2024/25",
            "Dez 2024",
            "Dez 24",
            "2024-Q1",
            "Jahr 2024",
            "31.12.24",
            "31.12.2024 00:00:00",
        ] {
            assert_eq!(read(text).map(|period| period.year), Some(2024), "{text}");
        }
        assert_eq!(["31.12.99", "Dez 70"].map(|text| read(text).map(|period| period.year)), [Some(1999), Some(1970)]);
        let texts =
            ["", "24", "Insgesamt", "31.12.224", "x2024", "2015 bis 2017", "12024", "1999-2001", "85912", "a 2024"];
        for text in texts {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn parts_tell_periods_of_a_year_apart() {
        let part = |text: &str| read(text).map(|period| period.part).unwrap_or_default();
        assert_eq!([part("2023-10P6M"), part("2023-04P6M")], ["10P6M", "04P6M"]);
        assert_eq!([part("30.06.2024"), part("2024")], ["30.06.", ""]);
    }

    #[test]
    fn years_are_found_in_titles() {
        assert_eq!(years_in("Stichtag: 31.12.2023, Kreis 01060"), [2023]);
        assert_eq!(years_in("bevoelkerung_2022-05-15"), [2022]);
    }
}
