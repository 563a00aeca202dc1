//! Sources of a list → files that can be read here.

use std::path::{Path, PathBuf};
use std::sync::mpsc::SyncSender;

use crate::ingest::{Listed, is_url};

/// A source of the list, and where it stands now.
pub(super) struct Fetched {
    pub(super) listed: Listed,
    /// The file, and the folder of its own, if it has one; or why there is none.
    pub(super) here: Result<(PathBuf, Option<PathBuf>), String>,
}

/// Hands on the sources in groups, those that stand elsewhere fetched into `room`, until nobody wants more.
pub(super) fn fetch(
    mine: &[Listed],
    group: usize,
    room: &Path,
    ready: &SyncSender<anyhow::Result<Vec<Fetched>>>,
) {
    let mut stores = Stores::default();
    for (nth, listed) in mine.chunks(group).enumerate() {
        let fetched = fetch_group(listed, &room.join(nth.to_string()), &mut stores);
        let is_last = fetched.is_err();
        if ready.send(fetched).is_err() || is_last {
            return;
        }
    }
}

fn fetch_group(
    listed: &[Listed],
    room: &Path,
    stores: &mut Stores,
) -> anyhow::Result<Vec<Fetched>> {
    let (mut all, mut jobs, mut waiting) = (Vec::new(), Vec::new(), Vec::new());
    for (nth, one) in listed.iter().enumerate() {
        let (listed, own) = (one.clone(), room.join(nth.to_string()));
        // A file with the name that the document is to have: it says what it claims to be.
        let named = own.join(one.name());
        let here = if is_url(&one.path) {
            std::fs::create_dir_all(&own)?;
            waiting.push(nth);
            jobs.push((one.path.to_string_lossy().into_owned(), named.clone()));
            Ok((named, Some(own)))
        } else if one.name.is_some() {
            std::fs::create_dir_all(&own)?;
            link(&std::path::absolute(&one.path)?, &named)?;
            Ok((named, Some(own)))
        } else {
            Ok((one.path.clone(), None))
        };
        all.push(Fetched { listed, here });
    }
    for (nth, told) in waiting.into_iter().zip(stores.fetch(&jobs)?) {
        if let (Err(reason), Some(fetched)) = (told, all.get_mut(nth)) {
            fetched.here = Err(reason);
        }
    }
    Ok(all)
}

#[cfg(unix)]
fn link(file: &Path, named: &Path) -> std::io::Result<()> {
    std::os::unix::fs::symlink(file, named)
}

#[cfg(not(unix))]
fn link(file: &Path, named: &Path) -> std::io::Result<()> {
    std::fs::copy(file, named).map(|_| ())
}

/// What fetches, once there is something to fetch.
#[derive(Default)]
struct Stores {
    #[cfg(feature = "store")]
    store: Option<crate::ingest::Store>,
}

impl Stores {
    /// Fetches each; tells of those that there are none of. Fails when a store does not answer: then the shard is not
    /// written, and whoever runs it tries again.
    #[cfg(feature = "store")]
    fn fetch(&mut self, jobs: &[(String, PathBuf)]) -> anyhow::Result<Vec<Result<(), String>>> {
        use crate::ingest::{FetchError, Store};
        if jobs.is_empty() {
            return Ok(Vec::new());
        }
        let store = match &mut self.store {
            Some(store) => store,
            none => none.insert(Store::new()?),
        };
        let told = store.fetch(jobs).into_iter().map(|told| match told {
            Ok(()) => Ok(Ok(())),
            Err(FetchError::Source(reason)) => Ok(Err(reason)),
            Err(error) => Err(error.into()),
        });
        told.collect()
    }

    #[cfg(not(feature = "store"))]
    fn fetch(&mut self, jobs: &[(String, PathBuf)]) -> anyhow::Result<Vec<Result<(), String>>> {
        match jobs.first() {
            Some((url, _)) => anyhow::bail!("cannot fetch {url}: built without the feature store"),
            None => Ok(Vec::new()),
        }
    }
}
