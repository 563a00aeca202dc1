//! Glyph names → letters.

use skrifa::raw::ps::agl;

/// The letters that a glyph name means: Adobe's list, `uniXXXX`, `uXXXX`, names joined by `_`, and a suffix after `.`
/// left out.
pub(super) fn letters(name: &[u8]) -> Option<String> {
    let name = std::str::from_utf8(name).ok()?;
    if name.is_empty() || name.starts_with(".notdef") || name.len() > 128 {
        return None;
    }
    if let Some(plain) = small_or_old(name) {
        return Some(plain);
    }
    let known: String = agl::name_to_chars(name).collect();
    (!known.is_empty()).then_some(known)
}

/// `Aringsmall`, `sevenoldstyle`: the letter itself, where Adobe's list has a private one.
fn small_or_old(name: &str) -> Option<String> {
    let base = name.strip_suffix("small").or_else(|| name.strip_suffix("oldstyle"))?;
    Some(agl::name_to_char(base)?.to_string())
}

/// Names of Windows' printer driver: `/G4B` or `/C75`, a letter's code with sixteen digits or with ten.
pub(super) fn coded(name: &[u8], with_sixteen: bool) -> Option<u8> {
    let [b'A'..=b'Z' | b'a'..=b'z', digits @ ..] = name else { return None };
    let digits = std::str::from_utf8(digits).ok()?;
    match (with_sixteen, digits.len()) {
        (true, 2) => u8::from_str_radix(digits, 16).ok(),
        (false, 2 | 3) if digits.bytes().all(|digit| digit.is_ascii_digit()) => digits.parse().ok(),
        _ => None,
    }
}

/// Names that only count: `/a228`, `/c65`, `/g41`. In Type 3 fonts of pdfTeX and dvips the number is the letter's code.
pub(super) fn counted(name: &[u8]) -> Option<u32> {
    let digits = match name {
        [b'a' | b'c' | b'g' | b'A' | b'C' | b'G', digits @ ..] => digits,
        _ => return None,
    };
    let is_number = (1..=3).contains(&digits.len()) && digits.iter().all(u8::is_ascii_digit);
    if !is_number {
        return None;
    }
    std::str::from_utf8(digits).ok()?.parse().ok().filter(|&number| number < 256)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, expected: Option<&str>) {
        assert_eq!(letters(name.as_bytes()).as_deref(), expected);
    }

    #[test]
    fn knows_swedish_letters_by_name() {
        check("aring", Some("å"));
        check("Adieresis", Some("Ä"));
        check("odieresis.sc", Some("ö"));
        check("eacute", Some("é"));
        check("section", Some("§"));
        check("f_i", Some("fi"));
        check("uni00E400F6", Some("äö"));
        check("u00E5", Some("å"));
        check("Aringsmall", Some("Å"));
        check(".notdef", None);
        check("g17", None);
    }

    #[test]
    fn tells_names_of_a_letter_and_a_code() {
        assert_eq!(coded(b"G4B", true), Some(0x4b));
        assert_eq!(coded(b"C75", false), Some(75));
        assert_eq!(coded(b"C475", false), None);
        assert_eq!(coded(b"aring", true), None);
    }

    #[test]
    fn tells_names_that_only_count() {
        assert_eq!(counted(b"a228"), Some(228));
        assert_eq!(counted(b"g41"), Some(41));
        assert_eq!(counted(b"a999"), None);
        assert_eq!(counted(b"aring"), None);
    }
}
