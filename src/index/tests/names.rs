//! Names of bodies and organizations, asked for by their words and whole.

use super::{Filters, Fixture, Request, index};
use crate::index::samples::text_of;

fn fixture() -> Fixture {
    let bodies = ["Direktionen", "Direktionens presidium", "Direktionen för Exempelförbundet"];
    let papers = bodies.map(|body| {
        let (record, text) = text_of(&format!("En handling. {body} sammanträder."));
        (crate::record::v1::Record { body: Some(body.to_owned()), ..record }, text)
    });
    index(&papers)
}

fn found(fixture: &Fixture, body: &str, whole_names: bool) -> usize {
    let filters = Filters { body: Some(body.to_owned()), whole_names, ..Filters::default() };
    let request = Request { filters, limit: 10, ..Request::default() };
    fixture.index.search(&request).map_or(0, |found| found.total)
}

#[test]
fn by_words_a_name_stands_for_all_that_hold_it() {
    let fixture = fixture();
    assert_eq!(found(&fixture, "direktionen", false), 2);
    assert_eq!(fixture.search("organ:direktionen").total, 2);
}

#[test]
fn whole_a_name_stands_for_itself_where_something_has_it() {
    let fixture = fixture();
    assert_eq!(found(&fixture, "DIREKTIONEN", true), 1);
    assert_eq!(found(&fixture, "Direktionens presidium", true), 1);
    // Nothing is called so; it is words of a name.
    assert_eq!(found(&fixture, "Exempelförbundet", true), 1);
    assert_eq!(found(&fixture, "Nämnden", true), 0);
}
