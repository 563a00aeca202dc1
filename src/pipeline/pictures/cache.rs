//! Pictures kept in a folder: `SHA256/PAGE@DPI.png`, up to so many bytes; those used longest ago go first.

use std::fs::{DirBuilder, File};
use std::io::{Error, ErrorKind, Result, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use crate::ocr::Picture;

/// Bytes kept when nothing else is said.
const MOST_BYTES: u64 = 500 << 20;

/// When there are too many bytes, so much of them is left, in parts of a hundred.
const LEFT: u64 = 90;

/// A file that was begun so long ago is not written any more.
const ABANDONED: Duration = Duration::from_secs(600);

/// A picture that was used is marked so at most once in such a time.
const MARKED: Duration = Duration::from_secs(3_600);

/// Pictures kept in a folder.
#[derive(Debug)]
pub struct PictureCache {
    folder: PathBuf,
    most_bytes: u64,
    /// Bytes in the folder, as far as this process knows.
    n_bytes: Mutex<u64>,
    n_written: AtomicU64,
}

struct Kept {
    path: PathBuf,
    n_bytes: u64,
    used: SystemTime,
}

impl PictureCache {
    /// Keeps up to 500 MB in `folder`, which only its owner may read; it is made when it is not there.
    ///
    /// # Errors
    ///
    /// When nothing can be written there.
    pub fn open(folder: &Path) -> Result<Self> {
        Self::with_room(folder, MOST_BYTES)
    }

    /// As [`PictureCache::open`], with room for `most_bytes`.
    ///
    /// # Errors
    ///
    /// When nothing can be written there.
    pub fn with_room(folder: &Path, most_bytes: u64) -> Result<Self> {
        make_folder(folder)?;
        let cache = Self {
            folder: folder.to_owned(),
            most_bytes,
            n_bytes: Mutex::new(0),
            n_written: AtomicU64::new(0),
        };
        cache.tidy(cache.most_bytes)?;
        Ok(cache)
    }

    /// The picture of a page, when it is kept and whole.
    pub fn get(&self, sha256: &str, page: u32, dpi: u16) -> Option<Picture> {
        let path = self.path(sha256, page, dpi)?;
        let png = std::fs::read(&path).ok()?;
        let Some(picture) = Picture::of_png(png) else {
            let _ = std::fs::remove_file(&path);
            return None;
        };
        let is_marked = path
            .metadata()
            .and_then(|data| data.modified())
            .is_ok_and(|used| SystemTime::now().duration_since(used).unwrap_or_default() < MARKED);
        if !is_marked && let Ok(file) = File::options().write(true).open(&path) {
            let _ = file.set_modified(SystemTime::now());
        }
        Some(picture)
    }

    /// Keeps the picture of a page.
    ///
    /// # Errors
    ///
    /// When it cannot be written.
    pub fn put(&self, sha256: &str, page: u32, dpi: u16, picture: &Picture) -> Result<()> {
        let Some(path) = self.path(sha256, page, dpi) else {
            return Err(Error::new(ErrorKind::InvalidInput, "not a SHA-256"));
        };
        let n_bytes = picture.png.len() as u64;
        if n_bytes > self.most_bytes {
            return Ok(());
        }
        if let Some(folder) = path.parent() {
            make_folder(folder)?;
        }
        let nth = self.n_written.fetch_add(1, Ordering::Relaxed);
        let beside = path.with_extension(format!("{}-{nth}.tmp", std::process::id()));
        let written = File::create(&beside).and_then(|mut file| {
            file.write_all(&picture.png)?;
            file.sync_data()
        });
        if let Err(error) = written.and_then(|()| std::fs::rename(&beside, &path)) {
            let _ = std::fs::remove_file(&beside);
            return Err(error);
        }
        let is_full = {
            let mut total = self.n_bytes.lock().unwrap_or_else(PoisonError::into_inner);
            *total += n_bytes;
            *total > self.most_bytes
        };
        if is_full { self.tidy(self.most_bytes / 100 * LEFT) } else { Ok(()) }
    }

    /// Where a picture is kept; `None` for a name that is no SHA-256.
    fn path(&self, sha256: &str, page: u32, dpi: u16) -> Option<PathBuf> {
        let is_sha256 = sha256.len() == 64
            && sha256.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        is_sha256.then(|| self.folder.join(sha256).join(format!("{page}@{dpi}.png")))
    }

    /// Looks what there is, and removes what was used longest ago until no more than `most` is left.
    fn tidy(&self, most: u64) -> Result<()> {
        let mut total = self.n_bytes.lock().unwrap_or_else(PoisonError::into_inner);
        let mut kept = self.kept()?;
        kept.sort_by_key(|kept| std::cmp::Reverse(kept.used));
        let mut left = 0;
        for old in kept {
            if left + old.n_bytes > most {
                let _ = std::fs::remove_file(&old.path);
                // Only an empty folder can be removed so.
                let _ = old.path.parent().map(std::fs::remove_dir);
            } else {
                left += old.n_bytes;
            }
        }
        *total = left;
        Ok(())
    }

    fn kept(&self) -> Result<Vec<Kept>> {
        let mut all = Vec::new();
        for folder in self.folder.read_dir()?.flatten() {
            // Another process may have removed it.
            let Ok(files) = folder.path().read_dir() else { continue };
            for file in files.flatten() {
                let path = file.path();
                let suffix = path.extension().and_then(|suffix| suffix.to_str());
                let Ok(data) = file.metadata() else { continue };
                let used = data.modified().unwrap_or(SystemTime::UNIX_EPOCH);
                match suffix {
                    Some("png") => all.push(Kept { path, n_bytes: data.len(), used }),
                    Some("tmp") if used.elapsed().is_ok_and(|age| age > ABANDONED) => {
                        let _ = std::fs::remove_file(&path);
                    }
                    _ => {}
                }
            }
        }
        Ok(all)
    }
}

/// Pages may hold what not everybody is to see.
fn make_folder(path: &Path) -> Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

#[cfg(test)]
mod tests;
