//! Queries with known answers over the corpus: what a search finds is what a plain reading of every text and record finds.

use std::collections::{BTreeMap, BTreeSet};

use attsats::archive::Archive;
use attsats::index::{Index, Request};
use attsats::record::StoredText;
use attsats::record::v1::Record;
use attsats::swedish::tokens::{Token, tokens};

use crate::env::Env;

struct Corpus {
    papers: Vec<(Record, StoredText)>,
    index: Index,
    _env: Env,
}

/// What a search finds, or should: documents, and of clauses where they begin.
type Found = BTreeSet<(String, u64)>;

fn corpus() -> Corpus {
    let env = Env::new();
    let papers = concat!(env!("CARGO_MANIFEST_DIR"), "/corpus/papers");
    env.expect(0, &["ingest", papers, "--archive", "a", "--quiet", "--ocr", "off"]);
    let archive = Archive::open(&env.path("a")).expect("it was made");
    let paper = |holding| {
        (archive.record(holding).expect("readable"), archive.text(holding).expect("readable"))
    };
    let papers: Vec<_> = archive.holdings().map(paper).collect();
    let index = Archive::index(&env.path("a")).expect("it was made");
    Corpus { papers, index, _env: env }
}

impl Corpus {
    /// The documents of the hits, and the first bytes of those that are clauses.
    fn search(&self, query: &str) -> Found {
        let request = Request { query: query.to_owned(), limit: usize::MAX, ..Request::default() };
        let found = self.index.search(&request).unwrap_or_else(|error| panic!("{query}: {error}"));
        let is_clause = query.contains("enhet:clause");
        let hits = found.hits.into_iter();
        hits.map(|hit| (hit.id, if is_clause { hit.span.start } else { 0 })).collect()
    }
}

/// The words of a text, without what is set aside.
fn body(text: &StoredText) -> Vec<Token> {
    let is_aside = |token: &Token| {
        let (from, to) = (token.range.start, token.range.end);
        text.aside.iter().any(|&(start, end)| start < to && from < end)
    };
    tokens(&text.content).into_iter().filter(|token| !is_aside(token)).collect()
}

#[test]
fn what_is_found_is_what_stands_there() {
    let corpus = corpus();
    let mut expected: BTreeMap<String, Found> = BTreeMap::new();

    // Phrases of three to five words, taken from all over the papers.
    let bodies: Vec<(&str, Vec<Token>)> =
        corpus.papers.iter().map(|(record, text)| (record.id.as_str(), body(text))).collect();
    for (nth, (_, words)) in bodies.iter().enumerate() {
        for part in 1..4 {
            let (at, length) = (words.len() * part / 4, 3 + (nth + part) % 3);
            let Some(phrase) = words.get(at..at + length) else { continue };
            // Numbers are found however their thousands are set, which a plain reading is not.
            if phrase.iter().any(|token| token.word.bytes().any(|byte| byte.is_ascii_digit())) {
                continue;
            }
            let phrase: Vec<&str> = phrase.iter().map(|token| token.word.as_str()).collect();
            let holds = |words: &[Token]| {
                words
                    .windows(length)
                    .any(|window| window.iter().map(|token| &token.word).eq(&phrase))
            };
            let ids = bodies
                .iter()
                .filter(|(_, words)| holds(words))
                .map(|(id, _)| ((*id).to_owned(), 0));
            expected.insert(format!("\"{}\"", phrase.join(" ")), ids.collect());
        }
    }
    let n_phrases = expected.len();

    for (record, _) in &corpus.papers {
        let id = || (record.id.clone(), 0);
        let items = record.agenda.iter().filter_map(|item| item.dnr.as_ref());
        for dnr in items.filter(|dnr| !dnr.contains('"')) {
            expected.entry(format!("dnr:\"{dnr}\" enhet:agenda")).or_default().insert(id());
        }
        let met = record.meetings.first().and_then(|meeting| meeting.date.clone());
        if let Some(date) = met.or_else(|| record.date.clone()) {
            expected.entry(format!("datum:{date}")).or_default().insert(id());
            expected.entry(format!("år:{}", &date[..4])).or_default().insert(id());
        }
        for clause in record.decisions.iter().flat_map(|decision| &decision.clauses) {
            for sek in clause.amounts.iter().filter_map(|amount| amount.sek) {
                let query = format!("belopp:{sek} enhet:clause");
                expected.entry(query).or_default().insert((record.id.clone(), clause.span.start));
            }
            for action in &clause.actions {
                let query = format!("åtgärd:\"{action}\" enhet:clause");
                expected.entry(query).or_default().insert((record.id.clone(), clause.span.start));
            }
        }
    }
    // A number is found by its beginning too: what only looks like another dnr is not wrong.
    let mut wrong = Vec::new();
    for (query, expected) in &expected {
        let found = corpus.search(query);
        let is_right = if query.starts_with("dnr:") || query.starts_with("åtgärd:") {
            found.is_superset(expected)
        } else {
            found == *expected
        };
        if !is_right {
            wrong.push(format!("{query}: {} found, {} expected", found.len(), expected.len()));
        }
    }
    assert!(n_phrases >= 80 && expected.len() >= 200, "{n_phrases} of {}", expected.len());
    assert!(wrong.is_empty(), "{} of {}: {wrong:#?}", wrong.len(), expected.len());
}

#[test]
fn no_query_takes_long_or_breaks_anything() {
    let corpus = corpus();
    let words = [
        "budget",
        "\"att anta\"",
        "(",
        ")",
        "OR",
        "-",
        "plan*",
        "år:2014",
        "belopp:>1mkr",
        "\"",
        "~",
        "dnr:",
        "å",
        "§",
        "*",
        ":",
        "NOT",
        "\"a b\"~3",
    ];
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state as usize
    };
    let mut n_answered = 0;
    for _ in 0..2_000 {
        let pieces: Vec<&str> = (0..next() % 12 + 1).map(|_| words[next() % words.len()]).collect();
        let query = pieces.join(if next() % 4 == 0 { "" } else { " " });
        let request = Request { query, limit: 3, ..Request::default() };
        n_answered += usize::from(corpus.index.search(&request).is_ok());
    }
    assert!((100..1_900).contains(&n_answered), "{n_answered}");
    for piece in ["(", "-", "\"a b\" OR ", "å", "\u{202e}", "plan* ", "a:b ", "\"", "e\u{301}"] {
        for length in [1_000, 100_000, 1_000_000] {
            let query = piece.repeat(length / piece.len());
            let request = Request { query, limit: 3, ..Request::default() };
            assert!(length <= 1_024 || corpus.index.search(&request).is_err());
        }
    }
}
