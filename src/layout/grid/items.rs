//! A line → its words and numbers, one after the other.

use std::ops::Range;

use crate::swedish::numbers::cell_number;

/// Groups of digits that a number may have behind its first.
const MAX_GROUPS: usize = 5;

/// A word, or a number with its groups, sign and unit.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Item {
    /// Bytes of the text.
    pub(super) range: Range<usize>,
    /// Blanks before it.
    pub(super) blanks: usize,
    pub(super) is_number: bool,
}

/// The items of `text`; `None` where a dash may be a sign or a mark of a list.
pub(super) fn items(text: &str) -> Option<Vec<Item>> {
    let words = words(text);
    let mut items = Vec::with_capacity(words.len());
    let mut at = 0;
    while at < words.len() {
        let (range, blanks) = words[at].clone();
        let first = &text[range.clone()];
        let is_sign = matches!(first, "-" | "–" | "−");
        let n_words = number_len(text, &words[at..]);
        if is_sign && n_words > 0 && blanks < 2 {
            return None;
        }
        let n_taken = n_words.max(1);
        let end = words[at + n_taken - 1].0.end;
        items.push(Item { range: range.start..end, blanks, is_number: n_words > 0 });
        at += n_taken;
    }
    Some(items)
}

/// How many of `words`, from the first on, are one number: "8 465 600", "- 5 355,4", "12 %".
fn number_len(text: &str, words: &[(Range<usize>, usize)]) -> usize {
    let word = |at: usize| &text[words[at].0.clone()];
    let close = |at: usize| words.get(at).is_some_and(|(_, blanks)| *blanks == 1);
    let sign = usize::from(matches!(word(0), "-" | "–" | "−"));
    if sign == 1 && !close(1) || !word(sign).bytes().any(|byte| byte.is_ascii_digit()) {
        return 0;
    }
    let mut n_words = sign + 1;
    while n_words <= MAX_GROUPS && close(n_words) && is_group(word(n_words)) {
        n_words += 1;
    }
    let whole = |n: usize| &text[words[0].0.start..words[n - 1].0.end];
    if cell_number(whole(n_words)).is_none() {
        return 0;
    }
    let is_unit = |word: &str| matches!(word, "%" | "kr" | "kr." | "tkr" | "mkr" | "mnkr" | "st");
    if close(n_words) && is_unit(word(n_words)) { n_words + 1 } else { n_words }
}

/// Three digits that a blank parted from those before: "465", "600,5".
fn is_group(word: &str) -> bool {
    let digits = word.split(',').next().unwrap_or_default();
    digits.len() == 3 && word.bytes().all(|byte| byte.is_ascii_digit() || byte == b',')
}

/// Words parted by blanks, and the blanks before each.
fn words(text: &str) -> Vec<(Range<usize>, usize)> {
    let mut words = Vec::new();
    let (mut at, mut end) = (0, 0);
    for word in text.split(' ') {
        if !word.is_empty() {
            words.push((at..at + word.len(), at - end));
            end = at + word.len();
        }
        at += word.len() + 1;
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<&[&str]>) {
        let told = items(text).map(|items| {
            let tell = |item: Item| {
                let words = &text[item.range];
                if item.is_number { format!("#{words}") } else { words.to_owned() }
            };
            items.into_iter().map(tell).collect::<Vec<_>>()
        });
        let expected =
            expected.map(|items| items.iter().map(|item| (*item).to_owned()).collect::<Vec<_>>());
        assert_eq!(told, expected, "{text}");
    }

    #[test]
    fn numbers_keep_their_groups_signs_and_units() {
        check("Hyra 8 465 600  -5,5", Some(&["Hyra", "#8 465 600", "#-5,5"]));
        check("Hyra  - 5 355,4 12 % av", Some(&["Hyra", "#- 5 355,4", "#12 %", "av"]));
        check("97 procent (%) *", Some(&["#97", "procent", "(%)", "*"]));
        check("", Some(&[]));
    }

    #[test]
    fn what_looks_like_one_is_a_word() {
        check(
            "§ 37 kl 18.30-19.15 2031-01-12",
            Some(&["§", "#37", "kl", "18.30-19.15", "2031-01-12"]),
        );
        check("0331 Båt -", Some(&["0331", "Båt", "-"]));
    }

    #[test]
    fn a_dash_close_to_words_and_a_number_is_unclear() {
        check("Hyra - 5", None);
    }
}
