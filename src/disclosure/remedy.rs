//! What would hide less: pooling years, merging areas. Comes in: measured counts and what a scope shows. Goes out: for
//! indicators of which much is hidden, how many small counts there would be. For the planner, not for print.

use super::rules::is_small;
use crate::area::AreaIndex;
use crate::figures::Measured;
use crate::plan::{Cube, Scope, Secrecy};

/// Years that are pooled in a proposal.
pub const POOL: i32 = 3;

/// What would help an indicator on a level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remedy {
    /// The indicator.
    pub indicator: usize,
    /// The level.
    pub level: usize,
    /// How many counts are secret by themselves.
    pub small: usize,
    /// How many would be if years were pooled; `None` where they are already.
    pub pooled: Option<usize>,
    /// Two areas that together would leave fewest, and how many.
    pub merged: Option<(AreaIndex, AreaIndex, usize)>,
}

/// The remedies for an indicator, level by level.
pub fn remedies(cube: &Cube, measured: &Measured, scope: &Scope, indicator: usize) -> Vec<Remedy> {
    let found = &cube.indicators[indicator];
    let sources = found.numerator.iter().map(|figure| cube.base_figures[*figure].source);
    let rules = sources.filter_map(|source| cube.secrecy(source, scope.status));
    let secrecy = rules.fold(Secrecy::default(), Secrecy::and);
    let years: Vec<i32> = measured.shape.years.clone().collect();
    let mut remedies = Vec::new();
    for level in 0..cube.areas.levels.len() {
        let shown: Vec<i32> = years.iter().copied().filter(|year| scope.shows(indicator, level, *year)).collect();
        let areas = cube.areas.of_level(level);
        if shown.is_empty() || areas.len() < 3 {
            continue;
        }
        let count = |areas: &[AreaIndex], year: i32, pool: i32| -> Option<i64> {
            let mut sum = 0;
            for area in areas {
                for year in year - pool + 1..=year {
                    for figure in &found.numerator {
                        sum += measured.shape.number(&measured.base[*figure], *area, year)?;
                    }
                }
            }
            Some(sum)
        };
        let small = |areas: &[AreaIndex], pool: i32| {
            let counts = shown.iter().filter_map(|year| count(areas, *year, pool));
            counts.filter(|count| is_small(*count, &secrecy)).count()
        };
        let by_area: Vec<usize> = areas.iter().map(|area| small(&[*area], found.pool)).collect();
        let all: usize = by_area.iter().sum();
        if all == 0 {
            continue;
        }
        // Where no earlier years were delivered, nothing can be pooled.
        let has_pools = shown.iter().any(|year| areas.iter().any(|area| count(&[*area], *year, POOL).is_some()));
        let pooled = areas.iter().map(|area| small(&[*area], POOL)).sum();
        let worst = (0..areas.len()).max_by_key(|at| by_area[*at]).unwrap_or(0);
        let merged = (0..areas.len())
            .filter(|other| *other != worst)
            .map(|other| {
                let left = all - by_area[worst] - by_area[other] + small(&[areas[worst], areas[other]], found.pool);
                (left, cube.areas.inhabited_members(areas[other]).len(), other)
            })
            .min()
            .map(|(left, _, other)| (areas[worst], areas[other], left));
        let pooled = (has_pools && found.pool < POOL && !found.is_change()).then_some(pooled);
        remedies.push(Remedy { indicator, level, small: all, pooled, merged });
    }
    remedies
}
