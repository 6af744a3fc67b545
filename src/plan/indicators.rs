//! Indicator sets into formulas over positions. A set of the library may ask for sources or dimensions
//! that a workspace does not have: that is a mistake only once a report asks for the indicator.

use std::collections::BTreeMap;

use super::{BaseFigure, Filter, Indicator, SourcePlan, find, locate};
use crate::definition::{
    BaseFigureDefinition, Definitions, IndicatorDefinition, IndicatorKind, IndicatorSet, Name, Source, Sources, Written,
};
use crate::problem::{Fault, Kind, Problem, Problems};

/// More decimals than any statistic prints; exact arithmetic has room for them.
const MOST_DECIMALS: u8 = 6;

/// What could be resolved, and what is wrong with the rest.
#[derive(Debug, Default)]
pub struct Indicators {
    /// All sources.
    pub sources: Vec<SourcePlan>,
    /// All usable base figures.
    pub base_figures: Vec<BaseFigure>,
    /// All usable indicators.
    pub indicators: Vec<Indicator>,
    /// Titles of sets.
    pub sets: Vec<String>,
    /// Set → ids of its indicators, usable or not.
    pub by_set: BTreeMap<String, Vec<String>>,
    /// Indicator → why it cannot be used here.
    pub unusable: BTreeMap<String, Problem>,
}

/// Resolves all sources, base figures and indicators.
pub fn resolve(definitions: &Definitions, problems: &mut Problems) -> Indicators {
    let mut found = Indicators { sources: sources(definitions, problems), ..Indicators::default() };
    // A workspace's own sets first: they win over the library's.
    let own = |set: &Written<IndicatorSet>| definitions.folder.join(set.source.path()).exists();
    let (own_sets, library): (Vec<_>, Vec<_>) = definitions.indicator_sets.values().partition(|set| own(set));
    let mut unusable = BTreeMap::new();
    for (sets, is_own) in [(&own_sets, true), (&library, false)] {
        for (set, base) in sets.iter().flat_map(|set| set.value.base.iter().map(move |base| (set, base))) {
            if found.base_figures.iter().any(|other| other.id == *base.id.get_ref()) {
                if is_own {
                    problems.push(duplicate(Kind::BaseFigure, set, &base.id));
                }
                continue;
            }
            match base_figure(set, base, &found.sources, is_own) {
                Ok(base) => found.base_figures.push(base),
                Err(problem) => drop(unusable.insert(base.id.get_ref().clone(), problem)),
            }
        }
    }
    for (sets, is_own) in [(&own_sets, true), (&library, false)] {
        for set in sets {
            found.sets.push(set.value.title.clone());
            for indicator in &set.value.indicator {
                let id = indicator.id.get_ref();
                if found.indicators.iter().any(|other| other.id == *id) {
                    if is_own {
                        problems.push(duplicate(Kind::Indicator, set, &indicator.id));
                    }
                    continue;
                }
                found.by_set.entry(set.id.clone()).or_default().push(id.clone());
                match formula(set, indicator, found.sets.len() - 1, &found.base_figures, &unusable) {
                    Ok(indicator) => found.indicators.push(indicator),
                    Err(problem) => drop(found.unusable.insert(id.clone(), problem)),
                }
            }
        }
    }
    // Own sets are answered for even where no report uses them, unless the source is simply not there.
    for problem in found.unusable.values() {
        let own_file = problem.place.as_ref().is_some_and(|place| definitions.folder.join(&place.file).exists());
        let no_source = matches!(problem.fault, Fault::UnknownName { kind: Kind::Source, .. });
        if own_file && !no_source {
            problems.push(problem.clone());
        }
    }
    found
}

fn duplicate(kind: Kind, set: &Written<IndicatorSet>, name: &Name) -> Problem {
    Problem::at(set.place(name), Fault::DuplicateName { kind, name: name.get_ref().clone() })
}

fn sources(definitions: &Definitions, problems: &mut Problems) -> Vec<SourcePlan> {
    let written = &definitions.sources;
    let mut sources: Vec<SourcePlan> = Vec::new();
    for source in &written.value.source {
        if sources.iter().any(|other| other.source.id.get_ref() == source.id.get_ref()) {
            let fault = Fault::DuplicateName { kind: Kind::Source, name: source.id.get_ref().clone() };
            problems.push(Problem::at(written.place(&source.id), fault));
        }
        let path = locate(definitions, source.file.get_ref());
        if !path.is_file() {
            let file = source.file.get_ref().into();
            let fault = Fault::UnreadableFile { path: file, reason: std::io::ErrorKind::NotFound.to_string() };
            problems.push(Problem::at(written.place(&source.file), fault));
        }
        let written_columns = &source.columns;
        let columns = (written_columns.area.iter())
            .chain(&written_columns.area_parts)
            .chain(&written_columns.period)
            .chain(&written_columns.value)
            .chain(&written_columns.values)
            .chain(&written_columns.quality)
            .chain(&written_columns.unit)
            .chain(source.dimensions.values())
            .map(|column| (column.get_ref().clone(), written.place(column)))
            .collect();
        check_rules(written, source, problems);
        let file = definitions.workspace.value.data.join(source.file.get_ref());
        let place = written.place(&source.file);
        let sheet = source.sheet.as_ref().map(|sheet| written.place(sheet));
        sources.push(SourcePlan { source: source.clone(), path, file, place, columns, sheet });
    }
    sources
}

/// Rules that would protect nothing.
fn check_rules(written: &Written<Sources>, source: &Source, problems: &mut Problems) {
    let Some(rule) = &source.protection else { return };
    if *rule.minimum.get_ref() < 1 {
        let found = rule.minimum.get_ref().to_string();
        let fault = Fault::WrongValue { expected: "1, 2, 3 …".to_owned(), found };
        problems.push(Problem::at(written.place(&rule.minimum), fault));
    }
    if rule.reason.trim().is_empty() {
        problems.push(Problem::at(written.place(&rule.minimum), Fault::MissingKey { key: "reason".to_owned() }));
    }
}

fn base_figure(
    set: &Written<IndicatorSet>,
    base: &BaseFigureDefinition,
    sources: &[SourcePlan],
    own: bool,
) -> Result<BaseFigure, Problem> {
    let known = sources.iter().map(|source| source.source.id.get_ref().as_str());
    let source = find(Kind::Source, &base.source, || set.place(&base.source), known)?;
    let name = |name: &Name| (name.get_ref().clone(), set.place(name));
    let filter = |(dimension, codes): (&Name, &Vec<Name>)| Filter {
        dimension: name(dimension),
        codes: codes.iter().map(name).collect(),
    };
    let filter = base.filter.iter().map(filter).collect();
    let place = set.place(&base.id);
    Ok(BaseFigure { id: base.id.get_ref().clone(), name: base.name.clone(), source, filter, place, own })
}

/// The first thing in braces of a reading example that nothing stands for.
fn wrong_placeholder(reading: &str) -> Option<String> {
    let rest = reading.replace("{area}", "").replace("{value}", "");
    let start = rest.find(['{', '}'])?;
    let end = rest[start..].find('}').map_or(rest.len(), |length| start + length + 1);
    Some(rest[start..end].to_owned())
}

fn formula(
    set: &Written<IndicatorSet>,
    written: &IndicatorDefinition,
    set_position: usize,
    base_figures: &[BaseFigure],
    unusable: &BTreeMap<String, Problem>,
) -> Result<Indicator, Problem> {
    let positions = |names: &[Name]| {
        names
            .iter()
            .map(|name| match unusable.get(name.get_ref()) {
                Some(problem) => Err(problem.clone()),
                None => {
                    let known = base_figures.iter().map(|base| base.id.as_str());
                    find(Kind::BaseFigure, name, || set.place(name), known)
                }
            })
            .collect::<Result<Vec<usize>, Problem>>()
    };
    let missing = |key: &str| Problem::at(set.place(&written.id), Fault::MissingKey { key: key.to_owned() });
    let needs_denominator =
        matches!(written.kind, IndicatorKind::Share | IndicatorKind::Rate | IndicatorKind::Quotient);
    if needs_denominator && written.denominator.is_empty() {
        return Err(missing("denominator"));
    }
    let per = match (written.kind, written.per) {
        (IndicatorKind::Share, _) => 100,
        (IndicatorKind::Count | IndicatorKind::Quotient, _) => 1,
        (_, Some(per)) if per > 0 => per,
        _ => return Err(missing("per")),
    };
    let out_of_range = |expected: &str, found: String| {
        let fault = Fault::WrongValue { expected: expected.to_owned(), found };
        Err(Problem::at(set.place(&written.id), fault))
    };
    if written.decimals > MOST_DECIMALS {
        return out_of_range(&format!("decimals 0–{MOST_DECIMALS}"), written.decimals.to_string());
    }
    let most = if written.kind == IndicatorKind::Change { 100 } else { 1_000_000 };
    if per > most {
        return out_of_range(&format!("per 1–{most}"), per.to_string());
    }
    if let Some(placeholder) = wrong_placeholder(&written.reading) {
        let known = ["{area}", "{value}"].map(str::to_owned).to_vec();
        let fault = Fault::UnknownName { kind: Kind::Key, name: placeholder, known };
        return Err(Problem::at(set.place(&written.id), fault));
    }
    Ok(Indicator {
        id: written.id.get_ref().clone(),
        set: set_position,
        name: written.name.clone(),
        definition: written.definition.clone(),
        kind: written.kind,
        numerator: positions(&written.numerator)?,
        minus: positions(&written.minus)?,
        denominator: positions(&written.denominator)?,
        per,
        unit: written.unit.clone(),
        decimals: written.decimals,
        reading: written.reading.clone(),
        limits: written.limits.clone(),
    })
}
