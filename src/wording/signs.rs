//! Sets of signs: which character stands where there is no number, and what it means. Comes in: why there is
//! no number. Goes out: the sign of the chosen set, its meaning for the legend, and how it is read aloud.

use crate::definition::SignSet;
use crate::figures::Sign;
use crate::number::Language;

/// How figures are written: the language and the set of signs.
#[derive(Debug, Clone, Copy, Default)]
pub struct Style {
    /// Language of numbers and words.
    pub language: Language,
    /// Signs instead of numbers.
    pub signs: SignSet,
}

impl From<Language> for Style {
    fn from(language: Language) -> Style {
        Style { language, signs: SignSet::Classic }
    }
}

/// Narrow space inside the abbreviation.
const NONE: &str = "k.\u{202f}A.";

impl SignSet {
    /// The sign that stands instead of a number.
    pub fn character(self, sign: Sign) -> &'static str {
        let [classic, letters, shorthand] = match sign {
            Sign::NotAvailable | Sign::Missing => [NONE, NONE, "[x]"],
            Sign::Meaningless | Sign::NoArea => ["x", "x", "[z]"],
            Sign::Uncertain => ["/", "u", "[u]"],
            Sign::Later => ["…", "t", "[x]"],
            Sign::Unknown => [".", "g", "[c]"],
            Sign::SecretAtSource | Sign::Secret => ["*", "g", "[c]"],
        };
        match self {
            SignSet::Classic => classic,
            SignSet::Letters => letters,
            SignSet::Shorthand => shorthand,
        }
    }

    /// What stands for exactly zero.
    pub fn zero(self) -> &'static str {
        match self {
            SignSet::Classic => "–",
            SignSet::Letters | SignSet::Shorthand => "0",
        }
    }

    /// What stands for more than nothing that rounds to zero; `None` where a rounded zero does.
    pub fn nearly_zero(self) -> Option<&'static str> {
        match self {
            SignSet::Classic => None,
            SignSet::Letters => Some("k"),
            SignSet::Shorthand => Some("[low]"),
        }
    }
}

/// What a printed sign or mark means: in full for the legend, in a word or two for the line below a table.
fn meanings(text: &str, signs: SignSet, language: Language) -> Option<[&'static str; 2]> {
    let [german, english] = match (signs, text) {
        (SignSet::Classic, "–") => {
            [["nichts vorhanden, genau null", "genau null"], ["nothing, exactly zero", "exactly zero"]]
        }
        (SignSet::Letters, "k") | (SignSet::Shorthand, "[low]") => [
            ["mehr als nichts, aber weniger als die Hälfte der letzten Stelle", "fast null"],
            ["more than nothing, rounds to zero", "nearly zero"],
        ],
        (SignSet::Classic | SignSet::Letters, NONE) | (SignSet::Shorthand, "[x]") => {
            [["keine Angabe: nicht geliefert oder nicht erhoben", "keine Angabe"], ["not available"; 2]]
        }
        (SignSet::Classic | SignSet::Letters, "x") | (SignSet::Shorthand, "[z]") => {
            [["keine sinnvolle Angabe möglich", "nicht sinnvoll"], ["not meaningful"; 2]]
        }
        (SignSet::Classic, "/") | (SignSet::Shorthand, "[u]") => {
            [["Zahlenwert nicht sicher genug"; 2], ["not reliable enough"; 2]]
        }
        (SignSet::Letters, "u") => [
            ["unsicher: statt einer Zahl nicht sicher genug, neben ihr eingeschränkt", "unsicher"],
            ["not reliable"; 2],
        ],
        (SignSet::Classic, "…") | (SignSet::Letters, "t") => [["Angabe fällt später an"; 2], ["follows later"; 2]],
        (SignSet::Classic, ".") => {
            [["Zahlenwert unbekannt oder geheim zu halten", "unbekannt oder geheim"], ["unknown or confidential"; 2]]
        }
        (SignSet::Classic, "*") => [
            ["geheim gehalten: Fallzahlen sind zu klein oder ließen sich daraus berechnen", "geheim"],
            ["confidential: numbers are too small or could be computed from it", "confidential"],
        ],
        (SignSet::Letters, "g") | (SignSet::Shorthand, "[c]") => {
            [["Zahlenwert unbekannt oder geheim zu halten", "geheim"], ["confidential"; 2]]
        }
        (_, "p") => [["vorläufig"; 2], ["provisional"; 2]],
        (_, "r") => [["berichtigt"; 2], ["revised"; 2]],
        (_, "s") => [["geschätzt"; 2], ["estimated"; 2]],
        (_, "u") => [["Aussagewert eingeschränkt"; 2], ["of limited reliability"; 2]],
        (_, "|") => [
            ["Bruch in der Reihe: Werte davor und danach sind nicht vergleichbar", "Bruch in der Reihe"],
            ["break in series: values before and after cannot be compared", "break in series"],
        ],
        _ => return None,
    };
    Some(if language == Language::De { german } else { english })
}

/// What a printed sign or mark means, for the legend; `None` for numbers.
pub fn sign_meaning(text: &str, style: Style) -> Option<&'static str> {
    meanings(text, style.signs, style.language).map(|[long, _]| long)
}

/// The same in a word or two, for the line below a table.
pub fn short_meaning(text: &str, style: Style) -> Option<&'static str> {
    meanings(text, style.signs, style.language).map(|[_, short]| short)
}

/// A sign as it is read aloud.
pub fn spoken_sign(sign: Sign, language: Language) -> &'static str {
    match sign {
        Sign::NotAvailable => language.pick("nicht erhoben", "not collected"),
        Sign::NoArea => language.pick("Raum bestand nicht", "area did not exist"),
        Sign::Missing => language.pick("nicht geliefert", "not delivered"),
        Sign::Meaningless => language.pick("nicht sinnvoll", "not meaningful"),
        Sign::Uncertain => language.pick("nicht sicher genug", "not reliable enough"),
        Sign::Later => language.pick("folgt später", "follows later"),
        Sign::Unknown => language.pick("unbekannt oder geheim", "unknown or confidential"),
        Sign::SecretAtSource | Sign::Secret => language.pick("geheim gehalten", "confidential"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sign_of_every_set_has_a_meaning() {
        for signs in [SignSet::Classic, SignSet::Letters, SignSet::Shorthand] {
            for language in [Language::De, Language::En] {
                let style = Style { language, signs };
                for sign in Sign::ALL {
                    assert!(sign_meaning(signs.character(sign), style).is_some(), "{signs:?} {sign:?}");
                }
                for text in signs.nearly_zero().into_iter().chain(["p", "r", "s", "u", "|"]) {
                    assert!(short_meaning(text, style).is_some(), "{signs:?} {text}");
                }
                assert_eq!(sign_meaning("12,3", style), None);
            }
        }
    }
}
