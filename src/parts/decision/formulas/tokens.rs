//! A sentence → its words, but for what stands in parentheses and quotation marks.

use std::ops::Range;

/// A word, and what stands before it.
pub(super) struct Token<'a> {
    /// As printed.
    pub(super) text: &'a str,
    /// Where it begins.
    pub(super) start: usize,
    /// A comma or a semicolon before it.
    pub(super) after_comma: bool,
}

/// The words of `sentence`; what stands in parentheses or quotation marks is left out.
pub(super) fn tokens(sentence: &str) -> Vec<Token<'_>> {
    let masked = masked(sentence);
    let mut mask = masked.iter().peekable();
    let mut tokens = Vec::new();
    let mut after_comma = false;
    let mut start = 0;
    for piece in sentence.split_inclusive(' ') {
        let piece_start = start;
        start += piece.len();
        while mask.next_if(|range| range.end <= piece_start).is_some() {}
        if let Some(range) = mask.peek().filter(|range| range.contains(&piece_start)) {
            after_comma |=
                sentence.get(range.end..start).is_some_and(|tail| tail.contains([',', ';']));
            continue;
        }
        let word = piece.trim_end_matches(|letter: char| !letter.is_alphanumeric());
        let inner = word.trim_start_matches(|letter: char| !letter.is_alphanumeric());
        let tail = &piece[word.len()..];
        if !inner.is_empty() {
            tokens.push(Token {
                text: inner,
                start: piece_start + word.len() - inner.len(),
                after_comma,
            });
            after_comma = false;
        }
        after_comma |= tail.contains([',', ';']);
    }
    tokens
}

/// What stands in parentheses or quotation marks, marks included.
fn masked(sentence: &str) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let mut open: Option<(usize, char)> = None;
    for (at, letter) in sentence.char_indices() {
        match open {
            Some((start, close)) if letter == close => {
                ranges.push(start..at + letter.len_utf8());
                open = None;
            }
            Some(_) => {}
            None => {
                open = match letter {
                    '(' => Some((at, ')')),
                    '"' => Some((at, '"')),
                    '”' | '“' => Some((at, '”')),
                    '«' => Some((at, '»')),
                    '»' => Some((at, '»')),
                    _ => None,
                }
            }
        }
    }
    ranges
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(sentence: &str, expected: &[&str]) {
        let words: Vec<_> = tokens(sentence).into_iter().map(|token| token.text).collect();
        assert_eq!(words, expected);
    }

    #[test]
    fn marks_are_no_words() {
        check("Eva Ek (S), \"ja\" – antas.", &["Eva", "Ek", "antas"]);
        check("en ”öppen (aldrig stängd", &["en", "öppen", "aldrig", "stängd"]);
    }

    #[test]
    fn a_comma_is_seen_from_the_next_word() {
        let words = tokens("Planen (bilaga 2), antas");
        assert!(words[1].after_comma);
    }
}
