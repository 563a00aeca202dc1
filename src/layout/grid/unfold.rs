//! A paragraph of rows run together on one line → the rows as they were printed.
//!
//! A converter that joins the lines of a paragraph leaves `Löner  120  130 och arvoden Hyra  80  90`:
//! the last number of a row is glued to the next line's words.

use std::ops::Range;

use super::columns::Piece;
use crate::model::Line;
use crate::swedish::numbers::{cell_number, is_nil};

/// Letters that the end of a broken label may have.
const MAX_TAIL: usize = 60;

/// The printed rows of `line` of `pieces`: one, when nothing shows that rows were run together.
pub(super) fn rows(line: &Line, pieces: &[Piece]) -> Vec<Range<usize>> {
    let whole = 0..line.text.len();
    if line.gap == 0 && line.indent > 0 || pieces.len() < 3 {
        return Vec::from([whole]);
    }
    let mut rows = Vec::new();
    let mut start = first_start(&line.text, &pieces[0]);
    if start > 0 {
        rows.push(0..start);
    }
    let n_before = rows.len();
    for (number, piece) in pieces.iter().enumerate().skip(1) {
        let Some(cut) = glued(&line.text, pieces, number) else { continue };
        rows.push(start..cut);
        let end = piece.range.end;
        let is_label = number + 1 < pieces.len();
        let tail = tail(&line.text[cut..end], is_label);
        if tail > 0 {
            rows.push(cut..cut + tail);
        }
        start = cut + tail;
    }
    if rows.len() == n_before {
        return Vec::from([whole]);
    }
    if !line.text[start..].trim().is_empty() {
        rows.push(start..line.text.len());
    }
    rows
}

/// Where the first row begins: behind the prose that its label was run together with.
fn first_start(text: &str, first: &Piece) -> usize {
    let words = &text[first.range.clone()];
    if words.len() < MAX_TAIL {
        return 0;
    }
    words.rfind(". ").map_or(0, |at| first.range.start + at + 2)
}

/// Where the words of the next line begin in piece `number`, which begins with a number of its own.
fn glued(text: &str, pieces: &[Piece], number: usize) -> Option<usize> {
    let piece = &pieces[number];
    if piece.is_value {
        return None;
    }
    let words = &text[piece.range.clone()];
    let blanks: Vec<usize> = words.match_indices(' ').map(|(at, _)| at).take(5).collect();
    let at = blanks.into_iter().rev().find(|at| is_cell(&words[..*at]))?;
    let rest = &words[at + 1..];
    let begins = rest.starts_with(char::is_alphabetic)
        || rest.starts_with(['-', '–', '+']) && rest.len() < 2
        || rest.starts_with("- ")
        || rest.starts_with("– ");
    let n_letters = rest.chars().take_while(|letter| letter.is_alphabetic()).count();
    let is_word = n_letters >= 3
        || n_letters == 0
        || rest.starts_with(char::is_uppercase) && rest.contains(' ');
    let after_number = pieces[number - 1].is_value;
    let leads_on = rest.chars().any(char::is_uppercase)
        && pieces.get(number + 1).is_some_and(|next| next.is_value);
    (begins && is_word && (after_number || leads_on)).then_some(piece.range.start + at + 1)
}

/// A number, a date that heads a column, or a dash.
fn is_cell(words: &str) -> bool {
    let is_date =
        words.len() == 10 && words.chars().all(|letter| letter.is_ascii_digit() || letter == '-');
    cell_number(words).is_some() || is_date || is_nil(words) && words.len() > 1
}

/// Bytes of `words` that end the label before; the rest begins the next row.
fn tail(words: &str, is_label: bool) -> usize {
    let mut at = 0;
    for word in words.split_inclusive(' ') {
        let begins = word.starts_with(|first: char| {
            first.is_uppercase() || matches!(first, '-' | '–' | '+' | '=')
        });
        if begins {
            return at;
        }
        at += word.len();
    }
    // Lower case throughout: a label when numbers follow.
    if is_label || words.chars().count() > MAX_TAIL { 0 } else { words.len() }
}

#[cfg(test)]
mod tests {
    use super::super::columns::pieces;
    use super::*;
    use crate::model::Span;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let line = Line::new(text.to_owned(), Span::new(0..text.len()), None);
        let told: Vec<&str> = rows(&line, &pieces(&line, 0..text.len()))
            .into_iter()
            .map(|row| text[row].trim())
            .collect();
        assert_eq!(told, expected);
    }

    #[test]
    fn rows_run_together_are_parted() {
        check(
            "Verksamhetens   68 465   69 037 intäkter Verksamhetens   73 611   75 756 kostnader",
            &[
                "Verksamhetens   68 465   69 037",
                "intäkter",
                "Verksamhetens   73 611   75 756",
                "kostnader",
            ],
        );
        check(
            "Kundfordringar   801   -27 Övriga   808   97",
            &["Kundfordringar   801   -27", "Övriga   808   97"],
        );
    }

    #[test]
    fn one_row_stays() {
        check("Löner   1 200   1 300", &["Löner   1 200   1 300"]);
        check("Semester   3 veckor   5 veckor", &["Semester   3 veckor   5 veckor"]);
        check("Andel   2,3 % (2,5 %)   4", &["Andel   2,3 % (2,5 %)   4"]);
    }
}
