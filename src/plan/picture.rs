//! Pictures of chapters, resolved. Comes in: what a chapter asks for. Goes out: positions of indicators, areas and
//! years, checked against what the kind can show, which stands in `demands`.

mod demands;

use std::ops::RangeInclusive;

use toml::Spanned;

use demands::{MANY, NOT_NARROW, demands, options};

use super::resolver::Resolver;
use super::{Indicator, formula};
use crate::area::AreaIndex;
use crate::definition::register::Register;
use crate::definition::{Name, PictureDefinition, PictureKind, PictureOrder, PictureSize, Step};
use crate::number::Exact;
use crate::problem::{Fault, Kind, Place, Problem, Problems};

/// A picture, resolved.
#[derive(Debug, Clone)]
pub struct PicturePlan {
    /// What is drawn.
    pub kind: PictureKind,
    /// Where the report asks for it.
    pub place: Place,
    /// As written, without its heading.
    pub definition: String,
    /// How texts refer to it.
    pub id: Option<String>,
    /// The caption as written.
    pub title: Option<String>,
    /// What is to be said below it.
    pub note: Option<String>,
    /// How much of the column it takes.
    pub size: PictureSize,
    /// What is shown: per written name its indicators, several for a distribution.
    pub indicators: Vec<Vec<usize>>,
    /// What it is held against, likewise.
    pub against: Vec<Vec<usize>>,
    /// Its areas.
    pub areas: Vec<AreaIndex>,
    /// True where they are not simply those of the report.
    pub own_areas: bool,
    /// More areas are no longer readable.
    pub most_areas: usize,
    /// True where all of it is about one area: the one that is looked at, else the compared one.
    pub of_one_area: bool,
    /// The area that is looked at.
    pub highlight: Option<AreaIndex>,
    /// Which of its areas, and whether the one that is looked at, are those of each copy.
    pub each: (Vec<usize>, bool),
    /// The years as written.
    pub years: Vec<i32>,
    /// What is to be reached.
    pub target: Option<Exact>,
    /// In which order areas are drawn.
    pub order: PictureOrder,
    /// Whether shares and rates get their intervals.
    pub intervals: bool,
    /// Steps, events, rows.
    pub steps: Vec<Step>,
    /// Columns of a matrix.
    pub columns: Vec<String>,
    /// The step at which the reader is, from 0.
    pub here: Option<usize>,
    /// The kinds of facilities on a map of them.
    pub facilities: Vec<usize>,
}

impl PicturePlan {
    /// One area in the range of several, which a list puts beside its own figures.
    pub fn spine(list: &Place, indicators: &[usize], areas: &[AreaIndex], area: AreaIndex) -> PicturePlan {
        PicturePlan {
            kind: PictureKind::Spine,
            place: list.clone(),
            definition: String::new(),
            id: None,
            title: None,
            note: None,
            size: PictureSize::Full,
            indicators: indicators.iter().map(|at| vec![*at]).collect(),
            against: Vec::new(),
            areas: areas.to_vec(),
            own_areas: false,
            most_areas: MANY,
            of_one_area: false,
            highlight: Some(area),
            each: (Vec::new(), false),
            years: Vec::new(),
            target: None,
            order: PictureOrder::default(),
            intervals: false,
            steps: Vec::new(),
            columns: Vec::new(),
            here: None,
            facilities: Vec::new(),
        }
    }

    /// Puts one of the areas that have a document each where the report says `each`.
    pub(super) fn turn_to(&mut self, area: AreaIndex) {
        for at in &self.each.0 {
            self.areas[*at] = area;
        }
        if self.each.1 {
            self.highlight = Some(area);
        }
    }

    /// All indicators that it shows, those it is held against last.
    pub fn all_indicators(&self) -> impl Iterator<Item = usize> {
        self.indicators.iter().chain(&self.against).flatten().copied()
    }
}

/// Resolves one picture; `areas` are those of the report.
pub(super) fn resolve(
    resolver: &Resolver<'_>,
    written: &Spanned<PictureDefinition>,
    areas: &[AreaIndex],
) -> Result<PicturePlan, Problems> {
    let mut problems = Problems::new();
    let picture = written.get_ref();
    let kind = *picture.kind.get_ref();
    let demands = demands(kind);
    let place = resolver.place(&picture.kind);
    let source = resolver.source;
    let word = source.text[picture.kind.span()].trim_matches(['"', '\'']).to_owned();

    problems.append(options(picture, &demands, &word, &place));
    if let (Some(_), Some(level)) = (&picture.areas, &picture.level) {
        let fault = Fault::Exclusive { one: "areas", other: "level" };
        problems.push(Problem::at(resolver.place(level), fault));
    }
    let groups = |names: &[Name], problems: &mut Problems| -> Vec<Vec<usize>> {
        names.iter().map(|name| problems.collect(resolver.group(name)).unwrap_or_default()).collect()
    };
    let indicators = groups(&picture.indicators, &mut problems);
    let against = groups(&picture.against, &mut problems);
    let (chosen, at) = match (&picture.areas, &picture.level) {
        (Some(keys), _) => {
            let found = problems.collect(resolver.inhabited_areas(keys)).unwrap_or_default();
            (found, keys.first().map(|key| resolver.place(key)))
        }
        (None, Some(level)) => {
            let found = problems.collect(resolver.level(level)).unwrap_or_default();
            (found, Some(resolver.place(level)))
        }
        (None, None) => (areas.to_vec(), None),
    };
    let mut highlight = picture.highlight.as_ref().and_then(|key| problems.collect(resolver.inhabited_area(key)));
    if kind == PictureKind::Spine && picture.highlight.is_none() {
        problems.push(Problem::at(place.clone(), Fault::MissingKey { key: "highlight".to_owned() }));
    }
    let years: &[Spanned<i32>] = picture.years.as_deref().unwrap_or_default();
    let first_year = years.first().map(|year| resolver.place(year));
    let rising = problems.collect(resolver.rising(years));
    let years_are_read = rising.is_some();
    let years = rising.unwrap_or_default();
    problems.append(resolver.once(Kind::FacilityKind, &picture.facilities));
    problems.append(resolver.once(Kind::Indicator, &picture.indicators));
    let facilities = problems.collect(facilities(resolver, picture));
    if kind == PictureKind::Likert {
        problems.append(resolver.answered(&indicators, &picture.against));
    }
    let mut needs = |key: &str, range: &RangeInclusive<usize>, found: usize, at: Option<Place>| {
        if !range.contains(&found) {
            let (least, most) = (*range.start(), *range.end());
            let fault = Fault::PictureNeeds { kind: word.clone(), key: key.to_owned(), least, most, found };
            problems.push(Problem::at(at.unwrap_or_else(|| place.clone()), fault));
        }
    };
    needs("indicators", &demands.indicators, picture.indicators.len(), None);
    needs("against", &demands.against, picture.against.len(), None);
    for (name, parts) in picture.indicators.iter().zip(&indicators).filter(|(_, parts)| parts.len() > 1) {
        // A distribution is several indicators; kinds that show one cannot show all of its parts.
        if *demands.indicators.end() == 1 {
            needs("indicators", &(1..=1), parts.len(), Some(resolver.place(name)));
        }
    }
    if years_are_read {
        needs("years", &demands.years, years.len(), first_year);
    }
    let shows_one_per_area = !matches!(kind, PictureKind::Lines | PictureKind::Index | PictureKind::Sparklines)
        || picture.indicators.len() == 1;
    let of_one_area = demands.areas == 0 || !shows_one_per_area;
    if of_one_area && demands.areas > 0 && at.is_some() {
        needs("areas", &(1..=1), chosen.len(), at.clone());
        highlight = highlight.or_else(|| chosen.first().copied());
    } else if !of_one_area && at.is_some() && !chosen.is_empty() {
        needs("areas", &(1..=demands.areas), chosen.len(), at.clone());
    }
    match kind {
        // What is wrong with the register is told already.
        PictureKind::Sites => {
            if let Some(facilities) = &facilities {
                needs("facilities", &(1..=5), facilities.len(), None);
            }
        }
        PictureKind::Grouped if indicators.iter().flatten().count() > 1 => needs("years", &(0..=1), years.len(), None),
        PictureKind::Grouped => needs("years", &(2..=4), years.len(), None),
        PictureKind::Stacked | PictureKind::Shares => {
            needs("indicators", &(2..=7), indicators.iter().flatten().count(), None);
        }
        PictureKind::Lines
        | PictureKind::Index
        | PictureKind::Multiples
        | PictureKind::Sparklines
        | PictureKind::Fan
            if years.len() == 1 =>
        {
            needs("years", &(2..=2), years.len(), None);
        }
        PictureKind::Likert if !against.is_empty() => {
            needs("against", &(indicators.len()..=indicators.len()), against.len(), None);
        }
        PictureKind::Bullet => {
            let given = against.len() + usize::from(picture.target.is_some());
            needs("against / target", &(1..=1), given, None);
        }
        PictureKind::Matrix => {
            let wrong = picture.step.iter().find(|step| step.text.len() != picture.columns.len());
            if let Some(step) = wrong {
                needs("text", &(picture.columns.len()..=picture.columns.len()), step.text.len(), None);
            }
        }
        _ => {}
    }
    for (key, kinds, found) in [
        ("step", &[PictureKind::Cycle, PictureKind::Timeline, PictureKind::Matrix][..], picture.step.len()),
        ("columns", &[PictureKind::Matrix][..], picture.columns.len()),
    ] {
        if kinds.contains(&kind) {
            needs(key, &(2..=12), found, None);
        }
    }
    for (name, at) in picture.indicators.iter().zip(&indicators) {
        let found = at.first().map(|at| &resolver.indicators.indicators[*at]);
        if let Some(fault) = found.and_then(|found| unfit_for_map(kind, found)) {
            problems.push(Problem::at(resolver.place(name), fault));
        }
    }
    let target = picture.target.as_ref().and_then(|target| formula::exact(*target.get_ref()));
    if let (Some(written), None) = (&picture.target, &target) {
        let fault = Fault::WrongValue { expected: "< 10⁹".to_owned(), found: written.get_ref().to_string() };
        problems.push(Problem::at(resolver.place(written), fault));
    }
    if let (Some(key), Some(area), false) = (&picture.highlight, highlight, of_one_area)
        && !chosen.contains(&area)
        && !chosen.is_empty()
    {
        let known = chosen.iter().map(|area| resolver.area_key(*area)).collect();
        let fault = Fault::UnknownName { kind: Kind::AreaShown, name: key.get_ref().clone(), known };
        problems.push(Problem::at(resolver.place(key), fault));
    }
    if picture.size == PictureSize::Third && NOT_NARROW.contains(&kind) {
        let fault = Fault::WrongValue { expected: "size = \"half\" / \"full\"".to_owned(), found: "third".to_owned() };
        problems.push(Problem::at(place.clone(), fault));
    }
    let here = picture.here.as_ref().map(|here| *here.get_ref());
    if let (Some(number), Some(at)) = (here, &picture.here)
        && !(1..=picture.step.len()).contains(&number)
    {
        let expected = format!("1–{}", picture.step.len());
        let fault = Fault::WrongValue { expected, found: number.to_string() };
        problems.push(Problem::at(resolver.place(at), fault));
    }
    problems.into_result()?;
    let is_each = |(at, key): (usize, &Name)| resolver.is_each(key).then_some(at);
    let each: Vec<usize> = picture.areas.iter().flatten().enumerate().filter_map(is_each).collect();
    let named = picture.highlight.as_ref().is_some_and(|key| resolver.is_each(key));
    let each_highlight = named || (of_one_area && picture.highlight.is_none() && !each.is_empty());
    Ok(PicturePlan {
        kind,
        place,
        definition: definition_text(&source.text, picture.kind.span().start),
        id: picture.id.as_ref().map(|id| id.get_ref().clone()),
        title: picture.title.clone(),
        note: picture.note.clone(),
        size: picture.size,
        indicators,
        against,
        areas: chosen,
        own_areas: at.is_some(),
        most_areas: demands.areas,
        of_one_area,
        highlight,
        each: (each, each_highlight),
        years,
        target,
        order: picture.order.as_ref().map(|order| *order.get_ref()).unwrap_or_default(),
        intervals: picture.intervals.as_ref().is_some_and(|wanted| *wanted.get_ref()),
        steps: picture.step.clone(),
        columns: picture.columns.iter().map(|name| name.get_ref().clone()).collect(),
        here: here.map(|number| number - 1),
        facilities: facilities.unwrap_or_default(),
    })
}

/// The kinds of facilities that a map shows: those named, else all.
fn facilities(resolver: &Resolver<'_>, picture: &PictureDefinition) -> Result<Vec<usize>, Problems> {
    if *picture.kind.get_ref() != PictureKind::Sites {
        return Ok(Vec::new());
    }
    resolver.registers.broken(&[Register::Facilities]).into_result()?;
    let mut problems = Problems::new();
    let known = resolver.registers.facility_kind_ids();
    let named: Vec<usize> = (picture.facilities.iter())
        .filter_map(|name| problems.collect(resolver.named(Kind::FacilityKind, name, &known)))
        .collect();
    problems.into_result()?;
    Ok(if picture.facilities.is_empty() { (0..known.len()).collect() } else { named })
}

/// Shades are for rates, circles for absolute numbers.
fn unfit_for_map(kind: PictureKind, indicator: &Indicator) -> Option<Fault> {
    use PictureKind as Of;
    let id = || indicator.id.clone();
    match kind {
        Of::Map | Of::Around | Of::Tiles | Of::Maps | Of::Bivariate | Of::Sites if indicator.adds_up() => {
            Some(Fault::AbsoluteMap { indicator: id() })
        }
        Of::Symbols if !indicator.adds_up() => {
            Some(Fault::WrongValue { expected: "kind = \"count\"".to_owned(), found: id() })
        }
        _ => None,
    }
}

/// The lines of a picture in its report, from its heading to the next one.
fn definition_text(text: &str, kind: usize) -> String {
    let is_heading = |line: &&str| line.starts_with('[') && !line.starts_with("[[chapter.picture.");
    let start = text[..kind].rfind("[[chapter.picture]]").unwrap_or(kind);
    let mut lines = text[start..].lines();
    let heading = lines.next().into_iter();
    let lines: Vec<&str> = heading.chain(lines.take_while(|line| !is_heading(line))).collect();
    lines.join("\n").trim_end().to_owned()
}
