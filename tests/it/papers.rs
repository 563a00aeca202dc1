//! The papers of the corpus, and reading them within the test.

use std::path::{Path, PathBuf};

use attsats::ingest;
use attsats::pipeline::{self, Limits, Reading};

/// As much stack as a reading thread has.
const STACK_BYTES: usize = 16 << 20;

/// The folder of the crate.
pub(crate) fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The files in `folder` and below it, sorted; none where there is no such folder.
pub(crate) fn files_below(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = folder.read_dir() else { return Vec::new() };
    let mut paths: Vec<PathBuf> =
        entries.map(|entry| entry.expect("it can be listed").path()).collect();
    paths.sort();
    let below = |path: PathBuf| if path.is_dir() { files_below(&path) } else { vec![path] };
    paths.into_iter().flat_map(below).collect()
}

/// The papers of the corpus, text and PDF, sorted.
pub(crate) fn corpus() -> Vec<PathBuf> {
    let is_paper = |path: &PathBuf| has_suffix(path, "txt") || has_suffix(path, "pdf");
    let papers: Vec<PathBuf> =
        files_below(&root().join("corpus/papers")).into_iter().filter(is_paper).collect();
    assert!(papers.len() > 20, "the corpus is there: {papers:?}");
    papers
}

pub(crate) fn has_suffix(path: &Path, suffix: &str) -> bool {
    path.extension().is_some_and(|found| found.eq_ignore_ascii_case(suffix))
}

/// The file's name.
pub(crate) fn name(path: &Path) -> String {
    ingest::Place::from(path.to_owned()).name()
}

/// Reads the file at `path`, as the program would.
pub(crate) fn read(path: &Path) -> Result<Reading, String> {
    read_within(path, &Limits::default())
}

/// Reads the file at `path` within `limits`.
pub(crate) fn read_within(path: &Path, limits: &Limits) -> Result<Reading, String> {
    let source = ingest::source(path).map_err(|error| error.reason())?;
    pipeline::read(&source, limits).map_err(|error| error.to_string())
}

/// Reads bytes as though they were a file called `name`.
pub(crate) fn read_bytes(name: &str, bytes: Vec<u8>) -> Result<Reading, String> {
    let source = ingest::from_bytes(name.to_owned(), bytes).map_err(|error| error.reason())?;
    pipeline::read(&source, &Limits::default()).map_err(|error| error.to_string())
}

/// What `each` makes of every item, in order, on as many threads as the machine has, each with a reader's stack.
pub(crate) fn on_threads<I: Sync, T: Send>(items: &[I], each: impl Fn(&I) -> T + Sync) -> Vec<T> {
    let n_threads = pipeline::default_threads().min(items.len()).max(1);
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(n_threads)
        .stack_size(STACK_BYTES)
        .build()
        .expect("threads are to be had");
    pool.install(|| {
        use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};
        items.par_iter().map(&each).collect()
    })
}
