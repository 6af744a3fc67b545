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

/// So many letters stay together at either end of a divided word.
const TOGETHER: usize = 3;

/// As many syllables of a word as still fit on a line, with a hyphen; none where the next line takes all of it.
fn divided(line: &str, word: &str, fits: &impl Fn(&str) -> bool, language: Language) -> (String, String) {
    // A word that fits on a line of its own is not divided.
    if fits(word) {
        return (String::new(), word.to_owned());
    }
    let parts = syllables(word.trim_end(), language);
    let head = |count: usize| parts[..count].concat();
    let letters = |parts: &[String]| parts.concat().chars().filter(|letter| letter.is_alphabetic()).count();
    let stays_readable = |count: &usize| letters(&parts[..*count]) >= TOGETHER && letters(&parts[*count..]) >= TOGETHER;
    let places = (1..parts.len()).filter(stays_readable).rev();
    let count = places.into_iter().find(|count| fits(&format!("{line}{}-", head(*count))));
    match count {
        Some(count) => (format!("{}-", head(count)), word[head(count).len()..].to_owned()),
        None => (String::new(), word.to_owned()),
    }
}

/// Moves labels of some heights apart along a line between two ends, each as little as possible, in their order; gives
/// their middles. Where there is no room for all of them, the last ones pass the end.
pub fn apart(wanted: &[f64], heights: &[f64], (low, high): (f64, f64)) -> Vec<f64> {
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    order.sort_by(|one, other| wanted[*one].total_cmp(&wanted[*other]));
    // How far the middle of each lies from that of the first, when all touch.
    let mut offsets = vec![0.0; order.len()];
    for at in 1..order.len() {
        offsets[at] = offsets[at - 1] + (heights[order[at - 1]] + heights[order[at]]) / 2.0;
    }
    // Blocks of touching labels: where they begin by the mean of their wishes, and how many they are.
    let mut blocks: Vec<(f64, usize)> = Vec::new();
    for (offset, index) in offsets.iter().zip(&order) {
        blocks.push((wanted[*index] - offset, 1));
        while let [.., (one, count), (two, further)] = blocks[..]
            && two < one
        {
            let all = (count + further) as f64;
            let mean = (one * count as f64 + two * further as f64) / all;
            blocks.truncate(blocks.len() - 2);
            blocks.push((mean, count + further));
        }
    }
    let first = order.first().map_or(0.0, |index| heights[*index] / 2.0);
    let last = order.last().map_or(0.0, |index| heights[*index] / 2.0);
    let (least, most) = (low + first, high - last - offsets.last().copied().unwrap_or_default());
    let mut middles = vec![0.0; wanted.len()];
    let starts = blocks.iter().flat_map(|(start, count)| std::iter::repeat_n(*start, *count));
    for ((index, offset), start) in order.iter().zip(&offsets).zip(starts) {
        middles[*index] = start.min(most).max(least) + offset;
    }
    middles
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
        fn labels_stand_apart_and_inside(wanted in prop::collection::vec((0.0..100.0, 2.0..8.0), 1..12)) {
            let (wanted, heights): (Vec<f64>, Vec<f64>) = wanted.into_iter().unzip();
            let found = apart(&wanted, &heights, (0.0, 100.0));
            let mut boxes: Vec<(f64, f64)> =
                found.iter().zip(&heights).map(|(at, height)| (at - height / 2.0, at + height / 2.0)).collect();
            boxes.sort_by(|one, other| one.0.total_cmp(&other.0));
            prop_assert!(boxes.windows(2).all(|pair| pair[1].0 > pair[0].1 - 0.001), "{boxes:?}");
            prop_assert!(boxes.iter().all(|(top, bottom)| *top > -0.001 && *bottom < 100.001), "{boxes:?}");
        }
    }
}
