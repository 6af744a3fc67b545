//! Golden texts: what a station of the line gave when it was last looked at. A missing file is written
//! and fails once; `UPDATE_GOLDEN=1` writes all anew.

use std::fs;
use std::path::Path;

use crate::workspace::root;

/// Compares with `tests/golden/<name>`.
pub fn compare(name: &str, text: &str) {
    compare_at(&root().join("tests/golden").join(name), text);
}

/// Compares with a file that people read as well.
pub fn compare_at(path: &Path, text: &str) {
    let name = path.file_name().unwrap().to_string_lossy();
    #[expect(clippy::disallowed_methods, reason = "a switch for developers, not for the program")]
    let update = std::env::var("UPDATE_GOLDEN").is_ok();
    if update {
        fs::write(path, text).unwrap();
        return;
    }
    let Ok(golden) = fs::read_to_string(path) else {
        fs::write(path, text).unwrap();
        panic!("{name} was missing and has been written: look at it and commit it");
    };
    for (number, (now, before)) in text.lines().zip(golden.lines()).enumerate() {
        assert_eq!(now, before, "{name}, line {}", number + 1);
    }
    assert_eq!(text.lines().count(), golden.lines().count(), "{name} has another length");
}

#[test]
fn no_golden_file_is_left_over() {
    let known = [
        "council.txt",
        "kinderarmut.csv",
        "mistakes.txt",
        "mistakes-en.txt",
        "mistakes-lists.txt",
        "mistakes-pictures.txt",
        "ranking.svg",
        "texts",
        "vorlage.typ",
    ];
    for entry in fs::read_dir(root().join("tests/golden")).unwrap() {
        let name = entry.unwrap().file_name().to_string_lossy().into_owned();
        assert!(known.contains(&name.as_str()), "{name} belongs to no test");
    }
}
