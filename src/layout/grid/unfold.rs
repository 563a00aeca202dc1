//! A paragraph of rows run together on one line → the rows as they were printed.
//!
//! A converter that joins the lines of a paragraph leaves `Löner  120  130 och arvoden Hyra  80  90`:
//! the last number of a row is glued to the next line's words.

use std::ops::Range;

use super::columns::Piece;
use super::counted;
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
    let mut start = first_start(&line.text, pieces);
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

/// Where the first row begins: behind the prose that its label or its header was run together with.
fn first_start(text: &str, pieces: &[Piece]) -> usize {
    let holds_number = |number: &usize| {
        *number > 0 && (pieces[*number].is_value || glued(text, pieces, *number).is_some())
    };
    let n_before = (0..pieces.len()).find(holds_number).unwrap_or(pieces.len());
    let prose = pieces[..n_before].iter().rev().filter(|piece| piece.range.len() >= MAX_TAIL);
    let mut ends = prose.filter_map(|piece| {
        let words = &text[piece.range.clone()];
        let end = words.rfind(". ").max(words.rfind(": "))?;
        Some(piece.range.start + end + 2)
    });
    ends.next().unwrap_or_default()
}

/// Where the words of the next line begin in piece `number`, which begins with a number of its own.
fn glued(text: &str, pieces: &[Piece], number: usize) -> Option<usize> {
    let piece = &pieces[number];
    if piece.is_value {
        return None;
    }
    let words = &text[piece.range.clone()];
    let ends: Vec<usize> = words.match_indices(' ').map(|(at, _)| at).take(5).collect();
    let mut cells = ends.into_iter().rev().filter(|at| is_cell(&words[..*at])).peekable();
    let at = *cells.peek()?;
    let rest = &words[at + 1..];
    // "5 100 - 249" is no 5 100 before a label of a mark.
    let is_marked = |mark: &&str| {
        rest.strip_prefix(*mark).is_some_and(|label| label.starts_with(char::is_alphabetic))
    };
    let begins = rest.starts_with(char::is_alphabetic)
        || rest.starts_with(['-', '–', '+']) && rest.len() < 2
        || ["- ", "– ", "+ "].iter().any(is_marked);
    let after_number = pieces[number - 1].is_value;
    let next = pieces.get(number + 1);
    let before_number = next.is_some_and(|next| next.is_value);
    let is_field = |piece: &Piece| text[piece.range.clone()].ends_with(':');
    let leads_on = rest.contains(char::is_uppercase)
        && !is_field(&pieces[number - 1])
        && !is_field(piece)
        && (before_number || next.is_some_and(|next| is_row(text, next)));
    if begins && begins_word(rest) && (after_number || leads_on) {
        return Some(piece.range.start + at + 1);
    }
    let is_counted = |at: &usize| {
        let (before, rest) = (&words[..*at], &words[at + 1..]);
        counted::is_label(before, rest) || counted::is_tail(rest)
    };
    let counted = cells.find(is_counted).filter(|_| after_number && before_number)?;
    Some(piece.range.start + counted + 1)
}

/// True for a word of three letters or more, a mark, or a short word that begins a label.
fn begins_word(rest: &str) -> bool {
    let letters = |words: &str| words.chars().take_while(|letter| letter.is_alphabetic()).count();
    let first = rest.split(' ').next().unwrap_or_default();
    let n_letters = letters(rest);
    // "IT-kostnader".
    let is_compound =
        first.split('-').count() == 2 && first.rsplit('-').all(|part| letters(part) > 1);
    let is_short = rest.starts_with(char::is_uppercase) && (rest.contains(' ') || is_compound);
    n_letters >= 3 || n_letters == 0 || is_short
}

/// True for a piece of a number and the next row's words, as they come where each row has one number.
///
/// "Löner   120 kr Hyra   80 kr El   90 kr".
fn is_row(text: &str, piece: &Piece) -> bool {
    let words = &text[piece.range.clone()];
    let mut ends = words.match_indices(' ').map(|(at, _)| at).take(5);
    ends.any(|at| is_cell(&words[..at]) && words[at + 1..].starts_with(char::is_uppercase))
}

/// A number, a date that heads a column, or a dash.
fn is_cell(words: &str) -> bool {
    let is_date =
        words.len() == 10 && words.chars().all(|letter| letter.is_ascii_digit() || letter == '-');
    cell_number(words).is_some() || is_date || is_nil(words) && words.len() > 1
}

/// Bytes of `words` that end the label before; the rest begins the next row.
fn tail(words: &str, is_label: bool) -> usize {
    if counted::is_range(words) || counted::is_heading(words) {
        return 0;
    }
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
    fn labels_may_begin_with_digits() {
        check(
            "Båtar   Avgift   Tillägg 5-19   8   12 20-49   6   10 50-   4   5",
            &["Båtar   Avgift   Tillägg 5-19   8   12", "20-49   6   10", "50-   4   5"],
        );
        check(
            "Båtar   Avgift   Tillägg <5   4   5 100 - 249   6   10 2500 -   4   5",
            &["Båtar   Avgift   Tillägg <5   4   5", "100 - 249   6   10", "2500 -   4   5"],
        );
        check(
            "År   Båtar   Bojar 2031   14   2 050 2032   15   2 080",
            &["År   Båtar   Bojar 2031   14   2 050", "2032   15   2 080"],
        );
        check(
            "Lång frånvaro av   19,9   9,8 60 dagar eller mer Kort   5,5   5,7",
            &["Lång frånvaro av   19,9   9,8", "60 dagar eller mer", "Kort   5,5   5,7"],
        );
        check("Utfall   2031 2032   2033", &["Utfall   2031 2032   2033"]);
    }

    #[test]
    fn short_words_and_marks_begin_labels() {
        check(
            "El   -3   -4 IT-kostnader   5   6 + Bidrag   7   8",
            &["El   -3   -4", "IT-kostnader   5   6", "+ Bidrag   7   8"],
        );
        check("Vatten   3 m3   4 st   5 A-1", &["Vatten   3 m3   4 st   5 A-1"]);
    }

    #[test]
    fn rows_of_one_number_are_parted() {
        check(
            "Ensam   12 694 kr Ensam med 1 barn   16 879 kr Gifta   15 624 kr",
            &["Ensam   12 694 kr", "Ensam med 1 barn   16 879 kr", "Gifta   15 624 kr"],
        );
        check("Kostnad:   5 Tid:   6 Priset:   7", &["Kostnad:   5 Tid:   6 Priset:   7"]);
    }

    #[test]
    fn one_row_stays() {
        check("Löner   1 200   1 300", &["Löner   1 200   1 300"]);
        check("Semester   3 veckor   5 veckor", &["Semester   3 veckor   5 veckor"]);
        check("Andel   2,3 % (2,5 %)   4", &["Andel   2,3 % (2,5 %)   4"]);
    }
}
