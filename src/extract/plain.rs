//! Bytes of a text file → its letters: encoding told or guessed, nothing moved.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::{Drawn, Error, Extracted};
use crate::model::{Note, NoteCode};

/// Decodes a text file.
pub(super) fn extract(bytes: &[u8]) -> Result<Extracted, Error> {
    if bytes.is_empty() {
        return Err(Error::Empty);
    }
    let mut notes = Vec::new();
    let encoding = encoding(bytes);
    if encoding.guessed {
        notes.push(Note::new(
            NoteCode::GuessedEncoding,
            format!("read as {}", encoding.encoding.name()),
        ));
    }
    let (content, replaced) = encoding.encoding.decode_without_bom_handling(&bytes[encoding.bom..]);
    let content = content.into_owned();
    if replaced {
        let message =
            format!("bytes that are no {} were replaced by U+FFFD", encoding.encoding.name());
        notes.push(Note::new(NoteCode::ReplacedBytes, message));
    }
    if content.chars().all(|letter| letter.is_whitespace() || letter.is_control()) {
        return Err(Error::NoText);
    }
    Ok(Extracted { drawn: Drawn::Plain(content), metadata: None, notes })
}

struct Detected {
    encoding: &'static Encoding,
    bom: usize,
    guessed: bool,
}

fn encoding(bytes: &[u8]) -> Detected {
    if let Some((encoding, bom)) = Encoding::for_bom(bytes) {
        return Detected { encoding, bom, guessed: false };
    }
    if let Some(encoding) = utf_16_without_mark(bytes) {
        return Detected { encoding, bom: 0, guessed: true };
    }
    if std::str::from_utf8(bytes).is_ok() {
        return Detected { encoding: UTF_8, bom: 0, guessed: false };
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let encoding = detector.guess(Some(b"se"), Utf8Detection::Allow);
    // A file that is UTF-8 but for a few bytes is damaged UTF-8, whatever the detector makes of those bytes.
    let encoding = if mostly_utf_8(bytes) { UTF_8 } else { encoding };
    let western = encoding == UTF_8 || encoding.is_single_byte();
    Detected { encoding: if western { encoding } else { WINDOWS_1252 }, bom: 0, guessed: true }
}

/// UTF-16 text in Latin letters has a zero in every other byte.
fn utf_16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(4_096) & !1];
    let pairs = sample.len() / 2;
    if pairs < 8 {
        return None;
    }
    let zeros = |odd: usize| sample.iter().skip(odd).step_by(2).filter(|&&byte| byte == 0).count();
    match (zeros(0) * 10 > pairs * 7, zeros(1) * 10 > pairs * 7) {
        (false, true) => Some(UTF_16LE),
        (true, false) => Some(UTF_16BE),
        _ => None,
    }
}

/// True when well-formed letters outside ASCII are at least twenty times as many as bad bytes.
fn mostly_utf_8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|letter| !letter.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good >= bad * 20
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], expected: &str) {
        match extract(bytes).unwrap().drawn {
            Drawn::Plain(content) => assert_eq!(content, expected),
            Drawn::Pages(_) => panic!("pages from text"),
        }
    }

    #[test]
    fn reads_the_encodings_of_thirty_years() {
        check("Åsa höll mötet".as_bytes(), "Åsa höll mötet");
        check(b"\xef\xbb\xbf\xc3\x85sa", "Åsa");
        check(
            b"\xc5sa h\xf6ll m\xf6tet om \xe4rendet i f\xf6rbundet",
            "Åsa höll mötet om ärendet i förbundet",
        );
        let utf_16: Vec<u8> = "Åsa höll mötet".encode_utf16().flat_map(u16::to_le_bytes).collect();
        check(&utf_16, "Åsa höll mötet");
        let marked: Vec<u8> = [0xff, 0xfe].into_iter().chain(utf_16).collect();
        check(&marked, "Åsa höll mötet");
    }

    #[test]
    fn damaged_utf_8_stays_utf_8() {
        let mut bytes = "åäö".repeat(40).into_bytes();
        bytes.push(0xff);
        let read = extract(&bytes).unwrap();
        assert!(read.notes.iter().any(|note| note.code == NoteCode::ReplacedBytes));
    }

    #[test]
    fn nothing_is_an_error() {
        assert!(matches!(extract(b""), Err(Error::Empty)));
        assert!(matches!(extract(b" \n\t "), Err(Error::NoText)));
    }
}
