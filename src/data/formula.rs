//! Indicators from base figures, in exact arithmetic. Rates come from sums, never from rates. What
//! cannot be computed, by zero or beyond 128 bits, makes no sense and says so.

use num_traits::{CheckedAdd, CheckedDiv, CheckedMul, CheckedSub, Zero};

use crate::area::AreaIndex;
use crate::definition::IndicatorKind;
use crate::figures::{Cell, Flags, Measurement, Shape, Sign};
use crate::number::Exact;
use crate::plan::{Cube, Indicator};

/// All cells of the cube, in the order of [`Shape::position`].
pub fn evaluate(cube: &Cube, shape: &Shape, base: &[Vec<Cell>]) -> Vec<Measurement> {
    let mut cells = Vec::with_capacity(shape.cells());
    for indicator in &cube.indicators {
        for area in 0..shape.areas {
            for year in shape.years.clone() {
                cells.push(measurement(cube, shape, base, indicator, area, year));
            }
        }
    }
    cells
}

fn measurement(
    cube: &Cube,
    shape: &Shape,
    base: &[Vec<Cell>],
    indicator: &Indicator,
    area: AreaIndex,
    year: i32,
) -> Measurement {
    let sum = |figures: &[usize], year: i32| {
        figures.iter().fold(Cell::number(Exact::zero()), |sum, figure| {
            let cell = shape.base_position(area, year).and_then(|at| base[*figure].get(at)).copied();
            sum.combine(cell.unwrap_or(Cell::Sign(Sign::NotAvailable)), |left, right| left.checked_add(&right))
        })
    };
    let net = |year: i32| match indicator.minus.as_slice() {
        [] => sum(&indicator.numerator, year),
        minus => sum(&indicator.numerator, year).combine(sum(minus, year), |left, right| left.checked_sub(&right)),
    };
    let numerator = net(year);
    let per = Exact::from_integer(indicator.per.into());
    match indicator.kind {
        IndicatorKind::Count => Measurement { numerator, denominator: None, value: numerator },
        IndicatorKind::Share | IndicatorKind::Rate | IndicatorKind::Quotient => {
            let denominator = sum(&indicator.denominator, year);
            let divide = |above: Exact, below: Exact| above.checked_div(&below)?.checked_mul(&per);
            let value = numerator.combine(denominator, divide);
            Measurement { numerator, denominator: Some(denominator), value }
        }
        IndicatorKind::Change => {
            let span = i32::try_from(indicator.per).unwrap_or(1);
            let before = net(year - span);
            let hundred = Exact::from_integer(100);
            let change = |now: Exact, then: Exact| now.checked_sub(&then)?.checked_div(&then)?.checked_mul(&hundred);
            let value = spanning_break(numerator.combine(before, change), cube, indicator, year, span);
            Measurement { numerator, denominator: Some(before), value }
        }
    }
}

/// A change over a break in its series cannot be read as a change of what is counted.
fn spanning_break(cell: Cell, cube: &Cube, indicator: &Indicator, year: i32, span: i32) -> Cell {
    let breaks = cube.sources_of(indicator).into_iter().flat_map(|source| &cube.sources[source].source.breaks);
    let spanned = breaks.into_iter().any(|found| (year - span + 1..=year).contains(&found.year));
    match cell {
        Cell::Number { value, flags } => Cell::Number { value, flags: Flags { after_break: spanned, ..flags } },
        sign => sign,
    }
}
