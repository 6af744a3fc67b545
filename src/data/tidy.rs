//! CSV with one value per row.

use std::io::Cursor;

use polars::prelude::{DataFrame, DataType};
use polars_io::SerReader;
use polars_io::csv::read::CsvReadOptions;

use super::records::{Records, internal};
use crate::definition::Name;
use crate::plan::SourcePlan;
use crate::problem::{Fault, Kind, Problem, Problems};

/// Reads the columns that `sources.toml` names.
pub fn read(source: &SourcePlan, text: &str) -> Result<Records, Problems> {
    let columns = &source.source.columns;
    let delimiter = u8::try_from(columns.delimiter).unwrap_or(b';');
    let frame = CsvReadOptions::default()
        .with_has_header(true)
        .with_infer_schema_length(Some(0))
        .map_parse_options(|options| options.with_separator(delimiter).with_truncate_ragged_lines(true))
        .into_reader_with_file_handle(Cursor::new(text.as_bytes()))
        .finish()
        .map_err(|error| {
            let fault = Fault::UnreadableFile { path: source.source.file.get_ref().into(), reason: error.to_string() };
            Problem::at(source.place.clone(), fault)
        })?;
    if frame.height() == 0 {
        let fault = Fault::NoRows { file: source.source.file.get_ref().clone() };
        return Err(Problem::at(source.place.clone(), fault).into());
    }
    let mut problems = Problems::new();
    let mut texts = |name: &Name| problems.collect(column(source, &frame, name)).unwrap_or_default();
    let records = Records {
        keys: texts(&columns.area),
        periods: texts(&columns.period),
        values: texts(&columns.value),
        qualities: columns.quality.as_ref().map(&mut texts).unwrap_or_default(),
        dimensions: source.source.dimensions.iter().map(|(name, at)| (name.clone(), texts(at))).collect(),
        lines: (2..).take(frame.height()).collect(),
        wide_area: false,
    };
    problems.into_result().map(|()| records)
}

fn column(source: &SourcePlan, frame: &DataFrame, name: &Name) -> Result<Vec<String>, Problems> {
    let Ok(column) = frame.column(name.get_ref()) else {
        let known = frame.get_column_names().iter().map(|name| name.to_string()).collect();
        let fault = Fault::UnknownName { kind: Kind::Column, name: name.get_ref().clone(), known };
        let place = source.columns.get(name.get_ref()).unwrap_or(&source.place);
        return Err(Problem::at(place.clone(), fault).into());
    };
    let column = column.cast(&DataType::String).map_err(internal)?;
    let texts = column.str().map_err(internal)?;
    Ok(texts.iter().map(|text| text.unwrap_or_default().trim().to_owned()).collect())
}
