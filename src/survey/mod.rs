//! A whole archive → what is taken out of it: what a query finds, the rows of its tables, and hits and records as they
//! are shown, with personal data or without; and the accounts of budgets by year.

pub mod budget;

mod mask;
mod table;
mod wanted;

pub use mask::{Hits, hit, masker, record};
pub use table::{Selection, Table, linker};
pub use wanted::Wanted;

use crate::archive;

/// Why nothing was taken out.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The archive.
    #[error(transparent)]
    Archive(#[from] archive::Error),
    /// The index.
    #[error(transparent)]
    Index(#[from] crate::index::Error),
}
