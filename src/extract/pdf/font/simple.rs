//! A font of one byte a code → letters and widths by code.

use std::cell::OnceCell;
use std::collections::HashMap;

use lopdf::{Dictionary, Document, Object};

use super::super::objects;
use super::super::stream::Budget;
use super::cmap::CMap;
use super::encoding::Base;
use super::style::Style;
use super::{embedded, encoding, names, program, push_told, widths};

/// One byte a code.
#[derive(Debug)]
pub(super) struct Simple {
    /// Letters by code; `None` where they cannot be told.
    pub(super) letters: Vec<Option<Box<str>>>,
    /// Widths by code.
    pub(super) widths: Vec<f32>,
}

/// Reads a simple font.
pub(super) fn simple(
    doc: &Document,
    dict: &Dictionary,
    to_unicode: &CMap,
    style: &Style,
    budget: &Budget<'_>,
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
        let by_code = || encoding.by_code(code, is_type_3);
        let named = encoding.differences.contains_key(&code);
        let mut told = String::new();
        let is_told = push_told(to_unicode, u32::from(code), &mut told);
        let found = is_told.then_some(told).or_else(|| {
            let letters = match (named, has_own_order) {
                (true, _) => by_name().or_else(|| inside(code)).or_else(by_code),
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

    /// The letter of a name that is a code, or of the code itself, where no name of the encoding says more.
    fn by_code(&self, code: u8, is_type_3: bool) -> Option<String> {
        let name = self.differences.get(&code)?;
        let coded = |with_sixteen| {
            let mut names = self.differences.values().filter(|name| **name != b".notdef");
            names.all(|name| names::coded(name, with_sixteen).is_some())
        };
        match [false, true].into_iter().find(|with_sixteen| coded(*with_sixteen)) {
            Some(with_sixteen) => Base::WinAnsi.letters(names::coded(name, with_sixteen)?),
            None if is_type_3 => {
                let is_opaque =
                    self.differences.values().all(|name| names::letters(name).is_none());
                self.base.filter(|_| is_opaque)?.letters(code)
            }
            None => None,
        }
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
