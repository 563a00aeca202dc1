//! *Tillstyrka*: advised in favour → "tillstyrka".

use crate::model::Outcome;

use super::Formula;

/// *Tillstyrka*: advised in favour.
pub(super) const FORMULA: Formula = Formula {
    action: "tillstyrka",
    outcome: Some(Outcome::Bifall),
    pattern: r"\btillstyrk(?:a|er|s|as|es|te|tes|tos)\b|\bställ(?:a|er|s|de)\s+sig\s+positiv(?:a|t)?\s+till\b",
    hits: &[
        "att ställa sig positiv till ansökan",
        "att tillstyrka förslaget",
        "Hemställan från bolaget om fusion tillstyrks.",
    ],
    misses: &["att notera att nämnden tillstyrkt förslaget"],
    ..Formula::PLAIN
};
