//! Ends workers that take too long.

use std::process::Child;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// How often it is looked.
const STEP: Duration = Duration::from_millis(100);

/// Looks after one worker for each thread.
pub(in crate::pipeline) struct Watch {
    state: Mutex<State>,
}

struct State {
    watched: Vec<Option<Watched>>,
    has_ended: bool,
}

#[derive(Debug, Clone, Copy)]
struct Watched {
    id: u32,
    until: Instant,
    is_over: bool,
}

impl Watch {
    pub(in crate::pipeline) fn new(n_threads: usize) -> Self {
        Self { state: Mutex::new(State { watched: vec![None; n_threads], has_ended: false }) }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Looks until [`Watch::end`].
    pub(in crate::pipeline) fn keep(&self) {
        loop {
            let mut state = self.lock();
            if state.has_ended {
                return;
            }
            let now = Instant::now();
            for watched in state.watched.iter_mut().flatten() {
                if !watched.is_over && watched.until <= now {
                    watched.is_over = true;
                    kill(watched.id);
                }
            }
            drop(state);
            std::thread::sleep(STEP);
        }
    }

    pub(in crate::pipeline) fn end(&self) {
        self.lock().has_ended = true;
    }

    /// The worker of `thread` has so long from now on.
    pub(super) fn begin(&self, thread: usize, worker: &Child, most: Duration) {
        let watched = Watched { id: worker.id(), until: Instant::now() + most, is_over: false };
        if let Some(slot) = self.lock().watched.get_mut(thread) {
            *slot = Some(watched);
        }
    }

    /// The worker of `thread` is done; true when it was ended.
    pub(super) fn finish(&self, thread: usize) -> bool {
        let mut state = self.lock();
        let watched = state.watched.get_mut(thread).and_then(Option::take);
        watched.is_some_and(|watched| watched.is_over)
    }
}

/// Ends a worker, that nobody has waited for yet, and all that it started.
#[cfg(unix)]
pub(super) fn kill(id: u32) {
    use rustix::process::{Pid, Signal, kill_process_group};
    if let Some(id) = i32::try_from(id).ok().and_then(Pid::from_raw) {
        // It may have ended by itself.
        let _ = kill_process_group(id, Signal::KILL);
    }
}

#[cfg(not(unix))]
pub(super) fn kill(_: u32) {}
