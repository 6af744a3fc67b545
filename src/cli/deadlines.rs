//! How many days are left: due dates held against the clock.

use time::{Date, Month, OffsetDateTime};

use crate::document::Deadline;
use crate::number::Language;

/// A line for every due date, and for every delivery that should be there by now.
#[expect(clippy::disallowed_methods, reason = "the command line is where the program looks at the clock")]
pub fn lines(deadlines: &[Deadline], language: Language) -> Vec<String> {
    let today = OffsetDateTime::now_utc().date();
    deadlines.iter().flat_map(|deadline| told(deadline, today, language)).collect()
}

fn told(deadline: &Deadline, today: Date, language: Language) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(due) = day(deadline.due) {
        let left = (due - today).whole_days();
        let when = match (language, left) {
            (Language::De, 0) => "heute fällig".to_owned(),
            (Language::En, 0) => "due today".to_owned(),
            (Language::De, 1) => format!("fällig morgen, am {}", written(due, language)),
            (Language::En, 1) => format!("due tomorrow, on {}", written(due, language)),
            (Language::De, -1) => format!("war gestern fällig, am {}", written(due, language)),
            (Language::En, -1) => format!("was due yesterday, on {}", written(due, language)),
            (Language::De, left) if left > 0 => format!("fällig am {}, noch {left} Tage", written(due, language)),
            (Language::En, left) if left > 0 => format!("due on {}, {left} days left", written(due, language)),
            (Language::De, left) => format!("war fällig am {}, vor {} Tagen", written(due, language), -left),
            (Language::En, left) => format!("was due on {}, {} days ago", written(due, language), -left),
        };
        lines.push(format!("{}: {when}", deadline.document));
    }
    for missing in &deadline.missing {
        lines.push(format!("  {}: {missing}", language.pick("fehlt", "missing")));
    }
    for (title, at) in &deadline.deliveries {
        if let Some(at) = day(*at).filter(|at| *at < today) {
            let late = language.pick("Lieferung überfällig seit", "delivery overdue since");
            lines.push(format!("  {late} {}: {title}", written(at, language)));
        }
    }
    lines
}

fn day(date: toml::value::Date) -> Option<Date> {
    Date::from_calendar_date(i32::from(date.year), Month::try_from(date.month).ok()?, date.day).ok()
}

fn written(day: Date, language: Language) -> String {
    let (year, month, date) = (day.year(), u8::from(day.month()), day.day());
    match language {
        Language::De => format!("{date:02}.{month:02}.{year}"),
        Language::En => format!("{year}-{month:02}-{date:02}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_over_months_and_years() {
        let date = |year, month, day| toml::value::Date { year, month, day };
        let deadline = Deadline {
            document: "fokus".to_owned(),
            due: date(2026, 7, 31),
            missing: vec!["Lage (FD Jugend: fehlt)".to_owned()],
            deliveries: vec![
                ("Pflegestatistik".to_owned(), date(2025, 6, 30)),
                ("SGB II".to_owned(), date(2026, 4, 30)),
            ],
        };
        let today = Date::from_calendar_date(2025, Month::December, 31).unwrap();
        let lines = told(&deadline, today, Language::De);
        assert_eq!(lines[0], "fokus: fällig am 31.07.2026, noch 212 Tage");
        assert_eq!(
            lines[1..],
            ["  fehlt: Lage (FD Jugend: fehlt)", "  Lieferung überfällig seit 30.06.2025: Pflegestatistik"]
        );
    }
}
