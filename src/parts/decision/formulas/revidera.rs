//! *Revidera*, *ändra*: an earlier text changed → "revidera".

use crate::model::Outcome;

use super::Formula;

/// *Revidera*, *ändra*: an earlier text changed.
pub(super) const FORMULA: Formula = Formula {
    action: "revidera",
    outcome: Some(Outcome::Bifall),
    pattern: r"\b(?:revidera(?:r|s|de|des)?|ändra(?:r|s|de|des)?|komplettera(?:r|s|de|des)?|uppdatera(?:r|s|des)?|justera(?:r|s)?\s+(?:taxan|avgiften|avgifterna|budgeten|ramen))\b",
    hits: &[
        "att revidera reglementet",
        "Reglemente för miljönämnden revideras i enlighet med bilaga 5.",
        "att ändra tidigare beslut",
        "Programmet kompletteras i enlighet med vad som framgår av tjänsteutlåtandet.",
    ],
    misses: &[
        "Reviderad bolagsordning fastställs.",
        "att återremittera ärendet för att komplettera underlaget",
    ],
    ..Formula::PLAIN
};
