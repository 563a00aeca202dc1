//! Any bytes as a text file, read to its record: `cargo +nightly fuzz run --fuzz-dir tests/fuzz plain`.
#![no_main]

use attsats::ingest;
use attsats::model::MediaType;
use attsats::pipeline::{self, Error, Limits};
use libfuzzer_sys::fuzz_target;

#[allow(dead_code, reason = "other targets set bytes into a PDF")]
#[path = "../wrap.rs"]
mod wrap;

fuzz_target!(|bytes: &[u8]| {
    wrap::read(MediaType::PlainText, bytes.to_vec());
    if let Ok(source) = ingest::from_bytes("fuzz.txt".to_owned(), bytes.to_vec()) {
        let read = pipeline::read(&source, &Limits::default());
        assert!(!matches!(read, Err(Error::Panicked { .. })), "{read:?}");
    }
});
