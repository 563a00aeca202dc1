//! What the pages are made of: the archive as it is now, opened once for each of its states.

use std::hash::Hash;
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError, RwLock};
use std::time::{Duration, Instant};

use lru::LruCache;

use super::finder::{Counted, Finder, Found};
use super::overview::Overviews;
use super::pages::compare::Crossed;
use super::told::{TOLD, Told, request};
use super::visit::Fault;
use super::{Error, Over, Settings};
use crate::archive::{Archive, Holding, Lacking, Ledger, Sources};
use crate::index::{Facet, Hit, Index, Request};
use crate::link::{Acts, Link};
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
    pub(super) index: Finder,
    /// Differs between any two states.
    pub(super) mark: String,
    pub(super) mask: bool,
    sources: OnceLock<Sources>,
    told: Kept<Asked, Arc<Told>>,
    crossed: Kept<(Asked, Facet, Facet), Arc<Crossed>>,
    papers: Kept<String, Arc<Paper>>,
    /// The hits of a page, with how many there are in a page, as they are shown.
    shown: Kept<(Asked, usize), Arc<Shown>>,
    /// What documents propose and decide.
    acts: Kept<String, Acts>,
    /// By document, and by how many were known.
    links: Kept<(String, usize), Arc<Vec<Link>>>,
}

/// The hits of a page of a search.
pub(super) struct Shown {
    pub(super) total: usize,
    pub(super) documents: usize,
    pub(super) hits: Vec<Hit>,
}

/// A document as it is shown.
pub(super) struct Paper {
    pub(super) record: Record,
    pub(super) text: StoredText,
    pub(super) masker: Masker,
}

impl Site {
    pub(super) fn open(settings: Settings) -> Result<Self, Error> {
        let holdings = Holdings::open(&settings.over, settings.mask)?;
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
        if mark(&self.settings.over) != before.mark
            && let Ok(new) = Holdings::open(&self.settings.over, self.settings.mask)
        {
            *self.current.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(new);
        }
        *looked = Instant::now();
        current()
    }

    /// How many files were not read, or not wholly; `None` when all were.
    pub(super) fn lacking(&self) -> Option<Lacking> {
        let Over::Archive(folder) = &self.settings.over else { return None };
        Lacking::of(folder).filter(|lacking| *lacking != Lacking::default())
    }

    /// True when there are documents and not searches alone.
    pub(super) fn has_archive(&self) -> bool {
        matches!(self.settings.over, Over::Archive(_))
    }

    /// The name of the archive: what the settings say, or its folder's or its index's.
    pub(super) fn name(&self) -> String {
        let name = |path: PathBuf| Some(path.file_name()?.to_string_lossy().into_owned());
        let own = || match &self.settings.over {
            Over::Archive(folder) => folder.canonicalize().ok().and_then(name),
            Over::Index(index) => Some(index.name()),
        };
        self.settings.name.clone().or_else(own).unwrap_or_default()
    }
}

impl Holdings {
    fn open(over: &Over, mask: bool) -> Result<Self, Error> {
        /// Searches whose counts are kept.
        const SEARCHES: usize = 512;
        /// Documents that are kept.
        const PAPERS: usize = 64;
        let mark = mark(over);
        let (archive, index) = match over {
            Over::Archive(folder) => {
                (Archive::open(folder)?, Finder::Here(Box::new(Archive::index(folder)?)))
            }
            Over::Index(index) => (Archive::none(), Finder::There(Arc::clone(index))),
        };
        Ok(Self {
            archive,
            index,
            mark,
            mask,
            sources: OnceLock::new(),
            told: kept(SEARCHES),
            crossed: kept(SEARCHES / 4),
            papers: kept(PAPERS),
            shown: kept(SEARCHES),
            acts: kept(SEARCHES),
            links: kept(SEARCHES),
        })
    }

    /// Where the documents stand, and when they were imported.
    pub(super) fn sources(&self) -> Result<&Sources, Error> {
        if let Some(sources) = self.sources.get() {
            return Ok(sources);
        }
        Ok(self.sources_of(&self.archive.ledger()?))
    }

    /// The same, where the ledger is at hand.
    pub(super) fn sources_of(&self, ledger: &Ledger) -> &Sources {
        self.sources.get_or_init(|| Sources::of(ledger))
    }

    /// How many documents can be found.
    pub(super) fn documents(&self) -> usize {
        match &self.index {
            Finder::Here(_) => self.archive.holdings().len(),
            Finder::There(index) => index.documents(),
        }
    }

    /// The index, where it stands here.
    pub(super) fn here(&self) -> Result<&Index, Error> {
        self.index.here().ok_or_else(|| Error::Far("the index stands elsewhere".to_owned()))
    }

    /// The counts of a search.
    pub(super) fn told(&self, asked: &Asked) -> Result<Arc<Told>, Error> {
        let asked = asked.counted();
        if let Some(told) = lock(&self.told).get(&asked).cloned() {
            return Ok(told);
        }
        let request = Request { limit: 0, ..request(&asked)? };
        let told = Arc::new(Told::of(&self.index.find(&request, &TOLD)?)?);
        lock(&self.told).put(asked, Arc::clone(&told));
        Ok(told)
    }

    /// The counts of a search and the hits of its page, of so many on a page.
    pub(super) fn found(
        &self,
        asked: &Asked,
        per_page: usize,
    ) -> Result<(Arc<Told>, Arc<Shown>), Error> {
        let counted = asked.counted();
        if lock(&self.told).contains(&counted) {
            return Ok((self.told(asked)?, self.hits(asked, per_page)?));
        }
        let mut found = self.index.find(&page_of(asked, per_page)?, &TOLD)?;
        let told = Arc::new(Told::of(&found)?);
        lock(&self.told).put(counted, Arc::clone(&told));
        Ok((told, self.show(&mut found, asked, per_page)?))
    }

    /// The hits of a search's page, of so many on a page.
    pub(super) fn hits(&self, asked: &Asked, per_page: usize) -> Result<Arc<Shown>, Error> {
        if let Some(shown) = lock(&self.shown).get(&(asked.clone(), per_page)).cloned() {
            return Ok(shown);
        }
        let mut found = self.index.find(&page_of(asked, per_page)?, &Counted::default())?;
        self.show(&mut found, asked, per_page)
    }

    fn show(
        &self,
        found: &mut Found<'_>,
        asked: &Asked,
        per_page: usize,
    ) -> Result<Arc<Shown>, Error> {
        let total = found.total();
        let from = (asked.page as usize - 1) * per_page;
        let mut hits = Vec::with_capacity(per_page);
        for at in from..(from + per_page).min(found.most()) {
            let mut hit = found.hit(at)?;
            self.hide(&mut hit)?;
            hits.push(hit);
        }
        let shown = Arc::new(Shown { total, documents: found.documents()?, hits });
        lock(&self.shown).put((asked.clone(), per_page), Arc::clone(&shown));
        Ok(shown)
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
        let crossed = Arc::new(Crossed::of(self.here()?, &key.0, (row, column), &masker)?);
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

    /// What a document proposes and decides, as it is shown.
    pub(super) fn acts(&self, holding: &Holding) -> Result<Acts, survey::Error> {
        let id = &holding.entry.id;
        if let Some(acts) = lock(&self.acts).get(id).cloned() {
            return Ok(acts);
        }
        let acts = Acts::of(&survey::record(&self.archive, holding, self.mask)?);
        lock(&self.acts).put(id.clone(), acts.clone());
        Ok(acts)
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

/// What the index is asked for a page.
fn page_of(asked: &Asked, per_page: usize) -> Result<Request, Error> {
    Ok(Request { limit: asked.page as usize * per_page, ..request(asked)? })
}

/// Room for the last so many values.
fn kept<K: Hash + Eq, V>(most: usize) -> Kept<K, V> {
    Mutex::new(LruCache::new(NonZeroUsize::new(most).unwrap_or(NonZeroUsize::MIN)))
}

/// What of a locked value a thread that fell left behind is still good: each is put in whole.
pub(super) fn lock<T>(kept: &Mutex<T>) -> MutexGuard<'_, T> {
    kept.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Differs between any two states of what the site is over.
fn mark(over: &Over) -> String {
    let path = match over {
        Over::Archive(folder) => folder,
        Over::Index(index) => return index.name(),
    };
    let told = |name: &str| {
        let about = path.join(name).metadata().ok();
        let time = about.as_ref().and_then(|about| about.modified().ok());
        let time = time.and_then(|time| time.duration_since(std::time::UNIX_EPOCH).ok());
        let size = about.map_or(0, |about| about.len());
        format!("{size:x}.{:x}", time.map_or(0, |time| time.as_nanos()))
    };
    ["index/meta.json", "ledger.jsonl", "segments"].map(told).join("-")
}
