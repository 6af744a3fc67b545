//! Dates and years as they are printed.

use toml::value::Datetime;

use crate::number::Language;

/// `31.12.2024`, or `2024-12-31` in English.
pub fn date(date: &Datetime, language: Language) -> String {
    let Some(day) = date.date else { return date.to_string() };
    match language {
        Language::De => format!("{:02}.{:02}.{}", day.day, day.month, day.year),
        Language::En => format!("{}-{:02}-{:02}", day.year, day.month, day.day),
    }
}

/// `2015, 2017 bis 2019`: years in order, runs of three and more drawn together.
pub fn years(years: &[i32], language: Language) -> String {
    let mut runs: Vec<(i32, i32)> = Vec::new();
    for year in years {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == *year => *last = *year,
            _ => runs.push((*year, *year)),
        }
    }
    let text = |(first, last): &(i32, i32)| match last - first {
        0 => first.to_string(),
        1 => format!("{first}, {last}"),
        _ => format!("{first} {} {last}", language.pick("bis", "to")),
    };
    runs.iter().map(text).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_of_years_are_drawn_together() {
        assert_eq!(years(&[2015, 2017, 2018, 2019, 2022, 2023], Language::De), "2015, 2017 bis 2019, 2022, 2023");
    }
}
