//! Any bytes as a CMap, of letters and of codes: `cargo +nightly fuzz run --fuzz-dir tests/fuzz cmap`.
#![no_main]

use attsats::model::MediaType;
use libfuzzer_sys::fuzz_target;

#[path = "../wrap.rs"]
mod wrap;

fuzz_target!(|bytes: &[u8]| {
    for piece in [wrap::Piece::ToUnicode, wrap::Piece::Encoding] {
        wrap::read(MediaType::Pdf, wrap::around(piece, bytes));
    }
});
