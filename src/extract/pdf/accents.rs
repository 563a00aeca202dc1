//! An accent drawn as a glyph of its own, and a letter → one letter.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{compose as compose_pair, is_combining_mark};

/// `first` and `second` as one letter, when one is an accent and the other can carry it.
pub(super) fn compose(first: &str, second: &str) -> Option<char> {
    if is_usual(first) && is_usual(second) {
        return None;
    }
    let (first, second) = (only(first)?, only(second)?);
    match (combining(first), combining(second)) {
        (None, Some(accent)) => compose_pair(base(first), accent),
        (Some(accent), None) => compose_pair(base(second), accent),
        _ => None,
    }
}

/// What most glyphs are, and no accent is.
fn is_usual(letters: &str) -> bool {
    matches!(letters.as_bytes(), [byte] if byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b',' | b'-'))
}

fn only(letters: &str) -> Option<char> {
    let mut chars = letters.chars();
    let letter = chars.next()?;
    if letters.len() > 4 || chars.next().is_some() {
        // A letter with its combining accent composes to one.
        let mut whole = letters.nfc();
        let letter = whole.next()?;
        return whole.next().is_none().then_some(letter);
    }
    Some(letter)
}

/// TeX sets accents over letters without a dot.
fn base(letter: char) -> char {
    match letter {
        'ı' => 'i',
        'ȷ' => 'j',
        letter => letter,
    }
}

/// The combining form of an accent.
fn combining(letter: char) -> Option<char> {
    Some(match letter {
        '`' | 'ˋ' => '\u{300}',
        '´' | 'ˊ' => '\u{301}',
        'ˆ' | '^' => '\u{302}',
        '˜' | '~' => '\u{303}',
        '¯' | 'ˉ' => '\u{304}',
        '˘' => '\u{306}',
        '˙' => '\u{307}',
        '¨' => '\u{308}',
        '˚' | '°' => '\u{30a}',
        '˝' => '\u{30b}',
        'ˇ' => '\u{30c}',
        '¸' => '\u{327}',
        _ if is_combining_mark(letter) => letter,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(first: &str, second: &str, expected: Option<char>) {
        assert_eq!(compose(first, second), expected);
    }

    #[test]
    fn composes_from_either_side() {
        check("a", "˚", Some('å'));
        check("¨", "O", Some('Ö'));
        check("´", "e", Some('é'));
        check("¨", "ı", Some('ï'));
        check("A", "\u{30a}", Some('Å'));
        check("q", "¨", None);
        check("a", "b", None);
        check("ab", "¨", None);
    }
}
