//! Colours as people see them. Comes in: `#rrggbb` and names of published schemes. Goes out: contrast (WCAG 2.1),
//! distance (CIEDE2000), the same under the three kinds of colour blindness, and in grey. It chooses no colour.

use palette::color_difference::{Ciede2000, Wcag21RelativeContrast};
use palette::{FromColor, IntoColor, Lab, LinSrgb, Oklch, Srgb};

/// What letters need against their ground (WCAG 2.1, criterion 1.4.3).
pub const TEXT: f64 = 4.5;
/// What lines and faces need against theirs (criterion 1.4.11).
pub const GRAPHICS: f64 = 3.0;
/// Below this distance two colours side by side are easily taken for each other.
pub const APART: f64 = 11.0;
/// What two neighbours of a scale need, so that a grey print tells them apart.
pub const STEP: f64 = 1.18;

/// Sequential and diverging schemes of ColorBrewer and matplotlib that print light to dark.
const SEQUENTIAL: [(&str, colorous::Gradient); 12] = [
    ("blues", colorous::BLUES),
    ("greens", colorous::GREENS),
    ("greys", colorous::GREYS),
    ("oranges", colorous::ORANGES),
    ("purples", colorous::PURPLES),
    ("reds", colorous::REDS),
    ("bugn", colorous::BLUE_GREEN),
    ("bupu", colorous::BLUE_PURPLE),
    ("gnbu", colorous::GREEN_BLUE),
    ("ylgnbu", colorous::YELLOW_GREEN_BLUE),
    ("viridis", colorous::VIRIDIS),
    ("cividis", colorous::CIVIDIS),
];
const DIVERGING: [(&str, colorous::Gradient); 4] = [
    ("puor", colorous::PURPLE_ORANGE),
    ("rdbu", colorous::RED_BLUE),
    ("brbg", colorous::BROWN_GREEN),
    ("prgn", colorous::PURPLE_GREEN),
];

/// How somebody sees colours. Matrices of Machado, Oliveira and Fernandes (IEEE Transactions on Visualization and
/// Computer Graphics 15, 2009, 1291–1298) for the full deficiency, on linear red, green and blue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Vision {
    /// Like most people.
    Usual,
    /// Without the cones for long waves.
    Protan,
    /// Without the cones for middle waves.
    Deutan,
    /// Without the cones for short waves.
    Tritan,
}

impl Vision {
    /// All of them.
    pub const ALL: [Vision; 4] = [Vision::Usual, Vision::Protan, Vision::Deutan, Vision::Tritan];

    fn matrix(self) -> [[f64; 3]; 3] {
        match self {
            Vision::Usual => [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]],
            Vision::Protan => {
                [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
            }
            Vision::Deutan => {
                [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
            }
            Vision::Tritan => {
                [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
            }
        }
    }
}

/// Red, green and blue of `#rrggbb`; `None` for anything else.
pub fn channels(colour: &str) -> Option<[u8; 3]> {
    let digits = colour.strip_prefix('#').filter(|digits| digits.len() == 6)?;
    let digits = Some(digits).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()))?;
    let channel = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).ok();
    Some([channel(0)?, channel(2)?, channel(4)?])
}

/// Contrast of two colours from 1 to 21; black for what is no colour.
pub fn contrast(one: &str, other: &str) -> f64 {
    srgb(one).relative_contrast(srgb(other))
}

/// True where white letters are easier to read than dark ones.
pub fn is_dark(colour: &str) -> bool {
    contrast(colour, "#ffffff") > contrast(colour, "#1b2733")
}

/// How far two colours lie apart for somebody (CIEDE2000; 2 is just visible side by side).
pub fn distance(one: &str, other: &str, vision: Vision) -> f64 {
    seen(one, vision).difference(seen(other, vision))
}

/// The same colour, darker until it has a contrast to white; black at the latest.
pub fn darkened(colour: &str, wanted: f64) -> String {
    let mut shade: Oklch<f64> = Oklch::from_color(srgb(colour));
    loop {
        let rgb: Srgb<u8> = Srgb::from_color(shade).into_format();
        let text = format!("#{:02x}{:02x}{:02x}", rgb.red, rgb.green, rgb.blue);
        if contrast(&text, "#ffffff") >= wanted || shade.l <= 0.0 {
            return text;
        }
        shade.l -= 0.01;
    }
}

/// So many classes of a sequential scheme from light to dark; neither end is taken, paper white and black are no
/// classes.
pub fn sequential(name: &str, classes: usize) -> Option<Vec<String>> {
    let (_, gradient) = SEQUENTIAL.iter().find(|(known, _)| *known == name)?;
    let mut colours = steps(*gradient, classes, 0.1, 0.88);
    if colours.first().is_some_and(|first| is_dark(first)) {
        colours.reverse();
    }
    Some(colours)
}

/// Seven classes of a diverging scheme from low to high.
pub fn diverging(name: &str) -> Option<Vec<String>> {
    let (_, gradient) = DIVERGING.iter().find(|(known, _)| *known == name)?;
    let mut colours = steps(*gradient, 7, 0.08, 0.92);
    colours.reverse();
    Some(colours)
}

/// The names of all sequential schemes.
pub fn sequential_names() -> Vec<String> {
    SEQUENTIAL.iter().map(|(name, _)| (*name).to_owned()).collect()
}

/// The names of all diverging schemes.
pub fn diverging_names() -> Vec<String> {
    DIVERGING.iter().map(|(name, _)| (*name).to_owned()).collect()
}

fn steps(gradient: colorous::Gradient, classes: usize, first: f64, last: f64) -> Vec<String> {
    let at = |class: usize| first + (last - first) * class as f64 / classes.saturating_sub(1).max(1) as f64;
    (0..classes).map(|class| format!("#{:x}", gradient.eval_continuous(at(class)))).collect()
}

fn srgb(colour: &str) -> Srgb<f64> {
    let [red, green, blue] = channels(colour).unwrap_or_default();
    Srgb::new(red, green, blue).into_format()
}

fn seen(colour: &str, vision: Vision) -> Lab<palette::white_point::D65, f64> {
    let linear: LinSrgb<f64> = srgb(colour).into_linear();
    let channels = [linear.red, linear.green, linear.blue];
    let mixed = vision.matrix().map(|row| row.iter().zip(channels).map(|(part, channel)| part * channel).sum::<f64>());
    LinSrgb::new(mixed[0].clamp(0.0, 1.0), mixed[1].clamp(0.0, 1.0), mixed[2].clamp(0.0, 1.0)).into_color()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrast_is_that_of_the_guideline() {
        assert!((contrast("#000000", "#ffffff") - 21.0).abs() < 1e-9);
        assert!((contrast("#767676", "#ffffff") - 4.54).abs() < 0.01);
        assert!(is_dark("#1f5a94") && !is_dark("#85aed1"));
        assert!(contrast(&darkened("#56b4e9", GRAPHICS), "#ffffff") >= GRAPHICS);
    }

    #[test]
    fn red_and_green_are_alike_for_some() {
        let (red, green) = ("#b00020", "#4f6d1e");
        assert!(distance(red, green, Vision::Deutan) < distance(red, green, Vision::Usual) / 2.0);
        assert_eq!(channels("#12345"), None);
    }

    #[test]
    fn every_scheme_gets_darker_towards_its_ends_and_prints_in_grey() {
        for name in sequential_names() {
            for classes in [3, 5] {
                let colours = sequential(&name, classes).unwrap_or_default();
                let steps: Vec<f64> = colours.iter().map(|colour| contrast(colour, "#ffffff")).collect();
                assert!(steps.windows(2).all(|pair| pair[1] / pair[0] > STEP), "{name} {steps:?}");
            }
        }
        for name in diverging_names() {
            let colours = diverging(&name).unwrap_or_default();
            let steps: Vec<f64> = colours.iter().map(|colour| contrast(colour, "#ffffff")).collect();
            assert!(steps[..4].windows(2).all(|pair| pair[0] / pair[1] > 1.1), "{name} {steps:?}");
            assert!(steps[3..].windows(2).all(|pair| pair[1] / pair[0] > 1.1), "{name} {steps:?}");
        }
    }
}
