//! What a person types → [`Query`].
//!
//! The language is small and bounded, and nothing in it is ignored: what is not understood is refused, with its place.

mod field;
mod lex;
mod parse;
mod suggest;
mod value;

pub use field::{Amounts, Days, Field};
pub use parse::parse;
pub use suggest::nearest;
pub use value::{kind, outcome, quality, status, unit, years};

/// A query longer than this, in letters, is refused.
pub const MAX_LETTERS: usize = 1_024;

/// Parentheses and negations within each other.
pub const MAX_DEPTH: usize = 32;

/// Words between the words of a phrase.
pub const MAX_SLOP: u32 = 20;

/// Words, phrases and fields.
pub const MAX_CLAUSES: usize = 64;

/// A query, understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Query {
    /// One word as typed, which may be several to the index ("KS/2014:417"); found in any inflection.
    Word(Vec<String>),
    /// Exactly these words in this order.
    Phrase(Vec<String>),
    /// These words in this order, with so many others between them at the most.
    Near(Vec<String>, u32),
    /// A number, found with and without spaces between its thousands.
    Number(String),
    /// Words that begin so.
    Prefix(String),
    /// A condition on a field.
    Field(Field),
    /// None of these.
    Not(Box<Query>),
    /// All of these.
    And(Vec<Query>),
    /// One of these.
    Or(Vec<Query>),
}

/// Why a query was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}{reason}{}", place(*.column), hint(.suggestion.as_deref()))]
pub struct QueryError {
    /// The letter of the query, from 1; 0 when it is not about a place in the query.
    pub column: usize,
    /// What is wrong.
    pub reason: String,
    /// What may have been meant.
    pub suggestion: Option<String>,
}

impl QueryError {
    pub(in crate::index) fn new(column: usize, reason: impl Into<String>) -> Self {
        Self { column, reason: reason.into(), suggestion: None }
    }

    /// What is wrong with something that belongs to no place of the query.
    pub fn refused(reason: impl Into<String>) -> Self {
        Self::new(0, reason)
    }

    /// The same, about an option of the command line.
    pub(in crate::index) fn in_option(mut self, option: &str) -> Self {
        self.column = 0;
        self.reason = format!("{option}: {}", self.reason);
        self
    }

    pub(in crate::index) fn suggesting(mut self, suggestion: Option<String>) -> Self {
        self.suggestion = suggestion;
        self
    }
}

fn place(column: usize) -> String {
    if column == 0 { String::new() } else { format!("column {column}: ") }
}

fn hint(suggestion: Option<&str>) -> String {
    suggestion.map(|word| format!("; did you mean \"{word}\"?")).unwrap_or_default()
}

#[cfg(test)]
mod tests;
