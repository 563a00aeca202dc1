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
        "{} units in {} segments; milliseconds, warm: the count and the order of the first 10, ours and tantivy's, and ours with the hits\n\
         {:>9} {:>9} {:>9} {:>9} {:>6} | {:>9} {:>9} {:>6} | {:>9} {:>9} | {:>9} {:>9}  query\n",
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
        "hits p50",
        "p99",
        "found",
        "raw found",
    ));
    for asked in ASKED.iter().filter(|asked| asked.typed.contains(part)) {
        let query = built(&searcher, asked);
        let request = Request { query: asked.typed.to_owned(), limit: 10, ..Request::default() };
        let [mut ours, mut theirs, mut shown] =
            [Times::default(), Times::default(), Times::default()];
        let (mut n_ours, mut n_theirs) = (0, 0);
        for _ in 0..ROUNDS {
            n_ours = ours.add(|| index.answer(&request).expect("a good query").total());
            let collector = (TopDocs::with_limit(10).order_by_score(), Count);
            n_theirs = theirs.add(|| searcher.search(&query, &collector).expect("readable").1);
            shown.add(|| index.search(&request).expect("a good query"));
        }
        let (ours, theirs, shown) = (ours.told(), theirs.told(), shown.told());
        say(&format!(
            "{:>9.2} {:>9.2} {:>9.2} {:>9.2} {:>6.2} | {:>9.2} {:>9.2} {:>6.2} | {:>9.2} {:>9.2} | {n_ours:>9} {n_theirs:>9}  {}\n",
            ours.p50,
            ours.p99,
            theirs.p50,
            theirs.p99,
            ours.p50 / theirs.p50,
            ours.work,
            theirs.work,
            ours.work / theirs.work,
            shown.p50,
            shown.p99,
            asked.typed,
        ));
    }
}

/// How long something took each time, by the clock and of processor.
#[derive(Default)]
struct Times {
    clock: Vec<f64>,
    work: Vec<f64>,
}

struct Told {
    p50: f64,
    p99: f64,
    /// The median.
    work: f64,
}

impl Times {
    fn add<T>(&mut self, run: impl FnOnce() -> T) -> T {
        let (given, time, work) = timed(run);
        self.clock.push(time);
        self.work.push(work);
        given
    }

    fn told(mut self) -> Told {
        let clock = &mut self.clock;
        Told {
            p50: quantile(clock, 0.5),
            p99: quantile(clock, 0.99),
            work: quantile(&mut self.work, 0.5),
        }
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
