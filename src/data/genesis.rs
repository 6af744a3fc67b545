//! „Tabelle als CSV" of the GENESIS databases: a title, stacked header rows over the value columns, the
//! key and the indented name in front, a footer behind a line of underscores. The header above a
//! column, without dates and units, becomes the dimension `measure`.

use super::records::{Records, rows, wrong_field_count};
use crate::plan::SourcePlan;
use crate::problem::{Fault, Problem, Problems};

/// Reads a whole table.
pub fn read(source: &SourcePlan, text: &str) -> Result<Records, Problems> {
    let rows = rows(source, body(text)).collect::<Result<Vec<_>, _>>()?;
    let first = rows.iter().position(|row| is_data(&row.fields));
    let Some(first) = first else {
        let file = source.source.file.get_ref().clone();
        return Err(Problem::at(source.place.clone(), Fault::NoRows { file }).into());
    };
    let above = || rows[..first].iter().map(|row| &row.fields);
    let whole_year = above().find_map(|fields| fields.first()?.strip_prefix("Jahr:")).map(str::trim);
    let header: Vec<&Vec<String>> = above().filter(|fields| fields.len() > 2 && fields[..2] == ["", ""]).collect();

    let width = header.iter().map(|row| row.len()).max().unwrap_or(0);
    let mut problems = Problems::new();
    let mut records = Records { wide_area: true, ..Records::default() };
    let mut measures = Vec::new();
    for row in &rows[first..] {
        if row.fields.len() != width {
            problems.push(wrong_field_count(source, text, row, width));
            continue;
        }
        for (at, value) in row.fields.iter().enumerate().skip(2) {
            let (period, measure) = column(&header, at);
            let Some(period) = period.as_deref().or(whole_year) else {
                return Err(Problem::at(source.place.clone(), Fault::NoYear).into());
            };
            records.keys.push(row.fields[0].clone());
            records.periods.push(period.to_owned());
            records.values.push(value.clone());
            records.lines.push(row.line);
            measures.push(measure);
        }
    }
    records.dimensions.push(("measure".to_owned(), measures));
    problems.into_result().map(|()| records)
}

/// The table without its footer.
fn body(text: &str) -> &str {
    text.find("\n____").map_or(text, |end| &text[..end])
}

/// A row of numbers: a key without blanks, a name, at least one value that is a number or a sign.
fn is_data(row: &[String]) -> bool {
    let key = row
        .first()
        .is_some_and(|key| !key.is_empty() && key.len() <= 12 && key.bytes().all(|byte| byte.is_ascii_alphanumeric()));
    let is_value = |text: &String| text.len() <= 3 || text.bytes().any(|byte| byte.is_ascii_digit());
    key && row.len() > 2 && !row[1].is_empty() && row[2..].iter().all(is_value)
}

/// What stands above a column: its year, if any, and the rest joined.
fn column(header: &[&Vec<String>], at: usize) -> (Option<String>, String) {
    let mut period = None;
    let mut measure: Vec<&str> = Vec::new();
    for cell in header.iter().filter_map(|row| row.get(at)).filter(|cell| !cell.is_empty()) {
        let is_date = cell.len() >= 4 && cell.chars().all(|letter| letter.is_ascii_digit() || ".-/".contains(letter));
        if is_date {
            period = Some(cell.clone());
        } else if cell != "Anzahl" && !measure.contains(&cell.as_str()) {
            measure.push(cell);
        }
    }
    (period, measure.join(" | "))
}
