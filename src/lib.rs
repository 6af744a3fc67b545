//! From declarative definitions and data files to typeset, accessible, archivable documents.

pub mod definition;
pub mod number;
pub mod problem;
