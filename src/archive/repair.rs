//! Makes anew what can be made anew: the lists of segments, and the index. What cannot is set aside, never removed.

use std::path::{Path, PathBuf};

use super::segment::{self, Lines};
use super::write::{is_whole, lock, rebuilt};
use super::{Archive, Error, files, ledger};

/// Repairs the archive in `path`, and tells what was done, one sentence each.
///
/// Records and texts that are not as they were written cannot be made from anything here: their segment is set aside in
/// `damaged/`, and the next ingest reads its documents anew, where their sources are still there.
///
/// # Errors
///
/// When there is no archive, another process writes, or the disk refuses.
pub fn repair(path: &Path) -> Result<Vec<String>, Error> {
    if !path.join("archive.json").is_file() {
        return Err(Error::Missing { path: path.to_owned() });
    }
    let _lock = lock(path)?;
    let mut done = Vec::new();
    for number in segment::numbers(&path.join("segments"))? {
        done.extend(segment_mended(path, number)?);
    }
    done.extend(ledger_mended(path)?);
    let archive = Archive::open(path)?;
    if !done.is_empty() || !is_whole(&archive) {
        rebuilt(&archive)?.finish()?;
        done.push("the index was made anew".to_owned());
    }
    Ok(done)
}

fn segment_mended(path: &Path, number: u64) -> Result<Option<String>, Error> {
    let segments = path.join("segments");
    if segment::damage(&segments, number).is_empty() {
        return Ok(None);
    }
    let documents = segment::is_readable(&segments, number)
        .then(|| segment::documents(&segments, number))
        .transpose()?;
    let aside = aside(path, &format!("{number:06}"))?;
    let place = segment::folder(&segments, number);
    std::fs::rename(&place, &aside).map_err(files::failed("move", &place))?;
    files::sync_folder(&segments)?;
    let told = match documents {
        Some(documents) => {
            let lines = documents.iter().map(|(record, text)| Lines::new(record, text)).collect();
            segment::write(&segments, number, lines)?;
            format!("segments/{number:06}: its lists were made anew")
        }
        None => {
            let aside = aside.file_name().unwrap_or_default().to_string_lossy().into_owned();
            format!(
                "segments/{number:06}: its records are damaged, and it was set aside as damaged/{aside}; \
                 ingest reads its documents anew from their sources"
            )
        }
    };
    Ok(Some(told))
}

/// Takes lines that are not as they were written out of the ledger.
fn ledger_mended(path: &Path) -> Result<Option<String>, Error> {
    let place = path.join("ledger.jsonl");
    ledger::mend(&place)?;
    let ledger = ledger::Ledger::open(&place)?;
    if ledger.damaged.is_empty() {
        return Ok(None);
    }
    let bytes = std::fs::read(&place).map_err(files::failed("read", &place))?;
    files::write(&aside(path, "ledger.jsonl")?, &bytes)?;
    ledger::rewrite(&place, &ledger)?;
    let n_lines = ledger.damaged.len();
    Ok(Some(format!("ledger.jsonl: {n_lines} damaged lines were taken out; damaged/ keeps them")))
}

/// A place in the folder for what is set aside.
fn aside(path: &Path, name: &str) -> Result<PathBuf, Error> {
    let folder = path.join("damaged");
    std::fs::create_dir_all(&folder).map_err(files::failed("make", &folder))?;
    let named = |nth: u32| match nth {
        0 => folder.join(name),
        nth => folder.join(format!("{name}.{nth}")),
    };
    Ok((0..).map(named).find(|place| !place.exists()).unwrap_or_else(|| named(u32::MAX)))
}
