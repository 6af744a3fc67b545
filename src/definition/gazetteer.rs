//! GV100AD, the list of all municipalities of Germany: lines of fixed width, one per Land, county, Verband and
//! municipality. Comes in: the text. Goes out: its records with official keys, areas and people. The layout
//! follows the description of the data set by the Statistisches Bundesamt.

use std::path::Path;

use crate::number::is_digits;
use crate::problem::{Fault, Place, Problem};

/// One line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GazetteerRecord {
    /// Line from 1.
    pub line: usize,
    /// 10 Land, 20 Regierungsbezirk, 30 Region, 40 county, 50 Verband, 60 municipality.
    pub kind: u8,
    /// Date of the boundaries, `20250831`.
    pub date: String,
    /// Official key: 2, 3, 5 digits, Verband 9, municipality 8.
    pub key: String,
    /// Key of the next coarser record that counties work with: Verband of a municipality, county of a Verband,
    /// Land of a county.
    pub parent: String,
    /// Its name.
    pub name: String,
    /// Hectares, people, men; only municipalities have them.
    pub numbers: Option<[u64; 3]>,
}

/// True for the text of such a file.
pub fn is_gazetteer(text: &str) -> bool {
    let mut lines = text.lines().filter(|line| !line.trim().is_empty()).take(5).peekable();
    lines.peek().is_some() && lines.all(|line| line.chars().count() >= 122 && record(0, line).is_some())
}

/// All records; the number of the first line that is none.
pub fn records(text: &str) -> Result<Vec<GazetteerRecord>, usize> {
    let lines = (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty());
    lines.map(|(number, line)| record(number, line).ok_or(number)).collect()
}

/// The mistake of a line that is no record.
pub fn no_record(file: &Path, line: usize) -> Problem {
    let fault = Fault::WrongValue { expected: "GV100AD".to_owned(), found: "?".to_owned() };
    Problem::at(Place::line(file, line), fault)
}

fn record(line: usize, text: &str) -> Option<GazetteerRecord> {
    let letters: Vec<char> = text.chars().collect();
    let field = |from: usize, to: usize| -> String {
        letters.iter().skip(from).take(to - from).collect::<String>().trim().to_owned()
    };
    let kind: u8 = field(0, 2).parse().ok().filter(|kind| matches!(kind, 10 | 20 | 30 | 40 | 50 | 60))?;
    let date = Some(field(2, 10)).filter(|date| date.len() == 8 && is_digits(date))?;
    let (ags, association) = (field(10, 18), field(18, 22));
    let county = || ags.get(..5).map(str::to_owned);
    let (key, parent) = match kind {
        60 => (ags.clone(), format!("{}{association}", county()?)),
        50 => (format!("{}{association}", county()?), county()?),
        40 => (ags.clone(), ags.get(..2)?.to_owned()),
        _ => (ags.clone(), String::new()),
    };
    let number = |from, to| field(from, to).parse::<u64>().ok();
    let numbers = match kind {
        60 => Some([number(128, 139)?, number(139, 150)?, number(150, 161)?]),
        _ => None,
    };
    let name = printed_name(&field(22, 72), &field(122, 124));
    Some(GazetteerRecord { line, kind, date, key, parent, name, numbers })
}

/// „Kreis Pinneberg" and „Elmshorn", where the list has „Pinneberg" of kind 43 and „Elmshorn, Stadt": names that a sentence
/// can use, and that tell a county from its town.
fn printed_name(listed: &str, kind: &str) -> String {
    const RANKS: [&str; 9] = [
        "Stadt",
        "Hansestadt",
        "Landeshauptstadt",
        "Kreisstadt",
        "Flecken",
        "Markt",
        "St",
        "GKSt",
        "Freie und Hansestadt",
    ];
    let name = match listed.split_once(", ") {
        Some((name, rank)) if RANKS.contains(&rank) || rank.ends_with("stadt") => name,
        _ => listed,
    };
    let is_named = name.to_lowercase().contains("kreis");
    match kind {
        "43" if !is_named => format!("Kreis {name}"),
        "44" if !is_named => format!("Landkreis {name}"),
        _ => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_municipality_knows_its_verband_and_its_people() {
        let mut line = format!("6020250831{}{}{:50}{:50}64    ", "01060018", "5086", "Bühnsdorf", "");
        line.push_str("000000007420000000039000000000195");
        let found = record(7, &line).unwrap();
        assert_eq!(
            (found.key.as_str(), found.parent.as_str(), found.name.as_str()),
            ("01060018", "010605086", "Bühnsdorf")
        );
        assert_eq!(found.numbers, Some([742, 390, 195]));
        assert!(is_gazetteer(&line) && !is_gazetteer("schluessel;jahr;wert\n"));
    }

    #[test]
    fn names_are_those_of_sentences() {
        for (listed, kind, printed) in [
            ("Pinneberg", "43", "Kreis Pinneberg"),
            ("Harburg", "44", "Landkreis Harburg"),
            ("Rems-Murr-Kreis", "44", "Rems-Murr-Kreis"),
            ("Elmshorn, Stadt", "63", "Elmshorn"),
            ("Flensburg, Stadt", "41", "Flensburg"),
            ("Hamburg, Freie und Hansestadt", "41", "Hamburg"),
            ("Uelzen, Hansestadt", "63", "Uelzen"),
            ("Sachsenwald (Forstgutsbez.),gemfr.Geb.", "66", "Sachsenwald (Forstgutsbez.),gemfr.Geb."),
        ] {
            assert_eq!(printed_name(listed, kind), printed);
        }
    }
}
