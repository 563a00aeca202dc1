//! [`Source`] → [`Extracted`]: the letters, and where they stand.

#[cfg(feature = "pdf")]
mod pdf;
mod plain;

use std::time::Duration;

#[cfg(feature = "pdf")]
use crate::model::Frame;
use crate::model::{MediaType, Metadata, Note, Page, Source};

/// What a source draws.
#[derive(Debug, Clone)]
pub enum Drawn {
    /// A PDF's pages.
    Pages(Vec<Page>),
    /// A text file, decoded, nothing moved.
    Plain(String),
}

/// What a source draws, and what to know about how it was read.
#[derive(Debug, Clone)]
pub struct Extracted {
    /// The letters.
    pub drawn: Drawn,
    /// What the file says of itself; `None` for a text file.
    pub metadata: Option<Metadata>,
    /// What to know.
    pub notes: Vec<Note>,
}

/// How much one document may cost. Each limit that is reached is a note.
#[derive(Debug, Clone)]
pub struct Limits {
    /// Bytes of the file.
    pub file_bytes: usize,
    /// Bytes of one decompressed stream.
    pub stream_bytes: usize,
    /// Bytes of all decompressed streams.
    pub total_bytes: usize,
    /// How many times its size a stream may grow to, beyond the first megabyte.
    pub ratio: usize,
    /// Filters of one stream.
    pub filters: usize,
    /// Levels of the page tree.
    pub tree_depth: usize,
    /// Pages.
    pub pages: usize,
    /// Content operators of one page.
    pub operators: usize,
    /// Content operators of the document.
    pub total_operators: usize,
    /// Form XObjects within each other.
    pub form_depth: usize,
    /// Letters of one page.
    pub page_letters: usize,
    /// Letters of the document.
    pub letters: usize,
    /// Notes about how the document was read.
    pub notes: usize,
    /// Pages whose picture may be read; 0 reads none.
    pub pictures: usize,
    /// Pixels of one page's picture.
    pub picture_pixels: usize,
    /// Processor time for one page's picture.
    pub picture_cpu: Duration,
    /// Time for one page's picture.
    pub picture_time: Duration,
    /// Time for the pictures of the document.
    pub pictures_time: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file_bytes: 200 << 20,
            stream_bytes: 64 << 20,
            total_bytes: 512 << 20,
            ratio: 200,
            filters: 8,
            tree_depth: 50,
            pages: 5_000,
            operators: 2_000_000,
            total_operators: 30_000_000,
            form_depth: 16,
            page_letters: 500_000,
            letters: 20_000_000,
            notes: 200,
            pictures: 0,
            picture_pixels: 25_000_000,
            picture_cpu: Duration::from_secs(30),
            picture_time: Duration::from_secs(60),
            pictures_time: Duration::from_secs(3_600),
        }
    }
}

/// Why a source gave nothing.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// Neither PDF nor text.
    #[error("not a PDF and not text")]
    NotADocument,
    /// The file has no bytes.
    #[error("the file is empty")]
    Empty,
    /// Larger than [`Limits::file_bytes`].
    #[error("the file is larger than {most} bytes")]
    TooLarge {
        /// The most that is read.
        most: usize,
    },
    /// Only white space.
    #[error("the file holds no text")]
    NoText,
    /// A PDF that cannot be opened even after repair.
    #[error("the PDF is damaged beyond repair: {reason}")]
    Damaged {
        /// What the PDF library said.
        reason: String,
    },
    /// A PDF that asks for a password.
    #[error("the PDF is encrypted and needs a password")]
    Encrypted,
    /// A PDF without pages.
    #[error("the PDF has no pages")]
    NoPages,
    /// Built without the `pdf` feature.
    #[error("this build cannot read PDF")]
    PdfNotBuilt,
}

/// Reads the letters of `source`.
///
/// # Errors
///
/// When nothing at all can be read; partial readings are notes.
pub fn extract(source: &Source, limits: &Limits) -> Result<Extracted, Error> {
    if source.bytes.len() > limits.file_bytes {
        return Err(Error::TooLarge { most: limits.file_bytes });
    }
    match source.media_type {
        MediaType::PlainText => plain::extract(&source.bytes),
        #[cfg(feature = "pdf")]
        MediaType::Pdf => pdf::extract(&source.bytes, limits),
        #[cfg(not(feature = "pdf"))]
        MediaType::Pdf => Err(Error::PdfNotBuilt),
    }
}

/// How page `number` of a PDF is shown, without reading what it shows; `None` when there is no such page.
///
/// # Errors
///
/// When the file cannot be opened.
#[cfg(feature = "pdf")]
pub fn frame(bytes: &[u8], number: u32, limits: &Limits) -> Result<Option<Frame>, Error> {
    if bytes.len() > limits.file_bytes {
        return Err(Error::TooLarge { most: limits.file_bytes });
    }
    pdf::frame(bytes, number, limits)
}
