//! Content bytes → [`Token`]s: numbers, names, strings, operators; no tree, no recursion.

mod drawing;

use std::borrow::Cow;
use std::ops::Range;

pub(super) use self::drawing::{Drawing, Step};
use super::escape::escaped;

/// One piece of a content stream (or of a CMap).
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Token<'a> {
    /// A number.
    Number(f32),
    /// A name without its slash, escapes as written; see [`name`].
    Name(&'a [u8]),
    /// A string, decoded into the scratch bytes.
    Text(Range<usize>),
    /// `[`
    Open,
    /// `]`
    Close,
    /// `<<`
    DictOpen,
    /// `>>`
    DictClose,
    /// `true`, `false`, `null`.
    Constant,
    /// Anything else that stands for itself.
    Operator(&'a [u8]),
}

/// Reads tokens one by one.
#[derive(Debug)]
pub(super) struct Tokens<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Tokens<'a> {
    /// Begins at the first byte.
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// The next token; strings are appended to `scratch`.
    pub(super) fn next(&mut self, scratch: &mut Vec<u8>) -> Option<Token<'a>> {
        loop {
            let byte = *self.bytes.get(self.at)?;
            self.at += 1;
            return Some(match byte {
                0 | b'\t' | b'\n' | 0x0c | b'\r' | b' ' => continue,
                b'%' => {
                    self.skip_while(|byte| byte != b'\n' && byte != b'\r');
                    continue;
                }
                b'/' => Token::Name(self.regular(self.at)),
                b'(' => self.literal(scratch),
                b'<' if self.peek() == Some(b'<') => self.two(Token::DictOpen),
                b'<' => self.hex(scratch),
                b'>' if self.peek() == Some(b'>') => self.two(Token::DictClose),
                b'[' => Token::Open,
                b']' => Token::Close,
                b'>' | b')' | b'{' | b'}' => continue,
                b'0'..=b'9' | b'+' | b'-' | b'.' => self.number(),
                _ => {
                    let word = self.regular(self.at - 1);
                    let is_constant =
                        word.len() >= 4 && matches!(word, b"true" | b"false" | b"null");
                    if is_constant { Token::Constant } else { Token::Operator(word) }
                }
            });
        }
    }

    /// Moves past the bytes of an inline image, whose `ID` was just read, and its `EI`.
    pub(super) fn skip_image(&mut self) {
        self.at += 1;
        while let Some(rest) = self.bytes.get(self.at..) {
            let Some(found) = rest.windows(2).position(|pair| pair == b"EI") else {
                self.at = self.bytes.len();
                return;
            };
            let end = self.at + found;
            self.at = end + 2;
            let stands_alone = end > 0
                && is_space(self.bytes[end - 1])
                && self.bytes.get(self.at).is_none_or(|&byte| is_space(byte));
            let after = &self.bytes[self.at..(self.at + 12).min(self.bytes.len())];
            let text_follows =
                after.iter().all(|&byte| is_space(byte) || (32..127).contains(&byte));
            if stands_alone && text_follows {
                return;
            }
        }
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn two(&mut self, token: Token<'a>) -> Token<'a> {
        self.at += 1;
        token
    }

    fn skip_while(&mut self, belongs: impl Fn(u8) -> bool) {
        let rest = &self.bytes[self.at.min(self.bytes.len())..];
        self.at += rest.iter().position(|&byte| !belongs(byte)).unwrap_or(rest.len());
    }

    fn regular(&mut self, start: usize) -> &'a [u8] {
        self.skip_while(|byte| KINDS[usize::from(byte)] & ENDS == 0);
        &self.bytes[start..self.at]
    }

    fn number(&mut self) -> Token<'a> {
        let start = self.at - 1;
        self.skip_while(|byte| KINDS[usize::from(byte)] & NUMERIC != 0);
        Token::Number(number(&self.bytes[start..self.at]))
    }

    fn literal(&mut self, scratch: &mut Vec<u8>) -> Token<'a> {
        let start = scratch.len();
        let mut depth = 0usize;
        while let Some(byte) = self.peek() {
            self.at += 1;
            match byte {
                b'\\' => scratch.extend(escaped(self.bytes, &mut self.at)),
                b')' if depth == 0 => break,
                _ => {
                    match byte {
                        b'(' => depth += 1,
                        b')' => depth -= 1,
                        _ => {}
                    }
                    scratch.push(byte);
                }
            }
        }
        Token::Text(start..scratch.len())
    }

    fn hex(&mut self, scratch: &mut Vec<u8>) -> Token<'a> {
        let start = scratch.len();
        let mut half = None;
        while let Some(byte) = self.peek() {
            self.at += 1;
            if byte == b'>' {
                break;
            }
            let Some(digit) = (byte as char).to_digit(16) else { continue };
            half = match half {
                None => Some(digit as u8),
                Some(high) => {
                    scratch.push(high << 4 | digit as u8);
                    None
                }
            };
        }
        scratch.extend(half.map(|high| high << 4));
        Token::Text(start..scratch.len())
    }
}

/// No number is larger.
const LARGEST: f32 = 1e12;
/// Digits beyond this are not counted.
const FULL: u64 = 1_000_000_000_000_000;
/// What the last digit counts, by how many stand behind the point.
const TENTHS: [f64; 20] = [
    1e0, 1e-1, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8, 1e-9, 1e-10, 1e-11, 1e-12, 1e-13, 1e-14,
    1e-15, 1e-16, 1e-17, 1e-18, 1e-19,
];

/// Reads a number as lenient readers do: a second sign or point ends it.
fn number(bytes: &[u8]) -> f32 {
    let (mut digits, mut negative) = (0, false);
    while let Some(sign @ (b'+' | b'-')) = bytes.get(digits) {
        negative |= *sign == b'-';
        digits += 1;
    }
    let (mut whole, mut scale, mut fraction) = (0u64, 0usize, false);
    for &byte in &bytes[digits..] {
        match byte {
            b'0'..=b'9' if whole >= FULL => {
                // What follows so many digits says nothing more, but how large the number is.
                if !fraction {
                    return if negative { -LARGEST } else { LARGEST };
                }
            }
            b'0'..=b'9' => {
                whole = whole * 10 + u64::from(byte - b'0');
                scale += usize::from(fraction);
            }
            b'.' if !fraction => fraction = true,
            _ => break,
        }
    }
    let scale = TENTHS[scale.min(TENTHS.len() - 1)];
    let value = (whole as i64 as f64 * scale).min(f64::from(LARGEST)) as f32;
    if negative { -value } else { value }
}

/// A name with its `#xx` escapes undone.
pub(super) fn name(raw: &[u8]) -> Cow<'_, [u8]> {
    if !raw.contains(&b'#') {
        return Cow::Borrowed(raw);
    }
    let mut out = Vec::with_capacity(raw.len());
    let mut rest = raw;
    while let Some((&byte, after)) = rest.split_first() {
        let digits = after.get(..2).and_then(|two| std::str::from_utf8(two).ok());
        match digits.and_then(|two| u8::from_str_radix(two, 16).ok()) {
            Some(escaped) if byte == b'#' => {
                out.push(escaped);
                rest = &after[2..];
            }
            _ => {
                out.push(byte);
                rest = after;
            }
        }
    }
    Cow::Owned(out)
}

/// Ends a word.
const ENDS: u8 = 1;
/// Belongs to numbers.
const NUMERIC: u8 = 2;
/// White space.
const SPACE: u8 = 4;
/// What each byte does.
const KINDS: [u8; 256] = {
    let mut kinds = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        if is_space(byte as u8) {
            kinds[byte] = ENDS | SPACE;
        } else if is_delimiter(byte as u8) {
            kinds[byte] = ENDS;
        } else if matches!(byte as u8, b'0'..=b'9' | b'.' | b'-' | b'+') {
            kinds[byte] = NUMERIC;
        }
        byte += 1;
    }
    kinds
};

const fn is_space(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 0x0c | b'\r' | b' ')
}

const fn is_delimiter(byte: u8) -> bool {
    matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Tokens set apart by spaces; strings in quotes.
    #[track_caller]
    fn check(content: &[u8], expected: &str) {
        let mut scratch = Vec::new();
        let mut tokens = Tokens::new(content);
        let mut told = Vec::new();
        while let Some(token) = tokens.next(&mut scratch) {
            told.push(match token {
                Token::Number(number) => number.to_string(),
                Token::Name(raw) => format!("/{}", String::from_utf8_lossy(&name(raw))),
                Token::Text(range) => format!("{:?}", String::from_utf8_lossy(&scratch[range])),
                Token::Operator(b"ID") => {
                    tokens.skip_image();
                    "image".to_owned()
                }
                Token::Operator(word) => String::from_utf8_lossy(word).into_owned(),
                other => format!("{other:?}"),
            });
        }
        assert_eq!(told.join(" "), expected);
    }

    #[test]
    fn reads_operands_and_operators() {
        check(b"/F1 12 Tf[(A)-20.5(B)]TJ", "/F1 12 Tf Open \"A\" -20.5 \"B\" Close TJ");
        check(b"BT%note\n1 0 0 1 .5 -.25 Tm", "BT 1 0 0 1 0.5 -0.25 Tm");
        check(b"/P <</MCID 3/X null>> BDC", "/P DictOpen /MCID 3 /X Constant DictClose BDC");
        check(b"(a)' 1 2(b)\"", "\"a\" ' 1 2 \"b\" \"");
    }

    #[test]
    fn reads_strings_as_the_norm_says() {
        check(br"(a\(b\)(c)\\\101\n)", "\"a(b)(c)\\\\A\\n\"");
        check(b"(a\\\r\nb)", "\"ab\"");
        check(b"<48 65 6A4>", "\"Hej@\"");
        check(b"(open", "\"open\"");
        check(b"/A#20B", "/A B");
    }

    #[test]
    fn is_lenient_about_numbers_and_strays() {
        check(b"--5 1.2.3 4-3 + ) > }", "-5 1.2 4 0");
    }

    #[test]
    fn an_inline_image_is_passed_over() {
        check(b"BI /W 1 ID \xffEI\x00(x EI Q 1 w", "BI /W 1 image Q 1 w");
        check(b"BI ID never ends", "BI image");
    }
}
