//! Where the words of a drawing stand: boxes read back from the SVG, measured in the embedded face.

use drucksache::typeface;

/// A line of text with its box, in units of the drawing.
#[derive(Debug, Clone)]
pub struct Label {
    pub text: String,
    pub left: f64,
    pub top: f64,
    pub right: f64,
    pub bottom: f64,
}

/// Width and height of a drawing, units in a millimetre, and all its labels.
pub fn read(svg: &str) -> (f64, f64, Vec<Label>) {
    let document = roxmltree::Document::parse(svg).unwrap_or_else(|error| panic!("{error}: {svg}"));
    let root = document.root_element();
    let frame: Vec<f64> = root.attribute("viewBox").unwrap().split(' ').map(|number| number.parse().unwrap()).collect();
    let texts = document.descendants().filter(|node| node.has_tag_name("text"));
    let labels = texts.map(|node| {
        let number = |name: &str| node.attribute(name).and_then(|text| text.parse::<f64>().ok()).unwrap_or_default();
        let text = node.text().unwrap_or_default().trim().to_owned();
        let size = number("font-size");
        let width = typeface::width(&text, size, node.attribute("font-weight") == Some("bold"));
        let (mut x, mut y) = (number("x"), number("y"));
        for group in node.ancestors().filter_map(|node| node.attribute("transform")) {
            let moved = group.trim_start_matches("translate(").trim_end_matches(')');
            let (across, down) = moved.split_once(' ').unwrap();
            x += across.parse::<f64>().unwrap();
            y += down.parse::<f64>().unwrap();
        }
        let left = match node.attribute("text-anchor") {
            Some("middle") => x - width / 2.0,
            Some("end") => x - width,
            _ => x,
        };
        // Capitals reach 0.714 of the size above the baseline, which plotters moves down by half an x-height.
        let baseline = if node.attribute("dy").is_some() { y + 0.27 * size } else { y };
        Label { text, left, top: baseline - 0.714 * size, right: left + width, bottom: baseline }
    });
    (frame[2], frame[3], labels.collect())
}

/// What is wrong with the labels of a drawing: out of the frame, or on each other.
pub fn faults(svg: &str) -> Vec<String> {
    let (width, height, labels) = read(svg);
    // A tenth of a millimetre is not seen; every drawing has a hundred units in one.
    let near = 10.0;
    let mut found = Vec::new();
    for (at, label) in labels.iter().enumerate() {
        if label.left < -near || label.right > width + near || label.top < -near || label.bottom > height + near {
            found.push(format!("„{}“ leaves the drawing", label.text));
        }
        for other in &labels[at + 1..] {
            let across = label.right.min(other.right) - label.left.max(other.left);
            let down = label.bottom.min(other.bottom) - label.top.max(other.top);
            if across > near && down > near {
                found.push(format!("„{}“ lies on „{}“", label.text, other.text));
            }
        }
    }
    found
}

#[test]
fn labels_on_each_other_are_found() {
    let text = |x: i32, words: &str| format!("<text x=\"{x}\" y=\"500\" font-size=\"254\">{words}</text>");
    let svg = |other: i32| {
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 2000 1000\">{}{}</svg>",
            text(0, "Holmau"),
            text(other, "Tarnbek")
        )
    };
    assert_eq!(faults(&svg(1000)), Vec::<String>::new());
    assert_eq!(faults(&svg(300)), ["„Holmau“ lies on „Tarnbek“"]);
    assert_eq!(faults(&svg(1500)), ["„Tarnbek“ leaves the drawing"]);
}
