//! Pictures of the course over years: lines, index lines, small multiples, sparklines, fans.

use num_traits::{CheckedDiv, CheckedMul, Zero};

use super::values::Values;
use super::{Made, SparklineRow, Sparklines};
use crate::area::AreaIndex;
use crate::chart::{self, Band, Chart};
use crate::definition::IndicatorKind;
use crate::document::pictures::PictureView;
use crate::document::remarks::{open_line, unrounded};
use crate::figures::{Cell, Column, Datum, Drawing, Flags, Grid, Mark, Role, Row, Sign};
use crate::number::{Exact, Language, join_words, round, to_f64};
use crate::problem::{Fault, Problem};
use crate::statistics::spread;
use crate::wording::{difference, print, worded};

/// Height of a line chart by its width, in millimetres.
fn height(width: f64) -> f64 {
    if width > 100.0 { 78.0 } else { 48.0 }
}

impl Values<'_> {
    /// False where zero would say nothing: means, indices, medians.
    pub fn begins_at_zero(&self, at: usize) -> bool {
        use IndicatorKind as Of;
        !matches!(
            self.indicator(at).kind,
            Of::Mean | Of::Index | Of::Median | Of::Composite | Of::Cumulated | Of::Standardised
        )
    }

    /// False where an axis from zero would say nothing, or show all lines as one stripe.
    fn axis_from_zero(&self, grid: &Grid) -> bool {
        self.shown().iter().all(|at| self.begins_at_zero(*at)) && !grid.is_stripe()
    }

    /// Said where lines of numbers above zero stand on an axis that is cut.
    fn cut_note(&self, grid: &Grid) -> Option<String> {
        let is_cut = !self.axis_from_zero(grid) && grid.ends().is_some_and(|(low, _)| low > 0.0);
        is_cut.then(|| self.axis_note().to_owned())
    }

    /// The years in which any of the rows has a number, without the empty ones at both ends.
    fn trimmed(&self, mut grid: Grid) -> Grid {
        let has_number = |column: usize| grid.rows.iter().any(|row| row.data[column].number().is_some());
        let known: Vec<usize> = (0..grid.columns.len()).filter(|column| has_number(*column)).collect();
        if let (Some(first), Some(last)) = (known.first().copied(), known.last().copied()) {
            grid.columns = grid.columns[first..=last].to_vec();
            for row in &mut grid.rows {
                row.data = row.data[first..=last].to_vec();
            }
        }
        grid
    }

    /// Lines of several areas in one indicator, or of one area in several indicators.
    fn series(&self) -> Grid {
        let (shown, years) = (self.shown(), self.years());
        let grid = match shown.as_slice() {
            [only] => {
                let compare = self.draft.document.compare;
                let compared =
                    Some(compare).filter(|area| !self.plan.areas.contains(area) && !self.indicator(*only).adds_up());
                let areas: Vec<AreaIndex> = self.plan.areas.iter().copied().chain(compared).collect();
                self.by_year(*only, &areas, &years)
            }
            several => {
                let (_, names) = self.part_names(several);
                let row = |(at, label): (&usize, String)| {
                    let data = years.iter().map(|year| self.datum(*at, self.area(), *year)).collect();
                    Row { label, area: Some(self.area()), role: Role::Ordinary, data }
                };
                Grid {
                    rows: several.iter().zip(names).map(row).collect(),
                    stub: self.language().pick("Indikator", "Indicator").to_owned(),
                    ..self.by_year(several[0], &[], &years)
                }
            }
        };
        let mut grid = self.trimmed(grid);
        // A line without a number is no line, unless there is none at all.
        if grid.rows.iter().any(|row| row.last().is_some()) {
            grid.rows.retain(|row| row.last().is_some());
        }
        grid
    }

    /// What over which years, where.
    fn course_caption(&self, grid: &Grid, unit: Option<&str>) -> String {
        let (whole, _) = self.part_names(&self.shown());
        let label = |column: Option<&Column>| column.map(|column| column.label.clone()).unwrap_or_default();
        let (first, last) = (label(grid.columns.first()), label(grid.columns.last()));
        let place = if self.shown().len() > 1 { format!(" {}", self.in_area()) } else { String::new() };
        let unit = unit.map(|unit| format!(", {unit}")).unwrap_or_default();
        match first == last {
            true => format!("{whole} {first}{place}{unit}"),
            false => format!("{whole} {first} {} {last}{place}{unit}", self.language().pick("bis", "to")),
        }
    }

    /// The unit that all shown indicators share.
    fn common_unit(&self) -> Option<String> {
        let units: Vec<String> = self.shown().iter().map(|at| self.unit(*at)).collect();
        units.iter().all(|unit| *unit == units[0]).then(|| units[0].clone())
    }

    fn breaks(&self) -> Vec<i32> {
        let mut breaks: Vec<i32> =
            self.shown().iter().flat_map(|at| self.draft.workshop.plan.cube.breaks(self.indicator(*at))).collect();
        breaks.sort_unstable();
        breaks.dedup();
        breaks
    }
}

/// The middle half of all areas of the report, per year; nothing finer than printed values goes in.
fn middle_half(values: &Values<'_>, at: usize, grid: &Grid) -> Vec<Option<(f64, f64)>> {
    const FEWEST: usize = 8;
    let decimals = values.indicator(at).decimals;
    let ends = |column: &Column| {
        let year = column.year?;
        let number = |area: &AreaIndex| Some(round(values.cell(at, *area, year).value()?, decimals).exact());
        let numbers: Vec<Exact> = values.draft.document.areas.iter().filter_map(number).collect();
        let found = spread(&numbers).filter(|found| found.count >= FEWEST)?;
        Some((to_f64(found.lower_quartile), to_f64(found.upper_quartile)))
    };
    grid.columns.iter().map(ends).collect()
}

/// Lines over years.
pub fn lines(values: &Values<'_>) -> Result<Made, Problem> {
    let grid = values.series();
    let unit = values.common_unit();
    let caption = values.course_caption(&grid, unit.as_deref());
    let (shown, language) = (values.shown(), values.language());
    let breaks = values.breaks();
    let name = language.pick("mittlere Hälfte", "middle half");
    let band = match shown.as_slice() {
        [only] if !values.indicator(*only).adds_up() => {
            let ends = middle_half(values, *only, &grid);
            // One year makes no band.
            (ends.iter().flatten().count() > 1).then_some(Band { name, ends })
        }
        _ => None,
    };
    let with_band = band.is_some();
    let width = values.width();
    let chart = Chart {
        band,
        breaks: &breaks,
        target: values.target(),
        from_zero: values.axis_from_zero(&grid),
        ..values.chart(&grid, &caption, height(width))
    };
    let drawing = chart::trend(&chart, &values.draft.workshop.plan.look)?;
    let made = Made::new(drawing, grid.clone(), caption);
    let made = if with_band {
        made.noting(match language {
            Language::De => "Farbige Fläche: zwischen unterem und oberem Viertel aller Räume des Berichts.",
            Language::En => "Shaded: between the lower and the upper quarter of all areas of the report.",
        })
    } else {
        made
    };
    Ok(open_note(made.noting_all(values.cut_note(&grid)), &grid, language))
}

/// What a dashed line means, where there is one.
fn open_note(made: Made, grid: &Grid, language: Language) -> Made {
    match grid.rows.iter().flat_map(|row| &row.data).any(Datum::is_open) {
        true => made.noting(open_line(language)),
        false => made,
    }
}

/// Lines over years, the first one with a number being 100.
pub fn index(values: &Values<'_>) -> Result<Made, Problem> {
    let mut grid = values.series();
    let language = values.language();
    // Without a number in the first year a line would begin at another 100.
    let first = |row: &Row| row.data.first().and_then(|datum| datum.cell.value()).filter(|value| !value.is_zero());
    let baseless: Vec<String> =
        grid.rows.iter().filter(|row| first(row).is_none()).map(|row| row.label.clone()).collect();
    if baseless.len() < grid.rows.len() {
        grid.rows.retain(|row| first(row).is_some());
    }
    for row in &mut grid.rows {
        let base = first(row).map_or(Cell::Sign(Sign::Meaningless), Cell::number);
        for datum in &mut row.data {
            let ratio = datum.cell.combine(base, |value, base| {
                // A tenth of a thousandth is enough for a drawing, and keeps the ratio small.
                let part = value.checked_div(&base)?.checked_mul(&Exact::from_integer(100))?;
                Some(round(part, 4).exact())
            });
            let text = print(ratio, 1, values.draft.style()).text;
            let spoken = match ratio.value() {
                Some(_) => worded(ratio, 1, language),
                None => datum.spoken.clone(),
            };
            *datum = Datum { cell: ratio, text, spoken, ..datum.clone() };
        }
    }
    for column in &mut grid.columns {
        (column.decimals, column.unit) = (1, String::new());
    }
    let first = grid.columns.first().map(|column| column.label.clone()).unwrap_or_default();
    let unit = format!("{first} = 100");
    let caption = values.course_caption(&grid, Some(&unit));
    let breaks = values.breaks();
    let width = values.width();
    let mark = Mark { name: first, value: 100.0, text: "= 100".to_owned() };
    let chart =
        Chart { breaks: &breaks, from_zero: false, target: Some(mark), ..values.chart(&grid, &caption, height(width)) };
    let drawing = chart::trend(&chart, &values.draft.workshop.plan.look)?;
    let made = Made::new(drawing, grid.clone(), caption).noting(values.axis_note());
    let missing = (!baseless.is_empty()).then(|| match language {
        Language::De => format!("Ohne Wert im ersten Jahr keine Linie: {}.", join_words(&baseless, language)),
        Language::En => format!("Without a value in the first year no line: {}.", join_words(&baseless, language)),
    });
    Ok(open_note(made.noting_all(missing), &grid, language))
}

/// A small line chart for every area.
pub fn multiples(values: &Values<'_>) -> Result<Made, Problem> {
    let at = values.first();
    let indicator = values.indicator(at);
    let compare = values.draft.document.compare;
    let compared = Some(compare).filter(|area| !values.plan.areas.contains(area) && !indicator.adds_up());
    let areas: Vec<AreaIndex> = values.plan.areas.iter().copied().chain(compared).collect();
    let mut grid = values.trimmed(values.by_year(at, &areas, &values.years()));
    for row in grid.rows.iter_mut().filter(|row| row.area.is_some_and(|area| values.plan.areas.contains(&area))) {
        row.role = Role::Ordinary;
    }
    let last = grid.columns.len() - 1;
    values.ranked(&mut grid, last);
    let caption = format!("{} {}, {}", values.course_caption(&grid, None), values.across(), values.unit(at));
    let breaks = values.breaks();
    let chart =
        Chart { breaks: &breaks, from_zero: values.axis_from_zero(&grid), ..values.chart(&grid, &caption, 215.0) };
    let drawing = chart::multiples(&chart, &values.draft.workshop.plan.look)?;
    let language = values.language();
    let cut = values.cut_note(&grid);
    let made = Made::new(drawing, grid, caption).noting_all(cut);
    Ok(match compared {
        Some(area) => made.noting(match language {
            Language::De => format!("Dünne Linie in jedem Bild: {}.", values.name(area)),
            Language::En => format!("Thin line in every panel: {}.", values.name(area)),
        }),
        None => made,
    })
}

/// A table with a small line in every row.
pub fn sparklines(values: &Values<'_>) -> Result<Made, Problem> {
    let (shown, language) = (values.shown(), values.language());
    let grid = match shown.as_slice() {
        [only] => {
            let mut grid = values.trimmed(values.by_year(*only, &values.plan.areas, &values.years()));
            let last = grid.columns.len() - 1;
            values.ranked(&mut grid, last);
            grid
        }
        _ => values.series(),
    };
    let caption = values.course_caption(&grid, values.common_unit().as_deref());
    let mut files = Vec::new();
    let mut rows = Vec::new();
    let label = |column: Option<&Column>| column.map(|column| column.label.clone()).unwrap_or_default();
    let (first, last) = (label(grid.columns.first()), label(grid.columns.last()));
    let style = values.draft.style();
    for (at, row) in grid.rows.iter().enumerate() {
        let indicator = values.indicator(*shown.get(at).filter(|_| shown.len() > 1).unwrap_or(&shown[0]));
        let single = Grid { rows: vec![row.clone()], ..grid.clone() };
        let chart = Chart { width: 30.0, ..values.chart(&single, &indicator.name, 5.5) };
        let drawing: Drawing = chart::sparkline(&chart, &values.draft.workshop.plan.look)?;
        let [begin, .., end] = row.data.as_slice() else { continue };
        let years = [grid.columns.first(), grid.columns.last()].map(|column| column.and_then(|column| column.year));
        let broken = match years {
            [Some(before), Some(after)] => {
                values.draft.workshop.plan.cube.break_between(indicator, before, after).is_some()
            }
            _ => false,
        };
        rows.push(SparklineRow {
            name: row.label.clone(),
            first: begin.text.clone(),
            line: PictureView::new(
                &format!("{}-{}", values.key, at + 1),
                drawing,
                <[String; 2]>::default(),
                &mut files,
            ),
            last: end.text.clone(),
            change: difference(begin.cell, end.cell, broken, indicator.decimals, style).text,
        });
    }
    let header = vec![
        grid.stub.clone(),
        first,
        language.pick("Verlauf", "Course").to_owned(),
        last,
        language.pick("Änderung", "Change").to_owned(),
    ];
    let table = Sparklines { caption: caption.clone(), header, rows };
    let made = Made { drawing: None, sparklines: Some((table, files)), grid: Some(grid), caption, notes: Vec::new() };
    Ok(made.noting(unrounded(values.indicator(values.plan.indicators[0][0]).in_percent(), language)))
}

/// The past, and several futures.
pub fn fan(values: &Values<'_>) -> Result<Made, Problem> {
    let (at, area, language) = (values.first(), values.area(), values.language());
    let scenarios: Vec<usize> = values.plan.against.iter().flatten().copied().collect();
    let years = values.years();
    let past = values.by_year(at, &[area], &years);
    let now = past.rows[0].last();
    let is_ahead = |scenario: &&usize| {
        let ahead = years.iter().enumerate().filter(|(position, _)| now.is_none_or(|now| *position > now));
        ahead.into_iter().any(|(_, year)| values.datum(**scenario, area, *year).number().is_some())
    };
    if let Some(past) = scenarios.iter().find(|scenario| !is_ahead(scenario)) {
        let (indicator, area) = (values.indicator(*past).id.clone(), values.name(area).to_owned());
        let period = years.last().copied().unwrap_or_default();
        return Err(values.problem(Fault::NoValue { indicator, area, period }));
    }
    let (_, names) = values.part_names(&scenarios);
    let mut rows: Vec<Row> = past.rows;
    rows[0].label = language.pick("bisher", "so far").to_owned();
    rows[0].role = Role::Reference;
    let whole = rows[0].data.clone();
    for (scenario, label) in scenarios.iter().zip(names) {
        let data = years.iter().enumerate().map(|(position, year)| {
            // A future begins where the past ends.
            if Some(position) == now {
                return Datum { interval: None, ..whole[position].clone() };
            }
            let datum = values.datum(*scenario, area, *year);
            match datum.cell {
                Cell::Number { value, flags } if now.is_none_or(|now| position > now) => {
                    let flags = Flags { estimated: true, ..flags };
                    Datum { cell: Cell::Number { value, flags }, ..datum }
                }
                _ => Datum { cell: Cell::Sign(Sign::NotAvailable), ..datum },
            }
        });
        rows.push(Row { label, area: Some(area), role: Role::Ordinary, data: data.collect() });
    }
    let grid = values.trimmed(Grid { rows, ..past });
    let ends = |column: usize| {
        let numbers = || grid.rows.iter().skip(1).filter_map(|row| row.data[column].number());
        let (low, high) = (numbers().reduce(f64::min)?, numbers().reduce(f64::max)?);
        (numbers().count() == scenarios.len()).then_some((low, high))
    };
    let band = Band { name: "", ends: (0..grid.columns.len()).map(ends).collect() };
    let caption = {
        let label = |column: Option<&Column>| column.map(|column| column.label.clone()).unwrap_or_default();
        let (first, last) = (label(grid.columns.first()), label(grid.columns.last()));
        let (name, to) = (&values.indicator(at).name, language.pick("bis", "to"));
        format!("{name} {first} {to} {last} {}, {}", values.in_area(), values.unit(at))
    };
    let (width, breaks) = (values.width(), values.breaks());
    let chart = Chart {
        band: Some(band),
        breaks: &breaks,
        from_zero: values.begins_at_zero(at) && !values.indicator(at).adds_up(),
        ..values.chart(&grid, &caption, height(width))
    };
    let drawing = chart::trend(&chart, &values.draft.workshop.plan.look)?;
    let from_zero = chart.from_zero;
    // The table has what was computed ahead, not where the lines were tied to the past.
    let mut table = grid.clone();
    let joint = table.rows[0].last();
    for row in table.rows.iter_mut().skip(1) {
        if let Some(joint) = joint {
            row.data[joint].text.clear();
        }
    }
    // Before and behind a line nothing is missing.
    for datum in table.rows.iter_mut().flat_map(|row| &mut row.data) {
        if datum.cell.sign() == Some(Sign::NotAvailable) {
            datum.text.clear();
        }
    }
    let made = Made::new(drawing, table, caption).noting(language.pick(
        "Gestrichelt: Vorausberechnungen unter den genannten Annahmen, keine Vorhersagen.",
        "Dashed: projections under the assumptions named, not forecasts.",
    ));
    Ok(match from_zero {
        true => made,
        false => made.noting(values.axis_note()),
    })
}
