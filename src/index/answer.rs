//! A query → [`Answer`]: everything it finds, counted, in an order, each hit made when it is asked for.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::sync::Arc;

use tantivy::query::Bm25StatisticsProvider;
use tantivy::schema::Value;
use tantivy::{DocAddress, DocId, Searcher, TantivyDocument};

use super::build::Builder;
use super::columns::Columns;
use super::facet::{self, Count, Facet, Tally};
use super::hit::{Context, Hit, shown_hit};
use super::matches::{Match, matches};
use super::needle::{Needle, needles};
use super::paper::Paper;
use super::query::{Query, QueryError, Refusal};
use super::shelf::Shelf;
use super::sort::{Sort, side_key};
use super::{Error, Index, State, broken};
use crate::swedish::order;

/// More hits than this are not ordered by the words beside them, since each must be made for that.
const MOST_BY_SIDES: usize = 100_000;

/// Everything that a query found.
pub struct Answer<'a> {
    index: &'a Index,
    searcher: Searcher,
    columns: Arc<[Columns]>,
    shelf: Arc<Shelf>,
    needles: Vec<Needle>,
    context: Context,
    /// Those asked for stand first, in their order.
    matches: Vec<Match>,
}

/// What settles the place of a match, the less the earlier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    rank: u64,
    /// Of its paper.
    order: u64,
    /// Of the units of its paper.
    nth: u64,
    /// Among the matches.
    place: usize,
}

impl std::fmt::Debug for Answer<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Answer").field("total", &self.matches.len()).finish_non_exhaustive()
    }
}

impl<'a> Answer<'a> {
    pub(super) fn new(index: &'a Index, query: &Query, context: Context) -> Result<Self, Error> {
        let State { searcher, columns, shelf } = index.state()?;
        let compounds = index.compounds(&searcher, query)?;
        let (fields, path) = (&index.fields, index.path.as_path());
        let statistics: &dyn Bm25StatisticsProvider = match &index.whole {
            // As in the whole that this is a part of.
            Some(whole) => &**whole,
            None => &searcher,
        };
        let compounds = &compounds;
        let builder =
            Builder { searcher: &searcher, statistics, columns: &columns, fields, path, compounds };
        let matches = matches(&builder, query)?;
        let needles = needles(query, compounds);
        Ok(Self { index, searcher, columns, shelf, needles, context, matches })
    }

    /// How many hits there are.
    pub fn total(&self) -> usize {
        self.matches.len()
    }

    /// The numbers of the units found in an index of one segment, in the order that [`hit`](Self::hit) has, and their
    /// scores in thousandths.
    pub(super) fn scored(&self) -> impl Iterator<Item = (DocId, i64)> + '_ {
        self.matches.iter().map(|found| (found.address.doc_id, found.thousandths()))
    }

    /// In how many documents they stand.
    ///
    /// # Errors
    ///
    /// When the index is damaged.
    pub fn documents(&self) -> Result<usize, Error> {
        let mut papers: Vec<DocAddress> =
            self.matches.iter().map(|found| self.paper_of(*found).0).collect();
        papers.sort_unstable();
        papers.dedup();
        Ok(papers.len())
    }

    /// Puts the first `limit` hits in order; equals stand in the order of the documents' ids and of their places.
    ///
    /// # Errors
    ///
    /// When the index is damaged, or there are too many to be ordered by the words beside them.
    pub fn sort(&mut self, sort: &Sort, limit: usize) -> Result<(), Error> {
        let ranks = match sort {
            Sort::Relevance => {
                self.matches.iter().map(|found| i64::MAX.abs_diff(found.thousandths())).collect()
            }
            Sort::Oldest => self.ranks_by_day(|day| day),
            Sort::Newest => self.ranks_by_day(|day| u64::MAX - day),
            Sort::Organization => self.ranks_by_organization()?,
            Sort::Sides(_) if self.matches.len() > MOST_BY_SIDES => {
                let (found, most) = (self.matches.len(), MOST_BY_SIDES);
                let reason = Refusal::TooManyToOrder { found, most };
                return Err(QueryError::refused(reason).into());
            }
            Sort::Sides(sides) => {
                let mut keys = Vec::with_capacity(self.matches.len());
                for at in 0..self.matches.len() {
                    keys.push(side_key(&self.hit(at)?.kwic, sides));
                }
                ranks(&keys)
            }
        };
        self.put_first(&ranks, limit);
        Ok(())
    }

    /// Puts the `limit` matches of the least rank first.
    fn put_first(&mut self, ranks: &[u64], limit: usize) {
        let limit = limit.min(self.matches.len());
        if limit == 0 {
            return;
        }
        // What tells equals apart is looked up of those only that may be among the first, and once for each paper.
        let mut first = Vec::new();
        let mut worst = Key { rank: u64::MAX, order: u64::MAX, nth: u64::MAX, place: usize::MAX };
        let mut paper = None;
        for (place, (found, &rank)) in self.matches.iter().zip(ranks).enumerate() {
            if rank > worst.rank {
                continue;
            }
            let (address, nth) = self.paper_of(*found);
            let order = match paper {
                Some((known, order)) if known == address => order,
                _ => self.columns[address.segment_ord as usize].order(address.doc_id),
            };
            paper = Some((address, order));
            let key = Key { rank, order, nth, place };
            if first.len() < limit || key < worst {
                first.push(key);
            }
            if first.len() == limit * 2 {
                worst = *first.select_nth_unstable(limit - 1).1;
                first.truncate(limit);
            }
        }
        first.sort_unstable();
        first.truncate(limit);
        self.move_first(&first);
    }

    /// Moves these matches to the first places, in this order, and what stands there to theirs.
    fn move_first(&mut self, first: &[Key]) {
        let moved: Vec<Match> = first.iter().map(|key| self.matches[key.place]).collect();
        let mut stays = vec![false; first.len()];
        let mut left = Vec::new();
        for key in first {
            match stays.get_mut(key.place) {
                Some(stays) => *stays = true,
                None => left.push(key.place),
            }
        }
        let others = (0..first.len()).filter(|&place| !stays[place]);
        for (other, place) in others.zip(left) {
            self.matches[place] = self.matches[other];
        }
        self.matches[..moved.len()].copy_from_slice(&moved);
    }

    fn ranks_by_day(&self, rank: impl Fn(u64) -> u64) -> Vec<u64> {
        let of = |found: &Match| {
            let DocAddress { segment_ord, doc_id } = found.address;
            let day = self.columns[segment_ord as usize].day.first(doc_id);
            // What has no date stands last.
            day.map_or(u64::MAX, &rank)
        };
        self.matches.iter().map(of).collect()
    }

    fn ranks_by_organization(&self) -> Result<Vec<u64>, Error> {
        let mut keys = vec![None; self.matches.len()];
        for (ordinal, segment) in self.searcher.segment_readers().iter().enumerate() {
            let column =
                segment.fast_fields().str("shown_organization").map_err(|e| self.broken(&e))?;
            let Some(column) = column else { continue };
            let mut names: BTreeMap<u64, String> = BTreeMap::new();
            for (key, found) in keys.iter_mut().zip(&self.matches) {
                if found.address.segment_ord as usize != ordinal {
                    continue;
                }
                let Some(value) = column.term_ords(found.address.doc_id).next() else { continue };
                let known = match names.entry(value) {
                    Entry::Occupied(known) => known.into_mut(),
                    Entry::Vacant(place) => {
                        let mut name = String::new();
                        column.ord_to_str(value, &mut name).map_err(|e| self.broken(&e.into()))?;
                        place.insert(order::key(&name))
                    }
                };
                *key = Some(known.clone());
            }
        }
        // What has no name stands last.
        let keys: Vec<(bool, Option<String>)> =
            keys.into_iter().map(|key: Option<String>| (key.is_none(), key)).collect();
        Ok(ranks(&keys))
    }

    /// Where the first unit of its paper stands, and which of its units it is.
    fn paper_of(&self, found: Match) -> (DocAddress, u64) {
        let DocAddress { segment_ord, doc_id } = found.address;
        let (first, nth) = self.columns[segment_ord as usize].paper(doc_id);
        (DocAddress::new(segment_ord, first), nth)
    }

    /// The hit at this place of the order.
    ///
    /// # Errors
    ///
    /// When the index is damaged.
    ///
    /// # Panics
    ///
    /// When there are no more than `at` hits.
    pub fn hit(&mut self, at: usize) -> Result<Hit, Error> {
        let found = self.matches[at];
        let (first, nth) = self.paper_of(found);
        let paper = self.paper(first)?;
        let shown = paper.unit(nth as usize);
        let shown = shown.ok_or_else(|| Error::Outdated { path: self.index.path.clone() })?;
        Ok(shown_hit(
            &paper,
            &shown,
            &self.needles,
            self.context,
            found.thousandths() as f64 / 1_000.0,
        ))
    }

    /// The id of the document that the hit at this place stands in.
    ///
    /// # Errors
    ///
    /// When the index is damaged.
    ///
    /// # Panics
    ///
    /// When there are no more than `at` hits.
    pub fn document(&mut self, at: usize) -> Result<String, Error> {
        let (first, _) = self.paper_of(self.matches[at]);
        Ok(self.paper(first)?.text.id.clone())
    }

    fn paper(&self, address: DocAddress) -> Result<Arc<Paper>, Error> {
        if let Some(paper) = self.shelf.get(address) {
            return Ok(paper);
        }
        let document: TantivyDocument =
            self.searcher.doc(address).map_err(|error| self.broken(&error))?;
        let packed = document.get_first(self.index.fields.paper).and_then(|value| value.as_bytes());
        let paper = packed.and_then(Paper::unpack);
        let paper =
            Arc::new(paper.ok_or_else(|| Error::Outdated { path: self.index.path.clone() })?);
        self.shelf.put(address, &paper);
        Ok(paper)
    }

    /// How many hits there are of each value of `facet`, and of how many words.
    ///
    /// # Errors
    ///
    /// When the index is damaged.
    pub fn counts(&self, facet: Facet) -> Result<Vec<Count>, Error> {
        let mut tally = Tally::new();
        let mut by_segment = vec![Vec::new(); self.searcher.segment_readers().len()];
        for found in &self.matches {
            by_segment[found.address.segment_ord as usize].push(found.address.doc_id);
        }
        for (segment, mut found) in self.searcher.segment_readers().iter().zip(by_segment) {
            found.sort_unstable();
            let found = found.into_iter().map(|doc| (doc, 1));
            facet::tally(facet, segment, found, &mut tally).map_err(|error| self.broken(&error))?;
        }
        let words = facet.is_of_text().then(|| facet::words(facet, &self.searcher)).transpose();
        let words = words.map_err(|error| self.broken(&error))?;
        Ok(facet::counts(facet, tally, words.as_ref()))
    }

    /// How many hits there are of each combination of values.
    ///
    /// # Errors
    ///
    /// When the index is damaged.
    pub fn cross(&self, facets: &[Facet]) -> Result<BTreeMap<Vec<Option<String>>, u64>, Error> {
        let mut crossed = BTreeMap::new();
        for (ordinal, segment) in self.searcher.segment_readers().iter().enumerate() {
            let of_segment =
                self.matches.iter().filter(|found| found.address.segment_ord as usize == ordinal);
            let docs = of_segment.map(|found| (found.address.doc_id, 1));
            facet::cross(facets, segment, docs, &mut crossed)
                .map_err(|error| self.broken(&error))?;
        }
        Ok(crossed)
    }

    /// How many words all texts have, found or not, of each combination of values; of facets that texts have.
    ///
    /// # Errors
    ///
    /// When the index is damaged.
    pub fn words(&self, facets: &[Facet]) -> Result<BTreeMap<Vec<Option<String>>, u64>, Error> {
        facet::crossed_words(facets, &self.searcher).map_err(|error| self.broken(&error))
    }

    fn broken(&self, error: &tantivy::TantivyError) -> Error {
        broken(&self.index.path, error)
    }
}

/// The rank of each key among all.
fn ranks<K: Ord>(keys: &[K]) -> Vec<u64> {
    let mut sorted: Vec<&K> = keys.iter().collect();
    sorted.sort_unstable();
    sorted.dedup();
    keys.iter().map(|key| sorted.partition_point(|other| *other < key) as u64).collect()
}
