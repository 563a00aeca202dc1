//! Everything that a query matches, segment by segment.

use tantivy::collector::{Collector, SegmentCollector};
use tantivy::{DocId, Score, SegmentOrdinal, SegmentReader};

/// Collects every match, in the order of the units.
pub(super) struct Every {
    pub(super) scored: bool,
}

pub(super) struct SegmentEvery {
    segment: SegmentOrdinal,
    found: Vec<(DocId, Score)>,
}

impl Collector for Every {
    /// The matches of each segment, in the order of the segments.
    type Fruit = Vec<Vec<(DocId, Score)>>;
    type Child = SegmentEvery;

    fn for_segment(
        &self,
        segment: SegmentOrdinal,
        _: &SegmentReader,
    ) -> tantivy::Result<SegmentEvery> {
        Ok(SegmentEvery { segment, found: Vec::new() })
    }

    fn requires_scoring(&self) -> bool {
        self.scored
    }

    fn merge_fruits(
        &self,
        mut fruits: Vec<(SegmentOrdinal, Vec<(DocId, Score)>)>,
    ) -> tantivy::Result<Self::Fruit> {
        fruits.sort_unstable_by_key(|(segment, _)| *segment);
        Ok(fruits.into_iter().map(|(_, found)| found).collect())
    }
}

impl SegmentCollector for SegmentEvery {
    type Fruit = (SegmentOrdinal, Vec<(DocId, Score)>);

    fn collect(&mut self, doc: DocId, score: Score) {
        self.found.push((doc, score));
    }

    fn harvest(self) -> Self::Fruit {
        (self.segment, self.found)
    }
}
