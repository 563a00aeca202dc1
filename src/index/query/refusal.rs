//! Why a query is refused: each reason a value of its own, so that it can be told in other languages.

use std::fmt;

use super::{MAX_CLAUSES, MAX_DEPTH, MAX_LETTERS, MAX_SLOP};

/// Why a query was refused, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}{}{reason}{}", place(*.column), in_option(*.option), hint(.suggestion.as_deref()))]
pub struct QueryError {
    /// The letter of the query, from 1; 0 when it is not about a place in the query.
    pub column: usize,
    /// The filter beside the query that it is about, as the command line calls it: "--kind".
    pub option: Option<&'static str>,
    /// What is wrong.
    pub reason: Refusal,
    /// What may have been meant.
    pub suggestion: Option<String>,
}

/// What is wrong with a query.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Nothing is asked.
    #[error("the query is empty")]
    Empty,
    /// More letters than are read.
    #[error("the query is longer than {MAX_LETTERS} letters")]
    TooLong,
    /// Parentheses or negations within each other.
    #[error("more than {MAX_DEPTH} parentheses or negations within each other")]
    TooDeep,
    /// Words, phrases and fields.
    #[error("more than {MAX_CLAUSES} words, phrases and fields")]
    TooMany,
    /// A quote without its other half.
    #[error("this quote is never closed")]
    OpenQuote,
    /// "föreslås besluta"*
    #[error("a star may only follow a single word, not a phrase")]
    StarBehindPhrase,
    /// "föreslås bes*"
    #[error("a star between quotes is not read as the end of a word")]
    StarInPhrase,
    /// f*r
    #[error("a star may only end a word")]
    StarInWord,
    /// KS/2014*
    #[error("a star may only follow a single word")]
    StarBehindWords,
    /// f*
    #[error("a star needs at least two letters before it")]
    ShortPrefix,
    /// "föreslås besluta"~x
    #[error("a number up to {MAX_SLOP} stands after ~")]
    Slop,
    /// a)
    #[error("this parenthesis was never opened")]
    Unopened,
    /// (a
    #[error("this parenthesis is never closed")]
    Unclosed,
    /// ()
    #[error("nothing stands before this parenthesis")]
    NothingInside,
    /// a OR
    #[error("something to search for is missing here")]
    MissingHere,
    /// OR a
    #[error("something to search for is missing before this")]
    MissingBefore,
    /// "--"
    #[error("there are no words between these quotes")]
    NoWords,
    /// &
    #[error("there is no word in \"{0}\"")]
    NoWordIn(String),
    /// organ:
    #[error("the field {0} has no value")]
    FieldWithoutValue(String),
    /// A filter that is there and holds nothing.
    #[error("has no value")]
    WithoutValue,
    /// orgna:direktionen
    #[error("unknown field \"{0}\" (write the words in quotes to search for them)")]
    UnknownField(String),
    /// A word that the vocabulary has not, and the vocabulary where no word of it is near.
    #[error("\"{value}\" is no {what}{}", listed(.known))]
    NoneOf {
        /// Which vocabulary.
        what: Vocabulary,
        /// What was typed.
        value: String,
        /// The words that there are.
        known: Vec<String>,
    },
    /// A name that nothing in the archive has.
    #[error("no {what} in this archive is called \"{value}\"")]
    NoSuchName {
        /// What has names.
        what: Vocabulary,
        /// What was typed, folded.
        value: String,
    },
    /// år:20x4
    #[error("\"{0}\" is no year; write 2014 or 2011..2014")]
    NoYear(String),
    /// år:2014..2011
    #[error("the years {0}..{1} end before they begin")]
    YearsBackwards(u64, u64),
    /// datum:2014-13
    #[error("\"{0}\" is no date; write 2014-05-01, 2014-05 or 2014-05-01..2014-06")]
    NoDate(String),
    /// belopp:mycket
    #[error("\"{0}\" is no amount; write 250000, >1mkr, <=500tkr or 1mkr..2mkr")]
    NoAmount(String),
    /// Something that is no order.
    #[error(
        "an order is relevance, oldest, newest, organization, or places beside the match as 1L or 1R,2R"
    )]
    NoOrder,
    /// More hits of a remote index than can be ordered by the words beside them.
    #[error("more than {0} hits of a remote index are too many to stand by the words beside them")]
    TooManyFar(usize),
    /// More words begin so than are looked for.
    #[error("more than {most} words begin with \"{prefix}\"; write more of it")]
    TooManyWords {
        /// How they begin.
        prefix: String,
        /// How many are looked for.
        most: usize,
    },
    /// What would take far longer than the commonest words in a row do: the part that takes most of it.
    #[error(
        "too many common words would have to be read at once, most of all for {0}; ask for fewer phrases and beginnings of words at a time, write more letters before a star, or narrow the search with a rarer word, a year or a body"
    )]
    TooDear(String),
    /// More hits than can be ordered by the words beside them.
    #[error("{found} hits are too many to stand by the words beside them; up to {most} can")]
    TooManyToOrder {
        /// How many there are.
        found: usize,
        /// How many can be ordered.
        most: usize,
    },
}

/// What a value is one of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Vocabulary {
    /// *Typ*.
    Kind,
    /// *Status*.
    Status,
    /// *Utfall*.
    Outcome,
    /// *Textkvalitet*.
    Quality,
    /// *Enhet*.
    Unit,
    /// *Organ*.
    Body,
    /// *Organisation*.
    Organization,
    /// *Åtgärd*.
    Action,
}

impl fmt::Display for Vocabulary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Kind => "kind of document",
            Self::Status => "status",
            Self::Outcome => "outcome",
            Self::Quality => "text quality",
            Self::Unit => "unit",
            Self::Body => "body",
            Self::Organization => "organization",
            Self::Action => "action",
        })
    }
}

impl QueryError {
    pub(in crate::index) fn new(column: usize, reason: Refusal) -> Self {
        Self { column, option: None, reason, suggestion: None }
    }

    /// What is wrong with something that belongs to no place of the query.
    pub fn refused(reason: Refusal) -> Self {
        Self::new(0, reason)
    }

    /// The same, about an option of the command line.
    pub(in crate::index) fn in_option(self, option: &'static str) -> Self {
        Self { column: 0, option: Some(option), ..self }
    }

    pub(in crate::index) fn suggesting(self, suggestion: Option<String>) -> Self {
        Self { suggestion, ..self }
    }

    pub(super) fn at(self, column: usize) -> Self {
        Self { column, ..self }
    }
}

fn place(column: usize) -> String {
    if column == 0 { String::new() } else { format!("column {column}: ") }
}

fn in_option(option: Option<&str>) -> String {
    option.map(|option| format!("{option}: ")).unwrap_or_default()
}

fn hint(suggestion: Option<&str>) -> String {
    suggestion.map(|word| format!("; did you mean \"{word}\"?")).unwrap_or_default()
}

fn listed(known: &[String]) -> String {
    if known.is_empty() { String::new() } else { format!(" ({})", known.join(", ")) }
}
