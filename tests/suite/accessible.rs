//! Every PDF as an archive and a screen reader see it, read back with a library of its own.

use std::collections::BTreeMap;
use std::fs;

use hayro_syntax::Pdf;
use hayro_syntax::object::{Dict, Object};

use crate::workspace::{project, sample};

/// What the objects of a PDF say of its structure.
#[derive(Debug, Default)]
struct Structure {
    /// How often each structure element occurs.
    elements: BTreeMap<String, usize>,
    /// Alternative texts of figures.
    alternatives: usize,
    /// Header cells with the scope of a row.
    row_headers: usize,
    language: String,
    has_outline: bool,
    shows_title: bool,
    is_tagged: bool,
}

fn name(dict: &Dict<'_>, key: &str) -> Option<String> {
    dict.get::<hayro_syntax::object::Name<'_>>(key).map(|name| String::from_utf8_lossy(&name).into_owned())
}

fn structure(bytes: &[u8]) -> Structure {
    let pdf = Pdf::new(bytes.to_vec()).unwrap_or_else(|error| panic!("{error:?}"));
    let mut found = Structure::default();
    for object in pdf.objects() {
        let Object::Dict(dict) = object else { continue };
        if name(&dict, "Type").as_deref() == Some("Catalog") {
            let language = dict.get::<hayro_syntax::object::String<'_>>("Lang");
            found.language =
                language.map(|text| String::from_utf8_lossy(text.as_bytes()).into_owned()).unwrap_or_default();
            found.has_outline = dict.contains_key("Outlines");
            let flag = |owner: &str, key: &str| {
                dict.get::<Dict<'_>>(owner).and_then(|inner| inner.get::<bool>(key)).unwrap_or(false)
            };
            found.is_tagged = flag("MarkInfo", "Marked") && dict.contains_key("StructTreeRoot");
            found.shows_title = flag("ViewerPreferences", "DisplayDocTitle");
        }
        let Some(kind) = name(&dict, "S").filter(|_| dict.contains_key("P") && dict.contains_key("K")) else {
            continue;
        };
        if kind == "Figure" && dict.contains_key("Alt") {
            found.alternatives += 1;
        }
        if kind == "TH" && scope(&dict).as_deref() == Some("Row") {
            found.row_headers += 1;
        }
        *found.elements.entry(kind).or_default() += 1;
    }
    found
}

fn scope(cell: &Dict<'_>) -> Option<String> {
    let one = cell.get::<Dict<'_>>("A").and_then(|attributes| name(&attributes, "Scope"));
    one.or_else(|| {
        let all = cell.get::<hayro_syntax::object::Array<'_>>("A")?;
        all.iter::<Dict<'_>>().find_map(|attributes| name(&attributes, "Scope"))
    })
}

#[test]
fn every_document_is_tagged_titled_german_and_has_bookmarks() {
    for (id, delivery) in &sample().deliveries {
        let found = structure(&fs::read(&delivery.file).unwrap());
        assert!(found.is_tagged, "{id} is not tagged");
        assert!(found.shows_title, "{id} does not show its title");
        assert!(found.has_outline, "{id} has no bookmarks");
        assert_eq!(found.language, "de-DE", "{id}");
    }
}

#[test]
fn every_document_declares_archive_and_accessibility() {
    for (id, delivery) in &sample().deliveries {
        let bytes = fs::read(&delivery.file).unwrap();
        let text = String::from_utf8_lossy(&bytes);
        for mark in [
            "<pdfaid:part>2</pdfaid:part>",
            "<pdfaid:conformance>A</pdfaid:conformance>",
            "<pdfuaid:part>1</pdfuaid:part>",
        ] {
            assert!(text.contains(mark), "{id} lacks {mark}");
        }
    }
}

#[test]
fn every_drawing_has_an_alternative_text_and_every_row_a_header() {
    for (id, delivery) in &sample().deliveries {
        let found = structure(&fs::read(&delivery.file).unwrap());
        let drawings = fs::read_dir(project(delivery).join("drawings")).map_or(0, Iterator::count);
        // The coat of arms stands once in every document; every line of a form has two boxes.
        let paper = fs::read_to_string(project(delivery).join("vorlage/main.typ")).unwrap_or_default();
        let boxes = 2 * paper.matches("\"affected\":").count();
        assert_eq!(found.alternatives, drawings + boxes + 1, "{id}: {:?}", found.elements);
        let rows = found.elements.get("TR").copied().unwrap_or_default();
        let tables = found.elements.get("Table").copied().unwrap_or_default();
        let heads = found.elements.get("TH").copied().unwrap_or_default();
        let short = delivery.pages.len() == 1;
        assert!(tables > 0 || short, "{id}: {found:?}");
        // Rows that name a group are heads of their own; every other row names itself.
        let named = found.row_headers + 3 * tables;
        assert!(heads >= rows && 6 * named >= 5 * rows, "{id}: {found:?}");
    }
}

#[test]
fn alternative_texts_name_areas_and_values() {
    let typst = fs::read_to_string(sample().output.path().join("sozialbericht/typst/sozialbericht/main.typ")).unwrap();
    let alternatives: Vec<&str> =
        typst.split("\"alt\": \"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    assert!(alternatives.len() > 90);
    let is_of_values = |text: &&&str| {
        (text.starts_with("Karte") || text.starts_with("Balken")) && !text.starts_with("Karte der Einrichtungen")
    };
    for text in alternatives.iter().filter(is_of_values) {
        let names = ["Holmau", "Amt Seenland", "Rickelsund", "Tarnbek", "Lütjendorf", "Grevenhude", "Amt "];
        assert!(text.contains("2024") || text.contains("2023"), "no year: {text}");
        assert!(
            text.contains("Von ") && (names.iter().any(|name| text.contains(name)) || text.contains("-mal")),
            "no range: {text}"
        );
    }
    assert!(alternatives.iter().any(|text| text.contains("geheim gehalten")), "secrets are spoken");
}

#[test]
fn drawings_write_in_the_embedded_face_only() {
    for delivery in sample().deliveries.values() {
        for entry in fs::read_dir(project(delivery).join("drawings")).into_iter().flatten() {
            let svg = fs::read_to_string(entry.unwrap().path()).unwrap();
            for family in svg.split("font-family=\"").skip(1).map(|rest| rest.split('"').next().unwrap()) {
                assert_eq!(family, drucksache::typeface::FAMILY);
            }
        }
    }
}
