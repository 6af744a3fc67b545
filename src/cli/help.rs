//! The help of the command line in German: planners read it first. Comes in: the command as `arguments` declares it, in
//! English. Goes out: the same with German texts, unless English is asked for.

use clap::{Arg, ArgAction, Command};

/// What every command and argument says; arguments of all commands stand under the name of the program.
const GERMAN: [(&str, &str, &str); 30] = [
    ("drucksache", "", "Setzt barrierefreie Sozialberichte und Drucksachen aus Definitionen in TOML"),
    ("drucksache", "workspace", "Ordner mit `drucksache.toml` [sonst der nächste von hier aufwärts]"),
    ("drucksache", "output", "Ordner für die Dokumente [sonst `output` im Arbeitsbereich]"),
    ("drucksache", "lang", "Sprache der Meldungen und dieser Hilfe: de, en"),
    ("drucksache", "quiet", "Nur Fehler melden"),
    ("drucksache", "verbose", "Die Dauer jedes Schrittes nennen"),
    ("drucksache", "help", "Diese Hilfe zeigen"),
    ("drucksache", "version", "Die Version nennen"),
    ("build", "", "Dokumente als PDF bauen"),
    ("build", "reports", "Berichte nach dem Namen ihrer Datei; ohne Angabe alle"),
    ("build", "area", "Von Berichten je Raum nur die dieser Räume [Schlüssel oder Name]"),
    ("build", "keep", "Das Typst-Projekt neben das PDF schreiben"),
    ("build", "jobs", "Wie viel zugleich gemacht wird [sonst so viel, wie der Rechner kann]"),
    ("check", "", "Fehler finden, ohne zu setzen"),
    ("check", "reports", "Berichte nach dem Namen ihrer Datei; ohne Angabe alle"),
    ("inspect", "", "Zeigen, was aus einer gelieferten Datei gelesen wird, mit einem Eintrag für `sources.toml`"),
    ("inspect", "file", "Die Datei, wie sie geliefert wurde"),
    ("inspect", "sheet", "Blatt einer Arbeitsmappe oder Datei eines Archivs [sonst das vollste]"),
    ("inspect", "area", "Alle Angaben dieses Schlüssels zeigen statt der ersten"),
    ("inspect", "json", "Dasselbe als JSON, für Programme"),
    ("release", "", "Festhalten, was veröffentlicht ist: spätere Ausgaben dürfen nichts davon verraten"),
    ("release", "reports", "Berichte, die veröffentlicht sind"),
    (
        "copy",
        "",
        "Vorlagen oder Indikatorensets aus dem Programm in den Arbeitsbereich kopieren, um sie dort zu ändern",
    ),
    ("copy", "names", "Eine Vorlage oder ein Set, wie `list` sie nennt, oder eine Datei wie `vorlage/main.typ`"),
    ("list", "", "Auflisten, was der Arbeitsbereich hat"),
    ("list", "what", "Was: reports, indicators, areas, sources, templates, gaps (CSV), deliveries (CSV)"),
    ("usage", "", "Aufruf"),
    ("commands", "", "Befehle"),
    ("arguments", "", "Angaben"),
    ("options", "", "Optionen"),
];

/// What stands for the value of an argument.
const VALUES: [(&str, &str); 10] = [
    ("workspace", "ORDNER"),
    ("output", "ORDNER"),
    ("lang", "SPRACHE"),
    ("reports", "BERICHT"),
    ("area", "RAUM"),
    ("jobs", "ZAHL"),
    ("file", "DATEI"),
    ("sheet", "BLATT"),
    ("names", "NAME"),
    ("what", "WAS"),
];

fn german(command: &str, argument: &str) -> &'static str {
    let found = GERMAN.iter().find(|(of, name, _)| *of == command && *name == argument);
    found.map_or("", |(_, _, text)| text)
}

/// The command with its texts in the language that is asked for.
pub fn worded(command: Command, is_german: bool) -> Command {
    if !is_german {
        return command;
    }
    let name = command.get_name().to_owned();
    let flag = |id: &'static str, short: char, action: ArgAction| {
        Arg::new(id).long(id).short(short).action(action).help(german("drucksache", id))
    };
    let template = format!("{{about}}\n\n{}: {{usage}}\n\n{{all-args}}\n", german("usage", ""));
    let command = in_german(command, &name)
        .help_template(&template)
        .disable_help_flag(true)
        .disable_version_flag(true)
        .disable_help_subcommand(true)
        .subcommand_help_heading(german("commands", ""))
        .subcommand_value_name("BEFEHL")
        .arg(flag("help", 'h', ArgAction::Help).global(true).help_heading(german("options", "")))
        .arg(flag("version", 'V', ArgAction::Version).help_heading(german("options", "")));
    command.mut_subcommands(|below| {
        let name = below.get_name().to_owned();
        in_german(below, &name).help_template(&template)
    })
}

fn in_german(command: Command, name: &str) -> Command {
    command.about(german(name, "")).mut_args(|argument| {
        let of = if argument.is_global_set() { "drucksache" } else { name };
        let text = german(of, argument.get_id().as_str());
        let heading = if argument.is_positional() { german("arguments", "") } else { german("options", "") };
        // The values stand in the text; flags have none.
        let is_flag = matches!(argument.get_action(), ArgAction::SetTrue);
        let argument = argument.help(text).help_heading(heading);
        let value = VALUES.iter().find(|(id, _)| *id == argument.get_id().as_str()).map(|(_, value)| *value);
        match (is_flag, value) {
            (true, _) => argument,
            (false, None) => argument.hide_possible_values(true),
            (false, Some(value)) => argument.hide_possible_values(true).value_name(value),
        }
    })
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;
    use crate::cli::arguments::Arguments;

    #[test]
    fn every_command_and_argument_has_a_german_text() {
        let command = worded(Arguments::command(), true);
        let all = std::iter::once(&command).chain(command.get_subcommands());
        for found in all {
            assert!(found.get_about().is_some_and(|about| !about.to_string().is_empty()), "{}", found.get_name());
            for argument in found.get_arguments() {
                let text = argument.get_help().map(ToString::to_string).unwrap_or_default();
                assert!(!text.is_empty(), "{} {}", found.get_name(), argument.get_id());
            }
        }
        let printed = command.clone().render_help().to_string();
        assert!(printed.contains("Aufruf: drucksache") && printed.contains("Befehle:"), "{printed}");
        command.debug_assert();
    }
}
