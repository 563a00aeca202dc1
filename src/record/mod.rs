//! [`Document`](crate::model::Document) → JSON: what others may rely on.

pub mod v1;

mod rows;
mod text;

pub(crate) use rows::columns;
pub use rows::{Column, Holds, RowKind};
pub use text::{StoredText, stored_text};
