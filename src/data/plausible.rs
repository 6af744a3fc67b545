//! What looks like a slip in a delivered file. Comes in: the table and what was counted. Goes out: warnings with
//! file and line. Nothing is changed: a jump may be real. Small counts are not named, for they may be secret.

use std::collections::{BTreeMap, HashMap};

use super::count::Counted;
use super::tabulate::{Beside, Table};
use super::value::State;
use crate::figures::Amount;
use crate::number::{Exact, Language, decimal_text, round};
use crate::plan::{BaseFigure, Cube, SourcePlan};
use crate::problem::{Fault, Notes, Place, Problem};

/// How many of one kind are told.
pub const TOLD: usize = 5;
/// Smaller counts jump by chance.
const LEAST: f64 = 30.0;
/// Numbers below this are not written into messages.
const NAMED: i64 = 10 * Amount::WHOLE;

/// What is added up of one key, period and further codes.
#[derive(Default)]
struct Whole {
    /// What the total says, and its line.
    total: Option<(i64, u32)>,
    /// What the parts add up to.
    parts: i128,
    /// A sign anywhere spoils the comparison.
    has_sign: bool,
}

/// A number in a message; none of a source that has secrets, for which of them are hidden is not known yet.
fn text(source: &SourcePlan, units: i128) -> String {
    if source.source.has_secrets() || (units.abs() < i128::from(NAMED) && units != 0) {
        return "*".to_owned();
    }
    let value = Exact::new(units, Amount::WHOLE.into());
    decimal_text(round(value, if value.is_integer() { 0 } else { 2 }), Language::De)
}

/// Tells values that more than double or halve against the year before, beyond what chance does to small numbers,
/// unless all areas together do the same or a break is known.
pub fn tell_jumps(
    cube: &Cube,
    table: &Table<'_>,
    (source, figure): (&SourcePlan, &BaseFigure),
    counted: &Counted,
    notes: &mut Notes,
) {
    let mut together: BTreeMap<i32, f64> = BTreeMap::new();
    let number =
        |area: usize, year: i32| counted.get(area, year).filter(|cell| cell.sign.is_none()).map(|cell| cell.units);
    for (area, year) in counted.places() {
        if let Some(units) = number(area, year) {
            *together.entry(year).or_default() += units as f64;
        }
    }
    let mut found = Vec::new();
    for (area, year) in counted.places() {
        let (Some(before), Some(after)) = (number(area, year - 1), number(area, year)) else { continue };
        let is_known = source.source.breaks.iter().any(|known| known.year == year);
        // A share of what was counted for a former area is no number of the year before.
        let is_divided = |year: i32| counted.get(area, year).is_some_and(|cell| cell.flags.divided);
        let is_known = is_known || is_divided(year - 1) != is_divided(year);
        let usual = together.get(&year).copied().unwrap_or(0.0) / together.get(&(year - 1)).copied().unwrap_or(1.0);
        if !is_known && is_jump(before, after, usual) {
            found.push((area, year, before, after));
        }
    }
    for (area, year, before, after) in found.iter().take(TOLD) {
        let fault = Fault::Jump {
            figure: figure.name.clone(),
            area: cube.areas.get(*area).name.clone(),
            year: *year,
            before: text(source, (*before).into()),
            after: text(source, (*after).into()),
        };
        notes.push(Problem::at(line_of(table, source, *area, *year), fault));
    }
    tell_more(source, found.len(), notes);
}

/// How many more there are than are told.
fn tell_more(source: &SourcePlan, found: usize, notes: &mut Notes) {
    if found > TOLD {
        notes.push(Problem::at(Place::file(&source.file), Fault::MoreOfTheSame { more: found - TOLD }));
    }
}

/// By more than twice, and by more than six standard deviations of a Poisson count.
fn is_jump(before: i64, after: i64, usual: f64) -> bool {
    let whole = Amount::WHOLE as f64;
    let (before, after) = (before as f64 / whole, after as f64 / whole);
    let expected = if usual.is_finite() && usual > 0.0 { before * usual } else { before };
    let far = |from: f64| {
        let (low, high) = (from.min(after), from.max(after));
        high >= LEAST && high > 2.0 * low && high - low > 6.0 * high.sqrt()
    };
    before >= 0.0 && after >= 0.0 && far(before) && far(expected)
}

fn line_of(table: &Table<'_>, source: &SourcePlan, area: usize, year: i32) -> Place {
    let facts = &table.opened.facts;
    let fact = (0..facts.len()).find(|fact| {
        table.areas[facts.key[*fact] as usize].is_some_and(|(found, _)| found == area)
            && table.years[facts.period[*fact] as usize] == year
    });
    fact.map_or_else(|| Place::file(&source.file), |fact| table.opened.place(source, facts.line[fact]))
}

/// Tells totals that differ from the sum of their parts, where the parts of most other rows do add up: then the
/// dimension is one whose parts are the whole.
pub fn tell_totals(table: &Table<'_>, source: &SourcePlan, notes: &mut Notes) {
    if source.source.altered.is_some() {
        return;
    }
    let facts = &table.opened.facts;
    for (at, dimension) in table.dimensions.iter().enumerate().filter(|(_, dimension)| !dimension.exclusive) {
        let totals = super::selection::totals(dimension);
        if totals.is_empty() || dimension.codes.len() < totals.len() + 2 {
            continue;
        }
        let mut wholes: HashMap<Beside, Whole> = HashMap::new();
        for fact in (0..facts.len()).filter(|fact| table.is_wanted(facts.key[*fact])) {
            let (beside, code) = table.apart(fact, at);
            let whole = wholes.entry(beside).or_default();
            whole.has_sign |= !matches!(facts.state[fact], State::NUMBER | State::DASH);
            match totals.contains(&code) {
                true => whole.total = Some((facts.number[fact], facts.line[fact])),
                false if super::selection::is_among_others(&dimension.codes[code as usize]) => {}
                false => whole.parts += i128::from(facts.number[fact]),
            }
        }
        let whole = wholes.into_values().filter(|whole| !whole.has_sign);
        let compared: Vec<(i128, i128, u32)> =
            whole.filter_map(|whole| whole.total.map(|(total, line)| (total.into(), whole.parts, line))).collect();
        let mut differing: Vec<(i128, i128, u32)> =
            compared.iter().copied().filter(|(total, parts, _)| total != parts).collect();
        if compared.len() < 5 || differing.len() * 5 > compared.len() {
            continue;
        }
        differing.sort_by_key(|(total, parts, line)| (*line, *total, *parts));
        let name = dimension.names.first().cloned().unwrap_or_default();
        for (total, sum, line) in differing.iter().take(TOLD) {
            let fault =
                Fault::PartsDiffer { dimension: name.clone(), total: text(source, *total), sum: text(source, *sum) };
            notes.push(Problem::at(table.opened.place(source, *line), fault));
        }
        tell_more(source, differing.len(), notes);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::definition::Source;

    #[test]
    fn only_large_changes_of_large_numbers_are_jumps() {
        let jump = |before: i64, after: i64, usual: f64| is_jump(before * Amount::WHOLE, after * Amount::WHOLE, usual);
        assert!(jump(1585, 2, 1.0) && jump(100, 1000, 1.1));
        assert!(!jump(3, 12, 1.0), "small numbers jump by chance");
        assert!(!jump(100, 180, 1.0), "less than twice");
        assert!(!jump(100, 300, 2.9), "all areas together do the same");
    }

    #[test]
    fn small_numbers_are_not_named() {
        let source = SourcePlan::of_file(Source::bare("a", "a.csv"), "a.csv".into());
        let texts = [2 * Amount::WHOLE, 0, 12_500_000].map(|units| text(&source, units.into()));
        assert_eq!(texts, ["*", "0", "12,50"]);
    }
}
