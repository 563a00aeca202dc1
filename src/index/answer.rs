//! A query → [`Answer`]: everything it finds, counted, in an order, each hit made when it is asked for.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, VecDeque};
use std::rc::Rc;

use tantivy::schema::Value;
use tantivy::{DocAddress, DocId, Score, Searcher, SegmentReader, TantivyDocument};

use super::build::Builder;
use super::collect::Every;
use super::facet::{self, Count, Facet, Tally};
use super::hit::{Context, Hit, shown_hit};
use super::needle::{Needle, needles};
use super::outside::Outside;
use super::paper::Paper;
use super::parts::Compounds;
use super::query::{Query, QueryError, Refusal};
use super::schema::{DAY, NTH, ORDER, PARENT};
use super::sort::{Sort, side_key};
use super::{Error, Index, broken};
use crate::swedish::order;

/// More hits than this are not ordered by the words beside them, since each must be made for that.
const MOST_BY_SIDES: usize = 100_000;

/// How many papers are kept at hand.
const PAPERS: usize = 16;

/// Everything that a query found.
pub struct Answer<'a> {
    index: &'a Index,
    searcher: Searcher,
    needles: Vec<Needle>,
    context: Context,
    matches: Vec<Match>,
    papers: VecDeque<(DocAddress, Rc<Paper>)>,
}

/// One match, and what settles its place among the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Match {
    /// The less the earlier.
    rank: u64,
    order: u64,
    nth: u64,
    /// In thousandths, so that the order of additions cannot decide.
    score: i64,
    address: DocAddress,
}

impl std::fmt::Debug for Answer<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Answer").field("total", &self.matches.len()).finish_non_exhaustive()
    }
}

impl<'a> Answer<'a> {
    pub(super) fn new(index: &'a Index, query: &Query, context: Context) -> Result<Self, Error> {
        let searcher = index.searcher()?;
        let compounds = index.compounds(&searcher, query)?;
        let matches = matches(index, &searcher, query, &compounds)?;
        let needles = needles(query, &compounds);
        Ok(Self { index, searcher, needles, context, matches, papers: VecDeque::new() })
    }

    /// How many hits there are.
    pub fn total(&self) -> usize {
        self.matches.len()
    }

    /// The numbers of the units found in an index of one segment, in the order that [`hit`](Self::hit) has, and their
    /// scores in thousandths.
    pub(super) fn scored(&self) -> impl Iterator<Item = (DocId, i64)> + '_ {
        self.matches.iter().map(|found| (found.address.doc_id, found.score))
    }

    /// In how many documents they stand.
    ///
    /// # Errors
    ///
    /// When the index is damaged.
    pub fn documents(&self) -> Result<usize, Error> {
        let mut papers: Vec<DocAddress> = self.matches.iter().map(Match::paper).collect();
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
        match sort {
            Sort::Relevance => {
                for found in &mut self.matches {
                    found.rank = i64::MAX.abs_diff(found.score);
                }
            }
            Sort::Oldest => self.rank_by_day(|day| day)?,
            Sort::Newest => self.rank_by_day(|day| u64::MAX - day)?,
            Sort::Organization => self.rank_by_organization()?,
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
                self.rank_by(&keys);
            }
        }
        let limit = limit.min(self.matches.len());
        if limit < self.matches.len() {
            self.matches.select_nth_unstable(limit);
        }
        self.matches[..limit].sort_unstable();
        Ok(())
    }

    fn rank_by_day(&mut self, rank: impl Fn(u64) -> u64) -> Result<(), Error> {
        let days = self.columns(DAY)?;
        for found in &mut self.matches {
            let day = days[found.address.segment_ord as usize].first(found.address.doc_id);
            // What has no date stands last.
            found.rank = day.map_or(u64::MAX, &rank);
        }
        Ok(())
    }

    fn rank_by_organization(&mut self) -> Result<(), Error> {
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
        self.rank_by(&keys);
        Ok(())
    }

    fn rank_by<K: Ord>(&mut self, keys: &[K]) {
        let mut sorted: Vec<&K> = keys.iter().collect();
        sorted.sort_unstable();
        sorted.dedup();
        for (found, key) in self.matches.iter_mut().zip(keys) {
            found.rank = sorted.partition_point(|other| *other < key) as u64;
        }
    }

    fn columns(&self, name: &str) -> Result<Vec<tantivy::columnar::Column<u64>>, Error> {
        let of = |segment: &SegmentReader| segment.fast_fields().u64(name);
        let columns: tantivy::Result<_> = self.searcher.segment_readers().iter().map(of).collect();
        columns.map_err(|error| self.broken(&error))
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
        let paper = self.paper(found.paper())?;
        let shown = paper.units.get(found.nth as usize);
        let shown = shown.ok_or_else(|| Error::Outdated { path: self.index.path.clone() })?;
        Ok(shown_hit(&paper, shown, &self.needles, self.context, found.score as f64 / 1_000.0))
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
        let place = self.matches[at].paper();
        Ok(self.paper(place)?.text.id.clone())
    }

    fn paper(&mut self, address: DocAddress) -> Result<Rc<Paper>, Error> {
        if let Some((_, paper)) = self.papers.iter().find(|(place, _)| *place == address) {
            return Ok(Rc::clone(paper));
        }
        let document: TantivyDocument =
            self.searcher.doc(address).map_err(|error| self.broken(&error))?;
        let packed = document.get_first(self.index.fields.paper).and_then(|value| value.as_bytes());
        let paper = packed.and_then(Paper::unpack);
        let paper =
            Rc::new(paper.ok_or_else(|| Error::Outdated { path: self.index.path.clone() })?);
        self.papers.truncate(PAPERS - 1);
        self.papers.push_front((address, Rc::clone(&paper)));
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

impl Match {
    /// Where the first unit of its paper stands.
    fn paper(&self) -> DocAddress {
        DocAddress::new(self.address.segment_ord, self.address.doc_id - self.nth as DocId)
    }
}

/// All that match, but for the texts that only repeat a finer match.
fn matches(
    index: &Index,
    searcher: &Searcher,
    wanted: &Query,
    compounds: &Compounds,
) -> Result<Vec<Match>, Error> {
    let broken = |error| broken(&index.path, &error);
    let builder = Builder { searcher, fields: &index.fields, broken: &broken, compounds };
    let query = builder.build(wanted)?;
    let every = Every { scored: true };
    let found = match &index.whole {
        // As in the whole that this is a part of.
        Some(whole) => searcher.search_with_statistics_provider(&query, &every, &**whole),
        None => searcher.search(&query, &every),
    };
    let found = found.map_err(broken)?;
    let mut matches = Vec::with_capacity(found.iter().map(Vec::len).sum());
    for (ordinal, (segment, found)) in searcher.segment_readers().iter().zip(found).enumerate() {
        if found.is_empty() {
            continue;
        }
        let fast = segment.fast_fields();
        let (nths, orders) = (fast.u64(NTH).map_err(broken)?, fast.u64(ORDER).map_err(broken)?);
        let hidden = hidden(&builder, wanted, segment, &found)?;
        let mut hidden = hidden.into_iter().peekable();
        for (doc, score) in found {
            if hidden.next_if_eq(&doc).is_some() {
                continue;
            }
            let nth = nths.first(doc).unwrap_or(0);
            matches.push(Match {
                rank: 0,
                order: orders.first(doc - nth as DocId).unwrap_or(0),
                nth,
                score: (f64::from(score) * 1_000.0).round() as i64,
                address: DocAddress::new(ordinal as u32, doc),
            });
        }
    }
    Ok(matches)
}

/// The texts among `found` that hold a finer match, and do not match outside of it.
fn hidden(
    builder: &Builder<'_>,
    wanted: &Query,
    segment: &SegmentReader,
    found: &[(DocId, Score)],
) -> Result<Vec<DocId>, Error> {
    let fast = segment.fast_fields();
    let nths = fast.u64(NTH).map_err(builder.broken)?;
    let parents = fast.u64(PARENT).map_err(builder.broken)?;
    let mut repeated: Vec<DocId> = Vec::new();
    for &(doc, _) in found {
        let mut of_it = parents.values_for_doc(doc).peekable();
        if of_it.peek().is_some() {
            let first = doc - nths.first(doc).unwrap_or(0) as DocId;
            repeated.extend(of_it.map(|parent| first + parent as DocId));
        }
    }
    repeated.sort_unstable();
    repeated.dedup();
    let mut found = found.iter().map(|(doc, _)| *doc).peekable();
    repeated.retain(|doc| {
        while found.next_if(|at| at < doc).is_some() {}
        found.peek() == Some(doc)
    });
    if repeated.is_empty() {
        return Ok(repeated);
    }
    let mut outside = Outside::new(builder, wanted, segment, &repeated)?;
    repeated.retain(|&doc| !outside.holds(doc));
    Ok(repeated)
}
