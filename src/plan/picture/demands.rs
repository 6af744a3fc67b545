//! What every kind of picture needs and may have, in one table, and the keys that mean nothing for it.

use std::ops::RangeInclusive;

use crate::definition::{PictureDefinition, PictureKind};
use crate::problem::{Fault, Place, Problem, Problems};

/// What a kind of picture needs and may have.
pub(super) struct Demands {
    /// How many it shows.
    pub indicators: RangeInclusive<usize>,
    /// How many it is held against.
    pub against: RangeInclusive<usize>,
    /// How many are written.
    pub years: RangeInclusive<usize>,
    /// More areas are no longer readable; none where it shows one area only.
    pub areas: usize,
    options: &'static [&'static str],
}

/// What has words or numbers in many columns.
pub(super) const NOT_NARROW: [PictureKind; 6] = [
    PictureKind::Sparklines,
    PictureKind::Heatmap,
    PictureKind::Spine,
    PictureKind::Timeline,
    PictureKind::Matrix,
    PictureKind::Cycle,
];

/// With more areas than this no page is high enough.
pub(super) const MANY: usize = 400;

/// What a kind needs and may have.
pub(super) fn demands(kind: PictureKind) -> Demands {
    use PictureKind as Of;
    let of = |indicators, against, years, areas, options| Demands { indicators, against, years, areas, options };
    match kind {
        Of::Bars | Of::Lollipop => of(1..=1, 0..=0, 0..=1, MANY, &["order", "intervals", "highlight", "target"]),
        Of::Grouped => of(1..=4, 0..=0, 0..=4, 40, &["order", "highlight"]),
        Of::Stacked | Of::Shares => of(1..=7, 0..=0, 0..=1, 60, &["order", "highlight"]),
        Of::Lines => of(1..=8, 0..=0, 0..=2, 8, &["target", "highlight"]),
        Of::Index => of(1..=8, 0..=0, 0..=2, 8, &["highlight"]),
        Of::Multiples => of(1..=1, 0..=0, 0..=2, 40, &["order"]),
        Of::Slope => of(1..=1, 0..=0, 2..=2, 25, &["highlight"]),
        Of::Dumbbell => of(1..=1, 0..=0, 2..=2, 60, &["order", "highlight"]),
        Of::Sparklines => of(1..=30, 0..=0, 0..=2, 60, &["order", "highlight"]),
        Of::Pyramid => of(1..=80, 0..=80, 0..=2, 0, &["highlight", "columns"]),
        Of::Heatmap => of(2..=12, 0..=0, 0..=1, 60, &["order", "highlight"]),
        Of::Likert => of(1..=15, 0..=15, 0..=1, 0, &["highlight"]),
        Of::Scatter => of(2..=2, 0..=1, 0..=1, MANY, &["highlight"]),
        Of::Bullet => of(1..=1, 0..=1, 0..=1, 40, &["order", "highlight", "target"]),
        Of::Fan => of(1..=1, 2..=5, 0..=2, 0, &["highlight"]),
        Of::Funnel => of(1..=1, 1..=1, 0..=1, MANY, &["highlight"]),
        Of::Spine => of(2..=30, 0..=0, 0..=1, MANY, &["highlight"]),
        Of::Waterfall => of(2..=8, 0..=8, 0..=2, 0, &["highlight"]),
        Of::Cycle => of(0..=0, 0..=0, 0..=0, 0, &["step", "here"]),
        Of::Timeline => of(0..=0, 0..=0, 0..=0, 0, &["step", "here"]),
        Of::Matrix => of(0..=0, 0..=0, 0..=0, 0, &["step", "columns", "here"]),
        Of::Map | Of::Symbols | Of::Around | Of::Tiles => of(1..=1, 0..=0, 0..=1, 1500, &["highlight"]),
        Of::Bivariate => of(2..=2, 0..=0, 0..=1, 1500, &["highlight"]),
        Of::Locator => of(0..=0, 0..=0, 0..=0, 1500, &["highlight"]),
        Of::Maps => of(1..=1, 0..=0, 2..=9, 1500, &[]),
        Of::Sites => of(0..=1, 0..=0, 0..=1, 1500, &["facilities", "highlight"]),
    }
}

/// Keys that mean nothing for a kind are slips, not wishes.
pub(super) fn options(picture: &PictureDefinition, demands: &Demands, word: &str, place: &Place) -> Problems {
    let mut problems = Problems::new();
    let given = [
        ("order", picture.order.is_some()),
        ("intervals", picture.intervals.is_some()),
        ("highlight", picture.highlight.is_some()),
        ("target", picture.target.is_some()),
        ("step", !picture.step.is_empty()),
        ("columns", !picture.columns.is_empty()),
        ("here", picture.here.is_some()),
        ("facilities", !picture.facilities.is_empty()),
        ("areas", demands.areas == 0 && picture.areas.is_some()),
        ("level", demands.areas == 0 && picture.level.is_some()),
    ];
    for (option, _) in given.into_iter().filter(|(option, given)| *given && !demands.options.contains(option)) {
        let common = ["title", "note", "size"].into_iter();
        let counted = [("indicators", &demands.indicators), ("against", &demands.against), ("years", &demands.years)];
        let counted = counted.into_iter().filter(|(_, range)| *range.end() > 0).map(|(key, _)| key);
        let areas = ["areas", "level"].into_iter().filter(|_| demands.areas > 0);
        let known = common.chain(counted).chain(areas).chain(demands.options.iter().copied());
        let known = known.map(str::to_owned).collect();
        let fault = Fault::ForeignOption { kind: word.to_owned(), option: option.to_owned(), known };
        problems.push(Problem::at(place.clone(), fault));
    }
    problems
}
