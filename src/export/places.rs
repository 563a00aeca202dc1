//! The address of a clause: the document's id and where in its text the clause begins, "…#c-2623".

use std::collections::BTreeMap;

use crate::record::v1::Record;

/// The name of each clause within its document, decision by decision: "c-2623", and "c-2623-2" of a second that
/// begins there.
pub(super) fn clause_ids(record: &Record) -> Vec<Vec<String>> {
    let mut seen: BTreeMap<u64, usize> = BTreeMap::new();
    let mut id = |start: u64| {
        let count = seen.entry(start).or_default();
        *count += 1;
        if *count == 1 { format!("c-{start}") } else { format!("c-{start}-{count}") }
    };
    let decisions = record.decisions.iter();
    decisions
        .map(|decision| decision.clauses.iter().map(|clause| id(clause.span.start)).collect())
        .collect()
}

/// What names it among all documents.
pub(super) fn address(record: &Record, id: &str) -> String {
    format!("{}#{id}", record.id)
}
