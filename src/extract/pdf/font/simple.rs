//! A font of one byte a code → letters and widths by code.

use std::cell::OnceCell;
use std::collections::HashMap;

use lopdf::{Dictionary, Object, Stream};

use super::super::document::Document;
use super::super::objects;
use super::super::stream::Budget;
use super::cmap::CMap;
use super::encoding::Base;
use super::style::Style;
use super::{embedded, encoding, names, program, push_told, widths};

/// One byte a code.
#[derive(Debug)]
pub(super) struct Simple<'a> {
    /// Widths by code.
    pub(super) widths: Vec<f32>,
    meaning: Meaning<'a>,
}

/// What the codes of a simple font mean: found out for those that are shown.
#[derive(Debug)]
struct Meaning<'a> {
    letters: Vec<OnceCell<Option<Box<str>>>>,
    to_unicode: CMap,
    encoding: Encoding<'a>,
    base: Option<Base>,
    is_type_3: bool,
    program: Option<&'a Stream>,
    /// What the program says of each code.
    inside: OnceCell<Vec<Option<String>>>,
}

impl<'a> Simple<'a> {
    /// Reads a simple font.
    pub(super) fn new(
        doc: &'a Document<'a>,
        dict: &'a Dictionary,
        to_unicode: CMap,
        style: &Style,
        budget: &Budget<'_>,
    ) -> Self {
        let encoding = Encoding::new(doc, dict);
        let meaning = Meaning {
            letters: vec![OnceCell::new(); 256],
            to_unicode,
            base: encoding.base.or_else(|| style.implied_base()),
            encoding,
            is_type_3: objects::name(doc, dict, b"Subtype") == Some(b"Type3"),
            program: program(doc, dict),
            inside: OnceCell::new(),
        };
        Self { widths: simple_widths(doc, dict, &meaning, style, budget), meaning }
    }

    /// The letters of `code`; `None` where they cannot be told.
    pub(super) fn letters(&self, code: u8, budget: &Budget<'_>) -> Option<&str> {
        self.meaning.letters(code, budget)
    }
}

impl Meaning<'_> {
    fn letters(&self, code: u8, budget: &Budget<'_>) -> Option<&str> {
        let found = self.letters.get(usize::from(code))?;
        found.get_or_init(|| self.find(code, budget).map(String::into_boxed_str)).as_deref()
    }

    fn find(&self, code: u8, budget: &Budget<'_>) -> Option<String> {
        let mut told = String::new();
        if push_told(&self.to_unicode, u32::from(code), &mut told) {
            return Some(told);
        }
        let encoding = &self.encoding;
        let has_own_order = encoding.base.is_none() && self.program.is_some();
        let inside = || self.inside(code, budget);
        let by_base = || self.base.and_then(|base| base.letters(code));
        let letters = match (encoding.differences.contains_key(&code), has_own_order) {
            (true, _) => encoding
                .by_name(code, self.is_type_3)
                .or_else(inside)
                .or_else(|| encoding.by_code(code, self.is_type_3)),
            (false, true) => inside().or_else(by_base),
            (false, false) => by_base().or_else(inside),
        };
        encoding::clean(&letters?)
    }

    fn inside(&self, code: u8, budget: &Budget<'_>) -> Option<String> {
        let program = self.program?;
        let letters =
            self.inside.get_or_init(|| embedded::letters_by_code(&budget.decode(program)));
        letters.get(usize::from(code)).cloned().flatten()
    }
}

fn simple_widths(
    doc: &Document<'_>,
    dict: &Dictionary,
    meaning: &Meaning<'_>,
    style: &Style,
    budget: &Budget<'_>,
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
        let letter = meaning.letters(code as u8, budget).and_then(|letters| letters.chars().next());
        letter.map_or(missing.unwrap_or(0.0), |letter| widths::standard(&style.name, letter))
    };
    (0..256).map(width).collect()
}

/// A simple font's `/Encoding`.
#[derive(Debug)]
struct Encoding<'a> {
    base: Option<Base>,
    differences: HashMap<u8, &'a [u8]>,
}

impl<'a> Encoding<'a> {
    fn new(doc: &'a Document<'a>, font: &'a Dictionary) -> Self {
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
        match self.coded_with_sixteen() {
            Some(with_sixteen) => Base::WinAnsi.letters(names::coded(name, with_sixteen)?),
            None if is_type_3 => {
                let is_opaque =
                    self.differences.values().all(|name| names::letters(name).is_none());
                self.base.filter(|_| is_opaque)?.letters(code)
            }
            None => None,
        }
    }

    /// Where all names are codes: whether they are written with sixteen digits.
    fn coded_with_sixteen(&self) -> Option<bool> {
        let coded = |with_sixteen: &bool| {
            let mut names = self.differences.values().filter(|name| **name != b".notdef");
            names.all(|name| names::coded(name, *with_sixteen).is_some())
        };
        [false, true].into_iter().find(coded)
    }

    fn by_name(&self, code: u8, is_type_3: bool) -> Option<String> {
        let name = self.differences.get(&code)?;
        // A counted name is a code only where no program says which glyph is meant.
        let counted = names::counted(name).filter(|_| is_type_3);
        let counted = counted.filter(|_| self.coded_with_sixteen() != Some(true));
        match counted {
            Some(number) => Base::WinAnsi.letters(u8::try_from(number).ok()?),
            None => names::letters(name),
        }
    }
}
