//! Lines → [`Grid`]s: tabs, pipes, and columns that stand under each other.

mod aligned;
mod columns;
mod counted;
mod crowded;
mod flat;
mod heads;
mod items;
mod laid;
mod over;
mod pipes;
mod spaced;
mod stacked;
mod starts;
mod tabs;
mod unfold;

use std::ops::Range;

use crate::model::{Grid, GridCell, GridOrigin, GridRow, Line, Note, NoteCode, Text};

/// Digits that one number may have, with room for codes and keys.
const MAX_DIGITS: usize = 1_000;

/// Finds the grids of `text`; sets [`Line::grid`](crate::model::Line::grid).
///
/// A line of more cells than a table may have stays text, and a note says so.
pub(super) fn find(text: &mut Text, notes: &mut Vec<Note>) {
    let mut grids = pipes::grids(&text.lines);
    claim(&mut text.lines, &grids, 0);
    for grids_of in [tabs::grids, stacked::grids, spaced::grids, aligned::grids] {
        let found = grids_of(&text.lines);
        claim(&mut text.lines, &found, grids.len());
        grids.extend(found);
    }
    sort(text, grids);
    note_wide(&text.lines, notes);
}

/// Notes the lines that have too many cells to be read as rows.
fn note_wide(lines: &[Line], notes: &mut Vec<Note>) {
    let is_wide = |line: &&Line| tabs::is_wide(line) || pipes::is_wide(line) || laid::is_wide(line);
    let mut note = |lines: Vec<&Line>, what: &str| {
        let Some(first) = lines.first() else { return };
        let message = format!("{} lines of {what} were read as text, not as rows", lines.len());
        notes.push(Note::at(NoteCode::LimitReached, message, first.span));
    };
    let (overlaid, free): (Vec<&Line>, Vec<&Line>) =
        lines.iter().filter(|line| is_free(line)).partition(|line| is_overlaid(line));
    note(free.into_iter().filter(is_wide).collect(), "too many cells");
    note(overlaid, "digits printed over each other, too many for cells,");
}

/// True for a line of digits that leave no white between cells, more than any number has.
fn is_overlaid(line: &Line) -> bool {
    line.text.len() >= MAX_DIGITS
        && line
            .text
            .split(|letter: char| !letter.is_ascii_digit())
            .any(|run| run.len() >= MAX_DIGITS)
}

/// Marks the lines of `grids`, the first of which is number `first`.
fn claim(lines: &mut [Line], grids: &[Grid], first: usize) {
    for (number, grid) in grids.iter().enumerate() {
        let (begins_inside, start) = (begins_inside(lines, grid), grid.lines.start);
        for (idx, line) in grid.lines.clone().zip(&mut lines[grid.lines.clone()]) {
            if line.is_body() && !(begins_inside && idx == start) {
                line.grid = Some((first + number) as u32);
            }
        }
    }
}

/// True when prose stands on the grid's first line, before its first row.
fn begins_inside(lines: &[Line], grid: &Grid) -> bool {
    let cells = grid.rows.first().map_or(&[] as &[GridCell], |row| &row.cells);
    let Some(first) = cells.iter().find(|cell| !cell.text().is_empty()) else { return false };
    let line = &lines[grid.lines.start];
    grid.origin == GridOrigin::Aligned
        && first.line.span.start > line.span_of(0..0).start + 40
        && first.line.inner
        && cells[0].line.text == first.line.text
}

/// Puts the grids in reading order, and the lines' marks with them.
fn sort(text: &mut Text, mut grids: Vec<Grid>) {
    grids.sort_by_key(|grid| grid.lines.start);
    claim(&mut text.lines, &grids, 0);
    text.grids = grids;
}

/// True for a line that a grid may take.
fn is_free(line: &Line) -> bool {
    line.is_body() && line.grid.is_none()
}

/// The next line of the body after `at`, furniture passed over.
fn next_body(lines: &[Line], at: usize) -> Option<usize> {
    (at + 1..lines.len()).find(|&next| lines[next].is_body())
}

/// The cells of line `idx` at `ranges`, filled up with empty ones to `width`.
fn row(lines: &[Line], idx: usize, ranges: Vec<Range<usize>>, width: usize) -> GridRow {
    let line = &lines[idx];
    let end = line.text.len();
    let mut cells: Vec<GridCell> =
        ranges.into_iter().map(|range| GridCell { line: line.piece(range) }).collect();
    cells.resize_with(width.max(cells.len()), || GridCell { line: line.piece(end..end) });
    GridRow { line: idx, cells }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::plain;

    /// The cells of every grid, rows parted by `/`, cells by `|`.
    #[track_caller]
    pub(super) fn check(content: &str, expected: &[&str]) {
        let mut text = plain::text(content.to_owned());
        find(&mut text, &mut Vec::new());
        let told: Vec<String> = text.grids.iter().map(tell).collect();
        assert_eq!(told, expected, "{content}");
        for grid in &text.grids {
            let width = grid.rows[0].cells.len();
            assert!(grid.rows.iter().all(|row| row.cells.len() == width), "ragged");
        }
    }

    fn tell(grid: &Grid) -> String {
        let rows = grid
            .rows
            .iter()
            .map(|row| row.cells.iter().map(GridCell::text).collect::<Vec<_>>().join("|"));
        rows.collect::<Vec<_>>().join("/")
    }

    #[test]
    fn grids_come_in_reading_order() {
        let content = "a\tb\nc\td\n\nText här.\n\n| x | y |\n|---|---|\n| 1 | 2 |\n";
        check(content, &["a|b/c|d", "x|y/1|2"]);
    }

    #[test]
    fn a_line_of_too_many_cells_is_noted() {
        let noted = |separator: &str, n: usize| {
            let mut text =
                plain::text(vec![format!("{}7", format!("7{separator}").repeat(n)); 3].join("\n"));
            let mut notes = Vec::new();
            find(&mut text, &mut notes);
            (text.grids.len(), notes.len())
        };
        for separator in ["\t", " | ", "   "] {
            assert_eq!(noted(separator, 20).1, 0, "{separator:?}");
            assert_eq!(noted(separator, 200), (0, 1), "{separator:?}");
        }
    }

    #[test]
    fn digits_without_end_are_noted() {
        let n_notes = |content: String| {
            let mut text = plain::text(content);
            let mut notes = Vec::new();
            find(&mut text, &mut notes);
            notes.len()
        };
        assert_eq!(n_notes("0123456789".repeat(100)), 1);
        assert_eq!(n_notes("0123456789".repeat(20)), 0, "a key");
        assert_eq!(n_notes("0123456789 ".repeat(100)), 0, "numbers");
    }

    #[test]
    fn spans_point_into_the_content() {
        let content = "Hyra\t1\u{a0}200\nEl\t80\n";
        let mut text = plain::text(content.to_owned());
        find(&mut text, &mut Vec::new());
        let cell = &text.grids[0].rows[0].cells[1];
        assert_eq!(cell.text(), "1 200");
        assert_eq!(&content[cell.line.span.range()], "1\u{a0}200");
    }
}
