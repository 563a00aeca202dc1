//! *Ingå avtal*: a contract entered into → "ingå avtal".

use crate::model::Outcome;

use super::Formula;

/// *Ingå avtal*: a contract entered into.
pub(super) const FORMULA: Formula = Formula {
    action: "ingå avtal",
    outcome: Some(Outcome::Bifall),
    pattern: r"\b(?:ingå|ingår|ingås|teckna|tecknar|tecknas)\b[^,]*?\p{L}*(?:avtal|överenskommelse|samförståndsavtal)\p{L}*",
    hits: &[
        "att ingå samverkansavtal med regionen",
        "Staden ingår för egen del underavtalet om läkarvård.",
        "att teckna avtal med föreningen",
    ],
    misses: &["att bemyndiga ordföranden att teckna avtalet", "Kostnaden ingår i ramen."],
    ..Formula::PLAIN
};
