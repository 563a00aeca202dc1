//! Ours beside tantivy itself.

use std::path::Path;

use attsats::archive::Archive;
use attsats::index::Request;
use attsats::swedish::tokens::tokens;
use tantivy::collector::{Count, TopDocs};
use tantivy::query::{BooleanQuery, PhraseQuery, Query, RangeQuery, TermQuery};
use tantivy::schema::IndexRecordOption;
use tantivy::{Searcher, Term};

use crate::{quantile, say, timed};

const ROUNDS: usize = 60;

/// What is asked, and how tantivy itself is asked the same: words in a row, words, and the first and last year.
struct Asked {
    typed: &'static str,
    phrase: &'static str,
    words: &'static [&'static str],
    years: Option<(u64, u64)>,
}

const ASKED: [Asked; 7] = [
    Asked {
        typed: "\"Direktionen föreslås besluta\"",
        phrase: "Direktionen föreslås besluta",
        words: &[],
        years: None,
    },
    Asked {
        typed: "\"beslutar att godkänna\"",
        phrase: "beslutar att godkänna",
        words: &[],
        years: None,
    },
    Asked { typed: "\"plan för åren\"", phrase: "plan för åren", words: &[], years: None },
    Asked {
        typed: "\"skolplan\" \"miljötillsyn\"",
        phrase: "",
        words: &["skolplan", "miljötillsyn"],
        years: None,
    },
    Asked {
        typed: "\"budget\" år:2005..2007",
        phrase: "",
        words: &["budget"],
        years: Some((2005, 2007)),
    },
    Asked {
        typed: "\"föreslås besluta\" år:2010",
        phrase: "föreslås besluta",
        words: &[],
        years: Some((2010, 2010)),
    },
    Asked { typed: "skolplan", phrase: "", words: &["skolplan"], years: None },
];

pub(crate) fn tell(path: &Path, part: &str) {
    let index = Archive::index(path).expect("an archive");
    let raw = tantivy::Index::open_in_dir(path.join("index")).expect("an index");
    let searcher = raw.reader().expect("readable").searcher();
    say(&format!(
        "{} units in {} segments; milliseconds, warm, top 10 and the count\n{:>9} {:>9} {:>9} {:>9} {:>6} | {:>9} {:>9} {:>6} | {:>9} {:>9}  query\n",
        searcher.num_docs(),
        searcher.segment_readers().len(),
        "ours p50",
        "p99",
        "raw p50",
        "p99",
        "ratio",
        "ours cpu",
        "raw cpu",
        "ratio",
        "hits",
        "raw hits",
    ));
    for asked in ASKED.iter().filter(|asked| asked.typed.contains(part)) {
        let query = built(&searcher, asked);
        let request = Request { query: asked.typed.to_owned(), limit: 10, ..Request::default() };
        let (mut ours, mut theirs) = (Vec::new(), Vec::new());
        let (mut our_work, mut their_work) = (Vec::new(), Vec::new());
        let (mut n_ours, mut n_theirs) = (0, 0);
        for _ in 0..ROUNDS {
            let (found, time, work) = timed(|| index.search(&request).expect("a good query"));
            n_ours = found.total;
            ours.push(time);
            our_work.push(work);
            let collector = (TopDocs::with_limit(10).order_by_score(), Count);
            let (found, time, work) =
                timed(|| searcher.search(&query, &collector).expect("readable"));
            n_theirs = found.1;
            theirs.push(time);
            their_work.push(work);
        }
        let (p50, raw_p50) = (quantile(&mut ours, 0.5), quantile(&mut theirs, 0.5));
        let (work, raw_work) = (quantile(&mut our_work, 0.5), quantile(&mut their_work, 0.5));
        say(&format!(
            "{p50:>9.2} {:>9.2} {raw_p50:>9.2} {:>9.2} {:>6.2} | {work:>9.2} {raw_work:>9.2} {:>6.2} | {n_ours:>9} {n_theirs:>9}  {}\n",
            quantile(&mut ours, 0.99),
            quantile(&mut theirs, 0.99),
            p50 / raw_p50,
            work / raw_work,
            asked.typed,
        ));
    }
}

fn built(searcher: &Searcher, asked: &Asked) -> Box<dyn Query> {
    let schema = searcher.schema();
    let field = |name| schema.get_field(name).expect("it is there");
    let term = |word: &str| Term::from_field_text(field("exact"), word);
    let mut parts: Vec<Box<dyn Query>> = Vec::new();
    let phrase: Vec<Term> = tokens(asked.phrase).iter().map(|token| term(&token.word)).collect();
    if phrase.len() > 1 {
        parts.push(Box::new(PhraseQuery::new(phrase)));
    }
    for word in asked.words {
        parts.push(Box::new(TermQuery::new(term(word), IndexRecordOption::WithFreqs)));
    }
    if let Some((from, to)) = asked.years {
        let day = |day| std::ops::Bound::Included(Term::from_field_u64(field("day"), day));
        parts.push(Box::new(RangeQuery::new(day(from * 10_000), day(to * 10_000 + 9_999))));
    }
    Box::new(BooleanQuery::intersection(parts))
}
