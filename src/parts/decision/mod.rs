//! [`Row`]s → [`Decision`]s: where a body decides, or is asked to.
//!
//! A block opens with a heading ("Beslut", "Förslag till beslut") or with a formula in the text ("Direktionen föreslås
//! besluta"), and ends with the next heading, paragraph or signature. Its words are gathered into items (`block.rs`),
//! and each item into clauses (`clause.rs`).

pub mod formulas;
pub mod vote;

mod attach;
mod block;
mod cells;
mod clause;
mod closing;
mod delegated;
mod elected;
mod gathered;
mod lead;
mod moved;
mod opening;
mod proposer;
mod prose;
mod reader;
mod said;
mod status;

use crate::model::{Decision, DocumentKind, Note, Text};
use crate::parts::agenda::Agenda;
use crate::parts::outline::Row;

/// What the words around a decision say of it.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// What sort of paper, or part of one, the rows are.
    pub kind: DocumentKind,
    /// The body that meets.
    pub body: Option<&'a str>,
    /// Who wrote the paper, for a proposal that names nobody.
    pub writer: Option<&'a str>,
    /// Bodies that the file names in full somewhere: "Kommunfullmäktiges valberedning".
    pub full_names: &'a [String],
    /// The year of the paper, for dates without one.
    pub year: Option<i32>,
    /// Index of the segment.
    pub segment: usize,
    /// The items among the rows.
    pub agenda: &'a Agenda,
    /// The item that the whole segment belongs to.
    pub agenda_item: Option<&'a str>,
}

/// Reads the decisions among `rows`.
pub fn decisions(
    text: &Text,
    rows: &[Row],
    context: Context<'_>,
    notes: &mut Vec<Note>,
) -> Vec<Decision> {
    // In running text: headings and formulas.
    let mut found = if context.kind == DocumentKind::Delegationslista {
        delegated::decisions(rows, context)
    } else {
        reader::decisions(rows, context, notes)
    };

    // In running sentences, where minutes have no headings.
    found.extend(prose::decisions(rows, context, &found));

    // In the cells of an agenda or of notes.
    found.extend(cells::decisions(text, rows, context, notes));

    // How it was voted.
    attach::votes(rows, context.agenda, context.segment, &mut found, notes);

    found.sort_by_key(|decision| decision.span.start);
    found
}
