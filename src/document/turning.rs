//! Where a course turned: since which year a value moves the other way. Told only where the way back is at least a quarter
//! of the whole way, shows in print, holds, and goes on: no last wobble is called a turn, and nothing that has turned once more.

use num_traits::{CheckedMul, CheckedSub, Signed};

use crate::area::AreaIndex;
use crate::disclosure::Figures;
use crate::figures::Cell;
use crate::number::{Exact, round};

/// The year and the way back from it, within the years from `since` to `year`.
pub fn turning(
    figures: &Figures,
    (indicator, decimals): (usize, u8),
    area: AreaIndex,
    (since, year): (i32, i32),
) -> Option<(i32, Cell)> {
    let value = |year: i32| figures.value(indicator, area, year).value();
    let whole = value(year)?.checked_sub(&value(since)?)?;
    // Of what is nearly the same nothing can turn.
    if round(whole, decimals).units() == 0 {
        return None;
    }
    let values: Vec<(i32, Exact)> = (since..=year).filter_map(|year| Some((year, value(year)?))).collect();
    let (turn, extreme) = match whole.is_positive() {
        true => values.iter().max_by_key(|(_, value)| *value),
        false => values.iter().rev().min_by_key(|(_, value)| *value),
    }?;
    let back = values.last()?.1.checked_sub(extreme)?;
    let after = values.iter().filter(|(year, _)| year > turn).filter_map(|(_, value)| value.checked_sub(extreme));
    let farthest = after.map(|back| back.abs()).max()?;
    let holds = back.abs().checked_mul(&Exact::from_integer(4))? >= farthest.checked_mul(&Exact::from_integer(3))?;
    // The last step goes the same way, as far as print shows it.
    let last = values.len().checked_sub(2).and_then(|at| values.last()?.1.checked_sub(&values[at].1))?;
    let goes_on = round(last, decimals).units() == 0 || last.is_positive() == back.is_positive();
    let is_told = holds
        && goes_on
        && round(back, decimals).units() != 0
        && back.abs().checked_mul(&Exact::from_integer(4)).is_some_and(|back| back >= whole.abs())
        && *turn > since;
    is_told.then(|| (*turn, Cell::number(back)))
}
