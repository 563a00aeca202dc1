//! *Konstatera*: stated as a fact → "konstatera".

use crate::model::Outcome;

use super::Formula;

/// *Konstatera*: stated as a fact.
pub(super) const FORMULA: Formula = Formula {
    action: "konstatera",
    outcome: Some(Outcome::Noterat),
    pattern: r"\bkonstatera(?:r|s|de|des)?\b",
    hits: &[
        "att konstatera att sammanträdet är behörigen utlyst",
        "Nämnden konstaterar att budgeten följs.",
    ],
    misses: &["att ge förvaltningen i uppdrag att konstatera bristerna"],
    ..Formula::PLAIN
};
