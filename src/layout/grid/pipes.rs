//! `| a | b |` → [`Grid`]s, as Markdown writes them.

use std::ops::Range;

use super::{is_free, row};
use crate::model::{Grid, GridOrigin, Line};

/// Pipes that a row may have.
const MAX_PIPES: usize = 100;

/// The grids among `lines`.
pub(super) fn grids(lines: &[Line]) -> Vec<Grid> {
    let mut grids = Vec::new();
    let mut start = 0;
    while start < lines.len() {
        let mut end = start;
        while end < lines.len()
            && is_piped(&lines[end])
            && (end == start || lines[end].gap == 0 && same_shape(&lines[end - 1], &lines[end]))
        {
            end += 1;
        }
        grids.extend(grid(lines, start..end));
        start = end.max(start + 1);
    }
    grids
}

/// A row between pipes, or one that holds pipes without standing between them.
fn is_piped(line: &Line) -> bool {
    let is_narrow = line.text.matches('|').count() <= MAX_PIPES;
    is_free(line) && is_narrow && (line.text.starts_with('|') || line.text.contains(" | "))
}

/// True for a line of more pipes than a row may have.
pub(super) fn is_wide(line: &Line) -> bool {
    line.text.matches('|').count() > MAX_PIPES
}

/// False when one row has many times the cells of the other.
fn same_shape(last: &Line, next: &Line) -> bool {
    let counts = [last, next].map(|line| line.text.matches('|').count());
    let (few, many) = (counts[0].min(counts[1]), counts[0].max(counts[1]));
    many <= 8 || many <= few * 4
}

fn grid(lines: &[Line], run: Range<usize>) -> Option<Grid> {
    let separated = run.clone().any(|idx| is_separator(&lines[idx].text));
    let framed = |idx: usize| lines[idx].text.starts_with('|') && lines[idx].text.ends_with('|');
    let fits = separated || (run.len() >= 2 && run.clone().all(framed));
    let rows: Vec<(usize, Vec<Range<usize>>)> = run
        .clone()
        .filter(|&idx| !is_separator(&lines[idx].text))
        .map(|idx| (idx, cells(&lines[idx].text)))
        .collect();
    let width = rows.iter().map(|(_, cells)| cells.len()).max()?;
    if !fits || width < 2 {
        return None;
    }
    let rows = rows.into_iter().map(|(idx, cells)| row(lines, idx, cells, width)).collect();
    Some(Grid { origin: GridOrigin::Pipes, lines: run, rows })
}

/// `| --- | :---: |`
fn is_separator(text: &str) -> bool {
    text.contains("--")
        && text.contains('|')
        && text.chars().all(|letter| matches!(letter, '-' | ':' | '|' | ' '))
}

/// The cells of a row: what stands between pipes that no backslash escapes.
fn cells(text: &str) -> Vec<Range<usize>> {
    let mut cells = Vec::new();
    let mut start = usize::from(text.starts_with('|'));
    let mut escaped = false;
    for (at, letter) in text.char_indices().skip(start) {
        if letter == '|' && !escaped {
            cells.push(start..at);
            start = at + 1;
        }
        escaped = letter == '\\' && !escaped;
    }
    if !text[start..].trim().is_empty() {
        cells.push(start..text.len());
    }
    cells
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn the_separator_is_no_row() {
        check("| BAS | 10 p |\n| --- | --- |\n| A | 24 500 |", &["BAS|10 p/A|24 500"]);
        check("BAS | 10 p\n--- | ---\nA | 24 500", &["BAS|10 p/A|24 500"]);
    }

    #[test]
    fn cells_may_break_and_be_empty() {
        check("| a<br>b | c |\n|---|---|\n|  | 3 500 000 |", &["a\nb|c/|3 500 000"]);
    }

    #[test]
    fn an_escaped_pipe_is_a_letter() {
        check("| a \\| b | c |\n|---|---|\n| d | e |", &["a \\| b|c/d|e"]);
    }

    #[test]
    fn a_pipe_in_prose_is_no_grid() {
        check("Hem | Om oss | Kontakt\nText", &[]);
    }
}
