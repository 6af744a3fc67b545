//! What a workspace has, one per line, tabs between the columns.

use std::path::Path;

use super::arguments::Listing;
use super::console::Console;
use crate::definition;
use crate::plan;
use crate::problem::{Notes, Problems};

/// Prints a list.
pub fn print(workspace: &Path, what: Listing, console: &Console) -> Result<(), Problems> {
    let mut notes = Notes::new();
    let plan = plan::resolve(definition::read(workspace)?, &mut notes)?;
    let lines: Vec<Vec<&str>> = match what {
        Listing::Reports => {
            let reports = plan.documents.iter();
            reports.map(|report| vec![report.id.as_str(), report.template.as_str(), &report.definition.title]).collect()
        }
        Listing::Indicators => {
            let indicators = plan.cube.indicators.iter();
            indicators
                .map(|found| vec![found.id.as_str(), plan.cube.sets[found.set].as_str(), found.name.as_str()])
                .collect()
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
        Listing::Templates => {
            plan.templates.keys().filter(|name| *name != "shared").map(|name| vec![name.as_str()]).collect()
        }
    };
    for line in lines {
        console.result(&line.join("\t"));
    }
    Ok(())
}
