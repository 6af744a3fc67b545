//! Tables as printed texts: every cell with its marks, nothing left to compute.

use std::collections::BTreeSet;

use serde::Serialize;

use super::Draft;
use super::selection::Selection;
use crate::plan::Indicator;
use crate::wording::{Printed, difference, print};

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
    /// The compared area, set apart below.
    pub foot: RowView,
    /// Per column: true where a cell has marks, which then need room in every row.
    pub marked: Vec<bool>,
}

impl TableView {
    /// All texts and marks that occur, each once; signs among them.
    pub fn signs(&self) -> BTreeSet<String> {
        let cells = self.rows.iter().chain([&self.foot]).flat_map(|row| &row.cells);
        cells.flat_map(|cell| cell.marks.chars().map(String::from).chain([cell.text.clone()])).collect()
    }
}

impl From<Printed> for CellView {
    fn from(printed: Printed) -> CellView {
        CellView { text: printed.text, marks: printed.marks }
    }
}

/// The areas of a document in one indicator. With many areas the table has a page of its own and room
/// for more years.
pub fn table(draft: &Draft<'_>, at: usize, indicator: &Indicator, selection: &Selection, many: bool) -> TableView {
    let (document, figures) = (draft.document, &draft.workshop.figures);
    let areas = &draft.workshop.plan.cube.areas;
    let language = document.language;
    let most = if many { 5 } else { 2 };
    let numbers = |year: &i32| {
        let mut all = document.areas.iter().copied().chain([document.compare]);
        all.any(|area| figures.value(at, area, *year).value().is_some())
    };
    let mut years: Vec<i32> = (document.from..=selection.year).rev().filter(numbers).take(most).collect();
    years.reverse();
    let cube = &draft.workshop.plan.cube;
    let broken =
        selection.previous.is_some_and(|previous| cube.break_between(indicator, previous, selection.year).is_some());
    let row = |area: usize, rank: Option<usize>| {
        let cell = |year: i32| figures.value(at, area, year);
        let mut cells: Vec<CellView> =
            years.iter().map(|year| print(cell(*year), indicator.decimals, language).into()).collect();
        if let (Some(previous), true) = (selection.previous, years.len() > 1) {
            cells.push(difference(cell(previous), cell(selection.year), broken, indicator.decimals, language).into());
        }
        RowView {
            rank: rank.map(|rank| rank.to_string()).unwrap_or_default(),
            name: areas.get(area).name.clone(),
            cells,
        }
    };
    let ranks = selection.ranks();
    let rows: Vec<RowView> = selection.cells.iter().zip(ranks).map(|((area, _), rank)| row(*area, rank)).collect();
    let foot = row(document.compare, None);
    let mut columns: Vec<String> = years.iter().map(i32::to_string).collect();
    if columns.len() > 1 {
        columns.push(language.pick("Änderung", "Change").to_owned());
    }
    let stub = document.areas.first().map_or_else(String::new, |area| areas.level_of(*area).name.clone());
    let has_marks = |column: usize| {
        rows.iter().chain([&foot]).filter_map(|row| row.cells.get(column)).any(|cell| !cell.marks.is_empty())
    };
    let marked = (0..columns.len()).map(has_marks).collect();
    TableView { stub, columns, rows, foot, marked }
}
