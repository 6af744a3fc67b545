//! Rounding instead of hiding: every count of a source becomes a multiple of a base, up or down by chance, so that it is
//! right on average. Chance is a hash of a text that stays in house and of what is counted, where and when: the same count
//! is rounded in the same way in every document and every edition, averaging copies of it reveals nothing, and nobody
//! outside can work out which way it went. Sums are rounded for themselves
//! and need not add up; where a sum and its parts together would bound a count more tightly than rounding alone does,
//! the count is hidden.

use sha2::{Digest, Sha256};

use crate::area::AreaIndex;
use crate::definition::{Method, Status};
use crate::figures::{Amount, Measured, Shape, Sign};
use crate::plan::{Cube, Scope};

/// The base of a source in millionths and its salt; `None` where it is not rounded.
fn base_of(cube: &Cube, source: usize, status: Status) -> Option<(i64, &str)> {
    let rule = cube.sources[source].source.protection(status).filter(|rule| rule.method == Method::Round)?;
    let base = rule.round_to.as_ref()?.get_ref().checked_mul(Amount::WHOLE)?;
    Some((base, rule.salt.as_ref().map_or("", |salt| salt.get_ref())))
}

/// Base figures after rounding; `None` where no source asks for it.
pub fn rounded(cube: &Cube, measured: &Measured, scope: &Scope) -> Option<Vec<Vec<Amount>>> {
    let figures = 0..cube.base_figures.len();
    let bases: Vec<Option<(i64, &str)>> =
        figures.map(|figure| base_of(cube, cube.base_figures[figure].source, scope.status)).collect();
    if bases.iter().all(Option::is_none) {
        return None;
    }
    let keys: Vec<String> = (0..cube.areas.areas.len()).map(|area| members_key(cube, area)).collect();
    let relations: Vec<Relation> = cube
        .areas
        .all_parts()
        .into_iter()
        .enumerate()
        .flat_map(|(area, levels)| levels.into_iter().flatten().map(move |parts| (area, parts)))
        .collect();
    let mut all = measured.base.clone();
    for (figure, base) in bases.iter().enumerate() {
        let Some((base, salt)) = *base else { continue };
        let counted = cube.signature(figure);
        for (area, key) in keys.iter().enumerate() {
            for year in measured.shape.years.clone() {
                let at = measured.shape.base_position(area, year);
                if let Some(cell) = at.and_then(|at| all[figure].get_mut(at))
                    && cell.sign.is_none()
                {
                    cell.flags.rounded = true;
                    cell.units = round(cell.units, base, &format!("{salt}|{counted}|{key}|{year}"));
                }
            }
        }
        for year in measured.shape.years.clone() {
            hide_bounded(&measured.shape, &relations, (&mut all[figure], base), year);
        }
    }
    Some(all)
}

/// The same people have the same key, whatever the area is called.
fn members_key(cube: &Cube, area: AreaIndex) -> String {
    let members = cube.areas.inhabited_members(area);
    members.iter().map(|member| cube.areas.get(*member).key.as_str()).collect::<Vec<_>>().join(",")
}

/// To a multiple of the base: up with the probability that makes it right on average.
fn round(units: i64, base: i64, what: &str) -> i64 {
    let rest = units.rem_euclid(base);
    let hash = Sha256::digest(what.as_bytes());
    let chance = hash.iter().take(8).fold(0_u64, |number, byte| number << 8 | u64::from(*byte));
    let drawn = i64::try_from((u128::from(chance) * u128::from(base.unsigned_abs())) >> 64).unwrap_or(0);
    units - rest + if drawn < rest { base } else { 0 }
}

/// An area and the areas of one level that make it up.
type Relation = (AreaIndex, Vec<AreaIndex>);

/// From the smallest to the largest count that may stand behind a rounded one.
#[derive(Clone, Copy, PartialEq)]
struct Range {
    low: i64,
    high: i64,
}

/// Hides counts of a year that sums and parts bound more tightly than rounding alone.
fn hide_bounded(shape: &Shape, relations: &[Relation], (cells, base): (&mut [Amount], i64), year: i32) {
    let step = Amount::WHOLE;
    let position = |area: AreaIndex| shape.base_position(area, year);
    for _ in 0..shape.areas {
        let free = Range { low: 0, high: i64::MAX };
        let own = |area: AreaIndex| {
            let cell = position(area).and_then(|at| cells.get(at)).filter(|cell| cell.sign.is_none());
            cell.map_or(free, |cell| Range { low: (cell.units - base + step).max(0), high: cell.units + base - step })
        };
        let mut ranges: Vec<Range> = (0..shape.areas).map(own).collect();
        tighten(relations, &mut ranges);
        let is_bounded = |area: &AreaIndex| {
            let cell = position(*area).and_then(|at| cells.get(at));
            let shown = cell.is_some_and(|cell| cell.sign.is_none());
            shown && ranges[*area].high.saturating_sub(ranges[*area].low) < base - step
        };
        let bounded: Vec<AreaIndex> = (0..shape.areas).filter(is_bounded).collect();
        if bounded.is_empty() {
            return;
        }
        for area in bounded {
            if let Some(cell) = position(area).and_then(|at| cells.get_mut(at)) {
                *cell = Amount::sign(Sign::Secret);
            }
        }
    }
}

/// Bounds from sums to parts and back, until nothing changes.
fn tighten(relations: &[Relation], ranges: &mut [Range]) {
    for _ in 0..relations.len() + 1 {
        let before = ranges.to_vec();
        for (whole, parts) in relations {
            let sum = |of: fn(&Range) -> i64, ranges: &[Range]| {
                parts.iter().fold(0_i64, |sum, part| sum.saturating_add(of(&ranges[*part])))
            };
            let (low, high) = (sum(|range| range.low, ranges), sum(|range| range.high, ranges));
            ranges[*whole].low = ranges[*whole].low.max(low);
            ranges[*whole].high = ranges[*whole].high.min(high);
            let all = ranges[*whole];
            for part in parts {
                let Range { low: own_low, high: own_high } = ranges[*part];
                let least = if high == i64::MAX { 0 } else { all.low.saturating_sub(high - own_high) };
                ranges[*part].low = own_low.max(least);
                ranges[*part].high = own_high.min(all.high.saturating_sub(low - own_low));
            }
        }
        if before == ranges {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounding_is_right_on_average_and_always_the_same() {
        let whole = Amount::WHOLE;
        let rounded = |count: i64, at: i32| round(count * whole, 5 * whole, &format!("cases|{at}|2024"));
        let sum: i64 = (0..4000).map(|at| rounded(2, at)).sum();
        assert!((1.9..2.1).contains(&(sum as f64 / 4000.0 / whole as f64)), "{sum}");
        assert!(
            (0..100).all(|at| rounded(7, at) == rounded(7, at) && [5 * whole, 10 * whole].contains(&rounded(7, at)))
        );
        assert_eq!([rounded(0, 1), rounded(15, 1), rounded(-5, 1)], [0, 15 * whole, -5 * whole]);
    }

    #[test]
    fn a_sum_of_nothing_bounds_its_parts() {
        let mut ranges = vec![Range { low: 1, high: 9 }, Range { low: 0, high: 4 }, Range { low: 0, high: 4 }];
        tighten(&[(2, vec![0, 1])], &mut ranges);
        assert!(ranges[0] == Range { low: 1, high: 4 } && ranges[1] == Range { low: 0, high: 3 });
    }
}
