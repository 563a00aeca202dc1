//! Ruling lines as drawn → whole lines: pieces joined, doubles one.

use crate::model::{Rect, Ruling};

/// More lines than this are a drawing.
const MOST_LINES: usize = 4_000;
/// Lines nearer than this are one, in points.
const NEAR: f32 = 1.5;

/// A horizontal or vertical line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Stroke {
    /// y of a horizontal line, x of a vertical one.
    pub(super) at: f32,
    /// Where it begins along itself.
    pub(super) from: f32,
    /// Where it ends.
    pub(super) to: f32,
}

/// All lines of a page.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Strokes {
    /// From top to bottom.
    pub(super) across: Vec<Stroke>,
    /// From left to right.
    pub(super) down: Vec<Stroke>,
}

/// Joins the pieces of lines.
pub(super) fn merged(rulings: &[Ruling]) -> Strokes {
    let (mut across, mut down) = (Vec::new(), Vec::new());
    for ruling in rulings {
        let Rect { x0, y0, x1, y1 } = ruling.rect;
        if ruling.is_horizontal() {
            across.push(Stroke { at: (y0 + y1) / 2.0, from: x0, to: x1 });
        } else {
            down.push(Stroke { at: (x0 + x1) / 2.0, from: y0, to: y1 });
        }
    }
    let strokes = Strokes { across: joined(across), down: joined(down) };
    if strokes.across.len() > MOST_LINES || strokes.down.len() > MOST_LINES {
        return Strokes::default();
    }
    strokes
}

fn joined(mut strokes: Vec<Stroke>) -> Vec<Stroke> {
    strokes.sort_by(|one, other| one.at.total_cmp(&other.at));
    let mut lines: Vec<Stroke> = Vec::new();
    for level in strokes.chunk_by_mut(|one, other| other.at - one.at < NEAR) {
        level.sort_by(|one, other| one.from.total_cmp(&other.from));
        let first = lines.len();
        for stroke in level {
            match lines[first..].last_mut() {
                Some(last) if stroke.from <= last.to + 2.0 * NEAR => {
                    last.to = last.to.max(stroke.to)
                }
                _ => lines.push(*stroke),
            }
        }
    }
    lines.retain(|line| line.to - line.from >= 5.0);
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_become_one_line() {
        let piece = |x0, x1, y| Ruling { rect: Rect { x0, y0: y, x1, y1: y + 0.5 } };
        let strokes =
            merged(&[piece(50.0, 90.0, 10.4), piece(10.0, 50.0, 10.0), piece(10.0, 90.0, 30.0)]);
        assert_eq!(strokes.across.len(), 2);
        assert_eq!((strokes.across[0].from, strokes.across[0].to), (10.0, 90.0));
    }
}
