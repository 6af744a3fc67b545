//! How the base figures of a file hang together, for disclosure control: the parts that no figure tells apart, and
//! the contributions of single contributors. Comes in: a table and which combinations of codes each figure counts.
//! Goes out: further selections to be counted. A total that is the sum of its parts everywhere counts as its parts,
//! so that the difference of two figures is known as the part that it is.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::selection;
use super::tabulate::{Beside, Table};

/// Rows that the same figures count: these figures, and the combinations.
pub type Part = (Vec<usize>, Vec<u32>);

/// The parts of some figures, by the combinations that each of them counts.
pub fn parts(table: &Table<'_>, selections: &[Vec<u32>]) -> Vec<Part> {
    let by_codes: HashMap<&Vec<u32>, u32> = table.combinations.iter().zip(0_u32..).collect();
    let wholes: Vec<(usize, u32, Vec<u32>)> = (0..table.dimensions.len())
        .filter_map(|at| whole(table, at).map(|(total, parts)| (at, total, parts)))
        .collect();
    let mut counting: BTreeMap<u32, BTreeSet<usize>> = BTreeMap::new();
    for (figure, selection) in selections.iter().enumerate() {
        let mut open: Vec<u32> = selection.clone();
        while let Some(combination) = open.pop() {
            let codes = &table.combinations[combination as usize];
            let total = wholes.iter().find(|(at, total, _)| codes[*at] == *total);
            let parts: Option<Vec<u32>> = total.map(|(at, _, parts)| {
                let with = |part: &u32| {
                    let mut codes = codes.clone();
                    codes[*at] = *part;
                    by_codes.get(&codes).copied()
                };
                parts.iter().filter_map(with).collect()
            });
            match parts {
                Some(parts) if !parts.is_empty() => open.extend(parts),
                _ => {
                    counting.entry(combination).or_default().insert(figure);
                }
            }
        }
    }
    let mut parts: BTreeMap<Vec<usize>, Vec<u32>> = BTreeMap::new();
    for (combination, figures) in counting {
        parts.entry(figures.into_iter().collect()).or_default().push(combination);
    }
    parts.into_iter().collect()
}

/// The code of a dimension that is the sum of all others wherever they stand together, and the others.
fn whole(table: &Table<'_>, at: usize) -> Option<(u32, Vec<u32>)> {
    let dimension = &table.dimensions[at];
    let totals = selection::totals(dimension);
    let candidates = if totals.len() == 1 { totals } else { selection::sum_of_others(table, at).into_iter().collect() };
    let total = candidates.into_iter().next()?;
    let parts: Vec<u32> = (0_u32..).take(dimension.codes.len()).filter(|code| *code != total).collect();
    let facts = &table.opened.facts;
    let mut wholes: HashMap<Beside, (Option<i128>, i128, usize)> = HashMap::new();
    for fact in (0..facts.len()).filter(|fact| table.is_wanted(facts.key[*fact])) {
        let (beside, code) = table.apart(fact, at);
        let sums = wholes.entry(beside).or_default();
        match code == total {
            true => sums.0 = Some(facts.number[fact].into()),
            false => {
                sums.1 += i128::from(facts.number[fact]);
                sums.2 += usize::from(facts.state[fact].sign().is_none());
            }
        }
    }
    let complete: Vec<(i128, i128)> = wholes
        .into_values()
        .filter(|(_, _, count)| *count == parts.len())
        .filter_map(|(total, sum, _)| total.map(|total| (total, sum)))
        .collect();
    let adds_up = complete.iter().filter(|(total, sum)| total == sum).count();
    (parts.len() > 1 && !complete.is_empty() && adds_up * 5 >= complete.len() * 4).then_some((total, parts))
}

/// For a figure, its combinations by contributor: the codes of one dimension, its total aside.
pub fn contributors(table: &Table<'_>, selection: &[u32], at: usize) -> Vec<Vec<u32>> {
    let totals = selection::totals(&table.dimensions[at]);
    let mut by_code: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for (combination, codes) in (0_u32..).zip(&table.combinations) {
        let counts = selection.iter().any(|own| {
            let own = &table.combinations[*own as usize];
            own.iter().zip(codes).enumerate().all(|(dimension, (one, other))| dimension == at || one == other)
        });
        if counts && !totals.contains(&codes[at]) {
            by_code.entry(codes[at]).or_default().push(combination);
        }
    }
    by_code.into_values().collect()
}
