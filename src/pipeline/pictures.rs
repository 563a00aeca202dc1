//! Pages → pictures, on request and from many threads: a few workers that go on, and a queue that does not grow.

mod cache;

use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use super::worker::{Apart, PictureError, Wanted, Watch, Worker, WorkerLimits};
use crate::ocr::Picture;

pub use cache::PictureCache;

/// Dots per inch at which small print can be read and a page of A4 fits a screen.
pub const PICTURE_DPI: u16 = 110;

/// What drawing pictures may cost.
#[derive(Debug, Clone, Copy)]
pub struct PictureLimits {
    /// Pictures drawn at the same time.
    pub workers: usize,
    /// Pictures that may wait to be drawn.
    pub waiting: usize,
    /// Pixels of one picture.
    pub pixels: u32,
}

impl Default for PictureLimits {
    fn default() -> Self {
        Self { workers: 2, waiting: 16, pixels: 8_000_000 }
    }
}

/// What a worker that draws may use: less than one that reads, since somebody waits.
pub fn drawing_limits() -> WorkerLimits {
    let wall = Duration::from_secs(15);
    WorkerLimits {
        memory_bytes: 1 << 30,
        cpu_seconds: 10,
        wall,
        wall_with_pictures: wall,
        documents: 500,
    }
}

/// Draws pictures.
///
/// A worker dies with the thread that started it, so each has one that lasts.
pub struct Pictures {
    queue: Option<SyncSender<Job>>,
    threads: Vec<JoinHandle<()>>,
    watch: Arc<Watch>,
    watcher: Option<JoinHandle<()>>,
    pixels: u32,
}

struct Job {
    bytes: Vec<u8>,
    page: u32,
    dpi: u16,
    pixels: u32,
    reply: SyncSender<Result<Picture, PictureError>>,
}

impl Pictures {
    /// Begins to wait for requests; workers are started when there are some.
    ///
    /// # Errors
    ///
    /// When no threads are to be had.
    pub fn start(apart: Apart, limits: PictureLimits) -> std::io::Result<Self> {
        let n_workers = limits.workers.max(1);
        let (queue, jobs) = sync_channel(limits.waiting);
        let (apart, jobs) = (Arc::new(apart), Arc::new(Mutex::new(jobs)));
        let watch = Arc::new(Watch::new(n_workers));
        let mut pictures = Self {
            queue: Some(queue),
            threads: Vec::with_capacity(n_workers),
            watch: Arc::clone(&watch),
            watcher: None,
            pixels: limits.pixels,
        };
        for thread in 0..n_workers {
            let (apart, jobs, watch) = (Arc::clone(&apart), Arc::clone(&jobs), Arc::clone(&watch));
            let work = move || draw_all(&apart, &watch, thread, &jobs);
            pictures.threads.push(named("draws").spawn(work)?);
        }
        pictures.watcher = Some(named("watches").spawn(move || watch.keep())?);
        Ok(pictures)
    }

    /// Draws page `page` of a PDF, from 1, at `dpi` or as near to it as the limit on pixels allows; waits for it.
    ///
    /// # Errors
    ///
    /// When there is no picture, or too many are waited for.
    pub fn draw(&self, bytes: Vec<u8>, page: u32, dpi: u16) -> Result<Picture, PictureError> {
        let (reply, answer) = sync_channel(1);
        let job = Job { bytes, page, dpi, pixels: self.pixels, reply };
        let Some(queue) = &self.queue else { return Err(PictureError::Busy) };
        match queue.try_send(job) {
            Ok(()) => answer.recv().unwrap_or_else(|_| Err(gone())),
            Err(TrySendError::Full(_)) => Err(PictureError::Busy),
            Err(TrySendError::Disconnected(_)) => Err(gone()),
        }
    }
}

impl Drop for Pictures {
    fn drop(&mut self) {
        self.queue = None;
        // What is being drawn is still watched.
        self.threads.drain(..).for_each(|thread| drop(thread.join()));
        self.watch.end();
        self.watcher.take().map(JoinHandle::join);
    }
}

fn named(what: &str) -> std::thread::Builder {
    std::thread::Builder::new().name(format!("{what} pictures"))
}

fn gone() -> PictureError {
    PictureError::Undrawn("nothing draws any more".to_owned())
}

/// Draws what comes, until nothing more can.
fn draw_all(apart: &Apart, watch: &Watch, thread: usize, jobs: &Mutex<Receiver<Job>>) {
    let mut worker = Worker::new(apart, watch, thread);
    loop {
        // Whoever holds the lock waits for the next.
        let next = jobs.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(Job { bytes, page, dpi, pixels, reply }) = next else { return };
        let picture = worker.draw(&Wanted { bytes: &bytes, page, dpi, pixels });
        // Whoever asked may have gone.
        let _ = reply.send(picture);
    }
}
