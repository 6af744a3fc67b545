//! The door to minijinja: templates and texts of the planner into Typst sources. Comes in: template
//! folders, Markdown, a view of ready-printed strings. Goes out: a Typst project. Every value enters
//! Typst as a literal, so that no name or note can be read as markup or code. It formats no numbers.

mod inclusive;
mod literal;
mod markdown;
mod prose;
mod template;

pub use markdown::{paper_reference, reference};
pub use prose::{Ask, Question, prose};
pub use template::{Markup, compose};

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::literal::string;

    proptest! {
        #[test]
        fn any_text_becomes_one_string_literal(text in any::<String>()) {
            let literal = string(&text);
            let inner = &literal[1..literal.len() - 1];
            let mut letters = inner.chars();
            let mut read = String::new();
            while let Some(letter) = letters.next() {
                prop_assert!(letter != '"');
                match letter {
                    '\\' => match letters.next() {
                        Some('n') => read.push('\n'),
                        Some(other) => read.push(other),
                        None => prop_assert!(false, "a lone backslash at the end"),
                    },
                    letter => read.push(letter),
                }
            }
            let kept: String = text.chars().filter(|letter| !letter.is_control() || *letter == '\n').collect();
            // Spaces may have become firm.
            prop_assert_eq!(read.replace('\u{a0}', " "), kept.replace('\u{a0}', " "));
        }
    }
}
