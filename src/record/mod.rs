//! [`Document`](crate::model::Document) → JSON: what others may rely on.

pub mod v1;
