//! [`Note`]: what a reader of the record should know about how well it was read.

use super::Span;

/// Why a note was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum NoteCode {
    /// A limit was reached; what lies beyond was not read.
    LimitReached,
    /// The file is damaged and was read as far as it went.
    Damaged,
    /// A page draws something but gave no text.
    PageWithoutText,
    /// The letters of a font could not be told.
    UnmappedLetters,
    /// The letters that a page's fonts are said to draw spell nothing.
    GarbledText,
    /// Bytes that are no text in the detected encoding were replaced.
    ReplacedBytes,
    /// The encoding was guessed.
    GuessedEncoding,
    /// Numbers were stripped from the text before it reached us.
    LostDigits,
    /// Text that belongs to another document (link lists of a scrape) was set aside.
    ForeignText,
    /// What looked like a decision and was set aside.
    NotADecision,
    /// A sum that does not hold by more than rounding.
    SumFails,
    /// Cells of two tables, or of two years, that should agree and do not.
    TieFails,
    /// A number whose print is unclear was read as a sum proves it.
    ReadBySum,
    /// Where the cells of a table end was told by how many columns there are, and not by what is printed.
    CellsInferred,
    /// Counted votes and named votes differ.
    VotesDiffer,
    /// A number in the run of a meeting's paragraphs has none.
    ParagraphMissing,
    /// Two paragraphs of a meeting have one number.
    ParagraphTwice,
}

impl NoteCode {
    /// The word in the record.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::LimitReached => "limit-reached",
            Self::Damaged => "damaged",
            Self::PageWithoutText => "page-without-text",
            Self::UnmappedLetters => "unmapped-letters",
            Self::GarbledText => "garbled-text",
            Self::ReplacedBytes => "replaced-bytes",
            Self::GuessedEncoding => "guessed-encoding",
            Self::LostDigits => "lost-digits",
            Self::ForeignText => "foreign-text",
            Self::NotADecision => "not-a-decision",
            Self::SumFails => "sum-fails",
            Self::TieFails => "tie-fails",
            Self::ReadBySum => "read-by-sum",
            Self::CellsInferred => "cells-inferred",
            Self::VotesDiffer => "votes-differ",
            Self::ParagraphMissing => "paragraph-missing",
            Self::ParagraphTwice => "paragraph-twice",
        }
    }
}

/// Something a reader should know, and where.
#[derive(Debug, Clone, PartialEq)]
pub struct Note {
    /// Why.
    pub code: NoteCode,
    /// In words, without personal data.
    pub message: String,
    /// Where in the text, when it has a place there.
    pub span: Option<Span>,
    /// The page, when it has no place in the text.
    pub page: Option<u32>,
}

impl Note {
    /// A note about the whole document.
    pub fn new(code: NoteCode, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), span: None, page: None }
    }

    /// A note about a place in the text.
    pub fn at(code: NoteCode, message: impl Into<String>, span: Span) -> Self {
        Self { code, message: message.into(), span: Some(span), page: None }
    }

    /// A note about a page.
    pub fn on_page(code: NoteCode, message: impl Into<String>, page: u32) -> Self {
        Self { code, message: message.into(), span: None, page: Some(page) }
    }
}

/// The best value that could be read, and what to know about it.
#[derive(Debug, Clone, PartialEq)]
pub struct Parsed<T> {
    /// The value.
    pub value: T,
    /// What to know.
    pub notes: Vec<Note>,
}
