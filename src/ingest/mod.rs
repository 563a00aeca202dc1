//! Paths and bytes → [`Source`]: the only stage that reads files.

mod listing;
mod open;
mod place;
mod sniff;
#[cfg(feature = "store")]
mod store;
mod walk;
mod zip;

use std::io::Read;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::model::Source;

pub use listing::{ListError, Listed, is_url, listing};
pub use open::{Opened, Opener};
pub use place::{Member, Place};
pub use sniff::{NotADocument, media_type};
#[cfg(all(feature = "cli", feature = "store"))]
pub(crate) use store::down_to_cause;
#[cfg(feature = "store")]
pub use store::{FetchError, Store};
pub use walk::{Found, IGNORE_FILE, walk};
pub use zip::ZipError;

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
    /// A folder, a pipe, a device.
    #[error("{path} is not a regular file", path = path.display())]
    NotAFile {
        /// The place.
        path: PathBuf,
    },
    /// The file is larger than is read.
    #[error("{path} is larger than {limit} bytes", path = path.display())]
    TooLarge {
        /// The file.
        path: PathBuf,
        /// The limit.
        limit: u64,
    },
    /// A ZIP, or a file in it.
    #[error("cannot read {place}: {reason}")]
    Zip {
        /// Where it stands.
        place: Place,
        /// What is wrong.
        reason: ZipError,
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

impl Error {
    /// Why, without the file.
    pub fn reason(&self) -> String {
        match self {
            Self::Unreadable { reason, .. } => reason.to_string(),
            Self::NotAFile { .. } => "not a regular file".to_owned(),
            Self::TooLarge { limit, .. } => format!("larger than {limit} bytes"),
            Self::Zip { reason, .. } => reason.to_string(),
            Self::NotADocument { reason, .. } => reason.to_string(),
        }
    }
}

/// Reads the file at `path`.
///
/// # Errors
///
/// When it cannot be read, is too large, or is neither PDF nor text.
pub fn source(path: &Path) -> Result<Source, Error> {
    from_bytes(Place::from(path.to_owned()).name(), bytes(path)?)
}

/// The bytes of the file at `path`.
///
/// # Errors
///
/// When it cannot be read, is no regular file, or is too large.
pub fn bytes(path: &Path) -> Result<Vec<u8>, Error> {
    let unreadable = |reason| Error::Unreadable { path: path.to_owned(), reason };
    let metadata = std::fs::metadata(path).map_err(unreadable)?;
    if !metadata.is_file() {
        return Err(Error::NotAFile { path: path.to_owned() });
    }
    if metadata.len() > MAX_FILE_BYTES {
        return Err(Error::TooLarge { path: path.to_owned(), limit: MAX_FILE_BYTES });
    }
    // What grows while it is read, or tells no size, ends somewhere all the same.
    let mut bytes = Vec::with_capacity(metadata.len() as usize);
    let file = std::fs::File::open(path).map_err(unreadable)?;
    file.take(MAX_FILE_BYTES + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() as u64 > MAX_FILE_BYTES {
        return Err(Error::TooLarge { path: path.to_owned(), limit: MAX_FILE_BYTES });
    }
    Ok(bytes)
}

/// Makes a source of bytes that came another way.
///
/// # Errors
///
/// When the bytes are neither PDF nor text.
pub fn from_bytes(name: String, bytes: Vec<u8>) -> Result<Source, Error> {
    let sha256 = sha256(&bytes);
    from_hashed(name, bytes, sha256)
}

/// Makes a source of bytes whose SHA-256 is known.
///
/// # Errors
///
/// When the bytes are neither PDF nor text.
pub fn from_hashed(name: String, bytes: Vec<u8>, sha256: String) -> Result<Source, Error> {
    let media_type =
        media_type(&bytes).map_err(|reason| Error::NotADocument { name: name.clone(), reason })?;
    Ok(Source { name, sha256, media_type, bytes })
}

/// The path that is written as these bytes; `None` where paths are letters and these are none.
pub fn os_path(bytes: Vec<u8>) -> Option<PathBuf> {
    #[cfg(unix)]
    {
        use std::os::unix::ffi::OsStringExt;
        Some(std::ffi::OsString::from_vec(bytes).into())
    }
    #[cfg(not(unix))]
    String::from_utf8(bytes).ok().map(PathBuf::from)
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
