//! A shard while it is written.

use std::collections::BTreeSet;
use std::collections::hash_map::{Entry as Slot, HashMap, RandomState};
use std::fs::File;
use std::hash::BuildHasher;
use std::path::{Path, PathBuf};

use super::{Counts, FORMAT, Indexed, MANIFEST, Manifest, Shard, Terms, piece_name};
use crate::archive::segment::{self, Lines, SUMS};
use crate::archive::{Error, Line, Prepared, Share, TOOL, files};
use crate::index::{PIECE_FILES, Pieces, piece_layout};
use crate::record::v1::READER_VERSION;

/// Held by the process that writes the draft; whoever can take it may clear the draft away.
const LOCK: &str = "lock";

/// A shard while it is written: in a folder beside its place that no other process writes to.
///
/// The documents are held in memory, packed as they will stand.
#[derive(Debug)]
pub struct Draft {
    place: PathBuf,
    beside: PathBuf,
    lock: File,
    documents: HashMap<String, Lines>,
    pieces: Pieces,
    renamed: BTreeSet<String>,
    sources: Vec<Line>,
}

impl Draft {
    /// Begins the shard of `share` in the folder `out`, and clears away what killed processes left of it.
    ///
    /// # Errors
    ///
    /// When the disk refuses.
    pub fn begin(out: &Path, share: Share) -> Result<Self, Error> {
        std::fs::create_dir_all(out).map_err(files::failed("make", out))?;
        let start = format!(".{}.", share.folder());
        clear_away(out, &start)?;
        let beside = out.join(format!("{start}{:016x}.tmp", random()));
        std::fs::create_dir(&beside).map_err(files::failed("make", &beside))?;
        let lock = locked(&beside)?;
        Ok(Self {
            place: out.join(share.folder()),
            beside,
            lock,
            documents: HashMap::new(),
            pieces: Pieces::default(),
            renamed: BTreeSet::new(),
            sources: Vec::new(),
        })
    }

    /// A folder for what is needed while the shard is written; gone with it.
    ///
    /// # Errors
    ///
    /// When it cannot be made.
    pub fn room(&self) -> Result<PathBuf, Error> {
        let room = self.beside.join("room");
        std::fs::create_dir_all(&room).map_err(files::failed("make", &room))?;
        Ok(room)
    }

    /// Puts a document in; of the same bytes under several names the first in the alphabet stands. True when it stands.
    ///
    /// # Errors
    ///
    /// When it cannot be indexed.
    pub fn put(&mut self, prepared: Prepared) -> Result<bool, Error> {
        let Prepared { lines, indexed } = prepared;
        match self.documents.entry(lines.entry.id.clone()) {
            Slot::Occupied(known) if known.get().entry.name <= lines.entry.name => Ok(false),
            Slot::Occupied(mut known) => {
                self.renamed.insert(lines.entry.id.clone());
                known.insert(lines);
                Ok(true)
            }
            Slot::Vacant(none) => {
                self.pieces.put(indexed)?;
                none.insert(lines);
                Ok(true)
            }
        }
    }

    /// What became of a source.
    pub fn note(&mut self, line: Line) {
        self.sources.push(Line { tool: None, time: None, ..line });
    }

    /// Puts the shard in its place, with `tables`: names and bytes. When another process has been faster, and what it
    /// wrote answers as well, that stays.
    ///
    /// # Errors
    ///
    /// When the disk refuses.
    pub fn finish(
        self,
        terms: Terms,
        tables: Vec<(&'static str, Vec<u8>)>,
    ) -> Result<Manifest, Error> {
        let Self { place, beside, lock, documents, pieces, renamed, sources } = self;
        let pieces = pieces.finish()?;
        let units = pieces.iter().map(|piece| piece.units).collect();
        let manifest = Manifest {
            format: FORMAT.to_owned(),
            tool: TOOL.to_owned(),
            reader: READER_VERSION,
            terms,
            counts: Counts::of(documents.len(), &sources),
            index: Indexed { layout: piece_layout(), units, renamed },
            sources,
        };
        let mut documents: Vec<Lines> = documents.into_values().collect();
        documents.sort_by(|one, other| one.entry.id.cmp(&other.entry.id));
        let (_, stored) = segment::files_of(documents);
        let told = files::to_json(&manifest) + "\n";
        let mut all = vec![(MANIFEST.to_owned(), told.into_bytes())];
        all.extend(stored.into_iter().chain(tables).map(|(name, bytes)| (name.to_owned(), bytes)));
        for (nth, piece) in pieces.into_iter().enumerate() {
            let names = PIECE_FILES.iter().map(|end| piece_name(nth, end));
            all.extend(names.zip(piece.files));
        }
        all.sort();
        let sums =
            segment::sums_of(all.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())));
        for (name, bytes) in &all {
            files::write(&beside.join(name), bytes)?;
        }
        files::write(&beside.join(SUMS), sums.as_bytes())?;
        let room = beside.join("room");
        if room.exists() {
            std::fs::remove_dir_all(&room).map_err(files::failed("remove", &room))?;
        }
        let lock_path = beside.join(LOCK);
        std::fs::remove_file(&lock_path).map_err(files::failed("remove", &lock_path))?;
        files::sync_folder(&beside)?;
        put_in_place(&beside, &place, &manifest)?;
        drop(lock);
        Ok(manifest)
    }
}

fn put_in_place(beside: &Path, place: &Path, manifest: &Manifest) -> Result<(), Error> {
    /// Other processes may put theirs there at the same moment, but not for ever.
    const TRIES: usize = 16;
    for nth in 1..=TRIES {
        match std::fs::rename(beside, place) {
            Ok(()) => break,
            Err(error) if nth == TRIES || !place.is_dir() => {
                return Err(files::failed("write", place)(error));
            }
            Err(_) => {}
        }
        if Shard::open(place).is_ok_and(|there| there.manifest() == manifest) {
            return std::fs::remove_dir_all(beside).map_err(files::failed("remove", beside));
        }
        // An earlier reading makes room.
        let aside = beside.with_extension("old");
        if std::fs::rename(place, &aside).is_ok() {
            std::fs::remove_dir_all(&aside).map_err(files::failed("remove", &aside))?;
        }
    }
    place.parent().map_or(Ok(()), files::sync_folder)
}

/// Removes what processes that were killed left in `out` under names that begin with `start`.
fn clear_away(out: &Path, start: &str) -> Result<(), Error> {
    for entry in std::fs::read_dir(out).map_err(files::failed("read", out))? {
        let entry = entry.map_err(files::failed("read", out))?;
        let is_old = entry.path().extension().is_some_and(|end| end == "old");
        let is_left = entry.file_name().to_string_lossy().starts_with(start)
            && (is_old || is_nobodys(&entry.path().join(LOCK)));
        if is_left {
            // Another process may be clearing it away.
            let _ = std::fs::remove_dir_all(entry.path());
        }
    }
    Ok(())
}

fn is_nobodys(lock: &Path) -> bool {
    File::options().write(true).open(lock).is_ok_and(|lock| lock.try_lock().is_ok())
}

/// A lock that is held from the moment it has its name.
fn locked(folder: &Path) -> Result<File, Error> {
    let (path, beside) = (folder.join(LOCK), folder.join("lock.new"));
    let lock = File::create(&beside).map_err(files::failed("write", &beside))?;
    // Where the system has no locks, nothing is cleared away either.
    let _ = lock.try_lock();
    std::fs::rename(&beside, &path).map_err(files::failed("write", &path))?;
    Ok(lock)
}

/// A number that no two processes, on whatever machines, have in common.
fn random() -> u64 {
    RandomState::new().hash_one(std::process::id())
}
