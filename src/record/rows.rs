//! [`Record`] → rows: one for each document, meeting, decision, clause, vote, cell and so on.

mod cells;
mod decisions;
mod documents;
mod meetings;

use serde::Serialize;

use super::v1::{Record, Span};

/// What a row is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowKind {
    /// One row a document.
    Documents,
    /// One row a meeting.
    Meetings,
    /// One row an agenda item.
    Agenda,
    /// One row a decision.
    Decisions,
    /// One row a decision clause.
    Clauses,
    /// One row a counted vote.
    Votes,
    /// One row a person's vote.
    Ballots,
    /// One row a name of a roster.
    Attendance,
    /// One row a cell of a table.
    Cells,
    /// One row a note.
    Notes,
}

/// A column of rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Its name: small ASCII letters and "_".
    pub name: &'static str,
    /// What its values are; an empty value says that there is none.
    pub holds: Holds,
}

/// What the values of a column are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// Letters.
    Text,
    /// Whole numbers.
    Integer,
    /// Numbers.
    Number,
    /// Days, ISO 8601.
    Date,
    /// "true" and "false".
    Truth,
}

/// Columns, each by its name and what it holds.
macro_rules! columns {
    ($($name:literal $holds:ident),* $(,)?) => {
        &[$($crate::record::Column { name: $name, holds: $crate::record::Holds::$holds }),*]
    };
}
pub(crate) use columns;

impl RowKind {
    /// The columns.
    pub fn columns(self) -> &'static [Column] {
        match self {
            Self::Documents => documents::DOCUMENTS,
            Self::Meetings => meetings::MEETINGS,
            Self::Agenda => documents::AGENDA,
            Self::Decisions => decisions::DECISIONS,
            Self::Clauses => decisions::CLAUSES,
            Self::Votes => decisions::VOTES,
            Self::Ballots => decisions::BALLOTS,
            Self::Attendance => meetings::ATTENDANCE,
            Self::Cells => cells::COLUMNS,
            Self::Notes => documents::NOTES,
        }
    }

    /// The rows of `record`, each with as many values as there are columns.
    pub fn rows(self, record: &Record) -> Vec<Vec<String>> {
        match self {
            Self::Documents => vec![documents::document(record)],
            Self::Meetings => meetings::meetings(record),
            Self::Agenda => documents::agenda(record),
            Self::Decisions => decisions::decisions(record),
            Self::Clauses => decisions::clauses(record),
            Self::Votes => decisions::votes(record),
            Self::Ballots => decisions::ballots(record),
            Self::Attendance => meetings::attendance(record),
            Self::Cells => cells::rows(record),
            Self::Notes => documents::notes(record),
        }
    }
}

fn text(value: &Option<String>) -> String {
    value.clone().unwrap_or_default()
}

fn number(value: Option<impl ToString>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
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

/// The date of the paper's own meeting, or that of issue.
fn date_of(record: &Record) -> Option<String> {
    let meeting = record.meetings.first();
    meeting.and_then(|meeting| meeting.date.clone()).or_else(|| record.date.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_plain_and_no_two_are_the_same() {
        let kinds = [
            RowKind::Documents,
            RowKind::Meetings,
            RowKind::Agenda,
            RowKind::Decisions,
            RowKind::Clauses,
            RowKind::Votes,
            RowKind::Ballots,
            RowKind::Attendance,
            RowKind::Cells,
            RowKind::Notes,
        ];
        for kind in kinds {
            let mut names: Vec<&str> = kind.columns().iter().map(|column| column.name).collect();
            let is_plain = |name: &&str| name.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
            assert!(names.iter().all(is_plain), "{kind:?}");
            names.sort_unstable();
            let n_names = names.len();
            names.dedup();
            assert_eq!(names.len(), n_names, "{kind:?}");
        }
    }
}
