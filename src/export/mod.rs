//! Rows and records → files that other programs open: CSV, JSON Lines, Parquet, SQLite; Popolo, TEI.

mod csv;
mod jsonl;
mod parquet;
mod places;
mod popolo;
mod sqlite;
mod tei;
mod xml;

use std::io::Write;

use crate::record::Column;

pub use csv::{Dialect, csvw};
pub use popolo::popolo;
pub use sqlite::Database;
pub use tei::tei;

/// `text` as it may stand in XML 1.0, between elements or in an attribute.
#[cfg(feature = "web")]
pub(crate) fn escaped(text: &str) -> String {
    xml::attribute(text)
}

/// Why rows could not be written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The system refused, or who reads has seen enough.
    #[error(transparent)]
    Io(#[from] std::io::Error),
    /// The format.
    #[error("{0}")]
    Format(String),
}

/// A form of rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// CSV of a dialect.
    Csv(Dialect),
    /// One object a line.
    Jsonl,
    /// Parquet.
    Parquet,
}

/// Takes rows, one after another.
pub trait Rows {
    /// Takes a row, with as many values as there are columns.
    ///
    /// # Errors
    ///
    /// When it cannot be written.
    fn row(&mut self, row: Vec<String>) -> Result<(), Error>;

    /// Writes what is left.
    ///
    /// # Errors
    ///
    /// When it cannot be written.
    fn end(self: Box<Self>) -> Result<(), Error>;
}

/// A writer of rows with these columns to `out`.
///
/// # Errors
///
/// When the head cannot be written.
pub fn rows<'a>(
    form: Form,
    columns: &'a [Column],
    out: &'a mut (dyn Write + Send),
) -> Result<Box<dyn Rows + 'a>, Error> {
    Ok(match form {
        Form::Csv(dialect) => Box::new(csv::Csv::new(dialect, columns, out)?),
        Form::Jsonl => Box::new(jsonl::Jsonl::new(columns, out)),
        Form::Parquet => Box::new(parquet::Parquet::new(columns, out)?),
    })
}

#[cfg(test)]
mod samples;
#[cfg(test)]
mod tests;
