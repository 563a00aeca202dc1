//! Does everything still hold?

use std::collections::HashSet;
use std::path::Path;

use super::{Archive, Error, Line, Share, segment};
use crate::index::Index;
use crate::ingest::{self, Opened, Opener};

/// What was found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fixity {
    /// What does not hold, one sentence each.
    pub problems: Vec<String>,
    /// Documents in the archive.
    pub documents: usize,
    /// Segments whose checksums were computed.
    pub segments: usize,
    /// Sources that were read and whose checksum holds.
    pub sources: usize,
    /// Sources that are not where they were.
    pub unreachable: usize,
}

/// Checks segments, index, ledger and sources, or a share of them, of the archive in `path`.
///
/// # Errors
///
/// When there is no archive that could be checked.
pub fn verify(path: &Path, share: Option<Share>) -> Result<Fixity, Error> {
    let archive = Archive::open(path)?;
    let mut fixity = Fixity { documents: archive.holdings.len(), ..Fixity::default() };
    for number in segment::numbers(&archive.segments())? {
        fixity.segments += 1;
        let damage = segment::damage(&archive.segments(), number);
        fixity.problems.extend(damage.into_iter().map(|damage| damage.problem));
    }
    records(&archive, &mut fixity);
    if let Err(error) = index(&archive, &mut fixity) {
        fixity.problems.push(error.to_string());
    }
    ledger(&archive, share, &mut fixity)?;
    Ok(fixity)
}

/// Every record and text can be read and is the document's.
fn records(archive: &Archive, fixity: &mut Fixity) {
    for holding in archive.holdings() {
        let id = &holding.entry.id;
        let ids =
            archive.record(holding).and_then(|record| Ok([record.id, archive.text(holding)?.id]));
        match ids {
            Ok([record, text]) if record == *id && text == *id => {}
            Ok(_) => fixity.problems.push(format!("document {id}: holds another document")),
            Err(error) => fixity.problems.push(format!("document {id}: {error}")),
        }
    }
}

fn index(archive: &Archive, fixity: &mut Fixity) -> Result<(), Error> {
    let index = Index::open(&archive.index_path())?;
    let damaged = index.damaged_files()?;
    if !damaged.is_empty() {
        // What is damaged is not asked anything more.
        fixity.problems.extend(
            damaged
                .iter()
                .map(|file| format!("index/{}: the checksum does not hold", file.display())),
        );
        return Ok(());
    }
    if index.watermark()?.unwrap_or(0) != archive.last_segment {
        let problem = "index: it does not hold the last documents (the next ingest adds them)";
        fixity.problems.push(problem.to_owned());
        return Ok(());
    }
    let indexed = index.documents()?;
    let held: Vec<&String> = archive.holdings.keys().collect();
    for id in held.iter().filter(|id| indexed.binary_search(id).is_err()) {
        fixity.problems.push(format!("index: document {id} is not in it"));
    }
    for id in indexed.iter().filter(|id| !archive.holdings.contains_key(*id)) {
        fixity.problems.push(format!("index: document {id} is in no segment"));
    }
    Ok(())
}

/// Every document has a file it came from, every file that was read its document, and the files are as they were.
fn ledger(archive: &Archive, share: Option<Share>, fixity: &mut Fixity) -> Result<(), Error> {
    let ledger = archive.ledger()?;
    for number in &ledger.damaged {
        fixity.problems.push(format!("ledger.jsonl: line {number} is not as it was written"));
    }
    for id in archive.holdings.keys().filter(|id| !ledger.names(id)) {
        fixity.problems.push(format!("ledger: no file is named for document {id}"));
    }
    let ids: HashSet<&String> = archive.holdings.keys().collect();
    let mut opener = Opener::default();
    for line in ledger.lines() {
        let is_read = line.status.is_read();
        let is_held = line.sha256.as_ref().is_some_and(|id| ids.contains(id));
        let id = line.sha256.as_deref().unwrap_or_default();
        if is_read && !is_held {
            fixity.problems.push(format!("ledger: {} was read and is not held", line.place()));
        }
        if is_read && share.is_none_or(|share| share.holds(id)) {
            source(line, &mut opener, fixity);
        }
    }
    Ok(())
}

fn source(line: &Line, opener: &mut Opener, fixity: &mut Fixity) {
    let place = line.place();
    if !place.path.exists() {
        fixity.unreachable += 1;
        return;
    }
    match opener.open(&place) {
        Ok(Opened::File(bytes)) if Some(ingest::sha256(&bytes)) == line.sha256 => {
            fixity.sources += 1;
        }
        Ok(_) => fixity.problems.push(format!("{place}: changed since it was read")),
        Err(error) => fixity.problems.push(error.to_string()),
    }
}
