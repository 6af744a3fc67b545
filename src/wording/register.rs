//! The words of registers: states, priorities, methods, circles, and how far people take part.

use crate::definition::Contribution;
use crate::definition::register::{Circle, Depth, EvidenceMethod, MoneyKind, Priority, RequestState, State};
use crate::number::{Language, whole_text};
use crate::statistics::Attainment;

/// Something that has a word in both languages.
pub trait Word {
    /// The word.
    fn word(self, language: Language) -> &'static str;
}

impl Word for State {
    fn word(self, language: Language) -> &'static str {
        match self {
            State::Open => language.pick("offen", "open"),
            State::Running => language.pick("in Umsetzung", "under way"),
            State::Done => language.pick("umgesetzt", "carried out"),
            State::Postponed => language.pick("zurückgestellt", "postponed"),
            State::Dropped => language.pick("verworfen", "dropped"),
        }
    }
}

impl Word for Priority {
    fn word(self, language: Language) -> &'static str {
        match self {
            Priority::High => language.pick("hoch", "high"),
            Priority::Medium => language.pick("mittel", "medium"),
            Priority::Low => language.pick("niedrig", "low"),
        }
    }
}

impl Word for RequestState {
    fn word(self, language: Language) -> &'static str {
        match self {
            RequestState::Open => language.pick("noch nicht angefragt", "not yet asked for"),
            RequestState::Asked => language.pick("angefragt", "asked for"),
            RequestState::Promised => language.pick("zugesagt", "promised"),
            RequestState::Refused => language.pick("abgelehnt", "refused"),
        }
    }
}

impl Word for Contribution {
    fn word(self, language: Language) -> &'static str {
        match self {
            Contribution::Missing => language.pick("fehlt", "missing"),
            Contribution::Draft => language.pick("Entwurf", "draft"),
            Contribution::Released => language.pick("freigegeben", "released"),
        }
    }
}

impl Word for MoneyKind {
    fn word(self, language: Language) -> &'static str {
        match self {
            MoneyKind::Running => language.pick("laufend", "running"),
            MoneyKind::Once => language.pick("einmalig", "once"),
        }
    }
}

impl Word for EvidenceMethod {
    fn word(self, language: Language) -> &'static str {
        match self {
            EvidenceMethod::Interview => language.pick("leitfadengestützte Interviews", "guided interviews"),
            EvidenceMethod::Focusgroup => language.pick("Fokusgruppe", "focus group"),
            EvidenceMethod::Workshop => "Workshop",
            EvidenceMethod::Survey => language.pick("Befragung", "survey"),
            EvidenceMethod::Conference => language.pick("Fachtagung", "conference"),
            EvidenceMethod::Meeting => language.pick("Treffen", "meeting"),
            EvidenceMethod::Hearing => language.pick("öffentliche Veranstaltung", "public hearing"),
            EvidenceMethod::Network => language.pick("Netzwerkanalyse", "network analysis"),
        }
    }
}

impl Word for Circle {
    fn word(self, language: Language) -> &'static str {
        match self {
            Circle::Internal => language.pick("Kreisverwaltung", "county administration"),
            Circle::Municipal => language.pick("Kommunen", "municipalities"),
            Circle::Institutional => language.pick("Träger und Einrichtungen", "providers and offices"),
            Circle::Political => language.pick("Politik", "politics"),
            Circle::Public => language.pick("Öffentlichkeit", "the public"),
            Circle::Other => language.pick("Sonstige", "others"),
        }
    }
}

impl Word for Depth {
    fn word(self, language: Language) -> &'static str {
        match self {
            Depth::Information => "Information",
            Depth::Consultation => language.pick("Konsultation", "consultation"),
            Depth::Involvement => language.pick("Mitwirkung", "involvement"),
            Depth::Decision => language.pick("Mitentscheidung", "shared decision"),
        }
    }
}

impl Word for Attainment {
    fn word(self, language: Language) -> &'static str {
        match self {
            Attainment::Reached => language.pick("erreicht", "reached"),
            Attainment::OnCourse => language.pick("auf Kurs", "on course"),
            Attainment::Behind => language.pick("hinter dem Plan", "behind"),
            Attainment::Unmoved => language.pick("noch ohne Bewegung", "unmoved"),
            Attainment::Missed => language.pick("nicht erreicht", "not reached"),
            Attainment::Away => language.pick("vom Ziel entfernt", "moving away"),
        }
    }
}

/// The seven steps of the steering cycle, from 1.
pub fn cycle_step(step: usize, language: Language) -> &'static str {
    let steps = match language {
        Language::De => [
            "Thema und Auftrag",
            "Datenbasierte Analyse",
            "Interpretation der Ergebnisse",
            "Bedarf und Maßnahmen",
            "Steuern und Umsetzen",
            "Wirkung und Controlling",
            "Anpassung",
        ],
        Language::En => [
            "Topic and mandate",
            "Analysis of data",
            "Interpretation",
            "Need and measures",
            "Steering",
            "Effect and control",
            "Adjustment",
        ],
    };
    steps.get(step.wrapping_sub(1)).copied().unwrap_or_default()
}

/// Whole euros in a table: `152 000`.
pub fn euros(amount: i128, language: Language) -> String {
    whole_text(amount, language)
}

/// An amount of money in a sentence: `152 000 Euro`.
pub fn in_euros(amount: i128, language: Language) -> String {
    format!("{}\u{a0}Euro", euros(amount, language))
}
