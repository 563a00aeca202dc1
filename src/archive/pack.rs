//! Lines ⇄ a file of gzip members, one a line: `zcat` gives the lines, and each can be read by itself.

use std::io::{Read, Write};

use flate2::Compression;
use flate2::read::MultiGzDecoder;
use flate2::write::GzEncoder;

/// A line and its end, as one member. The same line gives the same bytes.
pub(super) fn packed(line: &str) -> Vec<u8> {
    let mut member = GzEncoder::new(Vec::new(), Compression::default());
    let written = member.write_all(line.as_bytes()).and_then(|()| member.write_all(b"\n"));
    written.and_then(|()| member.finish()).expect("memory takes all")
}

/// The lines of some members.
///
/// # Errors
///
/// When these are none, or they are not text.
pub(super) fn unpacked(members: &[u8]) -> std::io::Result<String> {
    let mut lines = String::new();
    MultiGzDecoder::new(members).read_to_string(&mut lines)?;
    Ok(lines)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_by_themselves_and_all() {
        let (one, two) = (packed("{\"å\":1}"), packed("två"));
        assert_eq!(unpacked(&one).expect("it was packed"), "{\"å\":1}\n");
        assert_eq!(
            unpacked(&[one.clone(), two].concat()).expect("they were packed"),
            "{\"å\":1}\ntvå\n"
        );
        assert!(unpacked(&one[..one.len() - 1]).is_err());
        assert!(unpacked(b"{}").is_err());
    }
}
