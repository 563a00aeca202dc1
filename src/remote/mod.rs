//! An archive's index ⇄ another engine: Elasticsearch, OpenSearch, or Quickwit.
//!
//! What is sent and what is asked is worked out in [`index::far`](crate::index::far); this module carries it.
//! An export is a *generation*, an index by itself, `NAME-g7`. It is complete when its last entry, which tells how many
//! there are, has been found in it; only then is it answered from.

mod http;

mod dsl;
mod engine;

mod bulk;
mod entries;
mod reconcile;
mod send;

mod page;
mod search;

pub use engine::{Engine, Generation, Name};
pub use search::{Found, Remote};
pub use send::{Sent, send};

/// Why a remote index could not be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The address is none.
    #[error("not the address of an engine: {0}")]
    Address(String),
    /// No answer came.
    #[error("{at} does not answer: {reason}")]
    Unanswered {
        /// The address, without what is secret of it.
        at: String,
        /// What was said on the way.
        reason: String,
    },
    /// The engine refused.
    #[error("{at} refused: {status}{reason}")]
    Refused {
        /// The address.
        at: String,
        /// Of HTTP.
        status: u16,
        /// What it said.
        reason: String,
    },
    /// An answer that is not whole.
    #[error("{at} gave no whole answer: {what}")]
    Partial {
        /// The address.
        at: String,
        /// What is missing.
        what: String,
    },
    /// No generation that can be answered from.
    #[error("{at} holds no complete generation of \"{name}\"{why} (attsats export --to makes one)")]
    Missing {
        /// The address.
        at: String,
        /// The name of the index.
        name: String,
        /// What is there instead.
        why: String,
    },
    /// A generation that stands there already.
    #[error(
        "{at} holds \"{index}\" already, and it is complete; a new generation has a new number"
    )]
    Taken {
        /// The address.
        at: String,
        /// The index.
        index: String,
    },
    /// Another version sent it.
    #[error(
        "the index \"{index}\" was sent by another version (attsats export --to sends it anew)"
    )]
    Outdated {
        /// The index.
        index: String,
    },
    /// An index that is not of the archive as it is.
    #[error(
        "the archive's index does not hold what the archive holds (attsats reindex makes it anew)"
    )]
    Behind,
    /// Entries that do not stay.
    #[error(
        "{missing} of {total} entries are missing in \"{index}\", however often they are sent; it is not complete"
    )]
    Lost {
        /// The index.
        index: String,
        /// How many are missing.
        missing: u64,
        /// How many there are.
        total: u64,
    },
    /// The query cannot be understood, or what came back is not ours.
    #[error(transparent)]
    Index(#[from] crate::index::Error),
    /// The archive cannot be read.
    #[error(transparent)]
    Archive(#[from] crate::archive::Error),
}
