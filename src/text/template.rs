//! Report templates: Typst sources with minijinja marks. Every file of the template's folder and of
//! `shared` is rendered with the same view and becomes a file of the Typst project.

use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Serde, Value};
use minijinja::{AutoEscape, Environment, Error, UndefinedBehavior};
use serde::Serialize;

use super::literal;
use crate::definition::TemplateFolder;
use crate::problem::{Fault, Place, Problem, Problems, SourceText};
use crate::project::TypstProject;

/// Typst content that was made here and may stand as it is.
#[derive(Debug, Clone, Serialize)]
#[serde(transparent)]
pub struct Markup(Value);

impl Markup {
    /// Marks Typst code of our own making.
    pub(super) fn new(typst: String) -> Markup {
        Markup(Value::from_safe_string(typst))
    }

    /// The code.
    pub fn as_str(&self) -> &str {
        self.0.as_str().unwrap_or_default()
    }
}

/// Renders a template and the shared files; the main file is `main.typ` of the template.
pub fn compose(
    template: &str,
    folder: &TemplateFolder,
    shared: &TemplateFolder,
    view: &impl Serialize,
) -> Result<TypstProject, Problems> {
    let view = Value::from(Serde(view));
    let mut problems = Problems::new();
    let mut project = TypstProject { main: format!("{template}/main.typ"), ..TypstProject::default() };
    for (room, files) in [(template, folder), ("shared", shared)] {
        for (name, source) in files.iter().filter(|(name, _)| name.ends_with(".typ")) {
            if let Some(text) = problems.collect(render(source, &view)) {
                project.files.insert(format!("{room}/{name}"), text.into_bytes());
                project.templates.insert(format!("{room}/{name}"), source.clone());
            }
        }
    }
    problems.into_result().map(|()| project)
}

fn render(source: &SourceText, view: &Value) -> Result<String, Problems> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_auto_escape_callback(|_| AutoEscape::None);
    if let Ok(syntax) = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build() {
        environment.set_syntax(syntax);
    }
    environment.set_formatter(|out, _, value| out.write_str(&literal::value(value)).map_err(Error::from));
    environment.render_str(&source.text, view).map_err(|error| {
        let (place, reason) = told(&error, source);
        Problem::at(place, Fault::Template { reason }).into()
    })
}

/// Where minijinja stumbled, and what it says of that.
pub(super) fn told(error: &Error, source: &SourceText) -> (Place, String) {
    let line = || source.line(error.line().unwrap_or(1));
    let reason = error.detail().map_or_else(|| error.kind().to_string(), str::to_owned);
    (error.range().map_or_else(line, |range| source.place(range)), reason)
}
