//! Forms for all sexes: „Einwohner*innen" in the sign of the house. Comes in: Markdown. Goes out: the same with one sign
//! everywhere, escaped, because two stars in a line would be emphasis.

use crate::definition::Inclusive;

/// Replaces and escapes the signs.
pub fn written(text: &str, sign: Option<Inclusive>) -> String {
    let own = sign.map(|sign| match sign {
        Inclusive::Colon => ':',
        Inclusive::Star => '*',
        Inclusive::Underscore => '_',
    });
    let mut out = String::with_capacity(text.len());
    let mut before = ' ';
    for (at, letter) in text.char_indices() {
        let after = &text[at + letter.len_utf8()..];
        if matches!(letter, '*' | ':' | '_') && before.is_alphabetic() && is_ending(after) {
            out.push('\\');
            out.push(own.unwrap_or(letter));
        } else {
            out.push(letter);
        }
        before = letter;
    }
    out
}

/// „innen", also before more letters („innenzahl"), or „in" alone.
fn is_ending(after: &str) -> bool {
    after.starts_with("innen") || after.strip_prefix("in").is_some_and(|rest| !rest.starts_with(char::is_alphabetic))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_sign_everywhere_and_no_emphasis() {
        let text = "Einwohner*innen, Schüler:innen und eine Lehrer_in; *innen*, a: in, Rate:indirekt";
        assert_eq!(
            written(text, Some(Inclusive::Colon)),
            "Einwohner\\:innen, Schüler\\:innen und eine Lehrer\\:in; *innen*, a: in, Rate:indirekt"
        );
        assert!(written(text, None).starts_with("Einwohner\\*innen, Schüler\\:innen"));
    }
}
