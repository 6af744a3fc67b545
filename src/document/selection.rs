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
    decimals: u8,
}

impl Selection {
    /// Looks for the latest year up to `to`.
    pub fn new(
        figures: &Figures,
        (indicator, decimals): (usize, u8),
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
            decimals,
        }
    }

    /// The printed values, for ranks and classes: what looks equal is equal.
    pub fn printed(&self) -> Vec<Option<Decimal>> {
        self.cells.iter().map(|(_, cell)| Some(round(cell.value()?, self.decimals))).collect()
    }

    /// Ranks beside the cells.
    pub fn ranks(&self) -> Vec<Option<usize>> {
        ranks(&self.printed())
    }

    /// The areas that share the highest printed value, in the order of print.
    pub fn highest(&self) -> Vec<AreaIndex> {
        let printed = self.printed();
        self.having(printed.iter().flatten().max(), &printed)
    }

    /// The areas that share the lowest printed value, in the order of print.
    pub fn lowest(&self) -> Vec<AreaIndex> {
        let printed = self.printed();
        self.having(printed.iter().flatten().min(), &printed)
    }

    fn having(&self, wanted: Option<&Decimal>, printed: &[Option<Decimal>]) -> Vec<AreaIndex> {
        let same = self.cells.iter().zip(printed).filter(|(_, value)| wanted.is_some() && value.as_ref() == wanted);
        same.map(|((area, _), _)| *area).collect()
    }

    /// The cell of an area in it.
    pub fn cell(&self, area: AreaIndex) -> Option<Cell> {
        self.cells.iter().find(|(other, _)| *other == area).map(|(_, cell)| *cell)
    }
}
