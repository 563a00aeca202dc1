//! [`Document`](crate::model::Document) → JSON: what others may rely on.

pub mod v1;

mod text;

pub use text::{StoredText, stored_text};
