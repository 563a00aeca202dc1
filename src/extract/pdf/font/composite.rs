//! A font of several bytes a code → letters and widths by code.

use std::cell::OnceCell;

use lopdf::{Dictionary, Object, Stream};

use super::super::document::Document;
use super::super::objects;
use super::super::stream::Budget;
use super::cmap::{CMap, Found};
use super::collection::Collection;
use super::legacy::Legacy;
use super::widths::Widths;
use super::{Code, embedded, encoding, program, push_letter, push_told};

/// CMaps that build on each other.
const MOST_CMAPS: usize = 4;

/// Several bytes a code.
#[derive(Debug)]
pub(super) struct Composite<'a> {
    encoding: CMap,
    legacy: Option<Legacy>,
    to_unicode: CMap,
    /// The file says that codes are letters.
    is_unicode: bool,
    collection: Option<&'static Collection>,
    /// Lines run downwards.
    pub(super) vertical: bool,
    widths: Widths,
    program: Option<&'a Stream>,
    glyph_of_cid: Option<Vec<u8>>,
    by_glyph: OnceCell<embedded::Letters>,
}

impl<'a> Composite<'a> {
    /// Reads the font `dict` with its descendant `own`.
    pub(super) fn new(
        doc: &'a Document<'a>,
        dict: &'a Dictionary,
        own: &'a Dictionary,
        to_unicode: CMap,
        budget: &Budget<'_>,
    ) -> Self {
        let named = objects::name(doc, dict, b"Encoding").unwrap_or_default();
        let encoding = match objects::stream(doc, dict, b"Encoding") {
            Some(stream) => cmap(doc, stream, budget, MOST_CMAPS),
            None => CMap::identity(),
        };
        let is_vertical =
            |cmap: &Stream| objects::number(doc, &cmap.dict, b"WMode").is_some_and(|way| way > 0.0);
        let is_identity = |name: &[u8]| name.starts_with(b"Identity");
        Self {
            encoding: if encoding.is_empty() { CMap::identity() } else { encoding },
            legacy: Legacy::of_name(named),
            to_unicode,
            is_unicode: objects::name(doc, dict, b"ToUnicode").is_some_and(is_identity),
            collection: Collection::of_font(doc, own),
            vertical: named.ends_with(b"-V")
                || named == b"V"
                || objects::stream(doc, dict, b"Encoding").is_some_and(is_vertical),
            widths: Widths::of_composite(doc, own),
            program: program(doc, own),
            glyph_of_cid: objects::stream(doc, own, b"CIDToGIDMap")
                .map(|stream| budget.decode(stream).into_owned()),
            by_glyph: OnceCell::new(),
        }
    }

    /// The first code of `bytes` and its length.
    pub(super) fn code(&self, bytes: &[u8]) -> (u32, usize) {
        match self.legacy {
            Some(legacy) => legacy.code(bytes),
            None => self.encoding.code(bytes),
        }
    }

    /// The width of a code of `length` bytes.
    pub(super) fn width(&self, code: u32, length: usize) -> f32 {
        let Some(legacy) = self.legacy else { return self.widths.get(self.cid(code)) };
        // The collections begin with the letters of ASCII; Japan's has them once more, half as wide, from 231 on.
        match legacy.letter(code, length).map(u32::from) {
            Some(letter @ 32..127) => {
                let given =
                    [letter - 31, letter + 199].into_iter().find_map(|cid| self.widths.told(cid));
                given.unwrap_or(500.0)
            }
            _ => self.widths.get(u32::MAX),
        }
    }

    fn cid(&self, code: u32) -> u32 {
        match self.encoding.get(code) {
            Some(Found::Number(cid)) => cid,
            _ => 0,
        }
    }

    /// Appends the letters of `code` to `out`; false when they cannot be told.
    pub(super) fn push_letters(&self, code: Code, budget: &Budget<'_>, out: &mut String) -> bool {
        if push_told(&self.to_unicode, code.code, out) {
            return true;
        }
        if let Some(legacy) = self.legacy {
            let letter = legacy.letter(code.code, code.length);
            return letter.is_some_and(|letter| push_letter(letter, out));
        }
        let cid = self.cid(code.code);
        if let Some(program) = self.program {
            let by_glyph =
                self.by_glyph.get_or_init(|| embedded::letters_by_glyph(&budget.decode(program)));
            if let Some(letters) = by_glyph.get(self.glyph(cid), &mut [0; 4]) {
                return encoding::push_clean(letters, out);
            }
        }
        if let Some(letter) = self.collection.and_then(|collection| collection.letter(cid)) {
            return push_letter(letter, out);
        }
        self.is_unicode && char::from_u32(code.code).is_some_and(|letter| push_letter(letter, out))
    }

    fn glyph(&self, cid: u32) -> u32 {
        let Some(map) = &self.glyph_of_cid else { return cid };
        let at = cid as usize * 2;
        match map.get(at..at + 2) {
            Some(two) => u32::from(u16::from_be_bytes([two[0], two[1]])),
            None => 0,
        }
    }
}

/// The CMap in `stream`, over the one that it uses.
fn cmap(doc: &Document, stream: &Stream, budget: &Budget<'_>, most: usize) -> CMap {
    let base = match objects::get(doc, &stream.dict, b"UseCMap") {
        Some(Object::Stream(used)) if most > 1 => cmap(doc, used, budget, most - 1),
        Some(Object::Name(name)) if name.starts_with(b"Identity") => CMap::identity(),
        _ => CMap::default(),
    };
    CMap::parse_over(base, &budget.decode(stream))
}
