//! Lines of running text spread out to fill their width: however wide, their spaces part no cells.

use super::super::rows::{Row, gap};
use super::segments::Segment;
use crate::model::Page;

/// White wider than this parts cells, in ems.
const WIDEST: f32 = 9.0;
/// Spaces of one line differ no more than this, in ems.
const EVEN: f32 = 0.12;
/// Lines before and after one that may have its right edge.
const AROUND: usize = 6;
/// Edges nearer than this stand under each other, in points.
const FLUSH: f32 = 1.0;

/// Makes one segment of each line that is spread out.
pub(super) fn join(page: &Page, rows: &[Row], cut: &mut [Vec<Segment>]) {
    let even: Vec<Option<Line>> = rows.iter().map(|row| line(page, row)).collect();
    // Its left edge is that of the line beside it, its right edge that of some text around it.
    let ends = |at: usize, x1: f32| {
        let around = at.saturating_sub(AROUND)..(at + AROUND + 1).min(rows.len());
        let is_text = |other: &usize| even[*other].as_ref().is_some_and(|line| line.words > 2);
        around
            .filter(|other| *other != at)
            .filter(is_text)
            .any(|other| (rows[other].rect.x1 - x1).abs() < FLUSH)
    };
    let begins = |at: usize, other: usize| {
        let (Some(one), Some(beside)) = (&even[at], &even[other]) else { return false };
        let near = (rows[at].baseline - rows[other].baseline).abs() < 2.0 * rows[at].size;
        near && (one.x0 - beside.x0).abs() < FLUSH && beside.words > 2
    };
    for at in 0..rows.len() {
        let Some(line) = even[at].as_ref().filter(|_| cut[at].len() > 1) else { continue };
        // One or two spaces are even by chance: then the line must fill the width of the text around it.
        let above = at.checked_sub(1).is_some_and(|other| begins(at, other));
        let below = at + 1 < rows.len() && begins(at, at + 1);
        if line.words > 3 || ((above || below) && ends(at, line.x1)) {
            let (x0, x1) = (rows[at].rect.x0, rows[at].rect.x1);
            cut[at] = vec![Segment { words: 0..rows[at].words.len(), x0, x1 }];
        }
    }
}

/// Words with one and the same white between them.
struct Line {
    x0: f32,
    x1: f32,
    words: usize,
}

/// The row as a line of text, a bullet before it left out; `None` when it is numbers, or its white is not even.
fn line(page: &Page, row: &Row) -> Option<Line> {
    let word = |index: u32| &page.words[index as usize];
    let letters = |index: u32| page.letters(word(index));
    let is_bullet = |&&index: &&u32| !letters(index).contains(char::is_alphanumeric);
    let words = &row.words[row.words.iter().take_while(is_bullet).count().min(1)..];
    let n_spoken =
        words.iter().filter(|index| letters(**index).contains(char::is_alphabetic)).count();
    let is_digit = |letter: char| letter.is_ascii_digit();
    // The groups of a number keep their own white.
    let is_number = |pair: &[u32]| {
        letters(pair[0]).ends_with(is_digit) && letters(pair[1]).starts_with(is_digit)
    };
    let (least, most) = words
        .windows(2)
        .filter(|pair| !is_number(pair))
        .map(|pair| gap(word(pair[0]), word(pair[1])))
        .fold((f32::MAX, f32::MIN), |(least, most), gap| (least.min(gap), most.max(gap)));
    let is_even = most - least <= EVEN * row.size && most <= WIDEST * row.size;
    (words.len() > 1 && is_even && n_spoken * 2 >= words.len()).then(|| Line {
        x0: word(words[0]).rect.x0,
        x1: row.rect.x1,
        words: words.len(),
    })
}

#[cfg(test)]
mod tests {
    use super::super::super::rows::rows;
    use super::super::super::tests::page;
    use super::super::segments::segments;
    use super::*;

    /// How many segments each row has; words are five points a letter.
    #[track_caller]
    fn check(words: &[(&str, f32, f32)], expected: &[usize]) {
        let page = page(words);
        let all: Vec<u32> = (0..page.words.len() as u32).collect();
        let rows = rows(&page, &all);
        let mut cut: Vec<Vec<Segment>> = rows.iter().map(|row| segments(&page, row)).collect();
        join(&page, &rows, &mut cut);
        assert_eq!(cut.iter().map(Vec::len).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn wide_spaces_of_one_width_part_nothing() {
        // Four words, 20 points between them.
        let four =
            [("ska", 0.0, 10.0), ("gälla", 35.0, 10.0), ("för", 80.0, 10.0), ("den", 115.0, 10.0)];
        check(&four, &[1]);
        // Two words that fill the width of the line below.
        let two = [
            ("nämnden", 0.0, 10.0),
            ("beslutar", 87.0, 10.0),
            ("att godkänna det förslag om", 0.0, 22.0),
        ];
        check(&two, &[1, 1]);
        let bullet = [
            ("•", 0.0, 10.0),
            ("att", 15.0, 10.0),
            ("godkänna", 102.0, 10.0),
            ("det förslag som nämnden har", 15.0, 22.0),
        ];
        check(&bullet, &[1, 1]);
    }

    #[test]
    fn cells_stay_apart() {
        let numbers =
            [("12", 0.0, 10.0), ("34", 40.0, 10.0), ("56", 80.0, 10.0), ("78", 120.0, 10.0)];
        check(&numbers, &[4]);
        let uneven = [
            ("Namn", 0.0, 10.0),
            ("Parti", 60.0, 10.0),
            ("Ort", 140.0, 10.0),
            ("Tid", 190.0, 10.0),
        ];
        check(&uneven, &[4]);
        let short = [
            ("Ordförande", 0.0, 10.0),
            ("Justerare", 120.0, 10.0),
            ("en rad som inte är lika lång som", 0.0, 22.0),
        ];
        check(&short, &[2, 1]);
    }
}
