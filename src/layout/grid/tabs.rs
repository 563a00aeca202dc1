//! Lines with tabs → [`Grid`]s: a cell between two tabs.

use std::ops::Range;

use super::{is_free, next_body, row};
use crate::model::{Grid, GridOrigin, Line};
use crate::swedish::numbers::cell_number;

/// Lines without a tab that may stand between two rows: the broken parts of a label.
const MAX_BETWEEN: usize = 3;

/// Blank lines that may stand inside a grid.
const MAX_GAP: u32 = 6;
/// Cells that a row may have.
const MAX_CELLS: usize = 100;

/// The grids among `lines`.
pub(super) fn grids(lines: &[Line]) -> Vec<Grid> {
    let mut grids = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        if !is_tabbed(&lines[at]) {
            at += 1;
            continue;
        }
        let members = run(lines, at);
        let last = *members.last().expect("the run holds the line it starts at");
        grids.extend(grid(lines, &members));
        at = last + 1;
    }
    grids
}

fn is_tabbed(line: &Line) -> bool {
    is_free(line) && (2..=MAX_CELLS).contains(&n_cells(line))
}

/// True for a line of more cells than a row may have.
pub(super) fn is_wide(line: &Line) -> bool {
    n_cells(line) > MAX_CELLS
}

fn n_cells(line: &Line) -> usize {
    line.text.matches('\t').count() + 1
}

/// The lines that go on as one grid from the tabbed line `start`.
fn run(lines: &[Line], start: usize) -> Vec<usize> {
    let mut members = vec![start];
    let mut last = start;
    loop {
        let mut between = Vec::new();
        let mut at = last;
        let next = loop {
            let Some(next) = next_body(lines, at) else { break None };
            if is_tabbed(&lines[next]) {
                break Some(next);
            }
            if between.len() == MAX_BETWEEN || !may_stand_between(&lines[next]) {
                break None;
            }
            between.push(next);
            at = next;
        };
        let Some(next) = next else {
            members.extend(between.into_iter().take_while(|&idx| is_tail(&lines[idx])));
            break;
        };
        // Labels stand no farther apart than the rows.
        let row_gap = lines[last].gap.max(lines[next].gap);
        let goes_over = lines[next].page > lines[last].page || says_number(&lines[next]);
        let is_set =
            |line: &usize| lines[*line].gap == 0 || lines[*line].gap <= row_gap && goes_over;
        let touches = between.is_empty() && lines[next].gap == 0;
        let goes_on = lines[next].gap <= MAX_GAP
            && between.iter().all(is_set)
            && (touches || n_cells(&lines[next]) == n_cells(&lines[last]));
        let (few, many) = (n_cells(&lines[next]), n_cells(&lines[last]));
        let (few, many) = (few.min(many), few.max(many));
        let is_another_shape = many > 8 && many > few * 4;
        if !goes_on || is_another_shape {
            members.extend(between.into_iter().take_while(|&idx| is_tail(&lines[idx])));
            break;
        }
        members.extend(between);
        members.push(next);
        last = next;
    }
    members
}

/// True for a row of numbers, not of heads.
fn says_number(line: &Line) -> bool {
    line.text.split('\t').skip(1).any(|cell| cell_number(cell).is_some())
}

/// A short line without an end of its own, close under the row before it.
fn may_stand_between(line: &Line) -> bool {
    let ends = line.text.ends_with(['.', ':', ';', '?', '!']);
    is_free(line) && line.gap <= 1 && !ends && line.text.chars().count() <= 60
}

/// The end of a label that the last row began.
fn is_tail(line: &Line) -> bool {
    line.gap == 0 && line.text.starts_with(|first: char| first.is_lowercase() || first == '(')
}

fn grid(lines: &[Line], members: &[usize]) -> Option<Grid> {
    let rows: Vec<usize> =
        members.iter().copied().filter(|&idx| !is_separator(&lines[idx].text)).collect();
    let width = rows.iter().map(|&idx| n_cells(&lines[idx])).max()?;
    if rows.len() < 2 && !members.iter().any(|&idx| is_separator(&lines[idx].text)) {
        return None;
    }
    let whole = rows.iter().position(|&idx| n_cells(&lines[idx]) == width)?;
    let rows = rows
        .into_iter()
        .enumerate()
        .map(|(number, idx)| {
            let mut cells = cells(&lines[idx].text);
            // A header without a head over the labels, whose first tab was trimmed away.
            let heads_values =
                number < whole && lines[idx].text.starts_with(|first: char| first.is_ascii_digit());
            // A value without a label, whose tab was trimmed away too.
            let is_lone_value = cells.len() == 1 && cell_number(&lines[idx].text).is_some();
            if heads_values && cells.len() + 1 == width || is_lone_value {
                cells.insert(0, 0..0);
            }
            row(lines, idx, cells, width)
        })
        .collect();
    Some(Grid { origin: GridOrigin::Tabs, lines: members[0]..members[members.len() - 1] + 1, rows })
}

fn cells(text: &str) -> Vec<Range<usize>> {
    let mut start = 0;
    let mut cells = Vec::new();
    for cell in text.split('\t') {
        cells.push(start..start + cell.len());
        start += cell.len() + 1;
    }
    cells
}

/// "---\t---": the line that Markdown puts under a header.
fn is_separator(text: &str) -> bool {
    text.contains("--") && text.chars().all(|letter| matches!(letter, '-' | ':' | '\t' | ' '))
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn short_rows_are_filled() {
        check("\t2024\t2025\nHyra\t1\nEl\t2\t3", &["|2024|2025/Hyra|1|/El|2|3"]);
        check("2024\t2025\nEl\t2\t3", &["|2024|2025/El|2|3"]);
    }

    #[test]
    fn a_blank_line_parts_rows_of_other_shape() {
        check("a\t1\t2\nb\t3\t4\n\nc\t5\nd\t6", &["a|1|2/b|3|4", "c|5/d|6"]);
        check("a\t1\nb\t2\n\nc\t3", &["a|1/b|2/c|3"]);
    }

    #[test]
    fn a_separator_is_no_row() {
        check("Sökande\tMottagare\n--\t---\nx\ty", &["Sökande|Mottagare/x|y"]);
    }

    #[test]
    fn a_broken_label_stays_in_the_grid() {
        check(
            "Löner\t1\nKommuninterna\n\t2\nbidrag\nHyra\t3",
            &["Löner|1/Kommuninterna|/|2/bidrag|/Hyra|3"],
        );
    }

    #[test]
    fn the_last_label_may_be_broken() {
        check("Löner\t1\nHyra\t3\noch el\n\nText.", &["Löner|1/Hyra|3/och el|"]);
    }

    #[test]
    fn prose_parts_grids() {
        check("a\t1\nb\t2\n\nDetta är en mening.\n\nc\t3\nd\t4", &["a|1/b|2", "c|3/d|4"]);
    }

    #[test]
    fn one_tab_is_no_grid() {
        check("1.\tVal av justerare\n\nKort text.", &[]);
    }
}
