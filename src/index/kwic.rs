//! A text and [`Needle`]s → [`Kwic`]: the match in its context.

use std::ops::Range;

use serde::Serialize;
use unicode_segmentation::UnicodeSegmentation;

use super::needle::Needle;
use super::stem::stem;
use crate::swedish::tokens::Token;

/// Letters shown before a match.
const LEFT: usize = 70;

/// Letters shown after it.
const RIGHT: usize = 130;

/// Letters shown of a match that is longer than a line can be.
const LONGEST: usize = 400;

/// *Key word in context*: a match and what stands around it, on one line.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Kwic {
    /// What stands before.
    pub left: String,
    /// The match.
    #[serde(rename = "match")]
    pub matched: String,
    /// What stands after.
    pub right: String,
}

/// The first match of the first needle that is there, as tokens, and how many matches there are of all needles.
pub(super) fn find(tokens: &[Token], needles: &[Needle]) -> (Option<Range<usize>>, usize) {
    let mut first = None;
    let mut count = 0;
    let stems: Vec<String> =
        if needles.iter().any(|needle| matches!(needle, Needle::Stem(_) | Needle::Compound(_))) {
            tokens.iter().map(|token| stem(&token.word)).collect()
        } else {
            Vec::new()
        };
    for needle in needles {
        for at in 0..tokens.len() {
            let n_words = match needle {
                Needle::Phrase(words) => {
                    let here = tokens[at..].iter().map(|token| &token.word);
                    let is_here =
                        at + words.len() <= tokens.len() && here.zip(words).all(|(a, b)| a == b);
                    is_here.then_some(words.len())
                }
                Needle::Near(words, slop) => near(&tokens[at..], words, *slop),
                Needle::Stem(stem) => (stems[at] == *stem).then_some(1),
                Needle::Compound(all) => all.contains(&stems[at]).then_some(1),
                Needle::Prefix(prefix) => tokens[at].word.starts_with(prefix.as_str()).then_some(1),
            };
            if let Some(n_words) = n_words.filter(|&n_words| n_words > 0) {
                count += 1;
                first.get_or_insert(at..at + n_words);
            }
        }
    }
    (first, count)
}

/// How many tokens the words take, which begin with the first token and have no more than `slop` others between them.
fn near(tokens: &[Token], words: &[String], slop: u32) -> Option<usize> {
    let mut at = 0;
    for (nth, word) in words.iter().enumerate() {
        let others = if nth == 0 { 0 } else { slop as usize + nth - at };
        let within = tokens.get(at..(at + others + 1).min(tokens.len()))?;
        at += within.iter().position(|token| token.word == *word)? + 1;
    }
    Some(at)
}

/// The bytes `range` of `text` in their context.
pub(super) fn kwic(text: &str, range: Range<usize>) -> Kwic {
    let before = text.get(..range.start).unwrap_or_default();
    let matched = text.get(range.clone()).unwrap_or_default();
    let after = text.get(range.end..).unwrap_or_default();
    Kwic {
        left: last(&folded(tail(before, LEFT * 8)), LEFT),
        matched: first(&folded(head(matched, LONGEST * 8)), LONGEST),
        right: first(&folded(head(after, RIGHT * 8)), RIGHT),
    }
}

/// The bytes `matched` of `text`, and all of `range` around them.
pub(super) fn whole(text: &str, range: Range<usize>, matched: Range<usize>) -> Kwic {
    let part = |from: usize, to: usize| folded(text.get(from..to).unwrap_or_default());
    Kwic {
        left: part(range.start, matched.start).trim_start().to_owned(),
        matched: part(matched.start, matched.end),
        right: part(matched.end, range.end).trim_end().to_owned(),
    }
}

/// Enough of the end, cheaply; white space may be most of it.
fn tail(text: &str, n_bytes: usize) -> &str {
    &text[text.ceil_char_boundary(text.len().saturating_sub(n_bytes))..]
}

fn head(text: &str, n_bytes: usize) -> &str {
    &text[..text.floor_char_boundary(n_bytes)]
}

/// On one line: white space is one space, a word cut at a line's end is whole, control characters are gone.
fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for letter in text.chars() {
        if letter.is_whitespace() {
            if !folded.ends_with(' ') {
                folded.push(' ');
            }
        } else if letter != '\u{ad}' && !is_dangerous(letter) {
            folded.push(letter);
        }
    }
    folded
}

/// Control characters, and those that turn the direction of a line.
fn is_dangerous(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}')
}

/// The first `n_letters` letters as a person counts them, cut before a word where one is near.
fn first(text: &str, n_letters: usize) -> String {
    let Some((cut, _)) = text.grapheme_indices(true).nth(n_letters) else { return text.to_owned() };
    let kept = &text[..cut];
    let word_start = kept.rfind(' ').filter(|&space| space + 40 > cut).unwrap_or(cut);
    format!("{} …", kept[..word_start].trim_end())
}

fn last(text: &str, n_letters: usize) -> String {
    let n_graphemes = text.graphemes(true).count();
    let Some(skipped) = n_graphemes.checked_sub(n_letters).filter(|&n| n > 0) else {
        return text.trim_start().to_owned();
    };
    let cut = text.grapheme_indices(true).nth(skipped).map_or(0, |(at, _)| at);
    let kept = &text[cut..];
    let word_start = kept.find(' ').filter(|&space| space < 40).map_or(0, |space| space + 1);
    format!("… {}", &kept[word_start..])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::swedish::tokens::tokens;

    fn phrase(words: &str) -> Needle {
        Needle::Phrase(words.split(' ').map(str::to_owned).collect())
    }

    #[track_caller]
    fn check(text: &str, needle: Needle, expected: &str) {
        let tokens = tokens(text);
        let (range, _) = find(&tokens, &[needle]);
        let range = range.expect("it is there");
        let bytes = tokens[range.start].range.start..tokens[range.end - 1].range.end;
        let kwic = kwic(text, bytes);
        assert_eq!(format!("{}[{}]{}", kwic.left, kwic.matched, kwic.right), expected);
    }

    #[test]
    fn the_phrase_is_marked_not_its_words() {
        check(
            "Direktionen har mötts. Direktionen föreslås\n   besluta\natt anta planen",
            phrase("direktionen föreslås besluta"),
            "Direktionen har mötts. [Direktionen föreslås besluta] att anta planen",
        );
    }

    #[test]
    fn inflections_and_prefixes() {
        let stem = Needle::Stem(stem("kommuner"));
        check("alla kommunerna i länet", stem, "alla [kommunerna] i länet");
        let prefix = Needle::Prefix("flykting".to_owned());
        check("om flyktingmottagning", prefix, "om [flyktingmottagning]");
    }

    #[test]
    fn cut_between_letters_as_a_person_counts() {
        let family = "👩‍👩‍👧".repeat(200);
        let text = format!("{family} ordet {family}");
        let (left, right) = (text.find("ordet").expect("it is there"), family.len() + 6);
        let kwic = kwic(&text, left..right);
        assert!(kwic.left.ends_with("👩‍👩‍👧 "));
        assert_eq!(kwic.matched, "ordet");
    }

    #[test]
    fn nothing_that_moves_the_cursor_is_shown() {
        let kwic = kwic("\u{1b}[31mröd\u{202e} text", 0..3);
        assert!(!format!("{kwic:?}").contains("\\u{1b}"));
        assert!(!kwic.right.contains('\u{202e}'));
    }
}
