//! Words → [`Row`]s: what stands on one baseline, from left to right.

use crate::model::{Page, Rect, Word};

/// Words on one baseline.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Row {
    /// Indices into [`Page::words`], from left to right.
    pub(super) words: Vec<u32>,
    /// The box of them all.
    pub(super) rect: Rect,
    /// The baseline of the largest.
    pub(super) baseline: f32,
    /// The size of the largest.
    pub(super) size: f32,
}

/// What is put in reading order: a row, or a table that is done.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Item {
    /// Words on one baseline.
    Row(Row),
    /// The lines of a table, and its box.
    Table(Vec<super::Printed>, Rect),
}

impl Item {
    /// Takes it out of a list that is done with it.
    pub(super) fn take(&mut self) -> Self {
        std::mem::replace(self, Self::Table(Vec::new(), Rect::default()))
    }

    /// Where it stands.
    pub(super) fn rect(&self) -> Rect {
        match self {
            Self::Row(row) => row.rect,
            Self::Table(_, rect) => *rect,
        }
    }
}

/// The rows of `words`, from top to bottom.
pub(super) fn rows(page: &Page, words: &[u32]) -> Vec<Row> {
    let word = |index: u32| &page.words[index as usize];
    let mut sorted = words.to_vec();
    sorted.sort_by(|&one, &other| {
        word(one).baseline.total_cmp(&word(other).baseline).then(one.cmp(&other))
    });
    let mut rows: Vec<Row> = Vec::new();
    for index in sorted {
        let word = word(index);
        match rows.last_mut() {
            Some(row) if on_line(row, word) => add(row, index, word),
            _ => rows.push(Row {
                words: vec![index],
                rect: word.rect,
                baseline: word.baseline,
                size: word.size,
            }),
        }
    }
    for row in &mut rows {
        sort(page, row);
    }
    raise(page, &mut rows);
    rows
}

/// Space between two words of a line, in points.
pub(super) fn gap(before: &Word, after: &Word) -> f32 {
    after.rect.x0 - before.rect.x1
}

fn on_line(row: &Row, word: &Word) -> bool {
    (word.baseline - row.baseline).abs() <= 0.28 * row.size.min(word.size)
}

fn add(row: &mut Row, index: u32, word: &Word) {
    row.words.push(index);
    row.rect = row.rect.union(word.rect);
    if word.size > row.size {
        (row.size, row.baseline) = (word.size, word.baseline);
    }
}

/// Left to right, what is printed twice once.
fn sort(page: &Page, row: &mut Row) {
    let word = |index: u32| &page.words[index as usize];
    row.words.sort_by(|&one, &other| {
        word(one).rect.x0.total_cmp(&word(other).rect.x0).then(one.cmp(&other))
    });
    row.words.dedup_by(|after, before| {
        let (after, before) = (word(*after), word(*before));
        let same_place = (after.rect.x0 - before.rect.x0).abs() < 0.2 * before.size;
        same_place && page.letters(after) == page.letters(before)
    });
}

/// Moves raised and lowered marks, set small, to the line that they touch.
fn raise(page: &Page, rows: &mut Vec<Row>) {
    for at in 0..rows.len() {
        for other in [at.checked_sub(1), Some(at + 1)].into_iter().flatten() {
            if other >= rows.len() {
                continue;
            }
            let off = (rows[other].baseline - rows[at].baseline).abs();
            // Beside a drop cap, letters are far smaller than a mark beside its word.
            let is_small = (0.45..0.9).contains(&(rows[at].size / rows[other].size.max(0.1)));
            if !is_small || off > 0.6 * rows[other].size || rows[at].words.is_empty() {
                continue;
            }
            let words = std::mem::take(&mut rows[at].words);
            let reach = 0.5 * rows[at].size;
            let mut last: Option<&Word> = None;
            let (touching, left): (Vec<u32>, Vec<u32>) = words.into_iter().partition(|&index| {
                let word = &page.words[index as usize];
                let goes_on = last.is_some_and(|last| gap(last, word) < reach);
                let joins = goes_on || touches(page, &rows[other], index);
                last = joins.then_some(word);
                joins
            });
            rows[at].words = left;
            if touching.is_empty() {
                continue;
            }
            for index in touching {
                add(&mut rows[other], index, &page.words[index as usize]);
            }
            sort(page, &mut rows[other]);
        }
    }
    rows.retain(|row| !row.words.is_empty());
}

fn touches(page: &Page, row: &Row, index: u32) -> bool {
    let small = &page.words[index as usize];
    let after =
        row.words.partition_point(|&word| page.words[word as usize].rect.x0 <= small.rect.x0);
    let beside = |at: usize| row.words.get(at).map(|&word| &page.words[word as usize]);
    let before = after.checked_sub(1).and_then(beside);
    let reach = 0.5 * small.size;
    before.is_some_and(|before| gap(before, small).abs() < reach)
        || beside(after).is_some_and(|after| gap(small, after).abs() < reach)
}
