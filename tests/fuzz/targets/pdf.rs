//! Any bytes as a PDF file: `cargo +nightly fuzz run --fuzz-dir tests/fuzz pdf`.
#![no_main]

use attsats::model::MediaType;
use libfuzzer_sys::fuzz_target;

#[allow(dead_code, reason = "other targets set bytes into a PDF")]
#[path = "../wrap.rs"]
mod wrap;

fuzz_target!(|bytes: &[u8]| {
    wrap::read(MediaType::Pdf, bytes.to_vec());
});
