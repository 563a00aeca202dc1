//! The order of the stages: one [`Source`], one [`Record`]; many files, many records.

mod batch;
mod file;
#[cfg(feature = "ocr")]
mod pictures;
mod queue;
mod worker;

use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::extract::{self, Drawn, Extracted};
use crate::model::{Document, Page, Parsed, Source, Text};
use crate::record::v1::{Origin, Record};
use crate::{kinds, layout, record};

pub use crate::extract::Limits;
#[cfg(feature = "ocr")]
pub use crate::ocr::is_available as can_read_pictures;
#[cfg(feature = "ocr")]
pub use crate::ocr::{Picture, Size};
pub use batch::{Batch, Done, Outcome, default_threads, read_all};
#[cfg(feature = "ocr")]
pub use pictures::{PICTURE_DPI, PictureCache, PictureLimits, Pictures, drawing_limits};
#[cfg(feature = "ocr")]
pub use worker::PictureError;
pub use worker::{Apart, WorkerLimits, serve};

/// Why a source gave no record.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// Nothing could be read.
    #[error(transparent)]
    Extract(#[from] extract::Error),
    /// A bug of ours; the document is set aside and the batch goes on.
    #[error("the program failed at {place}; this is a bug, or a damaged file")]
    Panicked {
        /// Where in our code, when [`keep_panics_quiet`] was called.
        place: String,
    },
}

/// A source, read.
#[derive(Debug, Clone)]
pub struct Reading {
    /// Its text.
    pub text: Text,
    /// Its record.
    pub record: Record,
}

/// A source, read, with what each stage gave.
#[derive(Debug, Clone)]
pub struct Steps {
    /// What is drawn and where; none for a text file.
    pub pages: Vec<Page>,
    /// The running text.
    pub text: Text,
    /// What it says.
    pub document: Parsed<Document>,
    /// The record.
    pub record: Record,
}

thread_local! {
    static PANIC_PLACE: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Keeps the place of a panic and prints nothing: its message may quote the document.
pub fn keep_panics_quiet() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(|at| format!("{}:{}", at.file(), at.line()));
        PANIC_PLACE.with(|kept| *kept.borrow_mut() = place);
    }));
}

/// True when this machine can read pages that are pictures.
#[cfg(not(feature = "ocr"))]
pub fn can_read_pictures() -> bool {
    false
}

/// Reads `source`.
///
/// # Errors
///
/// When nothing at all can be read. A panic is caught and told as an error.
pub fn read(source: &Source, limits: &Limits) -> Result<Reading, Error> {
    let Steps { text, record, .. } = steps(source, limits)?;
    Ok(Reading { text, record })
}

/// Reads `source`, and keeps what each stage gave.
///
/// # Errors
///
/// As [`read`].
pub fn steps(source: &Source, limits: &Limits) -> Result<Steps, Error> {
    match catch_unwind(AssertUnwindSafe(|| steps_once(source, limits))) {
        Ok(steps) => Ok(steps?),
        Err(_) => Err(panicked()),
    }
}

/// Tells where the last panic of this thread was.
pub fn panicked() -> Error {
    let place = PANIC_PLACE.with(|kept| kept.borrow_mut().take());
    Error::Panicked { place: place.unwrap_or_else(|| "unknown place".to_owned()) }
}

fn steps_once(source: &Source, limits: &Limits) -> Result<Steps, extract::Error> {
    // The letters, where they stand on the page.
    let Extracted { drawn, metadata, notes: mut all_notes } = extract::extract(source, limits)?;

    // The running text, in reading order.
    let (n_pages, pages, (text, notes)) = match drawn {
        Drawn::Pages(pages) => {
            // The letters of pages that are pictures.
            #[cfg(feature = "ocr")]
            let pages = crate::ocr::read(&source.bytes, pages, &mut all_notes, limits);
            let text = layout::text_of_pages(&pages);
            (Some(pages.len() as u32), pages, text)
        }
        Drawn::Plain(content) => (None, Vec::new(), layout::text_of_plain(content)),
    };
    all_notes.extend(notes);

    // What it is, and what it says.
    let mut document = kinds::read(&text);
    all_notes.append(&mut document.notes);
    document.notes = all_notes;

    let origin =
        Origin { source, pages: n_pages, metadata: metadata.as_ref(), pages_drawn: &pages };
    let record = record::v1::record(origin, &text, document.clone());
    Ok(Steps { pages, text, document, record })
}
