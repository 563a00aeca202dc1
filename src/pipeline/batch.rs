//! Many files → their records, on many threads, in the order given.

use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};

use super::file::{self, Given, Opened, Opener, Refused};
use super::queue::Queue;
use super::worker::{Apart, Watch, Worker};
use super::{Limits, panicked};
use crate::ingest::Place;
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
    pub is_known: &'a (dyn Fn(&Place, &str) -> bool + Sync),
    /// What is to be made of each document, on the thread that read it.
    pub made_of: &'a (dyn Fn(Record, StoredText) -> T + Sync),
    /// True when the results are wanted in the order of the files; else each comes when it is ready.
    pub in_order: bool,
}

/// One file, done with.
#[derive(Debug)]
pub struct Done<T> {
    /// Where it stands, as given.
    pub place: Place,
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
    /// A ZIP, which holds files to read.
    Holds(Vec<Place>),
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

/// Reads `places` and hands each to `each`, on the calling thread, until it breaks off.
///
/// At most a few files for each thread are held at a time.
///
/// # Errors
///
/// When no threads are to be had.
pub fn read_all<T: Send>(
    places: &[Place],
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
                let mut reader = match &batch.apart {
                    Some(apart) => Reader::Apart(Worker::new(apart, &watch, thread.index())),
                    None => Reader::Here(Opener::default()),
                };
                while let Some(idx) = queue.take(places.len()) {
                    let place = &places[idx];
                    let done = catch_unwind(AssertUnwindSafe(|| done(place, batch, &mut reader)));
                    queue.put(idx, done.unwrap_or_else(|_| failed(place)));
                }
            });
            watch.end();
        });
        for idx in 0..places.len() {
            if each(queue.next(batch.in_order.then_some(idx))).is_break() {
                break;
            }
        }
        queue.stop();
    });
    Ok(())
}

/// What is told of a file when what was to be made of it failed.
fn failed<T>(place: &Place) -> Done<T> {
    let outcome = Outcome::Failed(panicked().to_string());
    Done { place: place.clone(), bytes: 0, sha256: None, outcome }
}

/// Who reads the files of one thread.
enum Reader<'a> {
    /// A process of its own.
    Apart(Worker<'a>),
    /// The thread itself.
    Here(Opener),
}

/// Reads one file.
fn done<T>(place: &Place, batch: &Batch<'_, T>, reader: &mut Reader<'_>) -> Done<T> {
    let mut done = Done { place: place.clone(), bytes: 0, sha256: None, outcome: Outcome::Known };
    let mut is_known = |n_bytes: u64, sha256: &str| {
        (done.bytes, done.sha256) = (n_bytes, Some(sha256.to_owned()));
        (batch.is_known)(place, sha256)
    };
    let read = match reader {
        Reader::Apart(worker) => worker.read(place, &mut is_known),
        Reader::Here(opener) => opener.open(place).and_then(|opened| match opened {
            Opened::Zip(places) => Ok(Given::Holds(places)),
            Opened::File(file) if is_known(file.bytes.len() as u64, &file.sha256) => {
                Ok(Given::Known)
            }
            Opened::File(file) => file::read(place, file, &batch.limits),
        }),
    };
    done.outcome = match read {
        Ok(Given::Read(record, text)) => Outcome::Read((batch.made_of)(*record, text)),
        Ok(Given::Known) => Outcome::Known,
        Ok(Given::Holds(places)) => Outcome::Holds(places),
        Err(refused) => refused.into(),
    };
    done
}

#[cfg(test)]
mod tests {
    use super::*;

    fn nowhere(n: usize) -> Place {
        std::path::PathBuf::from(format!("/nowhere/{n}")).into()
    }

    fn names(places: &[Place], n_threads: usize, stop_after: usize) -> Vec<Place> {
        let batch = Batch {
            n_threads,
            limits: Limits::default(),
            apart: None,
            is_known: &|_, _| false,
            made_of: &|record, _| record.id,
            in_order: true,
        };
        let mut seen = Vec::new();
        read_all(places, &batch, &mut |done| {
            seen.push(done.place);
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
        let places: Vec<Place> = (0..500).map(nowhere).collect();
        for n_threads in [1, 2, 7] {
            assert_eq!(names(&places, n_threads, usize::MAX), places);
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
        read_all(&[path.clone().into(), path.into()], &batch, &mut |done| {
            n_failed += usize::from(matches!(done.outcome, Outcome::Failed(_)));
            ControlFlow::Continue(())
        })
        .expect("threads");
        assert_eq!(n_failed, 2);
    }

    #[test]
    fn stops_when_told() {
        let places: Vec<Place> = (0..500).map(nowhere).collect();
        assert_eq!(names(&places, 3, 5), places[..5]);
    }
}
