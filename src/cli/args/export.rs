//! What may be typed behind `attsats export`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

#[cfg(feature = "store")]
use crate::remote::Name;
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
    #[cfg_attr(feature = "store", arg(required_unless_present = "print_config"))]
    #[cfg_attr(not(feature = "store"), arg(required = true))]
    pub(in crate::cli) archive: Option<PathBuf>,
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
    #[cfg(feature = "store")]
    #[command(flatten)]
    pub(in crate::cli) to: To,
}

/// A search engine to send the index to.
#[cfg(feature = "store")]
#[derive(Debug, Args)]
pub(in crate::cli) struct To {
    /// Send the index to a search engine, as a new generation of an index there: quickwit, elasticsearch or opensearch, and
    /// its address
    #[arg(long, num_args = 1..=2, value_names = ["ENGINE", "URL"], conflicts_with_all = ["table", "output", "query", "csvw", "spreadsheet", "mask", "public"])]
    pub(in crate::cli) to: Vec<String>,
    /// What the index is called there; a generation of it NAME-g1, NAME-g2, …
    #[arg(long, value_name = "NAME", default_value = "attsats", requires = "to")]
    pub(in crate::cli) index: Name,
    /// The number of the generation; the next when it is not said
    #[arg(long, value_name = "N", requires = "to", value_parser = clap::value_parser!(u32).range(1..))]
    pub(in crate::cli) generation: Option<u32>,
    /// Print the configuration of the index, and send nothing
    #[arg(long, requires = "to")]
    pub(in crate::cli) print_config: bool,
}
