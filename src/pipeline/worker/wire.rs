//! What a reader and its worker say to each other, over two pipes.
//!
//! The reader sends a place; the worker tells the file's size and SHA-256; the reader says whether it wants it read;
//! the worker sends the record and the text, or why there are none. Of a ZIP it sends the
//! places in it. Or the reader sends a page to draw, and the worker its picture, or why there is none. Each is a tag, a
//! length (eight bytes, the least first) and so many bytes.

use std::io::{Error, ErrorKind, Read, Result, Write};
use std::path::{Path, PathBuf};

use crate::ingest::{Member, Place};

/// No message is longer.
const MOST_BYTES: u64 = 1 << 30;

/// What a message is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tag {
    /// To the worker: where a file stands.
    Place = 1,
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
    /// The files in a ZIP.
    Holds = 10,
    /// To the worker: a page to draw, and its file.
    Draw = 11,
    /// A page's picture.
    Picture = 12,
    /// The document has no such page.
    NoPage = 13,
    /// The page is too large to be drawn.
    TooLarge = 14,
}

impl Tag {
    const ALL: [Self; 14] = [
        Self::Place,
        Self::Go,
        Self::Leave,
        Self::Opened,
        Self::Record,
        Self::Text,
        Self::Failed,
        Self::Skipped,
        Self::Pictures,
        Self::Holds,
        Self::Draw,
        Self::Picture,
        Self::NoPage,
        Self::TooLarge,
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

/// A place as a message: its path, and of a file in a ZIP the name and its number among those of that name.
pub(super) fn bytes_of_place(place: &Place) -> Vec<u8> {
    let mut bytes = Vec::new();
    put_field(&mut bytes, &path_bytes(&place.path));
    place.member.iter().for_each(|member| put_member(&mut bytes, member));
    bytes
}

pub(super) fn place_of(mut bytes: &[u8]) -> Result<Place> {
    let path = path_of(take_field(&mut bytes)?);
    let member = if bytes.is_empty() { None } else { Some(take_member(&mut bytes)?) };
    Ok(Place { path, member })
}

/// The places in a ZIP as a message.
pub(super) fn bytes_of_held(places: &[Place]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let members = places.iter().filter_map(|place| place.member.as_ref());
    members.for_each(|member| put_member(&mut bytes, member));
    bytes
}

pub(super) fn places_held(path: &Path, mut bytes: &[u8]) -> Result<Vec<Place>> {
    let mut places = Vec::new();
    while !bytes.is_empty() {
        let member = Some(take_member(&mut bytes)?);
        places.push(Place { path: path.to_owned(), member });
    }
    Ok(places)
}

fn put_member(bytes: &mut Vec<u8>, member: &Member) {
    bytes.extend(member.nth.to_le_bytes());
    put_field(bytes, &member.name);
}

fn take_member(bytes: &mut &[u8]) -> Result<Member> {
    let nth = take_number(bytes)?;
    Ok(Member { nth, name: take_field(bytes)? })
}

fn put_field(bytes: &mut Vec<u8>, field: &[u8]) {
    bytes.extend((field.len() as u32).to_le_bytes());
    bytes.extend(field);
}

fn take_field(bytes: &mut &[u8]) -> Result<Vec<u8>> {
    let length = take_number(bytes)? as usize;
    let (field, rest) = bytes.split_at_checked(length).ok_or_else(confused)?;
    *bytes = rest;
    Ok(field.to_vec())
}

fn take_number(bytes: &mut &[u8]) -> Result<u32> {
    let (number, rest) = bytes.split_first_chunk().ok_or_else(confused)?;
    *bytes = rest;
    Ok(u32::from_le_bytes(*number))
}

#[cfg(unix)]
fn path_bytes(path: &Path) -> Vec<u8> {
    use std::os::unix::ffi::OsStrExt;
    path.as_os_str().as_bytes().to_vec()
}

#[cfg(unix)]
fn path_of(bytes: Vec<u8>) -> PathBuf {
    use std::os::unix::ffi::OsStringExt;
    std::ffi::OsString::from_vec(bytes).into()
}

#[cfg(not(unix))]
fn path_bytes(path: &Path) -> Vec<u8> {
    path.to_string_lossy().into_owned().into_bytes()
}

#[cfg(not(unix))]
fn path_of(bytes: Vec<u8>) -> PathBuf {
    String::from_utf8_lossy(&bytes).into_owned().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_come_as_they_were_sent() {
        let mut pipe = Vec::new();
        send(&mut pipe, Tag::Place, b"a/b").unwrap();
        send(&mut pipe, Tag::Leave, b"").unwrap();
        let mut from = pipe.as_slice();
        assert_eq!(receive(&mut from).unwrap(), Some((Tag::Place, b"a/b".to_vec())));
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
    fn places_survive() {
        let path = Path::new("mapp/f\u{f6}rslag\n.pdf");
        let in_zip = |nth, name: &[u8]| Place {
            path: path.to_owned(),
            member: Some(Member { nth, name: name.to_vec() }),
        };
        let held = vec![in_zip(0, b"m\xf6te.pdf"), in_zip(1, b"")];
        for place in held.iter().chain([&path.to_owned().into()]) {
            assert_eq!(&place_of(&bytes_of_place(place)).unwrap(), place);
        }
        assert_eq!(places_held(path, &bytes_of_held(&held)).unwrap(), held);
        let bytes = bytes_of_held(&held);
        assert!((1..8).all(|end| places_held(path, &bytes[..end]).is_err()));
    }
}
