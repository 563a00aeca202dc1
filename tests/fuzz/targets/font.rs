//! Any bytes as a font program of each kind: `cargo +nightly fuzz run --fuzz-dir tests/fuzz font`.
#![no_main]

use attsats::model::MediaType;
use libfuzzer_sys::fuzz_target;

#[path = "../wrap.rs"]
mod wrap;

fuzz_target!(|bytes: &[u8]| {
    for piece in [wrap::Piece::FontFile, wrap::Piece::FontFile2, wrap::Piece::FontFile3] {
        wrap::read(MediaType::Pdf, wrap::around(piece, bytes));
    }
});
