//! The numbers of the units of a segment, opened once for each state of the index.

use tantivy::columnar::Column;
use tantivy::{DocId, SegmentReader};

use super::schema::{COVERED, DAY, NTH, ORDER, PARENT};
use super::write::unpacked;

/// The numbers of the units of one segment.
pub(super) struct Columns {
    /// The number of each unit among those of its paper.
    pub(super) nth: Column<u64>,
    /// Of a unit: the numbers of the texts that it stands in.
    pub(super) parent: Column<u64>,
    pub(super) day: Column<u64>,
    covered: Column<u64>,
    order: Column<u64>,
}

impl Columns {
    pub(super) fn new(segment: &SegmentReader) -> tantivy::Result<Self> {
        let fast = segment.fast_fields();
        Ok(Self {
            nth: fast.u64(NTH)?,
            parent: fast.u64(PARENT)?,
            day: fast.u64(DAY)?,
            covered: fast.u64(COVERED)?,
            order: fast.u64(ORDER)?,
        })
    }

    /// The first unit of the paper that a unit is of, and which of its units this is.
    pub(super) fn paper(&self, doc: DocId) -> (DocId, u64) {
        let nth = self.nth.first(doc).unwrap_or(0);
        (doc - nth as DocId, nth)
    }

    /// The place of a paper among all, by its first unit.
    pub(super) fn order(&self, first: DocId) -> u64 {
        self.order.first(first).unwrap_or(0)
    }

    /// Of a text: first and end of each run of words that stand in finer units.
    pub(super) fn covered(&self, doc: DocId) -> impl Iterator<Item = (u32, u32)> + '_ {
        self.covered.values_for_doc(doc).map(unpacked)
    }
}
