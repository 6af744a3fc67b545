//! How a value came from its first year to its last: straight, unevenly, hardly at all, or with a turn. Comes in: protected
//! figures of one area. Goes out: the shape of the course, by one rule for sentences, tiles, arrows and texts. A turn is
//! told only where the way back is at least a quarter of the whole way, shows in print, holds, and goes on: no last wobble
//! is called a turn, and nothing that has turned once more.

use num_traits::{CheckedMul, CheckedSub, Signed};

use crate::area::AreaIndex;
use crate::disclosure::Figures;
use crate::figures::Cell;
use crate::number::{Exact, round};
use crate::statistics::{Trend, trend};
use crate::wording::Shape;

/// Fewer years make no trend.
const LEAST_YEARS: usize = 4;

/// The values of an area within some years, as exact as a trend needs them, and what they do; `None` of too few years.
pub fn direction(values: &[(i32, Exact)], decimals: u8) -> Option<Trend> {
    let points: Vec<(i32, Exact)> =
        values.iter().map(|(year, value)| (*year, round(*value, decimals + 2).exact())).collect();
    // What the last printed decimal cannot show is steady.
    let least = Exact::new(1, 10_i128.pow(u32::from(decimals)));
    (points.len() >= LEAST_YEARS).then(|| trend(&points, least))
}

/// The numbers of an area from one year to another. Shares of what was counted for a former area do not stand beside
/// numbers of the area itself: between them lies the division, and no development.
pub fn values(figures: &Figures, indicator: usize, area: AreaIndex, (since, year): (i32, i32)) -> Vec<(i32, Exact)> {
    let cell = |year: i32| figures.value(indicator, area, year);
    let last = (since..=year).rev().find(|year| cell(*year).value().is_some());
    let is_divided = last.is_some_and(|year| cell(year).flags().divided);
    let years = (since..=year).filter(|year| cell(*year).flags().divided == is_divided);
    years.filter_map(|year| Some((year, cell(year).value()?))).collect()
}

/// The shape of a course.
pub fn shape(values: &[(i32, Exact)], decimals: u8) -> Shape {
    if let Some((year, back)) = turning(values, decimals) {
        return Shape::Turned(year, Cell::number(back));
    }
    let ends = values.first().zip(values.last()).and_then(|((_, first), (_, last))| last.checked_sub(first));
    let printed = ends.map_or(0, |whole| round(whole, decimals).units().signum());
    match direction(values, decimals) {
        Some(Trend::Steady) => Shape::Steady,
        Some(Trend::Unclear) if printed != 0 => Shape::Uneven,
        Some(Trend::Rising) if printed < 0 => Shape::Uneven,
        Some(Trend::Falling) if printed > 0 => Shape::Uneven,
        _ => Shape::Straight,
    }
}

/// The year and the way back from it, within the years from `since` to `year`.
fn turning(values: &[(i32, Exact)], decimals: u8) -> Option<(i32, Exact)> {
    let ((since, first), (_, last)) = (values.first()?, values.last()?);
    let whole = last.checked_sub(first)?;
    // Of what is nearly the same nothing can turn.
    if round(whole, decimals).units() == 0 {
        return None;
    }
    let (turn, extreme) = match whole.is_positive() {
        true => values.iter().max_by_key(|(_, value)| *value),
        false => values.iter().rev().min_by_key(|(_, value)| *value),
    }?;
    let back = last.checked_sub(extreme)?;
    let after = values.iter().filter(|(year, _)| year > turn).filter_map(|(_, value)| value.checked_sub(extreme));
    let farthest = after.map(|back| back.abs()).max()?;
    let holds = back.abs().checked_mul(&Exact::from_integer(4))? >= farthest.checked_mul(&Exact::from_integer(3))?;
    // The last step goes the same way, as far as print shows it, or is a wobble beside the way back.
    let step = last.checked_sub(&values.get(values.len().checked_sub(2)?)?.1)?;
    let is_wobble =
        round(step, decimals).units() == 0 || step.abs().checked_mul(&Exact::from_integer(4))? <= back.abs();
    let goes_on = is_wobble || step.is_positive() == back.is_positive();
    let is_told = holds
        && goes_on
        && round(back, decimals).units() != 0
        && back.abs().checked_mul(&Exact::from_integer(4)).is_some_and(|back| back >= whole.abs())
        && turn > since;
    is_told.then_some((*turn, back))
}
