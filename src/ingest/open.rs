//! [`Place`] → bytes, or the places that a ZIP holds.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use super::zip::{Zip, is_zip};
use super::{Error, Place, bytes};

/// What stands at a place.
#[derive(Debug)]
pub enum Opened {
    /// The bytes of a file.
    File(Vec<u8>),
    /// The places in a ZIP, in the order of its list.
    Zip(Vec<Place>),
}

/// Opens one place after another, and keeps the last ZIP at hand for the next file in it.
#[derive(Debug, Default)]
pub struct Opener {
    zip: Option<(PathBuf, Zip)>,
}

impl Opener {
    /// What stands at `place`.
    ///
    /// # Errors
    ///
    /// When it cannot be read, is no regular file, is too large, or is a ZIP that makes no sense.
    pub fn open(&mut self, place: &Place) -> Result<Opened, Error> {
        let refused = |reason| Error::Zip { place: place.clone(), reason };
        let Some(member) = &place.member else {
            if !begins_as_zip(&place.path)? {
                return bytes(&place.path).map(Opened::File);
            }
            let zip = self.zip(&place.path).map_err(refused)?;
            let of = |member| Place { path: place.path.clone(), member: Some(member) };
            return Ok(Opened::Zip(zip.members().iter().cloned().map(of).collect()));
        };
        let zip = self.zip(&place.path).map_err(refused)?;
        zip.bytes(member).map(Opened::File).map_err(refused)
    }

    fn zip(&mut self, path: &Path) -> Result<&Zip, super::ZipError> {
        match self.zip.take() {
            Some((known, zip)) if known == path => Ok(&self.zip.insert((known, zip)).1),
            _ => Ok(&self.zip.insert((path.to_owned(), Zip::open(path)?)).1),
        }
    }
}

fn begins_as_zip(path: &Path) -> Result<bool, Error> {
    let unreadable = |reason| Error::Unreadable { path: path.to_owned(), reason };
    if !std::fs::metadata(path).map_err(unreadable)?.is_file() {
        return Err(Error::NotAFile { path: path.to_owned() });
    }
    let mut head = Vec::new();
    File::open(path).and_then(|file| file.take(4).read_to_end(&mut head)).map_err(unreadable)?;
    Ok(is_zip(&head))
}
