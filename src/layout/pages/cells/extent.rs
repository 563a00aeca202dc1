//! Where a table without lines ends: as long as cells share edges, or white runs down between them.

use super::super::columns::{White, intersect, white};
use super::super::rows::{Row, gap};
use super::segments::Segment;
use crate::model::Page;

/// No table on one page has more rows.
const MOST_ROWS: usize = 1_000;
/// A line of fewer words may be a row of cells with narrow white between them.
const FEWEST_WORDS: usize = 6;

/// Labels, or lines of them, that may stand between two rows of cells.
const MOST_LABELS: usize = 4;

/// One past the last row of the table that begins at `start`; at most `start + 1` when none does.
pub(super) fn end(page: &Page, rows: &[Row], cut: &[Vec<Segment>], start: usize) -> usize {
    by_edges(rows, cut, start).max(by_white(page, rows, cut, start))
}

/// As long as the white between the first row's cells goes on.
fn by_white(page: &Page, rows: &[Row], cut: &[Vec<Segment>], start: usize) -> usize {
    let first = &cut[start];
    if first.len() < 2 {
        return start;
    }
    let mut common: White = first.windows(2).map(|pair| (pair[0].x1, pair[1].x0)).collect();
    let (mut end, mut alone) = (start + 1, 0);
    for at in start + 1..rows.len().min(start + MOST_ROWS) {
        let pitch = rows[at].baseline - rows[at - 1].baseline;
        if pitch > 3.5 * rows[at].size.max(rows[at - 1].size) || pitch < 0.0 {
            break;
        }
        if heads_what_follows(rows, cut, start, at) {
            break;
        }
        if is_prose(page, &rows[at], &common) {
            return without_headings(page, rows, start, end);
        }
        let least = 0.3 * rows[at].size;
        let both = intersect(&common, &white(page, &rows[at].words, least), least);
        let loses = both.len() < common.len() && at - start >= 3;
        if both.is_empty() || loses {
            break;
        }
        common = both;
        let is_label = rows[at].rect.x1 <= common[0].1;
        alone = if is_label { alone + 1 } else { 0 };
        if alone > MOST_LABELS {
            break;
        }
        if !is_label {
            end = at + 1;
        }
    }
    end
}

/// One past the last row of the table that begins at `start`; `start` itself when none does.
fn by_edges(rows: &[Row], cut: &[Vec<Segment>], start: usize) -> usize {
    if cut[start].len() < 2 {
        return start;
    }
    let (mut end, mut last) = (start + 1, start);
    for at in start + 1..rows.len().min(start + MOST_ROWS) {
        let pitch = rows[at].baseline - rows[at - 1].baseline;
        let size = rows[at].size.max(rows[at - 1].size);
        let is_far = pitch > 3.5 * size || pitch < 0.0;
        if is_far || heads_what_follows(rows, cut, start, at) {
            break;
        }
        if cut[at].len() >= 2 {
            if !shares_an_edge(&cut[last], &cut[at], size) {
                break;
            }
            (end, last) = (at + 1, at);
            continue;
        }
        let width = rows[last].rect.x1 - rows[last].rect.x0;
        let is_heading = rows[at].rect.width() < 0.6 * width && at - last <= 2;
        if !is_heading {
            break;
        }
    }
    end
}

/// True for a heading between two tables: one text in larger letters than the table's.
fn heads_what_follows(rows: &[Row], cut: &[Vec<Segment>], start: usize, at: usize) -> bool {
    let size = rows[start].size.max(rows[at - 1].size);
    cut[at].len() == 1 && rows[at].size > 1.1 * size
}

/// True for a line of running text that crosses the table's white with its spaces only.
fn is_prose(page: &Page, row: &Row, common: &[(f32, f32)]) -> bool {
    let is_spoken =
        |word: &&u32| page.letters(&page.words[**word as usize]).starts_with(char::is_alphabetic);
    let n_spoken = row.words.iter().filter(is_spoken).count();
    let crosses = row.rect.x0 < common[0].0 && row.rect.x1 > common[common.len() - 1].1;
    let has_words = row.words.len() >= FEWEST_WORDS && n_spoken * 3 >= row.words.len() * 2;
    crosses && has_words && runs_on(page, row)
}

/// True when no white in the row is wider than its spaces are.
fn runs_on(page: &Page, row: &Row) -> bool {
    let word = |index: u32| &page.words[index as usize];
    let mut gaps: Vec<f32> =
        row.words.windows(2).map(|pair| gap(word(pair[0]), word(pair[1]))).collect();
    gaps.sort_by(f32::total_cmp);
    let Some(widest) = gaps.last() else { return true };
    *widest <= 1.3 * gaps[gaps.len() / 2].max(0.25 * row.size)
}

/// The end of a table before running text: a heading of that text is no row.
fn without_headings(page: &Page, rows: &[Row], start: usize, end: usize) -> usize {
    let n_headings = rows[start..end].iter().rev().take_while(|row| runs_on(page, row)).count();
    end - n_headings
}

/// True when a cell after the first stands under one above: left edges, right edges, or most of their width.
fn shares_an_edge(above: &[Segment], below: &[Segment], size: f32) -> bool {
    below.iter().skip(1).any(|segment| {
        above.iter().skip(1).any(|other| {
            (segment.x0 - other.x0).abs() < 0.4 * size
                || (segment.x1 - other.x1).abs() < 0.4 * size
                || segment.x0.max(other.x0) < segment.x1.min(other.x1)
        })
    })
}
