//! Letters set apart (`P R O T O K O L L`) → the words they spell.

use crate::model::{Page, Turn, Word};

/// Fewer single letters in a row are left alone.
const FEWEST: usize = 4;

/// Joins runs of single letters that stand evenly apart.
pub(super) fn mend(page: &mut Page) {
    let is_single = |word: &Word| {
        let mut letters = page.letters(word).chars();
        let single = letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none();
        single && word.turn == Turn::Upright
    };
    let mut joined = Vec::new();
    let mut at = 0;
    while at < page.words.len() {
        let mut end = at;
        while end < page.words.len()
            && is_single(&page.words[end])
            && (end == at || follows(&page.words[end - 1], &page.words[end]))
        {
            end += 1;
        }
        if end - at >= FEWEST && is_written_as_a_word(page, &page.words[at..end]) {
            joined.extend(
                words_of_run(&page.words[at..end])
                    .into_iter()
                    .map(|(from, to)| (at + from, at + to)),
            );
        }
        at = end.max(at + 1);
    }
    if !joined.is_empty() {
        join(page, &joined);
    }
}

/// All capitals, or none after the first.
fn is_written_as_a_word(page: &Page, run: &[Word]) -> bool {
    let is_capital = |word: &Word| page.letters(word).starts_with(char::is_uppercase);
    run.iter().all(is_capital) || !run[1..].iter().any(is_capital)
}

fn follows(before: &Word, word: &Word) -> bool {
    let gap = word.rect.x0 - before.rect.x1;
    let size = word.size.max(0.1);
    (word.baseline - before.baseline).abs() < 0.1 * size
        && (word.size - before.size).abs() < 0.1 * size
        && (0.0..1.6 * size).contains(&gap)
}

/// Ranges of letters that make words: a gap much wider than the usual one parts them.
fn words_of_run(run: &[Word]) -> Vec<(usize, usize)> {
    let gap = |pair: &[Word]| pair[1].rect.x0 - pair[0].rect.x1;
    let mut gaps: Vec<f32> = run.windows(2).map(gap).collect();
    gaps.sort_by(f32::total_cmp);
    let usual = gaps[gaps.len() / 2];
    let size = run[0].size;
    let even = usual < 0.9 * size && gaps[gaps.len() / 4] > 0.6 * usual;
    if !even {
        return Vec::new();
    }
    let mut words = Vec::new();
    let mut start = 0;
    for (at, pair) in run.windows(2).enumerate() {
        if gap(pair) > 1.7 * usual + 0.05 * size {
            words.push((start, at + 1));
            start = at + 1;
        }
    }
    words.push((start, run.len()));
    words.retain(|(start, end)| end - start > 1);
    words
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
        let mut page = Page::default();
        for &(letters, x) in words {
            let start = page.text.len() as u32;
            page.text.push_str(letters);
            let width = 5.0 * letters.chars().count() as f32;
            page.words.push(Word {
                text: start..page.text.len() as u32,
                rect: Rect { x0: x, y0: 0.0, x1: x + width, y1: 10.0 },
                baseline: 8.0,
                size: 10.0,
                bold: false,
                italic: false,
                visible: true,
                spaced: true,
                turn: Turn::Upright,
                mark: None,
                artifact: false,
            });
        }
        mend(&mut page);
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
    fn leaves_lists_and_numbers_alone() {
        check(&[("S", 0.0), ("M", 8.0), ("V", 16.0)], &["S", "M", "V"]);
        check(&[("a", 0.0), ("A", 8.0), ("b", 16.0), ("B", 24.0)], &["a", "A", "b", "B"]);
        check(&[("1", 0.0), ("2", 8.0), ("3", 16.0), ("4", 24.0)], &["1", "2", "3", "4"]);
        check(&[("S", 0.0), ("M", 40.0), ("V", 80.0), ("C", 120.0)], &["S", "M", "V", "C"]);
    }
}
