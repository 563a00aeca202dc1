//! How fast a folder becomes an archive, from end to end: `cargo bench --bench whole`.
//!
//! `ATTSATS_BENCH_DIR` names the folder; without it the corpus is read.
//! The folder is ingested five times, each time into a new archive in the system's temporary folder, on all processors.
//! Medians are told of documents, megabytes and pages a second.
//! The time of the processors is told for reading alone, and for storing and indexing: the whole less the reading.
//! Files should be in the system's cache: the first, unmeasured round sees to it.

use std::io::Write;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::time::Instant;

use attsats::archive::{Line, Status, Writer, prepare};
use attsats::ingest::{Found, Place, walk};
use attsats::pipeline::{Batch, Done, Limits, Outcome, default_threads, read_all};

/// Rounds that are measured.
const N_ROUNDS: usize = 5;

/// Clock ticks a second, as `/proc` counts on every Linux.
const TICKS_PER_SECOND: f64 = 100.0;

/// What a round read, and what it took.
#[derive(Debug, Default, Clone)]
struct Round {
    n_documents: u64,
    /// Files that are no papers, or could not be read.
    n_others: u64,
    n_bytes: u64,
    n_pages: u64,
    seconds: f64,
    cpu_reading: f64,
    cpu_all: f64,
}

fn main() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/papers");
    let folder = std::env::var_os("ATTSATS_BENCH_DIR").map_or(corpus, PathBuf::from);
    let paths = walk(std::slice::from_ref(&folder)).into_iter().filter_map(|found| match found {
        Found::File(path) => Some(path),
        Found::Unreachable { .. } => None,
    });
    let paths: Vec<Place> = paths.map(Place::from).collect();
    assert!(!paths.is_empty(), "no files in {}", folder.display());
    read(&paths);
    let rounds: Vec<Round> = (0..N_ROUNDS).map(|_| round(&paths)).collect();
    tell(&folder, &rounds);
}

fn round(paths: &[Place]) -> Round {
    let before = cpu_seconds();
    read(paths);
    let cpu_reading = cpu_seconds() - before;

    let archive = tempfile::tempdir().expect("a folder to write to");
    let (begun, before) = (Instant::now(), cpu_seconds());
    let round = ingest(paths, archive.path());
    let (seconds, cpu_all) = (begun.elapsed().as_secs_f64(), cpu_seconds() - before);
    Round { seconds, cpu_reading, cpu_all, ..round }
}

/// Reads, and keeps nothing.
fn read(places: &[Place]) {
    let batch = Batch {
        n_threads: default_threads(),
        limits: Limits::default(),
        apart: None,
        is_known: &|_, _| false,
        made_of: &|_, _| (),
        in_order: false,
    };
    read_all(places, &batch, &mut |_| ControlFlow::Continue(())).expect("threads are to be had");
}

/// Reads, stores and indexes, as `attsats ingest` does.
fn ingest(places: &[Place], archive: &Path) -> Round {
    let mut round = Round::default();
    let mut writer = Writer::open(archive).expect("the folder is ours");
    let batch = Batch {
        n_threads: default_threads(),
        limits: Limits::default(),
        apart: None,
        is_known: &|_, _| false,
        made_of: &|record, text| (record.source.pages, prepare(&record, &text)),
        in_order: false,
    };
    read_all(places, &batch, &mut |done| {
        let Done { place, bytes, sha256, outcome } = done;
        let is_failed = matches!(outcome, Outcome::Failed(_) | Outcome::Stopped { .. });
        let status = if let Outcome::Read((n_pages, prepared)) = outcome {
            round.n_documents += 1;
            round.n_bytes += bytes;
            round.n_pages += u64::from(n_pages.unwrap_or(1));
            writer.put(prepared).expect("room");
            Status::Ok
        } else {
            round.n_others += 1;
            if is_failed { Status::Failed } else { Status::Skipped }
        };
        writer.note(Line { sha256, bytes, ..Line::new(&place, status, "") });
        if writer.waiting().1 >= 48 << 20 {
            writer.commit().expect("room");
        }
        ControlFlow::Continue(())
    })
    .expect("threads are to be had");
    writer.finish().expect("room");
    round
}

fn tell(folder: &Path, rounds: &[Round]) {
    let median = |figure: &dyn Fn(&Round) -> f64| {
        let mut figures: Vec<f64> = rounds.iter().map(figure).collect();
        figures.sort_by(f64::total_cmp);
        figures[figures.len() / 2]
    };
    let Round { n_documents, n_others, n_bytes, n_pages, .. } = rounds[0];
    let per_second = |n: u64| median(&|round| n as f64 / round.seconds);
    let megabytes = n_bytes as f64 / 1e6;
    let mut text = format!(
        "{}: {n_documents} documents, {n_pages} pages, {megabytes:.1} MB; {n_others} other files\n\
         medians of {} rounds on {} threads\n",
        folder.display(),
        rounds.len(),
        default_threads(),
    );
    let rows = [
        ("documents a second", per_second(n_documents)),
        ("pages a second", per_second(n_pages)),
        ("megabytes a second", per_second(n_bytes) / 1e6),
        ("seconds, from end to end", median(&|round| round.seconds)),
        ("CPU seconds, reading", median(&|round| round.cpu_reading)),
        ("CPU seconds, storing and indexing", median(&|round| round.cpu_all - round.cpu_reading)),
        ("peak memory, MB", peak_bytes() / 1e6),
    ];
    for (name, figure) in rows {
        text.push_str(&format!("{name:36}{figure:12.2}\n"));
    }
    std::io::stdout().write_all(text.as_bytes()).expect("somebody listens");
}

/// What this process has had of the processors; not known where there is no `/proc`.
fn cpu_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after_name = stat.rsplit(')').next().unwrap_or_default();
    let ticks = after_name.split_whitespace().skip(11).take(2);
    ticks.map(|ticks| ticks.parse().unwrap_or(f64::NAN)).reduce(|a, b| a + b).unwrap_or(f64::NAN)
        / TICKS_PER_SECOND
}

/// The most memory this process has held; not known where there is no `/proc`.
fn peak_bytes() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = peak.and_then(|peak| peak.split_whitespace().next()?.parse::<f64>().ok());
    kilobytes.map_or(f64::NAN, |kilobytes| kilobytes * 1024.0)
}
