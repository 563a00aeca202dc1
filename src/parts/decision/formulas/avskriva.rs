//! *Avskriva*: written off the list → "avskriva".

use super::Formula;

/// *Avskriva*: written off the list.
pub(super) const FORMULA: Formula = Formula {
    action: "avskriva",
    pattern: r"\b(?:avskriv(?:a|er|s|as|es)|avskrev(?:s)?)\b",
    hits: &["att avskriva ärendet", "Ärendet avskrivs från vidare handläggning."],
    misses: &["att notera att fordran avskrivits"],
    ..Formula::PLAIN
};
