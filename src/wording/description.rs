//! Drawings in words, for those who do not see them. Comes in: what a drawing is made from. Goes out: sentences about
//! its range, its ends, the compared area, the course, gaps and secrets; never a hidden value, for none comes in.

use crate::figures::{Column, Datum, Grid, Mark, Role, Row, Sign};
use crate::number::{Language, join_words};

/// More names than this are counted.
const NAMED: usize = 3;

/// A description that grows by sentences.
pub struct Description {
    language: Language,
    text: String,
}

impl Description {
    /// Begins with the kind of drawing and what it is about: „Karte: Kinderarmut 2024, Prozent."
    pub fn new(kind: &str, subject: &str, language: Language) -> Description {
        Description { language, text: format!("{kind}: {subject}.") }
    }

    /// A sentence without its full stop; nothing for an empty one.
    pub fn say(mut self, sentence: &str) -> Description {
        if !sentence.is_empty() {
            self.text.push_str(&format!(" {sentence}."));
        }
        self
    }

    /// Range and ends of a column, and where the reference lies.
    pub fn range(self, grid: &Grid, column: usize) -> Description {
        let sentence = range(grid, column, self.language);
        self.say(&sentence)
    }

    /// Range and ends of every column, each with its name.
    pub fn ranges(self, grid: &Grid) -> Description {
        let language = self.language;
        (0..grid.columns.len()).fold(self, |description, column| match range(grid, column, language) {
            sentence if sentence.is_empty() => description,
            sentence => description.say(&format!("{}: {}", grid.columns[column].label, lowered(&sentence))),
        })
    }

    /// The range of the only column, or of every one with its name.
    pub fn ranges_or_range(self, grid: &Grid) -> Description {
        if grid.columns.len() == 1 { self.range(grid, 0) } else { self.ranges(grid) }
    }

    /// How each row goes from its first to its last number.
    pub fn courses<'a>(self, rows: impl Iterator<Item = &'a Row>, columns: &[Column]) -> Description {
        let language = self.language;
        rows.fold(self, |description, row| description.say(&course(row, columns, language)))
    }

    /// All values of every row: for drawings with few of them.
    pub fn values(self, grid: &Grid) -> Description {
        let rows = grid.rows.iter().map(|row| {
            let values = row.data.iter().zip(&grid.columns);
            let one = grid.columns.len() == 1;
            let values: Vec<String> = values
                .map(
                    |(datum, column)| {
                        if one { datum.spoken.clone() } else { format!("{} {}", column.label, datum.spoken) }
                    },
                )
                .collect();
            format!("{} {}", row.label, values.join(", "))
        });
        let rows: Vec<String> = rows.collect();
        self.say(&rows.join("; "))
    }

    /// A line across the drawing.
    pub fn mark(self, mark: Option<&Mark>) -> Description {
        let language = self.language;
        match mark {
            Some(Mark { name, text, .. }) => {
                self.say(&format!("{} {name} {text}", language.pick("Zum Vergleich", "For comparison")))
            }
            None => self,
        }
    }

    /// Years after which the series is another.
    pub fn breaks(self, breaks: &[i32]) -> Description {
        let language = self.language;
        let years: Vec<String> = breaks.iter().map(i32::to_string).collect();
        match years.is_empty() {
            true => self,
            false => self.say(&format!(
                "{} {}",
                language.pick("Bruch in der Reihe ab", "Break in series from"),
                join_words(&years, language)
            )),
        }
    }

    /// How many values are hidden or missing.
    pub fn gaps(self, grid: &Grid) -> Description {
        let sentence = gaps(grid, self.language);
        self.say(&sentence)
    }

    /// The whole text.
    pub fn finish(self) -> String {
        self.text
    }
}

/// „Von 3,7 (Kisdorf) bis 14,3 (Kaltenkirchen und Wahlstedt); Kreis 9,2".
fn range(grid: &Grid, column: usize, language: Language) -> String {
    let others = || grid.rows.iter().filter(|row| row.role != Role::Reference);
    let datum = |row: &Row| row.data.get(column).filter(|datum| datum.number().is_some()).cloned();
    let mut found: Vec<(&Row, Datum)> = others().filter_map(|row| Some((row, datum(row)?))).collect();
    found.sort_by_key(|(_, datum)| datum.cell.value());
    let reference = grid.rows.iter().find(|row| row.role == Role::Reference);
    let reference = reference.and_then(|row| Some(format!("{} {}", row.label, datum(row)?.spoken)));
    let names = |text: &str| {
        let names: Vec<String> =
            found.iter().filter(|(_, datum)| datum.spoken == text).map(|(row, _)| row.label.clone()).collect();
        match names.len() {
            0..=NAMED => join_words(&names, language),
            count => format!("{count}{}", language.pick("-mal", " times")),
        }
    };
    let ends = match (found.first(), found.last()) {
        (Some((row, only)), Some(_)) if found.len() == 1 => format!("{} {}", row.label, only.spoken),
        (Some((_, low)), Some((_, high))) if low.spoken == high.spoken => {
            format!("{} {}", language.pick("Überall", "Everywhere"), low.spoken)
        }
        (Some((_, low)), Some((_, high))) => {
            let (least, most) = (names(&low.spoken), names(&high.spoken));
            match language {
                Language::De => format!("Von {} ({least}) bis {} ({most})", low.spoken, high.spoken),
                Language::En => format!("From {} ({least}) to {} ({most})", low.spoken, high.spoken),
            }
        }
        _ => String::new(),
    };
    [Some(ends).filter(|ends| !ends.is_empty()), reference].into_iter().flatten().collect::<Vec<_>>().join("; ")
}

/// „Kreis: 2015 10,4, 2024 9,2, höchster Wert 11,6 (2017)".
fn course(row: &Row, columns: &[Column], language: Language) -> String {
    let numbers: Vec<(&Column, &Datum)> =
        columns.iter().zip(&row.data).filter(|(_, datum)| datum.number().is_some()).collect();
    let (Some(first), Some(last)) = (numbers.first(), numbers.last()) else {
        return match row.data.is_empty() {
            true => String::new(),
            false => format!("{}: {}", row.label, language.pick("kein Wert", "no value")),
        };
    };
    let at = |(column, datum): &(&Column, &Datum)| match language {
        Language::De => format!("{} {}", column.label, datum.spoken),
        Language::En => format!("{} in {}", datum.spoken, column.label),
    };
    if numbers.len() == 1 {
        return format!("{}: {}", row.label, at(first));
    }
    let mut text = format!("{}: {}, {}", row.label, at(first), at(last));
    let value = |found: &&(&Column, &Datum)| found.1.cell.value();
    for (word, end) in [
        (language.pick("höchster Wert", "highest"), numbers.iter().max_by_key(value)),
        (language.pick("niedrigster Wert", "lowest"), numbers.iter().min_by_key(value)),
    ] {
        if let Some(end) = end.filter(|end| ![first, last].iter().any(|other| other.1.spoken == end.1.spoken)) {
            text.push_str(&format!(", {word} {}", at(end)));
        }
    }
    text
}

/// „2 Werte geheim, 1 ohne Wert".
fn gaps(grid: &Grid, language: Language) -> String {
    // What does not exist there lacks nothing.
    let is_gap = |sign: &Sign| !matches!(sign, Sign::NotAvailable | Sign::NoArea);
    let signs = grid.rows.iter().flat_map(|row| &row.data).filter_map(|datum| datum.cell.sign());
    let signs: Vec<Sign> = signs.filter(is_gap).collect();
    let secret = signs.iter().filter(|sign| sign.is_secret()).count();
    let mut parts = Vec::new();
    for (count, german, english) in
        [(secret, "geheim gehalten", "confidential"), (signs.len() - secret, "ohne Wert", "without a value")]
    {
        if count > 0 {
            parts.push(format!("{count} {}", language.pick(german, english)));
        }
    }
    parts.join(", ")
}

fn lowered(sentence: &str) -> String {
    let mut letters = sentence.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figures::Cell;
    use crate::number::Exact;

    fn grid(rows: &[(&str, Role, &[Option<i128>])]) -> Grid {
        let datum = |value: &Option<i128>| {
            let cell = value.map_or(Cell::Sign(Sign::Secret), |value| Cell::number(Exact::from_integer(value)));
            let text = value.map_or_else(|| "geheim gehalten".to_owned(), |value| value.to_string());
            Datum { cell, spoken: text.clone(), text, rank: None, shade: None, interval: None }
        };
        let count = rows.first().map_or(0, |(_, _, values)| values.len());
        let column = |year: usize| Column { label: (2020 + year).to_string(), ..Column::default() };
        let row = |(label, role, values): &(&str, Role, &[Option<i128>])| Row {
            label: (*label).to_owned(),
            area: None,
            role: *role,
            data: values.iter().map(datum).collect(),
        };
        Grid {
            stub: "Raum".to_owned(),
            columns: (0..count).map(column).collect(),
            rows: rows.iter().map(row).collect(),
        }
    }

    #[test]
    fn a_range_names_its_ends_and_counts_what_is_hidden() {
        let grid = grid(&[
            ("Ost", Role::Ordinary, &[Some(3)]),
            ("West", Role::Ordinary, &[Some(9)]),
            ("Nord", Role::Ordinary, &[Some(9)]),
            ("Süd", Role::Ordinary, &[None]),
            ("Kreis", Role::Reference, &[Some(7)]),
        ]);
        let text = Description::new("Karte", "Armut 2024", Language::De).range(&grid, 0).gaps(&grid).finish();
        assert_eq!(text, "Karte: Armut 2024. Von 3 (Ost) bis 9 (West und Nord); Kreis 7. 1 geheim gehalten.");
    }

    #[test]
    fn a_course_has_its_ends_and_its_peak() {
        let grid = grid(&[("Kreis", Role::Reference, &[Some(4), Some(8), None, Some(5)])]);
        let text = |language| {
            Description::new("X", "Y", language).courses(grid.rows.iter(), &grid.columns).breaks(&[2022]).finish()
        };
        assert_eq!(
            text(Language::De),
            "X: Y. Kreis: 2020 4, 2023 5, höchster Wert 2021 8. Bruch in der Reihe ab 2022."
        );
        assert_eq!(
            text(Language::En),
            "X: Y. Kreis: 4 in 2020, 5 in 2023, highest 8 in 2021. Break in series from 2022."
        );
    }

    #[test]
    fn nothing_known_is_said_as_well() {
        let grid = grid(&[("Ost", Role::Ordinary, &[None, None])]);
        let text =
            Description::new("X", "Y", Language::De).courses(grid.rows.iter(), &grid.columns).gaps(&grid).finish();
        assert_eq!(text, "X: Y. Ost: kein Wert. 2 geheim gehalten.");
    }
}
