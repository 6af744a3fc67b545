//! How sure a share or a rate is. Comes in: the counts behind visible values. Goes out: intervals in the unit of
//! the value: Wilson's for shares, Byar's or the exact one for rates. Only whole counts have one; what is hidden
//! has none, and no count leaves this file.

use std::collections::HashMap;

use num_traits::{Signed, Zero};

use crate::area::AreaIndex;
use crate::definition::IndicatorKind;
use crate::figures::{Amount, Cell, Shape};
use crate::number::{Exact, to_f64};
use crate::plan::{Cube, Indicator};
use crate::statistics::{Interval, poisson, wilson};

/// The intervals of all visible shares and rates, by position in the cube.
pub fn intervals(cube: &Cube, shape: &Shape, base: &[Vec<Amount>], cells: &[Cell]) -> HashMap<usize, Interval> {
    let mut found = HashMap::new();
    for (position, indicator) in cube.indicators.iter().enumerate() {
        if !matches!(indicator.kind, IndicatorKind::Share | IndicatorKind::Rate) || !indicator.minus.is_empty() {
            continue;
        }
        for area in 0..shape.areas {
            for year in shape.years.clone() {
                let at = shape.position(position, area, year);
                let visible = at.filter(|at| cells[*at].value().is_some());
                if let Some(at) = visible
                    && let Some(interval) = interval(shape, base, indicator, area, year)
                {
                    found.insert(at, interval);
                }
            }
        }
    }
    found
}

fn interval(
    shape: &Shape,
    base: &[Vec<Amount>],
    indicator: &Indicator,
    area: AreaIndex,
    year: i32,
) -> Option<Interval> {
    let whole = |figures: &[usize]| {
        let mut sum = Exact::zero();
        for (figure, year) in
            indicator.years_behind(year).into_iter().flat_map(|year| figures.iter().map(move |figure| (*figure, year)))
        {
            sum += base[figure].get(shape.base_position(area, year)?)?.value()?;
        }
        (sum.is_integer() && !sum.is_negative()).then(|| to_f64(sum))
    };
    let (count, people) = (whole(&indicator.numerator)?, whole(&indicator.denominator)?);
    if people == 0.0 {
        return None;
    }
    let per = indicator.per as f64;
    match indicator.kind {
        // Places per child may pass 100: such a quota is no share of its people, chance counts cases as in a rate.
        IndicatorKind::Share if !indicator.may_exceed => {
            let Interval { low, high } = wilson(count, people)?;
            Some(Interval { low: low * per, high: high * per })
        }
        _ => {
            let Interval { low, high } = poisson(count)?;
            Some(Interval { low: low / people * per, high: high / people * per })
        }
    }
}
