//! Small papers for tests.

use crate::record::StoredText;
use crate::record::v1::{
    Amount, Clause, Decision, Formula, Kind, QualityLevel, Record, SCHEMA, SourceInfo, Span,
    Status, TextLayer,
};

fn span(content: &str, start: usize, end: usize) -> Span {
    let line = content[..start].matches('\n').count() as u32 + 1;
    Span { page: 1, line, start: start as u64, end: end as u64, boxes: Vec::new() }
}

/// A paper of which nothing is known but its text. The id is of the text.
pub(crate) fn text_of(content: &str) -> (Record, StoredText) {
    let id = crate::ingest::sha256(content.as_bytes());
    let record = Record {
        schema: SCHEMA.to_owned(),
        id: id.clone(),
        source: SourceInfo {
            name: "papper.txt".to_owned(),
            media_type: "text/plain".to_owned(),
            bytes: content.len() as u64,
            pages: None,
            text_layer: TextLayer::Native,
            metadata: None,
            scans: Vec::new(),
            text_quality: vec![Some(QualityLevel::Good)],
        },
        kind: Kind::Kallelse,
        basis: Vec::new(),
        title: None,
        organization: Some("Exempelförbundet".to_owned()),
        body: Some("Direktionen".to_owned()),
        date: Some("2011-09-29".to_owned()),
        dnr: None,
        segments: Vec::new(),
        meetings: Vec::new(),
        agenda: Vec::new(),
        decisions: Vec::new(),
        tables: Vec::new(),
        notes: Vec::new(),
    };
    let text =
        StoredText { id, content: content.to_owned(), page_starts: vec![0], aside: Vec::new() };
    (record, text)
}

/// A paper whose lines that end in "beslutar" or "besluta" are formulas, and whose lines that begin with "att " are
/// clauses.
pub(crate) fn paper(content: &str) -> (Record, StoredText) {
    let (mut record, text) = text_of(content);
    let mut at = 0;
    for line in content.split_inclusive('\n') {
        let (start, printed) = (at, line.trim_end());
        let place = span(content, start, start + printed.len());
        at += line.len();
        if printed.ends_with("besluta") || printed.ends_with("beslutar") {
            record.decisions.push(decision(printed, place));
        } else if let Some(decision) =
            record.decisions.last_mut().filter(|_| printed.starts_with("att "))
        {
            decision.span.end = place.end;
            decision.clauses.push(clause(printed, place));
        }
    }
    (record, text)
}

fn decision(formula: &str, span: Span) -> Decision {
    Decision {
        body: formula.split(' ').next().map(str::to_owned),
        addressee: None,
        chain: Vec::new(),
        formula: Some(Formula {
            text: formula.to_owned(),
            normalized: formula.to_lowercase(),
            span: span.clone(),
        }),
        agenda_item: None,
        segment: None,
        outcome: None,
        clauses: Vec::new(),
        votes: Vec::new(),
        reservations: Vec::new(),
        span,
    }
}

/// The only amount that samples have.
fn amounts(text: &str) -> Vec<Amount> {
    let printed = "1 250 000 kronor";
    let amount = || Amount { text: printed.to_owned(), sek: Some(1_250_000) };
    if text.contains(printed) { vec![amount()] } else { Vec::new() }
}

fn clause(text: &str, span: Span) -> Clause {
    Clause {
        text: text.to_owned(),
        status: Status::Proposal,
        surface_status: Status::Proposal,
        rule: "test".to_owned(),
        actions: vec!["anta".to_owned()],
        amounts: amounts(text),
        dates: Vec::new(),
        proposers: Vec::new(),
        elected: Vec::new(),
        span,
    }
}
