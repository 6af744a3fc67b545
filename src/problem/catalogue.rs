//! The texts of all faults, German and English side by side.

use super::Fault;
use super::words::{english_type, german_reason, german_template, german_toml, german_type, shortened};
use crate::number::Language;

impl Fault {
    /// The sentence that says what was found.
    pub fn sentence(&self, language: Language) -> String {
        let [german, english] = match self {
            Fault::Lint(lint) => return lint.sentence(language),
            Fault::NoWorkspace { start } => [
                format!("kein Arbeitsbereich gefunden ab `{}`", start.display()),
                format!("no workspace found from `{}` upwards", start.display()),
            ],
            Fault::UnreadableFile { path, reason } => [
                format!("Datei nicht lesbar: `{}` ({})", path.display(), german_reason(reason)),
                format!("cannot read file: `{}` ({reason})", path.display()),
            ],
            Fault::UnwritableFile { path, reason } => [
                format!("Ausgabe nicht geschrieben: `{}` ({})", path.display(), german_reason(reason)),
                format!("cannot write output: `{}` ({reason})", path.display()),
            ],
            Fault::ForeignFolder { path } => [
                format!("`{}` stammt nicht aus einer früheren Ausgabe; überschrieben wird nichts", path.display()),
                format!("`{}` is not from an earlier output; nothing is written over", path.display()),
            ],
            Fault::AlreadyThere { path } => [
                format!("`{}` gibt es schon; nichts wurde kopiert", path.display()),
                format!("`{}` is there already; nothing was copied", path.display()),
            ],
            Fault::NotUtf8 { path } => [
                format!("Datei ist kein UTF-8-Text: `{}`", path.display()),
                format!("file is not UTF-8 text: `{}`", path.display()),
            ],
            Fault::TomlSyntax { reason } => {
                [format!("TOML-Schreibfehler: {}", german_toml(reason)), format!("TOML syntax: {reason}")]
            }
            Fault::UnknownName { kind, name, .. } => [
                format!("{}: `{name}`", kind.unknown(Language::De)),
                format!("{}: `{name}`", kind.unknown(Language::En)),
            ],
            Fault::MissingKey { key } => [format!("Angabe fehlt: `{key}`"), format!("missing key: `{key}`")],
            Fault::WrongValue { expected, found } => [
                format!("erwartet {}, gefunden {}", german_type(expected), german_type(found)),
                format!("expected {}, found {found}", english_type(expected)),
            ],
            Fault::DuplicateName { kind, name } => [
                format!("{} doppelt vergeben: `{name}`", kind.noun(Language::De)),
                format!("{} defined twice: `{name}`", kind.noun(Language::En)),
            ],
            Fault::NothingSelected { what } => [format!("leere Auswahl: {what}"), format!("nothing selected: {what}")],
            Fault::CircularAnnexes { path } => [
                format!("Anlagen enthalten sich im Kreis: {}", path.join(" → ")),
                format!("annexes contain each other: {}", path.join(" → ")),
            ],
            Fault::WithoutParent { area } => [
                format!("`{area}` gehört zu keinem gröberen Raum und fehlt in jeder Summe"),
                format!("`{area}` belongs to no coarser area and is missing in every sum"),
            ],
            Fault::ParentNotCoarser { parent } => [
                format!("der übergeordnete Raum liegt nicht auf einer gröberen Ebene: `{parent}`"),
                format!("the parent is not on a coarser level: `{parent}`"),
            ],
            Fault::Ambiguous { name, keys } => [
                format!("mehrere Räume heißen `{name}`: {}", shortened(keys, Language::De)),
                format!("several areas are called `{name}`: {}", shortened(keys, Language::En)),
            ],
            Fault::FieldCount { expected, found } => [
                format!("Zeile hat {found} Felder, der Kopf {expected}"),
                format!("row has {found} fields, the header {expected}"),
            ],
            Fault::OneColumn { header } => {
                [format!("nur eine Spalte gefunden: `{header}`"), format!("only one column found: `{header}`")]
            }
            Fault::NoYear => [
                "kein Jahr gefunden: weder als Spalte noch über den Spalten noch im Titel".to_owned(),
                "no year found: neither as a column nor above the columns nor in the title".to_owned(),
            ],
            Fault::NoKeyColumn => [
                "keine Spalte mit Schlüsseln von Räumen gefunden".to_owned(),
                "no column with keys of areas".to_owned(),
            ],
            Fault::NoValueColumn => {
                ["keine Spalte mit Zahlen gefunden".to_owned(), "no column with numbers found".to_owned()]
            }
            Fault::OtherFormat { wanted, found } => [
                format!("die Datei ist nicht `{wanted}`, sondern `{found}`"),
                format!("the file is not `{wanted}` but `{found}`"),
            ],
            Fault::PersonalData { column } => {
                [format!("personenbezogene Spalte: `{column}`"), format!("column with personal data: `{column}`")]
            }
            Fault::ChooseOne { dimension, file, .. } => [
                format!("`{file}` hat mehrere Ausprägungen von `{dimension}`, die nicht addiert werden können"),
                format!("`{file}` has several codes of `{dimension}` that cannot be added up"),
            ],
            Fault::MixedUnits { figure, units } => [
                format!("`{figure}` mischt Einheiten: {}", shortened(units, Language::De)),
                format!("`{figure}` mixes units: {}", shortened(units, Language::En)),
            ],
            Fault::LostZero { key, count } => [
                format!("führende Null fehlt in Schlüsseln (Anzahl: {count}), zum Beispiel `{key}`; ergänzt"),
                format!("leading zero lost in keys ({count} of them), for instance `{key}`; put back"),
            ],
            Fault::Jump { figure, area, year, before, after } => [
                format!("`{figure}` springt in {area} {year}: {after} nach {before} im Jahr davor"),
                format!("`{figure}` jumps in {area} in {year}: {after} after {before} the year before"),
            ],
            Fault::PartsDiffer { dimension, total, sum } => [
                format!("Ausprägungen von `{dimension}` ergeben {sum}, die Summenzeile sagt {total}"),
                format!("codes of `{dimension}` add up to {sum}, the total says {total}"),
            ],
            Fault::BeyondWhole { indicator, area, year } => [
                format!("`{indicator}` liegt in {area} {year} nicht zwischen 0 und 100 Prozent"),
                format!("`{indicator}` is not between 0 and 100 per cent in {area} in {year}"),
            ],
            Fault::NegativeCount { indicator, area, year } => [
                format!("`{indicator}` ist in {area} {year} eine negative Anzahl"),
                format!("`{indicator}` is a negative count in {area} in {year}"),
            ],
            Fault::MoreOfTheSame { more } => {
                [format!("{more} weitere Auffälligkeiten dieser Art"), format!("{more} more of this kind")]
            }
            Fault::AmbiguousNumber { text } => [
                format!("Tausender oder Komma? `{text}` lässt sich auf zwei Arten lesen"),
                format!("thousand or fraction? `{text}` can be read in two ways"),
            ],
            Fault::RowsWithoutKey { count } => [
                format!("{count} Zeilen mit Zahlen haben keinen Schlüssel und zählen nicht"),
                format!("{count} rows with numbers have no key and do not count"),
            ],
            Fault::Fraction { figure, count } => [
                format!("`{figure}` hat Nachkommastellen unter ganzen Zahlen (Zeilen: {count})"),
                format!("`{figure}` has fractions among whole numbers ({count} rows)"),
            ],
            Fault::TimesAdded { figure, count } => [
                format!("`{figure}` zählt {count} Zeitpunkte desselben Jahres zusammen"),
                format!("`{figure}` adds up {count} points in time of the same year"),
            ],
            Fault::CountedTwice { figure, area, year } => [
                format!(
                    "`{figure}`: {area} hat {year} eine eigene Zahl neben denen seiner Vorgänger; gezählt werden alle"
                ),
                format!(
                    "`{figure}`: {area} has a number of its own in {year} beside its predecessors; all are counted"
                ),
            ],
            Fault::FormerKey { key, since, count } => [
                format!("`{key}` gibt es seit {since} nicht mehr; Zahlen ab da zählen nicht (Anzahl: {count})"),
                format!(
                    "`{key}` is no area any more since {since}; numbers from then on do not count ({count} of them)"
                ),
            ],
            Fault::Incomplete { year, whole, areas } => [
                format!("{year} ohne Zahl für {whole}: keine Zeile für {}", shortened(areas, Language::De)),
                format!("no number for {whole} in {year}: no row for {}", shortened(areas, Language::En)),
            ],
            Fault::TwoTables { column } => [
                format!("zwei Tabellen nebeneinander: auch Spalte {column} hat Schlüssel"),
                format!("two tables beside each other: column {column} has keys too"),
            ],
            Fault::WrongRule { rule } => {
                [format!("Regel nicht verstanden: `{rule}`"), format!("rule not understood: `{rule}`")]
            }
            Fault::MoreUnknownKeys { key, more } => [
                format!("{more} weitere Schlüssel gehören zu keinem Raum, der nächste ist `{key}`"),
                format!("{more} more keys belong to no area, the next is `{key}`"),
            ],
            Fault::NoKeyKnown { key } => [
                format!("kein Schlüssel der Datei gehört zu einem Raum, zum Beispiel `{key}`"),
                format!("no key of the file belongs to an area, for instance `{key}`"),
            ],
            Fault::UninhabitedHasData { area } => [
                format!("unbewohnter Raum hat Zahlen: `{area}`; sie zählen in Summen mit"),
                format!("uninhabited area has numbers: `{area}`; they count in sums"),
            ],
            Fault::Boundaries { reason } => [format!("Grenzdatei: {reason}"), format!("boundary file: {reason}")],
            Fault::AnnexFailed { report } => [
                format!("nicht geschrieben, weil `{report}` Fehler hat"),
                format!("not written, because `{report}` has errors"),
            ],
            Fault::PaperMissing => [
                "diese Vorlage setzt eine Drucksache, aber `[paper]` fehlt".to_owned(),
                "this template sets a council paper, but `[paper]` is missing".to_owned(),
            ],
            Fault::NoRows { file } => {
                [format!("keine Datenzeilen gefunden in `{file}`"), format!("no data rows found in `{file}`")]
            }
            Fault::UnreadableNumber { text } => [
                format!("weder Zahl noch bekanntes Zeichen: `{text}`"),
                format!("neither a number nor a known sign: `{text}`"),
            ],
            Fault::UnreadablePeriod { text } => {
                [format!("kein Jahr und kein Datum: `{text}`"), format!("neither a year nor a date: `{text}`")]
            }
            Fault::UnknownAreaKey { key } => {
                [format!("Schlüssel gehört zu keinem Raum: `{key}`"), format!("key belongs to no area: `{key}`")]
            }
            Fault::DuplicateRow => [
                "zweite Zeile für denselben Raum, dasselbe Jahr und dieselben Ausprägungen".to_owned(),
                "second row for the same area, year and codes".to_owned(),
            ],
            Fault::AreasUncovered { level, areas } => [
                format!("`{level}` deckt nicht alles ab, es fehlen: {}", shortened(areas, Language::De)),
                format!("`{level}` does not cover everything, missing: {}", shortened(areas, Language::En)),
            ],
            Fault::AreasOverlap { level, areas } => [
                format!("`{level}` überschneidet sich in: {}", shortened(areas, Language::De)),
                format!("`{level}` overlaps in: {}", shortened(areas, Language::En)),
            ],
            Fault::AreaWithoutBoundary { area } => {
                [format!("keine Grenze vorhanden für `{area}`"), format!("no boundary for `{area}`")]
            }
            Fault::LevelTooFine { indicator, level, year: None } => [
                format!("`{indicator}` hat in diesem Zeitraum keinen Wert für {level}"),
                format!("`{indicator}` has no value for {level} in this period"),
            ],
            Fault::LevelTooFine { indicator, level, year: Some(year) } => [
                format!("`{indicator}` hat {year} keinen Wert für {level}"),
                format!("`{indicator}` has no value for {level} in {year}"),
            ],
            Fault::PublishedDiffers { figure, area, period, published, sum } => [
                format!("`{figure}` {period}, {area}: veröffentlicht {published}, Summe der Teile {sum}"),
                format!("`{figure}` {period}, {area}: published {published}, sum of parts {sum}"),
            ],
            Fault::NoValue { indicator, area, period } => [
                format!("kein Wert für `{indicator}` in `{area}` im Jahr {period}"),
                format!("no value for `{indicator}` in `{area}` for {period}"),
            ],
            Fault::AcrossBreak { indicator, year } => [
                format!("Änderung von `{indicator}` über den Bruch {year} hinweg"),
                format!("change of `{indicator}` over the break of {year}"),
            ],
            Fault::Question { reason } => {
                [format!("Frage im Text: {}", german_template(reason)), format!("question in a text: {reason}")]
            }
            Fault::Template { reason } => {
                [format!("Textvorlage: {}", german_template(reason)), format!("template: {reason}")]
            }
            Fault::Typst { reason, .. } => [format!("Satz: {reason}"), format!("typesetting: {reason}")],
            Fault::Glyph { character, text } => [
                format!("die Schrift kennt das Zeichen `{character}` nicht, in `{text}`"),
                format!("the font lacks the character `{character}`, in `{text}`"),
            ],
            Fault::TypstWarning { reason } => [format!("Satz: {reason}"), format!("typesetting: {reason}")],
            Fault::HalfOpen { question } => [
                format!("Frage mit nur einer geschweiften Klammer: `{question}`"),
                format!("question in a single brace: `{question}`"),
            ],
            Fault::NotAnswered { key, .. } => [
                format!("eine Frage, die niemand beantwortet: `{key}` wird gedruckt, wie es dasteht"),
                format!("a question that nobody answers: `{key}` is printed as it stands"),
            ],
            Fault::Unsupported { what } => [
                format!("in Texten nicht vorgesehen: {}", german_type(what)),
                format!("not supported in texts: {what}"),
            ],
            Fault::PaperWithoutResolution => [
                "Entscheidung in der Beratungsfolge, aber kein Beschlussvorschlag".to_owned(),
                "a committee decides, but there is no proposed resolution".to_owned(),
            ],
            Fault::Exclusive { one, other } => [
                format!("`{one}` und `{other}` zugleich: nur eines von beiden"),
                format!("`{one}` and `{other}`: only one of them"),
            ],
            Fault::PaperDates { committee } => [
                format!("Sitzung von `{committee}` liegt vor der vorigen Beratung oder vor dem Datum der Vorlage"),
                format!("meeting of `{committee}` is before the previous one or the date of the paper"),
            ],
            Fault::FinanceDiffers { year, amounts, cover } => [
                format!("Haushaltsjahr {year}: Kosten {amounts}, Deckung {cover}"),
                format!("budget year {year}: costs {amounts}, cover {cover}"),
            ],
            Fault::Exposed { figure, area, years, .. } => [
                format!("geheime Zahl wäre berechenbar: `{figure}`, {area}, {years}"),
                format!("a secret could be computed: `{figure}`, {area}, {years}"),
            ],
            Fault::ExposedBefore { figure, area, years } => [
                format!("geheime Zahl folgt schon aus früheren Ausgaben: `{figure}`, {area}, {years}"),
                format!("a secret follows from earlier editions already: `{figure}`, {area}, {years}"),
            ],
            Fault::NotReleasable { report } => {
                [format!("keine fertige Ausgabe von `{report}`"), format!("no finished output of `{report}`")]
            }
            Fault::AlreadyReleased { path } => [
                format!("`{}` hält schon eine andere Ausgabe dieses Tages fest", path.display()),
                format!("`{}` is the record of another edition of that day", path.display()),
            ],
            Fault::InternalAnnexPublic { report } => [
                format!("interner Bericht als öffentliche Anlage: `{report}`"),
                format!("internal report as a public annex: `{report}`"),
            ],
            Fault::PictureNeeds { kind, key, least, most, found } => {
                let [german, english] = match (least, most) {
                    (least, most) if least == most => [least.to_string(), least.to_string()],
                    (0, most) => [format!("höchstens {most}"), format!("at most {most}")],
                    (least, &usize::MAX) => [format!("mindestens {least}"), format!("at least {least}")],
                    (least, most) => [format!("{least} bis {most}"), format!("{least} to {most}")],
                };
                [
                    format!("`{kind}` zeigt {german} `{key}`, gefunden: {found}"),
                    format!("`{kind}` shows {english} `{key}`, found: {found}"),
                ]
            }
            Fault::ForeignOption { kind, option, .. } => {
                [format!("`{kind}` kennt kein `{option}`"), format!("`{kind}` has no `{option}`")]
            }
            Fault::AbsoluteMap { indicator } => [
                format!("absolute Zahlen in Flächenfarben täuschen: `{indicator}`"),
                format!("absolute numbers in shaded areas mislead: `{indicator}`"),
            ],
            Fault::PictureTooHigh { kind, height, most } => [
                format!("`{kind}` wird {height} mm hoch, eine Seite hat {most}"),
                format!("`{kind}` would be {height} mm high, a page has {most}"),
            ],
            Fault::UnitsDiffer { kind, one, other } => [
                format!("`{kind}` zeigt Werte, die nicht auf eine Achse gehören: `{one}` und `{other}`"),
                format!("`{kind}` shows values that do not belong on one axis: `{one}` and `{other}`"),
            ],
            Fault::Contrast { colour, ground, found, needed, .. } => {
                let decimal = |value: &f64| format!("{value:.1}").replace('.', ",");
                [
                    format!(
                        "`{colour}` hebt sich zu wenig von `{ground}` ab: {} statt {} zu 1",
                        decimal(found),
                        decimal(needed)
                    ),
                    format!("too little contrast of `{colour}` to `{ground}`: {found:.1} instead of {needed:.1} to 1"),
                ]
            }
            Fault::SameInGrey { lighter, darker } => [
                format!("in Grau gedruckt kaum zu trennen: `{lighter}` und `{darker}`"),
                format!("hardly told apart when printed in grey: `{lighter}` and `{darker}`"),
            ],
            Fault::TableTooWide { columns } => [
                format!("die Tabelle ist mit {columns} Spalten breiter als eine Seite, auch im Querformat"),
                format!("with {columns} columns the table is wider than a page, even on its side"),
            ],
            Fault::Indistinct { one, other } => [
                format!("nicht für alle zu unterscheiden: `{one}` und `{other}`"),
                format!("not told apart by everybody: `{one}` and `{other}`"),
            ],
            Fault::Internal { reason } => [
                format!("Fehler im Programm, bitte melden: {reason}"),
                format!("internal error, please report: {reason}"),
            ],
        };
        match language {
            Language::De => german,
            Language::En => english,
        }
    }
}
