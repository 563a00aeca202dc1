//! Bytes → a document with pages: as written, else repaired step by step.

use std::borrow::Cow;

use lopdf::{Document, LoadOptions};

use super::pages::{has_content, pages};
use crate::extract::{Error, Limits};
use crate::model::{Note, NoteCode};

/// Opens a PDF; what had to be repaired is told in `notes`.
pub(super) fn open(
    bytes: &[u8],
    limits: &Limits,
    notes: &mut Vec<Note>,
) -> Result<Document, Error> {
    let mut best = None;
    let mut reason = String::new();
    for repair in [false, true] {
        match load(bytes, limits, repair) {
            Ok(doc) if doc.is_encrypted() => return Err(Error::Encrypted),
            Ok(doc) => {
                let (found, _) = pages(&doc, limits.pages);
                let draws = found.iter().any(|page| has_content(&doc, page));
                let n_pages = found.len();
                if draws {
                    if repair || doc.xref_recovery.is_some() {
                        notes.push(Note::new(
                            NoteCode::Damaged,
                            "the file's table of objects was rebuilt",
                        ));
                    }
                    return Ok(doc);
                }
                if n_pages > 0 && best.is_none() {
                    best = Some(doc);
                }
                if reason.is_empty() {
                    "no pages".clone_into(&mut reason);
                }
            }
            Err(error) if needs_password(&error) => return Err(Error::Encrypted),
            Err(error) => reason = error.to_string(),
        }
    }
    match best {
        Some(doc) => Ok(doc),
        None if reason == "no pages" => Err(Error::NoPages),
        None => Err(Error::Damaged { reason }),
    }
}

fn load(bytes: &[u8], limits: &Limits, repair: bool) -> lopdf::Result<Document> {
    let options = LoadOptions {
        max_decompressed_size: Some(limits.stream_bytes),
        force_reconstruct: repair,
        ..LoadOptions::default()
    };
    let bytes = if repair { with_header(bytes) } else { Cow::Borrowed(bytes) };
    Document::load_mem_with_options(&bytes, options)
}

/// The bytes with a header before them where none is near the start.
fn with_header(bytes: &[u8]) -> Cow<'_, [u8]> {
    let start = &bytes[..bytes.len().min(1_024)];
    if start.windows(5).any(|word| word == b"%PDF-") {
        return Cow::Borrowed(bytes);
    }
    Cow::Owned([b"%PDF-1.7\n".as_slice(), bytes].concat())
}

fn needs_password(error: &lopdf::Error) -> bool {
    matches!(
        error,
        lopdf::Error::InvalidPassword
            | lopdf::Error::Decryption(_)
            | lopdf::Error::UnsupportedSecurityHandler(_)
    )
}
