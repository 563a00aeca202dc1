//! ZIP files: what they hold, and the bytes of each file in them. Nothing is ever unpacked to the disk.
//!
//! The limits' source is the usage of large extractors: 100,000 files, 10 GB in all, a hundredfold packing, no ZIP in a ZIP.

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::Path;

use flate2::bufread::DeflateDecoder;
use rawzip::{
    CompressionMethod, FileReader, RECOMMENDED_BUFFER_SIZE, ZipArchive, ZipArchiveEntryWayfinder,
};

use super::{MAX_FILE_BYTES, Member};

/// No ZIP holds more files.
const MOST_MEMBERS: u64 = 100_000;

/// The files of one ZIP are not larger than this in all.
const MOST_BYTES: u64 = 10 << 30;

/// Nothing that people write packs better than this.
const MOST_RATIO: u64 = 100;

/// Up to so many bytes the ratio says nothing.
const RATIO_FROM: u64 = 1 << 20;

/// How a ZIP begins; the second is an empty one.
const SIGNATURES: [&[u8]; 2] = [b"PK\x03\x04", b"PK\x05\x06"];

/// Members that only office documents and electronic books have.
const OF_OFFICE: [&[u8]; 2] = [b"[Content_Types].xml", b"mimetype"];

/// Why a ZIP, or a file in it, is not read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ZipError {
    /// Its lists make no sense.
    #[error("a damaged ZIP ({0})")]
    Damaged(String),
    /// An office document.
    #[error("an Office file, neither PDF nor text")]
    Office,
    /// More files than are read.
    #[error("a ZIP that holds more than {MOST_MEMBERS} files")]
    TooMany,
    /// More bytes than are read.
    #[error("a ZIP whose files take more than {MOST_BYTES} bytes")]
    TooLarge,
    /// More packed bytes than it has.
    #[error("a ZIP whose files overlap")]
    Overlapping,
    /// The file is no longer in the ZIP.
    #[error("no longer in the ZIP")]
    Gone,
    /// A name with `..`, or from the root.
    #[error("its name leads out of the ZIP")]
    LeadsOut,
    /// A link.
    #[error("a link in a ZIP")]
    Link,
    /// It needs a password.
    #[error("it needs a password")]
    Encrypted,
    /// Packed otherwise than by Deflate.
    #[error("packed by {0}, which is not read")]
    Method(String),
    /// It grows beyond measure.
    #[error("it grows to more than {MOST_RATIO} times its packed size")]
    Bomb,
    /// A ZIP in a ZIP.
    #[error("a ZIP in a ZIP is not opened")]
    Nested,
    /// The file is larger than is read.
    #[error("larger than {MAX_FILE_BYTES} bytes")]
    MemberTooLarge,
}

impl From<rawzip::Error> for ZipError {
    fn from(error: rawzip::Error) -> Self {
        Self::Damaged(error.to_string())
    }
}

impl From<io::Error> for ZipError {
    fn from(error: io::Error) -> Self {
        Self::Damaged(error.to_string())
    }
}

/// A ZIP, open.
#[derive(Debug)]
pub(super) struct Zip {
    archive: ZipArchive<FileReader>,
    /// In the order of its list.
    members: Vec<Member>,
    ways: HashMap<Member, Way>,
}

#[derive(Debug, Clone, Copy)]
struct Way {
    wayfinder: ZipArchiveEntryWayfinder,
    method: CompressionMethod,
    is_encrypted: bool,
    is_link: bool,
}

/// True for bytes that a ZIP begins with.
pub(super) fn is_zip(head: &[u8]) -> bool {
    SIGNATURES.iter().any(|signature| head.starts_with(signature))
}

impl Zip {
    pub(super) fn open(path: &Path) -> Result<Self, ZipError> {
        let file = File::open(path)?;
        let n_bytes = file.metadata()?.len();
        let mut buffer = vec![0; RECOMMENDED_BUFFER_SIZE];
        let archive = ZipArchive::from_file(file, &mut buffer)?;
        let (mut members, mut ways) = (Vec::new(), HashMap::new());
        let mut n_named: HashMap<Vec<u8>, u32> = HashMap::new();
        let (mut packed, mut unpacked, mut n_listed) = (0_u64, 0_u64, 0);
        let mut entries = archive.entries(&mut buffer);
        while let Some(entry) = entries.next_entry()? {
            n_listed += 1;
            if n_listed > MOST_MEMBERS {
                return Err(ZipError::TooMany);
            }
            let name = entry.file_path().as_bytes().to_vec();
            if OF_OFFICE.contains(&name.as_slice()) {
                return Err(ZipError::Office);
            }
            packed = packed.saturating_add(entry.compressed_size_hint());
            unpacked = unpacked.saturating_add(entry.uncompressed_size_hint());
            if entry.is_dir() {
                continue;
            }
            let way = Way {
                wayfinder: entry.wayfinder(),
                method: entry.compression_method(),
                is_encrypted: entry.flags().is_encrypted(),
                is_link: entry.mode().is_symlink(),
            };
            let nth = n_named.entry(name.clone()).or_default();
            let member = Member { name, nth: *nth };
            *nth += 1;
            ways.insert(member.clone(), way);
            members.push(member);
        }
        match archive.entries_hint() {
            _ if unpacked > MOST_BYTES => Err(ZipError::TooLarge),
            _ if packed > n_bytes => Err(ZipError::Overlapping),
            claimed if claimed != n_listed => {
                Err(ZipError::Damaged(format!("{n_listed} of {claimed} files are listed")))
            }
            _ => Ok(Self { archive, members, ways }),
        }
    }

    pub(super) fn members(&self) -> &[Member] {
        &self.members
    }

    /// The bytes of one file.
    pub(super) fn bytes(&self, member: &Member) -> Result<Vec<u8>, ZipError> {
        let way = self.ways.get(member).ok_or(ZipError::Gone)?;
        if way.is_link {
            return Err(ZipError::Link);
        }
        if leads_out(&member.name) {
            return Err(ZipError::LeadsOut);
        }
        if way.is_encrypted {
            return Err(ZipError::Encrypted);
        }
        let entry = self.archive.get_entry(way.wayfinder)?;
        let packed = BufReader::new(entry.reader());
        let bytes = match way.method {
            CompressionMethod::STORE => up_to_limit(entry.verifying_reader(packed), way),
            CompressionMethod::DEFLATE => {
                up_to_limit(entry.verifying_reader(DeflateDecoder::new(packed)), way)
            }
            other => {
                let number = || format!("method {}", other.as_u16());
                Err(ZipError::Method(other.name().map_or_else(number, ToOwned::to_owned)))
            }
        }?;
        if is_zip(&bytes) { Err(ZipError::Nested) } else { Ok(bytes) }
    }
}

fn up_to_limit(unpacked: impl Read, way: &Way) -> Result<Vec<u8>, ZipError> {
    let by_ratio = way.wayfinder.compressed_size_hint().saturating_mul(MOST_RATIO).max(RATIO_FROM);
    let most = by_ratio.min(MAX_FILE_BYTES);
    let mut bytes = Vec::new();
    unpacked.take(most + 1).read_to_end(&mut bytes)?;
    match bytes.len() as u64 > most {
        true if by_ratio < MAX_FILE_BYTES => Err(ZipError::Bomb),
        true => Err(ZipError::MemberTooLarge),
        false => Ok(bytes),
    }
}

/// True for a name that would stand outside the folder it is unpacked to.
fn leads_out(name: &[u8]) -> bool {
    let is_separator = |byte: &u8| matches!(byte, b'/' | b'\\');
    let has_drive = name.get(1) == Some(&b':') && name[0].is_ascii_alphabetic();
    has_drive
        || name.first().is_some_and(is_separator)
        || name.split(is_separator).any(|part| part == b"..")
}

#[cfg(test)]
mod tests;
