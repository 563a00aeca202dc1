//! Pages without breaks → what repeats at their heads and feet.

use std::ops::Range;
use std::sync::LazyLock;

use crate::model::Line;
use crate::swedish::Pattern;

/// Words that make a repeated head or foot, at least.
const WORDS: usize = 2;
/// Words of a head or foot, at most.
const MOST_WORDS: usize = 40;

/// "2 (7)", "2(7)": the number of a page, of so many.
static COUNT: LazyLock<Pattern> =
    LazyLock::new(|| Pattern::new(r"\b(\d{1,3}) ?\((\d{1,3})\)").expect("a constant pattern"));

/// For each line, the bytes that repeat the head or foot of the page before; the first head stays.
pub(super) fn repeated(lines: &[Line]) -> Vec<Vec<Range<usize>>> {
    let mut repeated: Vec<Vec<Range<usize>>> =
        lines.iter().map(|line| within(&line.text)).collect();
    let pages: Vec<usize> = (0..lines.len()).filter(|&at| super::is_lost(&lines[at])).collect();
    for pair in pages.windows(2) {
        let (before, this) = (&lines[pair[0]].text, &lines[pair[1]].text);
        let head = prefix(before.split(' '), this.split(' '), WORDS);
        let foot = prefix(before.rsplit(' '), this.rsplit(' '), WORDS);
        if head + foot < this.len() {
            repeated[pair[1]].extend([0..head, this.len() - foot..this.len()]);
            let of_before = prefix(this.rsplit(' '), before.rsplit(' '), WORDS);
            repeated[pair[0]].push(before.len() - of_before..before.len());
        }
    }
    repeated
}

/// The heads and feet around the page numbers inside one line, where several pages stand on it.
fn within(text: &str) -> Vec<Range<usize>> {
    let mut pages: Vec<(Range<usize>, &str, u32)> = Vec::new();
    for found in COUNT.captures_iter(text) {
        let (Some(whole), Some(number), Some(all)) = (found.get(0), found.get(1), found.get(2))
        else {
            continue;
        };
        let Ok(number) = number.as_str().parse() else { continue };
        let counts_on =
            pages.last().is_none_or(|(_, of, last)| *of == all.as_str() && number == *last + 1);
        if counts_on {
            pages.push((whole.range(), all.as_str(), number));
        }
    }
    let mut repeated = Vec::new();
    for at in 1..pages.len() {
        // The first page's head stays, so the second is compared with the third where there is one.
        let other = if at + 1 < pages.len() { at + 1 } else { at - 1 };
        let (this, that) = (&pages[at].0, &pages[other].0);
        let (head, other_head) = (text[..this.start].trim_end(), text[..that.start].trim_end());
        let (tail, other_tail) = (text[this.end..].trim_start(), text[that.end..].trim_start());
        let before = prefix(other_head.rsplit(' '), head.rsplit(' '), 1);
        // A paragraph is none of the head.
        let is_head = |word: &&str| !word.starts_with('§');
        let behind = prefix(other_tail.split(' '), tail.split(' ').take_while(is_head), 1);
        let start = (this.start.saturating_sub(before + 1)).max(pages[at - 1].0.end);
        let end = (this.end + behind + 1).min(text.len());
        repeated.push(text.ceil_char_boundary(start)..text.floor_char_boundary(end));
    }
    repeated
}

/// The bytes of `this` that its first words, the same as those of `before` but for a page's number, fill.
fn prefix<'t>(
    before: impl Iterator<Item = &'t str>,
    this: impl Iterator<Item = &'t str>,
    enough: usize,
) -> usize {
    let same = |(a, b): &(&str, &str)| a == b || (is_count(a) && is_count(b));
    let words: Vec<&str> =
        before.zip(this).take(MOST_WORDS).take_while(same).map(|(_, word)| word).collect();
    if words.iter().filter(|word| !is_count(word)).count() < enough {
        return 0;
    }
    words.iter().map(|word| word.len() + 1).sum::<usize>() - 1
}

/// A page's number: "2", "(4)", "2(4)".
fn is_count(word: &str) -> bool {
    let is_part = |byte: u8| byte.is_ascii_digit() || b"()/".contains(&byte);
    !word.is_empty() && word.len() <= 7 && word.bytes().all(is_part)
}
