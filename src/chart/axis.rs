//! Axes that people can read: ends and steps of 1, 2 or 5 times a power of ten. Comes in: the range of the values and
//! the room on paper. Goes out: positions, and the painted axis.

use super::canvas::{Anchor, Canvas, HAIR};
use crate::number::{Exact, Language, decimal_text, round};
use crate::problem::Problem;
use crate::typeface::{LABEL, SMALL};

/// An axis of numbers.
pub struct Axis {
    low: f64,
    high: f64,
    from: f64,
    to: f64,
    ticks: Vec<f64>,
}

impl Axis {
    /// From the least to the greatest value and, where wished, from zero; `from` and `to` on paper may be upside down.
    pub fn new(ends: (f64, f64), (from, to): (f64, f64), most: usize, from_zero: bool) -> Axis {
        let ends = if from_zero { (ends.0.min(0.0), ends.1.max(0.0)) } else { ends };
        let ticks = ticks(ends, most);
        let low = ticks.first().copied().unwrap_or(0.0);
        let high = ticks.last().copied().unwrap_or(1.0);
        Axis { low, high, from, to, ticks }
    }

    /// From zero or the least value to the greatest, without marked values: bars that carry their numbers.
    pub fn exact(ends: (f64, f64), paper: (f64, f64)) -> Axis {
        Axis::exact_between((ends.0.min(0.0), ends.1.max(0.0)), paper)
    }

    /// From the least to the greatest value, without marked values.
    pub fn exact_between((low, high): (f64, f64), (from, to): (f64, f64)) -> Axis {
        let (low, high) = if high > low { (low, high) } else { (low - 1.0, low + 1.0) };
        Axis { low, high, from, to, ticks: Vec::new() }
    }

    /// The same axis elsewhere on paper.
    pub fn between(&self, from: f64, to: f64) -> Axis {
        Axis { from, to, ticks: self.ticks.clone(), ..*self }
    }

    /// Where a value stands.
    pub fn at(&self, value: f64) -> f64 {
        self.from + (value - self.low) / (self.high - self.low) * (self.to - self.from)
    }

    /// The marked values as they are printed.
    pub fn texts(&self, language: Language) -> Vec<(f64, String)> {
        let places = places(&self.ticks);
        let text = |value: f64| {
            let scaled = (value * 10f64.powi(i32::from(places))).round() as i128;
            decimal_text(round(Exact::new(scaled, 10_i128.pow(u32::from(places))), places), language)
        };
        self.ticks.iter().map(|tick| (*tick, text(*tick))).collect()
    }

    /// Room that its numbers need at the left of a plot.
    pub fn room(&self, language: Language) -> f64 {
        self.texts(language).iter().map(|(_, text)| LABEL.width(text)).fold(0.0, f64::max) + 2.0
    }

    /// Lines across a plot with numbers at its left.
    pub fn paint_left(
        &self,
        canvas: &Canvas<'_>,
        (left, right): (f64, f64),
        language: Language,
    ) -> Result<(), Problem> {
        for (tick, text) in self.texts(language) {
            let y = self.at(tick);
            let colour = if tick == 0.0 { canvas.inks.grey } else { canvas.inks.line };
            canvas.line(&[(left, y), (right, y)], colour, HAIR)?;
            canvas.text(&text, (left - 1.2, y), LABEL, canvas.inks.grey, Anchor::End)?;
        }
        Ok(())
    }

    /// Lines down a plot with numbers below it; `size` is the width of the drawing, which no number leaves.
    pub fn paint_below(
        &self,
        canvas: &Canvas<'_>,
        (top, bottom): (f64, f64),
        size: f64,
        language: Language,
    ) -> Result<(), Problem> {
        for tick in &self.ticks {
            let x = self.at(*tick);
            let colour = if *tick == 0.0 { canvas.inks.grey } else { canvas.inks.line };
            canvas.line(&[(x, top), (x, bottom)], colour, HAIR)?;
        }
        self.numbers(canvas, bottom + 2.4, size, language)
    }

    /// Its numbers in a line, as many as have room; the axis may run to the left.
    pub fn numbers(&self, canvas: &Canvas<'_>, y: f64, size: f64, language: Language) -> Result<(), Problem> {
        let mut taken: Vec<(f64, f64)> = Vec::new();
        for (tick, text) in self.texts(language) {
            let half = SMALL.width(&text) / 2.0;
            let middle = self.at(tick).clamp(half, (size - half).max(half));
            let free = |(from, to): &(f64, f64)| middle - half > to + 1.0 || middle + half < from - 1.0;
            if taken.iter().all(free) {
                canvas.text(&text, (middle, y), SMALL, canvas.inks.grey, Anchor::Middle)?;
                taken.push((middle - half, middle + half));
            }
        }
        Ok(())
    }
}

/// An axis of years.
pub struct Years {
    first: i32,
    last: i32,
    from: f64,
    to: f64,
}

impl Years {
    /// From the first to the last year of some columns.
    pub fn new(years: impl Iterator<Item = i32> + Clone, (from, to): (f64, f64)) -> Years {
        let (first, last) = (years.clone().min().unwrap_or(0), years.max().unwrap_or(1));
        Years { first, last, from, to }
    }

    /// Where a year stands; a single one in the middle.
    pub fn at(&self, year: f64) -> f64 {
        if self.first == self.last {
            return (self.from + self.to) / 2.0;
        }
        self.from + (year - f64::from(self.first)) / f64::from(self.last - self.first) * (self.to - self.from)
    }

    /// Its left end on paper.
    pub fn at_left(&self) -> f64 {
        self.from
    }

    /// True inside.
    pub fn contains(&self, year: i32) -> bool {
        (self.first + 1..=self.last).contains(&year)
    }

    /// The first and the last year below a small plot.
    pub fn paint_ends(&self, canvas: &Canvas<'_>, y: f64) -> Result<(), Problem> {
        let grey = canvas.inks.grey;
        if self.last > self.first && self.to - self.from > SMALL.width("2024 2024") + 1.0 {
            canvas.text(&self.first.to_string(), (self.from, y), SMALL, grey, Anchor::Start)?;
        }
        canvas.text(&self.last.to_string(), (self.to, y), SMALL, grey, Anchor::End)
    }

    /// Years below a plot, as many as fit; the last one is always there.
    pub fn paint(&self, canvas: &Canvas<'_>, bottom: f64) -> Result<(), Problem> {
        let years = self.last - self.first + 1;
        let room = (self.to - self.from) / f64::from((years - 1).max(1));
        let narrowest = (LABEL.width("2024   ") / room).ceil().max(1.0) as i32;
        // A step that meets the first and the last year, where there is one.
        let step = (narrowest..=2 * narrowest).find(|step| (years - 1) % step == 0).unwrap_or(narrowest);
        for year in (self.first..=self.last).filter(|year| (self.last - year) % step == 0) {
            let at = (self.at(f64::from(year)), bottom + 3.2);
            canvas.text(&year.to_string(), at, LABEL, canvas.inks.grey, Anchor::Middle)?;
        }
        Ok(())
    }
}

/// Round values from below the least to above the greatest.
fn ticks((low, high): (f64, f64), most: usize) -> Vec<f64> {
    let span = if high > low { high - low } else { low.abs().max(1.0) };
    let rough = span / most.max(1) as f64;
    let magnitude = 10f64.powf(rough.log10().floor());
    let step = [1.0, 2.0, 5.0, 10.0]
        .into_iter()
        .map(|factor| factor * magnitude)
        .find(|step| *step >= rough * 0.999)
        .unwrap_or(10.0 * magnitude);
    let first = (low / step + 1e-9).floor() as i64;
    let last = ((high / step - 1e-9).ceil() as i64).max(first + 1);
    (first..=last).map(|index| index as f64 * step).collect()
}

/// Decimal places that the steps of an axis need.
fn places(ticks: &[f64]) -> u8 {
    let step = ticks.windows(2).map(|pair| pair[1] - pair[0]).fold(f64::MAX, f64::min);
    (0..6).find(|places| (step * 10f64.powi(i32::from(*places)) + 1e-7).fract().abs() < 1e-6).unwrap_or(6)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn axes_have_round_steps() {
        assert_eq!(ticks((0.0, 14.3), 4), [0.0, 5.0, 10.0, 15.0]);
        assert_eq!(ticks((-3.2, 1.0), 4), [-4.0, -2.0, 0.0, 2.0]);
        assert_eq!(ticks((41.2, 44.9), 4), [41.0, 42.0, 43.0, 44.0, 45.0]);
        assert_eq!(ticks((0.0, 0.0), 4).first(), Some(&0.0));
        assert_eq!(places(&ticks((0.0, 0.9), 4)), 1);
        assert_eq!(places(&ticks((0.0, 14.3), 4)), 0);
    }

    #[test]
    fn bars_begin_at_zero_and_lines_need_not() {
        assert_eq!(Axis::new((3.7, 14.3), (0.0, 30.0), 4, true).at(0.0), 0.0);
        assert_eq!(Axis::new((41.2, 44.9), (0.0, 40.0), 4, false).at(43.0), 20.0);
    }
}
