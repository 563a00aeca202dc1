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

/// The cells of a row: bytes of its line, or nothing.
pub(super) type Cells = Vec<Option<Range<usize>>>;

/// The pieces of `line` within `row`, parted by two blanks or more.
pub(super) fn pieces(line: &Line, row: Range<usize>) -> Vec<Piece> {
    let text = &line.text;
    let printed = &text[row.clone()];
    if !printed.contains("  ") && !printed.contains(['\t', '\n']) {
        // One piece, as on most lines.
        let words = printed.trim_matches(' ');
        let start = usize::from(printed.starts_with(' ') && !words.is_empty());
        let range = row.start + start..row.start + start + words.len();
        let column = line.indent as i32 + start as i32;
        let end = column + words.chars().count() as i32;
        return Some(range)
            .filter(|range| !range.is_empty())
            .map(|range| piece(text, range, column, end))
            .into_iter()
            .collect();
    }
    let mut pieces = Vec::new();
    let mut start = None;
    let mut blanks = 0;
    let letters = text[row.clone()].char_indices().map(|(at, letter)| (row.start + at, letter));
    for (column, (at, letter)) in (line.indent as i32..).zip(letters.chain([(row.end, '\n')])) {
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
    }
    join_mark(text, &mut pieces);
    pieces
}

/// Joins the mark of a list with the words that it was set apart from: "-   Bryggor".
fn join_mark(text: &str, pieces: &mut Vec<Piece>) {
    let [mark, words, ..] = pieces.as_slice() else { return };
    let is_mark = matches!(&text[mark.range.clone()], "-" | "–" | "•" | "+" | "*" | "·");
    if !is_mark || words.is_value || !text[words.range.clone()].starts_with(char::is_alphabetic) {
        return;
    }
    let (range, start) = (mark.range.start..words.range.end, mark.start);
    let end = words.end;
    pieces.splice(..2, [Piece { range, start, end, is_number: false, is_value: false }]);
}

/// The piece of `text` at `range`, which stands between two typewriter columns.
pub(super) fn piece(text: &str, range: Range<usize>, start: i32, end: i32) -> Piece {
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
    let in_column =
        |column: usize| rows.clone().filter(|row| row.len() == width).map(move |row| &row[column]);
    (0..width)
        .map(|column| Band {
            left: median(in_column(column).map(|piece| piece.start).collect()),
            right: median(in_column(column).map(|piece| piece.end).collect()),
        })
        .collect()
}

/// The bytes of each column's cell in a line `text` of `pieces`; `None` where the column is empty.
pub(super) fn cells(text: &str, pieces: &[Piece], bands: &[Band]) -> Vec<Option<Range<usize>>> {
    let mut pieces = pieces.to_vec();
    if let Some(parts) = touching(text, &pieces, bands) {
        pieces.splice(..1, parts);
    }
    for at in (1..pieces.len()).rev() {
        let n_free = bands.len().saturating_sub(pieces.len());
        if let Some(numbers) = parted(text, &pieces[at], n_free, bands) {
            pieces.splice(at..=at, numbers);
        }
    }
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

/// The label and the number of a row's first piece that touch: "Summa gemensamma 1 270".
///
/// The row must have one piece less than there are columns, and the number must be one of groups, decimals or a sign.
fn touching(text: &str, pieces: &[Piece], bands: &[Band]) -> Option<[Piece; 2]> {
    let first = pieces.first().filter(|first| !first.is_value)?;
    let is_short = bands.len() >= 3 && pieces.len() + 1 == bands.len();
    if !is_short || !pieces[1..].iter().all(|piece| piece.is_value) {
        return None;
    }
    let words = &text[first.range.clone()];
    let is_telling = |number: &str| {
        number.contains([' ', ',']) || number.starts_with(['-', '−', '–']) && number.len() > 1
    };
    let mut blanks = words.match_indices(' ').map(|(at, _)| at);
    let cut = blanks.find(|at| {
        let number = &words[at + 1..];
        is_telling(number)
            && number.ends_with(|last: char| last.is_ascii_digit())
            && cell_number(number).is_some()
    })?;
    let label = &words[..cut];
    if !label.ends_with(|last: char| last.is_alphabetic() || ")*.".contains(last)) {
        return None;
    }
    let column = first.start + label.chars().count() as i32;
    let (start, end) = (first.range.start, first.range.end);
    Some([
        piece(text, start..start + cut, first.start, column),
        piece(text, start + cut + 1..end, column + 1, first.end),
    ])
}

/// The numbers of a piece that is nothing but numbers with one blank between: "34 623 33 444".
///
/// `None` when they can be read in several ways, do not end where columns do, or are more than `n_free` columns take.
fn parted(text: &str, piece: &Piece, n_free: usize, bands: &[Band]) -> Option<Vec<Piece>> {
    let words = &text[piece.range.clone()];
    let is_mark = |letter: char| letter.is_ascii_digit() || " ,.%-−–".contains(letter);
    if n_free == 0 || piece.is_value || words.len() > 60 || !words.chars().all(is_mark) {
        return None;
    }
    let blanks: Vec<usize> = words.match_indices(' ').map(|(at, _)| at).collect();
    let cut = |cuts: &[usize]| -> Option<Vec<Piece>> {
        let ends = cuts.iter().copied().chain([words.len()]);
        let starts = [0].into_iter().chain(cuts.iter().map(|cut| cut + 1));
        let pieces = starts.zip(ends).map(|(start, end)| {
            let columns = |at: usize| piece.start + words[..at].chars().count() as i32;
            let range = piece.range.start + start..piece.range.start + end;
            self::piece(text, range, columns(start), columns(end))
        });
        let ends_well =
            |piece: &Piece| bands.iter().any(|band| (band.right - piece.end).abs() <= 3);
        let fits = |piece: &Piece| piece.is_number && ends_well(piece);
        Some(pieces.collect::<Vec<_>>()).filter(|pieces| pieces.iter().all(fits))
    };
    let two = blanks.iter().filter_map(|&at| cut(&[at])).collect::<Vec<_>>();
    let three = || {
        let pairs = blanks
            .iter()
            .enumerate()
            .flat_map(|(n, a)| blanks[n + 1..].iter().map(move |b| [*a, *b]));
        pairs.filter_map(|cuts| cut(&cuts)).collect::<Vec<_>>()
    };
    let ways = if two.is_empty() && n_free >= 2 { three() } else { two };
    <[_; 1]>::try_from(ways).ok().map(|[way]| way)
}

/// The column of each piece: in order, none shared, as near as can be.
fn placed(pieces: &[Piece], bands: &[Band]) -> Vec<usize> {
    let (n, m) = (pieces.len(), bands.len());
    // The last row is the cost of placing no piece; each row above it places one more, the last piece first.
    let mut costs = vec![vec![0; m + 2]];
    for piece in pieces.iter().rev() {
        let after = &costs[costs.len() - 1];
        let mut here = vec![i32::MAX / 2; m + 2];
        for (j, band) in bands.iter().enumerate().rev() {
            here[j] = distance(piece, band).saturating_add(after[j + 1]).min(here[j + 1]);
        }
        costs.push(here);
    }
    let mut columns = Vec::with_capacity(n);
    let mut j = 0;
    for cost in costs.iter().skip(1).rev() {
        while j + 1 < m && cost[j] == cost[j + 1] {
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
        let told: Vec<&str> =
            pieces(&line, 0..text.len()).into_iter().map(|piece| &text[piece.range]).collect();
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
        let cells = cells("Skatt           5", &set("Skatt           5"), &bands);
        assert_eq!(cells, [Some(0..5), None, Some(16..17)]);
    }

    #[test]
    fn a_mark_is_joined_with_its_words() {
        check("-     Bryggor   12   14", &["-     Bryggor", "12", "14"]);
        check("-   12   14", &["-", "12", "14"]);
    }

    #[test]
    fn a_number_that_touches_its_label_is_parted_where_it_is_the_one_that_misses() {
        let parts = |text: &str| {
            let line = Line::new(text.to_owned(), Span::new(0..text.len()), None);
            let bands: Vec<Band> = [4, 20, 28].map(|right| Band { left: right - 4, right }).into();
            let parts = touching(text, &pieces(&line, 0..text.len()), &bands)?;
            Some(parts.map(|part| text[part.range].to_owned()))
        };
        let told = |label: &str, number: &str| Some([label.to_owned(), number.to_owned()]);
        assert_eq!(parts("Summa alla 1 270   1 400"), told("Summa alla", "1 270"));
        assert_eq!(parts("Andel av 19,9   9,8"), told("Andel av", "19,9"));
        assert_eq!(parts("Program 5   1 400"), None, "a plain number may be the label's");
        assert_eq!(parts("Summa 1 270   1 400   1 500"), None, "no column is empty");
        assert_eq!(parts("Summa 1 270"), None, "two columns are empty");
    }

    #[test]
    fn numbers_too_close_are_parted_where_there_is_one_way() {
        let way = |text: &str, rights: &[i32]| {
            let line = Line::new(text.to_owned(), Span::new(0..text.len()), None);
            let piece = pieces(&line, 0..text.len()).remove(0);
            let bands: Vec<Band> =
                rights.iter().map(|right| Band { left: right - 4, right: *right }).collect();
            let numbers = parted(text, &piece, 3, &bands)?;
            Some(
                numbers.into_iter().map(|number| text[number.range].to_owned()).collect::<Vec<_>>(),
            )
        };
        assert_eq!(
            way("34 623 33 444", &[6, 13]),
            Some(vec!["34 623".to_owned(), "33 444".to_owned()])
        );
        assert_eq!(way("-250 -205", &[4, 9]), Some(vec!["-250".to_owned(), "-205".to_owned()]));
        assert_eq!(way("1 234", &[1, 5]), None);
        assert_eq!(way("34 623 33 444", &[13]), None);
    }
}
