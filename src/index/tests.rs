use super::samples::{paper, text_of};
use super::{Error, Filters, Found, Index, Request, UnitKind, Writer, prepare};
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
