//! Lines → rows as they were printed, and where their numbers stand.

use std::ops::Range;

use super::columns::{Piece, pieces};
use super::unfold::rows;
use super::{flat, is_free};
use crate::model::Line;

/// Rows before and after a row that are asked where its numbers should stand.
const WINDOW: usize = 6;

/// Places that are tried for the beginning of a row's label.
const MAX_STARTS: usize = 12;

/// Pieces that a row may have.
const MAX_PIECES: usize = 60;

/// The printed rows of `lines`, in order.
pub(super) fn laid(lines: &[Line]) -> Vec<Laid> {
    let mut laid = Vec::new();
    for (idx, line) in lines.iter().enumerate() {
        if !line.is_body() || ends_in_page_number(&line.text) {
            continue;
        }
        let whole = 0..line.text.len();
        if !is_free(line) || line.text.contains('\t') {
            laid.push(Laid::of(idx, line, whole, Vec::new()));
            continue;
        }
        let pieces = pieces(line, whole.clone());
        if let Some(rows) = flat_rows(line, &pieces) {
            laid.extend(rows.into_iter().map(|(row, pieces)| Laid::of(idx, line, row, pieces)));
            continue;
        }
        match rows(line, &pieces) {
            rows if rows.len() == 1 => laid.push(Laid::of(idx, line, whole, pieces)),
            rows => laid.extend(
                rows.into_iter().map(|row| Laid { is_loose: true, ..Laid::new(idx, line, row) }),
            ),
        }
    }
    settle(lines, laid)
}

/// The rows of a line on which a number and the next row's words are one piece.
fn flat_rows(line: &Line, pieces: &[Piece]) -> Option<Vec<flat::Row>> {
    let is_glued = |piece: &Piece| {
        let words = &line.text[piece.range.clone()];
        !piece.is_value
            && words.starts_with(|first: char| first.is_ascii_digit() || "-–−+".contains(first))
            && words.contains(char::is_alphabetic)
    };
    let may_be_flat = pieces.len() >= 4 && pieces[1..].iter().any(is_glued);
    if may_be_flat { flat::rows(line) } else { None }
}

/// True for a line of numbers in more pieces than a row may have.
pub(super) fn is_wide(line: &Line) -> bool {
    // Each gap between two pieces holds two blanks.
    if line.text.matches("  ").count() < MAX_PIECES || line.text.contains(['\t', '|']) {
        return false;
    }
    let pieces = pieces(line, 0..line.text.len());
    pieces.len() > MAX_PIECES
        && pieces.iter().filter(|piece| piece.is_number).count() * 2 > MAX_PIECES
}

/// A printed line of the body and how it is set.
pub(super) struct Laid {
    /// Index into the lines.
    pub(super) idx: usize,
    /// Bytes of the line.
    pub(super) row: Range<usize>,
    pub(super) pieces: Vec<Piece>,
    pub(super) gap: u32,
    pub(super) is_free: bool,
    /// True when numbers stand beside a label, or numbers alone in columns.
    pub(super) is_data: bool,
    /// True when all its numbers are years.
    pub(super) is_years: bool,
    /// True for "3.3   Balansräkning".
    pub(super) is_heading: bool,
    /// True for a row of several that were run together on one line.
    pub(super) is_loose: bool,
    /// True for sentences.
    pub(super) is_prose: bool,
}

impl Laid {
    fn new(idx: usize, line: &Line, row: Range<usize>) -> Self {
        let is_free = is_free(line) && !line.text[row.clone()].contains('\t');
        let pieces = if is_free { pieces(line, row.clone()) } else { Vec::new() };
        Self::of(idx, line, row, pieces)
    }

    /// The row whose pieces are known.
    fn of(idx: usize, line: &Line, row: Range<usize>, mut pieces: Vec<Piece>) -> Self {
        let printed = &line.text[row.clone()];
        let is_free = is_free(line) && !printed.contains('\t') && pieces.len() <= MAX_PIECES;
        if !is_free {
            pieces.clear();
        }
        let beside = pieces.iter().skip(1).filter(|piece| piece.is_number).count();
        let alone =
            pieces.len() >= 2 && pieces.iter().all(|piece| piece.is_value) && pieces[0].is_number;
        let has_leaders =
            ["....", ". . .", "……", "_ "].iter().any(|leader| printed.contains(leader));
        let is_year = |piece: &Piece| {
            let text = &line.text[piece.range.clone()];
            text.len() == 4 && (text.starts_with("19") || text.starts_with("20"))
        };
        let numbers = || pieces.iter().filter(|piece| piece.is_number);
        let is_years = numbers().next().is_some() && numbers().all(is_year);
        let is_data = (beside > 0 || alone) && !has_leaders;
        let number = |piece: &Piece| {
            let text = line.text[piece.range.clone()].trim_end_matches('.');
            text.len() <= 8
                && text
                    .split('.')
                    .all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
        };
        let is_heading =
            matches!(pieces.as_slice(), [first, words] if number(first) && !words.is_value);
        let is_prose = pieces.len() == 1 && printed.trim_end().ends_with('.') && {
            let mut sentences = printed.split(". ").skip(1);
            sentences.any(|sentence| sentence.starts_with(char::is_uppercase))
        };
        let gap = if row.start == 0 { line.gap } else { 0 };
        let is_loose = false;
        Self { idx, row, gap, is_free, is_data, is_years, is_heading, is_loose, is_prose, pieces }
    }

    /// Where its values end.
    fn ends(&self) -> Vec<i32> {
        self.pieces
            .iter()
            .skip(1)
            .filter(|piece| piece.is_value)
            .take(8)
            .map(|piece| piece.end)
            .collect()
    }

    /// The bytes at which the row's own label may begin, other than where it does.
    ///
    /// That is in the last two pieces of words before the values: behind another label or a header, or before
    /// a column of words.
    fn starts(&self, text: &str) -> Vec<usize> {
        let n_words = self.pieces.iter().take_while(|piece| !piece.is_value).count();
        if !self.is_loose || !self.is_data || n_words == 0 || n_words == self.pieces.len() {
            return Vec::new();
        }
        let mut starts = Vec::new();
        for at in n_words.saturating_sub(2)..n_words {
            let piece = &self.pieces[at];
            let words = &text[piece.range.clone()];
            let is_free = at > 0 && at + 1 == n_words;
            let begins = |at: &usize| {
                let first = words[*at..].chars().next();
                is_free || first.is_some_and(|first| first.is_uppercase() || "-+".contains(first))
            };
            let firsts = (at > 0).then_some(0).into_iter();
            let blanks = words.match_indices(' ').map(|(at, _)| at + 1);
            starts.extend(firsts.chain(blanks).filter(begins).map(|at| piece.range.start + at));
        }
        starts.drain(..starts.len().saturating_sub(MAX_STARTS));
        starts
    }

    pub(super) fn numbers(&self) -> impl Iterator<Item = &Piece> {
        let first = usize::from(self.pieces.first().is_some_and(|piece| !piece.is_number));
        self.pieces
            .iter()
            .skip(first.max(usize::from(self.pieces.len() > 1)))
            .filter(|piece| piece.is_number)
    }
}

/// Parts labels that were run together before a row, where that puts its numbers under the others'.
///
/// "Skulder Kortfristiga skulder  12  34 623" was two lines; the numbers show where the second began.
fn settle(lines: &[Line], laid: Vec<Laid>) -> Vec<Laid> {
    let ends: Vec<Vec<i32>> = laid.iter().map(Laid::ends).collect();
    let starts: Vec<Vec<usize>> = laid.iter().map(|row| row.starts(&lines[row.idx].text)).collect();
    let shifts: Vec<Vec<i32>> = laid
        .iter()
        .zip(&starts)
        .map(|(row, starts)| {
            starts.iter().map(|start| columns_before(lines, row, *start)).collect()
        })
        .collect();
    let votes = |at: usize, shift: i32| {
        let window = at.saturating_sub(WINDOW)..(at + WINDOW + 1).min(laid.len());
        let asked = window.filter(|&other| other != at && laid[other].is_data);
        let agrees = |other: usize, end: i32| {
            [0].iter()
                .chain(&shifts[other])
                .any(|by| ends[other].iter().any(|there| (end - shift - there + by).abs() <= 1))
        };
        asked.map(|other| ends[at].iter().filter(|end| agrees(other, **end)).count()).sum::<usize>()
    };
    let cuts: Vec<Option<usize>> = (0..laid.len())
        .map(|at| {
            if starts[at].is_empty() {
                return None;
            }
            let here = votes(at, 0);
            let best = starts[at]
                .iter()
                .zip(&shifts[at])
                .map(|(start, shift)| (votes(at, *shift), *start));
            best.max_by_key(|(votes, start)| (*votes, std::cmp::Reverse(*start)))
                .filter(|(votes, _)| *votes >= here + 2)
                .map(|(_, start)| start)
        })
        .collect();
    let mut settled = Vec::with_capacity(laid.len());
    for (row, cut) in laid.into_iter().zip(cuts) {
        match cut {
            None => settled.push(row),
            Some(cut) => {
                let line = &lines[row.idx];
                let before = Laid::new(row.idx, line, row.row.start..cut);
                settled.push(Laid { is_loose: true, ..before });
                settled.push(Laid::new(row.idx, line, cut..row.row.end));
            }
        }
    }
    settled
}

/// Typewriter columns from the row's first letter to byte `start`.
fn columns_before(lines: &[Line], row: &Laid, start: usize) -> i32 {
    let text = &lines[row.idx].text[row.row.start..start];
    text.trim_start().chars().count() as i32
}

/// "5 (40)" at the end of a line: a foot of the page, wherever it was printed.
fn ends_in_page_number(text: &str) -> bool {
    let Some(inner) = text.trim_end().strip_suffix(')') else { return false };
    let Some((before, last)) = inner.rsplit_once('(') else { return false };
    let words = before.trim_end();
    let page = words.rsplit([' ', '\t']).next().unwrap_or_default();
    let is_number = |text: &str| {
        !text.is_empty() && text.len() <= 4 && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    let stands_apart =
        words.len() == page.len() || words[..words.len() - page.len()].ends_with([' ', '\t']);
    let is_within = page.parse::<u32>().ok() <= last.parse::<u32>().ok();
    is_number(last) && is_number(page) && stands_apart && is_within
}
