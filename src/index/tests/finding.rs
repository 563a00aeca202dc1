//! Which units are found, by conditions within conditions, in the whole and in parts.

use super::*;
use tantivy::Searcher;

use crate::index::build::Builder;
use crate::index::columns::Columns;
use crate::index::matches::{found, too_much};
use crate::index::node::{Node, Place};
use crate::index::parts::Compounds;
use crate::index::query::parse;
use crate::index::{Sort, State};

fn fixture() -> Fixture {
    let colours = ["gul", "blå", "röd"];
    let papers: Vec<(Record, StoredText)> = (0..24)
        .map(|nth| {
            let (one, other) = (colours[nth % 3], colours[nth / 3 % 3]);
            paper(&format!(
                "Paper {nth}\nNämnden beslutar\natt anta {one} plan\n\nEfteråt talades om {other} plan\n"
            ))
        })
        .collect();
    index(&papers)
}

#[test]
fn conditions_within_conditions() {
    let fixture = fixture();
    let total = |query: &str| fixture.search(query).total;
    let all = total("enhet:clause OR enhet:text");
    assert_eq!(total("gul OR blå OR röd"), total("(gul OR blå) OR röd"));
    assert_eq!(total("-gul OR gul"), all);
    assert_eq!(total("-(gul -gul)"), all);
    assert_eq!(total("-(-gul)"), total("gul"));
    assert_eq!(total("-(-gul OR -blå)"), total("gul blå"));
    assert_eq!(total("enhet:clause -gul"), total("enhet:clause (blå OR röd)"));
    assert_eq!(total("\"gul plan\" enhet:clause"), total("gul enhet:clause"));
    assert_eq!(total("\"anta plan\"~1 enhet:clause"), total("enhet:clause anta"));
    assert_eq!(total("\"plan anta\"~9 enhet:clause"), 0, "near each other, but in their order");
    assert_eq!(total("gu* år:2011"), total("gul"));
    assert_eq!(total("\"gul plan\" år:2011"), total("\"gul plan\""));
    assert_eq!(total("\"gul plan\" år:2012"), 0);
    assert_eq!(total("gul gul GUL"), total("gul"), "what is asked twice is asked once");
}

fn builder<'a>(
    index: &'a Index,
    searcher: &'a Searcher,
    columns: &'a [Columns],
    compounds: &'a Compounds,
) -> Builder<'a> {
    let (fields, path) = (&index.fields, index.path.as_path());
    Builder { searcher, statistics: searcher, columns, fields, path, compounds }
}

#[test]
fn the_parts_of_a_segment_hold_what_the_whole_holds() {
    let fixture = fixture();
    let index = &fixture.index;
    let State { searcher, columns, .. } = index.state().expect("readable");
    let compounds = Compounds::new();
    let builder = builder(index, &searcher, &columns, &compounds);
    for query in
        ["gul", "\"gul plan\"", "pl*", "-gul", "\"anta plan\"~3 -röd", "år:2011 blå OR enhet:text"]
    {
        let plan = builder.plan(&parse(query).expect("a good query")).expect("readable");
        for (segment, columns) in searcher.segment_readers().iter().zip(columns.iter()) {
            let whole = Place::new(segment, columns, &index.fields);
            let find = |place: &Place<'_>| {
                let mut node = Node::new(&plan, place).expect("readable");
                found(&mut node, place).expect("readable")
            };
            let expected = find(&whole);
            assert!(!expected.is_empty(), "{query}");
            for most in [1, 2, 5, 17, 1_000] {
                let parts = whole.parts(most);
                let ends: Vec<_> = parts.iter().map(|part| part.range.end).collect();
                assert!(ends.is_sorted() && ends.last() == Some(&segment.max_doc()));
                let all: Vec<_> = parts.iter().flat_map(find).collect();
                assert_eq!(all, expected, "{query} in parts of {most}");
            }
        }
    }
}

#[test]
fn the_first_hits_are_the_first_of_all() {
    let fixture = fixture();
    let hits = |query: &str, sort: &Sort, limit: usize| {
        let sort = sort.clone();
        let request = Request { query: query.to_owned(), limit, sort, ..Request::default() };
        fixture.index.search(&request).expect("a good query").hits
    };
    for query in ["gul", "pl*", "-gul", "enhet:clause OR blå"] {
        for sort in [Sort::Relevance, Sort::Oldest, Sort::Newest, Sort::Organization] {
            let all = hits(query, &sort, usize::MAX);
            for limit in [1, 2, 7, all.len() - 1] {
                assert_eq!(hits(query, &sort, limit), all[..limit], "{query}: {limit}");
            }
        }
    }
}

#[test]
fn conditions_make_a_query_cheaper_and_the_dearest_part_is_named() {
    let fixture = fixture();
    let index = &fixture.index;
    let State { searcher, columns, .. } = index.state().expect("readable");
    let compounds = Compounds::new();
    let builder = builder(index, &searcher, &columns, &compounds);
    let steps = |query: &str| {
        let plan = builder.plan(&parse(query).expect("a good query")).expect("readable");
        let segments = searcher.segment_readers().iter().zip(columns.iter());
        let of_segment = |(segment, columns)| {
            let place = Place::new(segment, columns, &index.fields);
            Node::new(&plan, &place).expect("readable").cost(&place).steps()
        };
        segments.map(of_segment).sum::<u64>()
    };
    assert_eq!(steps("\"gul plan\""), steps("\"gul plan\""));
    assert!(steps("\"anta gul\" OR \"anta plan\"~3") > steps("\"anta gul\""));
    assert!(steps("\"anta plan\"~3 -(\"blå plan\")") > steps("\"anta plan\"~3"));
    let within = |query: &str| steps(query) - steps(query.rsplit(' ').next().unwrap_or_default());
    assert!(within("\"anta plan\"~3 år:2012") < within("\"anta plan\"~3 år:2011"));
    assert_eq!(steps("\"anta saknas\""), 0);

    let query =
        parse("gul OR \"anta gul\" OR (\"nämnden beslutar att\" -pl*)").expect("a good query");
    let refused = too_much(&builder, &query).expect("readable").to_string();
    let named = "most of all for \"nämnden beslutar att\"; ask for fewer";
    assert!(refused.contains(named), "{refused}");
}
