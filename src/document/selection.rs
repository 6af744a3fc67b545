//! Which of an indicator's figures a page shows: its year, the year before, ranks, ends of the range.

use crate::area::AreaIndex;
use crate::disclosure::Figures;
use crate::figures::Cell;
use crate::number::{Decimal, round};
use crate::statistics::ranks;

/// The figures of one indicator for the areas of one document.
pub struct Selection {
    /// The latest year that has a number.
    pub year: i32,
    /// The latest year before that has a number.
    pub previous: Option<i32>,
    /// Areas with their cells, in the order of print.
    pub cells: Vec<(AreaIndex, Cell)>,
    /// The compared area's cell.
    pub compare: Cell,
}

impl Selection {
    /// Looks for the latest year up to `to`.
    pub fn new(
        figures: &Figures,
        indicator: usize,
        areas: &[AreaIndex],
        compare: AreaIndex,
        from: i32,
        to: i32,
    ) -> Selection {
        let has_number = |year: &i32| {
            let mut all = areas.iter().copied().chain([compare]);
            all.any(|area| figures.value(indicator, area, *year).value().is_some())
        };
        let mut years = (from..=to).rev().filter(has_number);
        let year = years.next().unwrap_or(to);
        Selection {
            year,
            previous: years.next(),
            cells: areas.iter().map(|area| (*area, figures.value(indicator, *area, year))).collect(),
            compare: figures.value(indicator, compare, year),
        }
    }

    /// The printed values, for ranks and classes: what looks equal is equal.
    pub fn printed(&self, decimals: u8) -> Vec<Option<Decimal>> {
        self.cells.iter().map(|(_, cell)| Some(round(cell.value()?, decimals))).collect()
    }

    /// Ranks beside the cells.
    pub fn ranks(&self, decimals: u8) -> Vec<Option<usize>> {
        ranks(&self.printed(decimals))
    }

    /// The area with the highest value; the first of several.
    pub fn highest(&self) -> Option<AreaIndex> {
        let mut best: Option<(AreaIndex, _)> = None;
        for (area, value) in self.cells.iter().filter_map(|(area, cell)| Some((*area, cell.value()?))) {
            if best.is_none_or(|(_, most)| value > most) {
                best = Some((area, value));
            }
        }
        best.map(|(area, _)| area)
    }

    /// The area with the lowest value; the first of several.
    pub fn lowest(&self) -> Option<AreaIndex> {
        let mut best: Option<(AreaIndex, _)> = None;
        for (area, value) in self.cells.iter().filter_map(|(area, cell)| Some((*area, cell.value()?))) {
            if best.is_none_or(|(_, least)| value < least) {
                best = Some((area, value));
            }
        }
        best.map(|(area, _)| area)
    }

    /// The cell of an area in it.
    pub fn cell(&self, area: AreaIndex) -> Option<Cell> {
        self.cells.iter().find(|(other, _)| *other == area).map(|(_, cell)| *cell)
    }
}
