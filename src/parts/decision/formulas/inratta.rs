//! *Inrätta*: set up → "inrätta".

use crate::model::Outcome;

use super::Formula;

/// *Inrätta*: set up.
pub(super) const FORMULA: Formula = Formula {
    action: "inrätta",
    outcome: Some(Outcome::Bifall),
    pattern: r"\b(?:inrätta(?:r|s|de|des)?|tillsätt(?:a|er|s|as|es))\b",
    hits: &["att inrätta ett råd för äldre", "En tillfällig beredning tillsätts."],
    misses: &["att utreda möjligheten att inrätta ett råd"],
    ..Formula::PLAIN
};
