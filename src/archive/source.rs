//! The bytes of a document, which an archive only names.

use super::{Ledger, Line};
use crate::ingest::{self, Opened, Opener};

/// The bytes of the document `id` from the first of the places where they are as they were.
///
/// # Errors
///
/// When they are at none, with the reason.
pub fn source<'a>(
    id: &str,
    lines: impl IntoIterator<Item = &'a Line>,
    opener: &mut Opener,
) -> Result<Vec<u8>, String> {
    let mut reason = "no file is named for it".to_owned();
    for line in lines {
        match opener.open(&line.place()) {
            Ok(Opened::File(bytes)) if ingest::sha256(&bytes) == id => return Ok(bytes),
            Ok(_) => reason = "changed since it was read".to_owned(),
            Err(error) => reason = error.reason(),
        }
    }
    Err(reason)
}

impl Ledger {
    /// The bytes of the document `id`.
    ///
    /// # Errors
    ///
    /// When they are nowhere as they were, with the reason.
    pub fn source(&self, id: &str) -> Result<Vec<u8>, String> {
        let its = |line: &&Line| line.sha256.as_deref() == Some(id);
        source(id, self.lines().filter(its), &mut Opener::default())
    }
}
