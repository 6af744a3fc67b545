//! The chapter of the handbook about pictures: every kind with its lines and its drawing, as the gallery of the sample
//! county shows them. The drawings beside the handbook are the golden ones.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use drucksache::definition;
use drucksache::plan::{self, PicturePlan};
use drucksache::problem::Notes;

use crate::golden;
use crate::workspace::{root, sample};

const CHAPTER: &str = "docs/handbuch/abbildungen.md";
const DRAWINGS: &str = "docs/bilder/galerie";
const BEGIN: &str = "<!-- Ab hier aus reports/galerie.toml -->\n";
/// Its pictures are looked at in the gallery itself.
const EDGES: &str = "Grenzfälle";

/// Alternative texts by file name, as the PDF has them.
fn alternatives(typst: &str) -> BTreeMap<String, String> {
    let entries = typst.split("\"path\": \"/drawings/").skip(1);
    let entry = |rest: &str| {
        let (name, rest) = rest.split_once('"')?;
        let (_, alt) = rest.split_once("\"alt\": \"")?;
        Some((name.to_owned(), alt.split("\", \"").next()?.to_owned()))
    };
    entries.filter_map(entry).collect()
}

fn word(picture: &PicturePlan) -> String {
    format!("{:?}", picture.kind).to_lowercase()
}

#[test]
fn the_handbook_shows_every_kind_as_it_is_drawn() {
    let plan = plan::resolve(definition::read(&root()).unwrap(), &mut Notes::new()).unwrap();
    let gallery = plan.document("galerie").unwrap();
    let folder = sample().output.path().join("galerie/typst");
    let alternatives = alternatives(&fs::read_to_string(folder.join("galerie/main.typ")).unwrap());
    let mut text = String::from(BEGIN);
    let mut number = 0;
    let mut names = Vec::new();
    for chapter in &gallery.chapters {
        if chapter.title != EDGES {
            text.push_str(&format!("\n## {}\n", chapter.title));
        }
        for picture in chapter.pictures() {
            number += 1;
            if chapter.title == EDGES {
                continue;
            }
            let source = format!("picture-{number}.svg");
            text.push_str(&format!("\n### `{}`\n\n```toml\n{}\n```\n", word(picture), picture.definition));
            let (Ok(svg), Some(alt)) =
                (fs::read_to_string(folder.join("drawings").join(&source)), alternatives.get(&source))
            else {
                text.push_str("\nEine Tabelle mit einer kleinen Linie in jeder Zeile.\n");
                continue;
            };
            let name = format!("{number:02}-{}.svg", word(picture));
            let alt = alt.replace(['[', ']'], "");
            text.push_str(&format!("\n![{alt}](../bilder/galerie/{name})\n"));
            golden::compare_at(&root().join(DRAWINGS).join(&name), &svg);
            names.push(name);
        }
    }
    let left =
        fs::read_dir(root().join(DRAWINGS)).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let left: Vec<String> = left.filter(|name| !names.contains(name)).collect();
    assert!(left.is_empty(), "left over in {DRAWINGS}: {left:?}");
    let path = root().join(CHAPTER);
    let written = fs::read_to_string(&path).unwrap();
    let head = written.split(BEGIN).next().unwrap();
    golden::compare_at(&path, &format!("{head}{text}"));
}

#[test]
fn the_gallery_shows_every_kind_and_the_handbook_names_all() {
    let source = fs::read_to_string(root().join("src/definition/picture.rs")).unwrap();
    let (_, kinds) = source.split_once("pub enum PictureKind {").unwrap();
    let kinds = kinds.split('}').next().unwrap().lines().map(str::trim).filter(|line| line.ends_with(','));
    let gallery = fs::read_to_string(root().join("reports/galerie.toml")).unwrap();
    let handbook = fs::read_to_string(Path::new(&root()).join(CHAPTER)).unwrap();
    let head = handbook.split(BEGIN).next().unwrap();
    for kind in kinds.map(|line| line.trim_end_matches(',').to_lowercase()) {
        assert!(gallery.contains(&format!("kind = \"{kind}\"")), "{kind} is not in the gallery");
        assert!(head.contains(&format!("`{kind}`")), "{kind} is not explained");
    }
}
