//! Words of which any one suffices, in one segment.

use std::ops::Range;
use std::sync::Arc;

use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::{BlockSegmentPostings, Postings, TermInfo};
use tantivy::query::Bm25Weight;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, DocSet, InvertedIndexReader, SegmentReader, TERMINATED, Term};

use super::cost::Cost;
use super::list::{Bits, Scored, either};
use super::outside::Texts;

/// When so many times fewer units are looked at than hold a word, each is sought among those that do.
const SOUGHT: usize = 16;

/// Steps it takes to begin with a word,
const OPENED: u64 = 300;

/// to weigh a unit that holds one,
const WEIGHED: u64 = 6;

/// and to note one that holds any of many, of which each is looked for in the texts by itself.
const NOTED: u64 = 12;

/// Words of which any one suffices: some count by how often they stand in a unit, the others are all one.
#[derive(Default)]
pub(super) struct Terms {
    weighed: Vec<Weighed>,
    others: Vec<Entry>,
    /// What a unit counts that holds one of the others.
    score: f32,
}

struct Weighed {
    entry: Entry,
    weight: Bm25Weight,
    norms: FieldNormReader,
}

/// A word of the segment.
struct Entry {
    inverted: Arc<InvertedIndexReader>,
    info: TermInfo,
}

impl Entry {
    fn new(term: &Term, segment: &SegmentReader) -> tantivy::Result<Option<Self>> {
        let inverted = segment.inverted_index(term.field())?;
        let info = inverted.get_term_info(term)?;
        Ok(info.map(|info| Self { inverted, info }))
    }

    fn blocks(
        &self,
        option: IndexRecordOption,
        range: &Range<DocId>,
    ) -> tantivy::Result<BlockSegmentPostings> {
        let mut blocks = self.inverted.read_block_postings_from_terminfo(&self.info, option)?;
        if range.start > 0 {
            blocks.seek(range.start);
        }
        Ok(blocks)
    }

    fn n_units(&self) -> usize {
        self.info.doc_freq as usize
    }
}

impl Terms {
    /// A word that counts by how often it stands in a unit.
    pub(super) fn weigh(
        &mut self,
        term: &Term,
        weight: &Bm25Weight,
        segment: &SegmentReader,
    ) -> tantivy::Result<()> {
        let Some(entry) = Entry::new(term, segment)? else { return Ok(()) };
        let norms = segment.fieldnorms_readers().get_field(term.field())?;
        let norms = norms.unwrap_or_else(|| FieldNormReader::constant(segment.max_doc(), 1));
        self.weighed.push(Weighed { entry, weight: weight.clone(), norms });
        Ok(())
    }

    /// Words that are all one; a unit that holds one of them counts `score`.
    pub(super) fn add(
        &mut self,
        terms: &[Term],
        score: f32,
        segment: &SegmentReader,
    ) -> tantivy::Result<()> {
        self.score = score;
        for term in terms {
            self.others.extend(Entry::new(term, segment)?);
        }
        Ok(())
    }

    /// The words of `field` that begin so; a unit that holds one of them counts 1.
    pub(super) fn beginning(
        prefix: &str,
        field: Field,
        segment: &SegmentReader,
    ) -> tantivy::Result<Self> {
        let inverted = segment.inverted_index(field)?;
        let mut others = Vec::new();
        let mut terms = inverted.terms().range().ge(prefix).into_stream()?;
        while terms.advance() && terms.key().starts_with(prefix.as_bytes()) {
            let inverted = Arc::clone(&inverted);
            others.push(Entry { inverted, info: terms.value().clone() });
        }
        Ok(Self { weighed: Vec::new(), others, score: 1.0 })
    }

    fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.weighed.iter().map(|weighed| &weighed.entry).chain(&self.others)
    }

    /// What finding them takes.
    pub(super) fn cost(&self) -> Cost {
        let n_others: usize = self.others.iter().map(Entry::n_units).sum();
        let begun = OPENED * self.entries().count() as u64;
        let weighed =
            self.weighed.iter().map(|weighed| Cost::looking_at(weighed.entry.n_units(), WEIGHED));
        weighed.fold(Cost::default(), Cost::and).and_always(begun + n_others as u64 * NOTED)
    }

    /// In how many units they stand, each counted by itself.
    pub(super) fn n_units(&self) -> usize {
        self.entries().map(Entry::n_units).sum()
    }

    /// The units of `range` that hold one of them; what is not in `within` may be left out.
    pub(super) fn find(
        &self,
        range: &Range<DocId>,
        within: Option<&[Scored]>,
    ) -> tantivy::Result<Vec<Scored>> {
        let mut lists = Vec::with_capacity(self.weighed.len() + 1);
        for weighed in &self.weighed {
            let n_units = weighed.entry.n_units();
            lists.push(match within.filter(|within| within.len() * SOUGHT < n_units) {
                Some(within) => weighed.seek(within)?,
                None => weighed.all(range)?,
            });
        }
        if !self.others.is_empty() {
            lists.push(self.find_others(range)?);
        }
        Ok(either(lists, range))
    }

    fn find_others(&self, range: &Range<DocId>) -> tantivy::Result<Vec<Scored>> {
        let mut bits = Bits::none(range);
        for entry in &self.others {
            let mut blocks = entry.blocks(IndexRecordOption::Basic, range)?;
            while let Some(last) = blocks.docs().last().copied() {
                for &doc in blocks.docs() {
                    if range.contains(&doc) {
                        bits.insert(doc);
                    }
                }
                if last >= range.end {
                    break;
                }
                blocks.advance();
            }
        }
        Ok(bits.iter().map(|doc| Scored { doc, score: self.score }).collect())
    }

    /// Those of `among`, by their numbers in `texts`, that hold one of them outside of finer units.
    pub(super) fn outside(&self, texts: &Texts, among: &[usize]) -> tantivy::Result<Vec<usize>> {
        // The commonest first: the more are known to hold one, the fewer are left to be looked at.
        let mut entries: Vec<&Entry> = self.entries().collect();
        entries.sort_by_key(|entry| std::cmp::Reverse(entry.info.doc_freq));
        let mut left = among.to_vec();
        let mut holding = vec![false; texts.docs.len()];
        let mut n_found = 0;
        for entry in entries {
            n_found += entry.outside(texts, &left, &mut holding)?;
            if n_found * 4 > left.len() {
                left.retain(|&nth| !holding[nth]);
                n_found = 0;
            }
        }
        Ok(among.iter().copied().filter(|&nth| holding[nth]).collect())
    }
}

impl Weighed {
    fn all(&self, range: &Range<DocId>) -> tantivy::Result<Vec<Scored>> {
        let mut found = Vec::with_capacity(self.entry.n_units().min(range.len()));
        let mut blocks = self.entry.blocks(IndexRecordOption::WithFreqs, range)?;
        while let Some(last) = blocks.docs().last().copied() {
            for (&doc, &freq) in blocks.docs().iter().zip(blocks.freqs()) {
                if range.contains(&doc) {
                    found.push(self.scored(doc, freq));
                }
            }
            if last >= range.end {
                break;
            }
            blocks.advance();
        }
        Ok(found)
    }

    fn seek(&self, within: &[Scored]) -> tantivy::Result<Vec<Scored>> {
        let Entry { inverted, info } = &self.entry;
        let mut posting =
            inverted.read_postings_from_terminfo(info, IndexRecordOption::WithFreqs)?;
        let mut found = Vec::new();
        for at in within {
            if posting.doc() < at.doc {
                posting.seek(at.doc);
            }
            if posting.doc() == at.doc {
                found.push(self.scored(at.doc, posting.term_freq()));
            }
        }
        Ok(found)
    }

    fn scored(&self, doc: DocId, freq: u32) -> Scored {
        Scored { doc, score: self.weight.score(self.norms.fieldnorm_id(doc), freq) }
    }
}

impl Entry {
    /// Notes the texts among `left` that hold the word outside of finer units, and tells how many more these are.
    fn outside(
        &self,
        texts: &Texts,
        left: &[usize],
        holding: &mut [bool],
    ) -> tantivy::Result<usize> {
        let option = IndexRecordOption::WithFreqsAndPositions;
        let mut posting = self.inverted.read_postings_from_terminfo(&self.info, option)?;
        let mut positions = Vec::new();
        let mut n_found = 0;
        let mut left = left;
        while let Some(&nth) = left.first() {
            let text = texts.docs[nth];
            let doc = if posting.doc() < text { posting.seek(text) } else { posting.doc() };
            if doc == TERMINATED {
                break;
            }
            if doc > text {
                left = texts.from(left, doc);
                continue;
            }
            left = &left[1..];
            if !holding[nth] {
                posting.positions(&mut positions);
                holding[nth] = texts.is_outside(nth, positions.iter().map(|&at| (at, at)));
                n_found += usize::from(holding[nth]);
            }
        }
        Ok(n_found)
    }
}
