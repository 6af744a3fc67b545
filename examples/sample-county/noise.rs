//! Repeatable scatter: the same name always gives the same number.

/// A number from −1 to 1 that depends on the names alone.
pub fn noise(names: &[&dyn std::fmt::Display]) -> f64 {
    let mut state: u64 = 0xcbf2_9ce4_8422_2325;
    for name in names {
        for byte in name.to_string().bytes().chain([b'|']) {
            state = (state ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    state = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    state = (state ^ (state >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    state ^= state >> 31;
    (state >> 11) as f64 / (1u64 << 52) as f64 - 1.0
}
