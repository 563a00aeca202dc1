//! *Upphäva*: a rule comes to an end → "upphör att gälla".

use crate::model::Outcome;

use super::Formula;

/// *Upphäva*: a rule comes to an end.
pub(super) const FORMULA: Formula = Formula {
    action: "upphör att gälla",
    outcome: Some(Outcome::Bifall),
    pattern: r"\bupphör(?:a|de)?\b.*?\batt\s+gälla\b|\bupphä[vf](?:a|er|s|as|es|de|des|fver)\b",
    hits: &[
        "Biblioteksplan 2021–2024, antagen den 13 april, upphör samtidigt att gälla.",
        "att upphäva beslutet",
        "Tidigare taxa upphävs.",
    ],
    misses: &["Taxan ska gälla från den 1 januari."],
    ..Formula::PLAIN
};
