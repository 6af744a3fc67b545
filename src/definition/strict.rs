//! TOML into definitions, strictly and with all mistakes at once. serde stops at the first mistake;
//! here the entry at fault is taken out of the tree and the rest is read again, until nothing new
//! turns up.

use std::ops::Range;

use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue, Deserializer};

use crate::problem::{Fault, Kind, Problem, Problems, SourceText};

/// Reads a whole file.
pub fn parse<T: DeserializeOwned>(source: &SourceText) -> Result<T, Problems> {
    let (mut tree, errors) = DeTable::parse_recoverable(&source.text);
    let mut problems = Problems::new();
    for error in errors {
        let place = source.place(error.span().unwrap_or(0..0));
        problems.push(Problem::at(place, Fault::TomlSyntax { reason: error.message().to_owned() }));
    }
    problems.into_result()?;

    let mut problems = Problems::new();
    refuse_texts(tree.get_ref(), source, &mut problems);
    let mut removed = Vec::new();
    loop {
        let error = match T::deserialize(Deserializer::from(tree.clone())) {
            Ok(value) => return problems.into_result().map(|()| value),
            Err(error) => error,
        };
        let fault = translate(error.message());
        let span = error.span().unwrap_or(0..source.text.len());
        // OK to stay silent, once for each: the key is missing because its wrong value was taken out, and told.
        let told = match &fault {
            Fault::MissingKey { key } => removed.iter().position(|removed| removed == key),
            _ => None,
        };
        if let Some(position) = told {
            removed.swap_remove(position);
        } else {
            problems.push(Problem::at(source.place(span.clone()), fault));
        }
        if !remove(tree.get_mut(), &span, &mut removed) {
            return Err(problems);
        }
    }
}

/// Keys of the texts that may ask for values; all others are printed as they are written.
const ASKING: [&str; 9] = ["summary", "legal", "intro", "items", "answer", "finding", "progress", "deviation", "next"];

/// Keys of texts that must not be empty where they are written: whoever leaves them out gets something better.
const FILLED: [&str; 5] = ["title", "name", "id", "number", "logo_alt"];

/// Tells of texts that would be printed as a question or as nothing.
fn refuse_texts(table: &DeTable<'_>, source: &SourceText, problems: &mut Problems) {
    for (key, value) in table.iter() {
        refuse_text(key.get_ref(), value, source, problems);
    }
}

fn refuse_text(key: &str, value: &Spanned<DeValue<'_>>, source: &SourceText, problems: &mut Problems) {
    let mut tell = |fault: Fault| problems.push(Problem::at(source.place(value.span()), fault));
    match value.get_ref() {
        DeValue::Table(table) => refuse_texts(table, source, problems),
        DeValue::Array(items) => items.iter().for_each(|item| refuse_text(key, item, source, problems)),
        DeValue::String(text) if text.contains("{{") && !ASKING.contains(&key) => {
            tell(Fault::NotAnswered { key: key.to_owned(), asking: ASKING.to_vec() });
        }
        DeValue::String(text) if text.trim().is_empty() && FILLED.contains(&key) => {
            tell(Fault::MissingKey { key: key.to_owned() });
        }
        _ => {}
    }
}

/// Takes out the smallest entry that the span touches; false where there is none.
fn remove<'i>(table: &mut DeTable<'i>, span: &Range<usize>, removed: &mut Vec<String>) -> bool {
    for (_, value) in table.iter_mut() {
        if remove_inside(value, span, removed) {
            return true;
        }
    }
    let key = table
        .iter()
        .find(|(key, value)| key.span() == *span || value.span() == *span)
        .map(|(key, _)| key.get_ref().to_string());
    let Some(key) = key else { return false };
    table.remove(key.as_str());
    removed.push(key);
    true
}

fn remove_inside<'i>(value: &mut Spanned<DeValue<'i>>, span: &Range<usize>, removed: &mut Vec<String>) -> bool {
    match value.get_mut() {
        DeValue::Table(table) => remove(table, span, removed),
        DeValue::Array(items) => {
            if items.iter_mut().any(|item| remove_inside(item, span, removed)) {
                return true;
            }
            let Some(at) = items.iter().position(|item| item.span() == *span) else { return false };
            let all = std::mem::replace(items, DeArray::new()).into_iter().enumerate();
            *items = all.filter(|(index, _)| *index != at).map(|(_, item)| item).collect();
            true
        }
        _ => false,
    }
}

/// serde's sentence into ours.
fn translate(message: &str) -> Fault {
    let quoted = |text: &str| text.split('`').skip(1).step_by(2).map(str::to_owned).collect::<Vec<String>>();
    if message.starts_with("unknown field") {
        let mut names = quoted(message).into_iter();
        let name = names.next().unwrap_or_default();
        return Fault::UnknownName { kind: Kind::Key, name, known: names.collect() };
    }
    if message.starts_with("unknown variant") {
        let mut names = quoted(message).into_iter();
        let name = names.next().unwrap_or_default();
        return Fault::UnknownName { kind: Kind::Choice, name, known: names.collect() };
    }
    if message.starts_with("missing field") {
        return Fault::MissingKey { key: quoted(message).into_iter().next().unwrap_or_default() };
    }
    let (_, found) = message.split_once(": ").unwrap_or(("", message));
    match found.rsplit_once(", expected ") {
        Some((found, expected)) => Fault::WrongValue { expected: expected.to_owned(), found: found.to_owned() },
        None => Fault::TomlSyntax { reason: message.to_owned() },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only the reading is tested")]
    struct Sample {
        title: String,
        year: Spanned<i32>,
        #[serde(default)]
        part: Vec<Part>,
    }

    #[derive(Debug, serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only the reading is tested")]
    struct Part {
        name: String,
    }

    #[test]
    fn all_mistakes_of_a_file_in_one_run() {
        let text = "title = 5\ntitel = \"x\"\nyear = 2024\n\n[[part]]\nname = \"a\"\n\n[[part]]\nnam = \"b\"\n";
        let problems = parse::<Sample>(&SourceText::new("a.toml", text)).unwrap_err().sorted();
        let places: Vec<(usize, &str)> =
            problems.iter().map(|found| (found.place.as_ref().unwrap().line, found.fault.code())).collect();
        assert_eq!(places, [(1, "D0013"), (2, "D0011"), (8, "D0012"), (9, "D0011")]);
    }

    #[test]
    fn questions_that_nobody_answers_and_empty_names_are_refused() {
        let text = "title = \"a {{ area() }}\"\nyear = 2024\n\n[[part]]\nname = \" \"\n";
        let problems = parse::<Sample>(&SourceText::new("a.toml", text)).unwrap_err().sorted();
        let places: Vec<(usize, &str)> =
            problems.iter().map(|found| (found.place.as_ref().unwrap().line, found.fault.code())).collect();
        assert_eq!(places, [(1, "D0056"), (5, "D0012")]);
    }
}
