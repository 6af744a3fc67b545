//! How much a composite indicator hangs on each of its parts: the ranks of the areas when one part is left out.

use serde::Serialize;

use super::Draft;
use super::selection::Selection;
use crate::definition::IndicatorKind;
use crate::number::{Decimal, round};
use crate::plan::Indicator;
use crate::statistics::ranks;

/// A table of ranks.
#[derive(Debug, Clone, Serialize)]
pub struct Sensitivity {
    /// What it shows.
    pub caption: String,
    /// Over the columns: area, rank, then what is left out.
    pub header: Vec<String>,
    /// Areas in the order of their rank.
    pub rows: Vec<Vec<String>>,
    /// Where the parts come from.
    pub source: String,
}

impl Draft<'_> {
    /// For composite indicators of several parts.
    pub(super) fn sensitivity(&self, at: usize, indicator: &Indicator, selection: &Selection) -> Option<Sensitivity> {
        if indicator.kind != IndicatorKind::Composite || indicator.parts.len() < 2 {
            return None;
        }
        let (cube, language) = (&self.workshop.plan.cube, self.document.language);
        let mut header = vec![self.level().name.clone(), language.pick("Rang", "Rank").to_owned()];
        let mut columns = vec![selection.ranks()];
        for (part, (left_out, _)) in indicator.parts.iter().enumerate() {
            let cells = self.figures.without_part(cube, at, part, selection.year);
            let printed: Vec<Option<Decimal>> = self
                .document
                .areas
                .iter()
                .map(|area| Some(round(cells.get(*area)?.value()?, indicator.decimals)))
                .collect();
            columns.push(ranks(&printed));
            header.push(format!("{} {}", language.pick("ohne", "without"), cube.indicators[*left_out].name));
        }
        let mut order: Vec<usize> = (0..self.document.areas.len()).collect();
        order.sort_by_key(|row| columns[0][*row].unwrap_or(usize::MAX));
        let text = |rank: Option<usize>| rank.map_or_else(|| "x".to_owned(), |rank| rank.to_string());
        let row = |row: usize| {
            let name = cube.areas.get(self.document.areas[row]).name.clone();
            [name].into_iter().chain(columns.iter().map(|column| text(column[row]))).collect()
        };
        Some(Sensitivity {
            caption: format!(
                "{} {}",
                language.pick("Rang, wenn ein Teil fehlt,", "Rank when one part is left out,"),
                selection.year
            ),
            header,
            rows: order.into_iter().map(row).collect(),
            source: self.sources_of([at].into_iter()),
        })
    }
}
