//! Matches → the best of them, counted, without those that only repeat a finer one.

use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;

use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::Column;
use tantivy::{DocAddress, DocId, Score, SegmentOrdinal, SegmentReader};

use super::schema::{KEY, ORDER, PARENT, RANK, START};

/// Collects every value of a fast field, sorted.
pub(super) struct Keys {
    pub(super) of_parents: bool,
}

pub(super) struct SegmentKeys {
    column: Column<u64>,
    keys: Vec<u64>,
}

impl Collector for Keys {
    type Fruit = Vec<u64>;
    type Child = SegmentKeys;

    fn for_segment(
        &self,
        _: SegmentOrdinal,
        segment: &SegmentReader,
    ) -> tantivy::Result<SegmentKeys> {
        let name = if self.of_parents { PARENT } else { KEY };
        Ok(SegmentKeys { column: segment.fast_fields().u64(name)?, keys: Vec::new() })
    }

    fn requires_scoring(&self) -> bool {
        false
    }

    fn merge_fruits(&self, fruits: Vec<Vec<u64>>) -> tantivy::Result<Vec<u64>> {
        let mut keys = fruits.concat();
        keys.sort_unstable();
        keys.dedup();
        Ok(keys)
    }
}

impl SegmentCollector for SegmentKeys {
    type Fruit = Vec<u64>;

    fn collect(&mut self, doc: DocId, _: Score) {
        self.keys.extend(self.column.values_for_doc(doc));
    }

    fn harvest(self) -> Vec<u64> {
        self.keys
    }
}

/// Collects the best `limit`, and counts all, but for the texts whose key is among the repeated.
pub(super) struct Best<'a> {
    pub(super) limit: usize,
    /// Keys of texts that hold a finer match.
    pub(super) repeated: &'a [u64],
    /// Keys of texts that match outside their finer units too.
    pub(super) open: &'a [u64],
}

/// One match; the greater is the better.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Match {
    /// In thousandths, so that the order of additions cannot decide.
    score: i64,
    order: u64,
    start: u64,
    rank: u64,
    pub(super) address: DocAddress,
}

impl Match {
    pub(super) fn score(&self) -> f64 {
        self.score as f64 / 1_000.0
    }

    fn key(&self) -> (i64, Reverse<(u64, u64, u64)>) {
        (self.score, Reverse((self.order, self.start, self.rank)))
    }
}

impl Ord for Match {
    fn cmp(&self, other: &Self) -> Ordering {
        self.key().cmp(&other.key())
    }
}

impl PartialOrd for Match {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

pub(super) struct SegmentBest {
    segment: SegmentOrdinal,
    limit: usize,
    hidden: Vec<u64>,
    columns: [Column<u64>; 4],
    best: BinaryHeap<Reverse<Match>>,
    count: usize,
}

impl Collector for Best<'_> {
    type Fruit = (Vec<Match>, usize);
    type Child = SegmentBest;

    fn for_segment(
        &self,
        ordinal: SegmentOrdinal,
        segment: &SegmentReader,
    ) -> tantivy::Result<SegmentBest> {
        let fast = segment.fast_fields();
        let columns = [fast.u64(KEY)?, fast.u64(ORDER)?, fast.u64(START)?, fast.u64(RANK)?];
        let is_open = |key: &u64| self.open.binary_search(key).is_ok();
        let hidden = self.repeated.iter().filter(|key| !is_open(key)).copied().collect();
        Ok(SegmentBest {
            segment: ordinal,
            limit: self.limit,
            hidden,
            columns,
            best: BinaryHeap::new(),
            count: 0,
        })
    }

    fn requires_scoring(&self) -> bool {
        true
    }

    fn merge_fruits(
        &self,
        fruits: Vec<(Vec<Match>, usize)>,
    ) -> tantivy::Result<(Vec<Match>, usize)> {
        let count = fruits.iter().map(|(_, count)| count).sum();
        let mut best: Vec<Match> = fruits.into_iter().flat_map(|(best, _)| best).collect();
        best.sort_unstable_by(|a, b| b.cmp(a));
        best.truncate(self.limit);
        Ok((best, count))
    }
}

impl SegmentCollector for SegmentBest {
    type Fruit = (Vec<Match>, usize);

    fn collect(&mut self, doc: DocId, score: Score) {
        let [key, order, start, rank] = &self.columns;
        // Only texts have a key.
        let is_hidden = key.first(doc).is_some_and(|key| self.hidden.binary_search(&key).is_ok());
        if is_hidden {
            return;
        }
        self.count += 1;
        let found = Match {
            score: (f64::from(score) * 1_000.0).round() as i64,
            order: order.first(doc).unwrap_or(0),
            start: start.first(doc).unwrap_or(0),
            rank: rank.first(doc).unwrap_or(0),
            address: DocAddress::new(self.segment, doc),
        };
        if self.best.len() < self.limit {
            self.best.push(Reverse(found));
        } else if self.best.peek().is_some_and(|worst| found > worst.0) {
            self.best.pop();
            self.best.push(Reverse(found));
        }
    }

    fn harvest(self) -> (Vec<Match>, usize) {
        (self.best.into_iter().map(|found| found.0).collect(), self.count)
    }
}
