//! Indicators from base figures, in exact arithmetic. Rates come from sums, never from rates. What
//! cannot be computed, by zero or beyond 128 bits, makes no sense and says so; what stands on too few
//! people is too uncertain. Indicators made of others are left to `disclosure`.

use num_traits::{CheckedAdd, CheckedDiv, CheckedMul, CheckedSub, Zero};
use rayon::prelude::*;

use crate::area::AreaIndex;
use crate::definition::IndicatorKind;
use crate::figures::{Amount, Cell, Flags, Shape, Sign};
use crate::number::Exact;
use crate::plan::{Cube, Indicator};
use crate::statistics::{Stratum, directly_standardised};

/// All cells of the cube, in the order of [`Shape::position`]; indicators side by side.
pub fn evaluate(cube: &Cube, shape: &Shape, base: &[Vec<Amount>]) -> Vec<Cell> {
    let years = shape.years.clone().count();
    let mut cells = vec![Cell::Sign(Sign::NotAvailable); shape.cells()];
    let of_indicator = (shape.areas * years).max(1);
    cells.par_chunks_mut(of_indicator).zip(&cube.indicators).for_each(|(cells, indicator)| {
        for (area, cells) in cells.chunks_mut(years.max(1)).enumerate() {
            let formula = Formula { cube, shape, base, indicator, area };
            for (year, cell) in shape.years.clone().zip(cells) {
                *cell = formula.value(year);
            }
        }
    });
    cells
}

/// One indicator in one area.
struct Formula<'a> {
    cube: &'a Cube,
    shape: &'a Shape,
    base: &'a [Vec<Amount>],
    indicator: &'a Indicator,
    area: AreaIndex,
}

impl Formula<'_> {
    fn value(&self, year: i32) -> Cell {
        let indicator = self.indicator;
        // What is declared for coarser levels only is not there below, whatever a file has.
        if indicator.level.is_some_and(|level| self.cube.areas.get(self.area).level < level) {
            return Cell::Sign(Sign::NotAvailable);
        }
        match indicator.kind {
            IndicatorKind::Count => self.net(year).cell(),
            IndicatorKind::Share
            | IndicatorKind::Rate
            | IndicatorKind::Quotient
            | IndicatorKind::Density
            | IndicatorKind::Distribution
            | IndicatorKind::Coverage => self.ratio(self.net(year), self.pooled(&indicator.denominator, year)),
            IndicatorKind::Change => self.against(year, year - indicator.years, |now, then| now.checked_sub(&then)),
            IndicatorKind::Growth => self.against(year, year - indicator.years, |now, then| {
                now.checked_sub(&then)?.checked_div(&then)?.checked_mul(&Exact::from_integer(100))
            }),
            IndicatorKind::Index => self.against(year, indicator.base_year, |now, then| {
                now.checked_div(&then)?.checked_mul(&Exact::from_integer(100))
            }),
            IndicatorKind::Mean => self.mean(year),
            IndicatorKind::Standardised | IndicatorKind::Cumulated => self.standardised(year),
            IndicatorKind::Median | IndicatorKind::Composite => Cell::Sign(Sign::NotAvailable),
        }
    }

    fn figure(&self, figure: usize, year: i32) -> Amount {
        let at = self.shape.base_position(self.area, year);
        at.and_then(|at| self.base[figure].get(at)).copied().unwrap_or(Amount::sign(Sign::NotAvailable))
    }

    /// Base figures added up, over the years that are pooled.
    fn pooled(&self, figures: &[usize], year: i32) -> Amount {
        let mut sum: Option<Amount> = None;
        for year in year - self.indicator.pool + 1..=year {
            for figure in figures {
                let amount = self.figure(*figure, year);
                sum = Some(match sum {
                    Some(sum) => sum.plus(amount).unwrap_or(Amount::sign(Sign::Meaningless)),
                    None => amount,
                });
            }
        }
        sum.unwrap_or(Amount::sign(Sign::NotAvailable))
    }

    fn net(&self, year: i32) -> Amount {
        let above = self.pooled(&self.indicator.numerator, year);
        match self.indicator.minus.as_slice() {
            [] => above,
            minus => {
                let minus = self.pooled(minus, year);
                let negative = minus.units.checked_neg().map(|units| Amount { units, ..minus });
                negative.and_then(|minus| above.plus(minus)).unwrap_or(Amount::sign(Sign::Meaningless))
            }
        }
    }

    fn ratio(&self, above: Amount, below: Amount) -> Cell {
        if self.is_too_small(below.units, below.sign) {
            return Cell::Sign(Sign::Uncertain);
        }
        match above.sign.max(below.sign) {
            Some(sign) => Cell::Sign(sign),
            None if below.units == 0 => Cell::Sign(Sign::Meaningless),
            // Cases of some areas over the people of all would be no rate of anybody.
            None if above.flags.partial != below.flags.partial => Cell::Sign(Sign::Meaningless),
            None => {
                let value = quotient(above.units, below.units, self.indicator.per);
                Cell::Number { value, flags: above.flags.union(below.flags) }
            }
        }
    }

    /// Too few people for a value; nobody at all is another matter.
    fn is_too_small(&self, units: i64, sign: Option<Sign>) -> bool {
        let least = self.indicator.minimum_denominator.filter(|_| sign.is_none() && units != 0);
        least.is_some_and(|least| i128::from(units) < i128::from(least) * i128::from(Amount::WHOLE))
    }

    /// Two years against each other. Over a break in its series that would not be a change of what is counted.
    fn against(&self, year: i32, before: i32, operation: impl Fn(Exact, Exact) -> Option<Exact>) -> Cell {
        let moved = self.net(year).cell().combine(self.net(before).cell(), operation);
        let (first, last) = (before.min(year), before.max(year));
        match self.cube.break_between(self.indicator, first, last) {
            Some(_) if moved.sign().is_none() => Cell::Sign(Sign::Meaningless),
            _ => moved,
        }
    }

    fn mean(&self, year: i32) -> Cell {
        let above = self.indicator.values.iter().fold(Cell::number(Exact::zero()), |sum, (figure, at)| {
            sum.combine(self.pooled(&[*figure], year).cell(), |sum, count| sum.checked_add(&count.checked_mul(at)?))
        });
        let below = self.pooled(&self.indicator.numerator, year);
        if self.is_too_small(below.units, below.sign) {
            return Cell::Sign(Sign::Uncertain);
        }
        above.combine(below.cell(), |above, below| above.checked_div(&below))
    }

    /// Rates of age classes, weighted; the sum of the weights divides them only where they are a standard population.
    fn standardised(&self, year: i32) -> Cell {
        let mut strata = Vec::new();
        let mut flags = Flags::default();
        let mut people_together = 0_i64;
        let mut is_partial = false;
        for (cases, people, weight) in &self.indicator.strata {
            let (cases, people) = (self.pooled(&[*cases], year), self.pooled(&[*people], year));
            is_partial |= cases.flags.partial != people.flags.partial;
            let cases = cases.cell();
            people_together = people_together.saturating_add(people.units);
            let people = people.cell();
            match (cases, people) {
                (Cell::Number { value: count, flags: one }, Cell::Number { value: population, flags: two }) => {
                    flags = flags.union(one).union(two);
                    strata.push(Stratum { count, population, weight: *weight });
                }
                (one, two) => return one.combine(two, |_, _| None),
            }
        }
        if self.is_too_small(people_together, None) {
            return Cell::Sign(Sign::Uncertain);
        }
        if is_partial {
            return Cell::Sign(Sign::Meaningless);
        }
        let weights: Exact = strata.iter().map(|stratum| stratum.weight).sum();
        let factor = match self.indicator.kind {
            IndicatorKind::Cumulated => weights,
            _ => Exact::from_integer(1),
        };
        let per = Exact::from_integer(self.indicator.per.into());
        let value = directly_standardised(&strata)
            .and_then(|rate| rate.checked_mul(&factor))
            .and_then(|rate| rate.checked_mul(&per));
        value.map_or(Cell::Sign(Sign::Meaningless), |value| Cell::Number { value, flags })
    }
}

/// Above ÷ below × per, exact. Whole numbers are divided as such; the ratio is not reduced further, which costs
/// more than it saves: every value is rounded once and compared crosswise.
fn quotient(above: i64, below: i64, per: i64) -> Exact {
    let is_whole = above % Amount::WHOLE == 0 && below % Amount::WHOLE == 0;
    let unit = if is_whole { Amount::WHOLE } else { 1 };
    let (above, below) = (i128::from(above / unit) * i128::from(per), i128::from(below / unit));
    if below < 0 { Exact::new_raw(-above, -below) } else { Exact::new_raw(above, below) }
}
