//! Pictures of people and their answers: pyramid, answers to statements, two indicators against each other, values against
//! the number of people, how a stock changed.

use num_traits::{CheckedAdd, CheckedSub, Zero};

use super::Made;
use super::values::Values;
use crate::chart::{self, Chance, Chart, Sides};
use crate::definition::IndicatorKind;
use crate::figures::{Cell, Column, Datum, Grid, Role, Row, Sign};
use crate::number::{Decimal, Language, round};
use crate::problem::{Fault, Problem};
use crate::statistics::{control_limits, rank_correlation};
use crate::wording::signed;

/// Age classes, one side for the first half of the indicators, the other for the second.
pub fn pyramid(values: &Values<'_>) -> Result<Made, Problem> {
    let (area, language) = (values.area(), values.language());
    let shown = values.shown();
    let (whole, names) = values.part_names(&shown);
    let classes = shown.len() / 2;
    let year = values.year(shown[0]);
    let part: Vec<usize> = values.plan.against.iter().flatten().copied().collect();
    let before = values.plan.years.first().copied().filter(|first| *first < year);
    let wrong =
        [&shown, &part].into_iter().any(|side| side.len() % 2 == 1) || (!part.is_empty() && part.len() != shown.len());
    if wrong || classes == 0 {
        let fault = Fault::PictureNeeds {
            kind: values.word(),
            key: "indicators / against".to_owned(),
            least: shown.len() + shown.len() % 2,
            most: shown.len() + shown.len() % 2,
            found: if wrong && !part.is_empty() { part.len() } else { shown.len() },
        };
        return Err(values.problem(fault));
    }
    // „Männer, 0–4" is a side and a class.
    let split = |name: &str| name.rsplit_once(", ").map(|(side, class)| (side.to_owned(), class.to_owned()));
    let side = |half: usize| match values.plan.columns.get(half) {
        Some(name) => name.clone(),
        None => split(&names[half * classes]).map_or_else(String::new, |(side, _)| side),
    };
    let sides = [side(0), side(1)];
    // Half of the parts belong to each side: their names say so, or the definition does.
    let is_of = |(at, name): (usize, &String)| split(name).is_some_and(|(side, _)| side == sides[at / classes]);
    if values.plan.columns.is_empty() && !names.iter().enumerate().all(is_of) {
        let expected = language.pick("„Männer, 0–4“ … „Frauen, 0–4“ …", "“Men, 0–4” … “Women, 0–4” …").to_owned();
        return Err(values.problem(Fault::WrongValue { expected, found: names.first().cloned().unwrap_or_default() }));
    }
    let mut columns = Vec::new();
    let mut layers: Vec<(&[usize], i32, String)> = vec![(&shown, year, year.to_string())];
    let part_name = values.part_names(&part).0;
    if !part.is_empty() {
        layers.push((&part, year, part_name.clone()));
    }
    let outline = before.map(|year| year.to_string());
    if let (Some(before), Some(label)) = (before, &outline) {
        layers.push((&shown, before, label.clone()));
    }
    for (_, _, label) in &layers {
        columns.extend(sides.iter().map(|side| values.column(shown[0], format!("{side} {label}"), None)));
    }
    let row = |class: usize| {
        // „Männer unter 3 Jahren" beside a column „Männer" is „unter 3 Jahren".
        let without_side = |name: &str| {
            let rest = name.strip_prefix(sides[0].as_str()).filter(|rest| !rest.is_empty() && !sides[0].is_empty());
            rest.unwrap_or(name).trim_start_matches([',', ' ']).to_owned()
        };
        let label = split(&names[class]).map_or_else(|| without_side(&names[class]), |(_, class)| class);
        let data = layers.iter().flat_map(|(indicators, year, _)| {
            [class, class + classes].map(|at| values.datum(indicators[at], area, *year))
        });
        Row { label, area: None, role: Role::Ordinary, data: data.collect() }
    };
    let stub = language.pick("Alter", "Age").to_owned();
    let grid = Grid { stub, columns, rows: (0..classes).map(row).collect() };
    let unit = values.unit(shown[0]);
    let caption = format!("{whole} {year} {}, {unit}", values.in_area());
    let drawn = Sides {
        names: [&sides[0], &sides[1]],
        part: (!part.is_empty()).then_some(part_name.as_str()),
        outline: outline.as_deref(),
        bars: &year.to_string(),
    };
    let width = values.width();
    let chart = values.chart(&grid, &caption, (width * 0.95).min(130.0));
    let drawing = chart::pyramid(&chart, &drawn, &values.draft.workshop.plan.look)?;
    let made = Made::new(drawing, grid.clone(), caption);
    let made = made.noting_all(before.and_then(|before| values.break_note(shown[0], before, year)));
    Ok(match chart::usual_width(&grid.rows) {
        Some(years) => made.noting(match language {
            Language::De => format!(
                "Altersgruppen verschiedener Breite: die Länge gilt je {years} Jahrgänge, die Fläche zeigt die Zahl."
            ),
            Language::En => format!(
                "Age classes of different width: length counts per {years} years of age, area shows the number."
            ),
        }),
        None => made,
    })
}

/// Answers to statements.
pub fn likert(values: &Values<'_>) -> Result<Made, Problem> {
    let (area, language) = (values.area(), values.language());
    let items = &values.plan.indicators;
    let answers = items[0].len();
    let counts: Vec<usize> = values.plan.against.iter().flatten().copied().collect();
    if let Some(other) = items.iter().find(|item| item.len() != answers || answers < 2) {
        let (kind, key) = (values.word(), "answers".to_owned());
        let fault = Fault::PictureNeeds { kind, key, least: answers.max(2), most: answers.max(2), found: other.len() };
        return Err(values.problem(fault));
    }
    let year = values.year(items[0][0]);
    let (_, names) = values.part_names(&items[0]);
    let row = |(position, item): (usize, &Vec<usize>)| {
        let (statement, _) = values.part_names(item);
        let count = counts.get(position).map(|at| values.datum(*at, area, year).text);
        let label = count.map_or_else(|| statement.clone(), |count| format!("{statement} (n\u{a0}=\u{a0}{count})"));
        let data = item.iter().map(|at| values.datum(*at, area, year)).collect();
        Row { label, area: None, role: Role::Ordinary, data }
    };
    let grid = Grid {
        stub: language.pick("Aussage", "Statement").to_owned(),
        columns: names.into_iter().map(|name| values.column(items[0][0], name, None)).collect(),
        rows: items.iter().enumerate().map(row).collect(),
    };
    let caption = format!("{} {year}, {}", language.pick("Antworten", "Answers"), values.unit(items[0][0]));
    let drawing = chart::likert(&values.chart(&grid, &caption, 215.0), &values.draft.workshop.plan.look)?;
    Ok(Made::new(drawing, grid, caption))
}

/// Fewest areas for which a correlation says something.
const FEWEST: usize = 5;

/// Two indicators against each other.
pub fn scatter(values: &Values<'_>) -> Result<Made, Problem> {
    let shown: Vec<usize> = values.shown().into_iter().chain(values.plan.against.iter().flatten().copied()).collect();
    let language = values.language();
    let columns = values.dated(&shown);
    let grid = values.by_area(&columns);
    let printed = |row: &Row, column: usize| Some(round(row.data[column].cell.value()?, grid.columns[column].decimals));
    let pairs: Vec<(Decimal, Decimal)> =
        grid.rows.iter().filter_map(|row| Some((printed(row, 0)?, printed(row, 1)?))).collect();
    let caption = values.both(&columns);
    let width = values.width();
    let chart = Chart { from_zero: false, ..values.chart(&grid, &caption, if width > 100.0 { 100.0 } else { 74.0 }) };
    let mut drawing = chart::scatter(&chart, &values.draft.workshop.plan.look)?;
    let correlation = rank_correlation(&pairs).filter(|_| pairs.len() >= FEWEST);
    let sentence = correlation.map(|correlation| {
        let text = signed(Cell::number(correlation), 2, language).trim_start_matches('+').to_owned();
        match language {
            Language::De => {
                format!(
                    "Rangkorrelation nach Spearman {text} (n = {}). Ein Zusammenhang ist keine Ursache.",
                    pairs.len()
                )
            }
            Language::En => {
                format!("Spearman's rank correlation {text} (n = {}). A correlation is not a cause.", pairs.len())
            }
        }
    });
    if let Some(sentence) = &sentence {
        drawing.alt.push_str(&format!(" {sentence}"));
    }
    let mut made = Made::new(drawing, grid, caption);
    made.notes.extend(sentence);
    if let Some(size) = columns.get(2) {
        made = made.noting(match language {
            Language::De => format!("Fläche der Punkte: {}.", size.2),
            Language::En => format!("Area of the dots: {}.", size.2),
        });
    }
    Ok(made)
}

/// Values against the number of people behind them.
pub fn funnel(values: &Values<'_>) -> Result<Made, Problem> {
    let (at, language) = (values.first(), values.language());
    let indicator = values.indicator(at);
    let year = values.year(at);
    let people = values.plan.against[0][0];
    if !matches!(indicator.kind, IndicatorKind::Share | IndicatorKind::Rate) {
        let found = format!("{:?}", indicator.kind).to_lowercase();
        let fault = Fault::WrongValue { expected: "share / rate".to_owned(), found };
        return Err(values.problem(fault));
    }
    let behind = values.indicator(people);
    if behind.kind != IndicatorKind::Count || behind.numerator != indicator.denominator {
        // Limits hold for the people of the denominator, for no others.
        let cube = &values.draft.workshop.plan.cube;
        let names = indicator.denominator.iter().map(|figure| cube.base_figures[*figure].id.clone());
        let expected = format!("count: {}", names.collect::<Vec<String>>().join(" + "));
        let fault = Fault::WrongValue { expected, found: behind.id.clone() };
        return Err(values.problem(fault));
    }
    let columns = [(at, year, format!("{} {year}", indicator.name)), (people, year, format!("{} {year}", behind.name))];
    let grid = values.by_area(&columns);
    let reference = values.reference(at, year);
    let numbers = || grid.numbers(1).map(|(_, people)| people).filter(|people| *people > 0.0);
    let (least, most) = (numbers().fold(f64::MAX, f64::min), numbers().fold(0.0, f64::max));
    let per = indicator.per as f64;
    let is_share = indicator.kind == IndicatorKind::Share;
    let limits = reference.iter().flat_map(|mark| {
        (0..=48).map(move |step| {
            // Closer together where the funnel is steep.
            let people = least * (most / least).powf(f64::from(step) / 48.0);
            let ends = |deviations: f64| {
                let (low, high) = control_limits(mark.value / per, people, deviations, is_share);
                [low * per, high * per]
            };
            (people, ends(1.96), ends(3.09))
        })
    });
    let chance = Chance { limits: limits.collect() };
    let and = language.pick("und", "and");
    let caption = format!("{} {and} {} {}, {}", columns[0].2, behind.name, values.across(), values.unit(at));
    let width = values.width();
    let chart = Chart { reference, ..values.chart(&grid, &caption, if width > 100.0 { 96.0 } else { 70.0 }) };
    let drawing = chart::funnel(&chart, &chance, &values.draft.workshop.plan.look)?;
    Ok(Made::new(drawing, grid, caption).noting(language.pick(
        "Zwischen den gestrichelten Linien liegen durch Zufall 95, zwischen den durchgezogenen 99,8 von 100 Werten, wenn überall der Vergleichswert gilt; Rauten liegen außerhalb.",
        "By chance 95 of 100 values lie between the dashed lines and 99.8 between the solid ones if the compared value holds everywhere; diamonds lie outside.",
    )))
}

/// How a stock changed: what came, what went, and what none of them explains.
pub fn waterfall(values: &Values<'_>) -> Result<Made, Problem> {
    let (area, language) = (values.area(), values.language());
    let shown = values.shown();
    let stock = shown[0];
    let last = values.year(stock);
    let first = values.plan.years.first().copied().filter(|first| *first < last).unwrap_or(last - 1);
    let indicator = values.indicator(stock);
    let total = |at: usize| {
        let years = first + 1..=last;
        years
            .map(|year| values.cell(at, area, year))
            .reduce(|sum, cell| sum.combine(cell, |one, two| one.checked_add(&two)))
    };
    let flow = |at: usize, negative: bool| {
        let cell = total(at).unwrap_or(Cell::Sign(Sign::NotAvailable));
        match (cell, negative) {
            (Cell::Number { value, flags }, true) => Cell::Number { value: -value, flags },
            _ => cell,
        }
    };
    let level = |year: i32| {
        let label = format!("{} {year}", indicator.name);
        Row { label, area: None, role: Role::Reference, data: vec![values.datum(stock, area, year)] }
    };
    let step = |label: String, cell: Cell| {
        let text = signed(cell, indicator.decimals, values.draft.style());
        let spoken = if cell.value().is_some() { text.clone() } else { values.draft.datum(indicator, cell).spoken };
        Row {
            label,
            area: None,
            role: Role::Ordinary,
            data: vec![Datum { text, spoken, ..values.draft.datum(indicator, cell) }],
        }
    };
    let losses: Vec<usize> = values.plan.against.iter().flatten().copied().collect();
    let flows = shown[1..].iter().map(|at| (*at, false)).chain(losses.iter().map(|at| (*at, true)));
    let steps: Vec<Row> =
        flows.map(|(at, negative)| step(values.indicator(at).name.clone(), flow(at, negative))).collect();
    let (begin, end) = (level(first), level(last));
    // What the flows do not explain: corrections, a census.
    let moved = steps
        .iter()
        .fold(begin.data[0].cell, |sum, row| sum.combine(row.data[0].cell, |one, two| one.checked_add(&two)));
    let rest = end.data[0].cell.combine(moved, |end, moved| end.checked_sub(&moved));
    let unexplained = match rest.value() {
        Some(value) if value.is_zero() => None,
        _ => Some(step(language.pick("übrige Veränderung", "other changes").to_owned(), rest)),
    };
    let rows = [begin].into_iter().chain(steps).chain(unexplained).chain([end]).collect();
    let unit = values.unit(stock);
    let column = Column { label: unit.clone(), year: None, unit: unit.clone(), decimals: indicator.decimals };
    let grid = Grid { stub: language.pick("Schritt", "Step").to_owned(), columns: vec![column], rows };
    let to = language.pick("bis", "to");
    let caption = format!("{} {first} {to} {last} {}, {unit}", indicator.name, values.in_area());
    let drawing = chart::waterfall(&values.chart(&grid, &caption, 215.0), &values.draft.workshop.plan.look)?;
    let period = if first + 1 == last { last.to_string() } else { format!("{} {to} {last}", first + 1) };
    let made = Made::new(drawing, grid.clone(), caption).noting(match language {
        Language::De => format!("Zu- und Abgänge: Summe {period}; dunkel: mehr, hell: weniger."),
        Language::En => format!("Gains and losses: sum of {period}; dark: more, light: less."),
    });
    let broken = shown.iter().chain(&losses).find_map(|at| values.break_note(*at, first, last));
    let made = made.noting_all(broken);
    Ok(if chart::is_cut(&grid) { made.noting(values.axis_note()) } else { made })
}
