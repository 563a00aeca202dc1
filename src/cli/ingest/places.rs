//! What was typed → the places to read.

use std::io::{BufRead, Read};
use std::path::{Path, PathBuf};

use anyhow::Context;

use crate::archive::{Line, Status, Writer};
use crate::cli::args::Ingest;
use crate::cli::clock;
use crate::ingest::{self, Found, Place};

use super::summary::Summary;

/// A list of files is not longer than this.
const MAX_LIST_BYTES: u64 = 1 << 30;

/// The roots that are to be walked: those that were typed, and those listed on standard input for "-".
pub(super) fn roots(args: &Ingest) -> anyhow::Result<Vec<PathBuf>> {
    let mut roots = Vec::new();
    for path in &args.paths {
        if path == Path::new("-") {
            roots.extend(listed(std::io::stdin().lock(), args.null)?);
        } else {
            anyhow::ensure!(path.symlink_metadata().is_ok(), "cannot find {}", path.display());
            roots.push(path.clone());
        }
    }
    Ok(roots)
}

/// The paths of a list: one a line, or each ended by a zero byte.
fn listed(list: impl BufRead, by_null: bool) -> anyhow::Result<Vec<PathBuf>> {
    let mut bytes = Vec::new();
    list.take(MAX_LIST_BYTES + 1)
        .read_to_end(&mut bytes)
        .context("cannot read the list of files on standard input")?;
    anyhow::ensure!(bytes.len() as u64 <= MAX_LIST_BYTES, "the list of files is too long");
    let end = if by_null { 0 } else { b'\n' };
    let name = |line: &[u8]| {
        let line = if by_null { line } else { line.strip_suffix(b"\r").unwrap_or(line) };
        ingest::os_path(line.to_vec()).context("a name in the list of files is not UTF-8")
    };
    bytes.split(|&byte| byte == end).filter(|line| !line.is_empty()).map(name).collect()
}

/// The files to read; what cannot be walked goes to the ledger.
pub(super) fn walk(
    roots: &[PathBuf],
    archive: &Path,
    writer: &mut Writer,
    summary: &mut Summary,
) -> Vec<Place> {
    let own = archive.canonicalize().ok();
    let mut places = Vec::new();
    for found in ingest::walk(roots) {
        match found {
            Found::File(path) => {
                let is_own = own
                    .as_ref()
                    .is_some_and(|own| path.canonicalize().is_ok_and(|path| path.starts_with(own)));
                if !is_own {
                    places.push(path.into());
                }
            }
            Found::Unreachable { path, reason } => {
                let place = Place::from(path);
                summary.quarantine(&place, &reason);
                let line = Line::new(&place, Status::Failed, &clock::now());
                writer.note(Line { reason: Some(reason), ..line });
            }
        }
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_by_lines_and_by_zeros() {
        let paths = |list: &[u8], by_null| {
            let paths = listed(list, by_null).expect("a list");
            paths.iter().map(|path| path.display().to_string()).collect::<Vec<_>>()
        };
        assert_eq!(paths(b"a/b.pdf\nc d.txt\r\n\n", false), ["a/b.pdf", "c d.txt"]);
        assert_eq!(paths(b"a\nb.pdf\0c\r\0", true), ["a\nb.pdf", "c\r"]);
        assert!(paths(b"", false).is_empty());
    }
}
