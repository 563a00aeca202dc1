//! A font dictionary → [`Font`]: what its codes mean and how wide they are.

mod cmap;
mod embedded;
mod encoding;
mod names;
mod simple;
mod style;
mod widths;

use std::cell::{Cell, OnceCell};
use std::collections::HashMap;

use lopdf::{Dictionary, Document, Stream};

use self::cmap::{CMap, Found};
pub(super) use self::encoding::push_clean;
use self::simple::{Simple, simple};
use self::style::Style;
use self::widths::Widths;
use super::objects;
use super::stream::Budget;

/// A font, ready to read strings with.
#[derive(Debug)]
pub(super) struct Font<'a> {
    codes: Codes<'a>,
    /// Bold by name, flags or weight.
    pub(super) bold: bool,
    /// Italic or oblique by name, flags or angle.
    pub(super) italic: bool,
    /// Height above the baseline, in ems.
    pub(super) ascent: f32,
    /// Depth below the baseline, in ems, positive.
    pub(super) descent: f32,
    /// Widths are in these units of an em.
    unit: f32,
    /// Letters and spaces shown so far.
    shown: Cell<(u32, u32)>,
}

#[derive(Debug)]
enum Codes<'a> {
    Simple(Box<Simple>),
    Composite(Box<Composite<'a>>),
}

/// Several bytes a code.
#[derive(Debug)]
struct Composite<'a> {
    encoding: CMap,
    to_unicode: CMap,
    /// Codes are themselves UTF-16.
    is_unicode: bool,
    widths: Widths,
    program: Option<&'a Stream>,
    glyph_of_cid: Option<Vec<u8>>,
    by_glyph: OnceCell<HashMap<u32, String>>,
}

/// One code of a string.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Code {
    /// Its number.
    pub(super) code: u32,
    /// How many bytes it takes.
    pub(super) length: usize,
    /// Width in ems.
    pub(super) width: f32,
}

impl<'a> Font<'a> {
    /// Reads `dict`.
    pub(super) fn new(doc: &'a Document, dict: &'a Dictionary, budget: &Budget) -> Self {
        let subtype = objects::name(doc, dict, b"Subtype").unwrap_or_default();
        let descendant = objects::array(doc, dict, b"DescendantFonts")
            .first()
            .and_then(|font| objects::as_dict(objects::resolve(doc, font)));
        let to_unicode = objects::stream(doc, dict, b"ToUnicode")
            .map(|stream| CMap::parse(&budget.decode(stream)))
            .unwrap_or_default();
        let own = descendant.unwrap_or(dict);
        let style = Style::new(doc, own, dict);
        let codes = match descendant {
            Some(own) => Codes::Composite(Box::new(composite(doc, dict, own, to_unicode, budget))),
            None => Codes::Simple(Box::new(simple(doc, dict, &to_unicode, &style, budget))),
        };
        let unit = match objects::numbers::<6>(doc, dict, b"FontMatrix") {
            Some([a, b, ..]) if subtype == b"Type3" => a.hypot(b),
            _ => 0.001,
        };
        let Style { bold, italic, ascent, descent, .. } = style;
        Self { codes, bold, italic, ascent, descent, unit, shown: Cell::default() }
    }

    /// The first code of `bytes`; `bytes` must not be empty.
    pub(super) fn code(&self, bytes: &[u8]) -> Code {
        match &self.codes {
            Codes::Simple(simple) => {
                let code = bytes.first().copied().unwrap_or_default();
                let width = simple.widths[usize::from(code)] * self.unit;
                Code { code: u32::from(code), length: 1, width }
            }
            Codes::Composite(composite) => {
                let (code, length) = composite.encoding.code(bytes);
                let width = composite.widths.get(composite.cid(code)) * self.unit;
                Code { code, length, width }
            }
        }
    }

    /// Counts a glyph that was shown.
    pub(super) fn count(&self, letters: &str) {
        let (shown, spaces) = self.shown.get();
        self.shown.set((shown.saturating_add(1), spaces + u32::from(letters == " ")));
    }

    /// The least gap, in ems, that is a space. Where spaces are drawn as glyphs, a gap without one means less; where
    /// none are, as in TeX, a narrow gap is a space too.
    pub(super) fn space(&self) -> f32 {
        let (shown, spaces) = self.shown.get();
        if shown > 40 && spaces > shown / 16 {
            return 0.28;
        }
        if shown > 200 && spaces < shown / 50 { 0.16 } else { 0.2 }
    }

    /// Appends the letters of `code` to `out`; false when they cannot be told.
    pub(super) fn push_letters(&self, code: u32, budget: &Budget, out: &mut String) -> bool {
        match &self.codes {
            Codes::Simple(simple) => match simple.letters.get(code as usize) {
                Some(Some(letters)) => {
                    out.push_str(letters);
                    true
                }
                _ => false,
            },
            Codes::Composite(composite) => composite.push_letters(code, budget, out),
        }
    }
}

impl Composite<'_> {
    fn cid(&self, code: u32) -> u32 {
        match self.encoding.get(code) {
            Some(Found::Number(cid)) => cid,
            _ => 0,
        }
    }

    fn push_letters(&self, code: u32, budget: &Budget, out: &mut String) -> bool {
        if push_told(&self.to_unicode, code, out) {
            return true;
        }
        if self.is_unicode {
            return char::from_u32(code).is_some_and(|letter| push_letter(letter, out));
        }
        let Some(program) = self.program else { return false };
        let by_glyph =
            self.by_glyph.get_or_init(|| embedded::letters_by_glyph(&budget.decode(program)));
        let letters = by_glyph.get(&self.glyph(self.cid(code)));
        letters.is_some_and(|letters| encoding::push_clean(letters, out))
    }

    fn glyph(&self, cid: u32) -> u32 {
        let Some(map) = &self.glyph_of_cid else { return cid };
        match map.get(cid as usize * 2..cid as usize * 2 + 2) {
            Some(two) => u32::from(u16::from_be_bytes([two[0], two[1]])),
            None => 0,
        }
    }
}

fn push_letter(letter: char, out: &mut String) -> bool {
    encoding::push_clean(letter.encode_utf8(&mut [0; 4]), out)
}

/// What a ToUnicode CMap says, when it says something.
fn push_told(to_unicode: &CMap, code: u32, out: &mut String) -> bool {
    match to_unicode.get(code) {
        Some(Found::Letters(letters)) => encoding::push_clean(letters, out),
        Some(Found::Number(number)) => {
            char::from_u32(number).is_some_and(|letter| push_letter(letter, out))
        }
        None => false,
    }
}

fn composite<'a>(
    doc: &'a Document,
    dict: &'a Dictionary,
    own: &'a Dictionary,
    to_unicode: CMap,
    budget: &Budget,
) -> Composite<'a> {
    let named = objects::name(doc, dict, b"Encoding").unwrap_or_default();
    let encoding = match objects::stream(doc, dict, b"Encoding") {
        Some(stream) => CMap::parse(&budget.decode(stream)),
        None => CMap::identity(),
    };
    let contains = |word: &[u8]| named.windows(word.len()).any(|part| part == word);
    Composite {
        encoding: if encoding.is_empty() { CMap::identity() } else { encoding },
        to_unicode,
        is_unicode: contains(b"UCS2") || contains(b"UTF16"),
        widths: Widths::of_composite(doc, own),
        program: program(doc, own),
        glyph_of_cid: objects::stream(doc, own, b"CIDToGIDMap")
            .map(|stream| budget.decode(stream).into_owned()),
        by_glyph: OnceCell::new(),
    }
}

fn program<'a>(doc: &'a Document, font: &'a Dictionary) -> Option<&'a Stream> {
    let descriptor = objects::dict(doc, font, b"FontDescriptor")?;
    [&b"FontFile2"[..], b"FontFile3", b"FontFile"]
        .iter()
        .find_map(|key| objects::stream(doc, descriptor, key))
}
