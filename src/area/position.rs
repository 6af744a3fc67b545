//! Where something is on the earth, as official data tell it.

/// A place in one of the two systems of coordinates that German authorities deliver.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Position {
    /// On the globe.
    Degrees {
        /// To the east.
        longitude: f64,
        /// To the north.
        latitude: f64,
    },
    /// In UTM 32, without the number of the zone.
    Metres {
        /// To the east.
        east: f64,
        /// To the north.
        north: f64,
    },
}

impl Position {
    /// Tells the system from the size of the numbers, the one to the east first; `None` for other systems and for
    /// swapped numbers. The zone may stand in front, as the survey offices of some Länder deliver.
    pub fn told(east: f64, north: f64) -> Option<Position> {
        let plain = if east > 32_000_000.0 { east - 32_000_000.0 } else { east };
        if (100_000.0..1_000_000.0).contains(&plain) && (5_000_000.0..6_300_000.0).contains(&north) {
            return Some(Position::Metres { east: plain, north });
        }
        let in_europe = (-10.0..30.0).contains(&east) && (35.0..72.0).contains(&north);
        in_europe.then_some(Position::Degrees { longitude: east, latitude: north })
    }
}

#[cfg(test)]
mod tests {
    use super::Position;

    #[test]
    fn systems_are_told_from_their_numbers_and_swapped_ones_are_not_taken() {
        let metres = Position::Metres { east: 565_000.0, north: 5_970_000.0 };
        assert_eq!(Position::told(565_000.0, 5_970_000.0), Some(metres));
        assert_eq!(Position::told(32_565_000.0, 5_970_000.0), Some(metres));
        assert_eq!(Position::told(9.9, 53.9), Some(Position::Degrees { longitude: 9.9, latitude: 53.9 }));
        for (east, north) in [(53.9, 9.9), (3_565_000.0, 5_970_000.0), (f64::NAN, 53.9)] {
            assert_eq!(Position::told(east, north), None, "{east}, {north}");
        }
    }
}
