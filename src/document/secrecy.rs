//! What is hidden, in words: the lines of `check`, the file for the data protection officer, the appendix of a report.
//! Comes in: an account. Goes out: texts. Only the appendix is for print: it tells counts that do not say which hidden
//! value is small by itself and which one protects another.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::Draft;
use crate::definition::{Method, Source, Status};
use crate::disclosure::{Account, Bounds, Hidden, POOL, Reason};
use crate::figures::{Amount, Sign};
use crate::number::{Exact, Language, decimal_text, round, whole_text};
use crate::plan::Plan;
use crate::wording::years;

/// The appendix „Geheimhaltungsprüfung".
#[derive(Debug, Clone, Serialize)]
pub struct SecrecyView {
    /// What was checked, and that it holds.
    pub text: String,
    /// Method, rule in its own words, sources.
    pub rules: Vec<Vec<String>>,
}

impl Draft<'_> {
    /// What is kept secret of a source, in a few words; nothing where there is no rule.
    pub(super) fn rule_words(&self, source: &Source, status: Status) -> String {
        source.protection(status).map(|rule| rule.reason.clone()).unwrap_or_default()
    }
}

/// For a document whose sources have rules.
pub fn appendix(draft: &Draft<'_>) -> Option<SecrecyView> {
    let (document, cube) = (draft.document, &draft.workshop.plan.cube);
    let (language, status) = (document.language, document.definition.status);
    let account = draft.workshop.protected.account(status);
    // Whatever it shows: pages, pictures, tables and lists.
    let mut indicators = document.indicators();
    indicators.extend(document.elements().flat_map(|element| element.indicators()));
    indicators.sort_unstable();
    indicators.dedup();
    let sources: BTreeSet<usize> = indicators.iter().flat_map(|at| cube.sources_of(&cube.indicators[*at])).collect();
    let mut rules: Vec<Vec<String>> = Vec::new();
    for source in sources.into_iter().map(|source| &cube.sources[source].source) {
        let Some(rule) = source.protection(status) else { continue };
        let method = match rule.method {
            Method::Suppress => language.pick("sperren", "suppress"),
            Method::Round => language.pick("runden", "round"),
            Method::AtSource => language.pick("vom Anbieter geschützt", "protected by the provider"),
            Method::Public => language.pick("öffentlich", "public"),
        };
        match rules.iter_mut().find(|row| row[0] == method && row[1] == rule.reason) {
            Some(row) => row[2] = format!("{}; {}", row[2], source.title),
            None => rules.push(vec![method.to_owned(), rule.reason.clone(), source.title.clone()]),
        }
    }
    if rules.is_empty() {
        return None;
    }
    let areas: BTreeSet<usize> = document.shown_areas().into_iter().collect();
    let own = |indicator: &usize, area: &usize, year: &i32| {
        indicators.contains(indicator) && areas.contains(area) && (document.from..=document.to).contains(year)
    };
    let hidden = account.hidden_values().iter().filter(|(indicator, area, year)| own(indicator, area, year)).count();
    let (mut shown, mut secret) = (0, 0);
    for indicator in &indicators {
        for area in &areas {
            for year in document.from..=document.to {
                let cell = draft.figures.value(*indicator, *area, year);
                shown += usize::from(cell.value().is_some());
                secret += usize::from(cell.sign().is_some_and(Sign::is_secret));
            }
        }
    }
    let (all, count) = (whole_text((shown + hidden) as i128, language), whole_text(hidden as i128, language));
    let share = share(hidden, shown + hidden, language);
    let found = match (hidden, language) {
        (0, _) => language.pick("ist keiner geheim", "none is confidential").to_owned(),
        (1, _) => language.pick("ist einer geheim", "one is confidential").to_owned(),
        (_, Language::De) => format!("sind {count} geheim ({share})"),
        (_, Language::En) => format!("{count} are confidential ({share})"),
    };
    let first = match language {
        Language::De => {
            format!("Von {all} Werten der gezeigten Indikatoren in allen Räumen und Jahren {found}.")
        }
        Language::En => {
            format!("Of {all} values of the indicators shown, in all areas and years, {found}.")
        }
    };
    let rest = language.pick(
        "Geheim ist ein Wert, wenn eine Anzahl hinter ihm einer Regel widerspricht oder wenn sich aus ihm ein anderer \
         geheimer Wert berechnen ließe; welcher Grund zutrifft, wird nicht gesagt. Alles, was aus denselben Quellen \
         veröffentlicht wird, ist gemeinsam geprüft: Aus allen gedruckten Summen, Teilen, Raten und Vorjahren ließ sich keine \
         geheime Anzahl berechnen oder enger eingrenzen, als ihre Regel verlangt, auch nicht von jemandem, der selbst \
         mitgezählt ist.",
        "A value is confidential if a count behind it breaks a rule, or if another confidential value could be computed \
         from it; which of the two is not told. Everything that is published from the same sources was checked together: \
         from all printed sums, parts, rates and earlier years, no confidential count could be computed, or bounded more \
         tightly than its rule demands, not even by someone who is counted in it.",
    );
    // What came hidden is in the list of gaps as well, and was not hidden here.
    let delivered = match (secret.saturating_sub(hidden), language) {
        (0, _) => String::new(),
        (1, Language::De) => " Einen weiteren hat schon der Anbieter geheim gehalten.".to_owned(),
        (count, Language::De) => {
            format!(" {} weitere hat schon der Anbieter geheim gehalten.", whole_text(count as i128, language))
        }
        (count, Language::En) => {
            format!(" {} more came confidential from the provider.", whole_text(count as i128, language))
        }
    };
    let text = format!("{first}{delivered} {rest}");
    Some(SecrecyView { text, rules })
}

fn share(part: usize, whole: usize, language: Language) -> String {
    let share = Exact::new(part as i128 * 100, whole.max(1) as i128);
    format!("{}\u{a0}%", decimal_text(round(share, 1), language))
}

fn reason(reason: Reason, language: Language) -> &'static str {
    match reason {
        Reason::Secondary => language.pick("schützt andere", "protects others"),
        Reason::Before => language.pick("in einer früheren Ausgabe geheim", "kept secret by an earlier edition"),
        Reason::Small => language.pick("zu kleine Anzahl", "count too small"),
        Reason::FewPeople => language.pick("zu wenige Personen im Nenner", "too few people in the denominator"),
        Reason::NearlyAll => language.pick("alle oder fast alle", "all or nearly all"),
        Reason::FewUnits => language.pick("zu wenige Einheiten dahinter", "too few units behind it"),
        Reason::Dominated => language.pick("ein Beitrag überwiegt", "one contribution dominates"),
    }
}

/// What is hidden and why, what it costs, and what would cost less: for the terminal.
pub fn consequences(plan: &Plan, account: &Account, language: Language) -> Vec<String> {
    let (cube, hidden) = (&plan.cube, account.hidden_values());
    if account.checked == 0 && hidden.is_empty() {
        return Vec::new();
    }
    let (primary, secondary) = account.by_kind();
    let status = match (account.status, language) {
        (Status::Public, Language::De) => "Geheimhaltung",
        (Status::Internal, Language::De) => "Geheimhaltung in internen Berichten",
        (Status::Public, Language::En) => "Confidentiality",
        (Status::Internal, Language::En) => "Confidentiality in internal reports",
    };
    let count = |count: usize| whole_text(count as i128, language);
    let values = account.values.iter().sum();
    let (lost, all, of) = (count(hidden.len()), count(values), share(hidden.len(), values, language));
    let mut lines = vec![match language {
        Language::De => format!(
            "{status}: {lost} von {all} Werten geheim ({of}); Anzahlen nach Regel: {}, zum Schutz anderer: {}; geprüfte \
             Geheimnisse: {}, berechenbar: {}",
            count(primary),
            count(secondary),
            count(account.checked),
            count(account.exposed.len()),
        ),
        Language::En => format!(
            "{status}: {lost} of {all} values hidden ({of}); counts by rule: {}, to protect others: {}; secrets checked: {}, \
             computable: {}",
            count(primary),
            count(secondary),
            count(account.checked),
            count(account.exposed.len()),
        ),
    }];
    let mut reasons: BTreeMap<(usize, usize, i32), Reason> = BTreeMap::new();
    for found in &account.hidden {
        for value in &found.values {
            let strongest = reasons.entry(*value).or_insert(found.reason);
            *strongest = (*strongest).max(found.reason);
        }
    }
    for (indicator, values) in account.hidden_by_indicator() {
        let all = account.values[indicator];
        let word = language.pick("von", "of");
        let name = &cube.indicators[indicator].name;
        lines.push(format!(
            "  {name}: {} {word} {} ({})",
            count(values.len()),
            count(all),
            share(values.len(), all, language)
        ));
        let mut by_reason: BTreeMap<Reason, BTreeMap<usize, Vec<i32>>> = BTreeMap::new();
        for (area, year) in values {
            let reason = reasons.get(&(indicator, area, year)).copied().unwrap_or(Reason::Secondary);
            by_reason.entry(reason).or_default().entry(area).or_default().push(year);
        }
        for (why, by_area) in by_reason.into_iter().rev() {
            let place =
                |(area, when): (&usize, &Vec<i32>)| format!("{} {}", cube.areas.get(*area).name, years(when, language));
            let places: Vec<String> = by_area.iter().map(place).collect();
            lines.push(format!("    {}: {}", reason(why, language), places.join("; ")));
        }
    }
    lines.extend(proposals(plan, account, language));
    lines
}

fn proposals(plan: &Plan, account: &Account, language: Language) -> Vec<String> {
    let cube = &plan.cube;
    let mut lines = Vec::new();
    for remedy in &account.remedies {
        let (name, plural) = (&cube.indicators[remedy.indicator].name, &cube.areas.levels[remedy.level].plural);
        let mut ways = Vec::new();
        if let Some(left) = remedy.pooled.filter(|left| *left < remedy.small) {
            ways.push(match language {
                Language::De => format!("über {POOL} Jahre zusammengefasst (`pool = {POOL}`): {left}"),
                Language::En => format!("pooled over {POOL} years (`pool = {POOL}`): {left}"),
            });
        }
        if let Some((one, other, left)) = remedy.merged.filter(|(_, _, left)| *left < remedy.small) {
            let (one, other) = (&cube.areas.get(one).name, &cube.areas.get(other).name);
            ways.push(match language {
                Language::De => format!("{one} mit {other} zusammengelegt: {left}"),
                Language::En => format!("{one} merged with {other}: {left}"),
            });
        }
        if !ways.is_empty() {
            let small = remedy.small;
            let ways = ways.join("; ");
            lines.push(match language {
                Language::De => format!("  Vorschlag für {name} ({plural}), kleine Anzahlen: {small}; {ways}"),
                Language::En => format!("  proposal for {name} ({plural}), small counts: {small}; {ways}"),
            });
        }
    }
    lines
}

/// The file for the data protection officer: every hidden count with its reason and what an attacker finds out.
pub fn officer_rows(plan: &Plan, accounts: &[Account], language: Language) -> Vec<Vec<String>> {
    let header = language.pick(
        "dokumente;kennzahl;schluessel;raum;von;bis;grund;verlangte_breite;fremde_von;fremde_bis;beteiligte_von;beteiligte_bis;werte",
        "documents;figure;key;area;from;to;reason;demanded_width;stranger_low;stranger_high;insider_low;insider_high;values",
    );
    let mut rows = vec![header.split(';').map(str::to_owned).collect::<Vec<String>>()];
    for account in accounts {
        rows.extend(account.hidden.iter().map(|hidden| officer_row(plan, account.status, hidden, language)));
    }
    rows
}

fn officer_row(plan: &Plan, status: Status, hidden: &Hidden, language: Language) -> Vec<String> {
    let cube = &plan.cube;
    let documents = match status {
        Status::Public => language.pick("öffentlich", "public"),
        Status::Internal => language.pick("intern", "internal"),
    };
    let figures: Vec<&str> = hidden.figures.iter().map(|figure| cube.base_figures[*figure].name.as_str()).collect();
    let mut indicators: Vec<&str> =
        hidden.values.iter().map(|(indicator, _, _)| cube.indicators[*indicator].id.as_str()).collect();
    indicators.dedup();
    let area = cube.areas.get(hidden.area);
    let amount = |units: i64| match units {
        i64::MAX => language.pick("unbegrenzt", "unbounded").to_owned(),
        units if units % Amount::WHOLE == 0 => (units / Amount::WHOLE).to_string(),
        units => decimal_text(round(Exact::new(units.into(), Amount::WHOLE.into()), 2), Language::En),
    };
    let ends = |bounds: Bounds| [amount(bounds.low), amount(bounds.high)];
    let mut row = vec![
        documents.to_owned(),
        figures.join(" + "),
        area.key.clone(),
        area.name.clone(),
        hidden.years.0.to_string(),
        hidden.years.1.to_string(),
        reason(hidden.reason, language).to_owned(),
        amount(hidden.demanded),
    ];
    row.extend(ends(hidden.stranger));
    // Nobody asks who could come closer to what only protects others.
    row.extend(if hidden.demanded > 0 { ends(hidden.insider) } else { [String::new(), String::new()] });
    row.push(indicators.join(" "));
    row
}
