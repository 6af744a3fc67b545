//! The land: a mesh of hexagons, dealt out to areas and municipalities, whose borders are shared
//! point by point because both sides walk the same edges.

use std::collections::{BTreeMap, BTreeSet};

use super::noise::noise;

/// Centre-to-centre distance of hexagons in kilometres.
const MESH: f64 = 0.92;
/// Where the middle of the county lies: in the open sea.
const ORIGIN: (f64, f64) = (7.3, 54.75);

/// A hexagon by column and row.
type Cell = (i32, i32);

/// The municipality with 44 inhabitants.
pub const SMALLEST: &str = "99001066";

/// An analysis area: key, name, kind, centre in kilometres, pull, inhabitants in 2015, municipalities.
pub struct AreaPlan {
    pub key: &'static str,
    pub name: &'static str,
    centre: (f64, f64),
    pull: f64,
    pub inhabitants: f64,
    municipalities: &'static [&'static str],
}

const fn area(
    key: &'static str,
    name: &'static str,
    centre: (f64, f64),
    pull: f64,
    inhabitants: f64,
    municipalities: &'static [&'static str],
) -> AreaPlan {
    AreaPlan { key, name, centre, pull, inhabitants, municipalities }
}

/// Five towns, two municipalities without Amt, eight Ämter with 88 municipalities.
pub const AREAS: [AreaPlan; 15] = [
    area("990010001", "Holmau", (-1.0, 1.5), 3.6, 38_400.0, &["Holmau"]),
    area("990010002", "Tarnbek", (-14.5, 9.0), 3.2, 21_700.0, &["Tarnbek"]),
    area("990010003", "Altensiel", (15.5, 13.0), 2.9, 17_900.0, &["Altensiel"]),
    area("990010004", "Rickelsund", (13.0, -12.5), 3.3, 27_300.0, &["Rickelsund"]),
    area("990010005", "Grevenhude", (-11.0, -14.0), 2.6, 13_200.0, &["Grevenhude"]),
    area("990010006", "Osterwohld", (2.5, -19.0), 2.8, 15_800.0, &["Osterwohld"]),
    area("990010007", "Lütjendorf", (-2.5, 18.0), 2.4, 7_600.0, &["Lütjendorf"]),
    area(
        "990015010",
        "Amt Geestrand",
        (-17.0, 1.0),
        0.0,
        14_100.0,
        &[
            "Ahrenlohe",
            "Barkhorst",
            "Brokfeld",
            "Dellholz",
            "Eichrade",
            "Fuhlenau",
            "Geestheim",
            "Hassenbüttel",
            "Immenrode",
            "Jahrsen",
            "Kleinharrie",
            "Lohwisch",
        ],
    ),
    area(
        "990015020",
        "Amt Tarnbek-Land",
        (-11.0, 12.5),
        0.0,
        11_600.0,
        &[
            "Bokelholm",
            "Dannau",
            "Ellerdorf",
            "Fahrenkamp",
            "Gammelby",
            "Hohenrade",
            "Kattbek",
            "Langwedde",
            "Moorhusen",
            "Nienkamp",
            "Oldenstedt",
        ],
    ),
    area(
        "990015030",
        "Amt Nordermarsch",
        (4.0, 15.0),
        0.0,
        9_800.0,
        &[
            "Achterdiek",
            "Beidenkoog",
            "Deichhausen",
            "Fährdorf",
            "Grootsiel",
            "Hedwigskoog",
            "Kaiserwarf",
            "Marschhorn",
            "Norderfleth",
            "Poppenwurth",
            "Sielhaven",
            "Westerwarf",
            "Wurthfleth",
        ],
    ),
    area(
        "990015040",
        "Amt Altensiel-Land",
        (17.5, 7.0),
        0.0,
        10_900.0,
        &["Bargstall", "Dörpfeld", "Haaßel", "Krempwarder", "Lehmkuhlen", "Osterau", "Seedorp", "Tielen", "Wiehenbek"],
    ),
    area(
        "990015050",
        "Amt Seenland",
        (10.0, 0.5),
        0.0,
        12_300.0,
        &[
            "Blankensee",
            "Boissin",
            "Damlos",
            "Fischersruh",
            "Güldensee",
            "Kalübbe",
            "Mölln am See",
            "Plönau",
            "Quarnsee",
            "Schalen",
            "Seekrug",
            "Trenthorst",
            "Wittensee",
        ],
    ),
    area(
        "990015060",
        "Amt Heidequell",
        (-4.5, -9.0),
        0.0,
        13_500.0,
        &[
            "Bockhorn",
            "Emmelndorf",
            "Heidkaten",
            "Hingsthorst",
            "Quellenthal",
            "Rehhagen",
            "Sandkrug",
            "Undeloh",
            "Wacholderheide",
        ],
    ),
    area(
        "990015070",
        "Amt Rickelsund-Umland",
        (18.0, -8.0),
        0.0,
        12_700.0,
        &[
            "Brunsmark",
            "Fitzau",
            "Gülzen",
            "Kankelau",
            "Lanze-Schönfeld",
            "Müssen",
            "Roseburg",
            "Sahms",
            "Talkau",
            "Wangelau",
        ],
    ),
    area(
        "990015080",
        "Amt Mittelholm",
        (-10.0, -4.0),
        0.0,
        10_200.0,
        &[
            "Aspern",
            "Bimöhlen",
            "Ekholt",
            "Föhrden",
            "Groß Kollmar",
            "Hardebek",
            "Kleinkummer",
            "Lentföhr",
            "Wiemerskamp",
            "Negenharr",
            "Wulfsmoor",
        ],
    ),
];

/// A municipality.
#[derive(Clone)]
pub struct Municipality {
    pub key: String,
    pub name: &'static str,
    /// Position in [`AREAS`]; `None` for the forest.
    pub area: Option<usize>,
    cells: BTreeSet<Cell>,
}

/// The county.
pub struct Land {
    pub municipalities: Vec<Municipality>,
}

impl Land {
    /// Deals the land out.
    pub fn new() -> Land {
        let mut owners: BTreeMap<Cell, usize> = BTreeMap::new();
        let mut forest = BTreeSet::new();
        for column in -40..40 {
            for row in -40..40 {
                let cell = (column, row);
                let (x, y) = centre(cell);
                let angle = y.atan2(x);
                let shore = 23.5 + 2.2 * (3.0 * angle + 0.6).sin() + 1.4 * (7.0 * angle + 2.0).cos();
                if x.hypot(y * 1.04) > shore {
                    continue;
                }
                if (x - 9.5).hypot((y + 6.5) * 1.2) < 2.3 {
                    forest.insert(cell);
                    continue;
                }
                let distance = |plan: &AreaPlan| {
                    let wobble = 0.9 * noise(&[&plan.key, &(column / 2), &(row / 2)]);
                    (x - plan.centre.0).hypot(y - plan.centre.1) + wobble
                };
                // OK to unwrap by default: AREAS is never empty
                let town = (0..7).find(|index| distance(&AREAS[*index]) < AREAS[*index].pull);
                let nearest =
                    (7..15).min_by(|left, right| distance(&AREAS[*left]).total_cmp(&distance(&AREAS[*right])));
                owners.insert(cell, town.or(nearest).unwrap_or_default());
            }
        }
        let mut municipalities = Vec::new();
        for (index, plan) in AREAS.iter().enumerate() {
            let cells: BTreeSet<Cell> =
                owners.iter().filter(|(_, owner)| **owner == index).map(|(cell, _)| *cell).collect();
            for (name, cells) in plan.municipalities.iter().zip(split(&cells, plan.municipalities.len())) {
                municipalities.push(Municipality { key: String::new(), name, area: Some(index), cells });
            }
        }
        municipalities.push(Municipality {
            key: String::new(),
            name: "Forstbezirk Holmer Wald",
            area: None,
            cells: forest,
        });
        for (number, municipality) in municipalities.iter_mut().enumerate() {
            municipality.key = format!("99001{:03}", number + 1);
        }
        let mut land = Land { municipalities };
        land.give_second_part("Seekrug", "Quarnsee");
        land
    }

    /// Gives one municipality a second part in the middle of another, which then has a hole.
    fn give_second_part(&mut self, to: &str, from: &str) {
        let Some(donor) = self.municipalities.iter().position(|found| found.name == from) else { return };
        let cells = self.municipalities[donor].cells.clone();
        let inner = cells.iter().copied().filter(|cell| neighbours(*cell).iter().all(|next| cells.contains(next)));
        let Some(middle) = inner.max_by_key(|cell| cell.0) else { return };
        self.municipalities[donor].cells.remove(&middle);
        if let Some(receiver) = self.municipalities.iter_mut().find(|found| found.name == to) {
            receiver.cells.insert(middle);
        }
    }

    /// `areas.csv`.
    pub fn area_table(&self) -> String {
        let mut text = String::from("key;name;level;parent;uninhabited\n");
        for found in &self.municipalities {
            match found.area {
                Some(area) => text.push_str(&format!("{};{};gemeinde;{};\n", found.key, found.name, AREAS[area].key)),
                None => text.push_str(&format!("{};{};gemeinde;99001;ja\n", found.key, found.name)),
            }
        }
        for plan in &AREAS {
            text.push_str(&format!("{};{};analyseraum;99001;\n", plan.key, plan.name));
        }
        text.push_str("99001;Kreis Holmau;kreis;;\n");
        text
    }

    /// A partition of the municipalities: `key;name;member`.
    pub fn partition(&self, names: &[&str], order: fn(&(f64, f64)) -> f64) -> String {
        let mut inhabited: Vec<&Municipality> =
            self.municipalities.iter().filter(|found| found.area.is_some()).collect();
        inhabited.sort_by(|left, right| order(&left.middle()).total_cmp(&order(&right.middle())));
        let mut text = String::from("key;name;member\n");
        let share = inhabited.len().div_ceil(names.len());
        for (name, members) in names.iter().zip(inhabited.chunks(share)) {
            for member in members {
                text.push_str(&format!("{name};Planungsraum {name};{}\n", member.key));
            }
        }
        text
    }

    /// `boundaries.geojson` in WGS84.
    pub fn boundaries(&self) -> String {
        let mut features = Vec::new();
        for municipality in &self.municipalities {
            let mut rings = rings(&municipality.cells);
            rings.sort_by(|left, right| signed_area(right).total_cmp(&signed_area(left)));
            let (outer, holes): (Vec<_>, Vec<_>) = rings.into_iter().partition(|ring| signed_area(ring) > 0.0);
            let polygons: Vec<String> = outer
                .iter()
                .map(|shell| {
                    let inside = holes.iter().filter(|hole| hole.first().is_some_and(|point| contains(shell, *point)));
                    let all: Vec<String> = std::iter::once(shell).chain(inside).map(|ring| ring_text(ring)).collect();
                    format!("[{}]", all.join(","))
                })
                .collect();
            features.push(format!(
                r#"{{"type":"Feature","properties":{{"key":"{}","name":"{}"}},"geometry":{{"type":"MultiPolygon","coordinates":[{}]}}}}"#,
                municipality.key,
                municipality.name,
                polygons.join(",")
            ));
        }
        format!("{{\"type\":\"FeatureCollection\",\"features\":[\n{}\n]}}\n", features.join(",\n"))
    }
}

impl Municipality {
    /// The mean of its hexagons in kilometres.
    pub fn middle(&self) -> (f64, f64) {
        let count = self.cells.len().max(1) as f64;
        let (x, y) =
            self.cells.iter().map(|cell| centre(*cell)).fold((0.0, 0.0), |sum, at| (sum.0 + at.0, sum.1 + at.1));
        (x / count, y / count)
    }

    /// Square kilometres, to two decimals.
    pub fn square_kilometres(&self) -> f64 {
        let hexagon = MESH * MESH * 3f64.sqrt() / 2.0;
        (self.cells.len() as f64 * hexagon * 100.0).round() / 100.0
    }
}

/// From north to south.
pub fn by_latitude(middle: &(f64, f64)) -> f64 {
    -middle.1
}

/// From west to east.
pub fn by_longitude(middle: &(f64, f64)) -> f64 {
    middle.0
}

fn centre((column, row): Cell) -> (f64, f64) {
    (MESH * (f64::from(column) + f64::from(row.rem_euclid(2)) / 2.0), MESH * 3f64.sqrt() / 2.0 * f64::from(row))
}

/// The six neighbours, counter-clockwise from the east.
fn neighbours((column, row): Cell) -> [Cell; 6] {
    let shift = row.rem_euclid(2);
    [
        (column + 1, row),
        (column + shift, row + 1),
        (column + shift - 1, row + 1),
        (column - 1, row),
        (column + shift - 1, row - 1),
        (column + shift, row - 1),
    ]
}

/// Splits land into parts of similar size, each around a seed far from the others.
fn split(cells: &BTreeSet<Cell>, parts: usize) -> Vec<BTreeSet<Cell>> {
    let distance = |left: Cell, right: Cell| {
        let (a, b) = (centre(left), centre(right));
        (a.0 - b.0).hypot(a.1 - b.1)
    };
    let mut seeds: Vec<Cell> = cells.iter().copied().take(1).collect();
    while seeds.len() < parts {
        let nearest = |cell: &Cell| seeds.iter().map(|seed| distance(*seed, *cell)).fold(f64::MAX, f64::min);
        let Some(next) = cells.iter().copied().max_by(|left, right| nearest(left).total_cmp(&nearest(right))) else {
            break;
        };
        seeds.push(next);
    }
    let mut split = vec![BTreeSet::new(); parts];
    for round in 0..4 {
        split = vec![BTreeSet::new(); parts];
        for cell in cells {
            let wobble = |seed: usize| if round == 3 { 0.5 * noise(&[&seed, &cell.0, &cell.1]) } else { 0.0 };
            let nearest = (0..seeds.len()).min_by(|left, right| {
                let one = distance(seeds[*left], *cell) + wobble(*left);
                one.total_cmp(&(distance(seeds[*right], *cell) + wobble(*right)))
            });
            split[nearest.unwrap_or_default()].insert(*cell);
        }
        for (seed, part) in seeds.iter_mut().zip(&split) {
            let count = part.len().max(1) as f64;
            let sum = part.iter().map(|cell| centre(*cell)).fold((0.0, 0.0), |sum, at| (sum.0 + at.0, sum.1 + at.1));
            let middle = (sum.0 / count, sum.1 / count);
            let closest = part.iter().copied().min_by(|left, right| {
                let gap = |cell: &Cell| (centre(*cell).0 - middle.0).hypot(centre(*cell).1 - middle.1);
                gap(left).total_cmp(&gap(right))
            });
            *seed = closest.unwrap_or(*seed);
        }
    }
    split
}

/// A corner of the mesh in whole units, so that both neighbours name it alike.
type Corner = (i64, i64);

fn corner(cell: Cell, number: usize) -> Corner {
    let (x, y) = centre(cell);
    let angle = std::f64::consts::PI / 3.0 * (number as f64 - 0.5);
    let radius = MESH / 3f64.sqrt();
    (((x + radius * angle.cos()) * 100.0).round() as i64, ((y + radius * angle.sin()) * 100.0).round() as i64)
}

/// The borders of a set of hexagons; shells run counter-clockwise, holes clockwise.
fn rings(cells: &BTreeSet<Cell>) -> Vec<Vec<(f64, f64)>> {
    let mut next: BTreeMap<Corner, Corner> = BTreeMap::new();
    for cell in cells {
        for (number, neighbour) in neighbours(*cell).into_iter().enumerate() {
            if !cells.contains(&neighbour) {
                next.insert(corner(*cell, number), corner(*cell, (number + 1) % 6));
            }
        }
    }
    let mut rings = Vec::new();
    while let Some(start) = next.keys().next().copied() {
        let mut ring = Vec::new();
        let mut at = start;
        while let Some(to) = next.remove(&at) {
            ring.extend(edge(at, to));
            at = to;
        }
        rings.push(ring);
    }
    rings
}

/// An edge as a small curve, the same from both sides; without its last point.
fn edge(from: Corner, to: Corner) -> Vec<(f64, f64)> {
    let (low, high) = if from < to { (from, to) } else { (to, from) };
    let point = |at: Corner| {
        let shift = |axis: &str| 0.2 * MESH * noise(&[&axis, &at.0, &at.1]);
        (at.0 as f64 / 100.0 + shift("x"), at.1 as f64 / 100.0 + shift("y"))
    };
    let (start, end) = (point(low), point(high));
    let bend = |part: f64, name: &str| {
        let away = 0.09 * MESH * noise(&[&name, &low.0, &low.1, &high.0, &high.1]);
        let (dx, dy) = (end.0 - start.0, end.1 - start.1);
        (start.0 + part * dx - away * dy, start.1 + part * dy + away * dx)
    };
    let inner = [bend(0.33, "a"), bend(0.67, "b")];
    if from < to { vec![start, inner[0], inner[1]] } else { vec![end, inner[1], inner[0]] }
}

fn signed_area(ring: &[(f64, f64)]) -> f64 {
    let pairs = ring.iter().zip(ring.iter().cycle().skip(1));
    pairs.map(|(one, two)| one.0 * two.1 - two.0 * one.1).sum::<f64>() / 2.0
}

fn contains(ring: &[(f64, f64)], point: (f64, f64)) -> bool {
    let pairs = ring.iter().zip(ring.iter().cycle().skip(1));
    let crossings = pairs.filter(|(one, two)| {
        (one.1 > point.1) != (two.1 > point.1)
            && point.0 < (two.0 - one.0) * (point.1 - one.1) / (two.1 - one.1) + one.0
    });
    crossings.count() % 2 == 1
}

fn ring_text(ring: &[(f64, f64)]) -> String {
    let points: Vec<String> = ring
        .iter()
        .chain(ring.first())
        .map(|(x, y)| {
            let latitude = ORIGIN.1 + y / 111.32;
            format!("[{:.5},{latitude:.5}]", ORIGIN.0 + x / (111.32 * ORIGIN.1.to_radians().cos()))
        })
        .collect();
    format!("[{}]", points.join(","))
}
