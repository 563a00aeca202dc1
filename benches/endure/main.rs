//! A large archive: `cargo bench --bench endure -- make DIR COUNT`, then `import DIR ARCHIVE`, then `beside DIR ARCHIVE SECONDS`.
//!
//! `make` writes COUNT papers of ten pages each, varied text drawn from a chain over the corpus (or over the text files of
//! `ATTSATS_BENCH_DIR`), with amounts, dates, registry numbers and compounds that do not repeat.
//! `import` runs `attsats ingest` on them twice and tells time, memory over time, and size.
//! `beside` runs it again while three readers search, and tells their errors and latencies.

mod beside;
mod chain;
mod import;

use std::io::Write;
use std::path::{Path, PathBuf};

/// Papers in one folder.
const IN_FOLDER: usize = 1_000;

fn main() {
    let args: Vec<String> = std::env::args().skip(1).filter(|arg| arg != "--bench").collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let number = |text: &str| text.parse().expect("a number");
    match args[..] {
        ["make", folder, count] => make(Path::new(folder), number(count)),
        ["import", folder, archive] => import::tell(Path::new(folder), Path::new(archive)),
        ["beside", folder, archive, seconds] => {
            beside::tell(Path::new(folder), Path::new(archive), number(seconds) as u64);
        }
        _ => say("make DIR COUNT | import DIR ARCHIVE | beside DIR ARCHIVE SECONDS\n"),
    }
}

/// Writes `count` papers below `folder`.
fn make(folder: &Path, count: usize) {
    let chain = chain::Chain::of(&sources());
    let mut n_bytes = 0;
    for number in 0..count {
        let part = folder.join(format!("{:04}", number / IN_FOLDER));
        if number % IN_FOLDER == 0 {
            std::fs::create_dir_all(&part).expect("room");
        }
        let paper = chain.paper(number);
        n_bytes += paper.len();
        std::fs::write(part.join(format!("papper_{number:06}.txt")), paper).expect("room");
    }
    say(&format!("{count} papers, {:.0} MB\n", n_bytes as f64 / 1e6));
}

/// The texts that the chain is drawn from.
fn sources() -> Vec<String> {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/papers");
    let folder = std::env::var_os("ATTSATS_BENCH_DIR").map_or(corpus, PathBuf::from);
    let mut paths = vec![folder];
    let mut texts = Vec::new();
    while let Some(path) = paths.pop() {
        if path.is_dir() {
            let entries = std::fs::read_dir(&path).expect("it can be listed");
            paths.extend(entries.map(|entry| entry.expect("it can be listed").path()));
            paths.sort();
        } else if path.extension().is_some_and(|suffix| suffix == "txt") {
            texts.extend(std::fs::read_to_string(&path));
        }
    }
    texts
}

fn say(text: &str) {
    std::io::stdout().write_all(text.as_bytes()).expect("somebody listens");
}

/// The program, as it was built beside this one.
fn attsats() -> std::process::Command {
    std::process::Command::new(env!("CARGO_BIN_EXE_attsats"))
}
