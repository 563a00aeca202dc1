//! Any bytes as a page's content: `cargo +nightly fuzz run --fuzz-dir tests/fuzz content`.
#![no_main]

use attsats::model::MediaType;
use libfuzzer_sys::fuzz_target;

#[path = "../wrap.rs"]
mod wrap;

fuzz_target!(|bytes: &[u8]| {
    wrap::read(MediaType::Pdf, wrap::around(wrap::Piece::Content, bytes));
});
