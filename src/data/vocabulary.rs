//! The words of German and English tables: what a heading usually means, what a key looks like, which columns are
//! about persons. Comes in: a heading or a cell. Goes out: its meaning. It knows no table.

use crate::area::plain_key;

/// What a heading says of its column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    /// Key of the area.
    Key,
    /// Year or date.
    Period,
    /// The number.
    Value,
    /// Marks beside the number.
    Quality,
    /// Unit of measure.
    Unit,
    /// Age, month and the like: numbers that are never values.
    Code,
    /// Running numbers, postal codes.
    Nothing,
}

const KEYS: [&str; 32] = [
    "schluessel",
    "key",
    "ags",
    "ars",
    "rs",
    "gkz",
    "krs",
    "vbg",
    "kennziffer",
    "gemeindeschluessel",
    "amtlichergemeindeschluessel",
    "amtlicherregionalschluessel",
    "regionalschluessel",
    "kreisschluessel",
    "gemeindekennziffer",
    "gebietsschluessel",
    "raumschluessel",
    "schluesselnummer",
    "gemeindenummer",
    "kreisnummer",
    "area",
    "areakey",
    "areacode",
    "areaid",
    "gebietid",
    "raumid",
    "regionid",
    "regioncode",
    "regionalcode",
    "geocode",
    "geo",
    "agsgemeinde",
];
const PERIODS: [&str; 14] = [
    "jahr",
    "year",
    "zeit",
    "time",
    "timeperiod",
    "periode",
    "period",
    "stichtag",
    "datum",
    "date",
    "berichtsjahr",
    "berichtsmonat",
    "zeitbezug",
    "zeitraum",
];
const VALUES: [&str; 8] = ["wert", "value", "obsvalue", "anzahl", "count", "zahl", "betrag", "number"];
const QUALITIES: [&str; 8] =
    ["q", "qualitaet", "quality", "valueq", "kennzeichen", "obsstatus", "qualitaetskennzeichen", "flag"];
const UNITS: [&str; 5] = ["einheit", "unit", "valueunit", "masseinheit", "unitofmeasure"];
const CODES: [&str; 14] = [
    "alter",
    "altersjahr",
    "age",
    "geburtsjahr",
    "baujahr",
    "monat",
    "month",
    "quartal",
    "quarter",
    "woche",
    "week",
    "semester",
    "halbjahr",
    "tag",
];
const NOTHINGS: [&str; 7] = ["plz", "postleitzahl", "lfdnr", "nr", "satzart", "textkennzeichen", "id"];
const PERSONAL: [&str; 20] = [
    "vorname",
    "nachname",
    "familienname",
    "geburtsname",
    "firstname",
    "lastname",
    "surname",
    "geburtsdatum",
    "geburtstag",
    "dateofbirth",
    "birthdate",
    "strasse",
    "hausnummer",
    "anschrift",
    "adresse",
    "address",
    "telefon",
    "email",
    "iban",
    "versicherungsnummer",
];
/// Units of measure, as they stand above columns.
pub const MEASURES: [&str; 30] = [
    "anzahl",
    "prozent",
    "%",
    "in %",
    "eur",
    "euro",
    "1000",
    "1 000",
    "tsd.",
    "tsd. eur",
    "1000 eur",
    "mill. eur",
    "mio. eur",
    "qkm",
    "km2",
    "km²",
    "ha",
    "qm",
    "m2",
    "m²",
    "jahre",
    "number",
    "percent",
    "per cent",
    "personen",
    "promille",
    "je 1000",
    "eur/qm",
    "sq. km",
    "years",
];

/// Lower case without umlauts, signs and digits at the end: `GKZ1222` is `gkz`.
fn normal(label: &str) -> String {
    let lower = label.to_lowercase().replace('ä', "ae").replace('ö', "oe").replace('ü', "ue").replace('ß', "ss");
    let plain: String = lower.chars().filter(|letter| letter.is_alphanumeric()).collect();
    plain.trim_end_matches(|letter: char| letter.is_ascii_digit()).to_owned()
}

/// What a heading usually means; `None` for measures, dimensions and names.
pub fn meaning(label: &str) -> Option<Meaning> {
    let label = normal(label);
    let has = |words: &[&str]| words.contains(&label.as_str());
    match () {
        () if has(&KEYS) => Some(Meaning::Key),
        () if has(&PERIODS) => Some(Meaning::Period),
        () if has(&VALUES) => Some(Meaning::Value),
        () if has(&QUALITIES) => Some(Meaning::Quality),
        () if has(&UNITS) => Some(Meaning::Unit),
        () if has(&CODES) => Some(Meaning::Code),
        () if has(&NOTHINGS) => Some(Meaning::Nothing),
        () => None,
    }
}

/// True for columns of lists of persons.
pub fn is_personal(label: &str) -> bool {
    let label = normal(label);
    PERSONAL.contains(&label.as_str()) || label.starts_with("geburtsdat") || label.starts_with("strasse")
}

/// True for a text that looks like an official key: so many digits, or the letters for Germany. What looks
/// like a year is none.
pub fn is_key(text: &str) -> bool {
    let text = &*plain_key(text);
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let is_alone = digits == text.len() || (digits >= 5 && text[digits..].starts_with([' ', '\u{a0}']));
    let is_year = digits == 4 && digits == text.len() && ("1900".."2100").contains(&text);
    text == "DG" || (is_alone && matches!(digits, 2..=12) && !is_year)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_mean_the_same_in_many_spellings() {
        assert_eq!(meaning("Amtlicher Gemeindeschlüssel"), Some(Meaning::Key));
        assert_eq!(meaning("GKZ1222"), Some(Meaning::Key));
        assert_eq!(meaning("OBS_VALUE"), Some(Meaning::Value));
        assert_eq!(meaning("Zeitbezug"), Some(Meaning::Period));
        assert_eq!(meaning("alter"), Some(Meaning::Code));
        assert_eq!(meaning("gruppe"), None);
        assert!(is_personal("Geburtsdatum") && is_personal("Straße") && !is_personal("Name"));
    }

    #[test]
    fn a_year_is_no_key_and_a_key_no_year() {
        for text in ["01060", "01060005", "1060005", "010605086018", "DG", "01", "1060", "01060 Segeberg"] {
            assert!(is_key(text), "{text}");
        }
        for text in ["2016", "Segeberg", "31.12.2015", "", "5", "12,5"] {
            assert!(!is_key(text), "{text}");
        }
    }
}
