//! Lines that cross → [`Grid`]s: edges, and cells that run over several.

use super::merge::{Stroke, Strokes};
use crate::model::Rect;

/// How far apart lines may be and still touch, in points.
const TOUCH: f32 = 3.0;
/// Edges nearer than this are one.
const NARROWEST: f32 = 5.0;

/// A grid of more cells is not read as a table.
pub(super) const MOST_CELLS: usize = 40_000;

/// A table drawn with lines.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Grid {
    /// Its box.
    pub(super) rect: Rect,
    xs: Vec<f32>,
    ys: Vec<f32>,
    /// For each cell, row by row, the row and column whose cell it is part of.
    owner: Vec<(u16, u16)>,
}

/// A grid of more than [`MOST_CELLS`].
#[derive(Debug, Clone, Copy, PartialEq)]
struct TooLarge;

/// The grids of a page: lines that touch, at least two rows and two columns; and how many are too large to be read.
pub(super) fn grids(strokes: &Strokes) -> (Vec<Grid>, usize) {
    let n_across = strokes.across.len();
    let mut groups = Groups::new(n_across + strokes.down.len());
    for (at, across) in strokes.across.iter().enumerate() {
        let first = strokes.down.partition_point(|down| down.at < across.from - TOUCH);
        for (beside, down) in strokes.down.iter().enumerate().skip(first) {
            if down.at > across.to + TOUCH {
                break;
            }
            if (down.from - TOUCH..=down.to + TOUCH).contains(&across.at) {
                groups.join(at, n_across + beside);
            }
        }
    }
    let mut members: Vec<(usize, usize)> =
        (0..n_across + strokes.down.len()).map(|at| (groups.root(at), at)).collect();
    members.sort_unstable();
    let of = |at: usize| -> (Vec<Stroke>, Vec<Stroke>) {
        match at.checked_sub(n_across) {
            None => (vec![strokes.across[at]], Vec::new()),
            Some(at) => (Vec::new(), vec![strokes.down[at]]),
        }
    };
    let grids = members.chunk_by(|one, other| one.0 == other.0).filter_map(|group| {
        let (mut across, mut down) = (Vec::new(), Vec::new());
        for &(_, at) in group {
            let (one, other) = of(at);
            across.extend(one);
            down.extend(other);
        }
        Grid::new(&across, &down)
    });
    let (read, too_large): (Vec<_>, Vec<_>) = grids.partition(Result::is_ok);
    (read.into_iter().flatten().collect(), too_large.len())
}

impl Grid {
    /// `None` where there are not two rows and two columns.
    fn new(across: &[Stroke], down: &[Stroke]) -> Option<Result<Self, TooLarge>> {
        if across.len() < 2 || down.is_empty() {
            return None;
        }
        let ends = |strokes: &[Stroke]| {
            let from = strokes.iter().map(|stroke| stroke.from).fold(f32::MAX, f32::min);
            [from, strokes.iter().map(|stroke| stroke.to).fold(f32::MIN, f32::max)]
        };
        let xs = edges(down.iter().map(|stroke| stroke.at).chain(ends(across)));
        let ys = edges(across.iter().map(|stroke| stroke.at).chain(ends(down)));
        if xs.len() < 3 || ys.len() < 3 {
            return None;
        }
        if xs.len() * ys.len() > MOST_CELLS {
            return Some(Err(TooLarge));
        }
        let rect = Rect { x0: xs[0], y0: ys[0], x1: *xs.last()?, y1: *ys.last()? };
        let mut grid = Self { rect, xs, ys, owner: Vec::new() };
        grid.owner = grid.owners(across, down);
        Some(Ok(grid))
    }

    /// Rows and columns.
    pub(super) fn size(&self) -> (usize, usize) {
        (self.ys.len() - 1, self.xs.len() - 1)
    }

    /// True when the point is inside.
    pub(super) fn holds(&self, x: f32, y: f32) -> bool {
        (self.rect.x0..self.rect.x1).contains(&x) && (self.rect.y0..self.rect.y1).contains(&y)
    }

    /// The row and column of the cell at a point inside.
    pub(super) fn cell(&self, x: f32, y: f32) -> (usize, usize) {
        let (rows, columns) = self.size();
        let row = self.ys.partition_point(|&edge| edge <= y).clamp(1, rows) - 1;
        let column = self.xs.partition_point(|&edge| edge <= x).clamp(1, columns) - 1;
        let (row, column) = self.owner[row * columns + column];
        (row.into(), column.into())
    }

    /// Where no line parts two cells, the upper or left one owns both.
    fn owners(&self, across: &[Stroke], down: &[Stroke]) -> Vec<(u16, u16)> {
        let (rows, columns) = self.size();
        let mut owner = Vec::with_capacity(rows * columns);
        let left = borders(down, &self.xs, &self.ys);
        let above = borders(across, &self.ys, &self.xs);
        for row in 0..rows {
            for column in 0..columns {
                let own = (row as u16, column as u16);
                let beside = (column > 0 && !left[column * rows + row])
                    .then(|| owner[row * columns + column - 1]);
                let over = (row > 0 && !above[row * columns + column])
                    .then(|| owner[(row - 1) * columns + column]);
                owner.push(beside.or(over).unwrap_or(own));
            }
        }
        owner
    }
}

/// For each edge and each stretch along it: whether a line covers at least half of it.
fn borders(strokes: &[Stroke], edges: &[f32], along: &[f32]) -> Vec<bool> {
    let stretches = along.len() - 1;
    let mut covered = vec![false; edges.len() * stretches];
    for stroke in strokes {
        let edge = edges.partition_point(|&edge| edge < stroke.at - NARROWEST);
        let nearest = (edge..edges.len().min(edge + 3)).min_by(|&one, &other| {
            (edges[one] - stroke.at).abs().total_cmp(&(edges[other] - stroke.at).abs())
        });
        let Some(edge) = nearest else { continue };
        for stretch in 0..stretches {
            let (from, to) = (along[stretch], along[stretch + 1]);
            let common = stroke.to.min(to) - stroke.from.max(from);
            covered[edge * stretches + stretch] |= common >= 0.5 * (to - from);
        }
    }
    covered
}

/// Sorted, near ones one.
fn edges(places: impl Iterator<Item = f32>) -> Vec<f32> {
    let mut edges: Vec<f32> = places.collect();
    edges.sort_by(f32::total_cmp);
    edges.dedup_by(|after, before| *after - *before < NARROWEST);
    edges
}

/// Which lines touch, over any number of others.
struct Groups(Vec<usize>);

impl Groups {
    fn new(n: usize) -> Self {
        Self((0..n).collect())
    }

    fn root(&mut self, mut at: usize) -> usize {
        while self.0[at] != at {
            self.0[at] = self.0[self.0[at]];
            at = self.0[at];
        }
        at
    }

    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.root(one), self.root(other));
        self.0[one.max(other)] = one.min(other);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stroke(at: f32, from: f32, to: f32) -> Stroke {
        Stroke { at, from, to }
    }

    #[test]
    fn finds_cells_and_merged_cells() {
        let across = [0.0, 20.0, 40.0].map(|y| stroke(y, 0.0, 90.0)).to_vec();
        // The second line stops above the last row: a cell of two columns there.
        let down = vec![
            stroke(0.0, 0.0, 40.0),
            stroke(30.0, 0.0, 20.0),
            stroke(60.0, 0.0, 40.0),
            stroke(90.0, 0.0, 40.0),
        ];
        let (grids, _) = grids(&Strokes { across, down });
        assert_eq!(grids.len(), 1);
        let grid = &grids[0];
        assert_eq!(grid.size(), (2, 3));
        assert_eq!(grid.cell(45.0, 10.0), (0, 1));
        assert_eq!(grid.cell(45.0, 30.0), (1, 0));
        assert_eq!(grid.cell(75.0, 30.0), (1, 2));
    }

    #[test]
    fn a_grid_of_too_many_cells_is_counted() {
        let strokes = |n: usize| {
            (0..n).map(|at| stroke(at as f32 * 10.0, 0.0, n as f32 * 10.0)).collect::<Vec<_>>()
        };
        let (read, too_large) = grids(&Strokes { across: strokes(300), down: strokes(300) });
        assert_eq!((read.len(), too_large), (0, 1));
    }

    #[test]
    fn a_frame_is_no_table() {
        let frame = Strokes {
            across: vec![stroke(0.0, 0.0, 90.0), stroke(40.0, 0.0, 90.0)],
            down: vec![stroke(0.0, 0.0, 40.0), stroke(90.0, 0.0, 40.0)],
        };
        assert!(grids(&frame).0.is_empty());
    }
}
