//! `attsats-pdf-speed WHAT ROUNDS FILES…`: one thread's CPU seconds for each round over the files, as one line of JSON.
//!
//! | WHAT | is |
//! |---|---|
//! | `extract` | bytes → words, ruling lines and tags of every page |
//! | `layout` | `extract`, then lines, columns, furniture, tables |
//! | `bound` | libdeflate over every stream that text needs, and nothing else |
//! | `load` | lopdf parses every object, and nothing else |
//! | `digest` | not a measure: a number a file for all that is read, the same as long as nothing of it changes |

mod streams;

use std::hash::{DefaultHasher, Hash, Hasher};
use std::hint::black_box;
use std::process::ExitCode;

use attsats::extract::{Drawn, Extracted, Limits, extract};
use attsats::model::Source;
use attsats::{ingest, layout};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [what, rounds, paths @ ..] = arguments.as_slice() else {
        eprintln!("attsats-pdf-speed extract|layout|bound|load ROUNDS FILES…");
        return ExitCode::FAILURE;
    };
    let Ok(rounds) = rounds.parse::<usize>() else { return ExitCode::FAILURE };
    let sources: Vec<Source> = paths.iter().filter_map(source).collect();
    if what == "digest" {
        sources.iter().for_each(digest);
        return ExitCode::SUCCESS;
    }
    let mut pages = 0;
    let mut seconds = Vec::new();
    let needed: Vec<_> = match what.as_str() {
        "bound" => sources.iter().flat_map(|source| streams::needed(&source.bytes)).collect(),
        _ => Vec::new(),
    };
    let mut inflater = streams::Inflater::default();
    for _ in 0..rounds {
        let start = cpu_seconds();
        pages = match what.as_str() {
            "extract" => sources.iter().map(extracted).sum(),
            "layout" => sources.iter().map(laid).sum(),
            "bound" => needed.iter().map(|stream| inflater.inflate(stream)).sum(),
            _ => sources.iter().map(loaded).sum(),
        };
        seconds.push(cpu_seconds() - start);
    }
    println!(
        "{{\"what\":\"{what}\",\"files\":{},\"pages\":{pages},\"seconds\":{seconds:?},\"peak_kb\":{}}}",
        sources.len(),
        peak_kb(),
    );
    ExitCode::SUCCESS
}

fn source(path: &String) -> Option<Source> {
    let bytes = std::fs::read(path).ok()?;
    ingest::from_bytes(path.clone(), bytes).ok()
}

fn extracted(source: &Source) -> usize {
    match black_box(extract(source, &Limits::default())).map(|extracted| extracted.drawn) {
        Ok(Drawn::Pages(pages)) => pages.len(),
        _ => 0,
    }
}

fn laid(source: &Source) -> usize {
    let Ok(extracted) = extract(source, &Limits::default()) else { return 0 };
    let Drawn::Pages(pages) = extracted.drawn else { return 0 };
    black_box(layout::text_of_pages(&pages)).0.page_starts.len()
}

fn digest(source: &Source) {
    let mut hasher = DefaultHasher::new();
    match extract(source, &Limits::default()) {
        Ok(Extracted { drawn, metadata, notes }) => {
            format!("{drawn:?}{metadata:?}{notes:?}").hash(&mut hasher);
        }
        Err(error) => error.to_string().hash(&mut hasher),
    }
    println!("{:016x} {}", hasher.finish(), source.name);
}

fn loaded(source: &Source) -> usize {
    black_box(lopdf::Document::load_mem(&source.bytes)).map_or(0, |doc| doc.objects.len())
}

/// User and system time of this process.
fn cpu_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/schedstat").unwrap_or_default();
    let nanoseconds = stat.split(' ').next().and_then(|first| first.parse::<f64>().ok());
    nanoseconds.unwrap_or_default() / 1e9
}

fn peak_kb() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or_default()
}
