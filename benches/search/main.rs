//! Searching a large archive: `cargo bench --bench search -- queries ARCHIVE [PART OF THE QUERY]`, `build ARCHIVE`, `hostile ARCHIVE`.
//!
//! `queries` asks ours and tantivy itself, over the same fields of the same index, in turn: both count what they find and put
//! the first 10 in order, ours also makes the hits, papers that are at hand from the time before.
//! It tells medians and p99 by the clock, and medians of processor, of all threads together; where other work is done on
//! the machine, compare the latter. `taskset -c 0` keeps ours to one thread.
//! `build` takes documents of the archive and makes an index of them, ours and tantivy's own of one field twice and the text.
//! `hostile` asks 10,000 random queries, and queries of up to a megabyte, and tells the hardest, and how many were refused
//! for what they would take.
//! An archive that an earlier version indexed must be indexed anew: `attsats reindex --archive ARCHIVE`.
//! The same text in SQLite, PostgreSQL and ripgrep: `benches/search/peers.py ARCHIVE`.

mod build;
mod hostile;
mod queries;

use std::path::Path;
use std::time::Instant;

fn main() {
    let args: Vec<String> = std::env::args().skip(1).filter(|arg| arg != "--bench").collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    match args[..] {
        ["queries", archive] => queries::tell(Path::new(archive), ""),
        ["queries", archive, part] => queries::tell(Path::new(archive), part),
        ["build", archive] => build::tell(Path::new(archive)),
        ["hostile", archive] => hostile::tell(Path::new(archive)),
        _ => say("queries ARCHIVE [PART OF THE QUERY] | build ARCHIVE | hostile ARCHIVE\n"),
    }
}

fn say(text: &str) {
    use std::io::Write;
    std::io::stdout().write_all(text.as_bytes()).expect("somebody listens");
}

/// What `run` gives, milliseconds, and milliseconds of processor, of all threads together.
fn timed<T>(run: impl FnOnce() -> T) -> (T, f64, f64) {
    let (begun, worked) = (Instant::now(), processor());
    let given = run();
    (given, begun.elapsed().as_secs_f64() * 1e3, processor() - worked)
}

#[cfg(unix)]
fn processor() -> f64 {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
    time.tv_sec as f64 * 1e3 + time.tv_nsec as f64 / 1e6
}

#[cfg(not(unix))]
fn processor() -> f64 {
    f64::NAN
}

/// The value that `share` of the values are not greater than.
fn quantile(values: &mut [f64], share: f64) -> f64 {
    values.sort_unstable_by(f64::total_cmp);
    let at = ((values.len() as f64 * share) as usize).min(values.len().saturating_sub(1));
    values.get(at).copied().unwrap_or(f64::NAN)
}
