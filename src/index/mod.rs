//! [`Record`](crate::record::v1::Record) ⇄ tantivy: everything that can be found again, and finding it.
//!
//! The index is a cache: it is rebuilt from records and texts, never migrated.

mod paper;
mod schema;
mod stem;
mod unit;
mod words;
mod write;

pub mod query;

mod answer;
mod build;
mod columns;
mod cost;
mod facet;
mod hit;
mod kwic;
mod list;
mod matches;
mod needle;
mod node;
mod outside;
mod parts;
mod piece;
mod plan;
mod row;
mod search;
mod shelf;
mod similar;
mod sort;
mod terms;
mod vocabulary;
mod within;

pub mod far;

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

pub use answer::Answer;
pub use facet::{Count, Facet};
pub use hit::{Context, Hit, Place};
pub use kwic::Kwic;
pub use piece::{PIECE_FILES, Piece, Pieces, piece_layout};
pub use query::{QueryError, Refusal, Vocabulary};
pub use search::{Filters, Found, Request};
pub use sort::{Side, Sort};
pub use unit::UnitKind;
pub use write::{Prepared, Writer, prepare};

/// Names how text is taken apart; an index made another way is rebuilt.
pub const ANALYSER: &str = "attsats/analyser/5 tokens/1 stems/1";

/// Why the index could not be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// No index stands there.
    #[error("no index in {path} (attsats reindex makes it anew)", path = path.display())]
    Missing {
        /// The folder.
        path: PathBuf,
    },
    /// Made by another analyser or another layout.
    #[error("the index in {path} was made by another version (attsats reindex makes it anew)", path = path.display())]
    Outdated {
        /// The folder.
        path: PathBuf,
    },
    /// What tantivy said.
    #[error("the index in {path} cannot be used: {reason}", path = path.display())]
    Broken {
        /// The folder.
        path: PathBuf,
        /// What was wrong.
        reason: String,
    },
    /// The query cannot be understood.
    #[error(transparent)]
    Query(#[from] QueryError),
}

/// An index on disk.
#[derive(Debug)]
pub struct Index {
    path: PathBuf,
    inner: tantivy::Index,
    fields: schema::Fields,
    current: Mutex<Option<Current>>,
    /// Of a part of an index that stands elsewhere, held in memory: what is known of the whole.
    whole: Option<Box<far::Whole>>,
}

/// The last state of the index that was asked for.
struct Current {
    /// What the index said of itself.
    meta: Vec<u8>,
    state: State,
    compounds: parts::Compounds,
}

/// A state of the index, opened once.
#[derive(Clone)]
struct State {
    searcher: tantivy::Searcher,
    /// Of each segment.
    columns: Arc<[columns::Columns]>,
    shelf: Arc<shelf::Shelf>,
}

impl State {
    fn of(searcher: tantivy::Searcher) -> tantivy::Result<Self> {
        let columns: tantivy::Result<Arc<[columns::Columns]>> =
            searcher.segment_readers().iter().map(columns::Columns::new).collect();
        Ok(Self { columns: columns?, searcher, shelf: Arc::default() })
    }
}

impl std::fmt::Debug for Current {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Current").finish_non_exhaustive()
    }
}

impl Index {
    /// Opens the index in `path`.
    ///
    /// # Errors
    ///
    /// When there is none, it is damaged, or another version made it.
    pub fn open(path: &Path) -> Result<Self, Error> {
        if !path.join("meta.json").is_file() {
            return Err(Error::Missing { path: path.to_owned() });
        }
        let inner = tantivy::Index::open_in_dir(path).map_err(|error| broken(path, &error))?;
        let (schema, fields) = schema::schema();
        if inner.schema() != schema {
            return Err(Error::Outdated { path: path.to_owned() });
        }
        inner.tokenizers().register(words::NAME, words::Words::default());
        let index =
            Self { path: path.to_owned(), inner, fields, current: Mutex::default(), whole: None };
        match index.payload()? {
            Some((_, analyser)) if analyser != ANALYSER => {
                Err(Error::Outdated { path: path.to_owned() })
            }
            _ => Ok(index),
        }
    }

    /// Makes an empty index in `path`, in place of what may stand there.
    ///
    /// # Errors
    ///
    /// When the folder cannot be written.
    pub fn create(path: &Path) -> Result<Self, Error> {
        let io = |error: std::io::Error| broken_io(path, &error);
        if path.exists() {
            std::fs::remove_dir_all(path).map_err(io)?;
        }
        std::fs::create_dir_all(path).map_err(io)?;
        let (schema, fields) = schema::schema();
        let inner = tantivy::Index::builder()
            .schema(schema)
            .settings(settings())
            .create_in_dir(path)
            .map_err(|error| broken(path, &error))?;
        inner.tokenizers().register(words::NAME, words::Words::default());
        Ok(Self { path: path.to_owned(), inner, fields, current: Mutex::default(), whole: None })
    }

    /// What the last commit said of itself: the number of the last segment of the archive it holds.
    ///
    /// # Errors
    ///
    /// When the index cannot be read.
    pub fn watermark(&self) -> Result<Option<u64>, Error> {
        Ok(self.payload()?.and_then(|(watermark, _)| watermark.parse().ok()))
    }

    /// What the last commit said: its watermark and its analyser.
    fn payload(&self) -> Result<Option<(String, String)>, Error> {
        let metas = self.inner.load_metas().map_err(|error| broken(&self.path, &error))?;
        let payload = metas.payload.unwrap_or_default();
        Ok(payload.split_once(' ').map(|(mark, analyser)| (mark.to_owned(), analyser.to_owned())))
    }

    /// The ids of the documents in the index, in order.
    ///
    /// # Errors
    ///
    /// When the index cannot be read.
    pub fn documents(&self) -> Result<Vec<String>, Error> {
        let searcher = self.searcher()?;
        vocabulary::living_names(&searcher, self.fields.doc)
            .map_err(|error| broken(&self.path, &error))
    }

    /// The files of the index whose checksum does not hold.
    ///
    /// # Errors
    ///
    /// When the index cannot be read at all.
    pub fn damaged_files(&self) -> Result<Vec<PathBuf>, Error> {
        let damaged = self.inner.validate_checksum().map_err(|error| broken(&self.path, &error))?;
        let mut damaged: Vec<PathBuf> = damaged.into_iter().collect();
        damaged.sort();
        Ok(damaged)
    }

    /// A part of an index that stands elsewhere, held in memory.
    fn of_part(
        inner: tantivy::Index,
        whole: far::Whole,
        compounds: parts::Compounds,
    ) -> Result<Self, Error> {
        let path = PathBuf::from("memory");
        let reader = inner.reader_builder().reload_policy(tantivy::ReloadPolicy::Manual);
        let reader: tantivy::IndexReader =
            reader.try_into().map_err(|error| broken(&path, &error))?;
        let state = State::of(reader.searcher()).map_err(|error| broken(&path, &error))?;
        let current = Current { meta: Vec::new(), state, compounds };
        let (fields, current) = (whole.fields(), Mutex::new(Some(current)));
        Ok(Self { path, inner, fields, current, whole: Some(Box::new(whole)) })
    }

    /// The index as it was committed last.
    fn searcher(&self) -> Result<tantivy::Searcher, Error> {
        Ok(self.state()?.searcher)
    }

    /// The same, with what is kept at hand of it.
    fn state(&self) -> Result<State, Error> {
        let meta = match self.whole {
            // It never changes.
            Some(_) => Ok(Vec::new()),
            None => std::fs::read(self.path.join("meta.json")),
        };
        let meta = meta.map_err(|error| broken_io(&self.path, &error))?;
        let mut current = self.current.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(current) = current.as_ref().filter(|current| current.meta == meta) {
            return Ok(current.state.clone());
        }
        let reader: tantivy::IndexReader = self
            .inner
            .reader_builder()
            .reload_policy(tantivy::ReloadPolicy::Manual)
            .try_into()
            .map_err(|error| broken(&self.path, &error))?;
        let state = State::of(reader.searcher()).map_err(|error| broken(&self.path, &error))?;
        *current = Some(Current { meta, state: state.clone(), compounds: parts::Compounds::new() });
        Ok(state)
    }

    /// The compounds of the words of `query`, looked up once for each state of the index.
    fn compounds(
        &self,
        searcher: &tantivy::Searcher,
        query: &query::Query,
    ) -> Result<parts::Compounds, Error> {
        /// Words that are kept.
        const MOST: usize = 1_000;
        let lock = || self.current.lock().unwrap_or_else(PoisonError::into_inner);
        let known = |word: &str| lock().as_ref()?.compounds.get(word).cloned();
        let dictionary = parts::Own { searcher, fields: &self.fields };
        let found = parts::compounds(&dictionary, query, &known);
        let found = found.map_err(|error| broken(&self.path, &error))?;
        if let Some(current) = lock().as_mut().filter(|current| current.compounds.len() < MOST) {
            current.compounds.extend(found.clone());
        }
        Ok(found)
    }
}

/// What is stored is packed already.
fn settings() -> tantivy::IndexSettings {
    tantivy::IndexSettings {
        docstore_compression: tantivy::store::Compressor::None,
        ..tantivy::IndexSettings::default()
    }
}

fn broken(path: &Path, error: &tantivy::TantivyError) -> Error {
    Error::Broken { path: path.to_owned(), reason: error.to_string() }
}

fn broken_io(path: &Path, error: &std::io::Error) -> Error {
    Error::Broken { path: path.to_owned(), reason: error.to_string() }
}

#[cfg(test)]
pub(crate) mod samples;

#[cfg(test)]
mod tests;
