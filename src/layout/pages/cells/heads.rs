//! Rows over a table whose words stand over its columns, with no more than spaces between them → its header.

use super::super::rows::{Row, gap};
use super::gutters::{Gutters, Part};
use crate::model::Page;

/// Lines that such a header may have.
const MOST: usize = 3;
/// Words that one column's head may have on a line, on average.
const MOST_WORDS: usize = 5;
/// Lines of a header stand no farther apart, in ems.
const MOST_PITCH: f32 = 2.0;

/// Rows whose pitch tells how far apart the rows of the table are.
const ROWS_ASKED: usize = 4;
/// Rows of labels that may stand between such a header and the first row of numbers.
const MOST_LABELS: usize = 4;

/// How many of the `loose` rows before row `at` head the columns of the table that begins there, or stand as labels
/// between such heads and its first row.
pub(super) fn count(
    page: &Page,
    rows: &[Row],
    at: usize,
    loose: usize,
    gutters: &Gutters,
) -> usize {
    let n_heads = heads(page, rows, at, loose, gutters);
    if n_heads > 0 || !is_counted(page, &gutters.parts(page, &rows[at])) {
        return n_heads;
    }
    let n_labels = labels(page, rows, at, loose, gutters);
    match heads(page, rows, at - n_labels, loose - n_labels, gutters) {
        0 => 0,
        n_heads => n_heads + n_labels,
    }
}

/// The pitch up to which lines over row `at` are near, in ems: rows set far apart have their heads so too.
fn most_pitch(rows: &[Row], at: usize) -> f32 {
    let pitch = |pair: &[Row]| (pair[1].baseline - pair[0].baseline) / pair[1].size.max(1.0);
    let widest = rows[at..].windows(2).take(ROWS_ASKED).map(pitch).fold(0.0, f32::max);
    MOST_PITCH.max(1.1 * widest.min(1.4 * MOST_PITCH))
}

/// True for a row with nothing but numbers beside its label.
fn is_counted(page: &Page, parts: &[Part]) -> bool {
    let mut words =
        parts.iter().filter(|part| part.column > 0).flat_map(|part| &part.words).peekable();
    let is_number =
        |word: &u32| !page.letters(&page.words[*word as usize]).contains(char::is_alphabetic);
    words.peek().is_some() && words.all(is_number)
}

/// How many of the `loose` rows before row `at` stand wholly in the first column.
fn labels(page: &Page, rows: &[Row], at: usize, loose: usize, gutters: &Gutters) -> usize {
    let most = most_pitch(rows, at);
    let is_label = |n: &usize| {
        let (row, below) = (&rows[at - n], &rows[at - n + 1]);
        let is_near = below.baseline - row.baseline < most * row.size.max(below.size);
        let ends = gutters.middle(0).is_some_and(|end| row.rect.x1 < end);
        is_near && ends && !gutters.is_crossed(page, row)
    };
    (1..=loose.min(MOST_LABELS)).take_while(is_label).count()
}

/// How many of the `loose` rows right before row `at` head the columns.
fn heads(page: &Page, rows: &[Row], at: usize, loose: usize, gutters: &Gutters) -> usize {
    let mut n = 0;
    let most = most_pitch(rows, at);
    // The first row of the table may be the last line of its header.
    let mut goes_on = gutters.parts(page, &rows[at]).first().is_some_and(|part| part.column > 0);
    for row in rows[at - loose..at].iter().rev().take(MOST) {
        let below = &rows[at - n];
        let is_near = below.baseline - row.baseline < most * row.size.max(below.size);
        let is_few = row.words.len() <= MOST_WORDS * gutters.columns();
        if !is_near || !is_few || gutters.is_crossed(page, row) {
            break;
        }
        let parts = gutters.parts(page, row);
        let heads = parts.iter().filter(|part| part.column > 0).count();
        let stands_apart = parts.windows(2).take(1).all(|pair| {
            let edge = |words: &[u32], last: bool| {
                if last { words.last() } else { words.first() }
                    .map(|&word| &page.words[word as usize])
            };
            let ends = (edge(&pair[0].words, true), edge(&pair[1].words, false));
            pair[0].column > 0
                || matches!(ends, (Some(label), Some(head)) if gap(label, head) >= row.size)
        });
        let enough = 2.min(gutters.columns() - 1);
        let is_head = heads >= enough || heads == 1 && goes_on;
        if !stands_apart || !is_head {
            break;
        }
        goes_on = true;
        n += 1;
    }
    n
}
