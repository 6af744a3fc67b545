//! Tables as printed texts: every cell with its marks, nothing left to compute.

use std::collections::BTreeSet;

use serde::Serialize;

use super::Draft;
use super::selection::Selection;
use crate::number::Language;
use crate::plan::Indicator;
use crate::typeface::{self, POINT};
use crate::wording::{Printed, difference, directed, print};

/// A cell.
#[derive(Debug, Clone, Serialize)]
pub struct CellView {
    /// Number or sign.
    pub text: String,
    /// `p`, `r` beside it.
    pub marks: String,
}

/// A row: an area and its cells.
#[derive(Debug, Clone, Serialize)]
pub struct RowView {
    /// Rank by value, empty without one.
    pub rank: String,
    /// Name of the area.
    pub name: String,
    /// The cells.
    pub cells: Vec<CellView>,
}

/// A table of areas by years.
#[derive(Debug, Clone, Serialize)]
pub struct TableView {
    /// Over the column of areas.
    pub stub: String,
    /// Over the columns of cells.
    pub columns: Vec<String>,
    /// Areas.
    pub rows: Vec<RowView>,
    /// The compared area and further ones, set apart below.
    pub feet: Vec<RowView>,
    /// Per column: the width in millimetres that its longest text needs.
    pub widths: Vec<f64>,
    /// Per column: the width in millimetres that the marks of a cell need in every row; zero without marks.
    pub mark_widths: Vec<f64>,
}

impl TableView {
    /// All texts and marks that occur, each once; signs among them.
    pub fn signs(&self) -> BTreeSet<String> {
        let cells = self.rows.iter().chain(&self.feet).flat_map(|row| &row.cells);
        let signs = cells.flat_map(|cell| cell.marks.chars().map(String::from).chain([cell.text.clone()]));
        let breaks = self.columns.iter().filter(|title| title.starts_with('|')).map(|_| "|".to_owned());
        signs.chain(breaks).collect()
    }
}

impl From<Printed> for CellView {
    fn from(printed: Printed) -> CellView {
        CellView { text: printed.text, marks: printed.marks }
    }
}

/// What the longest text of a column needs, with air on both sides and room for marks.
fn column_width<'a>(title: &str, cells: impl Iterator<Item = &'a CellView>, marks: f64) -> f64 {
    const SIZE: f64 = 8.0 * POINT;
    const AIR: f64 = 2.6;
    let texts = cells.map(|cell| typeface::width(&cell.text, SIZE, true));
    let longest = texts.chain([typeface::width(title, SIZE, false)]).fold(0.0, f64::max);
    (longest + marks + AIR).max(12.5)
}

/// The areas of a document in one indicator. With many areas the table has a page of its own and room
/// for more years.
pub fn table(draft: &Draft<'_>, at: usize, indicator: &Indicator, selection: &Selection, many: bool) -> TableView {
    let (document, figures) = (draft.document, draft.figures);
    let cube = &draft.workshop.plan.cube;
    let (language, style) = (document.language, draft.style());
    let most = if many { 5 } else { 2 };
    let mut years = selection.years[selection.years.len().saturating_sub(most)..].to_vec();
    if years.is_empty() {
        years.push(selection.year);
    }
    let is_broken = |before: i32, year: i32| cube.break_between(indicator, before, year).is_some();
    let row = |area: usize, rank: Option<usize>| {
        let cell = |year: i32| figures.value(at, area, year);
        let text = |year: &i32| {
            let printed = print(cell(*year), indicator.decimals, style);
            Printed { text: directed(indicator, cell(*year), printed.text), ..printed }
        };
        let mut cells: Vec<CellView> = years.iter().map(|year| text(year).into()).collect();
        if let (Some(previous), true) = (selection.previous(), years.len() > 1) {
            let broken = is_broken(previous, selection.year);
            cells.push(difference(cell(previous), cell(selection.year), broken, indicator.decimals, style).into());
        }
        RowView {
            rank: rank.map(|rank| rank.to_string()).unwrap_or_default(),
            name: cube.areas.get(area).name.clone(),
            cells,
        }
    };
    let ranks = selection.ranks();
    let rows: Vec<RowView> = selection.cells.iter().zip(ranks).map(|((area, _), rank)| row(*area, rank)).collect();
    let feet: Vec<RowView> = [document.compare].iter().chain(&document.also).map(|area| row(*area, None)).collect();
    let heading = |(before, year): (Option<&i32>, &i32)| match before {
        Some(before) if is_broken(*before, *year) => format!("|\u{a0}{year}"),
        _ => year.to_string(),
    };
    let before = std::iter::once(None).chain(years.iter().map(Some));
    let mut columns: Vec<String> = before.zip(&years).map(heading).collect();
    if columns.len() > 1 {
        // Beside more than two years the word alone does not say from when.
        let since = selection.previous().filter(|_| years.len() > 2).map(|year| match language {
            Language::De => format!(" zu {year}"),
            Language::En => format!(" on {year}"),
        });
        columns.push(format!("{}{}", language.pick("Änderung", "Change"), since.unwrap_or_default()));
    }
    let mark_width = |column: usize| {
        let cells = rows.iter().chain(&feet).filter_map(|row| row.cells.get(column));
        match cells.map(|cell| cell.marks.chars().count()).max() {
            None | Some(0) => 0.0,
            Some(most) => 1.1 + 1.5 * most as f64,
        }
    };
    let mark_widths: Vec<f64> = (0..columns.len()).map(mark_width).collect();
    let width = |(column, marks): (usize, &f64)| {
        let cells = rows.iter().chain(&feet).filter_map(|row| row.cells.get(column));
        column_width(&columns[column], cells, *marks)
    };
    let widths = mark_widths.iter().enumerate().map(width).collect();
    let stub = draft.level().name.clone();
    TableView { stub, columns, rows, feet, widths, mark_widths }
}
