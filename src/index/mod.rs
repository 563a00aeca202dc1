//! [`Record`](crate::record::v1::Record)s ⇄ tantivy.
