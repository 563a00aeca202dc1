//! Many files → their records, on many threads, in the order given.

use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use super::file::{self, Refused};
use super::queue::Queue;
use super::worker::{Apart, Watch, Worker};
use super::{Limits, panicked};
use crate::record::StoredText;
use crate::record::v1::Record;

/// Files that may be read ahead of the slowest, for each thread.
const AHEAD: usize = 8;

/// Stack of a reading thread; deep nesting is refused long before.
const STACK_BYTES: usize = 16 << 20;

/// How to read many files.
pub struct Batch<'a, T> {
    /// How many files are read at the same time.
    pub n_threads: usize,
    /// How much one document may cost.
    pub limits: Limits,
    /// Reads each file in a process of its own; in this one without.
    pub apart: Option<Apart>,
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
    /// Reading it was ended.
    Stopped {
        /// Why.
        reason: String,
        /// The limit that it came to, as in [`WorkerLimits::names`](super::WorkerLimits::names).
        limit: String,
    },
    /// Not a paper.
    Skipped(String),
}

impl<T> From<Refused> for Outcome<T> {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::Failed(reason) => Self::Failed(reason),
            Refused::Stopped { reason, limit } => Self::Stopped { reason, limit },
            Refused::Skipped(reason) => Self::Skipped(reason),
        }
    }
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
    let watch = Watch::new(pool.current_num_threads());
    std::thread::scope(|scope| {
        if batch.apart.is_some() {
            scope.spawn(|| watch.keep());
        }
        scope.spawn(|| {
            pool.broadcast(|thread| {
                let mut worker =
                    batch.apart.as_ref().map(|apart| Worker::new(apart, &watch, thread.index()));
                while let Some(idx) = queue.take(paths.len()) {
                    let path = &paths[idx];
                    let done =
                        catch_unwind(AssertUnwindSafe(|| done(path, batch, worker.as_mut())));
                    queue.put(idx, done.unwrap_or_else(|_| failed(path)));
                }
            });
            watch.end();
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
fn done<T>(path: &Path, batch: &Batch<'_, T>, worker: Option<&mut Worker<'_>>) -> Done<T> {
    let mut done = Done { path: path.to_owned(), bytes: 0, sha256: None, outcome: Outcome::Known };
    let read = match worker {
        Some(worker) => worker.read(path, &mut |n_bytes, sha256| {
            (done.bytes, done.sha256) = (n_bytes, Some(sha256.to_owned()));
            (batch.is_known)(path, sha256)
        }),
        None => file::open(path).and_then(|opened| {
            (done.bytes, done.sha256) = (opened.bytes.len() as u64, Some(opened.sha256.clone()));
            match (batch.is_known)(path, &opened.sha256) {
                true => Ok(None),
                false => file::read(path, opened, &batch.limits).map(Some),
            }
        }),
    };
    done.outcome = match read {
        Ok(Some((record, text))) => Outcome::Read((batch.made_of)(record, text)),
        Ok(None) => Outcome::Known,
        Err(refused) => refused.into(),
    };
    done
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(paths: &[PathBuf], n_threads: usize, stop_after: usize) -> Vec<PathBuf> {
        let batch = Batch {
            n_threads,
            limits: Limits::default(),
            apart: None,
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
            apart: None,
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
}
