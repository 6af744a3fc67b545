//! From declarative definitions and data files to typeset, accessible, archivable documents.

pub mod area;
pub mod definition;
pub mod figures;
pub mod number;
pub mod problem;
pub mod project;
