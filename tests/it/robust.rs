//! Files that fight back: nothing panics, and each gives a text or a reason.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use attsats::pipeline::{Limits, Reading};

use crate::invariants;
use crate::papers::{
    corpus, files_below, has_suffix, name, on_threads, read, read_bytes, read_within, root,
};

/// How `pipeline::Error::Panicked` begins.
const PANICKED: &str = "the program failed";

/// The longest a damaged file of the corpus may take, on a slow and busy machine.
const LONGEST: Duration = Duration::from_secs(30);

/// Text that is no paper, however many words of papers stand in it.
const NO_PAPERS: [&str; 2] = ["one_long_line.txt", "web_page_named.pdf"];

/// Text that cannot be decoded whole.
const MENDED: [&str; 2] = ["latin1_mixed.txt", "utf16_cut.txt"];

/// Stress files larger than this are passed over.
const MAX_BYTES: u64 = 20 << 20;

/// What is wrong with how a file was taken.
fn wrong(outcome: &Result<Reading, String>) -> Vec<String> {
    match outcome {
        Ok(reading) => invariants::broken(reading),
        Err(reason) if reason.is_empty() => vec!["no reason is given".to_owned()],
        Err(reason) if reason.starts_with(PANICKED) => vec![reason.clone()],
        Err(_) => Vec::new(),
    }
}

/// The same, of many; each told with the file's name.
fn all_wrong(outcomes: &[(String, Result<Reading, String>)]) -> Vec<String> {
    let told = |(name, outcome): &(String, Result<Reading, String>)| {
        wrong(outcome).into_iter().map(|what| format!("{name}: {what}")).collect::<Vec<_>>()
    };
    outcomes.iter().flat_map(told).collect()
}

fn pdfs() -> Vec<PathBuf> {
    corpus().into_iter().filter(|path| has_suffix(path, "pdf")).collect()
}

#[test]
fn damaged_files_give_a_reason_or_what_they_hold() {
    let files = files_below(&root().join("corpus/damaged"));
    assert!(files.len() > 5, "{files:?}");
    let outcomes = on_threads(&files, |path| {
        let begun = Instant::now();
        (read(path), begun.elapsed())
    });
    for (path, (outcome, took)) in files.iter().zip(outcomes) {
        let name = name(path);
        assert_eq!(wrong(&outcome), [""; 0], "{name}");
        assert!(took < LONGEST, "{name} took {took:?}");
        let Ok(Reading { record, .. }) = outcome else { continue };
        if NO_PAPERS.contains(&name.as_str()) {
            let n_facts = record.decisions.len() + record.agenda.len() + record.tables.len();
            assert_eq!(n_facts, 0, "{name}: {record:?}");
        }
        if MENDED.contains(&name.as_str()) {
            assert_ne!(record.notes, [], "{name}: nothing tells that it is damaged");
        }
    }
}

#[test]
fn papers_cut_short_do_no_harm() {
    let mut papers = pdfs();
    papers.sort_by_key(|path| path.metadata().map_or(0, |data| data.len()));
    let step = (papers.len() / 3).max(1);
    let mut cuts: Vec<(String, Vec<u8>)> = Vec::new();
    for path in papers.iter().step_by(step).take(3) {
        let bytes = std::fs::read(path).expect("it is there");
        for tenth in 1..10 {
            let kept = bytes[..bytes.len() * tenth / 10].to_vec();
            cuts.push((format!("{} at {tenth}0 %", name(path)), kept));
        }
    }
    let outcomes =
        on_threads(&cuts, |(name, bytes)| (name.clone(), read_bytes(name, bytes.clone())));
    let wrong = all_wrong(&outcomes);
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn text_papers_cut_at_any_byte_do_no_harm() {
    let paper = corpus().into_iter().find(|path| has_suffix(path, "txt")).expect("there is one");
    let bytes = std::fs::read(paper).expect("it is there");
    let ends: Vec<usize> = (1..bytes.len()).step_by(7).collect();
    let outcomes = on_threads(&ends, |end| {
        (format!("cut at {end}"), read_bytes("cut.txt", bytes[..*end].to_vec()))
    });
    let wrong = all_wrong(&outcomes);
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn a_limit_that_is_reached_is_a_note() {
    let one_page = Limits { pages: 1, ..Limits::default() };
    for path in pdfs().iter().take(5) {
        let reading = read_within(path, &one_page).expect("the first page can be read");
        let whole = read(path).expect("it can be read");
        let has_more = whole.record.source.pages > Some(1);
        let is_told = reading.record.notes.iter().any(|note| note.code == "limit-reached");
        assert_eq!(is_told, has_more, "{}", path.display());
        assert_eq!(invariants::broken(&reading), [""; 0], "{}", path.display());
    }
}

/// Test files of other projects' PDF readers, where they are at hand.
#[test]
fn files_that_broke_other_readers() {
    let is_small = |path: &PathBuf| path.metadata().is_ok_and(|data| data.len() <= MAX_BYTES);
    let files: Vec<PathBuf> =
        files_below(&root().join("../shared/data/stress")).into_iter().filter(is_small).collect();
    let outcomes = on_threads(&files, |path| {
        let begun = Instant::now();
        let outcome = read(path);
        let what = wrong(&outcome);
        (what, outcome.is_ok(), begun.elapsed())
    });
    let told = |(path, (what, _, _)): (&PathBuf, &(Vec<String>, bool, Duration))| {
        what.iter().take(3).map(|what| format!("{}: {what}", short(path))).collect::<Vec<_>>()
    };
    let wrong: Vec<String> = files.iter().zip(&outcomes).flat_map(told).collect();
    let n_read = outcomes.iter().filter(|(_, is_read, _)| *is_read).count();
    let slowest = files.iter().zip(&outcomes).max_by_key(|(_, outcome)| outcome.2);
    if let Some((path, (_, _, took))) = slowest {
        let n_files = files.len();
        eprintln!("{n_read} of {n_files} read; the slowest, {}, took {took:?}", short(path));
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// The last two names of a path.
fn short(path: &Path) -> String {
    let folder = path.parent().map(name).unwrap_or_default();
    format!("{folder}/{}", name(path))
}
