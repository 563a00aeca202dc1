//! Rows of documents, agenda items and notes.

use super::super::v1::{AgendaItem, Note, Record};
use super::{Column, columns, number, place, start_of, text, word};

pub(super) const DOCUMENTS: &[Column] = columns![
    "id" Text, "file" Text, "kind" Text, "title" Text, "organization" Text, "body" Text, "date" Date,
    "meeting_date" Date, "media_type" Text, "bytes" Integer, "pages" Integer, "text_layer" Text,
    "agenda_items" Integer, "decisions" Integer, "clauses" Integer, "tables" Integer, "notes" Integer,
    "dnr" Text,
];

pub(super) const AGENDA: &[Column] = columns![
    "id" Text, "file" Text, "number" Text, "title" Text, "dnr" Text, "page" Integer, "line" Integer,
    "start" Integer, "end" Integer,
];

pub(super) const NOTES: &[Column] = columns![
    "id" Text, "file" Text, "code" Text, "message" Text, "page" Integer, "line" Integer,
    "start" Integer, "end" Integer,
];

pub(super) fn document(record: &Record) -> Vec<String> {
    let meeting_date = record.meetings.first().and_then(|meeting| meeting.date.clone());
    let n_clauses: usize = record.decisions.iter().map(|decision| decision.clauses.len()).sum();
    let mut row = start_of(record);
    row.extend([
        word(&record.kind),
        text(&record.title),
        text(&record.organization),
        text(&record.body),
        text(&record.date),
        text(&meeting_date),
        record.source.media_type.clone(),
        record.source.bytes.to_string(),
        number(record.source.pages),
        word(&record.source.text_layer),
        record.agenda.len().to_string(),
        record.decisions.len().to_string(),
        n_clauses.to_string(),
        record.tables.len().to_string(),
        record.notes.len().to_string(),
        text(&record.dnr),
    ]);
    row
}

pub(super) fn agenda(record: &Record) -> Vec<Vec<String>> {
    let row = |item: &AgendaItem| {
        let mut row = start_of(record);
        row.extend([text(&item.number), item.title.clone(), text(&item.dnr)]);
        row.extend(place(&item.span));
        row
    };
    record.agenda.iter().map(row).collect()
}

pub(super) fn notes(record: &Record) -> Vec<Vec<String>> {
    let row = |note: &Note| {
        let mut row = start_of(record);
        row.extend([note.code.clone(), note.message.clone()]);
        row.extend(note.span.as_ref().map(place).unwrap_or_default());
        row
    };
    record.notes.iter().map(row).collect()
}
