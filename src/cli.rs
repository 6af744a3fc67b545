//! The command line, and the only room that prints or asks the clock. Comes in: arguments. Goes out: an
//! exit code: 0 done, 1 the input has problems, 2 used wrongly or a fault of the machine. It decides
//! nothing about documents.

mod arguments;
mod console;
mod deadlines;
mod help;
mod inspect;
mod list;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches};

use crate::definition;
use crate::number::Language;
use crate::pipeline::{self, Request};
use crate::problem::{Fault, Notes, Problems};
use arguments::{Arguments, Command};
use console::Console;

/// Runs the program.
pub fn run() -> ExitCode {
    let arguments = match parsed() {
        Ok(arguments) => arguments,
        Err(error) => {
            // OK to ignore: without a terminal there is nobody to tell
            let _ = error.print();
            return if error.use_stderr() { ExitCode::from(2) } else { ExitCode::SUCCESS };
        }
    };
    let console = Console::new(&arguments);
    let mut notes = Notes::new();
    let result = command(&arguments, &console, &mut notes);
    console.notes(notes);
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(problems) => {
            let code = if is_machine_fault(&problems) { ExitCode::from(2) } else { ExitCode::from(1) };
            console.problems(problems);
            code
        }
    }
}

/// The arguments; their help is German unless `--lang en` stands among them.
fn parsed() -> Result<Arguments, clap::Error> {
    let given: Vec<std::ffi::OsString> = std::env::args_os().collect();
    let is_english = given.windows(2).any(|pair| pair[0] == "--lang" && pair[1] == "en");
    let is_english = is_english || given.iter().any(|argument| argument == "--lang=en");
    let command = help::worded(Arguments::command(), !is_english);
    Arguments::from_arg_matches(&command.try_get_matches_from(given)?)
}

fn command(arguments: &Arguments, console: &Console, notes: &mut Notes) -> Result<(), Problems> {
    if let Some(jobs) = arguments.jobs() {
        // OK to ignore: the pool exists already only if something was drawn before the first command
        let _ = rayon::ThreadPoolBuilder::new().num_threads(jobs).build_global();
    }
    if let Command::Inspect { file, sheet, area, json } = &arguments.command {
        // A file can be looked at before there is a workspace.
        let wanted = inspect::Wanted { file, sheet: sheet.as_deref(), area: area.as_deref(), json: *json };
        return inspect::print(workspace(arguments).ok().as_deref(), &wanted, console);
    }
    let workspace = workspace(arguments)?;
    match &arguments.command {
        Command::Inspect { .. } => {}
        Command::Build { reports, area, keep, .. } => {
            let output = arguments.output.clone().unwrap_or_else(|| workspace.join("output"));
            let request = Request { documents: reports.clone(), areas: area.clone(), output, keep: *keep };
            let outcome = pipeline::build(&workspace, &request, notes, &|step| console.step(step))?;
            console.deliveries(&outcome.deliveries);
            if !outcome.problems.is_empty() {
                return Err(outcome.problems);
            }
        }
        Command::Check { reports } => {
            let checked = pipeline::check(&workspace, reports, console.language, notes, &|step| console.step(step))?;
            let deadlines = deadlines::lines(&checked.deadlines, console.language);
            checked.secrecy.iter().chain(&deadlines).for_each(|line| console.result(line));
            console.say(console.language.pick("keine Fehler gefunden", "no errors found"));
        }
        Command::Release { reports } => {
            let output = arguments.output.clone().unwrap_or_else(|| workspace.join("output"));
            for file in pipeline::release(&workspace, &output, reports)? {
                console.result(&file.display().to_string());
            }
        }
        Command::Copy { names } => {
            for file in pipeline::copy(&workspace, names)? {
                console.result(&file.display().to_string());
            }
        }
        Command::List { what } => list::print(&workspace, *what, console, notes)?,
    }
    Ok(())
}

#[expect(clippy::disallowed_methods, reason = "the command line is where the program looks where it stands")]
fn workspace(arguments: &Arguments) -> Result<PathBuf, Problems> {
    match &arguments.workspace {
        Some(folder) => definition::find_workspace(folder),
        None => {
            let here = std::env::current_dir().unwrap_or_else(|_| PathBuf::from("."));
            definition::find_workspace(&here)
        }
    }
}

fn is_machine_fault(problems: &Problems) -> bool {
    problems.clone().sorted().iter().all(|problem| {
        matches!(
            problem.fault,
            Fault::Internal { .. }
                | Fault::UnwritableFile { .. }
                | Fault::ForeignFolder { .. }
                | Fault::NoWorkspace { .. }
        )
    })
}

/// The language of messages: as asked for, else German.
fn message_language(arguments: &Arguments) -> Language {
    arguments.lang.unwrap_or_default().into()
}
