//! Letters set apart (`P R O T O K O L L`) → the words they spell.

use std::ops::Range;

use crate::model::{Page, Turn, Word};

/// Fewer single letters in a row are left alone.
const FEWEST: usize = 4;
/// Letters nearer than this are not set apart, in ems.
const LEAST: f32 = 0.12;
/// Letters further apart than this spell nothing, in ems.
const FARTHEST: f32 = 1.6;

/// Joins what letters set apart spell; `apart` is the mean white between the letters of each word, in ems.
pub(super) fn mend(page: &mut Page, apart: &[f32]) {
    let mut ranges = Vec::new();
    let mut at = 0;
    while at < page.words.len() {
        let mut end = at + 1;
        while end < page.words.len() && is_on_line(&page.words[end - 1], &page.words[end]) {
            end += 1;
        }
        if let Some(usual) = usual(page, apart, at..end) {
            pieces(page, apart, at..end, usual, &mut ranges);
        }
        at = end;
    }
    if !ranges.is_empty() {
        join(page, &ranges);
    }
}

/// Of one size and on one baseline, from left to right.
fn is_on_line(before: &Word, word: &Word) -> bool {
    let size = word.size.max(0.1);
    let is_upright = |word: &Word| word.turn == Turn::Upright;
    is_upright(word)
        && is_upright(before)
        && (word.baseline - before.baseline).abs() < 0.1 * size
        && (word.size - before.size).abs() < 0.1 * size
        && white(before, word) >= 0.0
}

/// The white between two words, in ems.
fn white(before: &Word, word: &Word) -> f32 {
    (word.rect.x0 - before.rect.x1) / word.size.max(0.1)
}

/// The white between the letters of a line, in ems, when they are set apart: within its words, or between single
/// letters that spell some.
fn usual(page: &Page, apart: &[f32], words: Range<usize>) -> Option<f32> {
    let is_long = |at: &usize| page.letters(&page.words[*at]).chars().count() > 2;
    let mut within: Vec<f32> =
        words.clone().filter(is_long).filter_map(|at| apart.get(at).copied()).collect();
    within.sort_by(f32::total_cmp);
    match (within.first(), within.last()) {
        (Some(&least), Some(&most)) if least > LEAST && most - least < 0.3 * most => {
            return Some(within[within.len() / 2]);
        }
        _ => {}
    }
    let is_single = |word: &Word| {
        let mut letters = page.letters(word).chars();
        letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none()
    };
    let near = |one: &Word, other: &Word| {
        is_single(one) && is_single(other) && white(one, other) < FARTHEST
    };
    let runs = page.words[words].chunk_by(near);
    runs.filter(|run| run.len() >= FEWEST && is_written_as_a_word(page, run)).find_map(even)
}

/// All capitals, or none after the first.
fn is_written_as_a_word(page: &Page, run: &[Word]) -> bool {
    let is_capital = |word: &Word| page.letters(word).starts_with(char::is_uppercase);
    run.iter().all(is_capital) || !run[1..].iter().any(is_capital)
}

/// The usual white between single letters, when they stand evenly apart.
fn even(run: &[Word]) -> Option<f32> {
    let mut gaps: Vec<f32> = run.windows(2).map(|pair| white(&pair[0], &pair[1])).collect();
    gaps.sort_by(f32::total_cmp);
    let usual = gaps[gaps.len() / 2];
    (usual < 0.9 && gaps[gaps.len() / 4] > 0.6 * usual).then_some(usual)
}

/// Adds the ranges of words that are pieces of one: white much wider than the usual parts words.
fn pieces(
    page: &Page,
    apart: &[f32],
    words: Range<usize>,
    usual: f32,
    ranges: &mut Vec<(usize, usize)>,
) {
    let is_piece = |at: usize| {
        let letters = page.letters(&page.words[at]);
        let own = apart.get(at).copied().unwrap_or(0.0);
        letters.chars().all(char::is_alphanumeric)
            && (letters.chars().nth(1).is_none() || (own - usual).abs() < 0.4 * usual)
    };
    let goes_on = |at: usize| {
        let narrow = white(&page.words[at - 1], &page.words[at]) <= 1.7 * usual + 0.05;
        narrow && is_piece(at - 1) && is_piece(at)
    };
    let mut start = words.start;
    for next in words.start + 1..=words.end {
        if next == words.end || !goes_on(next) {
            ranges.extend((next - start > 1).then_some((start, next)));
            start = next;
        }
    }
}

/// Rebuilds the page's letters with the words of each range as one.
fn join(page: &mut Page, ranges: &[(usize, usize)]) {
    let old = std::mem::take(&mut page.words);
    let letters = std::mem::take(&mut page.text);
    let mut ranges = ranges.iter().peekable();
    let mut within = 0..0;
    for (at, mut word) in old.into_iter().enumerate() {
        if let Some(&&(start, end)) = ranges.peek()
            && at == start
        {
            within = start + 1..end;
            ranges.next();
        }
        let own = letters.get(word.text.start as usize..word.text.end as usize).unwrap_or_default();
        page.text.push_str(own);
        let end = page.text.len() as u32;
        match page.words.last_mut() {
            Some(last) if within.contains(&at) => {
                last.text.end = end;
                last.rect = last.rect.union(word.rect);
            }
            _ => {
                word.text = end - own.len() as u32..end;
                page.words.push(word);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Rect;

    /// Words at these places, ten points high, five points a letter.
    #[track_caller]
    fn check(words: &[(&str, f32)], expected: &[&str]) {
        check_apart(words, &[], expected);
    }

    /// Words whose letters stand so far apart.
    #[track_caller]
    fn check_apart(words: &[(&str, f32)], apart: &[f32], expected: &[&str]) {
        let mut page = Page::default();
        for &(letters, x) in words {
            let start = page.text.len() as u32;
            page.text.push_str(letters);
            let width = 5.0 * letters.chars().count() as f32;
            page.words.push(Word::plain(
                start..page.text.len() as u32,
                Rect { x0: x, y0: 0.0, x1: x + width, y1: 10.0 },
                8.0,
                10.0,
            ));
        }
        mend(&mut page, apart);
        let told: Vec<_> = page.words.iter().map(|word| page.letters(word)).collect();
        assert_eq!(told, expected);
    }

    #[test]
    fn joins_letters_set_apart() {
        check(&[("K", 0.0), ("A", 8.0), ("L", 16.0), ("L", 24.0), ("var", 60.0)], &["KALL", "var"]);
        let two = [
            ("N", 0.0),
            ("Y", 8.0),
            ("A", 16.0),
            ("Å", 30.0),
            ("R", 38.0),
            ("E", 46.0),
            ("T", 54.0),
        ];
        check(&two, &["NYA", "ÅRET"]);
    }

    #[test]
    fn joins_pieces_that_stand_as_far_apart_as_letters_do() {
        let heading = [("§", 0.0), ("1", 14.0), ("0", 22.0), ("ÖVERGRI", 36.0), ("PA", 74.0)];
        let apart = [0.0, 0.0, 0.0, 0.3, 0.3];
        check_apart(&heading, &apart, &["§", "10", "ÖVERGRIPA"]);
        // Set as usual, words are as far apart as they are.
        let usual = [0.0, 0.0, 0.0, 0.0, 0.0];
        check_apart(&heading, &usual, &["§", "1", "0", "ÖVERGRI", "PA"]);
    }

    #[test]
    fn leaves_lists_and_numbers_alone() {
        check(&[("S", 0.0), ("M", 8.0), ("V", 16.0)], &["S", "M", "V"]);
        check(&[("a", 0.0), ("A", 8.0), ("b", 16.0), ("B", 24.0)], &["a", "A", "b", "B"]);
        check(&[("1", 0.0), ("2", 8.0), ("3", 16.0), ("4", 24.0)], &["1", "2", "3", "4"]);
        check(&[("S", 0.0), ("M", 40.0), ("V", 80.0), ("C", 120.0)], &["S", "M", "V", "C"]);
    }
}
