//! What helps against each fault, in German and English.

use super::words::shortened;
use super::{Fault, Kind};
use crate::number::Language;

impl Fault {
    /// What to do about it, each a sentence without a full stop.
    pub fn hints(&self, language: Language) -> Vec<String> {
        let one = |german: &str, english: &str| vec![language.pick(german, english).to_owned()];
        match self {
            Fault::Lint(lint) => lint.hints(language),
            Fault::NoWorkspace { .. } => one(
                "ein Arbeitsbereich ist ein Ordner mit `drucksache.toml`; `--workspace ORDNER` nennt ihn",
                "a workspace is a folder with `drucksache.toml`; name it with `--workspace DIR`",
            ),
            Fault::UnreadableFile { .. } => {
                one("Name und Leserechte der Datei prüfen", "check the name and the permissions of the file")
            }
            Fault::ForeignFolder { .. } => one(
                "selbst verschieben oder löschen, oder einen anderen Ordner mit `--output` nennen",
                "move or delete it yourself, or name another folder with `--output`",
            ),
            Fault::AlreadyThere { .. } => one(
                "eine einzelne Datei nennen, etwa `vorlage/main.typ`, oder die vorhandene umbenennen",
                "name a single file, such as `vorlage/main.typ`, or rename the one that is there",
            ),
            Fault::NotUtf8 { .. } => one("Datei als UTF-8 speichern", "save the file as UTF-8"),
            Fault::UnknownName { kind, name, known } => {
                let mut hints = suggestions(name, known, language);
                if *kind == Kind::Text {
                    let folder = language.pick(
                        "Texte liegen in einem Ordner, der wie der Bericht heißt: `reports/BERICHT/`",
                        "texts lie in a folder named like the report: `reports/REPORT/`",
                    );
                    hints.push(folder.to_owned());
                }
                hints
            }
            Fault::LevelTooFine { .. } => one(
                "Zeitraum prüfen, eine andere Ebene wählen oder den Indikator weglassen",
                "check the period, choose another level or leave the indicator out",
            ),
            Fault::NoRows { .. } | Fault::UnreadableNumber { .. } | Fault::UnreadablePeriod { .. } => one(
                "`reader`, `columns` und `signs` der Quelle in `sources.toml` prüfen",
                "check `reader`, `columns` and `signs` of the source in `sources.toml`",
            ),
            Fault::NoYear => one("das Jahr nennen: `period = 2022`", "name the year: `period = 2022`"),
            Fault::NoKeyColumn => one(
                "die Spalte nennen, `columns = { area = \"…\" }`, oder den einen Raum der Datei, `area = \"01060\"`",
                "name the column, `columns = { area = \"…\" }`, or the only area of the file, `area = \"01060\"`",
            ),
            Fault::NoValueColumn => one(
                "die Spalte nennen: `columns = { value = \"…\" }`; `drucksache inspect` zeigt, was in der Datei steht",
                "name the column: `columns = { value = \"…\" }`; `drucksache inspect` shows what the file holds",
            ),
            Fault::OtherFormat { .. } => one(
                "`reader` weglassen: das Format wird am Inhalt erkannt",
                "leave `reader` out: the format is told from the content",
            ),
            Fault::PersonalData { .. } => one(
                "Listen von Personen werden nicht gelesen; vor der Lieferung nach Räumen zusammenzählen",
                "lists of persons are not read; add up by area before delivery",
            ),
            Fault::ChooseOne { dimension, known, .. } => {
                let mut hints = one("eine davon wählen:", "choose one of them:");
                hints[0].push_str(&format!(" `where = {{ {dimension} = [\"…\"] }}`"));
                hints.push(format!("{}: {}", language.pick("bekannt", "known"), shortened(known, language)));
                hints
            }
            Fault::Jump { .. } => one(
                "Tippfehler, Bruch (`[[source.break]]`) oder wirklich so? Die Datei ansehen",
                "a slip, a break (`[[source.break]]`) or really so? look at the file",
            ),
            Fault::PartsDiffer { .. } => one(
                "gerechnet wird mit der Summenzeile; `altered` sagt, wenn der Anbieter Zahlen verändert hat",
                "the total is used; `altered` says where the provider changed numbers",
            ),
            Fault::BeyondWhole { .. } => one(
                "gehören Zähler und Nenner zu denselben Menschen? Sonst `kind = \"coverage\"` oder `\"rate\"`",
                "are numerator and denominator about the same people? else `kind = \"coverage\"` or `\"rate\"`",
            ),
            Fault::AmbiguousNumber { .. } => one(
                "sagen, was gilt: `columns = { decimal = \",\" }` oder `\".\"`",
                "say which: `columns = { decimal = \",\" }` or `\".\"`",
            ),
            Fault::Fraction { .. } => one(
                "bei Anzahlen ein Schreibfehler? gerechnet wird mit dem, was dasteht",
                "a slip where people are counted? what stands there is used",
            ),
            Fault::TimesAdded { .. } => one(
                "bei Beständen einen Zeitpunkt wählen; was im Lauf des Jahres geschieht (Geburten, Zuzüge), bekommt `flow = true`",
                "choose one point in time of a stock; what happens during the year (births, arrivals) takes `flow = true`",
            ),
            Fault::CountedTwice { year, .. } => {
                let asked = language.pick(
                    "sind die Vorgänger darin schon enthalten? Dann gehört zum neuen Raum in der Raumtabelle",
                    "are the predecessors in it already? then the new area needs in the area table",
                );
                vec![format!("{asked} `since = {}`", year + 1)]
            }
            Fault::FormerKey { .. } => one(
                "das Jahr in der Datei der Änderungen prüfen; ab da gehört die Zahl zum neuen Schlüssel",
                "look at the year in the file of changes; from then on the number belongs to the new key",
            ),
            Fault::Incomplete { .. } => one(
                "Berichte nehmen dann das letzte Jahr, in dem nichts fehlt; eine Null als 0 oder – liefern lassen",
                "reports then take the last year that lacks nothing; have a zero delivered as 0 or –",
            ),
            Fault::TwoTables { .. } => one(
                "die Spalten der einen nennen: `columns = { area = \"…\", value = \"…\" }`",
                "name the columns of one: `columns = { area = \"…\", value = \"…\" }`",
            ),
            Fault::WrongRule { .. } => one(
                "zum Beispiel `where = \"sgb2_quote > kreis + 1 sd\"`: Indikator, Vergleich, Ebene oder Zahl, Abstand",
                "for instance `where = \"sgb2_quote > kreis + 1 sd\"`: indicator, comparison, level or number, distance",
            ),
            Fault::MixedUnits { .. } => {
                one("in `where` Zeilen einer Einheit wählen", "choose rows of one unit in `where`")
            }
            Fault::MoreUnknownKeys { .. } => {
                one("`drucksache inspect --json` zeigt alle", "`drucksache inspect --json` shows all of them")
            }
            Fault::DuplicateRow => one(
                "fehlt eine Dimension in `dimensions` oder ein Filter in `where`?",
                "is a dimension missing in `dimensions`, or a filter in `where`?",
            ),
            Fault::PublishedDiffers { .. } => {
                one("gedruckt wird der veröffentlichte Wert", "the published value is printed")
            }
            Fault::AcrossBreak { .. } => one(
                "mit dem Jahr des Bruchs oder einem späteren vergleichen",
                "compare with the year of the break or a later one",
            ),
            Fault::PaperWithoutResolution => one("`[paper.resolution]` ergänzen", "add `[paper.resolution]`"),
            Fault::Exposed { editions, .. } => {
                let mut hints = one(
                    "Räume zusammenlegen, Jahre zusammenfassen (`pool`) oder einen der Indikatoren weglassen",
                    "merge areas, pool years (`pool`) or leave one of the indicators out",
                );
                if !editions.is_empty() {
                    let words = language.pick("was schon heraus ist, gilt als bekannt", "what is out is known already");
                    hints.push(format!("{words}: {}", shortened(editions, language)));
                }
                hints
            }
            Fault::ExposedBefore { .. } => one(
                "was heraus ist, lässt sich nicht zurückholen; die neue Ausgabe zeigt es nicht",
                "what is out cannot be taken back; the new edition does not show it",
            ),
            Fault::AlreadyReleased { .. } => one(
                "was sie veröffentlicht hat, bleibt bekannt: der neuen Ausgabe ein eigenes `date` geben",
                "what it published stays known: give the new edition a `date` of its own",
            ),
            Fault::NotReleasable { .. } => one("zuerst `drucksache build`", "run `drucksache build` first"),
            Fault::InternalAnnexPublic { .. } => {
                one("`public = false` in der Anlage setzen", "set `public = false` in the annex")
            }
            Fault::Typst { hints, .. } => hints.clone(),
            Fault::Glyph { .. } => one("das Zeichen ersetzen", "replace the character"),
            Fault::WithoutParent { .. } => one(
                "in der Spalte des übergeordneten Raums den Schlüssel eintragen",
                "name its parent in the parent column",
            ),
            Fault::Ambiguous { .. } => {
                one("den Schlüssel statt des Namens schreiben", "write the key instead of the name")
            }
            Fault::OneColumn { .. } => one(
                "stimmt das Trennzeichen? `columns = { delimiter = \",\", … }`",
                "is the delimiter right? `columns = { delimiter = \",\", … }`",
            ),
            Fault::NoKeyKnown { .. } => one(
                "fehlt eine führende Null, oder ist es die Spalte mit den Namen?",
                "is a leading zero lost, or is it the column of names?",
            ),
            Fault::Boundaries { .. } => one(
                "gebraucht wird GeoJSON, GeoPackage oder Shapefile in WGS 84 (erst Länge, dann Breite) oder UTM 32; `key` nennt \
                 die Eigenschaft",
                "GeoJSON, GeoPackage or Shapefile is needed, in WGS 84 (longitude, then latitude) or UTM 32; `key` names the \
                 property",
            ),
            Fault::PaperMissing => one(
                "`[paper]` mit `number`, `kind` und `lead` ergänzen",
                "add `[paper]` with `number`, `kind` and `lead`",
            ),
            Fault::Question { .. } => one(
                "Fragen sind `value`, `change`, `trend`, `above_below`, `out_of`, `about`, `highest`, `lowest`, `see`, `paper`, `money`, `area`, \
                 `in_area`, mit geraden Anführungszeichen: `{{ trend(\"einwohner\", since=2015) }}`",
                "questions are `value`, `change`, `trend`, `above_below`, `out_of`, `about`, `highest`, `lowest`, `see`, `paper`, `money`, `area`, \
                 `in_area`, with straight quotes: `{{ trend(\"einwohner\", since=2015) }}`",
            ),
            Fault::HalfOpen { question } => vec![format!("`{{{{ {question} }}}}`")],
            Fault::NotAnswered { asking, .. } => {
                let keys = asking.iter().map(|key| format!("`{key}`")).collect::<Vec<_>>().join(", ");
                vec![match language {
                    Language::De => format!("beantwortet wird in Texten (`.md`) und in {keys}"),
                    Language::En => format!("answered are texts (`.md`) and {keys}"),
                }]
            }
            Fault::ForeignOption { option, known, .. } => suggestions(option, known, language),
            Fault::AbsoluteMap { .. } => one(
                "`kind = \"symbols\"` zeigt sie als Kreise; oder einen Anteil, eine Rate wählen",
                "`kind = \"symbols\"` shows them as circles; or choose a share, a rate",
            ),
            Fault::PictureTooHigh { .. } => one(
                "weniger Räume in `areas` nennen, oder eine größere `size`",
                "name fewer areas in `areas`, or a larger `size`",
            ),
            Fault::UnitsDiffer { .. } => one(
                "Indikatoren mit gleicher Einheit und gleichem Ganzen wählen; `scatter` und `heatmap` zeigen verschiedene",
                "choose indicators of the same unit and the same whole; `scatter` and `heatmap` show different ones",
            ),
            Fault::Contrast { better, .. } => vec![match language {
                Language::De => format!("`{better}` reicht aus"),
                Language::En => format!("`{better}` is enough"),
            }],
            Fault::SameInGrey { .. } => one(
                "jede Klasse deutlich dunkler als die vorige wählen, oder `palette = \"blues\"`",
                "make every class clearly darker than the one before, or use `palette = \"blues\"`",
            ),
            Fault::TableTooWide { .. } => one(
                "weniger Indikatoren, Jahre oder Varianten, oder zwei Tabellen",
                "fewer indicators, years or scenarios, or two tables",
            ),
            Fault::Indistinct { .. } => one(
                "eine der beiden heller, dunkler oder in einem anderen Farbton wählen",
                "make one of them lighter, darker or of another hue",
            ),
            _ => Vec::new(),
        }
    }
}

/// „Did you mean", then all that is allowed.
fn suggestions(name: &str, known: &[String], language: Language) -> Vec<String> {
    let mut hints = Vec::new();
    let nearest = known
        .iter()
        .map(|candidate| (strsim::jaro_winkler(&name.to_lowercase(), &candidate.to_lowercase()), candidate))
        .filter(|(likeness, _)| *likeness > 0.8)
        .max_by(|left, right| left.0.total_cmp(&right.0));
    if let Some((_, candidate)) = nearest {
        hints.push(match language {
            Language::De => format!("gemeint `{candidate}`?"),
            Language::En => format!("did you mean `{candidate}`?"),
        });
    }
    if !known.is_empty() {
        hints.push(format!("{}: {}", language.pick("bekannt", "known"), shortened(known, language)));
    }
    hints
}
