//! A font dictionary → [`Font`]: what its codes mean and how wide they are.

mod cmap;
mod embedded;
mod encoding;
mod names;
mod widths;

use std::cell::{Cell, OnceCell};
use std::collections::HashMap;

use lopdf::{Dictionary, Document, Object, Stream};

use self::cmap::{CMap, Found};
use self::encoding::Base;
pub(super) use self::encoding::push_clean;
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

/// One byte a code.
#[derive(Debug)]
struct Simple {
    letters: Vec<Option<Box<str>>>,
    widths: Vec<f32>,
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

fn simple(
    doc: &Document,
    dict: &Dictionary,
    to_unicode: &CMap,
    style: &Style,
    budget: &Budget,
) -> Simple {
    let encoding = Encoding::new(doc, dict);
    let is_type_3 = objects::name(doc, dict, b"Subtype") == Some(b"Type3");
    let base = encoding.base.or_else(|| style.implied_base());
    let mut letters: Vec<Option<Box<str>>> = Vec::with_capacity(256);
    let has_own_order = encoding.base.is_none() && program(doc, dict).is_some();
    let inside = OnceCell::new();
    let inside = |code: u8| -> Option<String> {
        let letters = inside.get_or_init(|| match program(doc, dict) {
            Some(program) => embedded::letters_by_code(&budget.decode(program)),
            None => Vec::new(),
        });
        letters.get(usize::from(code)).cloned().flatten()
    };
    for code in 0..=255u8 {
        let by_name = || encoding.by_name(code, is_type_3);
        let by_base = || base.and_then(|base| base.letters(code));
        let named = encoding.differences.contains_key(&code);
        let mut told = String::new();
        let is_told = push_told(to_unicode, u32::from(code), &mut told);
        let found = is_told.then_some(told).or_else(|| {
            let letters = match (named, has_own_order) {
                (true, _) => by_name().or_else(|| inside(code)),
                (false, true) => inside(code).or_else(by_base),
                (false, false) => by_base().or_else(|| inside(code)),
            };
            letters.and_then(|letters| encoding::clean(&letters))
        });
        letters.push(found.map(String::into_boxed_str));
    }
    Simple { widths: simple_widths(doc, dict, &letters, style), letters }
}

fn simple_widths(
    doc: &Document,
    dict: &Dictionary,
    letters: &[Option<Box<str>>],
    style: &Style,
) -> Vec<f32> {
    let given = objects::array(doc, dict, b"Widths");
    let first = objects::number(doc, dict, b"FirstChar").unwrap_or(0.0).max(0.0) as usize;
    let missing = objects::dict(doc, dict, b"FontDescriptor")
        .and_then(|descriptor| objects::number(doc, descriptor, b"MissingWidth"));
    let width = |code: usize| {
        let width = code.checked_sub(first).and_then(|at| given.get(at));
        if let Some(width) =
            width.and_then(|width| objects::as_number(objects::resolve(doc, width)))
        {
            return width;
        }
        if !given.is_empty() {
            return missing.unwrap_or(0.0);
        }
        let letter = letters[code].as_deref().and_then(|letters| letters.chars().next());
        letter.map_or(missing.unwrap_or(0.0), |letter| widths::standard(&style.name, letter))
    };
    (0..256).map(width).collect()
}

/// A simple font's `/Encoding`.
struct Encoding<'a> {
    base: Option<Base>,
    differences: HashMap<u8, &'a [u8]>,
}

impl<'a> Encoding<'a> {
    fn new(doc: &'a Document, font: &'a Dictionary) -> Self {
        let mut encoding = Self { base: None, differences: HashMap::new() };
        match objects::get(doc, font, b"Encoding") {
            Some(Object::Name(name)) => encoding.base = Base::of_name(name),
            Some(Object::Dictionary(dict)) => {
                encoding.base = objects::name(doc, dict, b"BaseEncoding").and_then(Base::of_name);
                let mut code = 0i64;
                for object in objects::array(doc, dict, b"Differences") {
                    match objects::resolve(doc, object) {
                        Object::Name(name) => {
                            if let Ok(code) = u8::try_from(code) {
                                encoding.differences.insert(code, name);
                            }
                            code = code.saturating_add(1);
                        }
                        object => code = object.as_i64().unwrap_or(code),
                    }
                }
            }
            _ => {}
        }
        encoding
    }

    fn by_name(&self, code: u8, is_type_3: bool) -> Option<String> {
        let name = self.differences.get(&code)?;
        // A counted name is a code only where no program says which glyph is meant.
        let counted = names::counted(name).filter(|_| is_type_3);
        match counted {
            Some(number) => Base::WinAnsi.letters(u8::try_from(number).ok()?),
            None => names::letters(name),
        }
    }
}

/// What the descriptor and the name tell of a font's looks.
#[derive(Debug)]
struct Style {
    name: String,
    bold: bool,
    italic: bool,
    ascent: f32,
    descent: f32,
    is_symbolic: bool,
    is_true_type: bool,
}

impl Style {
    fn new(doc: &Document, own: &Dictionary, outer: &Dictionary) -> Self {
        let name = objects::name(doc, own, b"BaseFont").or(objects::name(doc, outer, b"BaseFont"));
        let name = String::from_utf8_lossy(name.unwrap_or_default()).into_owned();
        let lower = name.to_ascii_lowercase();
        let empty = Dictionary::new();
        let descriptor = objects::dict(doc, own, b"FontDescriptor").unwrap_or(&empty);
        let number = |key: &[u8]| objects::number(doc, descriptor, key);
        let flags = number(b"Flags").unwrap_or(0.0) as u32;
        let says = |words: &[&str]| words.iter().any(|word| lower.contains(word));
        let is_heavy = number(b"FontWeight").is_some_and(|weight| weight >= 600.0)
            || number(b"StemV").is_some_and(|stem| stem >= 160.0);
        let within = |value: Option<f32>, low: f32, high: f32, default: f32| {
            value
                .map(|value| value.abs() / 1_000.0)
                .filter(|value| (low..=high).contains(value))
                .unwrap_or(default)
        };
        Self {
            bold: flags & 1 << 18 != 0 || is_heavy || says(&["bold", "black", "heavy", "demi"]),
            italic: flags & 1 << 6 != 0
                || says(&["italic", "oblique"])
                || number(b"ItalicAngle").is_some_and(|angle| angle != 0.0),
            ascent: within(number(b"Ascent"), 0.5, 1.1, 0.8),
            descent: within(number(b"Descent"), 0.1, 0.4, 0.2),
            is_symbolic: flags & 4 != 0,
            is_true_type: objects::name(doc, own, b"Subtype") == Some(b"TrueType"),
            name,
        }
    }

    /// The encoding of a font that names none.
    fn implied_base(&self) -> Option<Base> {
        let name = self.name.to_ascii_lowercase();
        if name.ends_with("symbol") || name.ends_with("symbolmt") {
            return Some(Base::Symbol);
        }
        if name.contains("dingbats") {
            return Some(Base::Dingbats);
        }
        if self.is_symbolic && !self.is_true_type {
            return Some(Base::Standard);
        }
        Some(if self.is_true_type { Base::WinAnsi } else { Base::Standard })
    }
}
