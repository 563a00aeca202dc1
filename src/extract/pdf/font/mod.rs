//! A font dictionary → [`Font`]: what its codes mean and how wide they are.

mod cmap;
mod collection;
mod composite;
mod embedded;
mod encoding;
mod legacy;
mod names;
mod simple;
mod style;
mod widths;

use std::cell::{Cell, RefCell};

use lopdf::{Dictionary, Stream};

use self::cmap::{CMap, Found};
use self::composite::Composite;
pub(super) use self::encoding::push_clean;
use self::simple::Simple;
use self::style::Style;
pub(super) use self::widths::standard as standard_width;
use super::document::Document;
use super::garbled;
use super::objects;
use super::stream::Budget;

/// Bytes of the letters by which a font is judged: as many as stand in a few lines of headings and no fewer.
const SAMPLE: usize = 600;

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
    /// Lines run downwards.
    pub(super) vertical: bool,
    /// Widths are in these units of an em.
    unit: f32,
    /// Letters and spaces shown so far.
    shown: Cell<(u32, u32)>,
    /// How wide the space is that was shown last, in ems.
    blank: Cell<f32>,
    /// As the file calls it, without its subset's tag.
    pub(super) name: String,
    /// The first letters shown, of which it is judged whether they spell anything.
    sample: RefCell<String>,
}

#[derive(Debug)]
enum Codes<'a> {
    Simple(Box<Simple<'a>>),
    Composite(Box<Composite<'a>>),
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
    pub(super) fn new(doc: &'a Document<'a>, dict: &'a Dictionary, budget: &Budget<'_>) -> Self {
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
            Some(own) => {
                Codes::Composite(Box::new(Composite::new(doc, dict, own, to_unicode, budget)))
            }
            None => Codes::Simple(Box::new(Simple::new(doc, dict, to_unicode, &style, budget))),
        };
        let unit = match objects::numbers::<6>(doc, dict, b"FontMatrix") {
            Some([a, b, ..]) if subtype == b"Type3" => a.hypot(b),
            _ => 0.001,
        };
        let Style { bold, italic, ascent, descent, name, .. } = style;
        let name = name.split_once('+').map_or(name.as_str(), |(_, own)| own).to_owned();
        let (shown, blank) = (Cell::default(), Cell::new(f32::MAX));
        let vertical = matches!(&codes, Codes::Composite(composite) if composite.vertical);
        let sample = RefCell::default();
        Self { codes, bold, italic, ascent, descent, vertical, unit, shown, blank, name, sample }
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
                let (code, length) = composite.code(bytes);
                Code { code, length, width: composite.width(code, length) * self.unit }
            }
        }
    }

    /// Counts a glyph that was shown.
    pub(super) fn count(&self, letters: &str, width: f32) {
        let (shown, spaces) = self.shown.get();
        let is_space = letters == " ";
        self.shown.set((shown.saturating_add(1), spaces + u32::from(is_space)));
        if is_space && width > 0.0 {
            self.blank.set(width);
        }
    }

    /// True once, when letters enough are shown to tell that they spell nothing.
    pub(super) fn turns_out_garbled(&self, letters: &str) -> bool {
        let Ok(mut sample) = self.sample.try_borrow_mut() else { return false };
        if sample.len() >= SAMPLE || !letters.starts_with(char::is_alphabetic) {
            return false;
        }
        sample.push_str(letters);
        sample.len() >= SAMPLE && garbled::spells_nothing(&sample).is_some()
    }

    /// The least gap, in ems, that is a space. Where spaces are drawn as glyphs, a gap without one means less; where
    /// none are, as in TeX, a narrow gap is a space too. A space that is left out at the end of a string leaves a gap of
    /// its own width, or a little less.
    pub(super) fn space(&self) -> f32 {
        let (shown, spaces) = self.shown.get();
        if shown > 40 && spaces > shown / 16 {
            return (0.8 * self.blank.get()).clamp(0.2, 0.28);
        }
        if shown > 200 && spaces < shown / 50 { 0.16 } else { 0.2 }
    }

    /// True while no space was shown.
    pub(super) fn is_bare(&self) -> bool {
        self.shown.get().1 == 0
    }

    /// Appends the letters of `code` to `out`; false when they cannot be told.
    pub(super) fn push_letters(&self, code: Code, budget: &Budget<'_>, out: &mut String) -> bool {
        match &self.codes {
            Codes::Simple(simple) => {
                let letters = u8::try_from(code.code).ok();
                let letters = letters.and_then(|code| simple.letters(code, budget));
                out.push_str(letters.unwrap_or_default());
                letters.is_some()
            }
            Codes::Composite(composite) => composite.push_letters(code, budget, out),
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

fn program<'a>(doc: &'a Document<'a>, font: &'a Dictionary) -> Option<&'a Stream> {
    let descriptor = objects::dict(doc, font, b"FontDescriptor")?;
    [&b"FontFile2"[..], b"FontFile3", b"FontFile"]
        .iter()
        .find_map(|key| objects::stream(doc, descriptor, key))
}
