//! All tests that need more than one room.

mod house;
