//! Texts that hold finer matches, and which of their words stand in finer units.

use tantivy::DocId;

use super::columns::Columns;

/// Texts in order, each with the runs of words that stand in finer units.
pub(super) struct Texts {
    pub(super) docs: Vec<DocId>,
    ends: Vec<usize>,
    runs: Vec<(u32, u32)>,
}

impl Texts {
    pub(super) fn new(docs: Vec<DocId>, columns: &Columns) -> Self {
        let mut runs = Vec::new();
        let mut ends = Vec::with_capacity(docs.len());
        for &doc in &docs {
            runs.extend(columns.covered(doc));
            ends.push(runs.len());
        }
        Self { docs, ends, runs }
    }

    /// Do words that stand from the one place to the other stand outside of finer units, in the text with this number?
    pub(super) fn is_outside(
        &self,
        nth: usize,
        mut places: impl Iterator<Item = (u32, u32)>,
    ) -> bool {
        let start = nth.checked_sub(1).map_or(0, |before| self.ends[before]);
        let runs = &self.runs[start..self.ends[nth]];
        let is_inside = |(from, to): (u32, u32)| runs.iter().any(|run| run.0 <= from && to < run.1);
        places.any(|place| !is_inside(place))
    }
}
