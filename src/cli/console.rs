//! What the planner sees in the terminal: progress and problems on stderr, results on stdout.

#![expect(clippy::print_stderr, reason = "this is the room that prints")]

use std::collections::BTreeMap;
use std::io::Write as _;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use super::arguments::Arguments;
use super::message_language;
use crate::deliver::Delivery;
use crate::number::Language;
use crate::pipeline::Step;
use crate::problem::{Notes, Problems, Severity};

/// The terminal, with a clock that runs since the start.
pub struct Console {
    /// Language of messages.
    pub language: Language,
    quiet: bool,
    verbose: bool,
    clock: Mutex<Clock>,
}

#[derive(Default)]
struct Clock {
    /// When each step that runs began.
    begun: BTreeMap<(String, &'static str), Instant>,
    /// Time of each document so far.
    spent: BTreeMap<String, Duration>,
}

impl Console {
    /// For a run of the program.
    pub fn new(arguments: &Arguments) -> Console {
        Console {
            language: message_language(arguments),
            quiet: arguments.quiet,
            verbose: arguments.verbose,
            clock: Mutex::new(Clock::default()),
        }
    }

    /// A line of talk.
    pub fn say(&self, text: &str) {
        if !self.quiet {
            eprintln!("{text}");
        }
    }

    /// A line of results.
    pub fn result(&self, text: &str) {
        // OK to ignore: whoever reads may have stopped, as `head` does.
        let _ = writeln!(std::io::stdout(), "{text}");
    }

    /// A step begins or has ended.
    #[expect(clippy::disallowed_methods, reason = "progress is the one thing that needs the clock")]
    pub fn step(&self, step: Step<'_>) {
        let now = Instant::now();
        let Ok(mut clock) = self.clock.lock() else { return };
        let name = step.document.unwrap_or_default();
        let key = (name.to_owned(), step.stage);
        if !step.ended {
            clock.begun.insert(key, now);
            return;
        }
        let spent = clock.begun.remove(&key).map(|begun| now.duration_since(begun)).unwrap_or_default();
        *clock.spent.entry(name.to_owned()).or_default() += spent;
        drop(clock);
        if self.verbose {
            eprintln!("  {:>8.1} ms  {:<10} {name}", spent.as_secs_f64() * 1000.0, self.stage(step.stage));
        } else if !self.quiet && step.stage == "export" {
            eprintln!("  {} {name}", self.language.pick("gesetzt:", "typeset:"));
        }
    }

    fn stage(&self, stage: &'static str) -> &'static str {
        if self.language == Language::En {
            return stage;
        }
        match stage {
            "read" => "lesen",
            "plan" => "planen",
            "measure" => "messen",
            "protect" => "schützen",
            "outline" => "umreißen",
            "compose" => "zeichnen",
            "layout" => "umbrechen",
            "export" => "ausgeben",
            "deliver" => "ablegen",
            stage => stage,
        }
    }

    /// Warnings.
    pub fn notes(&self, notes: Notes) {
        for note in notes.sorted() {
            self.say(note.text(self.language).trim_end());
        }
    }

    /// Everything that is wrong, and how much of it.
    pub fn problems(&self, problems: Problems) {
        let sorted = problems.sorted();
        for problem in &sorted {
            eprintln!("{}", problem.text(self.language));
        }
        let errors = sorted.iter().filter(|problem| problem.severity() == Severity::Error).count();
        eprintln!("{errors} {}", self.language.pick("Fehler", if errors == 1 { "error" } else { "errors" }));
    }

    /// The closing table: document, pages, size, seconds.
    pub fn deliveries(&self, deliveries: &[Delivery]) {
        if self.quiet || deliveries.is_empty() {
            return;
        }
        let (document, pages, size, seconds) = match self.language {
            Language::De => ("Dokument", "Seiten", "KiB", "Sekunden"),
            Language::En => ("document", "pages", "KiB", "seconds"),
        };
        let width = deliveries.iter().map(|delivery| delivery.document.chars().count()).max().unwrap_or(0).max(8);
        eprintln!("\n{document:<width$}  {pages:>6}  {size:>6}  {seconds:>8}");
        let Ok(clock) = self.clock.lock() else { return };
        for delivery in deliveries {
            let spent = clock.spent.get(&delivery.document).copied().unwrap_or_default().as_secs_f64();
            let seconds = format!("{spent:.1}");
            let seconds = if self.language == Language::De { seconds.replace('.', ",") } else { seconds };
            let (name, pages, size) = (&delivery.document, delivery.pages.len(), delivery.bytes.div_ceil(1024));
            eprintln!("{name:<width$}  {pages:>6}  {size:>6}  {seconds:>8}");
        }
        drop(clock);
        for delivery in deliveries {
            self.result(&delivery.file.display().to_string());
        }
    }
}
