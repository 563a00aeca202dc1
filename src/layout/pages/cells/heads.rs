//! Rows over a table whose words stand over its columns, with no more than spaces between them → its header.

use super::super::rows::{Row, gap};
use super::gutters::Gutters;
use crate::model::Page;

/// Lines that such a header may have.
const MOST: usize = 3;
/// Words that one column's head may have on a line, on average.
const MOST_WORDS: usize = 5;
/// Lines of a header stand no farther apart, in ems.
const MOST_PITCH: f32 = 2.0;

/// How many of the `loose` rows before row `at` head the columns of the table that begins there.
pub(super) fn count(
    page: &Page,
    rows: &[Row],
    at: usize,
    loose: usize,
    gutters: &Gutters,
) -> usize {
    let mut n = 0;
    // The first row of the table may be the last line of its header.
    let mut goes_on = gutters.parts(page, &rows[at]).first().is_some_and(|part| part.column > 0);
    for row in rows[at - loose..at].iter().rev().take(MOST) {
        let below = &rows[at - n];
        let is_near = below.baseline - row.baseline < MOST_PITCH * row.size.max(below.size);
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
