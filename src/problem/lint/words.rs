//! What a council office says to what it sends back: a sentence, and what helps, in both languages.

use super::Lint;
use crate::number::{Language, join_words};

impl Lint {
    /// The sentence that says what was found.
    pub fn sentence(&self, language: Language) -> String {
        let [german, english] = match self {
            Lint::TypedNumber { number, nearest: None, .. } => {
                [format!("Zahl von Hand getippt: `{number}`"), format!("number typed by hand: `{number}`")]
            }
            Lint::TypedNumber { number, nearest: Some(nearest), .. } => [
                format!("getippte Zahl `{number}` widerspricht den Daten: {nearest}"),
                format!("typed number `{number}` contradicts the data: {nearest}"),
            ],
            Lint::AmountDiffers { amount, .. } => [
                format!("Betrag im Beschlussvorschlag steht nicht in der Finanztabelle: `{amount}`"),
                format!("amount in the resolution is not in the table of costs: `{amount}`"),
            ],
            Lint::CostsDiffer { year, paper, recommendations } => [
                format!("Haushaltsjahr {year}: die Vorlage nennt {paper}, ihre Empfehlungen {recommendations} Euro"),
                format!("budget year {year}: the paper says {paper}, its recommendations {recommendations} euros"),
            ],
            Lint::NotSelfContained { words } => [
                format!("Beschlussvorschlag ist nicht aus sich verständlich: `{words}`"),
                format!("the resolution cannot be read alone: `{words}`"),
            ],
            Lint::AnnexNotCited { number, title } => [
                format!("Anlage {number} wird im Text nicht genannt: `{title}`"),
                format!("annex {number} is not named in the text: `{title}`"),
            ],
            Lint::AnnexWithoutReason { title } => [
                format!("nichtöffentliche Anlage in öffentlicher Vorlage, ohne Grund: `{title}`"),
                format!("annex that is not public in a public paper, without a reason: `{title}`"),
            ],
            Lint::OldData { months, most } => [
                format!("Stand der Daten ist {months} Monate alt, erlaubt sind {most}"),
                format!("the data are {months} months old, {most} are allowed"),
            ],
            Lint::Causal { words } => {
                [format!("Zahlen belegen keine Ursache: `{words}`"), format!("figures prove no cause: `{words}`")]
            }
            Lint::PersonNamed { name } => [
                format!("Name einer Person in einem öffentlichen Dokument: `{name}`"),
                format!("name of a person in a public document: `{name}`"),
            ],
            Lint::EffectMissing { label, .. } => {
                [format!("Angabe im Formular fehlt: `{label}`"), format!("the form is not filled in: `{label}`")]
            }
            Lint::NumberForm { number, .. } => [
                format!("Nummer hat nicht die Form dieses Kreises: `{number}`"),
                format!("number has not the form of this county: `{number}`"),
            ],
            Lint::ResolutionInReport { kind } => {
                [format!("`{kind}` hat keinen Beschlussvorschlag"), format!("`{kind}` has no proposed resolution")]
            }
            Lint::RunningMoneyEnds { recommendation, last, until } => [
                format!("`{recommendation}` läuft bis {until}, die laufenden Mittel enden {last}"),
                format!("`{recommendation}` goes on until {until}, its running money ends in {last}"),
            ],
            Lint::EmptyList { kind } => [
                format!("Liste ohne Einträge wird nicht gedruckt: `{kind}`"),
                format!("a list without entries is not printed: `{kind}`"),
            ],
            Lint::WithoutInquiry => [
                "Antwort auf eine Anfrage, aber keine Anfrage".to_owned(),
                "an answer to an inquiry, but no inquiry".to_owned(),
            ],
            Lint::Incomplete { recommendation, missing } => [
                format!("Empfehlung `{recommendation}` ohne {}", words(missing)),
                format!("recommendation `{recommendation}` without {}", words(missing)),
            ],
            Lint::OppositeTargets { one, other, indicator } => [
                format!("`{one}` und `{other}` haben verschiedene Zielwerte für `{indicator}` im selben Jahr"),
                format!("`{one}` and `{other}` have different targets for `{indicator}` in the same year"),
            ],
            Lint::FewVoices { title, persons } => [
                format!("Zitate von nur {persons} Personen lassen sich zuordnen: `{title}`"),
                format!("quotes of {persons} persons only can be traced: `{title}`"),
            ],
            Lint::StepsMissing { steps } => {
                let listed = |language| join_words(&steps.iter().map(usize::to_string).collect::<Vec<_>>(), language);
                [
                    format!("Schritte des Steuerungskreislaufs ohne Kapitel: {}", listed(Language::De)),
                    format!("steps of the steering cycle without a chapter: {}", listed(Language::En)),
                ]
            }
            Lint::WithoutAffected => [
                "die Perspektive der Betroffenen fehlt, ohne Grund".to_owned(),
                "the perspective of those affected is missing, without a reason".to_owned(),
            ],
            Lint::ContributionOpen { chapter, owner, missing: true } => [
                format!("Beitrag von {owner} fehlt: `{chapter}`"),
                format!("contribution of {owner} is missing: `{chapter}`"),
            ],
            Lint::ContributionOpen { chapter, owner, missing: false } => [
                format!("Beitrag von {owner} ist noch ein Entwurf: `{chapter}`"),
                format!("contribution of {owner} is still a draft: `{chapter}`"),
            ],
            Lint::LongSentence { words, most } => [
                format!("Satz mit {words} Wörtern, in einfacher Sprache höchstens {most}"),
                format!("sentence of {words} words, at most {most} in plain language"),
            ],
            Lint::LongWord { word } => {
                [format!("langes Wort ohne Bindestrich: `{word}`"), format!("long word without a hyphen: `{word}`")]
            }
            Lint::PlaceElsewhere { facility, area } => [
                format!("`{facility}` liegt nach seinem Ort nicht in `{area}`"),
                format!("`{facility}` does not lie in `{area}` by its place"),
            ],
            Lint::Undecided => [
                "Beschlussvorlage, über die niemand entscheidet".to_owned(),
                "a paper for decision, and nobody decides".to_owned(),
            ],
            Lint::PaperNotAsked { template } => [
                format!("die Vorlage `{template}` druckt kein `[paper]`"),
                format!("the template `{template}` prints no `[paper]`"),
            ],
            Lint::PeriodBeyondData { to, as_of } => [
                format!("der Zeitraum reicht bis {to}, die Daten bis {as_of}"),
                format!("the period goes on until {to}, the data until {as_of}"),
            ],
            Lint::AccountDiffers { account, .. } => [
                format!("Konto im Beschlussvorschlag steht nicht in der Finanztabelle: `{account}`"),
                format!("account in the resolution is not in the table of costs: `{account}`"),
            ],
            Lint::NumberTwice { number, other } => [
                format!("Nummer `{number}` hat auch der Bericht `{other}`"),
                format!("report `{other}` has the number `{number}`, too"),
            ],
            Lint::NotEntitled { committee } => [
                format!("`{committee}` entscheidet nach `bodies.toml` nicht"),
                format!("`{committee}` does not decide, says `bodies.toml`"),
            ],
            Lint::MoneyOutsideSchedule { recommendation, year } => [
                format!("Empfehlung `{recommendation}` hat Mittel für {year}, außerhalb ihres Zeitraums"),
                format!("recommendation `{recommendation}` has money for {year}, outside of its schedule"),
            ],
            Lint::SpentWithoutPlan { recommendation, name, year } => [
                format!("Empfehlung `{recommendation}`: für `{name}` ist {year} ausgegeben, aber nichts geplant"),
                format!("recommendation `{recommendation}`: money was spent for `{name}` in {year}, but none planned"),
            ],
        };
        match language {
            Language::De => german,
            Language::En => english,
        }
    }

    /// What helps.
    pub fn hints(&self, language: Language) -> Vec<String> {
        let one = |german: &str, english: &str| vec![language.pick(german, english).to_owned()];
        match self {
            Lint::TypedNumber { question: Some(question), .. } => vec![match language {
                Language::De => format!("erfragen: `{{{{ {question} }}}}`"),
                Language::En => format!("ask for it: `{{{{ {question} }}}}`"),
            }],
            Lint::TypedNumber { .. } => one(
                "Zahlen aus den Daten erfragen, etwa `{{ value(\"…\") }}`",
                "ask for numbers of the data, as in `{{ value(\"…\") }}`",
            ),
            Lint::AmountDiffers { known, .. } => vec![match language {
                Language::De => {
                    format!("erfragen: `{{{{ money(JAHR) }}}}` oder `{{{{ money() }}}}`; bekannt: {}", known.join(", "))
                }
                Language::En => {
                    format!("ask for it: `{{{{ money(YEAR) }}}}` or `{{{{ money() }}}}`; known: {}", known.join(", "))
                }
            }],
            Lint::CostsDiffer { .. } => one(
                "die Zeilen `[[paper.finance.item]]` weglassen: dann gelten die Kosten der Empfehlungen",
                "leave the rows `[[paper.finance.item]]` out: then the costs of the recommendations hold",
            ),
            Lint::NotSelfContained { .. } => one(
                "ausschreiben: der Beschluss steht später allein im Protokoll",
                "write it out: the resolution will stand alone in the minutes",
            ),
            Lint::AnnexNotCited { .. } => one(
                "im Text nennen, etwa `{{ see(\"BERICHT\") }}`",
                "name it in the text, as in `{{ see(\"REPORT\") }}`",
            ),
            Lint::AnnexWithoutReason { .. } => {
                one("`reason = \"…\"` in der Anlage ergänzen", "add `reason = \"…\"` to the annex")
            }
            Lint::OldData { .. } => one(
                "neuere Daten einlesen, oder `oldest_data` unter `[checks]` in `drucksache.toml` anpassen",
                "read newer data, or change `oldest_data` below `[checks]` in `drucksache.toml`",
            ),
            Lint::Causal { .. } => one(
                "beschreiben statt erklären: „geht einher mit“, „zugleich“, „in Räumen mit“",
                "describe instead of explaining: \"goes with\", \"at the same time\", \"in areas with\"",
            ),
            Lint::PersonNamed { .. } => {
                one("Amt oder Rolle nennen statt der Person", "name the office or the role instead of the person")
            }
            Lint::EffectMissing { id, .. } => vec![match language {
                Language::De => format!("unter `[paper.effects]` angeben: `{id} = {{ affected = false }}`"),
                Language::En => format!("say it below `[paper.effects]`: `{id} = {{ affected = false }}`"),
            }],
            Lint::NumberForm { forms, .. } => vec![match language {
                Language::De => format!("`#` steht für eine Ziffer: {}", forms.join(", ")),
                Language::En => format!("`#` is a digit: {}", forms.join(", ")),
            }],
            Lint::ResolutionInReport { .. } => one(
                "`kind = \"decision\"` oder `\"information\"` wählen",
                "choose `kind = \"decision\"` or `\"information\"`",
            ),
            Lint::WithoutInquiry => one("`[paper.inquiry]` ergänzen", "add `[paper.inquiry]`"),
            Lint::OppositeTargets { .. } => one(
                "eine der beiden zurückstellen oder die Ziele abstimmen",
                "postpone one of them, or agree on a target",
            ),
            Lint::FewVoices { .. } => one(
                "zusammenfassen statt zitieren, wenn weniger als fünf sprachen",
                "sum up instead of quoting where fewer than five have spoken",
            ),
            Lint::StepsMissing { .. } => one(
                "je ein Kapitel mit `step = …`, und sei es mit einem Satz, warum nichts vorliegt",
                "a chapter with `step = …` for each, if only to say why there is nothing",
            ),
            Lint::WithoutAffected => one(
                "eine Liste `participation`, oder `without_affected = \"warum nicht\"` im Bericht",
                "a list `participation`, or `without_affected = \"why not\"` in the report",
            ),
            Lint::LongWord { .. } => {
                one("teilen: „Grund-Sicherung“, oder ein kürzeres Wort", "divide it, or find a shorter word")
            }
            Lint::LongSentence { .. } => one("zwei Sätze daraus machen", "make two sentences of it"),
            Lint::PlaceElsewhere { .. } => one("`area` oder `point` berichtigen", "correct `area` or `point`"),
            Lint::Undecided => {
                one("bei einer Sitzung `decides = true` angeben", "say `decides = true` for one of the sessions")
            }
            Lint::PaperNotAsked { .. } => one(
                "`template = \"vorlage\"` wählen, oder `[paper]` weglassen",
                "choose `template = \"vorlage\"`, or leave `[paper]` out",
            ),
            Lint::PeriodBeyondData { .. } => {
                one("`to` unter `[period]` oder `as_of` berichtigen", "correct `to` below `[period]`, or `as_of`")
            }
            Lint::AccountDiffers { known, .. } => {
                let known: Vec<String> = known.iter().map(|account| format!("`{account}`")).collect();
                vec![format!("{}: {}", language.pick("bekannt", "known"), join_words(&known, language))]
            }
            Lint::NumberTwice { .. } => one(
                "jede Vorlage hat ihre eigene Nummer, auch im Ratsinformationssystem",
                "every paper has a number of its own, in the council information system as well",
            ),
            Lint::RunningMoneyEnds { .. } => one(
                "Folgekosten unter `amounts` nennen, sei es mit 0, oder `until` berichtigen",
                "name what follows in `amounts`, if only with 0, or correct `until`",
            ),
            Lint::EmptyList { .. } => one(
                "das Verzeichnis neben `sources.toml` ergänzen, oder die Liste weglassen",
                "add entries to the register beside `sources.toml`, or leave the list out",
            ),
            Lint::NotEntitled { .. } => one(
                "`decides` bei der Sitzung weglassen, oder beim Gremium ergänzen",
                "leave `decides` out of the session, or add it to the committee",
            ),
            Lint::MoneyOutsideSchedule { .. } => {
                one("`from`, `until` oder das Haushaltsjahr berichtigen", "correct `from`, `until` or the budget year")
            }
            Lint::SpentWithoutPlan { .. } => one(
                "das Jahr auch unter `amounts` nennen, sei es mit 0",
                "name the year in `amounts` as well, if only with 0",
            ),
            Lint::Incomplete { .. } | Lint::ContributionOpen { .. } => Vec::new(),
        }
    }
}

fn words(keys: &[&'static str]) -> String {
    keys.iter().map(|key| format!("`{key}`")).collect::<Vec<_>>().join(", ")
}
