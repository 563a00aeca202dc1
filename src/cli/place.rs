//! The address of a hit → what stands there.

use std::io::Write;

use serde::Serialize;

use super::term::clean_name;
use crate::mask::Masker;
use crate::record::StoredText;
use crate::record::v1::{Outcome, Record, Span, Status};
use crate::swedish::sentence;

/// What stands at a place of a document.
#[derive(Debug, Serialize)]
pub(super) struct Found {
    id: String,
    organization: Option<String>,
    body: Option<String>,
    date: Option<String>,
    agenda_item: Option<String>,
    status: Option<Status>,
    outcome: Option<Outcome>,
    formula: Option<String>,
    text: String,
    span: Span,
}

/// What stands at a place of an address, as "c-1234" is: a clause, an agenda item, a table or a sentence.
pub(super) fn find(record: &Record, text: &StoredText, place: &str) -> Option<Found> {
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

impl Found {
    /// With personal data hidden.
    pub(super) fn masked(mut self, masker: &Masker) -> Self {
        self.text = masker.text(&self.text).into_owned();
        self.formula = self.formula.map(|formula| masker.text(&formula).into_owned());
        self
    }
}

pub(super) fn tell(found: &Found, out: &mut dyn Write) -> std::io::Result<()> {
    let item = found.agenda_item.as_ref().map(|number| format!("§ {number}"));
    let word = |value: serde_json::Result<serde_json::Value>| {
        value.ok().and_then(|value| value.as_str().map(str::to_owned))
    };
    let parts = [
        found.organization.clone(),
        found.body.clone(),
        found.date.clone(),
        item,
        found.status.and_then(|status| word(serde_json::to_value(status))),
        found.outcome.and_then(|outcome| word(serde_json::to_value(outcome))),
    ];
    let head: Vec<String> = parts.into_iter().flatten().collect();
    writeln!(out, "{}", clean_name(&head.join(" · ")))?;
    writeln!(out, "page {}, line {}", found.span.page, found.span.line)?;
    for part in found.formula.iter().chain([&found.text]) {
        for line in part.lines() {
            writeln!(out, "  {}", clean_name(line))?;
        }
    }
    Ok(())
}
