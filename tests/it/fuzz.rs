//! Seeds, changed at random, the same each time: nothing panics and nothing takes long.
//!
//! `ATTSATS_FUZZ=400000 cargo test --test it fuzz` runs that many of each; `tests/fuzz` has targets for libFuzzer.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

use attsats::model::MediaType;

use crate::papers::{corpus, has_suffix, on_threads, read_bytes};
use seeds::{CMAPS, CONTENTS, TEXTS, WORDS};
use wrap::Piece;

mod seeds;
#[path = "../fuzz/wrap.rs"]
mod wrap;

/// Runs of each target when nothing else is said.
const FEW: u64 = 400;

/// The longest one run may take, on a slow and busy machine.
const LONGEST: Duration = Duration::from_secs(5);

/// The longest seed, so that runs are quick.
const MAX_SEED: usize = 40_000;

/// A xorshift generator: the same numbers from the same start.
struct Chance(u64);

impl Chance {
    fn new(start: u64) -> Self {
        Self(start.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }
}

/// Changes `bytes` in up to sixteen places.
fn change(mut bytes: Vec<u8>, other: &[u8], chance: &mut Chance) -> Vec<u8> {
    for _ in 0..=chance.below(16) {
        let at = chance.below(bytes.len());
        let end = (at + chance.below(40)).min(bytes.len());
        match chance.below(9) {
            0 if !bytes.is_empty() => bytes[at] ^= 1 << chance.below(8),
            1 if !bytes.is_empty() => bytes[at] = chance.next() as u8,
            2 => drop(bytes.drain(at..end)),
            3 => {
                let piece = bytes[at..end].to_vec();
                bytes.splice(at..at, piece);
            }
            4 | 5 => {
                let word = WORDS[chance.below(WORDS.len())];
                bytes
                    .splice(at..(at + chance.below(2) * word.len()).min(bytes.len()), word.bytes());
            }
            6 => {
                let from = chance.below(other.len());
                let to = (from + chance.below(200)).min(other.len());
                bytes.splice(at..end, other[from..to].iter().copied());
            }
            7 if chance.below(8) == 0 => bytes.truncate(at),
            _ => {
                let number = [0, 1, 255, 65_535, 1 << 31, u64::MAX >> 1][chance.below(6)];
                bytes.splice(at..at, format!(" {number} ").bytes());
            }
        }
    }
    bytes.truncate(2 * MAX_SEED);
    bytes
}

/// Runs `run` on as many changed seeds as are asked for.
#[track_caller]
fn check(seeds: &[Vec<u8>], run: impl Fn(Vec<u8>) + Sync) {
    let asked = std::env::var("ATTSATS_FUZZ").ok().and_then(|asked| asked.parse().ok());
    let start: u64 =
        std::env::var("ATTSATS_SEED").ok().and_then(|start| start.parse().ok()).unwrap_or(1);
    let n_runs = asked.unwrap_or(FEW);
    let parts: Vec<u64> = (0..n_runs.div_ceil(1_000)).collect();
    let failed = on_threads(&parts, |part| {
        let runs = part * 1_000..((part + 1) * 1_000).min(n_runs);
        runs.filter_map(|number| {
            let mut chance = Chance::new(number.wrapping_add(start << 40));
            let other = &seeds[chance.below(seeds.len())];
            let bytes = change(seeds[chance.below(seeds.len())].clone(), other, &mut chance);
            let begun = Instant::now();
            let outcome = catch_unwind(AssertUnwindSafe(|| run(bytes.clone())));
            let took = begun.elapsed();
            let is_fine = outcome.is_ok() && took < LONGEST;
            (!is_fine).then(|| format!("run {number} took {took:?}: {}", bytes.escape_ascii()))
        })
        .next()
    });
    let failed: Vec<String> = failed.into_iter().flatten().collect();
    assert!(failed.is_empty(), "\n{}", failed.join("\n"));
}

fn bytes_of(seeds: &[&str]) -> Vec<Vec<u8>> {
    seeds.iter().map(|seed| seed.as_bytes().to_vec()).collect()
}

fn check_piece(piece: Piece, seeds: &[Vec<u8>]) {
    let n_words = wrap::read(MediaType::Pdf, wrap::around(piece, &seeds[0]));
    assert!(n_words > 0, "the first seed of {piece:?} is read");
    check(seeds, |bytes| {
        wrap::read(MediaType::Pdf, wrap::around(piece, &bytes));
    });
}

#[test]
fn contents() {
    check_piece(Piece::Content, &bytes_of(&CONTENTS));
}

#[test]
fn cmaps() {
    check_piece(Piece::ToUnicode, &bytes_of(&CMAPS));
    check_piece(Piece::Encoding, &bytes_of(&CMAPS));
}

#[test]
fn fonts() {
    check_piece(Piece::FontFile2, &[seeds::true_type()]);
    check_piece(Piece::FontFile3, &[seeds::cff(), seeds::true_type()]);
    check_piece(Piece::FontFile, &[seeds::TYPE_1.as_bytes().to_vec(), seeds::cff()]);
}

#[test]
fn whole_files() {
    let mut files: Vec<Vec<u8>> = corpus()
        .into_iter()
        .filter(|path| has_suffix(path, "pdf"))
        .map(|path| std::fs::read(path).expect("it is there"))
        .filter(|bytes| bytes.len() < MAX_SEED)
        .collect();
    files.extend(CONTENTS.iter().map(|content| wrap::around(Piece::Content, content.as_bytes())));
    assert!(files.len() > 4, "{} files", files.len());
    check(&files, |bytes| {
        wrap::read(MediaType::Pdf, bytes);
    });
}

/// A text, changed or not, is read without a panic.
fn check_text(bytes: Vec<u8>) {
    wrap::read(MediaType::PlainText, bytes.clone());
    let reason = read_bytes("fuzz.txt", bytes).err();
    let panicked = |reason: &String| reason.starts_with("the program failed");
    assert!(!reason.as_ref().is_some_and(panicked), "{reason:?}");
}

#[test]
fn texts_that_broke_the_reader_once() {
    for text in seeds::BROKE {
        check_text(text.as_bytes().to_vec());
    }
}

#[test]
fn texts() {
    check(&bytes_of(&TEXTS), check_text);
}
