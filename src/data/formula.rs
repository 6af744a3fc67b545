//! Indicators from base figures, in exact arithmetic. Rates come from sums, never from rates. What
//! cannot be computed, by zero or beyond 128 bits, makes no sense and says so; what stands on too few
//! people is too uncertain. Indicators made of others are left to `disclosure`.

use num_traits::{CheckedAdd, CheckedDiv, CheckedMul, CheckedSub, Zero};

use crate::area::AreaIndex;
use crate::definition::IndicatorKind;
use crate::figures::{Amount, Cell, Flags, Shape, Sign};
use crate::number::Exact;
use crate::plan::{Cube, Indicator};
use crate::statistics::{Stratum, directly_standardised};

/// All cells of the cube, in the order of [`Shape::position`].
pub fn evaluate(cube: &Cube, shape: &Shape, base: &[Vec<Amount>]) -> Vec<Cell> {
    let mut cells = Vec::with_capacity(shape.cells());
    for indicator in &cube.indicators {
        for area in 0..shape.areas {
            let formula = Formula { cube, shape, base, indicator, area };
            for year in shape.years.clone() {
                cells.push(formula.value(year));
            }
        }
    }
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
            IndicatorKind::Count => self.net(year),
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

    fn figure(&self, figure: usize, year: i32) -> Cell {
        let at = self.shape.base_position(self.area, year);
        at.and_then(|at| self.base[figure].get(at)).map_or(Cell::Sign(Sign::NotAvailable), Amount::cell)
    }

    /// Base figures added up, over the years that are pooled.
    fn pooled(&self, figures: &[usize], year: i32) -> Cell {
        let years = year - self.indicator.pool + 1..=year;
        let cells = years.flat_map(|year| figures.iter().map(move |figure| (*figure, year)));
        cells.fold(Cell::number(Exact::zero()), |sum, (figure, year)| {
            sum.combine(self.figure(figure, year), |left, right| left.checked_add(&right))
        })
    }

    fn net(&self, year: i32) -> Cell {
        let above = self.pooled(&self.indicator.numerator, year);
        match self.indicator.minus.as_slice() {
            [] => above,
            minus => above.combine(self.pooled(minus, year), |left, right| left.checked_sub(&right)),
        }
    }

    fn ratio(&self, above: Cell, below: Cell) -> Cell {
        if self.is_too_small(below) {
            return Cell::Sign(Sign::Uncertain);
        }
        let per = Exact::from_integer(self.indicator.per.into());
        above.combine(below, |above, below| above.checked_div(&below)?.checked_mul(&per))
    }

    /// Too few people for a value; nobody at all is another matter.
    fn is_too_small(&self, below: Cell) -> bool {
        let least = self.indicator.minimum_denominator.map(|least| Exact::from_integer(least.into()));
        matches!((least, below.value()), (Some(least), Some(below)) if below < least && !below.is_zero())
    }

    /// Two years against each other. Over a break in its series this cannot be read as a change of what is counted.
    fn against(&self, year: i32, before: i32, operation: impl Fn(Exact, Exact) -> Option<Exact>) -> Cell {
        match self.net(year).combine(self.net(before), operation) {
            Cell::Number { value, flags } => {
                let (first, last) = (before.min(year), before.max(year));
                let after_break = self.cube.break_between(self.indicator, first, last).is_some();
                Cell::Number { value, flags: Flags { after_break, ..flags } }
            }
            sign => sign,
        }
    }

    fn mean(&self, year: i32) -> Cell {
        let above = self.indicator.values.iter().fold(Cell::number(Exact::zero()), |sum, (figure, at)| {
            sum.combine(self.pooled(&[*figure], year), |sum, count| sum.checked_add(&count.checked_mul(at)?))
        });
        self.ratio(above, self.pooled(&self.indicator.numerator, year))
    }

    /// Rates of age classes, weighted; the sum of the weights divides them only where they are a standard population.
    fn standardised(&self, year: i32) -> Cell {
        let mut strata = Vec::new();
        let mut flags = Flags::default();
        let mut people_together = Cell::number(Exact::zero());
        for (cases, people, weight) in &self.indicator.strata {
            let (cases, people) = (self.pooled(&[*cases], year), self.pooled(&[*people], year));
            people_together = people_together.combine(people, |left, right| left.checked_add(&right));
            match (cases, people) {
                (Cell::Number { value: count, flags: one }, Cell::Number { value: population, flags: two }) => {
                    flags = flags.union(one).union(two);
                    strata.push(Stratum { count, population, weight: *weight });
                }
                (one, two) => return one.combine(two, |_, _| None),
            }
        }
        if self.is_too_small(people_together) {
            return Cell::Sign(Sign::Uncertain);
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
