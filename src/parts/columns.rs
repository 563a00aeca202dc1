//! A line → its columns, parted by tabs or wide gaps.

use std::ops::Range;

use crate::model::Line;

/// A piece of a line that stands in a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Column {
    /// Bytes in the line's text.
    pub(crate) range: Range<usize>,
    /// Where it begins, in letters from the margin; by tabs, in steps of [`TAB`].
    pub(crate) at: usize,
}

/// How far apart two tabbed columns count.
const TAB: usize = 40;

/// The columns of `line`; between tabs a column may be empty.
pub(crate) fn columns(line: &Line) -> Vec<Column> {
    if line.text.contains('\t') { tabbed(&line.text) } else { spaced(line) }
}

/// The texts of the columns of `text`, each trimmed; the whole text when it has one column.
pub(crate) fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let cells = text.split('\t').flat_map(|cell| cell.split("  "));
    cells.map(str::trim).filter(|piece| !piece.is_empty())
}

/// True where cells may stand apart in `text`: a tab, or three blanks in a row.
pub(crate) fn has_gap(text: &str) -> bool {
    let mut n_blanks = 0;
    text.chars().any(|letter| {
        n_blanks = if letter.is_whitespace() { n_blanks + 1 } else { 0 };
        letter == '\t' || n_blanks == 3
    })
}

fn tabbed(text: &str) -> Vec<Column> {
    let mut columns = Vec::new();
    let mut start = 0;
    for (at, cell) in text.split('\t').enumerate() {
        let lead = cell.len() - cell.trim_start().len();
        let kept = start + lead..start + lead + cell.trim().len();
        columns.push(Column { range: kept, at: at * TAB });
        start += cell.len() + 1;
    }
    columns
}

fn spaced(line: &Line) -> Vec<Column> {
    let mut columns = Vec::new();
    let mut start: Option<(usize, usize)> = None;
    let mut end = 0;
    let mut n_spaces = 0;
    for (n_letters, (at, letter)) in line.text.char_indices().enumerate() {
        if letter == ' ' {
            n_spaces += 1;
            continue;
        }
        if n_spaces >= 2
            && let Some((from, column)) = start.take()
        {
            columns.push(Column { range: from..end, at: column });
        }
        n_spaces = 0;
        start.get_or_insert((at, line.indent as usize + n_letters));
        end = at + letter.len_utf8();
    }
    if let Some((from, column)) = start {
        columns.push(Column { range: from..end, at: column });
    }
    columns
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Span;

    #[track_caller]
    fn check(text: &str, expected: &[(&str, usize)]) {
        let line = Line::new(text.to_owned(), Span::new(0..text.len()), None);
        let columns = columns(&line);
        let found: Vec<_> =
            columns.iter().map(|column| (&text[column.range.clone()], column.at)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn gaps_part_cells() {
        assert!(has_gap("Byberga kommun   Protokoll") && has_gap("Val\t3"));
        assert!(!has_gap("Val av  justerare") && !has_gap(" Val ") && !has_gap(""));
    }

    #[test]
    fn parts_at_gaps_and_tabs() {
        check("Eva Ek (S)   Nils Å (M)", &[("Eva Ek (S)", 0), ("Nils Å (M)", 13)]);
        check("Eva Ek\t\tNils", &[("Eva Ek", 0), ("", TAB), ("Nils", 2 * TAB)]);
        check("", &[]);
    }
}
