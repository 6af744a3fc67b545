//! Numbers that somebody typed into a text although the data have them. Comes in: a text, the indicators that it may speak
//! of, protected figures. Goes out: warnings with their lines: what to ask for instead, or which value the typed one
//! contradicts. It looks at numbers with decimals and a per cent sign, and at counts of thousands that the data have
//! exactly; targets and money are no data.

use std::ops::Range;

use super::Draft;
use crate::area::AreaIndex;
use crate::definition::{ListKind, Name};
use crate::number::{Exact, Language, decimal_text, parse, round};
use crate::plan::ElementPlan;
use crate::problem::{Fault, Lint, Notes, Place, Problem, SourceText};

/// In percentage points.
const FAR: i128 = 3;

/// A typed number: where it stands, and its value.
struct Typed {
    start: usize,
    end: usize,
    value: Exact,
    decimals: u8,
    /// A share with its sign, else a count.
    is_share: bool,
}

/// A value of the data.
struct Known {
    indicator: usize,
    area: AreaIndex,
    year: i32,
    printed: Exact,
}

impl Draft<'_> {
    /// Warns of typed numbers in all texts.
    pub(super) fn typed_numbers(&self, notes: &mut Notes) {
        for chapter in &self.document.chapters {
            if let Some(text) = &chapter.text {
                self.tell_typed(text, |range| text.place(range), &chapter.indicators, notes);
            }
        }
        let own: Vec<usize> = self.document.chapters.iter().flat_map(|chapter| chapter.indicators.clone()).collect();
        for (source, text) in self.sentences() {
            let place = source.place(text.span());
            let text = SourceText::new(source.path(), text.get_ref().as_str());
            self.tell_typed(&text, |_| place.clone(), &own, notes);
        }
    }

    fn tell_typed(
        &self,
        text: &SourceText,
        place: impl Fn(Range<usize>) -> Place,
        indicators: &[usize],
        notes: &mut Notes,
    ) {
        let typed = typed(&text.text, self.document.language);
        if typed.is_empty() {
            return;
        }
        let known = self.known(text, indicators);
        for found in typed {
            if let Some(lint) = self.judged(text, &found, &known) {
                notes.push(Problem::at(place(found.start..found.end), Fault::Lint(lint)));
            }
        }
    }

    /// The texts of its paper and of the findings that it prints, each with the file in which it stands.
    fn sentences(&self) -> Vec<(&SourceText, &Name)> {
        let registers = &self.workshop.plan.registers;
        let paper = self.document.definition.paper.iter().flat_map(|paper| {
            let resolution = paper.resolution.iter().flat_map(|found| [&found.intro].into_iter().chain(&found.items));
            let answers = paper.inquiry.iter().flat_map(|inquiry| &inquiry.question).map(|question| &question.answer);
            resolution.chain(&paper.summary).chain(&paper.legal).chain(answers)
        });
        let printed = self.document.elements().filter_map(|element| match element {
            ElementPlan::List(list) if list.kind == ListKind::Recommendations => Some(&list.entries),
            _ => None,
        });
        let findings = printed.flatten().filter_map(|at| registers.recommendations[*at].definition.finding.as_ref());
        let findings = findings.map(|finding| (&registers.written.recommendations.source, finding));
        paper.map(|text| (&self.document.source, text)).chain(findings).collect()
    }

    /// All printed shares and counts of the indicators of a chapter, and of those that its text asks for.
    fn known(&self, text: &SourceText, own: &[usize]) -> Vec<Known> {
        let cube = &self.workshop.plan.cube;
        let asked =
            (0..cube.indicators.len()).filter(|at| text.text.contains(&format!("\"{}\"", cube.indicators[*at].id)));
        let mut indicators: Vec<usize> = own.iter().copied().chain(asked).collect();
        indicators.sort_unstable();
        indicators.dedup();
        indicators.retain(|at| cube.indicators[*at].in_percent() || cube.indicators[*at].decimals == 0);
        let areas = self.document.shown_areas();
        let mut known = Vec::new();
        for indicator in indicators {
            let decimals = cube.indicators[indicator].decimals;
            for area in &areas {
                for year in self.document.from..=self.document.to {
                    if let Some(value) = self.figures.value(indicator, *area, year).value() {
                        known.push(Known { indicator, area: *area, year, printed: round(value, decimals).exact() });
                    }
                }
            }
        }
        known
    }

    fn judged(&self, text: &SourceText, typed: &Typed, known: &[Known]) -> Option<Lint> {
        let cube = &self.workshop.plan.cube;
        // A sentence that names areas speaks of them.
        let sentence = sentence(&text.text, typed.start);
        let is_named = |known: &&Known| sentence.contains(&cube.areas.get(known.area).name);
        let any_named = known.iter().any(|known| is_named(&known));
        let comparable = || {
            let same = known.iter().filter(|known| {
                let found = &cube.indicators[known.indicator];
                found.decimals == typed.decimals && found.in_percent() == typed.is_share
            });
            same.filter(move |known| !any_named || is_named(known))
        };
        let distance = |known: &&Known| {
            let apart = known.printed - typed.value;
            if apart < Exact::from_integer(0) { -apart } else { apart }
        };
        // Of equally near ones the latest year, and there the compared area, is what is meant most often.
        let nearest =
            comparable().min_by_key(|known| (distance(known), -known.year, known.area != self.document.compare))?;
        let number = text.text[typed.start..typed.end].to_owned();
        let found = &cube.indicators[nearest.indicator];
        if nearest.printed == typed.value {
            let area = match nearest.area == self.document.compare {
                true => String::new(),
                false => format!(", area=\"{}\"", cube.areas.get(nearest.area).key),
            };
            let question = format!("value(\"{}\"{area}, year={})", found.id, nearest.year);
            return Some(Lint::TypedNumber { number, question: Some(question), nearest: None });
        }
        // A count that is nearly one of the data is most often another one.
        if !typed.is_share {
            return None;
        }
        // What is far from everything is about something else.
        if distance(&nearest) > Exact::from_integer(FAR) {
            return Some(Lint::TypedNumber { number, question: None, nearest: None });
        }
        let value = decimal_text(round(nearest.printed, found.decimals), self.document.language);
        let area = &cube.areas.get(nearest.area).name;
        let words = match self.document.language {
            Language::De => format!("am nächsten liegt {value} % ({}, {area}, {})", found.name, nearest.year),
            Language::En => format!("the nearest is {value}% ({}, {area}, {})", found.name, nearest.year),
        };
        Some(Lint::TypedNumber { number, question: None, nearest: Some(words) })
    }
}

/// The sentence around a place; stops inside of numbers and names do no harm.
fn sentence(text: &str, at: usize) -> &str {
    let start = text[..at].rfind(['.', '\n', '!', '?']).map_or(0, |stop| stop + 1);
    let end = text[at..].find(['.', '\n', '!', '?']).map_or(text.len(), |stop| at + stop);
    &text[start..end]
}

/// Numbers with decimals before a per cent sign or the word, and counts of four digits and more in groups, outside of
/// double braces.
fn typed(text: &str, language: Language) -> Vec<Typed> {
    let (sign, group) = match language {
        Language::De => (',', '.'),
        Language::En => ('.', ','),
    };
    let is_space = |letter: char| matches!(letter, ' ' | '\u{a0}' | '\u{202f}');
    let mut found = Vec::new();
    let mut at = 0;
    let mut depth = 0usize;
    while let Some(letter) = text[at..].chars().next() {
        let rest = &text[at..];
        if rest.starts_with("{{") {
            depth += 1;
        } else if rest.starts_with("}}") {
            depth = depth.saturating_sub(1);
        }
        let begins = letter.is_ascii_digit()
            && !text[..at].ends_with(|before: char| before.is_alphanumeric() || matches!(before, ',' | '.'));
        if !begins || depth > 0 {
            at += letter.len_utf8();
            continue;
        }
        // Groups of three digits belong to the number; a space before anything else ends it.
        let mut length = rest.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(rest.len());
        let mut groups = 0;
        while let Some(separator) = rest[length..].chars().next().filter(|found| is_space(*found) || *found == group) {
            let digits = &rest[length + separator.len_utf8()..];
            let count = digits.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(digits.len());
            if count != 3 || length > 3 && groups == 0 {
                break;
            }
            groups += 1;
            length += separator.len_utf8() + 3;
        }
        let fraction = rest[length..].strip_prefix(sign).unwrap_or_default();
        let decimals = fraction.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(fraction.len());
        length += if decimals > 0 { 1 + decimals } else { 0 };
        let number = &rest[..length];
        let after = rest[length..].trim_start_matches(is_space);
        let has_word = |word: &str| after.strip_prefix(word).is_some_and(|rest| !rest.starts_with(char::is_alphabetic));
        let is_share = after.starts_with('%') || has_word("Prozent") || has_word("per cent") || has_word("percent");
        let is_money = ["Euro", "EUR", "€", "TEUR", "Mio", "Tsd"].iter().any(|unit| after.starts_with(unit));
        if let Some(value) = parse(number, sign)
            && (is_share && (1..=3).contains(&decimals) || groups > 0 && decimals == 0 && !is_share && !is_money)
        {
            found.push(Typed { start: at, end: at + length, value, decimals: decimals as u8, is_share });
        }
        at += length.max(1);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, language: Language) -> Vec<&str> {
        typed(text, language).iter().map(|found| &text[found.start..found.end]).collect()
    }

    #[test]
    fn only_shares_and_counts_that_somebody_typed_are_found() {
        let text = "Es sind 12,9 % und 8,4 Prozent, nicht {{ value(\"a\") }} 3,0 oder 42 Prozent; um 1,2 Prozentpunkte. 2024,5";
        assert_eq!(found(text, Language::De), ["12,9", "8,4"]);
        let text = "Von 244 527 Menschen, also 244.527, sind 1.234.567 da; 12 000 Euro, 24.000 €, 2024, am 31.12.2024, Tel. 04321 12345";
        assert_eq!(found(text, Language::De), ["244 527", "244.527", "1.234.567"]);
        assert_eq!(found("12.9% of 244,527 and 3,2 %", Language::En), ["12.9", "244,527"]);
    }
}
