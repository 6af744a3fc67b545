//! What stands in chapters, in order: pictures, tables, lists, passages. Comes in: resolved elements. Goes out: blocks for
//! the templates, with the drawings in them.

use rayon::prelude::*;

use super::block::{Block, PassageBlock};
use super::pictures::Files;
use super::{Draft, list, picture, tabulation};
use crate::plan::{ElementPlan, PassagePlan};
use crate::problem::Problems;

/// The blocks of every chapter. Pictures are counted over the whole document.
pub fn blocks(draft: &Draft<'_>) -> Result<(Vec<Vec<Block>>, Files), Problems> {
    let chapters = &draft.document.chapters;
    let mut asked = Vec::new();
    let mut pictures = 0;
    for (chapter, element) in
        chapters.iter().enumerate().flat_map(|(at, of)| of.elements.iter().map(move |it| (at, it)))
    {
        pictures += usize::from(matches!(element, ElementPlan::Picture(_)));
        asked.push((chapter, pictures, asked.len() + 1, element));
    }
    let made: Vec<_> = asked
        .into_par_iter()
        .map(|(chapter, picture, number, element)| (chapter, of_element(draft, element, picture, number)))
        .collect();
    let mut problems = Problems::new();
    let mut blocks: Vec<Vec<Block>> = chapters.iter().map(|_| Vec::new()).collect();
    let mut files = Files::new();
    for (chapter, found) in made {
        if let Some((found, drawings)) = problems.collect(found) {
            blocks[chapter].extend(found);
            files.extend(drawings);
        }
    }
    problems.into_result().map(|()| (blocks, files))
}

fn of_element(
    draft: &Draft<'_>,
    element: &ElementPlan,
    picture: usize,
    number: usize,
) -> Result<(Vec<Block>, Files), Problems> {
    let turned = draft.area.map(|area| element.about(area, draft.area_name()));
    let key = format!("element-{number}");
    match turned.as_ref().unwrap_or(element) {
        ElementPlan::Picture(plan) => {
            let (block, files) = picture::block(draft, plan, &format!("picture-{picture}"))?;
            Ok((vec![Block::Picture(block)], files))
        }
        ElementPlan::Table(plan) => Ok((vec![Block::Table(tabulation::table(draft, plan, &key)?)], Files::new())),
        ElementPlan::List(plan) => list::blocks(draft, plan, &key),
        ElementPlan::Passage(plan) => Ok((vec![Block::Passage(passage(draft, plan)?)], Files::new())),
    }
}

fn passage(draft: &Draft<'_>, plan: &PassagePlan) -> Result<PassageBlock, Problems> {
    let author: Vec<&str> = [&plan.by, &plan.office].into_iter().flatten().map(String::as_str).collect();
    Ok(PassageBlock {
        title: plan.title.clone(),
        text: draft.text(&plan.text)?,
        author: Some(author.join(", ")).filter(|author| !author.is_empty()),
    })
}
