//! The Typst project of one document: everything the compiler will ever see.

use std::collections::BTreeMap;

/// Virtual files by path, and which of them is the main one.
#[derive(Debug, Clone, Default)]
pub struct TypstProject {
    /// Path of the main file.
    pub main: String,
    /// All files, the main one among them.
    pub files: BTreeMap<String, Vec<u8>>,
    /// Identifier for the metadata.
    pub ident: String,
    /// Date of the document: year, month, day.
    pub date: (u16, u8, u8),
}
