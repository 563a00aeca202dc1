//! The streams that text needs: contents, forms, CMaps, and those that hold objects.

use libdeflater::Decompressor;
use lopdf::{Dictionary, Document, Object};

/// Inflates into one buffer that is used again.
pub(super) struct Inflater {
    inflater: Decompressor,
    out: Vec<u8>,
}

impl Default for Inflater {
    fn default() -> Self {
        Self { inflater: Decompressor::new(), out: vec![0; 64 << 20] }
    }
}

impl Inflater {
    /// How many bytes came of it.
    pub(super) fn inflate(&mut self, stream: &[u8]) -> usize {
        self.inflater.zlib_decompress(stream, &mut self.out).unwrap_or_default()
    }
}

/// The deflated bytes of each stream that text needs.
pub(super) fn needed(bytes: &[u8]) -> Vec<Vec<u8>> {
    let Ok(doc) = Document::load_mem(bytes) else { return Vec::new() };
    let mut ids: Vec<_> = doc
        .objects
        .iter()
        .filter(|(_, object)| object.as_stream().is_ok_and(|stream| is_form(&stream.dict)))
        .map(|(id, _)| *id)
        .collect();
    for page in doc.get_pages().into_values() {
        ids.extend(doc.get_page_contents(page));
    }
    for object in doc.objects.values() {
        let Ok(dict) = object.as_dict() else { continue };
        let keys: [&[u8]; 2] = [b"ToUnicode", b"Encoding"];
        ids.extend(keys.iter().filter_map(|key| dict.get(key).ok()?.as_reference().ok()));
    }
    ids.sort_unstable();
    ids.dedup();
    let streams = ids.iter().filter_map(|id| doc.get_object(*id).ok()?.as_stream().ok());
    let mut needed: Vec<Vec<u8>> = streams
        .filter(|stream| is_deflated(&stream.dict))
        .map(|stream| stream.content.clone())
        .collect();
    needed.extend(of_objects(bytes));
    needed
}

/// Streams of objects and of the table of objects, which the library does not keep: found by their types.
fn of_objects(bytes: &[u8]) -> Vec<Vec<u8>> {
    let mut found = Vec::new();
    for kind in [&b"/ObjStm"[..], b"/XRef"] {
        let mut at = 0;
        while let Some(next) = find(&bytes[at..], kind) {
            at += next + kind.len();
            let rest = &bytes[at..];
            let is_near = find(&rest[..rest.len().min(600)], b"stream");
            let Some(start) = is_near.map(|start| start + 6) else { continue };
            let rest = rest[start..].trim_ascii_start();
            let end = find(rest, b"endstream").unwrap_or(rest.len());
            found.push(rest[..end].to_vec());
        }
    }
    found
}

fn find(bytes: &[u8], word: &[u8]) -> Option<usize> {
    bytes.windows(word.len()).position(|window| window == word)
}

fn is_form(dict: &Dictionary) -> bool {
    matches!(dict.get(b"Subtype").and_then(Object::as_name), Ok(b"Form"))
}

fn is_deflated(dict: &Dictionary) -> bool {
    match dict.get(b"Filter") {
        Ok(Object::Name(name)) => name == b"FlateDecode",
        Ok(Object::Array(all)) => {
            matches!(all.as_slice(), [Object::Name(name)] if name == b"FlateDecode")
        }
        _ => false,
    }
}
