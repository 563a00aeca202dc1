//! Saved queries, and what of the archive each has seen.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Archive, Error, files};

/// A query that was saved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Saved {
    /// As typed.
    pub query: String,
    /// The last segment that stood there when its hits were shown.
    seen: u64,
}

/// The saved queries of an archive, by name.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Queries(BTreeMap<String, Saved>);

impl Queries {
    /// The queries of `archive`.
    ///
    /// # Errors
    ///
    /// When they cannot be read.
    pub fn open(archive: &Archive) -> Result<Self, Error> {
        let path = archive.path.join("queries.json");
        if path.exists() { files::read_json(&path) } else { Ok(Self::default()) }
    }

    /// Keeps them.
    ///
    /// # Errors
    ///
    /// When the disk refuses.
    pub fn write(&self, archive: &Archive) -> Result<(), Error> {
        files::replace(&archive.path.join("queries.json"), files::to_json(self).as_bytes())
    }

    /// By name, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&String, &Saved)> {
        self.0.iter()
    }

    /// The query called so.
    pub fn get(&self, name: &str) -> Option<&Saved> {
        self.0.get(name)
    }

    /// Saves a query, or says that its hits were shown: what is there now is seen.
    pub fn see(&mut self, archive: &Archive, name: &str, query: &str) {
        let saved = Saved { query: query.to_owned(), seen: archive.last_segment };
        self.0.insert(name.to_owned(), saved);
    }

    /// Forgets a query, and tells whether there was one.
    pub fn remove(&mut self, name: &str) -> bool {
        self.0.remove(name).is_some()
    }
}

impl Saved {
    /// True when the document came after its hits were shown, or was read anew.
    pub fn is_new(&self, archive: &Archive, id: &str) -> bool {
        archive.get(id).is_some_and(|holding| holding.segment > self.seen)
    }
}
