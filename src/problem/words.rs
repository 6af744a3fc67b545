//! Words that several messages share: kinds of names, lists of names, and what serde, the system and the
//! template language say, for German readers.

use super::Kind;
use crate::number::{Language, join_words};

impl Kind {
    pub(super) fn noun(self, language: Language) -> &'static str {
        match self {
            Kind::Key => language.pick("Angabe", "key"),
            Kind::Report => language.pick("Bericht", "report"),
            Kind::Template => language.pick("Vorlage", "template"),
            Kind::Term => language.pick("Begriff", "term"),
            Kind::Folder => language.pick("Ordner der Ausgabe", "folder of the output"),
            Kind::Placeholder => language.pick("Platzhalter", "placeholder"),
            Kind::LibraryFile => language.pick("Datei der Bibliothek", "file of the library"),
            Kind::IndicatorSet => language.pick("Indikatorenset", "indicator set"),
            Kind::Indicator => language.pick("Indikator", "indicator"),
            Kind::BaseFigure => language.pick("Kennzahl", "base figure"),
            Kind::Area => language.pick("Raum", "area"),
            Kind::AreaShown => language.pick("Raum in dieser Abbildung", "area in this picture"),
            Kind::Level => language.pick("Ebene", "level"),
            Kind::Source => language.pick("Quelle", "source"),
            Kind::Sheet => language.pick("Tabellenblatt", "sheet"),
            Kind::Column => language.pick("Spalte", "column"),
            Kind::Dimension => language.pick("Dimension", "dimension"),
            Kind::Code => language.pick("Ausprägung", "code"),
            Kind::Choice => language.pick("Wert", "value"),
            Kind::Text => language.pick("Textdatei", "text file"),
            Kind::Highlight => language.pick("Indikator in keinem Kapitel", "indicator in no chapter"),
            Kind::Palette => language.pick("Farbreihe", "colour scheme"),
            Kind::Recommendation => language.pick("Handlungsempfehlung", "recommendation"),
            Kind::Goal => language.pick("strategisches Ziel", "strategic goal"),
            Kind::Field => language.pick("Handlungsfeld", "field of action"),
            Kind::Entry => language.pick("Eintrag", "entry"),
            Kind::Participation => language.pick("Beteiligung", "occasion of participation"),
            Kind::Group => language.pick("Gruppe", "group"),
            Kind::Committee => language.pick("Gremium", "committee"),
            Kind::FacilityKind => language.pick("Art von Einrichtungen", "kind of facilities"),
            Kind::Reference => language.pick("Verweis", "reference"),
            Kind::Labels => language.pick("Beschriftung", "set of labels"),
            Kind::Role => language.pick("Zuständigkeit", "role"),
            Kind::Effect => language.pick("Zeile im Formular", "line of the form"),
        }
    }

    pub(super) fn unknown(self, language: Language) -> String {
        match language {
            _ if self == Kind::Highlight => {
                language.pick("kein Kapitel zeigt den Indikator", "no chapter shows the indicator").to_owned()
            }
            Language::En => format!("unknown {}", self.noun(language)),
            Language::De => {
                let ending = match self {
                    Kind::Report
                    | Kind::Placeholder
                    | Kind::Indicator
                    | Kind::Highlight
                    | Kind::Area
                    | Kind::AreaShown
                    | Kind::Choice
                    | Kind::Entry
                    | Kind::Reference => "unbekannter",
                    Kind::IndicatorSet | Kind::Sheet | Kind::Goal | Kind::Field | Kind::Committee => "unbekanntes",
                    _ => "unbekannte",
                };
                format!("{ending} {}", self.noun(language))
            }
        }
    }
}

pub fn shortened(names: &[String], language: Language) -> String {
    const SHOWN: usize = 40;
    let mut quoted: Vec<String> = names.iter().take(SHOWN).map(|name| format!("`{name}`")).collect();
    if names.len() > SHOWN {
        let rest = names.len() - SHOWN;
        quoted.push(match language {
            Language::De => format!("{rest} weitere"),
            Language::En => format!("{rest} more"),
        });
    }
    join_words(&quoted, language)
}

/// What the system says of files, for German readers.
pub fn german_reason(reason: &str) -> &str {
    match reason {
        "entity not found" => "nicht gefunden",
        "permission denied" => "keine Leserechte",
        "is a directory" => "ist ein Ordner",
        "entity already exists" => "gibt es schon",
        "invalid Zip archive: Could not find EOCD" => "kein vollständiges ZIP-Archiv",
        reason => reason,
    }
}

/// What the reader of TOML says most often, for German readers.
pub fn german_toml(reason: &str) -> String {
    const WORDS: [(&str, &str); 42] = [
        ("expected a delimiter", "ein Trennzeichen ist ein einzelnes Zeichen wie `;`, `,` oder `\\t`"),
        ("invalid date", "kein Datum; geschrieben wird `2025-07-31`"),
        ("invalid datetime", "kein Datum; geschrieben wird `2025-07-31`"),
        ("invalid float", "weder Zahl noch Datum; ein Datum schreibt man `2025-07-31`, ein Komma in Zahlen als Punkt"),
        ("invalid integer", "keine Zahl"),
        ("invalid mantissa", "keine Zahl; ein Komma schreibt man als Punkt"),
        ("invalid fraction", "keine Zahl; ein Komma schreibt man als Punkt"),
        ("invalid boolean", "weder `true` noch `false`; Text steht in geraden Anführungszeichen: `\"…\"`"),
        ("unexpected leading zero", "eine Zahl beginnt nicht mit 0; ein Datum schreibt man `2025-07-31`"),
        ("redundant numeric sign", "ein Vorzeichen zu viel"),
        (
            "string values must be quoted",
            "Text steht in geraden Anführungszeichen: `\"…\"`; Zahlen stehen ohne Leerzeichen: `128000`",
        ),
        ("invalid basic string", "im Text fehlt das schließende `\"`"),
        ("invalid multi-line basic string", "im Text fehlen die schließenden `\"\"\"`"),
        ("invalid literal string", "im Text fehlt das schließende `'`"),
        ("missing opening quote", "im Text fehlt ein Anführungszeichen"),
        ("missing escaped value", "nach `\\` fehlt ein Zeichen; ein einzelnes schreibt man `\\\\`"),
        ("invalid unquoted key", "ein Name hat nur Buchstaben ohne Umlaute, Ziffern, `_` und `-`, nach ihm steht `=`"),
        ("unquoted keys cannot be empty", "vor dem `=` fehlt der Name der Angabe"),
        ("key with no value", "nach dem Namen fehlen `=` und ein Wert"),
        ("missing value", "nach dem `=` fehlt der Wert"),
        ("missing comma", "zwischen zwei Einträgen fehlt ein Komma"),
        ("extra comma", "ein Komma zu viel"),
        ("extra assignment", "ein `=` zu viel"),
        ("extra `=`", "ein `=` zu viel"),
        ("unexpected `=`", "ein `=` in einer Liste; fehlt davor die schließende Klammer `]`?"),
        ("missing inline table opening", "es fehlt `{`"),
        ("missing array opening", "es fehlt `[`"),
        ("missing table open", "es fehlt `[`"),
        ("unclosed", "es fehlt eine schließende Klammer oder ein Anführungszeichen"),
        ("duplicate key", "dieselbe Angabe steht zweimal da; mehrere Einträge einer Art schreibt man `[[…]]`"),
        ("missing assignment", "nach dem Namen fehlt ein `=`"),
        ("missing key", "vor dem `=` fehlt der Name der Angabe"),
        ("`_` may only", "in Zahlen steht `_` nur zwischen Ziffern"),
        ("too few unicode", "nach `\\u` stehen vier Ziffern, nach `\\U` acht"),
        ("carriage return", "ein Zeilenende der falschen Art; die Datei neu speichern"),
        ("invalid comment", "ein Zeichen, das in keinen Kommentar darf"),
        ("invalid inline table", "in `{ … }` stehen nur Paare wie `name = wert`"),
        ("invalid value", "nach dem `=` steht kein Wert"),
        ("invalid key-value", "erwartet: `name = wert`"),
        ("unexpected content", "hier steht etwas zu viel"),
        ("unexpected sign", "ein Vorzeichen zu viel"),
        (
            "unexpected key or value",
            "hier steht etwas zu viel; Anführungszeichen im Text schreibt man `\\\"`, oder der Text steht in einfachen; ein Komma in Zahlen schreibt man als Punkt",
        ),
    ];
    let found = WORDS.iter().find(|(english, _)| reason.starts_with(english));
    found.map_or_else(|| reason.to_owned(), |(_, german)| (*german).to_owned())
}

/// What the template language says most often, for German readers.
pub fn german_template(reason: &str) -> String {
    const WORDS: [(&str, &str); 13] = [
        ("expected end of variable block", "erwartet: `}}`"),
        ("end of variable block", "`}}`"),
        ("expected identifier", "erwartet: ein Name"),
        ("is unknown", "gibt es hier nicht"),
        ("string to i32", "Text in eine Zahl"),
        ("missing keyword argument", "es fehlt die Angabe"),
        ("unknown keyword argument", "unbekannte Angabe"),
        ("too many arguments", "zu viele Angaben"),
        ("missing argument", "es fehlt eine Angabe"),
        ("is undefined", "ist hier kein Name"),
        ("unexpected character", "unerwartetes Zeichen"),
        ("unexpected end of", "unerwartetes Ende von"),
        ("cannot convert", "nicht umzuwandeln:"),
    ];
    WORDS.iter().fold(reason.to_owned(), |text, (english, german)| text.replace(english, german))
}

/// serde's names of types, for planners: how the program calls its tables says nothing to them.
pub fn english_type(text: &str) -> String {
    match text.starts_with("struct ") {
        true => "a table `{ … }`".to_owned(),
        false => text.to_owned(),
    }
}

/// The same for German readers; values in backticks or quotes stay.
pub fn german_type(text: &str) -> String {
    if text.starts_with("struct ") && !text.starts_with("struct Point") {
        return "eine Tabelle `{ … }`".to_owned();
    }
    const WORDS: [(&str, &str); 24] = [
        ("code block", "Programmcode"),
        ("picture", "Bild"),
        ("footnote without text", "Fußnote ohne Text"),
        ("`group` coarser than the areas of the table", "`group` gröber als die Räume der Tabelle"),
        ("struct Point", "ein Ort wie `{ lat = 53.9, lon = 9.9 }`"),
        ("u32", "eine ganze Zahl ab 0"),
        ("f64", "eine Zahl"),
        ("usize", "eine ganze Zahl ab 0"),
        ("a string", "Text in Anführungszeichen"),
        ("string ", "Text "),
        ("integer ", "Zahl "),
        ("floating point ", "Kommazahl "),
        ("boolean ", "Wahrheitswert "),
        ("a boolean", "`true` oder `false`"),
        ("a sequence", "eine Liste `[…]`"),
        ("sequence", "eine Liste"),
        ("map", "eine Tabelle"),
        ("i32", "eine ganze Zahl"),
        ("i64", "eine ganze Zahl"),
        ("u8", "eine kleine ganze Zahl"),
        ("a character", "ein einzelnes Zeichen"),
        ("array", "eine Liste"),
        ("a TOML datetime", "ein Datum wie `2025-07-31`"),
        ("a Datetime", "ein Datum wie `2025-07-31`"),
    ];
    WORDS
        .iter()
        .find(|(english, _)| text.starts_with(english))
        .map_or_else(|| text.to_owned(), |(english, german)| format!("{german}{}", &text[english.len()..]))
}
