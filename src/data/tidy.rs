//! CSV with one value per row.

use super::records::{Records, rows, wrong_field_count};
use crate::definition::Name;
use crate::plan::SourcePlan;
use crate::problem::{Fault, Kind, Problem, Problems};

/// Reads the columns that `sources.toml` names.
pub fn read(source: &SourcePlan, text: &str) -> Result<Records, Problems> {
    let columns = &source.source.columns;
    let mut rows = rows(source, text);
    let header = rows.next().transpose()?.map(|row| row.fields).unwrap_or_default();
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
    let mut records = Records {
        dimensions: dimensions.iter().map(|(name, _)| (name.clone(), Vec::new())).collect(),
        ..Records::default()
    };
    for row in rows {
        let row = row?;
        if row.fields.len() != header.len() {
            problems.push(wrong_field_count(source, text, &row, header.len()));
            continue;
        }
        let field = |at: usize| row.fields[at].clone();
        records.keys.push(field(area));
        records.periods.push(field(period));
        records.values.push(field(value));
        records.qualities.extend(quality.map(field));
        for ((_, codes), (_, at)) in records.dimensions.iter_mut().zip(&dimensions) {
            codes.push(field(*at));
        }
        records.lines.push(row.line);
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
