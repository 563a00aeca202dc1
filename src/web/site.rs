//! What the pages are made of: the archive as it is now, opened once for each of its states.

use std::hash::Hash;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError, RwLock};
use std::time::{Duration, Instant};

use lru::LruCache;

use super::overview::Overviews;
use super::pages::compare::Crossed;
use super::told::Told;
use super::visit::Fault;
use super::{Error, Settings};
use crate::archive::{Archive, Holding, Lacking, Ledger};
use crate::index::{Facet, Index};
use crate::link::Link;
use crate::mask::Masker;
use crate::record::StoredText;
use crate::record::v1::Record;
use crate::survey;

use super::asked::Asked;

/// How often the archive is asked whether something came.
const LOOK_AGAIN: Duration = Duration::from_secs(2);

/// What was made last, the longest unused of which goes first.
type Kept<K, V> = Mutex<LruCache<K, V>>;

/// A site over one archive.
pub(super) struct Site {
    pub(super) settings: Settings,
    current: RwLock<Arc<Holdings>>,
    looked: Mutex<Instant>,
    pub(super) overview: Overviews,
}

/// A state of the archive.
pub(super) struct Holdings {
    pub(super) archive: Archive,
    pub(super) index: Index,
    /// Differs between any two states.
    pub(super) mark: String,
    pub(super) mask: bool,
    ledger: OnceLock<Ledger>,
    told: Kept<Asked, Arc<Told>>,
    crossed: Kept<(Asked, Facet, Facet), Arc<Crossed>>,
    papers: Kept<String, Arc<Paper>>,
    /// By document, and by how many were known.
    links: Kept<(String, usize), Arc<Vec<Link>>>,
}

/// A document as it is shown.
pub(super) struct Paper {
    pub(super) record: Record,
    pub(super) text: StoredText,
    pub(super) masker: Masker,
}

impl Site {
    pub(super) fn open(settings: Settings) -> Result<Self, Error> {
        let holdings = Holdings::open(&settings.archive, settings.mask)?;
        let current = RwLock::new(Arc::new(holdings));
        Ok(Self {
            settings,
            current,
            looked: Mutex::new(Instant::now()),
            overview: Overviews::default(),
        })
    }

    /// The archive as it is; a state that was just written is seen within seconds.
    pub(super) fn holdings(&self) -> Arc<Holdings> {
        let current = || Arc::clone(&self.current.read().unwrap_or_else(PoisonError::into_inner));
        // One looks, the others go on with what is there.
        let Ok(mut looked) = self.looked.try_lock() else { return current() };
        if looked.elapsed() < LOOK_AGAIN {
            return current();
        }
        let before = current();
        if mark(&self.settings.archive) != before.mark
            && let Ok(new) = Holdings::open(&self.settings.archive, self.settings.mask)
        {
            *self.current.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(new);
        }
        *looked = Instant::now();
        current()
    }

    /// How many files were not read, or not wholly; `None` when all were.
    pub(super) fn lacking(&self) -> Option<Lacking> {
        Lacking::of(&self.settings.archive).filter(|lacking| *lacking != Lacking::default())
    }

    /// The name of the archive: what the settings say, or its folder's.
    pub(super) fn name(&self) -> String {
        let folder = || self.settings.archive.canonicalize().ok();
        let name = |path: PathBuf| Some(path.file_name()?.to_string_lossy().into_owned());
        self.settings.name.clone().or_else(|| folder().and_then(name)).unwrap_or_default()
    }
}

impl Holdings {
    fn open(path: &Path, mask: bool) -> Result<Self, Error> {
        /// Searches whose counts are kept.
        const SEARCHES: usize = 512;
        /// Documents that are kept.
        const PAPERS: usize = 64;
        let mark = mark(path);
        Ok(Self {
            archive: Archive::open(path)?,
            index: Archive::index(path)?,
            mark,
            mask,
            ledger: OnceLock::new(),
            told: kept(SEARCHES),
            crossed: kept(SEARCHES / 4),
            papers: kept(PAPERS),
            links: kept(SEARCHES),
        })
    }

    /// What is known of each file.
    pub(super) fn ledger(&self) -> Result<&Ledger, Error> {
        if let Some(ledger) = self.ledger.get() {
            return Ok(ledger);
        }
        let ledger = self.archive.ledger()?;
        Ok(self.ledger.get_or_init(|| ledger))
    }

    /// The counts of a search.
    pub(super) fn told(&self, asked: &Asked) -> Result<Arc<Told>, Error> {
        let asked = asked.counted();
        if let Some(told) = lock(&self.told).get(&asked).cloned() {
            return Ok(told);
        }
        let told = Arc::new(Told::of(&self.index, &asked)?);
        lock(&self.told).put(asked, Arc::clone(&told));
        Ok(told)
    }

    /// The hits of a search, by two facets across each other.
    pub(super) fn crossed(
        &self,
        asked: &Asked,
        row: Facet,
        column: Facet,
    ) -> Result<Arc<Crossed>, Error> {
        let key = (asked.counted(), row, column);
        if let Some(crossed) = lock(&self.crossed).get(&key).cloned() {
            return Ok(crossed);
        }
        let masker = if self.mask { Masker::default() } else { Masker::open() };
        let crossed = Arc::new(Crossed::of(&self.index, &key.0, (row, column), &masker)?);
        lock(&self.crossed).put(key, Arc::clone(&crossed));
        Ok(crossed)
    }

    /// What became of what a document proposes, worked out once while no more documents are known than now.
    pub(super) fn links(
        &self,
        id: &str,
        n_known: usize,
        work_out: impl FnOnce() -> Result<Vec<Link>, Fault>,
    ) -> Result<Arc<Vec<Link>>, Fault> {
        let key = (id.to_owned(), n_known);
        if let Some(links) = lock(&self.links).get(&key).cloned() {
            return Ok(links);
        }
        let links = Arc::new(work_out()?);
        lock(&self.links).put(key, Arc::clone(&links));
        Ok(links)
    }

    /// The document with this id, or whose id begins so, as it is shown.
    pub(super) fn paper(&self, id: &str) -> Result<Option<Arc<Paper>>, Error> {
        /// An address cut shorter than this names nothing.
        const SHORTEST: usize = 8;
        if id.len() < SHORTEST {
            return Ok(None);
        }
        let Ok(holding) = self.archive.find(id) else { return Ok(None) };
        self.shown(holding).map(Some)
    }

    /// A document of the archive, as it is shown.
    pub(super) fn shown(&self, holding: &Holding) -> Result<Arc<Paper>, Error> {
        let id = &holding.entry.id;
        if let Some(paper) = lock(&self.papers).get(id).cloned() {
            return Ok(paper);
        }
        let text = self.archive.text(holding)?;
        let record = self.archive.record(holding)?;
        let masker = if self.mask { Masker::of(&record, Some(&text)) } else { Masker::open() };
        let record = if self.mask { masker.record(&record) } else { record };
        let paper = Arc::new(Paper { record, text, masker });
        lock(&self.papers).put(id.clone(), Arc::clone(&paper));
        Ok(paper)
    }

    /// Hides what is to be hidden of a hit.
    pub(super) fn hide(&self, hit: &mut crate::index::Hit) -> Result<(), Error> {
        if self.mask
            && let Some(paper) = self.paper(&hit.id)?
        {
            survey::hit(&paper.masker, hit);
        }
        Ok(())
    }
}

/// Room for the last so many values.
fn kept<K: Hash + Eq, V>(most: usize) -> Kept<K, V> {
    Mutex::new(LruCache::new(NonZeroUsize::new(most).unwrap_or(NonZeroUsize::MIN)))
}

/// What of a locked value a thread that fell left behind is still good: each is put in whole.
pub(super) fn lock<T>(kept: &Mutex<T>) -> MutexGuard<'_, T> {
    kept.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Differs between any two states of the archive in `path`.
fn mark(path: &Path) -> String {
    let told = |name: &str| {
        let about = path.join(name).metadata().ok();
        let time = about.as_ref().and_then(|about| about.modified().ok());
        let time = time.and_then(|time| time.duration_since(std::time::UNIX_EPOCH).ok());
        let size = about.map_or(0, |about| about.len());
        format!("{size:x}.{:x}", time.map_or(0, |time| time.as_nanos()))
    };
    ["index/meta.json", "ledger.jsonl", "segments"].map(told).join("-")
}
