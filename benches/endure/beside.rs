//! Searching while an import writes.

use std::path::Path;
use std::process::Stdio;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use attsats::archive::Archive;
use attsats::index::{Filters, Request};

use crate::{attsats, say};

const N_READERS: usize = 3;

const QUERIES: [&str; 6] = [
    "\"beslutar att godkänna\"",
    "skolplan",
    "organ:direktionen år:2003..2008",
    "\"anvisa\" miljötillsyn",
    "dnr:KS/2011:417",
    "avgift -budget",
];

/// What one reader saw.
#[derive(Default)]
struct Seen {
    milliseconds: Vec<f64>,
    errors: Vec<String>,
    n_shrunk: usize,
}

pub(crate) fn tell(folder: &Path, archive: &Path, seconds: u64) {
    let mut command = attsats();
    command.arg("ingest").arg(folder).arg("--archive").arg(archive).arg("-q");
    let mut import = command.stderr(Stdio::inherit()).spawn().expect("it was built");
    while Archive::index(archive).is_err() {
        std::thread::sleep(Duration::from_millis(50));
    }
    let is_over = AtomicBool::new(false);
    let seen: Vec<Seen> = std::thread::scope(|scope| {
        let is_over = &is_over;
        let reader = |turn| scope.spawn(move || read(archive, turn, is_over));
        let readers: Vec<_> = (0..N_READERS).map(reader).collect();
        let until = Instant::now() + Duration::from_secs(seconds);
        while Instant::now() < until && import.try_wait().expect("it is ours").is_none() {
            std::thread::sleep(Duration::from_millis(100));
        }
        is_over.store(true, Ordering::Relaxed);
        readers.into_iter().map(|reader| reader.join().expect("it ends")).collect()
    });
    import.kill().expect("it is ours");
    import.wait().expect("it ends");
    let mut all: Vec<f64> = seen.iter().flat_map(|seen| seen.milliseconds.clone()).collect();
    all.sort_by(f64::total_cmp);
    let at = |share: f64| all[((all.len() - 1) as f64 * share) as usize];
    let n_errors: usize = seen.iter().map(|seen| seen.errors.len()).sum();
    let n_shrunk: usize = seen.iter().map(|seen| seen.n_shrunk).sum();
    say(&format!(
        "{} searches by {N_READERS} readers beside an import: {n_errors} errors, {n_shrunk} counts that fell; \
         p50 {:.1} ms, p99 {:.1} ms, longest {:.1} ms\n",
        all.len(),
        at(0.5),
        at(0.99),
        at(1.0)
    ));
    for error in seen.iter().flat_map(|seen| &seen.errors).take(5) {
        say(&format!("  {error}\n"));
    }
}

/// Opens the index anew for each search, as the program does.
fn read(archive: &Path, reader: usize, is_over: &AtomicBool) -> Seen {
    let mut seen = Seen::default();
    let mut counts = [0; QUERIES.len()];
    let mut turn = reader;
    while !is_over.load(Ordering::Relaxed) {
        let which = turn % QUERIES.len();
        turn += 1;
        let request =
            Request { query: QUERIES[which].to_owned(), filters: Filters::default(), limit: 20 };
        let begun = Instant::now();
        let found = Archive::index(archive)
            .map_err(|error| error.to_string())
            .and_then(|index| index.search(&request).map_err(|error| error.to_string()));
        seen.milliseconds.push(begun.elapsed().as_secs_f64() * 1e3);
        match found {
            Ok(found) => {
                seen.n_shrunk += usize::from(found.total < counts[which]);
                counts[which] = found.total;
            }
            // Until the first paper of that body is there.
            Err(error) if error.contains("in this archive is called") => {}
            Err(error) => seen.errors.push(error),
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    seen
}
