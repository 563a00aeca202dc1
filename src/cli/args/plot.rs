//! What may be typed behind `attsats plot`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Picture {
    /// Columns by year: clauses by status, documents by sort
    Timeline,
    /// Bars by municipality or association, the most first
    #[value(alias = "organizations")]
    Organisations,
    /// An account of one municipality or association by year: bokslut, budget, plan
    Budget,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Counted {
    /// Decision clauses
    Clauses,
    /// Documents
    Documents,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Per {
    /// A million words of the archive, of the same year or organisation
    Million,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct Plot {
    /// The archive's folder
    #[arg(long, value_name = "DIR")]
    pub(in crate::cli) archive: PathBuf,
    /// What is drawn
    #[arg(long, value_enum)]
    pub(in crate::cli) kind: Picture,
    /// Write to this file: F.svg or F.png, whole or not at all
    #[arg(long, short, value_name = "FILE")]
    pub(in crate::cli) output: PathBuf,
    /// Only what this query finds
    #[arg(long, value_name = "QUERY", allow_hyphen_values = true)]
    pub(in crate::cli) query: Option<String>,
    /// What is counted, in a timeline or by organisation
    #[arg(long, value_enum, default_value = "clauses")]
    pub(in crate::cli) count: Counted,
    /// Counts in proportion to how much there is to read
    #[arg(long, value_enum)]
    pub(in crate::cli) per: Option<Per>,
    /// How many organisations have a bar of their own
    #[arg(long, value_name = "N", default_value_t = 20, value_parser = clap::value_parser!(u16).range(1..=200))]
    pub(in crate::cli) top: u16,
    /// The account of a budget: resultat, kommunbidrag, personalkostnader, …
    #[arg(long, default_value = "resultat")]
    pub(in crate::cli) account: String,
    /// Whose budget; not needed where only one has the account
    #[arg(long)]
    pub(in crate::cli) organization: Option<String>,
    /// The title, where the plain one will not do
    #[arg(long)]
    pub(in crate::cli) title: Option<String>,
}
