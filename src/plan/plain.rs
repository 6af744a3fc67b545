//! What texts must not say: causes that figures cannot prove, names of persons in what everybody reads. Comes in: the
//! Markdown of a document. Goes out: warnings with their lines. It reads words, not meanings: a warning is a question.

use super::Document;
use crate::definition::{Definitions, Status};
use crate::problem::{Fault, Lint, Notes, Place, Problem, SourceText};

/// Words that claim a cause, where they stand in a paragraph with figures.
const CAUSAL: [&str; 23] = [
    "verursach",
    "wegen ",
    "aufgrund ",
    "führt dazu",
    "bedingt durch",
    "ausgelöst",
    "hat zur folge",
    "dank de",
    "bewirkt",
    "führt zu",
    "führen zu",
    "führte zu",
    "führten zu",
    "zurückzuführen",
    "liegt daran",
    "infolge",
    "ist schuld",
    "ursache",
    "caused by",
    "leads to",
    "led to",
    "because of",
    "results from",
];

/// Words before the name of a person.
const TITLES: [&str; 7] = ["Frau ", "Herr ", "Herrn ", "Dr. ", "Prof. ", "Mrs ", "Mr "];

/// Words after „Frau" and „Herr" that are no names.
const NO_NAMES: [&str; 6] = ["Landrätin", "Landrat", "Vorsitzende", "Bürgermeisterin", "Präsidentin", "Ministerin"];

/// Checks the texts of a document and the age of its data.
pub fn check(document: &Document, definitions: &Definitions, notes: &mut Notes) {
    for text in document.texts() {
        causes(text, notes);
        if document.definition.status == Status::Public {
            persons(text, notes);
        }
        if document.plain {
            sentences(text, notes);
        }
    }
    age(document, definitions, notes);
    let (to, as_of) = (&document.definition.period.to, document.definition.as_of.get_ref().date);
    if let Some(as_of) = as_of.map(|day| i32::from(day.year)).filter(|year| *to.get_ref() > *year) {
        let place = document.source.place(to.span());
        note(place, Lint::PeriodBeyondData { to: *to.get_ref(), as_of }, notes);
    }
}

fn note(place: Place, lint: Lint, notes: &mut Notes) {
    notes.push(Problem::at(place, Fault::Lint(lint)));
}

fn causes(text: &SourceText, notes: &mut Notes) {
    let mut start = 0;
    for paragraph in text.text.split_inclusive("\n\n") {
        if paragraph.contains("{{") {
            let small = paragraph.to_lowercase();
            for words in CAUSAL {
                // Letters may change their length in bytes when they become small; then the paragraph has to do.
                if let Some(at) = small.find(words) {
                    let (from, to) = if small.len() == paragraph.len() { (at, at + words.len()) } else { (0, 1) };
                    let place = text.place(start + from..start + to);
                    note(place, Lint::Causal { words: words.to_owned() }, notes);
                }
            }
        }
        start += paragraph.len();
    }
}

fn persons(text: &SourceText, notes: &mut Notes) {
    for title in TITLES {
        for (at, _) in text.text.match_indices(title) {
            let is_word = !text.text[..at].ends_with(char::is_alphanumeric);
            let name: String = text.text[at + title.len()..]
                .chars()
                .take_while(|letter| letter.is_alphabetic() || *letter == '-')
                .collect();
            let is_name = name.chars().next().is_some_and(char::is_uppercase) && !NO_NAMES.contains(&name.as_str());
            if is_word && is_name {
                let place = text.place(at..at + title.len() + name.len());
                note(place, Lint::PersonNamed { name: format!("{title}{name}") }, notes);
            }
        }
    }
}

/// More words are too many for a sentence in plain language.
const MOST_WORDS: usize = 15;
/// More letters are too many for a word.
const MOST_LETTERS: usize = 16;

/// Long sentences and long words; what is asked for counts as one word.
fn sentences(text: &SourceText, notes: &mut Notes) {
    let mut start = 0;
    for line in text.text.split_inclusive(['.', '!', '?', ':', '\n']) {
        let mut words = 0;
        let mut depth = 0usize;
        for word in line.split_whitespace() {
            depth += word.matches("{{").count();
            words += usize::from(depth == 0 || word.contains("}}"));
            let bare = word.trim_matches(|letter: char| !letter.is_alphanumeric());
            if depth == 0 && bare.split('-').any(|part| part.chars().count() > MOST_LETTERS) {
                let at = line.find(bare).unwrap_or_default() + start;
                note(text.place(at..at + bare.len()), Lint::LongWord { word: bare.to_owned() }, notes);
            }
            depth = depth.saturating_sub(word.matches("}}").count());
        }
        if words > MOST_WORDS {
            let at = start + line.len() - line.trim_start().len();
            note(text.place(at..start + line.len()), Lint::LongSentence { words, most: MOST_WORDS }, notes);
        }
        start += line.len();
    }
}

fn age(document: &Document, definitions: &Definitions, notes: &mut Notes) {
    let (definition, most) = (&document.definition, definitions.workspace.value.checks.oldest_data);
    let month = |day: &toml::value::Datetime| day.date.map(|day| i64::from(day.year) * 12 + i64::from(day.month));
    if let (Some(date), Some(as_of)) = (month(definition.date.get_ref()), month(definition.as_of.get_ref()))
        && date - as_of > most
    {
        let place = document.source.place(definition.as_of.span());
        note(place, Lint::OldData { months: date - as_of, most }, notes);
    }
}
