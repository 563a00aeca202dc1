//! Running text → [`Token`]s: the words that a search compares.
//!
//! Letters are folded, but å, ä and ö stay what they are: lån, län and lan are three words.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;

/// Raised whenever the same text gives other tokens.
pub const TOKENS_VERSION: u32 = 1;

/// Words longer than this, in bytes, are compared by their beginning.
const MAX_WORD_BYTES: usize = 128;

/// After these, a hyphen at the end of a line stands for the rest of a compound: "kommun-\noch landsting".
const CONJUNCTIONS: [&str; 8] =
    ["och", "eller", "samt", "resp", "respektive", "men", "till", "alternativt"];

/// One word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// The word, folded.
    pub word: String,
    /// Bytes in the text.
    pub range: Range<usize>,
}

/// The words of `text`: letters and digits, and "§"; a word cut by a line break is one word.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::with_capacity(text.len() / 6);
    for range in words(text) {
        let word = fold(&text[range.clone()]);
        if word.is_empty() {
            continue;
        }
        match tokens.last_mut() {
            Some(last) if continues(text, last, &range, &word) => {
                last.word.push_str(&word);
                last.range.end = range.end;
                shorten(&mut last.word);
            }
            _ => tokens.push(Token { word, range }),
        }
    }
    tokens
}

/// Folds one word: NFC, lower case, accents off but for å, ä and ö.
pub fn fold(word: &str) -> String {
    if word.is_ascii() {
        let mut folded = word.to_ascii_lowercase();
        shorten(&mut folded);
        return folded;
    }
    let mut folded = String::with_capacity(word.len());
    for letter in word.nfc().flat_map(char::to_lowercase) {
        match letter {
            'å' | 'ä' | 'ö' => folded.push(letter),
            _ if letter.is_ascii() => folded.push(letter),
            _ => folded.extend(std::iter::once(letter).nfkd().filter(|&part| is_letter(part))),
        }
    }
    shorten(&mut folded);
    folded
}

/// Folds a name or a phrase: its words, one space between them.
pub fn fold_all(text: &str) -> String {
    let words: Vec<String> = tokens(text).into_iter().map(|token| token.word).collect();
    words.join(" ")
}

fn is_letter(part: char) -> bool {
    !is_combining_mark(part) && (part.is_alphanumeric() || part == '§')
}

fn shorten(word: &mut String) {
    if word.len() > MAX_WORD_BYTES {
        word.truncate(word.floor_char_boundary(MAX_WORD_BYTES));
    }
}

/// Where the words stand. Unicode's word bounds, cut further at "." and ":" that touch a letter ("EU:s", "t.ex").
fn words(text: &str) -> impl Iterator<Item = Range<usize>> {
    text.split_word_bound_indices().flat_map(|(start, segment)| {
        let mut ranges = Vec::with_capacity(1);
        let is_plain = segment.bytes().all(|byte| byte.is_ascii_alphanumeric());
        if segment == "§" || is_plain {
            ranges.push(start..start + segment.len());
        } else if segment.chars().any(char::is_alphanumeric) {
            cut(segment, start, &mut ranges);
        }
        ranges
    })
}

fn cut(segment: &str, start: usize, ranges: &mut Vec<Range<usize>>) {
    let mut word_start = 0;
    let mut before = None;
    let mut letters = segment.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let joins = matches!(letter, '.' | ':' | '\'' | '’' | '_' | '·' | ',' | ';');
        let after = letters.peek().map(|&(_, next)| next);
        let is_digit = |side: Option<char>| side.is_some_and(|side| side.is_ascii_digit());
        let inside_number = matches!(letter, '.' | ',') && is_digit(before) && is_digit(after);
        if joins && !inside_number {
            if word_start < at {
                ranges.push(start + word_start..start + at);
            }
            word_start = at + letter.len_utf8();
        }
        before = Some(letter);
    }
    if word_start < segment.len() {
        ranges.push(start + word_start..start + segment.len());
    }
}

/// True when the word at `range` is the rest of `last`, cut by a hyphen at the end of a line.
fn continues(text: &str, last: &Token, range: &Range<usize>, word: &str) -> bool {
    let Some(gap) = text.get(last.range.end..range.start) else { return false };
    let mut gap = gap.chars();
    let hyphen = matches!(gap.next(), Some('-' | '\u{ad}' | '\u{2010}'));
    if !hyphen {
        return false;
    }
    let mut breaks = false;
    for letter in gap {
        if !letter.is_whitespace() {
            return false;
        }
        breaks |= letter == '\n';
    }
    let head = &text[last.range.clone()];
    let is_word = head.chars().all(char::is_alphabetic) && head.chars().any(char::is_lowercase);
    let goes_on = text[range.clone()].starts_with(char::is_lowercase);
    breaks && is_word && goes_on && !CONJUNCTIONS.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found = tokens(text);
        let words: Vec<&str> = found.iter().map(|token| token.word.as_str()).collect();
        assert_eq!(words, expected, "{text:?}");
        for token in &found {
            assert!(text.get(token.range.clone()).is_some());
        }
    }

    #[test]
    fn letters_are_folded_but_not_swedish_ones() {
        check("LÅN Län lan", &["lån", "län", "lan"]);
        check("Armén på idé, Müller", &["armen", "på", "ide", "muller"]);
        check("a\u{30a}tga\u{308}rd", &["åtgärd"]);
        check("o\u{fb03}ciell e\u{301}n", &["officiell", "en"]);
    }

    #[test]
    fn signs_and_numbers() {
        check("§ 45, §45 och §§ 4-5", &["§", "45", "§", "45", "och", "§", "§", "4", "5"]);
        check("Dnr KS/2014:417", &["dnr", "ks", "2014", "417"]);
        check("1 250 000 kr, 1,5 mnkr", &["1", "250", "000", "kr", "1,5", "mnkr"]);
        check("kl. 09.00", &["kl", "09.00"]);
        check("EU:s bl.a. plan_2014.pdf", &["eu", "s", "bl", "a", "plan", "2014", "pdf"]);
    }

    #[test]
    fn a_word_cut_at_the_line_end_is_one_word() {
        check("att åter-\n  remittera", &["att", "återremittera"]);
        check("lands\u{ad}ting", &["landsting"]);
        check("kommun-\noch landstingsval", &["kommun", "och", "landstingsval"]);
        check("IT-\navdelning", &["it", "avdelning"]);
        check("Göteborg-\nMalmö", &["göteborg", "malmö"]);
        check("2011-\n2014", &["2011", "2014"]);
    }

    #[test]
    fn nothing_breaks_it() {
        check("", &[]);
        check("\u{301}\u{ad}--- … ½", &["12"]);
        let long = "å".repeat(5_000);
        assert_eq!(tokens(&long)[0].word.len(), MAX_WORD_BYTES);
    }
}
