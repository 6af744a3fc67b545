//! What has to be said about an indicator: formula, reading example, limits, breaks, sources.

use std::collections::BTreeSet;

use serde::Serialize;

use super::Draft;
use super::selection::Selection;
use super::table::TableView;
use crate::definition::{Altered, IndicatorKind, Method, Protection};
use crate::figures::Sign;
use crate::number::{Exact, Language, count_in_words, decimal_text, round, whole_text};
use crate::plan::Indicator;
use crate::wording::{compared_value, date, reading, short_meaning};

/// A label and a text.
#[derive(Debug, Clone, Serialize)]
pub struct Remark {
    /// „Berechnung".
    pub label: String,
    /// The text.
    pub text: String,
}

/// Why printed values and their printed difference need not agree, and what differences of per cent are.
pub(super) fn unrounded(in_percent: bool, language: Language) -> &'static str {
    match in_percent {
        false => language.pick("Änderungen aus ungerundeten Werten.", "Changes from unrounded values."),
        true => language.pick(
            "Änderungen aus ungerundeten Werten; bei Prozent in Prozentpunkten.",
            "Changes from unrounded values; of per cent in percentage points.",
        ),
    }
}

/// What a dashed piece of a line means.
pub(super) fn open_line(language: Language) -> &'static str {
    language.pick("Gestrichelt: vorläufig oder geschätzt.", "Dashed: provisional or estimated.")
}

impl Draft<'_> {
    /// The remarks of a page, in the order in which a reader needs them.
    pub(super) fn remarks(&self, at: usize, indicator: &Indicator, selection: &Selection) -> Vec<Remark> {
        let (cube, language) = (&self.workshop.plan.cube, self.document.language);
        let mut remarks = Vec::new();
        let mut push = |german: &str, english: &str, text: String| {
            remarks.push(Remark { label: language.pick(german, english).to_owned(), text });
        };
        push("Berechnung", "Calculation", format!("{}.", self.formula(indicator)));
        let compared = |of: Language| compared_value(&cube.areas.level_of(self.document.compare).name, of);
        if self.partial {
            push(
                &compared(Language::De),
                &compared(Language::En),
                match language {
                    Language::De => format!(
                        "aus den Summen des ganzen Gebiets; gezeigt sind {} Räume davon.",
                        count_in_words(selection.cells.len(), language)
                    ),
                    Language::En => format!("covers all of it; {} areas are shown.", selection.cells.len()),
                },
            );
        } else if let Some(mean) = mean_of_rates(indicator, selection) {
            let mean = decimal_text(round(mean, indicator.decimals), language);
            push(
                &compared(Language::De),
                &compared(Language::En),
                match language {
                    Language::De => format!("aus den Summen berechnet, nicht Mittel der Werte ({mean})."),
                    Language::En => format!("from the sums, not the mean of the values ({mean})."),
                },
            );
        }
        let example = selection
            .highest()
            .first()
            .and_then(|area| reading(indicator, &cube.areas.get(*area).name, selection.cell(*area)?, language));
        if let Some(example) = example {
            push("Lesebeispiel", "How to read", example);
        }
        if self.is_coarser(at) {
            let (plural, place) = (&self.level().plural, &cube.areas.get(self.document.compare).name);
            let text = match language {
                Language::De => format!("nur eingeschränkt verwendbar: liegt nicht für {plural} vor, nur für {place}."),
                Language::En => format!("of limited use: not available for {plural}, for {place} only."),
            };
            push("Eignung", "Fitness for use", text);
        }
        if let Some(limits) = &indicator.limits {
            push("Grenzen", "Limits", limits.clone());
        }
        let breaks = self.breaks(indicator);
        let years = [Some(selection.year), selection.previous()].into_iter().flatten();
        let shown = years.flat_map(|year| self.document.areas.iter().map(move |area| (*area, year)));
        let mut shown = shown.map(|(area, year)| self.figures.value(at, area, year));
        let hidden = shown.any(|cell| cell.sign() == Some(Sign::Secret));
        let mut reasons: Vec<String> = Vec::new();
        for found in indicator.breaks.iter().filter(|found| breaks.contains(&found.year)) {
            push("Bruch", "Break", format!("{}: {}.", found.year, found.reason));
        }
        for source in cube.sources_of(indicator) {
            let source = &cube.sources[source].source;
            for found in source.breaks.iter().filter(|found| breaks.contains(&found.year)) {
                push("Bruch", "Break", format!("{}: {}.", found.year, found.reason));
            }
            if let Some(altered) = source.altered {
                push("Quelle", "Source", altered_note(altered, language).to_owned());
            }
            let rule = source.protection(self.document.definition.status);
            let says = |rule: &&Protection| rule.method == Method::Round || (rule.hides() && hidden);
            if let Some(rule) = rule.filter(says)
                && !reasons.contains(&rule.reason)
            {
                reasons.push(rule.reason.clone());
            }
        }
        if !reasons.is_empty() {
            let left = match (hidden, language) {
                (false, _) => "",
                (true, Language::De) => " Ränge, Klassen und Spannen gelten für die übrigen Räume.",
                (true, Language::En) => " Ranks, classes and ranges hold for the other areas.",
            };
            push("Geheimhaltung", "Confidentiality", format!("{}.{left}", reasons.join("; ")));
        }
        remarks
    }

    /// The formula in words.
    pub(super) fn formula(&self, indicator: &Indicator) -> String {
        let (cube, language) = (&self.workshop.plan.cube, self.document.language);
        let names = |figures: &[usize]| {
            figures.iter().map(|figure| cube.base_figures[*figure].name.as_str()).collect::<Vec<_>>().join(" + ")
        };
        let whole = |text: String, parts: usize| if parts > 1 { format!("({text})") } else { text };
        let above = match indicator.minus.as_slice() {
            [] if indicator.kind == IndicatorKind::Count => names(&indicator.numerator),
            [] => whole(names(&indicator.numerator), indicator.numerator.len()),
            minus => format!("({} − {})", names(&indicator.numerator), whole(names(minus), minus.len())),
        };
        let below = whole(names(&indicator.denominator), indicator.denominator.len());
        let per = whole_text(indicator.per.into(), language);
        let years = indicator.years;
        let text = match indicator.kind {
            IndicatorKind::Count => above,
            IndicatorKind::Quotient | IndicatorKind::Density => format!("{above} ÷ {below}"),
            IndicatorKind::Share | IndicatorKind::Rate | IndicatorKind::Distribution | IndicatorKind::Coverage => {
                format!("{above} ÷ {below} ×\u{a0}{per}")
            }
            IndicatorKind::Change => match language {
                Language::De => format!("{above} − Stand {years} Jahre zuvor"),
                Language::En => format!("{above} − {years} years before"),
            },
            IndicatorKind::Growth => match language {
                Language::De => format!("({above} − Stand {years} Jahre zuvor) ÷ Stand {years} Jahre zuvor ×\u{a0}100"),
                Language::En => format!("({above} − {years} years before) ÷ {years} years before ×\u{a0}100"),
            },
            IndicatorKind::Index => match language {
                Language::De => format!("{above} ÷ Stand {} ×\u{a0}100", indicator.base_year),
                Language::En => format!("{above} ÷ {} ×\u{a0}100", indicator.base_year),
            },
            IndicatorKind::Mean => {
                let part = |(figure, at): &(usize, Exact)| {
                    format!("{} ×\u{a0}{}", cube.base_figures[*figure].name, plain(*at, language))
                };
                let parts: Vec<String> = indicator.values.iter().map(part).collect();
                format!("({}) ÷ {}", added(&parts), language.pick("ihre Summe", "their sum"))
            }
            IndicatorKind::Standardised | IndicatorKind::Cumulated => {
                let part = |(cases, people, weight): &(usize, usize, Exact)| {
                    let (cases, people) = (&cube.base_figures[*cases].name, &cube.base_figures[*people].name);
                    format!("{cases} ÷ {people} ×\u{a0}{}", plain(*weight, language))
                };
                let sum = added(&indicator.strata.iter().map(part).collect::<Vec<_>>());
                match indicator.kind {
                    IndicatorKind::Standardised => {
                        let weights = language.pick("Summe der Gewichte", "sum of weights");
                        format!("({sum}) ÷ {weights} ×\u{a0}{per}")
                    }
                    _ => sum,
                }
            }
            IndicatorKind::Median => {
                let of = indicator.parts.first().map_or("", |(part, _)| cube.indicators[*part].name.as_str());
                format!("{} {of}", language.pick("Median der Räume:", "median of areas:"))
            }
            IndicatorKind::Composite => {
                let named = |part: &(usize, Exact)| {
                    format!("{} ({})", cube.indicators[part.0].name, plain(cube.signed_weight(part), language))
                };
                let parts: Vec<String> = indicator.parts.iter().map(named).collect();
                let words = language.pick("gewichtetes Mittel der z-Werte von", "weighted mean of the z-values of");
                format!("{words} {}", parts.join(", "))
            }
        };
        match (indicator.pool, language) {
            (1, _) => text,
            (pool, Language::De) => format!("{text}; über {pool} Jahre zusammengefasst"),
            (pool, Language::En) => format!("{text}; pooled over {pool} years"),
        }
    }

    /// Provider, statistic, table, reference date, licence: what a licence demands and a reader needs.
    pub(super) fn source_line(
        &self,
        indicator: &Indicator,
        selection: &Selection,
        (with_map, [is_open, is_cut]): (bool, [bool; 2]),
        table: Option<&TableView>,
    ) -> String {
        let (plan, language) = (&self.workshop.plan, self.document.language);
        let mut parts = Vec::new();
        for source in plan.cube.sources_of(indicator) {
            parts.push(self.source_text(source));
        }
        let mut text = format!(
            "{}: {}; {}.",
            language.pick("Quelle", "Source"),
            parts.join("; "),
            language.pick("eigene Berechnung", "own calculation")
        );
        if let Some(boundaries) = plan.boundaries.as_ref().filter(|_| with_map) {
            text.push_str(&format!(" {}.", boundaries.credit));
            text.push_str(language.pick(" Zahlen in der Karte: Rang.", " Numbers on the map: rank."));
        }
        if is_open {
            text.push_str(&format!(" {}", open_line(language)));
        }
        if is_cut {
            text.push_str(language.pick(
                " Die Achse der Entwicklung beginnt nicht bei null.",
                " The axis of the trend does not begin at zero.",
            ));
        }
        let signs: Vec<String> = table
            .map(TableView::signs)
            .unwrap_or_default()
            .into_iter()
            .filter_map(|sign| Some(format!("{sign} {}", short_meaning(&sign, self.style())?)))
            .collect();
        if !signs.is_empty() {
            text.push_str(&format!(" {}: {}.", language.pick("Zeichen", "Signs"), signs.join("; ")));
        }
        let told = &self.document.definition.paper;
        if selection.previous().is_some() && (told.is_none() || table.is_some()) {
            text.push_str(&format!(" {}", unrounded(indicator.in_percent(), language)));
        }
        text
    }

    /// All sources of some indicators, each once; nothing without indicators.
    pub(super) fn sources_of(&self, indicators: impl Iterator<Item = usize>) -> String {
        let (cube, language) = (&self.workshop.plan.cube, self.document.language);
        let sources: BTreeSet<usize> = indicators.flat_map(|at| cube.sources_of(&cube.indicators[at])).collect();
        let texts: Vec<String> = sources.into_iter().map(|source| self.source_text(source)).collect();
        if texts.is_empty() {
            return String::new();
        }
        let own = language.pick("eigene Berechnung", "own calculation");
        format!("{}: {}; {own}.", language.pick("Quelle", "Source"), texts.join("; "))
    }

    /// One source in words.
    pub(super) fn source_text(&self, source: usize) -> String {
        let source = &self.workshop.plan.cube.sources[source].source;
        let language = self.document.language;
        let mut text = format!("{}, {}", source.provider, source.title);
        if let Some(table) = &source.table {
            text.push_str(&format!(" ({table})"));
        }
        if let Some(reference) = &source.reference {
            text.push_str(&format!(", {reference}"));
        }
        if let Some(as_of) = &source.as_of {
            text.push_str(&format!(", {} {}", language.pick("Stand", "as of"), date(as_of, language)));
        }
        if let Some(licence) = &source.licence {
            text.push_str(&format!(", {licence}"));
        }
        text
    }
}

/// A sum; of many parts the first and the last.
fn added(parts: &[String]) -> String {
    match parts {
        [first, _, .., last] if parts.len() > 3 => format!("{first} + … + {last}"),
        parts => parts.join(" + "),
    }
}

/// How much room remarks need, in letters.
pub(super) fn size(remarks: &[Remark]) -> usize {
    remarks.iter().map(|remark| remark.label.chars().count() + remark.text.chars().count() + 25).sum()
}

/// Moves remarks from a box that is too full to the one below the table, as long as there is room.
pub(super) fn balanced(mut beside: Vec<Remark>, mut below: Vec<Remark>) -> (Vec<Remark>, Vec<Remark>) {
    const BESIDE: usize = 520;
    const BELOW: usize = 300;
    while size(&beside) > BESIDE
        && let Some(last) = beside.pop()
    {
        if size(&below) + size(std::slice::from_ref(&last)) > BELOW {
            beside.push(last);
            break;
        }
        below.push(last);
    }
    (beside, below)
}

/// A weight with as many decimals as it has.
fn plain(value: Exact, language: Language) -> String {
    let places = (0..6).find(|places| round(value, *places).exact() == value).unwrap_or(6);
    decimal_text(round(value, places), language)
}

/// Why parts need not add up to their sum.
fn altered_note(altered: Altered, language: Language) -> &'static str {
    match altered {
        Altered::CellKey => language.pick(
            "Zahlen sind an der Quelle zur Geheimhaltung leicht verändert; Teile ergeben nicht genau ihre Summe.",
            "figures were slightly changed at the source for confidentiality; parts do not add up exactly.",
        ),
        Altered::Rounded => language.pick(
            "Zahlen sind an der Quelle einzeln gerundet; Teile ergeben nicht genau ihre Summe.",
            "each figure was rounded at the source; parts do not add up exactly.",
        ),
    }
}

/// The mean that would be wrong; told only where every area has a number and the two differ in print.
fn mean_of_rates(indicator: &Indicator, selection: &Selection) -> Option<Exact> {
    if !matches!(indicator.kind, IndicatorKind::Share | IndicatorKind::Rate | IndicatorKind::Quotient) {
        return None;
    }
    // Rounded finely first: the exact denominators of many rates have no common multiple in 128 bits.
    let fine = indicator.decimals + 6;
    let values: Option<Vec<Exact>> =
        selection.cells.iter().map(|(_, cell)| Some(round(cell.value()?, fine).exact())).collect();
    let values = values.filter(|values| values.len() > 2)?;
    let mean = values.iter().sum::<Exact>() / Exact::from_integer(i128::try_from(values.len()).ok()?);
    let own = selection.compare.value()?;
    (round(mean, indicator.decimals) != round(own, indicator.decimals)).then_some(mean)
}
