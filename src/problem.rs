//! What went wrong, where, and what helps. Comes in: faults found by any room. Goes out: problems
//! that carry a place in the planner's own file. It prints nothing; `cli` does.

mod catalogue;
mod code;
mod fault;
mod hints;
mod lint;
mod place;
mod words;

pub use fault::{Fault, Kind};
pub use lint::Lint;
pub use place::{Lines, Place, SourceText};

use std::fmt;
use std::path::Path;

use crate::number::Language;

/// How bad a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing is made of the document that has it.
    Error,
    /// The document is made; the planner should know.
    Warning,
}

/// One thing that is wrong, with its place when it has one.
#[derive(Debug, Clone, PartialEq)]
pub struct Problem {
    /// What is wrong.
    pub fault: Fault,
    /// Where it stands in the planner's files.
    pub place: Option<Place>,
}

impl Problem {
    /// A problem at a place.
    pub fn at(place: Place, fault: Fault) -> Problem {
        Problem { fault, place: Some(place) }
    }

    /// A problem without a place in a file.
    pub fn new(fault: Fault) -> Problem {
        Problem { fault, place: None }
    }

    /// A fault of the program, not of the planner.
    pub fn internal(error: impl fmt::Display) -> Problem {
        Problem::new(Fault::Internal { reason: error.to_string() })
    }

    /// Error or warning, as its fault says.
    pub fn severity(&self) -> Severity {
        self.fault.severity()
    }

    /// The whole message as it is printed: severity with code, sentence, place with its line, hints.
    pub fn text(&self, language: Language) -> String {
        let severity = match self.severity() {
            Severity::Error => language.pick("Fehler", "error"),
            Severity::Warning => language.pick("Warnung", "warning"),
        };
        let mut text = format!("{severity}[{}]: {}\n", self.fault.code(), self.fault.sentence(language));
        if let Some(place) = &self.place {
            text.push_str(&place.text());
        }
        for hint in self.fault.hints(language) {
            text.push_str(&format!("  {}: {hint}\n", language.pick("Hinweis", "hint")));
        }
        text
    }
}

/// All problems that a step could find; never empty where it stands for a failure.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Problems(Vec<Problem>);

impl Problems {
    /// No problem so far.
    pub fn new() -> Problems {
        Problems::default()
    }

    /// Adds one more.
    pub fn push(&mut self, problem: Problem) {
        self.0.push(problem);
    }

    /// Adds all of another list.
    pub fn append(&mut self, other: Problems) {
        self.0.extend(other.0);
    }

    /// Keeps a value, or its problems and nothing.
    pub fn collect<T>(&mut self, result: Result<T, Problems>) -> Option<T> {
        match result {
            Ok(value) => Some(value),
            Err(problems) => {
                self.append(problems);
                None
            }
        }
    }

    /// Fails if there is an error among the problems.
    pub fn into_result(self) -> Result<(), Problems> {
        if self.has_errors() { Err(self) } else { Ok(()) }
    }

    /// True where something must be mended before a document can be made.
    pub fn has_errors(&self) -> bool {
        self.0.iter().any(|problem| problem.severity() == Severity::Error)
    }

    /// The same without the text of the lines of a file, or of any sheet of a workbook: they may hold what must
    /// stay secret.
    pub fn without_lines(mut self, file: &Path) -> Problems {
        let sheets = format!("{}#", file.display());
        let is_within = |place: &Path| place == file || place.to_string_lossy().starts_with(&sheets);
        let places = self.0.iter_mut().filter_map(|problem| problem.place.as_mut());
        places.filter(|place| is_within(&place.file)).for_each(|place| place.excerpt = None);
        self
    }

    /// The first that was found.
    pub fn first(&self) -> Option<&Problem> {
        self.0.first()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// True where nothing was found.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Keeps those that fit.
    pub fn retain(&mut self, fits: impl Fn(&Problem) -> bool) {
        self.0.retain(fits);
    }

    /// The same, with no more than a few of one kind at one place: what a text asks in vain for every area is one mistake.
    pub fn few_of_each(self) -> Problems {
        const FEW: usize = 3;
        let mut kept: Vec<Problem> = Vec::new();
        let mut more: Vec<(Problem, usize)> = Vec::new();
        for problem in Problems(self.0).sorted() {
            let is_same = |other: &Problem| other.place == problem.place && other.fault.code() == problem.fault.code();
            if problem.place.is_none() || kept.iter().filter(|other| is_same(other)).count() < FEW {
                kept.push(problem);
            } else if let Some((_, count)) = more.iter_mut().find(|(other, _)| is_same(other)) {
                *count += 1;
            } else {
                more.push((problem, 1));
            }
        }
        let more = more.into_iter().map(|(problem, more)| Problem { fault: Fault::MoreOfTheSame { more }, ..problem });
        kept.extend(more);
        Problems(kept)
    }

    /// The problems in the order of files and lines, each once.
    pub fn sorted(mut self) -> Vec<Problem> {
        self.0
            .sort_by_key(|problem| problem.place.as_ref().map(|place| (place.file.clone(), place.line, place.column)));
        let mut kept: Vec<Problem> = Vec::with_capacity(self.0.len());
        for problem in self.0 {
            let same_place = kept.iter().rev().take_while(|other| other.place == problem.place);
            if !same_place.into_iter().any(|other| *other == problem) {
                kept.push(problem);
            }
        }
        kept
    }
}

impl From<Problem> for Problems {
    fn from(problem: Problem) -> Problems {
        Problems(vec![problem])
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.clone().sorted().iter().try_for_each(|problem| formatter.write_str(&problem.text(Language::En)))
    }
}

/// Warnings that travel beside results.
pub type Notes = Problems;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_a_protected_file_are_not_repeated_not_even_those_of_a_workbook() {
        let at = |file: &str| {
            Problem::at(Place::excerpt(file, 7, "01060005;3".to_owned()), Fault::Internal { reason: String::new() })
        };
        let problems = Problems(["data/a.xlsx#Blatt", "data/a.xlsx", "data/a.xlsx.csv"].map(at).to_vec());
        let without = problems.without_lines(Path::new("data/a.xlsx"));
        let shown: Vec<bool> =
            without.0.iter().map(|problem| problem.text(Language::De).contains("01060005")).collect();
        assert_eq!(shown, [false, false, true]);
    }
}
