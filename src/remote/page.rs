//! Asking for entries, page after page in the order of their places: all of them, or an error.

use serde_json::{Value as Json, json};

use super::Error;
use super::engine::Engine;
use super::http::{Body, Http};
use crate::index::far::Entry;

/// An index, and how to ask it.
pub(super) struct Shelf<'a> {
    pub(super) http: &'a Http,
    pub(super) engine: Engine,
    pub(super) index: &'a str,
}

/// Some of what was found.
struct Page {
    /// How much was found in all.
    total: u64,
    entries: Vec<Entry>,
    n_bytes: usize,
}

/// The place of an entry.
pub(super) fn place(entry: &Entry) -> Option<u64> {
    let place = entry.get("seq")?;
    place.as_u64().or_else(|| place.as_array()?.first()?.as_u64())
}

impl Shelf<'_> {
    /// How many entries `query` finds.
    pub(super) fn count(&self, query: &Json) -> Result<u64, Error> {
        Ok(self.page(query, "seq", 0, None)?.total)
    }

    /// Everything that `query` finds, in order, each once: some at a time, with the bytes they took; as far as `each`
    /// wants more.
    pub(super) fn all(
        &self,
        query: &Json,
        fields: &str,
        size: usize,
        each: &mut dyn FnMut(Vec<Entry>, usize) -> Result<bool, Error>,
    ) -> Result<(), Error> {
        let (mut n_found, mut n_pages) = (0, 0);
        let mut last = None;
        loop {
            let page = self.page(query, fields, size, last)?;
            n_pages += 1;
            n_found += page.entries.len() as u64;
            let before = last;
            let n_entries = page.entries.len();
            last = page.entries.last().and_then(place).or(last);
            let mut entries = page.entries;
            if entries.iter().any(|entry| place(entry).is_none()) {
                return Err(self.http.partial("an entry without its place"));
            }
            // What was sent twice to an engine that replaces nothing stands there twice.
            entries.dedup_by_key(|entry| place(entry));
            entries.retain(|entry| place(entry) > before);
            let wants_more = each(entries, page.n_bytes)?;
            if !wants_more {
                return Ok(());
            }
            if n_entries < size {
                // What stands there twice is passed over between two pages.
                let passed_over = if self.engine.replaces() { 0 } else { n_pages };
                if n_found + passed_over < page.total {
                    let what = format!("{n_found} of {} entries came", page.total);
                    return Err(self.http.partial(what));
                }
                return Ok(());
            }
        }
    }

    fn page(
        &self,
        query: &Json,
        fields: &str,
        size: usize,
        after: Option<u64>,
    ) -> Result<Page, Error> {
        let mut body = json!({
            "query": query, "sort": [{ "seq": { "order": "asc" } }], "size": size, "track_total_hits": true,
        });
        if let Some(after) = after {
            body["search_after"] = json!([after]);
        }
        let path = self.engine.search(self.index, fields);
        let answer = self.http.good("POST", &path, Body::Json(&body.to_string()))?;
        let n_bytes = answer.body.len();
        let mut json: Json = serde_json::from_str(&answer.body)
            .map_err(|_| self.http.partial("an answer that is no JSON"))?;
        drop(answer);
        if json["timed_out"] == true {
            return Err(self.http.partial("the search took too long there and was broken off"));
        }
        if let Some(failed) = json["_shards"]["failed"].as_u64().filter(|&failed| failed > 0) {
            let all = json["_shards"]["total"].as_u64().unwrap_or(failed);
            return Err(self.http.partial(format!("{failed} of {all} shards failed")));
        }
        let total = json["hits"]["total"]["value"].as_u64();
        let is_exact = json["hits"]["total"]["relation"] == "eq";
        let total = total.filter(|_| is_exact);
        let total = total.ok_or_else(|| self.http.partial("it does not say how much it found"))?;
        let Json::Array(hits) = json["hits"]["hits"].take() else {
            return Err(self.http.partial("no list of what it found"));
        };
        let entry = |mut hit: Json| match hit["_source"].take() {
            Json::Object(entry) => Some(entry),
            _ => None,
        };
        let entries: Option<Vec<Entry>> = hits.into_iter().map(entry).collect();
        let entries = entries.ok_or_else(|| self.http.partial("an entry without its fields"))?;
        Ok(Page { total, entries, n_bytes })
    }
}
