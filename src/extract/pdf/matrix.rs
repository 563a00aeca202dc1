//! [`Matrix`]: the six numbers that place text and drawings.

use crate::model::Rect;

/// `[a b c d e f]`: a point `(x, y)` goes to `(ax + cy + e, bx + dy + f)`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Matrix(pub(super) [f32; 6]);

impl Matrix {
    /// Leaves everything in place.
    pub(super) const IDENTITY: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    /// First `self`, then `next`.
    pub(super) fn then(self, next: Self) -> Self {
        let ([a, b, c, d, e, f], [na, nb, nc, nd, ne, nf]) = (self.0, next.0);
        Self([
            a * na + b * nc,
            a * nb + b * nd,
            c * na + d * nc,
            c * nb + d * nd,
            e * na + f * nc + ne,
            e * nb + f * nd + nf,
        ])
    }

    /// First a move by `(x, y)`, then `self`.
    pub(super) fn moved(self, x: f32, y: f32) -> Self {
        let [a, b, c, d, e, f] = self.0;
        Self([a, b, c, d, a * x + c * y + e, b * x + d * y + f])
    }

    /// Where `(x, y)` goes.
    pub(super) fn point(self, x: f32, y: f32) -> (f32, f32) {
        let [a, b, c, d, e, f] = self.0;
        (a * x + c * y + e, b * x + d * y + f)
    }

    /// The upright box around where the box with these two corners goes.
    pub(super) fn rect(self, [x0, y0, x1, y1]: [f32; 4]) -> Rect {
        let corners = [(x0, y0), (x1, y0), (x0, y1), (x1, y1)].map(|(x, y)| self.point(x, y));
        let boxes = corners.map(|(x, y)| Rect { x0: x, y0: y, x1: x, y1: y });
        boxes.into_iter().reduce(Rect::union).unwrap_or_default()
    }

    /// How much lengths grow, on average.
    pub(super) fn scale(self) -> f32 {
        let [a, b, c, d, ..] = self.0;
        (a * d - b * c).abs().sqrt()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(matrix: Matrix, point: (f32, f32), expected: (f32, f32)) {
        assert_eq!(matrix.point(point.0, point.1), expected);
    }

    #[test]
    fn matrices_follow_each_other() {
        let double = Matrix([2.0, 0.0, 0.0, 2.0, 0.0, 0.0]);
        let right = Matrix([1.0, 0.0, 0.0, 1.0, 10.0, 0.0]);
        check(double.then(right), (1.0, 1.0), (12.0, 2.0));
        check(right.then(double), (1.0, 1.0), (22.0, 2.0));
        check(double.moved(3.0, 4.0), (0.0, 0.0), (6.0, 8.0));
        assert_eq!(double.scale(), 2.0);
    }
}
