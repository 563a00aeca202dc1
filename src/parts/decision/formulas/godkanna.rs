//! *Godkänna*: approved → "godkänna".

use crate::model::Outcome;

use super::Formula;

/// *Godkänna*: approved.
pub(super) const FORMULA: Formula = Formula {
    action: "godkänna",
    outcome: Some(Outcome::Bifall),
    pattern: r"\bgodkän(?:na|ner|ns|nas|nes|de|des)\b|\b(?:gilla|stadfäst|godkän)(?:dt|ades)\b|\bgodkändt\b|\bställ(?:a|er|de)\s+sig\s+bakom\b|\bstadfäst(?:a|er|s|e|es)\b",
    hits: &[
        "att godkänna ansökan",
        "Kommunstyrelsen godkänner avsägelsen.",
        "Avtalet, i enlighet med bilaga 1, godkänns.",
        "att ställa sig bakom förvaltningens yttrande",
        "Samma dag uppläst och godkändt",
    ],
    misses: &[
        "Avtalet träder i kraft när det godkänts av parterna.",
        "att uppdra åt ordföranden att godkänna justeringar",
    ],
    ..Formula::PLAIN
};
