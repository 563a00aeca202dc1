//! The bytes of a document, which an archive only names.

use std::collections::HashMap;

use super::Ledger;
use crate::ingest::{self, Opened, Opener, Place};

/// The bytes of the document `id` from the first of the places where they are as they were.
///
/// # Errors
///
/// When they are at none, with the reason.
pub fn source(
    id: &str,
    places: impl IntoIterator<Item = Place>,
    opener: &mut Opener,
) -> Result<Vec<u8>, String> {
    let mut reason = "no file is named for it".to_owned();
    for place in places {
        match opener.open(&place) {
            Ok(Opened::File(bytes)) if ingest::sha256(&bytes) == id => return Ok(bytes),
            Ok(_) => reason = "changed since it was read".to_owned(),
            Err(error) => reason = error.reason(),
        }
    }
    Err(reason)
}

/// Where each document stands, and when it was imported last: of the ledger what those who read need, in little room.
#[derive(Debug, Default)]
pub struct Sources(HashMap<String, Source>);

#[derive(Debug, Default)]
struct Source {
    imported: Option<String>,
    places: Vec<Place>,
}

impl Sources {
    /// As `ledger` tells them.
    pub fn of(ledger: &Ledger) -> Self {
        let mut sources: HashMap<String, Source> = HashMap::new();
        for line in ledger.lines() {
            let Some(id) = &line.sha256 else { continue };
            let source = sources.entry(id.clone()).or_default();
            source.places.push(line.place());
            if line.time > source.imported {
                source.imported.clone_from(&line.time);
            }
        }
        Self(sources)
    }

    /// When a document was imported last: ISO 8601.
    pub fn imported(&self, id: &str) -> Option<&str> {
        self.0.get(id)?.imported.as_deref()
    }

    /// When each document was imported last, in no order.
    pub fn times(&self) -> impl Iterator<Item = &str> {
        self.0.values().filter_map(|source| source.imported.as_deref())
    }

    /// Where a document stands, in the order of the places.
    pub fn places(&self, id: &str) -> &[Place] {
        self.0.get(id).map(|source| source.places.as_slice()).unwrap_or_default()
    }

    /// The bytes of the document `id`.
    ///
    /// # Errors
    ///
    /// When they are nowhere as they were, with the reason.
    pub fn bytes(&self, id: &str) -> Result<Vec<u8>, String> {
        source(id, self.places(id).iter().cloned(), &mut Opener::default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::{Line, Status};

    #[test]
    fn a_document_is_known_by_its_last_import_and_all_its_places() {
        let mut ledger = Ledger::default();
        for (name, id, time) in [
            ("a.pdf", Some("one"), "2026-01-02T03:04:05Z"),
            ("b.pdf", Some("one"), "2026-02-02T03:04:05Z"),
            ("c.pdf", None, "2026-03-02T03:04:05Z"),
        ] {
            let mut line = Line::new(&std::path::PathBuf::from(name).into(), Status::Ok, time);
            line.sha256 = id.map(str::to_owned);
            ledger.set(line);
        }
        let sources = Sources::of(&ledger);
        assert_eq!(sources.imported("one"), Some("2026-02-02T03:04:05Z"));
        assert_eq!(sources.places("one").len(), 2);
        assert_eq!((sources.imported("two"), sources.places("two").len()), (None, 0));
        assert_eq!(sources.times().count(), 1);
        assert!(sources.bytes("one").is_err());
    }
}
