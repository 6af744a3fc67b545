//! The key figures at the top of an indicator's page.

use num_traits::{CheckedSub, Zero};
use serde::Serialize;

use super::Draft;
use super::selection::Selection;
use crate::figures::{Cell, Sign};
use crate::number::{Decimal, Exact, Language, count_in_words, decimal_text, round, signed_text};
use crate::plan::Indicator;
use crate::wording::{after_number, directed, points, spoken_sign, worded};

/// A key figure.
#[derive(Debug, Clone, Serialize)]
pub struct Tile {
    /// What it is.
    pub label: String,
    /// The figure.
    pub value: String,
    /// What stands after it.
    pub unit: String,
    /// Which area, or how it changed.
    pub note: String,
    /// False where there can be no number.
    pub is_meant: bool,
}

impl Draft<'_> {
    /// The compared area, the ends of the range, and how wide it is.
    pub(super) fn tiles(&self, at: usize, indicator: &Indicator, selection: &Selection) -> Vec<Tile> {
        let language = self.document.language;
        let areas = &self.workshop.plan.cube.areas;
        let unit = after_number(indicator, language);
        let mut tiles = Vec::new();
        let before = selection.previous().map(|year| (year, self.figures.value(at, self.document.compare, year)));
        tiles.push(Tile {
            label: areas.level_of(self.document.compare).name.clone(),
            value: directed(indicator, selection.compare, worded(selection.compare, indicator.decimals, self.style())),
            unit: suffix(selection.compare, &unit),
            note: match selection.compare.sign() {
                Some(sign) => spoken_sign(sign, language).to_owned(),
                None => before.map(|found| self.change_note(indicator, found, selection)).unwrap_or_default(),
            },
            is_meant: selection.compare.sign() != Some(Sign::Meaningless),
        });
        let (highest, lowest) = (selection.highest(), selection.lowest());
        if self.document.areas.len() < 2 || highest.is_empty() {
            return tiles;
        }
        for (label, found) in [(self.end_label(true), &highest), (self.end_label(false), &lowest)] {
            let cell = found.first().and_then(|area| selection.cell(*area));
            let cell = cell.unwrap_or(Cell::Sign(Sign::NotAvailable));
            tiles.push(Tile {
                label,
                value: directed(indicator, cell, worded(cell, indicator.decimals, self.style())),
                unit: suffix(cell, &unit),
                note: self.names(found),
                is_meant: true,
            });
        }
        // From printed values: whoever subtracts the two tiles beside it finds this one.
        let range = |year: i32| {
            let found = |area: &usize| self.figures.value(at, *area, year).value();
            let printed = |area: &usize| Some(round(found(area)?, indicator.decimals));
            let values: Vec<Decimal> = self.document.areas.iter().filter_map(printed).collect();
            Some(values.iter().max()?.exact() - values.iter().min()?.exact())
        };
        let with_number = |year: i32| -> Vec<usize> {
            let has_number = |area: &usize| self.figures.value(at, *area, year).value().is_some();
            self.document.areas.iter().copied().filter(has_number).collect()
        };
        if let Some(span) = range(selection.year) {
            let text = |span: Exact| decimal_text(round(span, indicator.decimals), language);
            let words = match indicator.is_amount() {
                true => unit,
                false => format!("\u{a0}{}", points(indicator, language)),
            };
            tiles.push(Tile {
                label: language.pick("Spannweite", "range").to_owned(),
                value: text(span),
                unit: words,
                // Other areas would make another range.
                note: selection
                    .previous()
                    .filter(|year| with_number(*year) == with_number(selection.year))
                    .and_then(|year| Some(format!("{year}: {}", text(range(year)?))))
                    .unwrap_or_default(),
                is_meant: true,
            });
        }
        tiles
    }

    /// Where not all areas are shown, the compared value may lie beyond both ends.
    fn end_label(&self, highest: bool) -> String {
        let language = self.document.language;
        let [usual, of] = match highest {
            true => [language.pick("höchster Wert", "highest value"), language.pick("höchster", "highest")],
            false => [language.pick("niedrigster Wert", "lowest value"), language.pick("niedrigster", "lowest")],
        };
        let count = count_in_words(self.document.areas.len(), language);
        match (self.partial, language) {
            (false, _) => usual.to_owned(),
            (true, Language::De) => format!("{of} von {count}"),
            (true, Language::En) => format!("{of} of {count}"),
        }
    }

    /// How the compared area's value moved since another year.
    fn change_note(&self, indicator: &Indicator, (year, before): (i32, Cell), selection: &Selection) -> String {
        let language = self.document.language;
        let cube = &self.workshop.plan.cube;
        if cube.break_between(indicator, year, selection.year).is_some() {
            return match language {
                Language::De => format!("mit {year} nicht vergleichbar"),
                Language::En => format!("not comparable with {year}"),
            };
        }
        let moved = selection.compare.combine(before, |now, before| now.checked_sub(&before));
        let Some(moved) = moved.value() else { return String::new() };
        let words = match points(indicator, language) {
            unit if unit.is_empty() => unit,
            unit => format!("\u{a0}{unit}"),
        };
        let text = signed_text(round(moved, indicator.decimals), language);
        match (language, moved.is_zero()) {
            (Language::De, true) => format!("unverändert zu {year}"),
            (Language::En, true) => format!("unchanged from {year}"),
            (Language::De, false) => format!("{text}{words} zu {year}"),
            (Language::En, false) => format!("{text}{words} on {year}"),
        }
    }
}

/// No unit behind a sign.
fn suffix(cell: Cell, unit: &str) -> String {
    if cell.value().is_some() { unit.to_owned() } else { String::new() }
}
