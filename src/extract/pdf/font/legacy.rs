//! The predefined CMaps of Chinese, Japanese and Korean fonts: codes that an older encoding gives a letter.

use encoding_rs::{BIG5, EUC_JP, EUC_KR, Encoding, GB18030, GBK, SHIFT_JIS};

/// How strings are cut into codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cut {
    /// One byte below 0x80, else two.
    Pairs,
    /// As `Pairs`, but half-width katakana take one byte.
    ShiftJis,
    /// Two or four bytes above 0x80.
    Chinese,
    /// Two bytes below 0x80, each 0x80 lower than in the encoding.
    Seven,
    /// UTF-16, surrogates in pairs.
    Utf16,
    /// UTF-8
    Utf8,
    /// UTF-32
    Utf32,
}

/// A predefined CMap.
#[derive(Debug, Clone, Copy)]
pub(super) struct Legacy {
    encoding: &'static Encoding,
    cut: Cut,
}

impl Legacy {
    /// The CMap that PDF calls `name`.
    pub(super) fn of_name(name: &[u8]) -> Option<Self> {
        let name = std::str::from_utf8(name).ok()?;
        let plain = name.strip_suffix("-H").or_else(|| name.strip_suffix("-V")).unwrap_or(name);
        let (encoding, cut) = match plain {
            _ if plain.contains("UCS2") || plain.contains("UTF16") => (GBK, Cut::Utf16),
            _ if plain.contains("UTF8") => (GBK, Cut::Utf8),
            _ if plain.contains("UTF32") => (GBK, Cut::Utf32),
            _ if plain.ends_with("RKSJ") => (SHIFT_JIS, Cut::ShiftJis),
            "EUC" | "78-EUC" | "Ext-EUC" => (EUC_JP, Cut::Pairs),
            "H" | "V" | "78" | "Ext" | "Add" => (EUC_JP, Cut::Seven),
            "GBK2K" => (GB18030, Cut::Chinese),
            "GB-EUC" | "GBpc-EUC" | "GBK-EUC" | "GBKp-EUC" => (GBK, Cut::Pairs),
            "GB" => (GBK, Cut::Seven),
            "B5pc" | "ETen-B5" | "ETenms-B5" | "HKscs-B5" => (BIG5, Cut::Pairs),
            "KSC-EUC" | "KSCpc-EUC" | "KSCms-UHC" | "KSCms-UHC-HW" => (EUC_KR, Cut::Pairs),
            "KSC" => (EUC_KR, Cut::Seven),
            _ => return None,
        };
        Some(Self { encoding, cut })
    }

    /// The first code of `bytes` and its length; at least one byte is taken.
    pub(super) fn code(self, bytes: &[u8]) -> (u32, usize) {
        let first = bytes.first().copied().unwrap_or_default();
        let second = bytes.get(1).copied().unwrap_or_default();
        let length = match (self.cut, first) {
            (Cut::Seven, _) => 2,
            (Cut::Utf32, _) => 4,
            (Cut::Utf16, 0xd8..=0xdb) => 4,
            (Cut::Utf16, _) => 2,
            (Cut::Utf8, 0xc0..0xe0) => 2,
            (Cut::Utf8, 0xe0..0xf0) => 3,
            (Cut::Utf8, 0xf0..) => 4,
            (Cut::ShiftJis, 0xa0..0xe0) | (Cut::Utf8, _) | (_, 0..=0x80 | 0xff) => 1,
            (Cut::Chinese, _) if second.is_ascii_digit() => 4,
            _ => 2,
        };
        let length = length.min(bytes.len()).max(1);
        let code = bytes.iter().take(length).fold(0, |code, &byte| code << 8 | u32::from(byte));
        (code, length)
    }

    /// The letter of a code of `length` bytes.
    pub(super) fn letter(self, code: u32, length: usize) -> Option<char> {
        let bytes = code.to_be_bytes();
        let mut bytes = bytes.get(4usize.checked_sub(length)?..)?.to_vec();
        match self.cut {
            Cut::Utf32 => return char::from_u32(code),
            Cut::Utf8 => return std::str::from_utf8(&bytes).ok()?.chars().next(),
            Cut::Utf16 => {
                let units = bytes.chunks_exact(2).map(|two| u16::from_be_bytes([two[0], two[1]]));
                return char::decode_utf16(units).next()?.ok();
            }
            Cut::Seven => bytes.iter_mut().for_each(|byte| *byte |= 0x80),
            _ => {}
        }
        let (letters, _) = self.encoding.decode_without_bom_handling(&bytes);
        let mut letters = letters.chars();
        let letter = letters.next().filter(|letter| *letter != char::REPLACEMENT_CHARACTER)?;
        letters.next().is_none().then_some(letter)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, text: &[u8], expected: &str) {
        let legacy = Legacy::of_name(name.as_bytes()).unwrap();
        let mut rest = text;
        let mut told = String::new();
        while !rest.is_empty() {
            let (code, length) = legacy.code(rest);
            told.push(legacy.letter(code, length).unwrap_or('?'));
            rest = &rest[length..];
        }
        assert_eq!(told, expected);
    }

    #[test]
    fn reads_older_encodings() {
        check("90ms-RKSJ-H", b"a\x82\xa0\xb1", "aあｱ");
        check("GBK-EUC-H", b"\xd6\xd0a", "中a");
        check("GBK2K-V", b"\x81\x30\x81\x30\xd6\xd0", "\u{80}中");
        check("ETen-B5-H", b"\xa4\xa4", "中");
        check("KSCms-UHC-H", b"\xb0\xa1", "가");
        check("H", b"\x24\x22", "あ");
        check("EUC-V", b"\xa4\xa2", "あ");
    }

    #[test]
    fn reads_codes_that_are_unicode() {
        check("UniJIS-UCS2-H", b"\0\xe5\x30\x42", "åあ");
        check("UniGB-UTF16-H", b"\xd8\x3d\xde\0", "😀");
        check("UniKS-UTF8-H", "åあ".as_bytes(), "åあ");
        check("UniCNS-UTF32-H", b"\0\0\0\xe5", "å");
    }

    #[test]
    fn damage_is_no_letter() {
        check("90ms-RKSJ-H", b"\x82", "?");
        check("UniJIS-UTF16-H", b"\xd8\x3d", "?");
        assert!(Legacy::of_name(b"Identity-H").is_none() && Legacy::of_name(b"").is_none());
    }
}
