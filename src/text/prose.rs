//! Texts of the planner: Markdown in which numbers are asked for, never typed.

use std::fmt;
use std::sync::Arc;

use minijinja::value::{Kwargs, Value};
use minijinja::{AutoEscape, Environment, Error, ErrorKind, UndefinedBehavior};

use super::markdown::to_typst;
use super::template::Markup;
use crate::problem::{Fault, Place, Problem, Problems, SourceText};

/// What a text asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are the arguments shown with each variant")]
pub enum Question {
    /// `value("kinderarmut", area="…", year=…)`: a printed value with its unit.
    Value { indicator: String, area: Option<String>, year: Option<i32> },
    /// `change("kinderarmut", area="…", since=…)`: how far it moved, without a sign of direction.
    Change { indicator: String, area: Option<String>, since: i32 },
    /// `highest("kinderarmut")`, `lowest("kinderarmut")`: the area at the end of the range.
    Extreme { indicator: String, highest: bool },
}

/// Who answers.
pub type Ask = Arc<dyn Fn(&Question) -> Result<String, Fault> + Send + Sync>;

/// Fills a text and turns it into markup. `place` is where a text inside a definition stands; a text
/// file answers with its own lines.
pub fn prose(text: &SourceText, place: Option<&Place>, ask: &Ask) -> Result<Markup, Problems> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_auto_escape_callback(|_| AutoEscape::None);
    environment.set_formatter(|out, _, value| {
        let words = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        out.write_str(&escaped(&words)).map_err(Error::from)
    });
    let answer = ask.clone();
    environment.add_function("value", move |indicator: String, options: Kwargs| {
        let (area, year) = (options.get("area")?, options.get("year")?);
        options.assert_all_used()?;
        answered(&answer, &Question::Value { indicator, area, year })
    });
    let answer = ask.clone();
    environment.add_function("change", move |indicator: String, options: Kwargs| {
        let (area, since) = (options.get("area")?, options.get("since")?);
        options.assert_all_used()?;
        answered(&answer, &Question::Change { indicator, area, since })
    });
    for (name, highest) in [("highest", true), ("lowest", false)] {
        let answer = ask.clone();
        environment
            .add_function(name, move |indicator: String| answered(&answer, &Question::Extreme { indicator, highest }));
    }
    let filled = environment.render_str(&text.text, ()).map_err(|error| refusal(&error, text, place))?;
    let typst = to_typst(&filled).map_err(|found| {
        // The offset is one in the filled text; lines stay the same, as answers have no line breaks.
        let line = filled[..found.offset].matches('\n').count() + 1;
        let place = place.cloned().unwrap_or_else(|| text.line(line));
        Problem::at(place, Fault::Unsupported { what: found.what.to_owned() })
    })?;
    Ok(Markup::new(typst))
}

/// A fault on its way through minijinja.
#[derive(Debug)]
struct Refused(Fault);

impl fmt::Display for Refused {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:?}", self.0)
    }
}

impl std::error::Error for Refused {}

fn answered(ask: &Ask, question: &Question) -> Result<Value, Error> {
    ask(question)
        .map(Value::from)
        .map_err(|fault| Error::new(ErrorKind::InvalidOperation, "no answer").with_source(Refused(fault)))
}

fn refusal(error: &Error, text: &SourceText, place: Option<&Place>) -> Problem {
    let place = place.cloned().unwrap_or_else(|| text.line(error.line().unwrap_or(1)));
    let mut source = std::error::Error::source(error);
    while let Some(cause) = source {
        if let Some(refused) = cause.downcast_ref::<Refused>() {
            return Problem::at(place, refused.0.clone());
        }
        source = cause.source();
    }
    let reason = error.detail().map_or_else(|| error.kind().to_string(), str::to_owned);
    Problem::at(place, Fault::Template { reason })
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
        let markup = prose(&text, None, &ask()).unwrap_or_else(|problems| panic!("{problems}"));
        assert!(markup.as_str().replace("\";#\"", "").contains("9,2\u{202f}% *hoch*."), "{}", markup.as_str());
    }

    #[test]
    fn a_wrong_question_is_answered_with_its_line() {
        let text = SourceText::new("a.md", "Gut.\n\nEs sind {{ value(\"b\") }}.");
        let problems = prose(&text, None, &ask()).err().map(Problems::sorted).unwrap_or_default();
        assert_eq!(problems[0].place.as_ref().map(|place| place.line), Some(3));
        assert_eq!(problems[0].fault, Fault::NothingSelected { what: "x".to_owned() });
    }
}
