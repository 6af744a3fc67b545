//! What may stand on the command line.

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};

use crate::number::Language;

/// Typeset social reports and council papers from declarative definitions.
#[derive(Debug, Parser)]
#[command(name = "drucksache", version, about, arg_required_else_help = true)]
pub struct Arguments {
    /// What to do
    #[command(subcommand)]
    pub command: Command,
    /// Folder with `drucksache.toml` [default: the nearest one upwards from here]
    #[arg(long, global = true, value_name = "DIR")]
    pub workspace: Option<PathBuf>,
    /// Folder for the documents [default: `output` in the workspace]
    #[arg(long, global = true, value_name = "DIR")]
    pub output: Option<PathBuf>,
    /// Language of messages
    #[arg(long, global = true, value_name = "LANG")]
    pub lang: Option<MessageLanguage>,
    /// Say nothing but errors
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub quiet: bool,
    /// Tell the time of every stage
    #[arg(short, long, global = true)]
    pub verbose: bool,
}

/// What the program can do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Build documents as PDF
    Build {
        /// Reports to build, by the name of their file; all if none is named
        #[arg(value_name = "REPORT")]
        reports: Vec<String>,
        /// Of reports that are made for every area, only those of these [key or name]
        #[arg(long, value_name = "AREA")]
        area: Vec<String>,
        /// Write the Typst project beside the PDF
        #[arg(long)]
        keep: bool,
        /// How many documents and drawings are made at once [default: number of processors]
        #[arg(long, value_name = "N")]
        jobs: Option<usize>,
    },
    /// Find mistakes without typesetting
    Check {
        /// Reports to check; all if none is named
        #[arg(value_name = "REPORT")]
        reports: Vec<String>,
    },
    /// Show what a reader makes of a delivered file, and an entry for `sources.toml`
    Inspect {
        /// The file as it was delivered
        file: PathBuf,
        /// Sheet of a workbook, or file in an archive [default: the fullest]
        #[arg(long, value_name = "NAME")]
        sheet: Option<String>,
        /// Show all facts of this key instead of the first ones
        #[arg(long, value_name = "KEY")]
        area: Option<String>,
        /// The same as JSON, for programs
        #[arg(long)]
        json: bool,
    },
    /// Keep what finished outputs publish as editions, which later ones must not give away
    Release {
        /// Reports that have been published
        #[arg(value_name = "REPORT", required = true)]
        reports: Vec<String>,
    },
    /// Copy templates or indicator sets out of the program into the workspace, to change them there
    Copy {
        /// A template or a set as `list` names them, or one file such as `vorlage/main.typ`
        #[arg(value_name = "NAME", required = true)]
        names: Vec<String>,
    },
    /// List what the workspace has
    List {
        /// What to list
        what: Listing,
    },
}

/// What can be listed.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum Listing {
    /// Documents
    Reports,
    /// Indicators with their sets
    Indicators,
    /// Areas with their levels
    Areas,
    /// Delivered files
    Sources,
    /// Report templates
    Templates,
    /// Every value that documents show or miss, with the reason, as CSV
    Gaps,
    /// Which supplier delivered what for which year, as CSV
    Deliveries,
}

/// The language of messages.
#[derive(Debug, Clone, Copy, Default, ValueEnum)]
pub enum MessageLanguage {
    /// German
    #[default]
    De,
    /// English
    En,
}

impl From<MessageLanguage> for Language {
    fn from(language: MessageLanguage) -> Language {
        match language {
            MessageLanguage::De => Language::De,
            MessageLanguage::En => Language::En,
        }
    }
}

impl Arguments {
    /// How many threads, where it was said.
    pub fn jobs(&self) -> Option<usize> {
        match &self.command {
            Command::Build { jobs, .. } => jobs.filter(|jobs| *jobs > 0),
            _ => None,
        }
    }
}
