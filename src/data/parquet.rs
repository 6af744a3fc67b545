//! Parquet files: columns with types, one number per row or one per column. Comes in: the bytes. Goes out:
//! facts. What each column is for is decided as for tables, by its heading or by `sources.toml`; then columns
//! are read as they are, without a detour over text.

use std::borrow::Cow;
use std::io::Cursor;

use polars::prelude::{Column, DataFrame, DataType, Float64Chunked, Int64Chunked, PolarsError, StringChunked};
use polars_io::SerReader;
use polars_io::parquet::read::ParquetReader;

use super::facts::Facts;
use super::layout::{self, Layout};
use super::sheet::Sheet;
use super::value::{self, Dialect, Value};
use crate::plan::SourcePlan;
use crate::problem::{Fault, Problem, Problems};

/// Reads all rows.
pub fn read(source: &SourcePlan, bytes: Vec<u8>) -> Result<(Facts, Layout), Problems> {
    let unreadable = |error: PolarsError| {
        let reason = error.to_string().lines().next().unwrap_or_default().to_owned();
        Problem::at(source.place.clone(), Fault::UnreadableFile { path: source.file.clone(), reason })
    };
    let frame = ParquetReader::new(Cursor::new(bytes)).finish().map_err(unreadable)?;
    let dialect = Dialect { decimal: '.', signs: source.source.signs.clone() };
    let head = sheet(source, &frame.head(Some(layout::SAMPLE))).map_err(unreadable)?;
    let layout = layout::find(&head, source, &dialect)?;
    let facts = facts(source, &frame, &layout, &dialect).map_err(unreadable)?;
    Ok((facts, layout))
}

/// The first rows as text below the names of the columns.
fn sheet(source: &SourcePlan, frame: &DataFrame) -> Result<Sheet, PolarsError> {
    let names: Vec<String> = frame.get_column_names().iter().map(|name| name.to_string()).collect();
    let texts =
        frame.columns().iter().map(|column| column.cast(&DataType::String)).collect::<Result<Vec<Column>, _>>()?;
    let columns = texts.iter().map(|column| column.str()).collect::<Result<Vec<_>, _>>()?;
    let mut rows = vec![names];
    rows.extend((0..frame.height()).map(|row| {
        columns.iter().map(|column| column.get(row).unwrap_or_default().to_owned()).collect::<Vec<String>>()
    }));
    Ok(Sheet::cells(source.file.clone(), rows, false))
}

/// A column by what it holds.
enum Typed {
    Text(StringChunked),
    Whole(Int64Chunked),
    Real(Float64Chunked),
}

/// A cell of a column.
enum Item<'a> {
    Text(&'a str),
    Whole(i64),
    Real(f64),
}

impl Typed {
    fn of(column: &Column) -> Result<Typed, PolarsError> {
        Ok(match column.dtype() {
            kind if kind.is_integer() => Typed::Whole(column.cast(&DataType::Int64)?.i64()?.clone()),
            kind if kind.is_float() => Typed::Real(column.cast(&DataType::Float64)?.f64()?.clone()),
            _ => Typed::Text(column.cast(&DataType::String)?.str()?.clone()),
        })
    }

    fn cells(&self) -> Box<dyn Iterator<Item = Option<Item<'_>>> + '_> {
        match self {
            Typed::Text(column) => Box::new(column.iter().map(|text| text.map(Item::Text))),
            Typed::Whole(column) => Box::new(column.iter().map(|number| number.map(Item::Whole))),
            Typed::Real(column) => Box::new(column.iter().map(|number| number.map(Item::Real))),
        }
    }
}

impl Item<'_> {
    /// As text, whole numbers as digits.
    fn text(&self) -> Cow<'_, str> {
        match self {
            Item::Text(text) => Cow::Borrowed(text.trim()),
            Item::Whole(number) => Cow::Owned(number.to_string()),
            Item::Real(number) => Cow::Owned(number.to_string()),
        }
    }

    fn value(&self, dialect: &Dialect) -> Value {
        match self {
            Item::Text(text) => value::read(text, "", dialect),
            // A number may be declared as a sign: then its text is looked at.
            Item::Whole(number) => match number.checked_mul(value::UNIT) {
                Some(units) if dialect.signs.is_empty() => value::number(units),
                _ => value::read(&number.to_string(), "", dialect),
            },
            Item::Real(number) => {
                let units = (number * value::UNIT as f64).round();
                match units.abs() < 9e15 && dialect.signs.is_empty() {
                    true => value::number(units as i64),
                    false => value::read(&number.to_string(), "", dialect),
                }
            }
        }
    }
}

fn facts(source: &SourcePlan, frame: &DataFrame, layout: &Layout, dialect: &Dialect) -> Result<Facts, PolarsError> {
    let (mut facts, measures) = Facts::of(layout);
    let column = |at: usize| Typed::of(&frame.columns()[at]);
    let columns = |places: &mut dyn Iterator<Item = usize>| places.map(column).collect::<Result<Vec<Typed>, _>>();
    let keys = columns(&mut layout.key.iter().copied())?;
    let periods = columns(&mut layout.period.iter().copied())?;
    let codes = columns(&mut layout.dimensions.iter().map(|dimension| dimension.code))?;
    let values = columns(&mut layout.values.iter().map(|value| value.at))?;
    let headings: Vec<Option<u32>> =
        layout.values.iter().map(|value| value.period.as_ref().map(|period| facts.periods.intern(period))).collect();
    let units = columns(&mut layout.unit.iter().copied())?;
    let beside: Vec<Option<Typed>> =
        layout.values.iter().map(|value| value.quality.map(column).transpose()).collect::<Result<_, _>>()?;
    let fixed = facts.periods.intern(layout.fixed_period.as_deref().unwrap_or_default());
    let own_units: Vec<u32> = layout.values.iter().map(|value| facts.units.intern(&value.unit)).collect();
    let only_area = source.source.area.as_ref().map_or("DG", |area| area.get_ref().as_str());

    let mut key_cells: Vec<_> = keys.iter().map(Typed::cells).collect();
    let mut period_cells: Vec<_> = periods.iter().map(Typed::cells).collect();
    let mut code_cells: Vec<_> = codes.iter().map(Typed::cells).collect();
    let mut value_cells: Vec<_> = values.iter().map(Typed::cells).collect();
    let missing = value::read("", "", dialect);
    let mut unit_cells: Vec<_> = units.iter().map(Typed::cells).collect();
    let mut quality_cells: Vec<_> = beside.iter().map(|column| column.as_ref().map(Typed::cells)).collect();
    let mut row_codes: Vec<u32> = Vec::new();
    for row in 0..frame.height() {
        let line = u32::try_from(row + 2).unwrap_or(u32::MAX);
        let key = match key_cells.as_mut_slice() {
            [] => facts.keys.intern(only_area),
            [only] => facts.keys.intern(&only.next().flatten().unwrap_or(Item::Text("")).text()),
            parts => {
                let mut joined = String::new();
                for part in parts.iter_mut() {
                    joined.push_str(part.next().flatten().unwrap_or(Item::Text("")).text().trim());
                }
                facts.keys.intern(&joined)
            }
        };
        let is_without_key = !key_cells.is_empty() && facts.keys.text(key).is_empty();
        let period = period_cells
            .first_mut()
            .map(|cells| facts.periods.intern(&cells.next().flatten().unwrap_or(Item::Text("")).text()));
        row_codes.clear();
        for (cells, dimension) in code_cells.iter_mut().zip(&mut facts.dimensions) {
            row_codes.push(dimension.intern(&cells.next().flatten().unwrap_or(Item::Text("")).text(), ""));
        }
        let unit = unit_cells
            .first_mut()
            .map(|cells| facts.units.intern(&cells.next().flatten().unwrap_or(Item::Text("")).text()));
        if is_without_key {
            facts.without_key.push(line);
        }
        let beside = row_codes.len();
        for (at, cells) in value_cells.iter_mut().enumerate() {
            let item = cells.next().flatten();
            let quality = quality_cells[at].as_mut().and_then(|cells| cells.next().flatten());
            let quality = quality.as_ref().map(Item::text).unwrap_or_default();
            if is_without_key {
                continue;
            }
            row_codes.truncate(beside);
            row_codes.extend(measures[at]);
            let place = (key, headings[at].or(period).unwrap_or(fixed), unit.unwrap_or(own_units[at]));
            match item {
                Some(Item::Text(text)) => facts.push(line, place, &row_codes, (text, &quality), dialect),
                Some(number) if quality.is_empty() => {
                    facts.push_value(line, place, &row_codes, number.value(dialect));
                }
                Some(number) => facts.push(line, place, &row_codes, (&number.text(), &quality), dialect),
                None if quality.is_empty() => facts.push_value(line, place, &row_codes, missing),
                None => facts.push(line, place, &row_codes, ("", &quality), dialect),
            }
        }
    }
    Ok(facts)
}
