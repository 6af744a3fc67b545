//! Words beside shapes: how wide they are in the embedded face, where they break, and how they keep out of each
//! other's way. Comes in: texts and room in millimetres. Goes out: lines and positions. It draws nothing.

use super::{POINT, syllables, width};
use crate::number::Language;

/// A size in points, and a weight.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Font {
    /// Points.
    pub size: f64,
    /// Heavier.
    pub bold: bool,
}

/// Names and numbers.
pub const LABEL: Font = Font { size: 7.2, bold: false };
/// What stands out among them.
pub const STRONG: Font = Font { size: 7.2, bold: true };
/// Ranks, axes and notes.
pub const SMALL: Font = Font { size: 6.4, bold: false };
/// The smallest letters that are printed.
const LEAST: f64 = 5.6;

impl Font {
    /// Width of a text in millimetres.
    pub fn width(self, text: &str) -> f64 {
        width(text, self.size * POINT, self.bold)
    }

    /// From one line to the next in millimetres.
    pub fn leading(self) -> f64 {
        self.size * POINT * 1.18
    }

    /// The same, as large as rows of a height allow.
    pub fn within(self, row: f64) -> Font {
        Font { size: self.size.min(row / POINT / 1.18).max(LEAST), ..self }
    }

    /// The same in bold or not.
    pub fn weight(self, bold: bool) -> Font {
        Font { bold, ..self }
    }
}

/// A text in lines that fit: broken at spaces, behind hyphens and strokes, between syllables, in that order.
pub fn wrapped(text: &str, room: f64, font: Font, language: Language) -> Vec<String> {
    let fits = |line: &str| font.width(line.trim_end()) <= room + 0.1;
    let mut lines = vec![String::new()];
    for word in text.split_inclusive([' ', '-', '/', '–']) {
        let mut rest = word.to_owned();
        loop {
            let last = lines.len() - 1;
            if fits(&format!("{}{rest}", lines[last])) {
                lines[last].push_str(&rest);
                break;
            }
            let (head, tail) = divided(&lines[last], &rest, &fits, language);
            if head.is_empty() && lines[last].is_empty() {
                // Not even one syllable fits: letters are all there is left to break at.
                let most = rest.char_indices().map(|(at, letter)| at + letter.len_utf8()).skip(1);
                let end = most.take_while(|end| fits(&rest[..*end])).last().unwrap_or(rest.len());
                lines[last].push_str(&rest[..end]);
                rest = rest[end..].to_owned();
            } else {
                lines[last].push_str(&head);
                rest = tail;
            }
            if rest.is_empty() {
                break;
            }
            lines.push(String::new());
        }
    }
    lines.iter().map(|line| line.trim_end().to_owned()).collect()
}

/// As many syllables of a word as still fit on a line, with a hyphen; none where the next line takes all of it.
fn divided(line: &str, word: &str, fits: &impl Fn(&str) -> bool, language: Language) -> (String, String) {
    // A word that fits on a line of its own is not divided.
    if fits(word) {
        return (String::new(), word.to_owned());
    }
    let parts = syllables(word.trim_end(), language);
    let head = |count: usize| parts[..count].concat();
    let count = (1..parts.len()).rev().find(|count| fits(&format!("{line}{}-", head(*count))));
    match count {
        Some(count) => (format!("{}-", head(count)), word[head(count).len()..].to_owned()),
        None => (String::new(), word.to_owned()),
    }
}

/// Moves labels of a height apart along a line between two ends, each as little as possible, in their order.
pub fn apart(wanted: &[f64], height: f64, (low, high): (f64, f64)) -> Vec<f64> {
    let mut order: Vec<(usize, f64)> = wanted.iter().copied().enumerate().collect();
    order.sort_by(|left, right| left.1.total_cmp(&right.1));
    // Blocks of touching labels: their mean wish, and how many they are.
    let mut blocks: Vec<(f64, f64, usize)> = Vec::new();
    for (at, (_, wish)) in order.iter().enumerate() {
        let first = wish - height * at as f64;
        blocks.push((first, 1.0, 1));
        while let [.., (one, weight, count), (two, other, further)] = blocks[..]
            && two < one
        {
            let mean = (one * weight + two * other) / (weight + other);
            blocks.truncate(blocks.len() - 2);
            blocks.push((mean, weight + other, count + further));
        }
    }
    let mut positions = vec![0.0; wanted.len()];
    let room = high - height * wanted.len().saturating_sub(1) as f64;
    let starts = blocks.iter().flat_map(|(start, _, count)| std::iter::repeat_n(*start, *count));
    for ((at, (index, _)), start) in order.iter().enumerate().zip(starts) {
        positions[*index] = start.max(low).min(room.max(low)) + height * at as f64;
    }
    positions
}

/// A box on paper: left, upper, right, lower.
pub type Frame = (f64, f64, f64, f64);

/// True where two boxes share paper.
pub fn overlap(one: &Frame, other: &Frame) -> bool {
    one.0 < other.2 && other.0 < one.2 && one.1 < other.3 && other.1 < one.3
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_break_where_a_reader_would() {
        let lines = |text| wrapped(text, 30.0, LABEL, Language::De);
        assert_eq!(lines("Bad Bramstedt-Land"), ["Bad Bramstedt-Land"]);
        assert_eq!(
            lines("Verwaltungsgemeinschaft Auenland-Südholstein"),
            ["Verwaltungsgemein-", "schaft Auenland-", "Südholstein"]
        );
    }

    proptest! {
        #[test]
        fn no_line_is_too_wide_and_no_letter_is_lost(text in "[A-Za-zäöü/ -]{1,60}", room in 12.0..60.0) {
            let lines = wrapped(&text, room, LABEL, Language::De);
            prop_assert!(lines.iter().all(|line| LABEL.width(line) <= room + 0.2), "{lines:?}");
            let letters = |text: &str| text.chars().filter(|letter| letter.is_alphabetic()).collect::<String>();
            prop_assert_eq!(letters(&lines.concat()), letters(&text));
        }

        #[test]
        fn labels_stand_apart_and_inside(wanted in prop::collection::vec(0.0..100.0, 1..12)) {
            let found = apart(&wanted, 4.0, (0.0, 100.0));
            let mut sorted = found.clone();
            sorted.sort_by(f64::total_cmp);
            prop_assert!(sorted.windows(2).all(|pair| pair[1] - pair[0] > 3.999), "{sorted:?}");
            prop_assert!(sorted.iter().all(|at| (-0.001..=100.001).contains(at)), "{sorted:?}");
        }
    }
}
