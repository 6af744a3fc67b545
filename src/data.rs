//! The door to the delivered files, and the only room that names polars. Comes in: the cube, files as
//! delivered. Goes out: base figures and indicator values for every area and year, unprotected. Each
//! file is read once. It protects nothing and prints nothing.

mod count;
mod cube_file;
mod dialect;
mod facts;
mod flat;
mod formula;
mod headings;
mod inspect;
mod layout;
mod open;
mod parquet;
mod period;
mod roll_up;
mod sheet;
mod table;
mod tabulate;
mod value;
mod workbook;

pub use inspect::{InspectedSign, Inspection, inspect};

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::area::Keys;
use crate::figures::{Amount, Measured};
use crate::plan::{BaseFigure, Cube};
use crate::problem::{Fault, Notes, Problem, Problems};

/// Measures every indicator of the cube; all mistakes of all files in one go.
pub fn measure(cube: &Cube, notes: &mut Notes) -> Result<Measured, Problems> {
    let parts = roll_up::Parts::new(&cube.areas);
    let keys = Keys::new(&cube.areas);
    // Files are independent of each other: read them side by side, tell about them in order.
    let read: Vec<Result<Counts, Problems>> =
        (0..cube.sources.len()).into_par_iter().map(|source| measure_source(cube, &parts, &keys, source)).collect();
    let mut problems = Problems::new();
    let mut base = vec![Vec::new(); cube.base_figures.len()];
    let mut uncountable = BTreeMap::new();
    for counts in read.into_iter().filter_map(|result| problems.collect(result)) {
        notes.append(counts.notes);
        uncountable.extend(counts.uncountable);
        for (figure, cells) in counts.figures {
            base[figure] = cells;
        }
    }
    problems.into_result()?;
    let shape = cube.shape();
    let cells = formula::evaluate(cube, &shape, &base);
    Ok(Measured { shape, base, cells, uncountable })
}

/// What one file brought: base figures by position, their cells by area and year, and warnings.
#[derive(Default)]
struct Counts {
    figures: Vec<(usize, Vec<Amount>)>,
    uncountable: BTreeMap<usize, Problems>,
    notes: Notes,
}

fn measure_source(cube: &Cube, parts: &roll_up::Parts, keys: &Keys<'_>, position: usize) -> Result<Counts, Problems> {
    let mut counts = Counts::default();
    let wanted: Vec<usize> =
        (0..cube.base_figures.len()).filter(|figure| cube.base_figures[*figure].source == position).collect();
    if wanted.is_empty() {
        return Ok(counts);
    }
    let source = &cube.sources[position];
    let bytes = std::fs::read(&source.path).map_err(|error| {
        let fault = Fault::UnreadableFile { path: source.file.clone(), reason: error.kind().to_string() };
        Problem::at(source.place.clone(), fault)
    })?;
    let opened = open::read(source, bytes)?;
    let table = tabulate::tabulate(&opened, source, keys, &mut counts.notes)?;
    let figures: Vec<&BaseFigure> = wanted.iter().map(|figure| &cube.base_figures[*figure]).collect();
    let counted = count::count(&table, source, &figures, &cube.years, &mut counts.notes)?;
    for (at, problems) in counted.uncountable {
        counts.uncountable.insert(wanted[at], problems);
    }
    for (figure, counted) in wanted.into_iter().zip(counted.figures) {
        let base = &cube.base_figures[figure];
        let cells = roll_up::all_areas(cube, parts, (source, base), &counted, &mut counts.notes);
        counts.figures.push((figure, cells));
    }
    Ok(counts)
}
