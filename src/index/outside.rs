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

    /// What of `among`, numbers of texts, does not stand before `doc`; near ahead is looked at first.
    pub(super) fn from<'a>(&self, among: &'a [usize], doc: DocId) -> &'a [usize] {
        let is_before = |nth: usize| self.docs[nth] < doc;
        let mut ahead = 1;
        while among.get(ahead).is_some_and(|&nth| is_before(nth)) {
            ahead *= 2;
        }
        let (low, high) = (ahead / 2, ahead.min(among.len()));
        let near = among.get(low..high).unwrap_or_default();
        &among[(low + near.partition_point(|&nth| is_before(nth))).min(among.len())..]
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_among_texts_is_found() {
        let docs: Vec<DocId> = (0..60).map(|nth| nth * 5).collect();
        let texts = Texts { ends: vec![0; docs.len()], runs: Vec::new(), docs };
        let among: Vec<usize> = (0..60).filter(|nth| nth % 3 > 0).collect();
        for doc in 0..310 {
            let expected: Vec<usize> =
                among.iter().copied().filter(|&nth| texts.docs[nth] >= doc).collect();
            assert_eq!(texts.from(&among, doc), expected, "{doc}");
        }
        assert!(texts.from(&[], 3).is_empty());
    }
}
