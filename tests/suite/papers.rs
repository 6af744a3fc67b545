//! The council paper: what a councillor looks for, and what must agree.

use drucksache::problem::Notes;

use crate::workspace::{build, over_sample_data, report, sample};

#[test]
fn the_first_page_has_number_committees_and_resolution() {
    let page = &sample().deliveries["vorlage"].pages[0];
    for wanted in ["DrS/2025/117", "Sozialausschuss", "Kreistag", "Entscheidung", "Beschlussvorschlag", "Sachverhalt"] {
        assert!(page.contains(wanted), "{wanted}");
    }
    assert!(page.to_uppercase().contains("BESCHLUSSVORLAGE"), "{page}");
}

#[test]
fn the_same_value_stands_in_resolution_and_matter() {
    let text = sample().deliveries["vorlage"].pages.join(" ").replace('\n', " ");
    let value = "12,9\u{202f}%";
    assert!(text.matches(value).count() >= 2, "{text}");
}

#[test]
fn the_internal_annex_lies_beside_the_paper_and_is_marked() {
    let folder = sample().output.path().join("vorlage");
    let annex = std::fs::read(folder.join("anlage-1-fachbericht.pdf")).unwrap();
    let report = std::fs::read(sample().output.path().join("fachbericht/fachbericht.pdf")).unwrap();
    assert!(annex != report, "the annex says what it belongs to");
    let pages = |bytes: Vec<u8>| hayro_syntax::Pdf::new(bytes).unwrap().pages().len();
    assert_eq!(pages(annex), pages(report));
    let text = sample().deliveries["vorlage"].pages.join(" ").replace('\n', " ");
    assert!(text.contains("nichtöffentlich"), "{text}");
    let report = &sample().deliveries["fachbericht"];
    assert!(report.pages.iter().all(|page| page.to_lowercase().contains("intern")));
}

#[test]
fn costs_and_cover_agree_in_print() {
    let text = sample().deliveries["vorlage"].pages.join("\n");
    assert_eq!(text.matches("114\u{202f}000").count(), 3, "resolution, sum and cover of 2026: {text}");
}

#[test]
fn a_table_that_crosses_pages_may_stand_in_an_annex() {
    // The data table behind the bars has a row for every municipality.
    let annexed = report("gemeinde", "\"anteil_65\"")
        + "show = []\n\n[[chapter.picture]]\nkind = \"bars\"\nlevel = \"gemeinde\"\nindicators = [\"anteil_65\"]\n";
    let paper = "template = \"vorlage\"\ntitle = \"Vorlage\"\ndate = 2025-02-10\nas_of = 2024-12-31\n\n[areas]\n\
                 level = \"kreis\"\ncompare = \"99001\"\n\n[period]\nfrom = 2015\nto = 2024\n\n[paper]\nnumber = \"DrS/2025/9\"\n\
                 kind = \"information\"\nlead = \"Sozialplanung\"\n\n[[paper.consultation]]\ncommittee = \"Sozialausschuss\"\n\
                 date = 2025-03-10\nrole = \"Kenntnisnahme\"\n\n[[annex]]\nreport = \"probe\"\n";
    let files = [("reports/probe.toml", annexed.as_str()), ("reports/paper.toml", paper)];
    let folder = over_sample_data(&files, |text| text);
    let output = tempfile::tempdir().unwrap();
    let outcome = build(folder.path(), output.path(), &mut Notes::new()).unwrap();
    assert!(outcome.problems.is_empty(), "{}", outcome.problems);
    let annex = std::fs::read(output.path().join("paper/anlage-1-probe.pdf")).unwrap();
    assert!(hayro_syntax::Pdf::new(annex).unwrap().pages().len() > 3);
}
