//! Laws that hold for any numbers, and published figures of the real Kreis Segeberg as oracles.

use std::collections::BTreeMap;

use drucksache::data;
use drucksache::definition;
use drucksache::disclosure::Figures;
use drucksache::number::{Exact, parse, round};
use drucksache::plan::{self, Plan};
use drucksache::problem::Notes;
use drucksache::statistics::spread;
use proptest::prelude::*;

use crate::readers::real_data;
use crate::workspace::{protected, small_county};

fn measured(folder: &std::path::Path) -> (Plan, Figures) {
    let mut notes = Notes::new();
    let definitions = definition::read(folder).unwrap_or_else(|problems| panic!("{problems}"));
    let plan = plan::resolve(definitions, &mut notes).unwrap_or_else(|problems| panic!("{problems}"));
    let measured = data::measure(&plan.cube, &mut notes).unwrap_or_else(|problems| panic!("{problems}"));
    let figures = protected(&plan.cube, &measured);
    (plan, figures)
}

fn value((plan, figures): &(Plan, Figures), indicator: &str, area: &str, year: i32) -> Option<Exact> {
    figures.value(plan.cube.indicator(indicator).unwrap(), plan.cube.areas.find(area).unwrap(), year).value()
}

/// People of three municipalities by two age groups, in the order that is asked for.
fn people(numbers: &[u32], order: &[usize]) -> String {
    let keys = ["88001001", "88001002", "88001003"];
    let rows: Vec<String> =
        (0..6).map(|at| format!("{};2024;{};{}\n", keys[at / 2], ["jung", "alt"][at % 2], numbers[at])).collect();
    let rows: String = order.iter().map(|at| rows[*at].as_str()).collect();
    format!("schluessel;jahr;alter;wert\n{rows}")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn the_whole_is_the_sum_of_its_parts_in_any_order(
        numbers in prop::collection::vec(0_u32..50_000, 6),
        order in Just((0..6).collect::<Vec<usize>>()).prop_shuffle(),
    ) {
        let sorted = small_county(&[("data/leute.csv", &people(&numbers, &[0, 1, 2, 3, 4, 5]))]);
        let shuffled = small_county(&[("data/leute.csv", &people(&numbers, &order))]);
        let (one, two) = (measured(sorted.path()), measured(shuffled.path()));
        for area in ["88001001", "88001002", "88001003", "88001"] {
            for indicator in ["leute", "jugend"] {
                prop_assert_eq!(value(&one, indicator, area, 2024), value(&two, indicator, area, 2024));
            }
        }
        let whole: u32 = numbers.iter().sum();
        prop_assert_eq!(value(&one, "leute", "88001", 2024), Some(Exact::from_integer(whole.into())));
        let young: u32 = numbers.iter().step_by(2).sum();
        let share = (whole > 0).then(|| Exact::new(i128::from(young) * 100, i128::from(whole)));
        prop_assert_eq!(value(&one, "jugend", "88001", 2024), share);
    }

    #[test]
    fn rounding_moves_a_value_by_half_a_place_at_most(above in -1_000_000_i128..1_000_000, below in 1_i128..9999, places in 0_u8..5) {
        let value = Exact::new(above, below);
        let rounded = round(value, places);
        let half = Exact::new(1, 2 * 10_i128.pow(places.into()));
        let moved = rounded.exact() - value;
        prop_assert!(moved <= half && -moved <= half);
        prop_assert_eq!(round(-value, places).units(), -rounded.units(), "away from zero on both sides");
    }

    #[test]
    fn a_number_is_read_back_as_it_was_written(units in -9_000_000_000_i64..9_000_000_000, places in 0_u8..6) {
        let value = Exact::new(units.into(), 10_i128.pow(places.into()));
        let text = drucksache::number::decimal_text(round(value, places), drucksache::number::Language::De);
        prop_assert_eq!(parse(&text, ','), Some(value));
    }
}

/// The fifteen areas of the real county with their people in 2022 and their children in poverty, as published.
const SEGEBERG: [(&str, i128, i128); 15] = [
    ("010600004", 15_161, 968),
    ("010600005", 17_671, 1430),
    ("010600019", 6_196, 922),
    ("010600039", 27_966, 613),
    ("010600044", 23_114, 1433),
    ("010600063", 80_316, 1156),
    ("010600092", 9_782, 1431),
    ("010605005", 11_170, 599),
    ("010605024", 10_882, 1066),
    ("010605034", 12_586, 430),
    ("010605043", 10_894, 443),
    ("010605048", 10_588, 368),
    ("010605053", 8_997, 404),
    ("010605063", 12_115, 460),
    ("010605086", 19_885, 464),
];

#[test]
fn published_figures_of_the_real_county_come_out() {
    let Some(folder) = real_data() else { return };
    let folder = folder.canonicalize().unwrap();
    let gazetteer = folder.join("gemeindeverzeichnis/GV100AD_31082025.txt");
    let level = |id: &str| format!("[[level]]\nid = \"{id}\"\nname = \"{id}\"\nplural = \"{id}\"\n");
    let table = |level: &str, record: u8| {
        format!("[[area_table]]\nfile = {gazetteer:?}\nlevel = \"{level}\"\nrecord = {record}\nwithin = \"01060\"\n")
    };
    let settings = format!(
        "data = {folder:?}\nsources = \"data/sources.toml\"\n[publisher]\nname = \"K\"\nhead = \"L\"\nunit = \"S\"\n{}{}{}{}{}{}",
        level("gemeinde"),
        level("raum"),
        level("kreis"),
        table("gemeinde", 60),
        table("raum", 50),
        table("kreis", 40)
    );
    let sources = "[[source]]\nid = \"zensus\"\nfile = \"inkar/segeberg_gemeinden_zensus2022.csv\"\ntitle = \"Zensus\"\nprovider = \"Z\"\n\
                   [[source]]\nid = \"inkar\"\nfile = \"inkar/segeberg_15_inkar2024_sgb2.csv\"\ntitle = \"INKAR\"\nprovider = \"BBSR\"\n\
                   [[source]]\nid = \"stand\"\nfile = \"genesis-csv/12411-01-01-5_00.csv\"\ntitle = \"Fortschreibung\"\nprovider = \"S\"\n";
    let set = "title = \"S\"\n[[base]]\nid = \"leute\"\nname = \"Leute\"\nsource = \"zensus\"\n\
               [[base]]\nid = \"arm\"\nname = \"Arm\"\nsource = \"inkar\"\nadditive = false\nwhere = { measure = [\"q_newfBGu15_bev\"] }\n\
               [[base]]\nid = \"stand\"\nname = \"Stand\"\nsource = \"stand\"\nwhere = { measure = [\"Insgesamt\"] }\n\
               [[indicator]]\nid = \"leute\"\nname = \"L\"\ndefinition = \"L\"\nkind = \"count\"\nnumerator = [\"leute\"]\nreading = \"x\"\n\
               [[indicator]]\nid = \"arm\"\nname = \"A\"\ndefinition = \"A\"\nkind = \"count\"\nnumerator = [\"arm\"]\nreading = \"x\"\n\
               [[indicator]]\nid = \"stand\"\nname = \"S\"\ndefinition = \"S\"\nkind = \"count\"\nnumerator = [\"stand\"]\nreading = \"x\"\n";
    let report = "template = \"fachbericht\"\ntitle = \"P\"\ndate = 2025-01-31\nas_of = 2024-12-31\n[areas]\nlevel = \"raum\"\ncompare = \"01060\"\n\
                  [period]\nfrom = 2008\nto = 2022\n[[chapter]]\ntitle = \"L\"\nindicators = [\"leute\", \"arm\", \"stand\"]\n";
    let workspace = small_county(&[
        ("drucksache.toml", settings.as_str()),
        ("data/sources.toml", sources),
        ("indicator-sets/leute.toml", set),
        ("reports/probe.toml", report),
    ]);
    let found = measured(workspace.path());
    let mut rates = Vec::new();
    for (key, people, rate) in SEGEBERG {
        assert_eq!(value(&found, "leute", key, 2022), Some(Exact::from_integer(people)), "{key}");
        let published = value(&found, "arm", key, 2022).unwrap();
        assert_eq!(published, Exact::new(rate, 100), "{key}");
        rates.push(published);
    }
    assert_eq!(value(&found, "leute", "01060", 2022), Some(Exact::from_integer(277_323)));
    assert_eq!(value(&found, "arm", "01060", 2022), None, "rates are never added up");
    // The mean of the fifteen rates is 8.12, and not the county's 9.15.
    let mean = spread(&rates).unwrap().mean;
    assert_eq!(round(mean, 2).units(), 812);
    // Regionalstatistik: the county as published, over the census break.
    let stand: BTreeMap<i32, Option<Exact>> =
        (2008..=2015).map(|year| (year, value(&found, "stand", "01060", year))).collect();
    assert_eq!(stand[&2015], Some(Exact::from_integer(267_503)));
    assert!(stand.values().all(Option::is_some));
}
