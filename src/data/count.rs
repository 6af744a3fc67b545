//! Base figures: rows of a table, filtered, checked and added up by polars.

use std::collections::{BTreeMap, BTreeSet};

use polars::prelude::{DataFrame, Expr, IntoLazy, UniqueKeepStrategy, col, len, lit};

use super::records::{PLACES, Table, dimension};
use crate::area::AreaIndex;
use crate::figures::{Cell, Flags, Sign};
use crate::number::Exact;
use crate::plan::BaseFigure;
use crate::problem::{Fault, Kind, Place, Problem, Problems};

/// Cells that the file itself has, by area and year.
pub type Counted = BTreeMap<(AreaIndex, i32), Cell>;

/// Names of the code that stands for all others.
const TOTALS: [&str; 6] = ["insgesamt", "gesamt", "zusammen", "total", "all", "_t"];

/// Adds up the rows of a base figure.
pub fn count(table: &Table, base: &BaseFigure) -> Result<Counted, Problems> {
    let rows = table.frame.clone().lazy().filter(selection(table, base)?).collect().map_err(Problem::internal)?;
    refuse_duplicates(table, &rows)?;
    refuse_overflow(table, &rows)?;
    // An area with fewer rows than the others lacks a part: its sum would be too small.
    let sums = rows
        .lazy()
        .group_by([col("area"), col("period")])
        .agg([
            col("units").sum(),
            col("sign").max(),
            len().alias("rows"),
            col("provisional").max(),
            col("revised").max(),
            col("estimated").max(),
            col("uncertain").max(),
        ])
        .collect()
        .map_err(Problem::internal)?;
    let column = |name: &str| -> Result<Vec<i64>, Problems> {
        let column = sums
            .column(name)
            .map_err(Problem::internal)?
            .cast(&polars::prelude::DataType::Int64)
            .map_err(Problem::internal)?;
        Ok(column.i64().map_err(Problem::internal)?.iter().map(Option::unwrap_or_default).collect())
    };
    let (areas, periods, units, signs, rows) =
        (column("area")?, column("period")?, column("units")?, column("sign")?, column("rows")?);
    let marks = [column("provisional")?, column("revised")?, column("estimated")?, column("uncertain")?];
    let mut complete: BTreeMap<i64, i64> = BTreeMap::new();
    for (period, rows) in periods.iter().zip(&rows) {
        let most = complete.entry(*period).or_default();
        *most = (*most).max(*rows);
    }
    let mut counted = Counted::new();
    for row in 0..areas.len() {
        let sign = usize::try_from(signs[row] - 1).ok().and_then(|at| Sign::ALL.get(at).copied());
        let cell = match sign {
            Some(sign) => Cell::Sign(sign),
            None if rows[row] < complete[&periods[row]] => Cell::Sign(Sign::Missing),
            None => {
                let value = Exact::new(i128::from(units[row]), 10_i128.pow(PLACES));
                let [provisional, revised, estimated, uncertain] = marks.each_ref().map(|column| column[row] > 0);
                Cell::Number { value, flags: Flags { provisional, revised, estimated, uncertain, after_break: false } }
            }
        };
        let area = usize::try_from(areas[row]).unwrap_or(usize::MAX);
        counted.insert((area, i32::try_from(periods[row]).unwrap_or(i32::MAX)), cell);
    }
    Ok(counted)
}

/// The rows that count. A dimension that the figure does not mention counts by its total, else whole.
fn selection(table: &Table, base: &BaseFigure) -> Result<Expr, Problems> {
    let mut problems = Problems::new();
    let mut selection = lit(true);
    for (name, known) in &table.dimensions {
        let wanted: Vec<&String> = match base.filter.get(name) {
            Some(codes) => {
                for (code, place) in codes.iter().filter(|(code, _)| !known.contains(code)) {
                    let known = known.iter().cloned().collect();
                    let fault = Fault::UnknownName { kind: Kind::Code, name: code.clone(), known };
                    problems.push(Problem::at(place.clone(), fault));
                }
                codes.iter().map(|(code, _)| code).collect()
            }
            None => whole(&table.frame, name, known)?,
        };
        let any = wanted
            .into_iter()
            .map(|code| col(dimension(name)).eq(lit(code.clone())))
            .reduce(|left, right| left.or(right));
        if let Some(any) = any {
            selection = selection.and(any);
        }
    }
    problems.into_result().map(|()| selection)
}

/// The codes that together are everything, each once: the total where every area has it, else all parts.
/// A total that stands for some areas only would make the others look as if nothing had been delivered.
fn whole<'a>(frame: &DataFrame, name: &str, known: &'a BTreeSet<String>) -> Result<Vec<&'a String>, Problems> {
    let is_total = |code: &&String| TOTALS.contains(&code.to_lowercase().as_str());
    let Some(total) = known.iter().find(is_total) else { return Ok(Vec::new()) };
    let places = |rows: DataFrame| -> Result<usize, Problems> {
        let keys = ["area".to_owned(), "period".to_owned()];
        Ok(rows.unique_stable(Some(&keys), UniqueKeepStrategy::First, None).map_err(Problem::internal)?.height())
    };
    let having = |selection: Expr| frame.clone().lazy().filter(selection).collect().map_err(Problem::internal);
    let with_total = places(having(col(dimension(name)).eq(lit(total.clone())))?)?;
    if with_total == places(frame.clone())? {
        return Ok(vec![total]);
    }
    let parts: Vec<&String> = known.iter().filter(|code| !is_total(code)).collect();
    Ok(if parts.is_empty() { vec![total] } else { parts })
}

/// Sums are integers of 64 bits; what could leave them is no number of people, homes or euros.
fn refuse_overflow(table: &Table, rows: &DataFrame) -> Result<(), Problems> {
    let units = rows.column("units").map_err(Problem::internal)?.i64().map_err(Problem::internal)?;
    let size: f64 = units.iter().flatten().map(|units| (units as f64).abs()).sum();
    if size < 9e18 {
        return Ok(());
    }
    let text = format!("Σ > {}", i64::MAX / 10_i64.pow(PLACES));
    Err(Problem::at(Place::file(&table.file), Fault::UnreadableNumber { text }).into())
}

/// Two rows for the same area, year and codes would be counted twice.
fn refuse_duplicates(table: &Table, rows: &DataFrame) -> Result<(), Problems> {
    let keys: Vec<String> = ["area".to_owned(), "period".to_owned()]
        .into_iter()
        .chain(table.dimensions.iter().map(|(name, _)| dimension(name)))
        .collect();
    let unique = rows.unique_stable(Some(&keys), UniqueKeepStrategy::First, None).map_err(Problem::internal)?;
    if unique.height() == rows.height() {
        return Ok(());
    }
    let lines = |frame: &DataFrame| -> Result<BTreeSet<u32>, Problem> {
        Ok(frame
            .column("line")
            .map_err(Problem::internal)?
            .u32()
            .map_err(Problem::internal)?
            .iter()
            .flatten()
            .collect())
    };
    let (kept, all) = (lines(&unique)?, lines(rows)?);
    // Columns of one line may collide with each other: then the line itself is the place.
    let line = all.difference(&kept).next().or(all.first()).copied().unwrap_or(0);
    Err(Problem::at(Place::line(&table.file, line as usize), Fault::DuplicateRow).into())
}
