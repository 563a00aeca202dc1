//! [`Text`] → [`Document`]: which sort of paper it is, and which parts it holds.

use crate::model::{Document, DocumentKind, Parsed, Text};
use crate::parts;

/// Reads a paper.
pub fn read(text: &Text) -> Parsed<Document> {
    let mut notes = Vec::new();
    let tables = parts::budget::tables(text, &mut notes);
    Parsed {
        value: Document {
            kind: DocumentKind::Okand,
            basis: Vec::new(),
            title: None,
            organization: None,
            body: None,
            date: None,
            segments: Vec::new(),
            meetings: Vec::new(),
            agenda: Vec::new(),
            decisions: Vec::new(),
            tables,
        },
        notes,
    }
}
