//! What the drawing doors take and give.

use super::Cell;

/// A line of a chart: one area over the years.
#[derive(Debug, Clone)]
pub struct Series {
    /// What the line is labelled with.
    pub label: String,
    /// Year and protected value.
    pub points: Vec<(i32, Cell)>,
    /// True for the area all others are compared with.
    pub reference: bool,
}

/// An area with its protected value: a bar, or a face of a map.
#[derive(Debug, Clone)]
pub struct AreaValue {
    /// Its position in the area table, for the boundary.
    pub area: usize,
    /// What it is labelled with.
    pub label: String,
    /// The value.
    pub cell: Cell,
    /// The printed value or sign.
    pub text: String,
    /// The value or sign as it is read aloud.
    pub spoken: String,
    /// Rank by value from 1; `None` without a number.
    pub rank: Option<usize>,
    /// Its colour: position in the scale of the look; `None` without a number.
    pub shade: Option<usize>,
}

/// A finished drawing. The text for those who do not see it is not optional.
#[derive(Debug, Clone)]
pub struct Drawing {
    /// The picture.
    pub svg: String,
    /// Width on paper in millimetres.
    pub width: f64,
    /// Height on paper in millimetres.
    pub height: f64,
    /// What it shows, in words, made from the data.
    pub alt: String,
}
