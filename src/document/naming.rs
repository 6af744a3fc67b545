//! Names of files, as every council information system takes them: ASCII, without spaces.

use crate::area::AreaIndex;
use crate::number::Language;
use crate::plan::{Document, Plan};

/// The file of a document, or of one of its copies: `gebietsprofil-luetjendorf`. Areas of the same name add their key.
pub fn file_name(plan: &Plan, document: &Document, area: Option<AreaIndex>) -> String {
    let Some(area) = area else { return document.id.clone() };
    let areas = &plan.cube.areas;
    let name = |area: &AreaIndex| ascii(&areas.get(*area).name);
    let own = name(&area);
    let twice = document.copies().iter().filter(|other| name(other) == own).count() > 1;
    match twice {
        true => format!("{}-{own}-{}", document.id, ascii(&areas.get(area).key)),
        false => format!("{}-{own}", document.id),
    }
}

/// The file of an annex beside its paper.
pub fn annex_file(position: usize, document: &str, language: Language) -> String {
    format!("{}-{}-{}.pdf", language.pick("anlage", "annex"), position + 1, ascii(document))
}

/// What an annex says on its pages: „Anlage 1 zu DrS/2025/117".
pub fn annex_stamp(document: &Document, position: usize) -> String {
    let whole = document.definition.paper.as_ref().map_or(&document.definition.title, |paper| paper.number.get_ref());
    let (annex, to) = (document.language.pick("Anlage", "Annex"), document.language.pick("zu", "to"));
    format!("{annex} {} {to} {whole}", position + 1)
}

/// Small letters and digits with hyphens between them; German letters as they are spelled out.
fn ascii(name: &str) -> String {
    let mut text = String::new();
    for letter in name.to_lowercase().chars() {
        match letter {
            'ä' => text.push_str("ae"),
            'ö' => text.push_str("oe"),
            'ü' => text.push_str("ue"),
            'ß' => text.push_str("ss"),
            letter if letter.is_ascii_alphanumeric() => text.push(letter),
            _ if !text.ends_with('-') && !text.is_empty() => text.push('-'),
            _ => {}
        }
    }
    text.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::ascii;

    #[test]
    fn names_are_plain() {
        assert_eq!(ascii("Lütjendorf-Süd (St.)"), "luetjendorf-sued-st");
        assert_eq!(ascii("Großenaspe"), "grossenaspe");
    }
}
