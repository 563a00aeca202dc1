//! Searching while an import writes.

use std::path::Path;
use std::process::Stdio;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use attsats::archive::Archive;
use attsats::index::Request;

use crate::{attsats, say};

const N_READERS: usize = 3;

/// The first stands ten times in every paper that `make` writes.
const QUERIES: [&str; 7] = [
    "\"beslutar att godkänna\"",
    "\"godkänna förslaget till skolplan i Norrvik\"",
    "skolplan",
    "organ:direktionen år:2003..2008",
    "\"anvisa\" miljötillsyn",
    "dnr:KS/2011:417",
    "avgift -budget",
];

/// What one reader saw.
#[derive(Default)]
struct Seen {
    /// Of each query.
    milliseconds: [Vec<f64>; QUERIES.len()],
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
    let n_errors: usize = seen.iter().map(|seen| seen.errors.len()).sum();
    let n_shrunk: usize = seen.iter().map(|seen| seen.n_shrunk).sum();
    say(&format!(
        "{N_READERS} readers beside an import: {n_errors} errors, {n_shrunk} counts that fell\n"
    ));
    let of = |which: usize| seen.iter().flat_map(move |seen| seen.milliseconds[which].clone());
    for (which, query) in QUERIES.iter().enumerate() {
        told(query, of(which).collect());
    }
    told("all", (0..QUERIES.len()).flat_map(of).collect());
    told("all but the first", (1..QUERIES.len()).flat_map(of).collect());
    for error in seen.iter().flat_map(|seen| &seen.errors).take(5) {
        say(&format!("  {error}\n"));
    }
}

fn told(what: &str, mut milliseconds: Vec<f64>) {
    milliseconds.sort_by(f64::total_cmp);
    let at = |share: f64| {
        let last = milliseconds.len().saturating_sub(1) as f64;
        milliseconds.get((last * share) as usize).copied().unwrap_or(f64::NAN)
    };
    say(&format!(
        "{what:45} {:6} searches, p50 {:.1} ms, p99 {:.1} ms, longest {:.1} ms\n",
        milliseconds.len(),
        at(0.5),
        at(0.99),
        at(1.0)
    ));
}

/// Opens the index anew for each search, as the program does.
fn read(archive: &Path, reader: usize, is_over: &AtomicBool) -> Seen {
    let mut seen = Seen::default();
    let mut counts = [0; QUERIES.len()];
    let mut turn = reader;
    while !is_over.load(Ordering::Relaxed) {
        let which = turn % QUERIES.len();
        turn += 1;
        let request = Request { query: QUERIES[which].to_owned(), limit: 20, ..Request::default() };
        let begun = Instant::now();
        let found = Archive::index(archive)
            .map_err(|error| error.to_string())
            .and_then(|index| index.search(&request).map_err(|error| error.to_string()));
        seen.milliseconds[which].push(begun.elapsed().as_secs_f64() * 1e3);
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
