//! The figures: invented, but with the relations that real ones have. Towns are younger and poorer
//! than the country, everybody ages, the war of 2022 brings new neighbours.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::land::{AREAS, Land, SMALLEST};
use super::noise::noise;

const YEARS: std::ops::RangeInclusive<i32> = 2015..=2024;

/// Age groups with their share of the population and how the share changes in ten years.
const AGES: [(&str, f64, f64); 10] = [
    ("0-2", 0.027, -0.001),
    ("3-5", 0.028, 0.001),
    ("6-14", 0.085, 0.002),
    ("15-17", 0.030, -0.002),
    ("18-20", 0.031, -0.003),
    ("21-24", 0.041, -0.003),
    ("25-44", 0.233, 0.002),
    ("45-64", 0.307, -0.018),
    ("65-79", 0.152, 0.008),
    ("80+", 0.066, 0.014),
];

/// Poverty against the county's mean, area by area as in `AREAS`.
const BURDEN: [f64; 15] = [1.52, 1.47, 1.18, 1.35, 1.61, 1.08, 0.78, 0.66, 0.71, 0.52, 0.84, 0.58, 0.62, 0.91, 0.69];
/// Schools that lead to a degree stand in these areas.
const SCHOOLS: [bool; 15] =
    [true, true, true, true, true, true, false, true, false, false, true, false, true, true, false];

/// Inhabitants by municipality, year, age group and sex.
struct Population<'a> {
    land: &'a Land,
    /// Inhabitants of 2015.
    start: Vec<f64>,
}

impl Population<'_> {
    fn new(land: &Land) -> Population<'_> {
        let weight = |key: &str| (0.75 * noise(&[&"size", &key])).exp();
        let mut sums = [0.0; 15];
        for found in &land.municipalities {
            if let Some(area) = found.area {
                sums[area] += weight(&found.key);
            }
        }
        let start = land
            .municipalities
            .iter()
            .map(|found| match found.area {
                Some(_) if found.key == SMALLEST => 44.0,
                Some(area) => AREAS[area].inhabitants * weight(&found.key) / sums[area],
                None => 0.0,
            })
            .collect();
        Population { land, start }
    }

    /// People of a municipality: index, year, age group, sex (0 male, 1 female).
    fn people(&self, index: usize, year: i32, age: usize, sex: usize) -> i64 {
        let found = &self.land.municipalities[index];
        let Some(area) = found.area else { return 0 };
        if found.key == SMALLEST {
            const FEW: [[i64; 10]; 2] = [[0, 1, 2, 1, 0, 1, 4, 8, 4, 1], [1, 0, 2, 0, 1, 1, 4, 7, 4, 2]];
            return FEW[sex][age];
        }
        let elapsed = f64::from(year - 2015) / 9.0;
        let (name, share, drift) = AGES[age];
        let youth = if area < 6 { 0.06 } else { -0.04 } + 0.05 * noise(&[&"youth", &found.key]);
        let tilt = 1.0 + youth * (4.0 - age as f64) / 4.0;
        let growth = 1.0 + elapsed * (0.045 + 0.05 * noise(&[&"growth", &found.key]));
        let arrival = if year >= 2022 { 1.008 } else { 1.0 };
        let women = 0.5 + 0.004 * (age as f64 - 3.0);
        let part = if sex == 1 { women } else { 1.0 - women };
        let scatter =
            1.0 + 0.02 * noise(&[&found.key, &name, &sex]) + 0.003 * noise(&[&found.key, &name, &sex, &(year / 2)]);
        let people = self.start[index] * (share + drift * elapsed) * tilt * growth * arrival * part * scatter;
        people.round() as i64
    }

    fn all(&self, index: usize, year: i32, ages: &[usize]) -> i64 {
        ages.iter().map(|age| self.people(index, year, *age, 0) + self.people(index, year, *age, 1)).sum()
    }

    fn of_area(&self, area: usize, year: i32, ages: &[usize]) -> f64 {
        let inside = self.land.municipalities.iter().enumerate().filter(|(_, found)| found.area == Some(area));
        inside.map(|(index, _)| self.all(index, year, ages)).sum::<i64>() as f64
    }
}

const EVERYBODY: [usize; 10] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
const UNDER_15: [usize; 3] = [0, 1, 2];
const UNDER_18: [usize; 4] = [0, 1, 2, 3];
const UNDER_21: [usize; 5] = [0, 1, 2, 3, 4];
const UNDER_65: [usize; 8] = [0, 1, 2, 3, 4, 5, 6, 7];
const YOUNG: [usize; 3] = [3, 4, 5];
const WORKING: [usize; 5] = [3, 4, 5, 6, 7];
const OLD: [usize; 2] = [8, 9];

/// All tables by file name.
pub fn tables(land: &Land) -> BTreeMap<&'static str, String> {
    let population = Population::new(land);
    BTreeMap::from([
        ("einwohner.csv", inhabitants(&population)),
        ("auslaender.csv", foreigners(&population)),
        ("flaeche.csv", surface(land)),
        ("bewegung.csv", movement(&population)),
        ("leistungen.csv", benefits(&population)),
        ("sgb12.csv", old_age_benefits(&population)),
        ("arbeit.csv", work(&population)),
        ("haushalte.csv", households(&population)),
        ("wohnflaeche.csv", dwellings(&population)),
        ("wohngeld.csv", housing_benefit(&population)),
        ("betreuung.csv", day_care(&population)),
        ("jugendhilfe.csv", youth_services(&population)),
        ("schule.csv", schools(&population)),
        ("pflege.csv", long_term_care(&population)),
    ])
}

fn inhabitants(population: &Population) -> String {
    let mut text = String::from("schluessel;jahr;alter;geschlecht;wert\n");
    for (index, found) in population.land.municipalities.iter().enumerate().filter(|(_, found)| found.area.is_some()) {
        for year in YEARS {
            for (age, (name, ..)) in AGES.iter().enumerate() {
                for (sex, letter) in ["m", "w"].iter().enumerate() {
                    let people = population.people(index, year, age, sex);
                    let _ = writeln!(text, "{};{year};{name};{letter};{people}", found.key);
                }
            }
        }
    }
    text
}

fn foreigners(population: &Population) -> String {
    let mut text = String::from("schluessel;jahr;wert\n");
    for (index, found) in population.land.municipalities.iter().enumerate() {
        let Some(area) = found.area else { continue };
        for year in YEARS {
            let war = if year >= 2022 { 0.021 } else { 0.0 };
            let rate = (0.026 + 0.034 * BURDEN[area] + 0.003 * f64::from(year - 2015) + war)
                * (1.0 + 0.25 * noise(&[&"foreign", &found.key]));
            let count = (population.all(index, year, &EVERYBODY) as f64 * rate).round();
            let _ = writeln!(text, "{};{year};{count}", found.key);
        }
    }
    text
}

fn surface(land: &Land) -> String {
    let mut text = String::from("schluessel;jahr;quadratkilometer\n");
    for found in land.municipalities.iter().filter(|found| found.area.is_some()) {
        for year in YEARS {
            let number = format!("{:.2}", found.square_kilometres()).replace('.', ",");
            let _ = writeln!(text, "{};{year};{number}", found.key);
        }
    }
    text
}

fn movement(population: &Population) -> String {
    let mut text = String::from("schluessel;jahr;ereignis;wert\n");
    for (index, found) in population.land.municipalities.iter().enumerate().filter(|(_, found)| found.area.is_some()) {
        for year in YEARS {
            let people = population.all(index, year, &EVERYBODY) as f64;
            let old = population.all(index, year, &[9]) as f64;
            let fertile = population.all(index, year, &[6]) as f64;
            let count = |name: &str, mean: f64, scatter: f64| {
                (mean * (1.0 + scatter * noise(&[&name, &found.key, &year]))).round()
            };
            let births = count("geburten", fertile * (0.037 - 0.0006 * f64::from(year - 2015)), 0.18);
            let deaths = count("sterbefaelle", old * 0.11 + people * 0.0042, 0.14);
            let departures = count("fortzuege", people * 0.055, 0.09);
            // Whoever is there at the end was there before, was born or came.
            let before = if year == 2015 { people } else { population.all(index, year - 1, &EVERYBODY) as f64 };
            let arrivals = (people - before - births + deaths + departures).max(0.0);
            let events =
                [("geburten", births), ("sterbefaelle", deaths), ("zuzuege", arrivals), ("fortzuege", departures)];
            for (name, count) in events {
                let _ = writeln!(text, "{};{year};{name};{count}", found.key);
            }
        }
    }
    text
}

/// Rows per area and code, then a published row for the county. `count` takes area, year and the
/// code's position; `sign` says what stands instead of a number.
fn by_area(
    header: &str,
    years: impl Iterator<Item = i32> + Clone,
    codes: &[&str],
    county: bool,
    count: impl Fn(usize, i32, usize) -> f64,
    sign: impl Fn(usize, i32, usize) -> Option<&'static str>,
    quality: impl Fn(i32) -> &'static str,
) -> String {
    let mut text = format!("{header}\n");
    for year in years {
        for (position, code) in codes.iter().enumerate() {
            let code = if code.is_empty() { String::new() } else { format!("{code};") };
            let mut sum = 0.0;
            for (area, plan) in AREAS.iter().enumerate() {
                let number = count(area, year, position).round();
                sum += number;
                match sign(area, year, position) {
                    Some("") => {}
                    Some(sign) => drop(writeln!(text, "{};{year};{code}{sign};", plan.key)),
                    None => drop(writeln!(text, "{};{year};{code}{number};{}", plan.key, quality(year))),
                }
            }
            if county {
                let _ = writeln!(text, "99001;{year};{code}{sum};{}", quality(year));
            }
        }
    }
    text
}

fn no_sign(_: usize, _: i32, _: usize) -> Option<&'static str> {
    None
}

fn final_figure(_: i32) -> &'static str {
    ""
}

/// The course of poverty: it falls until 2021 and rises with the war.
fn course(year: i32) -> f64 {
    1.0 - 0.028 * f64::from(year.min(2021) - 2015) + if year >= 2022 { 0.05 } else { 0.0 }
}

fn benefits(population: &Population) -> String {
    let codes = [
        "leistungsberechtigte",
        "elb",
        "nef_u15",
        "elb_alleinerziehend",
        "bedarfsgemeinschaften",
        "bedarfsgemeinschaften_kinder",
    ];
    by_area(
        "schluessel;jahr;gruppe;wert;q",
        YEARS,
        &codes,
        true,
        |area, year, position| {
            let level = BURDEN[area] * course(year) * (1.0 + 0.03 * noise(&[&"need", &area, &year]));
            let children = population.of_area(area, year, &UNDER_15) * 0.091 * level;
            let people = population.of_area(area, year, &UNDER_65) * 0.062 * level;
            match position {
                0 => people,
                1 => people - children,
                2 => children,
                3 => (people - children) * (0.12 + 0.03 * noise(&[&"alone", &area, &(year / 3)])),
                4 => people * 0.51,
                _ => people * 0.51 * (0.33 + 0.05 * noise(&[&"families", &area, &(year / 2)])),
            }
        },
        // Two at a time: one alone could be computed from the county's row.
        |area, year, position| (position == 3 && [9, 11].contains(&area) && year >= 2021).then_some("*"),
        |year| if year == 2023 { "r" } else { "" },
    )
}

fn old_age_benefits(population: &Population) -> String {
    by_area(
        "schluessel;jahr;wert;q",
        YEARS,
        &[""],
        false,
        |area, year, _| {
            let rise = 0.021 + 0.0011 * f64::from(year - 2015);
            population.of_area(area, year, &OLD) * rise * BURDEN[area] * (1.0 + 0.05 * noise(&[&"old", &area, &year]))
        },
        no_sign,
        final_figure,
    )
}

fn work(population: &Population) -> String {
    by_area(
        "schluessel;jahr;gruppe;wert;q",
        YEARS,
        &["arbeitslose", "arbeitslose_u25", "langzeitarbeitslose", "beschaeftigte"],
        true,
        |area, year, position| {
            let working = population.of_area(area, year, &WORKING);
            let crisis = if [2020, 2021].contains(&year) { 1.17 } else { 1.0 };
            let rate = 0.036 * (0.45 + 0.55 * BURDEN[area]) * course(year) * crisis;
            let scatter = 1.0 + 0.03 * noise(&[&"work", &area, &year, &position]);
            match position {
                0 => working * rate,
                1 => population.of_area(area, year, &YOUNG) * rate * 0.72 * scatter,
                2 => working * rate * (0.29 + 0.07 * BURDEN[area]) * scatter,
                _ => working * (0.585 + 0.0072 * f64::from(year - 2015) - 0.035 * (BURDEN[area] - 1.0)),
            }
        },
        no_sign,
        |year| if year == 2024 { "p" } else { "" },
    )
}

fn households(population: &Population) -> String {
    by_area(
        "schluessel;jahr;typ;wert;q",
        YEARS,
        &["insgesamt", "eine_person", "mit_kindern", "alleinerziehend"],
        true,
        |area, year, position| {
            let size = 2.22 - 0.16 * (BURDEN[area] - 1.0) - 0.008 * f64::from(year - 2015);
            let all = population.of_area(area, year, &EVERYBODY) / size;
            let children = population.of_area(area, year, &UNDER_18) / 1.66;
            match position {
                0 => all,
                1 => all * (0.30 + 0.075 * BURDEN[area] + 0.003 * f64::from(year - 2015)),
                2 => children,
                _ => children * (0.115 + 0.068 * BURDEN[area] + 0.01 * noise(&[&"single", &area, &year])),
            }
        },
        // Not delivered: the registry office of one Amt changed its software.
        |area, year, _| (area == 10 && year == 2023).then_some(""),
        |year| if year >= 2023 { "s" } else { "" },
    )
}

fn dwellings(population: &Population) -> String {
    by_area(
        "schluessel;jahr;wert;q",
        YEARS,
        &[""],
        false,
        |area, year, _| {
            let each = 50.5 - 5.2 * (BURDEN[area] - 1.0) + 0.21 * f64::from(year - 2015);
            population.of_area(area, year, &EVERYBODY) * each
        },
        no_sign,
        final_figure,
    )
}

fn housing_benefit(population: &Population) -> String {
    by_area(
        "schluessel;jahr;wert;q",
        YEARS,
        &[""],
        true,
        |area, year, _| {
            let reform = if year >= 2023 { 1.85 } else { 1.0 };
            let all = population.of_area(area, year, &EVERYBODY) / 2.2;
            all * 0.0128 * reform * (0.5 + 0.5 * BURDEN[area]) * (1.0 + 0.08 * noise(&[&"rent", &area, &year]))
        },
        |area, year, _| match (area, year) {
            (11, 2024) => Some("..."),
            (4, 2018) => Some(""),
            _ => None,
        },
        final_figure,
    )
}

fn day_care(population: &Population) -> String {
    let mut text = String::from("schluessel;jahr;alter;wert\n");
    for (index, found) in population.land.municipalities.iter().enumerate() {
        let Some(area) = found.area else { continue };
        for year in YEARS {
            let elapsed = f64::from(year - 2015);
            let local = 0.1 * noise(&[&"care", &found.key]) + if area < 7 { 0.02 } else { 0.0 };
            let small = population.all(index, year, &[0]) as f64 * (0.265 + 0.0125 * elapsed + local);
            let large = population.all(index, year, &[1]) as f64 * (0.915 + 0.004 * elapsed + local);
            let _ = writeln!(text, "{};{year};u3;{}", found.key, small.round());
            let _ = writeln!(text, "{};{year};3-5;{}", found.key, large.round());
        }
    }
    text
}

fn youth_services(population: &Population) -> String {
    by_area(
        "schluessel;jahr;leistung;wert;q",
        YEARS,
        &["hilfen_zur_erziehung", "inobhutnahmen"],
        false,
        |area, year, position| {
            let scatter = 1.0 + 0.3 * noise(&[&"youth", &area, &year, &position]);
            match position {
                0 => {
                    population.of_area(area, year, &UNDER_21)
                        * 0.031
                        * (0.45 + 0.55 * BURDEN[area])
                        * (0.85 + 0.15 * scatter)
                }
                _ => population.of_area(area, year, &UNDER_18) * 0.0031 * BURDEN[area] * scatter,
            }
        },
        no_sign,
        final_figure,
    )
}

fn schools(population: &Population) -> String {
    by_area(
        "schluessel;jahr;abschluss;wert;q",
        YEARS,
        &["insgesamt", "ohne_abschluss"],
        false,
        |area, year, position| {
            let leavers = population.of_area(area, year, &[3]) * if area < 6 { 0.62 } else { 0.31 };
            match position {
                0 => leavers,
                _ => leavers * 0.061 * (0.55 + 0.45 * BURDEN[area]) * (1.0 + 0.22 * noise(&[&"school", &area, &year])),
            }
        },
        |area, _, _| (!SCHOOLS[area]).then_some("x"),
        final_figure,
    )
}

fn long_term_care(population: &Population) -> String {
    by_area(
        "schluessel;jahr;art;wert;q",
        YEARS.filter(|year| year % 2 == 1),
        &["insgesamt", "ambulant", "stationaer"],
        false,
        |area, year, position| {
            let elapsed = f64::from(year - 2015);
            let all = population.of_area(area, year, &[9]) * (0.34 + 0.021 * elapsed)
                + population.of_area(area, year, &[8]) * (0.045 + 0.004 * elapsed);
            match position {
                0 => all,
                1 => all * (0.21 + 0.03 * noise(&[&"visit", &area, &year])),
                // No home in this Amt.
                _ if area == 9 => 0.0,
                _ => all * (0.27 - 0.012 * elapsed + 0.05 * noise(&[&"home", &area])),
            }
        },
        no_sign,
        final_figure,
    )
}
