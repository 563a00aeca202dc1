//! Colours after Okabe and Ito, each with a pattern, so that they differ to the colour-blind and in grey.

use std::fmt::Write as _;

/// Text.
pub(super) const TEXT: &str = "#1a1a1a";
/// Text of less weight.
pub(super) const QUIET: &str = "#4d4d4d";
/// Lines behind the columns.
pub(super) const GRID: &str = "#d9d9d9";
/// Axes.
pub(super) const AXIS: &str = "#4d4d4d";

/// What series are filled with: a colour, and what is drawn on it in white or black.
const INKS: [(&str, &str); 7] = [
    ("#0072b2", ""),
    ("#e69f00", "<path d=\"M0 6L6 0\" stroke=\"#1a1a1a\" stroke-width=\"1\"/>"),
    ("#56b4e9", "<circle cx=\"3\" cy=\"3\" r=\"1.1\" fill=\"#1a1a1a\"/>"),
    ("#d55e00", "<path d=\"M0 3H6\" stroke=\"#fff\" stroke-width=\"1.4\"/>"),
    ("#f0e442", "<path d=\"M3 0V6\" stroke=\"#1a1a1a\" stroke-width=\"1\"/>"),
    ("#009e73", "<path d=\"M0 0L6 6M0 6L6 0\" stroke=\"#fff\" stroke-width=\"1\"/>"),
    ("#bfbfbf", "<path d=\"M0 0L6 6\" stroke=\"#4d4d4d\" stroke-width=\"1\"/>"),
];

/// What is lumped, or not known.
pub(super) const REST: &str = "url(#ink6)";

/// What the series `at` is filled with.
pub(super) fn fill(at: usize) -> String {
    format!("url(#ink{})", at % INKS.len())
}

/// The patterns, to stand at the head of a drawing.
pub(super) fn patterns() -> String {
    let mut out = "<defs>\n".to_owned();
    for (at, (colour, drawn)) in INKS.iter().enumerate() {
        let _ = writeln!(
            out,
            "<pattern id=\"ink{at}\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\">\
             <rect width=\"6\" height=\"6\" fill=\"{colour}\"/>{drawn}</pattern>"
        );
    }
    out + "</defs>\n"
}
