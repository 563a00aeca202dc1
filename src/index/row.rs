//! Words in a row, or near each other in their order, in one segment.

use std::ops::Range;

use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::{Postings, SegmentPostings};
use tantivy::query::Bm25Weight;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, SegmentReader, TERMINATED, Term};

use super::cost::Cost;
use super::list::{Scored, from};
use super::outside::Texts;
use super::within::Within;

/// Steps it takes to read where a word stands in a unit.
const PLACES: u64 = 16;

/// Of words in a row, so many are read of most units.
const MOST_WORDS: usize = 3;

/// Words in a row, with no more than `slop` others between them.
pub(super) struct Row {
    /// Of each word, in the order of the words.
    postings: Vec<SegmentPostings>,
    /// The words by their number, the rarest first.
    rarest: Vec<usize>,
    slop: u32,
    weight: Bm25Weight,
    norms: FieldNormReader,
    positions: Vec<u32>,
    all_positions: Vec<Vec<u32>>,
    /// Where they stand in the unit that is looked at: the first word and the last.
    places: Vec<(u32, u32)>,
}

/// Where words in a row stand.
#[derive(Default)]
pub(super) struct Stands {
    /// Units in order, and how many places stand before the end of each.
    units: Vec<(DocId, u32)>,
    places: Vec<(u32, u32)>,
}

impl Stands {
    fn add(&mut self, doc: DocId, places: &[(u32, u32)]) {
        self.places.extend_from_slice(places);
        self.units.push((doc, self.places.len() as u32));
    }

    /// Those of `among`, by their numbers in `texts`, where they stand outside of finer units.
    pub(super) fn outside(&self, texts: &Texts, among: &[usize]) -> Vec<usize> {
        let mut at = 0;
        let is_outside = |nth: &usize| {
            let text = texts.docs[*nth];
            while self.units.get(at).is_some_and(|unit| unit.0 < text) {
                at += 1;
            }
            let Some(unit) = self.units.get(at).filter(|unit| unit.0 == text) else { return false };
            let start = at.checked_sub(1).map_or(0, |before| self.units[before].1);
            let places = &self.places[start as usize..unit.1 as usize];
            texts.is_outside(*nth, places.iter().copied())
        };
        among.iter().copied().filter(is_outside).collect()
    }
}

impl Row {
    /// `None` when a word of them is not in the segment.
    pub(super) fn new(
        terms: &[Term],
        slop: u32,
        weight: &Bm25Weight,
        segment: &SegmentReader,
    ) -> tantivy::Result<Option<Self>> {
        let mut postings = Vec::with_capacity(terms.len());
        for term in terms {
            let inverted = segment.inverted_index(term.field())?;
            match inverted.read_postings(term, IndexRecordOption::WithFreqsAndPositions)? {
                Some(posting) => postings.push(posting),
                None => return Ok(None),
            }
        }
        let Some(first) = terms.first() else { return Ok(None) };
        let mut rarest: Vec<usize> = (0..postings.len()).collect();
        rarest.sort_by_key(|&nth| postings[nth].doc_freq());
        Ok(Some(Self {
            all_positions: vec![Vec::new(); postings.len()],
            postings,
            rarest,
            slop,
            weight: weight.clone(),
            norms: segment.get_fieldnorms_reader(first.field())?,
            positions: Vec::new(),
            places: Vec::new(),
        }))
    }

    /// What finding them takes: the units of the rarest word are looked at.
    pub(super) fn cost(&self) -> Cost {
        let n_rarest = self.rarest.first().map_or(0, |&nth| self.postings[nth].doc_freq() as usize);
        // Of words in a row seldom more than the rarest must be read; of words near each other, all.
        let n_read =
            if self.slop > 0 { self.postings.len() } else { self.postings.len().min(MOST_WORDS) };
        Cost::looking_at(n_rarest, n_read as u64 * PLACES)
    }

    /// The units of `range` they stand in, noted in `stands` as well; what is not `within` is left out.
    pub(super) fn find(
        &mut self,
        range: &Range<DocId>,
        within: Within<'_>,
        stands: &mut Stands,
    ) -> Vec<Scored> {
        let mut found = Vec::new();
        let mut list = within.list;
        let mut least = range.start;
        loop {
            if let Some(list) = &mut list {
                *list = from(list, least);
                match list.first() {
                    Some(at) => least = at.doc,
                    None => break,
                }
            }
            let doc = self.next(least);
            if doc >= range.end {
                break;
            }
            let is_listed = list.is_none() || doc == least;
            least = if is_listed { doc + 1 } else { doc };
            if is_listed && within.days.is_none_or(|days| days.holds(doc)) && self.stands() {
                let count = self.places.len() as u32;
                let score = self.weight.score(self.norms.fieldnorm_id(doc), count);
                found.push(Scored { doc, score });
                stands.add(doc, &self.places);
            }
        }
        found
    }

    /// The first unit from `least` on that has all words.
    fn next(&mut self, least: DocId) -> DocId {
        let mut doc = least;
        'again: loop {
            for &nth in &self.rarest {
                let posting = &mut self.postings[nth];
                let at = if posting.doc() < doc { posting.seek(doc) } else { posting.doc() };
                if at == TERMINATED {
                    return TERMINATED;
                }
                if at > doc {
                    doc = at;
                    continue 'again;
                }
            }
            return doc;
        }
    }

    /// Do they stand in a row in the unit that all words are in?
    fn stands(&mut self) -> bool {
        self.places.clear();
        if self.slop > 0 {
            return self.stand_near();
        }
        let last = self.postings.len() as u32 - 1;
        for (turn, &nth) in self.rarest.iter().enumerate() {
            // The place of the last word, as this word tells it.
            let behind = last - nth as u32;
            let posting = &mut self.postings[nth];
            posting.positions_with_offset(behind, &mut self.positions);
            if turn == 0 {
                let ends = self.positions.iter().filter(|&&end| end >= last);
                self.places.extend(ends.map(|&end| (end - last, end)));
            } else {
                keep_common(&mut self.places, &self.positions);
            }
            if self.places.is_empty() {
                return false;
            }
        }
        true
    }

    fn stand_near(&mut self) -> bool {
        for (posting, positions) in self.postings.iter_mut().zip(&mut self.all_positions) {
            posting.positions(positions);
        }
        if let Some((first, others)) = self.all_positions.split_first() {
            let ends = first.iter().filter_map(|&from| Some((from, end(from, others, self.slop)?)));
            self.places.extend(ends);
        }
        !self.places.is_empty()
    }
}

/// Keeps the places whose last word is one of `ends`.
fn keep_common(places: &mut Vec<(u32, u32)>, ends: &[u32]) {
    let mut ends = ends.iter().peekable();
    places.retain(|&(_, end)| {
        while ends.next_if(|&&other| other < end).is_some() {}
        ends.peek().is_some_and(|&&other| other == end)
    });
}

/// Where words in a row end that begin at `from`.
fn end(from: u32, others: &[Vec<u32>], slop: u32) -> Option<u32> {
    let mut at = from;
    let mut left = slop;
    for positions in others {
        let next = *positions.get(positions.partition_point(|&position| position <= at))?;
        left = left.checked_sub(next - at - 1)?;
        at = next;
    }
    Some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_in_a_row_and_near() {
        let others = [vec![3, 7], vec![9, 12]];
        assert_eq!(end(2, &others, 0), None);
        assert_eq!(end(2, &others, 5), Some(9));
        assert_eq!(end(6, &others, 1), Some(9));
        assert_eq!(end(6, &[vec![7], vec![8]], 0), Some(8));
        assert_eq!(end(4, &[], 0), Some(4));
    }

    #[test]
    fn places_are_kept_where_the_words_meet() {
        let mut places = vec![(0, 2), (3, 5), (7, 9)];
        keep_common(&mut places, &[1, 5, 6, 9]);
        assert_eq!(places, [(3, 5), (7, 9)]);
        keep_common(&mut places, &[]);
        assert!(places.is_empty());
    }
}
