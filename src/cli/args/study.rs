//! What may be typed behind `attsats compare`, `coverage`, `follow`, `similar` and `saved`.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use crate::index::Facet;

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum TableFormat {
    /// For a person
    Text,
    /// Comma-separated values, RFC 4180
    Csv,
    /// One JSON object a row
    Jsonl,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct Compare {
    /// What is counted, in the language of search
    #[arg(default_value = "enhet:clause status:decision", allow_hyphen_values = true)]
    pub(in crate::cli) query: String,
    /// The archive's folder
    #[arg(long, value_name = "DIR")]
    pub(in crate::cli) archive: PathBuf,
    /// By what, of organization, body, kind, status, action, outcome, year, quality, unit; the last stands across
    #[arg(
        long,
        value_name = "WHAT",
        value_delimiter = ',',
        default_value = "organization,action,year"
    )]
    pub(in crate::cli) by: Vec<Facet>,
    /// The format
    #[arg(long, value_enum, default_value = "text")]
    pub(in crate::cli) format: TableFormat,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct Coverage {
    /// The archive's folder
    #[arg(long, value_name = "DIR")]
    pub(in crate::cli) archive: PathBuf,
    /// Only organizations whose name holds this
    #[arg(long)]
    pub(in crate::cli) organization: Option<String>,
    /// Only bodies whose name holds this
    #[arg(long)]
    pub(in crate::cli) body: Option<String>,
    /// The format
    #[arg(long, value_enum, default_value = "text")]
    pub(in crate::cli) format: TableFormat,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct Follow {
    /// The registry number, as it is printed
    pub(in crate::cli) dnr: String,
    /// The archive's folder
    #[arg(long, value_name = "DIR")]
    pub(in crate::cli) archive: PathBuf,
    /// Print one JSON object a place
    #[arg(long)]
    pub(in crate::cli) json: bool,
    /// Hide personal data: personal numbers, telephone numbers, e-mail addresses, names of private persons
    #[arg(long)]
    pub(in crate::cli) mask: bool,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct Similar {
    /// The address of a clause, or the words of one
    pub(in crate::cli) clause: String,
    /// The archive's folder
    #[arg(long, value_name = "DIR")]
    pub(in crate::cli) archive: PathBuf,
    /// Only clauses of other organizations
    #[arg(long)]
    pub(in crate::cli) others: bool,
    /// How many to show
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub(in crate::cli) limit: usize,
    /// Print one JSON object a clause
    #[arg(long)]
    pub(in crate::cli) json: bool,
    /// Hide personal data: personal numbers, telephone numbers, e-mail addresses, names of private persons
    #[arg(long)]
    pub(in crate::cli) mask: bool,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct Saved {
    /// The archive's folder
    #[arg(long, value_name = "DIR", global = true)]
    pub(in crate::cli) archive: Option<PathBuf>,
    #[command(subcommand)]
    pub(in crate::cli) what: SavedWhat,
}

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum SavedWhat {
    /// Save a query; what is there now counts as seen
    Add {
        /// What to call it
        name: String,
        /// In the language of search
        #[arg(allow_hyphen_values = true)]
        query: String,
    },
    /// Tell what is saved, and how many hits are new
    List,
    /// Show what is new since it was shown last
    New {
        /// What it is called
        name: String,
        /// It stays new
        #[arg(long)]
        keep: bool,
        /// Print one JSON object a hit
        #[arg(long)]
        json: bool,
        /// Hide personal data: personal numbers, telephone numbers, e-mail addresses, names of private persons
        #[arg(long)]
        mask: bool,
    },
    /// Forget a query
    Remove {
        /// What it is called
        name: String,
    },
}
