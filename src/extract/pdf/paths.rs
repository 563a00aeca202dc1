//! Paths → [`Ruling`]s: straight strokes, and boxes filled so thin that they are lines.

use super::matrix::Matrix;
use crate::model::{Rect, Ruling};

/// No line of a table is thicker, in points.
const THICKEST: f32 = 2.0;
/// No line of a table is shorter, in points.
const SHORTEST: f32 = 3.0;
/// A path with more pieces is a drawing.
const MOST_PIECES: usize = 20_000;
/// The most rulings kept of one page.
const MOST_RULINGS: usize = 50_000;

/// The path being built, and the rulings found so far.
#[derive(Debug, Default)]
pub(super) struct Paths {
    /// What was found.
    pub(super) rulings: Vec<Ruling>,
    segments: Vec<[(f32, f32); 2]>,
    boxes: Vec<Rect>,
    /// The subpath so far while it may still be a box.
    corners: Vec<(f32, f32)>,
    start: (f32, f32),
    at: (f32, f32),
    /// Holds a curve.
    is_bent: bool,
    /// Something was left out.
    pub(super) overflowed: bool,
}

impl Paths {
    /// `m`: begins a subpath at a point of the shown page.
    pub(super) fn start(&mut self, point: (f32, f32)) {
        self.end_box();
        (self.start, self.at) = (point, point);
        self.corners.clear();
        self.corners.push(point);
    }

    /// `l`: a straight piece.
    pub(super) fn line(&mut self, point: (f32, f32)) {
        self.segment(self.at, point);
        self.at = point;
        if self.corners.len() < 6 {
            self.corners.push(point);
        }
    }

    /// `c`, `v`, `y`: a curve, which is no ruling.
    pub(super) fn curve(&mut self, point: (f32, f32)) {
        self.at = point;
        self.is_bent = true;
        self.corners.clear();
    }

    /// `h`: back to the start.
    pub(super) fn close(&mut self) {
        self.segment(self.at, self.start);
        self.at = self.start;
        self.end_box();
    }

    /// `re`: a box.
    pub(super) fn rectangle(&mut self, matrix: Matrix, [x, y, width, height]: [f32; 4]) {
        self.start(matrix.point(x, y));
        for (x, y) in [(x + width, y), (x + width, y + height), (x, y + height)] {
            self.line(matrix.point(x, y));
        }
        self.close();
    }

    /// Paints the path and forgets it; `width` is the stroke's in points.
    pub(super) fn paint(&mut self, stroke: Option<f32>, fill: bool) {
        self.end_box();
        if fill {
            for at in 0..self.boxes.len() {
                let rect = self.boxes[at];
                let thin = rect.width().min(rect.height()) <= THICKEST;
                if thin {
                    self.push(rect);
                }
            }
        }
        if let Some(width) = stroke.filter(|&width| width <= THICKEST) {
            for at in 0..self.segments.len() {
                let [from, to] = self.segments[at];
                self.push_stroke(from, to, width / 2.0);
            }
        }
        self.segments.clear();
        self.boxes.clear();
        self.corners.clear();
        self.is_bent = false;
    }

    /// The box of the path; `None` when it is empty, or not known.
    pub(super) fn extent(&self) -> Option<Rect> {
        if self.is_bent || self.segments.len() >= MOST_PIECES {
            return None;
        }
        let boxes = self.segments.iter().map(|piece| bounds(piece));
        let extent = boxes.reduce(Rect::union)?;
        (extent.width().is_finite() && extent.height().is_finite()).then_some(extent)
    }

    fn segment(&mut self, from: (f32, f32), to: (f32, f32)) {
        if self.segments.len() < MOST_PIECES {
            self.segments.push([from, to]);
        } else {
            self.overflowed = true;
        }
    }

    /// Keeps the subpath's box when its corners are those of an upright box.
    pub(super) fn end_box(&mut self) {
        let corners = &self.corners;
        let is_closed = corners.len() == 4 || (corners.len() == 5 && near(corners[0], corners[4]));
        if !is_closed || self.boxes.len() >= MOST_PIECES {
            self.corners.clear();
            return;
        }
        let upright = (0..4).all(|at| {
            let (from, to) = (corners[at], corners[(at + 1) % 4]);
            (from.0 - to.0).abs() < 0.1 || (from.1 - to.1).abs() < 0.1
        });
        if upright {
            self.boxes.push(bounds(corners));
        }
        self.corners.clear();
    }

    fn push_stroke(&mut self, from: (f32, f32), to: (f32, f32), half: f32) {
        let rect = bounds(&[from, to]);
        let (across, down) = (rect.width(), rect.height());
        let straight = across.min(down) <= 0.5 + 0.005 * across.max(down);
        if !straight {
            return;
        }
        let rect = if across >= down {
            let y = (rect.y0 + rect.y1) / 2.0;
            Rect { y0: y - half, y1: y + half, ..rect }
        } else {
            let x = (rect.x0 + rect.x1) / 2.0;
            Rect { x0: x - half, x1: x + half, ..rect }
        };
        self.push(rect);
    }

    fn push(&mut self, rect: Rect) {
        if rect.width().max(rect.height()) < SHORTEST
            || self.rulings.last().is_some_and(|last| last.rect == rect)
        {
            return;
        }
        if self.rulings.len() < MOST_RULINGS {
            self.rulings.push(Ruling { rect });
        } else {
            self.overflowed = true;
        }
    }
}

fn near(one: (f32, f32), other: (f32, f32)) -> bool {
    (one.0 - other.0).abs() < 0.1 && (one.1 - other.1).abs() < 0.1
}

fn bounds(points: &[(f32, f32)]) -> Rect {
    let boxes = points.iter().map(|&(x, y)| Rect { x0: x, y0: y, x1: x, y1: y });
    boxes.reduce(Rect::union).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(draw: impl Fn(&mut Paths), stroke: Option<f32>, fill: bool, n_rulings: usize) {
        let mut paths = Paths::default();
        draw(&mut paths);
        paths.paint(stroke, fill);
        assert_eq!(paths.rulings.len(), n_rulings);
    }

    #[test]
    fn tells_lines_from_drawings() {
        let across = |paths: &mut Paths| {
            paths.start((10.0, 20.0));
            paths.line((200.0, 20.0));
        };
        let slanting = |paths: &mut Paths| {
            paths.start((10.0, 20.0));
            paths.line((200.0, 60.0));
        };
        let wide = |paths: &mut Paths| paths.rectangle(Matrix::IDENTITY, [0.0, 0.0, 50.0, 30.0]);
        let thin = |paths: &mut Paths| paths.rectangle(Matrix::IDENTITY, [0.0, 0.0, 50.0, 0.5]);
        check(across, Some(0.5), false, 1);
        check(across, Some(9.0), false, 0);
        check(across, None, false, 0);
        check(slanting, Some(0.5), false, 0);
        check(wide, Some(1.0), false, 4);
        check(wide, None, true, 0);
        check(thin, None, true, 1);
    }
}
