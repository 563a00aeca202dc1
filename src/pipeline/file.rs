//! One file → its record and text, in this process.

use std::path::Path;

use super::Limits;
use crate::ingest;
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

/// A file's bytes.
#[derive(Debug)]
pub(super) struct Opened {
    pub(super) bytes: Vec<u8>,
    pub(super) sha256: String,
}

pub(super) fn open(path: &Path) -> Result<Opened, Refused> {
    let bytes = ingest::bytes(path).map_err(|error| match error {
        ingest::Error::NotAFile { .. } => Refused::Skipped(error.reason()),
        _ => Refused::Failed(error.reason()),
    })?;
    let sha256 = ingest::sha256(&bytes);
    Ok(Opened { bytes, sha256 })
}

pub(super) fn read(
    path: &Path,
    opened: Opened,
    limits: &Limits,
) -> Result<(Record, StoredText), Refused> {
    let Opened { bytes, sha256 } = opened;
    let source = ingest::from_hashed(ingest::name(path), bytes, sha256).map_err(|error| {
        if claims_paper(path) {
            Refused::Failed(error.reason())
        } else {
            Refused::Skipped(error.reason())
        }
    })?;
    let reading =
        super::read(&source, limits).map_err(|error| Refused::Failed(error.to_string()))?;
    let text = stored_text(&reading.record.id, &reading.text);
    Ok((reading.record, text))
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
