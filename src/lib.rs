//! From declarative definitions and data files to typeset, accessible, archivable documents.

pub mod area;
pub mod chart;
pub mod cli;
pub mod colour;
pub mod data;
pub mod definition;
pub mod deliver;
pub mod disclosure;
pub mod document;
pub mod figures;
pub mod formula;
pub mod map;
pub mod number;
pub mod pipeline;
pub mod plan;
pub mod problem;
pub mod project;
pub mod statistics;
pub mod text;
pub mod typeface;
pub mod typeset;
pub mod wording;
