//! One file → its record and text, in this process.

use std::path::Path;

use super::Limits;
use crate::ingest::{self, NotADocument, Place, ZipError};
use crate::record::v1::Record;
use crate::record::{StoredText, stored_text};

/// Names that claim to be a paper; such a file that is none is set aside, not passed over.
const PAPER_SUFFIXES: [&str; 5] = ["pdf", "txt", "text", "md", "markdown"];

/// Why a file gave nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Refused {
    /// It could not be read.
    Failed(String),
    /// Reading it was ended.
    Stopped {
        /// Why.
        reason: String,
        /// The limit that it came to, as in [`WorkerLimits::names`](super::WorkerLimits::names).
        limit: String,
    },
    /// It is no paper.
    Skipped(String),
}

/// What a file gives.
#[derive(Debug)]
pub(super) enum Given {
    /// A document.
    Read(Box<Record>, StoredText),
    /// Nothing: it need not be read again.
    Known,
    /// Files: it is a ZIP.
    Holds(Vec<Place>),
}

/// What stands at a place.
#[derive(Debug)]
pub(super) enum Opened {
    File(Bytes),
    Zip(Vec<Place>),
}

/// A file's bytes.
#[derive(Debug)]
pub(super) struct Bytes {
    pub(super) bytes: Vec<u8>,
    pub(super) sha256: String,
}

/// Opens files one after another.
#[derive(Debug, Default)]
pub(super) struct Opener(ingest::Opener);

impl Opener {
    pub(super) fn open(&mut self, place: &Place) -> Result<Opened, Refused> {
        let refused = |error: ingest::Error| match error {
            ingest::Error::NotAFile { .. }
            | ingest::Error::Zip { reason: ZipError::Office | ZipError::Link, .. } => {
                Refused::Skipped(error.reason())
            }
            _ => Refused::Failed(error.reason()),
        };
        Ok(match self.0.open(place).map_err(refused)? {
            ingest::Opened::Zip(places) => Opened::Zip(places),
            ingest::Opened::File(bytes) => {
                let sha256 = ingest::sha256(&bytes);
                Opened::File(Bytes { bytes, sha256 })
            }
        })
    }
}

pub(super) fn read(place: &Place, opened: Bytes, limits: &Limits) -> Result<Given, Refused> {
    let Bytes { bytes, sha256 } = opened;
    let name = place.name();
    let source = ingest::from_hashed(name.clone(), bytes, sha256).map_err(|error| {
        let is_beside_papers =
            matches!(error, ingest::Error::NotADocument { reason: NotADocument::Attributes, .. });
        if claims_paper(Path::new(&name)) && !is_beside_papers {
            Refused::Failed(error.reason())
        } else {
            Refused::Skipped(error.reason())
        }
    })?;
    let reading =
        super::read(&source, limits).map_err(|error| Refused::Failed(error.to_string()))?;
    let text = stored_text(&reading.record.id, &reading.text);
    Ok(Given::Read(Box::new(reading.record), text))
}

fn claims_paper(path: &Path) -> bool {
    let suffix = path.extension().map(|suffix| suffix.to_string_lossy().to_lowercase());
    suffix.is_some_and(|suffix| PAPER_SUFFIXES.contains(&suffix.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_may_claim_a_paper() {
        assert!(claims_paper(Path::new("a/B.PDF")));
        assert!(!claims_paper(Path::new("a/photo.jpg")));
        assert!(!claims_paper(Path::new("pdf")));
    }
}
