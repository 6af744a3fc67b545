//! Drawn words: ring, timeline, matrix. Nothing is measured here.

use super::Made;
use super::values::Values;
use crate::chart::{self, Scheme, Station};
use crate::definition::PictureKind;
use crate::figures::Grid;
use crate::problem::Problem;

/// Draws the steps as they are written.
pub fn drawn(values: &Values<'_>) -> Result<Made, Problem> {
    let (plan, look, language) = (values.plan, &values.draft.workshop.plan.look, values.language());
    let stations: Vec<Station<'_>> = (plan.steps.iter())
        .map(|step| Station { label: &step.label, when: step.when.as_deref(), text: &step.text })
        .collect();
    let caption = match plan.kind {
        PictureKind::Cycle => language.pick("Kreislauf der Schritte", "Cycle of steps"),
        PictureKind::Timeline => language.pick("Zeitleiste", "Timeline"),
        _ => language.pick("Wer tut was", "Who does what"),
    };
    let scheme = Scheme {
        stations: &stations,
        columns: &plan.columns,
        here: plan.here,
        subject: plan.title.as_deref().unwrap_or(caption),
        width: values.width(),
        language,
    };
    let drawing = match plan.kind {
        PictureKind::Cycle => chart::cycle(&scheme, look)?,
        PictureKind::Timeline => chart::timeline(&scheme, look)?,
        _ => chart::matrix(&scheme, look)?,
    };
    Ok(Made::new(drawing, Grid::default(), caption.to_owned()))
}
