//! What kind of document a template makes: `template.toml` in its folder. It says what a report must have for it, and the
//! chapters of reports that name none.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{Chapter, Labels, TemplateFolder, Written, written};
use crate::problem::Problems;

/// `template.toml`, or `template.en.toml` for English documents.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TemplateDefinition {
    /// What such a document is called: „Umsetzungsbericht".
    pub name: String,
    /// What it is for, in a sentence.
    pub about: String,
    /// What a report must have.
    #[serde(default)]
    pub needs: Vec<Need>,
    /// True where its texts are in plain language.
    #[serde(default)]
    pub plain: bool,
    /// The chapters of reports that name none.
    #[serde(default)]
    pub chapter: Vec<Chapter>,
}

/// What a report must have, or its workspace.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Need {
    /// `[paper]`.
    Paper,
    /// `each`: one document per area.
    Each,
    /// Entries in `recommendations.toml`.
    Recommendations,
    /// Entries in `evidence.toml`.
    Evidence,
    /// `due`: by when it has to be there.
    Due,
    /// `of`: the paper that it is about.
    Of,
}

/// The definitions of all template folders, under `name` and `name.en`.
pub(super) fn read_all(
    templates: Option<&BTreeMap<String, TemplateFolder>>,
) -> Result<BTreeMap<String, Written<TemplateDefinition>>, Problems> {
    let mut problems = Problems::new();
    let mut kinds = BTreeMap::new();
    for (name, folder) in templates.into_iter().flatten() {
        for (file, key) in [("template.toml", name.clone()), ("template.en.toml", format!("{name}.en"))] {
            let definition = folder.get(file).and_then(|source| problems.collect(written(source.clone())));
            kinds.extend(definition.map(|definition| (key, definition)));
        }
    }
    problems.into_result().map(|()| kinds)
}

/// What counties call things: `labels-….toml` of all templates, by what stands for the dots.
pub(super) fn labels(
    templates: Option<&BTreeMap<String, TemplateFolder>>,
) -> Result<BTreeMap<String, Written<Labels>>, Problems> {
    let mut problems = Problems::new();
    let mut labels = BTreeMap::new();
    for (file, source) in templates.into_iter().flatten().flat_map(|(_, folder)| folder) {
        let Some(name) = file.strip_prefix("labels-").and_then(|name| name.strip_suffix(".toml")) else { continue };
        labels.extend(problems.collect(written(source.clone())).map(|found| (name.to_owned(), found)));
    }
    problems.into_result().map(|()| labels)
}
