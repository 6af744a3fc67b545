//! Markdown into Typst content made of string literals and our own calls.

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::literal::string;

/// Something that Markdown has and documents do not, with its byte offset.
pub struct Unsupported {
    /// What it is.
    pub what: &'static str,
    /// Where it begins.
    pub offset: usize,
}

/// Typst content in brackets. Headings begin at level 2, whatever the author began with, without gaps.
pub fn to_typst(text: &str) -> Result<String, Unsupported> {
    let mut typst = String::from("[");
    let mut levels: Vec<HeadingLevel> = Vec::new();
    let mut in_head = false;
    let mut first_cell = false;
    for (event, range) in
        Parser::new_ext(text, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH).into_offset_iter()
    {
        let unsupported = |what| Err(Unsupported { what, offset: range.start });
        match event {
            Event::Text(words) => {
                typst.push('#');
                typst.push_str(&string(&words));
                typst.push(';');
            }
            Event::Code(words) => typst.push_str(&format!("#raw({});", string(&words))),
            Event::SoftBreak => typst.push_str("#\" \";"),
            Event::HardBreak => typst.push_str("#linebreak();"),
            Event::Rule => typst.push_str("#v(0.6em);"),
            Event::Start(tag) => match tag {
                Tag::Paragraph => typst.push_str("\n\n"),
                Tag::Heading { level, .. } => {
                    while levels.last().is_some_and(|last| *last >= level) {
                        levels.pop();
                    }
                    levels.push(level);
                    let depth = levels.len() + 1;
                    typst.push_str(&format!("\n\n#heading(level: {depth}, numbering: none, outlined: false)["));
                }
                Tag::BlockQuote(_) => typst.push_str("\n\n#quote(block: true)["),
                Tag::List(Some(first)) => typst.push_str(&format!("\n\n#enum(start: {first}, ")),
                Tag::List(None) => typst.push_str("\n\n#list("),
                Tag::Item => typst.push('['),
                Tag::Emphasis => typst.push_str("#emph["),
                Tag::Strong => typst.push_str("#strong["),
                Tag::Strikethrough => typst.push_str("#strike["),
                Tag::Link { dest_url, .. } => typst.push_str(&format!("#link({})[", string(&dest_url))),
                Tag::CodeBlock(CodeBlockKind::Indented | CodeBlockKind::Fenced(_)) => {
                    return unsupported("Programmcode");
                }
                Tag::Table(columns) => typst.push_str(&format!("\n\n#text-table({}, ", columns.len())),
                Tag::TableHead => {
                    in_head = true;
                    typst.push_str("table.header(");
                }
                Tag::TableRow => first_cell = true,
                Tag::TableCell => {
                    // The first cell of a row names it, for those who hear the table.
                    typst.push_str(if first_cell && !in_head { "row-header[" } else { "[" });
                    first_cell = false;
                }
                Tag::Image { .. } => return unsupported("Bild"),
                _ => return unsupported("HTML"),
            },
            Event::End(tag) => match tag {
                TagEnd::Paragraph | TagEnd::TableRow => typst.push('\n'),
                TagEnd::Heading(_) => typst.push_str("];\n"),
                TagEnd::BlockQuote(_) | TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link => {
                    typst.push_str("];");
                }
                TagEnd::List(_) | TagEnd::Table => typst.push_str(");\n"),
                TagEnd::Item | TagEnd::TableCell => typst.push_str("], "),
                TagEnd::TableHead => {
                    in_head = false;
                    typst.push_str("), ");
                }
                _ => {}
            },
            _ => return unsupported("HTML"),
        }
    }
    typst.push(']');
    Ok(typst)
}

#[cfg(test)]
mod tests {
    use super::to_typst;

    fn typst(text: &str) -> String {
        to_typst(text).unwrap_or_else(|found| panic!("{}", found.what))
    }

    #[test]
    fn text_can_never_become_markup() {
        let text = typst("= kein Titel, #let x = 1, $a$, @ref, [eckig] und \"Anführung\"");
        let outside: String = text.split("#\"").map(|part| part.rsplit("\";").next().unwrap_or(part)).collect();
        assert!(!outside.contains("let") && !outside.contains('$') && !outside.contains('@'), "{outside}");
    }

    #[test]
    fn headings_have_no_gaps() {
        let text = typst("### Erstens\n\n##### Darunter\n\n### Zweitens");
        let levels: Vec<&str> = text.split("level: ").skip(1).map(|rest| &rest[..1]).collect();
        assert_eq!(levels, ["2", "3", "2"]);
    }

    #[test]
    fn the_first_cell_of_a_row_is_its_header() {
        let text = typst("| a | b |\n| - | - |\n| c | d |\n");
        assert_eq!(text.matches("row-header[").count(), 1);
        assert!(text.contains("row-header[#\"c\";]"), "{text}");
    }

    #[test]
    fn html_and_images_are_refused_by_name() {
        assert_eq!(to_typst("a <b>c</b>").err().map(|found| (found.what, found.offset)), Some(("HTML", 2)));
        assert_eq!(to_typst("![x](y.png)").err().map(|found| found.what), Some("Bild"));
    }
}
