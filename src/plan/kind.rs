//! What the template of a report says of itself: what it needs, and the chapters that it proposes.

use super::resolver::Resolver;
use crate::definition::register::Register;
use crate::definition::{Need, TemplateDefinition, Written};
use crate::number::Language;
use crate::problem::{Fault, Problem, Problems, SourceText};

impl Resolver<'_> {
    /// What the template says of itself, in the language of the document.
    pub(super) fn kind(&self) -> Option<&Written<TemplateDefinition>> {
        let language = self.report.value.language.unwrap_or(self.definitions.workspace.value.language);
        let name = self.report.value.template.get_ref();
        let kinds = &self.definitions.kinds;
        let english = (language == Language::En).then(|| kinds.get(&format!("{name}.en"))).flatten();
        english.or_else(|| kinds.get(name))
    }

    /// What a kind of document must have, and this one has not.
    pub(super) fn unmet(&self, kind: Option<&Written<TemplateDefinition>>) -> Problems {
        let (written, registers) = (&self.report.value, &self.registers.written);
        let place = || self.place(&written.template);
        let mut problems = Problems::new();
        for need in kind.iter().flat_map(|kind| &kind.value.needs) {
            let empty = |file: &SourceText| Fault::NothingSelected { what: file.path().display().to_string() };
            let missing = |key: &str| Fault::MissingKey { key: key.to_owned() };
            let fault = match need {
                Need::Paper if written.paper.is_none() => Fault::PaperMissing,
                Need::Of if written.of.is_none() => missing("of"),
                Need::Due if written.due.is_none() => missing("due"),
                Need::Each if written.each.is_none() => missing("each"),
                // Whoever cannot be read is told already.
                Need::Recommendations if registers.broken.contains_key(&Register::Recommendations) => continue,
                Need::Evidence if registers.broken.contains_key(&Register::Evidence) => continue,
                Need::Recommendations if registers.recommendations.value.recommendation.is_empty() => {
                    empty(&registers.recommendations.source)
                }
                Need::Evidence if registers.evidence.value.participation.is_empty() => {
                    empty(&registers.evidence.source)
                }
                _ => continue,
            };
            problems.push(Problem::at(place(), fault));
        }
        problems
    }
}
