//! Files handed out in order, and their results taken back.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use super::Done;

/// Hands out the numbers of files in order and takes the results back; who is too far ahead waits.
pub(super) struct Queue<T> {
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
    pub(super) fn new(ahead: usize) -> Self {
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
    pub(super) fn take(&self, n_files: usize) -> Option<usize> {
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

    pub(super) fn put(&self, idx: usize, done: Done<T>) {
        self.lock().waiting.insert(idx, done);
        self.changed.notify_all();
    }

    /// Waits for a file: the one with number `wanted`, or any.
    pub(super) fn next(&self, wanted: Option<usize>) -> Done<T> {
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

    pub(super) fn stop(&self) {
        self.lock().stopped = true;
        self.changed.notify_all();
    }
}
