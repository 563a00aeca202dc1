//! [`Record`]s ⇄ a folder: what was read, where it came from, and the index over it.
//!
//! ```text
//! archive.json              what made the folder
//! segments/000001/          documents that were read together; never changed once it stands there
//!   records.jsonl.gz        one record a line, each line packed by itself
//!   texts.jsonl.gz          their extracted texts
//!   contents.json           where each stands, and what it holds
//!   sketches.txt            what tells how like two texts are
//!   SHA256SUMS              as `sha256sum -c` reads it
//! lacking.json              how many files were not read, or not wholly
//! ledger.jsonl              one line for each file that was looked at; the last line of a place holds
//! index/                    tantivy's; can be made again from the segments
//! queries.json              saved queries, once there are any
//! damaged/                  what was set aside, once something was damaged
//! lock                      held by the one process that writes
//! ```
//!
//! A segment is written beside its place, made durable, and put in place by one rename.
//! Then the index is committed, and then the ledger is written.
//! Whatever stops in between is made good by the next writer.

mod alike;
mod files;
mod ledger;
mod merge;
mod pack;
mod queries;
mod repair;
mod segment;
mod shard;
mod share;
mod source;
mod verify;
mod write;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::index::{self, ANALYSER, Index};
use crate::record::StoredText;
use crate::record::v1::{READER_VERSION, Record};

pub use alike::{ALMOST, Alike};
pub use ledger::{Lacking, Ledger, Line, Status};
pub use merge::Merged;
pub use queries::{Queries, Saved};
pub use repair::repair;
use segment::Stored;
pub use segment::{Entry, Holding};
pub use shard::{Draft, Manifest, Shard, Terms};
pub use share::Share;
pub use source::{Sources, source};
pub use verify::{Fixity, verify};
pub use write::{Keep, Known, Prepared, Writer, prepare, reindex};

/// What writes it.
pub const TOOL: &str = concat!("attsats ", env!("CARGO_PKG_VERSION"));

/// The layout of the folder.
pub const FORMAT: &str = "attsats/archive/1.1";

/// Earlier layouts, which are read as well.
const EARLIER: [&str; 1] = ["attsats/archive/1.0"];

/// Why an archive could not be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// No archive stands there.
    #[error("no archive in {path} (attsats ingest makes one)", path = path.display())]
    Missing {
        /// The folder.
        path: PathBuf,
    },
    /// Something else stands there.
    #[error("{path} is not empty and not an archive", path = path.display())]
    Foreign {
        /// The folder.
        path: PathBuf,
    },
    /// A newer version made it.
    #[error("the archive {path} has the format {format}, and this version reads {FORMAT}", path = path.display())]
    Unsupported {
        /// The folder.
        path: PathBuf,
        /// Its format.
        format: String,
    },
    /// Another process writes.
    #[error("the archive {path} is in use by another attsats", path = path.display())]
    Locked {
        /// The folder.
        path: PathBuf,
    },
    /// The system refused.
    #[error("cannot {doing} {path}: {reason}", path = path.display())]
    Io {
        /// What was tried.
        doing: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        reason: std::io::Error,
    },
    /// A file is not as it was written.
    #[error("{path} is damaged: {reason} (attsats verify tells more)", path = path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        reason: String,
    },
    /// A shard is not whole, or not for us.
    #[error("the shard {path} cannot be used: {reason}", path = path.display())]
    Shard {
        /// Its folder.
        path: PathBuf,
        /// What is wrong.
        reason: String,
    },
    /// No document, or more than one, has an id that begins so.
    #[error("{n_found} documents have an id that begins with \"{prefix}\"")]
    Ambiguous {
        /// As given.
        prefix: String,
        /// How many.
        n_found: usize,
    },
    /// The index.
    #[error(transparent)]
    Index(#[from] index::Error),
}

/// What made the folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct About {
    format: String,
    tool: String,
    reader: u32,
    analyser: String,
}

impl About {
    fn ours() -> Self {
        Self {
            format: FORMAT.to_owned(),
            tool: TOOL.to_owned(),
            reader: READER_VERSION,
            analyser: ANALYSER.to_owned(),
        }
    }
}

/// An archive, to be read.
#[derive(Debug)]
pub struct Archive {
    path: PathBuf,
    /// By id; of a document that was read again, the last reading.
    holdings: BTreeMap<String, Holding>,
    last_segment: u64,
}

impl Archive {
    /// Opens the archive in `path`.
    ///
    /// # Errors
    ///
    /// When there is none, or it is damaged.
    pub fn open(path: &Path) -> Result<Self, Error> {
        let about_path = path.join("archive.json");
        if !about_path.is_file() {
            return Err(Error::Missing { path: path.to_owned() });
        }
        let about: About = files::read_json(&about_path)?;
        if about.format != FORMAT && !EARLIER.contains(&about.format.as_str()) {
            return Err(Error::Unsupported { path: path.to_owned(), format: about.format });
        }
        let mut archive =
            Self { path: path.to_owned(), holdings: BTreeMap::new(), last_segment: 0 };
        for number in segment::numbers(&archive.segments())? {
            archive.take_over(number, segment::contents(&archive.segments(), number)?);
        }
        Ok(archive)
    }

    /// An archive that holds nothing and stands nowhere.
    pub fn none() -> Self {
        Self { path: PathBuf::new(), holdings: BTreeMap::new(), last_segment: 0 }
    }

    fn is_nowhere(&self) -> bool {
        self.path.as_os_str().is_empty()
    }

    fn take_over(&mut self, number: u64, contents: segment::Contents) {
        for entry in contents.documents {
            let holding = Holding { segment: number, reader: contents.reader, entry };
            self.holdings.insert(holding.entry.id.clone(), holding);
        }
        self.last_segment = self.last_segment.max(number);
    }

    fn segments(&self) -> PathBuf {
        self.path.join("segments")
    }

    fn index_path(&self) -> PathBuf {
        self.path.join("index")
    }

    fn ledger_path(&self) -> PathBuf {
        self.path.join("ledger.jsonl")
    }

    /// The documents, by id.
    pub fn holdings(&self) -> impl ExactSizeIterator<Item = &Holding> {
        self.holdings.values()
    }

    /// The document with the id `id`.
    pub fn get(&self, id: &str) -> Option<&Holding> {
        self.holdings.get(id)
    }

    /// The one document whose id begins with `prefix`.
    ///
    /// # Errors
    ///
    /// When there is none or more than one.
    pub fn find(&self, prefix: &str) -> Result<&Holding, Error> {
        let prefix = prefix.to_lowercase();
        let from = self.holdings.range(prefix.clone()..);
        let found: Vec<&Holding> = from
            .take_while(|(id, _)| id.starts_with(&prefix))
            .map(|(_, holding)| holding)
            .collect();
        match found.as_slice() {
            [one] => Ok(one),
            _ => Err(Error::Ambiguous { prefix, n_found: found.len() }),
        }
    }

    /// The record of a document, as its line of JSON.
    ///
    /// # Errors
    ///
    /// When it cannot be read.
    pub fn record_line(&self, holding: &Holding) -> Result<String, Error> {
        segment::line(&self.segments(), holding.segment, Stored::Records, holding.entry.record)
    }

    /// The record of a document.
    ///
    /// # Errors
    ///
    /// When it cannot be read.
    pub fn record(&self, holding: &Holding) -> Result<Record, Error> {
        segment::parsed(&self.segments(), holding.segment, Stored::Records, holding.entry.record)
    }

    /// The extracted text of a document.
    ///
    /// # Errors
    ///
    /// When it cannot be read.
    pub fn text(&self, holding: &Holding) -> Result<StoredText, Error> {
        segment::parsed(&self.segments(), holding.segment, Stored::Texts, holding.entry.text)
    }

    /// Groups of documents that are almost the same, each in order of the ids.
    ///
    /// # Errors
    ///
    /// When it cannot be read.
    pub fn alike(&self) -> Result<Vec<Alike>, Error> {
        if self.is_nowhere() {
            return Ok(Vec::new());
        }
        let mut sketches = BTreeMap::new();
        for number in segment::numbers(&self.segments())? {
            // Of a document that was read again, the last reading.
            sketches.extend(segment::sketches(&self.segments(), number)?);
        }
        sketches.retain(|id, _| self.holdings.contains_key(id));
        Ok(alike::groups(&sketches.into_iter().collect::<Vec<_>>()))
    }

    /// What is known of each file that was looked at.
    ///
    /// # Errors
    ///
    /// When it cannot be read.
    pub fn ledger(&self) -> Result<Ledger, Error> {
        if self.is_nowhere() {
            return Ok(Ledger::default());
        }
        Ledger::open(&self.ledger_path())
    }

    /// The index over the archive in `path`, without reading anything else of it.
    ///
    /// # Errors
    ///
    /// When there is no archive, or its index cannot be used.
    pub fn index(path: &Path) -> Result<Index, Error> {
        if !path.join("archive.json").is_file() {
            return Err(Error::Missing { path: path.to_owned() });
        }
        Ok(Index::open(&path.join("index"))?)
    }
}

#[cfg(test)]
mod tests;
