//! Parquet files: columns with types, one number per row or one per column. Comes in: the bytes. Goes out:
//! facts. What each column is for is decided as for tables, by its heading or by `sources.toml`.

use std::io::Cursor;

use polars::prelude::{Column, DataFrame, DataType};
use polars_io::SerReader;
use polars_io::parquet::read::ParquetReader;

use super::facts::Facts;
use super::layout;
use super::sheet::Sheet;
use super::table;
use super::value::Dialect;
use crate::plan::SourcePlan;
use crate::problem::{Fault, Problem, Problems};

/// Reads all rows.
pub fn read(source: &SourcePlan, bytes: Vec<u8>) -> Result<Facts, Problems> {
    let unreadable = |error: polars::prelude::PolarsError| {
        let reason = error.to_string().lines().next().unwrap_or_default().to_owned();
        Problem::at(source.place.clone(), Fault::UnreadableFile { path: source.file.clone(), reason })
    };
    let frame = ParquetReader::new(Cursor::new(bytes)).finish().map_err(unreadable)?;
    let dialect = Dialect { decimal: '.', signs: source.source.signs.clone() };
    let head = sheet(source, &frame.head(Some(layout::SAMPLE))).map_err(unreadable)?;
    let layout = layout::find(&head, source, &dialect)?;
    let whole = sheet(source, &frame).map_err(unreadable)?;
    table::read(&whole, &layout, source, &dialect)
}

/// The columns as rows of text below their names.
fn sheet(source: &SourcePlan, frame: &DataFrame) -> Result<Sheet, polars::prelude::PolarsError> {
    let names: Vec<String> = frame.get_column_names().iter().map(|name| name.to_string()).collect();
    let texts = frame
        .columns()
        .iter()
        .map(|column: &Column| column.cast(&DataType::String))
        .collect::<Result<Vec<Column>, _>>()?;
    let columns = texts.iter().map(|column| column.str()).collect::<Result<Vec<_>, _>>()?;
    let mut rows = vec![names];
    rows.extend((0..frame.height()).map(|row| {
        columns.iter().map(|column| column.get(row).unwrap_or_default().to_owned()).collect::<Vec<String>>()
    }));
    Ok(Sheet::cells(source.file.clone(), rows, false))
}
