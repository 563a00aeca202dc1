//! The address of a hit → what stands there.

use serde::Serialize;

use crate::record::StoredText;
use crate::record::v1::{Outcome, Record, Span, Status};
use crate::swedish::sentence;

/// What stands at a place of a document.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Found {
    /// The document.
    pub id: String,
    /// The municipality or association.
    pub organization: Option<String>,
    /// *Organ*.
    pub body: Option<String>,
    /// When the body met, or the date of issue.
    pub date: Option<String>,
    /// Number of the agenda item.
    pub agenda_item: Option<String>,
    /// Of a clause.
    pub status: Option<Status>,
    /// Of a clause: what became of the matter.
    pub outcome: Option<Outcome>,
    /// Of a clause: the words that open its decision.
    pub formula: Option<String>,
    /// What stands there.
    pub text: String,
    /// Where.
    pub span: Span,
}

/// What stands at a place of an address, as "c-1234" is: a clause, an agenda item, a table or a sentence.
pub fn find(record: &Record, text: &StoredText, place: &str) -> Option<Found> {
    let (letter, start) = place.split_once('-')?;
    let start: u64 = start.parse().ok()?;
    let meeting = record.meetings.first();
    let mut found = Found {
        id: record.id.clone(),
        organization: record.organization.clone(),
        body: record.body.clone(),
        date: meeting.and_then(|meeting| meeting.date.clone()).or_else(|| record.date.clone()),
        agenda_item: None,
        status: None,
        outcome: None,
        formula: None,
        text: String::new(),
        span: Span { page: 1, line: 1, start, end: start, boxes: Vec::new() },
    };
    match letter {
        "c" => {
            let clauses = record
                .decisions
                .iter()
                .flat_map(|decision| decision.clauses.iter().map(move |clause| (decision, clause)));
            let (decision, clause) =
                clauses.into_iter().find(|(_, clause)| clause.span.start == start)?;
            found.agenda_item = decision.agenda_item.clone();
            found.body = decision.body.clone().or(found.body);
            found.status = Some(clause.status);
            found.outcome = decision.outcome;
            found.formula = decision.formula.as_ref().map(|formula| formula.text.clone());
            found.text = clause.text.clone();
            found.span = clause.span.clone();
        }
        "a" => {
            let item = record.agenda.iter().find(|item| item.span.start == start)?;
            found.agenda_item = item.number.clone();
            found.text = item.title.clone();
            found.span = item.span.clone();
        }
        "t" => {
            let table = record.tables.iter().find(|table| table.span.start == start)?;
            let rows = table.rows.iter().map(|row| row.cells.join("\t"));
            let lines = table.title.iter().cloned().chain([table.columns.join("\t")]).chain(rows);
            found.text = lines.collect::<Vec<_>>().join("\n");
            found.span = table.span.clone();
        }
        "x" => {
            let at = usize::try_from(start).ok().filter(|&at| text.content.is_char_boundary(at))?;
            let range = sentence::around(&text.content, at..at);
            found.text = text.content.get(range.clone())?.to_owned();
            found.span.start = range.start as u64;
            found.span.end = range.end as u64;
            found.span.page = text.page_starts.partition_point(|&page| page <= at).max(1) as u32;
            let breaks = text.content[..range.start].bytes().filter(|&byte| byte == b'\n').count();
            found.span.line = breaks as u32 + 1;
        }
        _ => return None,
    }
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::samples::paper;

    #[test]
    fn a_clause_and_a_sentence() {
        let (record, text) = paper("Före detta. Nu.\nNämnden beslutar\natt anta planen\n");
        let start = text.content.find("att anta").expect("it is there");
        let found = find(&record, &text, &format!("c-{start}")).expect("it is there");
        assert_eq!(
            (found.text.as_str(), found.formula.as_deref()),
            ("att anta planen", Some("Nämnden beslutar"))
        );
        assert_eq!(
            find(&record, &text, "x-3").map(|found| found.text),
            Some("Före detta.".to_owned())
        );
        for wrong in ["", "c", "c-1", "c-å", "z-0", "x-999999", "x-2"] {
            assert!(find(&record, &text, wrong).is_none(), "{wrong}");
        }
    }
}
