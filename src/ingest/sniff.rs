//! Bytes → [`MediaType`]: by content, never by name.

use crate::model::MediaType;

/// What bytes are that are no document we read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NotADocument {
    /// No bytes.
    #[error("the file is empty")]
    Empty,
    /// A format with a signature.
    #[error("a {0} file, neither PDF nor text")]
    Known(&'static str),
    /// Neither PDF nor text.
    #[error("binary data, neither PDF nor text")]
    Binary,
    /// What a Mac writes beside a file on a foreign disk or in a ZIP.
    #[error("a file's attributes on a Mac, not a paper")]
    Attributes,
    /// JSON, such as our own records.
    #[error("JSON data, not a paper")]
    Json,
}

/// Signatures of what stands beside papers on a disk.
const SIGNATURES: &[(&[u8], &str)] = &[
    (b"PK\x03\x04", "ZIP (or Office)"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Office 97"),
    (b"\x1f\x8b", "gzip"),
    (b"7z\xbc\xaf", "7-Zip"),
    (b"Rar!", "RAR"),
    (b"\x7fELF", "ELF"),
    (b"MZ", "Windows program"),
    (b"{\\rtf", "RTF"),
    (b"SQLite format 3\0", "SQLite"),
];

/// How a file of attributes begins (RFC 1740).
const APPLE_DOUBLE: &[u8] = b"\x00\x05\x16\x07\x00\x02\x00\x00";

/// How far into a file the PDF header may stand.
const HEADER_WITHIN: usize = 64 * 1024 + 1_024;

/// Tells what `bytes` are.
///
/// # Errors
///
/// When they are neither PDF nor text, with what they seem to be.
pub fn media_type(bytes: &[u8]) -> Result<MediaType, NotADocument> {
    if bytes.is_empty() {
        return Err(NotADocument::Empty);
    }
    if bytes.starts_with(APPLE_DOUBLE) {
        return Err(NotADocument::Attributes);
    }
    let head = &bytes[..bytes.len().min(HEADER_WITHIN)];
    let starts_as_pdf = head.starts_with(b"%PDF-");
    if starts_as_pdf || is_pdf_body(bytes, head) {
        return Ok(MediaType::Pdf);
    }
    if let Some((_, name)) =
        SIGNATURES.iter().find(|(magic, _)| bytes.starts_with(magic) && !is_letters(bytes))
    {
        return Err(NotADocument::Known(name));
    }
    if is_json(bytes) {
        return Err(NotADocument::Json);
    }
    if is_letters(bytes) { Ok(MediaType::PlainText) } else { Err(NotADocument::Binary) }
}

/// A PDF with junk before its header, or whose header is lost.
fn is_pdf_body(bytes: &[u8], head: &[u8]) -> bool {
    let tail = &bytes[bytes.len().saturating_sub(2_048)..];
    let holds =
        |hay: &[u8], needle: &[u8]| hay.windows(needle.len()).any(|window| window == needle);
    let objects = holds(head, b" 0 obj");
    objects && (holds(head, b"%PDF-") || holds(tail, b"startxref") || holds(tail, b"%%EOF"))
}

/// Text has almost no control characters, except UTF-16, which has a zero in every other byte.
fn is_letters(bytes: &[u8]) -> bool {
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return true;
    }
    let sample = &bytes[..bytes.len().min(64 * 1024)];
    let zeros = sample.iter().filter(|&&byte| byte == 0).count();
    if zeros > 0 {
        let even = sample.iter().step_by(2).filter(|&&byte| byte == 0).count();
        let odd = zeros - even;
        let pairs = sample.len() / 2;
        return even.max(odd) * 10 > pairs * 7 && even.min(odd) * 10 < pairs;
    }
    let control = sample
        .iter()
        .filter(|&&byte| byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0c | 0x1b))
        .count();
    control * 50 <= sample.len()
}

/// Whole JSON objects and arrays, one or one a line.
fn is_json(bytes: &[u8]) -> bool {
    let trimmed = bytes.trim_ascii();
    let opens = matches!(trimmed.first(), Some(b'{' | b'['));
    let closes = matches!(trimmed.last(), Some(b'}' | b']'));
    opens
        && closes
        && serde_json::Deserializer::from_slice(trimmed)
            .into_iter::<serde::de::IgnoredAny>()
            .all(|value| value.is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_by_content() {
        assert_eq!(media_type(b"%PDF-1.7\n..."), Ok(MediaType::Pdf));
        assert_eq!(media_type("Kallelse till möte".as_bytes()), Ok(MediaType::PlainText));
        assert_eq!(media_type(b"\xff\xfeK\0a\0"), Ok(MediaType::PlainText));
        assert_eq!(
            media_type(b"junk\n1 0 obj <<>> endobj\nstartxref\n0\n%%EOF"),
            Ok(MediaType::Pdf)
        );
        assert_eq!(media_type(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), Err(NotADocument::Known("PNG")));
        assert_eq!(media_type(b"{\"schema\": 1}"), Err(NotADocument::Json));
        assert_eq!(media_type(b""), Err(NotADocument::Empty));
        assert_eq!(media_type(b"\0\x05\x16\x07\0\x02\0\0Mac"), Err(NotADocument::Attributes));
        assert_eq!(media_type(&[0, 1, 2, 3, 0, 0, 7, 0, 0, 9]), Err(NotADocument::Binary));
    }

    #[test]
    fn a_clause_in_brackets_is_no_json() {
        assert_eq!(media_type(b"[1] Beslut enligt bilaga [2]"), Ok(MediaType::PlainText));
    }
}
