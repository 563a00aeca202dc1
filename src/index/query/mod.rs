//! What a person types → [`Query`].
//!
//! The language is small and bounded, and nothing in it is ignored: what is not understood is refused, with its place.

mod field;
mod lex;
mod parse;
mod refusal;
mod suggest;
mod value;

pub use field::{Amounts, Days, Field};
pub use parse::parse;
pub use refusal::{QueryError, Refusal, Vocabulary};
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

#[cfg(test)]
mod tests;
