//! Texts of the planner: Markdown in which numbers are asked for, never typed.

use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use minijinja::value::Kwargs;
use minijinja::{AutoEscape, Environment, Error, UndefinedBehavior};

use super::inclusive;
use super::markdown::to_typst;
use super::template::{Markup, told};
use crate::definition::Inclusive;
use crate::problem::{Fault, Place, Problem, Problems, SourceText};

/// What a text asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are the arguments shown with each variant")]
pub enum Question {
    /// `value("kinderarmut", area="…", year=…)`: a printed value with its unit.
    Value { indicator: String, area: Option<String>, year: Option<i32> },
    /// `change("kinderarmut", area="…", since=…)`: how far it moved, without a sign of direction.
    Change { indicator: String, area: Option<String>, since: i32 },
    /// `trend("kinderarmut", area="…", since=…)`: the same with its direction, after „ist".
    Trend { indicator: String, area: Option<String>, since: i32 },
    /// `above_below("kinderarmut", area="…", than="…")`: how it stands to another area, after „liegt".
    AboveBelow { indicator: String, area: Option<String>, than: Option<String>, year: Option<i32> },
    /// `out_of("kinderarmut")`: `9 von 100`.
    OutOf { indicator: String, area: Option<String>, year: Option<i32> },
    /// `about("einwohner")`: `rund 212 000`.
    About { indicator: String, area: Option<String>, year: Option<i32> },
    /// `money(2026)`, `money()`: what the paper costs in a budget year, or in all of them.
    Money { year: Option<i32> },
    /// `in_area()`, `in_area("…")`: „im Amt Seenland", „in Holmau".
    Inside { area: Option<String> },
    /// `area()`: the area that this copy is about.
    Here,
    /// `see("id")`: a reference to a picture, a table, a list, an indicator, an annex or a paper.
    See { id: String },
    /// `paper("DrS/2015/009")`: a paper by its number, wherever it is.
    Paper { number: String },
    /// `highest("kinderarmut")`, `lowest("kinderarmut")`: the area at the end of the range.
    Extreme { indicator: String, highest: bool },
}

/// Who answers.
pub type Ask = Arc<dyn Fn(&Question) -> Result<String, Fault> + Send + Sync>;

/// Fills a text and turns it into markup. `place` is where a text inside a definition stands; a text
/// file answers with its own lines. `sign` is how the county writes forms for all sexes.
pub fn prose(text: &SourceText, place: Option<&Place>, ask: &Ask, sign: Option<Inclusive>) -> Result<Markup, Problems> {
    if let Some((at, name)) = half_open(&text.text) {
        let place = place.cloned().unwrap_or_else(|| text.place(at..at + name.len()));
        return Err(Problem::at(place, Fault::HalfOpen { question: name.to_owned() }).into());
    }
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_auto_escape_callback(|_| AutoEscape::None);
    environment.set_formatter(|out, _, value| {
        let words = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        out.write_str(&format!("{ANSWER}{}", escaped(&words))).map_err(Error::from)
    });
    let refused = Refused::default();
    add_questions(&mut environment, &refused, ask);
    let rendered = environment.render_str(&text.text, ());
    let mut problems = refused.problems(text, place);
    let filled = match rendered {
        Ok(filled) => inclusive::written(&with_capitals(&filled), sign),
        Err(error) => {
            let (found, reason) = told(&error, text);
            problems.push(Problem::at(place.cloned().unwrap_or(found), Fault::Question { reason }));
            return Err(problems);
        }
    };
    problems.into_result()?;
    let typst = to_typst(&filled).map_err(|found| {
        // The offset is one in the filled text; lines stay the same, as answers have no line breaks.
        let line = filled[..found.offset].matches('\n').count() + 1;
        let place = place.cloned().unwrap_or_else(|| text.line(line));
        Problem::at(place, Fault::Unsupported { what: found.what.to_owned() })
    })?;
    Ok(Markup::new(typst))
}

/// Before every answer, until it is known where it stands.
const ANSWER: char = '\u{e004}';

/// An answer that begins a sentence begins with a capital.
fn with_capitals(filled: &str) -> String {
    let mut text = String::with_capacity(filled.len());
    for (at, part) in filled.split(ANSWER).enumerate() {
        let before = text.trim_end_matches([' ', '*', '-', '>', '_', '#']);
        let begins = before.is_empty() || before.ends_with(['\n', '.', '!', '?']) && !text.ends_with(['.', '!', '?']);
        let mut letters = part.chars();
        match letters.next().filter(|_| at > 0 && begins) {
            Some(first) => text.extend(first.to_uppercase().chain(letters)),
            None => text.push_str(part),
        }
    }
    text
}

/// What may stand in double braces.
fn add_questions(environment: &mut Environment<'_>, refused: &Refused, ask: &Ask) {
    type Dated = fn(String, Option<String>, Option<i32>) -> Question;
    let dated: [(&'static str, Dated); 3] = [
        ("value", |indicator, area, year| Question::Value { indicator, area, year }),
        ("out_of", |indicator, area, year| Question::OutOf { indicator, area, year }),
        ("about", |indicator, area, year| Question::About { indicator, area, year }),
    ];
    for (name, question) in dated {
        let answer = refused.collecting(ask);
        environment.add_function(name, move |indicator: String, options: Kwargs| {
            let (area, year) = (options.get("area")?, options.get("year")?);
            options.assert_all_used()?;
            Ok::<_, Error>(answer(&question(indicator, area, year)))
        });
    }
    type Moved = fn(String, Option<String>, i32) -> Question;
    let moved: [(&'static str, Moved); 2] = [
        ("change", |indicator, area, since| Question::Change { indicator, area, since }),
        ("trend", |indicator, area, since| Question::Trend { indicator, area, since }),
    ];
    for (name, question) in moved {
        let answer = refused.collecting(ask);
        environment.add_function(name, move |indicator: String, options: Kwargs| {
            let (area, since) = (options.get("area")?, options.get("since")?);
            options.assert_all_used()?;
            Ok::<_, Error>(answer(&question(indicator, area, since)))
        });
    }
    let answer = refused.collecting(ask);
    environment.add_function("above_below", move |indicator: String, options: Kwargs| {
        let (area, than, year) = (options.get("area")?, options.get("than")?, options.get("year")?);
        options.assert_all_used()?;
        Ok::<_, Error>(answer(&Question::AboveBelow { indicator, area, than, year }))
    });
    for (name, highest) in [("highest", true), ("lowest", false)] {
        let answer = refused.collecting(ask);
        environment.add_function(name, move |indicator: String| answer(&Question::Extreme { indicator, highest }));
    }
    let answer = refused.collecting(ask);
    environment.add_function("see", move |id: String| answer(&Question::See { id }));
    let answer = refused.collecting(ask);
    environment.add_function("paper", move |number: String| answer(&Question::Paper { number }));
    let answer = refused.collecting(ask);
    environment.add_function("money", move |year: Option<i32>| answer(&Question::Money { year }));
    let answer = refused.collecting(ask);
    environment.add_function("in_area", move |area: Option<String>| answer(&Question::Inside { area }));
    let answer = refused.collecting(ask);
    environment.add_function("area", move || answer(&Question::Here));
}

/// Questions without an answer: the text is filled on, so that all of them come to light in one run.
#[derive(Clone, Default)]
struct Refused {
    /// How many questions were asked so far.
    asked: Arc<AtomicUsize>,
    /// Which of them had no answer, and why.
    faults: Arc<Mutex<Vec<(usize, Fault)>>>,
}

impl Refused {
    /// Answers, and remembers what could not be answered.
    fn collecting(&self, ask: &Ask) -> impl Fn(&Question) -> String + Send + Sync + 'static {
        let (refused, ask) = (self.clone(), ask.clone());
        move |question| {
            let number = refused.asked.fetch_add(1, Ordering::Relaxed);
            ask(question).unwrap_or_else(|fault| {
                if let Ok(mut faults) = refused.faults.lock() {
                    faults.push((number, fault));
                }
                String::new()
            })
        }
    }

    /// The problems, each where its question stands in the text: questions are asked in their order.
    fn problems(&self, text: &SourceText, place: Option<&Place>) -> Problems {
        let mut problems = Problems::new();
        let calls = calls(&text.text);
        for (number, fault) in self.faults.lock().map(|mut faults| std::mem::take(&mut *faults)).unwrap_or_default() {
            let place = match (place, calls.get(number)) {
                (Some(place), _) => place.clone(),
                (None, Some(call)) => text.place(narrowed(&text.text, call.clone(), &fault)),
                (None, None) => text.line(1),
            };
            problems.push(Problem::at(place, fault));
        }
        problems
    }
}

/// A question in single braces: it would be printed as it stands.
fn half_open(text: &str) -> Option<(usize, &str)> {
    calls(text).into_iter().find_map(|call| {
        let before = text[..call.start].trim_end();
        let is_open =
            before.ends_with('{') && !before.ends_with("{{") || text[..call.start].trim_end().ends_with("{ {");
        is_open.then(|| (call.start, &text[call]))
    })
}

/// Where the questions of a text stand: `value(…)` and its like, from the name to the bracket.
fn calls(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    const NAMES: [&str; 13] = [
        "value(",
        "money(",
        "in_area(",
        "out_of(",
        "about(",
        "change(",
        "trend(",
        "above_below(",
        "highest(",
        "lowest(",
        "see(",
        "paper(",
        "area(",
    ];
    for name in NAMES {
        let is_word =
            |start: &usize| !text[..*start].ends_with(|before: char| before.is_alphanumeric() || before == '_');
        for start in text.match_indices(name).map(|(start, _)| start).filter(is_word) {
            let end = text[start..].find(')').map_or(text.len(), |length| start + length + 1);
            found.push(start..end);
        }
    }
    found.sort_by_key(|call| call.start);
    found
}

/// The wrong name inside a question, where the fault knows it.
fn narrowed(text: &str, call: Range<usize>, fault: &Fault) -> Range<usize> {
    let (Fault::UnknownName { name, .. } | Fault::Ambiguous { name, .. }) = fault else { return call };
    match text[call.clone()].find(&format!("\"{name}\"")) {
        Some(at) => call.start + at + 1..call.start + at + 1 + name.len(),
        None => call,
    }
}

/// Keeps an answer from being read as Markdown.
fn escaped(words: &str) -> String {
    let mut text = String::with_capacity(words.len());
    for letter in words.chars() {
        if letter.is_ascii_punctuation() {
            text.push('\\');
        }
        text.push(if letter == '\n' { ' ' } else { letter });
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ask() -> Ask {
        Arc::new(|question| match question {
            Question::Value { indicator, .. } if indicator == "a" => Ok("9,2\u{202f}% *hoch*".to_owned()),
            _ => Err(Fault::NothingSelected { what: "x".to_owned() }),
        })
    }

    #[test]
    fn answers_are_text_and_never_markup() {
        let text = SourceText::new("a.md", "Es sind {{ value(\"a\", area=\"k\") }}.");
        let markup = prose(&text, None, &ask(), None).unwrap_or_else(|problems| panic!("{problems}"));
        assert!(markup.as_str().replace("\";#\"", "").contains("9,2\u{202f}% *hoch*."), "{}", markup.as_str());
    }

    #[test]
    fn an_answer_that_begins_a_sentence_has_a_capital() {
        let filled =
            format!("{ANSWER}etwa 9.\n\n- {ANSWER}um 3. {ANSWER}etwa {ANSWER}rund 5 und §{ANSWER}a, 2.{ANSWER}b");
        assert_eq!(with_capitals(&filled), "Etwa 9.\n\n- Um 3. Etwa rund 5 und §a, 2.b");
    }

    #[test]
    fn a_question_in_single_braces_is_not_printed() {
        let text = SourceText::new("a.md", "Gut.\nSiehe { value(\"a\") }} und {{ value(\"a\") }}.");
        let problems = prose(&text, None, &ask(), None).err().map(Problems::sorted).unwrap_or_default();
        assert!(matches!(problems[0].fault, Fault::HalfOpen { .. }), "{problems:?}");
        assert_eq!(problems[0].place.as_ref().map(|place| (place.line, place.column)), Some((2, 9)));
    }

    #[test]
    fn a_wrong_question_is_answered_with_its_line() {
        let text = SourceText::new("a.md", "Gut.\n\nEs sind {{ value(\"b\") }}\nund {{ value(\"c\") }}.");
        let problems = prose(&text, None, &ask(), None).err().map(Problems::sorted).unwrap_or_default();
        let places: Vec<(usize, usize)> =
            problems.iter().filter_map(|found| found.place.as_ref()).map(|place| (place.line, place.column)).collect();
        assert_eq!(places, [(3, 12), (4, 8)]);
        assert_eq!(problems[0].fault, Fault::NothingSelected { what: "x".to_owned() });
    }
}
