//! Which points are near to one. Comes in: points of equal dimension, already in standard deviations. Goes out: the positions
//! of the nearest by Euclidean distance, nearest first; ties in the order of the points.

/// The nearest `most` points to the one at `own`.
pub fn nearest(points: &[&[f64]], own: usize, most: usize) -> Vec<usize> {
    let Some(centre) = points.get(own) else { return Vec::new() };
    let distance = |point: &[f64]| point.iter().zip(*centre).map(|(one, two)| (one - two).powi(2)).sum::<f64>();
    let mut others: Vec<(f64, usize)> =
        points.iter().enumerate().filter(|(at, _)| *at != own).map(|(at, point)| (distance(point), at)).collect();
    others.sort_by(|left, right| left.0.total_cmp(&right.0).then(left.1.cmp(&right.1)));
    others.into_iter().take(most).map(|(_, at)| at).collect()
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn the_nearest_come_first() {
        let points: [&[f64]; 4] = [&[0.0, 0.0], &[3.0, 0.0], &[1.0, 1.0], &[0.0, -1.0]];
        assert_eq!(nearest(&points, 0, 2), [3, 2]);
        assert!(nearest(&points, 9, 2).is_empty());
    }
}
