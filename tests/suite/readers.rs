//! Every real file that offices deliver, read as it came, against what an independent reader found in it:
//! `tests/real/readers.csv` holds counts, periods, keys by length, and cells looked up by eye.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use drucksache::data::{self, Inspection};
use drucksache::definition::{Name, Source};
use drucksache::map;
use drucksache::plan::{BoundaryPlan, SourcePlan};
use drucksache::problem::Place;
use rayon::prelude::*;

use crate::workspace::{root, run};

/// The folder of real data, where it is there.
#[expect(clippy::print_stderr, reason = "a test that is skipped says so")]
pub fn real_data() -> Option<PathBuf> {
    let folder = root().join("../shared/data");
    if !folder.is_dir() {
        eprintln!("skipped: {} is absent", folder.display());
        return None;
    }
    Some(folder)
}

fn inspect(path: &Path, sheet: &str, key: Option<&str>) -> Inspection {
    let mut source = Source::bare("probe", &path.display().to_string());
    source.sheet = (!sheet.is_empty()).then(|| Name::new(0..0, sheet.to_owned()));
    let plan = SourcePlan::of_file(source, path.to_owned());
    data::inspect(&plan, None, key).unwrap_or_else(|problems| panic!("{}: {problems}", path.display()))
}

#[test]
fn real_files_are_read_as_an_independent_reader_read_them() {
    let Some(folder) = real_data() else { return };
    let path = root().join("tests/real/readers.csv");
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_path(path).unwrap();
    let rows: Vec<BTreeMap<String, String>> = reader.deserialize().map(Result::unwrap).collect();
    assert!(rows.len() > 50);
    let wrong: Vec<String> = rows
        .par_iter()
        .flat_map_iter(|row| {
            let file = folder.join(&row["file"]);
            let found = inspect(&file, &row["sheet"], Some(&row["key"]));
            let keys: Vec<String> = found.keys.iter().map(|(length, count)| format!("{length}:{count}")).collect();
            let years = found.years.map(|(first, last)| (first.to_string(), last.to_string())).unwrap_or_default();
            let fact = found.first.iter().any(|fact| {
                fact.line.to_string() == row["line"]
                    && fact.value == row["value"]
                    && (row["period"].is_empty() || fact.period == row["period"])
            });
            let counts = (found.facts.to_string(), years, keys.join(" "));
            let expected = (row["facts"].clone(), (row["first"].clone(), row["last"].clone()), row["keys"].clone());
            let cell = (!fact)
                .then(|| format!("{}: {} in line {} is not {}", row["file"], row["key"], row["line"], row["value"]));
            let count = (counts != expected).then(|| format!("{}: {counts:?} instead of {expected:?}", row["file"]));
            cell.into_iter().chain(count)
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_list_of_municipalities_gives_hectares_and_people() {
    let Some(folder) = real_data() else { return };
    let value = |file: &str, measure: &str| {
        let found = inspect(&folder.join("gemeindeverzeichnis").join(file), "", Some("01060063"));
        let fact = found.first.into_iter().find(|fact| fact.codes == [measure]);
        fact.map(|fact| fact.value).unwrap_or_default()
    };
    assert_eq!(value("GV100AD_300918_segeberg.ASC", "bevoelkerung"), "77996");
    assert_eq!(value("GV100AD_31082025.txt", "flaeche"), "5810");
    let whole = inspect(&folder.join("gemeindeverzeichnis/GV100AD_31082025.txt"), "", None);
    assert_eq!(whole.keys, BTreeMap::from([(8, 10_952)]));
    // In the workbook of the same office the key is cut into five columns under a stacked, merged header.
    let workbook = folder.join("gemeindeverzeichnis/AuszugGV2QAktuell_2024-06-30.xlsx");
    let found = inspect(&workbook, "", Some("010600063063"));
    let people = found.first.iter().find(|fact| fact.codes[0].starts_with("Bevölkerung | insgesamt")).unwrap();
    assert_eq!((people.value.as_str(), people.period.as_str()), ("81880", "31.12.2022"));
}

/// A file of a few lines, inspected.
fn small(name: &str, bytes: &[u8], key: Option<&str>) -> Inspection {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, bytes).unwrap();
    inspect(&path, "", key)
}

fn values(found: &Inspection) -> Vec<&str> {
    found.first.iter().map(|fact| fact.value.as_str()).collect()
}

#[test]
fn tables_are_understood_in_german_and_english_dialects() {
    let semicolon = small("a.csv", b"Schl\xfcssel;Jahr;Alter;Anzahl\n01060;2024;0-2;1.234\n01060;2024;3-5;-\n", None);
    assert_eq!(values(&semicolon), ["1234", "nothing"]);
    assert_eq!(semicolon.dimensions[0].names, ["Alter"]);
    let comma = small("a.csv", b"area_code,year,value\n01060,2024,\"1,234.5\"\n01061,2024,7\n", None);
    assert_eq!((values(&comma), comma.decimal), (vec!["1234.5", "7"], '.'));
    let wide = small("a.csv", "ags\tname\t2023\t2024\n01060005\tBad Segeberg\t17,5\t18,1\n".as_bytes(), None);
    assert_eq!(values(&wide), ["17.5", "18.1"]);
    assert_eq!(wide.years, Some((2023, 2024)));
    let measures = small("a.csv", b"key;year;births;deaths\n01060;2024;12;9\n", None);
    assert_eq!(
        measures.dimensions[0].codes.iter().map(|(code, _)| code.as_str()).collect::<Vec<_>>(),
        ["births", "deaths"]
    );
}

#[test]
fn the_older_flat_layout_and_inkar_are_known() {
    let text = "Statistik_Code;Statistik_Label;Zeit_Code;Zeit_Label;Zeit;1_Merkmal_Code;1_Merkmal_Label;1_Auspraegung_Code;\
                1_Auspraegung_Label;2_Merkmal_Code;2_Merkmal_Label;2_Auspraegung_Code;2_Auspraegung_Label;\
                BEVSTD__Bevoelkerungsstand__Anzahl\n\
                12411;Fortschreibung;STAG;Stichtag;31.12.2023;KREISE;Kreise;01;  Schleswig-Holstein;GES;Geschlecht;;Insgesamt;2965691\n\
                12411;Fortschreibung;STAG;Stichtag;31.12.2023;KREISE;Kreise;01060;      Segeberg;GES;Geschlecht;GESM;männlich;140000\n";
    let found = small("alt.csv", text.as_bytes(), None);
    assert_eq!((found.format, values(&found)), ("flat", vec!["2965691", "140000"]));
    assert_eq!(found.dimensions[0].names, ["GES", "Geschlecht"]);
    assert_eq!(found.title, Vec::<String>::new());
    let text = "Bereich;ID;Kuerzel;Indikator;Raumbezug;Kennziffer;Name;Zeitbezug;Wert\n\
                Soziales;12;q_SGBII;SGB II-Quote;Kreise;01060000;Segeberg;2021;5,96\n\
                Soziales;12;q_SGBII;SGB II-Quote;Gemeindeverbände;010600005;Bad Segeberg;2021;9,1\n";
    let found = small("inkar.csv", text.as_bytes(), Some("01060000"));
    assert_eq!((found.format, values(&found)), ("flat", vec!["5.96"]));
    assert_eq!(found.dimensions[0].codes, [("q_SGBII".to_owned(), "SGB II-Quote".to_owned())]);
}

#[test]
fn semesters_of_a_year_stay_apart() {
    let head = "statistics_code;statistics_label;time_code;time_label;time;1_variable_code;1_variable_label;\
                1_variable_attribute_code;1_variable_attribute_label;value;value_unit;value_variable_code;value_variable_label;value_q\n";
    let row = |time: &str, value: &str| {
        format!(
            "21311;Studierende;SEMEST;Semester;{time};KREISE;Kreise;01060;Segeberg;{value};Anzahl;BIL002;Studierende;e\n"
        )
    };
    let text = format!("\u{feff}{head}{}{}", row("2023-10P6M", "12"), row("2023-04P6M", "11"));
    let found = small("flat.csv", text.as_bytes(), None);
    assert_eq!((found.years, found.periods.len()), (Some((2023, 2023)), 2));
}

#[test]
fn lists_of_persons_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("meldeliste.csv");
    fs::write(&path, "ags;Vorname;Nachname;Geburtsdatum;anzahl\n01060005;A;B;01.01.1980;1\n").unwrap();
    let output = run(&["inspect", &path.display().to_string()]);
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(1));
    assert!(text.contains("D0073") && text.contains("`Geburtsdatum`") && text.contains(":1:"), "{text}");
}

#[test]
fn inspect_ends_with_an_entry_that_reads_the_same_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("kinder.csv");
    fs::write(&path, "raumschluessel;jahr;gruppe;wert\n99001001;2024;a;5\n99001001;2024;b;-9999\n").unwrap();
    let output = run(&["inspect", &path.display().to_string()]);
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let entry = text.split("[[source]]").nth(1).unwrap();
    let table: toml::Table = entry.parse().unwrap_or_else(|error| panic!("{error}\n{entry}"));
    assert_eq!(table["columns"]["area"].as_str(), Some("raumschluessel"));
    assert_eq!(table["dimensions"]["gruppe"].as_str(), Some("gruppe"));
    assert_eq!(table["signs"]["-9999"].as_str(), Some("missing"));
    let json = run(&["inspect", "--json", &path.display().to_string()]);
    let json: serde_json::Value = serde_json::from_slice(&json.stdout).unwrap();
    assert_eq!((json["format"].as_str(), json["facts"].as_u64()), (Some("tidy"), Some(2)));
}

#[test]
fn real_boundaries_are_read_with_their_keys() {
    let Some(folder) = real_data() else { return };
    for (file, key, count, example) in [
        ("deutschland-kreise-vg5000.geojson", "ARS", 401, "01060"),
        ("schleswig-holstein-gemeinden-vg250ew.geojson", "ags", 1106, "01060063"),
        ("segeberg-gemeinden.geojson", "AGS", 96, "01060063"),
        ("segeberg-kreis-aemter-gemeinden-odsh.geojson", "key", 105, "01060"),
        ("segeberg-raeume-dissolved.geojson", "ARS", 16, "010605043"),
        ("segeberg-vwg-vg5000.geojson", "ARS", 16, "010600063"),
    ] {
        let path = folder.join("geo").join(file);
        let place = Place::file(file);
        let plan = BoundaryPlan { path, place, key: key.to_owned(), credit: String::new() };
        let found = map::read_boundaries(&plan).unwrap_or_else(|problems| panic!("{file}: {problems}"));
        assert_eq!(found.len(), count, "{file}");
        assert!(found.contains_key(example), "{file}: {example}");
    }
}

#[test]
fn parquet_is_read_by_its_types() {
    use polars::df;
    use polars_io::parquet::write::ParquetWriter;

    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("leute.parquet");
    let mut frame = df!(
        "ags" => ["01060005", "01060005", "01060063"],
        "jahr" => [2023_i32, 2024, 2024],
        "gruppe" => ["u15", "u15", "u15"],
        "wert" => [Some(12.5), None, Some(-3.0)]
    )
    .unwrap();
    ParquetWriter::new(fs::File::create(&path).unwrap()).finish(&mut frame).unwrap();
    let found = inspect(&path, "", None);
    assert_eq!((found.format, values(&found)), ("parquet", vec!["12.5", "missing", "-3"]));
    assert_eq!((found.years, found.keys), (Some((2023, 2024)), BTreeMap::from([(8, 2)])));
}

#[test]
fn numbers_beside_keys_are_never_taken_for_keys() {
    let months = "GENESIS-Tabelle: 13211-0005\nArbeitslose;;;;;\n;;;;Arbeitslose;Arbeitslose\n;;;;männlich;weiblich\n\
                  2023;Januar;01060;Segeberg;4000;3500\n2023;Januar;01001;Flensburg;2000;1500\n\
                  2023;Februar;01060;Segeberg;4100;3600\n2023;Februar;01001;Flensburg;2100;1600\n__________\n";
    let found = small("monate.csv", months.as_bytes(), Some("01060"));
    assert_eq!(values(&found), ["4000", "3500", "4100", "3600"]);
    assert_eq!(found.keys, BTreeMap::from([(5, 2)]));
    let finest = "Amt;Gemeinde;Jahr;Kinder\n010605005;01060002;2022;1200\n010605005;01060009;2022;2200\n";
    assert_eq!(small("finest.csv", finest.as_bytes(), None).keys, BTreeMap::from([(8, 2)]));
}

#[test]
fn what_stands_in_many_deliveries_is_understood() {
    let values_of = |text: &str| {
        values(&small("a.csv", text.as_bytes(), None)).iter().map(|value| (*value).to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(values_of("ags;jahr;anteil\n01060005;2022;12,5 %\n01060063;2022;<3\n"), ["12.5", "secret"]);
    assert_eq!(
        values_of("Kinder in Kitas 2022\nStand: 01.03.2024\nAGS;Kinder\n01060005;12\n01060063;22\n"),
        ["12", "22"]
    );
    let year = small(
        "a.csv",
        "Kinder in Kitas 2022\nStand: 01.03.2024\nAGS;Kinder\n01060005;12\n01060063;22\n".as_bytes(),
        None,
    );
    assert_eq!(year.years, Some((2022, 2022)), "the state of the data is not its year");
    let blank = "ags;jahr;wert\n01060005;2022;12\n;2023;13\n01060063;2022;22\n;2023;23\n";
    assert_eq!(small("a.csv", blank.as_bytes(), Some("01060005")).first.len(), 2, "the key stands once for its group");
    let heads = "AGS;Gemeinde;2022;;2023;\n;;Kinder;Plätze;Kinder;Plätze\n01060005;BS;1;2;3;4\n01060063;No;5;6;7;8\n";
    assert_eq!(values_of(heads), ["1", "2", "3", "4", "5", "6", "7", "8"]);
    let unsure = small("a.csv", b"ags;jahr;wert\n01060005;2022;1.432\n01060063;2022;2.117\n", None);
    assert_eq!(unsure.ambiguous.as_deref(), Some("1.432"));
}
