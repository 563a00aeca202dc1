//! The one process that adds to an archive.

use std::collections::{BTreeMap, HashMap};
use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};

use super::ledger::Said;
use super::segment::{Entry, Holding, Lines};
use super::{About, Archive, Error, Line, Status, files, ledger, segment};
use crate::index::{self, Index};
use crate::ingest::Place;
use crate::record::StoredText;
use crate::record::v1::{READER_VERSION, Record};

/// How many documents are indexed between commits when an index is made anew.
const REINDEX_BATCH: usize = 512;

/// Which readings of documents are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keep {
    /// Any, whatever version made them.
    Any,
    /// Those that this version of the reader made.
    Current,
    /// None.
    Nothing,
}

/// What need not be read again, as it was when the archive was opened.
#[derive(Debug, Default)]
pub struct Known {
    read: HashMap<String, (Status, Option<String>)>,
    refused: HashMap<(Place, String), Line>,
}

impl Known {
    /// How well the document was read, when it is there, read by this version.
    pub fn read(&self, id: &str) -> Option<&(Status, Option<String>)> {
        self.read.get(id)
    }

    /// Why this version did not read these bytes at this place.
    pub fn refused(&self, place: &Place, id: &str) -> Option<&Line> {
        // As the ledger has it.
        let place = Line::new(place, Status::Failed, "").place();
        self.refused.get(&(place, id.to_owned()))
    }
}

/// A document, ready to be put into an archive.
#[derive(Debug)]
pub struct Prepared {
    pub(super) lines: Lines,
    pub(super) indexed: index::Prepared,
}

impl Prepared {
    /// What it is.
    pub fn entry(&self) -> &Entry {
        &self.lines.entry
    }
}

/// Makes a document ready: most of the work of storing and indexing it, on whatever thread.
pub fn prepare(record: &Record, text: &StoredText) -> Prepared {
    Prepared { lines: Lines::new(record, text), indexed: index::prepare(record, text) }
}

/// Adds documents to an archive. What was put in is safe once [`commit`](Self::commit) has returned.
#[derive(Debug)]
pub struct Writer {
    pub(super) archive: Archive,
    pub(super) index: index::Writer,
    said: Said,
    /// Lines of the ledger about files that were not read, as it was opened.
    refused: Vec<Line>,
    /// Documents since the last commit, by id.
    batch: BTreeMap<String, Lines>,
    batch_bytes: usize,
    /// Lines of the ledger since the last commit.
    lines: Vec<Line>,
    _lock: File,
}

impl Writer {
    /// Opens the archive in `path` for writing; makes it when there is none; mends what a crash left.
    ///
    /// # Errors
    ///
    /// When another process writes, something else stands there, or the disk refuses.
    pub fn open(path: &Path) -> Result<Self, Error> {
        make(path)?;
        let lock = lock(path)?;
        let archive = Archive::open(path)?;
        let about = files::to_json(&About::ours());
        let about_path = path.join("archive.json");
        if std::fs::read(&about_path).ok().as_deref() != Some(about.as_bytes()) {
            files::replace(&about_path, about.as_bytes())?;
        }
        ledger::mend(&archive.ledger_path())?;
        let ledger = archive.ledger()?;
        let is_refused = |line: &&Line| !line.status.is_read();
        let refused = ledger.lines().filter(is_refused).cloned().collect();
        let index = caught_up(&archive)?;
        Ok(Self {
            archive,
            index,
            said: Said::of(&ledger),
            refused,
            batch: BTreeMap::new(),
            batch_bytes: 0,
            lines: Vec::new(),
            _lock: lock,
        })
    }

    /// What need not be read again, now that reading is held to `limits` and can read pictures, or not: what came to
    /// another limit is tried anew, and what awaits OCR when it can be had.
    pub fn known(&self, keep: Keep, limits: &[String], reads_pictures: bool) -> Known {
        if keep == Keep::Nothing {
            return Known::default();
        }
        let current = |holding: &&Holding| {
            let is_improved = reads_pictures && holding.entry.awaits_ocr;
            (keep == Keep::Any || holding.reader == READER_VERSION) && !is_improved
        };
        let how_well = |holding: &Holding| {
            (holding.entry.id.clone(), (holding.entry.status(), holding.entry.lacks()))
        };
        let read = self.archive.holdings().filter(current).map(how_well).collect();
        let is_refused = |line: &&Line| {
            line.reader == READER_VERSION
                && line.limit.as_ref().is_none_or(|limit| limits.contains(limit))
        };
        let why = |line: &Line| {
            let id = line.sha256.clone()?;
            Some(((line.place(), id), line.clone()))
        };
        let refused = self.refused.iter().filter(is_refused).filter_map(why).collect();
        Known { read, refused }
    }

    /// The archive as it was at the last commit.
    pub fn archive(&self) -> &Archive {
        &self.archive
    }

    /// Puts a document in, in place of an earlier reading.
    ///
    /// Of the same bytes under several names the first name in the alphabet is kept, whichever came first.
    ///
    /// # Errors
    ///
    /// When the index cannot be written.
    pub fn put(&mut self, prepared: Prepared) -> Result<(), Error> {
        let entry = prepared.entry();
        if let Some(name) = self.name_of(&entry.id).filter(|name| **name < entry.name) {
            let (mut record, text) = prepared.lines.document(&self.archive.segments())?;
            record.source.name = name.clone();
            return self.put_named(prepare(&record, &text));
        }
        self.put_named(prepared)
    }

    pub(super) fn put_named(&mut self, prepared: Prepared) -> Result<(), Error> {
        // Nothing of it is found, or survives a crash, before the commit.
        self.index.put(prepared.indexed)?;
        self.put_lines(prepared.lines);
        Ok(())
    }

    /// Puts in a document that the index holds, or is to hold.
    pub(super) fn put_lines(&mut self, lines: Lines) {
        self.batch_bytes += lines.record.len() + lines.text.len();
        self.batch.insert(lines.entry.id.clone(), lines);
    }

    /// Tells that a document that is there stands in a file called `name` too.
    ///
    /// # Errors
    ///
    /// When its record cannot be read.
    pub fn put_again(&mut self, id: &str, name: &str) -> Result<(), Error> {
        if self.name_of(id).is_none_or(|known| known.as_str() <= name) {
            return Ok(());
        }
        let (mut record, text) = self.document(id)?;
        record.source.name = name.to_owned();
        self.put_named(prepare(&record, &text))
    }

    /// A document that is there.
    pub(super) fn document(&self, id: &str) -> Result<(Record, StoredText), Error> {
        if let Some(lines) = self.batch.get(id) {
            return lines.document(&self.archive.segments());
        }
        let holding = self.archive.find(id)?;
        Ok((self.archive.record(holding)?, self.archive.text(holding)?))
    }

    pub(super) fn name_of(&self, id: &str) -> Option<&String> {
        let waiting = self.batch.get(id).map(|lines| &lines.entry.name);
        waiting.or_else(|| self.archive.holdings.get(id).map(|holding| &holding.entry.name))
    }

    /// What became of a file; written with the next commit.
    pub fn note(&mut self, line: Line) {
        if !self.said.says(&line) {
            self.lines.push(line);
        }
    }

    /// How much waits for the next commit: documents, and bytes.
    pub fn waiting(&self) -> (usize, usize) {
        (self.batch.len(), self.batch_bytes)
    }

    /// Makes durable and visible what was put in: the segment, then the index, then the ledger.
    ///
    /// # Errors
    ///
    /// When the disk refuses; what was committed before stays.
    pub fn commit(&mut self) -> Result<(), Error> {
        if !self.batch.is_empty() {
            let documents: Vec<Lines> = std::mem::take(&mut self.batch).into_values().collect();
            self.batch_bytes = 0;
            let number = self.archive.last_segment + 1;
            let contents = segment::write(&self.archive.segments(), number, documents)?;
            self.archive.take_over(number, contents);
            self.index.commit(number)?;
        }
        if !self.lines.is_empty() {
            ledger::append(&self.archive.ledger_path(), &self.lines)?;
            for line in self.lines.drain(..) {
                self.said.set(&line);
            }
        }
        self.said.lacking().write(&self.archive.path)?;
        Ok(())
    }

    /// Commits, and waits for the index.
    ///
    /// # Errors
    ///
    /// When the disk refuses.
    pub fn finish(mut self) -> Result<Archive, Error> {
        self.commit()?;
        self.index.finish()?;
        Ok(self.archive)
    }
}

/// Makes the index of the archive in `path` anew from the records and texts, and tells how many documents it holds.
///
/// # Errors
///
/// When another process writes, or the disk refuses.
pub fn reindex(path: &Path) -> Result<usize, Error> {
    if !path.join("archive.json").is_file() {
        return Err(Error::Missing { path: path.to_owned() });
    }
    let _lock = lock(path)?;
    let archive = Archive::open(path)?;
    rebuilt(&archive)?.finish()?;
    files::replace(&path.join("archive.json"), files::to_json(&About::ours()).as_bytes())?;
    Ok(archive.holdings.len())
}

fn make(path: &Path) -> Result<(), Error> {
    if path.join("archive.json").is_file() {
        return Ok(());
    }
    std::fs::create_dir_all(path).map_err(files::failed("make", path))?;
    let mut there = std::fs::read_dir(path).map_err(files::failed("read", path))?;
    // What a crash may have left while the folder was made.
    let ours = ["segments", "lock", "archive.tmp", ".attsatsignore"];
    let is_foreign = there
        .any(|entry| entry.is_ok_and(|entry| ours.iter().all(|name| entry.file_name() != *name)));
    if is_foreign {
        return Err(Error::Foreign { path: path.to_owned() });
    }
    let segments = path.join("segments");
    std::fs::create_dir_all(&segments).map_err(files::failed("make", &segments))?;
    // An archive inside the folders that are read is not read itself.
    files::write(&path.join(".attsatsignore"), b"*\n")?;
    files::replace(&path.join("archive.json"), files::to_json(&About::ours()).as_bytes())
}

/// Held until the file is dropped; a crash lets go of it.
pub(super) fn lock(path: &Path) -> Result<File, Error> {
    let lock_path = path.join("lock");
    let opened = File::options().create(true).truncate(false).write(true).open(&lock_path);
    let file = opened.map_err(files::failed("write", &lock_path))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(Error::Locked { path: path.to_owned() }),
        Err(TryLockError::Error(reason)) => Err(files::failed("lock", &lock_path)(reason)),
    }
}

/// The index, holding everything the segments hold.
fn caught_up(archive: &Archive) -> Result<index::Writer, Error> {
    let Ok(index) = Index::open(&archive.index_path()) else { return rebuilt(archive) };
    let Ok(watermark) = index.watermark() else { return rebuilt(archive) };
    let watermark = watermark.unwrap_or(0);
    let mut writer = index::Writer::new(index)?;
    if watermark < archive.last_segment {
        fill(archive, &mut writer, watermark)?;
    }
    Ok(writer)
}

/// True when the index holds what the segments hold, and is as it was written.
pub(super) fn is_whole(archive: &Archive) -> bool {
    let whole = || {
        let index = Index::open(&archive.index_path()).ok()?;
        let is_level = index.watermark().ok()?.unwrap_or(0) == archive.last_segment;
        // What is damaged is not asked anything more.
        if !is_level || !index.damaged_files().ok()?.is_empty() {
            return Some(false);
        }
        let ids: Vec<&String> = archive.holdings.keys().collect();
        Some(index.documents().ok()?.iter().eq(ids))
    };
    whole().unwrap_or(false)
}

/// An index made anew, beside the old one until it is whole.
pub(super) fn rebuilt(archive: &Archive) -> Result<index::Writer, Error> {
    let (place, beside) = (archive.index_path(), archive.path.join("index.tmp"));
    let mut writer = index::Writer::new(Index::create(&beside)?)?;
    fill(archive, &mut writer, 0)?;
    writer.finish()?;
    remove(&place)?;
    std::fs::rename(&beside, &place).map_err(files::failed("write", &place))?;
    files::sync_folder(&archive.path)?;
    Ok(index::Writer::new(Index::open(&place)?)?)
}

fn remove(place: &PathBuf) -> Result<(), Error> {
    match std::fs::remove_dir_all(place) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(files::failed("remove", place)(error))
        }
        _ => Ok(()),
    }
}

/// Indexes what stands in segments after `watermark`.
fn fill(archive: &Archive, writer: &mut index::Writer, watermark: u64) -> Result<(), Error> {
    let mut holdings: Vec<&Holding> =
        archive.holdings().filter(|holding| holding.segment > watermark).collect();
    let place = |holding: &Holding| {
        let Entry { record, .. } = holding.entry;
        (holding.segment, record)
    };
    holdings.sort_by_key(|holding| place(holding));
    for batch in holdings.chunks(REINDEX_BATCH) {
        for holding in batch {
            writer.put(index::prepare(&archive.record(holding)?, &archive.text(holding)?))?;
        }
        // Not before everything is there may it claim to hold everything.
        writer.commit(watermark)?;
    }
    Ok(writer.commit(archive.last_segment)?)
}
