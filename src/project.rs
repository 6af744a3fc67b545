//! The Typst project of one document: everything the compiler will ever see.

use std::collections::BTreeMap;

use crate::problem::{Place, SourceText};

/// Virtual files by path, and which of them is the main one.
#[derive(Debug, Clone, Default)]
pub struct TypstProject {
    /// Path of the main file.
    pub main: String,
    /// All files, the main one among them.
    pub files: BTreeMap<String, Vec<u8>>,
    /// The templates that files were filled from, by path.
    pub templates: BTreeMap<String, SourceText>,
    /// Identifier for the metadata.
    pub ident: String,
    /// Date of the document: year, month, day.
    pub date: (u16, u8, u8),
}

impl TypstProject {
    /// Where a line of a filled file comes from in its template. Filling adds lines and removes others; what stands before the
    /// first mark of a line stays as it is. A line that is not found belongs to the last one before it that is.
    pub fn origin(&self, path: &str, filled: &str, line: usize) -> Option<Place> {
        let template = self.templates.get(path)?;
        let kept: Vec<&str> = template.text.lines().map(before_marks).collect();
        let lines: Vec<&str> = filled.lines().map(str::trim).collect();
        let matching = |text: &str| -> Vec<usize> {
            let fits = |kept: &&str| !kept.is_empty() && text.starts_with(*kept);
            let exact: Vec<usize> = (0..kept.len()).filter(|at| kept[*at] == text && !text.is_empty()).collect();
            if exact.is_empty() { (0..kept.len()).filter(|at| fits(&kept[*at])).collect() } else { exact }
        };
        for at in (0..line.min(lines.len())).rev() {
            let found = matching(lines[at]);
            if found.is_empty() {
                continue;
            }
            // Of lines that are alike, the one that comes after as many of its kind.
            let before = lines[..at].iter().filter(|other| **other == lines[at]).count();
            let number = found.get(before).or(found.last())? + 1;
            return Some(template.line(number));
        }
        None
    }
}

/// What of a line of a template is in the filled file as well.
fn before_marks(line: &str) -> &str {
    let end = ["{{", "{%", "{#"].iter().filter_map(|mark| line.find(mark)).min().unwrap_or(line.len());
    line[..end].trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filled_line_finds_its_template() {
        let template = "#let a = 1\n{% for x in y %}\n#block({{ x }})\n#wrong(\n{% endfor %}\n#end\n";
        let filled = "#let a = 1\n#block((\n\"eins\",\n))\n#wrong(\n#block(\"zwei\")\n#wrong(\n#end\n";
        let mut project = TypstProject::default();
        project.templates.insert("a.typ".to_owned(), SourceText::new("report-templates/a.typ", template));
        let line = |at: usize| project.origin("a.typ", filled, at).map(|place| place.line);
        assert_eq!([line(1), line(2), line(3), line(5), line(8)], [Some(1), Some(3), Some(3), Some(4), Some(6)]);
        assert_eq!(project.origin("b.typ", filled, 1), None);
    }
}
