//! Which class a value is in, by the method of its indicator, and the shade of each class.

use std::ops::RangeInclusive;

use crate::definition::ClassMethod;
use crate::map::LegendClass;
use crate::number::{Exact, Language, decimal_text, round};
use crate::plan::Indicator;
use crate::statistics::{Classes, deviations, equal_intervals, fixed, natural_breaks, pretty, quantiles};

/// Few areas have few classes.
const FEW: usize = 8;

/// Classes of printed values, from low to high.
pub struct Classing {
    /// What is in each.
    pub classes: Classes<i128>,
    /// Their shades: positions in the scale of the look.
    pub shades: Vec<usize>,
}

impl Classing {
    /// Puts printed values (in units of their last decimal) into classes of at most so many shades.
    pub fn new(indicator: &Indicator, units: &[i128], scale: usize) -> Classing {
        let most = if units.len() < FEW { scale.min(3) } else { scale };
        if !indicator.bounds.is_empty() {
            return by_hand(indicator, units, scale);
        }
        let classes = match indicator.classes {
            ClassMethod::Natural => natural_breaks(units, most),
            ClassMethod::Quantile => quantiles(units, most),
            ClassMethod::Equal => equal_intervals(units, most),
            ClassMethod::Deviation => deviations(units, most),
            ClassMethod::Pretty => pretty(units, most),
        };
        // Few classes take shades from the whole scale, so that they print apart.
        let count = classes.ranges.len();
        let shades = match count {
            0 | 1 => vec![scale / 2; count],
            count => (0..count).map(|class| class * (scale - 1) / (count - 1)).collect(),
        };
        Classing { classes, shades }
    }

    /// The classes as a legend prints them, with how many values are in each where wished.
    pub fn legend(&self, indicator: &Indicator, language: Language, counted: bool) -> Vec<LegendClass> {
        let text = |units: i128| {
            if units == 0 {
                return "0".to_owned();
            }
            let value = Exact::new(units, 10_i128.pow(u32::from(indicator.decimals)));
            decimal_text(round(value, indicator.decimals), language)
        };
        let classes = self.classes.ranges.iter().zip(&self.classes.counts).zip(&self.shades);
        let class = |((range, count), shade): ((&RangeInclusive<i128>, &usize), &usize)| LegendClass {
            label: match (range.start(), range.end()) {
                (low, high) if low == high => text(*low),
                (low, high) => format!("{} {} {}", text(*low), language.pick("bis", "to"), text(*high)),
            },
            count: counted.then_some(*count),
            shade: *shade,
        };
        classes.map(class).collect()
    }

    /// The shade of a printed value.
    pub fn shade(&self, units: i128) -> Option<usize> {
        self.shades.get(self.classes.of(&units)?).copied()
    }
}

/// The same borders in every year: a class keeps its shade where another is empty.
fn by_hand(indicator: &Indicator, units: &[i128], scale: usize) -> Classing {
    let bounds: Vec<i128> = indicator.bounds.iter().map(|bound| round(*bound, indicator.decimals).units()).collect();
    let slot = |value: i128| bounds.iter().filter(|bound| **bound < value).count();
    let classes = fixed(units, &bounds);
    let shade = |value: i128| slot(value) * (scale - 1) / bounds.len();
    let shades = classes.ranges.iter().map(|range| shade(*range.end())).collect();
    Classing { classes, shades }
}
