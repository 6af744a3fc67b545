//! The council paper: what a councillor looks for, and what must agree.

use crate::workspace::sample;

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
    assert_eq!(text.matches("152\u{202f}000").count(), 3, "resolution, sum and cover of 2026: {text}");
}
