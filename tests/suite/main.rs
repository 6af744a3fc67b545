#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
//! All tests that need more than one room.

mod house;
