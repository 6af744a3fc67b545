//! GENESIS cube files: typed lines, `K` for the headings of a block and `D` for its rows, decimals with a
//! point, quality and locks beside every number. Comes in: the text. Goes out: facts. The first axis with
//! keys of areas is the area, the axis of time the period; locked cells are secret.

use super::facts::{Dimension, Facts};
use super::flat;
use super::value::{Dialect, State};
use crate::plan::SourcePlan;
use crate::problem::{Fault, Place, Problem, Problems};

/// True for the text of a cube file.
pub fn is_one(text: &str) -> bool {
    text.lines().take(40).any(|line| line.starts_with("K;DQ;") || line.starts_with("K;QEI;"))
}

/// Reads all records.
pub fn read(text: &str, source: &SourcePlan) -> Result<Facts, Problems> {
    let dialect = Dialect { decimal: '.', signs: source.source.signs.clone() };
    let mut axes: Vec<String> = Vec::new();
    let mut time = None;
    let mut measures: Vec<(String, String)> = Vec::new();
    let mut block = "";
    let mut facts = Facts::default();
    let mut problems = Problems::new();
    for (number, line) in (1_u32..).zip(text.lines()) {
        let fields: Vec<&str> = line.split(';').map(|field| field.trim().trim_matches('"')).collect();
        match (fields.first().copied(), fields.get(1).copied()) {
            (Some("K"), Some(name)) => {
                block = name;
                if block == "QEI" {
                    facts = with_axes(&axes, time, measures.len());
                }
            }
            (Some("D"), Some(name)) => match block {
                "DQA" => axes.push(name.to_owned()),
                "DQZ" => {
                    time = Some(axes.len());
                    axes.push(name.to_owned());
                }
                "DQI" => measures.push((name.to_owned(), fields.get(2).copied().unwrap_or_default().to_owned())),
                "QEI" => {
                    let expected = 1 + axes.len() + 4 * measures.len();
                    if axes.is_empty() || measures.is_empty() || fields.len() != expected {
                        let place = Place::excerpt(&source.file, number as usize, line.to_owned());
                        problems.push(Problem::at(place, Fault::FieldCount { expected, found: fields.len() }));
                        continue;
                    }
                    record(&mut facts, number, &fields[1..], &axes, time, &measures, &dialect);
                }
                _ => {}
            },
            _ => {}
        }
    }
    problems.into_result().map(|()| facts)
}

fn is_area(axes: &[String], at: usize) -> bool {
    axes.iter().position(|axis| flat::is_area_variable(axis)) == Some(at)
}

fn with_axes(axes: &[String], time: Option<usize>, measures: usize) -> Facts {
    let own = (0..axes.len()).filter(|at| Some(*at) != time && !is_area(axes, *at));
    let mut dimensions: Vec<Dimension> = own.map(|at| Dimension::named(&axes[at])).collect();
    if measures > 1 {
        dimensions.push(Dimension::named("measure"));
    }
    Facts::new(dimensions)
}

fn record(
    facts: &mut Facts,
    line: u32,
    fields: &[&str],
    axes: &[String],
    time: Option<usize>,
    measures: &[(String, String)],
    dialect: &Dialect,
) {
    let area = (0..axes.len()).find(|at| is_area(axes, *at)).map_or("DG", |at| fields[at]);
    let key = facts.keys.intern(area);
    let period = facts.periods.intern(time.map_or("", |at| fields[at]));
    let mut codes = Vec::new();
    for at in (0..axes.len()).filter(|at| Some(*at) != time && !is_area(axes, *at)) {
        if let Some(dimension) = facts.dimensions.get_mut(codes.len()) {
            codes.push(dimension.intern(fields[at], ""));
        }
    }
    let beside = codes.len();
    for ((measure, unit), cell) in measures.iter().zip(fields[axes.len()..].chunks_exact(4)) {
        codes.truncate(beside);
        if measures.len() > 1
            && let Some(dimension) = facts.dimensions.last_mut()
        {
            codes.push(dimension.intern(measure, ""));
        }
        let unit = facts.units.intern(unit);
        let (value, quality, locked, altered) = (cell[0], cell[1], cell[2], cell[3]);
        facts.altered |= altered.parse::<f64>().is_ok_and(|by| by != 0.0);
        let is_locked = !matches!(locked, "" | "N" | "0" | "0.0");
        // Where the quality is a sign, the zero beside it stands for nothing.
        let is_sign = matches!(quality, "-" | "." | "/" | "x" | "X" | "...");
        let (shown, beside) = match (is_locked, is_sign) {
            (true, _) => ("*", ""),
            (false, true) => (quality, ""),
            (false, false) => (value, quality),
        };
        facts.push(line, (key, period, unit), &codes, (shown, beside), dialect);
        debug_assert!(!is_locked || facts.state.last().is_none_or(|state| *state != State::NUMBER));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::definition::Source;

    #[test]
    fn records_are_read_by_their_axes() {
        let text = "* Der Benutzer hat die Daten abgerufen\nK;DQ;FACH-SCHL;GHH-ART\nD;47414BJ002;N\nK;DQA;NAME;RHF-BSR;RHF-ACHSE\n\
                    D;KREISE;1;1\nD;GES;2;2\nK;DQZ;NAME;ZI-RHF-BSR;ZI-RHF-ACHSE\nD;STAG;3;3\n\
                    K;DQI;NAME;ME-NAME;DST;TYP\nD;BEVSTD;Anzahl;FEST;GANZ\n\
                    K;QEI;FACH-SCHL;FACH-SCHL;ZI-WERT;WERT;QUALITAET;GESPERRT;WERT-VERFAELSCHT\n\
                    D;01060;GESM;31.12.2024;139729;e;;0.0\nD;01060;GESW;31.12.2024;0;;J;0.0\nD;01060;INSGESAMT;31.12.2024;283562.5;p;;0.0\n";
        assert!(is_one(text));
        let facts = read(text, &SourcePlan::of_file(Source::bare("a", "a.csv"), "a.csv".into())).unwrap();
        assert_eq!(facts.len(), 3);
        assert_eq!(facts.number, [139_729_000_000, 0, 283_562_500_000]);
        assert_eq!(facts.state[1].sign(), Some(crate::figures::Sign::SecretAtSource));
        assert!(facts.marks[2].flags().provisional);
        assert_eq!(facts.dimensions[0].codes.texts().collect::<Vec<_>>(), ["GESM", "GESW", "INSGESAMT"]);
    }
}
