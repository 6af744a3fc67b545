//! Indicators from base figures, in exact arithmetic. Rates come from sums, never from rates. What
//! cannot be computed, by zero or beyond 128 bits, makes no sense and says so.

use num_traits::{CheckedAdd, CheckedDiv, CheckedMul, CheckedSub, Zero};

use crate::area::AreaIndex;
use crate::definition::IndicatorKind;
use crate::figures::{Amount, Cell, Flags, Shape, Sign};
use crate::number::Exact;
use crate::plan::{Cube, Indicator};

/// All cells of the cube, in the order of [`Shape::position`].
pub fn evaluate(cube: &Cube, shape: &Shape, base: &[Vec<Amount>]) -> Vec<Cell> {
    let mut cells = Vec::with_capacity(shape.cells());
    for indicator in &cube.indicators {
        for area in 0..shape.areas {
            for year in shape.years.clone() {
                cells.push(value(cube, shape, base, indicator, area, year));
            }
        }
    }
    cells
}

fn value(cube: &Cube, shape: &Shape, base: &[Vec<Amount>], indicator: &Indicator, area: AreaIndex, year: i32) -> Cell {
    let sum = |figures: &[usize], year: i32| {
        figures.iter().fold(Cell::number(Exact::zero()), |sum, figure| {
            let cell = shape.base_position(area, year).and_then(|at| base[*figure].get(at)).map(Amount::cell);
            sum.combine(cell.unwrap_or(Cell::Sign(Sign::NotAvailable)), |left, right| left.checked_add(&right))
        })
    };
    let net = |year: i32| match indicator.minus.as_slice() {
        [] => sum(&indicator.numerator, year),
        minus => sum(&indicator.numerator, year).combine(sum(minus, year), |left, right| left.checked_sub(&right)),
    };
    match indicator.kind {
        IndicatorKind::Count => net(year),
        IndicatorKind::Share | IndicatorKind::Rate | IndicatorKind::Quotient => {
            let per = Exact::from_integer(indicator.per.into());
            let divide = |above: Exact, below: Exact| above.checked_div(&below)?.checked_mul(&per);
            net(year).combine(sum(&indicator.denominator, year), divide)
        }
        IndicatorKind::Change => {
            let before = year - i32::try_from(indicator.per).unwrap_or(1);
            let hundred = Exact::from_integer(100);
            let change = |now: Exact, then: Exact| now.checked_sub(&then)?.checked_div(&then)?.checked_mul(&hundred);
            match net(year).combine(net(before), change) {
                // A change over a break in its series cannot be read as a change of what is counted.
                Cell::Number { value, flags } => {
                    let after_break = cube.break_between(indicator, before, year).is_some();
                    Cell::Number { value, flags: Flags { after_break, ..flags } }
                }
                sign => sign,
            }
        }
    }
}
