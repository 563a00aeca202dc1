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
    if let Some(folded) = plainly_folded(word) {
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

/// Folds a word of ASCII and å, ä and ö.
fn plainly_folded(word: &str) -> Option<String> {
    let mut folded = String::with_capacity(word.len());
    for letter in word.chars() {
        folded.push(match letter {
            _ if letter.is_ascii() => letter.to_ascii_lowercase(),
            'å' | 'ä' | 'ö' => letter,
            'Å' => 'å',
            'Ä' => 'ä',
            'Ö' => 'ö',
            _ => return None,
        });
    }
    shorten(&mut folded);
    Some(folded)
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
fn words(text: &str) -> Vec<Range<usize>> {
    let mut ranges = Vec::with_capacity(text.len() / 6);
    let mut at = 0;
    while at < text.len() {
        let n_spaces = text.as_bytes()[at..].iter().take_while(|byte| is_space(byte)).count();
        let start = at + n_spaces;
        let end = text.as_bytes()[start..].iter().position(is_space);
        let end = end.map_or(text.len(), |length| start + length);
        let n_before = ranges.len();
        if !add_plain(&text[start..end], start, &mut ranges) {
            ranges.truncate(n_before);
            // A mark that stands alone belongs to the spaces before it.
            add_bounded(&text[at..end], at, &mut ranges);
        }
        at = end;
    }
    ranges
}

fn is_space(byte: &u8) -> bool {
    matches!(byte, b' ' | b'\n' | b'\r' | b'\t' | 0x0b | 0x0c)
}

/// Adds the words of a piece without spaces; false when they cannot be told without Unicode's tables.
fn add_plain(piece: &str, start: usize, ranges: &mut Vec<Range<usize>>) -> bool {
    let bytes = piece.as_bytes();
    let mut word: Option<usize> = None;
    let mut at = 0;
    while at < bytes.len() {
        let (sign, length) = sign(&bytes[at..]);
        match sign {
            Sign::Letter => {
                word.get_or_insert(at);
                at += length;
                continue;
            }
            Sign::Other => return false,
            // Between letters or digits it parts no word by Unicode's rules.
            Sign::Joint
                if word.is_some()
                    && bytes.get(at + 1).is_some_and(|next| !next.is_ascii_punctuation()) =>
            {
                return false;
            }
            Sign::Joint | Sign::Apart | Sign::Paragraph => {}
        }
        ranges.extend(word.take().map(|word| start + word..start + at));
        if matches!(sign, Sign::Paragraph) {
            ranges.push(start + at..start + at + length);
        }
        at += length;
    }
    ranges.extend(word.map(|word| start + word..start + at));
    true
}

/// What a sign is to the bounds of words.
enum Sign {
    /// A letter or digit.
    Letter,
    /// It may stand within a word or a number.
    Joint,
    /// It never does.
    Apart,
    /// "§"
    Paragraph,
    Other,
}

/// The first sign and its bytes.
fn sign(bytes: &[u8]) -> (Sign, usize) {
    match bytes {
        [byte, ..] if byte.is_ascii_alphanumeric() => (Sign::Letter, 1),
        [b'.' | b':' | b'\'' | b',' | b';', ..] => (Sign::Joint, 1),
        [b'_', ..] => (Sign::Other, 1),
        [byte, ..] if byte.is_ascii_punctuation() => (Sign::Apart, 1),
        [0xc3, 0x97 | 0xb7, ..] => (Sign::Other, 2),
        // À to ÿ
        [0xc3, _, ..] => (Sign::Letter, 2),
        [0xc2, 0xa7, ..] => (Sign::Paragraph, 2),
        // No-break space; dashes, “, ” and •.
        [0xc2, 0xa0, ..] => (Sign::Apart, 2),
        [0xe2, 0x80, 0x93 | 0x94 | 0x9c | 0x9d | 0xa2, ..] => (Sign::Apart, 3),
        _ => (Sign::Other, 1),
    }
}

/// Adds the words of a piece of any letters.
fn add_bounded(piece: &str, start: usize, ranges: &mut Vec<Range<usize>>) {
    for (at, segment) in piece.split_word_bound_indices() {
        let is_plain = segment.bytes().all(|byte| byte.is_ascii_alphanumeric());
        if segment == "§" || is_plain {
            ranges.push(start + at..start + at + segment.len());
        } else if segment.chars().any(char::is_alphanumeric) {
            cut(segment, start + at, ranges);
        }
    }
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
    fn plain_pieces_are_cut_as_any_others() {
        let signs = [
            "a", "Z", "7", "å", "É", ".", ":", "'", ",", ";", "_", "-", "(", "/", "\"", "§", "–",
            "”", "\u{a0}", " ", "\n", "\r", "×", "\u{301}", "\u{345}", "\u{ad}", "’", "½", "я",
            "か", "٣", "ß",
        ];
        let mut state = 0x9e37_79b9_u32;
        for _ in 0..100_000 {
            let mut text = String::new();
            for _ in 0..state % 9 {
                state ^= state << 13;
                state ^= state >> 17;
                state ^= state << 5;
                text.push_str(signs[state as usize % signs.len()]);
            }
            state = state.wrapping_add(0x61c8_8647);
            let mut expected = Vec::new();
            add_bounded(&text, 0, &mut expected);
            assert_eq!(words(&text), expected, "{text:?}");
        }
    }

    #[test]
    fn nothing_breaks_it() {
        check("", &[]);
        check("\u{301}\u{ad}--- … ½", &["12"]);
        let long = "å".repeat(5_000);
        assert_eq!(tokens(&long)[0].word.len(), MAX_WORD_BYTES);
    }
}
