//! *Fastställa*: laid down → "fastställa".

use crate::model::Outcome;

use super::Formula;

/// *Fastställa*: laid down.
pub(super) const FORMULA: Formula = Formula {
    action: "fastställa",
    outcome: Some(Outcome::Bifall),
    pattern: r"\bfastställ(?:a|er|s|as|es|de|des|des)\b",
    hits: &[
        "att fastställa sammanträdestider för 2012",
        "Reviderat ägardirektiv, i enlighet med bilaga 5, fastställs.",
        "Grundarvodet fastställs till 74 000 kronor.",
    ],
    misses: &["att uppdra åt nämnden att fastställa taxan", "den fastställda planen"],
    ..Formula::PLAIN
};
