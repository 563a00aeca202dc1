//! Many files → their records, on many threads, in the order given.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use super::{Limits, panicked, read};
use crate::ingest;
use crate::record::v1::Record;
use crate::record::{StoredText, stored_text};

/// Files that may be read ahead of the slowest, for each thread.
const AHEAD: usize = 8;

/// Stack of a reading thread; deep nesting is refused long before.
const STACK_BYTES: usize = 16 << 20;

/// Names that claim to be a paper; such a file that is none is set aside, not passed over.
const PAPER_SUFFIXES: [&str; 5] = ["pdf", "txt", "text", "md", "markdown"];

/// How to read many files.
pub struct Batch<'a, T> {
    /// How many files are read at the same time.
    pub n_threads: usize,
    /// How much one document may cost.
    pub limits: Limits,
    /// True for a file, and the SHA-256 of its bytes, that need not be read again.
    pub is_known: &'a (dyn Fn(&Path, &str) -> bool + Sync),
    /// What is to be made of each document, on the thread that read it.
    pub made_of: &'a (dyn Fn(Record, StoredText) -> T + Sync),
    /// True when the results are wanted in the order of the files; else each comes when it is ready.
    pub in_order: bool,
}

/// One file, done with.
#[derive(Debug)]
pub struct Done<T> {
    /// The file, as given.
    pub path: PathBuf,
    /// Its size.
    pub bytes: u64,
    /// Of its bytes, when they could be read.
    pub sha256: Option<String>,
    /// What became of it.
    pub outcome: Outcome<T>,
}

/// What became of a file.
#[derive(Debug)]
pub enum Outcome<T> {
    /// Read.
    Read(T),
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

/// Reads `paths` and hands each to `each`, on the calling thread, until it breaks off.
///
/// At most a few files for each thread are held at a time.
///
/// # Errors
///
/// When no threads are to be had.
pub fn read_all<T: Send>(
    paths: &[PathBuf],
    batch: &Batch<'_, T>,
    each: &mut dyn FnMut(Done<T>) -> ControlFlow<()>,
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
                    let path = &paths[idx];
                    let done = catch_unwind(AssertUnwindSafe(|| done(path, batch)));
                    queue.put(idx, done.unwrap_or_else(|_| failed(path)));
                }
            });
        });
        for idx in 0..paths.len() {
            if each(queue.next(batch.in_order.then_some(idx))).is_break() {
                break;
            }
        }
        queue.stop();
    });
    Ok(())
}

/// What is told of a file when what was to be made of it failed.
fn failed<T>(path: &Path) -> Done<T> {
    let outcome = Outcome::Failed(panicked().to_string());
    Done { path: path.to_owned(), bytes: 0, sha256: None, outcome }
}

/// Reads one file.
fn done<T>(path: &Path, batch: &Batch<'_, T>) -> Done<T> {
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
        read_bytes(path, bytes, sha256.clone(), batch)
    };
    Done { path: path_owned, bytes: n_bytes, sha256: Some(sha256), outcome }
}

fn read_bytes<T>(path: &Path, bytes: Vec<u8>, sha256: String, batch: &Batch<'_, T>) -> Outcome<T> {
    let source = match ingest::from_hashed(ingest::name(path), bytes, sha256) {
        Ok(source) => source,
        Err(error) if claims_paper(path) => return Outcome::Failed(error.reason()),
        Err(error) => return Outcome::Skipped(error.reason()),
    };
    match read(&source, &batch.limits) {
        Ok(reading) => {
            let text = stored_text(&reading.record.id, &reading.text);
            Outcome::Read((batch.made_of)(reading.record, text))
        }
        Err(error) => Outcome::Failed(error.to_string()),
    }
}

fn claims_paper(path: &Path) -> bool {
    let suffix = path.extension().map(|suffix| suffix.to_string_lossy().to_lowercase());
    suffix.is_some_and(|suffix| PAPER_SUFFIXES.contains(&suffix.as_str()))
}

/// Hands out the numbers of files in order and takes the results back; who is too far ahead waits.
struct Queue<T> {
    next: AtomicUsize,
    ahead: usize,
    state: Mutex<State<T>>,
    changed: Condvar,
}

struct State<T> {
    waiting: BTreeMap<usize, Done<T>>,
    n_given: usize,
    stopped: bool,
}

impl<T> Queue<T> {
    fn new(ahead: usize) -> Self {
        let state = State { waiting: BTreeMap::new(), n_given: 0, stopped: false };
        let (state, changed) = (Mutex::new(state), Condvar::new());
        Self { next: AtomicUsize::new(0), ahead, state, changed }
    }

    fn lock(&self) -> MutexGuard<'_, State<T>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait<'a>(&self, state: MutexGuard<'a, State<T>>) -> MutexGuard<'a, State<T>> {
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

    fn put(&self, idx: usize, done: Done<T>) {
        self.lock().waiting.insert(idx, done);
        self.changed.notify_all();
    }

    /// Waits for a file: the one with number `wanted`, or any.
    fn next(&self, wanted: Option<usize>) -> Done<T> {
        let mut state = self.lock();
        loop {
            let ready = wanted.or_else(|| state.waiting.keys().next().copied());
            if let Some(done) = ready.and_then(|idx| state.waiting.remove(&idx)) {
                state.n_given += 1;
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
        let batch = Batch {
            n_threads,
            limits: Limits::default(),
            is_known: &|_, _| false,
            made_of: &|record, _| record.id,
            in_order: true,
        };
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
    fn a_panic_costs_one_file() {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let path = folder.path().join("a.txt");
        std::fs::write(&path, "Kallelse till nämnden").expect("room");
        let batch: Batch<'_, ()> = Batch {
            n_threads: 1,
            limits: Limits::default(),
            is_known: &|_, _| false,
            made_of: &|_, _| panic!("on purpose"),
            in_order: false,
        };
        let mut n_failed = 0;
        read_all(&[path.clone(), path], &batch, &mut |done| {
            n_failed += usize::from(matches!(done.outcome, Outcome::Failed(_)));
            ControlFlow::Continue(())
        })
        .expect("threads");
        assert_eq!(n_failed, 2);
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
