//! *Anta*: adopted → "anta".

use crate::model::Outcome;

use super::Formula;

/// *Anta*: adopted.
pub(super) const FORMULA: Formula = Formula {
    action: "anta",
    outcome: Some(Outcome::Bifall),
    pattern: r"\b(?:anta(?:r|s|gs|ga|ges|gas)?|antog(?:s|o|os)?)\b",
    unless: r"antar? att",
    hits: &[
        "att anta taxan",
        "Reviderat reglemente, i enlighet med bilaga 2, antas.",
        "Förslaget antogs enhälligt.",
    ],
    misses: &[
        "att notera att planen antagits",
        "Biblioteksplan, antagen av kommunfullmäktige, upphör att gälla.",
    ],
    ..Formula::PLAIN
};
