//! Values as Typst code: what a template prints is always one literal.

use minijinja::value::{Value, ValueKind};

/// A Typst string; control characters fall away.
pub fn string(text: &str) -> String {
    let mut literal = String::with_capacity(text.len() + 2);
    literal.push('"');
    for letter in text.chars() {
        match letter {
            '"' => literal.push_str("\\\""),
            '\\' => literal.push_str("\\\\"),
            '\n' => literal.push_str("\\n"),
            letter if letter.is_control() => {}
            letter => literal.push(letter),
        }
    }
    literal.push('"');
    literal
}

/// Any value: texts, numbers, `none`, arrays, dictionaries; markup that was made here stays markup.
pub fn value(value: &Value) -> String {
    match value.kind() {
        _ if value.is_safe() => value.to_string(),
        ValueKind::String => string(value.as_str().unwrap_or_default()),
        ValueKind::Number => value.to_string(),
        ValueKind::Bool => if value.is_true() { "true" } else { "false" }.to_owned(),
        ValueKind::Seq | ValueKind::Iterable => {
            let items: Vec<String> = value.try_iter().into_iter().flatten().map(|item| self::value(&item)).collect();
            // The comma makes one item an array, not a parenthesis.
            let lines =
                items.iter().map(|item| if item.len() > 60 { format!("\n{item},") } else { format!("{item}, ") });
            format!("({})", lines.collect::<String>())
        }
        ValueKind::Map => {
            let entries: Vec<String> = value
                .try_iter()
                .into_iter()
                .flatten()
                .filter_map(|key| {
                    let found = value.get_item(&key).ok()?;
                    Some(format!("{}: {}", string(&key.to_string()), self::value(&found)))
                })
                .collect();
            if entries.is_empty() { "(:)".to_owned() } else { format!("({})", entries.join(", ")) }
        }
        _ => "none".to_owned(),
    }
}
