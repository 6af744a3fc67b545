//! What the documents of a kind may show: per indicator the levels of areas, and the years. Comes in: resolved
//! documents and their texts. Goes out: the scope that is protected as one. It is rather too wide than too narrow:
//! where a document shows one area of a level, all areas of that level belong to it.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use super::{Cube, Document, ElementPlan};
use crate::area::Areas;
use crate::definition::{IndicatorKind, Status};

/// Per indicator what may be shown.
#[derive(Debug, Clone, Default)]
pub struct Scope {
    /// Public, or what internal documents may show beside it.
    pub status: Status,
    levels: Vec<BTreeSet<usize>>,
    years: Vec<Option<RangeInclusive<i32>>>,
}

impl Scope {
    /// Everything: every indicator at every level in every year.
    pub fn everything(cube: &Cube, status: Status) -> Scope {
        let all: BTreeSet<usize> = (0..cube.areas.levels.len()).collect();
        let count = cube.indicators.len();
        Scope { status, levels: vec![all; count], years: vec![Some(cube.years.clone()); count] }
    }

    /// Of some documents, with all that their texts ask for.
    pub fn of<'a>(cube: &Cube, documents: impl Iterator<Item = &'a Document>, status: Status) -> Scope {
        let count = cube.indicators.len();
        let mut scope = Scope { status, levels: vec![BTreeSet::new(); count], years: vec![None; count] };
        for document in documents {
            scope.add(cube, document);
        }
        // What is made of others tells something about them.
        for (position, indicator) in cube.indicators.iter().enumerate() {
            let levels = match indicator.kind {
                IndicatorKind::Median if !scope.levels[position].is_empty() => (0..cube.areas.levels.len()).collect(),
                _ => scope.levels[position].clone(),
            };
            for (part, _) in &indicator.parts {
                scope.levels[*part].extend(levels.iter().copied());
                scope.years[*part] = joined(scope.years[*part].take(), scope.years[position].clone());
            }
        }
        scope
    }

    fn add(&mut self, cube: &Cube, document: &Document) {
        let lists = document.elements().filter_map(|element| match element {
            ElementPlan::List(list) => Some(&list.texts),
            _ => None,
        });
        // What pictures ask for is known; their lines are no questions.
        let mut definition = document.source.text.to_string();
        for picture in document.pictures() {
            definition = definition.replace(&picture.definition, "");
        }
        let texts: Vec<&str> = document
            .texts()
            .map(|text| &*text.text)
            .chain(lists.flatten().map(String::as_str))
            .chain([definition.as_str()])
            .collect();
        let mut indicators: BTreeSet<usize> = document
            .indicators()
            .into_iter()
            .chain(document.highlights.clone())
            .chain(document.similar.clone())
            .collect();
        indicators.extend(document.rule.as_ref().map(|rule| rule.indicator));
        let words: BTreeSet<&str> = texts.iter().flat_map(|text| text.split(is_apart)).collect();
        indicators.extend((0..cube.indicators.len()).filter(|at| words.contains(cube.indicators[*at].id.as_str())));
        let shown = document.areas.iter().chain(&document.also).chain([&document.compare]).copied();
        let shown_names: BTreeSet<&str> =
            document.areas.iter().map(|area| cube.areas.get(*area).name.as_str()).collect();
        let asked = (0..cube.areas.areas.len()).filter(|area| {
            // Of areas of the same name the one that the report shows is meant.
            let by_name = document.areas.contains(area) || !shown_names.contains(cube.areas.get(*area).name.as_str());
            is_asked(&cube.areas, *area, &words, if by_name { &texts } else { &[] })
        });
        let levels: BTreeSet<usize> = shown.chain(asked).map(|area| cube.areas.get(area).level).collect();
        let years = words.iter().filter_map(|word| word.parse::<i32>().ok()).filter(|year| cube.years.contains(year));
        let first = years.clone().min().unwrap_or(document.from).min(document.from);
        let last = years.max().unwrap_or(document.to).max(document.to);
        for indicator in indicators {
            self.widen(indicator, &levels, first..=last);
        }
        for element in document.elements() {
            let areas = element.areas().into_iter().chain([document.compare]).chain(match element {
                // What is listed is listed for the areas of the report.
                ElementPlan::List(_) => document.areas.clone(),
                _ => Vec::new(),
            });
            let levels = areas.map(|area| cube.areas.get(area).level).collect();
            let years = || element.years().iter().copied().chain([document.from, document.to]);
            let (first, last) = (years().fold(i32::MAX, i32::min), years().fold(i32::MIN, i32::max));
            for indicator in element.indicators() {
                self.widen(indicator, &levels, first..=last);
            }
        }
    }

    fn widen(&mut self, indicator: usize, levels: &BTreeSet<usize>, years: RangeInclusive<i32>) {
        self.levels[indicator].extend(levels.iter().copied());
        self.years[indicator] = joined(self.years[indicator].take(), Some(years));
    }

    /// True where a value may be shown.
    pub fn shows(&self, indicator: usize, level: usize, year: i32) -> bool {
        self.levels[indicator].contains(&level)
            && self.years[indicator].as_ref().is_some_and(|years| years.contains(&year))
    }

    /// True where nothing of an indicator is shown.
    pub fn leaves_out(&self, indicator: usize) -> bool {
        self.levels[indicator].is_empty()
    }
}

/// What stands between two words of a text; ids of distributions have a dot in them.
fn is_apart(letter: char) -> bool {
    !letter.is_alphanumeric() && !matches!(letter, '_' | '.' | '-')
}

/// True where a text asks for an area, by its key or by its name in quotes.
fn is_asked(areas: &Areas, area: usize, words: &BTreeSet<&str>, texts: &[&str]) -> bool {
    let found = areas.get(area);
    let quoted =
        |text: &&str| ["\"", "'", "\\\""].iter().any(|quote| text.contains(&format!("{quote}{}{quote}", found.name)));
    words.contains(found.key.as_str()) || texts.iter().any(quoted)
}

fn joined(one: Option<RangeInclusive<i32>>, other: Option<RangeInclusive<i32>>) -> Option<RangeInclusive<i32>> {
    match (one, other) {
        (Some(one), Some(other)) => Some(*one.start().min(other.start())..=*one.end().max(other.end())),
        (one, other) => one.or(other),
    }
}
