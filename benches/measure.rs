//! The measure stage against a bare polars query that reads the same file and does the same joins, sums and
//! divisions, each in a process of its own, in one run. `cargo bench --bench measure -- 11000` is the whole of
//! Germany: 11 000 municipalities × 100 rates × 20 years, 44 million base values; without a number a tenth of it.

#![expect(
    clippy::print_stdout,
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a benchmark times and prints"
)]

use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{BufWriter, Write as _};
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use drucksache::problem::Notes;
use drucksache::{data, definition, plan};
use polars::prelude::*;
use polars_io::SerReader;
use polars_io::csv::read::CsvReadOptions;
use polars_io::parquet::read::ParquetReader;
use polars_io::parquet::write::ParquetWriter;

const INDICATORS: usize = 100;
const YEARS: std::ops::RangeInclusive<i32> = 2005..=2024;
const STATES: usize = 16;
const COUNTIES: usize = 400;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    match arguments.as_slice() {
        [what, format, folder] => one(what, format, Path::new(folder)),
        [municipalities] => all(municipalities.parse().unwrap()),
        _ => all(1100),
    }
}

/// Both ways for both formats, with ratios.
fn all(municipalities: usize) {
    let folder = tempfile::tempdir().unwrap();
    write_workspace(folder.path(), municipalities);
    let values = municipalities * INDICATORS * 2 * YEARS.count();
    println!("{municipalities} municipalities, {values} base values");
    for format in ["csv", "parquet"] {
        let run = |what: &str| -> (f64, f64) {
            let program = std::env::current_exe().unwrap();
            let output = Command::new(program).args([what, format]).arg(folder.path()).output().unwrap();
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
            let text = String::from_utf8(output.stdout).unwrap();
            let mut numbers = text.split_whitespace().map(|word| word.parse::<f64>().unwrap());
            (numbers.next().unwrap(), numbers.next().unwrap())
        };
        let (bare, ours) = (run("bare"), run("ours"));
        println!(
            "{format:<8} bare {:6.2} s {:6.0} MB   measure {:6.2} s {:6.0} MB   ratio {:.2} time, {:.2} memory",
            bare.0,
            bare.1,
            ours.0,
            ours.1,
            ours.0 / bare.0,
            ours.1 / bare.1
        );
    }
}

/// One way, in this process: seconds and the most memory that was held.
fn one(what: &str, format: &str, folder: &Path) {
    let seconds = match what {
        "bare" => bare(format, folder),
        _ => ours(format, folder),
    };
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes: f64 = peak.and_then(|text| text.split_whitespace().next()?.parse().ok()).unwrap_or(0.0);
    println!("{seconds} {}", kilobytes / 1024.0);
}

fn ours(format: &str, folder: &Path) -> f64 {
    let sources = format!(
        "[[source]]\nid = \"zahlen\"\nfile = \"zahlen.{format}\"\ntitle = \"Z\"\nprovider = \"Z\"\ncolumns = {{ area = \"key\", period = \"year\", value = \"value\" }}\ndimensions = {{ code = \"code\" }}\n"
    );
    fs::write(folder.join("data/sources.toml"), sources).unwrap();
    let mut notes = Notes::new();
    let definitions = definition::read(folder).unwrap_or_else(|problems| panic!("{problems}"));
    let plan = plan::resolve(definitions, &mut notes).unwrap_or_else(|problems| panic!("{problems}"));
    let start = Instant::now();
    let measured = data::measure(&plan.cube, &mut notes).unwrap_or_else(|problems| panic!("{problems}"));
    let seconds = start.elapsed().as_secs_f64();
    let numbers = measured.cells.iter().filter(|cell| cell.value().is_some()).count();
    assert_eq!(numbers, plan.cube.indicators.len() * plan.cube.areas.areas.len() * YEARS.count());
    seconds
}

fn bare(format: &str, folder: &Path) -> f64 {
    let areas = CsvReadOptions::default()
        .map_parse_options(|options| options.with_separator(b';'))
        .with_schema_overwrite(Some(Arc::new(Schema::from_iter([
            Field::new("key".into(), DataType::String),
            Field::new("county".into(), DataType::String),
            Field::new("state".into(), DataType::String),
        ]))))
        .try_into_reader_with_file_path(Some(folder.join("lookup.csv")))
        .unwrap()
        .finish()
        .unwrap();
    let start = Instant::now();
    let frame = match format {
        "csv" => CsvReadOptions::default()
            .map_parse_options(|options| options.with_separator(b';'))
            .with_schema_overwrite(Some(Arc::new(Schema::from_iter([Field::new("key".into(), DataType::String)]))))
            .try_into_reader_with_file_path(Some(folder.join("data/zahlen.csv")))
            .unwrap()
            .finish()
            .unwrap(),
        _ => ParquetReader::new(File::open(folder.join("data/zahlen.parquet")).unwrap()).finish().unwrap(),
    };
    // `a017` stands over `b017`: one lookup says which pair a code belongs to, and on which side.
    let codes: Vec<String> = (0..INDICATORS).flat_map(|at| [format!("a{at:03}"), format!("b{at:03}")]).collect();
    let pairs: Vec<u32> = (0..2 * INDICATORS as u32).map(|at| at / 2).collect();
    let above: Vec<bool> = (0..2 * INDICATORS).map(|at| at % 2 == 0).collect();
    let lookup = df!("code" => codes, "pair" => pairs, "above" => above).unwrap();
    let inner = || JoinArgs::new(JoinType::Inner);
    let joined = frame
        .lazy()
        .join(areas.lazy(), [col("key")], [col("key")], inner())
        .join(lookup.lazy(), [col("code")], [col("code")], inner())
        .select([col("key"), col("county"), col("state"), col("year"), col("pair"), col("above"), col("value")])
        .collect()
        .unwrap();
    let mut rates = 0;
    for level in ["key", "county", "state", "country"] {
        let by = match level {
            "country" => vec![col("year"), col("pair")],
            _ => vec![col(level), col("year"), col("pair")],
        };
        let side = |above: bool| when(col("above").eq(lit(above))).then(col("value")).otherwise(lit(0)).sum();
        let rate = joined
            .clone()
            .lazy()
            .group_by(by)
            .agg([side(true).alias("numerator"), side(false).alias("denominator")])
            .with_column(
                (col("numerator").cast(DataType::Float64) / col("denominator").cast(DataType::Float64) * lit(100.0))
                    .alias("rate"),
            )
            .collect()
            .unwrap();
        rates += rate.height();
    }
    let seconds = start.elapsed().as_secs_f64();
    assert!(rates > 0);
    seconds
}

/// Keys, files and definitions of a made-up country.
fn write_workspace(folder: &Path, municipalities: usize) {
    fs::create_dir_all(folder.join("data")).unwrap();
    fs::create_dir_all(folder.join("indicator-sets")).unwrap();
    fs::create_dir_all(folder.join("reports")).unwrap();
    let mut areas = String::from("key;name;level;parent\n");
    let mut lookup = String::from("key;county;state\n");
    let mut keys = Vec::new();
    let counties = COUNTIES.min(municipalities);
    for at in 0..municipalities {
        let county = at * counties / municipalities;
        let state = county * STATES / counties;
        let county_key = format!("{:02}{:03}", state + 1, county);
        let key = format!("{county_key}{:03}", at % 1000);
        writeln!(areas, "{key};G{at};gemeinde;{county_key}").unwrap();
        writeln!(lookup, "{key};{county_key};{:02}", state + 1).unwrap();
        keys.push(key);
    }
    for county in 0..counties {
        let state = county * STATES / counties;
        writeln!(areas, "{:02}{county:03};K{county};kreis;{:02}", state + 1, state + 1).unwrap();
    }
    for state in 0..STATES.min(counties) {
        writeln!(areas, "{:02};L{state};land;DG", state + 1).unwrap();
    }
    areas.push_str("DG;Deutschland;bund;\n");
    fs::write(folder.join("data/areas.csv"), areas).unwrap();
    fs::write(folder.join("lookup.csv"), lookup).unwrap();
    let mut set = String::from("title = \"Z\"\n");
    for at in 0..INDICATORS {
        for part in ["a", "b"] {
            writeln!(set, "[[base]]\nid = \"{part}{at:03}\"\nname = \"{part}{at}\"\nsource = \"zahlen\"\nwhere = {{ code = [\"{part}{at:03}\"] }}").unwrap();
        }
        writeln!(set, "[[indicator]]\nid = \"i{at:03}\"\nname = \"I\"\ndefinition = \"I\"\nkind = \"share\"\nnumerator = [\"a{at:03}\"]\ndenominator = [\"b{at:03}\"]\nreading = \"x\"").unwrap();
    }
    fs::write(folder.join("indicator-sets/zahlen.toml"), set).unwrap();
    let levels: String = ["gemeinde", "kreis", "land", "bund"]
        .iter()
        .map(|level| format!("[[level]]\nid = \"{level}\"\nname = \"{level}\"\nplural = \"{level}\"\n"))
        .collect();
    let settings = format!(
        "[publisher]\nname = \"B\"\nhead = \"B\"\nunit = \"B\"\n{levels}[[area_table]]\nfile = \"areas.csv\"\n"
    );
    fs::write(folder.join("drucksache.toml"), settings).unwrap();
    let report = format!(
        "template = \"fachbericht\"\ntitle = \"B\"\ndate = 2025-01-31\nas_of = 2024-12-31\n[areas]\nlevel = \"land\"\ncompare = \"DG\"\n[period]\nfrom = {}\nto = {}\n[[chapter]]\ntitle = \"Z\"\nindicators = [\"i000\"]\n",
        YEARS.start(),
        YEARS.end()
    );
    fs::write(folder.join("reports/alles.toml"), report).unwrap();
    write_numbers(folder, &keys);
}

/// The numbers as CSV and as Parquet, area by area as a statistical office would deliver them.
fn write_numbers(folder: &Path, keys: &[String]) {
    let mut file = BufWriter::new(File::create(folder.join("data/zahlen.csv")).unwrap());
    writeln!(file, "key;year;code;value").unwrap();
    let (mut area, mut period, mut code, mut value) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for (at, key) in keys.iter().enumerate() {
        for year in YEARS {
            for indicator in 0..INDICATORS {
                let below = 100 + (at * 31 + indicator * 17) % 900 + year as usize % 7;
                let above = below * (indicator % 50 + 1) / 100 + 1;
                for (part, number) in [("a", above), ("b", below)] {
                    writeln!(file, "{key};{year};{part}{indicator:03};{number}").unwrap();
                    area.push(key.as_str());
                    period.push(year);
                    code.push(format!("{part}{indicator:03}"));
                    value.push(number as i64);
                }
            }
        }
    }
    let mut frame = df!("key" => area, "year" => period, "code" => code, "value" => value).unwrap();
    ParquetWriter::new(File::create(folder.join("data/zahlen.parquet")).unwrap()).finish(&mut frame).unwrap();
}
