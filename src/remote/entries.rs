//! An archive → the entries of its index, each with its place, the same however often.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value as Json;

use super::Error;
use crate::archive::Archive;
use crate::index::far::Entry;
use crate::index::{Index, prepare};

/// An archive and its index, to be sent.
pub(super) struct Entries<'a> {
    archive: &'a Archive,
    index: &'a Index,
    /// The place behind the last entry of each document, as far as they are known.
    ends: Vec<u64>,
    /// Behind the last of all, once it is known.
    pub(super) end: Option<u64>,
}

/// Places that are wanted: first and end of runs, in order.
pub(super) type Runs = [(u64, u64)];

impl<'a> Entries<'a> {
    pub(super) fn new(archive: &'a Archive, index: &'a Index) -> Self {
        Self { archive, index, ends: Vec::new(), end: None }
    }

    /// Number of documents.
    pub(super) fn documents(&self) -> u64 {
        self.archive.holdings().len() as u64
    }

    /// Every entry of `wanted`, in order; all of them when nothing is said.
    pub(super) fn each(
        &mut self,
        wanted: Option<&Runs>,
        each: &mut dyn FnMut(u64, Entry) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let is_wanted = |from: u64, to: u64| match wanted {
            None => true,
            Some(runs) => {
                let first = runs.partition_point(|&(_, end)| end <= from);
                runs.get(first).is_some_and(|&(start, _)| start < to)
            }
        };
        let mut place = 0;
        for (nth, holding) in self.archive.holdings().enumerate() {
            if let Some(&end) = self.ends.get(nth).filter(|&&end| !is_wanted(place, end)) {
                place = end;
                continue;
            }
            let (record, text) = (self.archive.record(holding)?, self.archive.text(holding)?);
            for entry in prepare(&record, &text).entries(&|bytes| STANDARD.encode(bytes)) {
                if is_wanted(place, place + 1) {
                    each(place, placed(entry, place))?;
                }
                place += 1;
            }
            if self.ends.len() == nth {
                self.ends.push(place);
            }
        }
        if self.end.is_some_and(|end| !is_wanted(place, end)) {
            return Ok(());
        }
        self.index.known::<Error>(&mut |entry| {
            if is_wanted(place, place + 1) {
                each(place, placed(entry, place))?;
            }
            place += 1;
            Ok(())
        })?;
        self.end = Some(place);
        Ok(())
    }
}

pub(super) fn placed(mut entry: Entry, place: u64) -> Entry {
    entry.insert("seq".to_owned(), Json::from(place));
    entry
}

/// The bytes of a part of a paper.
pub(super) fn bytes(letters: &str) -> Option<Vec<u8>> {
    STANDARD.decode(letters).ok()
}
