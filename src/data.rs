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
use crate::plan::{Cube, SourcePlan};
use crate::problem::{Fault, Notes, Problem, Problems};

/// Measures every indicator of the cube; all mistakes of all files in one go.
pub fn measure(cube: &Cube, notes: &mut Notes) -> Result<Measured, Problems> {
    // Files are independent of each other: read them side by side, tell about them in order.
    let read: Vec<Result<(Vec<(usize, Vec<Cell>)>, Notes), Problems>> =
        (0..cube.sources.len()).into_par_iter().map(|source| measure_source(cube, source)).collect();
    let mut problems = Problems::new();
    let mut base = vec![Vec::new(); cube.base_figures.len()];
    for (figures, warnings) in read.into_iter().filter_map(|result| problems.collect(result)) {
        notes.append(warnings);
        for (figure, cells) in figures {
            base[figure] = cells;
        }
    }
    problems.into_result()?;
    let shape = cube.shape();
    let cells = formula::evaluate(cube, &shape, &base);
    Ok(Measured { shape, base, cells })
}

/// The base figures of one source: positions and their cells by area and year.
fn measure_source(cube: &Cube, position: usize) -> Result<(Vec<(usize, Vec<Cell>)>, Notes), Problems> {
    let mut notes = Notes::new();
    let wanted: Vec<usize> =
        (0..cube.base_figures.len()).filter(|figure| cube.base_figures[*figure].source == position).collect();
    if wanted.is_empty() {
        return Ok((Vec::new(), notes));
    }
    let source = &cube.sources[position];
    let records = read(source)?;
    let table = records.table(source, &cube.areas, &mut notes)?;
    let mut problems = Problems::new();
    let mut measured = Vec::new();
    for figure in wanted {
        let base = &cube.base_figures[figure];
        if let Some(counted) = problems.collect(count::count(&table, base)) {
            measured.push((figure, roll_up::all_areas(cube, source, base, &counted, &mut notes)));
        }
    }
    problems.into_result().map(|()| (measured, notes))
}

fn read(source: &SourcePlan) -> Result<records::Records, Problems> {
    let bytes = std::fs::read(&source.path).map_err(|error| {
        let fault =
            Fault::UnreadableFile { path: source.source.file.get_ref().into(), reason: error.kind().to_string() };
        Problem::at(source.place.clone(), fault)
    })?;
    let text = records::decode(&bytes);
    match source.source.reader {
        Reader::Tidy => tidy::read(source, &text),
        Reader::Genesis => genesis::read(source, &text),
    }
}
