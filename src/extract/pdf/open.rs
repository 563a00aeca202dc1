//! Bytes → a document with pages: as written, else repaired step by step.

use std::borrow::Cow;

use lopdf::{LoadOptions, Object};

use super::document::Document;
use super::objects;
use super::pages::{has_content, pages};
use crate::extract::{Error, Limits};
use crate::model::{Note, NoteCode};

/// Opens a PDF; what had to be repaired is told in `notes`.
pub(super) fn open(
    bytes: &[u8],
    limits: &Limits,
    notes: &mut Vec<Note>,
) -> Result<Document<'static>, Error> {
    let mut best = None;
    let mut reason = String::new();
    for repair in [Repair::None, Repair::Table, Repair::Root] {
        match load(bytes, limits, repair) {
            Ok(doc) if doc.is_encrypted() => {
                let Some(plain) = without_encryption(bytes, &doc.into()) else {
                    return Err(Error::Encrypted);
                };
                return open(&plain, limits, notes);
            }
            Ok(doc) => {
                let is_rebuilt = doc.xref_recovery.is_some();
                let doc = Document::from(doc);
                let (found, _) = pages(&doc, limits);
                let draws = found.iter().any(|page| has_content(&doc, page));
                let n_pages = found.len();
                if draws {
                    if repair != Repair::None || is_rebuilt {
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
                if repair == Repair::None {
                    "no pages".clone_into(&mut reason);
                }
            }
            Err(error) if needs_password(&error) => return Err(Error::Encrypted),
            Err(error) if repair == Repair::None => reason = error.to_string(),
            Err(_) => {}
        }
    }
    match best {
        Some(doc) => Ok(doc),
        None if reason == "no pages" => Err(Error::NoPages),
        None => Err(Error::Damaged { reason }),
    }
}

/// The file with its encryption not told, when only what is attached to it is encrypted.
fn without_encryption(bytes: &[u8], doc: &Document<'_>) -> Option<Vec<u8>> {
    const KEY: &[u8] = b"/Encrypt";
    let encryption = objects::dict(doc, &doc.trailer, b"Encrypt")?;
    let is_left = |key: &[u8]| {
        objects::get(doc, encryption, key)
            .is_none_or(|name| matches!(name, Object::Name(name) if name == b"Identity"))
    };
    let knows_filters =
        objects::number(doc, encryption, b"V").is_some_and(|version| version >= 4.0);
    if !(knows_filters && is_left(b"StmF") && is_left(b"StrF")) {
        return None;
    }
    let mut plain = bytes.to_vec();
    let mut at = 0;
    let mut told = 0;
    while let Some(found) = bytes[at..].windows(KEY.len()).position(|word| word == KEY) {
        at += found + KEY.len();
        let is_whole = bytes.get(at).is_some_and(|byte| !byte.is_ascii_alphabetic());
        if is_whole {
            plain[at - 1] = b'_';
            told += 1;
        }
    }
    (told > 0).then_some(plain)
}

/// How much of the file is not believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Repair {
    /// Everything is read as written.
    None,
    /// The table of objects is rebuilt by looking for them.
    Table,
    /// So is the root, for a file that is cut off before it: its pages are those that are found.
    Root,
}

/// A root without pages, with numbers that no file has.
const ROOT: &[u8] = b"\nendstream endobj\n499998 0 obj<</Type/Catalog/Pages 499997 0 R>>endobj\n\
    499997 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n\
    trailer<</Root 499998 0 R/Size 499999>>\nstartxref\n0\n%%EOF\n";

fn load(bytes: &[u8], limits: &Limits, repair: Repair) -> lopdf::Result<lopdf::Document> {
    let options = LoadOptions {
        max_decompressed_size: Some(limits.stream_bytes),
        force_reconstruct: repair != Repair::None,
        ..LoadOptions::default()
    };
    let start = &bytes[..bytes.len().min(1_024)];
    let has_header = start.windows(5).any(|word| word == b"%PDF-");
    let header: &[u8] = if has_header { b"" } else { b"%PDF-1.7\n" };
    let bytes = match repair {
        Repair::None => Cow::Borrowed(bytes),
        Repair::Table if has_header => Cow::Borrowed(bytes),
        Repair::Table => Cow::Owned([header, bytes].concat()),
        Repair::Root => Cow::Owned([header, bytes, ROOT].concat()),
    };
    let mut doc = lopdf::Document::load_mem_with_options(&bytes, options)?;
    fill(&mut doc, &bytes);
    Ok(doc)
}

/// Fills streams whose length the file does not tell: they end at the next `endstream`.
fn fill(doc: &mut lopdf::Document, bytes: &[u8]) {
    let mut left = bytes.len();
    let header = bytes.windows(5).take(1_024).position(|word| word == b"%PDF-").unwrap_or(0);
    for object in doc.objects.values_mut() {
        let Object::Stream(stream) = object else { continue };
        let Some(start) = stream.start_position.filter(|_| stream.content.is_empty()) else {
            continue;
        };
        // Places are told from the file's first byte, or from its header.
        let follows = |at: &usize| {
            bytes.get(..*at).is_some_and(|before| before.trim_ascii_end().ends_with(b"stream"))
        };
        let Some(at) = [start, start + header].into_iter().find(follows) else { continue };
        let rest = &bytes[at..(at + left).min(bytes.len())];
        let end = rest.windows(9).position(|word| word == b"endstream").unwrap_or(rest.len());
        left -= end;
        stream.content = rest[..end].to_vec();
    }
}

fn needs_password(error: &lopdf::Error) -> bool {
    matches!(
        error,
        lopdf::Error::InvalidPassword
            | lopdf::Error::Decryption(_)
            | lopdf::Error::UnsupportedSecurityHandler(_)
    )
}
