//! The pictures that a chapter asks for. Comes in: a resolved picture and protected figures. Goes out: a drawing with
//! caption, source and note, and its values as a table for the annex. What is compared with what is decided here; how it
//! is drawn is the business of the doors.

mod compared;
mod course;
mod mapped;
mod people;
mod scheme;
mod sites;
mod values;

use serde::Serialize;

use super::Draft;
use super::pictures::{Files, PictureView};
use crate::definition::{PictureKind, PictureSize};
use crate::figures::{Column, Drawing, Grid, Role, Row};
use crate::plan::PicturePlan;
use crate::problem::{Fault, Problems};
use values::Values;

/// A picture on the page of a chapter.
#[derive(Debug, Clone, Serialize)]
pub struct PictureBlock {
    /// Its own name in the project.
    key: String,
    /// How texts refer to it.
    id: Option<String>,
    /// Map or other figure.
    is_map: bool,
    /// How much of the column it takes.
    size: PictureSize,
    /// The drawing; none where rows of a table carry small ones.
    picture: Option<PictureView>,
    /// A table with a small line in every row.
    sparklines: Option<Sparklines>,
    /// What is to be said below it.
    notes: Vec<String>,
    /// Where its figures come from.
    source: String,
    /// Whether the annex has its values.
    has_data: bool,
    #[serde(skip)]
    data: Option<DataTable>,
    /// What the planner wrote.
    definition: String,
}

/// The values of a picture as printed texts.
#[derive(Debug, Clone, Serialize)]
pub struct DataTable {
    /// That of the picture.
    key: String,
    /// Its caption.
    caption: String,
    /// Over the columns.
    header: Vec<String>,
    /// What the row is, then its values.
    rows: Vec<Vec<String>>,
}

/// A table with a small line in every row.
#[derive(Debug, Clone, Serialize)]
pub struct Sparklines {
    /// Caption, and the same in the list of figures.
    caption: String,
    /// Over the columns.
    header: Vec<String>,
    rows: Vec<SparklineRow>,
}

/// Name, first value, line, last value, change.
#[derive(Debug, Clone, Serialize)]
pub struct SparklineRow {
    name: String,
    first: String,
    line: PictureView,
    last: String,
    change: String,
}

/// What a kind makes of a picture: the drawing, its values, its caption, what has to be said.
struct Made {
    drawing: Option<Drawing>,
    sparklines: Option<(Sparklines, Files)>,
    grid: Option<Grid>,
    caption: String,
    notes: Vec<String>,
}

impl Made {
    fn new(drawing: Drawing, grid: Grid, caption: String) -> Made {
        Made { drawing: Some(drawing), sparklines: None, grid: Some(grid), caption, notes: Vec::new() }
    }

    fn noting_all(mut self, notes: impl IntoIterator<Item = String>) -> Made {
        self.notes.extend(notes);
        self
    }

    fn noting(mut self, note: impl Into<String>) -> Made {
        self.notes.push(note.into());
        self
    }
}

/// Height in millimetres that a page has for a drawing with its caption and notes.
const TALLEST: f64 = 226.0;

/// Between pictures side by side, in millimetres.
const GUTTER: f64 = 5.0;

impl PictureSize {
    /// Width in a column, in millimetres; letters have the same size in all of them.
    fn width(self, column: f64) -> f64 {
        let parts = match self {
            PictureSize::Full => 1.0,
            PictureSize::Half => 2.0,
            PictureSize::Third => 3.0,
        };
        (column - GUTTER * (parts - 1.0)) / parts
    }
}

/// Draws one picture; `key` is its own name in the project.
pub fn block(draft: &Draft<'_>, plan: &PicturePlan, key: &str) -> Result<(PictureBlock, Files), Problems> {
    let values = Values { draft, plan, key };
    values.refuse_unfit()?;
    let made = draw(&values)?;
    if let Some(drawing) = made.drawing.as_ref().filter(|drawing| drawing.height > TALLEST) {
        let (height, most) = (drawing.height.round() as usize, TALLEST as usize);
        return Err(values.problem(Fault::PictureTooHigh { kind: values.word(), height, most }).into());
    }
    let caption = plan.title.clone().unwrap_or_else(|| made.caption.clone());
    let mut files = Files::new();
    let grid = made.grid.filter(|grid| !grid.columns.is_empty());
    let data = grid.map(|grid| DataTable::new(key, caption.clone(), grid));
    let picture =
        made.drawing.map(|drawing| PictureView::new(key, drawing, [caption.clone(), caption.clone()], &mut files));
    let sparklines = made.sparklines.map(|(table, lines)| {
        files.extend(lines);
        Sparklines { caption, ..table }
    });
    let mut notes = made.notes;
    // A caption of the planner's own need not say what, where and in which unit.
    if plan.title.is_some() && data.is_some() {
        notes.insert(0, format!("{}.", made.caption));
    }
    notes.extend(plan.note.clone());
    let block = PictureBlock {
        key: key.to_owned(),
        id: plan.id.clone(),
        is_map: is_map(plan.kind),
        size: plan.size,
        picture,
        sparklines,
        notes,
        source: values.source(),
        has_data: data.is_some(),
        data,
        definition: plan.definition.clone(),
    };
    Ok((block, files))
}

fn draw(values: &Values<'_>) -> Result<Made, Problems> {
    use PictureKind as Of;
    Ok(match values.plan.kind {
        Of::Bars | Of::Lollipop => compared::ranked(values)?,
        Of::Grouped => compared::grouped(values)?,
        Of::Stacked | Of::Shares => compared::parts(values)?,
        Of::Slope | Of::Dumbbell => compared::two_years(values)?,
        Of::Heatmap => compared::heatmap(values)?,
        Of::Bullet => compared::bullet(values)?,
        Of::Spine => compared::spine(values)?,
        Of::Lines => course::lines(values)?,
        Of::Index => course::index(values)?,
        Of::Multiples => course::multiples(values)?,
        Of::Sparklines => course::sparklines(values)?,
        Of::Fan => course::fan(values)?,
        Of::Pyramid => people::pyramid(values)?,
        Of::Likert => people::likert(values)?,
        Of::Scatter => people::scatter(values)?,
        Of::Funnel => people::funnel(values)?,
        Of::Waterfall => people::waterfall(values)?,
        Of::Cycle | Of::Timeline | Of::Matrix => scheme::drawn(values)?,
        _ => mapped::map(values)?,
    })
}

fn is_map(kind: PictureKind) -> bool {
    use PictureKind as Of;
    matches!(kind, Of::Map | Of::Symbols | Of::Around | Of::Bivariate | Of::Tiles | Of::Locator | Of::Maps | Of::Sites)
}

/// More columns than this are turned into rows.
const WIDEST: usize = 11;

/// Rows as columns.
fn turned(grid: Grid) -> Grid {
    let row = |(at, column): (usize, Column)| Row {
        label: column.label,
        area: None,
        role: Role::Ordinary,
        data: grid.rows.iter().map(|row| row.data[at].clone()).collect(),
    };
    let columns = grid.rows.iter().map(|row| Column { label: row.label.clone(), ..Column::default() }).collect();
    let years = grid.columns.first().is_some_and(|column| column.year.is_some());
    let stub = if years { String::new() } else { grid.stub.clone() };
    Grid { stub, columns, rows: grid.columns.iter().cloned().enumerate().map(row).collect() }
}

impl DataTable {
    /// All printed texts and marks that occur; signs among them.
    pub fn texts(&self) -> impl Iterator<Item = &String> {
        self.rows.iter().flat_map(|row| row.iter().skip(1))
    }

    fn new(key: &str, caption: String, grid: Grid) -> DataTable {
        let grid = if grid.columns.len() > WIDEST && grid.rows.len() <= WIDEST { turned(grid) } else { grid };
        // One unit for all stands in the caption, several stand above their columns.
        let unit = grid.columns.first().map(|column| column.unit.clone()).unwrap_or_default();
        let is_common = grid.columns.iter().all(|column| column.unit == unit);
        let is_named = unit.is_empty() || caption.contains(&unit);
        let caption = if is_common && !is_named { format!("{caption}, {unit}") } else { caption };
        let head = |column: Column| {
            let end = format!(", {}", column.unit);
            match is_common || column.unit.is_empty() || column.label.contains(&end) {
                true => column.label,
                false => column.label + &end,
            }
        };
        let header = [grid.stub].into_iter().chain(grid.columns.into_iter().map(head)).collect();
        let row = |row: Row| [row.label].into_iter().chain(row.data.into_iter().map(|datum| datum.text)).collect();
        DataTable { key: key.to_owned(), caption, header, rows: grid.rows.into_iter().map(row).collect() }
    }
}

impl PictureBlock {
    /// The same beside a table that has its values and tells where they come from.
    pub fn beside_its_values(self) -> PictureBlock {
        PictureBlock { source: String::new(), has_data: false, data: None, ..self }
    }

    /// Its values, for the annex.
    pub fn data(&self) -> Option<&DataTable> {
        self.data.as_ref()
    }
}
