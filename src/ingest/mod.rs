//! Paths and bytes → [`Source`]: the only stage that reads files.

mod sniff;
mod walk;

use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::model::Source;

pub use sniff::{NotADocument, media_type};
pub use walk::{Found, walk};

/// Why a file gave no source.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The file cannot be read.
    #[error("cannot read {path}: {reason}", path = path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        reason: std::io::Error,
    },
    /// The file is larger than is read.
    #[error("{path} is larger than {limit} bytes", path = path.display())]
    TooLarge {
        /// The file.
        path: PathBuf,
        /// The limit.
        limit: u64,
    },
    /// The bytes are neither PDF nor text.
    #[error("{name}: {reason}")]
    NotADocument {
        /// The file's name.
        name: String,
        /// What the bytes are, or seem to be.
        reason: NotADocument,
    },
}

/// Files larger than this are not read.
pub const MAX_FILE_BYTES: u64 = 200 << 20;

/// Reads the file at `path`.
///
/// # Errors
///
/// When it cannot be read, is too large, or is neither PDF nor text.
pub fn source(path: &Path) -> Result<Source, Error> {
    let unreadable = |reason| Error::Unreadable { path: path.to_owned(), reason };
    let metadata = std::fs::metadata(path).map_err(unreadable)?;
    if !metadata.is_file() {
        return Err(unreadable(std::io::Error::other("not a regular file")));
    }
    if metadata.len() > MAX_FILE_BYTES {
        return Err(Error::TooLarge { path: path.to_owned(), limit: MAX_FILE_BYTES });
    }
    let bytes = std::fs::read(path).map_err(unreadable)?;
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    from_bytes(name, bytes)
}

/// Makes a source of bytes that came another way.
///
/// # Errors
///
/// When the bytes are neither PDF nor text.
pub fn from_bytes(name: String, bytes: Vec<u8>) -> Result<Source, Error> {
    let media_type =
        media_type(&bytes).map_err(|reason| Error::NotADocument { name: name.clone(), reason })?;
    Ok(Source { name, sha256: sha256(&bytes), media_type, bytes })
}

/// SHA-256 in lower-case hex.
pub fn sha256(bytes: &[u8]) -> String {
    use std::fmt::Write;
    let digest = Sha256::digest(bytes);
    let mut hex = String::with_capacity(64);
    for byte in digest {
        write!(hex, "{byte:02x}").expect("writing to a string cannot fail");
    }
    hex
}
