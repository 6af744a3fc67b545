//! What a strict council office sends back, each with its line.

use drucksache::number::Language;
use drucksache::problem::Notes;

use crate::golden;
use crate::workspace::{build, root, small_county};

const HEAD: &str = "date = 2025-08-20\nas_of = 2022-12-31\n\n[areas]\nlevel = \"gemeinde\"\ncompare = \"88001\"\n\n\
                    [period]\nfrom = 2023\nto = 2024\n\n";

const PAPER: &str = r#"[paper]
number = "DrS/2025/17"
kind = "decision"
lead = "Sozialplanung"
goals = ["bildungg"]
recommendations = ["a"]

[[paper.consultation]]
committee = "Sozialauschuss"
date = 2025-09-11
role = "Vorberatung"

[[paper.consultation]]
committee = "Kreistag"
date = 2025-09-01
role = "Entscheidung"
decides = true

[paper.resolution]
intro = "Der Kreistag beschließt:"
items = ["Die oben genannte Stelle wird mit 12 000 Euro gefördert.", "Dafür stehen im Produktkonto 36300.5012 rund 10 TEUR bereit.", "Der Anteil von 26,2 % in Ahrendorf soll sinken."]

[[paper.finance.item]]
name = "Personal"
account = "36300.5318"
amounts = { 2026 = 10000 }

[[paper.finance.cover]]
name = "Deckung"
amounts = { 2026 = 9000 }

[paper.effects]
klima = { affected = false }

[[chapter]]
title = "Sachverhalt"
text = "text.md"
indicators = ["jugend"]
show = []

[[annex]]
report = "thema"
public = false
"#;

const TEXT: &str = "Der Zuzug führt zu mehr jungen Menschen: {{ value(\"jugend\") }}, in Ahrendorf 26,2 %, im Süden 12,3 %.\n\n\
                    Nach Auskunft von Frau Petersen reichen die Plätze nicht.\n";

const REGISTER: &str = r#"[[recommendation]]
id = "a"
number = "1"
title = "Eine Stelle"
field = "familie"
from = 2026-01-01
until = 2026-12-31

[[recommendation.money]]
name = "Personal"
amounts = { 2026 = 11000 }
spent = { 2025 = 500 }

[[recommendation.target]]
indicator = "jugend"
from = 2023
value = 40.0
by = 2028

[[recommendation]]
id = "b"
number = "2"
title = "Eine andere"
until = 2026-12-31

[[recommendation.money]]
name = "Sachmittel"
amounts = { 2027 = 100 }

[[recommendation.target]]
indicator = "jugend"
from = 2023
value = 20.0
by = 2028
"#;

const EVIDENCE: &str = "[[participation]]\nid = \"g\"\ntitle = \"Gespräch\"\nmethod = \"interview\"\ndate = 2025-02-01\n\
                        depth = \"consultation\"\npersons = 3\n\n[[participation.quote]]\ntext = \"Ja.\"\nby = \"Vater\"\n";

/// Everything that is told of the county with these changes.
fn told(paper: &str, settings: &str) -> String {
    let goals = "[[goal]]\nid = \"bildung\"\nnumber = \"1\"\ntitle = \"Bildung\"\n\n[[field]]\nid = \"familie\"\ntitle = \"Familie\"\n";
    let bodies = "[[committee]]\nname = \"Sozialausschuss\"\ndecides = true\n\n[[committee]]\nname = \"Kreistag\"\n";
    let again = format!(
        "template = \"vorlage\"\ntitle = \"Antwort\"\n{HEAD}[paper]\nnumber = \"DrS/2025/117\"\nkind = \"report\"\nlead = \
         \"Sozialplanung\"\n\n[[chapter]]\ntitle = \"Sachverhalt\"\nindicators = [\"jugend\"]\n"
    );
    let topic = format!(
        "template = \"fachbericht\"\ntitle = \"Thema\"\nstatus = \"internal\"\n{HEAD}[[chapter]]\ntitle = \"Thema\"\n\
         step = 1\nowner = \"FD Jugend\"\ncontribution = \"draft\"\nindicators = [\"jugend\"]\n"
    );
    let plain =
        format!("template = \"einfach\"\ntitle = \"E\"\n{HEAD}[[chapter]]\ntitle = \"Wer\"\ntext = \"wer.md\"\n");
    let long = "Das ist ein Satz, der so viele Wörter hat, dass ihn kaum jemand ohne Mühe bis zum Ende lesen möchte.\n\n\
                Die Sozialversicherungspflicht gilt.\n";
    let folder = small_county(&[
        ("drucksache.toml", &format!("+\n{settings}")),
        ("data/goals.toml", goals),
        ("data/bodies.toml", bodies),
        ("data/recommendations.toml", REGISTER),
        ("data/evidence.toml", EVIDENCE),
        ("reports/vorlage.toml", &format!("template = \"vorlage\"\ntitle = \"Vorlage\"\n{HEAD}{paper}")),
        ("reports/vorlage/text.md", TEXT),
        ("reports/thema.toml", &topic),
        ("reports/antwort.toml", &again),
        ("reports/einfach.toml", &plain),
        ("reports/einfach/wer.md", long),
    ]);
    let output = tempfile::tempdir().unwrap();
    let mut notes = Notes::new();
    let mut problems = match build(folder.path(), output.path(), &mut notes) {
        Ok(outcome) => outcome.problems,
        Err(problems) => problems,
    };
    problems.append(notes);
    let line = |problem: drucksache::problem::Problem| {
        let place =
            problem.place.as_ref().map(|place| format!("{}:{}:{} ", place.file.display(), place.line, place.column));
        let place = place.unwrap_or_default().replace('\\', "/");
        let words = problem.fault.sentence(Language::De);
        let hints = problem.fault.hints(Language::De).into_iter().map(|hint| format!("\n  {hint}")).collect::<String>();
        format!("{place}{} {words}{hints}", problem.fault.code())
    };
    problems.sorted().into_iter().map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn everything_that_an_office_would_send_back_has_its_line() {
    let labels = "[papers]\nlabels = \"segeberg\"\n";
    let first = told(PAPER, labels);
    // What is refused hides what is found later; then the rest.
    let mended = PAPER
        .replace("DrS/2025/17\"", "DrS/2025/117\"")
        .replace("bildungg", "bildung")
        .replace("Sozialauschuss", "Sozialausschuss")
        .replace("klima", "staff");
    let second = told(&mended, labels);
    let agreed = mended.replace("2026 = 10000", "2026 = 11000").replace("2026 = 9000", "2026 = 11000");
    let third = told(&agreed.replace("12 000 Euro", "11 000 Euro").replace("10 TEUR", "11 TEUR"), labels);
    golden::compare("council.txt", &format!("{first}\n\n{second}\n\n{third}\n"));
}

#[test]
fn the_sample_would_go_through() {
    let mut notes = Notes::new();
    drucksache::pipeline::check(&root(), &[], Language::De, &mut notes, &|_| {}).unwrap();
    assert!(notes.is_empty(), "{notes}");
}

#[test]
fn what_would_be_lost_or_counted_twice_is_told() {
    // The first paper of the sample county in small, with one slip after the other.
    let sound = PAPER
        .replace("DrS/2025/17\"", "DrS/2025/117\"")
        .replace("bildungg", "bildung")
        .replace("Sozialauschuss", "Sozialausschuss")
        .replace("klima", "staff")
        .replace("2026 = 10000", "2026 = 11000")
        .replace("2026 = 9000", "2026 = 11000")
        .replace("12 000 Euro", "11 000 Euro")
        .replace("10 TEUR", "11 TEUR");
    let labels = "[papers]\nlabels = \"neutral\"\n";
    for (written, slip, code) in [
        // A year right before an amount hides nothing.
        ("mit 11 000 Euro", "für 2026 64 000 Euro", "D0111"),
        ("mit 11 000 Euro", "mit EUR 64.000", "D0111"),
        ("recommendations = [\"a\"]", "recommendations = [\"a\", \"a\"]", "D0014"),
        ("decides = true\n", "", "D0137"),
        ("number = \"DrS/2025/117\"", "number = \" \"", "D0012"),
        ("show = []\n", "show = []\n\n[[chapter.list]]\nkind = \"costs\"\nonly = [\"a\", \"a\"]\n", "D0014"),
    ] {
        assert!(sound.contains(written), "{written}");
        let told = told(&sound.replace(written, slip), labels);
        let place = told.lines().find(|line| line.contains(code) && line.starts_with("reports/vorlage.toml"));
        assert!(place.is_some(), "{code}: {told}");
    }
    let told = told(&sound.replace("\"Die oben genannte", "\"\", \"Die oben genannte"), labels);
    assert!(!told.contains("D0060"), "one empty item among others is none: {told}");
}
