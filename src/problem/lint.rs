//! What a strict council office would send back: things that are no slips of the keyboard and yet make a paper wrong,
//! incomplete or unfair. Comes in: what was found. Goes out: code, sentence, hint.

mod words;

use super::Severity;

/// What is found in papers, recommendations and texts.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "the sentences say what each variant and field means")]
pub enum Lint {
    /// A number in a text that should have been asked for.
    TypedNumber {
        number: String,
        question: Option<String>,
        nearest: Option<String>,
    },
    /// Money in the resolution that is neither a sum nor a row of the finance table.
    AmountDiffers {
        amount: String,
        known: Vec<String>,
    },
    /// What a paper costs by its table, and by its recommendations.
    CostsDiffer {
        year: String,
        paper: String,
        recommendations: String,
    },
    /// A resolution that cannot be read alone.
    NotSelfContained {
        words: String,
    },
    AnnexNotCited {
        number: usize,
        title: String,
    },
    AnnexWithoutReason {
        title: String,
    },
    OldData {
        months: i64,
        most: i64,
    },
    Causal {
        words: String,
    },
    PersonNamed {
        name: String,
    },
    EffectMissing {
        label: String,
        id: String,
    },
    NumberForm {
        number: String,
        forms: Vec<String>,
    },
    ResolutionInReport {
        kind: String,
    },
    WithoutInquiry,
    Incomplete {
        recommendation: String,
        missing: Vec<&'static str>,
    },
    OppositeTargets {
        one: String,
        other: String,
        indicator: String,
    },
    FewVoices {
        title: String,
        persons: u32,
    },
    StepsMissing {
        steps: Vec<usize>,
    },
    WithoutAffected,
    ContributionOpen {
        chapter: String,
        owner: String,
        missing: bool,
    },
    LongSentence {
        words: usize,
        most: usize,
    },
    LongWord {
        word: String,
    },
    /// An account in the resolution that the finance table does not have.
    AccountDiffers {
        account: String,
        known: Vec<String>,
    },
    NumberTwice {
        number: String,
        other: String,
    },
    NotEntitled {
        committee: String,
    },
    MoneyOutsideSchedule {
        recommendation: String,
        year: String,
    },
    /// Running money ends before the recommendation does.
    RunningMoneyEnds {
        recommendation: String,
        last: String,
        until: String,
    },
    SpentWithoutPlan {
        recommendation: String,
        name: String,
        year: String,
    },
    /// A paper that is to be decided, and nobody does.
    Undecided,
    /// A paper in a document whose template asks for none.
    PaperNotAsked {
        template: String,
    },
    /// The report goes on after its data.
    PeriodBeyondData {
        to: i32,
        as_of: i32,
    },
    /// A list that has nothing to print.
    EmptyList {
        kind: String,
    },
    /// The place of a facility lies outside of its area.
    PlaceElsewhere {
        facility: String,
        area: String,
    },
}

impl Lint {
    /// Errors are what makes a paper contradict itself; all else is told and printed.
    pub fn severity(&self) -> Severity {
        match self {
            Lint::AmountDiffers { .. } | Lint::CostsDiffer { .. } | Lint::NumberForm { .. } | Lint::WithoutInquiry => {
                Severity::Error
            }
            _ => Severity::Warning,
        }
    }

    /// The stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Lint::TypedNumber { .. } => "D0110",
            Lint::AmountDiffers { .. } => "D0111",
            Lint::CostsDiffer { .. } => "D0112",
            Lint::NotSelfContained { .. } => "D0113",
            Lint::AnnexNotCited { .. } => "D0114",
            Lint::AnnexWithoutReason { .. } => "D0115",
            Lint::OldData { .. } => "D0116",
            Lint::Causal { .. } => "D0117",
            Lint::PersonNamed { .. } => "D0118",
            Lint::EffectMissing { .. } => "D0119",
            Lint::NumberForm { .. } => "D0120",
            Lint::ResolutionInReport { .. } => "D0121",
            Lint::WithoutInquiry => "D0122",
            Lint::Incomplete { .. } => "D0123",
            Lint::OppositeTargets { .. } => "D0124",
            Lint::FewVoices { .. } => "D0125",
            Lint::StepsMissing { .. } => "D0126",
            Lint::WithoutAffected => "D0127",
            Lint::ContributionOpen { .. } => "D0128",
            Lint::LongSentence { .. } => "D0129",
            Lint::LongWord { .. } => "D0130",
            Lint::PlaceElsewhere { .. } => "D0131",
            Lint::AccountDiffers { .. } => "D0132",
            Lint::NumberTwice { .. } => "D0133",
            Lint::NotEntitled { .. } => "D0134",
            Lint::MoneyOutsideSchedule { .. } => "D0135",
            Lint::SpentWithoutPlan { .. } => "D0136",
            Lint::Undecided => "D0137",
            Lint::PaperNotAsked { .. } => "D0138",
            Lint::PeriodBeyondData { .. } => "D0139",
            Lint::EmptyList { .. } => "D0140",
            Lint::RunningMoneyEnds { .. } => "D0141",
        }
    }
}
