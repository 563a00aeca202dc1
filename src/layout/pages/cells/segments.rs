//! A [`Row`] → its [`Segment`]s: words with gaps between them no wider than spaces.

use std::ops::Range;

use super::super::rows::{Row, gap};
use crate::model::{Page, Word};

/// A gap as wide as a cell's, in ems.
const CELL_GAP: f32 = 1.2;

/// Words of a row that belong together.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Segment {
    /// Indices into [`Row::words`].
    pub(super) words: Range<usize>,
    /// Left edge.
    pub(super) x0: f32,
    /// Right edge.
    pub(super) x1: f32,
}

/// Cuts a row at its wide gaps.
pub(super) fn segments(page: &Page, row: &Row) -> Vec<Segment> {
    let word = |at: usize| &page.words[row.words[at] as usize];
    let mut gaps: Vec<f32> = (1..row.words.len()).map(|at| gap(word(at - 1), word(at))).collect();
    gaps.sort_by(f32::total_cmp);
    // In a line spread out to fill its width every space is wide.
    let usual = if gaps.len() >= 5 { gaps[gaps.len() / 2] } else { 0.0 };
    let least = (CELL_GAP * row.size).max(if usual < 1.2 * row.size { 2.2 * usual } else { 0.0 });
    let mut segments: Vec<Segment> = Vec::new();
    for at in 0..row.words.len() {
        let rect = word(at).rect;
        match segments.last_mut() {
            Some(last) if gap(word(at - 1), word(at)) < least => {
                last.words.end = at + 1;
                last.x1 = last.x1.max(rect.x1);
            }
            _ => segments.push(Segment { words: at..at + 1, x0: rect.x0, x1: rect.x1 }),
        }
    }
    join_marker(page, row, &mut segments);
    segments
}

/// A bullet or a number before a single text is the start of a list item, not a cell.
fn join_marker(page: &Page, row: &Row, segments: &mut Vec<Segment>) {
    let [marker, text] = segments.as_slice() else { return };
    let word = |at: usize| &page.words[row.words[at] as usize];
    let letters = letters(page, row, marker, word);
    let starts_text = page.letters(word(text.words.start)).starts_with(char::is_alphabetic);
    let away = text.x0 - marker.x1;
    let is_marker = marker.words.len() <= 2 && is_marker(&letters) && away < 6.0 * row.size;
    if starts_text && (is_marker || (is_particle(&letters) && away < 4.0 * row.size)) {
        let joined =
            Segment { words: marker.words.start..text.words.end, x0: marker.x0, x1: text.x1 };
        *segments = vec![joined];
    }
}

fn letters<'a>(
    page: &'a Page,
    row: &Row,
    segment: &Segment,
    word: impl Fn(usize) -> &'a Word,
) -> String {
    debug_assert!(segment.words.end <= row.words.len());
    segment.words.clone().map(|at| page.letters(word(at))).collect()
}

/// `att`, set apart from what it begins.
fn is_particle(letters: &str) -> bool {
    letters.len() <= 4 && letters.chars().all(char::is_lowercase)
}

/// `•`, `-`, `1.`, `12`, `a)`, `2.1`, `§4`.
fn is_marker(letters: &str) -> bool {
    let mut chars = letters.chars();
    let (Some(first), rest) = (chars.next(), chars.as_str()) else { return false };
    if rest.is_empty() {
        return !first.is_alphabetic();
    }
    let counted = letters.trim_start_matches(['§', '(']);
    let ends = counted.trim_end_matches(['.', ')', ':']);
    let is_number =
        !ends.is_empty() && ends.chars().all(|letter| letter.is_ascii_digit() || letter == '.');
    let is_letter = ends.len() < counted.len() && ends.chars().count() == 1;
    letters.len() <= 8 && (is_number || is_letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_list_markers() {
        for marker in ["•", "-", "1", "12.", "a)", "2.1", "§4", "(3)", "–"] {
            assert!(is_marker(marker), "{marker}");
        }
        for other in ["Dnr", "2023/12", "A", "att", "12,5", ""] {
            assert!(!is_marker(other), "{other}");
        }
    }
}
