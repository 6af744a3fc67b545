//! What `inspect` prints: what was found in a file, as a text to read or as JSON. The entry for
//! `sources.toml` stands at the end.

use std::path::{Path, PathBuf};

use super::console::Console;
use crate::data::{self, Inspection};
use crate::definition::{self, Definitions, Name, Source};
use crate::number::{Language, join_words, whole_text};
use crate::plan::{self, SourcePlan};
use crate::problem::{Problem, Problems};

/// How many codes, keys and cells are shown.
const SHOWN: usize = 12;

/// What shall be looked at.
pub struct Wanted<'a> {
    /// The file as it was delivered.
    pub file: &'a Path,
    /// A sheet of it.
    pub sheet: Option<&'a str>,
    /// The key whose facts are shown.
    pub area: Option<&'a str>,
    /// For programs.
    pub json: bool,
}

/// Inspects a file, with the areas of the workspace where there is one.
pub fn print(workspace: Option<&Path>, wanted: &Wanted<'_>, console: &Console) -> Result<(), Problems> {
    let Wanted { file, sheet, area, json } = *wanted;
    // A workspace that has mistakes of its own does not keep anybody from looking at a file.
    let definitions = workspace.and_then(|folder| definition::read(folder).ok());
    let areas = definitions.as_ref().and_then(|definitions| plan::areas(definitions).ok());
    let id = file.file_stem().unwrap_or_default().to_string_lossy().to_lowercase().replace([' ', '.', '-'], "_");
    let mut source = Source::bare(&id, &name_in_data_folder(definitions.as_ref(), file));
    source.sheet = sheet.map(|sheet| Name::new(0..0, sheet.to_owned()));
    let found = data::inspect(&SourcePlan::of_file(source, file.to_owned()), areas.as_ref(), area)?;
    if json {
        console.result(&serde_json::to_string_pretty(&found).map_err(Problem::internal)?);
        return Ok(());
    }
    let language = console.language;
    for line in lines(&found, areas.is_some(), language) {
        console.result(&line);
    }
    console.result("");
    console.result(found.entry.trim_end());
    Ok(())
}

/// As `sources.toml` would name it: relative to the data folder, where it lies there.
fn name_in_data_folder(definitions: Option<&Definitions>, file: &Path) -> String {
    let inside = definitions.and_then(|definitions| {
        let folder = definitions.data_folder().canonicalize().ok()?;
        file.canonicalize().ok()?.strip_prefix(folder).ok().map(PathBuf::from)
    });
    let name = inside.unwrap_or_else(|| file.to_owned());
    name.display().to_string().replace('\\', "/")
}

fn lines(found: &Inspection, has_areas: bool, language: Language) -> Vec<String> {
    let pick = |german: &'static str, english: &'static str| language.pick(german, english);
    let count = |number: usize| whole_text(number as i128, language);
    let mut lines = Vec::new();
    let mut say = |label: &str, text: String| {
        if !text.is_empty() {
            lines.push(format!("{label:<16}{text}"));
        }
    };
    let mut format = found.format.to_owned();
    if let Some(delimiter) = found.delimiter {
        let delimiter = if delimiter == '\t' { "⇥".to_owned() } else { delimiter.to_string() };
        format.push_str(&format!(", {} {delimiter}", pick("Trennzeichen", "delimiter")));
        format.push_str(&format!(", {} {}", pick("Dezimalzeichen", "decimal sign"), found.decimal));
    }
    say(pick("Format", "format"), format);
    let ambiguous = found.ambiguous.as_ref().map(|text| {
        format!(
            "`{text}`: {}",
            pick(
                "Tausender oder Komma? `decimal` in `columns` sagt es",
                "thousand or fraction? say `decimal` in `columns`"
            )
        )
    });
    say(pick("unsicher", "unsure"), ambiguous.unwrap_or_default());
    say(pick("Blätter", "sheets"), found.sheets.join(", "));
    say(pick("Titel", "title"), found.title.join(" / "));
    let first = found.first_row.map(|line| format!(", {} {line}", pick("ab Zeile", "from line"))).unwrap_or_default();
    say(pick("Werte", "values"), format!("{}{first}", count(found.facts)));
    let years =
        found.years.map(|(first, last)| if first == last { first.to_string() } else { format!("{first}–{last}") });
    let periods = match found.periods.len() {
        0..=SHOWN => format!("  ({})", found.periods.join(", ")),
        more => format!("  ({} {})", count(more), pick("verschiedene", "different")),
    };
    say(pick("Jahre", "years"), years.map(|years| years + &periods).unwrap_or_default());
    for dimension in &found.dimensions {
        let code = |(code, label): &(String, String)| match label.is_empty() || label == code {
            true => code.clone(),
            false if code.ends_with(label.as_str()) => label.clone(),
            false => format!("{code} = {label}"),
        };
        let mut codes: Vec<String> = dimension.codes.iter().take(SHOWN).map(code).collect();
        if dimension.codes.len() > SHOWN {
            codes.push(format!("… {} {}", count(dimension.codes.len() - SHOWN), pick("weitere", "more")));
        }
        say(pick("Dimension", "dimension"), format!("{}: {}", dimension.names.join(", "), codes.join("; ")));
    }
    say(pick("Einheiten", "units"), found.units.join(", "));
    let sign = |sign: &data::InspectedSign| {
        let shown = if sign.sign.is_empty() { pick("leer", "empty") } else { sign.sign.as_str() };
        format!(
            "{shown} = {} ({}×, {} {})",
            sign.meaning,
            count(sign.count),
            pick("zuerst Zeile", "first in line"),
            sign.line
        )
    };
    say(pick("Zeichen", "signs"), found.signs.iter().map(sign).collect::<Vec<_>>().join("; "));
    if found.marked > 0 {
        say(
            pick("Kennzeichen", "marks"),
            format!("{} {}", pick("neben Werten:", "beside values:"), count(found.marked)),
        );
    }
    let unreadable = found.unreadable.iter().take(SHOWN).map(|(text, line)| format!("`{text}` ({line})"));
    let mut unreadable: Vec<String> = unreadable.collect();
    if found.unreadable.len() > SHOWN {
        unreadable.push(format!("… {} {}", count(found.unreadable.len() - SHOWN), pick("weitere", "more")));
    }
    say(pick("unlesbar", "unreadable"), unreadable.join(", "));
    let lines_of: Vec<String> = found.without_key.iter().take(SHOWN).map(u32::to_string).collect();
    if !lines_of.is_empty() {
        let label = pick("Zeilen mit Zahlen", "rows with numbers");
        say(pick("ohne Schlüssel", "without key"), format!("{label}: {}", lines_of.join(", ")));
    }
    say(pick("ungenutzt", "unused"), found.unused.join(", "));
    let keys = found
        .keys
        .iter()
        .map(|(length, number)| format!("{}× {length} {}", count(*number), pick("Stellen", "characters")));
    say(pick("Schlüssel", "keys"), keys.collect::<Vec<_>>().join(", "));
    if has_areas {
        let levels: Vec<String> =
            found.levels.iter().map(|(level, number)| format!("{} {level}", count(*number))).collect();
        let none = pick("keine", "none").to_owned();
        say(pick("Räume", "areas"), if levels.is_empty() { none } else { join_words(&levels, language) });
        if found.lost_zeros > 0 {
            say(pick("führende Null", "lost zeros"), count(found.lost_zeros));
        }
        let mut unknown: Vec<String> = found.unknown_keys.iter().take(SHOWN).cloned().collect();
        if found.unknown_keys.len() > SHOWN {
            unknown.push(format!("… {} {}", count(found.unknown_keys.len() - SHOWN), pick("weitere", "more")));
        }
        say(pick("ohne Raum", "without area"), unknown.join(", "));
    }
    lines.push(String::new());
    lines.push([pick("Zeile", "line"), pick("Raum", "area"), pick("Zeit", "period")].join("\t"));
    if let Some(header) = lines.last_mut() {
        for dimension in &found.dimensions {
            header.push_str(&format!("\t{}", dimension.names.first().map_or("", String::as_str)));
        }
        header.push_str(&format!("\t{}", pick("Wert", "value")));
    }
    for fact in &found.first {
        let codes = fact.codes.iter().map(String::as_str);
        let line = fact.line.to_string();
        let columns = [line.as_str(), &fact.area, &fact.period].into_iter().chain(codes).chain([fact.value.as_str()]);
        lines.push(columns.collect::<Vec<_>>().join("\t"));
    }
    lines
}
