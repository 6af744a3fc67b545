//! The key figures at the top of an indicator's page.

use num_traits::{CheckedSub, Signed, Zero};
use serde::Serialize;

use super::Draft;
use super::selection::Selection;
use crate::definition::IndicatorKind;
use crate::figures::{Cell, Sign};
use crate::number::{Exact, Language, decimal_text, round, signed_text};
use crate::plan::Indicator;
use crate::wording::{after_number, points, worded};

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
}

impl Draft<'_> {
    /// The compared area, the ends of the range, and how wide it is.
    pub(super) fn tiles(&self, at: usize, indicator: &Indicator, selection: &Selection) -> Vec<Tile> {
        let language = self.document.language;
        let areas = &self.workshop.plan.cube.areas;
        let unit = after_number(indicator, language);
        let mut tiles = Vec::new();
        let before =
            selection.previous.map(|year| (year, self.workshop.figures.value(at, self.document.compare, year)));
        tiles.push(Tile {
            label: areas.level_of(self.document.compare).name.clone(),
            value: worded(selection.compare, indicator.decimals, language),
            unit: suffix(selection.compare, &unit),
            note: before
                .map(|(year, cell)| change_note(indicator, year, cell, selection.compare, language))
                .unwrap_or_default(),
        });
        let (Some(highest), Some(lowest)) = (selection.highest(), selection.lowest()) else { return tiles };
        if self.document.areas.len() < 2 {
            return tiles;
        }
        for (label, area) in [
            (language.pick("höchster Wert", "highest value"), highest),
            (language.pick("niedrigster Wert", "lowest value"), lowest),
        ] {
            let cell = selection.cell(area).unwrap_or(Cell::Sign(Sign::NotAvailable));
            tiles.push(Tile {
                label: label.to_owned(),
                value: worded(cell, indicator.decimals, language),
                unit: suffix(cell, &unit),
                note: areas.get(area).name.clone(),
            });
        }
        let range = |year: i32| {
            let found = |area: &usize| self.workshop.figures.value(at, *area, year).value();
            let values: Vec<Exact> = self.document.areas.iter().filter_map(found).collect();
            Some(values.iter().max()? - values.iter().min()?)
        };
        if let Some(span) = range(selection.year) {
            let text = |span: Exact| decimal_text(round(span, indicator.decimals), language);
            let words = match indicator.kind {
                IndicatorKind::Share | IndicatorKind::Change | IndicatorKind::Rate => {
                    format!("\u{a0}{}", language.pick("Punkte", "points"))
                }
                _ => unit,
            };
            tiles.push(Tile {
                label: language.pick("Spannweite", "range").to_owned(),
                value: text(span),
                unit: words,
                note: selection
                    .previous
                    .and_then(|year| Some(format!("{year}: {}", text(range(year)?))))
                    .unwrap_or_default(),
            });
        }
        tiles
    }
}

/// No unit behind a sign.
fn suffix(cell: Cell, unit: &str) -> String {
    if cell.value().is_some() { unit.to_owned() } else { String::new() }
}

fn change_note(indicator: &Indicator, year: i32, before: Cell, now: Cell, language: Language) -> String {
    if now.flags().after_break && indicator.kind != IndicatorKind::Change {
        return match language {
            Language::De => format!("mit {year} nicht vergleichbar"),
            Language::En => format!("not comparable with {year}"),
        };
    }
    let Cell::Number { value, .. } = now.combine(before, |now, before| now.checked_sub(&before)) else {
        return String::new();
    };
    let short = match indicator.kind {
        IndicatorKind::Count | IndicatorKind::Quotient => points(indicator, language),
        _ => language.pick("Punkte", "points").to_owned(),
    };
    match (language, value.is_zero() || round(value.abs(), indicator.decimals).units() == 0) {
        (Language::De, true) => format!("unverändert zu {year}"),
        (Language::En, true) => format!("unchanged from {year}"),
        (Language::De, false) => {
            format!("{} {short} zu {year}", signed_text(round(value, indicator.decimals), language))
        }
        (Language::En, false) => {
            format!("{} {short} on {year}", signed_text(round(value, indicator.decimals), language))
        }
    }
}
