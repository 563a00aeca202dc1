//! Rows whose cells go on below → one line for each row of the table.

use std::ops::Range;

use super::super::rows::Row;
use super::gutters::Part;
use crate::model::{Page, Rect};

/// Strokes nearer than this are one line, in points.
const SAME_LINE: f32 = 1.0;

/// The rows of the table as runs of printed rows, when white tells them apart; `None` when each printed row is one.
pub(super) fn groups(
    page: &Page,
    rows: &[Row],
    parts: &[Vec<Part>],
    columns: usize,
) -> Option<Vec<Range<usize>>> {
    if let Some(groups) = ruled(page, rows, parts, columns) {
        return Some(groups);
    }
    set_apart(page, rows, parts, columns).or_else(|| super::labels::groups(page, rows, parts))
}

/// The rows of a table whose rows stand farther apart than the lines of a cell.
fn set_apart(
    page: &Page,
    rows: &[Row],
    parts: &[Vec<Part>],
    columns: usize,
) -> Option<Vec<Range<usize>>> {
    let groups = runs(&joined(rows, parts, columns)?);
    let wrapped: Vec<&Range<usize>> = groups.iter().filter(|group| group.len() > 1).collect();
    let uneven =
        wrapped.iter().filter(|group| is_uneven(&parts[(**group).clone()], columns)).count();
    let holds_numbers =
        wrapped.iter().any(|group| stacks_numbers(page, &parts[(**group).clone()], columns));
    let is_wrapped = groups.len() >= 2
        && !wrapped.is_empty()
        && uneven * 3 >= wrapped.len() * 2
        && !holds_numbers;
    is_wrapped.then_some(groups)
}

/// Runs of rows of which each but the first goes on with the one above.
fn runs(joined: &[bool]) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for (at, &joins) in joined.iter().enumerate() {
        match runs.last_mut() {
            Some(run) if joins => run.end = at + 1,
            _ => runs.push(at..at + 1),
        }
    }
    runs
}

/// The rows of a table that has lines between its rows but none between its columns.
fn ruled(
    page: &Page,
    rows: &[Row],
    parts: &[Vec<Part>],
    columns: usize,
) -> Option<Vec<Range<usize>>> {
    let all = rows.iter().map(|row| row.rect).reduce(Rect::union)?;
    let lines = lines_across(page, all);
    let is_parted = |above: &Row, below: &Row| {
        let next = lines.partition_point(|&y| y < above.baseline);
        lines.get(next).is_some_and(|&y| y < below.baseline - 0.3 * below.size)
    };
    let joined: Vec<bool> =
        (0..rows.len()).map(|at| at > 0 && !is_parted(&rows[at - 1], &rows[at])).collect();
    let groups = runs(&joined);
    let wraps = groups.len() >= 3 && groups.len() < rows.len() && groups.len() * 3 >= rows.len();
    let stacks = groups.iter().any(|group| stacks_numbers(page, &parts[group.clone()], columns));
    (wraps && !stacks).then_some(groups)
}

/// Where lines run across `all`, each drawn whole or cell by cell.
fn lines_across(page: &Page, all: Rect) -> Vec<f32> {
    let rulings = page.rulings.iter().filter(|ruling| ruling.is_horizontal());
    let inside = |rect: Rect| rect.x1.min(all.x1) - rect.x0.max(all.x0);
    let mut drawn: Vec<(f32, f32)> = rulings
        .map(|ruling| ((ruling.rect.y0 + ruling.rect.y1) / 2.0, inside(ruling.rect)))
        .filter(|(_, width)| *width > 0.0)
        .collect();
    drawn.sort_by(|one, other| one.0.total_cmp(&other.0));
    let lines = drawn.chunk_by(|one, other| other.0 - one.0 < SAME_LINE);
    let across =
        lines.filter(|line| line.iter().map(|(_, width)| width).sum::<f32>() >= 0.6 * all.width());
    across.map(|line| line[0].0).collect()
}

/// For each row: whether it goes on with the row above. `None` when no column tells lines from rows.
fn joined(rows: &[Row], parts: &[Vec<Part>], columns: usize) -> Option<Vec<bool>> {
    let mut above: Vec<Option<usize>> = vec![None; columns];
    let mut pairs = Vec::new();
    for (at, row) in parts.iter().enumerate() {
        for part in row {
            if let Some(before) = above[part.column].replace(at) {
                pairs.push((before, at));
            }
        }
    }
    let pitch = |&(before, at): &(usize, usize)| {
        (rows[at].baseline - rows[before].baseline) / rows[at].size.max(1.0)
    };
    let least = pairs.iter().map(pitch).filter(|&pitch| pitch > 0.8).fold(f32::MAX, f32::min);
    let most = pairs.iter().map(pitch).fold(f32::MIN, f32::max);
    let tells_apart = least < 1.6 && most > 1.12 * least;
    if !tells_apart {
        return None;
    }
    let mut joined = vec![false; rows.len()];
    for pair in &pairs {
        if pitch(pair) <= 1.12 * least {
            joined[pair.0 + 1..=pair.1].fill(true);
        }
    }
    // Cells centred beside each other stand at half lines.
    for (at, joins) in joined.iter_mut().enumerate().skip(1) {
        *joins |= pitch(&(at - 1, at)) < 0.75;
    }
    Some(joined)
}

/// True when some cell has one line where another has several.
fn is_uneven(parts: &[Vec<Part>], columns: usize) -> bool {
    let mut lines = vec![0usize; columns];
    for part in parts.iter().flatten() {
        lines[part.column] += 1;
    }
    let most = lines.iter().max().copied().unwrap_or(0);
    most > 1 && lines.iter().any(|&lines| lines > 0 && lines < most)
}

/// True when numbers stand under each other in a cell, or under something else in several: those are rows.
fn stacks_numbers(page: &Page, parts: &[Vec<Part>], columns: usize) -> bool {
    let mut cells: Vec<Vec<&[u32]>> = vec![Vec::new(); columns];
    for part in parts.iter().flatten() {
        cells[part.column].push(&part.words);
    }
    let numbers = |lines: &Vec<&[u32]>| stacked_numbers(page, lines);
    cells.iter().any(|lines| numbers(lines) > 1) || heads_numbers(page, &cells)
}

/// True when headings and the numbers under them stand together: in every column after the first, or in several beside
/// several labels.
pub(in super::super) fn heads_numbers(page: &Page, cells: &[Vec<&[u32]>]) -> bool {
    let [labels, columns @ ..] = cells else { return false };
    let is_headed = |lines: &&Vec<&[u32]>| lines.len() > 1 && stacked_numbers(page, lines) > 0;
    let headed = columns.iter().filter(is_headed).count();
    headed > 1 && (labels.len() > 1 || headed == columns.len())
}

/// How many of a cell's lines are numbers; not the two halves of one that is broken after `-` or `/`.
pub(in super::super) fn stacked_numbers(page: &Page, lines: &[&[u32]]) -> usize {
    let mut goes_on = false;
    let mut numbers = 0;
    for words in lines {
        let letters =
            || words.iter().flat_map(|&word| page.letters(&page.words[word as usize]).chars());
        let continues = goes_on;
        goes_on = letters().next_back().is_some_and(|last| matches!(last, '-' | '/'));
        let is_number =
            letters().any(|letter| letter.is_ascii_digit()) && !letters().any(char::is_alphabetic);
        numbers += usize::from(is_number && !continues && !goes_on);
    }
    numbers
}
