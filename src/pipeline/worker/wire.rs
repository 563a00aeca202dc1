//! What a reader and its worker say to each other, over two pipes.
//!
//! The reader sends a path; the worker tells the file's size and SHA-256; the reader says whether it wants it read;
//! the worker sends the record and the text, or why there are none. Each is a tag, a length (eight bytes, the least
//! first) and so many bytes.

use std::io::{Error, ErrorKind, Read, Result, Write};
use std::path::{Path, PathBuf};

/// No message is longer.
const MOST_BYTES: u64 = 1 << 30;

/// What a message is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tag {
    /// To the worker: the path of a file.
    Path = 1,
    /// To the worker: read it.
    Go = 2,
    /// To the worker: it is known already.
    Leave = 3,
    /// The file's size (eight bytes) and SHA-256.
    Opened = 4,
    /// A record in JSON; its text comes next.
    Record = 5,
    /// A text in JSON.
    Text = 6,
    /// Why the file could not be read.
    Failed = 7,
    /// Why it is no paper.
    Skipped = 8,
    /// Pages that are pictures are read now, which takes longer.
    Pictures = 9,
}

impl Tag {
    const ALL: [Self; 9] = [
        Self::Path,
        Self::Go,
        Self::Leave,
        Self::Opened,
        Self::Record,
        Self::Text,
        Self::Failed,
        Self::Skipped,
        Self::Pictures,
    ];
}

pub(super) fn send(to: &mut impl Write, tag: Tag, bytes: &[u8]) -> Result<()> {
    to.write_all(&[tag as u8])?;
    to.write_all(&(bytes.len() as u64).to_le_bytes())?;
    to.write_all(bytes)?;
    to.flush()
}

/// The next message; `None` at the end.
pub(super) fn receive(from: &mut impl Read) -> Result<Option<(Tag, Vec<u8>)>> {
    let mut tag = [0];
    if from.read(&mut tag)? == 0 {
        return Ok(None);
    }
    let tag = Tag::ALL.into_iter().find(|known| *known as u8 == tag[0]).ok_or_else(confused)?;
    let mut length = [0; 8];
    from.read_exact(&mut length)?;
    let length = u64::from_le_bytes(length);
    if length > MOST_BYTES {
        return Err(confused());
    }
    // What does not come is not made room for.
    let mut bytes = Vec::new();
    if from.take(length).read_to_end(&mut bytes)? as u64 != length {
        return Err(ErrorKind::UnexpectedEof.into());
    }
    Ok(Some((tag, bytes)))
}

/// What is said of a message that makes no sense.
pub(super) fn confused() -> Error {
    Error::new(ErrorKind::InvalidData, "not a message of ours")
}

#[cfg(unix)]
pub(super) fn path_bytes(path: &Path) -> Vec<u8> {
    use std::os::unix::ffi::OsStrExt;
    path.as_os_str().as_bytes().to_vec()
}

#[cfg(unix)]
pub(super) fn path_of(bytes: Vec<u8>) -> PathBuf {
    use std::os::unix::ffi::OsStringExt;
    std::ffi::OsString::from_vec(bytes).into()
}

#[cfg(not(unix))]
pub(super) fn path_bytes(path: &Path) -> Vec<u8> {
    path.to_string_lossy().into_owned().into_bytes()
}

#[cfg(not(unix))]
pub(super) fn path_of(bytes: Vec<u8>) -> PathBuf {
    String::from_utf8_lossy(&bytes).into_owned().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_come_as_they_were_sent() {
        let mut pipe = Vec::new();
        send(&mut pipe, Tag::Path, b"a/b").unwrap();
        send(&mut pipe, Tag::Leave, b"").unwrap();
        let mut from = pipe.as_slice();
        assert_eq!(receive(&mut from).unwrap(), Some((Tag::Path, b"a/b".to_vec())));
        assert_eq!(receive(&mut from).unwrap(), Some((Tag::Leave, Vec::new())));
        assert_eq!(receive(&mut from).unwrap(), None);
    }

    #[test]
    fn half_a_message_is_an_error() {
        let mut pipe = Vec::new();
        send(&mut pipe, Tag::Record, b"{}").unwrap();
        for end in 1..pipe.len() {
            assert!(receive(&mut &pipe[..end]).is_err(), "{end}");
        }
        assert!(receive(&mut [99, 0, 0, 0, 0, 0, 0, 0, 0].as_slice()).is_err());
        assert!(receive(&mut [1, 0, 0, 0, 0, 0, 0, 0, 9].as_slice()).is_err());
    }

    #[test]
    fn paths_survive() {
        let path = Path::new("mapp/f\u{f6}rslag\n.pdf");
        assert_eq!(path_of(path_bytes(path)), path);
    }
}
