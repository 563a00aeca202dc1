//! [`Record`] → rows: one for each document, agenda item, clause, cell or note.

mod cells;

use serde::Serialize;

use super::v1::{Clause, Decision, Record, Span};

/// What a row is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowKind {
    /// One row a document.
    Documents,
    /// One row an agenda item.
    Agenda,
    /// One row a decision clause.
    Clauses,
    /// One row a cell of a table.
    Cells,
    /// One row a note.
    Notes,
}

impl RowKind {
    /// The names of the columns.
    pub fn columns(self) -> &'static [&'static str] {
        match self {
            Self::Documents => &[
                "id",
                "file",
                "kind",
                "title",
                "organization",
                "body",
                "date",
                "meeting_date",
                "media_type",
                "bytes",
                "pages",
                "text_layer",
                "agenda_items",
                "decisions",
                "clauses",
                "tables",
                "notes",
            ],
            Self::Agenda => {
                &["id", "file", "number", "title", "dnr", "page", "line", "start", "end"]
            }
            Self::Clauses => &[
                "id",
                "file",
                "organization",
                "body",
                "addressee",
                "date",
                "agenda_item",
                "decision",
                "clause",
                "formula",
                "outcome",
                "status",
                "surface_status",
                "actions",
                "amounts_sek",
                "dates",
                "text",
                "rule",
                "page",
                "line",
                "start",
                "end",
            ],
            Self::Cells => cells::COLUMNS,
            Self::Notes => &["id", "file", "code", "message", "page", "line", "start", "end"],
        }
    }

    /// True for a column of numbers, where an empty value says that there is none.
    pub fn is_number(self, column: &str) -> bool {
        self == Self::Cells && cells::NUMBERS.contains(&column)
    }

    /// The rows of `record`, each with as many values as there are columns.
    pub fn rows(self, record: &Record) -> Vec<Vec<String>> {
        match self {
            Self::Documents => vec![document(record)],
            Self::Agenda => agenda(record),
            Self::Clauses => clauses(record),
            Self::Cells => cells::rows(record),
            Self::Notes => notes(record),
        }
    }
}

fn text(value: &Option<String>) -> String {
    value.clone().unwrap_or_default()
}

/// The word that a value of a closed vocabulary has in the record.
fn word(value: &impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    }
}

fn start_of(record: &Record) -> Vec<String> {
    vec![record.id.clone(), record.source.name.clone()]
}

fn place(span: &Span) -> [String; 4] {
    [span.page.to_string(), span.line.to_string(), span.start.to_string(), span.end.to_string()]
}

fn document(record: &Record) -> Vec<String> {
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
        record.source.pages.map(|pages| pages.to_string()).unwrap_or_default(),
        word(&record.source.text_layer),
        record.agenda.len().to_string(),
        record.decisions.len().to_string(),
        n_clauses.to_string(),
        record.tables.len().to_string(),
        record.notes.len().to_string(),
    ]);
    row
}

fn agenda(record: &Record) -> Vec<Vec<String>> {
    let row = |item: &super::v1::AgendaItem| {
        let mut row = start_of(record);
        row.extend([text(&item.number), item.title.clone(), text(&item.dnr)]);
        row.extend(place(&item.span));
        row
    };
    record.agenda.iter().map(row).collect()
}

fn clauses(record: &Record) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    for (decision_idx, decision) in record.decisions.iter().enumerate() {
        for (clause_idx, clause) in decision.clauses.iter().enumerate() {
            let numbers = (decision_idx + 1, clause_idx + 1);
            rows.push(clause_row(record, decision, clause, numbers));
        }
    }
    rows
}

fn clause_row(
    record: &Record,
    decision: &Decision,
    clause: &Clause,
    (decision_number, clause_number): (usize, usize),
) -> Vec<String> {
    let meeting = record.meetings.first();
    let date = meeting.and_then(|meeting| meeting.date.clone()).or_else(|| record.date.clone());
    let body = decision.body.clone().or_else(|| record.body.clone());
    let sums = clause.amounts.iter().filter_map(|amount| amount.sek);
    let dates: Vec<&str> = clause.dates.iter().map(|date| date.date.as_str()).collect();
    let formula = decision.formula.as_ref().map(|formula| formula.text.clone());
    let mut row = start_of(record);
    row.extend([
        text(&record.organization),
        text(&body),
        text(&decision.addressee),
        text(&date),
        text(&decision.agenda_item),
        decision_number.to_string(),
        clause_number.to_string(),
        text(&formula),
        decision.outcome.as_ref().map(word).unwrap_or_default(),
        word(&clause.status),
        word(&clause.surface_status),
        clause.actions.join("; "),
        sums.map(|sek| sek.to_string()).collect::<Vec<_>>().join("; "),
        dates.join("; "),
        clause.text.clone(),
        clause.rule.clone(),
    ]);
    row.extend(place(&clause.span));
    row
}

fn notes(record: &Record) -> Vec<Vec<String>> {
    let row = |note: &super::v1::Note| {
        let mut row = start_of(record);
        row.extend([note.code.clone(), note.message.clone()]);
        row.extend(note.span.as_ref().map(place).unwrap_or_default());
        row
    };
    record.notes.iter().map(row).collect()
}
