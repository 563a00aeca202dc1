//! Pieces of lines → the columns they stand in.

use std::ops::Range;

use crate::model::Line;
use crate::swedish::numbers::{cell_number, is_nil};

/// Words with no more than one blank between them.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Piece {
    /// Bytes of the line's text.
    pub(super) range: Range<usize>,
    /// First typewriter column.
    pub(super) start: i32,
    /// One past the last typewriter column.
    pub(super) end: i32,
    /// True when it says a number.
    pub(super) is_number: bool,
    /// True when it says a number, or that there is none.
    pub(super) is_value: bool,
}

/// The pieces of `line` within `row`, parted by two blanks or more.
pub(super) fn pieces(line: &Line, row: Range<usize>) -> Vec<Piece> {
    let text = &line.text;
    let mut pieces = Vec::new();
    let mut start = None;
    let mut blanks = 0;
    let mut column = line.indent as i32;
    let letters = text[row.clone()].char_indices().map(|(at, letter)| (row.start + at, letter));
    for (at, letter) in letters.chain([(row.end, '\n')]) {
        let is_blank = letter == ' ' || letter == '\n' || letter == '\t';
        if is_blank {
            blanks += 1;
            let ends = blanks == 2 || letter == '\n';
            if let Some((from, from_column)) = start.filter(|_| ends) {
                let end = at + 1 - blanks;
                pieces.push(piece(text, from..end, from_column, column + 1 - blanks as i32));
                start = None;
            }
        } else {
            start = start.or(Some((at, column)));
            blanks = 0;
        }
        column += 1;
    }
    pieces
}

fn piece(text: &str, range: Range<usize>, start: i32, end: i32) -> Piece {
    let is_number = cell_number(&text[range.clone()]).is_some();
    let is_value = is_number || is_nil(&text[range.clone()]);
    Piece { range, start, end, is_number, is_value }
}

/// A column: where its pieces mostly begin and end.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Band {
    pub(super) left: i32,
    pub(super) right: i32,
}

/// The columns that most of the fullest of `rows` agree on.
pub(super) fn bands<'a>(rows: impl Iterator<Item = &'a Vec<Piece>> + Clone) -> Vec<Band> {
    let n_rows = rows.clone().count();
    let widest = rows.clone().map(Vec::len).max().unwrap_or(0);
    let full = |width: usize| rows.clone().filter(|row| row.len() == width).count();
    let enough = (n_rows / 6).max(2);
    let width = (2..=widest).rev().find(|width| full(*width) >= enough).unwrap_or(widest);
    let median = |mut values: Vec<i32>| {
        values.sort_unstable();
        values.get(values.len() / 2).copied().unwrap_or_default()
    };
    let in_column = |column: usize| rows.clone().filter(|row| row.len() == width).map(move |row| &row[column]);
    (0..width)
        .map(|column| Band {
            left: median(in_column(column).map(|piece| piece.start).collect()),
            right: median(in_column(column).map(|piece| piece.end).collect()),
        })
        .collect()
}

/// The bytes of each column's cell in a line with `pieces`; `None` where the column is empty.
pub(super) fn cells(pieces: &[Piece], bands: &[Band]) -> Vec<Option<Range<usize>>> {
    let mut pieces = pieces.to_vec();
    while pieces.len() > bands.len() {
        let nearest = (1..pieces.len()).min_by_key(|at| pieces[*at].start - pieces[at - 1].end);
        let Some(at) = nearest else { break };
        let right = pieces.remove(at);
        let left = &mut pieces[at - 1];
        left.range.end = right.range.end;
        left.end = right.end;
    }
    let mut cells = vec![None; bands.len()];
    for (piece, column) in pieces.iter().zip(placed(&pieces, bands)) {
        cells[column] = Some(piece.range.clone());
    }
    cells
}

/// The column of each piece: in order, none shared, as near as can be.
fn placed(pieces: &[Piece], bands: &[Band]) -> Vec<usize> {
    let (n, m) = (pieces.len(), bands.len());
    // cost[i][j]: pieces i.. placed in columns j..
    let mut cost = vec![vec![i32::MAX / 2; m + 2]; n + 1];
    cost[n] = vec![0; m + 2];
    for i in (0..n).rev() {
        for j in (0..m).rev() {
            let here = distance(&pieces[i], &bands[j]).saturating_add(cost[i + 1][j + 1]);
            cost[i][j] = here.min(cost[i][j + 1]);
        }
    }
    let mut columns = Vec::with_capacity(n);
    let mut j = 0;
    for i in 0..n {
        while j + 1 < m && cost[i][j] == cost[i][j + 1] {
            j += 1;
        }
        columns.push(j.min(m.saturating_sub(1)));
        j += 1;
    }
    columns
}

/// How far `piece` is from standing in `band`, by the edge or middle that fits best.
fn distance(piece: &Piece, band: &Band) -> i32 {
    let left = (piece.start - band.left).abs();
    let right = (piece.end - band.right).abs();
    let middle = (piece.start + piece.end - band.left - band.right).abs() / 2;
    left.min(right).min(middle)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Span;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let line = Line::new(text.to_owned(), Span::new(0..text.len()), None);
        let told: Vec<&str> = pieces(&line, 0..text.len()).into_iter().map(|piece| &text[piece.range]).collect();
        assert_eq!(told, expected);
    }

    #[test]
    fn two_blanks_part_pieces() {
        check("Löner  -1 420,1   0", &["Löner", "-1 420,1", "0"]);
        check("Å  ä ö", &["Å", "ä ö"]);
        check("ord", &["ord"]);
        check("", &[]);
    }

    #[test]
    fn a_missing_value_leaves_its_column_empty() {
        let set = |text: &str| {
            pieces(&Line::new(text.to_owned(), Span::new(0..text.len()), None), 0..text.len())
        };
        let rows = [set("Hyra    100   200"), set("El       10    20")];
        let bands = bands(rows.iter());
        let cells = cells(&set("Skatt           5"), &bands);
        assert_eq!(cells, [Some(0..5), None, Some(16..17)]);
    }
}
