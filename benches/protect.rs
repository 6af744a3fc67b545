//! How protection and audit grow with the number of areas, in one run: 100, 1 000 and 11 000 municipalities under
//! counties, states and the country, one protected figure over its population in four years, about one count in seven
//! below the minimum. Beside the seconds stands the growth against the row above, and what n·√n would be.
//! `cargo bench --bench protect`.

#![expect(
    clippy::print_stdout,
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a benchmark times and prints"
)]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::time::Instant;

use drucksache::definition::Status;
use drucksache::plan::Scope;
use drucksache::problem::Notes;
use drucksache::{data, definition, disclosure, plan};

/// Municipalities of a county, counties of a state.
const PER_COUNTY: usize = 28;
const PER_STATE: usize = 25;

fn main() {
    let mut before: Option<(f64, f64)> = None;
    println!("municipalities  sums    secrets  hidden   seconds  growth  n·√n");
    for municipalities in [100, 1_000, 11_000] {
        let folder = tempfile::tempdir().unwrap();
        write_workspace(folder.path(), municipalities);
        let mut notes = Notes::new();
        let definitions = definition::read(folder.path()).unwrap_or_else(|problems| panic!("{problems}"));
        let plan = plan::resolve(definitions, &mut notes).unwrap_or_else(|problems| panic!("{problems}"));
        let measured = data::measure(&plan.cube, &mut notes).unwrap_or_else(|problems| panic!("{problems}"));
        let scope = Scope::everything(&plan.cube, Status::Public);
        // The best of three: the machine has other things to do.
        let mut seconds = f64::MAX;
        let mut told = String::new();
        for _ in 0..3 {
            let start = Instant::now();
            let (_, account) = disclosure::protect(&measured, &plan.cube, &scope, &[]);
            seconds = seconds.min(start.elapsed().as_secs_f64());
            assert!(account.exposed.is_empty());
            told = format!(
                "{:<7} {:<8} {:<7}",
                account.values.iter().sum::<usize>(),
                account.checked,
                account.hidden.len()
            );
        }
        let count = municipalities as f64;
        let growth = before.map(|(fewer, faster)| (seconds / faster, (count / fewer).powf(1.5)));
        let growth = growth.map(|(ours, allowed)| format!("{ours:6.1}  {allowed:.1}")).unwrap_or_default();
        println!("{municipalities:<15} {told}  {seconds:7.3}  {growth}");
        before = Some((count, seconds));
    }
}

/// Keys, files and definitions of a made-up country.
fn write_workspace(folder: &Path, municipalities: usize) {
    for inside in ["data", "indicator-sets", "reports"] {
        fs::create_dir_all(folder.join(inside)).unwrap();
    }
    let mut areas = String::from("key;name;level;parent\n");
    let (mut people, mut cases) = ("key;year;value\n".to_owned(), "key;year;value\n".to_owned());
    let counties = municipalities.div_ceil(PER_COUNTY);
    let mut chance: u64 = 7;
    let mut drawn = |most: u64| {
        chance = chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (chance >> 33) % most
    };
    for at in 0..municipalities {
        let county = at / PER_COUNTY;
        let key = format!("g{at:05}");
        writeln!(areas, "{key};G{at};gemeinde;k{county:03}").unwrap();
        for year in 2021..=2024 {
            let size = 200 + drawn(40) * drawn(40) * 5;
            writeln!(people, "{key};{year};{size}").unwrap();
            writeln!(cases, "{key};{year};{}", size * (1 + drawn(8)) / 250).unwrap();
        }
    }
    for county in 0..counties {
        writeln!(areas, "k{county:03};K{county};kreis;l{:02}", county / PER_STATE).unwrap();
    }
    for state in 0..counties.div_ceil(PER_STATE) {
        writeln!(areas, "l{state:02};L{state};land;DG").unwrap();
    }
    areas.push_str("DG;Deutschland;bund;\n");
    let levels: String = ["gemeinde", "kreis", "land", "bund"]
        .iter()
        .map(|level| format!("[[level]]\nid = \"{level}\"\nname = \"{level}\"\nplural = \"{level}\"\n"))
        .collect();
    let settings = format!(
        "[publisher]\nname = \"B\"\nhead = \"B\"\nunit = \"B\"\n{levels}[[area_table]]\nfile = \"areas.csv\"\n"
    );
    let source = |id: &str, rule: &str| {
        format!("[[source]]\nid = \"{id}\"\nfile = \"{id}.csv\"\ntitle = \"{id}\"\nprovider = \"B\"\n{rule}")
    };
    let sources =
        source("people", "") + &source("cases", "protection = { minimum = 3, reason = \"Anzahl unter 3\" }\n");
    let set = "title = \"Z\"\n[[base]]\nid = \"people\"\nname = \"P\"\nsource = \"people\"\n[[base]]\nid = \"cases\"\nname = \
               \"C\"\nsource = \"cases\"\n[[indicator]]\nid = \"share\"\nname = \"S\"\ndefinition = \"S\"\nkind = \"share\"\nnumerator \
               = [\"cases\"]\ndenominator = [\"people\"]\nreading = \"x\"\n";
    let report = "template = \"fachbericht\"\ntitle = \"B\"\ndate = 2025-01-01\nas_of = 2024-12-31\n[areas]\nlevel = \
                  \"gemeinde\"\ncompare = \"DG\"\n[period]\nfrom = 2021\nto = 2024\n[[chapter]]\ntitle = \"B\"\nindicators = [\"share\"]\n";
    for (name, text) in [
        ("drucksache.toml", settings.as_str()),
        ("data/areas.csv", &areas),
        ("data/sources.toml", &sources),
        ("data/people.csv", &people),
        ("data/cases.csv", &cases),
        ("indicator-sets/set.toml", set),
        ("reports/report.toml", report),
    ] {
        fs::write(folder.join(name), text).unwrap();
    }
}
