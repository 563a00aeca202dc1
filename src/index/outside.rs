//! Does a text match outside of the finer units that stand in it?
//!
//! The query is asked once more of such a text, by the positions of its words: what stands wholly in a finer unit does not count.

use tantivy::columnar::Column;
use tantivy::postings::{Postings, SegmentPostings};
use tantivy::query::{EnableScoring, Scorer};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, SegmentReader, TERMINATED, Term};

use super::Error;
use super::build::{Builder, stemmed};
use super::needle::spellings;
use super::query::Query;
use super::schema::COVERED;
use super::stem::stem;
use super::write::unpacked;

/// A query, to be asked of one text of a segment after the other, in the order of their numbers.
pub(super) struct Outside {
    test: Test,
    covered: Column<u64>,
    runs: Vec<(u32, u32)>,
}

enum Test {
    /// One of these stands there.
    Words(Vec<Words>),
    /// It holds of these texts, in order.
    Of(Vec<DocId>),
    Field(Box<dyn Scorer>),
    Not(Box<Test>),
    All(Vec<Test>),
    Any(Vec<Test>),
}

/// Words in a row, with no more than `slop` others between them.
struct Words {
    postings: Vec<SegmentPostings>,
    slop: u32,
    positions: Vec<Vec<u32>>,
}

/// More ways than this are looked for once in all texts, not in one text after the other.
const MANY: usize = 8;

/// What a query is asked of.
struct Asked<'a> {
    builder: &'a Builder<'a>,
    segment: &'a SegmentReader,
    /// The texts, in order.
    texts: &'a [DocId],
    covered: Column<u64>,
}

impl Outside {
    /// `query`, to be asked of `texts`, which stand in order.
    pub(super) fn new(
        builder: &Builder<'_>,
        query: &Query,
        segment: &SegmentReader,
        texts: &[DocId],
    ) -> Result<Self, Error> {
        let covered = segment.fast_fields().u64(COVERED).map_err(builder.broken)?;
        let asked = Asked { builder, segment, texts, covered };
        Ok(Self { test: test(&asked, query)?, covered: asked.covered, runs: Vec::new() })
    }

    /// Does the query hold of the text `doc`, outside of finer units?
    pub(super) fn holds(&mut self, doc: DocId) -> bool {
        self.runs.clear();
        self.runs.extend(self.covered.values_for_doc(doc).map(unpacked));
        self.test.holds(doc, &self.runs)
    }
}

fn test(asked: &Asked<'_>, query: &Query) -> Result<Test, Error> {
    let Asked { builder, segment, .. } = *asked;
    let all = |queries: &[Query]| {
        queries.iter().map(|query| test(asked, query)).collect::<Result<Vec<_>, Error>>()
    };
    let exact = |word: &String| Term::from_field_text(builder.fields.exact, word);
    let phrase = |words: &[String]| words.iter().map(exact).collect::<Vec<Term>>();
    let (ways, slop): (Vec<Vec<Term>>, u32) = match query {
        Query::Field(field) => {
            let weight = builder
                .field(field)?
                .weight(EnableScoring::disabled_from_searcher(builder.searcher))
                .map_err(builder.broken)?;
            return Ok(Test::Field(weight.scorer(segment, 1.0).map_err(builder.broken)?));
        }
        Query::Not(inner) => return Ok(Test::Not(Box::new(test(asked, inner)?))),
        Query::And(queries) => return Ok(Test::All(all(queries)?)),
        Query::Or(queries) => return Ok(Test::Any(all(queries)?)),
        Query::Word(words) if words.len() == 1 => {
            let stem = stem(&words[0]);
            let compounds = builder.compounds.get(&stem).into_iter().flat_map(|found| found.iter());
            let stems = std::iter::once(&stem).chain(compounds);
            let inflected = stems.flat_map(|stem| stemmed(builder.fields, stem));
            (std::iter::once(exact(&words[0])).chain(inflected).map(|term| vec![term]).collect(), 0)
        }
        Query::Word(words) | Query::Phrase(words) => {
            (spellings(words).iter().map(|words| phrase(words)).collect(), 0)
        }
        Query::Number(digits) => {
            let spelled = spellings(std::slice::from_ref(digits));
            (spelled.iter().map(|words| phrase(words)).collect(), 0)
        }
        Query::Near(words, slop) => (vec![phrase(words)], *slop),
        Query::Prefix(prefix) => (beginning(builder, prefix, segment).map_err(builder.broken)?, 0),
    };
    let mut words = Vec::new();
    for way in &ways {
        words.extend(Words::new(way, slop, segment).map_err(builder.broken)?);
    }
    if words.len() <= MANY {
        return Ok(Test::Words(words));
    }
    let mut found: Vec<DocId> = Vec::new();
    for way in &mut words {
        way.add_texts(asked, &mut found);
    }
    found.sort_unstable();
    found.dedup();
    Ok(Test::Of(found))
}

/// The words of a segment that begin so.
fn beginning(
    builder: &Builder<'_>,
    prefix: &str,
    segment: &SegmentReader,
) -> tantivy::Result<Vec<Vec<Term>>> {
    let exact = builder.fields.exact;
    let inverted = segment.inverted_index(exact)?;
    let mut terms = inverted.terms().range().ge(prefix).into_stream()?;
    let mut found = Vec::new();
    while terms.advance() && terms.key().starts_with(prefix.as_bytes()) {
        let word = String::from_utf8_lossy(terms.key());
        found.push(vec![Term::from_field_text(exact, &word)]);
    }
    Ok(found)
}

impl Test {
    fn holds(&mut self, doc: DocId, runs: &[(u32, u32)]) -> bool {
        match self {
            Self::Words(ways) => ways.iter_mut().any(|words| words.stand(doc, runs)),
            Self::Of(texts) => texts.binary_search(&doc).is_ok(),
            Self::Field(scorer) => {
                scorer.doc() == doc || (scorer.doc() < doc && scorer.seek(doc) == doc)
            }
            Self::Not(inner) => !inner.holds(doc, runs),
            Self::All(tests) => tests.iter_mut().all(|test| test.holds(doc, runs)),
            Self::Any(tests) => tests.iter_mut().any(|test| test.holds(doc, runs)),
        }
    }
}

impl Words {
    /// `None` when a word of them is not in the segment.
    fn new(terms: &[Term], slop: u32, segment: &SegmentReader) -> tantivy::Result<Option<Self>> {
        let mut postings = Vec::with_capacity(terms.len());
        for term in terms {
            let inverted = segment.inverted_index(term.field())?;
            match inverted.read_postings(term, IndexRecordOption::WithFreqsAndPositions)? {
                Some(posting) => postings.push(posting),
                None => return Ok(None),
            }
        }
        let positions = vec![Vec::new(); postings.len()];
        Ok(Some(Self { postings, slop, positions }))
    }

    /// Adds the texts where the words stand outside; whichever is rarer leads, they or the texts.
    fn add_texts(&mut self, asked: &Asked<'_>, found: &mut Vec<DocId>) {
        let mut texts = asked.texts;
        while let Some(&text) = texts.first() {
            let Some(posting) = self.postings.first_mut() else { return };
            let doc = if posting.doc() < text { posting.seek(text) } else { posting.doc() };
            if doc == TERMINATED {
                return;
            }
            texts = &texts[texts.partition_point(|&text| text < doc)..];
            if texts.first() == Some(&doc) {
                let runs: Vec<(u32, u32)> =
                    asked.covered.values_for_doc(doc).map(unpacked).collect();
                if self.stand(doc, &runs) {
                    found.push(doc);
                }
                texts = &texts[1..];
            }
        }
    }

    fn stand(&mut self, doc: DocId, runs: &[(u32, u32)]) -> bool {
        let is_there = |posting: &mut SegmentPostings| {
            posting.doc() == doc || (posting.doc() < doc && posting.seek(doc) == doc)
        };
        if !self.postings.iter_mut().all(is_there) {
            return false;
        }
        for (posting, positions) in self.postings.iter_mut().zip(&mut self.positions) {
            posting.positions(positions);
        }
        let is_inside = |from: u32, to: u32| runs.iter().any(|run| run.0 <= from && to < run.1);
        let Some((first, others)) = self.positions.split_first() else { return false };
        first
            .iter()
            .any(|&from| ends(from, others, self.slop).is_some_and(|to| !is_inside(from, to)))
    }
}

/// Where words in a row end that begin at `from`.
fn ends(from: u32, others: &[Vec<u32>], slop: u32) -> Option<u32> {
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
        assert_eq!(ends(2, &others, 0), None);
        assert_eq!(ends(2, &others, 5), Some(9));
        assert_eq!(ends(6, &others, 1), Some(9));
        assert_eq!(ends(6, &[vec![7], vec![8]], 0), Some(8));
        assert_eq!(ends(4, &[], 0), Some(4));
    }
}
