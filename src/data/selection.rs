//! Which rows a base figure counts: codes by text or meaning, totals where every area has one, and never two
//! measures at once. Comes in: a table and the filters of a figure. Goes out: combinations of codes.

use std::cell::OnceCell;
use std::collections::{BTreeSet, HashMap};

use super::tabulate::{Beside, Coded, Table};
use crate::plan::{BaseFigure, SourcePlan};
use crate::problem::{Fault, Kind, Place, Problem, Problems};

/// Names of the code that stands for all others.
const TOTALS: [&str; 12] =
    ["insgesamt", "gesamt", "zusammen", "total", "all", "alle", "summe", "sum", "beide", "_t", "ins", "lb-ins"];

/// Per dimension the codes that together are everything, worked out once for all figures that do not mention it.
pub struct Wholes<'a> {
    table: &'a Table<'a>,
    codes: Vec<OnceCell<BTreeSet<u32>>>,
}

impl<'a> Wholes<'a> {
    /// For the dimensions of a table.
    pub fn new(table: &'a Table<'a>) -> Wholes<'a> {
        Wholes { table, codes: table.dimensions.iter().map(|_| OnceCell::new()).collect() }
    }

    fn of(&self, at: usize) -> BTreeSet<u32> {
        self.codes[at].get_or_init(|| whole(self.table, at)).clone()
    }
}

/// The combinations of codes that count. A dimension that the figure does not mention counts by its total, else whole.
pub fn combinations(wholes: &Wholes<'_>, source: &SourcePlan, figure: &BaseFigure) -> Result<Vec<u32>, Problems> {
    let table = wholes.table;
    let mut problems = Problems::new();
    for filter in &figure.filter {
        let (name, place) = &filter.dimension;
        if let Err(fault) = table.dimension(name) {
            problems.push(Problem::at(place.clone(), fault));
        }
    }
    let mut allowed: Vec<BTreeSet<u32>> = Vec::new();
    for (at, dimension) in table.dimensions.iter().enumerate() {
        let filter = figure.filter.iter().find(|filter| dimension.names.contains(&filter.dimension.0));
        let codes = match filter {
            Some(filter) => named(dimension, &filter.codes, &mut problems),
            None => wholes.of(at),
        };
        let choices: BTreeSet<&str> = codes.iter().map(|code| dimension.codes[*code as usize].1.as_str()).collect();
        if filter.is_none() && dimension.exclusive && choices.len() > 1 {
            let known = choices.into_iter().map(str::to_owned).collect();
            let dimension = dimension.names.first().cloned().unwrap_or_default();
            let fault = Fault::ChooseOne { dimension, file: source.file.display().to_string(), known };
            problems.push(Problem::at(figure.place.clone(), fault));
        }
        allowed.push(codes);
    }
    problems.into_result()?;
    let fits = |codes: &Vec<u32>| codes.iter().zip(&allowed).all(|(code, allowed)| allowed.contains(code));
    let fitting = (0_u32..).zip(&table.combinations).filter(|(_, codes)| fits(codes));
    Ok(fitting.map(|(combination, _)| combination).collect())
}

/// Codes by their text or by what they mean.
fn named(dimension: &Coded, wanted: &[(String, Place)], problems: &mut Problems) -> BTreeSet<u32> {
    let mut codes = BTreeSet::new();
    for (name, place) in wanted {
        let found: Vec<u32> = (0_u32..)
            .zip(&dimension.codes)
            .filter(|(_, (code, label))| code == name || label == name)
            .map(|(at, _)| at)
            .collect();
        if found.is_empty() {
            let text = |(code, label): &(String, String)| if label.is_empty() { code.clone() } else { label.clone() };
            let known: BTreeSet<String> = dimension.codes.iter().map(text).collect();
            let known = known.into_iter().collect();
            let fault = Fault::UnknownName { kind: Kind::Code, name: name.clone(), known };
            problems.push(Problem::at(place.clone(), fault));
        }
        codes.extend(found);
    }
    codes
}

/// The codes that together are everything, each once: the total where every area has it, else all parts.
/// A total that stands for some areas only would make the others look as if nothing had been delivered.
fn whole(table: &Table<'_>, at: usize) -> BTreeSet<u32> {
    let dimension = &table.dimensions[at];
    // „darunter weiblich" is counted in another code already.
    let codes = || (0_u32..).zip(&dimension.codes).filter(|(_, code)| !is_among_others(code));
    let mut totals = totals(dimension);
    if totals.is_empty() && !dimension.exclusive {
        totals.extend(sum_of_others(table, at));
    }
    let parts: BTreeSet<u32> = codes().map(|(at, _)| at).filter(|at| !totals.contains(at)).collect();
    if totals.is_empty() || parts.is_empty() {
        return codes().map(|(at, _)| at).collect();
    }
    let facts = &table.opened.facts;
    let mut places: HashMap<(u32, u32), bool> = HashMap::new();
    for fact in (0..facts.len()).filter(|fact| table.areas[facts.key[*fact] as usize].is_some()) {
        let codes = &table.combinations[table.combination[fact] as usize];
        *places.entry((facts.key[fact], facts.period[fact])).or_default() |= totals.contains(&codes[at]);
    }
    match places.values().all(|has_total| *has_total) {
        true => totals,
        // What is never added up cannot stand for the total either: one of all must be chosen.
        false if dimension.exclusive => codes().map(|(at, _)| at).collect(),
        false => parts,
    }
}

/// The codes that stand for all others of their dimension: by their words, or by having none beside those that do.
pub fn totals(dimension: &Coded) -> BTreeSet<u32> {
    let is_word = |text: &str| TOTALS.contains(&text.trim().to_lowercase().as_str());
    let has_others = dimension.codes.len() > 1;
    let is_total = |(code, label): &(String, String)| {
        let all_words = is_word(code) || (!label.is_empty() && label.split(" | ").all(is_word));
        let in_words = !dimension.exclusive && (says_all(code) || says_all(label));
        all_words || in_words || (has_others && code.is_empty() && label.is_empty())
    };
    (0_u32..).zip(&dimension.codes).filter(|(_, code)| is_total(code)).map(|(at, _)| at).collect()
}

/// „darunter Frauen", „dar.: Frauen".
pub fn is_among_others((code, label): &(String, String)) -> bool {
    let text = if label.is_empty() { code } else { label }.trim().to_lowercase();
    text.starts_with("darunter") || text.starts_with("dar.")
}

/// „Bevölkerung insgesamt", „beide Geschlechter", „Alle Altersgruppen", „männlich und weiblich".
fn says_all(text: &str) -> bool {
    let text = text.to_lowercase();
    let words: Vec<&str> = text.split(|letter: char| !letter.is_alphabetic()).filter(|word| !word.is_empty()).collect();
    let whole = ["insgesamt", "zusammen", "gesamt", "total", "summe", "insg", "ges"];
    let pair = |one: &str, two: &str| words.contains(&one) && words.contains(&two);
    matches!(words.first(), Some(&("alle" | "beide" | "both" | "all")))
        || words.iter().any(|word| whole.contains(word))
        || pair("männlich", "weiblich")
        || pair("männer", "frauen")
}

/// A code that is the sum of all others wherever it stands: a total without a word for it.
pub fn sum_of_others(table: &Table<'_>, at: usize) -> Option<u32> {
    let facts = &table.opened.facts;
    let count = table.dimensions[at].codes.len();
    if !(3..=200).contains(&count) {
        return None;
    }
    let mut wholes: HashMap<Beside, Vec<Option<i64>>> = HashMap::new();
    for fact in (0..facts.len()).filter(|fact| table.is_wanted(facts.key[*fact])) {
        let (beside, code) = table.apart(fact, at);
        let whole = wholes.entry(beside).or_insert_with(|| vec![None; count]);
        whole[code as usize] = Some(facts.number[fact]);
    }
    let complete: Vec<Vec<i64>> =
        wholes.into_values().filter_map(|whole| whole.into_iter().collect::<Option<Vec<i64>>>()).collect();
    let is_whole = |code: usize| {
        let all = complete
            .iter()
            .all(|whole| 2 * i128::from(whole[code]) == whole.iter().copied().map(i128::from).sum::<i128>());
        all && complete.iter().filter(|whole| whole[code] != 0).count() > 1
    };
    (0..count).find(|code| is_whole(*code)).and_then(|code| u32::try_from(code).ok())
}
