//! Indicators made of other indicators, from protected cells only: a hidden value never comes back through an
//! index or a median. Composite: the weighted mean of the z-values of its parts over all areas of a level.
//! Median: of the values of its part over the areas inside, at the finest level that has any.

use num_traits::{CheckedAdd, CheckedDiv, CheckedMul, Signed, Zero};

use crate::area::AreaIndex;
use crate::definition::IndicatorKind;
use crate::figures::{Cell, Flags, Shape, Sign};
use crate::number::{Exact, round};
use crate::plan::{Cube, Indicator};
use crate::statistics::{spread, z_values};

/// Fills the cells of derived indicators.
pub fn evaluate(cube: &Cube, shape: &Shape, cells: &mut [Cell]) {
    let owners = cube.areas.owners();
    for (position, indicator) in cube.indicators.iter().enumerate() {
        for year in shape.years.clone() {
            let values = match indicator.kind {
                IndicatorKind::Composite => composite(cube, shape, cells, indicator, year),
                IndicatorKind::Median => median(cube, &owners, shape, cells, indicator, year),
                _ => continue,
            };
            for (area, cell) in values.into_iter().enumerate() {
                if let Some(at) = shape.position(position, area, year) {
                    cells[at] = cell;
                }
            }
        }
    }
}

fn cell(shape: &Shape, cells: &[Cell], indicator: usize, area: AreaIndex, year: i32) -> Cell {
    let at = shape.position(indicator, area, year);
    at.and_then(|at| cells.get(at)).copied().unwrap_or(Cell::Sign(Sign::NotAvailable))
}

/// The cells of a composite indicator in a year, by area.
pub fn composite(cube: &Cube, shape: &Shape, cells: &[Cell], indicator: &Indicator, year: i32) -> Vec<Cell> {
    let mut result = vec![Cell::Sign(Sign::Meaningless); shape.areas];
    for level in 0..cube.areas.levels.len() {
        let areas = cube.areas.of_level(level);
        let mut sums: Vec<Cell> = vec![Cell::number(Exact::zero()); areas.len()];
        let mut weights = Exact::zero();
        for part in &indicator.parts {
            let of_part: Vec<Cell> = areas.iter().map(|area| cell(shape, cells, part.0, *area, year)).collect();
            let values: Vec<Option<Exact>> = of_part.iter().map(Cell::value).collect();
            let scores = z_values(&values).unwrap_or_else(|| vec![None; areas.len()]);
            let weight = cube.signed_weight(part);
            weights += weight.abs();
            for ((sum, own), score) in sums.iter_mut().zip(&of_part).zip(scores) {
                let score = match (score, own) {
                    (Some(score), Cell::Number { flags, .. }) => Cell::Number { value: score, flags: *flags },
                    (None, Cell::Number { .. }) => Cell::Sign(Sign::Meaningless),
                    (_, sign) => *sign,
                };
                *sum = sum.combine(score, |sum, score| sum.checked_add(&score.checked_mul(&weight)?));
            }
        }
        for (area, sum) in areas.into_iter().zip(sums) {
            // Nine decimals are more than any index has, and keep later sums within 128 bits.
            result[area] = match sum {
                Cell::Number { value, flags } => match value.checked_div(&weights) {
                    Some(value) => Cell::Number { value: round(value, 9).exact(), flags },
                    None => Cell::Sign(Sign::Meaningless),
                },
                sign => sign,
            };
        }
    }
    result
}

fn median(
    cube: &Cube,
    owners: &[Vec<Vec<AreaIndex>>],
    shape: &Shape,
    cells: &[Cell],
    indicator: &Indicator,
    year: i32,
) -> Vec<Cell> {
    let Some((part, _)) = indicator.parts.first() else { return vec![Cell::Sign(Sign::Meaningless); shape.areas] };
    let of_area = |area: AreaIndex| {
        let own = cell(shape, cells, *part, area, year);
        // What is published of a Land is no median of its areas, which nobody knows here.
        let found = cube.areas.get(area);
        if found.level > 0 && found.members.iter().eq([&area]) {
            return Cell::Sign(Sign::NotAvailable);
        }
        let inside = (0..cube.areas.levels.len()).filter(|level| *level != cube.areas.get(area).level);
        let inside = inside.filter_map(|level| cube.areas.parts(&owners[level], area)).find_map(|parts| {
            let cells: Vec<Cell> =
                parts.into_iter().map(|part_area| cell(shape, cells, *part, part_area, year)).collect();
            cells.iter().any(|cell| cell.value().is_some()).then_some(cells)
        });
        let Some(inside) = inside.filter(|inside| inside.len() > 1) else { return own };
        // A median of what is left would depend on what is hidden.
        if let Some(secret) = inside.iter().filter_map(Cell::sign).find(|sign| sign.is_secret()) {
            return Cell::Sign(secret);
        }
        let values: Vec<Exact> = inside.iter().filter_map(Cell::value).collect();
        let flags = inside.iter().map(Cell::flags).fold(Flags::default(), Flags::union);
        spread(&values).map_or(Cell::Sign(Sign::Meaningless), |spread| Cell::Number { value: spread.median, flags })
    };
    (0..shape.areas).map(of_area).collect()
}
