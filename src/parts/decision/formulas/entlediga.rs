//! *Entlediga*: released from an office → "entlediga".

use crate::model::Outcome;

use super::Formula;

/// *Entlediga*: released from an office.
pub(super) const FORMULA: Formula = Formula {
    action: "entlediga",
    outcome: Some(Outcome::Bifall),
    pattern: r"\bentlediga(?:r|s|de|des)?\b|\bbefria(?:r|s|de|des)?\s+från\s+(?:uppdrag|sitt|sina)\p{L}*",
    hits: &["att entlediga Eva Ek från uppdraget som ersättare", "Bo Al befrias från uppdraget."],
    misses: &["att notera att ledamoten entledigats"],
    ..Formula::PLAIN
};
