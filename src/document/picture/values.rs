//! The values of a picture: which areas, years and indicators make its rows and columns.

use crate::area::{AreaIndex, Level};
use crate::chart::Chart;
use crate::definition::{PictureKind, PictureOrder};
use crate::document::Draft;
use crate::document::selection::Selection;
use crate::figures::{Cell, Column, Datum, Grid, Mark, Role, Row, Sign};
use crate::number::{Language, count_in_words, join_words};
use crate::plan::{Indicator, PicturePlan};
use crate::problem::{Fault, Problem};
use crate::statistics::ranks;
use crate::wording::in_place;

/// A picture with what it is made from.
pub struct Values<'a> {
    pub draft: &'a Draft<'a>,
    pub plan: &'a PicturePlan,
    /// Its own name in the project.
    pub key: &'a str,
}

impl<'a> Values<'a> {
    pub fn language(&self) -> Language {
        self.draft.document.language
    }

    pub fn indicator(&self, at: usize) -> &'a Indicator {
        &self.draft.workshop.plan.cube.indicators[at]
    }

    /// The first indicator that it asks for.
    pub fn first(&self) -> usize {
        self.plan.indicators[0][0]
    }

    /// All written indicators, distributions as several.
    pub fn shown(&self) -> Vec<usize> {
        self.plan.indicators.iter().flatten().copied().collect()
    }

    pub fn name(&self, area: AreaIndex) -> String {
        self.draft.workshop.plan.cube.areas.get(area).name.clone()
    }

    /// The one area of pictures that show one.
    pub fn area(&self) -> AreaIndex {
        self.plan.highlight.unwrap_or(self.draft.document.compare)
    }

    /// The written year, or the last one in which the compared area has a number.
    pub fn year(&self, at: usize) -> i32 {
        let document = self.draft.document;
        let decimals = self.indicator(at).decimals;
        let (areas, compare) = (&self.plan.areas, document.compare);
        let to = document.to;
        match self.plan.years.last() {
            Some(year) => *year,
            None => Selection::new(self.draft.figures, (at, decimals), areas, compare, document.from, to).year,
        }
    }

    /// The written years from the first to the last, or those of the report.
    pub fn years(&self) -> Vec<i32> {
        let document = self.draft.document;
        let (from, to) = match self.plan.years.as_slice() {
            [] => (document.from, document.to),
            [only] => (document.from.min(*only), *only),
            [first, .., last] => (*first, *last),
        };
        (from..=to).collect()
    }

    pub fn cell(&self, at: usize, area: AreaIndex, year: i32) -> Cell {
        self.draft.figures.value(at, area, year)
    }

    pub fn datum(&self, at: usize, area: AreaIndex, year: i32) -> Datum {
        let interval = self.draft.figures.interval(at, area, year).filter(|_| self.plan.intervals);
        let interval = interval.map(|interval| (interval.low, interval.high));
        Datum { interval, ..self.draft.datum(self.indicator(at), self.cell(at, area, year)) }
    }

    pub fn row(&self, area: AreaIndex, data: Vec<Datum>) -> Row {
        let role = match area {
            area if Some(area) == self.plan.highlight => Role::Highlighted,
            area if area == self.draft.document.compare => Role::Reference,
            _ => Role::Ordinary,
        };
        let label = match role {
            // The compared area is called the same in all drawings.
            Role::Reference => self.draft.compared_name(),
            _ => self.name(area),
        };
        Row { label, area: Some(area), role, data }
    }

    pub fn column(&self, at: usize, label: String, year: Option<i32>) -> Column {
        self.draft.column(self.indicator(at), label, year)
    }

    /// The areas of the picture by columns of indicator and year.
    pub fn by_area(&self, columns: &[(usize, i32, String)]) -> Grid {
        let data = |area: AreaIndex| columns.iter().map(|(at, year, _)| self.datum(*at, area, *year)).collect();
        Grid {
            stub: self.stub(),
            columns: columns.iter().map(|(at, _, label)| self.column(*at, label.clone(), None)).collect(),
            rows: self.plan.areas.iter().map(|area| self.row(*area, data(*area))).collect(),
        }
    }

    /// Some areas by years of one indicator.
    pub fn by_year(&self, at: usize, areas: &[AreaIndex], years: &[i32]) -> Grid {
        Grid {
            stub: self.stub(),
            columns: years.iter().map(|year| self.column(at, year.to_string(), Some(*year))).collect(),
            rows: areas
                .iter()
                .map(|area| self.row(*area, years.iter().map(|year| self.datum(at, *area, *year)).collect()))
                .collect(),
        }
    }

    /// Ranks by printed value in a column.
    pub fn rank(&self, grid: &mut Grid, column: usize) {
        let decimals = grid.columns.get(column).map_or(0, |column| column.decimals);
        let printed: Vec<Option<i128>> = grid.rows.iter().map(|row| row.data[column].units(decimals)).collect();
        for (row, rank) in grid.rows.iter_mut().zip(ranks(&printed)) {
            row.data[column].rank = rank;
        }
    }

    /// Ranks, and the rows in their order where the planner did not list them.
    pub fn ranked(&self, grid: &mut Grid, column: usize) {
        self.rank(grid, column);
        if self.plan.order == PictureOrder::Rank {
            grid.rows.sort_by_key(|row| row.data[column].rank.unwrap_or(usize::MAX));
        }
    }

    /// Indicators as columns that name their year.
    pub fn dated(&self, indicators: &[usize]) -> Vec<(usize, i32, String)> {
        let column = |at: &usize| {
            let year = self.year(*at);
            (*at, year, format!("{} {year}", self.indicator(*at).name))
        };
        indicators.iter().map(column).collect()
    }

    /// „Kinderarmut 2024 und Pflegequote 2023 in den zwölf Räumen".
    pub fn both(&self, columns: &[(usize, i32, String)]) -> String {
        let and = self.language().pick("und", "and");
        format!("{} {and} {} {}", columns[0].2, columns[1].2, self.across())
    }

    /// The compared area as a row of its own, at the end.
    pub fn with_compared(&self, mut grid: Grid, columns: &[(usize, i32, String)]) -> Grid {
        let compare = self.draft.document.compare;
        if !self.plan.areas.contains(&compare) {
            let data = columns.iter().map(|(at, year, _)| self.datum(*at, compare, *year)).collect();
            grid.rows.push(self.row(compare, data));
        }
        grid
    }

    /// The compared area as a line across; a sum is nothing to compare with.
    pub fn reference(&self, at: usize, year: i32) -> Option<Mark> {
        self.draft.reference(self.indicator(at), self.cell(at, self.draft.document.compare, year))
    }

    /// What is to be reached, as a line across.
    pub fn target(&self) -> Option<Mark> {
        let name = self.language().pick("Ziel", "Target").to_owned();
        self.draft.mark(name, self.indicator(self.first()), Cell::number(self.plan.target?))
    }

    /// Width of the picture; papers have a wider margin for the binding.
    pub fn width(&self) -> f64 {
        self.plan.size.width(if self.draft.document.definition.paper.is_some() { 165.0 } else { 170.0 })
    }

    /// A chart of the size of the picture.
    pub fn chart<'b>(&self, grid: &'b Grid, subject: &'b str, most_height: f64) -> Chart<'b> {
        Chart { width: self.width(), most_height, ..self.draft.chart(grid, subject) }
    }

    /// The level of its areas; none where they are mixed.
    fn level(&self) -> Option<&'a Level> {
        let areas = &self.draft.workshop.plan.cube.areas;
        let level = areas.get(*self.plan.areas.first()?).level;
        let same = self.plan.areas.iter().all(|area| areas.get(*area).level == level);
        same.then(|| areas.level_of(self.plan.areas[0]))
    }

    /// What its areas are: „Raum".
    pub fn stub(&self) -> String {
        self.level().map_or_else(|| self.language().pick("Gebiet", "Area").to_owned(), |level| level.name.clone())
    }

    /// What its areas are, many of them: „Räume".
    pub fn plural(&self) -> String {
        self.level().map_or_else(|| self.language().pick("Gebiete", "areas").to_owned(), |level| level.plural.clone())
    }

    /// „in den zwölf Räumen".
    pub fn across(&self) -> String {
        let count = count_in_words(self.plan.areas.len(), self.language());
        match (self.plan.areas.as_slice(), self.language()) {
            ([only], language) => in_place(&self.name(*only), language),
            (_, Language::De) => {
                format!("in den {count} {}", self.level().map_or("Gebieten", |level| level.dative.as_str()))
            }
            (_, Language::En) => format!("in {count} {}", self.plural()),
        }
    }

    /// „im Kreis Holmau", „in Grevenhude": where the one area is.
    pub fn in_area(&self) -> String {
        in_place(&self.name(self.area()), self.language())
    }

    /// Said wherever an axis of lengths is cut.
    pub fn axis_note(&self) -> &'static str {
        self.language().pick("Die Achse beginnt nicht bei null.", "The axis does not begin at zero.")
    }

    /// What is to be said where a break lies between two of the years shown.
    pub fn break_note(&self, at: usize, first: i32, last: i32) -> Option<String> {
        let year = self.draft.workshop.plan.cube.break_between(self.indicator(at), first, last)?;
        Some(match self.language() {
            Language::De => {
                format!("Bruch in der Reihe ab {year}: mit den Jahren davor nur eingeschränkt vergleichbar.")
            }
            Language::En => format!("Break in series from {year}: hardly comparable with the years before."),
        })
    }

    pub fn unit(&self, at: usize) -> String {
        self.draft.unit(self.indicator(at))
    }

    /// What the parts of a distribution are called together, and each of them.
    pub fn part_names(&self, parts: &[usize]) -> (String, Vec<String>) {
        let split = |at: usize| self.indicator(at).name.split_once(": ");
        let whole = parts.first().and_then(|at| split(*at)).map(|(whole, _)| whole);
        match whole {
            Some(whole)
                if parts.len() > 1 && parts.iter().all(|at| split(*at).is_some_and(|(name, _)| name == whole)) =>
            {
                let names = parts.iter().map(|at| split(*at).map_or_else(String::new, |(_, part)| part.to_owned()));
                (whole.to_owned(), without_common_words(names.collect()))
            }
            _ => {
                let names: Vec<String> = parts.iter().map(|at| self.indicator(*at).name.clone()).collect();
                (join_words(&names, self.language()), names)
            }
        }
    }

    /// What can be judged only when areas and figures are known.
    pub fn refuse_unfit(&self) -> Result<(), Problem> {
        self.refuse_unmeasured()?;
        if !self.plan.of_one_area && self.plan.areas.len() > self.plan.most_areas {
            let (key, found, most) = ("areas".to_owned(), self.plan.areas.len(), self.plan.most_areas);
            return Err(self.problem(Fault::PictureNeeds { kind: self.word(), key, least: 1, most, found }));
        }
        self.refuse_mixed_units()
    }

    /// Numbers of different units on one axis say nothing.
    fn refuse_mixed_units(&self) -> Result<(), Problem> {
        use PictureKind as Of;
        let all: Vec<usize> = self.plan.all_indicators().collect();
        let differ = |same: &dyn Fn(usize, usize) -> bool| all.iter().copied().find(|at| !same(all[0], *at));
        let percent = |one: usize, two: usize| self.indicator(one).in_percent() == self.indicator(two).in_percent();
        let unit = |one: usize, two: usize| self.unit(one) == self.unit(two);
        let whole = |one: usize, two: usize| {
            let (one, two) = (self.indicator(one), self.indicator(two));
            one.in_percent() && two.in_percent() && one.denominator == two.denominator
        };
        let other = match self.plan.kind {
            Of::Lines | Of::Grouped | Of::Stacked => differ(&unit),
            Of::Shares => differ(&whole),
            Of::Bullet | Of::Fan | Of::Waterfall => differ(&percent),
            _ => None,
        };
        match other {
            Some(other) => {
                let (one, other) = (self.indicator(all[0]).id.clone(), self.indicator(other).id.clone());
                Err(self.problem(Fault::UnitsDiffer { kind: self.word(), one, other }))
            }
            None => Ok(()),
        }
    }

    /// A problem where the report asks for the picture.
    pub fn problem(&self, fault: Fault) -> Problem {
        Problem::at(self.plan.place.clone(), fault)
    }

    /// What the planner calls the kind.
    pub fn word(&self) -> String {
        format!("{:?}", self.plan.kind).to_lowercase()
    }

    /// An indicator that has no value anywhere here is a mistake in the definition, not a gap.
    fn refuse_unmeasured(&self) -> Result<(), Problem> {
        use PictureKind as Of;
        let courses = [Of::Lines, Of::Index, Of::Multiples, Of::Sparklines, Of::Fan];
        // Of single years each must have values.
        if !courses.contains(&self.plan.kind) {
            for year in &self.plan.years {
                self.refuse_empty(&[*year])?;
            }
        }
        self.refuse_empty(&self.years())
    }

    fn refuse_empty(&self, years: &[i32]) -> Result<(), Problem> {
        let areas = if self.plan.of_one_area { vec![self.area()] } else { self.plan.areas.clone() };
        let is_measured = |at: usize| {
            let mut cells = years.iter().flat_map(|year| areas.iter().map(move |area| (*area, *year)));
            cells.any(|(area, year)| {
                !matches!(self.cell(at, area, year).sign(), Some(Sign::NotAvailable | Sign::Missing))
            })
        };
        match self.plan.all_indicators().find(|at| !is_measured(*at)) {
            Some(at) => {
                let (indicator, level) = (self.indicator(at).id.clone(), self.plural());
                let year = if let [year] = years { Some(*year) } else { None };
                Err(Problem::at(self.plan.place.clone(), Fault::LevelTooFine { indicator, level, year }))
            }
            None => Ok(()),
        }
    }

    /// Where its figures come from, each source once; boundaries too, where it is a map.
    pub fn source(&self) -> String {
        let draft = self.draft;
        let plan = &draft.workshop.plan;
        let mut text = draft.sources_of(self.plan.all_indicators());
        let is_map = super::is_map(self.plan.kind) && self.plan.kind != PictureKind::Tiles;
        if let Some(boundaries) = plan.boundaries.as_ref().filter(|_| is_map) {
            text.push_str(&format!(" {}.", boundaries.credit));
        }
        text.trim_start().to_owned()
    }
}

/// „Antworten, trifft zu" is „trifft zu" where all parts begin so.
fn without_common_words(names: Vec<String>) -> Vec<String> {
    let first = names.first().and_then(|name| name.split_once(", ")).map(|(words, _)| format!("{words}, "));
    match first {
        Some(words) if names.iter().all(|name| name.starts_with(&words)) => {
            names.iter().map(|name| name[words.len()..].to_owned()).collect()
        }
        _ => names,
    }
}
