//! *Utgår*: struck from the list → "utgå".

use crate::model::Outcome;

use super::Formula;

/// *Utgår*: struck from the list.
pub(super) const FORMULA: Formula = Formula {
    action: "utgå",
    outcome: Some(Outcome::Utgar),
    pattern: r"\b(?:ärende\p{L}*|punkt\p{L}*|paragraf\p{L}*|fråga\p{L}*|frågan)\b[^,]*?\b(utgår|utgick|utgå|dras\s+tillbaka|drogs\s+tillbaka|dras\s+ur)\b|\b(utgår|utgå|utgick|stryks?|stryka)\s+(?:från|ur)\s+(?:dagens\s+)?(?:dagordning|ärendelist|föredragningslist|sammanträd|list)\p{L}*|^utgår\b",
    hits: &["Ärendet utgår.", "att ärendet utgår från dagordningen", "Utgår."],
    misses: &["Ersättning utgår med 500 kronor per dag."],
    ..Formula::PLAIN
};
