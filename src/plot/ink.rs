//! Colours after Okabe and Ito, each with a pattern, so that they differ to the colour-blind and in grey.

use std::fmt::Write as _;

/// What a picture stands on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Ground {
    /// White, as paper.
    #[default]
    Light,
    /// Nearly black, as a screen at night.
    Dark,
}

/// What a colour is for; the ground says which it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tone {
    Text,
    Quiet,
    Grid,
    Axis,
    Edge,
    Paper,
    Empty,
}

/// Text.
pub(super) const TEXT: Tone = Tone::Text;
/// Text of less weight.
pub(super) const QUIET: Tone = Tone::Quiet;
/// Lines behind the columns.
pub(super) const GRID: Tone = Tone::Grid;
/// Axes.
pub(super) const AXIS: Tone = Tone::Axis;
/// Around what is filled.
pub(super) const EDGE: Tone = Tone::Edge;
/// Behind it all.
pub(super) const PAPER: Tone = Tone::Paper;
/// Where there is nothing to draw.
pub(super) const EMPTY: Tone = Tone::Empty;

impl Tone {
    /// The colour that it has on a ground.
    pub(super) fn on(self, ground: Ground) -> &'static str {
        match (ground, self) {
            (Ground::Light, Self::Text) => "#1a1a1a",
            (Ground::Light, Self::Quiet | Self::Axis) => "#4d4d4d",
            (Ground::Light, Self::Grid) => "#d9d9d9",
            (Ground::Light, Self::Edge) => "#222",
            (Ground::Light, Self::Paper) => "#fff",
            (Ground::Light, Self::Empty) => "#f4f4f4",
            (Ground::Dark, Self::Text) => "#e9e6df",
            (Ground::Dark, Self::Quiet | Self::Axis) => "#aba69b",
            (Ground::Dark, Self::Grid) => "#33373d",
            (Ground::Dark, Self::Edge) => "#e9e6df",
            (Ground::Dark, Self::Paper) => "#1c1f23",
            (Ground::Dark, Self::Empty) => "#26292e",
        }
    }
}

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

#[cfg(test)]
mod tests {
    use super::*;

    /// Relative luminance (WCAG 2.1).
    fn luminance(colour: &str) -> f64 {
        let hex = colour.trim_start_matches('#');
        let wide: String = if hex.len() == 3 {
            hex.chars().flat_map(|digit| [digit, digit]).collect()
        } else {
            hex.to_owned()
        };
        let part = |at: usize| {
            let value = u8::from_str_radix(&wide[at..at + 2], 16).expect("hex");
            let share = f64::from(value) / 255.0;
            if share <= 0.040_45 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * part(0) + 0.7152 * part(2) + 0.0722 * part(4)
    }

    fn contrast(one: &str, other: &str) -> f64 {
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    #[test]
    fn text_can_be_read_and_columns_seen_on_either_ground() {
        assert!((contrast("#fff", "#000000") - 21.0).abs() < 0.01);
        for ground in [Ground::Light, Ground::Dark] {
            for text in [TEXT, QUIET] {
                for behind in [PAPER, EMPTY] {
                    let contrast = contrast(text.on(ground), behind.on(ground));
                    assert!(contrast >= 4.5, "{text:?} on {behind:?}, {ground:?}: {contrast:.2}");
                }
            }
            // Each column has an edge, so that a pale one is seen on white as well.
            assert!(contrast(EDGE.on(ground), PAPER.on(ground)) >= 3.0, "{ground:?}");
        }
        for (ink, _) in INKS {
            assert!(contrast(ink, PAPER.on(Ground::Dark)) >= 3.0, "{ink}");
        }
    }
}
