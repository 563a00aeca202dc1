//! The names that stand in an index: bodies, organizations, actions.

use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocSet, Searcher, TERMINATED};

use super::query::nearest;

/// How many names of a field are looked through.
const MAX_NAMES: usize = 500_000;

/// The names of `field` that hold `value` as whole words in a row; else the nearest name, if any is near.
pub(super) fn names_holding(
    searcher: &Searcher,
    field: Field,
    value: &str,
) -> tantivy::Result<Result<Vec<String>, Option<String>>> {
    let names = names(searcher, field)?;
    let wanted = format!(" {value} ");
    let holding: Vec<String> =
        names.iter().filter(|name| format!(" {name} ").contains(&wanted)).cloned().collect();
    if holding.is_empty() {
        let nearest = nearest(value, names.iter().map(String::as_str)).map(str::to_owned);
        return Ok(Err(nearest));
    }
    Ok(Ok(holding))
}

/// Every name of `field`, in order.
fn names(searcher: &Searcher, field: Field) -> tantivy::Result<Vec<String>> {
    let mut names = Vec::new();
    for segment in searcher.segment_readers() {
        let inverted = segment.inverted_index(field)?;
        let mut terms = inverted.terms().stream()?;
        while terms.advance() && names.len() < MAX_NAMES {
            names.push(String::from_utf8_lossy(terms.key()).into_owned());
        }
    }
    names.sort_unstable();
    names.dedup();
    Ok(names)
}

/// Every name of `field` that a document not deleted holds, in order.
pub(super) fn living_names(searcher: &Searcher, field: Field) -> tantivy::Result<Vec<String>> {
    let mut names = Vec::new();
    for segment in searcher.segment_readers() {
        let inverted = segment.inverted_index(field)?;
        let mut terms = inverted.terms().stream()?;
        while terms.advance() {
            let info = terms.value().clone();
            let mut postings =
                inverted.read_postings_from_terminfo(&info, IndexRecordOption::Basic)?;
            let mut doc = postings.doc();
            while doc != TERMINATED && segment.is_deleted(doc) {
                doc = postings.advance();
            }
            if doc != TERMINATED {
                names.push(String::from_utf8_lossy(terms.key()).into_owned());
            }
        }
    }
    names.sort_unstable();
    names.dedup();
    Ok(names)
}
