//! A simple font's codes → letters, by the encodings that PDF names.

use encoding_rs::{MACINTOSH, WINDOWS_1252};
use skrifa::raw::ps::PredefinedEncoding;

use super::names;

/// An encoding that needs no table in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Base {
    /// Windows' Latin letters.
    WinAnsi,
    /// Macintosh's Latin letters.
    MacRoman,
    /// Adobe's own for Latin fonts.
    Standard,
    /// Small capitals and old-style figures.
    MacExpert,
    /// The Symbol font's.
    Symbol,
    /// Zapf Dingbats'.
    Dingbats,
}

impl Base {
    /// The encoding that PDF calls `name`.
    pub(super) fn of_name(name: &[u8]) -> Option<Self> {
        Some(match name {
            b"WinAnsiEncoding" => Self::WinAnsi,
            b"MacRomanEncoding" => Self::MacRoman,
            b"StandardEncoding" => Self::Standard,
            b"MacExpertEncoding" => Self::MacExpert,
            _ => return None,
        })
    }

    /// The letters of `code`.
    pub(super) fn letters(self, code: u8) -> Option<String> {
        match self {
            Self::WinAnsi => one_byte(WINDOWS_1252, code).map(|letter| {
                // PDF's variant sets a bullet where Windows has nothing.
                if letter.is_control() { '•'.to_string() } else { letter.to_string() }
            }),
            Self::MacRoman => {
                one_byte(MACINTOSH, code).filter(|letter| !letter.is_control()).map(String::from)
            }
            Self::Standard => names::letters(PredefinedEncoding::Standard.name(code).as_bytes()),
            Self::MacExpert => names::letters(PredefinedEncoding::Expert.name(code).as_bytes()),
            Self::Symbol => symbol(code).map(String::from),
            Self::Dingbats => dingbat(code).map(String::from),
        }
    }
}

fn one_byte(encoding: &'static encoding_rs::Encoding, code: u8) -> Option<char> {
    if code < 32 {
        return None;
    }
    let bytes = [code];
    encoding.decode_without_bom_handling(&bytes).0.chars().next()
}

/// Greek letters and the signs that office programs take from the Symbol font.
fn symbol(code: u8) -> Option<char> {
    const CAPITALS: &str = "ΑΒΧ∆ΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ";
    const SMALL: &str = "αβχδεφγηιϕκλµνοπθρστυϖωξψζ";
    Some(match code {
        b'A'..=b'Z' => CAPITALS.chars().nth(usize::from(code - b'A'))?,
        b'a'..=b'z' => SMALL.chars().nth(usize::from(code - b'a'))?,
        b' '
        | b'!'
        | b'#'
        | b'%'
        | b'&'
        | b'('..=b')'
        | b'+'
        | b','
        | b'.'..=b'?'
        | b'['..=b']'
        | b'_' => char::from(code),
        0x2d => '−',
        0xa3 => '≤',
        0xa5 => '∞',
        0xab => '↔',
        0xac => '←',
        0xae => '→',
        0xb0 => '°',
        0xb1 => '±',
        0xb3 => '≥',
        0xb4 => '×',
        0xb7 => '•',
        0xb8 => '÷',
        0xb9 => '≠',
        0xbb => '≈',
        0xbc => '…',
        0xe5 => '∑',
        _ => return None,
    })
}

/// Zapf Dingbats: Unicode keeps the font's order, but for signs that it had already.
fn dingbat(code: u8) -> Option<char> {
    Some(match code {
        0x20 => ' ',
        0x25 => '☎',
        0x2a => '☛',
        0x2b => '☞',
        0x48 => '★',
        0x6c | 0x6d => '•',
        0x6e..=0x72 => '▪',
        0x73 => '▲',
        0x74 => '▼',
        0x75 => '◆',
        0x77 => '◗',
        0x21..=0x7e => char::from_u32(0x2700 + u32::from(code) - 0x20)?,
        0xa8 => '♣',
        0xa9 => '♦',
        0xaa => '♥',
        0xab => '♠',
        0xac..=0xb5 => char::from_u32(0x2460 + u32::from(code) - 0xac)?,
        0xd5 => '→',
        0xd6 => '↔',
        0xd7 => '↕',
        0xa1..=0xef | 0xf1..=0xfe => char::from_u32(0x2700 + u32::from(code) - 0x40)?,
        _ => return None,
    })
}

/// Letters as text wants them; see [`push_clean`].
pub(super) fn clean(letters: &str) -> Option<String> {
    let mut out = String::with_capacity(letters.len());
    push_clean(letters, &mut out).then_some(out)
}

/// Appends letters as text wants them: ligatures undone, a drawn soft hyphen a hyphen, every space a space, no
/// controls. False, and nothing appended, when the letters say that they are unknown.
pub(in super::super) fn push_clean(letters: &str, out: &mut String) -> bool {
    let before = out.len();
    for letter in letters.chars() {
        match letter {
            '!'..='~' | '¡'..='¬' | '®'..='ſ' => out.push(letter),
            '\u{fffd}' | '\0' => {
                out.truncate(before);
                return false;
            }
            '\u{fb00}' => out.push_str("ff"),
            '\u{fb01}' => out.push_str("fi"),
            '\u{fb02}' => out.push_str("fl"),
            '\u{fb03}' => out.push_str("ffi"),
            '\u{fb04}' => out.push_str("ffl"),
            '\u{fb05}' | '\u{fb06}' => out.push_str("st"),
            '\u{ad}' => out.push('-'),
            '\u{212b}' => out.push('Å'),
            // Office's own places for the Symbol and Wingdings fonts.
            '\u{f0b7}' | '\u{f06c}' => out.push('•'),
            '\u{f0a7}' => out.push('▪'),
            '\u{f0d8}' => out.push('➢'),
            '\u{f0fc}' => out.push('✓'),
            '\u{f02d}' => out.push('−'),
            '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{2064}'
            | '\u{feff}' => {}
            _ if letter.is_whitespace() => out.push(' '),
            _ if letter.is_control() => {}
            _ => out.push(letter),
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(base: Base, code: u8, expected: Option<&str>) {
        assert_eq!(base.letters(code).as_deref(), expected);
    }

    #[test]
    fn knows_the_latin_encodings() {
        check(Base::WinAnsi, 0xe5, Some("å"));
        check(Base::WinAnsi, 0x80, Some("€"));
        check(Base::WinAnsi, 0x95, Some("•"));
        check(Base::WinAnsi, 0x09, None);
        check(Base::MacRoman, 0x8c, Some("å"));
        check(Base::MacRoman, 0x9a, Some("ö"));
        check(Base::Standard, 0xa7, Some("§"));
        check(Base::Standard, 0xae, Some("\u{fb01}"));
        check(Base::Standard, 0xe5, None);
        check(Base::Symbol, 0xb7, Some("•"));
        check(Base::Dingbats, 0x34, Some("✔"));
        check(Base::Dingbats, 0x6e, Some("▪"));
    }

    #[test]
    fn cleans_letters() {
        assert_eq!(clean("e\u{fb03}cient").as_deref(), Some("efficient"));
        assert_eq!(clean("\u{ad}").as_deref(), Some("-"));
        assert_eq!(clean("\u{a0}").as_deref(), Some(" "));
        assert_eq!(clean("\u{fffd}"), None);
    }
}
