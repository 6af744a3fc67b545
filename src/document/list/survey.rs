//! Items of a survey: how many answered, how many agree, and the mean as a grade. The answers of an item are a distribution,
//! the first of them being the best.

use super::Listing;
use crate::document::block::{Block, CellBlock, ColumnBlock, RowBlock};
use crate::document::selection::Selection;
use crate::figures::Cell;
use crate::number::{Exact, Language, round};
use crate::wording::print;

/// One row for every item; shares and grades come from the printed shares' exact values.
pub fn items(listing: &Listing<'_>) -> Block {
    let (language, cube) = (listing.language(), &listing.draft.workshop.plan.cube);
    let (document, figures, style) = (listing.draft.document, listing.draft.figures, listing.draft.style());
    let area = document.compare;
    let year = |at: usize| {
        let decimals = cube.indicators[at].decimals;
        Selection::new(figures, (at, decimals), &document.areas, area, document.from, document.to).year
    };
    let row = |(position, answers): (usize, &Vec<usize>)| {
        let year = answers.first().map_or(document.to, |at| year(*at));
        let shares: Vec<Cell> = answers.iter().map(|at| figures.value(*at, area, year)).collect();
        let name = answers.first().map_or("", |at| cube.indicators[*at].name.as_str());
        let name = name.split_once(": ").map_or(name, |(item, _)| item);
        let count = listing.plan.against.get(position).map(|at| print(figures.value(*at, area, year), 0, style).into());
        let sum = |cells: &[(Exact, Cell)]| {
            let zero = Cell::number(Exact::from_integer(0));
            cells.iter().fold(zero, |sum, (weight, cell)| sum.combine(*cell, |sum, share| Some(sum + share * weight)))
        };
        let half = answers.len() / 2;
        let agreeing: Vec<(Exact, Cell)> = shares[..half].iter().map(|cell| (Exact::from_integer(1), *cell)).collect();
        let graded: Vec<(Exact, Cell)> =
            (1..).zip(&shares).map(|(grade, cell)| (Exact::new(grade, 100), *cell)).collect();
        RowBlock::of(vec![
            CellBlock::of(name),
            count.unwrap_or_default(),
            print(rounded(sum(&agreeing)), 0, style).into(),
            print(sum(&graded), 1, style).into(),
        ])
    };
    let rows: Vec<RowBlock> = listing.plan.groups.iter().enumerate().map(row).collect();
    let most = listing.plan.groups.iter().map(Vec::len).max().unwrap_or_default();
    let columns = vec![
        ColumnBlock::words(language.pick("Aussage", "Statement"), 1.0),
        ColumnBlock { width: 16.0, ..ColumnBlock::number("n") },
        ColumnBlock {
            unit: language.pick("Prozent", "per cent").to_owned(),
            width: 26.0,
            ..ColumnBlock::number(language.pick("Zustimmung", "Agreement"))
        },
        ColumnBlock {
            unit: format!("1 {} {most}", language.pick("bis", "to")),
            width: 22.0,
            ..ColumnBlock::number(language.pick("Mittelwert", "Mean"))
        },
    ];
    let mut table = listing.plain_table(("Ergebnisse der Befragung", "Results of the survey"), columns, rows);
    table.notes.push(
        match language {
            Language::De => "Zustimmung: die ersten Antworten bis zur Mitte der Skala, ohne die mittlere. Mittelwert: die erste Antwort zählt 1.",
            Language::En => "Agreement: the first answers up to the middle of the scale, without the middle one. Mean: the first answer counts 1.",
        }
        .to_owned(),
    );
    Block::Table(table)
}

/// Shares that were added up are rounded once.
fn rounded(cell: Cell) -> Cell {
    match cell {
        Cell::Number { value, flags } => Cell::Number { value: round(value, 0).exact(), flags },
        sign => sign,
    }
}
