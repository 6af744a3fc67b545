//! How an indicator's values lie to each other: spread of the areas, who is surely above or below the compared
//! area, where numbers are too small to compare, and the course of the compared area by rule.

use num_traits::Signed;

use super::remarks::Remark;
use super::selection::Selection;
use super::{Draft, course};
use crate::area::AreaIndex;
use crate::figures::{Cell, Sign};
use crate::number::{Exact, Language, decimal_text, join_words, round, to_f64};
use crate::plan::Indicator;
use crate::statistics::{Spread, Standing, Trend, difference, spread, standing};
use crate::wording::{Shape, compared_value};

/// Names that need more letters than this are counted.
const MOST_LETTERS: usize = 36;

impl Draft<'_> {
    /// A remark of up to four sentences; none where nothing can be said.
    pub(super) fn assessment(&self, at: usize, indicator: &Indicator, selection: &Selection) -> Vec<Remark> {
        let mut sentences = Vec::new();
        sentences.extend(self.spread_sentence(indicator, selection));
        sentences.extend(self.standing_sentences(at, selection));
        sentences.extend(self.trend_sentence(at, indicator, selection));
        let label = self.document.language.pick("Einordnung", "In context").to_owned();
        match sentences.is_empty() {
            true => Vec::new(),
            false => vec![Remark { label, text: sentences.join(" ") }],
        }
    }

    fn spread_sentence(&self, indicator: &Indicator, selection: &Selection) -> Option<String> {
        let values: Vec<Exact> = selection.printed().into_iter().flatten().map(|value| value.exact()).collect();
        let Spread { count, lower_quartile, median, upper_quartile, .. } = spread(&values)?;
        if count < 5 {
            return None;
        }
        let language = self.document.language;
        let text = |value: Exact| decimal_text(round(value, indicator.decimals), language);
        let (median, low, high) = (text(median), text(lower_quartile), text(upper_quartile));
        let (all, plural) = (values.len() == selection.cells.len(), &self.level().plural);
        let left = if all { "" } else { language.pick(" mit Angabe", " with a value") };
        Some(match language {
            Language::De => format!("Median {median}; mittlere Hälfte der {plural}{left} {low} bis {high}."),
            Language::En => format!("Median {median}; middle half of the {plural}{left} {low} to {high}."),
        })
    }

    /// Above and below by the rule that the compared value lies outside the interval of the area.
    fn standing_sentences(&self, at: usize, selection: &Selection) -> Vec<String> {
        let Some(reference) = selection.compare.value().filter(|_| self.document.areas.len() > 1) else {
            return Vec::new();
        };
        let figures = self.figures;
        let (mut above, mut below, mut vague, mut known) = (Vec::new(), Vec::new(), Vec::new(), 0);
        for (area, cell) in &selection.cells {
            let (Some(interval), Some(value)) = (figures.interval(at, *area, selection.year), cell.value()) else {
                continue;
            };
            known += 1;
            match standing(interval, to_f64(reference)) {
                Standing::Above => above.push(*area),
                Standing::Below => below.push(*area),
                Standing::NotDifferent if !value.is_negative() && interval.high - interval.low > to_f64(value) => {
                    vague.push(*area);
                }
                Standing::NotDifferent => {}
            }
        }
        if known < 2 {
            return Vec::new();
        }
        let language = self.document.language;
        let compared = compared_value(&self.compared_name(), language);
        let (over, under) = (self.some_names(&above), self.some_names(&below));
        let mut sentences = vec![match (language, above.is_empty(), below.is_empty()) {
            (Language::De, true, true) => format!("Kein Wert liegt gesichert über oder unter dem {compared} (95 %)."),
            (Language::De, false, true) => format!("Gesichert über dem {compared} (95 %): {over}."),
            (Language::De, true, false) => format!("Gesichert unter dem {compared} (95 %): {under}."),
            (Language::De, false, false) => {
                format!("Gesichert über dem {compared} (95 %): {over}; gesichert darunter: {under}.")
            }
            (Language::En, true, true) => format!("No value lies surely above or below the {compared} (95 %)."),
            (Language::En, false, true) => format!("Surely above the {compared} (95 %): {over}."),
            (Language::En, true, false) => format!("Surely below the {compared} (95 %): {under}."),
            (Language::En, false, false) => {
                format!("Surely above the {compared} (95 %): {over}; surely below: {under}.")
            }
        }];
        if !vague.is_empty() {
            let names = self.some_names(&vague);
            sentences.push(match language {
                Language::De => format!("Zu kleine Zahlen für einen Vergleich: {names}."),
                Language::En => format!("Numbers too small to compare: {names}."),
            });
        }
        sentences
    }

    /// All names where they are few, else how many areas they are.
    fn some_names(&self, areas: &[AreaIndex]) -> String {
        let names: Vec<String> =
            areas.iter().map(|area| self.workshop.plan.cube.areas.get(*area).name.clone()).collect();
        let joined = join_words(&names, self.document.language);
        match joined.chars().count() > MOST_LETTERS && names.len() > 1 {
            true => format!("{} {}", names.len(), self.level().plural),
            false => joined,
        }
    }

    /// The course since the last break, by Mann–Kendall and Theil–Sen on the values of the compared area.
    fn trend_sentence(&self, at: usize, indicator: &Indicator, selection: &Selection) -> Option<String> {
        let start = self.breaks(indicator).into_iter().rfind(|year| *year <= selection.year);
        let start = start.unwrap_or(self.document.from);
        let values = course::values(self.figures, at, self.document.compare, (start, selection.year));
        let (first, last) = (values.first()?.0, values.last()?.0);
        let trend = course::direction(&values, indicator.decimals)?;
        let language = self.document.language;
        let words = match trend {
            Trend::Rising => language.pick("↑ steigend", "↑ rising"),
            Trend::Falling => language.pick("↓ fallend", "↓ falling"),
            Trend::Steady => language.pick("→ gleichbleibend", "→ steady"),
            Trend::Unclear => language.pick("uneinheitlich", "no clear direction"),
        };
        let certainty = match trend {
            Trend::Rising | Trend::Falling => self.certainty(at, (first, last), language),
            Trend::Steady | Trend::Unclear => "",
        };
        let is_late = |year: i32| self.figures.value(at, self.document.compare, year).sign() == Some(Sign::Later);
        let late = (start..=selection.year).any(is_late);
        let turned = match (trend, course::shape(&values, indicator.decimals)) {
            (Trend::Rising | Trend::Falling, Shape::Turned(year, back)) => turn(year, back, language),
            _ => String::new(),
        };
        (!late).then(|| format!("{} {first}–{last}: {words}{certainty}{turned}.", language.pick("Verlauf", "Course")))
    }

    /// Whether the difference between two years is surely none of chance: its interval does not contain zero.
    fn certainty(&self, at: usize, (first, last): (i32, i32), language: Language) -> &'static str {
        let estimate = |year: i32| {
            let value = self.figures.value(at, self.document.compare, year).value()?;
            Some((to_f64(value), self.figures.interval(at, self.document.compare, year)?))
        };
        match estimate(last).zip(estimate(first)) {
            None => "",
            Some((last, first)) if difference(last, first).contains(0.0) => {
                language.pick(", nicht gesichert", ", not sure")
            }
            Some(_) => language.pick(", gesichert", ", sure"),
        }
    }
}

/// „; seit 2021 wieder steigend": the rule looks at all years, and readers at the last ones.
fn turn(year: i32, back: Cell, language: Language) -> String {
    let words = match back.value().is_some_and(|back| back.is_positive()) {
        true => language.pick("wieder steigend", "rising again"),
        false => language.pick("wieder fallend", "falling again"),
    };
    format!("; {} {year} {words}", language.pick("seit", "since"))
}
