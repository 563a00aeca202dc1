//! [`Grid`](crate::model::Grid)s → [`Table`](crate::model::Table)s.

use crate::model::{Note, Table, Text};

/// The numeric tables of `text`.
pub fn tables(_text: &Text, _notes: &mut Vec<Note>) -> Vec<Table> {
    Vec::new()
}
