//! What may be typed.

mod export;
mod plot;
mod search;
#[cfg(feature = "web")]
mod serve;
mod shards;
mod study;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::archive::{Keep, Share, Status};
use crate::pipeline::Limits;
#[cfg(feature = "ocr")]
use crate::pipeline::PICTURE_DPI;

pub(super) use export::{Export, Format};
pub(super) use plot::{Counted, Per, Picture, Plot};
#[cfg(feature = "store")]
pub(super) use search::Elsewhere;
pub(super) use search::Search;
#[cfg(feature = "web")]
pub(super) use serve::Serve;
pub(super) use shards::{Cluster, Engine, Merge, Shards};
pub(super) use study::{Compare, Coverage, Follow, Saved, SavedWhat, Similar, TableFormat};

/// Reads Swedish municipal papers into structured JSON and a full-text index.
#[derive(Debug, Parser)]
#[command(name = "attsats", version, about, max_term_width = 100, after_help = EXIT_CODES)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) command: Command,
}

const EXIT_CODES: &str = "Exit codes: 0 done; 1 done, and some documents were quarantined or nothing was found; \
                          2 the call was wrong or the archive unusable.";

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Read papers and print one record a line
    Read(Read),
    /// Read folders of papers into an archive and index them; may be stopped and run again
    Ingest(Ingest),
    /// Build an archive of shards, as "read --manifest" writes them
    Merge(Merge),
    /// Print how to read a long list of papers on a cluster: with Ray, Spark, SLURM or Kubernetes
    Cluster(Cluster),
    /// Search an archive
    Search(Box<Search>),
    /// Open an archive as a site to search and read in with a browser
    #[cfg(feature = "web")]
    Serve(Serve),
    /// Show one document of an archive
    Show(Show),
    /// Write an archive's records or tables to a file
    Export(Export),
    /// Draw clauses or documents by year or organisation, or a budget by year
    Plot(Plot),
    /// Tell what became of each proposal: decided, changed, sent back, postponed, rejected, or not found
    Link(Link),
    /// Tell who decides what: hits counted by organization, action, year and so on, across each other
    Compare(Compare),
    /// Follow a matter by its registry number, through bodies and meetings
    Follow(Follow),
    /// Find clauses that are almost the same as one
    Similar(Similar),
    /// Save queries, and tell what is new since they were shown last
    Saved(Saved),
    /// Tell which meetings and paragraphs of each body are there, and which paragraphs are missing
    Coverage(Coverage),
    /// Tell what became of every file: read, read in part, quarantined, passed over; and which are the same
    Report(Report),
    /// Check that sources, records and index are as they were
    Verify(Verify),
    /// Make the index anew from the stored records and texts
    Reindex(Whole),
    /// Print the JSON Schema of a record
    Schema,
    /// Print what one stage of the reading gives
    Explain(Explain),
    /// Read the files named on standard input, for an ingest
    #[command(hide = true)]
    Worker(Worker),
    /// Print a completion script for a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
}

#[derive(Debug, Args)]
pub(super) struct Read {
    /// Files; "-" reads standard input
    #[arg(required_unless_present = "manifest", value_name = "FILE")]
    pub(super) files: Vec<PathBuf>,
    /// Indent the JSON
    #[arg(long, conflicts_with = "text")]
    pub(super) pretty: bool,
    /// Print the extracted text alone
    #[arg(long)]
    pub(super) text: bool,
    /// Hide personal data: personal numbers, telephone numbers, e-mail addresses, names of private persons
    #[arg(long)]
    pub(super) mask: bool,
    /// Whether pages that are pictures are read, with Tesseract and its model Latin
    #[arg(long, value_enum, default_value = "auto")]
    pub(super) ocr: Ocr,
    /// How many files are read at the same time
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=512))]
    pub(super) threads: Option<u16>,
    #[command(flatten)]
    pub(super) shards: Shards,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Ocr {
    /// When it is installed
    Auto,
    /// No
    Off,
}

impl Ocr {
    /// What a document may cost.
    pub(super) fn limits(self) -> Limits {
        let limits = Limits::default();
        let pictures = if self == Self::Auto { limits.pages } else { 0 };
        Limits { pictures, ..limits }
    }
}

#[derive(Debug, Args)]
pub(super) struct Ingest {
    /// Files, folders and ZIP files; "-" reads a list of them on standard input, one a line
    #[arg(required = true, value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,
    /// The list on standard input has a zero byte after each name, as from "find -print0"
    #[arg(long, short = '0')]
    pub(super) null: bool,
    /// The archive's folder; made when it is not there
    #[arg(long, value_name = "DIR")]
    pub(super) archive: PathBuf,
    /// Whether pages that are pictures are read, with Tesseract and its model Latin
    #[arg(long, value_enum, default_value = "auto")]
    pub(super) ocr: Ocr,
    /// How many files are read at the same time
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=512))]
    pub(super) threads: Option<u16>,
    /// Read documents again that are there: those that an older version read, or all
    #[arg(long, value_enum, value_name = "WHICH", default_value = "none", default_missing_value = "older", num_args = 0..=1, require_equals = true)]
    pub(super) reread: Reread,
    /// How many documents are made safe together
    #[arg(long, value_name = "N", default_value_t = 512, hide_short_help = true, value_parser = clap::value_parser!(u32).range(1..=100_000))]
    pub(super) batch: u32,
    /// Read in this process: a file that fills the memory or the stack then ends the run
    #[arg(long, conflicts_with_all = ["memory", "cpu", "wall"])]
    pub(super) in_process: bool,
    #[command(flatten)]
    pub(super) bounds: Bounds,
    /// Show no progress and no summary
    #[arg(long, short)]
    pub(super) quiet: bool,
}

/// What a process that reads one document is held to.
#[derive(Debug, Clone, Copy, Args)]
pub(super) struct Bounds {
    /// Megabytes that reading one document may take
    #[arg(long, value_name = "MB", default_value_t = 1536, value_parser = clap::value_parser!(u64).range(64..=1_048_576))]
    pub(super) memory: u64,
    /// Seconds of the processor that reading one document may take
    #[arg(long, value_name = "S", default_value_t = 30, value_parser = clap::value_parser!(u64).range(1..=86_400))]
    pub(super) cpu: u64,
    /// Seconds that reading one document may last
    #[arg(long, value_name = "S", default_value_t = 60, value_parser = clap::value_parser!(u64).range(1..=86_400))]
    pub(super) wall: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Reread {
    /// None of them
    None,
    /// Those that an older version read
    Older,
    /// All that the paths lead to
    All,
}

impl From<Reread> for Keep {
    fn from(reread: Reread) -> Self {
        match reread {
            Reread::None => Self::Any,
            Reread::Older => Self::Current,
            Reread::All => Self::Nothing,
        }
    }
}

#[derive(Debug, Args)]
pub(super) struct Worker {
    /// Megabytes it may take
    #[arg(long, value_name = "MB")]
    pub(super) memory: u64,
    /// Seconds of the processor that one document may take
    #[arg(long, value_name = "S")]
    pub(super) cpu: u64,
    /// Whether pages that are pictures are read
    #[arg(long, value_enum)]
    pub(super) ocr: Ocr,
}

#[derive(Debug, Args)]
pub(super) struct Show {
    /// The document's id, or how it begins; or the address of a hit
    pub(super) id: String,
    /// The archive's folder
    #[arg(long, value_name = "DIR")]
    pub(super) archive: PathBuf,
    /// Print the record as JSON
    #[arg(long, conflicts_with = "text")]
    pub(super) json: bool,
    /// Print the extracted text
    #[arg(long)]
    pub(super) text: bool,
    /// Write the picture of a page into this file, as PNG
    #[cfg(feature = "ocr")]
    #[arg(long, value_name = "FILE", requires = "page", conflicts_with_all = ["json", "text", "mask"])]
    pub(super) picture: Option<PathBuf>,
    /// The page, from 1
    #[cfg(feature = "ocr")]
    #[arg(long, value_name = "N", requires = "picture", value_parser = clap::value_parser!(u32).range(1..))]
    pub(super) page: Option<u32>,
    /// Dots per inch of the picture, where the page is not too large for that
    #[cfg(feature = "ocr")]
    #[arg(long, value_name = "N", default_value_t = PICTURE_DPI, requires = "picture", value_parser = clap::value_parser!(u16).range(20..=600))]
    pub(super) dpi: u16,
    /// Hide personal data: personal numbers, telephone numbers, e-mail addresses, names of private persons
    #[arg(long)]
    pub(super) mask: bool,
}

#[derive(Debug, Args)]
pub(super) struct Link {
    /// The archive's folder
    #[arg(long, value_name = "DIR")]
    pub(super) archive: PathBuf,
    /// Print one JSON object a proposal
    #[arg(long)]
    pub(super) json: bool,
    /// How many days after a proposal its decision is looked for
    #[arg(long, value_name = "N", default_value_t = crate::link::DAYS, value_parser = clap::value_parser!(u16).range(1..=20_000))]
    pub(super) days: u16,
    /// Hide personal data: personal numbers, telephone numbers, e-mail addresses, names of private persons
    #[arg(long)]
    pub(super) mask: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ReportFormat {
    /// For a person
    Text,
    /// One row a file
    Csv,
    /// One object
    Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum FileStatus {
    /// Read
    Ok,
    /// Read in part
    Partial,
    /// Quarantined
    Failed,
    /// Not a paper
    Skipped,
}

impl From<FileStatus> for Status {
    fn from(status: FileStatus) -> Self {
        match status {
            FileStatus::Ok => Self::Ok,
            FileStatus::Partial => Self::Partial,
            FileStatus::Failed => Self::Failed,
            FileStatus::Skipped => Self::Skipped,
        }
    }
}

#[derive(Debug, Args)]
pub(super) struct Report {
    /// The archive's folder
    #[arg(long, value_name = "DIR")]
    pub(super) archive: PathBuf,
    /// The format
    #[arg(long, value_enum, default_value = "text")]
    pub(super) format: ReportFormat,
    /// Only files of this status
    #[arg(long, value_enum)]
    pub(super) status: Option<FileStatus>,
}

#[derive(Debug, Args)]
pub(super) struct Verify {
    /// The archive's folder
    #[arg(long, value_name = "DIR")]
    pub(super) archive: PathBuf,
    /// Compute the checksums of this share of the sources alone: "3/10" is the third of ten shares
    #[arg(long, value_name = "N/M")]
    pub(super) share: Option<Share>,
    /// Make anew what can be made anew: the index, and the lists of what stands where
    #[arg(long)]
    pub(super) repair: bool,
}

#[derive(Debug, Args)]
pub(super) struct Whole {
    /// The archive's folder
    #[arg(long, value_name = "DIR")]
    pub(super) archive: PathBuf,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Stage {
    /// Words with their boxes
    Pages,
    /// Lines with role, indent and number, and grids
    Text,
    /// The kind, its signs and the segments
    Kinds,
    /// The record
    Document,
}

#[derive(Debug, Args)]
pub(super) struct Explain {
    /// The file; "-" reads standard input
    pub(super) file: PathBuf,
    /// The stage
    #[arg(long, value_enum, default_value = "document")]
    pub(super) stage: Stage,
    /// Whether pages that are pictures are read, with Tesseract and its model Latin
    #[arg(long, value_enum, default_value = "auto")]
    pub(super) ocr: Ocr,
}
