//! What may be typed behind `attsats export`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::survey::Table;

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Format {
    /// JSON Lines
    Jsonl,
    /// Comma-separated values, RFC 4180
    Csv,
    /// CSV that a Swedish Excel opens: byte order mark, semicolons, decimal commas, no formulas
    ExcelSv,
    /// Parquet
    Parquet,
    /// A SQLite database of all tables, which Datasette opens
    Sqlite,
    /// One JSON object after Popolo: organizations, persons, memberships, events, motions, vote events
    Popolo,
    /// A folder with a TEI file (Parla-CLARIN) for each protokoll
    Tei,
    /// A BagIt package of sources, texts, records, Dublin Core and events, for an archive
    Bagit,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct Export {
    /// The archive's folder
    #[arg(long, value_name = "DIR")]
    pub(in crate::cli) archive: PathBuf,
    /// The format
    #[arg(long, value_enum, default_value = "jsonl")]
    pub(in crate::cli) format: Format,
    /// What a row is: documents, meetings, agenda, decisions, clauses, votes, ballots, attendance, cells, notes, links;
    /// JSON Lines give whole records when it is not said, CSV gives documents
    #[arg(long, value_name = "TABLE")]
    pub(in crate::cli) table: Option<Table>,
    /// Write to this file, or to this new folder for a package or TEI, whole or not at all
    #[arg(long, short, value_name = "FILE")]
    pub(in crate::cli) output: Option<PathBuf>,
    /// Only what this query finds: the clauses it finds, and of other tables what is of the documents it finds
    #[arg(long, value_name = "QUERY", allow_hyphen_values = true)]
    pub(in crate::cli) query: Option<String>,
    /// Tell what the columns of the CSV are in a file beside it, FILE-metadata.json (CSV on the Web)
    #[arg(long, requires = "output")]
    pub(in crate::cli) csvw: bool,
    /// Put an apostrophe before CSV cells that a spreadsheet would take for a formula
    #[arg(long)]
    pub(in crate::cli) spreadsheet: bool,
    /// Hide personal data: personal numbers, telephone numbers, e-mail addresses, names of private persons
    #[arg(long)]
    pub(in crate::cli) mask: bool,
    /// For the public: with --mask
    #[arg(long)]
    pub(in crate::cli) public: bool,
}
