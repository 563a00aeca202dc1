//! The pages: an archive → a site to search, read, compare and cite in, for a browser; Swedish, and English below `/en`.
//!
//! HTML is made on the server and works without a script. Nothing is asked of any other place, nothing is written to the
//! archive, and what a document says is never taken for HTML: `maud` escapes it, and the content security policy allows
//! neither inline scripts nor inline styles.
//!
//! ```text
//! server.rs   connections, and how many
//! guard.rs    what each request and each answer goes through: host, bounds, headers
//! route.rs    addresses → pages
//! visit.rs    what a page is given, how it fails
//! site.rs     the archive as it is now
//! finder.rs   what searches ask: an index here, or one elsewhere
//! frame.rs    what stands around each page
//! pages/      one file a page
//! plots.rs    addresses → plots
//! api/        JSON at stable addresses, downloads, feeds
//! ```

mod api;
mod asked;
mod asset;
mod figure;
mod finder;
mod frame;
mod guard;
mod overview;
mod pages;
mod parts;
mod picture;
mod plots;
mod refusal;
mod remark;
mod route;
#[cfg(test)]
mod samples;
mod server;
mod site;
mod terms;
mod told;
mod visit;
mod words;

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

pub use finder::{Answered, Asks, Counted, NoAnswer};
pub use server::serve;

/// A picture of a page.
#[derive(Debug, Clone)]
pub struct Picture {
    /// The file.
    pub png: Vec<u8>,
    /// Points across and down.
    pub points: (f32, f32),
}

/// Why there is no picture.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoPicture {
    /// The document has no such page.
    #[error("no such page")]
    NoPage,
    /// Too many are being drawn.
    #[error("too many pictures are being drawn")]
    Busy,
    /// It cannot be drawn.
    #[error("{0}")]
    Undrawn(String),
}

/// What draws pages.
pub trait Draws: Send + Sync {
    /// Draws a page, from 1, of the PDF with this SHA-256; `source` gives its bytes, or why they are not to be had.
    ///
    /// # Errors
    ///
    /// When there is no picture.
    fn draw(
        &self,
        id: &str,
        page: u32,
        source: &mut dyn FnMut() -> Result<Vec<u8>, String>,
    ) -> Result<Picture, NoPicture>;
}

/// What a site is over.
#[derive(Clone)]
pub enum Over {
    /// The archive in a folder, with its index.
    Archive(PathBuf),
    /// An index that stands elsewhere, and nothing else: there are searches, and no documents.
    Index(Arc<dyn Asks>),
}

/// What a site is to be.
#[derive(Clone)]
pub struct Settings {
    /// What the site is over.
    pub over: Over,
    /// Where it listens; port 0 takes any that is free.
    pub address: SocketAddr,
    /// Names of hosts it answers to, beside the loopback's and its own address.
    pub hosts: Vec<String>,
    /// Whether personal data are hidden.
    pub mask: bool,
    /// The name of the archive; its folder's or its index's when there is none.
    pub name: Option<String>,
    /// Where readers can tell what is not accessible or wrong: a mail address or a page.
    pub contact: Option<String>,
    /// Requests of one address to the interface for programs, each minute.
    pub rate: u32,
    /// What draws pages; without it there are texts alone.
    pub draws: Option<Arc<dyn Draws>>,
}

/// Why a site could not be opened or had to end.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The archive.
    #[error(transparent)]
    Archive(#[from] crate::archive::Error),
    /// Its index.
    #[error(transparent)]
    Index(#[from] crate::index::Error),
    /// The index that stands elsewhere.
    #[error("{0}")]
    Far(String),
    /// The address cannot be listened at.
    #[error("cannot listen at {address}: {reason}")]
    Address {
        /// Where.
        address: SocketAddr,
        /// What the system said.
        reason: std::io::Error,
    },
    /// The system refused what a server needs.
    #[error("cannot serve: {0}")]
    Io(#[from] std::io::Error),
}

impl From<NoAnswer> for Error {
    fn from(none: NoAnswer) -> Self {
        match none {
            NoAnswer::Query(error) => Self::Index(error.into()),
            NoAnswer::Failed(reason) => Self::Far(reason),
        }
    }
}
