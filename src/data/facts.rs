//! What every reader makes of its file: one fact per number, texts held once. Comes in: keys, periods,
//! codes and cells as they stand in the file. Goes out: columns of small integers with dictionaries
//! beside them. It knows no area of the workspace yet.

use std::collections::{BTreeMap, HashMap};

use super::headings::ValueColumn;
use super::layout::{DimensionColumn, Layout};
use super::value::{self, Dialect, Marks, State, Value};

/// Name of the dimension that tells columns of numbers apart.
const MEASURE: &str = "measure";

/// Texts by position, each once.
#[derive(Debug, Default)]
pub struct Dictionary {
    texts: Vec<Box<str>>,
    ids: HashMap<Box<str>, u32>,
    last: usize,
}

impl Dictionary {
    /// The position of a text, old or new. Files repeat themselves: the last one is tried first.
    pub fn intern(&mut self, text: &str) -> u32 {
        if self.texts.get(self.last).is_some_and(|last| **last == *text) {
            return u32::try_from(self.last).unwrap_or(u32::MAX);
        }
        let id = self.ids.get(text).copied().unwrap_or_else(|| {
            let id = u32::try_from(self.texts.len()).unwrap_or(u32::MAX);
            self.texts.push(text.into());
            self.ids.insert(text.into(), id);
            id
        });
        self.last = id as usize;
        id
    }

    /// All texts, by position.
    pub fn texts(&self) -> impl ExactSizeIterator<Item = &str> {
        self.texts.iter().map(|text| &**text)
    }

    /// The text at a position.
    pub fn text(&self, id: u32) -> &str {
        self.texts.get(id as usize).map_or("", |text| text)
    }
}

/// A dimension: what the facts of one area and period are told apart by.
#[derive(Debug, Default)]
pub struct Dimension {
    /// How base figures may call it; the first is its own name.
    pub names: Vec<String>,
    /// Its codes.
    pub codes: Dictionary,
    /// What each code means, where the file says so; else the code again.
    pub labels: Vec<String>,
}

impl Dimension {
    /// A dimension without codes so far.
    pub fn named(name: &str) -> Dimension {
        Dimension { names: vec![name.to_owned()], ..Dimension::default() }
    }

    /// The position of a code. A code without a text is called by its label.
    pub fn intern(&mut self, code: &str, label: &str) -> u32 {
        let id = self.codes.intern(if code.is_empty() { label } else { code });
        if id as usize == self.labels.len() {
            self.labels.push(if label.is_empty() { code } else { label }.to_owned());
        }
        id
    }

    /// True where it goes by the name.
    pub fn is_called(&self, name: &str) -> bool {
        self.names.iter().any(|own| own == name)
    }
}

/// A sign that occurs: how often, and the first line with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Occurrence {
    /// How often.
    pub count: usize,
    /// Line of the first.
    pub line: u32,
    /// What it is read as, in the words of `signs`.
    pub meaning: &'static str,
}

/// The facts of a file, row by row in columns of equal length.
#[derive(Debug, Default)]
pub struct Facts {
    /// Area keys as delivered.
    pub keys: Dictionary,
    /// Periods as delivered.
    pub periods: Dictionary,
    /// Units of measure.
    pub units: Dictionary,
    /// The dimensions.
    pub dimensions: Vec<Dimension>,
    /// Per fact: its key.
    pub key: Vec<u32>,
    /// Per fact: its period.
    pub period: Vec<u32>,
    /// Per dimension and fact: its code.
    pub codes: Vec<Vec<u32>>,
    /// Per fact: its unit.
    pub unit: Vec<u32>,
    /// Per fact: the number in millionths.
    pub number: Vec<i64>,
    /// Per fact: number or why not.
    pub state: Vec<State>,
    /// Per fact: the marks beside it.
    pub marks: Vec<Marks>,
    /// Per fact: its line in the file.
    pub line: Vec<u32>,
    /// Cells that are neither number nor sign, by fact.
    pub unreadable: HashMap<usize, String>,
    /// Signs that stand instead of numbers.
    pub signs: BTreeMap<String, Occurrence>,
    /// Names of areas beside their keys, where the file has them.
    pub names: BTreeMap<u32, String>,
    /// Lines of rows that have numbers and no key.
    pub without_key: Vec<u32>,
    /// True where the file changed numbers for secrecy: they do not add up.
    pub altered: bool,
}

impl Facts {
    /// For a file with this layout, and the code of each of its columns of numbers where several are told apart.
    pub fn of(layout: &Layout) -> (Facts, Vec<Option<u32>>) {
        let column = |column: &DimensionColumn| Dimension { names: column.names.clone(), ..Dimension::default() };
        let mut dimensions: Vec<Dimension> = layout.dimensions.iter().map(column).collect();
        let has_measures = layout.values.iter().any(|value| !value.code.is_empty());
        if has_measures && !dimensions.iter().any(|dimension| dimension.is_called(MEASURE)) {
            dimensions.push(Dimension::named(MEASURE));
        }
        let mut facts = Facts::new(dimensions);
        let mut measure = |value: &ValueColumn| {
            let measures = facts.dimensions.last_mut().filter(|_| has_measures)?;
            Some(measures.intern(&value.code, &value.label))
        };
        let measures = layout.values.iter().map(&mut measure).collect();
        (facts, measures)
    }

    /// For a file with these dimensions.
    pub fn new(dimensions: Vec<Dimension>) -> Facts {
        let codes = dimensions.iter().map(|_| Vec::new()).collect();
        Facts { dimensions, codes, ..Facts::default() }
    }

    /// Adds a fact. `codes` are positions, one per dimension.
    pub fn push(
        &mut self,
        line: u32,
        (key, period, unit): (u32, u32, u32),
        codes: &[u32],
        (text, quality): (&str, &str),
        dialect: &Dialect,
    ) {
        let value = value::read(text, quality, dialect);
        if value.state == State::UNREADABLE {
            let shown = if quality.is_empty() { text.to_owned() } else { format!("{text} {quality}") };
            self.unreadable.insert(self.key.len(), shown);
        } else if value.state != State::NUMBER {
            let sign = if text.trim().is_empty() { quality.trim() } else { text.trim() };
            if let Some(occurrence) = self.signs.get_mut(sign) {
                occurrence.count += 1;
            } else {
                let occurrence = Occurrence { count: 1, line, meaning: value.state.word() };
                self.signs.insert(sign.to_owned(), occurrence);
            }
        }
        let unit = if text.trim_end().ends_with('%') { self.percent(unit) } else { unit };
        self.push_value(line, (key, period, unit), codes, value);
    }

    /// The unit of a cell that says „31 %" itself, whatever its column counts.
    fn percent(&mut self, unit: u32) -> u32 {
        let written = self.units.text(unit);
        if written.contains('%') || written.starts_with("Prozent") { unit } else { self.units.intern("%") }
    }

    /// Adds a fact whose value was read already.
    pub fn push_value(&mut self, line: u32, (key, period, unit): (u32, u32, u32), codes: &[u32], value: Value) {
        self.key.push(key);
        self.period.push(period);
        self.unit.push(unit);
        for (column, code) in self.codes.iter_mut().zip(codes) {
            column.push(*code);
        }
        self.number.push(value.units);
        self.state.push(value.state);
        self.marks.push(value.marks);
        self.line.push(line);
    }

    /// Forgets dimensions that tell nothing apart.
    pub fn forget(&mut self, is_needless: impl Fn(&Dimension) -> bool) {
        let kept: Vec<bool> = self.dimensions.iter().map(|dimension| !is_needless(dimension)).collect();
        let mut flags = kept.iter().copied();
        self.dimensions.retain(|_| flags.next().unwrap_or(true));
        let mut flags = kept.into_iter();
        self.codes.retain(|_| flags.next().unwrap_or(true));
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.key.len()
    }
}
