//! Axes that people can read: ends and steps of 1, 2 or 5 times a power of ten, always with zero.

/// Values on an axis from low to high, zero among them.
pub fn ticks(low: f64, high: f64, most: usize) -> Vec<f64> {
    let (low, high) = (low.min(0.0), high.max(0.0));
    let span = if high > low { high - low } else { 1.0 };
    let rough = span / most.max(1) as f64;
    let magnitude = 10f64.powf(rough.log10().floor());
    let step = [1.0, 2.0, 5.0, 10.0]
        .into_iter()
        .map(|factor| factor * magnitude)
        .find(|step| *step >= rough * 0.999)
        .unwrap_or(10.0 * magnitude);
    let first = (low / step + 1e-9).floor() as i64;
    let last = (high / step + if high > low { -1e-9 } else { 1.0 }).ceil() as i64;
    (first..=last).map(|index| index as f64 * step).collect()
}

/// Decimal places that the steps of an axis need.
pub fn places(ticks: &[f64]) -> u8 {
    let step = ticks.windows(2).map(|pair| pair[1] - pair[0]).fold(1.0, f64::min);
    (0..6).find(|places| (step * 10f64.powi(i32::from(*places))).fract().abs() < 1e-6).unwrap_or(6)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn axes_start_at_zero_in_round_steps() {
        assert_eq!(ticks(3.7, 14.3, 4), [0.0, 5.0, 10.0, 15.0]);
        assert_eq!(ticks(-3.2, 1.0, 4), [-4.0, -2.0, 0.0, 2.0]);
        assert_eq!(ticks(0.0, 0.0, 4).first(), Some(&0.0));
        assert_eq!(places(&ticks(0.0, 0.9, 4)), 1);
    }
}
