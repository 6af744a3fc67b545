//! What has to be there by when, and what is still missing for it. Comes in: the plan. Goes out: due dates; how many days
//! are left is for those to say who have a clock.

use toml::value::Date;

use crate::definition::Contribution;
use crate::number::Language;
use crate::plan::{Document, Plan};
use crate::wording::Word;

/// A due date of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deadline {
    /// Id of the document.
    pub document: String,
    /// By when it has to be there.
    pub due: Date,
    /// Chapters that are empty or not released.
    pub missing: Vec<String>,
    /// Deliveries that its figures wait for, with their day.
    pub deliveries: Vec<(String, Date)>,
}

/// The due dates of some documents.
pub fn deadlines(plan: &Plan, documents: &[String], language: Language) -> Vec<Deadline> {
    let of = |id: &String| {
        let document = plan.document(id)?;
        let due = document.definition.due.as_ref()?.get_ref().date?;
        let deadline = Deadline {
            document: id.clone(),
            due,
            missing: missing(document, language),
            deliveries: deliveries(plan, document),
        };
        Some(deadline)
    };
    documents.iter().filter_map(of).collect()
}

fn missing(document: &Document, language: Language) -> Vec<String> {
    let told = document.chapters.iter().filter_map(|chapter| match &chapter.contribution {
        Some((owner, state)) if *state != Contribution::Released => {
            Some(format!("{} ({owner}: {})", chapter.title, state.word(language)))
        }
        _ if chapter.text.is_none() && chapter.indicators.is_empty() && chapter.elements.is_empty() => {
            Some(format!("{} ({})", chapter.title, language.pick("leer", "empty")))
        }
        _ => None,
    });
    told.collect()
}

fn deliveries(plan: &Plan, document: &Document) -> Vec<(String, Date)> {
    let cube = &plan.cube;
    let shown = document.indicators().into_iter().chain(document.elements().flat_map(|element| element.indicators()));
    let mut sources: Vec<usize> = shown.flat_map(|at| cube.sources_of(&cube.indicators[at])).collect();
    sources.sort_unstable();
    sources.dedup();
    let due = |source: usize| {
        let source = &cube.sources[source].source;
        Some((source.title.clone(), source.due.as_ref()?.date?))
    };
    sources.into_iter().filter_map(due).collect()
}
