//! Official keys of areas as files write them. Comes in: a key as delivered and the areas of the
//! workspace. Goes out: the area that is meant, and what had to be done to see it: an ARS of twelve
//! digits cut to the AGS of eight, a Verband of nine digits to its municipality, a county padded to
//! eight digits to five, a zero put back that a spreadsheet has lost. It guesses no name.

use std::borrow::Cow;
use std::collections::HashMap;

use super::{Area, AreaIndex, Areas};
use crate::number::is_digits;

/// What had to be done to a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Repair {
    /// Nothing: it stands in the area table.
    None,
    /// Another official form of the same area: ARS, AGS, Verband, county with zeros behind.
    Form,
    /// A zero in front was lost.
    LostZero,
}

/// Finds areas by the keys of delivered files.
pub struct Keys<'a> {
    areas: &'a Areas,
    exact: HashMap<&'a str, AreaIndex>,
    /// The other official forms of the areas' keys; `None` where two areas would share one.
    forms: HashMap<String, Option<AreaIndex>>,
    /// Likewise of the keys of former municipalities.
    former: HashMap<String, Option<&'a str>>,
}

impl<'a> Keys<'a> {
    /// For all areas of a workspace.
    pub fn new(areas: &'a Areas) -> Keys<'a> {
        let mut exact: HashMap<&str, AreaIndex> = HashMap::new();
        for (index, area) in areas.areas.iter().enumerate() {
            // Where a base area and a coarser one share a key, the coarser is meant.
            let found = exact.entry(area.key.as_str()).or_insert(index);
            if areas.get(*found).level < area.level {
                *found = index;
            }
        }
        let mut forms: HashMap<String, Option<AreaIndex>> = HashMap::new();
        for (index, area) in areas.areas.iter().enumerate() {
            for form in other_forms(&area.key) {
                let found = forms.entry(form).or_insert(Some(index));
                // A town without an Amt is municipality and Verband in one; the same people live in both.
                let same = |other: AreaIndex| areas.get(other).members == area.members;
                match *found {
                    Some(other) if other != index && !same(other) => *found = None,
                    Some(other) if areas.get(other).level > area.level => *found = Some(index),
                    _ => {}
                }
            }
        }
        let mut former: HashMap<String, Option<&str>> = HashMap::new();
        for old in areas.changes.keys() {
            for form in other_forms(old) {
                former.entry(form).and_modify(|found| *found = None).or_insert(Some(old));
            }
        }
        Keys { areas, exact, forms, former }
    }

    /// All areas of the workspace.
    pub fn areas(&self) -> &'a Areas {
        self.areas
    }

    /// The area of a key, and what had to be done to it.
    pub fn find(&self, text: &str) -> Option<(AreaIndex, Repair)> {
        let key = &*plain_key(text);
        if let Some(index) = self.exact.get(key) {
            return Some((*index, Repair::None));
        }
        if let Some(index) = self.other_form(key) {
            return Some((index, Repair::Form));
        }
        if is_short(key) {
            let padded = format!("0{key}");
            let found = self.exact.get(padded.as_str()).copied().or_else(|| self.other_form(&padded));
            return found.map(|index| (index, Repair::LostZero));
        }
        None
    }

    /// The key of a former municipality as the workspace writes it; a file may have any official form of it, and may have
    /// lost a zero.
    pub fn former(&self, text: &str) -> Option<&'a str> {
        let key = &*plain_key(text);
        let changes = &self.areas.changes;
        if let Some((old, _)) = changes.get_key_value(key) {
            return Some(old);
        }
        if changes.is_empty() || self.find(text).is_some() {
            return None;
        }
        let padded = format!("0{key}");
        self.former_form(key).or_else(|| is_short(key).then(|| self.former_form(&padded)).flatten())
    }

    fn former_form(&self, key: &str) -> Option<&'a str> {
        let known = |key: &str| {
            let same = self.areas.changes.get_key_value(key).map(|(old, _)| old.as_str());
            same.or_else(|| self.former.get(key).copied().flatten())
        };
        known(key).or_else(|| other_forms(key).iter().find_map(|form| known(form)))
    }

    /// True where the key lies in an area whose parts the workspace knows: there it should be known.
    pub fn is_inside(&self, text: &str) -> bool {
        let key = &*plain_key(text);
        let knows_parts = |(index, area): &(usize, &Area)| area.level > 0 && !area.members.contains(index);
        let coarse = self.areas.areas.iter().enumerate().filter(knows_parts).map(|(_, area)| area);
        let coarse = coarse.filter(|area| !area.members.is_empty());
        is_digits(key)
            && coarse.map(|area| area.key.as_str()).any(|coarse| {
                coarse.len() >= 5 && key.len() > coarse.len() && is_digits(coarse) && key.starts_with(coarse)
            })
    }

    /// True for the country and for what the workspace lies in: nobody need list them.
    pub fn is_above(&self, text: &str) -> bool {
        let key = &*plain_key(text);
        let lies_in = |area: &Area| area.key.len() > key.len() && area.key.starts_with(key);
        matches!(key, "DG" | "DE" | "00") || (is_digits(key) && self.areas.areas.iter().any(lies_in))
    }

    fn other_form(&self, key: &str) -> Option<AreaIndex> {
        if let Some(found) = self.forms.get(key) {
            return *found;
        }
        other_forms(key).into_iter().find_map(|form| {
            let found = self.exact.get(form.as_str()).copied();
            found.or_else(|| self.forms.get(&form).copied().flatten())
        })
    }
}

/// Keys of official statistics have 2, 5, 8, 9 or 12 digits; with one lost they have one less.
fn is_short(key: &str) -> bool {
    matches!(key.len(), 1 | 4 | 7 | 8 | 11) && is_digits(key)
}

/// The key in what a file writes: `01060` of `01060 Segeberg`, and without the quotes, blanks, dots and decimals that
/// spreadsheets and programs put into numbers.
pub fn plain_key(text: &str) -> Cow<'_, str> {
    let text = text.trim().trim_start_matches('=').trim_matches(['"', '\'']);
    if is_digits(text) {
        return Cow::Borrowed(text);
    }
    let whole = text.strip_suffix(".0").unwrap_or(text);
    let groups: Vec<&str> = whole.split(['.', ' ', '\u{a0}']).collect();
    let has_points = whole.contains('.');
    // „1.060.005" is a grouped number, „31.12.2015" a date; „01 0 60 005" is set for reading.
    let is_grouped = groups.len() == 1 || !has_points || groups.iter().skip(1).all(|group| group.len() == 3);
    let joined = groups.concat();
    if is_grouped && is_digits(&joined) && joined.len() >= 5 {
        return Cow::Owned(joined);
    }
    let digits = text.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(text.len());
    let name = text[digits..].trim_start();
    let is_name = name.len() < text.len() - digits && name.starts_with(char::is_alphabetic);
    Cow::Borrowed(if is_name && digits >= 2 { &text[..digits] } else { text })
}

/// The other ways to write a key. Land 2, county 5, AGS 8 = county + municipality, Verband 9 = county +
/// Verband, ARS 12 = county + Verband + municipality.
fn other_forms(key: &str) -> Vec<String> {
    if !is_digits(key) {
        // Germany as a whole.
        return match key {
            "DG" => vec!["00".to_owned(), "DE".to_owned()],
            "DE" => vec!["DG".to_owned(), "00".to_owned()],
            _ => Vec::new(),
        };
    }
    match key.len() {
        2 if key == "00" => vec!["DG".to_owned(), "DE".to_owned()],
        2 => vec![format!("{key}000"), format!("{key}000000")],
        // A county without municipalities is one itself; a padded county has zeros behind.
        5 => vec![format!("{key}000"), format!("{key}0000"), format!("{key}0000000")],
        8 if key.ends_with("000") => vec![key[..5].to_owned()],
        8 => vec![format!("{}0{}", &key[..5], &key[5..])],
        // A town without an Amt: its Verband is a zero and its municipality.
        9 if key[5..].starts_with('0') && key[6..] != *"000" => vec![format!("{}{}", &key[..5], &key[6..])],
        9 if key.ends_with("0000") => vec![key[..5].to_owned()],
        // Tables of municipalities write the Verband into the key: ten digits in Rheinland-Pfalz, eleven in
        // Niedersachsen.
        10 => vec![format!("{}{}", &key[..5], &key[7..])],
        11 => vec![format!("{}{}", &key[..5], &key[8..])],
        12 if key.ends_with("0000000") => vec![key[..5].to_owned(), format!("{}000", &key[..5])],
        12 if key.ends_with("000") => vec![key[..9].to_owned()],
        12 => {
            let mut forms = vec![format!("{}{}", &key[..5], &key[9..])];
            // The only municipality of its Verband stands for it.
            if key[5..].starts_with('0') && key[6..9] == key[9..] {
                forms.push(key[..9].to_owned());
            }
            forms
        }
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn segeberg() -> Areas {
        let area = |key: &str, level: usize, members: &[AreaIndex]| Area {
            key: key.into(),
            name: key.into(),
            level,
            members: members.iter().copied().collect(),
            uninhabited: false,
            since: None,
        };
        let areas = vec![
            area("01060005", 0, &[0]),
            area("01060018", 0, &[1]),
            area("010600005", 1, &[0]),
            area("010605086", 1, &[1]),
            area("01060", 2, &[0, 1]),
            area("01", 3, &[]),
        ];
        Areas { areas, ..Areas::default() }
    }

    fn found(text: &str) -> Option<(String, Repair)> {
        let areas = segeberg();
        let (index, repair) = Keys::new(&areas).find(text)?;
        Some((areas.get(index).key.clone(), repair))
    }

    #[test]
    fn every_official_form_leads_to_the_area() {
        for (written, meant) in [
            ("010605086018", "01060018"),
            ("010600005005", "01060005"),
            ("010605086", "010605086"),
            ("010605086000", "010605086"),
            ("01060000", "01060"),
            ("010600000000", "01060"),
            ("01060 Segeberg", "01060"),
            ("01 0 60 005", "01060005"),
            ("=\"01060005\"", "01060005"),
            ("'01060005", "01060005"),
            ("01000", "01"),
        ] {
            assert_eq!(found(written).map(|(key, _)| key).as_deref(), Some(meant), "{written}");
        }
    }

    #[test]
    fn a_lost_zero_is_put_back_and_told() {
        for (written, meant) in [
            ("1060005", "01060005"),
            ("1.060.005", "01060005"),
            ("1060005.0", "01060005"),
            ("1060", "01060"),
            ("1060000", "01060"),
            ("1", "01"),
        ] {
            assert_eq!(found(written), Some((meant.to_owned(), Repair::LostZero)), "{written}");
        }
        assert_eq!(found("10600005"), Some(("010600005".to_owned(), Repair::LostZero)), "a Verband of nine digits");
    }

    #[test]
    fn what_is_not_there_is_not_guessed() {
        for text in ["", "01061", "01060999", "2060005", "Segeberg", "01060-18", "1060 999"] {
            assert_eq!(found(text), None, "{text}");
        }
    }

    #[test]
    fn strangers_inside_the_county_are_told_from_those_outside() {
        let areas = segeberg();
        let keys = Keys::new(&areas);
        assert!(keys.is_inside("01060999") && keys.is_inside("010609014014"));
        assert!(keys.is_above("DG") && keys.is_above("010") && !keys.is_above("02"));
        assert!(!keys.is_inside("01061018") && !keys.is_inside("DG") && !keys.is_inside("01"));
    }
}
