//! A query → what a remote index finds: every unit that may match is fetched, in batches, and judged here.

use std::collections::BTreeMap;

use serde_json::{Value as Json, json};

use super::Error;
use super::dsl;
use super::engine::{Engine, Generation, Name};
use super::entries::bytes;
use super::http::{Http, Patience};
use super::page::{Shelf, place};
use super::send::{Head, head};
use crate::index::far::{Condition, Entry, Gathered, Lookup, Place, Sought, layout, shape};
use crate::index::{Count, Facet, Hit, Request};

/// Units of a page, and other entries.
const UNITS: usize = 1_000;
const OTHERS: usize = 10_000;

/// Parts of papers of a page, which are larger.
const PARTS: usize = 16;

/// Units that are judged at once are no more than these, or take no more bytes, unless they are of one paper.
const BATCH_UNITS: usize = 1_000;
const BATCH_BYTES: usize = 32 << 20;

/// Hits that are made at once, since what is shown of their papers is fetched for it.
const HITS: usize = 50;

/// Names of a list that are looked through for the nearest.
const MOST_NAMES: usize = 500_000;

/// A complete generation of an index in an engine.
pub struct Remote {
    http: Http,
    engine: Engine,
    index: String,
    head: Head,
}

impl std::fmt::Debug for Remote {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Remote").field("index", &self.index).finish_non_exhaustive()
    }
}

/// What a query found.
#[derive(Debug)]
pub struct Found<'a> {
    remote: &'a Remote,
    sought: Sought,
    gathered: Gathered,
}

impl Remote {
    /// The index `name` in the engine at `address`: this generation, or the one that is answered from.
    ///
    /// # Errors
    ///
    /// When nothing answers there, there is no complete generation, or another version sent it.
    pub fn open(address: &str, name: &Name, generation: Option<Generation>) -> Result<Self, Error> {
        let http = Http::new(address, Patience::Little)?;
        let engine = Engine::at(&http)?;
        let missing = |why: &str| Error::Missing {
            at: http.shown(),
            name: name.to_string(),
            why: why.to_owned(),
        };
        let candidates = match generation {
            Some(generation) => vec![name.index(generation)],
            None if engine.replaces() => {
                let named = engine.named(&http, name)?;
                if named.len() > 1 {
                    return Err(missing(": the name stands for several indexes"));
                }
                named
            }
            // The newest that is complete.
            None => {
                let standing = engine.generations(&http, name)?.into_iter();
                standing.map(|generation| name.index(generation)).collect()
            }
        };
        let mut unfinished = false;
        for index in candidates {
            match head(&Shelf { http: &http, engine, index: &index })? {
                Some(head) if head.layout == layout() => {
                    return Ok(Self { http, engine, index, head });
                }
                Some(_) => return Err(Error::Outdated { index }),
                None => unfinished = true,
            }
        }
        Err(missing(match (generation, unfinished) {
            (Some(_), _) => " of that number",
            (None, true) => ", only one that is not complete",
            (None, false) => "",
        }))
    }

    /// The index that is asked.
    pub fn index(&self) -> &str {
        &self.index
    }

    /// How many documents it holds.
    pub fn documents(&self) -> u64 {
        self.head.documents
    }

    /// Asks for everything that matches, counted by `facets`, and by those `across` each other.
    ///
    /// # Errors
    ///
    /// When the query is not understood, or an answer does not come or is not whole.
    pub fn search(
        &self,
        request: &Request,
        facets: &[Facet],
        across: &[&[Facet]],
    ) -> Result<Found<'_>, Error> {
        let mut sought = Sought::new(request, self.head.statistics)?;
        loop {
            let lacking = sought.lacking()?;
            if lacking.is_empty() {
                break;
            }
            for lookup in lacking {
                let found = self.look_up(&lookup)?;
                sought.learn(lookup, found);
            }
        }
        let mut gathered = Gathered::new(facets, across);
        let condition = sought.condition();
        if condition != Condition::Nothing {
            let query = dsl::entries("unit", &[dsl::query(&condition)]);
            self.batches(&query, &mut |units| Ok(sought.gather(units, &mut gathered)?))?;
        }
        let gathered = sought.gathered(gathered);
        Ok(Found { remote: self, sought, gathered })
    }

    fn shelf(&self) -> Shelf<'_> {
        Shelf { http: &self.http, engine: self.engine, index: &self.index }
    }

    /// Everything that `query` finds, in batches that hold all of it of each paper.
    fn batches(
        &self,
        query: &Json,
        each: &mut dyn FnMut(Vec<Entry>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let mut batch: Vec<Entry> = Vec::new();
        let mut n_bytes = 0;
        self.shelf().all(query, &fields(), UNITS, &mut |units, of_page| {
            batch.extend(units);
            n_bytes += of_page;
            if batch.len() < BATCH_UNITS && n_bytes < BATCH_BYTES {
                return Ok(true);
            }
            // More may come of the last paper.
            let of_last = batch.last().and_then(|unit| unit.get("doc")).cloned();
            let end = batch.iter().rposition(|unit| unit.get("doc") != of_last.as_ref());
            if let Some(end) = end {
                let rest = batch.split_off(end + 1);
                each(std::mem::replace(&mut batch, rest))?;
                n_bytes = 0;
            }
            Ok(true)
        })?;
        if batch.is_empty() { Ok(()) } else { each(batch) }
    }

    /// Words of a list, and in how many units each stands.
    fn look_up(&self, lookup: &Lookup) -> Result<Vec<(String, u64)>, Error> {
        let of_list = |list: &str| json!({ "term": { "list": { "value": list } } });
        let (conditions, most) = match lookup {
            Lookup::Beginning { list, head, most } => {
                (vec![of_list(list), json!({ "term": { "heads": { "value": head } } })], *most)
            }
            Lookup::Counts { list, words } => {
                (vec![of_list(list), json!({ "terms": { "term": words } })], words.len())
            }
            Lookup::Holding { list, value } => {
                let words: Vec<String> = value.split(' ').map(str::to_owned).collect();
                let row = match &words[..] {
                    [word] => Condition::OneOf("heads", vec![word.clone()]),
                    _ => Condition::Row("heads", words, 0),
                };
                (vec![of_list(list), dsl::query(&row)], MOST_NAMES)
            }
            Lookup::Names { list } => (vec![of_list(list)], MOST_NAMES),
        };
        let mut found = Vec::new();
        let query = dsl::entries("term", &conditions);
        self.shelf().all(&query, "seq,term,count", OTHERS, &mut |entries, _| {
            let word = |entry: &Entry| Some((text(entry, "term")?, number(entry, "count")?));
            found.extend(entries.iter().filter_map(word));
            Ok(found.len() < most)
        })?;
        found.truncate(most);
        Ok(found)
    }

    /// How many words the texts have, by the values of `facet`.
    fn totals(&self, facet: Facet) -> Result<BTreeMap<Option<String>, u64>, Error> {
        let mut totals = BTreeMap::new();
        if facet.is_of_text() {
            let of_facet = json!({ "term": { "list": { "value": facet.name() } } });
            let query = dsl::entries("total", &[of_facet]);
            self.shelf().all(&query, "seq,term,count", OTHERS, &mut |entries, _| {
                let total = |entry: &Entry| Some((text(entry, "term"), number(entry, "count")?));
                totals.extend(entries.iter().filter_map(total));
                Ok(true)
            })?;
        }
        Ok(totals)
    }

    /// What is shown of these papers.
    fn papers(&self, ids: &[String]) -> Result<BTreeMap<String, Vec<u8>>, Error> {
        /// A paper, as far as its parts have come, and how many are still to come.
        type Part = (Vec<u8>, u64);
        let not_whole = || self.http.partial("a paper that is not whole");
        let mut papers: BTreeMap<String, Part> = BTreeMap::new();
        let query = dsl::entries("paper", &[json!({ "terms": { "doc": ids } })]);
        self.shelf().all(&query, "seq,doc,part,parts,data", PARTS, &mut |entries, _| {
            for entry in entries {
                let (id, data) = (text(&entry, "doc"), text(&entry, "data"));
                let (part, parts) = (number(&entry, "part"), number(&entry, "parts"));
                let data = data.and_then(|data| bytes(&data)).ok_or_else(not_whole)?;
                let left = parts.zip(part).and_then(|(parts, part)| parts.checked_sub(part + 1));
                let (id, left) = id.zip(left).ok_or_else(not_whole)?;
                let (so_far, still) = papers.entry(id).or_insert_with(|| (Vec::new(), left + 1));
                let is_next = *still == left + 1 && (part == Some(0)) == so_far.is_empty();
                if !is_next {
                    return Err(not_whole());
                }
                so_far.extend(data);
                *still = left;
            }
            Ok(true)
        })?;
        if papers.len() < ids.len() || papers.values().any(|(_, left)| *left > 0) {
            return Err(not_whole());
        }
        Ok(papers.into_iter().map(|(id, (bytes, _))| (id, bytes)).collect())
    }

    fn units(&self, places: &[Place]) -> Result<Vec<Entry>, Error> {
        let places: Vec<u64> = places.iter().map(|place| place.0).collect();
        let query = dsl::entries("unit", &[json!({ "terms": { "seq": places } })]);
        let mut units = Vec::new();
        self.shelf().all(&query, &fields(), UNITS, &mut |page, _| {
            units.extend(page);
            Ok(true)
        })?;
        debug_assert!(units.is_sorted_by_key(place));
        Ok(units)
    }
}

impl Found<'_> {
    /// How many hits there are.
    pub fn total(&self) -> usize {
        self.gathered.total
    }

    /// In how many documents they stand.
    pub fn documents(&self) -> usize {
        self.gathered.documents
    }

    /// How many hits there are of each value of a facet that was asked for, and of how many words.
    ///
    /// # Errors
    ///
    /// When an answer does not come or is not whole.
    pub fn counts(&self, facet: Facet) -> Result<Vec<Count>, Error> {
        Ok(self.gathered.counts(facet, &self.remote.totals(facet)?))
    }

    /// How many hits there are of each combination of values of facets that were asked for across each other.
    pub fn crossed(&self, facets: &[Facet]) -> BTreeMap<Vec<Option<String>>, u64> {
        self.gathered.crossed(facets)
    }

    /// Hands over the hits that were asked for, one after the other in their order.
    ///
    /// # Errors
    ///
    /// When an answer does not come or is not whole, or `each` fails.
    pub fn hits<E: From<Error>>(self, each: &mut dyn FnMut(Hit) -> Result<(), E>) -> Result<(), E> {
        let Self { remote, sought, gathered } = self;
        let by_sides = sought.is_by_sides();
        let mut kept = Vec::new();
        for places in gathered.best().chunks(HITS) {
            let units = remote.units(places)?;
            let mut ids: Vec<String> = units.iter().filter_map(|unit| text(unit, "doc")).collect();
            ids.dedup();
            let papers = remote.papers(&ids)?;
            let hits = sought.hits(places, units, &papers).map_err(Error::from)?;
            if by_sides {
                kept.extend(hits);
            } else {
                hits.into_iter().try_for_each(&mut *each)?;
            }
        }
        sought.by_sides(&mut kept);
        kept.into_iter().try_for_each(each)
    }
}

/// The fields of a unit.
fn fields() -> String {
    let names: Vec<String> = shape().into_iter().map(|field| field.name).collect();
    names.join(",")
}

fn text(entry: &Entry, field: &str) -> Option<String> {
    let value = entry.get(field)?;
    value.as_str().or_else(|| value.as_array()?.first()?.as_str()).map(str::to_owned)
}

fn number(entry: &Entry, field: &str) -> Option<u64> {
    let value = entry.get(field)?;
    value.as_u64().or_else(|| value.as_array()?.first()?.as_u64())
}
