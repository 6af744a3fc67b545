//! The stable code of every fault, and how bad it is.

use super::{Fault, Severity};

impl Fault {
    /// Error or warning.
    pub fn severity(&self) -> Severity {
        match self {
            Fault::Lint(lint) => lint.severity(),
            Fault::PublishedDiffers { .. }
            | Fault::UnknownAreaKey { .. }
            | Fault::MoreUnknownKeys { .. }
            | Fault::LostZero { .. }
            | Fault::MixedUnits { .. }
            | Fault::Jump { .. }
            | Fault::PartsDiffer { .. }
            | Fault::BeyondWhole { .. }
            | Fault::NegativeCount { .. }
            | Fault::MoreOfTheSame { .. }
            | Fault::AmbiguousNumber { .. }
            | Fault::RowsWithoutKey { .. }
            | Fault::Fraction { .. }
            | Fault::CountedTwice { .. }
            | Fault::FormerKey { .. }
            | Fault::Incomplete { .. }
            | Fault::AreaWithoutBoundary { .. }
            | Fault::TypstWarning { .. }
            | Fault::UninhabitedHasData { .. }
            | Fault::ExposedBefore { .. }
            | Fault::PaperDates { .. } => Severity::Warning,
            _ => Severity::Error,
        }
    }

    /// The stable code, for searching the handbook.
    pub fn code(&self) -> &'static str {
        match self {
            Fault::Lint(lint) => lint.code(),
            Fault::NoWorkspace { .. } => "D0001",
            Fault::UnreadableFile { .. } => "D0002",
            Fault::NotUtf8 { .. } => "D0003",
            Fault::UnwritableFile { .. } => "D0004",
            Fault::ForeignFolder { .. } => "D0005",
            Fault::AlreadyThere { .. } => "D0006",
            Fault::TomlSyntax { .. } => "D0010",
            Fault::UnknownName { .. } => "D0011",
            Fault::MissingKey { .. } => "D0012",
            Fault::Exclusive { .. } => "D0008",
            Fault::WrongValue { .. } => "D0013",
            Fault::DuplicateName { .. } => "D0014",
            Fault::NothingSelected { .. } => "D0015",
            Fault::CircularAnnexes { .. } => "D0016",
            Fault::WithoutParent { .. } => "D0017",
            Fault::ParentNotCoarser { .. } => "D0018",
            Fault::Ambiguous { .. } => "D0019",
            Fault::NoRows { .. } => "D0020",
            Fault::UnreadableNumber { .. } => "D0021",
            Fault::UnreadablePeriod { .. } => "D0022",
            Fault::UnknownAreaKey { .. } => "D0023",
            Fault::DuplicateRow => "D0024",
            Fault::OneColumn { .. } => "D0025",
            Fault::FieldCount { .. } => "D0028",
            Fault::NoKeyKnown { .. } => "D0026",
            Fault::NoYear => "D0029",
            Fault::UninhabitedHasData { .. } => "D0027",
            Fault::NoKeyColumn => "D0070",
            Fault::NoValueColumn => "D0071",
            Fault::OtherFormat { .. } => "D0072",
            Fault::PersonalData { .. } => "D0073",
            Fault::ChooseOne { .. } => "D0074",
            Fault::MixedUnits { .. } => "D0075",
            Fault::LostZero { .. } => "D0076",
            Fault::MoreUnknownKeys { .. } => "D0077",
            Fault::Fraction { .. } => "D0068",
            Fault::TimesAdded { .. } => "D0069",
            Fault::CountedTwice { .. } => "D0078",
            Fault::FormerKey { .. } => "D0079",
            Fault::Incomplete { .. } => "D0089",
            Fault::Jump { .. } => "D0080",
            Fault::PartsDiffer { .. } => "D0081",
            Fault::BeyondWhole { .. } => "D0082",
            Fault::NegativeCount { .. } => "D0083",
            Fault::MoreOfTheSame { .. } => "D0084",
            Fault::WrongRule { .. } => "D0085",
            Fault::AmbiguousNumber { .. } => "D0086",
            Fault::RowsWithoutKey { .. } => "D0087",
            Fault::TwoTables { .. } => "D0088",
            Fault::AreasUncovered { .. } => "D0030",
            Fault::AreasOverlap { .. } => "D0031",
            Fault::AreaWithoutBoundary { .. } => "D0032",
            Fault::LevelTooFine { .. } => "D0033",
            Fault::Boundaries { .. } => "D0034",
            Fault::PublishedDiffers { .. } => "D0040",
            Fault::NoValue { .. } => "D0041",
            Fault::AcrossBreak { .. } => "D0042",
            Fault::HalfOpen { .. } => "D0055",
            Fault::NotAnswered { .. } => "D0056",
            Fault::Template { .. } | Fault::Question { .. } => "D0050",
            Fault::Typst { .. } => "D0051",
            Fault::Glyph { .. } => "D0052",
            Fault::TypstWarning { .. } => "D0053",
            Fault::Unsupported { .. } => "D0054",
            Fault::PaperMissing => "D0064",
            Fault::AnnexFailed { .. } => "D0065",
            Fault::PaperWithoutResolution => "D0060",
            Fault::PaperDates { .. } => "D0061",
            Fault::FinanceDiffers { .. } => "D0062",
            Fault::InternalAnnexPublic { .. } => "D0063",
            Fault::Exposed { .. } => "D0090",
            Fault::ExposedBefore { .. } => "D0091",
            Fault::NotReleasable { .. } => "D0092",
            Fault::AlreadyReleased { .. } => "D0093",
            Fault::PictureNeeds { .. } => "D0100",
            Fault::ForeignOption { .. } => "D0101",
            Fault::AbsoluteMap { .. } => "D0102",
            Fault::PictureTooHigh { .. } => "D0106",
            Fault::UnitsDiffer { .. } => "D0107",
            Fault::TableTooWide { .. } => "D0108",
            Fault::Contrast { .. } => "D0103",
            Fault::SameInGrey { .. } => "D0104",
            Fault::Indistinct { .. } => "D0105",
            Fault::Internal { .. } => "D0099",
        }
    }
}
