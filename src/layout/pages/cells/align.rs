//! Segments of consecutive rows → columns, and the cell of each segment.

use super::super::rows::{Row, gap};
use super::segments::Segment;
use crate::model::Page;

/// No table has more.
const MOST_COLUMNS: usize = 64;

/// The columns of a table without lines.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Columns(Vec<Column>);

#[derive(Debug, Clone, Copy, PartialEq)]
struct Column {
    /// What its cells cover together.
    x0: f32,
    x1: f32,
    /// Edges of the cell that it was first seen in.
    left: f32,
    right: f32,
}

impl Columns {
    /// Finds the columns of consecutive rows.
    pub(super) fn new(rows: &[Vec<Segment>]) -> Self {
        let mut counts: Vec<usize> = rows.iter().map(Vec::len).collect();
        counts.sort_unstable();
        // The most cells that two rows agree to have, or the only row that has cells.
        let usual = counts.windows(2).rev().find(|pair| pair[0] == pair[1] && pair[0] >= 2);
        let usual = usual.map_or(counts.last().copied().unwrap_or(0), |pair| pair[0]);
        let mut columns = Self(Vec::new());
        for row in rows.iter().filter(|row| row.len() == usual) {
            columns.add(row);
        }
        for row in rows.iter().filter(|row| row.len() != usual && row.len() >= 2) {
            columns.add(row);
        }
        columns
    }

    /// The row's words, cell by cell; each column has one.
    pub(super) fn cells(&self, page: &Page, row: &Row, segments: &[Segment]) -> Vec<Vec<u32>> {
        let mut cells = vec![Vec::new(); self.0.len()];
        for segment in segments {
            for part in self.parts(page, row, segment) {
                let at = self.best(&part).unwrap_or_else(|| self.nearest(&part));
                cells[at].extend_from_slice(&row.words[part.words.clone()]);
            }
        }
        cells
    }

    /// Makes room for the segments of a row.
    fn add(&mut self, row: &[Segment]) {
        for segment in row {
            match self.best(segment) {
                Some(at) => {
                    let (before, after) = (
                        at.checked_sub(1).map_or(f32::MIN, |before| self.0[before].x1),
                        self.0.get(at + 1).map_or(f32::MAX, |after| after.x0),
                    );
                    let column = &mut self.0[at];
                    column.x0 = column.x0.min(segment.x0.max(before));
                    column.x1 = column.x1.max(segment.x1.min(after));
                }
                None if self.0.len() < MOST_COLUMNS => {
                    let at = self.0.partition_point(|column| column.x0 < segment.x0);
                    let (x0, x1) = (segment.x0, segment.x1);
                    self.0.insert(at, Column { x0, x1, left: x0, right: x1 });
                }
                None => {}
            }
        }
    }

    /// The column that a segment fits best: an edge in common counts more than what they share.
    fn best(&self, segment: &Segment) -> Option<usize> {
        let score = |column: &Column| {
            let common = segment.x1.min(column.x1) - segment.x0.max(column.x0);
            if common <= 0.0 {
                return 0.0;
            }
            let narrower = (segment.x1 - segment.x0).min(column.x1 - column.x0).max(1.0);
            let near = |one: f32, other: f32| (one - other).abs() < 3.0;
            let edge = if near(segment.x1, column.right) || near(segment.x0, column.left) {
                2.0
            } else {
                0.0
            };
            edge + common / narrower
        };
        let scores = self.0.iter().map(score).enumerate().filter(|&(_, score)| score > 0.0);
        // Of equals the first.
        scores.reduce(|best, next| if next.1 > best.1 { next } else { best }).map(|(at, _)| at)
    }

    fn nearest(&self, segment: &Segment) -> usize {
        let away = |column: &Column| (segment.x0 - column.x1).max(column.x0 - segment.x1).abs();
        let columns = self.0.iter().enumerate();
        columns.min_by(|one, other| away(one.1).total_cmp(&away(other.1))).map_or(0, |(at, _)| at)
    }

    /// A segment that runs over several columns is cut where a gap falls between them.
    fn parts(&self, page: &Page, row: &Row, segment: &Segment) -> Vec<Segment> {
        let covers = |column: &&Column| {
            let common = segment.x1.min(column.x1) - segment.x0.max(column.x0);
            common > 0.3 * (column.x1 - column.x0).min(segment.x1 - segment.x0)
        };
        if self.0.iter().filter(covers).count() < 2 {
            return vec![segment.clone()];
        }
        let word = |at: usize| &page.words[row.words[at] as usize];
        let mut parts =
            vec![Segment { words: segment.words.start..segment.words.start, ..*segment }];
        for at in segment.words.clone() {
            let rect = word(at).rect;
            let new = at > segment.words.start
                && gap(word(at - 1), word(at)) > 0.45 * row.size
                && self.column_at(word(at - 1).rect.x1) != self.column_at(rect.x1);
            match parts.last_mut() {
                Some(last) if !new => {
                    last.words.end = at + 1;
                    last.x1 = rect.x1;
                }
                _ => parts.push(Segment { words: at..at + 1, x0: rect.x0, x1: rect.x1 }),
            }
        }
        parts
    }

    fn column_at(&self, x: f32) -> usize {
        self.0.partition_point(|column| column.x1 < x - 2.0)
    }
}
