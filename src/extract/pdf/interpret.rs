//! Content operators → words, rulings and images of one page.

mod annotations;
mod fields;
mod graphics;
mod seen;
mod text;

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use lopdf::{Dictionary, ObjectId};

use self::seen::Ground;
use super::content::{Drawing, Step, Token, Tokens};
use super::document::Document;
use super::font::Font;
use super::marks::{Marks, Properties};
use super::matrix::Matrix;
use super::objects;
use super::paths::Paths;
use super::state::State;
use super::stream::Budget;
use super::tags::Tags;
use super::words::Words;
use crate::extract::Limits;
use crate::model::Rect;

/// Operands beyond this are dropped.
const MOST_OPERANDS: usize = 1 << 17;
/// States saved beyond this are only counted.
const MOST_SAVED: usize = 2_000;
/// Images whose places are kept, of one page.
const MOST_IMAGES: usize = 1_000;

/// What the pages of a document share.
pub(super) struct Shared<'a> {
    /// The objects.
    pub(super) doc: &'a Document<'a>,
    /// The limits.
    pub(super) limits: &'a Limits,
    /// What the structure tree says.
    pub(super) tags: Tags,
    /// The page that is read, as [`Tags`] know it.
    pub(super) page: usize,
    /// Bytes that may still be decoded.
    pub(super) budget: Budget<'a>,
    /// Layers that are switched off.
    pub(super) hidden: HashSet<ObjectId>,
    /// Operators that may still be read.
    pub(super) operators_left: usize,
    /// By the address of their dictionaries.
    pub(super) fonts: HashMap<usize, Rc<Font<'a>>>,
    /// Decoded forms, by the address of their streams.
    pub(super) forms: HashMap<usize, Rc<[u8]>>,
    /// Bytes in `forms`.
    pub(super) form_bytes: usize,
    /// A page's content, kept for the room it takes.
    pub(super) content: Vec<u8>,
    /// Names of fonts that turned out to spell nothing on the page that is read.
    pub(super) bad_fonts: Vec<String>,
}

/// One page's interpreter.
pub(super) struct Interpreter<'s, 'a> {
    shared: &'s mut Shared<'a>,
    /// The page's own.
    resources: Option<&'a Dictionary>,
    state: State<'a>,
    saved: Vec<State<'a>>,
    /// Saves beyond what is kept.
    saved_more: usize,
    text_matrix: Matrix,
    line_matrix: Matrix,
    marks: Marks,
    paths: Paths,
    /// The path that is built becomes a clip when it is painted.
    clips: bool,
    ground: Ground,
    /// Scratch for one glyph's letters.
    letters: String,
    /// The page's words so far.
    pub(super) words: Words,
    /// Where images stand.
    pub(super) images: Vec<Rect>,
    /// What happened.
    pub(super) tally: Tally,
}

/// What happened on a page.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Tally {
    operators: usize,
    /// Glyphs shown.
    pub(super) glyphs: usize,
    /// Glyphs whose letters could not be told.
    pub(super) unmapped: usize,
    /// Path pieces painted.
    pub(super) painted: usize,
    /// The page has content that could not be decoded.
    pub(super) lost: bool,
    /// A limit was reached; which one, in words.
    pub(super) reached: Option<&'static str>,
    /// A limit was reached that ends the page.
    stopped: bool,
}

impl<'s, 'a> Interpreter<'s, 'a> {
    /// Ready for a page with these resources, shown by `matrix`.
    pub(super) fn new(
        shared: &'s mut Shared<'a>,
        resources: Option<&'a Dictionary>,
        matrix: Matrix,
    ) -> Self {
        Self {
            shared,
            resources,
            state: State::new(matrix),
            saved: Vec::new(),
            saved_more: 0,
            text_matrix: Matrix::IDENTITY,
            line_matrix: Matrix::IDENTITY,
            marks: Marks::default(),
            paths: Paths::default(),
            clips: false,
            ground: Ground::default(),
            letters: String::new(),
            words: Words::default(),
            images: Vec::new(),
            tally: Tally::default(),
        }
    }

    /// Hands over what was found.
    pub(super) fn finish(mut self) -> (Words, Paths, Vec<Rect>, Tally) {
        self.words.close();
        (self.words, self.paths, self.images, self.tally)
    }

    /// Reads `content`; `depth` is how many forms stand around it.
    pub(super) fn run(&mut self, content: &[u8], resources: Option<&'a Dictionary>, depth: usize) {
        let mut tokens = Tokens::new(content);
        let (mut operands, mut scratch, mut path) = (Vec::new(), Vec::new(), Vec::new());
        loop {
            while operands.is_empty()
                && path.len() < MOST_OPERANDS
                && let Some(drawing) = tokens.drawing()
            {
                path.push(drawing);
            }
            let Some(token) = tokens.next(&mut scratch) else {
                self.follow(&mut path, false);
                return;
            };
            let Token::Operator(operator) = token else {
                if operands.len() < MOST_OPERANDS {
                    operands.push(token);
                } else {
                    scratch.clear();
                    operands.clear();
                    self.reach("operands of one operator", false);
                }
                continue;
            };
            if stands_in_array(&operands, operator) {
                continue;
            }
            self.count_operators(path.len() + 1);
            if self.tally.stopped {
                return;
            }
            self.follow(&mut path, matches!(operator, b"f" | b"F" | b"f*"));
            let call = Call { operands: &operands, scratch: &scratch, resources, depth };
            if operator == b"ID" {
                tokens.skip_image();
                self.image();
            } else {
                self.operator(operator, &call);
            }
            operands.clear();
            scratch.clear();
        }
    }

    fn count_operators(&mut self, n_read: usize) {
        self.tally.operators += n_read;
        self.shared.operators_left = self.shared.operators_left.saturating_sub(n_read);
        if self.tally.operators > self.shared.limits.operators {
            self.reach("operators of one page", true);
        }
        if self.shared.operators_left == 0 {
            self.reach("operators of the document", true);
        }
    }

    /// Tells that a limit was reached, and whether it ends the page.
    fn reach(&mut self, what: &'static str, stops: bool) {
        self.tally.reached.get_or_insert(what);
        self.tally.stopped |= stops;
    }

    fn operator(&mut self, operator: &[u8], call: &Call<'_, 'a>) {
        if let Some(step) = Step::of_operator(operator) {
            self.build_path(step, call);
            return;
        }
        match operator {
            b"q" => self.save(),
            b"Q" => self.restore(),
            b"cm" => {
                if let Some(matrix) = call.numbers() {
                    self.state.matrix = Matrix(matrix).then(self.state.matrix);
                }
            }
            b"Do" => self.draw(call),
            b"BMC" => self.mark(call),
            b"BDC" => self.mark(call),
            b"EMC" => self.marks.close(),
            b"w" => self.state.line_width = call.number(0).unwrap_or(1.0),
            _ => {
                if !self.text_operator(operator, call) {
                    self.paint_path(operator, call);
                }
            }
        }
    }

    fn save(&mut self) {
        if self.saved.len() < MOST_SAVED {
            self.saved.push(self.state.clone());
        } else {
            self.saved_more += 1;
            self.reach("saved graphics states", false);
        }
    }

    fn restore(&mut self) {
        if self.saved_more > 0 {
            self.saved_more -= 1;
        } else if let Some(state) = self.saved.pop() {
            self.state = state;
        }
    }

    fn mark(&mut self, call: &Call<'_, 'a>) {
        let [Token::Name(tag), rest @ ..] = call.operands else {
            self.marks.open(b"", Properties::default());
            return;
        };
        let mut properties = match rest {
            [Token::Name(name)] => self.named_properties(&super::content::name(name), call),
            _ => Properties::of_tokens(rest, call.scratch),
        };
        // A form's marks are its own, not the page's.
        properties.id = properties.id.filter(|_| call.depth == 0);
        if let (Some(id), None) = (properties.id, &properties.actual) {
            let actual = self.shared.tags.actual(self.shared.page, id);
            properties.actual = actual.map(str::to_owned);
        }
        self.marks.open(tag, properties);
    }

    fn named_properties(&self, name: &[u8], call: &Call<'_, 'a>) -> Properties {
        let doc = self.shared.doc;
        let entry = call
            .resources
            .and_then(|resources| objects::dict(doc, resources, b"Properties"))
            .and_then(|properties| properties.get(name).ok());
        let Some(entry) = entry else { return Properties::default() };
        let mut properties = Properties::of_object(doc, objects::resolve(doc, entry));
        properties.hidden = entry.as_reference().is_ok_and(|id| self.shared.hidden.contains(&id));
        properties
    }
}

/// True for a stray operator between the strings of an array, which goes on after it.
fn stands_in_array(operands: &[Token<'_>], operator: &[u8]) -> bool {
    let sets_text = operator.len() == 2
        && operator[0] == b'T'
        && matches!(operator, b"Tc" | b"Tw" | b"Tz" | b"Ts" | b"Tr" | b"TL" | b"Tf");
    let bracket = |token: &&Token<'_>| matches!(token, Token::Open | Token::Close);
    sets_text && operands.iter().rfind(bracket) == Some(&Token::Open)
}

/// An operator's operands, and what it stands in.
struct Call<'t, 'a> {
    operands: &'t [Token<'t>],
    scratch: &'t [u8],
    resources: Option<&'a Dictionary>,
    depth: usize,
}

/// Operands that are numbers.
trait Numbers {
    /// The last `N` operands, all numbers.
    fn numbers<const N: usize>(&self) -> Option<[f32; N]>;
}

impl Numbers for Drawing<'_> {
    fn numbers<const N: usize>(&self) -> Option<[f32; N]> {
        Drawing::numbers(self)
    }
}

impl Numbers for Call<'_, '_> {
    fn numbers<const N: usize>(&self) -> Option<[f32; N]> {
        let last = self.operands.last_chunk::<N>()?;
        let mut numbers = [0.0; N];
        for (number, operand) in numbers.iter_mut().zip(last) {
            let Token::Number(found) = operand else { return None };
            *number = *found;
        }
        Some(numbers)
    }
}

impl Call<'_, '_> {
    fn number(&self, at: usize) -> Option<f32> {
        match self.operands.get(at) {
            Some(Token::Number(number)) => Some(*number),
            _ => None,
        }
    }

    fn name(&self) -> Option<Cow<'_, [u8]>> {
        self.operands.iter().find_map(|operand| match operand {
            Token::Name(raw) => Some(super::content::name(raw)),
            _ => None,
        })
    }

    fn text(&self) -> Option<&[u8]> {
        self.operands.iter().find_map(|operand| match operand {
            Token::Text(range) => Some(&self.scratch[range.clone()]),
            _ => None,
        })
    }
}
