//! Many files → their records, on many threads, in the order given.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use super::{Limits, read};
use crate::ingest;
use crate::record::v1::Record;
use crate::record::{StoredText, stored_text};

/// Files that may be read ahead of the slowest, for each thread.
const AHEAD: usize = 16;

/// Stack of a reading thread; deep nesting is refused long before.
const STACK_BYTES: usize = 16 << 20;

/// Names that claim to be a paper; such a file that is none is set aside, not passed over.
const PAPER_SUFFIXES: [&str; 5] = ["pdf", "txt", "text", "md", "markdown"];

/// How to read many files.
pub struct Batch<'a> {
    /// How many files are read at the same time.
    pub n_threads: usize,
    /// How much one document may cost.
    pub limits: Limits,
    /// True for a file, and the SHA-256 of its bytes, that need not be read again.
    pub is_known: &'a (dyn Fn(&Path, &str) -> bool + Sync),
}

/// One file, done with.
#[derive(Debug)]
pub struct Done {
    /// The file, as given.
    pub path: PathBuf,
    /// Its size.
    pub bytes: u64,
    /// Of its bytes, when they could be read.
    pub sha256: Option<String>,
    /// What became of it.
    pub outcome: Outcome,
}

/// What became of a file.
#[derive(Debug)]
pub enum Outcome {
    /// Read.
    Read(Box<(Record, StoredText)>),
    /// Known, and not read again.
    Known,
    /// Could not be read.
    Failed(String),
    /// Not a paper.
    Skipped(String),
}

/// As many threads as the machine runs at once.
pub fn default_threads() -> usize {
    std::thread::available_parallelism().map_or(1, std::num::NonZero::get)
}

/// Reads `paths` and hands each to `each`, on the calling thread and in the order given, until it breaks off.
///
/// At most a few files for each thread are held at a time.
///
/// # Errors
///
/// When no threads are to be had.
pub fn read_all(
    paths: &[PathBuf],
    batch: &Batch<'_>,
    each: &mut dyn FnMut(Done) -> ControlFlow<()>,
) -> std::io::Result<()> {
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(batch.n_threads.max(1))
        .stack_size(STACK_BYTES)
        .build()
        .map_err(std::io::Error::other)?;
    let queue = Queue::new(pool.current_num_threads() * AHEAD);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            pool.broadcast(|_| {
                while let Some(idx) = queue.take(paths.len()) {
                    queue.put(idx, done(&paths[idx], batch));
                }
            });
        });
        for idx in 0..paths.len() {
            if each(queue.next(idx)).is_break() {
                break;
            }
        }
        queue.stop();
    });
    Ok(())
}

/// Reads one file.
fn done(path: &Path, batch: &Batch<'_>) -> Done {
    let path_owned = path.to_owned();
    let bytes = match ingest::bytes(path) {
        Ok(bytes) => bytes,
        Err(error) => {
            let outcome = match error {
                ingest::Error::NotAFile { .. } => Outcome::Skipped(error.reason()),
                _ => Outcome::Failed(error.reason()),
            };
            return Done { path: path_owned, bytes: 0, sha256: None, outcome };
        }
    };
    let n_bytes = bytes.len() as u64;
    let sha256 = ingest::sha256(&bytes);
    let outcome = if (batch.is_known)(path, &sha256) {
        Outcome::Known
    } else {
        read_bytes(path, bytes, sha256.clone(), &batch.limits)
    };
    Done { path: path_owned, bytes: n_bytes, sha256: Some(sha256), outcome }
}

fn read_bytes(path: &Path, bytes: Vec<u8>, sha256: String, limits: &Limits) -> Outcome {
    let source = match ingest::from_hashed(ingest::name(path), bytes, sha256) {
        Ok(source) => source,
        Err(error) if claims_paper(path) => return Outcome::Failed(error.reason()),
        Err(error) => return Outcome::Skipped(error.reason()),
    };
    match read(&source, limits) {
        Ok(reading) => {
            let text = stored_text(&reading.record.id, &reading.text);
            Outcome::Read(Box::new((reading.record, text)))
        }
        Err(error) => Outcome::Failed(error.to_string()),
    }
}

fn claims_paper(path: &Path) -> bool {
    let suffix = path.extension().map(|suffix| suffix.to_string_lossy().to_lowercase());
    suffix.is_some_and(|suffix| PAPER_SUFFIXES.contains(&suffix.as_str()))
}

/// Hands out the numbers of files in order and takes the results back in order; who is too far ahead waits.
struct Queue {
    next: AtomicUsize,
    ahead: usize,
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    waiting: BTreeMap<usize, Done>,
    n_given: usize,
    stopped: bool,
}

impl Queue {
    fn new(ahead: usize) -> Self {
        let (state, changed) = (Mutex::default(), Condvar::new());
        Self { next: AtomicUsize::new(0), ahead, state, changed }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait<'a>(&self, state: MutexGuard<'a, State>) -> MutexGuard<'a, State> {
        self.changed.wait(state).unwrap_or_else(PoisonError::into_inner)
    }

    /// The number of the next file to read; `None` when there is none or nobody waits for it any more.
    fn take(&self, n_files: usize) -> Option<usize> {
        let idx = self.next.fetch_add(1, Ordering::Relaxed);
        if idx >= n_files {
            return None;
        }
        let mut state = self.lock();
        while !state.stopped && idx >= state.n_given + self.ahead {
            state = self.wait(state);
        }
        (!state.stopped).then_some(idx)
    }

    fn put(&self, idx: usize, done: Done) {
        self.lock().waiting.insert(idx, done);
        self.changed.notify_all();
    }

    /// Waits for file `idx`.
    fn next(&self, idx: usize) -> Done {
        let mut state = self.lock();
        loop {
            if let Some(done) = state.waiting.remove(&idx) {
                state.n_given = idx + 1;
                drop(state);
                self.changed.notify_all();
                return done;
            }
            state = self.wait(state);
        }
    }

    fn stop(&self) {
        self.lock().stopped = true;
        self.changed.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(paths: &[PathBuf], n_threads: usize, stop_after: usize) -> Vec<PathBuf> {
        let batch = Batch { n_threads, limits: Limits::default(), is_known: &|_, _| false };
        let mut seen = Vec::new();
        read_all(paths, &batch, &mut |done| {
            seen.push(done.path);
            if seen.len() == stop_after {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            }
        })
        .expect("threads");
        seen
    }

    #[test]
    fn in_the_order_given_whatever_the_threads() {
        let paths: Vec<PathBuf> =
            (0..500).map(|n| PathBuf::from(format!("/nowhere/{n}"))).collect();
        for n_threads in [1, 2, 7] {
            assert_eq!(names(&paths, n_threads, usize::MAX), paths);
        }
    }

    #[test]
    fn stops_when_told() {
        let paths: Vec<PathBuf> =
            (0..500).map(|n| PathBuf::from(format!("/nowhere/{n}"))).collect();
        assert_eq!(names(&paths, 3, 5), paths[..5]);
    }

    #[test]
    fn a_name_may_claim_a_paper() {
        assert!(claims_paper(Path::new("a/B.PDF")));
        assert!(!claims_paper(Path::new("a/photo.jpg")));
        assert!(!claims_paper(Path::new("pdf")));
    }
}
