//! What a workspace has, one per line, tabs between the columns; gaps and deliveries as CSV.

use std::path::Path;

use super::arguments::Listing;
use super::console::Console;
use crate::definition::{self, Status};
use crate::deliver;
use crate::disclosure::{Figures, Protected};
use crate::document::{self, GapRow};
use crate::number::Language;
use crate::pipeline;
use crate::plan::{self, Indicator, Plan};
use crate::problem::{Notes, Problem, Problems};

/// Prints a list; what is broken stands in it with the reason.
pub fn print(workspace: &Path, what: Listing, console: &Console, notes: &mut Notes) -> Result<(), Problems> {
    if matches!(what, Listing::Gaps | Listing::Deliveries) {
        let (plan, protected) = pipeline::survey(workspace, notes)?;
        let rows = match what {
            Listing::Gaps => gaps(&plan, &protected, console.language),
            _ => deliveries(&plan, protected.figures(Status::Public), console.language),
        };
        console.result(String::from_utf8_lossy(&deliver::csv(&rows)?).trim_end());
        return Ok(());
    }
    let plan = plan::resolve(definition::read(workspace)?, notes)?;
    let lines: Vec<Vec<&str>> = match what {
        Listing::Reports => {
            let reports = plan.documents.iter();
            reports.map(|report| vec![report.id.as_str(), report.template.as_str(), &report.definition.title]).collect()
        }
        Listing::Indicators => {
            let text = |text: &'_ Option<String>| text.as_deref().unwrap_or_default().to_owned();
            let row = |found: &Indicator| {
                let set = plan.cube.sets[found.set].clone();
                vec![
                    found.id.clone(),
                    set,
                    found.name.clone(),
                    text(&found.owner),
                    text(&found.field),
                    text(&found.table),
                ]
            };
            let lines: Vec<Vec<String>> = plan.cube.indicators.iter().map(row).collect();
            lines.iter().for_each(|line| console.result(&line.join("\t")));
            tell(console, plan.unusable.iter());
            return Ok(());
        }
        Listing::Areas => {
            let areas = plan.cube.areas.areas.iter().enumerate();
            areas
                .map(|(at, area)| vec![area.key.as_str(), plan.cube.areas.level_of(at).id.as_str(), area.name.as_str()])
                .collect()
        }
        Listing::Sources => {
            let sources = plan.cube.sources.iter().map(|found| &found.source);
            sources
                .map(|source| vec![source.id.get_ref().as_str(), source.file.get_ref().as_str(), source.title.as_str()])
                .collect()
        }
        Listing::Gaps | Listing::Deliveries => Vec::new(),
        Listing::Templates => {
            let about = |name: &str| {
                plan.kinds.get(name).map_or(["", ""], |kind| [kind.value.name.as_str(), &kind.value.about])
            };
            let names = plan.templates.keys().filter(|name| *name != "shared");
            names.map(|name| [name.as_str()].into_iter().chain(about(name)).collect()).collect()
        }
    };
    for line in lines {
        console.result(&line.join("\t"));
    }
    if matches!(what, Listing::Reports) {
        tell(console, plan.broken.iter().filter_map(|(id, problems)| Some((id, problems.first()?))));
    }
    Ok(())
}

/// What there is but cannot be used, with the reason.
fn tell<'a>(console: &Console, broken: impl Iterator<Item = (&'a String, &'a Problem)>) {
    broken.for_each(|(id, problem)| console.result(&format!("{id}\t{}", problem.fault.sentence(console.language))));
}

/// Indicator × area × year with the state of the value; the same that a chapter of a report sums up.
fn gaps(plan: &Plan, protected: &Protected, language: Language) -> Vec<Vec<String>> {
    let header = language
        .pick("indikator;schluessel;raum;jahr;stand;anbieter;bemerkung", "indicator;key;area;year;state;provider;note");
    let row = |row: GapRow| {
        vec![row.indicator, row.area, row.name, row.year.to_string(), row.state.to_owned(), row.provider, row.note]
    };
    let rows = document::gap_rows(plan, protected, language).into_iter().map(row);
    [header.split(';').map(str::to_owned).collect()].into_iter().chain(rows).collect()
}

/// Source × year with the areas of each level that came, and how many there are.
fn deliveries(plan: &Plan, figures: &Figures, language: Language) -> Vec<Vec<String>> {
    let cube = &plan.cube;
    let mut header: Vec<String> = language
        .pick("anbieter;quelle;datei;stand;jahr", "provider;source;file;as_of;year")
        .split(';')
        .map(str::to_owned)
        .collect();
    header.extend(cube.areas.levels.iter().map(|level| level.id.clone()));
    let mut rows = vec![header];
    for found in figures.delivered() {
        let source = &cube.sources[found.source].source;
        let as_of = source.as_of.map(|date| date.to_string()).unwrap_or_default();
        let mut row = vec![
            source.provider.clone(),
            source.id.get_ref().clone(),
            source.file.get_ref().clone(),
            as_of,
            found.year.to_string(),
        ];
        let count = |(level, count): (usize, &usize)| format!("{count}/{}", cube.areas.of_level(level).len());
        row.extend(found.areas.iter().enumerate().map(count));
        rows.push(row);
    }
    rows
}
