//! Paths, images and forms.

use std::rc::Rc;

use lopdf::{Dictionary, Stream};

use super::super::content::{Drawing, Step};
use super::super::matrix::Matrix;
use super::super::objects;
use super::{Call, Interpreter, MOST_IMAGES, Numbers};

/// Decoded forms are kept for the next page as long as they take no more than this together.
const KEPT_FORM_BYTES: usize = 16 << 20;

/// No form's box is smaller, in points.
const SMALLEST: f32 = 1.0;
/// Steps of a box, and some that lead nowhere.
const MOST_STEPS: usize = 8;
/// Steps of a box whose first corner is given.
const FEWEST_STEPS: usize = 4;

impl<'a> Interpreter<'_, 'a> {
    /// Reads the path so far. One that is only filled matters where it may be a box.
    pub(super) fn follow(&mut self, path: &mut Vec<Drawing<'_>>, is_filled: bool) {
        for subpath in path.chunk_by(|_, next| !is_start(next)) {
            if is_filled && is_start(&subpath[0]) && !may_be_box(subpath) {
                self.paths.end_box();
                self.ground.is_unknown |= !self.state.is_white;
                continue;
            }
            for drawing in subpath {
                self.build_path(drawing.step, drawing);
            }
        }
        path.clear();
    }

    /// Goes on with the path.
    pub(super) fn build_path(&mut self, step: Step, operands: &impl Numbers) {
        match step {
            Step::Start => self.with_point(operands, |paths, point| paths.start(point)),
            Step::Line => self.with_point(operands, |paths, point| paths.line(point)),
            Step::Curve => self.with_point(operands, |paths, point| paths.curve(point)),
            Step::Close => self.paths.close(),
            Step::Rectangle => {
                if let Some(corners) = operands.numbers() {
                    self.paths.rectangle(self.state.matrix, corners);
                }
            }
        }
    }

    /// Paints the path, says how; other operators are nothing to us.
    pub(super) fn paint_path(&mut self, operator: &[u8], call: &Call<'_, 'a>) {
        match operator {
            b"S" => self.paint(self.stroke(), false),
            b"s" => {
                self.paths.close();
                self.paint(self.stroke(), false);
            }
            b"f" | b"F" | b"f*" => self.paint(None, true),
            b"B" | b"B*" => self.paint(self.stroke(), true),
            b"b" | b"b*" => {
                self.paths.close();
                self.paint(self.stroke(), true);
            }
            b"n" => {
                self.see_path(None, false);
                self.paths.paint(None, false);
            }
            b"W" | b"W*" => self.clips = true,
            b"sh" => self.ground.is_unknown = true,
            b"g" | b"rg" | b"k" | b"cs" | b"sc" | b"scn" => self.fill_colour(operator, call),
            _ => {}
        }
    }

    /// How wide a stroke is, in points.
    fn stroke(&self) -> Option<f32> {
        Some(self.state.line_width.abs() * self.state.matrix.scale())
    }

    fn with_point(&mut self, operands: &impl Numbers, act: impl Fn(&mut super::Paths, (f32, f32))) {
        if let Some([x, y]) = operands.numbers() {
            let point = self.state.matrix.point(x, y);
            if point.0.is_finite() && point.1.is_finite() {
                act(&mut self.paths, point);
            }
        }
    }

    fn paint(&mut self, stroke: Option<f32>, fill: bool) {
        self.tally.painted += 1;
        self.see_path(stroke, fill);
        self.paths.paint(stroke, fill);
        if self.paths.overflowed {
            self.reach("ruling lines of one page", false);
        }
    }

    /// `Do`: an image is a box, a form is read.
    pub(super) fn draw(&mut self, call: &Call<'_, 'a>) {
        let doc = self.shared.doc;
        let stream = call.name().and_then(|name| {
            let objects = objects::dict(doc, call.resources?, b"XObject")?;
            objects::stream(doc, objects, &name)
        });
        let Some(stream) = stream else { return };
        match objects::name(doc, &stream.dict, b"Subtype") {
            Some(b"Image") => self.image(),
            Some(b"Form") => {
                let clip = self.state.clip;
                self.clip_to_form(stream);
                // A group is blended with what is below it, in ways that are not followed.
                self.ground.is_unknown |= objects::own(&stream.dict, b"Group").is_some();
                self.form(stream, call.resources, call.depth);
                self.state.clip = clip;
            }
            _ => {}
        }
    }

    /// A form is seen within its box.
    fn clip_to_form(&mut self, stream: &'a Stream) {
        let doc = self.shared.doc;
        let Some(corners) = objects::numbers::<4>(doc, &stream.dict, b"BBox") else { return };
        let own = objects::numbers(doc, &stream.dict, b"Matrix").map_or(Matrix::IDENTITY, Matrix);
        let rect = own.then(self.state.matrix).rect(corners);
        if rect.width() > SMALLEST && rect.height() > SMALLEST {
            self.clip(rect);
        }
    }

    /// An image fills the unit square.
    pub(super) fn image(&mut self) {
        let rect = self.state.matrix.rect([0.0, 0.0, 1.0, 1.0]);
        if self.images.len() < MOST_IMAGES && rect.width().is_finite() && rect.height().is_finite()
        {
            self.images.push(rect);
        }
    }

    /// Reads a form's content in its own space; `around` are the resources of what draws it.
    pub(super) fn form(
        &mut self,
        stream: &'a Stream,
        around: Option<&'a Dictionary>,
        depth: usize,
    ) {
        let shared = &self.shared;
        if depth >= shared.limits.form_depth {
            self.reach("forms within forms", false);
            return;
        }
        let doc = shared.doc;
        let hidden = stream
            .dict
            .get(b"OC")
            .and_then(lopdf::Object::as_reference)
            .is_ok_and(|id| shared.hidden.contains(&id));
        if hidden {
            return;
        }
        let resources = objects::dict(doc, &stream.dict, b"Resources").or(around);
        let content = self.form_content(stream);
        let (state, saved) = (self.state.clone(), self.saved.len());
        let matrices = (self.text_matrix, self.line_matrix);
        let marks = self.marks.depth();
        if let Some(matrix) = objects::numbers(doc, &stream.dict, b"Matrix") {
            self.state.matrix = Matrix(matrix).then(self.state.matrix);
        }
        self.run(&content, resources, depth + 1);
        self.saved.truncate(saved);
        self.state = state;
        (self.text_matrix, self.line_matrix) = matrices;
        self.marks.close_to(marks);
    }

    fn form_content(&mut self, stream: &'a Stream) -> Rc<[u8]> {
        let key = std::ptr::from_ref(stream) as usize;
        if let Some(content) = self.shared.forms.get(&key) {
            return Rc::clone(content);
        }
        let content: Rc<[u8]> = Rc::from(&*self.shared.budget.decode(stream));
        if self.shared.form_bytes + content.len() <= KEPT_FORM_BYTES {
            self.shared.form_bytes += content.len();
            self.shared.forms.insert(key, Rc::clone(&content));
        }
        content
    }
}

fn is_start(drawing: &Drawing<'_>) -> bool {
    matches!(drawing.step, Step::Start | Step::Rectangle)
}

/// False for a subpath whose straight end has more corners than a box has, or fewer after a curve.
fn may_be_box(subpath: &[Drawing<'_>]) -> bool {
    let straight = subpath.iter().rev().take_while(|drawing| drawing.step != Step::Curve).count();
    straight <= MOST_STEPS && (straight == subpath.len() || straight >= FEWEST_STEPS)
}
