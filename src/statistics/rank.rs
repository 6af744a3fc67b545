//! Ranks as sports have them: equals share a rank, the next one is left out.

/// Rank from 1 by falling value, on the values as they are printed; `None` stays without a rank.
pub fn ranks<T: Ord>(values: &[Option<T>]) -> Vec<Option<usize>> {
    values
        .iter()
        .map(|value| {
            let value = value.as_ref()?;
            Some(1 + values.iter().flatten().filter(|other| *other > value).count())
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equals_share_a_rank() {
        assert_eq!(ranks(&[Some(5), None, Some(9), Some(5), Some(1)]), [Some(2), None, Some(1), Some(2), Some(4)]);
    }
}
