//! Which of an indicator's figures a page shows: its year, the year before, ranks, ends of the range.

use crate::area::AreaIndex;
use crate::disclosure::Figures;
use crate::figures::Cell;
use crate::number::{Decimal, round};
use crate::statistics::ranks;

/// The figures of one indicator for the areas of one document.
pub struct Selection {
    /// The latest year in which the compared area has a number; else the latest with any.
    pub year: i32,
    /// The years up to it in which any of the areas has a number.
    pub years: Vec<i32>,
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
        let number = |area: AreaIndex, year: &i32| figures.value(indicator, area, *year).value().is_some();
        let any_number = |year: &i32| areas.iter().copied().chain([compare]).any(|area| number(area, year));
        let latest = |wanted: &dyn Fn(&i32) -> bool| (from..=to).rev().find(wanted);
        let year = latest(&|year| number(compare, year)).or_else(|| latest(&any_number)).unwrap_or(to);
        Selection {
            year,
            years: (from..=year).filter(any_number).collect(),
            cells: areas.iter().map(|area| (*area, figures.value(indicator, *area, year))).collect(),
            compare: figures.value(indicator, compare, year),
            decimals,
        }
    }

    /// The latest year before that has a number.
    pub fn previous(&self) -> Option<i32> {
        self.years.iter().copied().rfind(|year| *year < self.year)
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
