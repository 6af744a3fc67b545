//! Indicator sets into formulas over positions. A set of the library may ask for sources or dimensions
//! that a workspace does not have: that is a mistake only once a report asks for the indicator.

use std::collections::BTreeMap;

use num_traits::Signed;

use super::formula::{self, Formula};
use super::protection;
use super::{BaseFigure, Filter, Indicator, SourcePlan, find, locate};
use crate::definition::{BaseFigureDefinition, Definitions, IndicatorSet, Name, Protection, Written};
use crate::problem::{Fault, Kind, Problem, Problems};

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
    /// Distribution → ids of the indicators it is made of.
    pub groups: BTreeMap<String, Vec<String>>,
    /// Indicator → why it cannot be used here.
    pub unusable: BTreeMap<String, Problem>,
}

/// Resolves all sources, base figures and indicators.
pub fn resolve(definitions: &Definitions, problems: &mut Problems) -> Indicators {
    let workspace = &definitions.workspace.value;
    let levels: Vec<&str> = workspace.level.iter().map(|level| level.id.get_ref().as_str()).collect();
    let levels = &levels;
    let mut found = Indicators { sources: sources(definitions, problems), ..Indicators::default() };
    // A workspace's own sets first: they win over the library's.
    let own = |set: &Written<IndicatorSet>| definitions.folder.join(set.source.path()).exists();
    let several = definitions.indicator_sets.values().flat_map(|set| set.value.several()).collect();
    let written_out =
        |set: &Written<IndicatorSet>| Written { value: set.value.clone().written_out(&several), ..set.clone() };
    let sets: Vec<Written<IndicatorSet>> = definitions.indicator_sets.values().map(written_out).collect();
    let (own_sets, library): (Vec<_>, Vec<_>) = sets.iter().partition(|set| own(set));
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
    let sets: Vec<(&Written<IndicatorSet>, bool)> =
        own_sets.iter().map(|set| (*set, true)).chain(library.iter().map(|set| (*set, false))).collect();
    found.sets = sets.iter().map(|(set, _)| set.value.title.clone()).collect();
    for (set, indicator) in sets.iter().flat_map(|(set, _)| set.value.indicator.iter().map(move |found| (set, found))) {
        let parts: Vec<String> = formula::expanded(indicator).map(|part| part.id.get_ref().clone()).collect();
        found.by_set.entry(set.id.clone()).or_default().extend(parts.clone());
        if parts.len() > 1 {
            found.groups.insert(indicator.id.get_ref().clone(), parts);
        }
    }
    // Those that are made of others come last, when the others are known.
    for derived in [false, true] {
        for (set_position, (set, is_own)) in sets.iter().enumerate() {
            let wanted = set.value.indicator.iter().flat_map(formula::expanded);
            for indicator in wanted.filter(|indicator| indicator.kind.is_derived() == derived) {
                let id = indicator.id.get_ref().clone();
                if found.indicators.iter().any(|other| other.id == id) {
                    if *is_own {
                        problems.push(duplicate(Kind::Indicator, set, &indicator.id));
                    }
                    continue;
                }
                let resolver = Formula {
                    set,
                    set_position,
                    base_figures: &found.base_figures,
                    indicators: &found.indicators,
                    unusable: [&unusable, &found.unusable],
                    levels,
                };
                match resolver.resolve(&indicator) {
                    Ok(indicator) => found.indicators.push(indicator),
                    Err(problem) => drop(found.unusable.insert(id, problem)),
                }
            }
        }
    }
    let known: Vec<&str> = found.base_figures.iter().map(|base| base.id.as_str()).collect();
    protection::check_units(&definitions.sources, &known, problems);
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
            .chain(source.protection.iter().chain(&source.internal).filter_map(Protection::contributors))
            .map(|column| (column.get_ref().clone(), written.place(column)))
            .collect();
        protection::check(written, source, problems);
        let file = definitions.workspace.value.data.join(source.file.get_ref());
        let place = written.place(&source.file);
        let sheet = source.sheet.as_ref().map(|sheet| written.place(sheet));
        sources.push(SourcePlan { source: source.clone(), path, file, place, columns, sheet });
    }
    sources
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
    let factor = match &base.factor {
        None => None,
        Some(factor) => Some(formula::exact(*factor.get_ref()).filter(Signed::is_positive).ok_or_else(|| {
            let found = factor.get_ref().to_string();
            Problem::at(set.place(factor), Fault::WrongValue { expected: "factor > 0".to_owned(), found })
        })?),
    };
    let place = set.place(&base.id);
    Ok(BaseFigure {
        id: base.id.get_ref().clone(),
        name: base.name.clone(),
        source,
        filter,
        additive: base.additive,
        flow: base.flow,
        factor,
        place,
        own,
    })
}
