//! *Avslag*: refused → "avslå".

use crate::model::Outcome;

use super::Formula;

/// *Avslag*: refused.
pub(super) const FORMULA: Formula = Formula {
    action: "avslå",
    outcome: Some(Outcome::Avslag),
    pattern: r"\ba[vf]sl(?:å|år|ås|og|ogo|ogs|ogos)\b|^a[vf]slag\s+på\b",
    hits: &[
        "att avslå motionen",
        "Den av Eva Ek väckta motionen avslås.",
        "Avslag på ansökan.",
        "motionen afslogs med stor majoritet",
    ],
    misses: &[
        "att notera att förslaget tidigare fått avslag",
        "att anta yttrandet i stället för den avslagna skrivelsen",
    ],
    ..Formula::PLAIN
};
