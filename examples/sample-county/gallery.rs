//! What the gallery of pictures needs beside the figures of reports: ages by sex and citizenship, a survey, three futures,
//! edge cases, a partition with long names. The sums agree with the other files.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::land::{AREAS, Land};
use super::noise::noise;

/// Names of sixty letters.
const ALLIANCES: [&str; 4] = [
    "Verwaltungsgemeinschaft Unteres Holmautal mit Geestgemeinden",
    "Kommunaler Zweckverband Daseinsvorsorge Altensiel-Lütjendorf",
    "Interkommunale Arbeitsgemeinschaft Seenland und Nordermarsch",
    "Kooperationsraum Tarnbek-Rickelsund",
];

/// Which of them each area belongs to, in the order of areas.
const MEMBERS: [usize; 15] = [0, 3, 1, 3, 0, 0, 1, 0, 3, 2, 1, 2, 0, 3, 0];

/// Age groups of `einwohner.csv` and how many classes of five years they make up together.
const GROUPS: [(&[&str], usize); 6] = [
    (&["0-2", "3-5", "6-14"], 3),
    (&["15-17", "18-20", "21-24"], 2),
    (&["25-44"], 4),
    (&["45-64"], 4),
    (&["65-79"], 3),
    (&["80+"], 3),
];

/// How often people without a German passport are in a class of five years.
const FOREIGN: [f64; 19] =
    [0.9, 0.85, 0.8, 0.9, 1.3, 1.7, 1.9, 1.8, 1.5, 1.2, 1.0, 0.75, 0.5, 0.32, 0.2, 0.13, 0.08, 0.04, 0.02];

const ANSWERS: [&str; 5] =
    ["trifft voll zu", "trifft eher zu", "teils, teils", "trifft eher nicht zu", "trifft nicht zu"];

/// Statements with the shares of their answers and how many answered.
const STATEMENTS: [(&str, [f64; 5], i64); 5] = [
    ("zahlen", [0.31, 0.38, 0.17, 0.10, 0.04], 398),
    ("beteiligt", [0.12, 0.24, 0.27, 0.25, 0.12], 402),
    ("wirkung", [0.08, 0.21, 0.36, 0.23, 0.12], 377),
    ("verstaendlich", [0.35, 0.36, 0.16, 0.09, 0.04], 405),
    ("zeit", [0.05, 0.14, 0.21, 0.34, 0.26], 396),
];

/// The files by name; `tables` are those that their sums come from.
pub fn tables(land: &Land, tables: &BTreeMap<&'static str, String>) -> Vec<(&'static str, String)> {
    let people = sums(&tables["einwohner.csv"], 4);
    let foreigners = sums(&tables["auslaender.csv"], 2);
    vec![
        ("altersaufbau.csv", ages(&sums_by_area(land, &tables["einwohner.csv"]), &foreigners)),
        ("umfrage.csv", survey()),
        (
            "prognose.csv",
            futures(people.iter().filter(|(key, _)| key.starts_with("2024")).map(|(_, count)| count).sum()),
        ),
        ("prognose_alter.csv", futures_by_age(&sums_by_area(land, &tables["einwohner.csv"]))),
        ("randfaelle.csv", edges()),
        ("verbuende.csv", alliances(land)),
    ]
}

/// Counts of the county by what stands between the key and the number: „2024;0-2;m".
fn sums(table: &str, values: usize) -> BTreeMap<String, i64> {
    let mut found = BTreeMap::new();
    for line in table.lines().skip(1) {
        let cells: Vec<&str> = line.split(';').collect();
        *found.entry(cells[1..values].join(";")).or_default() += cells[values].parse::<i64>().unwrap_or(0);
    }
    found
}

/// The same for every area.
fn sums_by_area(land: &Land, table: &str) -> BTreeMap<String, BTreeMap<String, i64>> {
    let owner = |key: &str| land.municipalities.iter().find(|found| found.key == key).and_then(|found| found.area);
    let mut lines: BTreeMap<usize, String> = BTreeMap::new();
    for line in table.lines().skip(1) {
        if let Some(area) = line.split(';').next().and_then(owner) {
            let _ = writeln!(lines.entry(area).or_insert_with(|| "kopf\n".to_owned()), "{line}");
        }
    }
    lines.into_iter().map(|(area, lines)| (AREAS[area].key.to_owned(), sums(&lines, 4))).collect()
}

/// Whole numbers that add up to the total, in about these proportions.
fn split(total: i64, weights: &[f64]) -> Vec<i64> {
    let whole: f64 = weights.iter().sum();
    let exact: Vec<f64> = weights.iter().map(|weight| total as f64 * weight / whole).collect();
    let mut counts: Vec<i64> = exact.iter().map(|count| count.floor() as i64).collect();
    let mut order: Vec<usize> = (0..counts.len()).collect();
    order.sort_by(|one, other| exact[*other].fract().total_cmp(&exact[*one].fract()).then(one.cmp(other)));
    let rest = usize::try_from(total - counts.iter().sum::<i64>()).unwrap_or(0);
    for at in order.into_iter().take(rest) {
        counts[at] += 1;
    }
    counts
}

/// Births of a year: many around 1964, few in the seventies, again more around 1990.
fn births(year: f64) -> f64 {
    let wave = |middle: f64, width: f64| (-((year - middle) / width).powi(2)).exp();
    1.0 + 0.55 * wave(1964.0, 9.0) + 0.18 * wave(1990.0, 6.0) - 0.12 * wave(1977.0, 4.0)
}

/// Every area as a whole, the county by citizenship.
fn ages(people: &BTreeMap<String, BTreeMap<String, i64>>, foreigners: &BTreeMap<String, i64>) -> String {
    let mut text = String::from("schluessel;jahr;alter;geschlecht;staat;wert\n");
    for year in 2015..=2024 {
        let foreign: Vec<f64> = [0.53, 0.47].iter().flat_map(|sex| FOREIGN.map(|weight| weight * sex)).collect();
        let foreign = split(foreigners[&year.to_string()], &foreign);
        for (sex, letter) in ["m", "w"].into_iter().enumerate() {
            let survivors = |class: usize| match class {
                16 => 0.75,
                17 => 0.45,
                18 => [0.11, 0.2][sex],
                _ => 1.0,
            };
            let weight = |class: usize| births(f64::from(year) - class as f64 * 5.0 - 2.5) * survivors(class);
            let mut first = 0;
            for (groups, classes) in GROUPS {
                let weights: Vec<f64> = (first..first + classes).map(weight).collect();
                let mut counts = vec![0; classes];
                for (key, people) in people {
                    let total = groups.iter().map(|group| people[&format!("{year};{group};{letter}")]).sum();
                    for (class, count) in split(total, &weights).into_iter().enumerate() {
                        counts[class] += count;
                        let label = label(first + class);
                        let _ = writeln!(text, "{key};{year};{label};{letter};insgesamt;{count}");
                    }
                }
                for (class, count) in (first..).zip(counts) {
                    let (label, foreign) = (label(class), foreign[sex * FOREIGN.len() + class]);
                    let _ = writeln!(text, "99001;{year};{label};{letter};insgesamt;{count}");
                    let _ = writeln!(text, "99001;{year};{label};{letter};auslaendisch;{foreign}");
                    let _ = writeln!(text, "99001;{year};{label};{letter};deutsch;{}", count - foreign);
                }
                first += classes;
            }
        }
    }
    text
}

fn label(class: usize) -> String {
    if class == 18 { "90+".to_owned() } else { format!("{}-{}", class * 5, class * 5 + 4) }
}

fn survey() -> String {
    let mut text = String::from("schluessel;jahr;frage;antwort;wert\n");
    for (statement, shares, count) in STATEMENTS {
        for (answer, count) in ANSWERS.iter().zip(split(count, &shares)) {
            let _ = writeln!(text, "99001;2024;{statement};{answer};{count}");
        }
    }
    text
}

/// Three futures whose growth goes straight from the first rate to the last, in hundreds.
fn futures(people: i64) -> String {
    let mut text = String::from("schluessel;jahr;variante;wert\n");
    for (name, first, last) in [("niedrig", 0.0012, -0.0042), ("mittel", 0.0035, -0.0008), ("hoch", 0.0058, 0.0034)] {
        let mut count = people as f64;
        for year in 0..=10 {
            count *= 1.0 + first + (last - first) * f64::from(year) / 10.0;
            let _ = writeln!(text, "99001;{};{name};{}", 2025 + year, (count / 100.0).round() as i64 * 100);
        }
    }
    text
}

/// Its name, its ages, and the first and last yearly growth of three futures.
type Ageing = (&'static str, &'static [&'static str], [[f64; 2]; 3]);

/// The same for children and for the oldest, by area, with the county as their sum.
fn futures_by_age(people: &BTreeMap<String, BTreeMap<String, i64>>) -> String {
    const GROUPS: [Ageing; 2] = [
        ("u15", &["0-2", "3-5", "6-14"], [[-0.004, -0.019], [0.001, -0.009], [0.006, 0.003]]),
        ("ab80", &["80+"], [[0.012, 0.019], [0.016, 0.026], [0.02, 0.034]]),
    ];
    let mut text = String::from("schluessel;jahr;gruppe;variante;wert\n");
    for (group, ages, rates) in GROUPS {
        for (name, [first, last]) in ["niedrig", "mittel", "hoch"].iter().zip(rates) {
            let mut county = [0; 11];
            for (key, people) in people {
                let all = ages.iter().flat_map(|age| ["m", "w"].map(|sex| people[&format!("2024;{age};{sex}")]));
                let mut count = all.sum::<i64>() as f64;
                let drift = 0.006 * (noise(&[&"future", key, &group]) - 0.5);
                for year in 0..=10 {
                    count *= 1.0 + first + drift + (last - first) * f64::from(year) / 10.0;
                    let rounded = (count / 10.0).round() as i64 * 10;
                    county[usize::try_from(year).unwrap_or_default()] += rounded;
                    let _ = writeln!(text, "{key};{};{group};{name};{rounded}", 2025 + year);
                }
            }
            for (year, count) in (2025..).zip(county) {
                let _ = writeln!(text, "99001;{year};{group};{name};{count}");
            }
        }
    }
    text
}

fn edges() -> String {
    let mut text = String::from("schluessel;jahr;fall;wert\n");
    let areas =
        (1..=7).map(|town| format!("99001000{town}")).chain((1..=8).map(|country| format!("9900150{country}0")));
    let comma = |value: f64| format!("{value:.1}").replace('.', ",");
    for (at, area) in areas.enumerate() {
        let step = at as f64;
        let sign = if at % 2 == 0 { 1.0 } else { -1.0 };
        let secret = if at == 4 { ".".to_owned() } else { comma(8.0 + step * 0.7) };
        for (case, value) in [
            ("gleich", "12,5".to_owned()),
            ("fehlt", "...".to_owned()),
            ("geheim", secret),
            ("negativ", comma(sign * (2.3 + step * 1.9) - 6.0)),
            ("riesig", (1_234_567_890_u64 + (at * at) as u64 * 37_000_111).to_string()),
        ] {
            let _ = writeln!(text, "{area};2024;{case};{value}");
        }
        let mut value = 40.0 + step;
        for year in 2005..=2024 {
            value += 0.15 + 1.75 * noise(&[&"edge", &area, &year]);
            let _ = writeln!(text, "{area};{year};reihe;{}", comma(value));
        }
    }
    text
}

fn alliances(land: &Land) -> String {
    let mut text = String::from("key;name;member\n");
    for found in &land.municipalities {
        // Nobody lives in the forest.
        let Some(alliance) = found.area.map(|area| MEMBERS[area]) else { continue };
        let _ = writeln!(text, "V{};{};{}", alliance + 1, ALLIANCES[alliance], found.key);
    }
    text
}
