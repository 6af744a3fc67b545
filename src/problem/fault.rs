//! Every kind of fault, closed: a new one gets a code, two texts and, where one helps, a hint.

use std::path::PathBuf;

use super::Lint;

/// What a name was meant to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Key of a TOML table.
    Key,
    /// Report of the workspace.
    Report,
    /// Folder in `report-templates/`.
    Template,
    /// Word in `glossary.toml`.
    Term,
    /// Folder of the output.
    Folder,
    /// Word in curly brackets that something is filled in for.
    Placeholder,
    /// Template, set, or one of their files, as the program brings it along.
    LibraryFile,
    /// File in `indicator-sets/`.
    IndicatorSet,
    /// Indicator of a set.
    Indicator,
    /// Base figure of a set.
    BaseFigure,
    /// Area of the area table.
    Area,
    /// Area that a picture shows.
    AreaShown,
    /// Level or partition of areas.
    Level,
    /// Delivered file in `sources.toml`.
    Source,
    /// Sheet of a workbook, or file in an archive.
    Sheet,
    /// Column of a delivered file.
    Column,
    /// Dimension of a delivered file.
    Dimension,
    /// Code of a dimension.
    Code,
    /// Word from a closed list.
    Choice,
    /// Markdown file of a report.
    Text,
    /// Indicator that opens a report and stands in one of its chapters.
    Highlight,
    /// Scheme of colours.
    Palette,
    /// Entry of `recommendations.toml`.
    Recommendation,
    /// Strategic goal in `goals.toml`.
    Goal,
    /// Field of action in `goals.toml`.
    Field,
    /// Goal, field or recommendation.
    Entry,
    /// Occasion in `evidence.toml`.
    Participation,
    /// Group in `bodies.toml`.
    Group,
    /// Committee in `bodies.toml`.
    Committee,
    /// Kind of facilities in `facilities.toml`.
    FacilityKind,
    /// What a text refers to.
    Reference,
    /// `labels-….toml` of the template of papers.
    Labels,
    /// What committees may do with a paper.
    Role,
    /// A line of the form of effects.
    Effect,
}

/// What is wrong. The texts stand in `catalogue`.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "the texts in the catalogue say what each variant and field means")]
pub enum Fault {
    NoWorkspace { start: PathBuf },
    UnreadableFile { path: PathBuf, reason: String },
    UnwritableFile { path: PathBuf, reason: String },
    ForeignFolder { path: PathBuf },
    AlreadyThere { path: PathBuf },
    NotUtf8 { path: PathBuf },
    TomlSyntax { reason: String },
    UnknownName { kind: Kind, name: String, known: Vec<String> },
    Exclusive { one: &'static str, other: &'static str },
    MissingKey { key: String },
    WrongValue { expected: String, found: String },
    DuplicateName { kind: Kind, name: String },
    NothingSelected { what: String },
    WithoutParent { area: String },
    ParentNotCoarser { parent: String },
    Ambiguous { name: String, keys: Vec<String> },
    CircularAnnexes { path: Vec<String> },
    NoRows { file: String },
    FieldCount { expected: usize, found: usize },
    OneColumn { header: String },
    NoYear,
    NoKeyColumn,
    NoValueColumn,
    OtherFormat { wanted: String, found: String },
    PersonalData { column: String },
    ChooseOne { dimension: String, file: String, known: Vec<String> },
    MixedUnits { figure: String, units: Vec<String> },
    LostZero { key: String, count: usize },
    MoreUnknownKeys { key: String, more: usize },
    Jump { figure: String, area: String, year: i32, before: String, after: String },
    PartsDiffer { dimension: String, total: String, sum: String },
    BeyondWhole { indicator: String, area: String, year: i32 },
    NegativeCount { indicator: String, area: String, year: i32 },
    MoreOfTheSame { more: usize },
    WrongRule { rule: String },
    AmbiguousNumber { text: String },
    RowsWithoutKey { count: usize },
    Fraction { figure: String, count: usize },
    TimesAdded { figure: String, count: usize },
    CountedTwice { figure: String, area: String, year: i32 },
    FormerKey { key: String, since: i32, count: usize },
    Incomplete { year: i32, whole: String, areas: Vec<String> },
    TwoTables { column: String },
    NoKeyKnown { key: String },
    UninhabitedHasData { area: String },
    UnreadableNumber { text: String },
    UnreadablePeriod { text: String },
    UnknownAreaKey { key: String },
    DuplicateRow,
    AreasUncovered { level: String, areas: Vec<String> },
    AreasOverlap { level: String, areas: Vec<String> },
    Boundaries { reason: String },
    AreaWithoutBoundary { area: String },
    LevelTooFine { indicator: String, level: String, year: Option<i32> },
    PublishedDiffers { figure: String, area: String, period: i32, published: String, sum: String },
    NoValue { indicator: String, area: String, period: i32 },
    AcrossBreak { indicator: String, year: i32 },
    Template { reason: String },
    Question { reason: String },
    Typst { reason: String, hints: Vec<String> },
    TypstWarning { reason: String },
    HalfOpen { question: String },
    NotAnswered { key: String, asking: Vec<&'static str> },
    Unsupported { what: String },
    Glyph { character: char, text: String },
    AnnexFailed { report: String },
    PaperMissing,
    PaperWithoutResolution,
    PaperDates { committee: String },
    InternalAnnexPublic { report: String },
    Exposed { figure: String, area: String, years: String, editions: Vec<String> },
    ExposedBefore { figure: String, area: String, years: String },
    NotReleasable { report: String },
    AlreadyReleased { path: PathBuf },
    FinanceDiffers { year: String, amounts: String, cover: String },
    Contrast { colour: String, ground: String, found: f64, needed: f64, better: String },
    SameInGrey { lighter: String, darker: String },
    Indistinct { one: String, other: String },
    PictureNeeds { kind: String, key: String, least: usize, most: usize, found: usize },
    ForeignOption { kind: String, option: String, known: Vec<String> },
    AbsoluteMap { indicator: String },
    TableTooWide { columns: usize },
    PictureTooHigh { kind: String, height: usize, most: usize },
    UnitsDiffer { kind: String, one: String, other: String },
    Lint(Lint),
    Internal { reason: String },
}
