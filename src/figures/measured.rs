//! The measured cube: indicators × areas × years, as `data` measured them, unprotected.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use super::{Amount, Cell};
use crate::problem::Problems;

/// The extent of a cube.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shape {
    /// Count of indicators.
    pub indicators: usize,
    /// Count of areas.
    pub areas: usize,
    /// First and last year.
    pub years: RangeInclusive<i32>,
}

impl Shape {
    /// Count of cells.
    pub fn cells(&self) -> usize {
        self.indicators * self.areas * self.years.clone().count()
    }

    /// Where a cell lies; `None` outside the cube.
    pub fn position(&self, indicator: usize, area: usize, year: i32) -> Option<usize> {
        let within = self.base_position(area, year)?;
        (indicator < self.indicators).then(|| indicator * self.areas * self.years.clone().count() + within)
    }

    /// The number of a base figure in millionths, from its cells; `None` for a sign and outside the cube.
    pub fn number(&self, cells: &[Amount], area: usize, year: i32) -> Option<i64> {
        let cell = cells.get(self.base_position(area, year)?)?;
        cell.sign.is_none().then_some(cell.units)
    }

    /// Where the cell of a base figure lies among those of its figure.
    pub fn base_position(&self, area: usize, year: i32) -> Option<usize> {
        let offset = usize::try_from(year - self.years.start()).ok()?;
        (area < self.areas && self.years.contains(&year)).then(|| area * self.years.clone().count() + offset)
    }
}

/// What a source delivered for a year: how many areas of each level have a number or a sign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivered {
    /// Position of the source.
    pub source: usize,
    /// The year.
    pub year: i32,
    /// Areas by level.
    pub areas: Vec<usize>,
}

/// A part of base figures that none of them tells apart: rows that the same figures count.
#[derive(Debug, Clone)]
pub struct CodePart {
    /// The base figures that count it.
    pub figures: Vec<usize>,
    /// Its counts, in the order of [`Shape::base_position`].
    pub cells: Vec<Amount>,
}

/// The whole cube before disclosure control. Only `disclosure` reads it.
#[derive(Debug, Clone)]
pub struct Measured {
    /// Its extent.
    pub shape: Shape,
    /// Base figures by figure, then in the order of [`Shape::base_position`].
    pub base: Vec<Vec<Amount>>,
    /// How the figures of sources with secrets hang together.
    pub parts: Vec<CodePart>,
    /// Contributions to base figures, by figure and contributor, where a rule asks for them.
    pub contributions: BTreeMap<usize, Vec<Vec<Amount>>>,
    /// Values of the indicators, unrounded, in the order of [`Shape::position`].
    pub cells: Vec<Cell>,
    /// What came from whom for which year.
    pub delivered: Vec<Delivered>,
    /// Base figures of the library that the files of the workspace cannot answer, and why.
    pub uncountable: BTreeMap<usize, Problems>,
}
