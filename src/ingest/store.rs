//! Addresses → files: sources in object stores (S3 and what speaks like it) and on web servers, fetched.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use object_store::path::Path as Key;
use object_store::{ObjectStore, ObjectStoreExt, parse_url_opts};
use tokio::runtime::{Builder, Runtime};
use tokio::task::JoinSet;
use url::{Position, Url};

use super::MAX_FILE_BYTES;

/// Sources that are fetched at the same time.
const AT_ONCE: usize = 16;

/// Why a source was not fetched.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum FetchError {
    /// There is none, or none that can be read: trying again gives the same.
    #[error("{0}")]
    Source(String),
    /// The store does not answer, or refuses us: another time it may not.
    #[error("cannot fetch {url}: {reason}")]
    Store {
        /// The address.
        url: String,
        /// What was said.
        reason: String,
    },
}

/// Fetches sources.
///
/// What stores ask of us stands in the environment, by the names that they are known by: `AWS_ACCESS_KEY_ID`,
/// `AWS_REGION`, `AWS_ENDPOINT_URL`, … ; `ALLOW_HTTP=true` where an address may begin with "http:".
#[derive(Debug)]
pub struct Store {
    runtime: Runtime,
    /// By what stands before the path.
    stores: BTreeMap<String, Arc<dyn ObjectStore>>,
}

impl Store {
    /// Ready to fetch.
    ///
    /// # Errors
    ///
    /// When the system refuses.
    pub fn new() -> std::io::Result<Self> {
        // Whoever has been here before has set the same.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let runtime = Builder::new_current_thread().enable_all().build()?;
        Ok(Self { runtime, stores: BTreeMap::new() })
    }

    /// Fetches what stands at each address into a new file; tells of each, in the same order.
    ///
    /// What fails on the way is tried again, for up to three minutes.
    pub fn fetch(&mut self, jobs: &[(String, PathBuf)]) -> Vec<Result<(), FetchError>> {
        let mut told: Vec<Option<Result<(), FetchError>>> = Vec::new();
        told.resize_with(jobs.len(), || None);
        for first in (0..jobs.len()).step_by(AT_ONCE) {
            let mut set = JoinSet::new();
            for (idx, (url, to)) in jobs.iter().enumerate().skip(first).take(AT_ONCE) {
                match self.store(url) {
                    Err(error) => told[idx] = Some(Err(error)),
                    Ok((store, key)) => {
                        let (url, to) = (url.clone(), to.clone());
                        let task = async move { (idx, fetch(&*store, &key, url, to).await) };
                        set.spawn_on(task, self.runtime.handle());
                    }
                }
            }
            self.runtime.block_on(async {
                while let Some(joined) = set.join_next().await {
                    if let Ok((idx, result)) = joined {
                        told[idx] = Some(result);
                    }
                }
            });
        }
        let lost = |url: &str| store_error(url.to_owned(), "it was not fetched");
        let each = told.into_iter().zip(jobs);
        each.map(|(told, (url, _))| told.unwrap_or_else(|| Err(lost(url)))).collect()
    }

    /// The store that an address is in, and its key there.
    fn store(&mut self, url: &str) -> Result<(Arc<dyn ObjectStore>, Key), FetchError> {
        let refused = |reason: &str| FetchError::Source(format!("not an address: {reason}"));
        let parsed = Url::parse(url).map_err(|error| refused(&error.to_string()))?;
        if parsed.query().is_some() {
            return Err(refused("one with a query (\"?\") cannot be fetched"));
        }
        let known = self.stores.get(&parsed[..Position::BeforePath]).cloned();
        let key = Key::from_url_path(parsed.path());
        // Of other schemes the key is more, or less, than the path.
        if let (Some(store), Ok(key), "s3" | "http" | "https") = (known, key, parsed.scheme()) {
            return Ok((store, key));
        }
        // Names of variables are known in small letters.
        let options = std::env::vars().map(|(name, value)| (name.to_lowercase(), value));
        let made = parse_url_opts(&parsed, options);
        let (store, key) = made.map_err(|error| store_error(url.to_owned(), &reason(&error)))?;
        let store: Arc<dyn ObjectStore> = Arc::from(store);
        self.stores.insert(parsed[..Position::BeforePath].to_owned(), Arc::clone(&store));
        Ok((store, key))
    }
}

async fn fetch(
    store: &dyn ObjectStore,
    key: &Key,
    url: String,
    to: PathBuf,
) -> Result<(), FetchError> {
    let got = match store.get(key).await {
        Err(object_store::Error::NotFound { .. }) => {
            return Err(FetchError::Source("nothing stands at the address".to_owned()));
        }
        got => got.map_err(|error| store_error(url.clone(), &reason(&error)))?,
    };
    if got.meta.size > MAX_FILE_BYTES {
        return Err(FetchError::Source(format!("larger than {MAX_FILE_BYTES} bytes")));
    }
    let bytes = got.bytes().await.map_err(|error| store_error(url.clone(), &reason(&error)))?;
    std::fs::write(&to, &bytes).map_err(|error| store_error(url, &error.to_string()))
}

fn store_error(url: String, reason: &str) -> FetchError {
    FetchError::Store { url, reason: reason.to_owned() }
}

/// What was said, on one line.
fn reason(error: &object_store::Error) -> String {
    down_to_cause(error).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What went wrong, down to its cause; what a cause only says again stands once.
pub(crate) fn down_to_cause(error: &dyn std::error::Error) -> String {
    let mut told = error.to_string();
    let mut cause = error.source();
    while let Some(inner) = cause {
        let inner_told = inner.to_string();
        if !told.contains(&inner_told) {
            told = format!("{told}: {inner_told}");
        }
        cause = inner.source();
    }
    told
}
