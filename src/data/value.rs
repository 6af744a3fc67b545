//! One cell of a delivered file: a number, a sign, or neither. Comes in: its text, the mark beside it
//! and the dialect of the file. Goes out: millionths in 64 bits, why there is no number, and what is
//! to be said about it. Numbers with more decimals are rounded to the sixth.

use std::collections::BTreeMap;

use crate::definition::SourceSign;
use crate::figures::{Flags, Sign};
use crate::number::{self, round};

/// Decimal places kept of numbers in files; sums stay exact in integers of this unit.
pub const PLACES: u32 = 6;
/// Millionths in a whole.
pub const UNIT: i64 = 10_i64.pow(PLACES);

/// How a file writes numbers and signs.
#[derive(Debug, Clone, Default)]
pub struct Dialect {
    /// `,` or `.`.
    pub decimal: char,
    /// What its own signs mean, beyond the usual ones.
    pub signs: BTreeMap<String, SourceSign>,
}

/// Why a cell is no number, in one byte. Sums keep the highest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct State(u8);

impl State {
    /// A number.
    pub const NUMBER: State = State(0);
    /// A dash: zero where the area existed, nothing where it did not.
    pub const DASH: State = State(1);
    /// Neither a number nor a known sign.
    pub const UNREADABLE: State = State(255);

    fn of(sign: Sign) -> State {
        State(u8::try_from(Sign::ALL.iter().position(|other| *other == sign).unwrap_or(0) + 2).unwrap_or(254))
    }

    /// In the words of `signs`.
    pub fn word(self) -> &'static str {
        match (self, self.sign()) {
            (State::DASH, _) => "nothing",
            (_, Some(Sign::SecretAtSource)) => "secret",
            (_, Some(Sign::Unknown)) => "unknown",
            (_, Some(Sign::Later)) => "later",
            (_, Some(Sign::Uncertain)) => "uncertain",
            (_, Some(Sign::Meaningless)) => "meaningless",
            (_, Some(_)) => "missing",
            (_, None) => "",
        }
    }

    /// The sign, if it is one.
    pub fn sign(self) -> Option<Sign> {
        Sign::ALL.get(usize::from(self.0).checked_sub(2)?).copied()
    }
}

/// Marks beside a number, in one byte.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Marks(u8);

impl Marks {
    /// What they say.
    pub fn flags(self) -> Flags {
        Flags {
            provisional: self.0 & 1 > 0,
            revised: self.0 & 2 > 0,
            estimated: self.0 & 4 > 0,
            divided: false,
            partial: false,
            uncertain: self.0 & 8 > 0,
            after_break: false,
            rounded: false,
        }
    }

    /// True where there are none.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    fn with(self, other: Marks) -> Marks {
        Marks(self.0 | other.0)
    }

    /// `p`, `r`, `s`, `u` and brackets; `e` says that the number is final. `None` for anything else.
    fn read(text: &str) -> Option<Marks> {
        text.chars().filter(|mark| !mark.is_whitespace()).try_fold(Marks(0), |marks, mark| {
            let mark = match mark {
                'p' => 1,
                'r' => 2,
                's' => 4,
                'u' | '(' | ')' => 8,
                'e' => 0,
                _ => return None,
            };
            Some(Marks(marks.0 | mark))
        })
    }
}

/// A cell that was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Value {
    /// Millionths; 0 beside a sign.
    pub units: i64,
    /// Number or why not.
    pub state: State,
    /// What is to be said about the number.
    pub marks: Marks,
}

impl Value {
    fn sign(state: State) -> Value {
        Value { units: 0, state, marks: Marks(0) }
    }
}

/// A number that was read already.
pub fn number(units: i64) -> Value {
    Value { units, state: State::NUMBER, marks: Marks(0) }
}

/// Reads a cell with the mark beside it.
pub fn read(text: &str, quality: &str, dialect: &Dialect) -> Value {
    let may_be_sign = !dialect.signs.is_empty() && dialect.signs.contains_key(text.trim());
    if quality.is_empty()
        && !may_be_sign
        && let Some(units) = plain(text, dialect.decimal)
    {
        return Value { units, state: State::NUMBER, marks: Marks(0) };
    }
    careful(text.trim(), quality.trim(), dialect).unwrap_or(Value::sign(State::UNREADABLE))
}

/// Digits with at most six decimals: almost all of every file, without a detour.
fn plain(text: &str, decimal: char) -> Option<i64> {
    let bytes = text.as_bytes();
    let (negative, digits) = match bytes {
        [b'-', rest @ ..] => (true, rest),
        digits => (false, digits),
    };
    if digits.is_empty() || digits.len() > 12 {
        return None;
    }
    let mut units: i64 = 0;
    let mut places = None;
    for byte in digits {
        match byte {
            b'0'..=b'9' => {
                units = units * 10 + i64::from(byte - b'0');
                places = places.map(|places: u32| places + 1);
            }
            _ if char::from(*byte) == decimal && places.is_none() => places = Some(0),
            _ => return None,
        }
    }
    let places = match places {
        None => 0,
        // „5," and „,5" are left to the careful reading.
        Some(places) if places == 0 || places > PLACES || digits.len() == places as usize + 1 => return None,
        Some(places) => places,
    };
    let units = units.checked_mul(10_i64.pow(PLACES - places))?;
    Some(if negative { -units } else { units })
}

fn careful(text: &str, quality: &str, dialect: &Dialect) -> Option<Value> {
    if let Some(state) = sign(text, dialect) {
        // An empty cell with a sign beside it says what the sign says.
        let beside = if text.is_empty() { sign(quality, dialect) } else { None };
        return Some(Value::sign(beside.unwrap_or(state)));
    }
    if let Some(least) = text.strip_prefix('<').map(str::trim)
        && number::parse(least, dialect.decimal).is_some()
    {
        // „<3" is a number that may not be seen.
        return Some(Value::sign(State::of(Sign::SecretAtSource)));
    }
    let text = without_unit(text);
    let beside = Marks::read(quality).or_else(|| dialect.signs.contains_key(quality).then_some(Marks(0)))?;
    let text = without_footnote(text);
    let (number, marks) = match text.rsplit_once(|letter: char| letter.is_ascii_digit()) {
        // „12,3 p": the mark stands beside the number.
        Some((_, after)) => (&text[..text.len() - after.len()], Marks::read(after)?),
        None => return None,
    };
    if text.contains(')') && !text.starts_with('(') {
        return None;
    }
    let (number, bracketed) = match number.strip_prefix('(') {
        Some(rest) => (rest.trim_start(), Marks(8)),
        None => (number, Marks(0)),
    };
    let number =
        number.strip_prefix(['–', '−']).map_or_else(|| number.to_owned(), |rest| format!("-{}", rest.trim_start()));
    let value = number::parse(&number, dialect.decimal)?;
    let rounded = round(value, u8::try_from(PLACES).unwrap_or(6)).units();
    Some(Value { units: i64::try_from(rounded).ok()?, state: State::NUMBER, marks: beside.with(marks).with(bracketed) })
}

/// The number of `12,5 %` and `1.234,50 €`.
fn without_unit(text: &str) -> &str {
    let bare = ["%", "€", "EUR", "Euro"].iter().find_map(|unit| text.strip_suffix(unit));
    bare.map_or(text, str::trim_end)
}

/// The number of `1 234 1)`; the note itself stands somewhere below the table.
fn without_footnote(text: &str) -> &str {
    let text = text.trim_end_matches(['¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹', '⁾', '†', '‡']).trim_end();
    let Some((number, note)) = text.rsplit_once(' ') else { return text };
    let is_note = note.ends_with(')') && note[..note.len() - 1].bytes().all(|byte| byte.is_ascii_digit());
    if is_note && note.len() <= 3 && note.len() > 1 { number.trim_end() } else { text }
}

fn sign(text: &str, dialect: &Dialect) -> Option<State> {
    let meaning = dialect.signs.get(text).copied().or_else(|| usual(text))?;
    Some(match meaning {
        SourceSign::Nothing => State::DASH,
        SourceSign::Secret => State::of(Sign::SecretAtSource),
        SourceSign::Unknown => State::of(Sign::Unknown),
        SourceSign::Later => State::of(Sign::Later),
        SourceSign::Uncertain => State::of(Sign::Uncertain),
        SourceSign::Meaningless => State::of(Sign::Meaningless),
        SourceSign::Missing => State::of(Sign::Missing),
    })
}

/// The signs of official statistics: the classical ones, the shorthand in brackets, the star of the
/// employment agency, and what programs write where there is nothing.
fn usual(text: &str) -> Option<SourceSign> {
    Some(match text {
        "-" | "–" | "—" | "−" => SourceSign::Nothing,
        "." | "·" | "•" => SourceSign::Unknown,
        "*" | "[c]" => SourceSign::Secret,
        "..." | "…" => SourceSign::Later,
        "/" | "[u]" => SourceSign::Uncertain,
        "x" | "X" | "[z]" => SourceSign::Meaningless,
        "" | "[x]" | "#VALUE!" | "k. A." | "k.A." | "kA" | "n. v." | "NA" | "N/A" | "n/a" | "NaN" | "NULL" | "null"
        | "#NV" => SourceSign::Missing,
        _ => return None,
    })
}

/// The number of millionths as a text with as many decimals as it has, for `inspect`.
pub fn plain_text(units: i64) -> String {
    let magnitude = units.unsigned_abs();
    let (whole, rest) = (magnitude / UNIT.unsigned_abs(), magnitude % UNIT.unsigned_abs());
    let text = format!("{}{whole}.{rest:06}", if units < 0 { "-" } else { "" });
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn german(text: &str, quality: &str) -> Value {
        read(text, quality, &Dialect { decimal: ',', signs: BTreeMap::new() })
    }

    fn number(text: &str) -> Option<i64> {
        let value = german(text, "");
        (value.state == State::NUMBER).then_some(value.units)
    }

    #[test]
    fn numbers_are_read_to_the_sixth_decimal() {
        assert_eq!(number("283562"), Some(283_562_000_000));
        assert_eq!(number("-0,3"), Some(-300_000));
        assert_eq!(number("1.234,5"), Some(1_234_500_000));
        assert_eq!(number("1,00996892490546"), Some(1_009_969));
        assert_eq!(number("1 234 1)"), Some(1_234_000_000));
        assert_eq!([number("1500¹"), number("17.600 ²⁾")], [Some(1_500_000_000), Some(17_600_000_000)]);
        assert_eq!(number(" 0 "), Some(0));
        assert_eq!(
            [number("12,5 %"), number("1.234,50 €"), number("− 7")],
            [Some(12_500_000), Some(1_234_500_000), Some(-7_000_000)]
        );
        assert_eq!(german("<3", "").state.sign(), Some(Sign::SecretAtSource));
        for text in ["0.125", "1,2,3", "5,", "100 bis unter 200", "12a", "1)", "e", "p"] {
            assert_eq!(german(text, "").state, State::UNREADABLE, "{text}");
        }
    }

    #[test]
    fn signs_and_marks_keep_their_meaning() {
        let sign = |text: &str, quality: &str| german(text, quality).state.sign();
        assert_eq!(sign(".", ""), Some(Sign::Unknown));
        assert_eq!(sign("*", ""), Some(Sign::SecretAtSource));
        assert_eq!(sign("...", ""), Some(Sign::Later));
        assert_eq!(sign("/", ""), Some(Sign::Uncertain));
        assert_eq!(sign("x", ""), Some(Sign::Meaningless));
        assert_eq!(sign("", ""), Some(Sign::Missing));
        assert_eq!(sign("", "."), Some(Sign::Unknown));
        assert_eq!(german("-", "").state, State::DASH);
        assert!(german("12", "p").marks.flags().provisional);
        assert!(german("12 r", "").marks.flags().revised);
        assert!(german("(12)", "").marks.flags().uncertain && german("12", "()").marks.flags().uncertain);
        assert!(german("12", "e").marks.is_empty());
        assert_eq!(german("12", "?").state, State::UNREADABLE);
    }

    #[test]
    fn a_file_may_have_signs_of_its_own() {
        let signs = BTreeMap::from([("g".to_owned(), SourceSign::Unknown), ("-".to_owned(), SourceSign::Missing)]);
        let mut dialect = Dialect { decimal: '.', signs };
        dialect.signs.insert("-9999".to_owned(), SourceSign::Missing);
        assert_eq!(read("-9999", "", &dialect).state.sign(), Some(Sign::Missing));
        assert_eq!(read("g", "", &dialect).state.sign(), Some(Sign::Unknown));
        assert_eq!(read("-", "", &dialect).state.sign(), Some(Sign::Missing));
        assert_eq!(read("12.5", "", &dialect).units, 12_500_000);
    }

    #[test]
    fn plain_text_has_no_more_decimals_than_needed() {
        assert_eq!([plain_text(12_500_000), plain_text(-300_000), plain_text(7_000_000)], ["12.5", "-0.3", "7"]);
    }
}
