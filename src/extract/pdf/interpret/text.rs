//! Text operators: where each glyph stands and what it says.

use std::rc::Rc;

use super::super::content::Token;
use super::super::font::{Code, Font};
use super::super::matrix::Matrix;
use super::super::objects;
use super::super::words::{Glyph, Style};
use super::{Call, Interpreter, Numbers};

impl<'a> Interpreter<'_, 'a> {
    /// False when `operator` has nothing to do with text.
    pub(super) fn text_operator(&mut self, operator: &[u8], call: &Call<'_, 'a>) -> bool {
        let state = &mut self.state;
        match operator {
            b"BT" => (self.text_matrix, self.line_matrix) = (Matrix::IDENTITY, Matrix::IDENTITY),
            b"ET" => {}
            b"Tf" => self.font(call),
            b"Tc" => state.letter_space = call.number(0).unwrap_or(0.0),
            b"Tw" => state.word_space = call.number(0).unwrap_or(0.0),
            b"Tz" => state.stretch = call.number(0).unwrap_or(100.0) / 100.0,
            b"TL" => state.leading = call.number(0).unwrap_or(0.0),
            b"Ts" => state.rise = call.number(0).unwrap_or(0.0),
            b"Tr" => state.mode = call.number(0).unwrap_or(0.0) as u8,
            b"Td" => self.next_line(call.numbers().unwrap_or_default()),
            b"TD" => {
                let by: [f32; 2] = call.numbers().unwrap_or_default();
                self.state.leading = -by[1];
                self.next_line(by);
            }
            b"Tm" => {
                if let Some(matrix) = call.numbers() {
                    (self.text_matrix, self.line_matrix) = (Matrix(matrix), Matrix(matrix));
                }
            }
            b"T*" => self.next_line([0.0, -self.state.leading]),
            b"Tj" => self.show_operand(call),
            b"'" => {
                self.next_line([0.0, -self.state.leading]);
                self.show_operand(call);
            }
            b"\"" => {
                state.word_space = call.number(0).unwrap_or(state.word_space);
                state.letter_space = call.number(1).unwrap_or(state.letter_space);
                self.next_line([0.0, -self.state.leading]);
                self.show_operand(call);
            }
            b"TJ" => self.show_parts(call),
            _ => return false,
        }
        true
    }

    fn next_line(&mut self, [x, y]: [f32; 2]) {
        self.line_matrix = self.line_matrix.moved(x, y);
        self.text_matrix = self.line_matrix;
    }

    fn font(&mut self, call: &Call<'_, 'a>) {
        let doc = self.shared.doc;
        self.state.size = call.numbers::<1>().map_or(self.state.size, |[size]| size);
        let dict = call.name().and_then(|name| {
            // A form that does not tell all of its fonts takes the page's.
            [call.resources, self.resources].into_iter().flatten().find_map(|resources| {
                objects::dict(doc, objects::dict(doc, resources, b"Font")?, &name)
            })
        });
        let Some(dict) = dict else {
            self.state.font = None;
            return;
        };
        let shared = &mut *self.shared;
        let font = shared
            .fonts
            .entry(std::ptr::from_ref(dict) as usize)
            .or_insert_with(|| Rc::new(Font::new(doc, dict, &shared.budget)));
        self.state.font = Some(Rc::clone(font));
    }

    fn show_operand(&mut self, call: &Call<'_, 'a>) {
        if let Some(text) = call.text() {
            self.show(text);
        }
    }

    fn show_parts(&mut self, call: &Call<'_, 'a>) {
        for part in call.operands {
            match part {
                Token::Text(range) => self.show(&call.scratch[range.clone()]),
                Token::Number(by) => {
                    let by = -by / 1_000.0 * self.state.size;
                    let is_vertical = self.state.font.as_ref().is_some_and(|font| font.vertical);
                    self.text_matrix = if is_vertical {
                        self.text_matrix.moved(0.0, by)
                    } else {
                        self.text_matrix.moved(by * self.state.stretch, 0.0)
                    };
                }
                _ => {}
            }
        }
    }

    fn show(&mut self, text: &[u8]) {
        let Some(font) = self.state.font.clone() else {
            self.tally.glyphs += text.len();
            self.tally.unmapped += text.len();
            return;
        };
        let pen = self.pen(&font);
        if font.vertical {
            self.show_down(text, &font, pen);
            return;
        }
        let mut rest = text;
        let mut x = 0.0f32;
        while !rest.is_empty() && !self.tally.stopped {
            let code = font.code(rest);
            let is_space = code.length == 1 && code.code == 32;
            rest = &rest[code.length.clamp(1, rest.len())..];
            let width = code.width * self.state.size * self.state.stretch;
            if let Some(pen) = &pen {
                self.glyph(&font, code, (x, x + width), pen);
            }
            let word_space = if is_space { self.state.word_space } else { 0.0 };
            x += width + (self.state.letter_space + word_space) * self.state.stretch;
        }
        self.text_matrix = self.text_matrix.moved(x, 0.0);
    }

    /// Shows a string of a vertical font: each glyph stands below the one before, upright.
    fn show_down(&mut self, text: &[u8], font: &Font<'a>, pen: Option<Pen>) {
        let mut rest = text;
        while !rest.is_empty() && !self.tally.stopped {
            let code = font.code(rest);
            rest = &rest[code.length.clamp(1, rest.len())..];
            let size = self.state.size;
            if let Some(pen) = &pen {
                // The pen stands in the middle above the glyph.
                let half = code.width * size / 2.0;
                let matrix = self.text_matrix.moved(0.0, -0.88 * size).then(self.state.matrix);
                let pen = Pen { matrix, ..*pen };
                self.glyph(font, code, (-half, half), &pen);
            }
            let word_space = if code.code == 32 { self.state.word_space } else { 0.0 };
            let down = size + self.state.letter_space + word_space;
            self.text_matrix = self.text_matrix.moved(0.0, -down);
        }
    }

    /// What the glyphs of one string share; `None` when they have no size.
    fn pen(&self, font: &Font<'a>) -> Option<Pen> {
        let state = &self.state;
        let matrix = self.text_matrix.then(state.matrix);
        let [a, b, c, d, e, f] = matrix.0;
        let size = state.size.abs() * length(c, d);
        let sign = if state.size * state.stretch < 0.0 { -1.0 } else { 1.0 };
        let length = length(a, b);
        let is_drawable =
            size.is_finite() && size > 0.01 && length > 1e-6 && e.is_finite() && f.is_finite();
        if !is_drawable {
            return None;
        }
        let mark = self.marks.current();
        let style = Style {
            size,
            ascent: font.ascent,
            descent: font.descent,
            bold: font.bold || state.is_thickened(),
            italic: font.italic,
            visible: !state.is_invisible() && !mark.hidden,
            mark: mark.id,
            artifact: mark.artifact,
        };
        // Letters set apart by Tc are apart by so much more than usual.
        let apart = state.letter_space * state.stretch * length / size;
        let space = font.space() + apart.clamp(0.0, 1.0);
        let along = (a * sign / length, b * sign / length);
        Some(Pen { matrix, along, style, space, bare: font.is_bare() })
    }

    fn glyph(&mut self, font: &Font<'a>, code: Code, (from, to): (f32, f32), pen: &Pen) {
        self.tally.glyphs += 1;
        self.letters.clear();
        match self.marks.replacement() {
            Some(text) => {
                super::super::font::push_clean(&text, &mut self.letters);
            }
            None if !font.push_letters(code, &self.shared.budget, &mut self.letters) => {
                // What cannot be told leaves a gap; a line's end or a blank without a name is a space.
                self.tally.unmapped += 1;
                if code.code > 32 || code.length > 1 {
                    return;
                }
                self.letters.push(' ');
            }
            None => {}
        }
        font.count(&self.letters, code.width);
        if font.turns_out_garbled(&self.letters) {
            self.shared.bad_fonts.push(font.name.clone());
        }
        let rise = self.state.rise;
        let mut glyph = Glyph {
            letters: &self.letters,
            start: pen.matrix.point(from, rise),
            end: pen.matrix.point(to, rise),
            along: pen.along,
            style: pen.style,
            space: pen.space,
            bare: pen.bare,
        };
        glyph.style.visible = glyph.style.visible && self.is_seen(&glyph);
        self.words.push(&glyph);
        if self.words.page.text.len() > self.shared.limits.page_letters {
            self.reach("letters of one page", true);
        }
    }
}

/// Of a vector; most lie along an axis.
fn length(x: f32, y: f32) -> f32 {
    match (x == 0.0, y == 0.0) {
        (_, true) => x.abs(),
        (true, _) => y.abs(),
        _ => x.hypot(y),
    }
}

/// What the glyphs of one string share.
struct Pen {
    matrix: Matrix,
    along: (f32, f32),
    style: Style,
    space: f32,
    bare: bool,
}
