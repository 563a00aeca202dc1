use std::collections::BTreeMap;

use super::super::samples::{paper, text_of};
use super::super::{Facet, Filters, Index, Request, Writer, prepare};
use super::*;

/// An index, and its entries as an engine would hold them.
struct Both {
    _folder: tempfile::TempDir,
    index: Index,
    entries: Vec<Entry>,
    papers: BTreeMap<String, Vec<u8>>,
}

fn both(texts: &[&str]) -> Both {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let path = folder.path().join("index");
    let mut writer = Writer::new(Index::create(&path).expect("room")).expect("nobody else writes");
    let (mut entries, mut papers) = (Vec::new(), BTreeMap::new());
    let mut samples: Vec<_> = texts.iter().map(|text| paper(text)).collect();
    samples.push(text_of("Hamnavgiften höjs.\n"));
    samples.sort_by(|a, b| a.0.id.cmp(&b.0.id));
    for (record, text) in samples {
        let bytes = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        for entry in prepare(&record, &text).entries(&bytes) {
            if entry["entry"] == "paper" {
                let hex = entry["data"].as_str().expect("letters");
                let byte = |at| u8::from_str_radix(&hex[at..at + 2], 16).expect("a byte");
                papers.insert(record.id.clone(), (0..hex.len()).step_by(2).map(byte).collect());
            } else {
                entries.push(entry);
            }
        }
        writer.put(prepare(&record, &text)).expect("room");
    }
    writer.commit(1).expect("room");
    writer.finish().expect("room");
    for (place, entry) in entries.iter_mut().enumerate() {
        entry.insert("seq".to_owned(), place.into());
    }
    let index = Index::open(&path).expect("it was made");
    Both { _folder: folder, index, entries, papers }
}

impl Both {
    /// What an engine would say.
    fn look_up(&self, lookup: &Lookup) -> Vec<(String, u64)> {
        let mut terms: Vec<Entry> = Vec::new();
        let told = self.index.known::<super::super::Error>(&mut |entry| {
            terms.push(entry);
            Ok(())
        });
        told.expect("readable");
        let list = match lookup {
            Lookup::Beginning { list, .. }
            | Lookup::Counts { list, .. }
            | Lookup::Holding { list, .. }
            | Lookup::Names { list } => *list,
        };
        let is_asked = |entry: &&Entry| {
            let (term, heads) = (entry["term"].as_str(), entry["heads"].as_str());
            let (term, heads) = (term.unwrap_or_default(), heads.unwrap_or_default());
            entry["list"] == list
                && match lookup {
                    Lookup::Beginning { head, .. } => heads.split(' ').any(|one| one == head),
                    Lookup::Counts { words, .. } => words.iter().any(|word| word == term),
                    Lookup::Holding { value, .. } => {
                        format!(" {heads} ").contains(&format!(" {value} "))
                    }
                    Lookup::Names { .. } => true,
                }
        };
        let terms = terms.iter().filter(|entry| entry["entry"] == "term").filter(is_asked);
        let pair = |entry: &Entry| {
            (
                entry["term"].as_str().expect("a word").to_owned(),
                entry["count"].as_u64().expect("a number"),
            )
        };
        terms.map(pair).collect()
    }

    fn sought(&self, request: &Request) -> Result<Sought, super::super::Error> {
        let mut sought = Sought::new(request, self.index.statistics()?)?;
        loop {
            let lacking = sought.lacking()?;
            if lacking.is_empty() {
                return Ok(sought);
            }
            for lookup in lacking {
                let found = self.look_up(&lookup);
                sought.learn(lookup, found);
            }
        }
    }

    #[track_caller]
    fn check(&self, query: &str) {
        self.check_request(&Request { query: query.to_owned(), limit: 100, ..Request::default() });
    }

    #[track_caller]
    fn check_request(&self, request: &Request) {
        let query = request.query.as_str();
        let here = self.index.search(request).expect(query);
        let sought = self.sought(request).expect(query);
        let mut gathered = Gathered::new(&[Facet::Unit], &[&[Facet::Unit, Facet::Kind]]);
        // An engine may give more than what matches, and one paper after the other.
        let of_one = |a: &Entry, b: &Entry| a["doc"] == b["doc"];
        for units in self.entries.chunk_by(of_one) {
            sought.gather(units.to_vec(), &mut gathered).expect(query);
        }
        assert_eq!(gathered.total, here.total, "{query}");
        let answer = self.index.answer(request).expect(query);
        let counts = gathered.counts(Facet::Unit, &BTreeMap::new());
        assert_eq!(counts, answer.counts(Facet::Unit).expect(query), "{query}");
        let across = [Facet::Unit, Facet::Kind];
        assert_eq!(gathered.crossed(&across), answer.cross(&across).expect(query), "{query}");
        let places = gathered.best();
        let units = self
            .entries
            .iter()
            .filter(|entry| places.iter().any(|place| entry["seq"].as_u64() == Some(place.0)));
        let hits = sought.hits(&places, units.cloned().collect(), &self.papers).expect(query);
        assert_eq!(hits, here.hits, "{query}");
    }
}

const TEXTS: [&str; 3] = [
    "Kallelse\nDirektionen föreslås besluta\natt anta planen för hamnen\natt lägga skrivelsen åt sidan\n\nDirektionen föreslås besluta det.\n",
    "Nämnden beslutar\natt anta hamnavgifterna om 1 250 000 kronor\natt avslå motionen\nÖvrigt om planer\n",
    "Bron rivs. Planeringen av planen går vidare.\n",
];

#[test]
fn what_came_back_is_judged_as_it_is_here() {
    let both = both(&TEXTS);
    for query in [
        "hamn",
        "planen",
        "plan*",
        "\"direktionen föreslås besluta\"",
        "\"anta planen\"~3",
        "-\"anta hamnen\"~4",
        "-plan",
        "1250000",
        "belopp:1250000",
        "organ:direktionen",
        "organ:nämnden OR bron",
        "-organ:nämnden att",
        "enhet:clause formel:beslutar",
        "dnr:x",
        "år:2011 (anta OR avslå)",
        "finns inte",
    ] {
        both.check(query);
    }
    let request = Request { query: "organ:nämden".to_owned(), limit: 1, ..Request::default() };
    let there = both.sought(&request).expect_err("there is none").to_string();
    assert_eq!(there, both.index.search(&request).expect_err("there is none").to_string());
}

#[test]
fn a_name_that_is_meant_whole_is_no_word_of_others() {
    let both = both(&TEXTS);
    for (body, is_there) in [("direktionen", true), ("nämnden", true), ("kommittén", false)] {
        let filters =
            Filters { body: Some(body.to_owned()), whole_names: true, ..Filters::default() };
        let request = Request { filters, limit: 100, ..Request::default() };
        match both.index.search(&request) {
            Ok(here) => {
                assert!(is_there && here.total > 0, "{body}: {}", here.total);
                both.check_request(&request);
            }
            Err(here) => {
                assert!(!is_there, "{body}");
                let there = both.sought(&request).expect_err("there is none").to_string();
                assert_eq!(there, here.to_string());
            }
        }
    }
}

#[test]
fn what_others_may_take_otherwise_is_asked_for_more_widely() {
    let both = both(&TEXTS);
    let check = |query: &str, expected: Condition| {
        let request = Request { query: query.to_owned(), ..Request::default() };
        assert_eq!(both.sought(&request).expect(query).condition(), expected, "{query}");
    };
    let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
    check("\"a b\"", Condition::Row("exact", words(&["a", "b"]), 0));
    check("\"a b c\"~2", Condition::Row("exact", words(&["a", "b", "c"]), 4));
    check("-\"a b\"~2", Condition::All);
    check("-\"a b\"", Condition::Not(Box::new(Condition::Row("exact", words(&["a", "b"]), 0))));
    check("ha* OR -\"a b\"~2", Condition::All);
    check("hamnen* enhet:table -\"a b\"~2", {
        let table = Condition::OneOf("unit", words(&["table"]));
        Condition::And(vec![Condition::OneOf("exact", words(&["hamnen"])), table])
    });
    check("-formel:\"a b\"", Condition::All);
    check("år:2014..", Condition::Between("day", 20_140_000, 99_999_999));
    check("datum:2014..", Condition::Between("day", 20_140_000, i64::MAX));
    check("enhet:text", Condition::OneOf("unit", words(&["text", "seam"])));
    check("paragraf:9", Condition::OneOf("item", words(&["9"])));
    check(&format!("paragraf:\"{}\"", "9 ".repeat(150)), Condition::All);
}

#[test]
fn words_are_found_by_their_beginnings() {
    let both = both(&["Kallelse om Sjukvårdsupplysningscentralens öppettider\n"]);
    both.check("sjukvårdsupplysningscent*");
    both.check("öppet*");
    both.check("\"öppettider\"");
}
