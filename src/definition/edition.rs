//! What an edition has published: `published.json`, written beside every document and read again from `editions/`.
//! It holds nothing but what readers of that edition know: printed values, and which counts stood behind them. It is
//! safe to keep in public.

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::{Status, Written, files_in, read_text};
use crate::problem::{Fault, Place, Problem, Problems};

/// One published document.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Edition {
    /// The form of this file.
    pub format: u32,
    /// Id of the document.
    pub document: String,
    /// Its date.
    pub date: String,
    /// Who may see it.
    pub status: Status,
    /// Areas by key, with the keys of the base areas they consisted of.
    pub areas: BTreeMap<String, Vec<String>>,
    /// Counts of sources with secrets that follow from the printed values.
    pub counts: Vec<PublishedCount>,
    /// Counts behind values that this edition kept secret: they stay secret, even where they are revised later.
    pub hidden: Vec<PublishedCount>,
    /// Printed values by indicator, area and year; signs where there is no number.
    pub values: BTreeMap<String, BTreeMap<String, BTreeMap<i32, String>>>,
}

/// A count that readers know, or are kept from, in areas and years.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PublishedCount {
    /// What is added up: source and codes.
    pub figures: Vec<String>,
    /// Over how many years.
    pub pool: i32,
    /// Areas with the last years of the pools.
    pub areas: BTreeMap<String, Vec<i32>>,
}

/// The form that this program writes.
pub const FORMAT: u32 = 1;

/// All editions of a workspace, in order of their files.
pub fn read_all(folder: &Path) -> Result<Vec<Written<Edition>>, Problems> {
    let mut problems = Problems::new();
    let mut editions = Vec::new();
    for file in files_in(folder, Path::new("editions"), "json")? {
        let Some(source) = problems.collect(read_text(folder, &file)) else { continue };
        match serde_json::from_str::<Edition>(&source.text) {
            Ok(value) if value.format == FORMAT => {
                editions.push(Written { id: value.document.clone(), source, value });
            }
            Ok(edition) => {
                let fault =
                    Fault::WrongValue { expected: format!("format {FORMAT}"), found: edition.format.to_string() };
                problems.push(Problem::at(Place::file(&file), fault));
            }
            Err(error) => {
                let place = Place::line(&file, error.line());
                problems.push(Problem::at(place, Fault::TomlSyntax { reason: error.to_string() }));
            }
        }
    }
    problems.into_result().map(|()| editions)
}
