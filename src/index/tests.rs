mod finding;
mod names;
mod vocabulary;

use super::samples::{paper, text_of};
use super::{Context, Error, Facet, Filters, Found, Index, Request, UnitKind, Writer, prepare};
use crate::record::StoredText;
use crate::record::v1::Record;

struct Fixture {
    index: Index,
    _folder: tempfile::TempDir,
}

fn index(papers: &[(Record, StoredText)]) -> Fixture {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let path = folder.path().join("index");
    let mut writer = Writer::new(Index::create(&path).expect("a new index")).expect("a writer");
    for (record, text) in papers {
        writer.put(prepare(record, text)).expect("room");
    }
    writer.commit(1).expect("room");
    writer.finish().expect("room");
    Fixture { index: Index::open(&path).expect("it was made"), _folder: folder }
}

fn request(query: &str) -> Request {
    Request { query: query.to_owned(), limit: 10, ..Request::default() }
}

impl Fixture {
    #[track_caller]
    fn search(&self, query: &str) -> Found {
        match self.index.search(&request(query)) {
            Ok(found) => found,
            Err(error) => panic!("{query:?}: {error}"),
        }
    }

    /// The hits' units and what they show.
    #[track_caller]
    fn check(&self, query: &str, expected: &[(UnitKind, &str)]) {
        let found = self.search(query);
        let shown: Vec<(UnitKind, &str)> =
            found.hits.iter().map(|hit| (hit.unit, hit.kwic.matched.as_str())).collect();
        assert_eq!(shown, expected, "{query}");
        assert_eq!(found.total, expected.len(), "{query}");
    }
}

const PAPER: &str = "Kallelse till direktionen\n\nÄrende 10 Ansökan om bidrag\n\nDirektionen föreslås besluta\n\
                     att godkänna ansökan om 1 250 000 kronor\n\nÄrende 11 Lån i län\nVi föreslår att kommunerna \
                     besluter.\nDirektionen föreslås\nverka för saken. Dnr KS/2014:417, se åter-\nremissen.\n";

#[test]
fn a_phrase_in_a_formula_is_shown_once_with_its_clause() {
    let fixture = index(&[paper(PAPER)]);
    fixture.check(
        "\"Direktionen föreslås besluta\"",
        &[(UnitKind::Clause, "Direktionen föreslås besluta")],
    );
    let hit = &fixture.search("\"Direktionen föreslås besluta\"").hits[0];
    assert_eq!(
        hit.kwic.right,
        " att godkänna ansökan om 1 250 000 kronor Ärende 11 Lån i län Vi föreslår att kommunerna besluter. Direktionen föreslås verka för …"
    );
    assert!(hit.kwic.left.ends_with("Ärende 10 Ansökan om bidrag "));
    fixture.check(
        "\"föreslås besluta att godkänna\"",
        &[(UnitKind::Clause, "föreslås besluta att godkänna")],
    );
}

#[test]
fn a_text_that_says_more_than_its_clause_is_shown_too() {
    let fixture = index(&[paper(PAPER)]);
    // Once in the formula, once in running text.
    let found = fixture.search("\"Direktionen föreslås\"");
    assert_eq!(found.total, 2);
    // Across the edge of the clause.
    fixture.check(
        "\"om bidrag Direktionen föreslås\"",
        &[(UnitKind::Text, "om bidrag Direktionen föreslås")],
    );
    // One word in the clause, the other outside.
    fixture.check("godkänna kallelse", &[(UnitKind::Text, "godkänna")]);
}

#[test]
fn quoted_is_exact_and_unquoted_is_any_inflection() {
    let fixture = index(&[paper(PAPER)]);
    fixture.check("kommunen", &[(UnitKind::Text, "kommunerna")]);
    fixture.check("\"kommunen\"", &[]);
    fixture.check("\"föreslås direktionen\"", &[]);
    fixture.check("\"lån\"", &[(UnitKind::Text, "Lån")]);
    fixture.check("\"lan\"", &[]);
    fixture.check("återremissen", &[(UnitKind::Text, "åter- remissen")]);
    fixture.check("godk*", &[(UnitKind::Clause, "godkänna")]);
}

#[test]
fn numbers_are_found_with_and_without_spaces() {
    let fixture = index(&[paper(PAPER), text_of("Summa 1250000 kr, och 250 000 kr.")]);
    for query in ["1 250 000", "1250000", "\"1 250 000\"", "\"1250000\""] {
        assert_eq!(fixture.search(query).total, 2, "{query}");
    }
    fixture.check("\"1250000 kronor\"", &[(UnitKind::Clause, "1 250 000 kronor")]);
    fixture.check("KS/2014:417", &[(UnitKind::Text, "KS/2014:417")]);
    fixture.check("dnr 417", &[(UnitKind::Text, "Dnr")]);
}

#[test]
fn fields_narrow_and_unknown_names_are_refused() {
    let fixture = index(&[paper(PAPER)]);
    for query in [
        "godkänna organ:direktionen",
        "godkänna organisation:exempelförbundet",
        "godkänna typ:kallelse",
        "godkänna status:proposal",
        "godkänna år:2010..2012",
        "godkänna åtgärd:anta",
        "godkänna enhet:clause",
        "godkänna fil:papper",
        "godkänna -typ:protokoll",
    ] {
        fixture.check(query, &[(UnitKind::Clause, "godkänna")]);
    }
    for query in ["godkänna typ:protokoll", "godkänna år:2012", "godkänna status:decision"] {
        fixture.check(query, &[]);
    }
    let refused = fixture.index.search(&request("organ:direktonen")).expect_err("no such body");
    assert_eq!(
        refused.to_string(),
        "column 7: no body in this archive is called \"direktonen\"; did you mean \"direktionen\"?"
    );
    let filters = Filters { kind: Some("kalelse".to_owned()), ..Filters::default() };
    let refused = fixture.index.search(&Request { filters, ..request("godkänna") });
    let told = refused.expect_err("no such kind").to_string();
    assert_eq!(told, "--kind: \"kalelse\" is no kind of document; did you mean \"kallelse\"?");
}

#[test]
fn negation_alone_and_alternatives() {
    let fixture = index(&[text_of("gult"), text_of("blått"), text_of("rött")]);
    assert_eq!(fixture.search("-gult").total, 2);
    assert_eq!(fixture.search("gult OR rött").total, 2);
    assert_eq!(fixture.search("(gult OR rött) -rött").total, 1);
    assert_eq!(fixture.search("gult blått").total, 0);
}

#[test]
fn a_phrase_over_a_page_break_is_found_once() {
    let (record, mut text) = text_of("en mening som fort\nsätter på nästa sida\n");
    text.page_starts = vec![0, "en mening som fort\n".len()];
    let fixture = index(&[(record, text)]);
    fixture.check("\"som fort sätter\"", &[(UnitKind::Text, "som fort sätter")]);
    fixture.check("\"en mening\"", &[(UnitKind::Text, "en mening")]);
    fixture.check("sida", &[(UnitKind::Text, "sida")]);
    assert_eq!(fixture.search("sida").hits[0].span.page, 2);
    assert_eq!(fixture.search("sida").hits[0].span.line, 2);
}

#[test]
fn a_document_put_again_replaces_itself() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let path = folder.path().join("index");
    let (record, text) = text_of("ordet står här");
    let mut writer = Writer::new(Index::create(&path).expect("a new index")).expect("a writer");
    for watermark in 1..=3 {
        writer.put(prepare(&record, &text)).expect("room");
        writer.commit(watermark).expect("room");
    }
    writer.finish().expect("room");
    let index = Index::open(&path).expect("it was made");
    assert_eq!(index.search(&request("ordet")).expect("a good query").total, 1);
    assert_eq!(index.documents().expect("readable"), [record.id]);
    assert_eq!(index.watermark().expect("readable"), Some(3));
    assert!(index.damaged_files().expect("readable").is_empty());
}

#[test]
fn counts_are_exact_and_the_order_of_equals_is_settled() {
    let papers: Vec<(Record, StoredText)> =
        (0..50).map(|n| text_of(&format!("samma ord {n}"))).collect();
    let fixture = index(&papers);
    let found = fixture.search("samma");
    assert_eq!((found.total, found.hits.len()), (50, 10));
    let mut ids: Vec<&str> = papers.iter().map(|(record, _)| record.id.as_str()).collect();
    ids.sort_unstable();
    let shown: Vec<&str> = found.hits.iter().map(|hit| hit.id.as_str()).collect();
    assert_eq!(shown, ids[..10]);
}

#[test]
fn no_index_is_told() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    assert!(matches!(Index::open(folder.path()), Err(Error::Missing { .. })));
    std::fs::write(folder.path().join("meta.json"), "{}").expect("room");
    assert!(matches!(Index::open(folder.path()), Err(Error::Broken { .. })));
}

#[test]
fn a_word_is_found_in_its_compounds() {
    let fixture = index(&[
        text_of("Flyktingmottagningen i Exempelbyn tar emot flyktingar. En mottagning öppnar."),
        text_of("Mottagningsenheten är en enhet. Gatukontoret har ett kontor vid en gata."),
        text_of("Överföringen av medel, ett förslag om slaget vid ån."),
    ]);
    let total = |query: &str| fixture.search(query).total;
    // By itself, as the last part, as the first part.
    assert_eq!(total("mottagning"), 2);
    assert_eq!(total("gata"), 1);
    assert_eq!(total("kontor"), 1);
    // "för" makes another word of "slag".
    assert_eq!(fixture.search("slag").hits[0].kwic.matched, "slaget");
    assert_eq!(total("\"mottagning\""), 1, "quoted words are found as they stand");
    let best = &fixture.search("mottagning").hits[0];
    assert!(best.kwic.left.contains("flyktingar"), "the word itself comes first: {best:?}");
}

#[test]
fn words_near_each_other() {
    let fixture =
        index(&[text_of("nämnden beslutar enhälligt att efter votering godkänna planen")]);
    fixture.check("\"beslutar att\"", &[]);
    fixture.check("\"beslutar att\"~1", &[(UnitKind::Text, "beslutar enhälligt att")]);
    fixture.check(
        "\"beslutar att godkänna\"~3",
        &[(UnitKind::Text, "beslutar enhälligt att efter votering godkänna")],
    );
    fixture.check("\"beslutar att godkänna\"~2", &[]);
}

#[test]
fn amounts_and_formulas_of_clauses() {
    let fixture = index(&[paper(PAPER)]);
    let total = |query: &str| fixture.search(query).total;
    assert_eq!(total("belopp:>1mkr"), 1);
    assert_eq!(total("belopp:1250000"), 1);
    assert_eq!(total("belopp:<1mkr"), 0);
    assert_eq!(total("formel:\"föreslås besluta\""), 1);
    assert_eq!(total("formel:beslut"), 0);
}

/// A paper of an organization and a day.
fn paper_of(content: &str, organization: &str, date: Option<&str>) -> (Record, StoredText) {
    let (mut record, mut text) = paper(content);
    record.organization = Some(organization.to_owned());
    record.date = date.map(str::to_owned);
    record.id = crate::ingest::sha256(format!("{organization}{date:?}").as_bytes());
    text.id = record.id.clone();
    (record, text)
}

#[test]
fn hits_stand_in_the_order_asked_for() {
    let fixture = index(&[
        paper_of("Nämnden beslutar\natt anta gul plan\n", "Ö kommun", Some("2014-05-01")),
        paper_of("Nämnden beslutar\natt anta blå plan\n", "Å kommun", Some("2012-01-31")),
        paper_of("Nämnden beslutar\natt anta öm plan\n", "A kommun", None),
    ]);
    let order = |sort: &str| {
        let sort = sort.parse().expect("an order");
        let found = fixture.index.search(&Request { sort, ..request("\"att anta\"") });
        let hits = found.expect("a good query").hits;
        let names = hits.into_iter().map(|hit| hit.organization.unwrap_or_default());
        names.map(|name| name.chars().next().unwrap_or(' ')).collect::<String>()
    };
    assert_eq!(order("oldest"), "ÅÖA");
    assert_eq!(order("newest"), "ÖÅA");
    assert_eq!(order("organization"), "AÅÖ");
    assert_eq!(order("1R"), "ÅÖA", "blå, gul, öm");
}

#[test]
fn hits_are_counted_by_what_they_are_of() {
    let fixture = index(&[
        paper_of(
            "Nämnden beslutar\natt anta planen\n\nMer om planen\n",
            "A kommun",
            Some("2014-05-01"),
        ),
        paper_of("Nämnden beslutar\natt anta planen\n", "B kommun", Some("2014-06-01")),
        paper_of("Nämnden beslutar\natt anta planen\n", "B kommun", None),
    ]);
    let answer = fixture.index.answer(&request("planen")).expect("a good query");
    assert_eq!((answer.total(), answer.documents().expect("readable")), (4, 3));
    let counts = |facet| {
        let counts = answer.counts(facet).expect("readable");
        let told = counts.into_iter().map(|count| {
            (count.value.unwrap_or_default(), count.hits, count.words.unwrap_or_default())
        });
        told.collect::<Vec<_>>()
    };
    let told = |value: &str, hits, words| (value.to_owned(), hits, words);
    assert_eq!(counts(Facet::Organization), [told("A kommun", 2, 8), told("B kommun", 2, 10)]);
    assert_eq!(counts(Facet::Year), [told("2014", 3, 13), told("", 1, 5)]);
    assert_eq!(counts(Facet::Unit), [told("clause", 3, 0), told("text", 1, 0)]);
    assert_eq!(counts(Facet::Status), [told("proposal", 3, 0), told("", 1, 0)]);
    let one = &answer.counts(Facet::Organization).expect("readable")[0];
    assert_eq!(one.per_million(), Some(250_000.0));
}

#[test]
fn a_match_in_a_text_counts_beside_its_clause_only_outside_of_it() {
    let fixture = index(&[paper(
        "Planen är ny\nNämnden beslutar\natt anta den stora planen och budgeten\n\nEfteråt talade nämnden\n",
    )]);
    let units = |query: &str| {
        let hits = fixture.search(query).hits;
        let mut units: Vec<&str> = hits.iter().map(|hit| hit.unit.as_str()).collect();
        units.sort_unstable();
        units
    };
    assert_eq!(units("budget*"), ["clause"]);
    assert_eq!(units("plan*"), ["clause", "text"]);
    assert_eq!(units("\"stora planen\""), ["clause"]);
    assert_eq!(units("\"stora planen\" OR talade"), ["clause", "text"]);
    assert_eq!(units("\"anta planen\"~2"), ["clause"]);
    assert_eq!(units("budgeten -talade"), ["clause"]);
    assert_eq!(units("planen status:proposal"), ["clause"]);
}

#[test]
fn what_stands_around_a_match() {
    let (record, text) = text_of("Först detta. Sedan talade nämnden om planen i går. Till sist.");
    let fixture = index(&[(record, text)]);
    let shown = |context| {
        let found = fixture.index.search(&Request { context, ..request("nämnden") });
        let kwic = found.expect("a good query").hits.remove(0).kwic;
        format!("{}[{}]{}", kwic.left, kwic.matched, kwic.right)
    };
    assert_eq!(shown(Context::Sentence), "Sedan talade [nämnden] om planen i går.");
    assert_eq!(shown(Context::Words(2)), "Sedan talade [nämnden] om planen");
    assert_eq!(
        shown(Context::Words(100)),
        "Först detta. Sedan talade [nämnden] om planen i går. Till sist"
    );
    let fixture = index(&[paper(PAPER)]);
    let found = fixture.index.search(&Request { context: Context::Unit, ..request("ansökan") });
    let kwic = &found.expect("a good query").hits[0].kwic;
    assert_eq!(
        (kwic.left.as_str(), kwic.right.as_str()),
        ("Direktionen föreslås besluta att godkänna ", " om 1 250 000 kronor")
    );
}

#[test]
fn every_hit_says_where_it_is_found_again() {
    let fixture = index(&[paper(PAPER)]);
    let hit = &fixture.search("\"godkänna ansökan\"").hits[0];
    let start = PAPER.find("att godkänna").expect("it is there");
    assert_eq!(hit.address, format!("{}#c-{start}", hit.id));
    assert_eq!(
        hit.citation,
        format!(
            "Exempelförbundet, Direktionen, kallelse 2011-09-29, s. 1 (papper.txt, sha256 {})",
            &hit.id[..8]
        )
    );
    let hit = &fixture.search("\"verka för saken\"").hits[0];
    let start = PAPER.find("verka för").expect("it is there");
    assert_eq!(hit.address, format!("{}#x-{start}", hit.id));
}

#[test]
fn dates_and_outcomes() {
    let fixture = index(&[
        paper_of("Nämnden beslutar\natt anta planen\n", "A kommun", Some("2014-05-01")),
        paper_of("Nämnden beslutar\natt anta planen\n", "B kommun", Some("2014")),
    ]);
    let total = |query: &str| fixture.search(query).total;
    assert_eq!(total("planen datum:2014-05-01"), 1);
    assert_eq!(total("planen datum:2014-05"), 1);
    assert_eq!(
        total("planen datum:..2014-04"),
        1,
        "a day that is not known stands before the first"
    );
    assert_eq!(total("planen datum:2014"), 2);
    assert_eq!(total("planen år:2014"), 2);
    assert_eq!(total("planen datum:2014-05-02.."), 0);
    assert_eq!(total("planen utfall:bifall"), 0);
    assert!(fixture.index.search(&request("datum:2014-13")).is_err());
    assert!(fixture.index.search(&request("utfall:bifal")).is_err());
}
