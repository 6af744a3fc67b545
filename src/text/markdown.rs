//! Markdown into Typst content made of string literals and our own calls.

use std::collections::BTreeMap;

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::literal::string;

/// Something that Markdown has and documents do not, with its byte offset.
pub struct Unsupported {
    /// What it is.
    pub what: &'static str,
    /// Where it begins.
    pub offset: usize,
}

/// Around a reference inside an answer: letters of a call and of its argument, which Markdown leaves alone.
const REFERENCE: [char; 2] = ['\u{e000}', '\u{e001}'];
/// Around the name of a footnote, until all of them are known.
const FOOTNOTE: [char; 2] = ['\u{e002}', '\u{e003}'];

/// An answer that becomes a call of one of our own Typst functions with one text: `see-figure("ziel-a")`.
pub fn reference(function: &str, argument: &str) -> String {
    let hexadecimal: String = format!("{function} {argument}").bytes().map(|byte| format!("{byte:02x}")).collect();
    format!("{}{hexadecimal}{}", REFERENCE[0], REFERENCE[1])
}

/// The number of a paper that leads to where `link` says, with `{number}` in it.
pub fn paper_reference(link: &str, number: &str) -> String {
    let address = link.replace("{number}", &utf8_percent_encode(number, NON_ALPHANUMERIC).to_string());
    reference("see-paper", &format!("{address}|{number}"))
}

/// Words with the references in them.
fn words_to_typst(words: &str) -> String {
    let mut typst = String::new();
    for (at, part) in words.split(REFERENCE).enumerate() {
        if at % 2 == 0 {
            if !part.is_empty() {
                typst.push_str(&format!("#{};", string(part)));
            }
            continue;
        }
        let byte = |at: usize| u8::from_str_radix(part.get(at..at + 2)?, 16).ok();
        let bytes: Vec<u8> = (0..part.len()).step_by(2).filter_map(byte).collect();
        let call = String::from_utf8_lossy(&bytes).into_owned();
        if let Some((function, argument)) = call.split_once(' ') {
            typst.push_str(&format!("#{function}({});", string(argument)));
        }
    }
    typst
}

/// Puts footnotes where they are called.
fn with_footnotes(typst: &str, notes: &BTreeMap<String, String>) -> String {
    let note = |name: &str| notes.get(name).map(|note| format!("#footnote[{note}];")).unwrap_or_default();
    let parts = typst.split(FOOTNOTE).enumerate();
    parts.map(|(at, part)| if at % 2 == 0 { part.to_owned() } else { note(part) }).collect()
}

/// Where a footnote is called that is not written.
fn missing_footnote(text: &str, notes: &BTreeMap<String, String>) -> Option<usize> {
    let name = |at: usize| text[at + 2..].split(']').next().unwrap_or_default();
    text.match_indices("[^").map(|(at, _)| at).find(|at| !notes.contains_key(name(*at)))
}

/// Typst content in brackets. Headings begin at level 2, whatever the author began with, without gaps.
pub fn to_typst(text: &str) -> Result<String, Unsupported> {
    let mut typst = String::from("[");
    let (mut notes, mut outside) = (BTreeMap::new(), None);
    let mut levels: Vec<HeadingLevel> = Vec::new();
    let mut in_head = false;
    let mut first_cell = false;
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_FOOTNOTES;
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        let unsupported = |what| Err(Unsupported { what, offset: range.start });
        match event {
            Event::Text(words) => typst.push_str(&words_to_typst(&words)),
            Event::FootnoteReference(name) => {
                typst.push_str(&format!("{}{name}{}", FOOTNOTE[0], FOOTNOTE[1]));
            }
            Event::Code(words) => typst.push_str(&format!("#raw({});", string(&words))),
            Event::SoftBreak => typst.push_str("#\" \";"),
            Event::HardBreak => typst.push_str("#linebreak();"),
            Event::Rule => typst.push_str("#v(0.6em);"),
            Event::Start(tag) => match tag {
                Tag::FootnoteDefinition(name) => outside = Some((std::mem::take(&mut typst), name.to_string())),
                Tag::Paragraph if outside.is_some() => {}
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
                    return unsupported("code block");
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
                Tag::Image { .. } => return unsupported("picture"),
                _ => return unsupported("HTML"),
            },
            Event::End(tag) => match tag {
                TagEnd::FootnoteDefinition => {
                    if let Some((before, name)) = outside.take() {
                        notes.insert(name, std::mem::replace(&mut typst, before));
                    }
                }
                TagEnd::Paragraph if outside.is_some() => {}
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
    match missing_footnote(text, &notes) {
        Some(offset) => Err(Unsupported { what: "footnote without text", offset }),
        None => Ok(with_footnotes(&typst, &notes)),
    }
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
    fn footnotes_stand_where_they_are_called() {
        let text = typst("Ein Satz[^a] und noch einer.\n\n[^a]: DrS/2017/252, *Anlage 2*.\n");
        assert!(text.contains("#\"Ein Satz\";#footnote[#\"DrS/2017/252, \";#emph[#\"Anlage 2\";];#\".\";];"), "{text}");
        assert_eq!(to_typst("Satz[^b].").err().map(|found| found.offset), Some(4));
    }

    #[test]
    fn references_become_calls_and_survive_markdown() {
        let answer = super::reference("see-figure", "ziel-karte_1");
        let text = typst(&format!("Siehe **{answer}**, dort."));
        assert!(text.contains("#strong[#see-figure(\"ziel-karte_1\");];"), "{text}");
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
        assert_eq!(to_typst("![x](y.png)").err().map(|found| found.what), Some("picture"));
    }
}
