//! The text face that documents and drawings are set in: Noto Sans, embedded. Comes in: text. Goes
//! out: font files, widths, syllables, and which characters the face lacks. It draws nothing.

mod label;

pub use label::{Font, Frame, LABEL, SMALL, STRONG, apart, overlap, wrapped};

use std::sync::LazyLock;

use ttf_parser::Face;

use crate::number::Language;

/// The family name that drawings must write; an unknown name would fall back in silence.
pub const FAMILY: &str = "Noto Sans";

/// One typographic point in millimetres.
pub const POINT: f64 = 25.4 / 72.0;

/// Regular, bold, italic, bold italic.
pub static FILES: [&[u8]; 4] =
    [notosans::REGULAR_TTF, notosans::BOLD_TTF, notosans::ITALIC_TTF, notosans::BOLD_ITALIC_TTF];

static FACES: LazyLock<[Option<Face<'static>>; 2]> =
    LazyLock::new(|| [Face::parse(FILES[0], 0).ok(), Face::parse(FILES[1], 0).ok()]);

/// Width of a line of text, in the unit of `size`.
pub fn width(text: &str, size: f64, bold: bool) -> f64 {
    let Some(face) = &FACES[usize::from(bold)] else { return 0.0 };
    let units = f64::from(face.units_per_em());
    let advance = |letter| face.glyph_index(letter).and_then(|glyph| face.glyph_hor_advance(glyph)).unwrap_or(0);
    text.chars().map(|letter| f64::from(advance(letter))).sum::<f64>() * size / units
}

/// The syllables of a word, in order.
pub fn syllables(word: &str, language: Language) -> Vec<String> {
    let language = match language {
        Language::De => hypher::Lang::German,
        Language::En => hypher::Lang::English,
    };
    hypher::hyphenate(word, language).map(str::to_owned).collect()
}

/// The first character that the face cannot print.
pub fn lacks(text: &str) -> Option<char> {
    let face = FACES[0].as_ref()?;
    text.chars().find(|letter| !is_invisible(*letter) && face.glyph_index(*letter).is_none())
}

/// The family of a font file; none where it is no font.
pub fn family(file: &[u8]) -> Option<String> {
    let face = Face::parse(file, 0).ok()?;
    let names = face.names().into_iter();
    let of = |id: u16| {
        let mut found = names.filter(|name| name.name_id == id).filter_map(|name| name.to_string());
        found.next()
    };
    of(ttf_parser::name_id::TYPOGRAPHIC_FAMILY).or_else(|| of(ttf_parser::name_id::FAMILY))
}

/// Control and format characters leave no mark and need no glyph.
fn is_invisible(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_font_file_knows_its_family() {
        assert_eq!(family(FILES[1]).as_deref(), Some(FAMILY));
        assert_eq!(family(b"no font"), None);
    }

    #[test]
    fn prints_german_names_and_the_signs_of_statistics() {
        let needed = "ÄÖÜäöüßẞéèêçčćšžłńőűøåæ„“‚‘–—…·−×÷±≤≥²³°§%‰€\u{202f}\u{a0}\u{2009}/|†•¹¼½¾";
        assert_eq!(lacks(needed), None);
        assert_eq!(lacks("✕"), Some('✕'));
    }

    #[test]
    fn bold_is_wider() {
        assert!(width("Kaltenkirchen", 7.5, true) > width("Kaltenkirchen", 7.5, false));
    }
}
