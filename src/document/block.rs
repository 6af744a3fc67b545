//! What the chapters of all documents are made of, ready to be set: pictures, tables, entries of registers, passages.
//! Templates know these few; what stands in them is decided by `list` and `tabulation`.

use serde::Serialize;

use super::picture::PictureBlock;
use super::pictures::PictureView;
use crate::text::Markup;
use crate::typeface::{self, POINT};
use crate::wording::Printed;

/// Something in a chapter.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Block {
    /// A chart or a map.
    Picture(PictureBlock),
    /// A table.
    Table(TableBlock),
    /// An entry of a register, or the profile of an area.
    Entry(EntryBlock),
    /// A text.
    Passage(PassageBlock),
}

/// A table of texts and numbers.
#[derive(Debug, Clone, Serialize)]
pub struct TableBlock {
    /// Its own name in the project.
    pub key: String,
    /// How texts refer to it.
    pub id: Option<String>,
    /// What, where, when, in which unit.
    pub caption: String,
    /// Titles over several columns; none where no two columns belong together.
    pub spanners: Vec<Spanner>,
    /// From left to right.
    pub columns: Vec<ColumnBlock>,
    /// From top to bottom.
    pub rows: Vec<RowBlock>,
    /// What is to be said below it.
    pub notes: Vec<String>,
    /// Where its figures come from.
    pub source: String,
    /// True for a page on its side.
    pub landscape: bool,
}

/// A title over several columns.
#[derive(Debug, Clone, Serialize)]
pub struct Spanner {
    /// What they have in common.
    pub title: String,
    /// How many.
    pub columns: usize,
}

/// A column.
#[derive(Debug, Clone, Default, Serialize)]
pub struct ColumnBlock {
    /// Over it.
    pub title: String,
    /// Below the title.
    pub unit: String,
    /// True for numbers, which stand at the right.
    pub number: bool,
    /// Width in millimetres; zero where it takes its share of what is left.
    pub width: f64,
    /// That share.
    pub share: f64,
    /// Width in millimetres that marks need in every row.
    pub marks: f64,
    /// True where a word of the title is too long for it.
    pub divided: bool,
}

/// A row.
#[derive(Debug, Clone, Serialize)]
pub struct RowBlock {
    /// What it is among the others.
    pub role: RowRole,
    /// One for every column; the first names the row.
    pub cells: Vec<CellBlock>,
}

/// What a row is among the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum RowRole {
    /// One of many.
    Plain,
    /// The name of those below it.
    Group,
    /// What those above it are together.
    Subtotal,
    /// What all are together, or are compared with.
    Total,
    /// The one that is looked at.
    Highlighted,
}

/// A cell: a text with marks, or lines, or a drawing.
#[derive(Debug, Clone, Default, Serialize)]
pub struct CellBlock {
    /// Number, sign or words.
    pub text: String,
    /// `p`, `r` beside it.
    pub marks: String,
    /// Below the text, in grey.
    pub note: String,
    /// A small drawing.
    pub picture: Option<PictureView>,
    /// True where a word is too long for the column.
    pub divided: bool,
}

/// An entry with its facts.
#[derive(Debug, Clone, Default, Serialize)]
pub struct EntryBlock {
    /// Its own name in the project.
    pub key: String,
    /// How texts refer to the list that it begins.
    pub id: Option<String>,
    /// „3.1".
    pub number: String,
    /// What it is called.
    pub title: String,
    /// What sorts it: field, priority, state.
    pub tags: Vec<String>,
    /// What is known of it.
    pub facts: Vec<Fact>,
    /// What people said.
    pub quotes: Vec<QuoteBlock>,
    /// Its numbers.
    pub tables: Vec<TableBlock>,
    /// How they look.
    pub pictures: Vec<PictureBlock>,
    /// True where it begins a page.
    pub own_page: bool,
}

/// A label and what belongs to it.
#[derive(Debug, Clone, Serialize)]
pub struct Fact {
    /// „Verantwortlich".
    pub label: String,
    /// The text.
    pub words: Words,
}

/// A text in one of its forms.
#[derive(Debug, Clone, Serialize)]
#[serde(untagged)]
pub enum Words {
    /// As it is.
    Plain(String),
    /// With values in it.
    Rich(Markup),
    /// One below the other.
    List(Vec<String>),
}

/// What somebody said.
#[derive(Debug, Clone, Serialize)]
pub struct QuoteBlock {
    /// Word for word.
    pub text: String,
    /// Who.
    pub by: String,
}

/// A text with its author.
#[derive(Debug, Clone, Serialize)]
pub struct PassageBlock {
    /// A heading above it.
    pub title: Option<String>,
    /// The text.
    pub text: Markup,
    /// Who wrote it, and for whom.
    pub author: Option<String>,
}

impl Block {
    /// All texts and marks of its tables; signs among them.
    pub fn texts(&self) -> Vec<String> {
        match self {
            Block::Table(table) => table.texts().collect(),
            Block::Entry(entry) => entry.tables.iter().flat_map(TableBlock::texts).collect(),
            Block::Picture(_) | Block::Passage(_) => Vec::new(),
        }
    }
}

impl CellBlock {
    /// Words or a number.
    pub fn of(text: impl Into<String>) -> CellBlock {
        CellBlock { text: text.into(), ..CellBlock::default() }
    }
}

impl From<Printed> for CellBlock {
    fn from(printed: Printed) -> CellBlock {
        CellBlock { text: printed.text, marks: printed.marks, ..CellBlock::default() }
    }
}

impl ColumnBlock {
    /// Words that take a share of the room.
    pub fn words(title: impl Into<String>, share: f64) -> ColumnBlock {
        ColumnBlock { title: title.into(), share, ..ColumnBlock::default() }
    }

    /// Numbers, as wide as the widest.
    pub fn number(title: impl Into<String>) -> ColumnBlock {
        ColumnBlock { title: title.into(), number: true, ..ColumnBlock::default() }
    }
}

impl RowBlock {
    /// An ordinary row.
    pub fn of(cells: Vec<CellBlock>) -> RowBlock {
        RowBlock { role: RowRole::Plain, cells }
    }

    /// The same in another role.
    pub fn in_role(self, role: RowRole) -> RowBlock {
        RowBlock { role, ..self }
    }
}

impl Fact {
    /// A label with a text.
    pub fn of(label: &str, words: Words) -> Fact {
        Fact { label: label.to_owned(), words }
    }
}

/// Size of letters in tables, in millimetres.
const SIZE: f64 = 8.0 * POINT;
/// Beside numbers.
const AIR: f64 = 3.2;
/// A longer word in the title of a column is divided.
const LONGEST: f64 = 24.0;
/// The least room for words.
const WORDS: f64 = 20.0;
/// Width of texts on an upright page.
const UPRIGHT: f64 = 170.0;
/// The same on a page on its side.
const LANDSCAPE: f64 = 253.0;

/// Left and right of a cell's text.
const INSET: f64 = 1.8;

/// Width of the longest word in bold letters, in millimetres.
fn longest(text: &str) -> f64 {
    let words = text.split([' ', '-', '/']).map(|word| typeface::width(word, SIZE, true));
    words.fold(0.0, f64::max)
}

impl TableBlock {
    /// A table with its columns as wide as their numbers need.
    pub fn new(
        key: impl Into<String>,
        caption: impl Into<String>,
        columns: Vec<ColumnBlock>,
        rows: Vec<RowBlock>,
    ) -> TableBlock {
        let mut table = TableBlock {
            key: key.into(),
            id: None,
            caption: caption.into(),
            spanners: Vec::new(),
            columns,
            rows,
            notes: Vec::new(),
            source: String::new(),
            landscape: false,
        };
        for (at, column) in table.columns.iter_mut().enumerate() {
            let cells = || table.rows.iter().filter_map(|row| row.cells.get(at));
            let most = cells().map(|cell| cell.marks.chars().count()).max().unwrap_or_default();
            column.marks = if most > 0 { 1.1 + 1.5 * most as f64 } else { 0.0 };
            if column.number {
                let numbers = cells().map(|cell| typeface::width(&cell.text, SIZE, true));
                let titles = longest(&column.title).max(longest(&column.unit));
                let numbers = numbers.fold(0.0, f64::max);
                // Titles stand at the right as numbers do; marks need room beside numbers only.
                column.width = column.width.max(numbers + column.marks + AIR).max(titles.min(LONGEST) + AIR);
                column.divided = titles + AIR > column.width;
            }
        }
        table.divide();
        table
    }

    /// Words are divided only in columns that are too narrow for one of them.
    fn divide(&mut self) {
        let fixed: f64 = self.columns.iter().map(|column| column.width).sum();
        let shares: f64 = self.columns.iter().map(|column| column.share).sum();
        let page = if self.is_wide() { LANDSCAPE } else { UPRIGHT };
        for (at, column) in self.columns.iter_mut().enumerate().filter(|(_, column)| !column.number) {
            let own = (page - fixed) * column.share / shares.max(f64::MIN_POSITIVE);
            let room = column.width.max(own) - INSET;
            column.divided = longest(&column.title) > room;
            for cell in self.rows.iter_mut().filter_map(|row| row.cells.get_mut(at)) {
                cell.divided = longest(&cell.text).max(longest(&cell.note)) > room;
            }
        }
    }

    /// True where its columns need the longer side of the paper.
    pub fn is_wide(&self) -> bool {
        self.width() > UPRIGHT
    }

    /// True where not even that is enough.
    pub fn is_too_wide(&self) -> bool {
        self.width() > LANDSCAPE
    }

    fn width(&self) -> f64 {
        self.columns.iter().map(|column| if column.width > 0.0 { column.width } else { WORDS }).sum()
    }

    /// All texts and marks that occur; signs among them.
    pub fn texts(&self) -> impl Iterator<Item = String> {
        let cells = self.rows.iter().flat_map(|row| row.cells.iter().skip(1));
        cells.flat_map(|cell| cell.marks.chars().map(String::from).chain([cell.text.clone()]))
    }
}
