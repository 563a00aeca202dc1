//! An archive → a new generation in an engine: sent, counted, what is missing sent again, and only then answered from.

use std::time::Duration;

use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};

use super::Error;
use super::bulk::Bulk;
use super::dsl;
use super::engine::{Engine, Generation, Name};
use super::entries::{Entries, placed};
use super::http::{Http, Patience};
use super::page::Shelf;
use super::reconcile::{missing, n_places};
use crate::archive::Archive;
use crate::index::Index;
use crate::index::far::{Entry, Statistics, layout};

/// How often what is missing is sent again, without there being less of it, before it is given up.
const MOST_IN_VAIN: u32 = 3;

/// How often it is looked, without more being seen, whether an engine shows what it took that cannot be told to, and how
/// long lies between: longer than an engine may wait by its configuration.
const LOOKS: u32 = 20;
const BETWEEN_LOOKS: Duration = Duration::from_secs(1);

/// What the last entry of a generation says of it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Head {
    pub(super) layout: String,
    pub(super) generation: Generation,
    /// How many entries stand before it.
    pub(super) entries: u64,
    pub(super) documents: u64,
    pub(super) statistics: Statistics,
}

/// What was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sent {
    /// The index.
    pub index: String,
    /// Of the archive.
    pub documents: u64,
    /// Units that can be found.
    pub units: u64,
    /// Everything, the words and papers too.
    pub entries: u64,
    /// Entries that were sent again because they were missing.
    pub replayed: u64,
    /// Batches that were sent again because the engine did not answer or was busy.
    pub again: u64,
    /// Other generations that stand there still.
    pub others: Vec<String>,
}

/// Sends an archive's index to the engine at `address` as a new generation, the next after those that stand there unless
/// it is said; `tell` hears how it goes.
///
/// # Errors
///
/// When the archive cannot be read, the engine does not answer or refuses, or entries do not stay. What was sent by then
/// is not answered from.
pub fn send(
    archive: &Archive,
    index: &Index,
    (engine, address): (Engine, &str),
    (name, generation): (&Name, Option<Generation>),
    tell: &mut dyn FnMut(&str),
) -> Result<Sent, Error> {
    if !archive.holdings().map(|holding| &holding.entry.id).eq(&index.documents()?) {
        return Err(Error::Behind);
    }
    let http = Http::new(address, Patience::Much)?;
    let standing = engine.generations(&http, name)?;
    let next = || standing.first().map_or(1, |newest| newest + 1);
    let generation = generation.unwrap_or_else(next);
    let index_name = name.index(generation);
    let shelf = Shelf { http: &http, engine, index: &index_name };
    if standing.contains(&generation) {
        if head(&shelf)?.is_some() {
            return Err(Error::Taken { at: http.shown(), index: index_name });
        }
        tell(&format!("{index_name} was begun and never completed; it is made anew"));
        engine.remove(&http, &index_name)?;
    }
    engine.create(&http, &index_name)?;

    let mut entries = Entries::new(archive, index);
    let mut sending = Sending { shelf, unsure: Vec::new(), again: 0 };
    sending.send(&mut entries, None)?;
    let end = entries.end.unwrap_or(0);
    tell(&format!("sent {end} entries; they are counted"));
    let replayed = sending.complete(&mut entries, end, tell)?;

    let statistics = index.statistics()?;
    let documents = entries.documents();
    let head = Head { layout: layout(), generation, entries: end, documents, statistics };
    sending.end(&head)?;
    engine.switch(&http, name, &index_name)?;
    let others = standing.into_iter().filter(|&other| other != generation);
    Ok(Sent {
        others: others.map(|other| name.index(other)).collect(),
        documents,
        units: statistics.units,
        entries: end,
        replayed,
        again: sending.again,
        index: index_name,
    })
}

struct Sending<'a> {
    shelf: Shelf<'a>,
    unsure: Vec<(u64, u64)>,
    again: u64,
}

impl Sending<'_> {
    /// Sends the entries of these runs, or all.
    fn send(
        &mut self,
        entries: &mut Entries<'_>,
        runs: Option<&[(u64, u64)]>,
    ) -> Result<(), Error> {
        let mut bulk = Bulk::new(self.shelf.http, self.shelf.engine, self.shelf.index);
        entries.each(runs, &mut |place, entry| bulk.add(place, &entry))?;
        bulk.flush()?;
        self.unsure.append(&mut bulk.unsure);
        self.again += bulk.told.again;
        Ok(())
    }

    /// Counts what stands there, and sends again what is missing until nothing is; tells how much that was.
    fn complete(
        &mut self,
        entries: &mut Entries<'_>,
        end: u64,
        tell: &mut dyn FnMut(&str),
    ) -> Result<u64, Error> {
        let (mut replayed, mut least, mut in_vain) = (0, u64::MAX, 0);
        loop {
            let Shelf { http, engine, index } = self.shelf;
            if !engine.stands(http, index)? {
                tell(&format!("{index} was lost; it is made anew"));
                engine.remove(http, index)?;
                engine.create(http, index)?;
            }
            let runs = self.missing(end)?;
            let n_missing = n_places(&runs);
            if n_missing == 0 {
                return Ok(replayed);
            }
            in_vain = if n_missing < least { 0 } else { in_vain + 1 };
            least = least.min(n_missing);
            if in_vain == MOST_IN_VAIN {
                return Err(Error::Lost {
                    index: index.to_owned(),
                    missing: n_missing,
                    total: end,
                });
            }
            tell(&format!("{n_missing} of {end} entries are missing; they are sent again"));
            replayed += n_missing;
            self.send(entries, Some(&runs))?;
        }
    }

    /// What is missing, when what was taken has had time to be seen.
    fn missing(&self, end: u64) -> Result<Vec<(u64, u64)>, Error> {
        let Shelf { http, engine, index } = self.shelf;
        engine.refresh(http, index)?;
        let mut runs = missing(&self.shelf, end, &self.unsure)?;
        let mut in_vain = 0;
        while !runs.is_empty() && !engine.replaces() && in_vain < LOOKS {
            std::thread::sleep(BETWEEN_LOOKS);
            let left = missing(&self.shelf, end, &self.unsure)?;
            in_vain = if n_places(&left) < n_places(&runs) { 0 } else { in_vain + 1 };
            runs = left;
        }
        Ok(runs)
    }

    /// Sends the last entry, and waits until it is there.
    fn end(&mut self, head: &Head) -> Result<(), Error> {
        let Shelf { http, engine, index } = self.shelf;
        let mut entry = Entry::new();
        entry.insert("entry".to_owned(), Json::from("head"));
        entry.insert("data".to_owned(), Json::from(json!(head).to_string()));
        let entry = placed(entry, head.entries);
        for _ in 0..LOOKS {
            let mut bulk = Bulk::new(http, engine, index);
            bulk.add(head.entries, &entry)?;
            bulk.flush()?;
            let looks = if engine.replaces() { 1 } else { LOOKS };
            for look in 0..looks {
                if look > 0 {
                    std::thread::sleep(BETWEEN_LOOKS);
                }
                engine.refresh(http, index)?;
                if self::head(&self.shelf)?.is_some() {
                    return Ok(());
                }
            }
        }
        Err(Error::Lost { index: index.to_owned(), missing: 1, total: head.entries + 1 })
    }
}

/// What a generation says of itself; nothing when it is not complete.
pub(super) fn head(shelf: &Shelf<'_>) -> Result<Option<Head>, Error> {
    let mut head = None;
    let query = dsl::entries("head", &[]);
    let found = shelf.all(&query, "seq,data", 10, &mut |entries, _| {
        let data = entries.first().and_then(|entry| entry.get("data")?.as_str().map(str::to_owned));
        head = head.take().or(data);
        Ok(false)
    });
    match found {
        // An index that others made has no such fields.
        Err(Error::Refused { status: 400 | 404, .. }) => return Ok(None),
        found => found?,
    }
    Ok(head.and_then(|data| serde_json::from_str(&data).ok()))
}
