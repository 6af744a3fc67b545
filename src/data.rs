//! The door to the delivered files, and the only room that names polars. Comes in: the cube, files as
//! delivered. Goes out: base figures and indicator values for every area and year, unprotected. Each
//! file is read once. It protects nothing and prints nothing.

mod count;
mod formula;
mod genesis;
mod records;
mod roll_up;
mod tidy;

use rayon::prelude::*;

use crate::definition::Reader;
use crate::figures::{Cell, Measured};
use crate::plan::Cube;
use crate::problem::{Fault, Notes, Problem, Problems};

/// Measures every indicator of the cube; all mistakes of all files in one go.
pub fn measure(cube: &Cube, notes: &mut Notes) -> Result<Measured, Problems> {
    let parts = roll_up::Parts::new(&cube.areas);
    // Files are independent of each other: read them side by side, tell about them in order.
    let read: Vec<Result<Counts, Problems>> =
        (0..cube.sources.len()).into_par_iter().map(|source| measure_source(cube, &parts, source)).collect();
    let mut problems = Problems::new();
    let mut base = vec![Vec::new(); cube.base_figures.len()];
    for counts in read.into_iter().filter_map(|result| problems.collect(result)) {
        notes.append(counts.notes);
        for (figure, cells) in counts.figures {
            base[figure] = cells;
        }
    }
    problems.into_result()?;
    let shape = cube.shape();
    let cells = formula::evaluate(cube, &shape, &base);
    Ok(Measured { shape, base, cells })
}

/// What one file brought: base figures by position, their cells by area and year, and warnings.
#[derive(Default)]
struct Counts {
    figures: Vec<(usize, Vec<Cell>)>,
    notes: Notes,
}

fn measure_source(cube: &Cube, parts: &roll_up::Parts, position: usize) -> Result<Counts, Problems> {
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
    let text = records::decode(&bytes);
    let records = match source.source.reader {
        Reader::Tidy => tidy::read(source, &text),
        Reader::Genesis => genesis::read(source, &text),
    }?;
    let table = records.table(source, &text, &cube.areas, &mut counts.notes)?;
    let mut problems = Problems::new();
    for figure in wanted {
        let base = &cube.base_figures[figure];
        if let Some(counted) = problems.collect(count::count(&table, base)) {
            let cells = roll_up::all_areas(cube, parts, (source, base), &counted, &mut counts.notes);
            counts.figures.push((figure, cells));
        }
    }
    problems.into_result().map(|()| counts)
}
