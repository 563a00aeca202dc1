//! *Förlänga*: made to hold longer → "förlänga".

use crate::model::Outcome;

use super::Formula;

/// *Förlänga*: made to hold longer.
pub(super) const FORMULA: Formula = Formula {
    action: "förlänga",
    outcome: Some(Outcome::Bifall),
    pattern: r"\bförläng(?:a|er|s|as|es|de|des)\b",
    hits: &["att förlänga avtalet med ett år", "Reglementet förlängs att gälla till och med 2023."],
    misses: &["att pröva om avtalet kan förlängas"],
    ..Formula::PLAIN
};
