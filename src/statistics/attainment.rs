//! How far something has come. Comes in: where it started, where it is and where it should be, with the years. Goes out: a
//! judgement by rule. The expected value lies on the straight line from start to target; what is at it or past it is on
//! course. Figures are compared as they are printed, so that a judgement never contradicts the numbers beside it.

use crate::number::Exact;

/// Start, target, and the years between which the way is straight.
#[derive(Debug, Clone, Copy)]
pub struct Way {
    /// The value at the start.
    pub start: Exact,
    /// What is to be reached.
    pub target: Exact,
    /// The year of the start.
    pub from: i32,
    /// The year of the target.
    pub by: i32,
}

/// How far it has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Attainment {
    /// At the target or past it.
    Reached,
    /// Where it should be by now.
    OnCourse,
    /// On its way, but not far enough.
    Behind,
    /// Farther from the target than at the start.
    Away,
    /// Where it was at the start, and should not be any more.
    Unmoved,
    /// Not at the target, although its year has come.
    Missed,
}

/// Judges the value of a year. A target equal to the start is reached as long as the value has not left it to the side
/// that is unfavourable; `falling_is_good` says which side that is, and without it any other value is away.
pub fn attainment(way: &Way, (year, value): (i32, Exact), falling_is_good: Option<bool>) -> Attainment {
    let falling = match way.target.cmp(&way.start) {
        std::cmp::Ordering::Less => Some(true),
        std::cmp::Ordering::Greater => Some(false),
        std::cmp::Ordering::Equal => falling_is_good,
    };
    let Some(falling) = falling else {
        return if value == way.target { Attainment::Reached } else { Attainment::Away };
    };
    // Turned so that more is always better.
    let turned = |value: Exact| if falling { -value } else { value };
    let (start, target, value) = (turned(way.start), turned(way.target), turned(value));
    if value >= target {
        return Attainment::Reached;
    }
    if year >= way.by {
        return Attainment::Missed;
    }
    let whole = Exact::from_integer(i128::from(way.by - way.from).max(1));
    let passed = Exact::from_integer(i128::from(year - way.from)).clamp(Exact::from_integer(0), whole);
    let expected = start + (target - start) * passed / whole;
    match value {
        value if value < start => Attainment::Away,
        value if value >= expected => Attainment::OnCourse,
        value if value == start => Attainment::Unmoved,
        _ => Attainment::Behind,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn judged(start: i128, target: i128, year: i32, value: i128) -> Attainment {
        let exact = Exact::from_integer;
        let way = Way { start: exact(start), target: exact(target), from: 2020, by: 2030 };
        attainment(&way, (year, exact(value)), Some(true))
    }

    #[test]
    fn the_straight_line_is_the_measure() {
        assert_eq!(judged(20, 10, 2025, 15), Attainment::OnCourse);
        assert_eq!(judged(20, 10, 2025, 16), Attainment::Behind);
        assert_eq!(judged(20, 10, 2025, 20), Attainment::Unmoved);
        assert_eq!(judged(20, 10, 2025, 21), Attainment::Away);
        assert_eq!(judged(20, 10, 2025, 10), Attainment::Reached);
        assert_eq!(judged(10, 20, 2025, 15), Attainment::OnCourse);
        assert_eq!(judged(20, 10, 2020, 20), Attainment::OnCourse, "in the first year nothing is expected");
        assert_eq!(judged(20, 10, 2030, 11), Attainment::Missed, "in the last year all is expected");
        assert_eq!(judged(20, 10, 2033, 10), Attainment::Reached);
        assert_eq!(judged(20, 20, 2025, 19), Attainment::Reached, "what should stay may become better");
    }

    proptest! {
        #[test]
        fn turning_everything_round_changes_no_judgement(
            start in -1000i128..1000, target in -1000i128..1000, year in 2015i32..2035, value in -1000i128..1000
        ) {
            prop_assume!(start != target);
            prop_assert_eq!(judged(start, target, year, value), judged(-start, -target, year, -value));
        }
    }
}
