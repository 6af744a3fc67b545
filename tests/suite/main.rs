//! All integration tests in one binary: each further one would link polars and Typst again.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop loudly")]

mod accessible;
mod areas;
mod attacks;
mod council;
mod documents;
mod figures;
mod gallery;
mod golden;
mod house;
mod indicators;
mod labels;
mod laws;
mod mistakes;
mod papers;
mod pictures;
mod plausible;
mod readers;
mod real;
mod sample;
mod secrecy;
mod supply;
mod tables;
mod workspace;
