//! Entries → batches that an engine takes, and what it says of each entry.

use serde_json::Value as Json;

use super::Error;
use super::engine::Engine;
use super::http::{Answer, Body, Http, one_line};
use crate::index::far::Entry;

/// Entries of a batch.
const MOST_ENTRIES: usize = 250;

/// Bytes of a batch, unless one entry has more.
const MOST_BYTES: usize = 4 << 20;

/// What became of what was sent.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Told {
    /// Entries that the engine took, by what it said.
    pub(super) taken: u64,
    /// Batches that were sent again, in whole or in part.
    pub(super) again: u64,
}

/// Sends entries in batches.
pub(super) struct Bulk<'a> {
    http: &'a Http,
    engine: Engine,
    path: String,
    batch: Vec<(u64, String)>,
    n_bytes: usize,
    pub(super) told: Told,
    /// First and end of batches of which it is not known whether they were taken.
    pub(super) unsure: Vec<(u64, u64)>,
}

/// What was said of the entries of a batch.
enum Said {
    /// Taken; these were not, and may be sent again.
    Left(Vec<(u64, String)>),
    /// The engine does not say.
    Nothing,
}

impl<'a> Bulk<'a> {
    pub(super) fn new(http: &'a Http, engine: Engine, index: &str) -> Self {
        let path = engine.bulk(index);
        Self {
            http,
            engine,
            path,
            batch: Vec::new(),
            n_bytes: 0,
            told: Told::default(),
            unsure: Vec::new(),
        }
    }

    /// Sends an entry, together with others.
    pub(super) fn add(&mut self, place: u64, entry: &Entry) -> Result<(), Error> {
        let line =
            serde_json::to_string(entry).map_err(|error| self.http.partial(error.to_string()))?;
        if self.n_bytes + line.len() > MOST_BYTES || self.batch.len() == MOST_ENTRIES {
            self.flush()?;
        }
        self.n_bytes += line.len();
        self.batch.push((place, line));
        Ok(())
    }

    /// Sends what has not been sent.
    pub(super) fn flush(&mut self) -> Result<(), Error> {
        self.n_bytes = 0;
        let mut batch = std::mem::take(&mut self.batch);
        let mut nth = 0;
        while !batch.is_empty() {
            nth += 1;
            self.told.again += u64::from(nth > 1);
            let sent = self.http.once("POST", &self.path, Body::Lines(&self.lines(&batch)));
            let answer = match sent {
                Err(lost) if lost.may_be_done && !self.engine.replaces() => {
                    // Sent again, it would stand there twice; it is looked for when all has been sent.
                    self.doubt(&batch);
                    return Ok(());
                }
                Err(_) if self.http.may_try_again(nth, None) => continue,
                Err(lost) => return Err(self.http.unanswered(lost.reason)),
                Ok(answer) => answer,
            };
            if answer.is_busy() && self.http.may_try_again(nth, Some(&answer)) {
                continue;
            }
            // The index was lost, which is seen when all has been sent.
            if answer.status == 404 {
                return Ok(());
            }
            if !answer.is_good() {
                return Err(self.http.refused(&answer));
            }
            match self.said(&answer, batch)? {
                Said::Left(left) if left.is_empty() => return Ok(()),
                Said::Left(left) if self.http.may_try_again(nth, None) => batch = left,
                Said::Left(_) => return Err(self.http.partial("it is too busy for all entries")),
                Said::Nothing => return Ok(()),
            }
        }
        Ok(())
    }

    fn lines(&self, batch: &[(u64, String)]) -> String {
        let mut lines = String::new();
        for (place, line) in batch {
            lines.push_str(&self.engine.action(*place));
            lines.push_str(line);
            lines.push('\n');
        }
        lines
    }

    fn doubt(&mut self, batch: &[(u64, String)]) {
        if let (Some((first, _)), Some((last, _))) = (batch.first(), batch.last()) {
            self.unsure.push((*first, last + 1));
        }
    }

    /// Reads what is said of every entry.
    fn said(&mut self, answer: &Answer, batch: Vec<(u64, String)>) -> Result<Said, Error> {
        let json: Option<Json> = serde_json::from_str(&answer.body).ok();
        let items = json.as_ref().and_then(|json| json["items"].as_array());
        // An engine that names none says nothing; one that names another number has not understood us.
        let items = match items {
            Some(items) if items.len() == batch.len() => items,
            Some(items) if !items.is_empty() => {
                return Err(self.http.partial(format!(
                    "it tells of {} of {} entries",
                    items.len(),
                    batch.len()
                )));
            }
            _ => {
                self.doubt(&batch);
                return Ok(Said::Nothing);
            }
        };
        let mut left = Vec::new();
        for (item, (place, line)) in items.iter().zip(batch) {
            let of_action = item.as_object().and_then(|item| item.values().next());
            let status = of_action.and_then(|of_action| of_action["status"].as_u64());
            match status {
                Some(200 | 201) => self.told.taken += 1,
                Some(429 | 502 | 503 | 504) => left.push((place, line)),
                Some(404) => {}
                _ => {
                    let reason =
                        of_action.and_then(|of_action| of_action["error"]["reason"].as_str());
                    let reason = one_line(reason.unwrap_or("it does not say why"));
                    let status = status.map_or("no status".to_owned(), |status| status.to_string());
                    return Err(self
                        .http
                        .partial(format!("entry {place} was refused: {status}, {reason}")));
                }
            }
        }
        Ok(Said::Left(left))
    }
}
