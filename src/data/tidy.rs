//! CSV with one value per row.

use super::records::{Records, unreadable};
use crate::definition::Name;
use crate::plan::SourcePlan;
use crate::problem::{Fault, Kind, Lines, Place, Problem, Problems};

/// Reads the columns that `sources.toml` names.
pub fn read(source: &SourcePlan, text: &str) -> Result<Records, Problems> {
    let columns = &source.source.columns;
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(u8::try_from(columns.delimiter).unwrap_or(b';'))
        .flexible(true)
        .from_reader(text.as_bytes());
    let header: Vec<String> = reader
        .headers()
        .map_err(|error| unreadable(source, &error))?
        .iter()
        .map(|name| name.trim().to_owned())
        .collect();
    if let [only] = header.as_slice()
        && !only.is_empty()
    {
        return Err(Problem::at(source.place.clone(), Fault::OneColumn { header: only.clone() }).into());
    }
    let mut problems = Problems::new();
    let mut position = |name: &Name| problems.collect(column(source, &header, name)).unwrap_or_default();
    let (area, period, value) = (position(&columns.area), position(&columns.period), position(&columns.value));
    let quality = columns.quality.as_ref().map(&mut position);
    let dimensions: Vec<(String, usize)> =
        source.source.dimensions.iter().map(|(name, at)| (name.clone(), position(at))).collect();
    problems.into_result()?;

    let mut problems = Problems::new();
    let mut lines = Lines::new(text);
    let mut records = Records {
        dimensions: dimensions.iter().map(|(name, _)| (name.clone(), Vec::new())).collect(),
        ..Records::default()
    };
    for record in reader.records() {
        let record = record.map_err(|error| unreadable(source, &error))?;
        let offset = record.position().map_or(0, csv::Position::byte);
        let line = lines.line(usize::try_from(offset).unwrap_or(usize::MAX));
        if record.len() != header.len() {
            let place = Place::excerpt(&source.file, line, Lines::excerpt(text, line));
            let fault = Fault::FieldCount { expected: header.len(), found: record.len() };
            problems.push(Problem::at(place, fault));
            continue;
        }
        let field = |at: usize| record.get(at).unwrap_or_default().trim().to_owned();
        records.keys.push(field(area));
        records.periods.push(field(period));
        records.values.push(field(value));
        records.qualities.extend(quality.map(field));
        for ((_, codes), (_, at)) in records.dimensions.iter_mut().zip(&dimensions) {
            codes.push(field(*at));
        }
        records.lines.push(u32::try_from(line).unwrap_or(u32::MAX));
    }
    problems.into_result().map(|()| records)
}

fn column(source: &SourcePlan, header: &[String], name: &Name) -> Result<usize, Problems> {
    header.iter().position(|column| column == name.get_ref()).ok_or_else(|| {
        let fault = Fault::UnknownName { kind: Kind::Column, name: name.get_ref().clone(), known: header.to_vec() };
        let place = source.columns.get(name.get_ref()).unwrap_or(&source.place);
        Problem::at(place.clone(), fault).into()
    })
}
