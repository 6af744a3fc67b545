//! What may be seen. Comes in: the measured cube and the rules of its sources. Goes out: [`Figures`],
//! which nobody else can make and which everything behind takes. The rule applied here is the minimum
//! count of a source, and that a rate falls with the count it is made of; secrets that could be worked
//! out from sums are not yet looked for.

mod derived;
mod uncertainty;

use std::collections::{BTreeMap, HashMap};

use num_traits::Zero;

use crate::area::AreaIndex;
use crate::definition::{Protection, Zero as ZeroRule};
use crate::figures::{Amount, Cell, Delivered, Measured, Shape, Sign};
use crate::number::Exact;
use crate::plan::{Cube, Indicator};
use crate::problem::Problems;
use crate::statistics::Interval;

/// The protected cube: all that tables, drawings, sentences and files may show.
#[derive(Debug)]
pub struct Figures {
    shape: Shape,
    cells: Vec<Cell>,
    intervals: HashMap<usize, Interval>,
    delivered: Vec<Delivered>,
    uncountable: BTreeMap<usize, Problems>,
}

impl Figures {
    /// The protected value of an indicator.
    pub fn value(&self, indicator: usize, area: AreaIndex, year: i32) -> Cell {
        let cell = self.shape.position(indicator, area, year).and_then(|at| self.cells.get(at));
        cell.copied().unwrap_or(Cell::Sign(Sign::NotAvailable))
    }

    /// Between which values the rate lies with 95 per cent confidence, seen as one of many years that could have
    /// been; for shares and rates that may be seen.
    pub fn interval(&self, indicator: usize, area: AreaIndex, year: i32) -> Option<Interval> {
        self.intervals.get(&self.shape.position(indicator, area, year)?).copied()
    }

    /// A composite indicator as it would be without one of its parts, by area.
    pub fn without_part(&self, cube: &Cube, indicator: usize, part: usize, year: i32) -> Vec<Cell> {
        let mut lesser = cube.indicators[indicator].clone();
        lesser.parts.remove(part);
        derived::composite(cube, &self.shape, &self.cells, &lesser, year)
    }

    /// What came from whom for which year.
    pub fn delivered(&self) -> &[Delivered] {
        &self.delivered
    }

    /// Why a base figure of the library cannot be counted here.
    pub fn uncountable(&self, figure: usize) -> Option<&Problems> {
        self.uncountable.get(&figure)
    }
}

/// Hides what must stay secret; hidden numbers and all counts behind the values are gone afterwards.
pub fn protect(measured: Measured, cube: &Cube) -> Figures {
    let Measured { shape, base, mut cells, delivered, uncountable } = measured;
    for (position, indicator) in cube.indicators.iter().enumerate() {
        for area in 0..shape.areas {
            for year in shape.years.clone() {
                let hidden = is_hidden(&shape, &base, cube, indicator, area, year);
                if let Some(cell) = shape.position(position, area, year).and_then(|at| cells.get_mut(at))
                    && hidden
                    && cell.value().is_some()
                {
                    *cell = Cell::Sign(Sign::Secret);
                }
            }
        }
    }
    derived::evaluate(cube, &shape, &mut cells);
    let intervals = uncertainty::intervals(cube, &shape, &base, &cells);
    Figures { shape, cells, intervals, delivered, uncountable }
}

/// True where a count that goes into the indicator is too small to be seen.
fn is_hidden(
    shape: &Shape,
    base: &[Vec<Amount>],
    cube: &Cube,
    indicator: &Indicator,
    area: AreaIndex,
    year: i32,
) -> bool {
    let years = indicator.years_behind(year);
    indicator.base_figures().any(|figure| {
        let source = &cube.sources[cube.base_figures[figure].source].source;
        let Some(rule) = &source.protection else { return false };
        years.iter().any(|year| {
            let cell = shape.base_position(area, *year).and_then(|at| base[figure].get(at));
            cell.and_then(Amount::value).is_some_and(|count| too_small(count, rule))
        })
    })
}

fn too_small(count: Exact, rule: &Protection) -> bool {
    let minimum = Exact::from_integer(i128::from(*rule.minimum.get_ref()));
    if count.is_zero() { rule.zero == ZeroRule::Hide } else { count < minimum && -count < minimum }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_counts_are_hidden_and_zero_by_rule() {
        let rule = |zero| Protection { minimum: toml::Spanned::new(0..0, 3), zero, reason: String::new() };
        let hidden = |count: i128, zero| too_small(Exact::from_integer(count), &rule(zero));
        assert!(hidden(1, ZeroRule::Show) && hidden(2, ZeroRule::Show) && hidden(0, ZeroRule::Hide));
        assert!(!hidden(3, ZeroRule::Show) && !hidden(0, ZeroRule::Show));
    }
}
