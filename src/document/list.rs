//! Lists: what registers hold, and what follows from figures. Comes in: a resolved list. Goes out: tables and entries as
//! printed texts. One file per register; which indicators and areas a list may show was settled in `plan`.

mod attainment;
mod data;
mod goals;
mod needs;
mod people;
mod profile;
mod recommendations;
mod signals;
mod supply;
mod survey;
mod things;

pub use supply::own_source;

use super::Draft;
use super::block::Block;
use super::pictures::Files;
use crate::definition::{ListKind, Name};
use crate::plan::ListPlan;
use crate::problem::{Problems, SourceText};
use crate::text::{Markup, prose};

/// A list on its way.
struct Listing<'a> {
    draft: &'a Draft<'a>,
    plan: &'a ListPlan,
    /// Its own name in the project.
    key: &'a str,
}

/// Makes a list.
pub fn blocks(draft: &Draft<'_>, plan: &ListPlan, key: &str) -> Result<(Vec<Block>, Files), Problems> {
    let listing = Listing { draft, plan, key };
    let mut files = Files::new();
    let blocks = match plan.kind {
        ListKind::Recommendations => recommendations::entries(&listing, &mut files)?,
        ListKind::Overview => vec![recommendations::overview(&listing)],
        ListKind::Costs => vec![recommendations::costs(&listing)],
        ListKind::Progress => vec![attainment::overview(&listing)],
        ListKind::Attainment => attainment::entries(&listing, &mut files)?,
        ListKind::Goals => vec![goals::goals(&listing)],
        ListKind::Fields => vec![goals::fields(&listing)],
        ListKind::Changes => vec![goals::changes(&listing)],
        ListKind::Bodies => vec![people::bodies(&listing)],
        ListKind::Participation => people::participation(&listing),
        ListKind::Ladder => vec![people::ladder(&listing)],
        ListKind::Facilities => supply::facilities(&listing),
        ListKind::Needs => needs::needs(&listing)?,
        ListKind::Calendar => vec![things::calendar(&listing)],
        ListKind::Glossary => vec![things::glossary(&listing)],
        ListKind::Contributions => vec![things::contributions(&listing)],
        ListKind::Items => vec![survey::items(&listing)],
        ListKind::Signals => vec![signals::signals(&listing)],
        ListKind::Profile => {
            let area = draft.area.unwrap_or(draft.document.areas[0]);
            vec![Block::Entry(profile::profile(&listing, area, key))]
        }
        ListKind::Profiles => profile::profiles(&listing, &mut files)?,
        ListKind::Catalogue => vec![data::catalogue(&listing)],
        ListKind::Deliveries => vec![data::deliveries(&listing)],
        ListKind::Requests => vec![data::requests(&listing)],
        ListKind::Gaps => vec![data::gaps(&listing)],
    };
    let mut blocks = blocks;
    if let Some(Block::Entry(entry)) = blocks.first_mut() {
        entry.id.clone_from(&plan.id);
    }
    // A table without rows says nothing.
    let blocks = blocks.into_iter().filter(|block| !matches!(block, Block::Table(table) if table.rows.is_empty()));
    Ok((blocks.collect(), files))
}

impl Listing<'_> {
    /// The caption as written, or the usual one.
    fn caption(&self, german: &str, english: &str) -> String {
        self.plan.title.clone().unwrap_or_else(|| self.draft.document.language.pick(german, english).to_owned())
    }

    fn notes(&self) -> Vec<String> {
        self.plan.note.iter().cloned().collect()
    }

    /// A text of a register, which may ask for values.
    fn phrase(&self, source: &SourceText, text: &Name) -> Result<Markup, Problems> {
        let place = source.place(text.span());
        let text = SourceText::new(source.path(), text.get_ref().as_str());
        prose(&text, Some(&place), &self.draft.ask, self.draft.workshop.plan.inclusive)
    }
}
