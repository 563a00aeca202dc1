//! The order of the stages: one [`Source`], one [`Record`].

use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::extract::{self, Drawn, Extracted, Limits};
use crate::model::{Source, Text};
use crate::record::v1::{Origin, Record};
use crate::{kinds, layout, record};

/// Why a source gave no record.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// Nothing could be read.
    #[error(transparent)]
    Extract(#[from] extract::Error),
    /// A bug of ours; the document is set aside and the batch goes on.
    #[error("the reader failed on this document: {0}")]
    Panicked(String),
}

/// A source, read.
#[derive(Debug, Clone)]
pub struct Reading {
    /// Its text.
    pub text: Text,
    /// Its record.
    pub record: Record,
}

/// Reads `source`.
///
/// # Errors
///
/// When nothing at all can be read. A panic is caught and told as an error.
pub fn read(source: &Source, limits: &Limits) -> Result<Reading, Error> {
    match catch_unwind(AssertUnwindSafe(|| read_once(source, limits))) {
        Ok(reading) => Ok(reading?),
        Err(panic) => {
            let told = panic.downcast_ref::<String>().map(String::as_str);
            let told = told.or_else(|| panic.downcast_ref::<&str>().copied());
            Err(Error::Panicked(told.unwrap_or("unknown panic").to_owned()))
        }
    }
}

fn read_once(source: &Source, limits: &Limits) -> Result<Reading, extract::Error> {
    // The letters, where they stand on the page.
    let Extracted { drawn, notes: mut all_notes } = extract::extract(source, limits)?;
    let n_pages = match &drawn {
        Drawn::Pages(pages) => Some(pages.len() as u32),
        Drawn::Plain(_) => None,
    };

    // The running text, in reading order.
    let (text, notes) = match drawn {
        Drawn::Pages(pages) => layout::text_of_pages(&pages),
        Drawn::Plain(content) => layout::text_of_plain(content),
    };
    all_notes.extend(notes);

    // What it is, and what it says.
    let mut document = kinds::read(&text);
    all_notes.append(&mut document.notes);
    document.notes = all_notes;

    let record = record::v1::record(Origin { source, pages: n_pages }, &text, document);
    Ok(Reading { text, record })
}
