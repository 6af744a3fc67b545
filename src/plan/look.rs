//! The one look of a workspace. Comes in: the colours of `drucksache.toml` as written. Goes out: all colours, checked:
//! letters and lines stand out from paper, classes print apart in grey, groups are told apart by everybody.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::colour::{self, APART, GRAPHICS, STEP, TEXT, Vision};
use crate::definition::{IndicatorSet, Name, WorkspaceDefinition, Written};
use crate::problem::{Fault, Kind, Place, Problem, Problems};

/// The ground of every page.
const PAGE: &str = "#ffffff";

/// Colours as `#rrggbb`, for charts, maps and pages alike.
#[derive(Debug, Clone, Serialize)]
pub struct Look {
    /// Text.
    pub ink: String,
    /// Captions, sources, axis labels.
    pub grey: String,
    /// Hairlines.
    pub line: String,
    /// Background of boxes.
    pub paper: String,
    /// Headings and numbers of figures.
    pub primary: String,
    /// The county, everywhere.
    pub accent: String,
    /// Classes of maps and bars, from low to high.
    pub scale: Vec<String>,
    /// Classes below and above a middle, from low to high.
    pub diverging: Vec<String>,
    /// Lines and groups that have no order.
    pub categories: Vec<String>,
}

impl Default for Look {
    fn default() -> Look {
        let text = str::to_owned;
        Look {
            ink: text("#1b2733"),
            grey: text("#5b6b7a"),
            line: text("#c9d2db"),
            paper: text("#f1f5f9"),
            primary: text("#1f5a94"),
            accent: text("#b23a0e"),
            scale: ["#e6eef6", "#bdd3e6", "#85aed1", "#4a81b6", "#1f5a94"].map(text).to_vec(),
            diverging: ["#542788", "#998ec3", "#d8daeb", "#f7f7f7", "#fee0b6", "#e08214", "#8c4a06"].map(text).to_vec(),
            // After Okabe and Ito, without the hue of the county.
            categories: ["#0072b2", "#009e73", "#cc79a7", "#4d4d4d"].map(text).to_vec(),
        }
    }
}

/// The written colours over those of the house.
pub fn resolve(workspace: &Written<WorkspaceDefinition>) -> Result<Look, Problems> {
    let mut problems = Problems::new();
    let written = &workspace.value.look;
    let mut look = Look::default();
    let mut colour = |name: &Name| {
        if colour::channels(name.get_ref()).is_none() {
            let found = name.get_ref().clone();
            let fault = Fault::WrongValue { expected: "#rrggbb".to_owned(), found };
            problems.push(Problem::at(workspace.place(name), fault));
        }
        name.get_ref().to_lowercase()
    };
    for (name, own) in [
        (&written.ink, &mut look.ink),
        (&written.grey, &mut look.grey),
        (&written.line, &mut look.line),
        (&written.paper, &mut look.paper),
        (&written.primary, &mut look.primary),
        (&written.accent, &mut look.accent),
    ] {
        if let Some(name) = name {
            *own = colour(name);
        }
    }
    for (names, own) in [
        (&written.scale, &mut look.scale),
        (&written.diverging, &mut look.diverging),
        (&written.categories, &mut look.categories),
    ] {
        if let Some(names) = names {
            *own = names.iter().map(&mut colour).collect();
        }
    }
    let scheme = |name: &Option<Name>, found: fn(&str) -> Option<Vec<String>>, known: fn() -> Vec<String>| {
        let Some(name) = name else { return Ok(None) };
        found(&name.get_ref().to_lowercase()).map(Some).ok_or_else(|| {
            let fault = Fault::UnknownName { kind: Kind::Palette, name: name.get_ref().clone(), known: known() };
            Problems::from(Problem::at(workspace.place(name), fault))
        })
    };
    let five = |name: &str| colour::sequential(name, 5);
    let chosen = problems.collect(scheme(&written.palette, five, colour::sequential_names)).flatten();
    look.scale = chosen.unwrap_or(look.scale);
    let chosen = problems.collect(scheme(&written.diverging_palette, colour::diverging, colour::diverging_names));
    look.diverging = chosen.flatten().unwrap_or(look.diverging);
    problems.into_result()?;
    check(&look, workspace).map(|()| look)
}

/// Every class of a map needs a shade of its own.
pub fn check_bounds(look: &Look, sets: &BTreeMap<String, Written<IndicatorSet>>) -> Result<(), Problems> {
    let mut problems = Problems::new();
    let most = look.scale.len() - 1;
    for set in sets.values() {
        for written in set.value.indicator.iter().filter(|written| written.bounds.len() > most) {
            let expected = format!("bounds ≤ {most} (look.scale: {})", most + 1);
            let fault = Fault::WrongValue { expected, found: written.bounds.len().to_string() };
            problems.push(Problem::at(set.place(&written.id), fault));
        }
    }
    problems.into_result()
}

/// What nobody could read, or not everybody, is refused.
fn check(look: &Look, workspace: &Written<WorkspaceDefinition>) -> Result<(), Problems> {
    let mut problems = Problems::new();
    let place = |colour: &str| match workspace.source.text.to_ascii_lowercase().find(colour) {
        Some(at) => workspace.source.place(at..at + colour.len()),
        None => Place::file(workspace.source.path()),
    };
    let mut contrast = |colour: &str, ground: &str, needed: f64| {
        let found = colour::contrast(colour, ground);
        if found < needed {
            // A shade for tinted paper has to be a little darker than one for white.
            let wanted = needed * colour::contrast(ground, PAGE);
            let fault = Fault::Contrast {
                colour: colour.to_owned(),
                ground: ground.to_owned(),
                found,
                needed,
                better: colour::darkened(colour, wanted),
            };
            problems.push(Problem::at(place(colour), fault));
        }
    };
    for text in [&look.ink, &look.grey, &look.primary, &look.accent] {
        contrast(text, PAGE, TEXT);
    }
    for text in [&look.ink, &look.grey] {
        contrast(text, &look.paper, TEXT);
    }
    let ends = [look.scale.last(), look.diverging.first(), look.diverging.last()];
    for face in look.categories.iter().chain(ends.into_iter().flatten()) {
        contrast(face, PAGE, GRAPHICS);
    }
    for (key, colours, least) in
        [("scale", &look.scale, 3), ("diverging", &look.diverging, 5), ("categories", &look.categories, 2)]
    {
        if colours.len() < least || (key == "diverging" && colours.len() % 2 == 0) {
            let expected = if key == "diverging" { "diverging: 5, 7, 9 …" } else { "scale: 3, 4, 5 …" };
            let fault =
                Fault::WrongValue { expected: expected.replace("scale", key), found: colours.len().to_string() };
            let at = colours.first().map_or_else(|| Place::file(workspace.source.path()), |first| place(first));
            problems.push(Problem::at(at, fault));
        }
    }
    let middle = look.diverging.len() / 2;
    let arm: Vec<String> =
        look.diverging[..=middle.min(look.diverging.len().saturating_sub(1))].iter().rev().cloned().collect();
    for ladder in [look.scale.as_slice(), arm.as_slice(), look.diverging.get(middle..).unwrap_or_default()] {
        for pair in ladder.windows(2) {
            if colour::contrast(&pair[1], PAGE) / colour::contrast(&pair[0], PAGE) < STEP {
                let fault = Fault::SameInGrey { lighter: pair[0].clone(), darker: pair[1].clone() };
                problems.push(Problem::at(place(&pair[1]), fault));
            }
        }
    }
    let groups: Vec<&String> = look.categories.iter().chain([&look.accent]).collect();
    for (at, one) in groups.iter().enumerate() {
        for other in &groups[at + 1..] {
            if Vision::ALL.into_iter().any(|vision| colour::distance(one, other, vision) < APART) {
                let fault = Fault::Indistinct { one: (*one).clone(), other: (*other).clone() };
                // One of the two may be the usual colour, which nobody wrote.
                let is_written = workspace.source.text.to_ascii_lowercase().contains(one.as_str());
                problems.push(Problem::at(place(if is_written { one } else { other }), fault));
            }
        }
    }
    problems.into_result()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(look: &str) -> Written<WorkspaceDefinition> {
        let text =
            format!("level = []\narea_table = []\n[publisher]\nname = \"\"\nhead = \"\"\nunit = \"\"\n[look]\n{look}");
        let value = toml::from_str(&text).unwrap_or_else(|error| panic!("{error}"));
        Written { id: String::new(), source: crate::problem::SourceText::new("drucksache.toml", &*text), value }
    }

    fn faults(look: &str) -> Vec<Fault> {
        let found = resolve(&written(look)).err().map(Problems::sorted).unwrap_or_default();
        found.into_iter().map(|problem| problem.fault).collect()
    }

    #[test]
    fn the_colours_of_the_house_can_be_read_by_everybody() {
        assert_eq!(faults(""), []);
    }

    #[test]
    fn every_scheme_can_be_chosen() {
        for name in colour::sequential_names() {
            assert_eq!(faults(&format!("palette = \"{name}\"")), [], "{name}");
        }
        for name in colour::diverging_names() {
            assert_eq!(faults(&format!("diverging_palette = \"{name}\"")), [], "{name}");
        }
    }

    #[test]
    fn pale_letters_and_twins_are_refused_with_a_better_shade() {
        let found = faults("grey = \"#9aa5b1\"");
        assert!(
            matches!(&found[0], Fault::Contrast { better, .. } if colour::contrast(better, "#ffffff") >= TEXT),
            "{found:?}"
        );
        let found = faults("categories = [\"#8c510a\", \"#5f7a00\"]");
        assert!(found.iter().any(|fault| matches!(fault, Fault::Indistinct { .. })), "{found:?}");
        let found = faults("scale = [\"#ffe0e0\", \"#e0ffe0\", \"#400000\"]");
        assert!(found.iter().any(|fault| matches!(fault, Fault::SameInGrey { .. })), "{found:?}");
        let found = faults("palette = \"blue\"");
        assert!(matches!(&found[0], Fault::UnknownName { kind: Kind::Palette, .. }), "{found:?}");
    }
}
