//! Places in text files, and the text that turns byte offsets into them.

use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A line and column (both from 1) in a file of the workspace.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The file, as the planner names it: relative to the workspace.
    pub file: PathBuf,
    /// Line number; 0 where only the file is known.
    pub line: usize,
    /// Column in characters.
    pub column: usize,
    /// How many characters are meant, for the carets under the line.
    pub length: usize,
    /// The line itself.
    pub excerpt: Option<String>,
}

impl Place {
    /// A whole file.
    pub fn file(file: impl Into<PathBuf>) -> Place {
        Place { file: file.into(), line: 0, column: 0, length: 0, excerpt: None }
    }

    /// A line of a file, for data files.
    pub fn line(file: impl Into<PathBuf>, line: usize) -> Place {
        Place { file: file.into(), line, column: 1, length: 0, excerpt: None }
    }

    /// A line of a data file with its text.
    pub fn excerpt(file: impl Into<PathBuf>, line: usize, text: String) -> Place {
        let length = text.chars().count();
        Place { file: file.into(), line, column: 1, length, excerpt: Some(text) }
    }

    /// `--> reports/x.toml:3:7`, the line, and carets under what is meant.
    pub fn text(&self) -> String {
        let file = self.file.display().to_string().replace('\\', "/");
        if self.line == 0 {
            return format!("  --> {file}\n");
        }
        let mut text = format!("  --> {file}:{}:{}\n", self.line, self.column);
        if let Some(excerpt) = &self.excerpt {
            let number = self.line.to_string();
            let (excerpt, column) = window(excerpt, self.column);
            let indent = " ".repeat(column.saturating_sub(1));
            let carets = "^".repeat(self.length.max(1).min(excerpt.chars().count().saturating_sub(column - 1).max(1)));
            text.push_str(&format!("  {number} | {}\n", excerpt.replace('\t', " ")));
            text.push_str(&format!("  {} | {indent}{carets}\n", " ".repeat(number.len())));
        }
        text
    }
}

/// The part of a long line round a column, and the column in it.
fn window(line: &str, column: usize) -> (String, usize) {
    const WIDTH: usize = 110;
    const BEFORE: usize = 40;
    let column = column.max(1);
    if line.chars().count() <= WIDTH {
        return (line.to_owned(), column);
    }
    let start = column.saturating_sub(BEFORE + 1);
    let part: String = line.chars().skip(start).take(WIDTH).collect();
    let (lead, shift) = if start > 0 { ("…", 1) } else { ("", 0) };
    let tail = if line.chars().count() > start + WIDTH { "…" } else { "" };
    (format!("{lead}{part}{tail}"), column - start + shift)
}

/// A text file of the planner, kept to find places in it.
#[derive(Debug, Clone, Default)]
pub struct SourceText {
    /// Relative to the workspace.
    pub file: PathBuf,
    /// What stands in it.
    pub text: Arc<str>,
}

impl SourceText {
    /// A named text.
    pub fn new(file: impl Into<PathBuf>, text: impl Into<Arc<str>>) -> SourceText {
        SourceText { file: file.into(), text: text.into() }
    }

    /// The place of a byte range.
    pub fn place(&self, range: std::ops::Range<usize>) -> Place {
        let start = floor_to_character(&self.text, range.start);
        let line_start = self.text[..start].rfind('\n').map_or(0, |newline| newline + 1);
        let line_end = self.text[start..].find('\n').map_or(self.text.len(), |newline| start + newline);
        let end = floor_to_character(&self.text, range.end).clamp(start, line_end);
        Place {
            file: self.file.clone(),
            line: self.text[..start].matches('\n').count() + 1,
            column: self.text[line_start..start].chars().count() + 1,
            length: self.text[start..end].chars().count(),
            excerpt: Some(self.text[line_start..line_end].trim_end().to_owned()),
        }
    }

    /// The place of a whole line (from 1).
    pub fn line(&self, line: usize) -> Place {
        let start = self.text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum::<usize>();
        let length = self.text[start..].lines().next().map_or(0, str::len);
        self.place(start..start + length)
    }

    /// The file this text came from.
    pub fn path(&self) -> &Path {
        &self.file
    }
}

/// Line numbers of rising byte offsets in a data file, whatever its line ends are.
pub struct Lines<'a> {
    text: &'a str,
    offset: usize,
    line: usize,
}

impl<'a> Lines<'a> {
    /// Begins at the first line.
    pub fn new(text: &'a str) -> Lines<'a> {
        Lines { text, offset: 0, line: 1 }
    }

    /// The line of what stands at or after an offset, line breaks skipped.
    pub fn line(&mut self, offset: usize) -> usize {
        let rest = self.text.get(offset..).unwrap_or_default();
        let offset = offset + rest.len() - rest.trim_start_matches(['\r', '\n']).len();
        let passed = self.text.get(self.offset..offset).unwrap_or_default();
        self.line += passed.matches('\n').count();
        self.offset = offset.max(self.offset);
        self.line
    }

    /// The text of a line.
    pub fn excerpt(text: &str, line: usize) -> String {
        text.lines().nth(line.saturating_sub(1)).unwrap_or_default().trim_end().to_owned()
    }
}

fn floor_to_character(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_not_bytes() {
        let source = SourceText::new("a.toml", "titel = \"x\"\nräume = \"süd\"\n");
        let at = source.text.find("\"süd\"").unwrap();
        let place = source.place(at..at + "\"süd\"".len());
        assert_eq!((place.line, place.column, place.length), (2, 9, 5));
        assert_eq!(place.text(), "  --> a.toml:2:9\n  2 | räume = \"süd\"\n    |         ^^^^^\n");
    }

    #[test]
    fn long_lines_show_the_part_that_matters() {
        let line = format!("{}X{}", "a".repeat(300), "b".repeat(300));
        let (part, column) = window(&line, 301);
        assert_eq!(part.chars().nth(column - 1), Some('X'));
        assert!(part.chars().count() < 120);
    }

    #[test]
    fn lines_are_counted_with_any_line_ends() {
        let text = "a;b\r\n\r\n1;\"x\r\ny\"\r\n2;z\n3;w";
        let mut lines = Lines::new(text);
        let found: Vec<usize> = ["a;b", "1;", "2;", "3;"].iter().map(|at| lines.line(text.find(at).unwrap())).collect();
        assert_eq!(found, [1, 3, 5, 6]);
    }

    #[test]
    fn survives_offsets_at_the_end() {
        let source = SourceText::new("a.toml", "ab");
        assert_eq!(source.place(2..9).column, 3);
        assert_eq!(source.line(7).line, 1);
    }
}
