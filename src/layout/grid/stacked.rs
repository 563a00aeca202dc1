//! Tables with each cell on a line of its own, as text of web pages has them → [`Grid`]s.
//!
//! `Not`, `2030`, `2031` head the columns; a label and the numbers after it are a row. A blank cell leaves blank lines;
//! a row whose cells cannot be placed is left out.

use super::is_free;
use super::over::is_date;
use crate::model::{Grid, GridCell, GridOrigin, GridRow, Line};
use crate::swedish::numbers::{cell_number, factor, is_nil};

/// Rows of numbers that there must be.
const MIN_ROWS: usize = 3;
/// Letters that a label may have.
const MAX_LABEL: usize = 110;
/// Letters that a head may have.
const MAX_HEAD: usize = 30;
/// Labels without numbers that may follow each other.
const MAX_LABELS: usize = 4;
/// Columns of numbers that there may be.
const MAX_COLUMNS: usize = 14;
/// Lines over the heads that may name the unit.
const MAX_ABOVE: usize = 4;

/// A label, and the lines of its cells.
struct Row {
    label: usize,
    values: Vec<usize>,
}

/// The grids among `lines`.
pub(super) fn grids(lines: &[Line]) -> Vec<Grid> {
    let mut grids = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let n_heads = lines[at..].iter().take_while(|line| is_head(line)).count();
        let found = grid(lines, at, n_heads);
        at = found.as_ref().map_or(at + n_heads.max(1), |grid| grid.lines.end);
        grids.extend(found);
    }
    grids
}

/// True for a year or a day, with a word before it or not, alone on its line.
fn is_head(line: &Line) -> bool {
    let last = line.text.rsplit(' ').next().unwrap_or_default();
    is_free(line) && line.text.chars().count() <= MAX_HEAD && is_date(last)
}

/// The grid under the `n_heads` heads from line `first` on.
fn grid(lines: &[Line], first: usize, n_heads: usize) -> Option<Grid> {
    if !(2..=MAX_COLUMNS).contains(&n_heads) {
        return None;
    }
    let is_note = |line: &Line| matches!(line.text.to_lowercase().as_str(), "not" | "noter");
    let notes = first.checked_sub(1).filter(|&at| is_free(&lines[at]) && is_note(&lines[at]));
    let rows = rows(lines, first + n_heads);
    let mut gaps: Vec<u32> =
        rows.iter().flat_map(|row| row.values.iter().skip(1)).map(|&at| lines[at].gap).collect();
    gaps.sort_unstable();
    let base = *gaps.get(gaps.len() / 2)?;
    let place = |row: &Row| placed(lines, row, n_heads, notes.is_some(), base);
    let with_values = rows.iter().filter(|row| !row.values.is_empty());
    let (n_rows, n_placed) = with_values
        .fold((0, 0), |(n, placed), row| (n + 1, placed + usize::from(place(row).is_some())));
    if n_placed < MIN_ROWS || n_placed * 4 < n_rows * 3 {
        return None;
    }
    let cell = |at: usize| GridCell { line: lines[at].piece(0..lines[at].text.len()) };
    let none = |at: usize| {
        let end = lines[at].text.len();
        GridCell { line: lines[at].piece(end..end) }
    };
    let head = notes.unwrap_or(first);
    let above = (0..head).rev().take(MAX_ABOVE).take_while(|&at| is_free(&lines[at]));
    let corner = above.clone().find(|&at| names_unit(&lines[at]));
    let start = corner.unwrap_or(head);
    let width = 1 + usize::from(notes.is_some()) + n_heads;
    let heads = std::iter::once(corner.map_or_else(|| none(head), cell))
        .chain(notes.map(cell))
        .chain((first..first + n_heads).map(cell));
    let mut grid_rows = vec![GridRow { line: head, cells: heads.collect() }];
    let mut end = first + n_heads;
    for row in &rows {
        let Some(values) = place(row) else { continue };
        let cells = values.into_iter().map(|at| at.map_or_else(|| none(row.label), cell));
        let mut cells: Vec<GridCell> = std::iter::once(cell(row.label)).chain(cells).collect();
        cells.resize_with(width, || none(row.label));
        end = row.values.last().map_or(end, |last| last + 1);
        grid_rows.push(GridRow { line: row.label, cells });
    }
    grid_rows.retain(|row| row.line < end);
    Some(Grid { origin: GridOrigin::Crowded, lines: start..end, rows: grid_rows })
}

/// "Belopp i mnkr", "tkr".
fn names_unit(line: &Line) -> bool {
    let last = line.text.rsplit(' ').next().unwrap_or_default();
    line.text.chars().count() <= MAX_HEAD && factor(last.trim_matches(['(', ')'])).is_some()
}

/// The rows from line `start` on.
fn rows(lines: &[Line], start: usize) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    let mut n_labels = 0;
    for (idx, line) in lines.iter().enumerate().skip(start) {
        let is_label =
            line.text.chars().count() <= MAX_LABEL && !line.text.ends_with(['.', ';', '?', '!']);
        if !is_free(line) || line.text.contains(['\t', '\n']) {
            break;
        }
        if is_value(&line.text) {
            let Some(row) = rows.last_mut() else { break };
            row.values.push(idx);
            n_labels = 0;
            continue;
        }
        n_labels += 1;
        if !is_label || is_head(line) || n_labels > MAX_LABELS {
            break;
        }
        rows.push(Row { label: idx, values: Vec::new() });
    }
    rows
}

/// A number, a dash, or the notes "2, 3, 17".
fn is_value(text: &str) -> bool {
    cell_number(text).is_some() || is_nil(text) || is_notes(text)
}

fn is_notes(text: &str) -> bool {
    text.split([',', ' ']).filter(|note| !note.is_empty()).all(|note| {
        let digits = note.trim_end_matches(|last: char| last.is_ascii_uppercase());
        (1..=2).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit())
    })
}

/// The line of each cell of a row, `None` for an empty one; `None` where the cells cannot be placed.
fn placed(
    lines: &[Line],
    row: &Row,
    columns: usize,
    has_notes: bool,
    base: u32,
) -> Option<Vec<Option<usize>>> {
    let total = columns + usize::from(has_notes);
    let values = || row.values.iter().copied().map(Some);
    if row.values.is_empty() || row.values.len() == total {
        return Some(values().collect());
    }
    let first = *row.values.first()?;
    if row.values.len() == columns && has_notes && !is_notes(&lines[first].text) {
        return Some(std::iter::once(None).chain(values()).collect());
    }
    // Blank lines tell of blank cells.
    let mut cells = Vec::new();
    let mut n_empty = 0;
    for &at in &row.values {
        let more = lines[at].gap.checked_sub(base)?;
        let blank = match more {
            0 => 0,
            1 => 1,
            more if more % (base + 1) == 0 => more / (base + 1),
            _ => return None,
        };
        n_empty += blank as usize;
        cells.extend(std::iter::repeat_n(None, blank as usize));
        cells.push(Some(at));
    }
    // So they do of blank cells at the end.
    let ends_blank = lines.get(row.values.last()? + 1).is_some_and(|next| next.gap > base);
    let is_told = cells.len() == total || cells.len() < total && ends_blank;
    (n_empty > 0 && is_told).then_some(cells)
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn cells_on_lines_of_their_own_are_rows() {
        check(
            "Kommunen\n\nBelopp i mnkr\n\nNot\n\n2030\n\n2031\n\nIntäkter\n\n1\n\n10 866\n\n10 932\n\nKostnader\n\n2, 3\n\n-38 339\n\n-39 658\n\nNetto\n\n \n\n-27 473\n\n-28 726\n\nFörråd\n\n \n\n \n\n5\n\nText som följer här.",
            &[
                "Belopp i mnkr|Not|2030|2031/Intäkter|1|10 866|10 932/Kostnader|2, 3|-38 339|-39 658/Netto||-27 473|-28 726/Förråd|||5",
            ],
        );
    }

    #[test]
    fn cells_that_cannot_be_placed_are_left_out() {
        check(
            "2030\n2031\nIntäkter\n10\n11\nKostnader\n5\nBidrag\n6\n7\nNetto\n5\n4\n",
            &["|2030|2031/Intäkter|10|11/Bidrag|6|7/Netto|5|4"],
        );
        check("2030\n2031\nIntäkter\n10\nKostnader\n5\nNetto\n5\n", &[]);
        check("Mål 2030\n\nMål 2031\n\nVi växer.\n\n5\n\nVi sparar.\n\n6", &[]);
    }
}
