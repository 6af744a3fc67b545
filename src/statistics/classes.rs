//! Classes of a map: natural breaks by Fisher's exact method (W. D. Fisher, „On grouping for maximum
//! homogeneity", 1958), on printed values, so that equal numbers never part.

use std::ops::RangeInclusive;

/// Classes from low to high: the first and the last value in each, and how many there are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Classes<T> {
    /// First and last value that occurs.
    pub ranges: Vec<RangeInclusive<T>>,
    /// How many values lie in each.
    pub counts: Vec<usize>,
}

impl<T: PartialOrd> Classes<T> {
    /// The class of a value from 0.
    pub fn of(&self, value: &T) -> Option<usize> {
        self.ranges.iter().position(|range| range.contains(value))
    }
}

/// At most `most` classes with the least scatter inside; fewer where there are fewer different values.
pub fn natural_breaks(values: &[i128], most: usize) -> Classes<i128> {
    let mut sorted = values.to_vec();
    sorted.sort_unstable();
    let mut groups: Vec<(i128, usize)> = Vec::new();
    for value in sorted {
        match groups.last_mut() {
            Some((last, count)) if *last == value => *count += 1,
            _ => groups.push((value, 1)),
        }
    }
    let classes = most.min(groups.len());
    let starts = best_starts(&groups, classes);
    let ends = starts.iter().skip(1).copied().chain([groups.len()]);
    let spans: Vec<(usize, usize)> = starts.iter().copied().zip(ends).collect();
    Classes {
        ranges: spans.iter().map(|(start, end)| groups[*start].0..=groups[*end - 1].0).collect(),
        counts: spans.iter().map(|(start, end)| groups[*start..*end].iter().map(|(_, count)| count).sum()).collect(),
    }
}

/// Where the classes begin, by dynamic programming over the sum of squares inside.
fn best_starts(groups: &[(i128, usize)], classes: usize) -> Vec<usize> {
    if classes == 0 {
        return Vec::new();
    }
    // Sums over the first groups of how many there are, of values and of squares, both from the lowest value on.
    let mut sums = vec![(0.0, 0.0, 0.0)];
    for (value, count) in groups {
        let (number, sum, squares): (f64, f64, f64) = sums[sums.len() - 1];
        let (value, count) = ((value - groups[0].0) as f64, *count as f64);
        sums.push((number + count, sum + value * count, squares + value * value * count));
    }
    let scatter = |start: usize, end: usize| -> f64 {
        let (count, sum) = (sums[end].0 - sums[start].0, sums[end].1 - sums[start].1);
        sums[end].2 - sums[start].2 - sum * sum / count
    };
    // best[k][end]: least scatter of the first `end` groups in k + 1 classes, and where the last begins
    let mut best: Vec<Vec<(f64, usize)>> =
        vec![(0..=groups.len()).map(|end| (if end == 0 { 0.0 } else { scatter(0, end) }, 0)).collect()];
    for class in 1..classes {
        let row = (0..=groups.len())
            .map(|end| {
                (class..end)
                    .map(|start| (best[class - 1][start].0 + scatter(start, end), start))
                    .min_by(|left, right| left.0.total_cmp(&right.0))
                    .unwrap_or((f64::MAX, 0))
            })
            .collect();
        best.push(row);
    }
    let mut starts = vec![0; classes];
    let mut end = groups.len();
    for class in (0..classes).rev() {
        starts[class] = best[class][end].1;
        end = starts[class];
    }
    starts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_gaps_that_the_eye_sees() {
        let values = [37, 40, 43, 44, 46, 46, 60, 61, 92, 97, 107, 116, 143, 143, 143];
        let classes = natural_breaks(&values, 5);
        assert_eq!(classes.ranges, [37..=46, 60..=61, 92..=97, 107..=116, 143..=143]);
        assert_eq!(classes.counts, [6, 2, 2, 2, 3]);
        assert_eq!(classes.of(&143), Some(4));
    }

    #[test]
    fn the_textbook_example_of_natural_breaks_comes_out() {
        // Of 4, 5, 9, 10 in two classes the squares inside are 14, 1 and 14 for the three possible borders.
        assert_eq!(natural_breaks(&[4, 5, 9, 10], 2).ranges, [4..=5, 9..=10]);
    }

    #[test]
    fn few_values_make_few_classes() {
        assert_eq!(natural_breaks(&[5, 5, 5], 5).counts, [3]);
        assert_eq!(natural_breaks(&[], 5).counts, Vec::<usize>::new());
    }
}
